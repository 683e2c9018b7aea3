# Reading folded words: part of the kernels that walk them.
# The layout is described in dateline/index/segment/folded.py.

from libc.stdint cimport int64_t

cdef struct FoldedWord:
    # The entry of a word: what it shares with the word before, and its own bytes.
    uint32_t shared
    uint32_t n
    const uint8_t *own


cdef inline bint read_word(const uint8_t *content, uint64_t end, uint64_t *at, uint32_t size, FoldedWord *word) noexcept nogil:
    # Read the entry that begins here, after a word of so many bytes; False when the file is damaged.
    cdef uint32_t more = 0
    if at[0] >= end:
        return False
    word.shared = content[at[0]] >> 4
    word.n = content[at[0]] & 15
    at[0] += 1
    if word.shared == 15:
        if not read_number(content, end, at, &more) or more > size:
            return False
        word.shared += more
    if word.n == 15:
        if not read_number(content, end, at, &more) or more > end:
            return False
        word.n += more
    if word.shared > size or word.n > end - at[0]:
        return False
    word.own = content + at[0]
    at[0] += word.n
    return True


cdef inline bint open_block_of_words(
    const uint8_t *content, uint64_t size, const uint32_t *blocks, uint64_t block, uint64_t *at, uint64_t *middle, uint64_t *end
) noexcept nogil:
    # Find where the words of a block begin, where what belongs to them begins, and where it ends; False when the file is
    # damaged.
    cdef uint32_t words = 0
    at[0] = blocks[block]
    end[0] = blocks[block + 1]
    if at[0] > end[0] or end[0] > size or not read_number(content, end[0], at, &words) or words > end[0] - at[0]:
        return False
    middle[0] = at[0] + words
    return True


cdef inline bint read_term(const uint8_t *content, uint64_t end, uint64_t *at, int64_t *term, bint *listed) noexcept nogil:
    # Read the term of a word, given that of the word before; False when the file is damaged.
    cdef uint64_t value = 0
    cdef uint32_t shift = 0
    while True:
        if at[0] >= end or shift > 35:
            return False
        value |= <uint64_t>(content[at[0]] & 0x7F) << shift
        at[0] += 1
        shift += 7
        if content[at[0] - 1] < 0x80:
            break
    listed[0] = value & 1
    value >>= 1
    term[0] += -<int64_t>((value + 1) >> 1) if value & 1 else <int64_t>(value >> 1)
    return True
