# Documents of one word's postings, narrowed by the other words of the query, many at a time. Part of _ranking.pyx.
#
# A word is walked from its highest codes down, in steps. The candidates of a step are bounded by their codes; each other
# word then adds what it gives at most, and those stay that can still be among the best. One pass over all candidates a
# word takes no branch that the processor must foretell. Those left at the end are scored. Whoever has a code that was
# walked was looked at, or cannot be among the best, so that other walks leave it out: `done`.

cdef enum:
    BATCH = 512                 # candidates at a time

cdef uint32_t MISSING = ABSENT - 1  # as the place of a posting: the document has not the word

cdef struct Candidates:
    # Documents, ascending.
    uint32_t documents[BATCH]
    double bounds[BATCH]        # what the words looked at so far give them at most
    uint32_t live[BATCH]        # which of them are left
    uint32_t n                  # how many are left


cdef inline void add_candidate(Candidates *c, uint32_t document, double bound) noexcept nogil:
    c.documents[c.n] = document
    c.bounds[c.n] = bound
    c.live[c.n] = c.n
    c.n += 1


cdef inline uint32_t code_in_group(const uint8_t *group, uint32_t low) noexcept nogil:
    return group[low & 31] >> (low >> 3 & 4) & 15


cdef int take_documents(Parts parts, Word *word, uint64_t first, uint64_t found, uint32_t *where, Candidates *c) noexcept nogil:
    # Add the documents that have a bit, of 64 from the first on, of a word with codes of documents; -1 damaged.
    cdef const uint8_t *group = word.codes + first // 2
    cdef uint32_t low
    while found:
        low = count_trailing(found)
        found &= found - 1
        if first + low >= parts.documents:
            return -1
        where[c.n] = ABSENT
        add_candidate(c, <uint32_t>first + low, word.bounds[code_in_group(group, low)])
    return 0


cdef int take_postings(Parts parts, Places *p, uint64_t first, uint64_t found, uint32_t *where, Candidates *c) noexcept nogil:
    # The same for postings of any other word.
    cdef Word *word = p.word
    cdef const uint8_t *group = word.codes + first // 2
    cdef uint64_t begin = word.firsts[p.chunk], end = begin + word.chunks[p.chunk].n
    cdef const uint16_t *documents = documents_of(&word.chunks[p.chunk])
    cdef uint32_t low, document
    while found:
        low = count_trailing(found)
        found &= found - 1
        if first + low >= word.count:
            return -1
        while first + low >= end:
            p.chunk += 1
            begin = word.firsts[p.chunk]
            end = begin + word.chunks[p.chunk].n
            documents = documents_of(&word.chunks[p.chunk])
        document = p.chunk << 16 | documents[first + low - begin]
        if document >= parts.documents:
            return -1
        where[c.n] = <uint32_t>(first + low - begin)
        add_candidate(c, document, word.bounds[code_in_group(group, low)])
    return 0


cdef int take_places(Parts parts, Places *p, uint32_t *where, Candidates *c) noexcept nogil:
    # Take the next postings with the codes wanted; -1 damaged. None means that there are no more.
    cdef uint64_t found, first
    cdef int state = 0
    c.n = 0
    while state == 0 and c.n + 64 <= BATCH:
        if p.group >= p.n and not find_places(p):
            return 0
        found = p.bits[p.group]
        first = 64 * (p.base + p.group)
        p.group += 1
        if found == 0:
            continue
        if p.word.kind == OF_DOCUMENTS:
            state = take_documents(parts, p.word, first, found, where, c)
        else:
            state = take_postings(parts, p, first, found, where, c)
    return state


cdef void narrow_by_codes(Query *q, Word *word, uint32_t *where, Candidates *c, double needed) noexcept nogil:
    # Keep the candidates whose bounds reach what is needed with what a word with codes of documents adds.
    cdef uint32_t t, i, document, code, least = q.all, n = 0
    cdef double bound
    for t in range(c.n):
        i = c.live[t]
        document = c.documents[i]
        code = code_at(word.codes, document)
        bound = c.bounds[i] + word.bounds[code]
        c.bounds[i] = bound
        where[i] = ABSENT if code else MISSING
        c.live[n] = i
        n += (code - least < word.done - least) & (bound >= needed)
    c.n = n


cdef int narrow_by_bitmap(Query *q, Word *word, uint32_t *where, Candidates *c, double needed) noexcept nogil:
    # The same for a word with a bitmap; -1 damaged.
    cdef uint32_t t, i, document, code, n = 0
    cdef uint64_t number
    cdef Cursor *chunk
    cdef bint has, all_ = q.all
    for t in range(c.n):
        i = c.live[t]
        document = c.documents[i]
        has = word.bitmap[document >> 3] >> (document & 7) & 1
        where[i] = ABSENT if has else MISSING
        c.live[n] = i
        n += (has | (not all_)) & (c.bounds[i] + (word.most if has else 0.0) >= needed)
    c.n = n
    n = 0
    for t in range(c.n):
        i = c.live[t]
        if where[i] == ABSENT:
            document = c.documents[i]
            chunk = &word.chunks[document >> 16]
            number = count_to(q, word, document)
            where[i] = <uint32_t>(number - word.firsts[document >> 16])
            if number >= word.count or where[i] >= chunk.n or documents_of(chunk)[where[i]] != (document & 0xFFFF):
                return -1
            code = code_at(word.codes, number)
            c.bounds[i] += word.bounds[code]
            if code >= word.done or c.bounds[i] < needed:
                continue
        c.live[n] = i
        n += 1
    c.n = n
    return 0


cdef inline uint64_t count_to(Query *q, Word *word, uint32_t document) noexcept nogil:
    # How many documents before this one have a word with a bitmap. Most are asked for in order.
    if document < word.counted_to:
        word.counted = word.counted_to = 0
    word.counted += q.wide.count_between(word.bitmap, word.counted_to, document)
    word.counted_to = document
    return word.counted


cdef int narrow_by_postings(Query *q, Word *word, uint32_t *where, Candidates *c, double needed) noexcept nogil:
    # The same for a word whose postings must be searched; -1 damaged.
    cdef uint32_t t, i, document, code, n = 0
    cdef int state
    for t in range(c.n):
        i = c.live[t]
        document = c.documents[i]
        code = 0
        state = find_posting(word, document, &where[i])
        if state < 0:
            return -1
        if state:
            code = code_at(word.codes, word.firsts[document >> 16] + where[i])
            c.bounds[i] += word.bounds[code]
        else:
            where[i] = MISSING
            if q.all:
                continue
        if code < word.done and c.bounds[i] >= needed:
            c.live[n] = i
            n += 1
    c.n = n
    return 0


cdef int narrow(Query *q, uint32_t at, Candidates *c, double needed) noexcept nogil:
    cdef Word *word = &q.words[at]
    cdef uint32_t *where = q.places + BATCH * at
    if word.kind == OF_DOCUMENTS:
        narrow_by_codes(q, word, where, c, needed)
        return 0
    if word.kind == WITH_BITMAP:
        return narrow_by_bitmap(q, word, where, c, needed)
    return narrow_by_postings(q, word, where, c, needed)


cdef int consider_candidates(Parts parts, Query *q, Candidates *c, uint32_t lead) noexcept nogil:
    # Narrow candidates by all words but the lead, if they come from one, and score those that are left; -1 damaged.
    # The words are taken from the end of the order that give most, or that fewest documents have.
    cdef double rest = 0.0, threshold = threshold_of(q)
    cdef Py_ssize_t i, j
    cdef uint32_t at, t
    for i in range(q.count):
        at = q.order[q.count - 1 - i] if q.all else q.order[i]
        q.rest[i] = rest
        rest += limit_of(&q.words[at]) if at != lead else 0.0
    for i in range(q.count - 1, -1, -1):
        at = q.order[q.count - 1 - i] if q.all else q.order[i]
        if c.n and at != lead and narrow(q, at, c, threshold - q.rest[i]) < 0:
            return -1
    for t in range(c.n):
        i = c.live[t]
        if c.bounds[i] < threshold_of(q) or is_deleted(q, c.documents[i]):
            continue
        for j in range(q.count):
            q.where[j] = q.places[BATCH * j + i]
            q.there[j] = q.where[j] != MISSING
        if offer_document(parts, q, c.documents[i]) < 0:
            return -1
    return 0


cdef int walk(Parts parts, Query *q, uint32_t at, uint32_t first) noexcept nogil:
    # The postings of a word from the code on down to where walks have come to already; -1 damaged.
    cdef Word *word = &q.words[at]
    cdef Places places
    cdef Candidates candidates
    cdef double rest = 0.0
    cdef Py_ssize_t i
    for i in range(q.count):
        rest += limit_of(&q.words[i]) if i != <Py_ssize_t>at else 0.0
    open_places(&places, parts, word, q.wide, first, word.done - 1, threshold_of(q) - rest)
    while True:
        if take_places(parts, &places, q.places + BATCH * at, &candidates) < 0:
            return -1
        if candidates.n == 0:
            word.done = first
            return 0
        if consider_candidates(parts, q, &candidates, at) < 0:
            return -1
