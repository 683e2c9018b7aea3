# In which form of its term each occurrence stands. Part of the kernels that read postings.
# The layout is described in dateline/index/segment/postings.py.

cdef enum:
    EXCEPTION = 8               # bytes: the number of an occurrence, its form

cdef uint8_t *FORM_WIDTHS = [0, 0, 1, 2, 4, 8]

# By width: the lowest bit of each field of so many bits in 64, and how many fields are read at a time from any bit on.
cdef uint64_t *LOWEST_BITS = [
    0, 0xFFFFFFFFFFFFFFFF, 0x5555555555555555, 0, 0x1111111111111111, 0, 0, 0, 0x0101010101010101
]
cdef uint8_t *FIELDS_AT_ONCE = [0, 56, 28, 0, 14, 0, 0, 0, 7]

cdef struct FormCodes:
    # The forms of one chunk's occurrences.
    uint32_t width              # bits
    const uint8_t *codes
    const uint8_t *exceptions
    uint32_t n                  # exceptions
    uint64_t room               # bytes from the codes to the end of the section


cdef inline int open_form_codes(Cursor *c, const uint8_t *positions, uint64_t size, FormCodes *made) noexcept nogil:
    # Find the form codes of a chunk: 1; 0 when all occurrences have form 0; -1 when the file is damaged.
    cdef uint64_t at = c.positions, need
    if c.form_shape == 0:
        return 0
    if at > size or size - at < 4:
        return -1
    made.width = FORM_WIDTHS[c.form_shape]
    made.n = read32(positions + at)
    need = (<uint64_t>c.total * made.width + 7) // 8
    if made.n > c.total or need + EXCEPTION * <uint64_t>made.n > size - at - 4:
        return -1
    made.codes = positions + at + 4
    made.room = size - at - 4
    made.exceptions = made.codes + need
    return 1


cdef inline uint32_t first_exception(FormCodes *f, uint32_t i) noexcept nogil:
    # The first exception that is not of an occurrence before i.
    cdef uint32_t low = 0, high = f.n, middle
    while low < high:
        middle = (low + high) // 2
        if read32(f.exceptions + EXCEPTION * middle) < i:
            low = middle + 1
        else:
            high = middle
    return low


cdef inline uint32_t form_at(FormCodes *f, uint32_t i) noexcept nogil:
    # The form of occurrence i of a chunk, which has so many.
    cdef uint32_t highest = (1 << f.width) - 1, code = 0, exception
    if f.width:
        code = f.codes[<uint64_t>i * f.width >> 3] >> (i * f.width & 7) & highest
    if code < highest:
        return code
    exception = first_exception(f, i)
    if exception < f.n and read32(f.exceptions + EXCEPTION * exception) == i:
        return read32(f.exceptions + EXCEPTION * exception + 4)
    return code


cdef inline bint any_form(FormCodes *f, uint32_t i, uint32_t end, uint32_t form) noexcept nogil:
    # Whether an occurrence from i up to another one has a form.
    cdef uint32_t highest = (1 << f.width) - 1, code = 0, exception
    if form < highest:
        return any_code(f, i, end, form)
    exception = first_exception(f, i)
    while i < end and form == highest:  # the highest code may have an exception
        code = f.codes[<uint64_t>i * f.width >> 3] >> (i * f.width & 7) & highest if f.width else 0
        while exception < f.n and read32(f.exceptions + EXCEPTION * exception) < i:
            exception += 1
        if code == highest and not (exception < f.n and read32(f.exceptions + EXCEPTION * exception) == i):
            return True
        i += 1
    while exception < f.n and read32(f.exceptions + EXCEPTION * exception) < end and form > highest:
        if read32(f.exceptions + EXCEPTION * exception + 4) == form:
            return True
        exception += 1
    return False


cdef inline bint any_code(FormCodes *f, uint64_t i, uint64_t end, uint64_t code) noexcept nogil:
    # Whether an occurrence has a code that is not the highest: many are compared at a time, a field of bits each.
    cdef uint64_t lowest = LOWEST_BITS[f.width], found, n
    cdef uint32_t width = f.width, many = FIELDS_AT_ONCE[f.width]
    while i < end:
        n = min(end - i, <uint64_t>many)
        if (i * width >> 3) + 8 <= f.room:
            found = read64(f.codes + (i * width >> 3)) >> (i * width & 7)
        else:
            n = 1
            found = f.codes[i * width >> 3] >> (i * width & 7)
        found ^= lowest * code
        # The highest bit of each field that is 0, and of no field before the first such one.
        if (found - lowest) & ~found & lowest << (width - 1) & ((<uint64_t>1 << n * width) - 1):
            return True
        i += n
    return False


cdef inline int64_t count_positions(Cursor *c, const uint32_t *table, const uint32_t *totals, uint32_t i) noexcept nogil:
    # How often a posting's document has the word; -1 when the file is damaged.
    cdef uint32_t frequencies[MOST_FIELDS]
    cdef uint32_t field
    cdef int64_t n = 0
    if codes_of(c)[i] != ESCAPE:
        return totals[codes_of(c)[i]]
    if escaped_frequencies(c, i, frequencies) < 0:
        return -1
    for field in range(c.fields):
        n += frequencies[field]
    return n


cdef inline int64_t count_before(Cursor *c, const uint32_t *table, const uint32_t *totals, uint32_t i, uint32_t end) noexcept nogil:
    # How often the documents from posting i up to another one have the word; -1 when the file is damaged.
    cdef const uint8_t *codes = codes_of(c)
    cdef int64_t n, found = 0
    while i < end:
        if codes[i] != ESCAPE:
            found += totals[codes[i]]
        else:
            n = count_positions(c, table, totals, i)
            if n < 0:
                return -1
            found += n
        i += 1
    return found


cdef inline void add_up(const uint32_t *table, uint32_t fields, uint32_t *totals) noexcept nogil:
    # What the frequencies of each code add up to.
    cdef uint32_t code, field
    for code in range(256):
        totals[code] = 0
        for field in range(fields):
            totals[code] += table[field * 256 + code]


cdef inline int has_form(
    Cursor *c, const uint32_t *table, const uint32_t *totals, const uint8_t *positions, uint64_t size, uint32_t i, uint32_t form
) noexcept nogil:
    # Whether the document of posting i of a chunk has the word in a form: 1, 0; -1 when the file is damaged.
    cdef FormCodes codes
    cdef int64_t first = 0, before, n
    if c.form_shape == 0:
        return form == 0
    if open_form_codes(c, positions, size, &codes) < 0:
        return -1
    if c.blocks != NULL:
        first = read32(c.blocks + BLOCK_ENTRY * (i // BLOCK))
    before = count_before(c, table, totals, i // BLOCK * BLOCK, i)
    n = count_positions(c, table, totals, i)
    if before < 0 or n < 0 or first + before + n > c.total:
        return -1
    first += before
    return any_form(&codes, <uint32_t>first, <uint32_t>(first + n), form)
