# From the tokens of an inverter to occurrences by term, a range of terms at a time. Part of _tokens.pyx.
#
# A range is a counting sort: where each term's occurrences begin is known, so that one walk over the tokens puts them
# there. Ranges keep memory small: an occurrence takes 12 bytes, a token in the inverter 4.


cdef struct Range:
    # Terms that are next to each other, and room for their occurrences.
    uint32_t first, terms
    uint64_t *next_free         # of each term
    uint64_t *stops             # of each term: where its room ends
    uint64_t *occurrences
    uint32_t *forms
    bint over                   # there are more occurrences than rooms


cdef inline void put_occurrence(Range *range_, uint32_t term, uint64_t occurrence, uint32_t form) noexcept nogil:
    cdef uint32_t own = term - range_.first  # far above `terms` for a term before the first one
    if own >= range_.terms:
        return
    if range_.next_free[own] == range_.stops[own]:
        range_.over = True
        return
    range_.occurrences[range_.next_free[own]] = occurrence
    if form:
        range_.forms[range_.next_free[own]] = form
    range_.next_free[own] += 1


cdef struct Pairs:
    # Pairs of words side by side, each a rank: what they are counted in, or the range that they are put in.
    uint32_t ranks
    uint64_t *last              # of each pair, the occurrence noted last
    uint64_t *counts
    const uint32_t *term_of_pair
    Range *range_


cdef inline void note_pair(Pairs *pairs, uint32_t first, uint32_t second, uint64_t occurrence) noexcept nogil:
    # Two readings of one place are one occurrence.
    cdef uint32_t pair = first * pairs.ranks + second
    if second >= pairs.ranks or pairs.last[pair] == occurrence:
        return
    pairs.last[pair] = occurrence
    if pairs.counts:
        pairs.counts[pair] += 1
    else:
        put_occurrence(pairs.range_, pairs.term_of_pair[pair], occurrence, 0)


cdef array.array open_pairs(Pairs *pairs, Inverter inverter, const uint8_t[::1] rank_of, uint32_t ranks):
    # Begin to count or to put pairs; returns what `last` is in.
    cdef array.array last = array.clone(LONGS, <Py_ssize_t>ranks * ranks, False)
    if rank_of is None or rank_of.shape[0] < inverter.known:
        raise ValueError("a form has no rank")
    if ranks > 255:
        raise ValueError("there are more than 255 ranks")
    memset(pairs, 0, sizeof(Pairs))
    memset(last.data.as_ulonglongs, 0xFF, 8 * <uint64_t>ranks * ranks)
    pairs.ranks = ranks
    pairs.last = <uint64_t *>last.data.as_ulonglongs
    return last


cdef void walk_pairs(Inverter inverter, const uint8_t *rank_of, Pairs *pairs) noexcept nogil:
    # Note all pairs of words side by side that have ranks.
    cdef uint64_t at = 0, document, position, place
    cdef uint32_t count, i
    cdef Py_ssize_t field
    cdef Join *join = <Join *>inverter.joins.data
    cdef Join *end = join + inverter.joined
    cdef Join *one
    for document in range(<uint64_t>inverter.documents):
        position = 0
        for field in range(inverter.fields):
            count = inverter.counts[document * inverter.fields + field]
            for i in range(count):
                place = position + i
                while join < end and join.document == document and join.place < place:
                    join += 1
                one = join if join < end and join.document == document else NULL
                if rank_of[inverter.stream[at + i]] < pairs.ranks:
                    follow(inverter, rank_of, pairs, rank_of[inverter.stream[at + i]], document, place, at + i, 1, count - i, one, end)
                if one != NULL and one.place == place and rank_of[one.number] < pairs.ranks:
                    follow(inverter, rank_of, pairs, rank_of[one.number], document, place, at + i, 2, count - i, one, end)
            at += count
            position += count + 1
        while join < end and join.document == document:
            join += 1


cdef void follow(
    Inverter inverter, const uint8_t *rank_of, Pairs *pairs, uint32_t rank, uint64_t document, uint64_t place, uint64_t at,
    uint32_t width, uint32_t left, Join *join, Join *end,
) noexcept nogil:
    # Note the pairs that a word of this width at a place makes with what follows it in its field: a printed word
    # and, if the end of a line broke it, a joined one.
    if width >= left:
        return
    note_pair(pairs, rank, rank_of[inverter.stream[at + width]], document << 32 | place)
    if join == NULL:
        return
    while join < end and join.document == document and join.place < place + width:
        join += 1
    if join < end and join.document == document and join.place == place + width:
        note_pair(pairs, rank, rank_of[join.number], document << 32 | place)


def count_pairs(Inverter inverter not None, const uint8_t[::1] rank_of not None, uint32_t ranks):
    cdef Pairs pairs
    cdef array.array made = array.clone(LONGS, <Py_ssize_t>ranks * ranks, ranks > 0)
    cdef array.array last = open_pairs(&pairs, inverter, rank_of, ranks)
    if not ranks:
        return made
    pairs.counts = <uint64_t *>made.data.as_ulonglongs
    with nogil:
        walk_pairs(inverter, &rank_of[0] if rank_of.shape[0] else NULL, &pairs)
    return made


cdef Py_ssize_t ranks_in(Py_ssize_t many) except -1:
    # The number of ranks that so many pairs have.
    cdef Py_ssize_t ranks = 0
    while ranks < 256 and ranks * ranks < many:
        ranks += 1
    if ranks * ranks != many or ranks > 255:
        raise ValueError("the counts and the terms of pairs do not belong together")
    return ranks


def starts_of(uint32_t terms, *counted):
    cdef array.array made = array.clone(LONGS, <Py_ssize_t>terms + 1, True)
    cdef uint64_t[::1] starts = made
    cdef const uint64_t[::1] counts
    cdef const uint32_t[::1] its_terms
    cdef Py_ssize_t i
    for rows in counted:
        counts, its_terms = rows
        if its_terms.shape[0] < counts.shape[0]:
            raise ValueError("there are more counts than terms for them")
        for i in range(counts.shape[0]):
            if counts[i] and its_terms[i] >= terms:
                raise ValueError("what is counted has no term, or its term is out of range")
            if counts[i]:
                starts[its_terms[i] + 1] += counts[i]
    for i in range(terms):
        starts[i + 1] += starts[i]
    return made


cdef void put_words(Inverter inverter, const uint8_t *chosen, const uint32_t *term_of, const uint32_t *numbers, Range *range_) noexcept nogil:
    # Put the words in their places: in each document as printed, then those that ends of lines have broken.
    # `chosen` says again which forms have terms of the range: a byte for each form stays in the cache, terms do not.
    cdef uint64_t at = 0, document, position
    cdef uint32_t count, i, number
    cdef Py_ssize_t field
    cdef Join *join = <Join *>inverter.joins.data
    cdef Join *last = join + inverter.joined
    for document in range(<uint64_t>inverter.documents):
        position = 0
        for field in range(inverter.fields):
            count = inverter.counts[document * inverter.fields + field]
            for i in range(count):
                number = inverter.stream[at + i]
                if chosen[number]:
                    put_occurrence(range_, term_of[number], document << 32 | (position + i), numbers[number])
            at += count
            position += count + 1
        while join < last and join.document == document:
            if chosen[join.number]:
                put_occurrence(range_, term_of[join.number], document << 32 | (position + join.place), numbers[join.number])
            join += 1


cdef tuple open_range(Range *made, const uint64_t[::1] starts, uint32_t first, uint32_t stop):
    # Make room for the occurrences of terms; returns what it is in: starts, occurrences, forms, what is free.
    cdef array.array own, free_, occurrences, forms
    cdef Py_ssize_t i, many
    if starts.shape[0] < 1 or not first <= stop <= starts.shape[0] - 1:
        raise ValueError("there is no such range of terms")
    own, free_ = array.clone(LONGS, stop - first + 1, False), array.clone(LONGS, stop - first + 1, False)
    for i in range(stop - first + 1):
        if starts[first + i] < starts[first + max(i - 1, 0)]:
            raise ValueError("the starts do not ascend")
        own.data.as_ulonglongs[i] = free_.data.as_ulonglongs[i] = starts[first + i] - starts[first]
    many = <Py_ssize_t>(starts[stop] - starts[first])
    occurrences, forms = array.clone(LONGS, many, False), array.clone(WORDS, many, many > 0)
    made.first, made.terms, made.over = first, stop - first, False
    made.next_free = <uint64_t *>free_.data.as_ulonglongs
    made.stops = <uint64_t *>own.data.as_ulonglongs + 1
    made.occurrences, made.forms = <uint64_t *>occurrences.data.as_ulonglongs, <uint32_t *>forms.data.as_uints
    return own, occurrences, forms, free_


cdef bint is_filled(Range *range_) noexcept nogil:
    # Whether all rooms are full, and no more was put.
    cdef uint32_t i
    for i in range(range_.terms):
        if range_.next_free[i] != range_.stops[i]:
            return False
    return not range_.over


def invert(
    Inverter inverter not None, const uint64_t[::1] starts not None, uint32_t first, uint32_t stop,
    const uint32_t[::1] term_of not None, const uint32_t[::1] numbers not None,
    const uint8_t[::1] rank_of=None, const uint32_t[::1] term_of_pair=None, const uint32_t[::1] term_of_mark=None,
):
    cdef Range range_
    cdef Pairs pairs
    cdef Mark *mark = <Mark *>inverter.marks.data
    cdef Py_ssize_t i
    cdef bytearray chosen = bytearray(inverter.known)
    cdef uint8_t *is_chosen = chosen
    cdef bint paired = False
    cdef tuple made = open_range(&range_, starts, first, stop)
    cdef array.array last
    if term_of.shape[0] < inverter.known or numbers.shape[0] < inverter.known:
        raise ValueError("a form has no term, or no number")
    for i in range(<Py_ssize_t>inverter.known):
        is_chosen[i] = first <= term_of[i] < stop
    if term_of_pair is not None and term_of_pair.shape[0]:
        last = open_pairs(&pairs, inverter, rank_of, <uint32_t>ranks_in(term_of_pair.shape[0]))
        pairs.term_of_pair, pairs.range_ = &term_of_pair[0], &range_
        for i in range(term_of_pair.shape[0]):
            paired = paired or first <= term_of_pair[i] < stop
    if term_of_mark is not None:
        for i in range(inverter.marked):
            if mark[i].number >= <uint64_t>term_of_mark.shape[0]:
                raise ValueError("a mark has no term")
    with nogil:
        if inverter.known:
            put_words(inverter, is_chosen, &term_of[0], &numbers[0], &range_)
        if paired and inverter.known:
            walk_pairs(inverter, &rank_of[0], &pairs)
        if term_of_mark is not None:
            for i in range(inverter.marked):
                put_occurrence(&range_, term_of_mark[mark[i].number], <uint64_t>mark[i].document << 32 | mark[i].place, 0)
    if not is_filled(&range_):
        raise ValueError("the inverter does not have as many occurrences as were counted")
    return made[:3]
