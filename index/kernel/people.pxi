# The names that may be people's, for _tagging.pyx, and those of them that need rules.

cdef uint32_t letters_at(Scan *s, Py_ssize_t at, Py_ssize_t *end) noexcept nogil:
    # What the letters from an offset on do, and where they end; words are short.
    cdef Py_ssize_t i = at
    while i < at + REACH and is_alpha(letter(s, i)):
        i += 1
    end[0] = i
    return listed(s, hash_of(s, at, i))


cdef bint holds_business(Scan *s, Py_ssize_t start) noexcept nogil:
    # Whether a name is in the shares or the like of a company: "shares of" stands before.
    cdef Py_ssize_t begin = start - 4
    cdef Py_UCS4 c = letter(s, start - 3), after = letter(s, start - 2)
    if letter(s, start - 1) != c" " or not (c == c"o" and after == c"f" or c == c"i" and after == c"n"):
        return False
    while begin > start - REACH and is_alpha(letter(s, begin - 1)):
        begin -= 1
    return listed(s, hash_of(s, begin, start - 4)) & BUSINESS_WORD != 0


cdef bint says_as_company(Scan *s, Py_ssize_t at) noexcept nogil:
    # Whether what is said may be a company's report; the word "said" ends here.
    cdef Py_ssize_t stop = at
    cdef uint32_t word
    cdef int i
    for i in range(MOST_TITLES):
        if letter(s, stop) != c" ":
            return False
        at = stop + 1
        stop = at
        while stop < at + REACH and is_alpha(letter(s, stop)):
            stop += 1
        word = hash_of(s, at, stop)
        if word != ITS and word != THE and word != THAT:
            return listed(s, word) & REPORTED_WORD != 0
    return True


cdef int acts(Scan *s, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    # Whether what stands beside a name may show that it is a company (ACTS), or does (MARKED, too).
    cdef Py_ssize_t at = end, stop
    cdef Py_UCS4 c = letter(s, end)
    cdef uint32_t bits
    if letter(s, start - 1) == c"<" or c == c">":
        return ACTS | MARKED
    if holds_business(s, start):
        return ACTS
    if c == c"'" or c == 0x2019:
        if letter(s, end + 1) == c"s" and letter(s, end + 2) == c" " and letters_at(s, end + 3, &stop) & BUSINESS_WORD:
            return ACTS
        return 0
    if c == c",":
        at += 1
    if letter(s, at) != c" ":
        return 0
    c = letter(s, at + 1)
    if c == c"<" and at == end:
        stop = at + 2
        while c"A" <= letter(s, stop) <= c"Z" or letter(s, stop) == c".":
            stop += 1
        return ACTS | MARKED if stop > at + 2 and letter(s, stop) == c">" else 0
    if c == c"&":
        return ACTS
    bits = letters_at(s, at + 1, &stop)
    if bits & BUSINESS_WORD:
        return ACTS
    if at > end:  # Kidder, Peabody and Co
        while wordlike(letter(s, stop)):
            stop += 1
        at = stop
    if letter(s, at + 1) == c"a" and letter(s, at + 2) == c"n" and letter(s, at + 3) == c"d":
        if letter(s, at) == c" " and letter(s, at + 5) == c"C" and letter(s, at + 6) == c"o":
            return ACTS
        return 0
    return ACTS if bits & SAID_WORD and at == end and says_as_company(s, stop) else 0


cdef Py_ssize_t title_before(Scan *s, Py_ssize_t start, Py_ssize_t place, uint32_t does) noexcept nogil:
    # Where the title before a name starts, given the word before it and what that does; the name's start if it has none.
    cdef Py_ssize_t begin = start, end
    cdef int i
    for i in range(MOST_TITLES):
        if does & TITLE_WORD and is_upper(letter(s, place)):
            begin = place
        elif not does & OF_TITLE:
            break
        place = word_before(s, place, &end)
        does = listed(s, hash_of(s, place, end)) if end > place else 0
    return begin


cdef bint needs_rules_before(Scan *s, Py_ssize_t start, Name *n, Py_ssize_t *title) noexcept nogil:
    # Whether what stands before a name of a person may be part of it or show that it is none; its title is found, too.
    cdef Py_ssize_t begin, end
    cdef uint32_t does
    begin = word_before(s, start, &end)
    if end > begin:
        does = listed(s, hash_of(s, begin, end))
        if does & SHIP or (does & ARTICLE and n.words > 1):
            return True
        if does & STYLE and not is_lower(letter(s, begin)):
            return True
        if does & (TITLE_WORD | OF_TITLE):
            title[0] = title_before(s, start, begin, does)
    if letter(s, start - 1) != c"." and letter(s, start - 2) != c".":
        return False
    end = start - 1 if letter(s, start - 1) == c"." else start - 2
    return c"A" <= letter(s, end - 1) <= c"Z" or abbreviates_forename(s, end)


cdef bint may_be_forenames(Scan *s, Py_ssize_t at) noexcept nogil:
    # Whether one to four words with capitals from here on end their line or an entry of a list.
    cdef int words
    cdef Py_UCS4 c
    for words in range(MOST_FORENAMES):
        if letter(s, at + 1) == c"." or not is_upper(letter(s, at)):
            return letter(s, at + 1) == c"."
        while wordlike(letter(s, at)) or is_joint(letter(s, at)):
            at += 1
        while Py_UNICODE_ISSPACE(letter(s, at)):
            if letter(s, at) == c"\n":
                return True
            at += 1
        c = letter(s, at)
        if c == c",":  # Aliyev, Ilham, Jr. and Aliyev, Ilham, 60
            return letter(s, at + 2) == c"J" or not is_alpha(letter(s, at + 2))
        if c == c";" or c == c"(" or c == c"." or at >= s.size:
            return True
    return False


cdef inline bint is_thing(Scan *s, Py_ssize_t start, Py_ssize_t end, uint32_t word) noexcept nogil:
    # Whether a word ends the name of a thing, as printed: Inc, PLC.
    if not listed(s, word) & THING:
        return False
    return is_lower(letter(s, start + 1)) or letter(s, start + 2) == c"C"


cdef bint needs_rules_after(Scan *s, Py_ssize_t start, Py_ssize_t end, bint titled) noexcept nogil:
    # Whether what stands after a name of a person may be part of it, or show that it is none. No forenames follow a name
    # with a title.
    cdef Py_ssize_t at = end, stop, plain
    cdef Py_UCS4 c = letter(s, end)
    if c == c",":
        at += 1
    if at > end and not titled and letter(s, at) == c" " and is_upper(letter(s, at + 1)):
        c = letter(s, start - 1)
        if c == c" ":
            c = letter(s, start - 2)
        if c == c" " or c == c"\n" or c == c";" or c == c"." or c == c":" or c == 0:
            if may_be_forenames(s, at + 1):
                return True
    if Py_UNICODE_ISSPACE(letter(s, at)):
        c = letter(s, at + 1)
        if (c == c"J" or c == c"S") and (letter(s, at + 2) == c"r" or letter(s, at + 2) == c"n"):
            return True
        if c == c"I" and (letter(s, at + 2) == c"I" or letter(s, at + 2) == c"V"):
            return True
    if letter(s, end) != c" ":
        return False
    stop = plain = end + 1
    while stop < s.size and stop < end + REACH and not separates(letter(s, stop)):
        stop += 1
        if letter(s, stop - 1) != c".":
            plain = stop
    return is_thing(s, end + 1, plain, hash_of(s, end + 1, plain))


cdef int ruled(Scan *s, Py_ssize_t start, Py_ssize_t end, Name *n, Py_ssize_t *title) noexcept nogil:
    # Whether a name of a person needs rules, and what else it is; if it needs none, its title.
    cdef int found = 0
    cdef uint32_t bits = listed(s, n.plain_first)
    found |= acts(s, start, end)
    if n.shouted:
        found |= SHOUTED
    if n.odd or not n.even or bits & (TITLE_WORD | SHIP | FIRST_OF_THINGS):
        return found | RULED
    if n.words > 1 and bits & ROLE:
        return found | RULED
    if n.words > 1 and is_thing(s, n.last_start, end, n.last):
        return found | OF_THING
    if needs_rules_before(s, start, n, title) or needs_rules_after(s, start, end, title[0] != start):
        return found | RULED
    return found


cdef bint may_be_split(
    Scan *s, Py_ssize_t start, Py_ssize_t end, Py_ssize_t last_start, Py_ssize_t last_end
) noexcept nogil:
    # Whether two names of people may be one with the particles between them, or an entry of an index.
    cdef Py_ssize_t i
    cdef Py_UCS4 c
    if start - last_end < 2:
        return False
    c = letter(s, last_end)
    if start - last_end == 2 and c == c"," and letter(s, start - 1) == c" ":
        if last_start == 0 or letter(s, last_start - 1) == c"\n":
            return end == s.size or letter(s, end) == c"\n"
        return False
    if c != c" " or letter(s, start - 1) != c" " or start - last_end >= REACH:
        return False
    i = last_end + 1
    while i < start and letter(s, i) != c" ":
        i += 1
    return listed(s, hash_of(s, last_end + 1, i)) & SMALL_PART != 0


cdef inline void note(uint32_t *seen, uint32_t mask, uint32_t word) noexcept nogil:
    cdef uint32_t slot = word & mask
    word = word if word else 1
    while seen[slot] and seen[slot] != word:
        slot = (slot + 1) & mask
    seen[slot] = word


cdef inline bint noted(const uint32_t *seen, uint32_t mask, uint32_t word) noexcept nogil:
    cdef uint32_t slot = word & mask
    word = word if word else 1
    while seen[slot] and seen[slot] != word:
        slot = (slot + 1) & mask
    return seen[slot] != 0


cdef enum:
    COLUMNS = 5                 # numbers that say what a name that may be a person's is


cdef struct Person:
    Py_ssize_t at               # which name it is
    Py_ssize_t title            # where its title starts
    uint32_t whole
    int flags


cdef struct Reading:
    # What the names of a text show together: the rules of correction it may need, and signs of its people.
    int rules
    int signs
    Buffer retagged
    Buffer people
    uint32_t *seen
    uint32_t mask


cdef void note_other(Scan *s, Py_ssize_t start, uint64_t kind, Name *name, Reading *r) noexcept nogil:
    # Note a name that is not tagged as a person's, and the first word of an organisation.
    cdef Py_ssize_t at = name.second - 1
    cdef uint32_t first = name.first
    note(r.seen, r.mask, name.whole)
    if kind == KIND_ORGANISATION:
        if at > start and letter(s, at - 1) == c",":
            while at > start and letter(s, at - 1) == c",":
                at -= 1
            first = hash_of(s, start, at)
        note(r.seen, r.mask, first ^ OPENING)


cdef bint may_be_person(Scan *s, Py_ssize_t start, uint64_t kind, Name *name) noexcept nogil:
    # Whether a name that is not tagged as a person's may be one: Dominique de Villepin, Mr Ford.
    cdef Py_ssize_t begin, end
    cdef Py_UCS4 c
    if name.words > 2 and kind >= KIND_ORGANISATION and listed(s, name.middle) & SMALL_PART:
        if classes(s, name.first) & MALE_OR_FEMALE:
            return True
    c = letter(s, start - 2)
    if c == c"." or c == c"r" or c == c"s" or c == c"e" or c == c"R" or c == c"S" or c == c"E":
        begin = word_before(s, start, &end)
        if begin < end <= begin + LONGEST_COURTESY:
            return listed(s, hash_of(s, begin, end)) & COURTESY_WORD != 0
    return False


cdef int add_person(Scan *s, Py_ssize_t at, Py_ssize_t start, Py_ssize_t end, uint64_t kind, Name *name, Buffer *out) noexcept nogil:
    cdef Person *person
    if reserve(out, sizeof(Person)) < 0:
        return -1
    person = <Person *>(out.data + out.size)
    out.size += sizeof(Person)
    person.at = at
    person.whole = 0 if name.words > 1 else name.whole
    person.title = start
    person.flags = ruled(s, start, end, name, &person.title) if kind == KIND_PERSON else RULED
    return 0


cdef int read_names(
    Scan *s, const uint64_t *starts, const uint64_t *ends, const uint64_t *kinds, Py_ssize_t n, Reading *r
) noexcept nogil:
    # Read each name once; -1 if memory is out.
    cdef Name names[2]
    cdef Name *name
    cdef Person *person
    cdef uint64_t before = 0
    cdef Py_ssize_t i, last = 0, end = 0
    r.rules = patterns_in(s)
    for i in range(n):
        name = &names[i & 1]
        read_name(s, starts[i], ends[i], kinds[i] == KIND_PERSON, name)
        if may_be_retagged(s, starts[i], ends[i], kinds[i], name):
            r.rules |= RETAGGED
            if add(&r.retagged, i) < 0:
                return -1
        if i and may_be_listed(s, starts[i], kinds[i], name, end, before, &names[~i & 1]):
            r.rules |= RETAGGED
            if add(&r.retagged, i - 1) < 0:
                return -1
        if may_be_joined(s, starts[i], kinds[i], name, last, end, before, &names[~i & 1]):
            r.rules |= JOINED_NAMES
        if kinds[i] != KIND_PERSON:
            note_other(s, starts[i], kinds[i], name, r)
        elif i and (before == KIND_PERSON or letter(s, end) == c",") and may_be_split(s, starts[i], ends[i], last, end):
            r.signs |= SPLIT
        if kinds[i] == KIND_PERSON or may_be_person(s, starts[i], kinds[i], name):
            if add_person(s, i, starts[i], ends[i], kinds[i], name, &r.people) < 0:
                return -1
        last, end, before = starts[i], ends[i], kinds[i]
    person = <Person *>r.people.data
    for i in range(r.people.size // <Py_ssize_t>sizeof(Person)):
        if person[i].whole and noted(r.seen, r.mask, person[i].whole):
            r.signs |= ECHOED
        if person[i].whole and noted(r.seen, r.mask, person[i].whole ^ OPENING):
            r.signs |= OPENS
    return 0


cdef array.array of_longs(array.array column):
    return column if column.ob_descr.typecode == c"Q" else arrays.array("Q", column)


cdef class NameRules:
    cdef const uint64_t[::1] lexicon
    cdef const uint64_t[::1] listed
    cdef uint64_t may_be_listed[WORDS_LISTED]
    cdef Scan scan

    def __init__(self, lexicon, words):
        cdef array.array table
        cdef uint32_t size = 64, slot, word
        while size < 4 * len(words):
            size *= 2
        table = arrays.array("Q", bytes(8 * size))
        memset(self.may_be_listed, 0, sizeof(self.may_be_listed))
        for each, bits in words.items():
            word = hash_word(each)
            self.may_be_listed[word >> 6 & (WORDS_LISTED - 1)] |= <uint64_t>1 << (word & 63)
            slot = word & (size - 1)
            while table.data.as_ulonglongs[slot] and table.data.as_ulonglongs[slot] >> 32 != word:
                slot = (slot + 1) & (size - 1)
            table.data.as_ulonglongs[slot] |= <uint64_t>word << 32 | <uint32_t>bits
        if not len(lexicon):
            raise ValueError("the lexicon is empty")
        self.lexicon = lexicon
        self.listed = table
        self.scan.lexicon = &self.lexicon[0]
        self.scan.lexicon_size = self.lexicon.shape[0]
        self.scan.listed = &self.listed[0]
        self.scan.may_be_listed = &self.may_be_listed[0]
        self.scan.mask = size - 1

    def classes_of(self, str word not None):
        return classes(&self.scan, hash_word(word))

    cdef Scan of(self, str text):
        cdef Scan scan = self.scan
        scan.data = PyUnicode_DATA(text)
        scan.kind = PyUnicode_KIND(text)
        scan.size = PyUnicode_GET_LENGTH(text)
        return scan

    def read(self, str text not None, array.array starts not None, array.array ends not None, array.array kinds not None):
        cdef Scan scan = self.of(text)
        cdef array.array a = of_longs(starts), b = of_longs(ends), c = of_longs(kinds), people
        cdef Py_ssize_t n = min(len(a), len(b), len(c)), i, at
        cdef unsigned long long *row
        cdef uint32_t few[FEW]
        cdef uint32_t size = FEW
        cdef Reading r
        cdef Person *person
        cdef int state
        memset(&r, 0, sizeof(r))
        while size < 4 * n:
            size *= 2
        r.mask = size - 1
        r.seen = few
        try:
            if size > FEW:
                r.seen = <uint32_t *>malloc(<uint64_t>size * 4)
            if r.seen == NULL:
                raise MemoryError
            with nogil:
                memset(r.seen, 0, <uint64_t>size * 4)
                state = read_names(&scan, a.data.as_ulonglongs, b.data.as_ulonglongs, c.data.as_ulonglongs, n, &r)
            if state < 0:
                raise MemoryError
            retagged = []
            for i in range(<Py_ssize_t>(r.retagged.size // 8)):
                retagged.append((<uint64_t *>r.retagged.data)[i])
            person = <Person *>r.people.data
            people = array.clone(LONGS, COLUMNS * (r.people.size // <Py_ssize_t>sizeof(Person)), False)
            row = people.data.as_ulonglongs
            for i in range(r.people.size // <Py_ssize_t>sizeof(Person)):
                at = person[i].at
                row[0], row[1], row[2] = a.data.as_ulonglongs[at], b.data.as_ulonglongs[at], c.data.as_ulonglongs[at]
                row[3], row[4] = person[i].flags, person[i].title
                row += COLUMNS
            return r.rules, retagged, (r.signs, people)
        finally:
            if r.seen != few:
                free(r.seen)
            free(r.retagged.data)
            free(r.people.data)
