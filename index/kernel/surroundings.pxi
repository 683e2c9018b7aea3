# What stands next to a possible date, as flags. The rules are in _surroundings.pyi.

cdef enum:
    # Flags of the result; those of words follow, as in dateline.index.entities.dates.surroundings.
    UNCLEAR_BEFORE = 1
    DIGIT_BEFORE = 2
    HYPHEN_BEFORE = 4
    SIGN_BEFORE = 8
    WORD_BEFORE = 16
    UNCLEAR_BEHIND = 32
    SPACE_BEHIND = 64
    CLOSED_BEHIND = 128
    CAPITAL_BEHIND = 256
    PLURAL_BEHIND = 512
    ERA_BEHIND = 1024
    CAPITAL_BEFORE = 2048
    ENDS_IN_X = 4096
    ENDS_IN_K = 8192
    LIKE_FRACTION_BEHIND = 16384
    START_BEFORE = 32768
    # How much of a text the checks see on either side.
    WINDOW = 32
    # The most characters of the number of a year of an era.
    LONGEST_OF_ERA = 10

cdef uint64_t FLAGS_BEFORE = 0x00000000FFFF0000ULL
cdef uint64_t FLAGS_BEHIND = 0x0000FFFF00000000ULL
cdef uint64_t PASSED = 1ULL << 48
cdef uint64_t FAILED = 1ULL << 49
cdef uint64_t OF_A_BEHIND = 1ULL << 50
cdef uint64_t LIKE_STREET_BEHIND = 1ULL << 51
cdef uint64_t NAME_BEHIND = 1ULL << 52
cdef uint64_t OPEN_BEHIND = 1ULL << 53
cdef uint64_t OLD_BEHIND = 1ULL << 54
cdef uint64_t AGED_BEFORE = 1ULL << 55
cdef uint64_t OWNED_BEFORE = 1ULL << 56
cdef uint64_t OPAQUE_BEFORE = 1ULL << 57
cdef uint64_t PREPOSITION_BEFORE_THE = 1ULL << 58
cdef uint64_t NO_WORD_BEFORE = 1ULL << 59
cdef uint64_t INITIAL_BEHIND = 1ULL << 60
cdef uint64_t LIKE_IS_BEHIND = 1ULL << 61
cdef uint64_t LIKE_GAMES_BEHIND = 1ULL << 62
# Of words, as in dateline.index.entities.dates.surroundings.
cdef uint64_t PREPOSITION = 1ULL << 21
cdef uint64_t THE = 1ULL << 30


cdef uint64_t look_up(Word *table, Character *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef uint64_t low = 0, high = 0
    cdef Py_ssize_t i
    if end - start > LONGEST_WORD:
        return 0
    for i in range(end - start):
        if i < 8:
            low |= (<uint64_t> (text[start + i] | 32)) << (8 * i)
        else:
            high |= (<uint64_t> (text[start + i] | 32)) << (8 * (i - 8))
    return flags_of(table, low, high)


cdef inline bint ends_as(
    Character *text, Py_ssize_t low, Py_ssize_t end, const char *word, Py_ssize_t size
) noexcept nogil:
    # Whether a word, or the end of one, stands before an offset.
    cdef Py_ssize_t i
    if end - low < size:
        return False
    for i in range(size):
        if text[end - size + i] | 32 != <uint32_t> word[i]:
            return False
    return True


cdef inline Py_ssize_t back_over_spaces(Character *text, Py_ssize_t low, Py_ssize_t at) noexcept nogil:
    # Where the last character before an offset ends that is no space, within the paragraph.
    while at > low and is_space(text[at - 1]) and text[at - 1] != 10:
        at -= 1
    return at


cdef bint follows_age(Character *text, Py_ssize_t low, Py_ssize_t at, Py_ssize_t start) noexcept nogil:
    # Whether *aged*, *age*, *age of* or a hyphen may stand before a date; `at` is where the spaces before it begin.
    if at == low:
        return False
    if at == start:
        return text[at - 1] == c'-'
    if ends_as(text, low, at, b"age", 3) or ends_as(text, low, at, b"aged", 4):
        return True
    if not ends_as(text, low, at, b"of", 2):
        return False
    at -= 2
    return ends_as(text, low, back_over_spaces(text, low, at), b"age", 3)


cdef bint is_owned(Character *text, Py_ssize_t low, Py_ssize_t at) noexcept nogil:
    if at - low < 3 or text[at - 1] != c's' or not is_letter(text[at - 3]):
        return False
    return text[at - 2] == c"'" or text[at - 2] == 0x2019


cdef bint is_prepositional(Word *table, Character *text, Py_ssize_t low, Py_ssize_t at) noexcept nogil:
    # Whether a preposition may stand before the article at an offset.
    cdef Py_ssize_t end = at
    while at > low and (text[at - 1] == c'-' or (is_space(text[at - 1]) and text[at - 1] != 10)):
        at -= 1
    if at == low:
        return low > 0
    if at == end or not is_letter(text[at - 1]):
        return text[at - 1] >= 128
    end = at
    while at > low and is_letter(text[at - 1]):
        at -= 1
    if at == low and low > 0:
        return True
    return (end == at + 1 and text[at] | 32 == c's') or look_up(table, text, at, end) & PREPOSITION


cdef inline uint64_t sign_before(Character *text, Py_ssize_t low, Py_ssize_t at, Py_ssize_t start) noexcept nogil:
    # The flags of the last character before a date that is no space.
    cdef uint64_t flags = AGED_BEFORE if follows_age(text, low, at, start) else 0
    cdef uint32_t code = text[at - 1] if at > low else 10
    if is_digit(code):
        flags |= DIGIT_BEFORE
    if at == 0 or (at > low and code == 10):
        flags |= START_BEFORE
    elif at < start and is_owned(text, low, at):
        flags |= OWNED_BEFORE
    if code < 128 and not is_letter(code) and code != c'-' and code != c'_' and code != c',':
        flags |= NO_WORD_BEFORE
    return flags


cdef uint64_t unclear_before(uint64_t flags) noexcept nogil:
    return flags | UNCLEAR_BEFORE | (0 if flags & (START_BEFORE | OWNED_BEFORE) else OPAQUE_BEFORE)


cdef uint64_t before(Word *table, Character *text, Py_ssize_t start) noexcept nogil:
    # The flags of what stands before a date.
    cdef Py_ssize_t end, low = start - WINDOW if start > WINDOW else 0, at = back_over_spaces(text, low, start)
    cdef uint64_t flags = sign_before(text, low, at, start)
    cdef uint32_t code
    if at == start and at > 0 and (text[at - 1] == c'-' or text[at - 1] == 0x2013 or text[at - 1] == 0x2014):
        flags |= HYPHEN_BEFORE
    if at != start - 1 or text[at] != 32 or at == 0:
        return unclear_before(flags)
    code = text[at - 1]
    if code == c',' or code == c';' or code == c':' or code == c')':
        return flags | SIGN_BEFORE
    if not is_letter(code):
        return unclear_before(flags)
    end = at
    while at > low and is_letter(text[at - 1]):
        at -= 1
    if end - at > LONGEST_WORD:
        return unclear_before(flags)
    if at > 0:
        code = text[at - 1]
        if is_of_word(code) or code == c'.' or code == c"'" or code == 0x2018 or code == 0x2019:
            return unclear_before(flags)
    code = text[end - 1]
    if code == c'x':
        flags |= ENDS_IN_X
    elif code | 32 == c'k':
        flags |= ENDS_IN_K
    flags |= WORD_BEFORE | (look_up(table, text, at, end) & FLAGS_BEFORE)
    if flags & THE and is_prepositional(table, text, low, at):
        flags |= PREPOSITION_BEFORE_THE
    while at < end:
        if not is_lower(text[at]):
            return flags | CAPITAL_BEFORE
        at += 1
    return flags


cdef bint names_street(Character *text, Py_ssize_t at, Py_ssize_t limit) noexcept nogil:
    # Whether a word follows in the paragraph that begins as Street, Avenue or the like do.
    cdef uint32_t one, two
    while at + 2 < limit and text[at] != 10:
        if is_space(text[at]):
            one, two = text[at + 1], text[at + 2]
            if one == c'S' and (two == c't' or two == c'q') or one == c'A' and two == c'v':
                return True
            if one == c'R' and (two == c'o' or two == c'd') or one == c'B' and (two == c'o' or two == c'l'):
                return True
            if one == c'D' and two == c'r' or one == c'L' and two == c'a':
                return True
        at += 1
    return False


cdef inline uint64_t kind_of_word(
    Character *text, Py_ssize_t size, Py_ssize_t start, Py_ssize_t end, Py_ssize_t limit
) noexcept nogil:
    # The flags of a word behind a date by its first letters, and by what follows *of* or a word with a capital.
    cdef uint32_t one = text[start] | 32, two = text[start + 1] | 32 if end > start + 1 else 0
    cdef uint64_t flags = 0
    cdef Py_ssize_t at = end
    if one == c'p' and (two == c'o' or two == c'e' or two == c'c') or one == c'o' and two == c'f':
        flags |= LIKE_FRACTION_BEHIND
    elif (one == c'f' or one == c'm') and two == c'i' or one == c'c' and two == c'e':
        flags |= LIKE_FRACTION_BEHIND
    elif one == c's' and two == c't' or one == c'a' and two == c'v':
        flags |= LIKE_STREET_BEHIND
    elif (one == c'w' and two == c'a' or one == c'a' and two == c'n' or one == c'i' and two == c's'
          or one == c'm' and two == c'e'):
        flags |= LIKE_IS_BEHIND
    if one == c'o' or one == c'g' or one == c'p' or one == c's' or one == c't' or one == c'w':
        flags |= LIKE_GAMES_BEHIND
    if is_upper(text[start]):
        flags |= INITIAL_BEHIND
        if text[start] == c'B' and start + 1 < size and (text[start + 1] == c'C' or text[start + 1] == c'.'):
            return flags | NAME_BEHIND
        if names_street(text, end, limit):
            return flags | NAME_BEHIND
    if one != c'o' or two != c'f' or end != start + 2:
        return flags
    if at < size and text[at] == c'.':
        at += 1
    while at < size and is_space(text[at]) and text[at] != 10:
        at += 1
    return flags | OF_A_BEHIND if at < size and text[at] | 32 == c'a' else flags


cdef bint ends_in_plural(Character *text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t limit) noexcept nogil:
    # Whether a word in lower case is a noun in the plural, as far as its ending shows.
    cdef Py_ssize_t size = end - start
    if size < 3 or text[end - 1] != c's' or (end < limit and is_of_word(text[end])):
        return False
    if size == 3:
        return not (
            ends_as(text, start, end, b"was", 3) or ends_as(text, start, end, b"has", 3)
            or ends_as(text, start, end, b"its", 3) or text[start + 1] == c's'
        )
    if size == 4 and ends_as(text, start, end, b"this", 4):
        return False
    return not (
        text[end - 2] == c's' or ends_as(text, start, end, b"goes", 4) or ends_as(text, start, end, b"comes", 5)
        or ends_as(text, start, end, b"sees", 4) or ends_as(text, start, end, b"takes", 5)
        or ends_as(text, start, end, b"shows", 5) or ends_as(text, start, end, b"ends", 4)
    )


cdef bint is_plural_behind(Character *text, Py_ssize_t at, Py_ssize_t limit) noexcept nogil:
    # Whether a noun in the plural is the first word behind a date, or follows a word in lower case.
    cdef Py_ssize_t start
    cdef int i
    for i in range(2):
        start = at
        while at < limit and is_space(text[at]) and text[at] != 10:
            at += 1
        if at == start:
            return False
        start = at
        while at < limit and is_lower(text[at]):
            at += 1
        if at == start:
            return False
        if ends_in_plural(text, start, at, limit):
            return True
    return False


cdef inline uint64_t behind_gap(Character *text, Py_ssize_t end, Py_ssize_t limit) noexcept nogil:
    # Whether the rest of a number or a word, and one of an age, may follow behind spaces and hyphens.
    cdef Py_ssize_t at = end
    cdef uint64_t flags = 0
    cdef uint32_t code
    while at < limit and (text[at] == c'-' or (is_space(text[at]) and text[at] != 10)):
        at += 1
    if at < limit:
        code = text[at]
        if code >= 128 or is_letter(code) or code == c'%' or (is_digit(code) and text[end] == c'-'):
            flags |= OPEN_BEHIND
        elif (code == c'.' or code == c',') and at + 1 < limit and is_digit(text[at + 1]):
            flags |= OPEN_BEHIND
        if code | 32 == c'o':
            flags |= OLD_BEHIND
    if end + 1 < limit and text[end] == 32 and (text[end + 1] == c'S' or text[end + 1] == c'A'):
        flags |= OLD_BEHIND
    return flags


cdef uint64_t behind(Word *table, Character *text, Py_ssize_t size, Py_ssize_t end) noexcept nogil:
    # The flags of what stands behind a date.
    cdef Py_ssize_t at, start, limit = end + WINDOW if end + WINDOW < size else size
    cdef uint64_t flags
    cdef uint32_t code
    cdef bint lower = True
    if end == size or text[end] == 10:
        return CLOSED_BEHIND
    code = text[end]
    flags = behind_gap(text, end, limit)
    if code == c'.' or code == c',' or code == c';' or code == c':' or code == c'!' or code == c'?' or code == c')':
        if end + 1 == size or is_space(text[end + 1]):
            return CLOSED_BEHIND
        return flags | UNCLEAR_BEHIND
    if not is_space(code):
        return flags | UNCLEAR_BEHIND
    if is_plural_behind(text, end, limit):
        flags |= PLURAL_BEHIND
    start = end + 1
    if code != 32 or start == size or not is_letter(text[start]):
        return flags | SPACE_BEHIND
    at = start
    while at < limit and is_letter(text[at]):
        lower = lower and is_lower(text[at])
        at += 1
    if at - start > LONGEST_WORD or (at < size and is_of_word(text[at])):
        return flags | SPACE_BEHIND
    flags &= ~OPEN_BEHIND
    flags |= look_up(table, text, start, at) & FLAGS_BEHIND
    flags |= kind_of_word(text, size, start, at, limit)
    return flags if lower else flags | CAPITAL_BEHIND


cdef inline bint begins_era(Character *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    # Whether AD, A.D., BC, B.C. or CE may begin at an offset.
    cdef uint32_t code
    if at + 1 >= size:
        return False
    code = text[at + 1]
    if text[at] == c'A':
        return code == c'D' or code == c'.'
    if text[at] == c'B':
        return code == c'C' or code == c'.'
    return text[at] == c'C' and code == c'E'


cdef bint can_be_era(Character *text, Py_ssize_t size, Py_ssize_t end) noexcept nogil:
    # Whether an era, or a number and its era, may begin behind a date.
    cdef Py_ssize_t at = end, start
    while at < size and at < end + 2 and (text[at] == c',' or text[at] == 32 or text[at] == 0xA0):
        at += 1
    if at == end + 2:
        while at < size and (text[at] == c',' or (text[at] != 10 and is_space(text[at]))):
            at += 1
    start = at
    while at < size and at < start + LONGEST_OF_ERA and (is_digit(text[at]) or text[at] == c','):
        at += 1
    if at > start and at < size and is_space(text[at]):
        at += 1
    return begins_era(text, size, at)


cdef uint64_t flags_around(
    Word *table, Character *text, Py_ssize_t size, Py_ssize_t start, Py_ssize_t end
) noexcept nogil:
    return (
        before(table, text, start) | behind(table, text, size, end)
        | (ERA_BEHIND if can_be_era(text, size, end) else 0)
    )
