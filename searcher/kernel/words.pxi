# The words of a query, each open at any document: where its posting is, what it gives, what it gives at most.
# Part of _ranking.pyx. Impact codes are described in dateline/index/segment/impacts.py.

cdef double SLACK = 1.0 + 1e-9  # bounds are a little too high, so that rounding leaves out nothing that ties

cdef enum:
    NEAR = 256                  # documents

cdef struct Word:
    Cursor *chunks              # of each chunk of the segment; n is 0 where no document has the word
    uint64_t *firsts            # how many postings precede each chunk's
    uint32_t form               # the form as typed: its number plus one; 0 where no occurrence has it
    double weight
    uint32_t mask
    double exact                # what the form as typed adds to the weighed frequency
    uint32_t kind
    uint64_t count              # postings
    uint64_t documents          # of the segment
    const uint8_t *codes
    uint8_t *made               # the codes of a word that has none in the file
    const uint8_t *bitmap
    double bounds[16]           # what a posting of each code gives at most
    uint8_t units[16]           # the same in the units of the query, rounded up
    double most
    uint32_t units_most
    double expected[16]         # about how many postings have each code or a higher one
    uint32_t done               # the lowest code that was walked, 16 before
    uint64_t counted            # of WITH_BITMAP: how many documents
    uint32_t counted_to         # before this one have the word
    uint32_t last               # the posting that was found last, within its chunk


cdef int open_word(Parts parts, Word *word, tuple spec, double drift) except -1:
    # Open a word of a query; a damaged file raises.
    cdef int state
    place, df, weight, mask, word.form = spec
    word.weight = weight
    word.documents = parts.documents
    word.done = 16
    word.mask = mask
    word.chunks = <Cursor *>calloc(parts.chunks + 1, sizeof(Cursor))
    word.firsts = <uint64_t *>calloc(parts.chunks + 1, 8)
    if word.chunks == NULL or word.firsts == NULL:
        raise MemoryError
    if word.form:
        word.exact = parts.scale.exact
    state = load_chunks(parts, word, place, df)
    if state == 0:
        state = load_codes(parts, word, place, drift)
    if state == 0:
        state = make_codes(parts, word)
    if state == -2:
        raise MemoryError
    if state < 0:
        raise IndexDamaged("a postings list contradicts itself")
    return 0


cdef void close_word(Word *word) noexcept:
    free(word.chunks)
    free(word.firsts)
    free(word.made)


cdef int load_chunks(Parts parts, Word *word, uint64_t place, uint32_t df) noexcept nogil:
    cdef Cursor c
    cdef int state
    open_cursor(&c, parts.postings, parts.postings_size, parts.scale.fields, place, df)
    while True:
        state = next_chunk(&c)
        if state <= 0:
            return state
        if c.chunk >= parts.chunks:
            return -1
        word.chunks[c.chunk] = c
        word.firsts[c.chunk] = word.count
        word.count += c.n


cdef int load_codes(Parts parts, Word *word, uint64_t place, double drift) noexcept nogil:
    # Find the impact codes and work out what each gives at most, after the averages have drifted: 1; 0 when the list
    # has none; -1 damaged.
    cdef ImpactCodes found
    cdef uint32_t code
    cdef double w, x, ratio
    cdef int state = open_codes(&found, parts.postings, parts.postings_size, place, word.count, parts.documents)
    if state <= 0:
        return state
    word.kind = found.kind
    word.codes = found.codes
    word.bitmap = found.bitmap
    for code in range(1, 16):
        w = read16(found.highest + 2 * code) / 65535.0
        word.bounds[code] = word.weight * SLACK
        if w < 1.0:
            x = SATURATION * w / (1.0 - w) * drift * SLACK + word.exact
            if x < 1e300:
                word.bounds[code] *= x / (x + parts.scale.k1)
        word.bounds[code] = max(word.bounds[code], word.bounds[code - 1])
    word.most = word.bounds[15]
    ratio = ratio_of_codes(word.count)
    word.expected[15] = TOP
    for code in range(14, 0, -1):
        word.expected[code] = word.expected[code + 1] * ratio
    return 1


cdef int make_codes(Parts parts, Word *word) noexcept nogil:
    # Give a word without codes some, by what its postings give at most; -1 damaged, -2 no memory.
    cdef uint64_t n = 0, groups = (word.count + 63) // 64
    cdef uint32_t chunk, i, code
    cdef double most = 0.0, x
    cdef double *upper
    cdef int state
    word.made = <uint8_t *>calloc(groups + 1, 32 + 64 * sizeof(double))  # and what they are made of
    if word.made == NULL:
        return -2
    upper = <double *>(word.made + 32 * (groups + 1))
    for chunk in range(parts.chunks):
        for i in range(word.chunks[chunk].n):
            state = part_at_most(parts, word, chunk, i, &upper[n])
            if state < 0:
                return -1
            most = max(most, upper[n])
            n += 1
    for n in range(word.count):
        x = upper[n] / most * 14.0 if most > 0.0 else 0.0
        code = 1 + <uint32_t>x if 0.0 <= x <= 14.0 else 1
        word.made[(n >> 6) * 32 + (n & 31)] |= <uint8_t>(code << (4 if n & 32 else 0))
        word.bounds[code] = max(word.bounds[code], upper[n])
        word.expected[code] += 1.0
    for code in range(14, 0, -1):
        word.expected[code] += word.expected[code + 1]
    for code in range(1, 16):
        word.bounds[code] = max(word.bounds[code], word.bounds[code - 1])
    word.kind = OF_POSTINGS
    word.codes = word.made
    word.most = word.bounds[15]
    return 0


cdef inline int part_at_most(Parts parts, Word *word, uint32_t chunk, uint32_t i, double *part) noexcept nogil:
    # What posting i of a chunk gives at most, without a look at its forms; -1 damaged.
    cdef double weighed = 0.0
    if weigh(&parts.scale, &word.chunks[chunk], i, word.mask, &weighed) < 0:
        return -1
    weighed += word.exact
    part[0] = word.weight * weighed / (weighed + parts.scale.k1) * SLACK
    return 0


cdef inline uint32_t search_chunk(const uint16_t *documents, uint32_t n, uint32_t wanted, uint64_t span) noexcept nogil:
    # The first place whose document is not below the wanted one, which is guessed as if they stood evenly among so many.
    cdef uint32_t high, low, step = 1, middle
    high = wanted * n >> 16 if span >= 65536 else min(<uint32_t>(<uint64_t>wanted * n // max(span, <uint64_t>1)), n - 1)
    if documents[high] < wanted:
        return gallop(documents, high, n, wanted)
    while high >= step and documents[high - step] >= wanted:
        high -= step
        step *= 2
    low = high - step + 1 if high >= step else 0
    high -= low
    while high:  # by sums, not branches, which no processor foretells here
        middle = (high + 1) // 2
        low += middle * (documents[low + middle - 1] < wanted)
        high -= middle
    return low


cdef inline int form_at_posting(Parts parts, Word *word, uint32_t document, uint32_t i) noexcept nogil:
    # Whether posting i of the document's chunk has the form as typed: 1, 0; -1 damaged.
    cdef Scale *scale = &parts.scale
    cdef Cursor *c = &word.chunks[document >> 16]
    return has_form(c, scale.table, scale.totals, scale.positions, scale.positions_size, i, word.form - 1)


cdef inline uint32_t code_at(const uint8_t *codes, uint64_t i) noexcept nogil:
    return codes[(i >> 6) * 32 + (i & 31)] >> (4 if i & 32 else 0) & 15


cdef int find_posting(Word *word, uint32_t document, uint32_t *where) noexcept nogil:
    # Find a document's posting within its chunk: 1; 0 when it has not the word; -1 damaged.
    cdef Cursor *c
    cdef uint32_t wanted = document & 0xFFFF, i
    if word.kind == OF_DOCUMENTS and code_at(word.codes, document) == 0:
        return 0
    if word.kind == WITH_BITMAP and not word.bitmap[document >> 3] >> (document & 7) & 1:
        return 0
    c = &word.chunks[document >> 16]
    if c.n:
        i = word.last if word.last < c.n else 0
        # Documents are mostly asked for in order: the next is often near the last one.
        if documents_of(c)[i] <= wanted and wanted - documents_of(c)[i] < NEAR:
            i = gallop(documents_of(c), i, c.n, wanted)
        else:
            i = search_chunk(documents_of(c), c.n, wanted, word.documents - (document & ~<uint64_t>0xFFFF))
        if i < c.n and documents_of(c)[i] == wanted:
            where[0] = word.last = i
            return 1
    return 0 if word.kind == OF_POSTINGS else -1


cdef inline int look_up(Word *word, uint32_t document, uint32_t *where) noexcept nogil:
    # The same, but `where` is ABSENT where the code of the posting is known without its place, which most never need.
    if word.kind != OF_DOCUMENTS:
        return find_posting(word, document, where)
    where[0] = ABSENT
    return code_at(word.codes, document) != 0


cdef inline uint32_t code_of(Word *word, uint32_t document, uint32_t i) noexcept nogil:
    # The code of the posting found.
    return code_at(word.codes, document if word.kind == OF_DOCUMENTS else word.firsts[document >> 16] + i)


cdef uint32_t code_for(Word *word, double count) noexcept nogil:
    # The code from which on up about so many postings are.
    cdef uint32_t code = 15
    while code > 1 and word.expected[code] < count:
        code -= 1
    return code


cdef enum:
    AT_ONCE = 64                # groups of 64 codes that are searched at a time

cdef struct Places:
    # The postings of a word with codes that have certain ones of them.
    Word *word
    const Wide *wide
    uint8_t wanted[16]
    uint64_t bits[AT_ONCE]
    uint64_t groups             # of codes in all
    uint64_t base               # the group of bits[0]
    uint32_t n                  # groups in bits
    uint32_t group              # searched now, within bits
    uint32_t chunk
    uint32_t document           # what was found
    uint32_t i                  # its posting in the chunk, unless the codes are of documents


cdef void open_places(Places *p, Parts parts, Word *word, const Wide *wide, uint32_t first, uint32_t last, double least) noexcept nogil:
    # Codes from the first to the last whose bound is at least this high.
    cdef uint32_t code
    p.word = word
    p.wide = wide
    memset(p.wanted, 0, 16)
    for code in range(first, last + 1):
        p.wanted[code] = word.bounds[code] >= least
    p.groups = ((parts.documents if word.kind == OF_DOCUMENTS else word.count) + 63) // 64
    p.base = 0
    p.n = 0
    p.group = 0
    p.chunk = 0
    p.i = 0


cdef bint find_places(Places *p) noexcept nogil:
    # Search the next codes; False at the end.
    p.base += p.n
    if p.base >= p.groups:
        return False
    p.n = <uint32_t>min(p.groups - p.base, <uint64_t>AT_ONCE)
    p.group = 0
    p.wide.find_codes(p.word.codes + 32 * p.base, p.n, p.wanted, p.bits)
    return True


cdef int next_place(Places *p) noexcept nogil:
    # Find the next posting: 1; 0 when there is none; -1 damaged.
    cdef uint64_t number
    cdef Cursor *c
    while p.group >= p.n or p.bits[p.group] == 0:
        p.group += 1
        if p.group >= p.n and not find_places(p):
            return 0
    number = 64 * (p.base + p.group) + count_trailing(p.bits[p.group])
    p.bits[p.group] &= p.bits[p.group] - 1
    if p.word.kind == OF_DOCUMENTS:
        p.document = <uint32_t>number
        return 1
    if number >= p.word.count:
        return -1
    while number >= p.word.firsts[p.chunk] + p.word.chunks[p.chunk].n or p.word.chunks[p.chunk].n == 0:
        p.chunk += 1
    p.i = <uint32_t>(number - p.word.firsts[p.chunk])
    p.document = p.chunk << 16 | documents_of(&p.word.chunks[p.chunk])[p.i]
    return 1


cdef inline int place_of(Places *p, uint32_t *where) noexcept nogil:
    # The posting found, within its chunk; -1 damaged.
    if p.word.kind != OF_DOCUMENTS:
        where[0] = p.i
        return 1
    return 1 if find_posting(p.word, p.document, where) == 1 else -1
