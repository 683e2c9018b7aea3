# The best documents with any of the words. Part of _ranking.pyx.


cdef int consider(Parts parts, Query *q, uint32_t document, uint32_t units, Py_ssize_t lookups, uint32_t rest) noexcept nogil:
    # A document to which the lists read give these units: look the others up, then score it; -1 damaged.
    cdef uint32_t cut = cut_of(q, 0), at, code
    cdef double bound = 0.0
    cdef Py_ssize_t i, n
    cdef int state
    if document >= parts.documents:
        return -1
    if is_deleted(q, document):
        return 0
    for n in range(q.count):
        i = lookups - 1 - n if n < lookups else n
        if units + rest < cut:
            return 0
        at = q.order[i]
        state = look_up(&q.words[at], document, &q.where[at])
        if state < 0:
            return -1
        q.there[at] = state
        code = code_of(&q.words[at], document, q.where[at]) if state else 0
        if code >= q.words[at].done:
            return 0
        bound += q.words[at].bounds[code]
        if i < lookups:
            rest -= q.words[at].units_most
            units += q.words[at].units[code]
    if bound < threshold_of(q):
        return 0
    return offer_document(parts, q, document)


cdef struct Part:
    # The postings of a word in a window.
    uint32_t first
    uint32_t end


cdef Part part_of_window(Word *word, uint64_t base) noexcept nogil:
    # Find them, and move on to the next window.
    cdef Part part
    cdef Cursor *c
    cdef uint32_t end = (base & 0xFFFF) + WINDOW_OF_UNITS
    part.first = part.end = 0
    c = &word.chunks[base >> 16]
    if c.n:
        part.first = c.i
        c.i = c.n if end == 65536 else gallop(documents_of(c), c.i, c.n, end)
        part.end = c.i
    return part


cdef inline void add_units(uint8_t *sum, uint32_t units) noexcept nogil:
    units += sum[0]
    sum[0] = 255 if units > 255 else <uint8_t>units


cdef int add_word(Parts parts, Query *q, Word *word, Part part, uint64_t base, uint32_t groups, uint8_t *sums) noexcept nogil:
    # Add the units of a word to the sums of a window; -1 damaged.
    cdef uint8_t units[WINDOW_OF_UNITS + 128]
    cdef uint64_t first
    cdef uint32_t i, low
    cdef const uint16_t *documents
    if word.kind == OF_DOCUMENTS:
        q.wide.add_codes(word.codes + (base >> 6) * 32, groups, word.units, sums)
        return 0
    if part.first == part.end:
        return 0
    if part.end - part.first > WINDOW_OF_UNITS:
        return -1
    first = word.firsts[base >> 16] + part.first
    q.wide.spread(word.codes + (first >> 6) * 32, ((first & 63) + part.end - part.first + 63) // 64, word.units, units)
    first &= 63
    documents = documents_of(&word.chunks[base >> 16])
    for i in range(part.first, part.end):
        low = documents[i] - <uint32_t>(base & 0xFFFF)
        if low >= WINDOW_OF_UNITS:
            return -1
        add_units(&sums[low], units[first])
        first += 1
    return 0


cdef int visit_sums(
    Parts parts, Query *q, uint8_t *sums, uint64_t *bits, uint64_t base, uint32_t groups, Py_ssize_t lookups, uint32_t rest
) noexcept nogil:
    # Consider the documents whose sums may be sufficient, which have a bit each, and clear the sums; -1 damaged.
    cdef uint32_t group, low, cut
    cdef uint64_t found
    for group in range(groups):
        found = bits[group]
        while found:
            low = 64 * group + count_trailing(found)
            found &= found - 1
            cut = cut_of(q, rest)
            if sums[low] >= cut:
                if consider(parts, q, <uint32_t>base + low, sums[low], lookups, rest) < 0:
                    return -1
    memset(sums, 0, 64 * groups)
    return 0


cdef int visit_postings(
    Parts parts, Query *q, Part *found, uint8_t *sums, uint64_t base, Py_ssize_t lookups, uint32_t rest
) noexcept nogil:
    # The same for few postings: their documents are visited again, instead of all sums.
    cdef Py_ssize_t i
    cdef uint32_t at, j, low, units
    cdef Word *word
    for i in range(lookups, q.count):
        at = q.order[i]
        word = &q.words[at]
        for j in range(found[at].first, found[at].end):
            low = documents_of(&word.chunks[base >> 16])[j] - <uint32_t>(base & 0xFFFF)
            units = sums[low]
            sums[low] = 0
            if units >= cut_of(q, rest):
                if consider(parts, q, <uint32_t>base + low, units, lookups, rest) < 0:
                    return -1
    return 0


cdef int add_more(
    Parts parts, Query *q, Part *found, uint8_t *sums, uint64_t *bits, uint64_t base, uint32_t groups,
    Py_ssize_t *lookups, uint32_t *rest,
) noexcept nogil:
    # Find the documents whose sums may be sufficient. While they are many, adding another list costs less than looking
    # them all up in it; -1 damaged.
    cdef uint32_t many, at
    cdef size_t sufficient
    cdef Word *word
    while True:
        sufficient = q.wide.find_sums(sums, groups, <uint8_t>cut_of(q, rest[0]), bits)
        if lookups[0] == 0:
            return 0
        at = q.order[lookups[0] - 1]
        word = &q.words[at]
        many = 64 if word.kind == OF_DOCUMENTS else 8 + (found[at].end - found[at].first) // 24
        if sufficient <= many:
            return 0
        if add_word(parts, q, word, found[at], base, groups, sums) < 0:
            return -1
        lookups[0] -= 1
        rest[0] -= word.units_most


cdef int rank_windows(Parts parts, Query *q, Py_ssize_t lookups, uint32_t rest, Part *found) noexcept nogil:
    # Add up the lists that are read, window by window; the first `lookups` of the order are only looked up.
    cdef uint8_t sums[WINDOW_OF_UNITS]
    cdef uint64_t bits[GROUPS_OF_UNITS]
    cdef uint64_t base = 0, many
    cdef uint32_t groups, at, left
    cdef Py_ssize_t i, kept
    cdef bint whole
    memset(sums, 0, sizeof(sums))
    while base < parts.documents:
        groups = <uint32_t>((min(parts.documents - base, <uint64_t>WINDOW_OF_UNITS) + 63) // 64)
        many = 0
        whole = False
        for i in range(q.count):
            at = q.order[i]
            found[at] = part_of_window(&q.words[at], base)
            if i >= lookups:
                whole = whole or q.words[at].kind == OF_DOCUMENTS
                many += found[at].end - found[at].first
        if whole or many:
            for i in range(lookups, q.count):
                at = q.order[i]
                if add_word(parts, q, &q.words[at], found[at], base, groups, sums) < 0:
                    return -1
            kept, left = lookups, rest
            if not whole and many <= FEW:
                if visit_postings(parts, q, found, sums, base, kept, left) < 0:
                    return -1
            else:
                if add_more(parts, q, found, sums, bits, base, groups, &kept, &left) < 0:
                    return -1
                if visit_sums(parts, q, sums, bits, base, groups, kept, left) < 0:
                    return -1
        base += WINDOW_OF_UNITS
    return 0


cdef bint is_for_walks(Parts parts, Query *q) noexcept nogil:
    # Whether few postings are left to be walked. Adding up takes less time for many.
    cdef double room = parts.documents // 64
    cdef Py_ssize_t i
    for i in range(q.count):
        if q.words[i].kind != OF_DOCUMENTS:
            room += q.words[i].count / 4.0
    return q.count == 1 or cost_of_rest(q) <= room


cdef int rank_any_word(Parts parts, Query *q) noexcept nogil:
    # -1 damaged, -2 no memory.
    cdef Py_ssize_t i
    cdef uint32_t at
    if q.best.k == 0:
        return 0
    # As many codes of the words that give most as are likely to have k postings and a third more: they make a threshold.
    for i in range(q.count - 1, max(q.count - 3, -1), -1):
        if limit_of_all(q) < threshold_of(q):
            return 0
        at = q.order[i]
        if walk(parts, q, at, code_for(&q.words[at], 1.33 * q.best.k)) < 0:
            return -1
    if lower_limits(parts, q) < 0:
        return -1
    if not is_for_walks(parts, q):
        return add_up_windows(parts, q)
    for i in range(q.count - 1, -1, -1):
        at = q.order[i]
        if limit_of_all(q) < threshold_of(q):
            break
        if walk(parts, q, at, 1) < 0:
            return -1
    return 0


cdef int add_up_windows(Parts parts, Query *q) noexcept nogil:
    # -1 damaged, -2 no memory.
    cdef Py_ssize_t lookups = 0, i
    cdef double below = 0.0
    cdef uint32_t rest = 0
    cdef Part *found
    cdef int state
    while lookups < q.count - 1 and below + q.words[q.order[lookups]].most < threshold_of(q) * (1.0 - 1e-9):
        below += q.words[q.order[lookups]].most
        lookups += 1
    set_scale(q)
    for i in range(lookups):
        rest += q.words[q.order[i]].units_most
    found = <Part *>malloc(sizeof(Part) * q.count)
    if found == NULL:
        return -2
    state = rank_windows(parts, q, lookups, rest, found)
    free(found)
    return state


cdef int rank_documents(Parts parts, Query *q, const uint8_t *matched) noexcept nogil:
    # The documents given, each looked up in all words; -1 damaged.
    cdef uint64_t octets = (parts.documents + 7) // 8, word, bits
    cdef uint32_t document
    cdef double bound
    cdef Py_ssize_t i
    for word in range((parts.documents + 63) // 64):
        bits = word_at(matched, octets, word)
        while bits:
            document = <uint32_t>(64 * word + count_trailing(bits))
            bits &= bits - 1
            if document >= parts.documents:
                return 0
            bound = 0.0
            for i in range(q.count):
                q.there[i] = look_up(&q.words[i], document, &q.where[i])
                if q.there[i] == <uint8_t>-1:
                    return -1
                if q.there[i]:
                    bound += q.words[i].bounds[code_of(&q.words[i], document, q.where[i])]
            if bound >= threshold_of(q) and offer_document(parts, q, document) < 0:
                return -1
    return 0


def rank_best(Parts parts not None, leaves not None, const uint8_t[::1] deleted, k, double floor=0.0):
    cdef list specs = list(leaves)
    cdef const uint8_t *deleted_at = bits_of(deleted, parts.documents)
    cdef Query q
    cdef int state
    check_words(specs)
    try:
        open_query(parts, &q, specs, parts.drift, deleted_at, k, floor, False)
        with nogil:
            state = rank_any_word(parts, &q)
        return answer(&q, state)
    finally:
        close_query(&q)


def rank_among(Parts parts not None, leaves not None, const uint8_t[::1] matched not None, k, double floor=0.0):
    cdef list specs = list(leaves)
    cdef const uint8_t *matched_at = bits_of(matched, parts.documents)
    cdef Query q
    cdef int state = 0
    check_words(specs)
    try:
        open_query(parts, &q, specs, parts.drift, NULL, k, floor, False)
        if q.best.k:
            with nogil:
                state = rank_documents(parts, &q, matched_at)
        return answer(&q, state)
    finally:
        close_query(&q)


cdef int check_words(list specs) except -1:
    if any([len(spec) != 5 for spec in specs]):
        raise ValueError("only words are ranked so")
    return 0


cdef tuple answer(Query *q, int state):
    if state == -2:
        raise MemoryError
    if state < 0:
        raise IndexDamaged("a postings list contradicts itself")
    return taken(&q.best)
