# The documents that have any or all of some words. Part of _matches.pyx.
#
# Chunk by chunk: the bitmap of 65,536 documents is 8 KB, which stays in a first-level cache. Words with a bitmap or with
# codes of documents are read as these are, 64 documents at a time; of the others each posting sets a bit.

cdef enum:
    CHUNK_WORDS = 1024          # of 64 bits in the bitmap of a chunk
    CHUNK_OCTETS = 8192
    AT_ONCE = 64                # groups of 64 codes
    FEW = 192                   # documents of the rarest word in a chunk that are looked up one by one in the others

cdef struct Searched:
    # The postings of one analysis in one segment.
    const uint8_t *postings
    uint64_t size
    uint32_t fields
    uint64_t documents
    const uint8_t *deleted      # NULL: none
    const Wide *wide

cdef struct Listed:
    # A word, and how far it was read.
    Cursor cursor
    ImpactCodes codes
    bint whole                  # it has a bitmap, or codes of documents: the cursor is not used
    uint32_t df
    int state                   # of the cursor: 1 stands on a chunk, 0 is at the end


cdef int open_listed(Searched *s, Listed *word, uint64_t place, uint32_t df) noexcept nogil:
    # -1 damaged.
    cdef int state = open_codes(&word.codes, s.postings, s.size, place, df, s.documents)
    word.df = df
    word.whole = state == 1 and word.codes.kind != OF_POSTINGS
    if state < 0 or word.whole:
        return state
    open_cursor(&word.cursor, s.postings, s.size, s.fields, place, df)
    word.state = next_chunk(&word.cursor)
    return word.state


cdef inline uint32_t words_of_chunk(Searched *s, uint64_t chunk) noexcept nogil:
    return <uint32_t>min((s.documents + 63) // 64 - CHUNK_WORDS * chunk, <uint64_t>CHUNK_WORDS)


cdef void read_whole(Searched *s, Listed *word, uint64_t chunk, uint32_t first, uint32_t n, uint64_t *found) noexcept nogil:
    # The bits of n groups of 64 documents.
    cdef uint8_t present[16]
    cdef uint64_t group = CHUNK_WORDS * chunk + first
    if word.codes.kind == WITH_BITMAP:
        memcpy(found, word.codes.bitmap + 8 * group, 8 * n)
        return
    memset(present, 1, 16)
    present[0] = 0
    s.wide.find_codes(word.codes.codes + 32 * group, n, present, found)


cdef int stand_on(Listed *word, uint32_t chunk) noexcept nogil:
    # Move on to a chunk: 1; 0 when no document of it has the word; -1 damaged.
    while word.state == 1 and word.cursor.chunk < chunk:
        word.state = next_chunk(&word.cursor)
    if word.state < 0:
        return -1
    return word.state == 1 and word.cursor.chunk == chunk


cdef inline void set_bits(Listed *word, uint64_t *bits) noexcept nogil:
    # Those of the chunk stood on.
    cdef const uint16_t *documents = documents_of(&word.cursor)
    cdef uint32_t i
    for i in range(word.cursor.n):
        bits[documents[i] >> 6] |= <uint64_t>1 << (documents[i] & 63)


cdef int add_word(Searched *s, Listed *word, uint32_t chunk, uint64_t *bits) noexcept nogil:
    # Set the bits of a word's documents in a chunk; -1 damaged.
    cdef uint64_t found[AT_ONCE]
    cdef uint32_t first = 0, words = words_of_chunk(s, chunk), n, i
    cdef int state
    if not word.whole:
        state = stand_on(word, chunk)
        if state == 1:
            set_bits(word, bits)
        return state
    while first < words:
        n = min(words - first, <uint32_t>AT_ONCE)
        read_whole(s, word, chunk, first, n, found)
        for i in range(n):
            bits[first + i] |= found[i]
        first += n
    return 0


cdef int keep_word(Searched *s, Listed *word, uint32_t chunk, uint64_t *bits) noexcept nogil:
    # Clear the bits of documents without a word; it stands on the chunk unless it is whole.
    cdef uint64_t found[CHUNK_WORDS]
    cdef uint32_t first = 0, words = words_of_chunk(s, chunk), n, i
    if not word.whole:
        memset(found, 0, sizeof(found))
        set_bits(word, found)
        for i in range(CHUNK_WORDS):
            bits[i] &= found[i]
        return 0
    while first < words:
        n = min(words - first, <uint32_t>AT_ONCE)
        read_whole(s, word, chunk, first, n, found)
        for i in range(n):
            bits[first + i] &= found[i]
        first += n
    return 0


cdef int finish_chunk(Searched *s, uint64_t chunk, uint64_t *bits, uint64_t *made, uint64_t *count) noexcept nogil:
    # Leave deleted documents out, count the others and keep them where that is asked for; -1 damaged.
    cdef uint64_t rest = s.documents - 64 * CHUNK_WORDS * chunk, octets = min((rest + 7) // 8, <uint64_t>CHUNK_OCTETS)
    cdef uint32_t words = words_of_chunk(s, chunk), i
    cdef uint64_t beyond = 0
    cdef uint8_t *bytes_ = <uint8_t *>bits
    if rest < 64 * CHUNK_WORDS and rest & 63:
        beyond = bits[words - 1] >> (rest & 63)
    for i in range(words, CHUNK_WORDS):
        beyond |= bits[i]
    if beyond:
        return -1
    if s.deleted != NULL:
        for i in range(octets):
            bytes_[i] &= ~s.deleted[CHUNK_OCTETS * chunk + i]
    count[0] += s.wide.count_between(bits, 0, 64 * <size_t>words)
    if made != NULL:
        memcpy(made + CHUNK_WORDS * chunk, bits, 8 * words)
    return 0


cdef int match_any(Searched *s, Listed *words, Py_ssize_t n, uint64_t *made, uint64_t *count) noexcept nogil:
    # -1 damaged.
    cdef uint64_t bits[CHUNK_WORDS]
    cdef uint32_t chunk
    cdef Py_ssize_t i
    for chunk in range(<uint32_t>((s.documents + 65535) >> 16)):
        memset(bits, 0, sizeof(bits))
        for i in range(n):
            if add_word(s, &words[i], chunk, bits) < 0:
                return -1
        if finish_chunk(s, chunk, bits, made, count) < 0:
            return -1
    return 0


cdef inline bint has_document(Listed *word, uint64_t document) noexcept nogil:
    # Whether a word has a document of the chunk stood on. Documents are asked for in order.
    cdef Cursor *c = &word.cursor
    if not word.whole:
        c.i = gallop(documents_of(c), c.i, c.n, document & 0xFFFF)
        return c.i < c.n and documents_of(c)[c.i] == (document & 0xFFFF)
    if word.codes.kind == WITH_BITMAP:
        return word.codes.bitmap[document >> 3] >> (document & 7) & 1
    return word.codes.codes[(document >> 6) * 32 + (document & 31)] >> (4 if document & 32 else 0) & 15


cdef int walk_lead(Searched *s, Listed **words, Py_ssize_t n, uint64_t *made, uint64_t *count) noexcept nogil:
    # Look the few documents of the rarest word up in the others; -1 damaged.
    cdef Cursor *lead = &words[0].cursor
    cdef uint64_t document
    cdef uint32_t i
    cdef Py_ssize_t j
    cdef bint has
    for i in range(lead.n):
        document = <uint64_t>lead.chunk << 16 | documents_of(lead)[i]
        if document >= s.documents:
            return -1
        has = s.deleted == NULL or not s.deleted[document >> 3] >> (document & 7) & 1
        for j in range(1, n):
            if not has:
                break
            has = has_document(words[j], document)
        if has:
            count[0] += 1
            if made != NULL:
                made[document >> 6] |= <uint64_t>1 << (document & 63)
    return 0


cdef int match_all(Searched *s, Listed **words, Py_ssize_t n, uint64_t *made, uint64_t *count) noexcept nogil:
    # The words by number of documents, fewest first; -1 damaged. What is made is 0 before.
    cdef uint64_t bits[CHUNK_WORDS]
    cdef Listed *lead = words[0]
    cdef uint32_t chunk
    cdef Py_ssize_t i
    cdef int state
    for chunk in range(<uint32_t>((s.documents + 65535) >> 16)):
        state = 1
        for i in range(n):
            if state == 1 and not words[i].whole:
                state = stand_on(words[i], chunk)
        if state < 0:
            return -1
        if state == 0:
            continue
        if not lead.whole and lead.cursor.n <= FEW:
            if walk_lead(s, words, n, made, count) < 0:
                return -1
            continue
        memset(bits, 0, sizeof(bits))
        if add_word(s, lead, chunk, bits) < 0:
            return -1
        for i in range(1, n):
            keep_word(s, words[i], chunk, bits)
        if finish_chunk(s, chunk, bits, made, count) < 0:
            return -1
    return 0
