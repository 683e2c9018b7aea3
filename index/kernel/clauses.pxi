# The words of tense around a date, and the nearest. The rules are in _clauses.pyi.

cdef enum:
    # Flags of words, as in dateline.index.entities.dates.tenses.
    FORWARD = 1
    CERTAIN = 2
    PRESENT = 4
    WEAK = 8
    PAST = 16
    PARTICIPLE = 32
    NO_VERB = 64
    LIMIT = 128
    NOT_PAST = 256
    UNINFLECTED = 512
    BARE_BEFORE = 1024
    ALWAYS_PAST = 2048
    ANNOUNCING = 4096
    PERFECT = 8192
    BE = 16384
    CAPITAL_NAME = 32768
    OPENS_TO = 65536
    TO = 131072
    AFTER_TO = 262144
    SAYING = 1 << 19
    TELLING = 1 << 20
    PLACING = 1 << 21
    TOWARDS = 1 << 22
    ADVERB = 1 << 23
    SCHEDULED = 1 << 24
    NEXT_TO = 1 << 25
    BARE = 1 << 28
    INTENDING = 1 << 29
    DECIDING = 1 << 30
    # Which verb a date has in its own clause: none yet, one of saying with what is said, one of the past, another.
    UNSEEN = 0
    REPORTING = 1
    OF_PAST = 2
    OTHER_VERB = 3
    # Words between a verb such as *told* and a preposition.
    LISTENERS = 2
    SHORTEST_PLURAL = 4
    # What is searched, in characters.
    BEFORE_DATE = 120
    BEHIND_DATE = 80
    LONGEST_ABBREVIATION = 4
    OVER_WINDOW = 8
    # Added to the distance of a cue.
    CERTAIN_REACH = -60
    PRESENT_REACH = 20
    WEAK_REACH = 50
    OTHER_CLAUSE = 60
    AFTER_DATE = 40
    NOWHERE = 1 << 20
    KELVIN = 0x212A
    # The only letter whose lower case has two characters.
    DOTTED_I = 0x130

cdef struct Token:
    Py_ssize_t start
    Py_ssize_t size
    uint64_t flags
    bint ends_in_ed
    bint is_plural     # it may be a noun in the plural, by its ending

cdef struct Place:
    Py_ssize_t start
    Py_ssize_t end
    Py_ssize_t left   # of the clause
    Py_ssize_t right
    int verb
    int room           # words that may still be whom a verb of saying speaks to
    bint ahead         # *to*, *for* or the like is right before the date
    bint named         # the date names a day or a month
    bint weekday       # it is the day of a deed: *on Friday*, but not *by Friday*
    bint headline      # it stands in a line that is no sentence

cdef struct Cue:
    Py_ssize_t distance
    Py_ssize_t start
    Py_ssize_t size
    int sign
    bint present
    uint64_t flags


cdef inline uint32_t folded(uint32_t code, bint fold) noexcept nogil:
    if not fold:
        return code
    if is_upper(code):
        return code + 32
    return 107 if code == KELVIN else code


cdef inline bint closes(uint32_t code) noexcept nogil:
    return code == c'"' or code == c"'" or code == c')' or code == 0x201D or code == 0x2019


cdef inline bint opens(uint32_t code) noexcept nogil:
    return (
        is_upper(code) or code == c'"' or code == c"'" or code == c'(' or code == c'`' or code == 0x201C
        or code == 0x2018
    )


cdef bint is_title(Character *text, Py_ssize_t low, Py_ssize_t end) noexcept nogil:
    # Whether an abbreviation ends here: a capital, Mr, Corp or any three letters with a capital.
    cdef Py_ssize_t size, at
    cdef uint32_t a, b
    for size in range(1, LONGEST_ABBREVIATION + 1):
        at = end - size
        if at < low:
            return False
        a = text[at]
        if not is_upper(a):
            continue
        if at > 0 and (text[at - 1] == c'_' or Py_UNICODE_ISALNUM(text[at - 1])):
            continue
        if size == 1:
            return True
        b = text[at + 1]
        if size == 2:
            if b == c'r' and (a == c'M' or a == c'D'):
                return True
            if (b == c's' and a == c'M') or (b == c't' and a == c'S') or (b == c'o' and (a == c'C' or a == c'N')):
                return True
        elif size == 3:
            if is_lower(b) and is_lower(text[at + 2]):
                return True
        elif a == c'C' and b == c'o' and text[at + 2] == c'r' and text[at + 3] == c'p':
            return True
    return False


cdef bint is_abbreviated(Character *text, Py_ssize_t low, Py_ssize_t end) noexcept nogil:
    if end - LONGEST_ABBREVIATION > low:
        low = end - LONGEST_ABBREVIATION
    return is_title(text, low, end) or (end > low and text[end - 1] == 10 and is_title(text, low, end - 1))


cdef Py_ssize_t sentence_end(Character *text, Py_ssize_t at, Py_ssize_t limit, Py_ssize_t *behind) noexcept nogil:
    # Where the next sentence ends, -1 if none does; `behind` is where its sign and spaces end.
    cdef Py_ssize_t closed, end
    cdef uint32_t code
    while at < limit:
        code = text[at]
        if code == 10:
            end = at + 1
            while end < limit and text[end] == 10:
                end += 1
            behind[0] = end
            return at
        if code == c'.' or code == c'!' or code == c'?':
            closed = at + 1
            while closed < limit and closes(text[closed]):
                closed += 1
            end = closed
            while end < limit and is_space(text[end]):
                end += 1
            if closed < end < limit and opens(text[end]):
                behind[0] = end
                return at
        at += 1
    return -1


cdef inline bint stands(Character *text, Py_ssize_t at, Py_ssize_t limit, const char *word, int size) noexcept nogil:
    cdef int i
    if at + size >= limit or not is_space(text[at + size]):
        return False
    for i in range(size):
        if text[at + i] != <uint32_t> word[i]:
            return False
    return True


cdef int conjunction(Character *text, Py_ssize_t at, Py_ssize_t limit) noexcept nogil:
    # The size of the word at `at` if it begins a clause, else 0.
    if at >= limit:
        return 0
    if text[at] == c'b':
        return 3 if stands(text, at, limit, b"but", 3) else 0
    if text[at] == c't':
        return 4 if stands(text, at, limit, b"that", 4) else 0
    if text[at] == c'a':
        return 5 if stands(text, at, limit, b"after", 5) else 0
    if text[at] != c'w':
        return 0
    if stands(text, at, limit, b"while", 5) or stands(text, at, limit, b"which", 5):
        return 5
    if stands(text, at, limit, b"when", 4):
        return 4
    return 7 if stands(text, at, limit, b"whereas", 7) else 0


cdef Py_ssize_t clause_end(Character *text, Py_ssize_t at, Py_ssize_t limit, Py_ssize_t *behind) noexcept nogil:
    # Where the next clause ends, -1 if none does.
    cdef uint32_t code
    cdef int size
    while at < limit:
        code = text[at]
        if is_letter(code):
            at += 1
            continue
        if code == c',' or code == c';' or code == c':':
            if at + 1 < limit and is_space(text[at + 1]):
                behind[0] = at + 2
                return at
        elif code == c'-':
            if at + 1 < limit and text[at + 1] == c'-':
                behind[0] = at + 2
                return at
        elif code == 0x2014:
            behind[0] = at + 1
            return at
        elif is_space(code):
            size = conjunction(text, at + 1, limit)
            if size:
                behind[0] = at + size + 2
                return at
        at += 1
    return -1


cdef void sentence_around(
    Character *text, Py_ssize_t size, Py_ssize_t start, Py_ssize_t end, Py_ssize_t *low, Py_ssize_t *high
) noexcept nogil:
    cdef Py_ssize_t at, behind = 0
    low[0] = start - BEFORE_DATE if start > BEFORE_DATE else 0
    high[0] = end + BEHIND_DATE if end + BEHIND_DATE < size else size
    behind = low[0]
    while True:
        at = sentence_end(text, behind, start, &behind)
        if at < 0:
            break
        if not is_abbreviated(text, low[0], at):
            low[0] = behind
    behind = end
    while True:
        at = sentence_end(text, behind, high[0], &behind)
        if at < 0:
            break
        if not is_abbreviated(text, end, at):
            high[0] = at
            break


cdef inline void take_verb(Place *place, Py_ssize_t at, int sign, Token *word) noexcept nogil:
    # Keeps which verb the date has: the last one before it in its clause, else one of saying behind it.
    if at >= place.end:
        if place.verb == UNSEEN:
            place.verb = OF_PAST if sign < 0 and at < place.right and word.flags & (SAYING | TELLING) else OTHER_VERB
    elif at >= place.left and not word.flags & ADVERB:
        if sign > 0:
            place.verb = OTHER_VERB
        elif word.flags & (SAYING | TELLING):
            place.verb, place.room = REPORTING, LISTENERS if word.flags & TELLING else 0
        else:
            place.verb = OF_PAST


cdef inline void take_position(Place *place, Token *word) noexcept nogil:
    # Reads a word before the date: *said in London on Friday* is a day of saying, *said the vote on Friday* is not.
    place.ahead = word.flags & TOWARDS and word.start + word.size + 1 == place.start
    if place.verb == REPORTING:
        if word.flags & PLACING:
            place.verb = OF_PAST
        elif place.room:
            place.room -= 1
        else:
            place.verb = OTHER_VERB


cdef void consider(
    Cue *best, Place *place, Py_ssize_t at, int sign, int reach, Token *word, bint is_to
) noexcept nogil:
    # Keeps a cue at `at` if it is nearer than the best one.
    cdef Py_ssize_t distance
    if place.start <= at < place.end or (is_to and at + 3 == place.start):
        return
    if word.flags & NEXT_TO and at + word.size + 1 == place.start:
        return
    if sign > 0 and at >= place.end and (place.verb == OF_PAST or place.verb == REPORTING):
        if place.named and not place.ahead:
            return
    take_verb(place, at, sign, word)
    if at < place.start:
        distance = place.start - at - word.size + (OTHER_CLAUSE if at < place.left else 0)
    else:
        distance = at - place.end + AFTER_DATE + (OTHER_CLAUSE if at >= place.right else 0)
    if distance + reach < best.distance:
        best.distance = distance + reach
        best.start = word.start
        best.size = word.size
        best.sign = sign
        best.flags = word.flags
        best.present = reach == PRESENT_REACH or reach == WEAK_REACH


cdef inline bint is_past(Token *word, Token *before) noexcept nogil:
    if word.flags & PAST:
        return not (word.flags & BARE and before.flags & (TO | FORWARD) and not before.flags & (PRESENT | WEAK))
    if before.flags & BE:
        return False
    return (word.flags & PARTICIPLE) or (word.ends_in_ed and word.size > 3 and not word.flags & NO_VERB)


cdef inline bint is_intended(
    Cue *best, Place *place, Token *earlier, Token *before, Token *word
) noexcept nogil:
    # Whether a word and *to* before it say what is to come: *plans to cut*, in a headline *Mayor to resign*.
    if before.start != earlier.start + earlier.size + 1 or not earlier.size or word.start >= place.start:
        return False
    if earlier.flags & INTENDING:
        return not (place.weekday and earlier.flags & DECIDING)
    if not word.flags & BARE:
        return False
    if earlier.flags & DECIDING:
        return not place.weekday
    if not place.headline or best.sign or earlier.ends_in_ed:
        return False
    return not earlier.flags & (PAST | PARTICIPLE | FORWARD | NOT_PAST)


cdef inline int reach_of(uint64_t flags) noexcept nogil:
    if flags & CERTAIN:
        return CERTAIN_REACH
    if flags & PRESENT:
        return PRESENT_REACH
    return WEAK_REACH if flags & WEAK else 0


cdef bint next_word(
    Word *table, Character *text, Py_ssize_t at, Py_ssize_t limit, bint fold, Token *word
) noexcept nogil:
    # The next word from `at` on: letters, with an apostrophe before them and 't behind them.
    cdef uint64_t low = 0, high = 0
    cdef uint32_t code = 0, last = 0
    cdef Py_ssize_t end, i
    while at < limit and not is_letter(folded(text[at], fold)):
        at += 1
    if at == limit:
        return False
    end = at + 1
    while end < limit and is_letter(folded(text[end], fold)):
        end += 1
    if at > word.start + word.size and text[at - 1] == c"'":
        at -= 1
    if end + 1 < limit and text[end] == c"'" and folded(text[end + 1], fold) == c't':
        end += 2
    word.start = at
    word.size = end - at
    word.flags = 0
    if word.size <= LONGEST_WORD:
        for i in range(word.size):
            code = folded(text[at + i], fold)
            if i < 8:
                low |= (<uint64_t> code) << (8 * i)
            else:
                high |= (<uint64_t> code) << (8 * (i - 8))
        word.flags = flags_of(table, low, high)
    word.ends_in_ed = (
        word.size > 1 and folded(text[end - 1], fold) == c'd' and folded(text[end - 2], fold) == c'e'
    )
    word.is_plural = False
    if word.size >= SHORTEST_PLURAL and folded(text[end - 1], fold) == c's':
        code = folded(text[end - 2], fold)
        word.is_plural = code != c's' and code != c'u' and code != c'i' and code != c'a'
    return True


cdef void take_word(
    Character *text, Py_ssize_t high, bint fold, bint no_month, Place *place, Cue *best, Token *word, Token *before,
    Token *earlier, Token *past
) noexcept nogil:
    # Considers a word as a cue, and keeps the last verb in the past tense.
    cdef Py_ssize_t end = word.start + word.size
    cdef bint is_name = word.flags & CAPITAL_NAME and not is_lower(text[word.start])
    cdef bint back
    if (before.flags & OPENS_TO and word.flags & TO) or (
        before.flags & TO and (word.flags & AFTER_TO or is_intended(best, place, earlier, before, word))
    ):
        if end == high or text[end] != c'-':
            consider(
                best, place, word.start - before.size - 1, 1,
                CERTAIN_REACH if word.flags & BE or not before.flags & TO else 0, before, before.flags & TO,
            )
    if no_month and word.flags & LIMIT:
        back = past.size > 0 and not before.flags & PERFECT
        consider(best, place, word.start, -1 if back else 1, CERTAIN_REACH if back else 0, past if back else word, False)
    elif word.flags & FORWARD:
        if not is_name and (place.weekday or not word.flags & SCHEDULED):
            consider(best, place, word.start, 1, reach_of(word.flags), word, False)
    elif is_past(word, before):
        consider(best, place, word.start, -1, 0, word, False)
        if before.flags & BE and place.left <= word.start < place.start:
            place.verb = OTHER_VERB
    elif word.flags & SCHEDULED and word.start == before.start + before.size + 1:
        if before.is_plural:
            consider(best, place, word.start, 1, PRESENT_REACH, word, False)
        elif end + 1 < place.start and is_upper(text[before.start]) and is_lower(text[word.start]):
            if is_upper(text[end + 1]):
                consider(best, place, word.start, 1, WEAK_REACH, word, False)
    if not no_month or is_name:
        return
    if word.flags & UNINFLECTED:
        if not before.flags & BARE_BEFORE:
            past.size = 0
    elif word.flags & (NOT_PAST | ANNOUNCING) or word.flags & (FORWARD | PRESENT) == FORWARD | PRESENT:
        past.size = 0
    elif is_past(word, before):
        past[0] = word[0]
        if not word.flags & ALWAYS_PAST and (before.flags | earlier.flags) & NOT_PAST:
            past.size = 0


cdef inline bint has_capital(Character *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    while start < end and not is_upper(text[start]):
        start += 1
    return start < end


cdef inline bint follows(Character *text, Py_ssize_t start, const char *word, int size) noexcept nogil:
    return start > size and stands(text, start - size - 1, start, word, size)


cdef inline bint is_weekday(Character *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    # Whether a date ends in *day*, and is not the last day for something.
    if end < start + 3 or (text[end - 1] | 32) != c'y' or (text[end - 2] | 32) != c'a' or (text[end - 3] | 32) != c'd':
        return False
    return not follows(text, start, b"by", 2)


cdef inline bint is_headline(Character *text, Py_ssize_t size, Py_ssize_t low, Py_ssize_t high) noexcept nogil:
    # Whether a line without a full stop is from `low` to `high`.
    if (low and text[low - 1] != 10) or (high < size and text[high] != 10):
        return False
    return high > low and text[high - 1] != c'.' and not closes(text[high - 1])


cdef bint find_cue(
    Word *table, Character *text, Py_ssize_t size, Py_ssize_t start, Py_ssize_t end, bint no_month, Cue *best
) noexcept nogil:
    # Finds the nearest cue; returns whether its word is in lower case.
    cdef Py_ssize_t low, high, at, behind = 0
    cdef Place place
    cdef Token word, before, earlier, past
    cdef bint fold = True
    best.distance = NOWHERE
    best.sign = 0
    sentence_around(text, size, start, end, &low, &high)
    place.start, place.end, place.left, place.right = start, end, low, high
    place.verb, place.room, place.ahead, place.named = UNSEEN, 0, False, has_capital(text, start, end)
    place.weekday, place.headline = is_weekday(text, start, end), is_headline(text, size, low, high)
    behind = low
    while True:
        at = clause_end(text, behind, start, &behind)
        if at < 0:
            break
        place.left = at + 1
    at = clause_end(text, end, high, &behind)
    if at >= 0:
        place.right = at + 1
    if sizeof(text[0]) > 1:
        for at in range(low, high):
            if text[at] == DOTTED_I:
                fold = False
    before.size = earlier.size = past.size = word.size = 0
    before.flags = earlier.flags = past.flags = 0
    before.is_plural = False
    before.start = earlier.start = -2  # no word stands there
    word.start = low
    at = low
    while next_word(table, text, at, high, fold, &word):
        if word.start < start:
            take_position(&place, &word)
        take_word(text, high, fold, no_month, &place, best, &word, &before, &earlier, &past)
        earlier = before
        before = word
        at = word.start + word.size
    if best.sign < 0 and best.flags & DECIDING and place.named and not no_month and best.start < start:
        if follows(text, start, b"from", 4) or follows(text, start, b"for", 3):
            best.sign = 1
    return fold


cdef bint ends_in_over(Character *text, Py_ssize_t start) noexcept nogil:
    # Whether the last word of the few characters before `start` is *ended* or *since*.
    cdef Py_ssize_t low = start - OVER_WINDOW if start > OVER_WINDOW else 0
    cdef Py_ssize_t end = start, i
    cdef const char *word
    while end > low and is_space(text[end - 1]):
        end -= 1
    if end - low < 5:
        return False
    word = b"ended" if text[end - 1] == c'd' or text[end - 1] == c'D' else b"since"
    for i in range(5):
        if text[end - 5 + i] != <uint32_t> word[i] and text[end - 5 + i] + 32 != <uint32_t> word[i]:
            return False
    return end - 5 == low or is_space(text[end - 6])
