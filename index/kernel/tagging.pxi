# Characters and words of a text, for _tagging.pyx: what a token is, and where it ends.

def character(code):
    # Kind in the top byte, the lower-case letter in the rest.
    letter = chr(code)
    category = unicodedata.category(letter)
    if letter in KINDS:
        kind = KINDS[letter]
    elif category in ("Lu", "Lt"):
        kind = UPPER
    elif category[0] in "LM" or letter == "\u00ad":
        kind = LOWER
    elif category == "Nd":
        kind = DIGIT
    else:
        kind = SPACE if letter.isspace() else OTHER
    low = letter.lower()
    return kind << 24 | (ord(low) if len(low) == 1 else code)


cdef uint32_t learn(uint32_t code) noexcept with gil:
    CHARACTERS[code] = character(code)
    return CHARACTERS[code]


cdef inline uint32_t code_at(Work *w, Py_ssize_t at) noexcept nogil:
    if w.width == 1:
        return w.text[at]
    if w.width == 2:
        return (<const uint16_t *>w.text)[at]
    return (<const uint32_t *>w.text)[at]


cdef inline uint32_t known(uint32_t code) noexcept nogil:
    # As `character` gives it.
    cdef uint32_t found = CHARACTERS[code]
    return found if found != <uint32_t>0xFFFFFFFF else learn(code)


cdef inline int kind_at(Work *w, Py_ssize_t at) noexcept nogil:
    return known(code_at(w, at)) >> 24 if at < w.size else SPACE


cdef inline uint32_t low_at(Work *w, Py_ssize_t at) noexcept nogil:
    return known(code_at(w, at)) & 0xFFFFFF


cdef inline bint in_word(int kind) noexcept nogil:
    return kind == LOWER or kind == UPPER or kind == DIGIT


cdef inline bint is_letter(int kind) noexcept nogil:
    return kind == LOWER or kind == UPPER


cdef inline uint32_t step(uint32_t value, uint32_t code) noexcept nogil:
    return (value ^ code) * <uint32_t>16777619


cdef inline uint32_t mixed(uint32_t value) noexcept nogil:
    value = (value ^ (value >> 15)) * <uint32_t>0x2C1B3C6D
    value = (value ^ (value >> 12)) * <uint32_t>0x297A2D39
    return value ^ (value >> 15)


def hash_word(str word not None):
    cdef uint32_t value = FIRST_HASH
    cdef Py_UCS4 letter
    for letter in word:
        value = step(value, known(letter) & 0xFFFFFF)
    return mixed(value)


cdef inline uint64_t look_up(const uint64_t *lexicon, uint64_t size, uint32_t word) noexcept nogil:
    # The classes of a word in 32 bits, and its cluster in 8 above them.
    cdef uint64_t slot = word * size >> 32
    cdef uint64_t entry
    cdef int i
    for i in range(LEXICON_PROBES):
        entry = lexicon[slot]
        if entry == 0:
            return 0
        if entry >> 40 == word & 0xFFFFFF:
            return entry & <uint64_t>0xFFFFFFFFFF
        slot += 1
        if slot == size:
            slot = 0
    return 0


def classes_of(const uint64_t[::1] lexicon not None, uint32_t word):
    if not lexicon.shape[0]:
        return 0
    return look_up(&lexicon[0], lexicon.shape[0], word) & 0xFFFFFFFF


cdef inline bint abbreviates(Work *w, uint32_t word, bint is_capitalised) noexcept nogil:
    # Whether a point after a word belongs to it.
    cdef uint64_t classes = look_up(w.lexicon, w.lexicon_size, word)
    return classes & ABBREVIATION != 0 or (is_capitalised and classes & <uint64_t>CAPITAL_ABBREVIATION != 0)


cdef inline bint possessive(Work *w, Py_ssize_t at) noexcept nogil:
    # Whether the apostrophe here opens a possessive 's.
    return at + 1 < w.size and low_at(w, at + 1) == c's' and not in_word(kind_at(w, at + 2))


cdef inline bint goes_on(Work *w, Py_ssize_t at, int kind, int before, Py_ssize_t part) noexcept nogil:
    # Whether a word goes on over the mark here; `part` is how long its last part is.
    cdef int after = kind_at(w, at + 1)
    cdef uint32_t code
    if not in_word(after):
        return False
    if kind == HYPHEN:
        # 15-Andre is a number and a name.
        return before != DIGIT or after != UPPER
    if kind == APOSTROPHE:
        return is_letter(after) and is_letter(before) and not possessive(w, at)
    if kind == PERIOD:
        if before == DIGIT:
            return after == DIGIT
        return part == 1 and is_letter(after)
    code = code_at(w, at)
    if code == c',':
        return before == DIGIT and after == DIGIT
    return code == c'&' and before == UPPER and after == UPPER


cdef inline Py_ssize_t small_letters(Character *text, Py_ssize_t at, Py_ssize_t end, uint32_t *value) noexcept nogil:
    # Where the small letters from here on end, which are most of a text, and the hash with them.
    cdef uint32_t hashed = value[0], info
    while at < end:
        info = CHARACTERS[text[at]]
        if info >> 24 != LOWER:
            break
        hashed = step(hashed, info & 0xFFFFFF)
        at += 1
    value[0] = hashed
    return at


cdef inline Py_ssize_t small_letters_of(Work *w, Py_ssize_t at, Py_ssize_t end, uint32_t *value) noexcept nogil:
    if w.width == 1:
        return small_letters(w.text, at, end, value)
    if w.width == 2:
        return small_letters(<const uint16_t *>w.text, at, end, value)
    return small_letters(<const uint32_t *>w.text, at, end, value)


cdef inline bint ends_small(int kind) noexcept nogil:
    # Whether a word ends before a character of a kind that follows a small letter.
    return kind == SPACE or kind == NEWLINE or kind == OTHER or kind == QUOTE or kind == END or kind == DASH


cdef void describe_plain(Work *w, Token *t) noexcept nogil:
    # The prefix and the endings of a word of small letters, as `read_word` knows them of others.
    cdef Py_ssize_t i, size = t.end - t.start
    cdef uint32_t value = FIRST_HASH, third
    t.plain = False
    t.prefix = 0
    if size > 2:
        for i in range(3):
            value = step(value, low_at(w, t.start + i))
        t.prefix = value
    third = low_at(w, t.end - 3) if size > 2 else 0
    t.ending = step(step(FIRST_HASH, low_at(w, t.end - 2) if size > 1 else 0), low_at(w, t.end - 1))
    t.suffix = step(t.ending, third)


cdef Py_ssize_t read_word(Work *w, Py_ssize_t at, Token *t) noexcept nogil:
    cdef Py_ssize_t start = at, part = 0
    cdef uint32_t value = FIRST_HASH, figures = FIRST_HASH, info, a = 0, b = 0, c = 0
    cdef int kind = SPACE, before = SPACE, uppers = 0, lowers = 0, digits = 0, joints = 0, dots = 0, capital = 0
    t.joins = True
    at = small_letters_of(w, at, w.size, &value)
    if at > start and ends_small(kind_at(w, at)):  # most words
        t.start = start
        t.end = at
        t.word = mixed(value)
        t.shape = SMALL
        t.plain = True
        read_ahead(w.lexicon + (t.word * w.lexicon_size >> 32))
        return at
    at = start
    value = FIRST_HASH
    t.plain = False
    t.prefix = 0
    while at < w.size:
        info = known(code_at(w, at))
        kind = info >> 24
        if in_word(kind):
            if kind == UPPER:
                uppers += 1
            elif kind == LOWER:
                lowers += 1
            else:
                digits += 1
            part += 1
        elif goes_on(w, at, kind, before, part):
            if kind == PERIOD:
                dots += 1
            elif kind == HYPHEN:
                joints += 1
            part = 0
        elif kind == PERIOD and before == UPPER and part == 1:
            # An initial, the last letter of an abbreviation; and on over a hyphen: U.S.-led.
            dots += 1
            value = step(value, c'.')
            at += 1
            if not (at < w.size and kind_at(w, at) == HYPHEN and is_letter(kind_at(w, at + 1))):
                break
            part = 0
            before = PERIOD
            continue
        elif kind == PERIOD and before == LOWER and part == 1 and dots:
            value = step(value, c'.')
            at += 1
            break
        elif kind == PERIOD and abbreviates(w, mixed(value), uppers == 1 and lowers > 0):
            dots += 1
            value = step(value, c'.')
            at += 1
            break
        else:
            break
        info &= 0xFFFFFF
        value = step(value, info)
        figures = step(figures, c'0' if kind == DIGIT else info)
        a, b, c = b, c, info
        if at - start == 2:
            t.prefix = value
        before = kind
        at += 1
    t.start = start
    t.end = at
    t.word = mixed(value)
    t.ending = step(step(FIRST_HASH, b), c)
    t.suffix = step(t.ending, a)
    read_ahead(w.lexicon + (t.word * w.lexicon_size >> 32))  # looked up at the end of the sentence
    if digits and uppers == 0 and lowers == 0:
        # All numbers of a form are one word: 2016-05-03, 6-3, 1,000.
        t.word = mixed(figures)
        t.shape = NUMBER
    elif uppers == 0:
        t.shape = NUMBER if digits else SMALL
    elif digits:
        t.shape = MIXED
    elif uppers == 1 and lowers == 0:
        t.shape = INITIAL
    elif dots:
        t.shape = DOTTED
    elif lowers == 0:
        t.shape = CAPITALS
    elif joints:
        t.shape = JOINED
    elif uppers == 1 and kind_at(w, start) == UPPER:
        t.shape = CAPITAL
    else:
        t.shape = MIXED
    return at


cdef Py_ssize_t read_mark(Work *w, Py_ssize_t at, int kind, Token *t) noexcept nogil:
    # One mark, or a run of the same one; quotes of all kinds are alike but for brackets, dashes too.
    cdef uint32_t code = code_at(w, at)
    t.start = at
    t.shape = MARK
    t.plain = False
    t.prefix = t.ending = t.suffix = 0
    t.joins = code < 128 and (kind == APOSTROPHE or kind == HYPHEN or code == c',' or code == c'&' or code == c'/')
    if kind == APOSTROPHE and possessive(w, at):
        t.joins = True
        t.end = at + 2
        t.word = mixed(step(step(FIRST_HASH, c"'"), c's'))
        return t.end
    at += 1
    while at < w.size and at - t.start < 8 and code_at(w, at) == code:
        at += 1
    t.end = at
    if kind == QUOTE and not (code < 128 and (code == c'(' or code == c')' or code == c'[' or code == c']')):
        code = c'"'
        t.joins = True
    elif kind == APOSTROPHE and at - t.start == 2:
        code = c'"'
    elif kind == DASH or kind == HYPHEN:
        code = c'-'
    t.word = mixed(step(FIRST_HASH, code))
    return at
