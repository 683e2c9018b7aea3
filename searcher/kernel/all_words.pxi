# The best documents with all of the words. Part of _ranking.pyx.

cdef int consider_all(Parts parts, Query *q, uint32_t document, uint32_t where) noexcept nogil:
    # A document of the rarest word and its posting there: look it up in the others, then score it; -1 damaged.
    cdef uint32_t at = q.order[0]
    cdef double bound
    cdef Py_ssize_t i
    cdef int state
    if document >= parts.documents:
        return -1
    if is_deleted(q, document):
        return 0
    bound = bound_at(&q.words[at], document, where)
    q.where[at] = where
    q.there[at] = 1
    for i in range(1, q.count):
        if bound + q.rest[i] < threshold_of(q):
            return 0
        at = q.order[i]
        state = look_up(&q.words[at], document, &q.where[at])
        if state != 1:
            return state
        q.there[at] = 1
        bound += bound_at(&q.words[at], document, q.where[at])
    if bound < threshold_of(q):
        return 0
    return offer_document(parts, q, document)


cdef int walk_codes(Parts parts, Query *q, uint32_t first, uint32_t last) noexcept nogil:
    # The postings of the rarest word with these codes.
    cdef Word *lead = &q.words[q.order[0]]
    cdef double rest = q.rest[1]
    cdef Places places
    cdef uint32_t where = 0
    cdef int state
    open_places(&places, parts, lead, q.wide, first, last, threshold_of(q) - rest)
    while True:
        state = next_place(&places)
        if state <= 0:
            return state
        if places.document >= parts.documents:
            return -1
        if lead.bounds[code_of(lead, places.document, places.i)] + rest < threshold_of(q):
            continue
        if place_of(&places, &where) < 0 or consider_all(parts, q, places.document, where) < 0:
            return -1


cdef void keep_present(Query *q, Word *word, uint64_t base, uint32_t groups, uint64_t *bits) noexcept nogil:
    # Keep the bits of documents that a word with a bitmap, or with codes of documents, has.
    cdef uint8_t present[16]
    cdef uint64_t found[AT_ONCE]
    cdef uint32_t i
    if word.kind == WITH_BITMAP:
        for i in range(groups):
            bits[i] &= read64(word.bitmap + 8 * (base + i))
        return
    memset(present, 1, 16)
    present[0] = 0
    q.wide.find_codes(word.codes + 32 * base, groups, present, found)
    for i in range(groups):
        bits[i] &= found[i]


cdef int walk_bitmaps(Parts parts, Query *q, uint32_t last) noexcept nogil:
    # The documents that all words have, from bitmaps, where the rarest word's code is at most `last`.
    cdef Word *lead = &q.words[q.order[0]]
    cdef uint64_t bits[AT_ONCE]
    cdef uint64_t base = 0, groups = (parts.documents + 63) // 64, own, before = 0, number
    cdef uint32_t n, i, low, code, chunk, where
    cdef double rest = q.rest[1]
    cdef Py_ssize_t j
    while base < groups:
        n = <uint32_t>min(groups - base, <uint64_t>AT_ONCE)
        memcpy(bits, lead.bitmap + 8 * base, 8 * n)
        for j in range(1, q.count):
            keep_present(q, &q.words[q.order[j]], base, n, bits)
        for i in range(n):
            own = read64(lead.bitmap + 8 * (base + i))
            while bits[i]:
                low = count_trailing(bits[i])
                bits[i] &= bits[i] - 1
                number = before + count_ones(own & ((<uint64_t>1 << low) - 1))
                if number >= lead.count:
                    return -1
                code = code_at(lead.codes, number)
                if code > last or lead.bounds[code] + rest < threshold_of(q):
                    continue
                chunk = <uint32_t>((base + i) >> 10)
                if chunk >= parts.chunks or number - lead.firsts[chunk] >= lead.chunks[chunk].n:
                    return -1
                where = <uint32_t>(number - lead.firsts[chunk])
                if documents_of(&lead.chunks[chunk])[where] != ((64 * (base + i) + low) & 0xFFFF):
                    return -1
                if consider_all(parts, q, <uint32_t>(64 * (base + i) + low), where) < 0:
                    return -1
            before += count_ones(own)
        base += n
    return 0


cdef int walk_sums(Parts parts, Query *q) noexcept nogil:
    # All words have codes of documents: add them up, and look at those that all have and whose sum may be sufficient.
    cdef uint8_t sums[64 * AT_ONCE]
    cdef uint64_t bits[AT_ONCE]
    cdef uint64_t base = 0, groups = (parts.documents + 63) // 64, document
    cdef uint32_t n, i, where = 0
    cdef Py_ssize_t j
    cdef Word *lead = &q.words[q.order[0]]
    while base < groups:
        n = <uint32_t>min(groups - base, <uint64_t>AT_ONCE)
        memset(sums, 0, 64 * n)
        for j in range(q.count):
            q.wide.add_codes(q.words[j].codes + 32 * base, n, q.words[j].units, sums)
        if q.wide.find_sums(sums, n, <uint8_t>cut_of(q, 0), bits):
            for j in range(q.count):
                keep_present(q, &q.words[j], base, n, bits)
            for i in range(n):
                while bits[i]:
                    document = 64 * (base + i) + count_trailing(bits[i])
                    bits[i] &= bits[i] - 1
                    if sums[document - 64 * base] < cut_of(q, 0):
                        continue
                    if document >= parts.documents or find_posting(lead, <uint32_t>document, &where) != 1:
                        return -1
                    if consider_all(parts, q, <uint32_t>document, where) < 0:
                        return -1
        base += n
    return 0


cdef int rank_all_words(Parts parts, Query *q) noexcept nogil:
    # -1 damaged.
    cdef Word *lead = &q.words[q.order[0]]
    cdef int state
    if lead.kind == OF_DOCUMENTS and is_of_documents(q):
        state = prime(parts, q, q.order, 1)
        set_scale(q)
        return state if state < 0 else walk_sums(parts, q)
    # The highest codes first: they make a threshold.
    state = walk_codes(parts, q, 12, 15)
    if state < 0:
        return state
    if lead.kind == WITH_BITMAP and has_bitmaps(q):
        return walk_bitmaps(parts, q, 11)
    return walk_codes(parts, q, 1, 11)


cdef bint is_of_documents(Query *q) noexcept nogil:
    cdef Py_ssize_t i
    for i in range(q.count):
        if q.words[i].kind != OF_DOCUMENTS:
            return False
    return True


cdef bint has_bitmaps(Query *q) noexcept nogil:
    # Whether all words have bitmaps or codes of documents.
    cdef Py_ssize_t i
    for i in range(q.count):
        if q.words[i].kind not in (WITH_BITMAP, OF_DOCUMENTS):
            return False
    return True


def rank_all(Parts parts not None, leaves not None, const uint8_t[::1] deleted, k):
    cdef list specs = list(leaves)
    cdef const uint8_t *deleted_at = bits_of(deleted, parts.documents)
    cdef Query q
    cdef int state = 0
    if not specs:
        raise ValueError("no words to look for")
    check_words(specs)
    try:
        open_query(parts, &q, specs, parts.drift, deleted_at, k, True)
        if q.best.k:
            with nogil:
                state = rank_all_words(parts, &q)
        return answer(&q, state)
    finally:
        close_query(&q)
