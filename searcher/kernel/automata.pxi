# Automata: sets of positions of a pattern, and the states made of them as they are met. Part of _automata.pyx.
# What an automaton is made of is described in dateline/searcher/automata/automaton.py.

cdef enum:
    MOST_WORDS = 8              # of 64 positions
    MOST_STATES = 4096          # kept at a time
    SLOTS = 16384
    DEAD = 0                    # states: nothing can match any more,
    BEGIN = 1                   # and before the first character

cdef struct Positions:
    # The positions of a pattern; sets of them are rows of `width` words.
    uint32_t count
    uint32_t width
    uint32_t classes            # of characters
    const uint64_t *follow      # a set for each position
    const uint64_t *labels      # a set for each class: the positions that a character of it leads to
    const uint64_t *last
    const uint8_t *ascii        # the class of each character below 128
    const uint32_t *starts      # where ranges of other characters begin,
    const uint8_t *kinds        # and the class of each
    uint32_t ranges

cdef struct States:
    Positions *positions
    uint64_t *sets
    uint32_t *next              # a row of classes for each state: the state that follows plus one; 0 unknown
    uint8_t *final
    uint32_t *slots             # of a hash table: a state plus one
    uint32_t count
    uint64_t begun              # how often all states were dropped


cdef int open_states(States *s, Positions *positions) noexcept nogil:
    # -1 when memory is out.
    s.positions = positions
    s.sets = <uint64_t *>malloc(8 * <uint64_t>MOST_STATES * positions.width)
    s.next = <uint32_t *>calloc(<uint64_t>MOST_STATES * positions.classes, 4)
    s.final = <uint8_t *>malloc(MOST_STATES)
    s.slots = <uint32_t *>calloc(SLOTS, 4)
    s.count = 0
    s.begun = 0
    if s.sets == NULL or s.next == NULL or s.final == NULL or s.slots == NULL:
        return -1
    begin_states(s)
    return 0


cdef void close_states(States *s) noexcept nogil:
    free(s.sets)
    free(s.next)
    free(s.final)
    free(s.slots)


cdef void begin_states(States *s) noexcept nogil:
    cdef uint64_t made[MOST_WORDS]
    memset(made, 0, sizeof(made))
    find_state(s, made)
    made[(s.positions.count - 1) >> 6] = <uint64_t>1 << ((s.positions.count - 1) & 63)  # the last one is the beginning
    find_state(s, made)


cdef uint32_t find_state(States *s, const uint64_t *wanted) noexcept nogil:
    # The state of a set of positions. When there are too many states, all are dropped before.
    cdef uint32_t width = s.positions.width, i, slot
    cdef uint64_t mixed = 0, ends = 0
    for i in range(width):
        mixed = (mixed ^ wanted[i]) * <uint64_t>0x9E3779B97F4A7C15
        mixed ^= mixed >> 29
    slot = <uint32_t>(mixed >> 20) & (SLOTS - 1)
    while s.slots[slot]:
        if memcmp(s.sets + <uint64_t>(s.slots[slot] - 1) * width, wanted, 8 * width) == 0:
            return s.slots[slot] - 1
        slot = (slot + 1) & (SLOTS - 1)
    if s.count == MOST_STATES:
        s.count = 0
        s.begun += 1
        memset(s.slots, 0, 4 * SLOTS)
        memset(s.next, 0, 4 * <uint64_t>MOST_STATES * s.positions.classes)
        begin_states(s)
        return find_state(s, wanted)
    memcpy(s.sets + <uint64_t>s.count * width, wanted, 8 * width)
    for i in range(width):
        ends |= wanted[i] & s.positions.last[i]
    s.final[s.count] = ends != 0
    s.count += 1
    s.slots[slot] = s.count
    return s.count - 1


cdef uint32_t make_step(States *s, uint32_t state, uint32_t kind) noexcept nogil:
    # The state that follows by a character of a class, worked out.
    cdef Positions *p = s.positions
    cdef uint64_t made[MOST_WORDS]
    cdef uint64_t left, begun = s.begun
    cdef uint32_t i, j, found
    cdef const uint64_t *row
    memset(made, 0, sizeof(made))
    for i in range(p.width):
        left = s.sets[<uint64_t>state * p.width + i]
        while left:
            row = p.follow + (<uint64_t>64 * i + count_trailing(left)) * p.width
            left &= left - 1
            for j in range(p.width):
                made[j] |= row[j]
    for j in range(p.width):
        made[j] &= p.labels[kind * p.width + j]
    found = find_state(s, made)
    if s.begun == begun:
        s.next[<uint64_t>state * p.classes + kind] = found + 1
    return found


cdef inline uint32_t step(States *s, uint32_t state, uint32_t kind) noexcept nogil:
    cdef uint32_t known = s.next[<uint64_t>state * s.positions.classes + kind]
    return known - 1 if known else make_step(s, state, kind)


cdef inline uint32_t kind_of(Positions *p, uint32_t character) noexcept nogil:
    # The class of a character from 128 on.
    cdef uint32_t low = 0, high = p.ranges, middle
    while high - low > 1:
        middle = (low + high) // 2
        if p.starts[middle] <= character:
            low = middle
        else:
            high = middle
    return p.kinds[low]


cdef inline uint32_t read_character(const uint8_t *text, uint64_t left, uint32_t *character) noexcept nogil:
    # Read a character from 128 on; return its bytes, 0 when it is none.
    cdef uint32_t first = text[0], n = 2 if first < 0xE0 else (3 if first < 0xF0 else 4), i
    if first < 0xC0 or first > 0xF7 or n > left:
        return 0
    character[0] = first & (0x7F >> n)
    for i in range(1, n):
        if text[i] & 0xC0 != 0x80:
            return 0
        character[0] = character[0] << 6 | text[i] & 0x3F
    return n


cdef inline uint32_t read_kind(Positions *p, const uint8_t *text, uint64_t left, uint32_t *kind) noexcept nogil:
    # Read the class of the character that begins here; return its bytes, 0 when it is none.
    cdef uint32_t character = 0, n
    if text[0] < 0x80:
        kind[0] = p.ascii[text[0]]
        return 1
    n = read_character(text, left, &character)
    kind[0] = kind_of(p, character)
    return n
