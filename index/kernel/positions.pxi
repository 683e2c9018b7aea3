# Reading positions: those of any posting, in place. Part of the kernels that read postings.
# The layout is described in dateline/index/segment/postings.py.

cdef struct Positions:
    # The positions of one block of a chunk.
    const uint8_t *content
    uint32_t width              # bits of each
    uint32_t n


cdef inline int64_t first_of_block(Cursor *c, uint32_t block) noexcept nogil:
    # The number of a block's first position; that of all positions behind the last block.
    if <uint64_t>block * BLOCK >= c.n:
        return c.total
    return read32(c.blocks + BLOCK_ENTRY * block) if c.blocks != NULL else 0


cdef inline int64_t open_block(
    Cursor *c, const uint8_t *positions, uint64_t size, uint32_t block, Positions *made
) noexcept nogil:
    # Find the positions of a block of a chunk that is not alone. Return the number of its first one, -1 when the file is
    # damaged. What is read of each position lies in the section.
    cdef int64_t first = first_of_block(c, block), end = first_of_block(c, block + 1)
    cdef uint64_t at = c.positions
    cdef FormCodes codes
    cdef int coded
    if first > end or end > c.total:
        return -1
    if c.blocks != NULL:
        at += read32(c.blocks + BLOCK_ENTRY * block + 4)
    else:
        coded = open_form_codes(c, positions, size, &codes)
        if coded < 0:
            return -1
        if coded:
            at = <uint64_t>(codes.exceptions - positions) + EXCEPTION * <uint64_t>codes.n
    made.width = c.widths[block]
    made.n = <uint32_t>(end - first)
    if made.width > 32 or at > size or (<uint64_t>made.n * made.width + 7) // 8 + 8 > size - at:
        return -1
    made.content = positions + at
    return first


cdef inline uint32_t position_in(Positions *p, uint64_t i) noexcept nogil:
    # Position i of a block, which must have so many.
    cdef uint64_t bit = i * p.width
    return <uint32_t>(read64(p.content + (bit >> 3)) >> (bit & 7) & ((<uint64_t>1 << p.width) - 1))
