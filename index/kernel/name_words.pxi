# Names as words, for _tagging.pyx: which listed words stand in a name and before it.

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, const void *data, Py_ssize_t index) nogil
    bint Py_UNICODE_ISALPHA(Py_UCS4 c) nogil
    bint Py_UNICODE_ISALNUM(Py_UCS4 c) nogil
    bint Py_UNICODE_ISLOWER(Py_UCS4 c) nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 c) nogil
    bint Py_UNICODE_ISTITLE(Py_UCS4 c) nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 c) nogil
    Py_ssize_t PyUnicode_Find(object text, object part, Py_ssize_t start, Py_ssize_t end, int direction) except -2

cpdef enum:
    # Listed words, by what they do in a name or beside one.
    NO_PERSON = 1
    LAST_OF_OTHERS = 2
    OFFICE = 4
    STYLE = 8
    SMALL_PART = 16
    TITLE_WORD = 32
    ROLE = 64
    SHIP = 128
    FIRST_OF_THINGS = 256
    THING = 512
    COURTESY_WORD = 1024
    OF_TITLE = 2048
    ARTICLE = 4096
    SHORT_FORENAME = 8192
    BUSINESS_WORD = 16384
    SAID_WORD = 32768
    REPORTED_WORD = 65536
    COURTESY_START = 131072
    NAME_END = 262144
    HEADLINE_VERB = 524288
    FATE = 1048576
    SURE_TITLE = 2097152
    LOCAL = 4194304
    CLUB_WORD = 8388608
    # What the names of a text may need.
    RETAGGED = 1
    JOINED_NAMES = 2
    NICKNAMES = 4
    ABBREVIATIONS = 8
    COURTESIES = 16
    HOLDERS = 32
    SHIPS_NAMED = 64

cdef enum:
    KIND_PERSON = 1
    KIND_PLACE = 2
    KIND_DEMONYM = 3
    KIND_ORGANISATION = 4
    KIND_OTHER = 5
    MALE_OR_FEMALE = 0x8004
    KNOWN_SURNAME = 8
    OF_ORGANISATIONS = 256
    OF_CALENDAR = 512
    COMMON = 1024
    # Titles are searched in so many characters, shares and nicknames in fewer.
    REACH = 60
    LONGEST_NICKNAME = 25
    LONGEST_COURTESY = 4
    INITIALS_LENGTH = 4
    FEW = 512
    # Numbers of the bits that say whether a word may be listed.
    WORDS_LISTED = 256
    MOST_TITLES = 8
    MOST_FORENAMES = 4
    SHORT = 8
    # Makes the hash of the first word of an organisation another one than that of the same word as a name.
    OPENING = 0x9E3779B9

cdef struct Scan:
    const void *data
    int kind
    Py_ssize_t size
    const uint64_t *lexicon
    uint64_t lexicon_size
    const uint64_t *listed
    const uint64_t *may_be_listed
    uint32_t mask

cdef struct Name:
    Py_ssize_t words            # with a single space between two
    Py_ssize_t second           # where the second
    Py_ssize_t last_start       # and the last one begin,
    uint32_t whole              # the hashes of the name,
    uint32_t first              # of its words,
    uint32_t middle
    uint32_t last
    uint32_t plain_first        # and of words without points at the end
    uint32_t plain_last
    uint32_t listed             # what its words do, if they are several
    bint odd                    # has other blanks
    bint dash                   # has a dash between two words
    bint nobody                 # no word is of a person
    bint even                   # each word begins with a capital or is a particle, and there are no marks
    bint shouted                # is in capitals, and is no initials


cdef inline Py_UCS4 letter(Scan *s, Py_ssize_t at) noexcept nogil:
    return PyUnicode_READ(s.kind, s.data, at) if 0 <= at < s.size else 0


cdef inline uint32_t listed(Scan *s, uint32_t word) noexcept nogil:
    # What a listed word does, as bits. Most words are none, which a small table says.
    cdef uint32_t slot = word & s.mask
    if not s.may_be_listed[word >> 6 & (WORDS_LISTED - 1)] >> (word & 63) & 1:
        return 0
    while s.listed[slot]:
        if s.listed[slot] >> 32 == word:
            return <uint32_t>s.listed[slot]
        slot = (slot + 1) & s.mask
    return 0


cdef inline uint32_t classes(Scan *s, uint32_t word) noexcept nogil:
    return look_up(s.lexicon, s.lexicon_size, word) & <uint64_t>0xFFFFFFFF


cdef inline uint32_t hash_of(Scan *s, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef uint32_t value = FIRST_HASH
    cdef Py_ssize_t i
    for i in range(start, end):
        value = step(value, known(letter(s, i)) & 0xFFFFFF)
    return mixed(value)


cdef inline bint is_upper(Py_UCS4 c) noexcept nogil:
    return c"A" <= c <= c"Z" if c < 128 else Py_UNICODE_ISUPPER(c)


cdef inline bint is_lower(Py_UCS4 c) noexcept nogil:
    # Or a letter in the case of titles: Ǆ has one.
    return c"a" <= c <= c"z" if c < 128 else Py_UNICODE_ISLOWER(c) or Py_UNICODE_ISTITLE(c)


cdef inline bint is_alpha(Py_UCS4 c) noexcept nogil:
    return c"a" <= c <= c"z" or c"A" <= c <= c"Z" if c < 128 else Py_UNICODE_ISALPHA(c)


cdef inline bint wordlike(Py_UCS4 c) noexcept nogil:
    return is_alpha(c) or c"0" <= c <= c"9" or c == c"_" or (c > 127 and Py_UNICODE_ISALNUM(c))


cdef inline bint separates(Py_UCS4 c) noexcept nogil:
    # Not in a word as the rules read it.
    return (
        c == c"," or c == c";" or c == c":" or c == c"(" or c == c")" or c == c'"' or c == 0x201C or c == 0x201D
        or Py_UNICODE_ISSPACE(c)
    )


cdef inline bint latin_capital(Py_UCS4 c) noexcept nogil:
    return c"A" <= c <= c"Z" or (0xC0 <= c <= 0xDE and c != 0xD7)


cdef inline bint is_dash(Py_UCS4 c) noexcept nogil:
    return c == c"-" or c == 0x2013 or c == 0x2014


cdef void read_name(Scan *s, Py_ssize_t start, Py_ssize_t end, bint person, Name *n) noexcept nogil:
    # Whether its words are those of people matters only of a name that is tagged as a person's.
    cdef Py_ssize_t i, begin = start, plain_end = start
    cdef uint32_t whole = FIRST_HASH, value = FIRST_HASH, plain = FIRST_HASH, code
    cdef bint upper = False, lower = False, alpha = True
    cdef Py_UCS4 c
    memset(n, 0, sizeof(n[0]))
    n.even = n.nobody = True
    for i in range(start, end + 1):
        c = letter(s, i) if i < end else c" "
        if c != c" ":
            code = known(c) & 0xFFFFFF
            whole = step(whole, code)
            value = step(value, code)
            if c != c".":
                plain = value
                plain_end = i + 1
            if c"a" <= c <= c"z":
                lower = True
            elif is_upper(c):
                upper = True
            else:
                lower = lower or is_lower(c)
                alpha = alpha and is_alpha(c)
                if c == c"&" or separates(c):
                    n.even = False
                    n.odd = n.odd or Py_UNICODE_ISSPACE(c)
            continue
        if i < end:
            whole = step(whole, c" ")
            alpha = False
        n.odd = n.odd or i == begin
        n.dash = n.dash or (i == begin + 1 and is_dash(letter(s, begin)))
        n.last_start = begin
        n.plain_last = mixed(plain)
        n.last = mixed(value)
        if n.words or i < end:
            n.listed |= listed(s, n.last)
        if person:
            n.nobody = n.nobody and (plain_end - begin < 2 or listed(s, n.plain_last) & NO_PERSON != 0)
            n.even = n.even and (is_upper(letter(s, begin)) or listed(s, n.last) & SMALL_PART != 0)
            n.even = n.even and (plain_end == i or not listed(s, n.plain_last) & NAME_END)
        if n.words == 0:
            n.first = n.last
            n.plain_first = n.plain_last
            n.second = i + 1  # after the end if there is none
            n.even = n.even and is_upper(letter(s, start))
        elif n.words == 1:
            n.middle = n.last
        n.words += 1
        begin = plain_end = i + 1
        value = plain = FIRST_HASH
    n.whole = mixed(whole)
    n.shouted = upper and not lower and (end - start > INITIALS_LENGTH or alpha)


cdef inline bint is_joint(Py_UCS4 c) noexcept nogil:
    return c == c"-" or c == c"'" or c == 0x2019


cdef Py_ssize_t word_before(Scan *s, Py_ssize_t at, Py_ssize_t *end) noexcept nogil:
    # Start and end (without a point) of the word before an offset, on its line or the one above; 0 and 0 if there is none.
    cdef Py_ssize_t low = max(0, at - REACH), i = at, begin, breaks = 0
    end[0] = 0
    while i > low and Py_UNICODE_ISSPACE(letter(s, i - 1)):
        i -= 1
        breaks += letter(s, i) == c"\n"
    if i == low or breaks > 1:
        return 0
    begin = end[0] = i
    if letter(s, i - 1) == c".":
        end[0] = begin = i - 1
    while begin > low and (wordlike(letter(s, begin - 1)) or is_joint(letter(s, begin - 1))):
        begin -= 1
    while begin < end[0] and not wordlike(letter(s, begin)):
        begin += 1
    return begin


cdef bint abbreviates_forename(Scan *s, Py_ssize_t point) noexcept nogil:
    # Whether the letters before a point abbreviate a forename; they are few, the first is a capital.
    cdef Py_ssize_t i = point
    while i > point - SHORT and is_alpha(letter(s, i - 1)):
        i -= 1
    return is_upper(letter(s, i)) and listed(s, hash_of(s, i, point)) & SHORT_FORENAME != 0
