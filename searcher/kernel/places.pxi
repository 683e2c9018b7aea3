# Places of words in one document, and what operators make of them. Part of _proximity.pyx, whose .pyi says what each
# operator means.
#
# A place is a start and an end (exclusive) in positions of the document. Lists of places ascend by start, then by end,
# and have none twice. Operators that join two places give the shortest: none that contains another.

from libc.stdlib cimport qsort

cdef struct Place:
    uint32_t start
    uint32_t end

cdef struct Fields:
    # Where the fields of one document end; each but the first begins one position after the end of the one before.
    uint64_t ends[MOST_FIELDS]
    uint32_t n


cdef inline uint64_t count_of(Buffer *list) noexcept nogil:
    return list.size // sizeof(Place)


cdef inline Place *places_of(Buffer *list) noexcept nogil:
    return <Place *>list.data


cdef inline int append_place(Buffer *list, uint64_t start, uint64_t end) noexcept nogil:
    # -1: no memory.
    cdef Place *made
    if reserve(list, sizeof(Place)) < 0:
        return -1
    made = <Place *>(list.data + list.size)
    made.start = <uint32_t>start
    made.end = <uint32_t>end
    list.size += sizeof(Place)
    return 0


cdef inline uint32_t field_of(Fields *fields, uint64_t position) noexcept nogil:
    cdef uint32_t field = 0
    while field + 1 < fields.n and position > fields.ends[field]:
        field += 1
    return field


cdef inline uint64_t field_start(Fields *fields, uint32_t field) noexcept nogil:
    return fields.ends[field - 1] + 1 if field else 0


cdef int compare_places(const void *left, const void *right) noexcept nogil:
    cdef const Place *a = <const Place *>left
    cdef const Place *b = <const Place *>right
    if a.start != b.start:
        return 1 if a.start > b.start else -1
    return (a.end > b.end) - (a.end < b.end)


cdef void sort_places(Buffer *list) noexcept nogil:
    # Bring places into order, and leave out those that are there twice.
    cdef uint64_t n = count_of(list), i, kept = 0
    cdef Place *at = places_of(list)
    cdef bint ordered = True
    for i in range(1, n):
        if compare_places(&at[i - 1], &at[i]) >= 0:
            ordered = False
            break
    if ordered:
        return
    qsort(at, n, sizeof(Place), compare_places)
    for i in range(n):
        if kept == 0 or compare_places(&at[kept - 1], &at[i]):
            at[kept] = at[i]
            kept += 1
    list.size = kept * sizeof(Place)


cdef void keep_shortest(Buffer *list) noexcept nogil:
    # Leave out places that contain another one.
    cdef uint64_t i, kept
    cdef uint32_t end = <uint32_t>-1
    cdef Place *at
    sort_places(list)
    at = places_of(list)
    i = kept = count_of(list)
    while i:
        i -= 1
        if at[i].end < end:
            end = at[i].end
            if kept < count_of(list) and at[kept].start == at[i].start:
                kept += 1
            kept -= 1
            at[kept] = at[i]
    if kept:
        for i in range(count_of(list) - kept):
            at[i] = at[kept + i]
        list.size -= kept * sizeof(Place)


cdef inline uint64_t first_from(Buffer *list, uint64_t start) noexcept nogil:
    # The number of the first place that starts there or later.
    cdef uint64_t low = 0, high = count_of(list), middle
    cdef Place *at = places_of(list)
    while low < high:
        middle = (low + high) // 2
        if at[middle].start < start:
            low = middle + 1
        else:
            high = middle
    return low


cdef int unite(Buffer *lists, uint32_t n, Buffer *made) noexcept nogil:
    cdef uint32_t j
    made.size = 0
    for j in range(n):
        if reserve(made, lists[j].size) < 0:
            return -1
        if lists[j].size:
            memcpy(made.data + made.size, lists[j].data, lists[j].size)
            made.size += lists[j].size
    sort_places(made)
    return 0


cdef void merge_touching(Buffer *list) noexcept nogil:
    # Make places that overlap or follow each other one.
    cdef uint64_t i, kept = 0
    cdef Place *at = places_of(list)
    for i in range(count_of(list)):
        if kept and at[i].start <= at[kept - 1].end:
            at[kept - 1].end = max(at[kept - 1].end, at[i].end)
        else:
            at[kept] = at[i]
            kept += 1
    list.size = kept * sizeof(Place)


cdef int follow(Buffer *left, Buffer *right, uint64_t least, uint64_t reach, Fields *fields, Buffer *made) noexcept nogil:
    # Join each place with the first-ending one of the right that starts from `least` on, counted from its end, and at
    # most `reach` behind that, in the same field.
    cdef uint64_t i, j, n = count_of(right), from_, limit, best
    cdef Place *a = places_of(left)
    cdef Place *b = places_of(right)
    for i in range(count_of(left)):
        from_ = a[i].end + least
        limit = min(from_ + reach, fields.ends[field_of(fields, a[i].start)])
        best = <uint64_t>-1
        j = first_from(right, from_)
        while j < n and b[j].start <= limit and b[j].start + <uint64_t>1 < best:
            best = min(best, <uint64_t>b[j].end)
            j += 1
        if best <= fields.ends[field_of(fields, a[i].start)] and append_place(made, a[i].start, best) < 0:
            return -1
    return 0


cdef int join_near(Buffer *left, Buffer *right, uint32_t distance, bint ordered, Fields *fields, Buffer *made) noexcept nogil:
    made.size = 0
    if follow(left, right, 0, distance - 1, fields, made) < 0:
        return -1
    if not ordered and follow(right, left, 0, distance - 1, fields, made) < 0:
        return -1
    keep_shortest(made)
    return 0


cdef inline uint64_t part_end(Buffer *borders, Fields *fields, uint64_t position) noexcept nogil:
    # Where the sentence or paragraph of a position ends: at the next border, or with the field.
    cdef uint64_t end = fields.ends[field_of(fields, position)], next_ = first_from(borders, position + 1)
    if next_ < count_of(borders):
        end = min(end, <uint64_t>places_of(borders)[next_].start)
    return end


cdef inline uint64_t part_start(Buffer *borders, Fields *fields, uint64_t position) noexcept nogil:
    cdef uint64_t start = field_start(fields, field_of(fields, position)), next_ = first_from(borders, position + 1)
    if next_:
        start = max(start, <uint64_t>places_of(borders)[next_ - 1].start)
    return start


cdef int follow_within(Buffer *left, Buffer *right, Buffer *borders, Fields *fields, Buffer *made) noexcept nogil:
    cdef uint64_t i, j, n = count_of(right), end, best
    cdef Place *a = places_of(left)
    cdef Place *b = places_of(right)
    for i in range(count_of(left)):
        end = part_end(borders, fields, a[i].start)
        best = <uint64_t>-1
        j = first_from(right, a[i].end)
        while j < n and b[j].start < end and b[j].start + <uint64_t>1 < best:
            best = min(best, <uint64_t>b[j].end)
            j += 1
        if best <= end and append_place(made, a[i].start, best) < 0:
            return -1
    return 0


cdef int join_within(Buffer *left, Buffer *right, Buffer *borders, Fields *fields, Buffer *made) noexcept nogil:
    made.size = 0
    if follow_within(left, right, borders, fields, made) < 0 or follow_within(right, left, borders, fields, made) < 0:
        return -1
    keep_shortest(made)
    return 0


cdef uint64_t longest_of(Buffer *list) noexcept nogil:
    cdef uint64_t i, longest = 0
    for i in range(count_of(list)):
        longest = max(longest, <uint64_t>places_of(list)[i].end - places_of(list)[i].start)
    return longest


cdef bint touches(Place *place, Buffer *others, uint64_t longest, uint64_t low, uint64_t high) noexcept nogil:
    # Whether another place starts before `high` and ends after `low`.
    cdef uint64_t j = first_from(others, low + 1 - longest if low + 1 > longest else 0)
    cdef Place *b = places_of(others)
    while j < count_of(others) and b[j].start < high:
        if b[j].end > low and compare_places(&b[j], place):
            return True
        j += 1
    return False


cdef int drop_near(Buffer *left, Buffer *right, uint32_t distance, bint ordered, Fields *fields, Buffer *made) noexcept nogil:
    # Keep the places of the left that have none of the right as close.
    cdef uint64_t i, longest = longest_of(right), low, high, start
    cdef uint32_t field
    cdef Place *a = places_of(left)
    made.size = 0
    for i in range(count_of(left)):
        field = field_of(fields, a[i].start)
        high = min(<uint64_t>a[i].end + distance, fields.ends[field])
        if ordered:
            start = first_from(right, a[i].end)
            if start < count_of(right) and places_of(right)[start].start < high:
                continue
        else:
            start = field_start(fields, field)
            # A place of the same field ends after its start; one that is as close ends after start - distance.
            low = a[i].start - distance if a[i].start > start + distance else start
            if touches(&a[i], right, longest, low, high):
                continue
        if append_place(made, a[i].start, a[i].end) < 0:
            return -1
    return 0


cdef int drop_within(Buffer *left, Buffer *right, Buffer *borders, Fields *fields, Buffer *made) noexcept nogil:
    cdef uint64_t i, longest = longest_of(right)
    cdef Place *a = places_of(left)
    made.size = 0
    for i in range(count_of(left)):
        if touches(&a[i], right, longest, part_start(borders, fields, a[i].start), part_end(borders, fields, a[i].start)):
            continue
        if append_place(made, a[i].start, a[i].end) < 0:
            return -1
    return 0


cdef int chain(Buffer *lists, uint32_t n, Buffer *made, Buffer *spare) noexcept nogil:
    # Places of all lists one after the other, by list; for each start the longest.
    cdef uint64_t i, k
    cdef uint32_t j = n - 1, end
    cdef Place *a
    made.size = 0
    if reserve(made, lists[j].size) < 0:
        return -1
    if lists[j].size:
        memcpy(made.data, lists[j].data, lists[j].size)
        made.size = lists[j].size
    while j:
        j -= 1
        spare.size = 0
        a = places_of(&lists[j])
        for i in range(count_of(&lists[j])):
            end = 0
            k = first_from(made, a[i].end)
            while k < count_of(made) and places_of(made)[k].start == a[i].end:
                end = max(end, places_of(made)[k].end)
                k += 1
            if end and append_place(spare, a[i].start, end) < 0:
                return -1
        made[0], spare[0] = spare[0], made[0]
        sort_places(made)
    keep_longest(made)
    return 0


cdef void keep_longest(Buffer *list) noexcept nogil:
    cdef uint64_t i, kept = 0
    cdef Place *at = places_of(list)
    for i in range(count_of(list)):
        if kept and at[kept - 1].start == at[i].start:
            kept -= 1
        at[kept] = at[i]
        kept += 1
    list.size = kept * sizeof(Place)


cdef int stray(
    Buffer *lists, uint32_t n, uint32_t slop, bint one, Fields *fields, Buffer *made, Buffer *spare, Buffer *shifts
) noexcept nogil:
    # Places of a sloppy phrase: from some shift on, the first place of each word is at most `slop` beyond its own.
    # `one`: a single place will do.
    cdef uint32_t field
    made.size = 0
    for field in range(fields.n):
        if stray_in_field(lists, n, slop, one, fields, field, made, spare, shifts) < 0:
            return -1
        if one and made.size:
            return 0
    keep_shortest(made)
    return 0


cdef int stray_in_field(
    Buffer *lists, uint32_t n, uint32_t slop, bint one, Fields *fields, uint32_t field, Buffer *made, Buffer *spare,
    Buffer *shifts,
) noexcept nogil:
    # The same in one field: a word of the field before, which a shift may reach, is none of this one.
    cdef uint64_t i, k, begin = field_start(fields, field), end = fields.ends[field]
    cdef uint32_t j
    cdef int64_t *sorted_shifts
    shifts.size = 0
    for j in range(n):
        i = k = first_from(&lists[j], begin)
        while k < count_of(&lists[j]) and places_of(&lists[j])[k].start < end:
            k += 1
        if i == k:
            return 0
        if reserve(shifts, sizeof(int64_t) * (k - i)) < 0:
            return -1
        for i in range(i, k):
            (<int64_t *>(shifts.data + shifts.size))[0] = <int64_t>places_of(&lists[j])[i].start - j
            shifts.size += sizeof(int64_t)
    qsort(shifts.data, shifts.size // sizeof(int64_t), sizeof(int64_t), by_shift)
    sorted_shifts = <int64_t *>shifts.data
    for i in range(shifts.size // sizeof(int64_t)):
        if i and sorted_shifts[i] == sorted_shifts[i - 1]:
            continue
        if place_shifted(lists, n, sorted_shifts[i], slop, begin, end, made, spare) < 0:
            return -1
        if one and made.size:
            return 0
    return 0


cdef int by_shift(const void *a, const void *b) noexcept nogil:
    cdef int64_t x = (<const int64_t *>a)[0], y = (<const int64_t *>b)[0]
    return (x > y) - (x < y)


cdef int place_shifted(
    Buffer *lists, uint32_t n, int64_t shift, uint32_t slop, uint64_t begin, uint64_t end, Buffer *made, Buffer *spare
) noexcept nogil:
    # Append the place from one shift on in a field, if there is one. No two words share a place.
    cdef uint64_t i, k, low = <uint64_t>-1, high = 0
    cdef uint32_t j
    cdef Place *a
    cdef bint taken
    spare.size = 0
    for j in range(n):
        a = places_of(&lists[j])
        i = first_from(&lists[j], <uint64_t>max(shift + j, <int64_t>begin))
        taken = True
        while i < count_of(&lists[j]) and taken:
            taken = False
            for k in range(count_of(spare)):
                taken = taken or places_of(spare)[k].start == a[i].start
            i += taken
        if i == count_of(&lists[j]) or <int64_t>a[i].start - j > shift + slop:
            return 0
        if append_place(spare, a[i].start, a[i].end) < 0:
            return -1
        low = min(low, <uint64_t>a[i].start)
        high = max(high, <uint64_t>a[i].end)
    if high <= end:
        return append_place(made, low, high)
    return 0
