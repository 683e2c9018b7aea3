# The words of a phrase in one document, and how often the phrase stands there. Part of _matching.pyx and _ranking.pyx.
# Positions are described in dateline/index/segment/postings.py.

from libc.stdint cimport int64_t

cdef struct Track:
    # One word of a phrase.
    Cursor cursor
    int state
    uint32_t offset             # its place in the phrase
    bint sought                 # only in some forms,
    Sought forms                # these
    uint32_t n                  # its positions in the document stood on
    uint32_t i
    uint32_t chunk              # the chunk
    uint32_t posting            # and the posting that were stood on last; ABSENT: none
    Positions block             # the positions of its block,
    int64_t before              # how many of the chunk precede them,
    uint64_t first              # and which of them is the posting's first
    Buffer kept                 # of `sought`: the positions in the forms, u32


cdef inline uint32_t position_at(Track *t, uint32_t i) noexcept nogil:
    if t.cursor.alone:
        return t.cursor.own_position
    return (<uint32_t *>t.kept.data)[i] if t.sought else position_in(&t.block, t.first + i)


cdef int load_positions(
    Track *t, const uint32_t *table, const uint32_t *totals, const uint8_t *positions, uint64_t size
) noexcept nogil:
    # Find the positions of the posting that the cursor stands on; -1 when the file is damaged, -2 no memory.
    # Documents come in ascending order, so counting goes on from the last one of the same block.
    cdef Cursor *c = &t.cursor
    cdef uint32_t block = c.i // BLOCK
    cdef int64_t n, passed
    t.i = 0
    if c.alone:
        t.n = not t.sought or is_sought(&t.forms, 0)
        return 0
    if t.posting == ABSENT or t.chunk != c.chunk or t.posting // BLOCK != block or t.posting > c.i:
        t.posting = ABSENT
        t.before = open_block(c, positions, size, block, &t.block)
        if t.before < 0:
            return -1
        t.chunk = c.chunk
        t.posting = block * BLOCK
        t.first = 0
    passed = count_before(c, table, totals, t.posting, c.i)
    n = count_positions(c, table, totals, c.i)
    if passed < 0 or n < 0 or t.first + <uint64_t>(passed + n) > t.block.n:
        return -1
    t.first += <uint64_t>passed
    t.posting = c.i
    t.n = <uint32_t>n
    return keep_form(t, positions, size) if t.sought else 0


cdef int keep_form(Track *t, const uint8_t *positions, uint64_t size) noexcept nogil:
    # Leave only the positions that have a form sought; -1 damaged, -2 no memory.
    cdef FormCodes codes
    cdef int coded = open_form_codes(&t.cursor, positions, size, &codes)
    cdef uint32_t i, n = 0
    if coded < 0:
        return -1
    if reserve(&t.kept, 4 * <uint64_t>t.n) < 0:
        return -2
    for i in range(t.n):
        if is_sought(&t.forms, form_at(&codes, <uint32_t>(t.before + t.first + i)) if coded else 0):
            (<uint32_t *>t.kept.data)[n] = position_in(&t.block, t.first + i)
            n += 1
    t.n = n
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
    const uint32_t *table, uint32_t *frequencies, Buffer *places,
) noexcept nogil:
    # As count_phrases, where broken words are among the words: 1 if the phrase stands there, 0 if not, -1 damaged, -2 no
    # memory. Two phrases may share an occurrence of a word; they count as often as the rarest word at most.
    cdef uint32_t own[MOST_FIELDS]
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
    for j in range(count):
        if frequencies_at(&tracks[j].cursor, table, tracks[j].cursor.i, own) < 0:
            return -1
        for field in range(fields):
            frequencies[field] = min(frequencies[field], own[field])
    return 1
