# A buffer that grows: the write side's only one.

from libc.stdint cimport uint8_t, uint64_t
from libc.stdlib cimport free, malloc, realloc

cdef struct Buffer:
    uint8_t *data
    uint64_t size
    uint64_t room


cdef inline int reserve(Buffer *b, uint64_t more) noexcept nogil:
    # Make room for so many bytes more; -1 when memory is out.
    cdef uint64_t room = b.room
    cdef void *grown
    if b.size + more <= room:
        return 0
    room = 2 * room + more + 4096
    grown = realloc(b.data, room)
    if grown == NULL:
        return -1
    b.data = <uint8_t *>grown
    b.room = room
    return 0
