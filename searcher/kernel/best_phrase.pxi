# The best documents with a phrase. Part of _ranking.pyx.
#
# No frequency of a phrase exceeds that of a word of it, so a word's impact code bounds the part of the phrase. The rarest
# word leads, its highest codes first: the threshold rises before its many low codes come.

cdef enum:
    LEVELS = 7
    AHEAD = 32                  # documents whose norms and lengths are read ahead: most are in no near cache

cdef uint8_t *LEVEL_ENDS = [16, 13, 11, 9, 7, 5, 3, 1]

cdef struct Phrase:
    Track *tracks
    Py_ssize_t lead
    double weight
    uint32_t mask
    bint joined                 # the segment has words broken at ends of lines
    const uint32_t *lengths[MOST_FIELDS]
    Buffer places


cdef int bound_by_frequencies(Parts parts, Query *q, Phrase *p, uint32_t document, double *bound) noexcept nogil:
    # What the frequencies of the words in a document leave to the phrase; -1 damaged.
    cdef uint32_t least[MOST_FIELDS]
    cdef uint32_t frequencies[MOST_FIELDS]
    cdef uint32_t field
    cdef double weighed = 0.0
    cdef Py_ssize_t j
    for field in range(parts.scale.fields):
        least[field] = ABSENT
    for j in range(q.count):
        if frequencies_at(&q.words[j].chunks[document >> 16], parts.scale.table, q.where[j], frequencies) < 0:
            return -1
        for field in range(parts.scale.fields):
            least[field] = min(least[field], frequencies[field])
    for field in range(parts.scale.fields):
        if p.mask >> field & 1 and least[field]:
            weighed += parts.scale.norms[field][document] * least[field]
    bound[0] = p.weight * weighed / (weighed + parts.scale.k1) * SLACK
    return 0


cdef int count_in_document(Parts parts, Query *q, Phrase *p, uint32_t document, uint32_t *frequencies) noexcept nogil:
    # How often the phrase stands in each field: 1 if it does, 0 if not; -1 damaged, -2 no memory.
    cdef uint64_t end
    cdef Track *t
    cdef Py_ssize_t j
    cdef int state
    for j in range(q.count):
        t = &p.tracks[j]
        if t.posting == ABSENT or t.cursor.chunk != document >> 16:
            t.cursor = q.words[j].chunks[document >> 16]
            t.posting = ABSENT
        t.cursor.i = q.where[j]
        state = load_positions(
            t, parts.scale.table, parts.scale.totals, parts.scale.positions, parts.scale.positions_size
        )
        if state < 0:
            return state
    if p.joined:
        end = row_end(p.lengths, parts.scale.fields, document)
        if has_joined(p.tracks, q.count, end):
            return count_readings(
                p.tracks, q.count, end, p.lengths, parts.scale.fields, document, parts.scale.table, frequencies,
                &p.places,
            )
    return count_phrases(p.tracks, q.count, p.lead, p.lengths, parts.scale.fields, document, frequencies) != 0


cdef bint may_have_phrase(Parts parts, Query *q, Phrase *p, uint32_t document) noexcept nogil:
    # Whether the words that tell at once are there, with codes that are high enough.
    cdef uint32_t code
    cdef Py_ssize_t j
    for j in range(q.count):
        if q.words[j].kind == OF_DOCUMENTS:
            code = code_at(q.words[j].codes, document)
            if code == 0 or q.words[j].bounds[code] < threshold_of(q):
                return False
        elif q.words[j].kind == WITH_BITMAP and not q.words[j].bitmap[document >> 3] >> (document & 7) & 1:
            return False
    return True


cdef int consider_phrase(Parts parts, Query *q, Phrase *p, uint32_t document, uint32_t where) noexcept nogil:
    # A document of the leading word, and its posting there; -1 damaged, -2 no memory.
    cdef uint32_t frequencies[MOST_FIELDS]
    cdef uint32_t field
    cdef double bound = 0.0, weighed = 0.0
    cdef bint counts = False
    cdef Py_ssize_t j
    cdef int state
    if document >= parts.documents:
        return -1
    if is_deleted(q, document):
        return 0
    q.where[p.lead] = where
    for j in range(q.count):
        if j != p.lead:
            state = find_posting(&q.words[j], document, &q.where[j])
            if state != 1:
                return state
            if q.words[j].kind != OF_DOCUMENTS and (
                q.words[j].bounds[code_of(&q.words[j], document, q.where[j])] < threshold_of(q)
            ):
                return 0
    if bound_by_frequencies(parts, q, p, document, &bound) < 0:
        return -1
    if bound < threshold_of(q):
        return 0
    state = count_in_document(parts, q, p, document, frequencies)
    if state != 1:
        return state
    for field in range(parts.scale.fields):
        if p.mask >> field & 1 and frequencies[field]:
            weighed = weighed + parts.scale.norms[field][document] * frequencies[field]
            counts = True
    if counts:
        offer(&q.best, p.weight * weighed / (weighed + parts.scale.k1), parts.ties[document], document)
    return 0


cdef struct Pending:
    # Documents of the leading word, ascending, that wait until their norms and lengths have been read.
    uint32_t documents[AHEAD]
    uint32_t where[AHEAD]       # its postings there
    uint32_t n


cdef inline void await_document(Parts parts, Phrase *p, Pending *pending, uint32_t document, uint32_t where) noexcept nogil:
    cdef uint32_t field
    for field in range(parts.scale.fields):
        if p.mask >> field & 1:
            read_ahead(&parts.scale.norms[field][document])
        read_ahead(&p.lengths[field][document])
    pending.documents[pending.n] = document
    pending.where[pending.n] = where
    pending.n += 1


cdef int consider_pending(Parts parts, Query *q, Phrase *p, Pending *pending) noexcept nogil:
    # -1 damaged, -2 no memory.
    cdef uint32_t i
    cdef int state
    for i in range(pending.n):
        state = consider_phrase(parts, q, p, pending.documents[i], pending.where[i])
        if state < 0:
            return state
    pending.n = 0
    return 0


cdef int rank_phrases(Parts parts, Query *q, Phrase *p) noexcept nogil:
    # -1 damaged, -2 no memory.
    cdef Word *lead = &q.words[p.lead]
    cdef Places places
    cdef Pending pending
    cdef uint32_t level, where = 0, code
    cdef int state
    pending.n = 0
    for level in range(LEVELS):
        if lead.bounds[LEVEL_ENDS[level] - 1] < threshold_of(q):
            break
        open_places(&places, parts, lead, q.wide, LEVEL_ENDS[level + 1], LEVEL_ENDS[level] - 1, 0.0)
        while True:
            state = next_place(&places)
            if state < 0:
                return state
            if state == 0:
                break
            if places.document >= parts.documents:
                return -1
            code = code_of(lead, places.document, places.i)
            if lead.bounds[code] < threshold_of(q):
                continue
            if not may_have_phrase(parts, q, p, places.document):
                continue
            if place_of(&places, &where) < 0:
                return -1
            await_document(parts, p, &pending, places.document, where)
            if pending.n == AHEAD:
                state = consider_pending(parts, q, p, &pending)
                if state < 0:
                    return state
        state = consider_pending(parts, q, p, &pending)
        if state < 0:
            return state
    return 0


cdef int open_phrase(Parts parts, Query *q, Phrase *p, list words, list rows) except -1:
    # Make the tracks of the words, and the lengths of the fields, given as memoryviews that the caller holds.
    cdef const uint32_t[::1] row
    cdef Py_ssize_t j
    if len(rows) != <Py_ssize_t>parts.scale.fields:
        raise ValueError("norms and lengths are of different fields")
    for j in range(len(rows)):
        row = rows[j]
        if <uint64_t>row.shape[0] != parts.documents:
            raise ValueError("the fields have lengths for different numbers of documents")
        p.lengths[j] = &row[0] if row.shape[0] else NULL
    p.tracks = <Track *>calloc(q.count + 1, sizeof(Track))
    if p.tracks == NULL:
        raise MemoryError
    for j in range(q.count):
        p.tracks[j].offset = words[j][2]
        p.tracks[j].posting = ABSENT
    p.lead = q.order[0] if q.count else 0
    return 0


def rank_phrase(
    Parts parts not None, words not None, lengths not None, uint32_t mask,
    double weight, const uint8_t[::1] deleted, k, bint joined=False, double floor=0.0,
):
    cdef list rows = [memoryview(each) for each in lengths], entries = list(words)
    cdef const uint8_t *deleted_at = bits_of(deleted, parts.documents)
    cdef Query q
    cdef Phrase p
    cdef Py_ssize_t j
    cdef int state = 0
    if not entries:
        raise ValueError("a phrase has at least one word")
    if joined and [each[2] for each in entries] != list(range(len(entries))):
        raise ValueError("the words of a phrase stand one after the other")
    memset(&p, 0, sizeof(Phrase))
    p.weight, p.mask, p.joined = weight, mask, joined
    specs = [(place, df, weight, ~<uint32_t>0, 0) for place, df, _ in entries]
    try:
        open_query(parts, &q, specs, parts.drift, deleted_at, k, floor, True)
        open_phrase(parts, &q, &p, entries, rows)
        if q.best.k:
            with nogil:
                state = rank_phrases(parts, &q, &p)
        return answer(&q, state)
    finally:
        if p.tracks != NULL:
            for j in range(len(entries)):
                free(p.tracks[j].kept.data)
        close_query(&q)
        free(p.tracks)
        free(p.places.data)
