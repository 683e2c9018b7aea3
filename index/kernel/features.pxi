# The features of words, for _tagging.pyx: how a sentence is printed, how a word stands elsewhere, and their templates.

cdef inline bint capital(Token *t) noexcept nogil:
    return t.shape != SMALL and t.shape != NUMBER and t.shape != MARK


cdef int manner(Work *w) noexcept nogil:
    # 0: plain; 1: a sentence in capitals; 2: a headline with a capital on each word. Plus 4: a table, more numbers than words.
    cdef int capitals = 0, initials = 0, small = 0, numbers = 0, table
    cdef Py_ssize_t i
    for i in range(w.count):
        if w.tokens[i].shape == SMALL:
            small += 1
        elif w.tokens[i].shape == CAPITALS:
            capitals += 1
        elif w.tokens[i].shape == CAPITAL:
            initials += 1
        elif w.tokens[i].shape == NUMBER:
            numbers += 1
    table = 4 if numbers > small + 1 else 0
    if capitals >= 3 and capitals > 3 * (small + initials):
        return 1 | table
    if initials + capitals >= 4 and initials + capitals > 3 * small:
        return 2 | table
    return table


cdef uint8_t evidence(Work *w, Py_ssize_t i, Py_ssize_t left, Py_ssize_t first, Py_ssize_t right, bint organisation) noexcept nogil:
    # How a word of a run of capitals from `left` to `right` stands; the run's titles end at `first`.
    cdef Token *t = w.tokens
    cdef uint8_t seen = 0
    if i > 0 and t[i - 1].classes & TITLE:
        seen = AFTER_TITLE
    elif i > 0 and t[i - 1].word == IN:
        seen = AFTER_IN
    if i > first and i + 1 == right:
        if t[first].classes & FORENAME or t[first].shape == INITIAL or first > left:
            seen |= ENDS_NAME
        elif left > 0 and t[left - 1].classes & TITLE:
            seen |= ENDS_NAME
    if i == first and i + 1 < right and t[i].classes & FORENAME:
        seen |= BEFORE_NAME
    if organisation and not t[i].classes & ORGANISATION:
        seen |= IN_ORGANISATION
    if i + 1 == right and right < w.count and t[right].word == SAID:
        seen |= BEFORE_SAID
    return seen


cdef void remember(Work *w, int manner) noexcept nogil:
    # How the words of this sentence stand, for all sentences of the block and those after it.
    cdef Py_ssize_t i = 0, j, left, first
    cdef Token *t = w.tokens
    cdef bint organisation
    cdef uint8_t inside
    w.read += 1
    while i < w.count:
        if not capital(&t[i]):
            if t[i].shape == SMALL:
                w.space.memory[t[i].word & (MEMORY - 1)] |= IN_SMALL
            i += 1
            continue
        left = i
        organisation = False
        while i < w.count and capital(&t[i]):
            organisation = organisation or t[i].classes & ORGANISATION
            i += 1
        first = left
        while first < i and t[first].classes & TITLE:
            first += 1
        for j in range(left, i):
            inside = INSIDE if j > 0 and manner & 3 == 0 else 0
            w.space.memory[t[j].word & (MEMORY - 1)] |= inside | evidence(w, j, left, first, i, organisation)


cdef inline uint32_t word_at(Work *w, Py_ssize_t at) noexcept nogil:
    if at < 0:
        return BEFORE
    return w.tokens[at].word if at < w.count else AFTER


cdef inline uint32_t cluster_of(Token *t) noexcept nogil:
    # Clusters are numbered from 1; 0 is a word without one, and marks are known by themselves.
    return t.cluster if t.shape != MARK else t.word | 0x200


cdef void describe(Work *w, Py_ssize_t i, Py_ssize_t left, Py_ssize_t right, uint32_t manner, Described *f) noexcept nogil:
    # The two values of each feature of a token, which are hashed together; `left` and `right` bound its run of capitals.
    cdef Token *t = &w.tokens[i]
    cdef Token *beside
    cdef uint32_t w0 = t.word, c0 = t.classes, k0 = t.cluster, d0 = t.more
    # Of the words before and after: before the sentence there is none, and behind it.
    cdef uint32_t w1 = BEFORE, c1 = 0x10000, d1 = 0, k1 = 0x100, s1 = 14
    cdef uint32_t w2 = AFTER, c2 = 0x20000, d2 = 0, k2 = 0x101, s2 = 15
    cdef uint32_t w11 = word_at(w, i - 2), w22 = word_at(w, i + 2)
    cdef uint32_t from_left = <uint32_t>min(i - left, 3), from_right = <uint32_t>min(right - 1 - i, 3)
    cdef uint32_t place = from_left << 2 | from_right, table = manner >> 2, s0, seen = w.space.memory[w0 & (MEMORY - 1)]
    if t.plain:
        describe_plain(w, t)
    manner &= 3
    s0 = t.shape | manner << 4 | t.first << 6
    if i > 0:
        beside = t - 1
        w1, c1, d1, s1 = beside.word, beside.classes, beside.more, beside.shape | manner << 4
        k1 = cluster_of(beside)
    if i + 1 < w.count:
        beside = t + 1
        w2, c2, d2, s2 = beside.word, beside.classes, beside.more, beside.shape | manner << 4
        k2 = cluster_of(beside)
    f.first[0] = s0
    f.first[1] = w0
    f.first[2] = w1
    f.first[3] = w2
    f.first[4] = w11
    f.first[5] = w22
    f.first[6], f.second[6] = w1, w0
    f.first[7], f.second[7] = w0, w2
    f.first[8], f.second[8] = t.suffix, t.shape
    f.first[9], f.second[9] = t.ending, t.shape
    f.first[10], f.second[10] = t.prefix, t.shape
    f.first[11] = s0 << 16 | s1 << 8 | s2
    f.first[12], f.second[12] = c0, s0
    f.first[13], f.second[13] = c0, c2
    f.first[14], f.second[14] = c1, c0
    f.first[15], f.second[15] = w1, s0
    f.first[16], f.second[16] = w2, s0
    f.first[17], f.second[17] = w11, w1
    f.first[18], f.second[18] = w2, w22
    f.first[19], f.second[19] = c1, c0 * 31 + c2
    f.first[20], f.second[20] = place, s0
    f.first[21], f.second[21] = word_at(w, left - 1), place
    f.first[22], f.second[22] = word_at(w, right), place
    f.first[23], f.second[23] = w.tokens[right - 1].word, from_right
    f.first[24], f.second[24] = w.tokens[left].word, from_left
    f.first[25], f.second[25] = w1, c0
    f.first[26], f.second[26] = w2, c0
    f.first[27], f.second[27] = c1, w0
    f.first[28], f.second[28] = c2, w0
    f.first[29], f.second[29] = w11, s1 << 8 | s0
    f.first[30], f.second[30] = seen, s0
    f.first[31], f.second[31] = seen, c0
    f.first[32], f.second[32] = k0, s0
    f.first[33], f.second[33] = k1, k0
    f.first[34], f.second[34] = k0, k2
    f.first[35], f.second[35] = d0, c0
    f.first[36], f.second[36] = d0, s0
    f.first[37], f.second[37] = d1, d0
    f.first[38], f.second[38] = d0, d2
    f.first[39], f.second[39] = k1 << 16 ^ k2, s0
    f.first[40], f.second[40] = w.tokens[right - 1].more << 2 | from_right, d0
    # What a headline or a line of a table begins with: SOCCER, BASEBALL.
    f.first[41], f.second[41] = w.tokens[0].word if manner == 1 or table else 0, table << 8 | s0
