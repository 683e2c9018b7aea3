# The verb that a day without its year surely has, for _dates.pyx and _clauses.pyx. The rules are in
# dateline.index.entities.dates.verbs, which decides where the kernel does not: in texts with letters beyond ASCII next
# to the day, before days that begin with a number or their clause, and behind verbs of telling.

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, const void *data, Py_ssize_t index) nogil


cdef inline uint32_t letter_of(int kind, const void *data, Py_ssize_t at) noexcept nogil:
    return PyUnicode_READ(kind, data, at)


cdef enum:
    # Flags of words, as in dateline.index.entities.dates.verbs.
    V_CONJUNCTION = 1 << 0
    V_CUE = 1 << 1
    V_ADVERB = 1 << 2
    V_PAST = 1 << 3
    V_NO_VERB = 1 << 4
    V_UNREAL = 1 << 5
    V_LEADING = 1 << 6
    V_PLACING = 1 << 7
    V_DAILY = 1 << 8
    V_LIMIT = 1 << 9
    V_TOLD = 1 << 10
    V_ACT = 1 << 11
    V_WAS = 1 << 12
    V_PERFECT = 1 << 13
    V_INTENDED = 1 << 14
    V_NEEDS_PLACE = 1 << 15
    V_IN_PROGRAMME = 1 << 16
    V_PERIOD = 1 << 17
    V_FINITE = 1 << 18
    V_NOT_BEFORE = 1 << 19
    V_OF_RECORD = 1 << 20
    V_ALWAYS_PAST = 1 << 21
    V_NOT_DONE = 1 << 22
    V_LINKING = 1 << 23
    V_PLACE = 1 << 24
    V_NO_PLACE = 1 << 25
    V_NO_OBJECT = 1 << 26
    V_WILL = 1 << 27
    V_BE_PRESENT = 1 << 28
    V_OF_PLAN = 1 << 29
    V_PLANNING = 1 << 30
    # What is found where the kernel does not decide.
    UNDECIDED = 3
    MOST_WORDS = 13
    LONGEST_VERB = 3
    LONGEST_PLACE = 8
    LONGEST_OBJECT = 8
    LONGEST_ROW = 40
    BESIDE_DATE = 90

# Flags that an enumeration has no room for.
cdef uint64_t V_TO = 1ULL << 31
cdef uint64_t V_BE = 1ULL << 32
cdef uint64_t V_AND = 1ULL << 33
cdef uint64_t V_PUT_OFF = 1ULL << 34
cdef uint64_t V_OF_EVENT = 1ULL << 35
cdef uint64_t V_ON = 1ULL << 36


cdef struct VerbWord:
    Py_ssize_t start
    Py_ssize_t size
    uint64_t flags
    bint ends_in_ed
    bint ends_in_ly
    bint is_built     # it ends in *housing* or *family*


cdef struct VerbWords:
    # The words of a clause before a day, with the place of the last one that says something of its direction, -1: none.
    VerbWord words[13]
    int size
    int cue
    bint unreal       # what the clause begins with
    bint leading
    bint named        # the last word has a capital


cdef inline bint is_plain(uint32_t code) noexcept nogil:
    # Whether a character is of ASCII, a quotation mark or a dash.
    return code < 128 or code == 0x2019 or code == 0x201C or code == 0x201D or code == 0x2018 or 0x2013 <= code <= 0x2014


cdef inline bint is_around(uint32_t code) noexcept nogil:
    return (
        code == c'(' or code == c')' or code == c'[' or code == c']' or code == c'"' or code == c"'"
        or code == 0x201C or code == 0x201D or code == 0x2018
    )


cdef inline bint is_sign(uint32_t code) noexcept nogil:
    # Whether a word that ends so ends a clause.
    return (
        code == c',' or code == c';' or code == c':' or code == c'.' or code == c'!' or code == c'?' or code == c')'
        or code == c'"' or code == 0x201D or 0x2013 <= code <= 0x2014
    )


cdef inline bint ends_so(int kind, const void *data, Py_ssize_t start, Py_ssize_t end, const char *ending, int size) noexcept nogil:
    cdef int i
    if end - start < size:
        return False
    for i in range(size):
        if letter_of(kind, data, end - size + i) | 32 != <uint32_t> ending[i]:
            return False
    return True


cdef void look_up_verb(
    Word *table, int kind, const void *data, Py_ssize_t start, Py_ssize_t end, VerbWord *word
) noexcept nogil:
    cdef uint64_t low = 0, high = 0
    cdef uint32_t code
    cdef Py_ssize_t i
    cdef bint curly = False
    word.start, word.size, word.flags = start, end - start, 0
    if 0 < word.size <= LONGEST_WORD:
        for i in range(word.size):
            code = letter_of(kind, data, start + i)
            if code > 127:
                curly, code = True, c"'" if code == 0x2019 else 0
            elif is_upper(code):
                code += 32
            if i < 8:
                low |= (<uint64_t> code) << (8 * i)
            else:
                high |= (<uint64_t> code) << (8 * (i - 8))
        word.flags = flags_of(table, low, high)
        if curly and not word.flags & V_WILL:  # only won't is known so
            word.flags = 0
    word.ends_in_ed = ends_so(kind, data, start, end, b"ed", 2)
    word.ends_in_ly = ends_so(kind, data, start, end, b"ly", 2)
    word.is_built = ends_so(kind, data, start, end, b"housing", 7) or ends_so(kind, data, start, end, b"family", 6)


cdef inline bint is_of_past(VerbWord *word) noexcept nogil:
    if word.flags & V_ADVERB:
        return False
    return word.flags & V_PAST or (word.ends_in_ed and word.size > 3 and not word.flags & V_NO_VERB)


cdef bint begins_range(int kind, const void *data, Py_ssize_t size, Py_ssize_t start) noexcept nogil:
    # Whether a day begins with *from* or *between*.
    cdef const char *word = b"from" if letter_of(kind, data, start) | 32 == c'f' else b"between"
    cdef int letters = 4 if word[0] == c'f' else 7
    if start + letters >= size or not is_space(letter_of(kind, data, start + letters)):
        return False
    return ends_so(kind, data, start, start + letters, word, letters)


cdef bint is_readable(int kind, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    # Whether the kernel knows all characters before a day and in it, before which no other day of a row can stand.
    cdef Py_ssize_t at
    cdef bint number = is_digit(letter_of(kind, data, start))
    for at in range(start, end):
        if letter_of(kind, data, at) > 127:
            return False
    for at in range(start - BESIDE_DATE if start > BESIDE_DATE else 0, start):
        if not is_plain(letter_of(kind, data, at)):
            return False
        if number and at >= start - LONGEST_ROW and is_digit(letter_of(kind, data, at)):
            return False
    return True


cdef bint is_month_alone(int kind, const void *data, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef Py_ssize_t at
    for at in range(start, end):
        if is_digit(letter_of(kind, data, at)):
            return False
    return True


cdef inline bint is_behind_in(int kind, const void *data, Py_ssize_t start) noexcept nogil:
    return (
        start >= 4 and letter_of(kind, data, start - 4) == c' ' and letter_of(kind, data, start - 1) == c' '
        and ends_so(kind, data, start - 3, start - 1, b"in", 2)
    )


cdef void take_words(Word *table, int kind, const void *data, Py_ssize_t start, VerbWords *found) noexcept nogil:
    # Reads the words before a day, the last one first, up to where its clause begins.
    cdef Py_ssize_t low = start - BESIDE_DATE if start > BESIDE_DATE else 0, at, behind, first, last
    cdef int most = MOST_WORDS
    cdef bint cut = low > 0, opened
    cdef VerbWord *word
    for at in range(low, start):
        if letter_of(kind, data, at) == 10:
            low, cut = at + 1, False
    if cut:  # its first word may be cut
        while low < start and is_space(letter_of(kind, data, low)):
            low += 1
        while low < start and not is_space(letter_of(kind, data, low)):
            low += 1
    found.size, found.cue, found.unreal, found.leading, found.named = 0, -1, False, not cut, False
    at = start
    while True:
        while at > low and is_space(letter_of(kind, data, at - 1)):
            at -= 1
        if at == low:
            return
        behind = at
        while at > low and not is_space(letter_of(kind, data, at - 1)):
            at -= 1
        if not found.size:
            found.named = is_upper(letter_of(kind, data, at))
        last = letter_of(kind, data, behind - 1)
        if is_sign(last):
            found.leading = last == c'.' or last == c'!' or last == c'?'
            return
        first, last = at, behind
        while first < last and is_around(letter_of(kind, data, first)):
            first += 1
        while last > first and is_around(letter_of(kind, data, last - 1)):
            last -= 1
        word = &found.words[found.size]
        look_up_verb(table, kind, data, first, last, word)
        if word.flags & V_CONJUNCTION:
            found.unreal, found.leading = word.flags & V_UNREAL != 0, word.flags & V_LEADING != 0
            return
        found.size += 1
        if found.cue < 0 and (word.flags & V_CUE or (word.ends_in_ed and is_of_past(word))):
            found.cue = found.size - 1
            most = min(most, found.size + LONGEST_VERB + 2)
        opened = letter_of(kind, data, at) == c'(' or letter_of(kind, data, at) == c'"'
        if opened or letter_of(kind, data, at) == 0x201C or found.size == most:
            found.leading = False
            return


cdef void turn(VerbWords *found) noexcept nogil:
    # Puts the words in the order of the text.
    cdef int i
    cdef VerbWord word
    for i in range(found.size // 2):
        word = found.words[i]
        found.words[i] = found.words[found.size - 1 - i]
        found.words[found.size - 1 - i] = word
    if found.cue >= 0:
        found.cue = found.size - 1 - found.cue


cdef bint is_done(VerbWords *found, int at) noexcept nogil:
    cdef uint64_t before = found.words[at - 1].flags if at else 0
    cdef int i
    if before & V_AND and at > 1 and is_of_past(&found.words[at - 2]) and not is_done(found, at - 2):
        return False
    if found.words[at].flags & V_FINITE:
        return True
    if before & V_NOT_BEFORE or (found.words[at].flags & V_OF_RECORD and not before & V_ALWAYS_PAST):
        return False
    for i in range(at - LONGEST_VERB if at > LONGEST_VERB else 0, at):
        if found.words[i].flags & V_NOT_DONE:
            return False
    return True


cdef int way_of(VerbWords *found, int at) noexcept nogil:
    # How a day follows its verb, with the words from `at` on between: 1 next, 2 by a preposition, 0 not at all.
    while at < found.size and (found.words[at].flags & V_LINKING or found.words[at].ends_in_ly):
        at += 1
    if at == found.size:
        return 1
    if not found.words[at].flags & V_PLACE or found.size - at > LONGEST_PLACE:
        return 0
    if at + 1 < found.size and found.words[at + 1].flags & V_NO_PLACE:
        return 0
    return 2 if found.named or found.words[found.size - 1].flags & V_DAILY else 0


cdef bint is_behind_object(VerbWords *found, int at) noexcept nogil:
    cdef int i
    if at == found.size or not found.words[found.size - 1].flags & V_DAILY or found.size - at > LONGEST_OBJECT:
        return False
    for i in range(at, found.size):
        if found.words[i].flags & V_NO_OBJECT:
            return False
    return True


cdef int find_plan(VerbWords *found, int at) noexcept nogil:
    # Which word says that a plan has the day, -1: none does.
    cdef int first = at, behind, taken
    cdef uint64_t flags, next_flags
    cdef bint be = False
    while first >= 0 and first > at - LONGEST_VERB - 2:
        flags = found.words[first].flags
        next_flags = found.words[first + 1].flags if first + 1 < found.size else 0
        if flags & V_WILL and not (first and found.words[first - 1].flags & V_NOT_BEFORE):
            behind = first + 1
        elif (flags & V_BE_PRESENT and next_flags & V_OF_PLAN) or (flags & V_PLANNING and next_flags & V_TO):
            behind = first + 2
        else:
            first -= 1
            continue
        for taken in range(LONGEST_VERB + 1):
            if behind + taken > found.size:
                break
            if taken:
                if is_of_past(&found.words[behind + taken - 1]) and not be:
                    break
                be = be or found.words[behind + taken - 1].flags & V_BE != 0
            if way_of(found, behind + taken):
                return first
        return -1
    return -1


cdef int verb_before(VerbWords *found, int *cue) noexcept nogil:
    # The direction of the last word before a day that says something of it, and which word says so.
    cdef int at = found.cue, how = way_of(found, at + 1)
    cdef VerbWord *word = &found.words[at]
    cdef uint64_t flags = word.flags, before = found.words[at - 1].flags if at else 0
    cue[0] = at
    if not how:
        if flags & V_ACT and is_done(found, at) and is_behind_object(found, at + 1):
            return -2
    elif flags & V_WAS:
        return -2 if how == 2 and is_done(found, at) else 0
    elif is_of_past(word) and not flags & (V_PERFECT | V_INTENDED):
        if is_done(found, at):
            return 0 if flags & V_NEEDS_PLACE and how == 1 else -2
    elif flags & V_IN_PROGRAMME and not before & V_PERIOD and not (at and found.words[at - 1].is_built):
        return 2
    cue[0] = find_plan(found, at)
    return 2 if cue[0] >= 0 else 0


cdef int verb_behind(
    Word *table, int kind, const void *data, Py_ssize_t size, Py_ssize_t end, VerbWord *word
) noexcept nogil:
    # The past if a verb of it follows a day at once.
    cdef Py_ssize_t high = end + BESIDE_DATE if end + BESIDE_DATE < size else size, at = end, behind
    cdef uint32_t code
    if end >= size or not is_space(letter_of(kind, data, end)):
        return 0
    while at < high and not is_letter(letter_of(kind, data, at)):
        code = letter_of(kind, data, at)
        at += 1
        if code == 10:
            return 0
        if code == c'.' or code == c'!' or code == c'?':
            if at == high or is_space(letter_of(kind, data, at)):
                return 0
    behind = at
    while behind < high and is_letter(letter_of(kind, data, behind)):
        behind += 1
    if behind + 1 < high:
        code = letter_of(kind, data, behind)
        if (code == c"'" or code == c'-' or code == 0x2019) and is_letter(letter_of(kind, data, behind + 1)):
            return 0
    look_up_verb(table, kind, data, at, behind, word)
    return -2 if word.flags & V_OF_EVENT else 0


cdef int sure_direction(
    Word *table, int kind, const void *data, Py_ssize_t size, Py_ssize_t start, Py_ssize_t end, VerbWord *word
) noexcept nogil:
    # The direction of the verb that a day surely has: 2, -2, or 0 if it has none, and that word; UNDECIDED: it must be
    # asked.
    cdef VerbWords found
    cdef bint is_month = is_month_alone(kind, data, start, end)
    cdef int sign, cue, i
    cdef bint all_place = True
    cdef uint32_t first = letter_of(kind, data, start)
    if not is_readable(kind, data, start, end):
        return UNDECIDED
    if is_month and not is_behind_in(kind, data, start):
        return 0
    if (first | 32 == c'f' or first | 32 == c'b') and begins_range(kind, data, size, start):
        return 0
    take_words(table, kind, data, start, &found)
    if not found.size or found.unreal:
        return 0
    turn(&found)
    if is_month:
        found.words[found.size - 1].flags = flags_of(table, c'o' | c'n' << 8, 0)
        found.words[found.size - 1].ends_in_ly = found.words[found.size - 1].ends_in_ed = False
    if found.cue < 0:
        for i in range(found.size):
            all_place = all_place and found.words[i].flags & V_PLACING != 0
        if all_place or (found.words[0].flags & V_PLACING and found.words[found.size - 1].flags & V_ON):
            return UNDECIDED if found.leading else 0
        if not found.words[found.size - 1].flags & V_DAILY:
            return 0
        return verb_behind(table, kind, data, size, end, word)
    if found.words[found.size - 1].flags & V_LIMIT:
        word[0] = found.words[found.size - 1]
        return 2 if found.size > 1 and found.words[found.size - 2].flags & V_PUT_OFF else 0
    sign = verb_before(&found, &cue)
    if sign:
        word[0] = found.words[cue]
        if word.flags & V_TOLD:
            return UNDECIDED
    return sign
