# What is known of a parse of a date and of its resolutions, for _dates.pyx.

cdef enum:
    # Traits of parses, as in dateline.index.entities.dates.reading.
    LOOKED_AT = 1
    WITH_ERA = 2
    DIRECTED = 4
    FROM_DAY = 8
    FROM_ANY = 16
    WITH_NUMERIC = 32
    BARE_DAY = 64
    NAMES_WEEKDAY = 128
    HAS_WEEKDAY = 256
    ENDED = 512
    SAME_PERIOD = 1024
    FROM_PERIOD = 2048
    BARE_RANGE = 4096
    OF_PRESENT = HAS_WEEKDAY | BARE_RANGE
    MOST_RULES = 6
    FIELDS = 7
    # How far *a year earlier*, and *a year ago*, may be from the period that it is counted from, in characters.
    NEAR_PERIOD = 300
    VERY_NEAR_PERIOD = 150
    # Flags of words, as in dateline.index.entities.dates.verbs.
    BESIDE_DAY = 1 << 26
    OF_NOTICE = 1 << 27
    MOST_READS = 1 << 14
    MOST_KEPT = 1 << 15

# The words before a duration that is part of a rate; the first ones are whole words, the others may end one.
cdef enum:
    RATES = 16
    WHOLE_RATES = 3
cdef const char *RATE_WORDS[16]
cdef Py_ssize_t RATE_SIZES[16]
RATE_WORDS[:] = [
    b"once", b"twice", b"times", b"illion", b"mln", b"bln", b"bpd", b"barrels", b"tonnes", b"tons", b"dlrs", b"dollars",
    b"euros", b"pct", b"percent", b"cents",
]
RATE_SIZES[:] = [4, 5, 5, 6, 3, 3, 3, 7, 6, 4, 4, 7, 5, 3, 7, 5]

# The reason of a date whose clause decided nothing.
cdef str NEAREST = "the nearest to the date of publication"


cdef struct Text:
    int kind
    const void *data
    Py_ssize_t size


cdef inline void look_into(str text, Text *at):
    at.kind, at.data, at.size = PyUnicode_KIND(text), PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text)


cdef inline uint32_t char_at(Text *text, Py_ssize_t at) noexcept nogil:
    return PyUnicode_READ(text.kind, text.data, at)


cdef inline void clear_pairs(Pairs *pairs) noexcept nogil:
    pairs.items = NULL
    pairs.size = pairs.room = 0
    pairs.failed = False


cdef inline int add(Pairs *pairs, Py_ssize_t start, Py_ssize_t end) except -1:
    if not push(pairs, start, end):
        raise MemoryError
    return 0


cdef bint follows_tens(Vocabulary *words, Text *text, Py_ssize_t low) noexcept nogil:
    # Whether an ordinal below ten may go on from the word before it: twenty-first, thirty-first.
    cdef Py_ssize_t at = low
    cdef uint32_t code
    while at > 0 and at > low - 3:
        code = char_at(text, at - 1)
        if code != c'-' and not is_space(code):
            break
        at -= 1
    if at == low or at == 0 or char_at(text, at - 1) | 32 != c'y':
        return False
    if text.kind == 1:
        return begins_cut(words, <const uint8_t *> text.data, text.size, low)
    if text.kind == 2:
        return begins_cut(words, <const uint16_t *> text.data, text.size, low)
    return begins_cut(words, <const uint32_t *> text.data, text.size, low)


cdef inline uint64_t flags_in(Word *table, Text *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    if text.kind == 1:
        return flags_around(table, <const uint8_t *> text.data, text.size, start, end)
    if text.kind == 2:
        return flags_around(table, <const uint16_t *> text.data, text.size, start, end)
    return flags_around(table, <const uint32_t *> text.data, text.size, start, end)


cdef inline bint is_over_in(Text *text, Py_ssize_t start) noexcept nogil:
    if text.kind == 1:
        return ends_in_over(<const uint8_t *> text.data, start)
    if text.kind == 2:
        return ends_in_over(<const uint16_t *> text.data, start)
    return ends_in_over(<const uint32_t *> text.data, start)


cdef bint find_cue_in(
    Word *table, Text *text, Py_ssize_t start, Py_ssize_t end, bint no_month, Cue *best
) noexcept nogil:
    if text.kind == 1:
        return find_cue(table, <const uint8_t *> text.data, text.size, start, end, no_month, best)
    if text.kind == 2:
        return find_cue(table, <const uint16_t *> text.data, text.size, start, end, no_month, best)
    return find_cue(table, <const uint32_t *> text.data, text.size, start, end, no_month, best)


cdef bint may_be_until(Text *text, Py_ssize_t start) noexcept nogil:
    # Whether the word before a date may be by, until, till or before.
    cdef Py_ssize_t at = start
    cdef uint32_t code
    while at > 0 and is_space(char_at(text, at - 1)):
        at -= 1
    if at == start or at == 0:
        return False
    code = char_at(text, at - 1) | 32
    return code == c'y' or code == c'l' or code == c'e'


cdef bint may_have_verb(Word *tenses, Text *text, Py_ssize_t start) noexcept nogil:
    # Whether a day may surely have the verb that stands before it, by the word right before it.
    cdef Py_ssize_t low, size, i
    cdef uint64_t one = 0, other = 0, flags
    cdef uint32_t code
    if start < 2 or char_at(text, start - 1) != c' ':
        return False
    code = char_at(text, start - 2)
    if code == c',' or is_digit(code):
        return is_digit(char_at(text, start))
    low = start - 1
    while low > 0 and start - 1 - low < LONGEST_WORD and is_letter(char_at(text, low - 1)):
        low -= 1
    size = start - 1 - low
    if not size:
        return False
    for i in range(size):
        code = char_at(text, low + i) | 32
        if i < 8:
            one |= (<uint64_t> code) << (8 * i)
        else:
            other |= (<uint64_t> code) << (8 * (i - 8))
    flags = flags_of(tenses, one, other)
    if flags & BESIDE_DAY:
        return True
    if size > 1:
        code = char_at(text, start - 2) | 32
        if (code == c'd' and char_at(text, start - 3) | 32 == c'e') or (code == c'y' and char_at(text, start - 3) | 32 == c'l'):
            return True
        return is_upper(char_at(text, low)) and is_lower(char_at(text, low + 1)) and not flags & OF_NOTICE
    return False


cdef int ends_in(Text *text, Py_ssize_t low, Py_ssize_t end, const char *word, Py_ssize_t size) noexcept nogil:
    # Whether the letters before an offset are those of a word; -1: a letter is none of ASCII.
    cdef Py_ssize_t i
    cdef uint32_t code
    if end - low < size:
        return 0
    for i in range(1, size + 1):
        code = char_at(text, end - i)
        if code > 127:
            return -1
        if code | 32 != <uint32_t> word[size - i]:
            return 0
    return 1


cdef int is_rate_in(Text *text, Py_ssize_t start) noexcept nogil:
    # Whether a price or a count stands before a date, as `is_rate` says; -1: it must be asked.
    cdef Py_ssize_t low = start - WINDOW if start > WINDOW else 0, at = start, i
    cdef int found
    cdef uint32_t code
    while at > low and is_space(char_at(text, at - 1)):
        at -= 1
        if char_at(text, at) == 10:
            return 0
    if at == start or at == low:
        return 0
    code = char_at(text, at - 1)
    if is_digit(code) or code == c"%":
        return 1
    for i in range(RATES):
        found = ends_in(text, low, at, RATE_WORDS[i], RATE_SIZES[i])
        if found > 0 and i < WHOLE_RATES and at - RATE_SIZES[i] > low and is_of_word(char_at(text, at - RATE_SIZES[i] - 1)):
            continue
        if found:
            return found
    return 0


cdef bint is_possessive(Text *text, Py_ssize_t end) noexcept nogil:
    cdef uint32_t code
    if end + 1 >= text.size or char_at(text, end + 1) != c's':
        return False
    code = char_at(text, end)
    return code == c"'" or code == 0x2019


# The three classes that follow cannot be part of a cycle; there are many of them, which the collector need not visit.
@cython.no_gc
cdef class Outcome:
    # A resolution, with what later dates need of it.
    cdef object type
    cdef object days
    cdef object value
    cdef object reason
    cdef object first
    cdef bint is_day
    cdef bint is_period  # a quarter, a month or a half


cdef Outcome outcome_of(resolved):
    # None if there is no such day.
    cdef Outcome made
    if resolved is None:
        return None
    made = Outcome.__new__(Outcome)
    made.type, made.days, made.value, made.reason = resolved.type, resolved.days, resolved.value, resolved.reason
    if made.days is not None:
        precision = made.days.precision
        made.first, made.is_day = made.days.first, precision == "day"
        made.is_period = precision == "quarter" or precision == "month" or (made.value or "")[4:6] == "-H"
    return made


cdef bint has_days(Outcome one, Outcome other):
    # Whether two resolutions are the same days.
    if one is None or other is None:
        return one is other
    return one is other or (one.days == other.days and one.value == other.value)


@cython.no_gc
cdef class ReadParse:
    """A parse of a run, with all that is known of it without the text."""

    cdef readonly object parse
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t end
    cdef readonly int traits
    cdef readonly ReadParse alternative
    cdef readonly ReadParse rate
    cdef readonly tuple parts
    cdef ReadParse key      # for the tables; None: it is one itself, or is not looked up yet
    cdef bint is_key
    cdef Outcome fixed
    cdef int order
    cdef int count
    cdef uint64_t needed[MOST_RULES]
    cdef uint64_t forbidden[MOST_RULES]
    cdef bint results[MOST_RULES]

    def __init__(
        self, parse, int traits, fixed=None, tuple rules not None=(), int order=0, ReadParse alternative=None,
        tuple parts=None, ReadParse rate=None,
    ):
        cdef int i
        self.parse, self.start, self.end = parse, parse.start, parse.end
        self.traits, self.order = traits, order
        self.fixed = outcome_of(fixed)
        self.alternative, self.parts, self.rate = alternative, parts or None, rate
        if len(rules) > MOST_RULES:
            raise ValueError(f"{len(rules)} rules are too many: there is room for {MOST_RULES}")
        self.count = len(rules)
        for i in range(self.count):
            self.needed[i], self.forbidden[i], self.results[i] = rules[i]

    cdef uint64_t verdict(self, uint64_t flags) noexcept:
        # What the first rule that applies says: PASSED, FAILED, or 0 if none does.
        cdef int i
        for i in range(self.count):
            if not flags & self.forbidden[i] and (not self.needed[i] or flags & self.needed[i]):
                return PASSED if self.results[i] else FAILED
        return 0


cdef tuple at_start(tuple reads):
    # Parses that are counted from the beginning of what they were read in.
    cdef list found = []
    for read in reads:
        found.append(0)
        found.append(<ReadParse?> read)
    return tuple(found)


cdef int add_parses(list found, tuple parses, Py_ssize_t start) except -1:
    # Adds the parses of a piece that begins at an offset of its run.
    cdef Py_ssize_t i
    for i in range(0, len(parses), 2):
        found.append(start + <Py_ssize_t> parses[i])
        found.append(parses[i + 1])
    return 0


cdef numeric_order(list placed, day_first):
    # The order of numeric dates that the text shows, else that of the source.
    cdef ReadParse read
    cdef Py_ssize_t shown = 0
    for read in placed:
        shown += read.order
    return day_first if not shown else shown > 0


cdef class Mentioned:
    # The day mentioned last, the first day of the date of any precision mentioned last, and the quarter, month or half
    # mentioned last with its place in the text.
    cdef object day
    cdef object any
    cdef Outcome period
    cdef Py_ssize_t place
    cdef str reason         # of the date that is resolved now, None if its resolution has its own

    cdef int note(self, ReadParse read, Outcome outcome, Py_ssize_t place) except -1:
        if outcome.is_day:
            if outcome.first != self.any:
                self.day = outcome.first
            if not read.traits & ENDED:
                self.any = outcome.first
                return 0
        self.any = outcome.first
        if (outcome.is_period or read.traits & ENDED) and outcome.value and not read.traits & SAME_PERIOD:
            self.period, self.place = outcome, place
        return 0


cdef bint is_from_period(ReadParse read, Text *text, Py_ssize_t place, Py_ssize_t end) noexcept:
    # Whether a parse is counted from the period mentioned last, which ends at `place`. *A year ago* often means the
    # year itself, so it counts only next to the period of a report.
    cdef Py_ssize_t at
    if read.traits & SAME_PERIOD:
        return True
    if not read.traits & FROM_PERIOD:
        return False
    if end - place > (NEAR_PERIOD if read.traits & (FROM_DAY | FROM_ANY) else VERY_NEAR_PERIOD):
        return False
    for at in range(place, end):
        if char_at(text, at) == 10:
            return False
    return True


@cython.no_gc
cdef class Ways:
    # The resolutions of a parse by the direction of its clause; the rarer ones are found when they are needed.
    cdef Outcome back
    cdef Outcome forward
    cdef Outcome unclear
    cdef Outcome over
    cdef Outcome ahead
    cdef bint near          # the same in both directions, because it is the nearest
    cdef bint same          # also where nearness counts nothing
    cdef bint has_same
    cdef bint has_unclear
    cdef bint has_over
    cdef bint has_ahead


cdef class DayTable:
    # What was resolved for texts of one day.
    cdef object day
    cdef dict outcomes      # by the key of a parse, or by that and what else decides
    cdef dict ways          # by the key of a parse
    cdef dict forward       # reasons by the word that looks forward
    cdef dict backward

    def __cinit__(self, day):
        self.day = day
        self.outcomes, self.ways, self.forward, self.backward = {}, {}, {}, {}
