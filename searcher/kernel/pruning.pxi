# Ranking that leaves out what cannot be among the best: what its kernels share. Part of _ranking.pyx.
#
# Impact codes bound what a posting gives. A few documents with high codes are scored first, which makes a threshold;
# then bounds are added up in small whole units, a byte for each document, and only documents whose sum reaches the
# threshold are scored exactly. Lists whose bounds together stay below the threshold are not read but looked up
# (MaxScore: Turtle, Flood: Query evaluation: strategies and optimizations, 1995). Impacts in few bits after Anh,
# Moffat: Pruned query evaluation using pre-computed impacts, 2006. Scores are float64, in the order of the words.

from libc.stdlib cimport qsort

cdef enum:
    WINDOW_OF_UNITS = 16384     # documents whose units are added up at once; a chunk has four windows
    GROUPS_OF_UNITS = 256       # of 64 in a window
    FEW = 256                   # postings in a window up to which they are visited again instead of searching the sums
    MOST_SEEDS = 1024           # documents to begin with

cdef struct Query:
    Word *words
    Py_ssize_t count
    bint all                    # every word must be there
    uint32_t *order             # the words by what they give at most, lowest first; of `all`, by postings, fewest first
    double *rest                # of `all`: what the words from each on in that order give at most together
    uint32_t *where             # of each word in the document looked at: its posting,
    uint8_t *there              # and whether there is one
    double *weighed             # its weighed frequency, without the form as typed
    Best best
    double floor                # no document below this is among the best
    const uint8_t *deleted
    const Wide *wide
    double scale                # units for a score of 1


cdef inline bint comes_before(Query *q, uint32_t one, uint32_t other) noexcept nogil:
    if q.all:
        return q.words[one].count < q.words[other].count
    return q.words[one].most < q.words[other].most


cdef int open_query(Parts parts, Query *q, list specs, double drift, const uint8_t *deleted, k, bint all_) except -1:
    # Open all words; `close_query` must follow, also after an error.
    cdef Py_ssize_t i, j
    memset(q, 0, sizeof(Query))
    q.count = len(specs)
    q.all = all_
    q.deleted = deleted
    q.wide = parts.wide
    q.words = <Word *>calloc(q.count + 1, sizeof(Word))
    q.order = <uint32_t *>malloc(4 * (q.count + 1))
    q.rest = <double *>calloc(q.count + 1, 8)
    q.where = <uint32_t *>malloc(4 * (q.count + 1))
    q.there = <uint8_t *>malloc(q.count + 1)
    q.weighed = <double *>malloc(8 * (q.count + 1))
    if q.words == NULL or q.order == NULL or q.rest == NULL or q.where == NULL or q.there == NULL or q.weighed == NULL:
        raise MemoryError
    open_best(&q.best, k, parts.documents)
    for i in range(q.count):
        open_word(parts, &q.words[i], specs[i], drift)
        j = i
        while j and comes_before(q, <uint32_t>i, q.order[j - 1]):
            q.order[j] = q.order[j - 1]
            j -= 1
        q.order[j] = <uint32_t>i
    for i in range(q.count - 1, -1, -1):
        q.rest[i] = q.rest[i + 1] + q.words[q.order[i]].most
    return 0


cdef void close_query(Query *q) noexcept:
    cdef Py_ssize_t i
    if q.words != NULL:
        for i in range(q.count):
            close_word(&q.words[i])
    free(q.words)
    free(q.order)
    free(q.rest)
    free(q.where)
    free(q.there)
    free(q.weighed)
    close_best(&q.best)


cdef inline double threshold_of(Query *q) noexcept nogil:
    # What a document must reach to be among the best.
    if q.best.n == q.best.k and q.best.scores[0] > q.floor:
        return q.best.scores[0]
    return q.floor


cdef inline uint8_t units_for(double part, double scale) noexcept nogil:
    cdef double units = part * scale + 1.0
    return 255 if units > 255.0 else <uint8_t>units


cdef void set_scale(Query *q) noexcept nogil:
    # Choose units so that the threshold is 200 of them, or the highest sum 250 where that is finer.
    cdef double total = 1e-300
    cdef Py_ssize_t i
    cdef uint32_t code
    cdef Word *word
    for i in range(q.count):
        total += q.words[i].most
    q.scale = max(250.0 - q.count, 1.0) / total
    if q.floor > 0.0 and q.floor * q.scale < 200.0:
        q.scale = 200.0 / q.floor
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


cdef int find_everywhere(Parts parts, Query *q, uint32_t document) noexcept nogil:
    # Look a document up in all words, and score it if it can be among the best; -1 damaged.
    cdef double bound = 0.0
    cdef Py_ssize_t i
    cdef int state
    if document >= parts.documents:
        return -1
    if is_deleted(q, document):
        return 0
    for i in range(q.count):
        state = look_up(&q.words[i], document, &q.where[i])
        if state < 0:
            return -1
        q.there[i] = state
        if state:
            bound += bound_at(&q.words[i], document, q.where[i])
        elif q.all:
            return 0
    if bound < threshold_of(q):
        return 0
    return offer_document(parts, q, document)


cdef int compare_numbers(const void *a, const void *b) noexcept nogil:
    cdef uint32_t x = (<const uint32_t *>a)[0], y = (<const uint32_t *>b)[0]
    return -1 if x < y else x > y


cdef int add_seeds(Parts parts, Query *q, Word *word, uint32_t *seeds, uint32_t *n, uint32_t room) noexcept nogil:
    # Append documents in which a word gives the most; -1 damaged.
    cdef Places places
    cdef uint32_t most = min(n[0] + room, <uint32_t>MOST_SEEDS)
    cdef int state
    # As many codes from the highest down as are likely to have k postings and a third more.
    open_places(&places, parts, word, q.wide, code_for(word, 1.33 * q.best.k), 15, 0.0)
    while n[0] < most:
        state = next_place(&places)
        if state <= 0:
            return state
        seeds[n[0]] = places.document
        n[0] += 1
    return 0


cdef int prime(Parts parts, Query *q, const uint32_t *lists, Py_ssize_t count) noexcept nogil:
    # Score the documents in which single words give the most: the k-th best of them is a floor. -1 damaged.
    cdef uint32_t seeds[MOST_SEEDS]
    cdef uint32_t n = 0, i, k = q.best.k
    cdef Py_ssize_t j
    if k == 0 or 2 * k > MOST_SEEDS:
        return 0
    for j in range(count):
        if add_seeds(parts, q, &q.words[lists[j]], seeds, &n, 4 * k + 64) < 0:
            return -1
    if n < k:
        return 0
    qsort(seeds, n, 4, compare_numbers)
    for i in range(n):
        if i == 0 or seeds[i] != seeds[i - 1]:
            if find_everywhere(parts, q, seeds[i]) < 0:
                return -1
    if q.best.n == k:
        q.floor = q.best.scores[0]
    q.best.n = 0
    return 0
