# Writing positions and the forms of occurrences. Part of _postings.pyx.
# The layout is described in dateline/index/segment/postings.py.

cdef int write_positions(
    Coder *coder, const uint64_t *occurrences, uint64_t count, uint64_t start, uint32_t blocks, uint32_t *entries,
    uint8_t *widths,
) noexcept nogil:
    # Append the positions of one chunk, block by block; -1 when memory is out, -3 when they are too many. The entries
    # have the number of each block's first position, and get where it begins, from `start` on; a single block has none.
    cdef uint64_t i = 0, end
    cdef uint32_t block
    for block in range(blocks):
        end = entries[2 * block + 2] if block + 1 < blocks else count
        if blocks > 1:
            if coder.positions.size - start >> 32:
                return -3
            entries[2 * block + 1] = <uint32_t>(coder.positions.size - start)
        if write_block(coder, occurrences + i, end - i, &widths[block]) < 0:
            return -1
        i = end
    return 0


cdef int write_block(Coder *coder, const uint64_t *occurrences, uint64_t count, uint8_t *width) noexcept nogil:
    # Append the positions of a block, each in as many bits as the highest takes; -1 when memory is out.
    cdef Buffer *out = &coder.positions
    cdef uint64_t i, word, bit = 0, size
    cdef uint32_t all_ = 0
    cdef uint8_t *to
    for i in range(count):
        all_ |= <uint32_t>occurrences[i]
    width[0] = 0
    while width[0] < 32 and all_ >> width[0]:
        width[0] += 1
    size = (count * width[0] + 7) // 8
    if reserve(out, size + 8) < 0:
        return -1
    to = out.data + out.size
    memset(to, 0, size + 8)
    for i in range(count):
        word = read64(to + (bit >> 3)) | <uint64_t><uint32_t>occurrences[i] << (bit & 7)
        memcpy(to + (bit >> 3), &word, 8)
        bit += width[0]
    out.size += size
    return 0


cdef uint32_t choose_shape(const uint32_t *forms, uint64_t count, uint32_t *exceptions) noexcept nogil:
    # Choose the width in which the form codes of a chunk take the least room; return its number, 0 where all are 0.
    cdef uint32_t above[6]
    cdef uint32_t shape, best = 1
    cdef uint64_t i, size, least = ~<uint64_t>0
    memset(above, 0, sizeof(above))
    for i in range(count):
        if forms[i]:
            for shape in range(1, FORM_SHAPES + 1):
                above[shape] += forms[i] >> FORM_WIDTHS[shape] != 0
    if above[1] == 0:
        return 0
    for shape in range(1, FORM_SHAPES + 1):
        size = (count * FORM_WIDTHS[shape] + 7) // 8 + EXCEPTION * <uint64_t>above[shape]
        if size < least:
            least = size
            best = shape
    exceptions[0] = above[best]
    return best


cdef int write_form_codes(Coder *coder, const uint32_t *forms, uint64_t count, uint32_t shape, uint32_t exceptions) noexcept nogil:
    # Append the form codes of one chunk.
    cdef Buffer *out = &coder.positions
    cdef uint32_t width = FORM_WIDTHS[shape], highest = (1 << FORM_WIDTHS[shape]) - 1, code
    cdef uint32_t exception[2]
    cdef uint64_t i, need = 4 + (count * width + 7) // 8, at
    if reserve(out, need + EXCEPTION * <uint64_t>exceptions) < 0:
        return -1
    memset(out.data + out.size, 0, need)
    memcpy(out.data + out.size, &exceptions, 4)
    at = out.size + 4
    out.size += need
    for i in range(count):
        code = min(forms[i], highest)
        out.data[at + (i * width >> 3)] |= <uint8_t>(code << (i * width & 7))
        if forms[i] >> width:
            exception[0] = <uint32_t>i
            exception[1] = forms[i]
            memcpy(out.data + out.size, exception, EXCEPTION)
            out.size += EXCEPTION
    return 0
