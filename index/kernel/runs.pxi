# Where a text may contain a date, for _dates.pyx, which has the rules in its stub.
#
# One pass over the characters as CPython holds them. A word is looked up by its
# lower-case ASCII letters, packed into two 64-bit numbers, in an open-addressing table.

from libc.string cimport memcpy

cdef enum:
    KNOWN = 1
    STRONG = 2
    FILLER = 4
    CAPITAL = 8
    ABBREVIATION = 16
    GLUED = 32
    JOINING = 64
    CUT = 128
    LONGEST_NUMBER = 40
    LONGEST_GAP = 6
    MOST_TOKENS = 24
    MOST_BEFORE = 6

    BREAK = 0
    SPACE = 1
    LINE = 2
    JOIN = 3
    STOP = 4
    LETTER = 5
    DIGIT = 6
    MONEY = 7
    QUOTE = 8

cdef uint8_t KINDS[128]
cdef int code_
for code_ in range(128):
    KINDS[code_] = BREAK
for code_ in range(26):
    KINDS[65 + code_] = LETTER
    KINDS[97 + code_] = LETTER
for code_ in range(10):
    KINDS[48 + code_] = DIGIT
for code_ in b" \t\r":
    KINDS[code_] = SPACE
KINDS[10] = LINE
for code_ in b",-/()":
    KINDS[code_] = JOIN
KINDS[46] = STOP
KINDS[36] = MONEY
KINDS[35] = MONEY
KINDS[39] = QUOTE


cdef extern from *:
    """
    #if defined(__GNUC__) || defined(__clang__)
    #define dateline_first_byte(x) ((unsigned)__builtin_ctzll(x) >> 3)
    #else
    static unsigned dateline_first_byte(unsigned long long x) {
        unsigned n = 0;
        while (!(x & 0xFF)) { x >>= 8; n++; }
        return n;
    }
    #endif
    """
    uint32_t first_byte "dateline_first_byte"(uint64_t bits) noexcept nogil

cdef uint64_t EACH = 0x0101010101010101ULL

# Letters in lower case; 0: it is no ASCII letter.
cdef uint8_t SMALL[128]
for code_ in range(128):
    SMALL[code_] = code_ | 32 if KINDS[code_] == LETTER else 0


cdef struct Vocabulary:
    Word *table
    uint32_t sizes[1024]   # of the words that begin with two letters, as bits; most words of a text are none of them


cdef struct Pairs:
    uint32_t *items
    Py_ssize_t size
    Py_ssize_t room
    bint failed


cdef struct Run:
    Py_ssize_t start       # of the first token; -1: no run is open
    Py_ssize_t end         # of the last token that is no filler
    Py_ssize_t starts[6]   # of the last tokens, while none was strong
    int tokens
    bint strong
    bint stop              # a full stop may follow the last token


cdef inline int kind_of(uint32_t code) noexcept nogil:
    if code < 128:
        return KINDS[code]
    if code == 0x2013 or code == 0x2014:
        return JOIN
    if code == 0x2019 or code == 0x2018:
        return QUOTE
    if code == 0xA0:
        return SPACE
    if code == 0xA3 or code == 0xA5 or code == 0x20AC:
        return MONEY
    if code == 0x201C or code == 0x201D or code == 0xAB or code == 0xBB or code == 0x2026 or code == 0x2022:
        return BREAK
    return LETTER


cdef inline int kind_at(Character *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    return kind_of(text[at]) if 0 <= at < size else BREAK


cdef inline uint32_t lowered(uint32_t code) noexcept nogil:
    return code + 32 if 65 <= code <= 90 else code


cdef int push(Pairs *pairs, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef uint32_t *grown
    if pairs.size + 2 > pairs.room:
        pairs.room = pairs.room * 2 + 64
        grown = <uint32_t *> realloc(pairs.items, pairs.room * sizeof(uint32_t))
        if grown == NULL:
            pairs.failed = True
            return 0
        pairs.items = grown
    pairs.items[pairs.size] = <uint32_t> start
    pairs.items[pairs.size + 1] = <uint32_t> end
    pairs.size += 2
    return 1


cdef int close(Run *run, Pairs *found) noexcept nogil:
    cdef int done = 1
    if run.strong:
        done = push(found, run.start, run.end)
    run.start = -1
    run.tokens = 0
    run.strong = False
    run.stop = False
    return done


cdef int extend(Run *run, Pairs *found, Py_ssize_t start, Py_ssize_t end, int flags) noexcept nogil:
    cdef int i
    if run.tokens == MOST_TOKENS and run.strong and not close(run, found):
        return 0
    if not run.tokens and flags & JOINING:
        return 1
    if not run.strong:
        if run.tokens == MOST_BEFORE:
            for i in range(MOST_BEFORE - 1):
                run.starts[i] = run.starts[i + 1]
            run.tokens -= 1
        run.starts[run.tokens] = start
        run.start = run.starts[0]
    run.tokens += 1
    if flags & STRONG:
        run.strong = True
    if not flags & FILLER:
        run.end = end
    run.stop = (flags & ABBREVIATION) != 0
    return 1


cdef Vocabulary *make_vocabulary(words) except NULL:
    # Raises ValueError as `make_table`.
    cdef Vocabulary *made
    cdef Word *table = make_table({word: flags | KNOWN for word, flags in words.items()})
    made = <Vocabulary *> calloc(1, sizeof(Vocabulary))
    if made == NULL:
        free(table)
        raise MemoryError
    made.table = table
    for word in words:
        letters = word.encode("ascii") + b"\0"
        made.sizes[(letters[0] & 31) << 5 | letters[1] & 31] |= 1 << (len(letters) - 1)
    return made


cdef void free_vocabulary(Vocabulary *words) noexcept:
    if words != NULL:
        free(words.table)
        free(words)


cdef inline uint64_t no_letters(uint64_t bytes) noexcept nogil:
    # The highest bit of each of eight bytes that is no ASCII letter.
    cdef uint64_t small = (bytes | EACH * 0x20) & EACH * 0x7F
    return (~((small + EACH * 0x1F) & ~(small + EACH * 5)) | bytes) & EACH * 0x80


cdef inline Py_ssize_t packed(const uint8_t *text, uint64_t *low, uint64_t *high) noexcept nogil:
    # The letters at the beginning of 16 bytes, in lower case, and how many there are; -1: others may follow.
    cdef uint64_t stops
    cdef uint32_t size
    memcpy(low, text, 8)
    stops = no_letters(low[0])
    if stops:
        size = first_byte(stops)
        if text[size] >= 128:
            return -1
        high[0] = 0
        low[0] = (low[0] | EACH * 0x20) & ((<uint64_t> 1 << (8 * size)) - 1)
        return size
    memcpy(high, text + 8, 8)
    stops = no_letters(high[0])
    size = first_byte(stops) if stops else 0
    if not stops or text[8 + size] >= 128:
        return -1
    low[0] |= EACH * 0x20
    high[0] = (high[0] | EACH * 0x20) & ((<uint64_t> 1 << (8 * size)) - 1)
    return 8 + size


cdef int flags_at(
    Vocabulary *words, Character *text, Py_ssize_t size, Py_ssize_t start, Py_ssize_t *end
) noexcept nogil:
    # The flags of the letters from `start` on; moves `end` behind them.
    cdef uint64_t low = 0, high = 0
    cdef Py_ssize_t at = start, length = -1
    cdef uint32_t code, letter
    cdef int flags
    cdef bint ascii = True
    if sizeof(text[0]) == 1 and start + LONGEST_WORD <= size:
        length = packed(<const uint8_t *> text + start, &low, &high)
    if length >= 0:
        at, size = start + length, 0
    else:
        low = high = 0
    while at < size:
        code = text[at]
        if code < 128:
            letter = SMALL[code]
            if not letter:
                break
            length = at - start
            if length < 8:
                low |= (<uint64_t> letter) << (8 * length)
            elif length < LONGEST_WORD:
                high |= (<uint64_t> letter) << (8 * (length - 8))
        elif kind_of(code) != LETTER:
            break
        else:
            ascii = False
        at += 1
    end[0] = at
    length = at - start
    if not ascii or length > LONGEST_WORD or not words.sizes[(low & 31) << 5 | low >> 8 & 31] >> length & 1:
        return 0
    flags = flags_of(words.table, low, high)
    return 0 if flags & CAPITAL and not 65 <= text[start] <= 90 else flags


cdef Py_ssize_t word_end(Character *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    while at < size and LETTER <= kind_of(text[at]) <= DIGIT:
        at += 1
    return at


cdef Py_ssize_t digits_end(Character *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    while at < size and c'0' <= text[at] <= c'9':
        at += 1
    return at


cdef inline bint joins_digits(uint32_t code) noexcept nogil:
    return code == c'.' or code == c',' or code == c':' or code == c'/' or code == c'-' or code == 0x2013


cdef inline bint short_ordinal(Character *text, Py_ssize_t end, Py_ssize_t digits) noexcept nogil:
    # 2, 3, 22 and 23, as in 3d; `digits` stand right before `end`.
    if not 1 <= digits <= 2 or (text[end - 1] != c'2' and text[end - 1] != c'3'):
        return False
    return digits == 1 or text[end - 2] == c'2'


cdef int suffix_flags(Character *text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t digits) noexcept nogil:
    cdef uint32_t a = lowered(text[start]), b
    if end - start == 1:
        if a == c's':
            return KNOWN | STRONG if digits == 4 or digits == 2 else 0
        if text[start] == c'd':
            return KNOWN | STRONG if short_ordinal(text, start, digits) else 0
        return KNOWN | STRONG if a == c'z' else 0
    if end - start != 2:
        return 0
    b = lowered(text[start + 1])
    if b == c'm' and (a == c'a' or a == c'p'):
        return KNOWN | STRONG
    if (a == c's' and b == c't') or (a == c'n' and b == c'd') or (a == c'r' and b == c'd') or (a == c't' and b == c'h'):
        return KNOWN | STRONG if digits < 3 else 0
    return 0


cdef bint paid(Character *text, Py_ssize_t size, Py_ssize_t start) noexcept nogil:
    if kind_at(text, size, start - 1) == MONEY:
        return True
    return kind_at(text, size, start - 1) == SPACE and kind_at(text, size, start - 2) == MONEY


cdef int number_flags(Character *text, Py_ssize_t size, Py_ssize_t start, Py_ssize_t *end) noexcept nogil:
    # Moves `end` behind the number that starts at `start`; 0: it is no number of a date.
    cdef Py_ssize_t at = digits_end(text, size, start), first = at - start, after
    cdef uint32_t code
    cdef int value, stops = 0, flags = KNOWN, more
    cdef int joins = 0
    cdef bint dashed = False, year = False, fraction = False, glued = False
    if first == 4:
        value = (text[start] - 48) * 100 + (text[start + 1] - 48) * 10 + (text[start + 2] - 48)
        year = 100 <= value <= 219
    while at + 1 < size and joins_digits(text[at]) and c'0' <= text[at + 1] <= c'9':
        code = text[at]
        joins += 1
        if code == c'.':
            stops += 1
        elif code == c',':
            # 15,1987 is a day and its year; 15,198 is a number.
            glued = joins == 1 and first < 3 and digits_end(text, size, at + 1) - at == 5
            fraction = True
        elif code == c':':
            flags |= STRONG
        else:
            dashed = dashed or code == c'-'
        at = digits_end(text, size, at + 1)
        if dashed and at + 1 < size and (text[at] == c'T' or text[at] == c't') and c'0' <= text[at + 1] <= c'9':
            at = digits_end(text, size, at + 1)
    if glued and joins == 1:
        flags = KNOWN
    elif fraction or (stops == 1 and joins == 1):
        flags = KNOWN | FILLER
    elif year or (joins > 1 and stops != 1):
        flags |= STRONG
    if at < size and kind_of(text[at]) == LETTER:
        after = word_end(text, size, at)
        more = suffix_flags(text, at, after, first if not joins else 4)
        end[0] = after
        flags &= ~FILLER
        return flags | more if more and after - start <= LONGEST_NUMBER and not paid(text, size, start) else 0
    if first == 4 and at + 1 < size and kind_of(text[at]) == QUOTE and lowered(text[at + 1]) == c's':
        if not LETTER <= kind_at(text, size, at + 2) <= DIGIT:
            at += 2
    if first == 2 and not joins and kind_at(text, size, start - 1) == QUOTE and kind_at(text, size, start - 2) == SPACE:
        flags |= STRONG
    if at - start == 4 and text[start] == c'9' and text[start + 1] == c'/' and text[start + 2] == c'1' and text[start + 3] == c'1':
        flags |= STRONG  # 9/11
    end[0] = at
    if at - start > LONGEST_NUMBER or paid(text, size, start):
        return 0
    if at < size and (text[at] == c'%' or (text[at] == c' ' and at + 1 < size and text[at + 1] == c'%')):
        return 0
    return flags


cdef bint names_month(Vocabulary *words, Character *text, Py_ssize_t size, Py_ssize_t start) noexcept nogil:
    # Whether a month follows one or two digits without a space: 15June.
    cdef Py_ssize_t at = digits_end(text, size, start), end
    if at - start > 2:
        return False
    return (flags_at(words, text, size, at, &end) & (GLUED | CAPITAL)) == GLUED | CAPITAL


cdef bint gap_holds(Run *run, Character *text, Py_ssize_t size, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef Py_ssize_t at
    cdef int kind
    if end - start > LONGEST_GAP:
        return False
    for at in range(start, end):
        kind = kind_of(text[at])
        if kind == BREAK or kind == MONEY:
            return False
        if kind == STOP and not run.stop:
            return False
        if kind == LINE:
            return False
    return True


cdef int scan(Vocabulary *words, Character *text, Py_ssize_t size, Pairs *found) noexcept nogil:
    cdef Py_ssize_t at = 0, start, end, last = 0
    cdef int kind, flags
    cdef Run run
    run.start = -1
    run.tokens = 0
    run.strong = False
    run.stop = False
    run.end = 0
    while at < size:
        kind = kind_of(text[at])
        if kind != LETTER and kind != DIGIT:
            at += 1
            continue
        start = at
        if kind == LETTER:
            flags = flags_at(words, text, size, start, &end)
            if end < size and c'0' <= text[end] <= c'9' and not flags & GLUED:
                end = word_end(text, size, end)
                flags = 0
            elif flags & ABBREVIATION and end - start == 1 and end < size and text[end] == c'.':
                end += 1
        else:
            flags = number_flags(text, size, start, &end)
            if not flags and names_month(words, text, size, start):
                end = digits_end(text, size, start)
                flags = KNOWN
        at = end
        if run.tokens and (not flags or not gap_holds(&run, text, size, last, start)):
            if not close(&run, found):
                return 0
        if flags and not extend(&run, found, start, end, flags):
            return 0
        last = end
    return close(&run, found)


cdef bint begins_cut(Vocabulary *words, Character *text, Py_ssize_t size, Py_ssize_t start) noexcept nogil:
    cdef Py_ssize_t end
    return (flags_at(words, text, size, start, &end) & CUT) != 0
