# Sorted dictionaries: made, searched and merged. Types and documentation are in _terms.pyi.

from cpython cimport array
from cpython.unicode cimport PyUnicode_AsUTF8AndSize
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc, qsort
from libc.string cimport memcmp, memcpy, memset

import array as arrays

from dateline.index.errors import IndexDamaged

cdef array.array WORDS = arrays.array("I")


cdef inline int compare(const uint8_t *a, uint64_t n, const uint8_t *b, uint64_t m) noexcept nogil:
    cdef int order = memcmp(a, b, n if n < m else m)
    if order:
        return order
    return -1 if n < m else (1 if n > m else 0)


cdef Py_ssize_t seek(const uint8_t[::1] text, const uint32_t[::1] offsets, bytes wanted) except? -9223372036854775807:
    cdef Py_ssize_t low = 0, high = offsets.shape[0] - 1, middle
    cdef const uint8_t *sought = wanted
    cdef uint64_t n = len(wanted), start, end, size = text.shape[0]
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
    return seek(text, offsets, wanted)


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
    uint32_t start
    uint32_t size
    uint32_t term_size
    uint32_t number


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


cdef uint8_t *fill_keys(list terms, list forms, Key *keys) except NULL:
    # Lay the keys out in a new arena, which the caller frees.
    cdef Py_ssize_t i, n, m
    cdef uint64_t size = 0, at = 0
    cdef const char *text
    cdef uint8_t *arena
    for i in range(len(terms)):
        PyUnicode_AsUTF8AndSize(terms[i], &n)
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
        text = PyUnicode_AsUTF8AndSize(forms[i], &m)
        memcpy(arena + at + n + 1, text, m)
        keys[i].start = <uint32_t>at
        keys[i].size = <uint32_t>(n + m + 1)
        keys[i].term_size = <uint32_t>n
        keys[i].number = <uint32_t>i
        keys[i].head = head_of(arena + at, keys[i].size)
        at += n + m + 1
    return arena


def sort_forms(list terms not None, list forms not None):
    global ARENA
    cdef Py_ssize_t count = len(forms), i
    cdef uint32_t made = 0, term_bytes = 0, form_bytes = 0
    cdef array.array term_of, place_of, term_offsets, form_offsets
    cdef uint8_t *arena = NULL
    cdef uint8_t *term_text = NULL
    cdef uint8_t *form_text = NULL
    cdef Key *key
    cdef Key *keys = <Key *>malloc((count + 1) * sizeof(Key))
    if keys == NULL:
        raise MemoryError
    if len(terms) != count:
        free(keys)
        raise ValueError("each form has one term")
    try:
        arena = fill_keys(terms, forms, keys)
        ARENA = arena
        qsort(keys, count, sizeof(Key), by_key)
        term_of = array.clone(WORDS, count, False)
        place_of = array.clone(WORDS, count, False)
        term_offsets = array.clone(WORDS, count + 1, True)
        form_offsets = array.clone(WORDS, count + 1, True)
        term_text = <uint8_t *>malloc(sum_of_sizes(keys, count) + 1)
        form_text = <uint8_t *>malloc(sum_of_sizes(keys, count) + 1)
        if term_text == NULL or form_text == NULL:
            raise MemoryError
        for i in range(count):
            key = &keys[i]
            if i == 0 or not same_term(arena, key, &keys[i - 1]):
                memcpy(term_text + term_bytes, arena + key.start, key.term_size)
                term_bytes += key.term_size
                made += 1
                term_offsets.data.as_uints[made] = term_bytes
            memcpy(form_text + form_bytes, arena + key.start, key.size)
            form_bytes += key.size
            form_offsets.data.as_uints[i + 1] = form_bytes
            term_of.data.as_uints[key.number] = made - 1
            place_of.data.as_uints[key.number] = <uint32_t>i
        return (
            term_text[:term_bytes], term_offsets[:made + 1], term_of, form_text[:form_bytes], form_offsets, place_of
        )
    finally:
        ARENA = NULL
        free(arena)
        free(term_text)
        free(form_text)
        free(keys)


cdef uint64_t sum_of_sizes(Key *keys, Py_ssize_t count) noexcept nogil:
    cdef uint64_t size = 0
    cdef Py_ssize_t i
    for i in range(count):
        size += keys[i].size
    return size


cdef inline bint same_term(const uint8_t *arena, Key *a, Key *b) noexcept nogil:
    return a.term_size == b.term_size and memcmp(arena + a.start, arena + b.start, a.term_size) == 0


cdef class Lexicon:
    cdef const uint8_t[::1] terms, forms
    cdef const uint32_t[::1] term_offsets, dfs, form_offsets, form_counts
    cdef const uint64_t[::1] places, form_places

    def __cinit__(self, terms, term_offsets, dfs, places, forms, form_offsets, form_counts, form_places):
        self.terms = terms
        self.term_offsets = term_offsets
        self.dfs = dfs
        self.places = places
        self.forms = forms
        self.form_offsets = form_offsets
        self.form_counts = form_counts
        self.form_places = form_places
        if (
            self.dfs.shape[0] != self.term_offsets.shape[0] - 1
            or self.places.shape[0] != self.dfs.shape[0]
            or self.form_counts.shape[0] != self.form_offsets.shape[0] - 1
            or self.form_places.shape[0] != self.form_counts.shape[0]
        ):
            raise IndexDamaged("a dictionary's parts differ in length")

    def look_up(self, str term not None):
        cdef Py_ssize_t number = seek(self.terms, self.term_offsets, term.encode("utf-8", "surrogatepass"))
        return None if number < 0 else (self.places[number], self.dfs[number])

    def look_up_form(self, str term not None, str form not None):
        cdef Py_ssize_t number = seek(
            self.forms, self.form_offsets, f"{term}\0{form}".encode("utf-8", "surrogatepass")
        )
        return None if number < 0 else (self.form_places[number], self.form_counts[number])

    def look_up_word(self, str term not None, str form not None):
        cdef bytes sought = f"{term}\0{form}".encode("utf-8", "surrogatepass")
        cdef Py_ssize_t number = seek(self.terms, self.term_offsets, term.encode("utf-8", "surrogatepass")), own
        if number < 0:
            return None
        own = seek(self.forms, self.form_offsets, sought)
        if own < 0:
            return self.places[number], self.dfs[number], 0, 0
        return self.places[number], self.dfs[number], self.form_places[own], self.form_counts[own]
