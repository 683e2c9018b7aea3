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
                w.memory[t[i].word & (MEMORY - 1)] |= IN_SMALL
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
            w.memory[t[j].word & (MEMORY - 1)] |= inside | evidence(w, j, left, first, i, organisation)


cdef inline uint32_t word_at(Work *w, Py_ssize_t at) noexcept nogil:
    if at < 0:
        return BEFORE
    return w.tokens[at].word if at < w.count else AFTER


cdef inline uint32_t classes_at(Work *w, Py_ssize_t at) noexcept nogil:
    if at < 0:
        return 0x10000
    return w.tokens[at].classes if at < w.count else 0x20000


cdef inline uint32_t more_at(Work *w, Py_ssize_t at) noexcept nogil:
    return w.tokens[at].more if 0 <= at < w.count else 0


cdef inline uint32_t cluster_at(Work *w, Py_ssize_t at) noexcept nogil:
    # Clusters are numbered from 1; 0 is a word without one, and marks are known by themselves.
    if at < 0:
        return 0x100
    if at >= w.count:
        return 0x101
    return w.tokens[at].cluster if w.tokens[at].shape != MARK else w.tokens[at].word | 0x200


cdef inline uint32_t shape_at(Work *w, Py_ssize_t at, uint32_t manner) noexcept nogil:
    if at < 0:
        return 14
    return w.tokens[at].shape | manner << 4 if at < w.count else 15


cdef void describe(Work *w, Py_ssize_t i, Py_ssize_t left, Py_ssize_t right, uint32_t manner, uint32_t *f) noexcept nogil:
    # The features of one token; `left` and `right` bound its run of capitals.
    cdef Token *t = &w.tokens[i]
    cdef uint32_t w0 = t.word, w1 = word_at(w, i - 1), w2 = word_at(w, i + 1)
    cdef uint32_t c0 = t.classes, c1 = classes_at(w, i - 1), c2 = classes_at(w, i + 1)
    cdef uint32_t w11 = word_at(w, i - 2), w22 = word_at(w, i + 2)
    cdef uint32_t place = <uint32_t>(min(i - left, 3) << 2 | min(right - 1 - i, 3))
    cdef uint32_t k0 = t.cluster, k1 = cluster_at(w, i - 1), k2 = cluster_at(w, i + 1), d0 = t.more
    cdef uint32_t table = manner >> 2
    cdef int n
    cdef uint32_t s0, s1, s2
    manner &= 3
    s0 = t.shape | manner << 4 | t.first << 6
    s1 = shape_at(w, i - 1, manner)
    s2 = shape_at(w, i + 1, manner)
    f[0] = feature(0, s0, 0)
    f[1] = feature(1, w0, 0)
    f[2] = feature(2, w1, 0)
    f[3] = feature(3, w2, 0)
    f[4] = feature(4, w11, 0)
    f[5] = feature(5, w22, 0)
    f[6] = feature(6, w1, w0)
    f[7] = feature(7, w0, w2)
    f[8] = feature(8, t.suffix, t.shape)
    f[9] = feature(9, t.ending, t.shape)
    f[10] = feature(10, t.prefix, t.shape)
    f[11] = feature(11, s0 << 16 | s1 << 8 | s2, 0)
    f[12] = feature(12, c0, s0)
    f[13] = feature(13, c0, c2)
    f[14] = feature(14, c1, c0)
    f[15] = feature(15, w1, s0)
    f[16] = feature(16, w2, s0)
    f[17] = feature(17, w11, w1)
    f[18] = feature(18, w2, w22)
    f[19] = feature(19, c1, c0 * 31 + c2)
    f[20] = feature(20, place, s0)
    f[21] = feature(21, word_at(w, left - 1), place)
    f[22] = feature(22, word_at(w, right), place)
    f[23] = feature(23, word_at(w, right - 1), min(right - 1 - i, 3))
    f[24] = feature(24, word_at(w, left), min(i - left, 3))
    f[25] = feature(25, w1, c0)
    f[26] = feature(26, w2, c0)
    f[27] = feature(27, c1, w0)
    f[28] = feature(28, c2, w0)
    f[29] = feature(29, w11, s1 << 8 | s0)
    f[30] = feature(30, w.memory[w0 & (MEMORY - 1)], s0)
    f[31] = feature(31, w.memory[w0 & (MEMORY - 1)], c0)
    f[32] = feature(32, k0, s0)
    f[33] = feature(33, k1, k0)
    f[34] = feature(34, k0, k2)
    f[35] = feature(35, d0, c0)
    f[36] = feature(36, d0, s0)
    f[37] = feature(37, more_at(w, i - 1), d0)
    f[38] = feature(38, d0, more_at(w, i + 1))
    f[39] = feature(39, k1 << 16 ^ k2, s0)
    f[40] = feature(40, more_at(w, right - 1) << 2 | min(right - 1 - i, 3), d0)
    # What a headline or a line of a table begins with: SOCCER, BASEBALL.
    f[41] = feature(41, w.tokens[0].word if manner == 1 or table else 0, table << 8 | s0)
    for n in range(FEATURES):
        prefetch(w.prints + (f[n] & w.rows_mask))
