# Ranking that leaves out what cannot be among the best: what its kernels share. Part of _ranking.pyx.
#
# Impact codes bound what a posting gives. Documents with high codes are scored first, which makes a threshold. Then the
# words that give most are walked (candidates.pxi), as long as the others together stay below the threshold (MaxScore:
# Turtle, Flood: Query evaluation: strategies and optimizations, 1995); where that would be too many postings, bounds are
# added up in small whole units, a byte for each document, and only documents whose sum reaches the threshold are scored
# exactly. Impacts in few bits after Anh, Moffat: Pruned query evaluation using pre-computed impacts, 2006. Scores are
# float64, in the order of the words.

cdef enum:
    WINDOW_OF_UNITS = 16384     # documents whose units are added up at once; a chunk has four windows
    GROUPS_OF_UNITS = 256       # of 64 in a window
    FEW = 256                   # postings in a window up to which they are visited again instead of searching the sums

cdef struct Query:
    Word *words
    Py_ssize_t count
    bint all                    # every word must be there
    uint32_t *order             # the words by what they give at most, lowest first; of `all`, by postings, fewest first
    double *rest                # of each place in that order: what the words still to be looked at give at most
    uint32_t *places            # of each word: its postings in BATCH candidates; ABSENT: not looked for yet
    uint32_t *where             # of each word in the document looked at: its posting,
    uint8_t *there              # and whether there is one
    double *weighed             # its weighed frequency, without the form as typed
    Best best
    const uint8_t *deleted
    const Wide *wide
    double scale                # units for a score of 1
    double floor                # documents with lower scores may be left out


cdef inline bint comes_before(Query *q, uint32_t one, uint32_t other) noexcept nogil:
    if q.all:
        return q.words[one].count < q.words[other].count
    return q.words[one].most < q.words[other].most


cdef int open_query(
    Parts parts, Query *q, list specs, double drift, const uint8_t *deleted, k, double floor, bint all_
) except -1:
    # Open all words; `close_query` must follow, also after an error.
    cdef Py_ssize_t i, j
    memset(q, 0, sizeof(Query))
    q.count = len(specs)
    q.all = all_
    q.floor = floor
    q.deleted = deleted
    q.wide = parts.wide
    q.words = <Word *>calloc(q.count + 1, sizeof(Word))
    q.order = <uint32_t *>malloc(4 * (q.count + 1))
    q.rest = <double *>malloc(8 * (q.count + 1))
    q.places = <uint32_t *>malloc(4 * BATCH * (q.count + 1))
    q.where = <uint32_t *>malloc(4 * (q.count + 1))
    q.there = <uint8_t *>malloc(q.count + 1)
    q.weighed = <double *>malloc(8 * (q.count + 1))
    if q.words == NULL or q.order == NULL or q.rest == NULL or q.places == NULL:
        raise MemoryError
    if q.where == NULL or q.there == NULL or q.weighed == NULL:
        raise MemoryError
    open_best(&q.best, k, parts.documents)
    for i in range(q.count):
        open_word(parts, &q.words[i], specs[i], drift)
        j = i
        while j and comes_before(q, <uint32_t>i, q.order[j - 1]):
            q.order[j] = q.order[j - 1]
            j -= 1
        q.order[j] = <uint32_t>i
    return 0


cdef void close_query(Query *q) noexcept:
    cdef Py_ssize_t i
    if q.words != NULL:
        for i in range(q.count):
            close_word(&q.words[i])
    free(q.words)
    free(q.order)
    free(q.rest)
    free(q.places)
    free(q.where)
    free(q.there)
    free(q.weighed)
    close_best(&q.best)


cdef inline double threshold_of(Query *q) noexcept nogil:
    # What a document must reach to be among the best; 0: anything. Best of other segments may have made a floor.
    return max(q.best.scores[0], q.floor) if q.best.n == q.best.k else q.floor


cdef inline uint8_t units_for(double part, double scale) noexcept nogil:
    cdef double units = part * scale + 1.0
    return 255 if units > 255.0 else <uint8_t>units


cdef void set_scale(Query *q) noexcept nogil:
    # Choose units so that the threshold is 200 of them, or the highest sum 250 where that is finer.
    cdef double total = 1e-300
    cdef double threshold = threshold_of(q)
    cdef Py_ssize_t i
    cdef uint32_t code
    cdef Word *word
    for i in range(q.count):
        total += q.words[i].most
    q.scale = max(250.0 - q.count, 1.0) / total
    if threshold > 0.0 and threshold * q.scale < 200.0:
        q.scale = 200.0 / threshold
    for i in range(q.count):
        word = &q.words[i]
        word.units[0] = 0
        for code in range(1, 16):
            word.units[code] = units_for(word.bounds[code], q.scale)
        word.units_most = units_for(word.most, q.scale)


cdef inline uint32_t cut_of(Query *q, uint32_t rest) noexcept nogil:
    # The units that a document must have if others give it at most `rest`.
    cdef double cut = threshold_of(q) * q.scale * (1.0 - 1e-9)
    cdef uint32_t least = 255 if cut > 255.0 else <uint32_t>cut
    return least - rest if least > rest + 1 else 1


cdef inline bint is_deleted(Query *q, uint32_t document) noexcept nogil:
    return q.deleted != NULL and q.deleted[document >> 3] >> (document & 7) & 1


cdef int weigh_document(Parts parts, Query *q, uint32_t document, double *most) noexcept nogil:
    # Weigh the words of a document whose postings were looked up, and bound its score: 1 if it matches, 0 if not; -1
    # damaged.
    cdef Word *word
    cdef double weighed
    cdef bint matches = False
    cdef Py_ssize_t i
    cdef int state
    most[0] = 0.0
    for i in range(q.count):
        word = &q.words[i]
        state = q.there[i]
        if state and q.where[i] == ABSENT:
            state = find_posting(word, document, &q.where[i])
        if state == 1:
            state = weigh(&parts.scale, &word.chunks[document >> 16], q.where[i], word.mask, &q.weighed[i])
        if state < 0:
            return -1
        q.there[i] = state
        if state:
            matches = True
            weighed = q.weighed[i] + word.exact
            most[0] += word.weight * weighed / (weighed + parts.scale.k1)
        elif q.all:
            return 0
    return matches


cdef int offer_document(Parts parts, Query *q, uint32_t document) noexcept nogil:
    # Score a document whose postings were looked up; -1 damaged. In which forms its words stand takes longest to read,
    # and is read only while the document can be among the best.
    cdef double score = 0.0, most = 0.0, rest, slack, weighed
    cdef Word *word
    cdef Py_ssize_t i
    cdef int state = weigh_document(parts, q, document, &most)
    if state != 1:
        return state
    slack = most * (SLACK - 1.0)
    rest = most
    for i in range(q.count):
        if score + rest + slack < threshold_of(q):
            return 0
        if not q.there[i]:
            continue
        word = &q.words[i]
        weighed = q.weighed[i] + word.exact
        rest -= word.weight * weighed / (weighed + parts.scale.k1)
        weighed = q.weighed[i]
        if word.form:
            state = form_at_posting(parts, word, document, q.where[i])
            if state < 0:
                return -1
            if state:
                weighed = weighed + parts.scale.exact
        score += word.weight * weighed / (weighed + parts.scale.k1)
    offer(&q.best, score, parts.ties[document], document)
    return 0
