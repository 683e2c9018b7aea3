# Words that stand for many. Types and documentation are in _word_sets.pyi.

from cpython cimport array
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, qsort
from libc.string cimport memcpy, memset

import array as arrays

from dateline.index.errors import IndexDamaged

include "../../index/kernel/buffer.pxi"
include "../../index/kernel/postings.pxi"
include "../../index/kernel/form_codes.pxi"
include "../../index/kernel/positions.pxi"
include "sought.pxi"
include "word_sets.pxi"

cdef array.array WORDS = arrays.array("I")
cdef array.array PLACES = arrays.array("Q")
cdef str DAMAGED = "a postings list contradicts itself"


cdef int open_set(
    WordSet *made, const uint8_t[::1] postings, const uint8_t[::1] positions, const uint32_t[::1] table, uint64_t documents
) except -1:
    made.fields = <uint32_t>(table.shape[0] // 256)
    if not 1 <= made.fields <= MOST_FIELDS:
        raise IndexDamaged(DAMAGED)
    made.postings = &postings[0] if postings.shape[0] else NULL
    made.postings_size = postings.shape[0]
    made.positions = &positions[0] if positions.shape[0] else NULL
    made.positions_size = positions.shape[0]
    made.table = &table[0]
    made.documents = documents
    add_up(made.table, made.fields, made.totals)
    return 0


cdef int go_through_all(
    WordSet *w, const uint64_t[::1] places, const uint32_t[::1] dfs, const uint32_t[::1] terms, const uint32_t[::1] ends,
    const uint32_t[::1] numbers, Results *results,
) except -1:
    cdef Py_ssize_t i
    cdef uint32_t start = 0
    cdef Sought sought
    cdef int state = 0
    if terms.shape[0] != ends.shape[0] or places.shape[0] != dfs.shape[0]:
        raise ValueError("each term has its forms")
    for i in range(terms.shape[0]):
        if terms[i] >= <uint64_t>places.shape[0] or start > ends[i] or ends[i] > <uint64_t>numbers.shape[0]:
            raise ValueError("each term has its forms")
        start = ends[i]
    start = 0
    with nogil:
        for i in range(terms.shape[0]):
            if start < ends[i]:
                seek_forms(&sought, &numbers[0], start, ends[i])
            state = go_through(w, places[terms[i]], dfs[terms[i]], &sought if start < ends[i] else NULL, results)
            if state < 0:
                break
            start = ends[i]
    if state == -2:
        raise MemoryError
    if state < 0:
        raise IndexDamaged(DAMAGED)
    return 0


def mark_words(
    const uint8_t[::1] postings not None, const uint8_t[::1] positions not None, const uint32_t[::1] table not None,
    const uint64_t[::1] places not None, const uint32_t[::1] dfs not None, const uint32_t[::1] terms not None,
    const uint32_t[::1] ends not None, const uint32_t[::1] numbers not None, uint8_t[::1] matched not None,
    uint64_t documents,
):
    cdef WordSet w
    cdef Results results
    if <uint64_t>matched.shape[0] != (documents + 7) // 8 or documents == 0:
        raise ValueError("a bitmap is of another segment")
    open_set(&w, postings, positions, table, documents)
    memset(&results, 0, sizeof(Results))
    results.matched = &matched[0]
    go_through_all(&w, places, dfs, terms, ends, numbers, &results)


def place_words(
    const uint8_t[::1] postings not None, const uint8_t[::1] positions not None, const uint32_t[::1] table not None,
    const uint64_t[::1] places not None, const uint32_t[::1] dfs not None, const uint32_t[::1] terms not None,
    const uint32_t[::1] ends not None, const uint32_t[::1] numbers not None, const uint8_t[::1] candidates not None,
    uint64_t documents,
):
    cdef WordSet w
    cdef Results results
    cdef Buffer found
    cdef array.array made
    cdef Py_ssize_t at, end
    if <uint64_t>candidates.shape[0] != (documents + 7) // 8 or documents == 0:
        raise ValueError("a bitmap is of another segment")
    open_set(&w, postings, positions, table, documents)
    memset(&found, 0, sizeof(Buffer))
    memset(&results, 0, sizeof(Results))
    results.candidates.bits, results.found = &candidates[0], &found
    at, end = 0, candidates.shape[0]
    while at < end and not candidates[at]:
        at += 1
    while end > at and not candidates[end - 1]:
        end -= 1
    results.candidates.low, results.candidates.high = 8 * at, 8 * end
    try:
        go_through_all(&w, places, dfs, terms, ends, numbers, &results)
        if found.size:
            qsort(found.data, found.size // 8, 8, by_place)
        made = array.clone(PLACES, found.size // 8, False)
        if found.size:
            memcpy(made.data.as_ulonglongs, found.data, found.size)
        return made
    finally:
        free(found.data)


def count_words(
    const uint8_t[::1] postings not None, const uint8_t[::1] positions not None, const uint32_t[::1] table not None,
    const uint64_t[::1] places not None, const uint32_t[::1] dfs not None, const uint32_t[::1] terms not None,
    const uint32_t[::1] ends not None, const uint32_t[::1] numbers not None, lengths not None, uint32_t mask,
):
    cdef list rows = [memoryview(each) for each in lengths]
    cdef const uint32_t *lengths_at[MOST_FIELDS]
    cdef const uint32_t[::1] row
    cdef uint64_t documents = 0
    cdef uint32_t *counts = NULL
    cdef Py_ssize_t i
    cdef WordSet w
    cdef Results results
    open_set(&w, postings, positions, table, 0)
    if len(rows) != w.fields:
        raise IndexDamaged(DAMAGED)
    for i in range(len(rows)):
        row = rows[i]
        if i and <uint64_t>row.shape[0] != documents:
            raise ValueError("the fields have lengths for different numbers of documents")
        documents = row.shape[0]
        lengths_at[i] = &row[0] if documents else NULL
    w.documents = documents
    counts = <uint32_t *>calloc(documents * w.fields + 1, 4)
    if counts == NULL:
        raise MemoryError
    try:
        memset(&results, 0, sizeof(Results))
        results.lengths, results.counts = lengths_at, counts
        go_through_all(&w, places, dfs, terms, ends, numbers, &results)
        return counted(&w, counts, mask)
    finally:
        free(counts)


cdef inline bint counts_in(const uint32_t *counts, uint32_t fields, uint32_t mask) noexcept nogil:
    cdef uint32_t field
    for field in range(fields):
        if counts[field] and mask >> field & 1:
            return True
    return False


cdef tuple counted(WordSet *w, const uint32_t *counts, uint32_t mask):
    # The documents with a frequency in a field of the mask, and the frequencies of each.
    cdef uint64_t document, n = 0
    cdef array.array found, frequencies
    for document in range(w.documents):
        n += counts_in(counts + document * w.fields, w.fields, mask)
    found = array.clone(WORDS, n, False)
    frequencies = array.clone(WORDS, n * w.fields, False)
    n = 0
    for document in range(w.documents):
        if counts_in(counts + document * w.fields, w.fields, mask):
            found.data.as_uints[n] = <uint32_t>document
            memcpy(frequencies.data.as_uints + n * w.fields, counts + document * w.fields, 4 * w.fields)
            n += 1
    return found, frequencies
