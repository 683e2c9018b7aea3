# Words that stand for many: terms in some of their forms, their documents and how often these have them.
# Part of _word_sets.pyx.

cdef struct WordSet:
    # What terms are looked for, and in which forms.
    const uint8_t *postings
    uint64_t postings_size
    const uint8_t *positions
    uint64_t positions_size
    const uint32_t *table
    uint32_t totals[256]        # what the frequencies of each code add up to
    uint32_t fields
    uint64_t documents


cdef int mark_whole(WordSet *w, Cursor *c, uint8_t *matched) noexcept nogil:
    # Mark the documents of a chunk; -1 when the file is damaged.
    cdef uint64_t base = <uint64_t>c.chunk << 16, document
    cdef uint32_t i
    for i in range(c.n):
        document = base + documents_of(c)[i]
        if document >= w.documents:
            return -1
        matched[document >> 3] |= <uint8_t>(1 << (document & 7))
    return 0


cdef int mark_in_forms(WordSet *w, Cursor *c, Sought *sought, uint8_t *matched) noexcept nogil:
    # Mark the documents of a chunk that have the term in one of the forms; -1 when the file is damaged.
    cdef FormCodes codes
    cdef uint64_t base = <uint64_t>c.chunk << 16, document
    cdef int64_t first = 0, n
    cdef uint32_t i, k
    cdef int coded = open_form_codes(c, w.positions, w.positions_size, &codes)
    if coded < 0:
        return -1
    if coded == 0:
        return mark_whole(w, c, matched) if is_sought(sought, 0) else 0
    for i in range(c.n):
        document = base + documents_of(c)[i]
        n = count_positions(c, w.table, w.totals, i)
        if document >= w.documents or n < 0 or first + n > c.total:
            return -1
        for k in range(<uint32_t>n):
            if is_sought(sought, form_at(&codes, <uint32_t>first + k)):
                matched[document >> 3] |= <uint8_t>(1 << (document & 7))
                break
        first += n
    return 0


cdef int count_whole(WordSet *w, Cursor *c, uint32_t *counts) noexcept nogil:
    # Add the frequencies of a chunk to those of its documents; -1 when the file is damaged.
    cdef uint64_t base = <uint64_t>c.chunk << 16, document
    cdef uint32_t frequencies[MOST_FIELDS]
    cdef uint32_t i, field
    for i in range(c.n):
        document = base + documents_of(c)[i]
        if document >= w.documents or frequencies_at(c, w.table, i, frequencies) < 0:
            return -1
        for field in range(w.fields):
            counts[document * w.fields + field] += frequencies[field]
    return 0


cdef inline int field_at(const uint32_t **lengths, uint32_t fields, uint64_t document, uint64_t position) noexcept nogil:
    # The field of a position, or of the first half of a broken word; -1 when there is none.
    cdef uint64_t begin = 0
    cdef uint32_t field
    cdef int again
    for again in range(2):
        for field in range(fields):
            begin += <uint64_t>lengths[field][document] + 1
            if position < begin:
                return <int>field
        position -= begin
        begin = 0
    return -1


cdef int count_in_forms(WordSet *w, Cursor *c, Sought *sought, const uint32_t **lengths, uint32_t *counts) noexcept nogil:
    # The same for the occurrences in one of the forms.
    cdef FormCodes codes
    cdef Positions block
    cdef uint64_t base = <uint64_t>c.chunk << 16, document
    cdef int64_t first = 0, n
    cdef uint32_t i, k, passed = 0
    cdef int coded = open_form_codes(c, w.positions, w.positions_size, &codes), field
    if coded < 0:
        return -1
    if coded == 0:
        return count_whole(w, c, counts) if is_sought(sought, 0) else 0
    for i in range(c.n):
        if i % BLOCK == 0:
            first = open_block(c, w.positions, w.positions_size, i // BLOCK, &block)
            passed = 0
            if first < 0:
                return -1
        document = base + documents_of(c)[i]
        n = count_positions(c, w.table, w.totals, i)
        if document >= w.documents or n < 0 or passed + n > block.n:
            return -1
        for k in range(passed, passed + <uint32_t>n):
            if is_sought(sought, form_at(&codes, <uint32_t>first + k)):
                field = field_at(lengths, w.fields, document, position_in(&block, k))
                if field < 0:
                    return -1
                counts[document * w.fields + <uint32_t>field] += 1
        passed += <uint32_t>n
    return 0


cdef inline int put_place(Buffer *found, uint64_t document, uint64_t position) noexcept nogil:
    # -2: no memory.
    if reserve(found, 8) < 0:
        return -2
    (<uint64_t *>(found.data + found.size))[0] = document << 32 | position
    found.size += 8
    return 0


cdef struct Candidates:
    # Documents as bits; they are among those from the low one to the high one.
    const uint8_t *bits
    uint64_t low, high


cdef int collect_chunk(WordSet *w, Cursor *c, Sought *sought, const Candidates *candidates, Buffer *found) noexcept nogil:
    # Append the places of a chunk in the candidate documents; -1 when the file is damaged, -2 no memory. Blocks of postings
    # that have no candidate are passed over.
    cdef FormCodes codes
    cdef Positions block
    cdef const uint8_t *bits = candidates.bits
    cdef uint64_t base = <uint64_t>c.chunk << 16, document
    cdef int64_t first = 0, n
    cdef uint32_t i = 0, k, passed = 0
    cdef int coded = open_form_codes(c, w.positions, w.positions_size, &codes)
    if coded < 0:
        return -1
    if sought != NULL and coded == 0:
        if not is_sought(sought, 0):
            return 0
        sought = NULL
    while i < c.n:
        document = base + documents_of(c)[i]
        if document >= w.documents:
            return -1
        if document > candidates.high:
            return 0
        if c.alone:
            return put_place(found, document, c.own_position) if bits[document >> 3] >> (document & 7) & 1 else 0
        if i % BLOCK == 0:
            if base + documents_of(c)[min(i + BLOCK, c.n) - 1] < candidates.low:
                i += BLOCK
                continue
            first = open_block(c, w.positions, w.positions_size, i // BLOCK, &block)
            passed = 0
            if first < 0:
                return -1
        n = count_positions(c, w.table, w.totals, i)
        if n < 0 or passed + n > block.n:
            return -1
        if bits[document >> 3] >> (document & 7) & 1:
            for k in range(passed, passed + <uint32_t>n):
                if sought != NULL and not is_sought(sought, form_at(&codes, <uint32_t>first + k)):
                    continue
                if put_place(found, document, position_in(&block, k)) < 0:
                    return -2
        passed += <uint32_t>n
        i += 1
    return 0


cdef int by_place(const void *left, const void *right) noexcept nogil:
    cdef uint64_t a = (<const uint64_t *>left)[0], b = (<const uint64_t *>right)[0]
    return (a > b) - (a < b)


cdef struct Results:
    # Where the results go: one of these.
    uint8_t *matched            # documents as bits,
    const uint32_t **lengths
    uint32_t *counts            # or the frequencies of each document,
    Candidates candidates
    Buffer *found               # or the places in the candidates


cdef int go_through(WordSet *w, uint64_t place, uint32_t df, Sought *sought, Results *results) noexcept nogil:
    # Go through the documents of a term (`sought` NULL: in any form); -1 when the file is damaged, -2 no memory.
    cdef Cursor c
    cdef int state
    open_cursor(&c, w.postings, w.postings_size, w.fields, place, df)
    while True:
        state = next_chunk(&c)
        if state <= 0:
            return state
        if results.found != NULL:
            state = collect_chunk(w, &c, sought, &results.candidates, results.found)
        elif results.matched != NULL:
            state = mark_whole(w, &c, results.matched) if sought == NULL else mark_in_forms(w, &c, sought, results.matched)
        elif sought == NULL:
            state = count_whole(w, &c, results.counts)
        else:
            state = count_in_forms(w, &c, sought, results.lengths, results.counts)
        if state < 0:
            return state
