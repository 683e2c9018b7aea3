# The words of a phrase in one document, and how often the phrase stands there. Part of _matching.pyx and _ranking.pyx.
# Positions are described in dateline/index/segment/postings.py.

from libc.stdint cimport int64_t

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
        t.first = read32(c.blocks + 4 * (c.i // BLOCK)) if c.blocks != NULL else 0
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
