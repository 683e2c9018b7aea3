# Reading lists of documents: one cursor, used by every kernel that walks them.
# The layout is described in dateline/index/segment/lists.py.

from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy

cdef enum:
    LIST_HEADER = 4
    SPARSE = 4096
    BITMAP = 8192

cdef uint64_t LIST_INLINE = <uint64_t>1 << 63

cdef struct ListCursor:
    const uint8_t *section
    uint64_t size
    uint64_t next_record
    uint32_t left               # documents in the chunks not yet reached
    uint32_t chunk
    uint32_t n
    const uint16_t *documents   # of a sparse chunk
    const uint8_t *bitmap       # of a dense one, else NULL
    bint alone                  # the one document of a list, held beside its count
    uint16_t own


cdef inline void open_list(ListCursor *c, const uint8_t *section, uint64_t size, uint64_t at, uint32_t count) noexcept nogil:
    c.section = section
    c.size = size
    c.next_record = at
    c.left = count
    c.n = 0
    c.bitmap = NULL
    c.documents = NULL
    c.own = 0
    c.alone = at & LIST_INLINE != 0
    c.chunk = 0


cdef inline int next_list_chunk(ListCursor *c) noexcept nogil:
    # Stand on the next chunk: 1; 0 when there is none; -1 when the file is damaged.
    cdef const uint8_t *record
    cdef uint16_t field
    cdef uint32_t need
    if c.left == 0:
        c.n = 0
        return 0
    if c.alone:
        if c.left != 1:
            return -1
        c.left = 0
        c.n = 1
        c.chunk = <uint32_t>(c.next_record >> 16) & 0xFFFF
        c.own = <uint16_t>c.next_record
        return 1
    if c.next_record & 3 or c.next_record + LIST_HEADER > c.size:
        return -1
    record = c.section + c.next_record
    memcpy(&field, record, 2)
    if c.n and field <= c.chunk:
        return -1
    c.chunk = field
    memcpy(&field, record + 2, 2)
    c.n = <uint32_t>field + 1
    need = LIST_HEADER + (BITMAP if c.n > SPARSE else (2 * c.n + 3) & ~<uint32_t>3)
    if c.n > c.left or c.next_record + need > c.size:
        return -1
    c.bitmap = record + LIST_HEADER if c.n > SPARSE else NULL
    c.documents = <const uint16_t *>(record + LIST_HEADER)
    c.left -= c.n
    c.next_record += need
    return 1
