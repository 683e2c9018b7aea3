# Putting the postings of several segments together, term by term. Part of _postings.pyx.

cdef struct Source:
    # One segment to gather from, and where its documents go.
    const uint32_t *picks
    const uint32_t *dfs
    const uint64_t *places
    const uint8_t *postings
    uint64_t postings_size
    const uint8_t *positions
    uint64_t positions_size
    const uint32_t *table
    const uint32_t *renumbered
    const uint32_t *term_offsets
    const uint8_t *forms        # of the terms
    uint64_t forms_size
    const uint32_t *groups
    uint64_t documents
    uint64_t terms
    uint32_t fields
    uint64_t passed             # the term whose forms begin next,
    uint64_t at                 # and where
    Buffer numbers              # of the forms of a term, in the merged term

cdef struct Gathered:
    Buffer occurrences
    Buffer forms                # of each occurrence, u32
    Buffer records              # of the merged terms' forms, as in a dictionary
    Buffer found                # Form: those of the term at hand


cdef const void *first_of(numbers, Py_ssize_t size) except? NULL:
    # The address of the first item of a memoryview that the caller holds.
    cdef const uint32_t[::1] words
    cdef const uint64_t[::1] longs
    cdef const uint8_t[::1] octets
    if len(numbers) == 0:
        return NULL
    if size == 4:
        words = numbers
        return &words[0]
    if size == 8:
        longs = numbers
        return &longs[0]
    octets = numbers
    return &octets[0]


cdef int open_source(Source *source, picks, segment, renumbered, list held) except -1:
    # What `held` gets keeps the pointers good: nobody can close or resize what a memoryview shows.
    cdef list parts = [
        memoryview(part)
        for part in (
            picks, segment.dfs, segment.places, segment.postings, segment.positions, segment.table, renumbered,
            segment.term_offsets, segment.forms, segment.groups,
        )
    ]
    held.append(parts)
    source.picks = <const uint32_t *>first_of(parts[0], 4)
    source.dfs = <const uint32_t *>first_of(parts[1], 4)
    source.terms = len(parts[1])
    source.places = <const uint64_t *>first_of(parts[2], 8)
    source.postings = <const uint8_t *>first_of(parts[3], 1)
    source.postings_size = len(parts[3])
    source.positions = <const uint8_t *>first_of(parts[4], 1)
    source.positions_size = len(parts[4])
    source.table = <const uint32_t *>first_of(parts[5], 4)
    source.fields = <uint32_t>(len(parts[5]) // 256)
    source.renumbered = <const uint32_t *>first_of(parts[6], 4)
    source.documents = len(parts[6])
    source.term_offsets = <const uint32_t *>first_of(parts[7], 4)
    source.forms = <const uint8_t *>first_of(parts[8], 1)
    source.forms_size = len(parts[8])
    source.groups = <const uint32_t *>first_of(parts[9], 4)
    source.passed = ABSENT
    if (
        not 1 <= source.fields <= MOST_FIELDS or <uint64_t>len(parts[2]) != source.terms
        or <uint64_t>len(parts[7]) != source.terms + 1
        or <uint64_t>len(parts[9]) != (source.terms + FORM_GROUPS - 1) // FORM_GROUPS
    ):
        raise IndexDamaged("a dictionary's parts differ in length")
    return 0


cdef int gather_chunk(Source *source, Cursor *c, uint32_t *numbers, uint32_t count_of_forms, Gathered *to) noexcept nogil:
    # Append the occurrences of one chunk and their forms; -1 damaged, -2 no memory.
    cdef uint32_t i, field, document, form
    cdef uint32_t frequencies[MOST_FIELDS]
    cdef uint64_t spent = 0, first = 0, count, k
    cdef uint64_t *occurrences
    cdef uint32_t *forms
    cdef FormCodes codes
    cdef Positions positions
    cdef int coded = open_form_codes(c, source.positions, source.positions_size, &codes)
    if coded < 0:
        return -1
    if reserve(&to.occurrences, 8 * <uint64_t>c.total) < 0 or reserve(&to.forms, 4 * <uint64_t>c.total) < 0:
        return -2
    for i in range(c.n):
        if frequencies_at(c, source.table, i, frequencies) < 0:
            return -1
        count = 0
        for field in range(c.fields):
            count += frequencies[field]
        document = c.chunk << 16 | documents_of(c)[i]
        if i and documents_of(c)[i] <= documents_of(c)[i - 1]:
            return -1
        if spent + count > c.total or document >= source.documents:
            return -1
        if not c.alone:
            if i % BLOCK == 0:
                first = spent
                if open_block(c, source.positions, source.positions_size, i // BLOCK, &positions) != <int64_t>first:
                    return -1
            if spent + count - first > positions.n:
                return -1
        if source.renumbered[document] != ABSENT:
            occurrences = <uint64_t *>(to.occurrences.data + to.occurrences.size)
            forms = <uint32_t *>(to.forms.data + to.forms.size)
            for k in range(count):
                occurrences[k] = <uint64_t>source.renumbered[document] << 32 | (
                    c.own_position if c.alone else position_in(&positions, spent - first + k)
                )
                form = form_at(&codes, <uint32_t>(spent + k)) if coded else 0
                if form >= count_of_forms:
                    return -1
                forms[k] = numbers[form]
            to.occurrences.size += 8 * count
            to.forms.size += 4 * count
        spent += count
    return 0


cdef int gather_term(Source *source, uint32_t pick, Gathered *to) noexcept nogil:
    # Append one term's occurrences from one source; -1 damaged, -2 no memory.
    cdef Cursor cursor
    cdef int state
    open_cursor(
        &cursor, source.postings, source.postings_size, source.fields, source.places[pick], source.dfs[pick]
    )
    while True:
        state = next_chunk(&cursor)
        if state <= 0:
            return state
        state = gather_chunk(
            source, &cursor, <uint32_t *>source.numbers.data, <uint32_t>(source.numbers.size // 4), to
        )
        if state < 0:
            return state


cdef int read_forms(Source *source, uint32_t pick, Buffer *found, bint *unwritten) noexcept nogil:
    # Append the forms of a term in a source; -1 damaged, -2 no memory. A pair has none.
    cdef uint32_t count = 0, i, size
    cdef Form *form
    if source.term_offsets[pick] > source.term_offsets[pick + 1]:
        return -1
    size = source.term_offsets[pick + 1] - source.term_offsets[pick]
    if source.passed != pick and not find_forms(
        source.forms, source.forms_size, source.groups, source.term_offsets, pick, &source.at
    ):
        return -1
    if not read_number(source.forms, source.forms_size, &source.at, &count):
        return -1
    unwritten[0] = count == 0
    for i in range(count):
        if reserve(found, sizeof(Form)) < 0:
            return -2
        form = <Form *>(found.data + found.size)
        if not read_form(source.forms, source.forms_size, &source.at, size, form):
            return -1
        form.count = 0
        form.number = i
        found.size += sizeof(Form)
    source.passed = <uint64_t>pick + 1
    # The offset of a group is read, so that a wrong one is found out.
    if source.passed % FORM_GROUPS == 0:
        source.passed = ABSENT
    return 0


cdef int number_forms(Source *source, Form *found, uint32_t first, uint32_t count, Form *union_, uint32_t *n) noexcept nogil:
    # Note for each form of a source its number in the union, which is in the order of the records; -2 no memory.
    cdef uint32_t i, low, high, middle
    cdef uint32_t *numbers
    source.numbers.size = 0
    if reserve(&source.numbers, 4 * (<uint64_t>count + 1)) < 0:
        return -2
    numbers = <uint32_t *>source.numbers.data
    source.numbers.size = 4 * max(count, <uint32_t>1)
    numbers[0] = 0
    for i in range(count):
        low = 0
        high = n[0]
        while low < high:
            middle = (low + high) // 2
            if compare_records(&union_[middle], &found[first + i]) < 0:
                low = middle + 1
            else:
                high = middle
        numbers[i] = low
    return 0


cdef int number_pairs(Source *sources, Py_ssize_t count, Py_ssize_t term) noexcept nogil:
    # All occurrences of a pair have form 0, which is no word as written; -2 no memory.
    cdef uint32_t n = 0
    cdef Py_ssize_t i
    for i in range(count):
        if sources[i].picks[term] != ABSENT and number_forms(&sources[i], NULL, 0, 0, NULL, &n) < 0:
            return -2
    return 0


cdef int unite_forms(Source *sources, Py_ssize_t count, Py_ssize_t term, Gathered *to, uint32_t *n) noexcept nogil:
    # Find the union of the forms of a term, in the order of their records, and the numbers of each source's in it. The
    # union replaces what was found; a pair, which is no word as written, has none. -1 damaged, -2 no memory.
    cdef Py_ssize_t i
    cdef uint32_t first = 0, each, all_, made = 0, j
    cdef bint unwritten = False, empty = False, some = False
    cdef Form *found
    cdef Form *union_
    cdef int state
    cdef uint32_t firsts[65]
    to.found.size = 0
    for i in range(count):
        firsts[i] = <uint32_t>(to.found.size // sizeof(Form))
        if sources[i].picks[term] == ABSENT:
            continue
        if sources[i].picks[term] >= sources[i].terms:
            return -1
        state = read_forms(&sources[i], sources[i].picks[term], &to.found, &unwritten)
        if state < 0:
            return state
        empty = empty or unwritten
        some = some or not unwritten
    all_ = <uint32_t>(to.found.size // sizeof(Form))
    firsts[count] = all_
    n[0] = 0
    if empty and some:
        return -1
    if all_ == 0:  # a pair
        return number_pairs(sources, count, term)
    if reserve(&to.found, all_ * sizeof(Form)) < 0:
        return -2
    found = <Form *>to.found.data
    union_ = found + all_
    memcpy(union_, found, all_ * sizeof(Form))
    qsort(union_, all_, sizeof(Form), by_record)
    for j in range(all_):
        if j == 0 or compare_records(&union_[made - 1], &union_[j]):
            union_[made] = union_[j]
            made += 1
    n[0] = made
    for i in range(count):
        if sources[i].picks[term] != ABSENT:
            if number_forms(&sources[i], found, firsts[i], firsts[i + 1] - firsts[i], union_, n) < 0:
                return -2
    memmove(found, union_, made * sizeof(Form))
    return 0


cdef int settle_forms(Gathered *to, uint64_t start, uint32_t n) noexcept nogil:
    # Put the forms of a term's occurrences from `start` on in order, commonest first, without those that none has left,
    # and append them to the dictionary; -2 no memory.
    cdef uint32_t *forms = <uint32_t *>to.forms.data
    cdef uint64_t end = to.forms.size // 4, i, size = 5
    cdef Form *found = <Form *>to.found.data
    cdef uint32_t *numbers
    cdef uint32_t j, kept = 0
    if end == start:
        return 0
    for j in range(n):
        found[j].number = j
        size += found[j].size
    for i in range(start, end):
        if n:
            found[forms[i]].count += 1
    if reserve(&to.records, size) < 0 or reserve(&to.found, n * sizeof(Form) + 4 * <uint64_t>n) < 0:
        return -2
    found = <Form *>to.found.data
    numbers = <uint32_t *>(to.found.data + n * sizeof(Form))
    if n > 1:
        qsort(found, n, sizeof(Form), by_count)
    for j in range(n):
        numbers[found[j].number] = j
        kept += found[j].count != 0
    if n > 1:
        for i in range(start, end):
            forms[i] = numbers[forms[i]]
    put_number(to.records.data, &to.records.size, kept)
    for j in range(kept):
        memcpy(to.records.data + to.records.size, found[j].record, found[j].size)
        to.records.size += found[j].size
    return 0


cdef int gather_all(Source *sources, Py_ssize_t count, Py_ssize_t term, Gathered *to) noexcept nogil:
    # Append one term's occurrences from all sources, and its forms; -1 damaged, -2 no memory.
    cdef uint64_t start = to.forms.size // 4
    cdef uint32_t n = 0
    cdef Py_ssize_t i
    cdef int state = unite_forms(sources, count, term, to, &n)
    for i in range(count):
        if state == 0 and sources[i].picks[term] != ABSENT:
            state = gather_term(&sources[i], sources[i].picks[term], to)
    return settle_forms(to, start, n) if state == 0 else state


cdef array.array copied(array.array kind, Buffer *content, uint64_t size):
    # The content of a buffer as items of so many bytes.
    cdef array.array made = array.clone(kind, content.size // size, False)
    if content.size:
        memcpy(made.data.as_voidptr, content.data, content.size)
    return made


def gather(picks not None, segments not None, renumberings not None):
    cdef list held = []
    cdef Py_ssize_t terms = len(picks[0]) if picks else 0, term, i, count = len(picks)
    cdef array.array starts = array.clone(LONGS, terms + 1, True)
    cdef array.array sizes = array.clone(WORDS, terms, False)
    cdef Gathered to
    cdef Source *sources
    cdef int state = 0
    cdef uint64_t before
    if len(segments) != count or len(renumberings) != count or any([len(pick) != terms for pick in picks]):
        raise ValueError("picks, segments and renumberings do not belong together")
    if count > 64:
        raise ValueError("more than 64 segments at once")
    memset(&to, 0, sizeof(to))
    sources = <Source *>calloc(count + 1, sizeof(Source))
    if sources == NULL:
        raise MemoryError
    try:
        for i in range(count):
            open_source(&sources[i], picks[i], segments[i], renumberings[i], held)
        with nogil:
            for term in range(terms):
                before = to.records.size
                state = gather_all(sources, count, term, &to)
                if state < 0:
                    break
                starts.data.as_ulonglongs[term + 1] = to.occurrences.size // 8
                sizes.data.as_uints[term] = <uint32_t>(to.records.size - before)
        if state == -2:
            raise MemoryError
        if state < 0:
            raise IndexDamaged("a postings list contradicts itself")
        return (
            starts, copied(LONGS, &to.occurrences, 8), copied(WORDS, &to.forms, 4),
            to.records.data[:to.records.size] if to.records.size else b"", sizes,
        )
    finally:
        free(to.occurrences.data)
        free(to.forms.data)
        free(to.records.data)
        free(to.found.data)
        for i in range(count):
            free(sources[i].numbers.data)
        free(sources)
