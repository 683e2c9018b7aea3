# Ranking that leaves out what cannot be among the best: part of _ranking.pyx.
#
# MaxScore over windows of documents (Turtle, Flood: Query evaluation: strategies and optimizations, 1995; with block
# maxima as in Ding, Suel: Faster top-k document retrieval using block-max indexes, 2011; over windows as in Lucene's
# MaxScoreBulkScorer). In each window a word has a highest part it can give. The words whose highest
# parts together cannot lift a document among the best are only looked up for documents that another word brings; a
# window in which all words together cannot is passed over. Bounds are taken a little too high (SLACK), so that
# rounding never leaves out a document that ties; what is kept is scored anew, in the order of the leaves.

cdef double SLACK = 1.0 + 1e-9

cdef struct Prospect:
    # What one word can still give.
    double *blocks              # highest part in each block of the chunk stood on
    double highest              # in the present window; 0 where it has no posting in it
    uint32_t probe              # where the exact scoring looks on


cdef void bound_blocks(Scale *scale, Leaf *leaf, Prospect *prospect) noexcept nogil:
    # Work out the highest part in each block of the chunk.
    cdef uint32_t blocks, block, field, frequency, length
    cdef const uint8_t *entry
    cdef double weighed
    if leaf.cursor.blocks == NULL:
        prospect.blocks[0] = leaf.weight * SLACK
        return
    blocks = (leaf.cursor.n + BLOCK - 1) // BLOCK
    for block in range(blocks):
        entry = leaf.cursor.blocks + block * (4 + 8 * scale.fields) + 4
        weighed = scale.exact if leaf.bitmap != NULL else 0.0
        for field in range(scale.fields):
            if leaf.mask >> field & 1:
                frequency = read32(entry + 8 * field)
                length = read32(entry + 8 * field + 4)
                if frequency:
                    weighed += frequency / (scale.flat[field] + scale.slope[field] * length)
        prospect.blocks[block] = leaf.weight * SLACK
        if weighed < 1e300:  # else a field's norm has no bound
            prospect.blocks[block] *= weighed / (weighed + scale.k1)


cdef inline void bound_window(Leaf *leaf, Prospect *prospect, uint32_t chunk, uint32_t base) noexcept nogil:
    # Move to the window and find the highest part in it.
    cdef const uint16_t *documents
    cdef uint32_t block
    prospect.highest = 0.0
    if leaf.state != 1 or leaf.cursor.chunk != chunk:
        return
    documents = documents_of(&leaf.cursor)
    leaf.cursor.i = gallop(documents, leaf.cursor.i, leaf.cursor.n, base)
    prospect.probe = leaf.cursor.i
    if leaf.cursor.i >= leaf.cursor.n or documents[leaf.cursor.i] >= base + WINDOW:
        return
    if leaf.cursor.blocks == NULL:
        prospect.highest = prospect.blocks[0]
        return
    block = leaf.cursor.i // BLOCK
    while block * BLOCK < leaf.cursor.n and (block * BLOCK <= leaf.cursor.i or documents[block * BLOCK] < base + WINDOW):
        if prospect.blocks[block] > prospect.highest:
            prospect.highest = prospect.blocks[block]
        block += 1


cdef inline int add_lookup(Scale *scale, Leaf *leaf, uint32_t low, uint32_t *at, double *score) noexcept nogil:
    # Add the word's part for one document of the chunk, if it has it; -1 damaged.
    cdef const uint16_t *documents = documents_of(&leaf.cursor)
    cdef double part = 0.0
    cdef int state
    at[0] = gallop(documents, at[0], leaf.cursor.n, low)
    if at[0] < leaf.cursor.n and documents[at[0]] == low:
        state = part_of(scale, leaf, at[0], &part)
        if state < 0:
            return -1
        if state:
            score[0] += part
            return 1
    return 0


cdef int rank_window(
    Parts parts, Leaf *leaves, Prospect *prospects, uint32_t *order, Py_ssize_t count, uint32_t chunk, uint32_t base,
    const uint8_t *deleted, Best *best, double *sums, uint64_t *seen,
) noexcept nogil:
    cdef double threshold = best.scores[0] if best.n == best.k else -1.0
    cdef double below = 0.0, rest, score
    cdef Py_ssize_t i, j, lookups = 0
    cdef uint32_t word, low, leaf
    cdef uint64_t bits, document
    cdef int state
    for i in range(count):
        bound_window(&leaves[i], &prospects[i], chunk, base)
        j = i
        while j > 0 and prospects[order[j - 1]].highest > prospects[i].highest:
            order[j] = order[j - 1]
            j -= 1
        order[j] = <uint32_t>i
    while lookups < count and below + prospects[order[lookups]].highest < threshold:
        below += prospects[order[lookups]].highest
        lookups += 1
    if lookups == count:
        return 0
    for i in range(count):
        if prospects[i].highest > 0.0 and not is_among(order, lookups, <uint32_t>i):
            if add_window(&parts.scale, &leaves[i], chunk, base, sums, seen) < 0:
                return -1
    for word in range(WORDS_OF_WINDOW):
        bits = seen[word]
        seen[word] = 0
        while bits:
            low = word * 64 + count_trailing(bits)
            bits &= bits - 1
            score = sums[low]
            sums[low] = 0.0
            document = <uint64_t>chunk << 16 | base + low
            threshold = best.scores[0] if best.n == best.k else -1.0
            if score * SLACK + below < threshold:
                continue
            if deleted != NULL and deleted[document >> 3] >> (document & 7) & 1:
                continue
            if lookups:
                rest = below
                for i in range(lookups - 1, -1, -1):
                    if score * SLACK + rest < threshold:
                        break
                    leaf = order[i]
                    rest -= prospects[leaf].highest
                    if rest < 0.0:
                        rest = 0.0
                    if prospects[leaf].highest > 0.0:
                        if add_lookup(&parts.scale, &leaves[leaf], base + low, &leaves[leaf].cursor.i, &score) < 0:
                            return -1
                if score * SLACK < threshold:
                    continue
                score = 0.0
                for i in range(count):
                    if prospects[i].highest > 0.0:
                        state = add_lookup(&parts.scale, &leaves[i], base + low, &prospects[i].probe, &score)
                        if state < 0:
                            return -1
            offer(best, score, parts.ties[document], <uint32_t>document)
    return 0


cdef inline bint is_among(const uint32_t *order, Py_ssize_t n, uint32_t leaf) noexcept nogil:
    cdef Py_ssize_t i
    for i in range(n):
        if order[i] == leaf:
            return True
    return False


cdef int rank_pruned(
    Parts parts, Leaf *leaves, Prospect *prospects, uint32_t *order, Py_ssize_t count, const uint8_t *deleted, Best *best
) noexcept nogil:
    cdef double sums[WINDOW]
    cdef uint64_t seen[WORDS_OF_WINDOW]
    cdef uint32_t chunk, window
    cdef Py_ssize_t i
    memset(sums, 0, sizeof(sums))
    memset(seen, 0, sizeof(seen))
    for chunk in range(<uint32_t>((parts.documents + 65535) >> 16)):
        for i in range(count):
            if leaves[i].state == 1 and leaves[i].cursor.chunk == chunk:
                if spread_form(&leaves[i], chunk) < 0:
                    return -1
                bound_blocks(&parts.scale, &leaves[i], &prospects[i])
        for window in range(WINDOWS):
            if (<uint64_t>chunk << 16 | window * WINDOW) >= parts.documents:
                break
            if rank_window(
                parts, leaves, prospects, order, count, chunk, window * WINDOW, deleted, best, sums, seen
            ) < 0:
                return -1
        for i in range(count):
            if leaves[i].state == 1 and leaves[i].cursor.chunk == chunk:
                leaves[i].state = next_chunk(&leaves[i].cursor)
                if leaves[i].state < 0 or (leaves[i].state == 1 and leaves[i].cursor.chunk <= chunk):
                    return -1
    return 0


def rank_best(Parts parts not None, leaves not None, deleted, k):
    # Leaves are words only.
    cdef Leaf *opened
    cdef Best best
    cdef Prospect *prospects = NULL
    cdef double *blocks = NULL
    cdef uint32_t *order = NULL
    cdef const uint8_t[::1] octets
    cdef const uint8_t *deleted_at = NULL
    cdef list words = list(leaves)
    cdef Py_ssize_t count = len(words), i
    cdef int state
    if any([len(word) != 6 for word in words]):
        raise ValueError("only words are ranked so")
    if deleted is not None:
        octets = deleted
        check_bitmap(octets, parts.documents)
        deleted_at = &octets[0] if octets.shape[0] else NULL
    open_best(&best, k, parts.documents)
    if best.k == 0:
        close_best(&best)
        return array.clone(WORDS, 0, False), array.clone(DOUBLES, 0, False)
    try:
        opened = open_leaves(parts, words)
        try:
            prospects = <Prospect *>calloc(count + 1, sizeof(Prospect))
            blocks = <double *>malloc((count + 1) * (65536 // BLOCK) * sizeof(double))
            order = <uint32_t *>calloc(count + 1, 4)
            if prospects == NULL or blocks == NULL or order == NULL:
                raise MemoryError
            for i in range(count):
                prospects[i].blocks = blocks + i * (65536 // BLOCK)
            with nogil:
                state = rank_pruned(parts, opened, prospects, order, count, deleted_at, &best)
            if state < 0:
                raise IndexDamaged("a postings list contradicts itself")
            return taken(&best)
        finally:
            close_leaves(opened, count)
            free(prospects)
            free(blocks)
            free(order)
    finally:
        close_best(&best)
