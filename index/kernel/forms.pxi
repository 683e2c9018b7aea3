# The forms of a term in its dictionary. Part of _terms.pyx and _postings.pyx.
# The layout is described in dateline/index/segment/postings.py.

cdef enum:
    AS_WRITTEN = 0              # how the bytes of a form are had from a term: as they stand,
    CAPITALISED = 1             # the first one a capital,
    CAPITALS = 2                # all letters capitals
    FORM_GROUPS = 16            # terms whose forms are found by one offset

cdef struct Form:
    # One form of a term: its own bytes in the dictionary, and what they say.
    const uint8_t *record
    uint32_t size               # of the record
    uint32_t letters            # AS_WRITTEN, CAPITALISED or CAPITALS
    uint32_t kept               # bytes of the term with which it begins
    const uint8_t *added        # bytes after those
    uint32_t n
    uint64_t count              # occurrences; for ordering forms
    uint32_t number             # before they were put in order


cdef inline bint read_number(const uint8_t *content, uint64_t size, uint64_t *at, uint32_t *number) noexcept nogil:
    # Read 7 bits a byte, the lowest first; False where the bytes end, or the number is too high.
    cdef uint32_t shift = 0
    cdef uint64_t value = 0
    while at[0] < size and shift < 35:
        value |= <uint64_t>(content[at[0]] & 0x7F) << shift
        at[0] += 1
        if content[at[0] - 1] < 0x80:
            number[0] = <uint32_t>value
            return value >> 32 == 0
        shift += 7
    return False


cdef inline void put_number(uint8_t *content, uint64_t *at, uint32_t number) noexcept nogil:
    while number >= 0x80:
        content[at[0]] = <uint8_t>(number & 0x7F | 0x80)
        at[0] += 1
        number >>= 7
    content[at[0]] = <uint8_t>number
    at[0] += 1


cdef inline bint read_form(const uint8_t *content, uint64_t size, uint64_t *at, uint32_t term_size, Form *form) noexcept nogil:
    # Read the form that begins here; False when the file is damaged.
    cdef uint64_t start = at[0]
    cdef uint32_t head, dropped, more = 0
    if start >= size:
        return False
    head = content[start]
    at[0] += 1
    form.letters = head >> 6
    dropped = head >> 4 & 3
    form.n = head & 15
    if dropped == 3:
        if not read_number(content, size, at, &more) or more > term_size:
            return False
        dropped += more
    if form.n == 15:
        if not read_number(content, size, at, &more) or more > size:
            return False
        form.n += more
    if form.letters > CAPITALS or dropped > term_size or form.n > size - at[0]:
        return False
    form.kept = term_size - dropped
    form.added = content + at[0]
    at[0] += form.n
    form.record = content + start
    form.size = <uint32_t>(at[0] - start)
    return True


cdef inline uint8_t byte_of(Form *form, const uint8_t *term, uint32_t i) noexcept nogil:
    cdef uint8_t found = term[i] if i < form.kept else form.added[i - form.kept]
    if c'a' <= found <= c'z' and (form.letters == CAPITALS or (form.letters == CAPITALISED and i == 0)):
        found -= 32
    return found


cdef bint is_form(Form *form, const uint8_t *term, const uint8_t *wanted, uint32_t n) noexcept nogil:
    cdef uint32_t i
    if form.kept + form.n != n:
        return False
    for i in range(n):
        if byte_of(form, term, i) != wanted[i]:
            return False
    return True


cdef inline uint8_t lowered(uint8_t letter) noexcept nogil:
    return letter + 32 if c'A' <= letter <= c'Z' else letter


cdef int write_form(Buffer *out, const uint8_t *term, uint32_t term_size, const uint8_t *form, uint32_t n) noexcept nogil:
    # Append the record of a form; -1 when memory is out.
    cdef uint32_t letters = AS_WRITTEN, kept = 0, capitals = 0, small = 0, i, dropped
    cdef uint8_t letter
    for i in range(n):
        capitals += c'A' <= form[i] <= c'Z'
        small += c'a' <= form[i] <= c'z'
    if capitals > 1 and small == 0:
        letters = CAPITALS
    elif n and c'A' <= form[0] <= c'Z':
        letters = CAPITALISED
    while kept < n and kept < term_size:
        letter = form[kept]
        if letters == CAPITALS or (letters == CAPITALISED and kept == 0):
            letter = lowered(letter)
        if term[kept] != letter:
            break
        kept += 1
    if reserve(out, n + 16) < 0:
        return -1
    dropped = term_size - kept
    out.data[out.size] = <uint8_t>(letters << 6 | min(dropped, <uint32_t>3) << 4 | min(n - kept, <uint32_t>15))
    out.size += 1
    if dropped >= 3:
        put_number(out.data, &out.size, dropped - 3)
    if n - kept >= 15:
        put_number(out.data, &out.size, n - kept - 15)
    for i in range(kept, n):
        letter = form[i]
        out.data[out.size] = lowered(letter) if letters == CAPITALS or (letters == CAPITALISED and i == 0) else letter
        out.size += 1
    return 0


cdef inline int compare_records(const Form *a, const Form *b) noexcept nogil:
    cdef int order = memcmp(a.record, b.record, min(a.size, b.size))
    if order:
        return order
    return (a.size > b.size) - (a.size < b.size)


cdef int by_record(const void *a, const void *b) noexcept nogil:
    return compare_records(<const Form *>a, <const Form *>b)


cdef int by_count(const void *a, const void *b) noexcept nogil:
    # The commonest form first; equally common ones by their records.
    cdef const Form *x = <const Form *>a
    cdef const Form *y = <const Form *>b
    if x.count != y.count:
        return -1 if x.count > y.count else 1
    return compare_records(x, y)


cdef bint pass_forms(const uint8_t *content, uint64_t size, uint64_t *at, uint32_t term_size) noexcept nogil:
    # Go to the end of the forms of a term; False when the file is damaged.
    cdef uint32_t count = 0, i
    cdef Form form
    if not read_number(content, size, at, &count):
        return False
    for i in range(count):
        # Each takes a byte at least, so that no count keeps this busy for long.
        if not read_form(content, size, at, term_size, &form):
            return False
    return True


cdef bint find_forms(
    const uint8_t *content, uint64_t size, const uint32_t *groups, const uint32_t *term_offsets, uint64_t term, uint64_t *at
) noexcept nogil:
    # Go to the forms of a term, given the offsets of all terms; False when the file is damaged.
    cdef uint64_t each = term // FORM_GROUPS * FORM_GROUPS
    at[0] = groups[term // FORM_GROUPS]
    while each < term:
        if term_offsets[each] > term_offsets[each + 1]:
            return False
        if not pass_forms(content, size, at, term_offsets[each + 1] - term_offsets[each]):
            return False
        each += 1
    return True
