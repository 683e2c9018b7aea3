# How a run is cut into pieces that are read alone, for _dates.pyx, which has the rules in its stub.
#
# What a piece is read as is kept by its words, so fewer of them are new than of whole runs: *from March 3 after 9-1/8*
# is *March 3*. Only ASCII runs are cut.

cdef enum:
    # Flags of words, as in dateline.index.entities.dates.pieces.
    IS_MONTH = 1 << 8
    IS_COUNT = 1 << 9
    IS_UNIT = 1 << 10
    IS_STEP = 1 << 11
    IS_AGO = 1 << 12
    BEHIND_NUMBER = 1 << 13
    JOINS_RANGE = 1 << 14
    OPENS_RANGE = 1 << 15
    BEGINS_NONE = 1 << 16
    IS_AND = 1 << 17
    BEFORE_NUMBER = 1 << 18
    IS_ARTICLE = 1 << 19
    STANDS_ALONE = 1 << 20
    MONTH_AT = 21          # its number
    EXTENDS_DAY = 1 << 25
    EXTENDS_YEAR = 1 << 26
    EXTENDS_UNIT = 1 << 27
    CALM_BEHIND_PERIOD = 1 << 28
    IS_PERIOD = 1 << 29
    IS_NTH = 1 << 30
    LONGEST_SHORT = 3
    QUARTER_SIZE = 8       # with the space before it

    NO_PIECE = 0
    ALONE = 1
    OPEN = 2


# What may stand before the count of a duration.
cdef enum:
    MODIFIERS = 8
    STEPS = 7
cdef const char *MODIFYING[8]
MODIFYING[:] = [b"about", b"around", b"nearly", b"almost", b"just", b"only", b"more than", b"less than"]
cdef const char *STEPPING[7]
STEPPING[:] = [b"last", b"past", b"next", b"coming", b"first", b"following", b"previous"]


cdef inline int word_at(Vocabulary *words, const uint8_t *text, Py_ssize_t size, Py_ssize_t at, Py_ssize_t *end) noexcept nogil:
    # The flags of a word that ends at a space or with the run.
    cdef int flags = flags_at(words, text, size, at, end)
    return flags if end[0] == size or text[end[0]] == c" " else 0


cdef inline Py_ssize_t year_end(const uint8_t *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    # Where a year of 1700 to 2099 ends that begins at an offset, and ends at a space or with the run; -1: there is none.
    if at + 4 > size or digits_end(text, size, at) != at + 4 or (at + 4 < size and text[at + 4] != c" "):
        return -1
    if text[at] == c"2":
        return at + 4 if text[at + 1] == c"0" else -1
    return at + 4 if text[at] == c"1" and text[at + 1] >= c"7" else -1


cdef bint is_calm(Vocabulary *words, const uint8_t *text, Py_ssize_t size, Py_ssize_t at, int kind) noexcept nogil:
    # Whether the word at an offset can belong to nothing of a kind before it.
    cdef Py_ssize_t end
    cdef int flags = word_at(words, text, size, at, &end)
    if flags & IS_AND and kind & (EXTENDS_DAY | EXTENDS_YEAR) and end < size:
        at = end + 1
        if kind == EXTENDS_YEAR and is_digit(text[at]):
            return True
        return year_end(text, size, at) > 0 or word_at(words, text, size, at, &end) & IS_MONTH
    if kind & CALM_BEHIND_PERIOD:
        return flags & kind != 0
    return flags and not flags & kind


cdef bint ends_calmly(Vocabulary *words, const uint8_t *text, Py_ssize_t size, Py_ssize_t at, int kind) noexcept nogil:
    # Whether nothing that follows can belong to what ends at an offset.
    cdef Py_ssize_t end
    if at == size:
        return True
    if text[at] == c" " and at + 1 < size:
        return text[at + 1] == c"(" or is_calm(words, text, size, at + 1, kind)
    if text[at] == c"," and at + 2 < size and text[at + 1] == c" ":
        return not word_at(words, text, size, at + 2, &end) & IS_AND and is_calm(words, text, size, at + 2, kind)
    if text[at] == c")":
        return True
    if text[at] == c"/" and kind == EXTENDS_DAY:
        return at + 1 < size and is_letter(text[at + 1])
    if text[at] == c"'" and kind != EXTENDS_YEAR and at + 1 < size and text[at + 1] | 32 == c"s":
        return at + 2 == size or text[at + 2] == c" "
    return False


cdef bint shares_year(Vocabulary *words, const uint8_t *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    # Whether a month that ends at an offset may have the year of another month: *March and April 1989*.
    cdef Py_ssize_t end
    if at + 1 >= size or text[at] != c" " or not word_at(words, text, size, at + 1, &end) & IS_AND:
        return False
    return end + 1 < size and word_at(words, text, size, end + 1, &end) & IS_MONTH != 0


cdef Py_ssize_t month_piece(Vocabulary *words, const uint8_t *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    # Where a month that ends at an offset ends with its day and its year; -1 if more may belong to it.
    cdef Py_ssize_t end = at, digits, year = -1
    cdef int day
    if shares_year(words, text, size, at):
        return -1
    if at + 1 < size and text[at] == c" " and is_digit(text[at + 1]):
        end = year_end(text, size, at + 1)
        if end < 0:
            end = digits = digits_end(text, size, at + 1)
            day = text[at + 1] - 48 if digits == at + 2 else (text[at + 1] - 48) * 10 + text[at + 2] - 48
            if digits > at + 3 or not 1 <= day <= 31:
                return -1
            if digits + 1 < size and text[digits] == c"," and text[digits + 1] == c" ":
                year = year_end(text, size, digits + 2)
            elif digits < size and text[digits] == c" ":
                year = year_end(text, size, digits + 1)
            if year > 0:
                end = year
    elif at + 1 < size and text[at] == c"," and text[at + 1] == c" ":
        end = year_end(text, size, at + 2)
    return end if end > 0 and ends_calmly(words, text, size, end, EXTENDS_DAY) else -1


cdef bint number_month(Vocabulary *words, const uint8_t *text, Py_ssize_t size, int *month, int *day, int *year) noexcept nogil:
    # The numbers of a piece, 0 for what it does not say; False: it is no month, and no year alone.
    cdef Py_ssize_t at = 0, end
    cdef int number, flags
    month[0] = day[0] = year[0] = 0
    if not is_digit(text[0]):
        flags = flags_at(words, text, size, 0, &at)
        if not flags & IS_MONTH:
            return False
        month[0] = flags >> MONTH_AT & 15
    while at < size:
        if not is_digit(text[at]):
            if text[at] != c" " and text[at] != c",":
                return False
            at += 1
            continue
        end = digits_end(text, size, at)
        if end - at > 4:
            return False
        number = 0
        while at < end:
            number = 10 * number + text[at] - 48
            at += 1
        if number < 100:
            day[0] = number
        else:
            year[0] = number
    return month[0] or (year[0] and size == 4)


cdef Py_ssize_t unit_end(Vocabulary *words, const uint8_t *text, Py_ssize_t size, Py_ssize_t end) noexcept nogil:
    # Where a duration ends whose unit ends at an offset, perhaps with *ago*; -1 if more may belong to it.
    cdef Py_ssize_t behind
    if end < size and text[end] == c" " and word_at(words, text, size, end + 1, &behind) & IS_AGO:
        return behind if ends_calmly(words, text, size, behind, CALM_BEHIND_PERIOD) else -1
    return end if ends_calmly(words, text, size, end, EXTENDS_UNIT) else -1


cdef Py_ssize_t length_piece(Vocabulary *words, const uint8_t *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    # Where the unit ends whose count ends at an offset; -1 if there is none, or more may belong to it.
    cdef Py_ssize_t end
    if at >= size or (text[at] != c" " and text[at] != c"-"):
        return -1
    if not flags_at(words, text, size, at + 1, &end) & IS_UNIT:
        return -1
    return unit_end(words, text, size, end)


cdef Py_ssize_t number_end(Vocabulary *words, const uint8_t *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    # Where a number ends that no date has, as the next word shows: 12, 9-1/8, 4.5, 4,311,000; -1: it may be of a date.
    cdef Py_ssize_t end = digits_end(text, size, at), low = at
    if end - at > LONGEST_SHORT:
        return -1
    if end + 1 < size and text[end] == c"." and is_digit(text[end + 1]):
        end = digits_end(text, size, end + 1)
    elif end + 1 < size and text[end] == c"-" and is_digit(text[end + 1]):
        low = end + 1
        end = digits_end(text, size, low)
        if end - low > 2 or end + 1 >= size or text[end] != c"/" or not is_digit(text[end + 1]):
            return -1
        at = end + 1
        end = digits_end(text, size, at)
        if end - at > 2 or (text[low] == c"9" and end - low == 4):  # 9/11
            return -1
    else:
        while end + 3 < size and text[end] == c"," and digits_end(text, size, end + 1) == end + 4:
            end += 4
    if end == size:
        return end
    return end if text[end] == c" " and word_at(words, text, size, end + 1, &at) & BEHIND_NUMBER else -1


cdef Py_ssize_t piece_end(Vocabulary *words, const uint8_t *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    # Where a piece ends that begins at an offset; -1: what begins there may have more parts than the kernel knows.
    cdef Py_ssize_t end
    cdef int flags
    if at >= size:
        return -1
    if is_digit(text[at]):
        end = year_end(text, size, at)
        if end > 0:
            return end if ends_calmly(words, text, size, end, EXTENDS_YEAR) else -1
        end = digits_end(text, size, at)
        return length_piece(words, text, size, end) if end - at <= LONGEST_SHORT else -1
    flags = flags_at(words, text, size, at, &end)
    if flags & IS_MONTH:
        return month_piece(words, text, size, end)
    if flags & STANDS_ALONE:
        return end if ends_calmly(words, text, size, end, EXTENDS_DAY) and not names_month_behind(words, text, size, end) else -1
    return length_piece(words, text, size, end) if flags & IS_COUNT else -1


cdef bint names_month_behind(Vocabulary *words, const uint8_t *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    # Whether a month follows what ends at an offset: Friday, March 3.
    cdef Py_ssize_t end
    while at < size and not is_letter(text[at]):
        at += 1
    return at < size and flags_at(words, text, size, at, &end) & IS_MONTH


cdef Py_ssize_t period_end(Vocabulary *words, const uint8_t *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    # Where a period ends that begins at an offset: last year, the first quarter, a week, a year ago; -1 as above.
    cdef Py_ssize_t end, behind
    cdef int flags = word_at(words, text, size, at, &end), then
    cdef bint the = False
    if flags & IS_ARTICLE and end - at == 3:
        the = True
        flags = word_at(words, text, size, end + 1, &end) if end < size else 0
    if not flags & (IS_STEP | IS_NTH | IS_ARTICLE) or end >= size or (the and flags & IS_ARTICLE):
        return -1
    then = flags_at(words, text, size, end + 1, &behind)
    if flags & IS_ARTICLE:
        return unit_end(words, text, size, behind) if then & IS_UNIT else -1
    if not then & IS_PERIOD or (flags & IS_NTH and behind - end < QUARTER_SIZE):
        return -1
    if flags & IS_STEP and behind < size and text[behind] == c"'":  # last year's first quarter
        return -1
    return behind if ends_calmly(words, text, size, behind, CALM_BEHIND_PERIOD) else -1


cdef Py_ssize_t behind_word(const uint8_t *text, Py_ssize_t size, Py_ssize_t at, const char *word) noexcept nogil:
    # Where what follows a word and a space begins, if that word begins at an offset; else that offset.
    cdef Py_ssize_t i = 0
    while word[i]:
        if at + i >= size or text[at + i] | 32 != <uint8_t> word[i]:
            return at
        i += 1
    return at + i + 1 if at + i < size and text[at + i] == c" " else at


cdef Py_ssize_t count_start(const uint8_t *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    # Where the count of a duration begins, behind words that need no meaning: about two years, the next two years.
    cdef Py_ssize_t low = at, start
    cdef int i
    for i in range(MODIFIERS):
        at = behind_word(text, size, low, MODIFYING[i])
        if at > low:
            break
    start = at
    low = behind_word(text, size, start, b"the")
    for i in range(STEPS):
        at = behind_word(text, size, low, STEPPING[i])
        if at > low:
            return at
    return start  # no count follows an article without such a word


cdef Py_ssize_t count_end(Vocabulary *words, const uint8_t *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    # Where a count in figures or one word ends; -1: it is none.
    cdef Py_ssize_t end
    if at >= size:
        return -1
    if not is_digit(text[at]):
        return end if flags_at(words, text, size, at, &end) & IS_COUNT else -1
    end = digits_end(text, size, at)
    if end - at > LONGEST_SHORT:
        return -1
    return digits_end(text, size, end + 1) if end + 1 < size and text[end] == c"." and is_digit(text[end + 1]) else end


cdef Py_ssize_t counted_end(Vocabulary *words, const uint8_t *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    # Where a duration ends that begins at an offset; -1 as above.
    cdef Py_ssize_t end = count_end(words, text, size, count_start(text, size, at))
    return length_piece(words, text, size, end) if end > 0 else -1


cdef Py_ssize_t whole_length(
    Vocabulary *words, const uint8_t *text, Py_ssize_t size, Py_ssize_t *start
) noexcept nogil:
    # Where the count of a piece that is a duration ends, which begins at `start`; -1: it is none, or may be more.
    cdef Py_ssize_t end, unit_end
    if behind_word(text, size, 0, b"last"):
        return -1
    start[0] = count_start(text, size, 0)
    end = count_end(words, text, size, start[0])
    if end < 0 and (start[0] or not flags_at(words, text, size, 0, &end) & IS_ARTICLE or end == LONGEST_SHORT):
        return -1
    if end >= size or not flags_at(words, text, size, end + 1, &unit_end) & IS_UNIT or unit_end < size:
        return -1
    return end


cdef bint joins_none(Vocabulary *words, const uint8_t *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    # Whether nothing that joins the ends of a range follows.
    cdef Py_ssize_t end
    while at < size:
        if text[at] == c"-" or text[at] == c"/":
            return False
        if is_letter(text[at]):
            if flags_at(words, text, size, at, &end) & JOINS_RANGE:
                return False
            at = end
        else:
            at += 1
    return True


cdef bint begins_none(
    Vocabulary *words, const uint8_t *text, Py_ssize_t size, int flags, Py_ssize_t behind
) noexcept nogil:
    # Whether no date begins with a word that ends at an offset: an article before a number or a piece has none of it,
    # and *from* opens no range where none can follow.
    cdef Py_ssize_t then = behind + 1, end
    if flags & (JOINING | BEGINS_NONE):
        return True
    if not flags & (BEFORE_NUMBER | OPENS_RANGE) or then >= size or text[behind] != c" ":
        return False
    if is_digit(text[then]) and number_end(words, text, size, then) > 0:
        return True
    if flags & IS_ARTICLE:
        return piece_end(words, text, size, then) > 0 and not flags_at(words, text, size, then, &end) & STANDS_ALONE
    if not flags & OPENS_RANGE:
        return False
    end = piece_end(words, text, size, then)
    if end > 0 and (end == size or not word_at(words, text, size, end + 1, &then) & IS_AND):
        return True
    return joins_none(words, text, size, behind)


cdef int next_piece(
    Vocabulary *words, const uint8_t *text, Py_ssize_t size, Py_ssize_t *at, Py_ssize_t *start, Py_ssize_t *end
) noexcept nogil:
    # The next piece from an offset on, which is moved behind words that begin no date; OPEN: what begins there may
    # have more parts than the kernel knows.
    cdef Py_ssize_t low, behind
    cdef int flags
    while True:
        low = at[0]
        while low < size and not is_of_word(text[low]):
            low += 1
        if low == size:
            return NO_PIECE
        start[0] = low
        if low > 0 and text[low - 1] != c" " and text[low - 1] != c"(":
            if text[low - 1] != c"/" or not is_letter(text[low]):
                return OPEN
        if is_digit(text[low]):
            behind = number_end(words, text, size, low)
            if behind > 0:
                at[0] = behind
                continue
        else:
            flags = flags_at(words, text, size, low, &behind)
            if behind < size and is_of_word(text[behind]):
                return OPEN
            if begins_none(words, text, size, flags, behind):
                at[0] = behind
                continue
        end[0] = piece_end(words, text, size, low)
        if end[0] < 0 and not is_digit(text[low]):
            end[0] = period_end(words, text, size, low)
        if end[0] < 0:
            end[0] = counted_end(words, text, size, low)
        return ALONE if end[0] > 0 else OPEN
