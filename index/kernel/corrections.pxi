# The names that the rules of correction are for, for _tagging.pyx.

cdef bint follows_of(Scan *s, Py_ssize_t at) noexcept nogil:
    # Whether "of" or "of the" stands before.
    cdef Py_ssize_t end = at
    if letter(s, at - 1) == c" " and letter(s, at - 2) == c"e" and letter(s, at - 3) == c"h" and letter(s, at - 4) == c"t":
        end = at - 4
    return letter(s, end - 1) == c" " and letter(s, end - 2) == c"f" and letter(s, end - 3) == c"o" and letter(s, end - 4) == c" "


cdef bint may_be_surname(Scan *s, Py_ssize_t start) noexcept nogil:
    # Whether the word from here on can be a surname.
    cdef Py_ssize_t end = start
    while wordlike(letter(s, end)) or letter(s, end) == c"-":
        end += 1
    return is_joint(letter(s, end)) or classes(s, hash_of(s, start, end)) & KNOWN_SURNAME


cdef uint32_t word_after(Scan *s, Py_ssize_t end, Py_ssize_t *stop) noexcept nogil:
    # The hash of the word in small letters that follows, 0 if none does.
    cdef Py_ssize_t at = end + 1
    while c"a" <= letter(s, at) <= c"z" or (letter(s, at) == c"-" and at > end + 1):
        at += 1
    stop[0] = at
    return hash_of(s, end + 1, at) if letter(s, end) == c" " and at > end + 1 else 0


cdef bint may_be_someone(Scan *s, Py_ssize_t start, Py_ssize_t end, Name *n) noexcept nogil:
    # Whether a name that is tagged as something else stands before what only people do or suffer, or after a title.
    cdef Py_ssize_t stop
    cdef uint32_t word = word_after(s, end, &stop)
    if word:
        if letter(s, end + 1) == c"w" and stop == end + 4:  # was killed
            word = word_after(s, stop, &stop)
        if word and listed(s, word) & FATE:
            return True
    if letter(s, start - 1) != c" ":
        return False
    stop = start - 2 if letter(s, start - 2) == c"." else start - 1
    end = stop
    while stop > 0 and is_alpha(letter(s, stop - 1)):
        stop -= 1
    return stop < end and is_upper(letter(s, stop)) and listed(s, hash_of(s, stop, end)) & SURE_TITLE != 0


cdef bint may_be_listed(
    Scan *s, Py_ssize_t start, uint64_t kind, Name *n, Py_ssize_t last_end, uint64_t last_kind, Name *last
) noexcept nogil:
    # Whether the name before a person's full name may be one of the same list: Narendra Modi, Ngozi Okonjo-Iweala and
    if kind != KIND_PERSON or n.words < 2 or (last_kind != KIND_PLACE and last_kind != KIND_OTHER):
        return False
    if not 2 <= last.words <= 3 or letter(s, start - 1) != c" ":
        return False
    if start == last_end + 2:
        return letter(s, last_end) == c","
    return start == last_end + 5 and letter(s, last_end) == c" " and letter(s, last_end + 1) == c"a"


cdef inline bint opens_county(Scan *s, Py_ssize_t start, Name *n) noexcept nogil:
    # Whether a name begins as that of a county of Ireland: Co Kerry, Co. Down.
    return n.words == 2 and letter(s, start) == c"C" and letter(s, start + 1) == c"o" and n.second <= start + 4


cdef bint may_be_retagged(Scan *s, Py_ssize_t start, Py_ssize_t end, uint64_t kind, Name *n) noexcept nogil:
    # Whether a rule may give this name another kind or span.
    cdef Py_ssize_t after
    cdef uint32_t first, last
    if n.odd or opens_county(s, start, n):
        return True
    if n.listed & HEADLINE_VERB:
        return True
    if kind == KIND_ORGANISATION and n.words == 1 and listed(s, word_after(s, end, &after)) & LOCAL:
        return True
    if kind != KIND_PERSON and 2 <= n.words <= 4 and may_be_someone(s, start, end, n):
        return True
    if kind == KIND_PERSON:
        if n.words > 1 and listed(s, n.plain_first) & CLUB_WORD:
            return True
        if n.nobody or n.dash:
            return True
        if n.words == 1:  # March 12
            return letter(s, end) == c" " and c"0" <= letter(s, end + 1) <= c"9" and classes(s, n.whole) & OF_CALENDAR
        if listed(s, n.plain_last) & LAST_OF_OTHERS:
            return True
        return follows_of(s, start) and listed(s, n.plain_first) & OFFICE != 0
    if n.words == 1:
        if (kind != KIND_PLACE and kind != KIND_DEMONYM) or letter(s, end) != c" ":
            return False
        return is_upper(letter(s, end + 1)) and classes(s, n.whole) & MALE_OR_FEMALE and may_be_surname(s, end + 1)
    if follows_of(s, start) and listed(s, n.plain_first) & OFFICE:
        return True
    if n.words != 2 or not is_upper(letter(s, n.second)):
        return False
    if listed(s, n.plain_first) & STYLE:
        return True
    first = classes(s, n.first)
    if not first & MALE_OR_FEMALE:
        return False
    last = classes(s, n.last)
    if kind == KIND_ORGANISATION:
        return last & KNOWN_SURNAME
    return (kind == KIND_PLACE or kind == KIND_DEMONYM) and (last & KNOWN_SURNAME or not last & (COMMON | OF_ORGANISATIONS))


cdef bint may_be_joined(
    Scan *s, Py_ssize_t start, uint64_t kind, Name *n, Py_ssize_t last_start, Py_ssize_t last_end, uint64_t last_kind,
    Name *last
) noexcept nogil:
    # Whether a rule may join this name with what stands before it; the last name is of kind 0 if there is none.
    cdef Py_ssize_t begin
    cdef uint32_t bits
    cdef bint adjoins = last_kind and last_end == start - 1
    if letter(s, start - 1) != c" ":
        return False
    if adjoins and kind == KIND_PLACE and last_kind == KIND_PERSON:
        return last.words == 1 and n.words == 1 and classes(s, last.whole) & MALE_OR_FEMALE and (
            classes(s, n.whole) & KNOWN_SURNAME
        )
    if kind != KIND_PERSON:
        return False
    if not adjoins and listed(s, n.plain_first) & SMALL_PART and is_upper(letter(s, start)):
        return True
    if n.words > 1 or (adjoins and last_kind == KIND_PERSON):
        return False
    begin = start - 1
    while begin > 0 and is_alpha(letter(s, begin - 1)):
        begin -= 1
    if start - 1 - begin < 4 or not is_upper(letter(s, begin)):
        return False
    bits = classes(s, hash_of(s, begin, start - 1))
    return bits & (MALE_OR_FEMALE if adjoins else OF_CALENDAR) != 0


cdef bint opens_nickname(Scan *s, Py_ssize_t at) noexcept nogil:
    # Whether a quotation mark here opens a short quotation between two words with capitals.
    cdef Py_UCS4 close = c'"' if letter(s, at) == c'"' else 0x201D, c
    cdef Py_ssize_t i
    if letter(s, at - 1) != c" " or not c"A" <= letter(s, at + 1) <= c"Z":
        return False
    for i in range(at + 2, at + 3 + LONGEST_NICKNAME):
        c = letter(s, i)
        if c == close:
            return letter(s, i + 1) == c" " and latin_capital(letter(s, i + 2))
        if c == c"\n":
            return False
    return False


cdef bint ends_courtesy(Scan *s, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    # Whether the word from here to `end` is Mr and the like, before a capital or a particle.
    cdef Py_ssize_t after = end + 1 if letter(s, end) == c"." else end
    cdef Py_UCS4 c = letter(s, after + 1)
    if letter(s, after) != c" " or not (latin_capital(c) or c == c"d" or c == c"l" or c == c"v" or c == c"b"):
        return False
    return not wordlike(letter(s, at - 1)) and listed(s, hash_of(s, at, end)) & COURTESY_START != 0


cdef inline bint holds_office(Scan *s, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    # Whether the word from here to `end`, CEO or MP, stands before a name.
    return letter(s, end) == c" " and latin_capital(letter(s, end + 1)) and not wordlike(letter(s, at - 1))


cdef bint ends_ship(Scan *s, Py_ssize_t end) noexcept nogil:
    # Whether the letters and points before a place are what stands before names of ships: HMS, S.S
    cdef Py_ssize_t at = end
    while at > end - SHORT and (is_upper(letter(s, at - 1)) or letter(s, at - 1) == c"." or letter(s, at - 1) == c"/"):
        at -= 1
    return at < end - 1 and listed(s, hash_of(s, at, end)) & SHIP != 0


cdef int pattern_at(Scan *s, Py_ssize_t i) noexcept nogil:
    # Which pattern of names a text can have by the character here.
    cdef Py_UCS4 c = letter(s, i), after = letter(s, i + 1)
    cdef Py_ssize_t end = i + 1
    if c == c".":
        if after != c" " or not latin_capital(letter(s, i + 2)):
            return 0
        if abbreviates_forename(s, i):
            return ABBREVIATIONS
        return SHIPS_NAMED if letter(s, i - 2) == c"." and ends_ship(s, i) else 0
    if after == c" " and (c == c"S" or c == c"V"):
        return SHIPS_NAMED if ends_ship(s, i + 1) else 0
    if c == c"V":
        return 0
    if c == c'"' or c == 0x201C:
        return NICKNAMES if opens_nickname(s, i) else 0
    if after == c"P" and c == c"M":
        return HOLDERS if holds_office(s, i, i + 2) else 0
    if after == c"E" and c == c"C":
        return HOLDERS if letter(s, i + 2) == c"O" and holds_office(s, i, i + 3) else 0
    if c == c"C" or c == c"M" and after != c"r" and after != c"s" and after != c"e" or c == c"S" and after != c"i" or c == c"D" and after != c"a":
        return 0
    while end < i + SHORT and c"a" <= letter(s, end) <= c"z":
        end += 1
    return COURTESIES if ends_courtesy(s, i, end) else 0


cdef enum:
    BLOCK_OF_SIGNS = 64


cdef int patterns_in_latin(Scan *s, Py_ssize_t *end) noexcept nogil:
    # The same for the whole blocks of a text in Latin-1. The compiler makes vectors of the loop that compares.
    cdef const uint8_t *at = <const uint8_t *>s.data
    cdef uint8_t signs[BLOCK_OF_SIGNS]
    cdef uint64_t eight
    cdef Py_ssize_t i = 0
    cdef int found = 0, k, j
    end[0] = max(0, s.size - 1) // BLOCK_OF_SIGNS * BLOCK_OF_SIGNS
    while i < end[0]:
        for k in range(BLOCK_OF_SIGNS):
            signs[k] = (
                (at[k] == c"M") | (at[k] == c'"') | ((at[k] == c".") & (at[k + 1] == c" "))
                | ((at[k] == c"S") & ((at[k + 1] == c"i") | (at[k + 1] == c" ")))
                | ((at[k] == c"V") & (at[k + 1] == c" ")) | ((at[k] == c"D") & (at[k + 1] == c"a"))
                | ((at[k] == c"C") & (at[k + 1] == c"E"))
            )
        for k in range(0, BLOCK_OF_SIGNS, 8):
            memcpy(&eight, signs + k, 8)
            if eight:
                for j in range(k, k + 8):
                    if signs[j]:
                        found |= pattern_at(s, i + j)
        at += BLOCK_OF_SIGNS
        i += BLOCK_OF_SIGNS
    return found


cdef int patterns_in(Scan *s) noexcept nogil:
    # Which patterns of names a text can have.
    cdef int found = 0
    cdef Py_ssize_t i = 0
    cdef Py_UCS4 c
    if s.kind == 1:  # most texts
        found = patterns_in_latin(s, &i)
    for i in range(i, s.size):
        c = PyUnicode_READ(s.kind, s.data, i)
        if c == 0x201C or c == c"M" or c == c"C" or c == c"S" or c == c"D" or c == c"V" or c == c"." or c == c'"':
            found |= pattern_at(s, i)
    return found
