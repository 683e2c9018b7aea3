# From occurrences to postings and back. Types and documentation are in _postings.pyi.

from cpython cimport array
from libc.stdlib cimport calloc, qsort
from libc.string cimport memcmp, memmove, memset

import array as arrays

from dateline.index.errors import IndexDamaged

include "buffer.pxi"
include "bits.pxi"
include "postings.pxi"
include "forms.pxi"
include "form_codes.pxi"
include "positions.pxi"

cdef enum:
    KEYS = 8192
    MOST_COUNTED = 4096
    UNCODED = 128               # postings up to which a list has no impact codes

cdef array.array WORDS = arrays.array("I")
cdef array.array LONGS = arrays.array("Q")


cdef struct Layout:
    # Where the fields of a document begin in its row of positions.
    uint32_t fields
    const uint32_t *lengths[MOST_FIELDS]
    uint64_t documents


cdef int lay_out(Layout *layout, list lengths) except -1:
    # The list is the caller's own, and holds memoryviews: nobody can resize what they show.
    cdef const uint32_t[::1] row
    layout.fields = <uint32_t>len(lengths)
    if not 1 <= layout.fields <= MOST_FIELDS:
        raise ValueError(f"an analysis serves 1 to {MOST_FIELDS} fields, not {len(lengths)}")
    layout.documents = len(lengths[0])
    for field, lengths_of_field in enumerate(lengths):
        row = lengths_of_field
        if <uint64_t>row.shape[0] != layout.documents:
            raise ValueError("the fields have lengths for different numbers of documents")
        layout.lengths[<Py_ssize_t>field] = &row[0] if row.shape[0] else NULL
    return 0

include "impacts.pxi"


cdef inline uint64_t take_posting(
    Layout *layout, const uint64_t *occurrences, uint64_t at, uint64_t stop, uint32_t *frequencies
) noexcept nogil:
    # Count one document's occurrences by field; return where the next document's begin.
    # Beyond the last field the row of positions begins anew for broken words.
    cdef uint64_t document = occurrences[at] >> 32, end
    cdef uint32_t field = 0, last = layout.fields - 1
    for field in range(layout.fields):
        frequencies[field] = 0
    field = 0
    end = layout.lengths[0][document]
    while at < stop and occurrences[at] >> 32 == document:
        while field < last and <uint32_t>occurrences[at] > end:
            field += 1
            end += 1 + <uint64_t>layout.lengths[field][document]
        if <uint32_t>occurrences[at] > end:
            return take_joined(layout, occurrences, at, stop, end + 1, frequencies)
        frequencies[field] += 1
        at += 1
    return at


cdef uint64_t take_joined(
    Layout *layout, const uint64_t *occurrences, uint64_t at, uint64_t stop, uint64_t begin, uint32_t *frequencies
) noexcept nogil:
    # Count the rest of the document's occurrences, those of broken words, whose row begins at `begin`.
    cdef uint64_t document = occurrences[at] >> 32, end = layout.lengths[0][document]
    cdef uint32_t field = 0
    while at < stop and occurrences[at] >> 32 == document:
        while field + 1 < layout.fields and <uint32_t>occurrences[at] - begin > end:
            field += 1
            end += 1 + <uint64_t>layout.lengths[field][document]
        frequencies[field] += 1
        at += 1
    return at


cdef inline uint64_t key_of(uint32_t *frequencies, uint32_t fields) noexcept nogil:
    # The frequencies in one number, a byte each; 0 when one does not fit.
    cdef uint64_t key = 0
    cdef uint32_t field
    for field in range(fields):
        if frequencies[field] > 254:
            return 0
        key |= <uint64_t>frequencies[field] << (8 * field)
    return key


cdef inline uint32_t slot_of(uint64_t key) noexcept nogil:
    return <uint32_t>((key * <uint64_t>0x9E3779B97F4A7C15) >> 51)  # 13 bits


def count_frequencies(
    const uint64_t[::1] starts not None, const uint64_t[::1] occurrences not None, lengths not None
):
    cdef Layout layout
    cdef uint64_t *keys = NULL   # on the heap: a thread's stack may be small
    cdef uint64_t *counts = NULL
    cdef list rows = [memoryview(row) for row in lengths]
    cdef uint32_t frequencies[MOST_FIELDS]
    cdef uint64_t at = 0, stop, key
    cdef Py_ssize_t term
    cdef uint32_t slot, known = 0
    lay_out(&layout, rows)
    check(&layout, starts, occurrences)
    keys = <uint64_t *>calloc(KEYS, 8)
    counts = <uint64_t *>calloc(KEYS, 8)
    try:
        if keys == NULL or counts == NULL:
            raise MemoryError
        with nogil:
            for term in range(starts.shape[0] - 1):
                stop = starts[term + 1]
                while at < stop:
                    at = take_posting(&layout, &occurrences[0], at, stop, frequencies)
                    key = key_of(frequencies, layout.fields)
                    slot = slot_of(key)
                    while keys[slot] != key and keys[slot] != 0:
                        slot = (slot + 1) & (KEYS - 1)
                    if keys[slot] == 0:
                        if key == 0 or known >= MOST_COUNTED:
                            continue
                        keys[slot] = key
                        known += 1
                    counts[slot] += 1
        return {
            tuple([keys[slot] >> 8 * field & 0xFF for field in range(layout.fields)]): counts[slot]
            for slot in range(KEYS) if keys[slot]
        }
    finally:
        free(keys)
        free(counts)


cdef int check(Layout *layout, const uint64_t[::1] starts, const uint64_t[::1] occurrences) except -1:
    # That the starts span the occurrences, that each stands in a document, and that a term's ascend.
    cdef Py_ssize_t i, term
    if starts.shape[0] < 1 or starts[0] != 0 or starts[starts.shape[0] - 1] != <uint64_t>occurrences.shape[0]:
        raise ValueError("the starts do not span the occurrences")
    for term in range(starts.shape[0] - 1):
        if starts[term] > starts[term + 1] or starts[term + 1] > <uint64_t>occurrences.shape[0]:
            raise ValueError("the starts do not ascend")
        for i in range(<Py_ssize_t>starts[term], <Py_ssize_t>starts[term + 1]):
            if occurrences[i] >> 32 >= layout.documents:
                raise ValueError("an occurrence is in no document")
            if <uint64_t>i > starts[term] and occurrences[i] < occurrences[i - 1]:
                raise ValueError("the occurrences of a term do not ascend")
    return 0


cdef struct Coder:
    # What encoding a term needs at hand.
    Layout layout
    uint64_t keys[512]          # open addressing: frequencies to code
    uint8_t codes[512]
    Buffer postings
    Buffer positions
    uint64_t postings_base
    uint64_t positions_base
    Impacts impacts
    bint coded                  # the term's postings get impact codes
    const uint32_t *forms       # of all occurrences; NULL: each has form 0


cdef void learn_codes(Coder *coder, const uint32_t[::1] table) noexcept nogil:
    cdef uint32_t code, field, slot
    cdef uint32_t frequencies[MOST_FIELDS]
    cdef uint64_t key
    memset(coder.keys, 0, sizeof(coder.keys))
    for code in range(ESCAPE):
        for field in range(coder.layout.fields):
            frequencies[field] = table[field * 256 + code]
        key = key_of(frequencies, coder.layout.fields)
        if key == 0:
            continue
        slot = slot_of(key) & 511
        while coder.keys[slot]:
            slot = (slot + 1) & 511
        coder.keys[slot] = key
        coder.codes[slot] = <uint8_t>code


cdef inline uint8_t code_of(Coder *coder, uint32_t *frequencies) noexcept nogil:
    cdef uint64_t key = key_of(frequencies, coder.layout.fields)
    cdef uint32_t slot = slot_of(key) & 511
    if key == 0:
        return ESCAPE
    while coder.keys[slot]:
        if coder.keys[slot] == key:
            return coder.codes[slot]
        slot = (slot + 1) & 511
    return ESCAPE


cdef uint64_t count_chunk(const uint64_t *occurrences, uint64_t at, uint64_t stop, uint32_t *n) noexcept nogil:
    # Count the documents of one chunk; return where the next chunk's occurrences begin.
    cdef uint64_t chunk = occurrences[at] >> 48, document = ~<uint64_t>0
    n[0] = 0
    while at < stop and occurrences[at] >> 48 == chunk:
        if occurrences[at] >> 32 != document:
            document = occurrences[at] >> 32
            n[0] += 1
        at += 1
    return at


include "writing_positions.pxi"


cdef int write_chunk(Coder *coder, const uint64_t *occurrences, uint64_t at, uint64_t stop, uint32_t n) noexcept nogil:
    # Append one chunk's record and its positions; -1 when memory is out, -3 when the positions are too many.
    cdef uint32_t fields = coder.layout.fields, blocks = (n + BLOCK - 1) // BLOCK
    cdef uint32_t i = 0, field, escapes = 0, need, shape = 0, exceptions = 0
    cdef uint32_t frequencies[MOST_FIELDS]
    cdef uint64_t start = at, record, own = coder.positions.size, positions = coder.positions_base + own, document
    cdef uint32_t header[6]
    cdef uint32_t *entries
    cdef uint8_t *codes
    cdef uint16_t *documents
    cdef uint32_t *entry
    cdef Buffer *out = &coder.postings
    need = HEADER + (BLOCK_ENTRY * blocks if blocks > 1 else 0)
    if reserve(out, need + 3 * <uint64_t>n + blocks + 3 + <uint64_t>n * (4 + 4 * fields)) < 0:
        return -1
    if coder.coded and (reserve(&coder.impacts.ws, 2 * n) < 0 or reserve(&coder.impacts.documents, 4 * n) < 0):
        return -1
    record = out.size
    entries = <uint32_t *>(out.data + record + HEADER)
    documents = <uint16_t *>(out.data + record + need)
    codes = out.data + record + need + 2 * n
    need += (3 * n + blocks + 3) & ~<uint32_t>3
    memset(out.data + record, 0, need)
    entry = <uint32_t *>(out.data + record + need)
    while at < stop:
        document = occurrences[at] >> 32
        if blocks > 1 and i % BLOCK == 0:
            entries[i // BLOCK * 2] = <uint32_t>(at - start)
        documents[i] = <uint16_t>document
        at = take_posting(&coder.layout, occurrences, at, stop, frequencies)
        if coder.coded:
            note_impact(&coder.impacts, fields, <uint32_t>document, frequencies)
        codes[i] = code_of(coder, frequencies)
        if codes[i] == ESCAPE:
            entry[0] = i
            for field in range(fields):
                entry[1 + field] = frequencies[field]
            entry += 1 + fields
            escapes += 1
        i += 1
    need += escapes * (4 + 4 * fields)
    if coder.forms != NULL:
        shape = choose_shape(coder.forms + start, stop - start, &exceptions)
    header[0] = <uint32_t>(occurrences[start] >> 48) | (n - 1) << 16
    header[1] = need
    header[4] = <uint32_t>(stop - start)
    header[5] = escapes | shape << 27
    memcpy(&header[2], &positions, 8)
    memcpy(out.data + record, header, HEADER)
    out.size += need
    if shape and write_form_codes(coder, coder.forms + start, stop - start, shape, exceptions) < 0:
        return -1
    return write_positions(coder, occurrences + start, stop - start, own, blocks, entries, codes + n)


cdef int write_term(Coder *coder, const uint64_t *occurrences, uint64_t at, uint64_t stop, uint32_t *df, uint64_t *place) noexcept nogil:
    # Append one term's postings.
    cdef uint32_t frequencies[MOST_FIELDS]
    cdef uint32_t n = 0
    cdef uint8_t code
    cdef uint64_t end, size
    cdef int state
    df[0] = 0
    place[0] = 0
    if at == stop:
        return 0
    if stop - at == 1 and <uint32_t>occurrences[at] < 1 << 23 and (coder.forms == NULL or coder.forms[at] == 0):
        take_posting(&coder.layout, occurrences, at, stop, frequencies)
        code = code_of(coder, frequencies)
        if code != ESCAPE:
            df[0] = 1
            place[0] = (
                INLINE | <uint64_t>code << 55 | (occurrences[at] >> 32) << 23 | (<uint32_t>occurrences[at] & 0x7FFFFF)
            )
            return 0
    place[0] = coder.postings_base + coder.postings.size
    coder.coded = coder.impacts.norms[0] != NULL and has_many(occurrences, at, stop)
    if coder.coded:
        if reserve(&coder.postings, 8) < 0:
            return -1
        coder.postings.size += 8
    while at < stop:
        end = count_chunk(occurrences, at, stop, &n)
        state = write_chunk(coder, occurrences, at, end, n)
        if state < 0:
            return state
        df[0] += n
        at = end
    if coder.coded:
        size = coder.postings_base + coder.postings.size - place[0] - 8
        memcpy(coder.postings.data + place[0] - coder.postings_base, &size, 8)
        place[0] |= CODED
        return write_impacts(&coder.impacts, coder.layout.documents, &coder.postings)
    return 0


cdef bint has_many(const uint64_t *occurrences, uint64_t at, uint64_t stop) noexcept nogil:
    # Whether a term is in more than UNCODED documents.
    cdef uint64_t document = occurrences[at] >> 32
    cdef uint32_t n = 1
    while at < stop and n <= UNCODED:
        if occurrences[at] >> 32 != document:
            document = occurrences[at] >> 32
            n += 1
        at += 1
    return n > UNCODED


def encode(
    const uint64_t[::1] starts not None, const uint64_t[::1] occurrences not None, lengths not None,
    const uint32_t[::1] table not None, uint64_t postings_base=0, uint64_t positions_base=0, shapes=None,
    const uint32_t[::1] forms=None,
):
    cdef Coder coder
    cdef Py_ssize_t terms = starts.shape[0] - 1, term
    cdef array.array dfs = array.clone(WORDS, max(terms, 0), terms > 0)
    cdef array.array places = array.clone(LONGS, max(terms, 0), terms > 0)
    cdef const uint64_t *all_ = &occurrences[0] if occurrences.shape[0] else NULL
    cdef int failed = 0
    cdef list rows = [memoryview(row) for row in lengths]
    memset(&coder, 0, sizeof(coder))
    lay_out(&coder.layout, rows)
    check(&coder.layout, starts, occurrences)
    if table.shape[0] != <Py_ssize_t>(256 * coder.layout.fields):
        raise ValueError("the table of frequencies has the wrong size")
    if forms is not None and forms.shape[0] != occurrences.shape[0]:
        raise ValueError("each occurrence has one form")
    if forms is not None and forms.shape[0]:
        coder.forms = &forms[0]
    coder.postings_base = postings_base
    coder.positions_base = positions_base
    try:
        if shapes is not None:
            open_impacts(&coder.impacts, &coder.layout, list(shapes))
        with nogil:
            learn_codes(&coder, table)
            for term in range(terms):
                failed = write_term(
                    &coder, all_, starts[term], starts[term + 1],
                    <uint32_t *>&dfs.data.as_uints[term], <uint64_t *>&places.data.as_ulonglongs[term],
                )
                if failed < 0:
                    break
        if failed == -3:
            raise OverflowError("a word occurs more often in 65,536 articles than a segment can hold")
        if failed < 0:
            raise MemoryError
        return (
            dfs, places, coder.postings.data[:coder.postings.size] if coder.postings.size else b"",
            coder.positions.data[:coder.positions.size] if coder.positions.size else b"",
        )
    finally:
        free(coder.postings.data)
        free(coder.positions.data)
        close_impacts(&coder.impacts)


include "gathering.pxi"
