# How a match begins, and where a run may join days to a row, or a period to its end; for _grammar.pyx.

cdef uint64_t first_at(Word *firsts, str text, Py_ssize_t start, bint *the, Py_ssize_t *then) noexcept:
    # What is kept of the word, the digits or the sign at an offset of an ASCII text, behind its article if it has
    # one; `then` is where they end.
    cdef const uint8_t *letters = <const uint8_t *> PyUnicode_1BYTE_DATA(text)
    cdef Py_ssize_t at = start, end, size = PyUnicode_GET_LENGTH(text), i
    cdef uint64_t low = 0, high = 0
    the[0] = (
        start + 3 < size and letters[at] | 32 == c't' and letters[at + 1] | 32 == c'h'
        and letters[at + 2] | 32 == c'e' and is_space(letters[at + 3])
    )
    if the[0]:
        at += 4
        while at < size and is_space(letters[at]):
            at += 1
    end = at
    while end < size and is_letter(letters[end]):
        end += 1
    if end - at > LONGEST_WORD or at == size:
        return 0
    if end > at:
        for i in range(end - at):
            if i < 8:
                low |= (<uint64_t> (letters[at + i] | 32)) << (8 * i)
            else:
                high |= (<uint64_t> (letters[at + i] | 32)) << (8 * (i - 8))
    elif is_digit(letters[at]):
        while end < size and is_digit(letters[end]):
            end += 1
        low = FOUR_DIGITS if end - at >= LONG_NUMBER else FEW_DIGITS
    else:
        low, end = letters[at], at + 1
    then[0] = end
    return flags_of(firsts, low, high)


cdef inline bint is_word(const uint8_t *letters, const char *word, Py_ssize_t size) noexcept:
    # Whether letters are those of a word, in any case.
    cdef Py_ssize_t i
    for i in range(size):
        if letters[i] | 32 != word[i]:
            return False
    return True


cdef Py_ssize_t back_over_gap(const uint8_t *letters, Py_ssize_t at) noexcept:
    # Where what stands before a gap ends, which may have a comma.
    while at > 0 and is_space(letters[at - 1]):
        at -= 1
    if at > 0 and letters[at - 1] == c",":
        at -= 1
    while at > 0 and is_space(letters[at - 1]):
        at -= 1
    return at


cdef bint is_unit_before(const uint8_t *letters, Py_ssize_t end) noexcept:
    # Whether the unit of a period that may have an end stands before an offset.
    if end > 0 and letters[end - 1] == c".":
        end -= 1
    if end > 0 and letters[end - 1] | 32 == c"s":
        end -= 1
    return (
        (end >= 4 and (is_word(letters + end - 4, b"year", 4) or is_word(letters + end - 4, b"week", 4)))
        or (end >= 4 and is_word(letters + end - 4, b"half", 4))
        or (end >= 5 and is_word(letters + end - 5, b"month", 5))
        or (end >= 7 and is_word(letters + end - 7, b"quarter", 7))
        or (end >= 3 and is_word(letters + end - 3, b"qtr", 3))
    )


cdef Py_ssize_t last_row(Word *firsts, Run run) noexcept:
    # Where the last *and* is that may join two days of a row: a number or an ordinal ends before it and begins behind
    # it, there perhaps with its article.
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(run.text), at, before, then, last = -1
    cdef const uint8_t *letters
    cdef uint64_t flags
    cdef bint the
    cdef int code
    if not run.ascii:
        return size
    letters = <const uint8_t *> PyUnicode_1BYTE_DATA(run.text)
    for at in range(1, size - 4):
        if not is_word(letters + at, b"and", 3) or not is_space(letters[at - 1]) or not is_space(letters[at + 3]):
            continue
        before = back_over_gap(letters, at)
        code = letters[before - 1] if before else 0
        if not is_digit(code) and code | 32 != c"d" and code | 32 != c"h" and code | 32 != c"t":
            continue
        then = at + 4
        while then < size and is_space(letters[then]):
            then += 1
        flags = first_at(firsts, run.text, then, &the, &then)
        if flags & ORDINAL or is_digit(letters[then - 1]):
            last = at
    return last


cdef Py_ssize_t last_period(Run run) noexcept:
    # Where the last *ended*, *ending* or *to* is that follows the unit of a period.
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(run.text), at, end, last = -1
    cdef const uint8_t *letters
    if not run.ascii:
        return size
    letters = <const uint8_t *> PyUnicode_1BYTE_DATA(run.text)
    for at in range(1, size - 2):
        if letters[at] | 32 == c"t" and letters[at + 1] | 32 == c"o":
            end = at + 2
        elif at + 5 < size and is_word(letters + at, b"ended", 5):
            end = at + 5
        elif at + 6 < size and is_word(letters + at, b"ending", 6):
            end = at + 6
        else:
            continue
        if is_space(letters[end]) and (is_space(letters[at - 1]) or letters[at - 1] == c","):
            if is_unit_before(letters, back_over_gap(letters, at)):
                last = at
    return last
