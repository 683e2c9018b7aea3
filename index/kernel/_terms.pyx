# Sorted dictionaries: made, searched and merged. Types and documentation are in _terms.pyi.

from cpython cimport array
from cpython.unicode cimport PyUnicode_AsUTF8AndSize
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.stdlib cimport qsort
from libc.string cimport memcmp, memcpy, memset

import array as arrays

from dateline.index.errors import IndexDamaged

include "buffer.pxi"
include "forms.pxi"

cdef array.array WORDS = arrays.array("I")
cdef array.array NUMBERS = arrays.array("Q")


cdef inline int compare(const uint8_t *a, uint64_t n, const uint8_t *b, uint64_t m) noexcept nogil:
    cdef int order = memcmp(a, b, n if n < m else m)
    if order:
        return order
    return -1 if n < m else (1 if n > m else 0)


cdef Py_ssize_t seek(
    const uint8_t[::1] text, const uint32_t[::1] offsets, const uint8_t *sought, uint64_t n, Py_ssize_t low, Py_ssize_t high
) except? -9223372036854775807:
    # The number of a term, of those from `low` up to `high`; where it would stand, as -1 less that, when it is missing.
    cdef Py_ssize_t middle
    cdef uint64_t start, end, size = text.shape[0]
    cdef int order
    while low < high:
        middle = (low + high) // 2
        start = offsets[middle]
        end = offsets[middle + 1]
        if start > end or end > size:
            raise IndexDamaged("a dictionary contradicts itself")
        order = compare(&text[0] + start if size else sought, end - start, sought, n)
        if order == 0:
            return middle
        if order < 0:
            low = middle + 1
        else:
            high = middle
    return -1 - low


def find(const uint8_t[::1] text not None, const uint32_t[::1] offsets not None, bytes wanted not None):
    return seek(text, offsets, wanted, len(wanted), 0, offsets.shape[0] - 1)


cdef struct Run:
    # One sorted dictionary, and the term of it that comes next.
    const uint8_t *text
    const uint32_t *offsets
    uint32_t terms
    uint32_t next_term
    uint32_t *picks


cdef inline int order_of(Run *a, Run *b) noexcept nogil:
    return compare(
        a.text + a.offsets[a.next_term], a.offsets[a.next_term + 1] - a.offsets[a.next_term],
        b.text + b.offsets[b.next_term], b.offsets[b.next_term + 1] - b.offsets[b.next_term],
    )


cdef uint32_t merge_runs(Run *runs, Py_ssize_t count, uint8_t *text, uint32_t *offsets) noexcept nogil:
    # Write the union of the runs; return how many terms it has.
    cdef uint32_t made = 0, size = 0, n
    cdef Py_ssize_t i, least
    cdef bint same[64]
    cdef int order
    offsets[0] = 0
    while True:
        least = -1
        for i in range(count):
            same[i] = False
            if runs[i].next_term == runs[i].terms:
                continue
            order = -1 if least < 0 else order_of(&runs[i], &runs[least])
            if order < 0:
                if least >= 0:
                    memset(same, 0, sizeof(same))
                least = i
            same[i] = order <= 0
        if least < 0:
            return made
        n = runs[least].offsets[runs[least].next_term + 1] - runs[least].offsets[runs[least].next_term]
        memcpy(text + size, runs[least].text + runs[least].offsets[runs[least].next_term], n)
        size += n
        for i in range(count):
            if same[i]:
                runs[i].picks[made] = runs[i].next_term
                runs[i].next_term += 1
            else:
                runs[i].picks[made] = <uint32_t>-1
        made += 1
        offsets[made] = size


def merge_terms(dictionaries not None):
    cdef list pairs = [(memoryview(text_), memoryview(offsets_)) for text_, offsets_ in dictionaries]
    cdef Py_ssize_t count = len(pairs), i, j
    cdef uint64_t terms = 0, size = 0
    cdef Run runs[64]
    cdef const uint8_t[::1] text
    cdef const uint32_t[::1] offsets
    cdef array.array made, pick
    cdef uint8_t *out
    if count > 64:
        raise ValueError("more than 64 dictionaries at once")
    for i in range(count):
        text, offsets = pairs[i]
        if offsets.shape[0] < 1 or offsets[0] != 0 or offsets[offsets.shape[0] - 1] != <uint64_t>text.shape[0]:
            raise IndexDamaged("a dictionary contradicts itself")
        for j in range(offsets.shape[0] - 1):
            if offsets[j] > offsets[j + 1]:
                raise IndexDamaged("a dictionary contradicts itself")
        runs[i].text = &text[0] if text.shape[0] else <const uint8_t *>b""
        runs[i].offsets = &offsets[0]
        runs[i].terms = <uint32_t>(offsets.shape[0] - 1)
        runs[i].next_term = 0
        terms += runs[i].terms
        size += text.shape[0]
    if size >> 32 or terms >> 32:
        raise OverflowError("the dictionary would be larger than 4 GB")
    picks = []
    for i in range(count):
        pick = array.clone(WORDS, terms, False)
        runs[i].picks = <uint32_t *>pick.data.as_uints
        picks.append(pick)
    made = array.clone(WORDS, terms + 1, False)
    out = <uint8_t *>malloc(size + 1)
    if out == NULL:
        raise MemoryError
    try:
        with nogil:
            terms = merge_runs(runs, count, out, <uint32_t *>made.data.as_uints)
        return out[:made.data.as_uints[terms]], made[:terms + 1], [pick_row[:terms] for pick_row in picks]
    finally:
        free(out)


cdef struct Key:
    # A form under its term: "term NUL form" in the arena, its first bytes as a number.
    uint64_t head
    uint64_t count              # occurrences of the form
    uint32_t start
    uint32_t size
    uint32_t term_size
    uint32_t number
    bint written                # as a form; False: only the term is there


cdef const uint8_t *ARENA = NULL  # what the comparison below reads; held under the GIL


cdef int by_key(const void *a, const void *b) noexcept nogil:
    cdef const Key *x = <const Key *>a
    cdef const Key *y = <const Key *>b
    if x.head != y.head:
        return -1 if x.head < y.head else 1
    return compare(ARENA + x.start, x.size, ARENA + y.start, y.size)


cdef inline uint64_t head_of(const uint8_t *at, uint32_t size) noexcept nogil:
    cdef uint64_t head = 0
    cdef uint32_t i
    for i in range(8):
        head = head << 8 | (at[i] if i < size else 0)
    return head


cdef uint8_t *fill_keys(list terms, list forms, const uint64_t[::1] counts, Key *keys) except NULL:
    # Lay the keys out in a new arena, which the caller frees.
    cdef Py_ssize_t i, n, m
    cdef uint64_t size = 0, at = 0
    cdef const char *text
    cdef uint8_t *arena
    for i in range(len(terms)):
        PyUnicode_AsUTF8AndSize(terms[i], &n)
        m = 0
        if forms[i] is not None:
            PyUnicode_AsUTF8AndSize(forms[i], &m)
        size += n + m + 1
    if size >> 32:
        raise OverflowError("the dictionary would be larger than 4 GB")
    arena = <uint8_t *>malloc(size + 1)
    if arena == NULL:
        raise MemoryError
    for i in range(len(terms)):
        text = PyUnicode_AsUTF8AndSize(terms[i], &n)
        memcpy(arena + at, text, n)
        arena[at + n] = 0
        m = 0
        if forms[i] is not None:
            text = PyUnicode_AsUTF8AndSize(forms[i], &m)
            memcpy(arena + at + n + 1, text, m)
        keys[i].start = <uint32_t>at
        keys[i].size = <uint32_t>(n + m + 1)
        keys[i].term_size = <uint32_t>n
        keys[i].number = <uint32_t>i
        keys[i].written = forms[i] is not None
        keys[i].count = counts[i]
        keys[i].head = head_of(arena + at, keys[i].size)
        at += n + m + 1
    return arena


cdef int write_group(Key *keys, uint32_t count, const uint8_t *arena, Buffer *records, Buffer *found, Buffer *out, uint32_t *numbers) noexcept nogil:
    # Append the forms of a term, commonest first, and note the number of each; -1 when memory is out.
    cdef uint32_t i, made = 0
    cdef uint64_t at = 0
    cdef Form *forms
    records.size = 0
    if reserve(found, count * sizeof(Form)) < 0:
        return -1
    forms = <Form *>found.data
    for i in range(count):
        numbers[keys[i].number] = 0
        if not keys[i].written:
            continue
        forms[made].size = <uint32_t>records.size
        if write_form(
            records, arena + keys[i].start, keys[i].term_size, arena + keys[i].start + keys[i].term_size + 1,
            keys[i].size - keys[i].term_size - 1,
        ) < 0:
            return -1
        forms[made].count = keys[i].count
        forms[made].number = keys[i].number
        made += 1
    for i in range(made):  # no record moves any more
        forms[i].record = records.data + forms[i].size
        forms[i].size = (forms[i + 1].size if i + 1 < made else <uint32_t>records.size) - forms[i].size
    if made > 1:
        qsort(forms, made, sizeof(Form), by_count)
    if reserve(out, records.size + 5) < 0:
        return -1
    put_number(out.data, &out.size, made)
    for i in range(made):
        memcpy(out.data + out.size, forms[i].record, forms[i].size)
        out.size += forms[i].size
        numbers[forms[i].number] = i
    return 0


cdef inline bint same_term(const uint8_t *arena, Key *a, Key *b) noexcept nogil:
    return a.term_size == b.term_size and memcmp(arena + a.start, arena + b.start, a.term_size) == 0


cdef struct Sorted:
    # What is made of sorted keys.
    Buffer terms
    Buffer forms
    Buffer records              # of one term
    Buffer found
    uint32_t *term_offsets
    uint32_t *groups
    uint32_t *term_of           # by form, in the order given
    uint32_t *numbers
    uint32_t made


cdef int write_sorted(Key *keys, uint32_t count, const uint8_t *arena, Sorted *to) noexcept nogil:
    # Write terms and forms; -1 when memory is out.
    cdef uint32_t i = 0, end, j
    while i < count:
        end = i + 1
        while end < count and same_term(arena, &keys[i], &keys[end]):
            end += 1
        if to.made % FORM_GROUPS == 0:
            to.groups[to.made // FORM_GROUPS] = <uint32_t>to.forms.size
        if reserve(&to.terms, keys[i].term_size) < 0:
            return -1
        if keys[i].term_size:
            memcpy(to.terms.data + to.terms.size, arena + keys[i].start, keys[i].term_size)
        to.terms.size += keys[i].term_size
        for j in range(i, end):
            to.term_of[keys[j].number] = to.made
        if write_group(keys + i, end - i, arena, &to.records, &to.found, &to.forms, to.numbers) < 0:
            return -1
        to.made += 1
        to.term_offsets[to.made] = <uint32_t>to.terms.size
        i = end
    return 0


cdef bytes content_of(Buffer *content):
    return content.data[:content.size] if content.size else b""


def sort_forms(list terms not None, list forms not None, const uint64_t[::1] counts not None):
    global ARENA
    cdef Py_ssize_t count = len(forms)
    cdef array.array term_of, numbers, term_offsets, groups
    cdef uint8_t *arena = NULL
    cdef Sorted to
    cdef Key *keys
    cdef int state
    if len(terms) != count or counts.shape[0] != count:
        raise ValueError("each form has one term and one count")
    term_of = array.clone(WORDS, count, False)
    numbers = array.clone(WORDS, count, False)
    term_offsets = array.clone(WORDS, count + 1, True)
    groups = array.clone(WORDS, count // FORM_GROUPS + 1, True)
    memset(&to, 0, sizeof(to))
    to.term_of = <uint32_t *>term_of.data.as_uints
    to.numbers = <uint32_t *>numbers.data.as_uints
    to.term_offsets = <uint32_t *>term_offsets.data.as_uints
    to.groups = <uint32_t *>groups.data.as_uints
    keys = <Key *>malloc((count + 1) * sizeof(Key))
    if keys == NULL:
        raise MemoryError
    try:
        arena = fill_keys(terms, forms, counts, keys)
        ARENA = arena
        qsort(keys, count, sizeof(Key), by_key)
        state = write_sorted(keys, <uint32_t>count, arena, &to)
        if state < 0:
            raise MemoryError
        if to.forms.size >> 32:
            raise OverflowError("the dictionary would be larger than 4 GB")
        return (
            (content_of(&to.terms), term_offsets[:to.made + 1]), term_of,
            (content_of(&to.forms), groups[:(to.made + FORM_GROUPS - 1) // FORM_GROUPS]), numbers,
        )
    finally:
        ARENA = NULL
        free(arena)
        free(to.terms.data)
        free(to.forms.data)
        free(to.records.data)
        free(to.found.data)
        free(keys)


include "lexicon.pxi"
