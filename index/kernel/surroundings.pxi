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

cdef uint64_t FLAGS_BEFORE = 0x00000000FFFF0000ULL
cdef uint64_t FLAGS_BEHIND = 0x0000FFFF00000000ULL
cdef uint64_t PASSED = 1ULL << 48
cdef uint64_t FAILED = 1ULL << 49
cdef uint64_t OF_A_BEHIND = 1ULL << 50
cdef uint64_t LIKE_STREET_BEHIND = 1ULL << 51
cdef uint64_t NAME_BEHIND = 1ULL << 52


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


cdef uint64_t before(Word *table, Character *text, Py_ssize_t start) noexcept nogil:
    # The flags of what stands before a date.
    cdef Py_ssize_t at = start, end, low = start - WINDOW if start > WINDOW else 0
    cdef uint64_t flags = 0
    cdef uint32_t code
    while at > low and is_space(text[at - 1]) and text[at - 1] != 10:
        at -= 1
    if at > low and is_digit(text[at - 1]):
        flags |= DIGIT_BEFORE
    if at == start and at > 0 and (text[at - 1] == c'-' or text[at - 1] == 0x2013 or text[at - 1] == 0x2014):
        flags |= HYPHEN_BEFORE
    if at == 0 or (at > low and text[at - 1] == 10):
        flags |= START_BEFORE
    if at != start - 1 or text[at] != 32 or at == 0:
        return flags | UNCLEAR_BEFORE
    code = text[at - 1]
    if code == c',' or code == c';' or code == c':' or code == c')':
        return flags | SIGN_BEFORE
    if not is_letter(code):
        return flags | UNCLEAR_BEFORE
    end = at
    while at > low and is_letter(text[at - 1]):
        at -= 1
    if end - at > LONGEST_WORD:
        return flags | UNCLEAR_BEFORE
    if at > 0:
        code = text[at - 1]
        if is_of_word(code) or code == c'.' or code == c"'" or code == 0x2018 or code == 0x2019:
            return flags | UNCLEAR_BEFORE
    code = text[end - 1]
    if code == c'x':
        flags |= ENDS_IN_X
    elif code | 32 == c'k':
        flags |= ENDS_IN_K
    flags |= WORD_BEFORE | (look_up(table, text, at, end) & FLAGS_BEFORE)
    while at < end:
        if not is_lower(text[at]):
            return flags | CAPITAL_BEFORE
        at += 1
    return flags


cdef inline uint64_t kind_of_word(Character *text, Py_ssize_t size, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    # The flags of a word behind a date by its first two letters, and by what follows *of* or a word with a capital.
    cdef uint32_t one = text[start] | 32, two = text[start + 1] | 32 if end > start + 1 else 0
    cdef uint64_t flags = 0
    cdef Py_ssize_t at = end
    if one == c'p' and (two == c'o' or two == c'e' or two == c'c') or one == c'o' and two == c'f':
        flags |= LIKE_FRACTION_BEHIND
    elif (one == c'f' or one == c'm') and two == c'i' or one == c'c' and two == c'e':
        flags |= LIKE_FRACTION_BEHIND
    elif one == c's' and two == c't' or one == c'a' and two == c'v':
        flags |= LIKE_STREET_BEHIND
    if not is_upper(text[start]) and (one != c'o' or two != c'f' or end != start + 2):
        return flags
    if at < size and text[at] == c'.':
        at += 1
    while at < size and is_space(text[at]) and text[at] != 10:
        at += 1
    if is_upper(text[start]) and (text[start] == c'B' or (at < size and is_upper(text[at]))):
        flags |= NAME_BEHIND
    if one == c'o' and two == c'f' and end == start + 2 and at < size and text[at] | 32 == c'a':
        flags |= OF_A_BEHIND
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
    if code == c'.' or code == c',' or code == c';' or code == c':' or code == c'!' or code == c'?' or code == c')':
        return CLOSED_BEHIND if end + 1 == size or is_space(text[end + 1]) else UNCLEAR_BEHIND
    if not is_space(code):
        return UNCLEAR_BEHIND
    start = end + 1
    if code != 32 or start == size or not is_letter(text[start]):
        return SPACE_BEHIND
    at = start
    while at < limit and is_letter(text[at]):
        lower = lower and is_lower(text[at])
        at += 1
    if at - start > LONGEST_WORD or (at < size and is_of_word(text[at])):
        return SPACE_BEHIND
    flags = look_up(table, text, start, at) & FLAGS_BEHIND
    flags |= kind_of_word(text, size, start, at)
    if not lower:
        flags |= CAPITAL_BEHIND
    if text[at - 1] == c's':
        return flags | PLURAL_BEHIND
    # An adjective may stand before a plural.
    while at < limit and is_space(text[at]):
        at += 1
    start = at
    while at < limit and is_lower(text[at]):
        at += 1
    return flags | PLURAL_BEHIND if at > start and text[at - 1] == c's' else flags


cdef bint can_be_era(Character *text, Py_ssize_t size, Py_ssize_t end) noexcept nogil:
    # Whether an era, or a number and its era, may begin behind a date.
    cdef Py_ssize_t at = end
    cdef uint32_t code
    while at < size and at < end + 2 and (text[at] == c',' or text[at] == 32 or text[at] == 0xA0):
        at += 1
    if at == end + 2:
        while at < size and (text[at] == c',' or (text[at] != 10 and is_space(text[at]))):
            at += 1
    if at == size:
        return False
    code = text[at]
    return is_digit(code) or code == c'A' or code == c'B' or code == c'C'


cdef uint64_t flags_around(
    Word *table, Character *text, Py_ssize_t size, Py_ssize_t start, Py_ssize_t end
) noexcept nogil:
    return (
        before(table, text, start) | behind(table, text, size, end)
        | (ERA_BEHIND if can_be_era(text, size, end) else 0)
    )
