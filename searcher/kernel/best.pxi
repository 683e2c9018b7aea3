# The best documents so far: a heap, worst first. Part of _ranking.pyx.

cdef struct Best:
    # The best so far, worst first: a heap by score, then by tie.
    double *scores
    uint32_t *ties
    uint32_t *documents
    uint32_t n
    uint32_t k


cdef inline bint worse(Best *b, uint32_t i, uint32_t j) noexcept nogil:
    return b.scores[i] < b.scores[j] or (b.scores[i] == b.scores[j] and b.ties[i] > b.ties[j])


cdef inline void swap(Best *b, uint32_t i, uint32_t j) noexcept nogil:
    b.scores[i], b.scores[j] = b.scores[j], b.scores[i]
    b.ties[i], b.ties[j] = b.ties[j], b.ties[i]
    b.documents[i], b.documents[j] = b.documents[j], b.documents[i]


cdef void sink(Best *b, uint32_t i, uint32_t n) noexcept nogil:
    cdef uint32_t child
    while 2 * i + 1 < n:
        child = 2 * i + 1
        if child + 1 < n and worse(b, child + 1, child):
            child += 1
        if not worse(b, child, i):
            return
        swap(b, i, child)
        i = child


cdef inline void offer(Best *b, double score, uint32_t tie, uint32_t document) noexcept nogil:
    cdef uint32_t i
    if b.n < b.k:
        i = b.n
        b.scores[i] = score
        b.ties[i] = tie
        b.documents[i] = document
        b.n += 1
        while i and worse(b, i, (i - 1) // 2):
            swap(b, i, (i - 1) // 2)
            i = (i - 1) // 2
    elif b.k and (score > b.scores[0] or (score == b.scores[0] and tie < b.ties[0])):
        b.scores[0] = score
        b.ties[0] = tie
        b.documents[0] = document
        sink(b, 0, b.n)


cdef int open_best(Best *b, uint64_t k, uint64_t documents) except -1:
    b.k = <uint32_t>(k if k < documents else documents)
    b.n = 0
    b.scores = <double *>malloc(8 * (<uint64_t>b.k + 1))
    b.ties = <uint32_t *>malloc(4 * (<uint64_t>b.k + 1))
    b.documents = <uint32_t *>malloc(4 * (<uint64_t>b.k + 1))
    if b.scores == NULL or b.ties == NULL or b.documents == NULL:
        close_best(b)
        raise MemoryError
    return 0


cdef void close_best(Best *b) noexcept:
    # It may be closed again.
    free(b.scores)
    free(b.ties)
    free(b.documents)
    b.scores = NULL
    b.ties = b.documents = NULL


cdef tuple taken(Best *b):
    # The best, best first.
    cdef uint32_t n = b.n, i
    cdef array.array documents = array.clone(WORDS, n, False)
    cdef array.array scores = array.clone(DOUBLES, n, False)
    while b.n:
        b.n -= 1
        swap(b, 0, b.n)
        sink(b, 0, b.n)
    for i in range(n):
        documents.data.as_uints[i] = b.documents[i]
        scores.data.as_doubles[i] = b.scores[i]
    return documents, scores
