# Which documents match, as bitmaps; phrases; counts of values. Types and documentation are in _matching.pyi.
#
# A set of documents is a bitmap: bit d & 7 of byte d >> 3.

from cpython cimport array
from libc.stdint cimport int32_t
from libc.stdlib cimport calloc, free
from libc.string cimport memset

import array as arrays

from dateline.index.errors import IndexDamaged

include "../../index/kernel/buffer.pxi"
include "../../index/kernel/postings.pxi"
include "../../index/kernel/bits.pxi"
include "../../index/kernel/lists.pxi"
include "../../index/kernel/form_codes.pxi"
include "../../index/kernel/positions.pxi"
include "wide.pxi"

cdef array.array WORDS = arrays.array("I")
cdef enum:
    AT_ONCE = 64                # groups of 64 documents

cdef str DAMAGED = "a postings list contradicts itself"


cdef int mark_chunks(Cursor *c, const uint32_t *table, uint32_t mask, uint8_t *matched, uint64_t documents) noexcept nogil:
    cdef uint32_t i, field, low
    cdef uint32_t frequencies[MOST_FIELDS]
    cdef uint64_t base
    cdef bint every = mask == (<uint32_t>1 << c.fields) - 1, counts
    cdef int state
    while True:
        state = next_chunk(c)
        if state <= 0:
            return state
        base = <uint64_t>c.chunk << 16
        for i in range(c.n):
            low = documents_of(c)[i]
            if base + low >= documents:
                return -1
            counts = every
            if not every:
                if frequencies_at(c, table, i, frequencies) < 0:
                    return -1
                for field in range(c.fields):
                    if mask >> field & 1 and frequencies[field]:
                        counts = True
            if counts:
                matched[(base + low) >> 3] |= <uint8_t>(1 << (low & 7))


cdef int mark_coded(ImpactCodes *found, uint8_t *matched, uint64_t documents) noexcept nogil:
    # Mark the documents of a bitmap, or of codes of documents; -1 damaged.
    cdef const Wide *wide = choose_wide(NULL)
    cdef uint64_t bits[AT_ONCE]
    cdef uint8_t present[16]
    cdef uint64_t base = 0, groups = (documents + 63) // 64, i, n, octets = (documents + 7) // 8
    cdef uint64_t word
    memset(present, 1, 16)
    present[0] = 0
    while base < groups:
        n = min(groups - base, <uint64_t>AT_ONCE)
        if found.kind == OF_DOCUMENTS:
            wide.find_codes(found.codes + 32 * base, n, present, bits)
        else:
            memcpy(bits, found.bitmap + 8 * base, 8 * n)
        if base + n == groups and documents & 63 and bits[n - 1] >> (documents & 63):
            return -1
        for i in range(n):
            if 8 * (base + i) + 8 <= octets:
                memcpy(&word, matched + 8 * (base + i), 8)
                word |= bits[i]
                memcpy(matched + 8 * (base + i), &word, 8)
            else:
                word = 0
                memcpy(&word, matched + 8 * (base + i), octets - 8 * (base + i))
                word |= bits[i]
                memcpy(matched + 8 * (base + i), &word, octets - 8 * (base + i))
        base += n
    return 0


def mark_term(
    const uint8_t[::1] postings not None, const uint32_t[::1] table not None, uint64_t place, uint32_t df, uint32_t mask,
    uint8_t[::1] matched not None, uint64_t documents,
):
    cdef Cursor cursor
    cdef ImpactCodes found
    cdef uint32_t fields = <uint32_t>(table.shape[0] // 256)
    cdef const uint8_t *section = &postings[0] if postings.shape[0] else NULL
    cdef int state
    if not 1 <= fields <= MOST_FIELDS:
        raise IndexDamaged(DAMAGED)
    check_size(matched, documents)
    state = open_codes(&found, section, postings.shape[0], place, df, documents)
    if state == 1 and found.kind != OF_POSTINGS and mask == (<uint32_t>1 << fields) - 1:
        with nogil:
            state = mark_coded(&found, &matched[0], documents)
    elif state >= 0:
        open_cursor(&cursor, section, postings.shape[0], fields, place, df)
        with nogil:
            state = mark_chunks(&cursor, &table[0], mask, &matched[0], documents)
    if state < 0:
        raise IndexDamaged(DAMAGED)


cdef int mark_chunk_in_form(
    Cursor *c, const uint32_t *table, const uint32_t *totals, const uint8_t *positions, uint64_t size, uint32_t form,
    uint8_t *matched, uint64_t documents,
) noexcept nogil:
    cdef FormCodes codes
    cdef uint64_t document
    cdef int64_t first = 0, n
    cdef uint32_t i, k
    cdef int coded = open_form_codes(c, positions, size, &codes)
    if coded < 0:
        return -1
    for i in range(c.n):
        document = <uint64_t>c.chunk << 16 | documents_of(c)[i]
        n = count_positions(c, table, totals, i)
        if document >= documents or n < 0 or first + n > c.total:
            return -1
        for k in range(<uint32_t>n):
            if form == (form_at(&codes, <uint32_t>first + k) if coded else 0):
                matched[document >> 3] |= <uint8_t>(1 << (document & 7))
                break
        first += n
    return 0


def mark_form(
    const uint8_t[::1] postings not None, const uint8_t[::1] positions not None, const uint32_t[::1] table not None,
    uint64_t place, uint32_t df, uint32_t form, uint8_t[::1] matched not None, uint64_t documents,
):
    cdef Cursor cursor
    cdef uint32_t totals[256]
    cdef uint32_t fields = <uint32_t>(table.shape[0] // 256)
    cdef const uint8_t *content = &positions[0] if positions.shape[0] else NULL
    cdef int state = 1
    if not 1 <= fields <= MOST_FIELDS:
        raise IndexDamaged(DAMAGED)
    check_size(matched, documents)
    add_up(&table[0], fields, totals)
    open_cursor(&cursor, &postings[0] if postings.shape[0] else NULL, postings.shape[0], fields, place, df)
    with nogil:
        while state > 0:
            state = next_chunk(&cursor)
            if state > 0 and mark_chunk_in_form(
                &cursor, &table[0], totals, content, positions.shape[0], form, &matched[0], documents
            ) < 0:
                state = -1
    if state < 0:
        raise IndexDamaged(DAMAGED)


cdef int check_size(uint8_t[::1] matched, uint64_t documents) except -1:
    if <uint64_t>matched.shape[0] != (documents + 7) // 8 or documents == 0:
        raise ValueError("a bitmap is of another segment")
    return 0


def mark_list(
    const uint8_t[::1] lists not None, uint64_t place, uint32_t count, uint8_t[::1] matched not None, uint64_t documents
):
    cdef ListCursor c
    cdef uint32_t i, low
    cdef uint64_t base
    cdef int state
    check_size(matched, documents)
    open_list(&c, &lists[0] if lists.shape[0] else NULL, lists.shape[0], place, count)
    while True:
        state = next_list_chunk(&c)
        if state < 0:
            raise IndexDamaged("a list of articles contradicts itself")
        if state == 0:
            return
        base = <uint64_t>c.chunk << 16
        if c.bitmap != NULL:
            for i in range(BITMAP):
                if base + 8 * i + 8 <= documents:
                    matched[(base >> 3) + i] |= c.bitmap[i]
                elif c.bitmap[i] and (base + 8 * i >= documents or c.bitmap[i] >> (documents & 7)):
                    raise IndexDamaged("a list of articles contradicts itself")
                elif c.bitmap[i]:
                    matched[(base >> 3) + i] |= c.bitmap[i]
            continue
        for i in range(c.n):
            low = c.own if c.alone else c.documents[i]
            if base + low >= documents:
                raise IndexDamaged("a list of articles contradicts itself")
            matched[(base + low) >> 3] |= <uint8_t>(1 << (low & 7))


def mark_spans(
    const uint32_t[::1] starts not None, const int32_t[::1] first not None, const int32_t[::1] last not None,
    int32_t low, int32_t high, uint8_t[::1] matched not None, uint64_t documents,
):
    cdef uint64_t document
    cdef uint32_t span
    if documents == 0 or <uint64_t>starts.shape[0] != documents + 1 or first.shape[0] != last.shape[0]:
        raise IndexDamaged("a column of dates contradicts itself")
    check_size(matched, documents)
    if starts[documents] > <uint64_t>first.shape[0]:
        raise IndexDamaged("a column of dates contradicts itself")
    for document in range(documents):
        if starts[document] > starts[document + 1] or starts[document + 1] > starts[documents]:
            raise IndexDamaged("a column of dates contradicts itself")
        for span in range(starts[document], starts[document + 1]):
            if first[span] <= high and last[span] >= low:
                matched[document >> 3] |= <uint8_t>(1 << (document & 7))


include "sought.pxi"
include "phrases.pxi"
include "tracks.pxi"


cdef int walk_phrase(
    Track *tracks, Py_ssize_t count, Py_ssize_t lead, const uint32_t *table, const uint32_t *totals, const uint8_t *positions, uint64_t size,
    const uint32_t **lengths, uint64_t documents, uint32_t mask, bint joined, Buffer *found, Buffer *counts,
    Buffer *places,
) noexcept nogil:
    # Walk the rarest word's documents; -1 damaged, -2 no memory.
    cdef Track *t = &tracks[lead]
    cdef uint32_t low, fields = t.cursor.fields, field
    cdef uint64_t document, end
    cdef uint32_t frequencies[MOST_FIELDS]
    cdef Py_ssize_t j
    cdef int state
    cdef bint counts_any
    while t.state == 1:
        while t.cursor.i < t.cursor.n:
            low = documents_of(&t.cursor)[t.cursor.i]
            document = <uint64_t>t.cursor.chunk << 16 | low
            if document >= documents:
                return -1
            state = 1
            for j in range(count):
                if j != lead:
                    state = seek_track(&tracks[j], t.cursor.chunk, low)
                    if state != 1:
                        break
            if state == -1:
                return -1
            if state == -2:
                return 0
            if state == 1:
                for j in range(count):
                    state = load_positions(&tracks[j], table, totals, positions, size)
                    if state < 0:
                        return state
                end = row_end(lengths, fields, document) if joined else 0
                if joined and has_joined(tracks, count, end):
                    state = count_readings(tracks, count, end, lengths, fields, document, table, frequencies, places)
                    if state < 0:
                        return state
                else:
                    state = count_phrases(tracks, count, lead, lengths, fields, document, frequencies) != 0
                if state:
                    counts_any = False
                    for field in range(fields):
                        if mask >> field & 1 and frequencies[field]:
                            counts_any = True
                    if counts_any:
                        if reserve(found, 4) < 0 or reserve(counts, 4 * fields) < 0:
                            return -2
                        (<uint32_t *>(found.data + found.size))[0] = <uint32_t>document
                        found.size += 4
                        memcpy(counts.data + counts.size, frequencies, 4 * fields)
                        counts.size += 4 * fields
            t.cursor.i += 1
        t.state = next_chunk(&t.cursor)
        if t.state < 0:
            return -1
    return 0


def find_phrase(
    const uint8_t[::1] postings not None, const uint8_t[::1] positions not None, const uint32_t[::1] table not None,
    words not None, lengths not None, uint32_t mask, bint joined=False, forms=None,
):
    cdef list rows = [memoryview(each) for each in lengths]
    cdef list kept = []
    cdef Py_ssize_t count = len(words), j, lead = 0
    cdef uint32_t fields = <uint32_t>(table.shape[0] // 256)
    cdef const uint32_t *lengths_at[MOST_FIELDS]
    cdef const uint32_t[::1] row
    cdef uint64_t documents = 0
    cdef Buffer found, counts, places
    cdef Track *tracks
    cdef array.array documents_made, counts_made
    cdef int state = 0
    cdef uint32_t totals[256]
    if not 1 <= fields <= MOST_FIELDS or len(rows) != fields:
        raise IndexDamaged(DAMAGED)
    if count == 0:
        raise ValueError("a phrase has at least one word")
    if forms is not None and len(forms) != count:
        raise ValueError("each word has its forms")
    if joined and [each[2] for each in words] != list(range(count)):
        raise ValueError("the words of a phrase stand one after the other")
    for j in range(fields):
        row = rows[j]
        if j and <uint64_t>row.shape[0] != documents:
            raise ValueError("the fields have lengths for different numbers of documents")
        documents = row.shape[0]
        lengths_at[j] = &row[0] if documents else NULL
    found.data = NULL
    found.size = found.room = 0
    counts.data = NULL
    counts.size = counts.room = 0
    places.data = NULL
    places.size = places.room = 0
    add_up(&table[0], fields, totals)
    tracks = <Track *>calloc(count, sizeof(Track))
    if tracks == NULL:
        raise MemoryError
    try:
        for j in range(count):
            open_track(&tracks[j], postings, fields, (*words[j], None if forms is None else forms[j]), kept)
            tracks[j].offset = words[j][2]
            if words[j][1] < words[lead][1]:
                lead = j
        with nogil:
            state = walk_phrase(
                tracks, count, lead, &table[0], totals, &positions[0] if positions.shape[0] else NULL, positions.shape[0],
                lengths_at, documents, mask, joined, &found, &counts, &places,
            )
        if state == -2:
            raise MemoryError
        if state < 0:
            raise IndexDamaged(DAMAGED)
        documents_made = array.clone(WORDS, found.size // 4, False)
        counts_made = array.clone(WORDS, counts.size // 4, False)
        if found.size:
            memcpy(documents_made.data.as_uints, found.data, found.size)
            memcpy(counts_made.data.as_uints, counts.data, counts.size)
        return documents_made, counts_made
    finally:
        free(found.data)
        free(counts.data)
        free(places.data)
        for j in range(count):
            free(tracks[j].kept.data)
        free(tracks)


def mark_documents(const uint32_t[::1] documents not None, uint8_t[::1] matched not None):
    cdef Py_ssize_t i
    for i in range(documents.shape[0]):
        if documents[i] >> 3 >= <uint64_t>matched.shape[0]:
            raise ValueError("a document is not of the segment")
        matched[documents[i] >> 3] |= <uint8_t>(1 << (documents[i] & 7))


def count_values(const uint32_t[::1] starts not None, const uint32_t[::1] ordinals not None,
                 const uint8_t[::1] matched not None, uint32_t[::1] counts not None):
    # Add 1 to a value's count for each matched document that has it; return how many have none.
    cdef Py_ssize_t documents = starts.shape[0] - 1, octet
    cdef uint32_t bits, document, i
    cdef uint64_t without = 0
    if documents < 0 or matched.shape[0] != (documents + 7) // 8 or (documents and starts[documents] > <uint64_t>ordinals.shape[0]):
        raise IndexDamaged("a column of values contradicts itself")
    for octet in range(matched.shape[0]):
        bits = matched[octet]
        while bits:
            document = <uint32_t>(8 * octet + count_trailing(bits))
            bits &= bits - 1
            if document >= documents or starts[document] > starts[document + 1] or starts[document + 1] > starts[documents]:
                raise IndexDamaged("a column of values contradicts itself")
            if starts[document] == starts[document + 1]:
                without += 1
            for i in range(starts[document], starts[document + 1]):
                if ordinals[i] >= <uint64_t>counts.shape[0]:
                    raise IndexDamaged("a column of values contradicts itself")
                counts[ordinals[i]] += 1
    return without
