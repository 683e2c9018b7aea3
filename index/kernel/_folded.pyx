# Folded words: made from the terms and forms of a dictionary. Types and documentation are in _folded.pyi.

from cpython cimport array
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport qsort
from libc.string cimport memcmp, memcpy, memset

import array as arrays

from dateline.index.errors import IndexDamaged

include "buffer.pxi"
include "forms.pxi"

cdef array.array WORDS = arrays.array("I")

cdef enum:
    BLOCK_WORDS = 32


cdef struct Key:
    # One form: its folded word in the arena, the first bytes of that as a number, its term, its own number.
    uint64_t head
    uint64_t start
    uint32_t size
    uint32_t term
    uint32_t form
    uint32_t forms              # that the term has


cdef const uint8_t *ARENA = NULL  # what the comparison below reads; held under the GIL


cdef int by_word(const void *a, const void *b) noexcept nogil:
    cdef const Key *x = <const Key *>a
    cdef const Key *y = <const Key *>b
    cdef int order
    if x.head != y.head:
        return -1 if x.head < y.head else 1
    order = memcmp(ARENA + x.start, ARENA + y.start, min(x.size, y.size))
    if order:
        return order
    if x.size != y.size:
        return -1 if x.size < y.size else 1
    if x.term != y.term:
        return -1 if x.term < y.term else 1
    return (x.form > y.form) - (x.form < y.form)


cdef int put_folded(Buffer *arena, const uint8_t *term, Form *form, object fold) except -1:
    # Append the folded word of a form to the arena: plain letters here, others as `fold` says.
    cdef uint32_t i, size = form.kept + form.n
    cdef uint8_t letter
    cdef uint64_t start = arena.size
    cdef bint plain = True
    cdef bytes text
    if reserve(arena, size) < 0:
        raise MemoryError
    for i in range(size):
        letter = byte_of(form, term, i)
        plain = plain and letter < 0x80
        arena.data[arena.size + i] = letter
    if not plain:
        try:
            text = fold(arena.data[start:start + size].decode("utf-8")).encode("utf-8")
        except UnicodeDecodeError as error:
            raise IndexDamaged("a dictionary contradicts itself") from error
        if reserve(arena, len(text)) < 0:
            raise MemoryError
        memcpy(arena.data + arena.size, <const uint8_t *>text, len(text))
        arena.size += len(text)
        return 0
    for i in range(size):
        letter = arena.data[start + i]
        if letter != c',':
            arena.data[arena.size] = lowered(letter)
            arena.size += 1
    return 0


cdef inline uint64_t head_of(const uint8_t *at, uint32_t size) noexcept nogil:
    cdef uint64_t head = 0
    cdef uint32_t i
    for i in range(8):
        head = head << 8 | (at[i] if i < size else 0)
    return head


cdef int put_keys(
    Buffer *keys, Buffer *arena, const uint8_t[::1] text, const uint32_t[::1] offsets, const uint8_t[::1] forms, object fold
) except -1:
    # Lay out a key for each form of each term.
    cdef const uint8_t *letters = &text[0] if text.shape[0] else <const uint8_t *>b""
    cdef const uint8_t *records = &forms[0] if forms.shape[0] else <const uint8_t *>b""
    cdef uint64_t at = 0, start
    cdef uint32_t term, i, count = 0, size
    cdef Form form
    cdef Key *key
    for term in range(<uint32_t>(offsets.shape[0] - 1)):
        if offsets[term] > offsets[term + 1] or offsets[term + 1] > <uint64_t>text.shape[0]:
            raise IndexDamaged("a dictionary contradicts itself")
        size = offsets[term + 1] - offsets[term]
        if not read_number(records, forms.shape[0], &at, &count):
            raise IndexDamaged("a dictionary contradicts itself")
        for i in range(count):
            if not read_form(records, forms.shape[0], &at, size, &form):
                raise IndexDamaged("a dictionary contradicts itself")
            start = arena.size
            put_folded(arena, letters + offsets[term], &form, fold)
            if reserve(keys, sizeof(Key)) < 0:
                raise MemoryError
            key = <Key *>(keys.data + keys.size)
            key.start = start
            key.size = <uint32_t>(arena.size - start)
            key.head = head_of(arena.data + start, key.size)
            key.term = term
            key.form = i
            key.forms = count
            keys.size += sizeof(Key)
    return 0


cdef inline bint same_word(const uint8_t *arena, Key *a, Key *b) noexcept nogil:
    return a.term == b.term and a.size == b.size and memcmp(arena + a.start, arena + b.start, a.size) == 0


cdef int write_word(Buffer *out, const uint8_t *arena, Key *last, Key *key) noexcept nogil:
    # Append the entry of a word after another one of its block, or none; -1 when memory is out.
    cdef const uint8_t *word = arena + key.start
    cdef uint32_t shared = 0, n
    if last != NULL:
        while shared < last.size and shared < key.size and arena[last.start + shared] == word[shared]:
            shared += 1
        while shared and shared < key.size and word[shared] & 0xC0 == 0x80:  # within a character
            shared -= 1
    n = key.size - shared
    if reserve(out, n + 16) < 0:
        return -1
    out.data[out.size] = <uint8_t>(min(shared, <uint32_t>15) << 4 | min(n, <uint32_t>15))
    out.size += 1
    if shared >= 15:
        put_number(out.data, &out.size, shared - 15)
    if n >= 15:
        put_number(out.data, &out.size, n - 15)
    memcpy(out.data + out.size, word + shared, n)
    out.size += n
    return 0


cdef int write_owner(Buffer *out, int64_t last, Key *key, uint32_t count) noexcept nogil:
    # Append the term of a word, and which of its forms fold to it; -1 when memory is out.
    cdef int64_t step = <int64_t>key.term - last
    cdef uint64_t value = <uint64_t>(2 * step if step >= 0 else -2 * step - 1)
    cdef uint32_t i
    if reserve(out, 16 + 5 * <uint64_t>count) < 0:
        return -1
    value = value << 1 | (count < key.forms)
    while value >= 0x80:
        out.data[out.size] = <uint8_t>(value & 0x7F | 0x80)
        out.size += 1
        value >>= 7
    out.data[out.size] = <uint8_t>value
    out.size += 1
    if count < key.forms:
        put_number(out.data, &out.size, count)
        for i in range(count):
            put_number(out.data, &out.size, key[i].form - (key[i - 1].form + 1 if i else 0))
    return 0


cdef int write_block(Key *keys, uint64_t *at, uint64_t end, const uint8_t *arena, Buffer *words, Buffer *owners, Buffer *out) noexcept nogil:
    # Append a block of words; -1 when memory is out.
    cdef Key *last = NULL
    cdef int64_t term = 0
    cdef uint64_t first
    cdef uint32_t made
    words.size = 0
    owners.size = 0
    for made in range(BLOCK_WORDS):
        if at[0] == end:
            break
        first = at[0]
        while at[0] < end and same_word(arena, &keys[first], &keys[at[0]]):
            at[0] += 1
        if write_word(words, arena, last, &keys[first]) < 0:
            return -1
        if write_owner(owners, term, &keys[first], <uint32_t>(at[0] - first)) < 0:
            return -1
        last = &keys[first]
        term = last.term
    if reserve(out, words.size + owners.size + 5) < 0:
        return -1
    put_number(out.data, &out.size, <uint32_t>words.size)
    memcpy(out.data + out.size, words.data, words.size)
    out.size += words.size
    memcpy(out.data + out.size, owners.data, owners.size)
    out.size += owners.size
    return 0


def fold_forms(const uint8_t[::1] text not None, const uint32_t[::1] offsets not None, const uint8_t[::1] forms not None, fold not None):
    global ARENA
    cdef Buffer keys, arena, words, owners, out
    cdef array.array blocks = arrays.array("I")
    cdef uint64_t at = 0, count
    if offsets.shape[0] < 1:
        raise IndexDamaged("a dictionary contradicts itself")
    memset(&keys, 0, sizeof(Buffer))
    memset(&arena, 0, sizeof(Buffer))
    memset(&words, 0, sizeof(Buffer))
    memset(&owners, 0, sizeof(Buffer))
    memset(&out, 0, sizeof(Buffer))
    try:
        put_keys(&keys, &arena, text, offsets, forms, fold)
        count = keys.size // sizeof(Key)
        ARENA = arena.data
        if count:
            qsort(keys.data, count, sizeof(Key), by_word)
        while at < count:
            blocks.append(out.size)
            if write_block(<Key *>keys.data, &at, count, arena.data, &words, &owners, &out) < 0:
                raise MemoryError
            if out.size >> 32:
                raise OverflowError("the dictionary would be larger than 4 GB")
        blocks.append(out.size)
        return out.data[:out.size] if out.size else b"", blocks
    finally:
        ARENA = NULL
        free(keys.data)
        free(arena.data)
        free(words.data)
        free(owners.data)
        free(out.data)
