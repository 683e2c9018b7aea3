# The words of a dictionary that an automaton accepts, in order. Part of _automata.pyx.
#
# A word shares its beginning with the word before; the states after each of its characters are kept, so that only what
# differs is read. Where nothing can match any more, the beginning that a word that matches can have next is worked out
# from the states, and the blocks before it are passed over (Lucene's intersection of a dictionary and an automaton).

include "../../index/kernel/folded.pxi"

cdef enum:
    BLOCK_WORDS = 32
    AHEAD = 32                  # bytes that can be read from a short word on

cdef struct Walk:
    States states
    const uint8_t *ends         # whether a word that matches can end with each byte
    const uint8_t *content
    uint64_t size
    const uint32_t *blocks
    uint64_t count              # of blocks
    uint64_t terms              # in the dictionary
    uint32_t keep               # words of which the letters are kept
    Buffer word                 # the word stood on, as far as it was read
    Buffer stack                # u32: the state after each byte
    uint32_t length             # of the word stood on
    uint32_t known              # bytes of which the state is known
    uint32_t dead               # bytes after which nothing can match; 0: there are none
    uint64_t words              # that were accepted, without repetitions
    uint64_t entries
    Buffer found                # u32: the term of each entry accepted,
    Buffer starts               # and the end of its form numbers
    Buffer numbers
    Buffer letters              # of the words kept, each ended by a byte 0xFF


cdef int accept_word(Walk *w, FoldedWord *own) noexcept nogil:
    # Go on to a word; return whether it is accepted, -1 when the file is damaged, -2 when memory is out.
    cdef uint32_t size = own.shared + own.n, at, n, kind = 0, state
    cdef uint32_t *stack
    cdef uint64_t begun = w.states.begun
    w.length = size
    if w.dead and own.shared >= w.dead:
        return 0
    w.dead = 0
    w.word.size = 0
    w.stack.size = 0
    if reserve(&w.word, size + AHEAD) < 0 or reserve(&w.stack, 4 * (<uint64_t>size + 1)) < 0:
        return -2
    memcpy(w.word.data + own.shared, own.own, own.n)
    w.known = min(w.known, own.shared)
    if size and not w.ends[w.word.data[size - 1]]:
        return 0
    stack = <uint32_t *>w.stack.data
    stack[0] = BEGIN
    at = w.known
    state = stack[at]
    while at < size:
        n = read_kind(w.states.positions, w.word.data + at, size - at, &kind)
        if n == 0:
            return -1
        state = step(&w.states, state, kind)
        if state == DEAD:
            w.dead = at + n
            break
        at += n
        stack[at] = state
    w.known = at if w.states.begun == begun else 0
    return state != DEAD and w.states.final[state]


cdef bint find_ahead(Walk *w, uint32_t *size, uint8_t *byte) noexcept nogil:
    # What the next word that may match is not before: so many bytes of the word stood on, of whose beginning nothing
    # can match, and one more byte. Return whether there may be such a word.
    cdef uint32_t at = w.dead - 1, last, b, i
    cdef uint64_t begun = w.states.begun
    cdef const uint32_t *stack = <const uint32_t *>w.stack.data
    while True:
        last = w.word.data[at]
        size[0] = at
        byte[0] = <uint8_t>(last + 1)       # no byte of UTF-8 is 255
        if last >= 0x80 or at > w.known:    # within a character, or its state is not known any more
            return True
        for b in range(last + 1, 0x80):
            if step(&w.states, stack[at], w.states.positions.ascii[b]) != DEAD:
                byte[0] = <uint8_t>b
                return keep_known(w, begun)
            if w.states.begun != begun:
                return keep_known(w, begun)
        for i in range(w.states.positions.ranges):
            byte[0] = 0x80
            if step(&w.states, stack[at], w.states.positions.kinds[i]) != DEAD or w.states.begun != begun:
                return keep_known(w, begun)
        if at == 0:
            return False
        at -= 1


cdef inline bint keep_known(Walk *w, uint64_t begun) noexcept nogil:
    # Forget the states of the word if all were dropped.
    if w.states.begun != begun:
        w.known = 0
    return True


cdef bint begins_before(Walk *w, uint64_t block, uint32_t size, uint8_t byte) noexcept nogil:
    # Whether the first word of a block comes before so many bytes of the word stood on and one more byte. A word that is
    # just that may also end the block before, because a word of several terms is there several times.
    cdef uint64_t at = 0, middle = 0, end = 0
    cdef FoldedWord first
    cdef int order
    if not open_block_of_words(w.content, w.size, w.blocks, block, &at, &middle, &end):
        return False
    if not read_word(w.content, middle, &at, 0, &first):
        return False
    order = memcmp(first.own, w.word.data, min(first.n, size))
    return order < 0 or (order == 0 and (first.n <= size or first.own[size] < byte))


cdef uint64_t pass_blocks(Walk *w, uint64_t block) noexcept nogil:
    # The first block from this one on in which a word may match.
    cdef uint64_t low = block, high, pace = 1, middle
    cdef uint32_t size = 0
    cdef uint8_t byte = 0
    if w.dead == 0 or block == w.count:
        return block
    if not find_ahead(w, &size, &byte):
        return w.count
    if not begins_before(w, block, size, byte):
        return block
    while low + pace < w.count and begins_before(w, low + pace, size, byte):
        low += pace
        pace *= 2
    high = min(low + pace, w.count)
    while high - low > 1:
        middle = (low + high) // 2
        if begins_before(w, middle, size, byte):
            low = middle
        else:
            high = middle
    return low


cdef int note_owner(Walk *w, uint64_t *at, uint64_t end, int64_t *term, bint accepted) noexcept nogil:
    # Read what belongs to a word, and keep it if the word is accepted; -1 damaged, -2 no memory.
    cdef bint listed = False
    cdef uint32_t count = 0, number = 0, more = 0, i
    if not read_term(w.content, end, at, term, &listed) or not 0 <= term[0] < <int64_t>w.terms:
        return -1
    if listed and (not read_number(w.content, end, at, &count) or count == 0 or count > end - at[0]):
        return -1
    if accepted and (
        reserve(&w.found, 4) < 0 or reserve(&w.starts, 4) < 0 or reserve(&w.numbers, 4 * <uint64_t>count) < 0
    ):
        return -2
    for i in range(count):
        if not read_number(w.content, end, at, &more):
            return -1
        number = number + 1 + more if i else more
        if accepted:
            (<uint32_t *>(w.numbers.data + w.numbers.size))[i] = number
    if accepted:
        w.numbers.size += 4 * <uint64_t>count
        (<uint32_t *>(w.found.data + w.found.size))[0] = <uint32_t>term[0]
        (<uint32_t *>(w.starts.data + w.starts.size))[0] = <uint32_t>(w.numbers.size // 4)
        w.found.size += 4
        w.starts.size += 4
    return 0


cdef int keep_word(Walk *w) noexcept nogil:
    # -2 when memory is out.
    if w.entries > w.keep:
        return 0
    if reserve(&w.letters, w.length + 1) < 0:
        return -2
    memcpy(w.letters.data + w.letters.size, w.word.data, w.length)
    w.letters.data[w.letters.size + w.length] = 0xFF
    w.letters.size += w.length + 1
    return 0


cdef inline bint pass_word(Walk *w, uint64_t middle, uint64_t *at, uint32_t *i) noexcept nogil:
    # Go through the next words of a block up to one that must be read; return whether there is one. What is passed over is
    # short, and known by its beginning or its last byte to be no match. This decides how long a walk takes, so all is
    # held in variables.
    cdef const uint8_t *content = w.content
    cdef const uint8_t *ends = w.ends
    cdef uint8_t *word = w.word.data
    cdef uint64_t here = at[0], last = min(middle, w.size - AHEAD) if w.size > AHEAD else 0
    cdef uint32_t length = w.length, known = w.known, dead = w.dead, made = i[0], shared, n
    cdef uint32_t most = <uint32_t>min(w.word.room, <uint64_t>0xFFFFFFFF)
    while here < last and made < BLOCK_WORDS:
        shared = content[here] >> 4
        n = content[here] & 15
        if shared == 15 or n == 15 or shared > length or here + 1 + n > middle:
            break
        if dead == 0 or shared < dead:
            if n == 0 or ends[content[here + n]] or shared + AHEAD > most:
                break
            memcpy(word + shared, content + here + 1, 16)
            known = min(known, shared)
            dead = 0
        here += 1 + n
        length = shared + n
        made += 1
    at[0] = here
    i[0] = made
    w.length = length
    w.known = known
    w.dead = dead
    return here < middle


cdef int walk_block(Walk *w, uint64_t block) noexcept nogil:
    # Go through the words of a block; -1 damaged, -2 no memory.
    cdef uint64_t at = 0, middle = 0, end = 0, accepted = 0
    cdef uint32_t i = 0, j, before
    cdef int64_t term = 0
    cdef FoldedWord own
    cdef int state
    w.length = 0
    if not open_block_of_words(w.content, w.size, w.blocks, block, &at, &middle, &end):
        return -1
    while pass_word(w, middle, &at, &i):
        before = w.length
        if i == BLOCK_WORDS or not read_word(w.content, middle, &at, w.length, &own):
            return -1
        state = accept_word(w, &own)
        if state < 0:
            return state
        if state:
            accepted |= <uint64_t>1 << i
            w.entries += 1
            # A word of several terms comes once for each.
            w.words += not (i and accepted >> (i - 1) & 1 and own.n == 0 and own.shared == before)
            if keep_word(w) < 0:
                return -2
        i += 1
    j = 0
    while accepted:
        state = note_owner(w, &middle, end, &term, accepted & 1)
        if state < 0 or j == i:
            return state if state < 0 else -1
        accepted >>= 1
        j += 1
    return 0


cdef int walk_words(Walk *w) noexcept nogil:
    cdef uint64_t block = 0
    cdef int state
    while block < w.count:
        state = walk_block(w, block)
        if state < 0:
            return state
        block = pass_blocks(w, block + 1)
    return 0
