# Which documents match, as bitmaps; phrases; counts of values. Types and documentation are in _matching.pyi.
#
# A set of documents is a bitmap: bit d & 7 of byte d >> 3.

from cpython cimport array
from libc.stdint cimport int32_t
from libc.stdlib cimport calloc, free

import array as arrays

from dateline.index.errors import IndexDamaged

include "../../index/kernel/buffer.pxi"
include "../../index/kernel/postings.pxi"
include "../../index/kernel/lists.pxi"

cdef array.array WORDS = arrays.array("I")
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


def mark_term(
    const uint8_t[::1] postings not None, const uint32_t[::1] table not None, uint64_t place, uint32_t df, uint32_t mask,
    uint8_t[::1] matched not None, uint64_t documents,
):
    cdef Cursor cursor
    cdef uint32_t fields = <uint32_t>(table.shape[0] // 256)
    cdef int state
    if not 1 <= fields <= MOST_FIELDS:
        raise IndexDamaged(DAMAGED)
    check_size(matched, documents)
    open_cursor(&cursor, &postings[0] if postings.shape[0] else NULL, postings.shape[0], fields, place, df)
    with nogil:
        state = mark_chunks(&cursor, &table[0], mask, &matched[0], documents)
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


cdef struct Track:
    # One word of a phrase.
    Cursor cursor
    int state
    uint32_t offset             # its place in the phrase
    const uint8_t *at           # its positions in the document stood on
    uint32_t n                  # how many
    uint32_t i
    bint wide
    uint32_t chunk              # whose positions were looked up last,
    uint32_t posting            # up to which posting of it,
    int64_t first               # and which of the chunk's positions is that posting's first
    bint knows


cdef inline uint32_t position_at(Track *t, uint32_t i) noexcept nogil:
    if t.cursor.alone:
        return t.cursor.own_position
    return read32(t.at + 4 * i) if t.wide else read16(t.at + 2 * i)


cdef inline int64_t count_positions(Cursor *c, const uint32_t *table, const uint32_t *totals, uint32_t i) noexcept nogil:
    # How often a posting's document has the word; -1 when the file is damaged.
    cdef uint32_t frequencies[MOST_FIELDS]
    cdef uint32_t field
    cdef int64_t n = 0
    if codes_of(c)[i] != ESCAPE:
        return totals[codes_of(c)[i]]
    if escaped_frequencies(c, i, frequencies) < 0:
        return -1
    for field in range(c.fields):
        n += frequencies[field]
    return n


cdef int load_positions(
    Track *t, const uint32_t *table, const uint32_t *totals, const uint8_t *positions, uint64_t size
) noexcept nogil:
    # Stand before the positions of the posting that the cursor stands on; -1 when the file is damaged.
    # Documents come in ascending order, so the count goes on from the last one of the same block.
    cdef Cursor *c = &t.cursor
    cdef uint32_t block = c.i // BLOCK * BLOCK
    cdef int64_t n
    t.i = 0
    t.wide = c.wide
    if c.alone:
        t.n = 1
        return 0
    if not t.knows or t.chunk != c.chunk or t.posting < block or t.posting > c.i:
        t.knows = True
        t.chunk = c.chunk
        t.posting = block
        t.first = read32(c.blocks + c.i // BLOCK * (4 + 8 * c.fields)) if c.blocks != NULL else 0
    while t.posting < c.i:
        n = count_positions(c, table, totals, t.posting)
        if n < 0:
            return -1
        t.first += n
        t.posting += 1
    n = count_positions(c, table, totals, c.i)
    if n < 0 or t.first + n > c.total or not has_positions(c, size):
        return -1
    t.n = <uint32_t>n
    t.at = positions + c.positions + (4 if t.wide else 2) * <uint64_t>t.first
    return 0


cdef inline int seek_track(Track *t, uint32_t chunk, uint32_t low) noexcept nogil:
    # As `seek` of the ranking kernel: 1 there, 0 not, -2 at the end, -1 damaged.
    cdef const uint16_t *documents
    while t.cursor.chunk < chunk:
        t.state = next_chunk(&t.cursor)
        if t.state <= 0:
            return -1 if t.state < 0 else -2
    if t.cursor.chunk > chunk:
        return 0
    documents = documents_of(&t.cursor)
    t.cursor.i = gallop(documents, t.cursor.i, t.cursor.n, low)
    return t.cursor.i < t.cursor.n and documents[t.cursor.i] == low


cdef uint32_t count_phrases(Track *tracks, Py_ssize_t count, Py_ssize_t lead, const uint32_t **lengths, uint32_t fields,
                            uint64_t document, uint32_t *frequencies) noexcept nogil:
    # How often the phrase stands in each field of the document that all tracks stand on.
    # One with gaps could reach from a field into the next; it counts where it ends in the field it begins in.
    cdef Track *t
    cdef uint32_t i, start, wanted, field = 0, found = 0, reach = 0
    cdef uint64_t end = lengths[0][document]
    cdef Py_ssize_t j
    cdef bint whole
    for i in range(fields):
        frequencies[i] = 0
    for j in range(count):
        reach = max(reach, tracks[j].offset)
    for i in range(tracks[lead].n):
        start = position_at(&tracks[lead], i)
        if start < tracks[lead].offset:
            continue
        start -= tracks[lead].offset
        whole = True
        for j in range(count):
            t = &tracks[j]
            if j == lead:
                continue
            wanted = start + t.offset
            while t.i < t.n and position_at(t, t.i) < wanted:
                t.i += 1
            if t.i == t.n:
                return found
            if position_at(t, t.i) != wanted:
                whole = False
                break
        if not whole:
            continue
        while field + 1 < fields and start > end:
            field += 1
            end += 1 + <uint64_t>lengths[field][document]
        if <uint64_t>start + reach < end:
            frequencies[field] += 1
            found += 1
    return found


cdef inline uint64_t row_end(const uint32_t **lengths, uint32_t fields, uint64_t document) noexcept nogil:
    # The position after the last field's last: beyond it stand the words that ends of lines have broken.
    cdef uint64_t end = fields - 1
    cdef uint32_t field
    for field in range(fields):
        end += lengths[field][document]
    return end


cdef bint has_joined(Track *tracks, Py_ssize_t count, uint64_t end) noexcept nogil:
    # Whether any word stands, broken, in the document that all tracks stand on.
    cdef Py_ssize_t j
    for j in range(count):
        if tracks[j].n and position_at(&tracks[j], tracks[j].n - 1) > end:
            return True
    return False


cdef uint32_t read_back(Track *t, uint64_t zone, const uint32_t *after, uint32_t n_after, bint last, uint32_t *made) noexcept nogil:
    # Fill in where the word stands with one of the places `after` behind it, or anywhere if it is the last; return
    # how many. Both rows ascend, the printed places and the broken ones from `zone` on, which are two wide.
    cdef uint32_t i = 0, broken = 0, k, a = 0, b = 0, n = 0
    cdef uint64_t place, end
    cdef bint fits
    while broken < t.n and position_at(t, broken) < zone:
        broken += 1
    k = broken
    while i < broken or k < t.n:
        place = position_at(t, i) if i < broken else ~<uint64_t>0
        if k < t.n and position_at(t, k) - zone < place:
            place = position_at(t, k) - zone
        fits = last
        if i < broken and position_at(t, i) == place:
            while a < n_after and after[a] < place + 1:
                a += 1
            fits = fits or (a < n_after and after[a] == place + 1)
            i += 1
        if k < t.n and position_at(t, k) - zone == place:
            while b < n_after and after[b] < place + 2:
                b += 1
            fits = fits or (b < n_after and after[b] == place + 2)
            k += 1
        if fits:
            made[n] = <uint32_t>place
            n += 1
    return n


cdef int count_readings(
    Track *tracks, Py_ssize_t count, uint64_t end, const uint32_t **lengths, uint32_t fields, uint64_t document,
    uint32_t *frequencies, Buffer *places,
) noexcept nogil:
    # As count_phrases, where broken words are among the words: 1 if the phrase stands there, 0 if not, -2 no memory.
    cdef uint64_t most = 0, field_end = lengths[0][document]
    cdef uint32_t n = 0, i, field = 0
    cdef uint32_t *made
    cdef uint32_t *after
    cdef Py_ssize_t j
    for j in range(count):
        most = max(most, <uint64_t>tracks[j].n)
    if reserve(places, 8 * most) < 0:
        return -2
    made = <uint32_t *>places.data
    after = made + most
    for j in range(count - 1, -1, -1):
        made, after = after, made
        n = read_back(&tracks[j], end + 1, after, n, j == count - 1, made)
        if n == 0:
            return 0
    for i in range(fields):
        frequencies[i] = 0
    for i in range(n):
        while field + 1 < fields and made[i] > field_end:
            field += 1
            field_end += 1 + <uint64_t>lengths[field][document]
        frequencies[field] += 1
    return 1


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
                    if load_positions(&tracks[j], table, totals, positions, size) < 0:
                        return -1
                end = row_end(lengths, fields, document) if joined else 0
                if joined and has_joined(tracks, count, end):
                    state = count_readings(tracks, count, end, lengths, fields, document, frequencies, places)
                    if state < 0:
                        return -2
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
    words not None, lengths not None, uint32_t mask, bint joined=False,
):
    # Each word is (place, df, offset in the phrase).
    cdef list rows = [memoryview(each) for each in lengths]
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
    cdef uint32_t code, field
    if not 1 <= fields <= MOST_FIELDS or len(rows) != fields:
        raise IndexDamaged(DAMAGED)
    if count == 0:
        raise ValueError("a phrase has at least one word")
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
    for code in range(256):
        totals[code] = 0
        for field in range(fields):
            totals[code] += table[field * 256 + code]
    tracks = <Track *>calloc(count, sizeof(Track))
    if tracks == NULL:
        raise MemoryError
    try:
        for j in range(count):
            place, df, offset = words[j]
            open_cursor(
                &tracks[j].cursor, &postings[0] if postings.shape[0] else NULL, postings.shape[0], fields, place, df
            )
            tracks[j].offset = offset
            tracks[j].state = next_chunk(&tracks[j].cursor)
            if tracks[j].state < 0:
                raise IndexDamaged(DAMAGED)
            if df < words[lead][1]:
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
