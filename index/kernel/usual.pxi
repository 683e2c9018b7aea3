# How a usual run is prepared for patterns, for _grammar.pyx, which has the rules in its stub.

cdef bint is_of_time(const uint8_t *letters, Py_ssize_t size, Py_ssize_t at) noexcept:
    # Whether a number that ends at an offset is a time, as a zone or *hours* shows: 0800 GMT, 1430 EST.
    cdef Py_ssize_t end
    cdef int a, b, c
    while at < size and is_space(letters[at]):
        at += 1
    end = at
    while end < size and is_of_word(letters[end]):
        end += 1
    if end - at == 5:
        return is_word(letters + at, b"hours", 5)
    if end - at != 3:
        return False
    a, b, c = letters[at] | 32, letters[at + 1] | 32, letters[at + 2] | 32
    if c == c"t" and (b == c"s" or b == c"d"):
        return a == c"e" or a == c"c" or a == c"m" or a == c"p" or (a == c"b" and b == c"s")
    return (
        is_word(letters + at, b"gmt", 3) or is_word(letters + at, b"utc", 3) or is_word(letters + at, b"cet", 3)
        or is_word(letters + at, b"hrs", 3)
    )


cdef bint is_usual_number(const uint8_t *letters, Py_ssize_t size, Py_ssize_t start, Py_ssize_t end) noexcept:
    # Whether a number is short, a year of 1700 to 2099, a time, or the fraction of another: 3.7500.
    if end - start < LONG_NUMBER or (start > 1 and letters[start - 1] == c"." and is_digit(letters[start - 2])):
        return True
    if end - start > LONG_NUMBER:
        return False
    if (letters[start] == c"2" and letters[start + 1] == c"0") or (letters[start] == c"1" and letters[start + 1] >= c"7"):
        return True
    return is_of_time(letters, size, end)


cdef str usual_run(Word *firsts, str text, bint *years):
    # An ASCII run in small letters, with the second letter of each weekday and the first one of each month as a
    # capital; None if a D follows a number, which is no ending of an ordinal. `years` is whether its numbers behind a
    # month are usual.
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), at = 0, start, i
    cdef const uint8_t *letters = <const uint8_t *> PyUnicode_1BYTE_DATA(text)
    cdef str made = PyUnicode_New(size, 127)
    cdef uint8_t *out = <uint8_t *> PyUnicode_1BYTE_DATA(made)
    cdef uint64_t low, high, flags
    cdef bint after_month = False
    while at < size:
        start, low, high = at, 0, 0
        if is_digit(letters[at]):
            while at < size and is_digit(letters[at]):
                out[at] = letters[at]
                at += 1
            if at < size and letters[at] == c"D":
                return None
            years[0] = years[0] and (not after_month or is_usual_number(letters, size, start, at))
        elif is_letter(letters[at]):
            while at < size and is_letter(letters[at]):
                i = at - start
                out[at] = letters[at] | 32
                if i < 8:
                    low |= (<uint64_t> out[at]) << (8 * i)
                elif i < LONGEST_WORD:
                    high |= (<uint64_t> out[at]) << (8 * (i - 8))
                at += 1
            flags = flags_of(firsts, low, high) if at - start <= LONGEST_WORD else 0
            if flags & MONTH:
                after_month = True
                out[start] -= 32
            elif flags & WEEKDAY:
                out[start + 1] -= 32
        else:
            out[at] = letters[at]
            at += 1
    return made
