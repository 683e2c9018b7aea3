# Reading postings: one cursor, used by every kernel that walks them.
# The layout is described in dateline/index/segment/postings.py.
#
# Nothing here trusts the file: a chunk's record must lie inside the section, its
# arrays inside the record, and its count within what the term still has to give.
# Document numbers inside a chunk are 16 bits wide, so no damaged one can point
# outside a chunk's worth of memory. Records are aligned and chunks ascend, or the
# file is damaged.

from libc.math cimport pow
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy

cdef enum:
    HEADER = 24
    BLOCK = 32                  # postings of which it is kept where their positions begin,
    BLOCK_ENTRY = 8             # in so many bytes
    ESCAPE = 255
    FORM_SHAPES = 5             # widths of form codes
    MOST_FIELDS = 8

cdef uint64_t INLINE = <uint64_t>1 << 63
cdef uint64_t CODED = <uint64_t>1 << 62    # of a place: the size of the records precedes them, impact codes follow
cdef uint32_t ABSENT = <uint32_t>-1  # no document, no term

cdef struct Cursor:
    const uint8_t *section      # POSTINGS
    uint64_t size
    uint64_t next_record        # where the next chunk's record begins
    uint32_t left               # postings in the chunks not yet reached
    uint32_t fields
    uint32_t chunk              # of the record stood on
    uint32_t n                  # its postings
    uint32_t i                  # the posting stood on, for those who walk
    const uint16_t *documents
    const uint8_t *codes
    const uint8_t *blocks       # an entry for each; NULL where the chunk has one block only
    const uint8_t *escaped      # records of the frequencies that have no code
    uint32_t escapes
    uint64_t positions          # byte offset in POSITIONS
    uint32_t total              # positions of the chunk
    const uint8_t *widths       # of the positions of each block
    uint32_t form_shape         # of the form codes; 0: none
    bint alone                  # the single posting of a term, held in the dictionary
    uint16_t own_document
    uint8_t own_code
    uint32_t own_position


cdef inline uint32_t read32(const uint8_t *at) noexcept nogil:
    cdef uint32_t value
    memcpy(&value, at, 4)
    return value


cdef inline uint16_t read16(const uint8_t *at) noexcept nogil:
    cdef uint16_t value
    memcpy(&value, at, 2)
    return value


cdef inline uint64_t read64(const uint8_t *at) noexcept nogil:
    cdef uint64_t value
    memcpy(&value, at, 8)
    return value


cdef inline void open_cursor(
    Cursor *c, const uint8_t *section, uint64_t size, uint32_t fields, uint64_t at, uint32_t df
) noexcept nogil:
    # Stand before the first chunk.
    c.section = section
    c.size = size
    c.fields = fields
    c.alone = at & INLINE != 0
    c.next_record = (at & ~CODED) + 8 if at & CODED and not c.alone else at
    c.left = df
    c.n = 0
    c.i = 0
    c.chunk = 0
    c.form_shape = 0


cdef inline int next_chunk(Cursor *c) noexcept nogil:
    # Stand on the next chunk: 1; 0 when there is none; -1 when the file is damaged.
    cdef const uint8_t *record
    cdef uint32_t bytes_, block_bytes, need, blocks
    c.i = 0
    if c.left == 0:
        c.n = 0
        return 0
    if c.alone:
        if c.left != 1:
            return -1
        c.left = 0
        c.n = 1
        c.own_code = <uint8_t>(c.next_record >> 55)
        c.chunk = <uint32_t>(c.next_record >> 39) & 0xFFFF
        c.own_document = <uint16_t>(c.next_record >> 23)
        c.own_position = <uint32_t>(c.next_record & 0x7FFFFF)
        c.blocks = NULL
        c.escaped = NULL
        c.escapes = 0
        c.total = 1
        return 1
    if c.next_record & 3 or c.next_record + HEADER > c.size:
        return -1
    record = c.section + c.next_record
    if c.n and read16(record) <= c.chunk:
        return -1
    c.chunk = read16(record)
    c.n = <uint32_t>read16(record + 2) + 1
    bytes_ = read32(record + 4)
    c.positions = read64(record + 8)
    c.total = read32(record + 16)
    c.escapes = read32(record + 20)
    c.form_shape = c.escapes >> 27 & 15
    c.escapes &= 0x7FFFFFF
    blocks = (c.n + BLOCK - 1) // BLOCK
    block_bytes = blocks * BLOCK_ENTRY if blocks > 1 else 0
    need = HEADER + block_bytes + ((3 * c.n + blocks + 3) & ~<uint32_t>3)
    if (
        c.n > c.left or c.escapes > c.n or c.form_shape > FORM_SHAPES or bytes_ != need + c.escapes * (4 + 4 * c.fields)
        or c.next_record + bytes_ > c.size or c.total < c.n
    ):
        return -1
    c.blocks = record + HEADER if block_bytes else NULL
    c.documents = <const uint16_t *>(record + HEADER + block_bytes)
    c.codes = record + HEADER + block_bytes + 2 * c.n
    c.widths = c.codes + c.n
    c.escaped = record + need
    c.left -= c.n
    c.next_record += bytes_
    return 1


cdef inline const uint16_t *documents_of(Cursor *c) noexcept nogil:
    # The cursor may have been copied, so what it holds itself is found anew.
    if c.alone:
        return &c.own_document
    return c.documents


cdef inline const uint8_t *codes_of(Cursor *c) noexcept nogil:
    if c.alone:
        return &c.own_code
    return c.codes


cdef inline int escaped_frequencies(Cursor *c, uint32_t posting, uint32_t *frequencies) noexcept nogil:
    # Frequencies of a posting whose code is ESCAPE; -1 when the file is damaged.
    cdef uint32_t low = 0, high = c.escapes, middle, field
    cdef uint32_t width = 4 + 4 * c.fields
    while low < high:
        middle = (low + high) // 2
        if read32(c.escaped + middle * width) < posting:
            low = middle + 1
        else:
            high = middle
    if low == c.escapes or read32(c.escaped + low * width) != posting:
        return -1
    for field in range(c.fields):
        frequencies[field] = read32(c.escaped + low * width + 4 + 4 * field)
    return 0


cdef inline int frequencies_at(Cursor *c, const uint32_t *table, uint32_t posting, uint32_t *frequencies) noexcept nogil:
    # Frequencies, by field, of one posting of the chunk; -1 when the file is damaged.
    cdef uint32_t code = codes_of(c)[posting], field
    if code == ESCAPE:
        return escaped_frequencies(c, posting, frequencies)
    for field in range(c.fields):
        frequencies[field] = table[field * 256 + code]
    return 0


cdef inline uint32_t gallop(const uint16_t *documents, uint32_t i, uint32_t n, uint32_t wanted) noexcept nogil:
    # The first place from i on whose document is not below the wanted one; n when there is none.
    cdef uint32_t step = 1, low = i, high, middle
    if i >= n or documents[i] >= wanted:
        return i
    high = i + 1
    while high < n and documents[high] < wanted:
        low = high
        step *= 2
        high = high + step
    if high > n:
        high = n
    low += 1
    while low < high:
        middle = (low + high) // 2
        if documents[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


cdef enum:
    OF_POSTINGS = 0             # kinds of impact codes: of postings,
    WITH_BITMAP = 1             # the same and a bitmap,
    OF_DOCUMENTS = 2            # of documents
    IMPACT_HEAD = 40
    TOP = 8                     # postings of the highest code

cdef double SATURATION = 1.2    # turns a weighed frequency x into the w = x / (x + 1.2) that codes bound

cdef struct ImpactCodes:
    # The impact codes of a list; the layout is described in dateline/index/segment/impacts.py.
    const uint8_t *highest      # u16 of each code
    uint32_t kind
    const uint8_t *codes
    const uint8_t *bitmap       # WITH_BITMAP


cdef inline double ratio_of_codes(uint64_t count) noexcept nogil:
    # About how many times as many postings of a list each code has as the one above it.
    return pow(count / <double>TOP, 1.0 / 14.0)


cdef inline int open_codes(
    ImpactCodes *made, const uint8_t *section, uint64_t size, uint64_t place, uint64_t count, uint64_t documents
) noexcept nogil:
    # Find the codes of a list: 1; 0 when it has none; -1 when the file is damaged.
    cdef uint64_t at, records, left, need
    if place & INLINE or not place & CODED:
        return 0
    at = (place & ~CODED) + 8
    if at > size:
        return -1
    records = read64(section + at - 8)
    if records > size - at or size - at - records < IMPACT_HEAD:
        return -1
    left = size - at - records - IMPACT_HEAD
    made.highest = section + at + records
    made.kind = read32(made.highest + 32)
    made.codes = made.highest + IMPACT_HEAD
    if made.kind > OF_DOCUMENTS or read32(made.highest + 36) != count:
        return -1
    need = ((documents if made.kind == OF_DOCUMENTS else count) + 63) // 64 * 32
    made.bitmap = made.codes + need
    if made.kind == WITH_BITMAP:
        need += (documents + 63) // 64 * 8
    return 1 if need <= left else -1
