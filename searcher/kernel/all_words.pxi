# The best documents with all of the words. Part of _ranking.pyx.

cdef void keep_present(Query *q, Word *word, uint64_t base, uint32_t groups, uint64_t *bits) noexcept nogil:
    # Keep the bits of documents that a word with codes of documents has.
    cdef uint8_t present[16]
    cdef uint64_t found[AT_ONCE]
    cdef uint32_t i
    memset(present, 1, 16)
    present[0] = 0
    q.wide.find_codes(word.codes + 32 * base, groups, present, found)
    for i in range(groups):
        bits[i] &= found[i]


cdef int take_group_of_documents(Parts parts, Query *q, uint64_t first, uint64_t found, Candidates *c) noexcept nogil:
    # Add documents that have a bit, of 64 from the first on, and consider all when there are many; -1 damaged.
    while found:
        if first + count_trailing(found) >= parts.documents:
            return -1
        add_candidate(c, <uint32_t>first + count_trailing(found), 0.0)
        found &= found - 1
    if c.n + 64 <= BATCH:
        return 0
    return consider_all(parts, q, c)


cdef inline int consider_all(Parts parts, Query *q, Candidates *c) noexcept nogil:
    cdef int state = consider_candidates(parts, q, c, ABSENT)
    c.n = 0
    return state


cdef int walk_sums(Parts parts, Query *q) noexcept nogil:
    # All words have codes of documents: add them up, and look at those that all have and whose sum may be sufficient.
    cdef Candidates candidates
    cdef uint8_t sums[64 * AT_ONCE]
    cdef uint64_t bits[AT_ONCE]
    cdef uint64_t base = 0, groups = (parts.documents + 63) // 64
    cdef uint32_t n, i
    cdef Py_ssize_t j
    candidates.n = 0
    set_scale(q)
    while base < groups:
        n = <uint32_t>min(groups - base, <uint64_t>AT_ONCE)
        memset(sums, 0, 64 * n)
        for j in range(q.count):
            q.wide.add_codes(q.words[j].codes + 32 * base, n, q.words[j].units, sums)
        if q.wide.find_sums(sums, n, <uint8_t>cut_of(q, 0), bits):
            for j in range(q.count):
                keep_present(q, &q.words[j], base, n, bits)
            for i in range(n):
                if bits[i] and take_group_of_documents(parts, q, 64 * (base + i), bits[i], &candidates) < 0:
                    return -1
        base += n
    return consider_all(parts, q, &candidates)


cdef int rank_all_words(Parts parts, Query *q) noexcept nogil:
    # The rarest word leads, its highest codes first, as many as are likely to have k documents; -1 damaged.
    cdef Word *lead = &q.words[q.order[0]]
    cdef double wanted = 1.33 * q.best.k
    cdef Py_ssize_t i
    for i in range(1, q.count):
        wanted *= parts.documents / <double>max(q.words[q.order[i]].count, <uint64_t>1)
    while limit_of_all(q) >= threshold_of(q):
        if walk(parts, q, q.order[0], min(code_for(lead, wanted), lead.done - 1)) < 0:
            return -1
        if threshold_of(q) > 0.0 and lower_limits(parts, q) < 0:
            return -1
        if lead.done == 1:
            return 0
        if is_of_documents(q) and cost_of_rest(q) > parts.documents // 64:
            return walk_sums(parts, q)
        wanted *= 4.0
    return 0


cdef bint is_of_documents(Query *q) noexcept nogil:
    cdef Py_ssize_t i
    for i in range(q.count):
        if q.words[i].kind != OF_DOCUMENTS:
            return False
    return True


def rank_all(Parts parts not None, leaves not None, const uint8_t[::1] deleted, k, double floor=0.0):
    cdef list specs = list(leaves)
    cdef const uint8_t *deleted_at = bits_of(deleted, parts.documents)
    cdef Query q
    cdef int state = 0
    if not specs:
        raise ValueError("no words to look for")
    check_words(specs)
    try:
        open_query(parts, &q, specs, parts.drift, deleted_at, k, floor, True)
        if q.best.k:
            with nogil:
                state = rank_all_words(parts, &q)
        return answer(&q, state)
    finally:
        close_query(&q)
