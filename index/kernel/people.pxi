# The names that may be people's, for _tagging.pyx, and those of them that need rules.

cdef uint32_t letters_at(Scan *s, Py_ssize_t at, Py_ssize_t *end) noexcept nogil:
    # What the letters from an offset on do, and where they end; words are short.
    cdef Py_ssize_t i = at
    while i < at + REACH and is_alpha(letter(s, i)):
        i += 1
    end[0] = i
    return listed(s, hash_of(s, at, i))


cdef bint acts(Scan *s, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    # Whether what stands beside a name may show that it is a company.
    cdef Py_ssize_t at = end, stop
    cdef Py_UCS4 c = letter(s, end)
    cdef uint32_t bits
    if letter(s, start - 1) == c"<" or c == c">":
        return True
    if letter(s, start - 1) == c" " and (
        letter(s, start - 3) == c"o" and letter(s, start - 2) == c"f"
        or letter(s, start - 3) == c"i" and letter(s, start - 2) == c"n"
    ):  # shares of
        stop = start - 4
        while stop > start - REACH and is_alpha(letter(s, stop - 1)):
            stop -= 1
        if listed(s, hash_of(s, stop, start - 4)) & BUSINESS_WORD:
            return True
    if c == c"'" or c == 0x2019:
        at += 2
        return letter(s, end + 1) == c"s" and letter(s, at) == c" " and letters_at(s, at + 1, &stop) & BUSINESS_WORD
    if c == c",":
        at += 1
    if letter(s, at) != c" ":
        return False
    c = letter(s, at + 1)
    if c == c"<" or c == c"&":
        return True
    bits = letters_at(s, at + 1, &stop)
    if bits & BUSINESS_WORD:
        return True
    if at > end:  # Kidder, Peabody and Co
        while wordlike(letter(s, stop)):
            stop += 1
        at = stop
    if letter(s, at + 1) == c"a" and letter(s, at + 2) == c"n" and letter(s, at + 3) == c"d":
        return letter(s, at) == c" " and letter(s, at + 5) == c"C" and letter(s, at + 6) == c"o"
    return bits & SAID_WORD and letter(s, stop) == c" " and letters_at(s, stop + 1, &stop) & REPORTED_WORD


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
    return not is_lower(letter(s, end - 1)) or abbreviates_forename(s, end)


cdef bint needs_rules_after(Scan *s, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    # Whether what stands after a name of a person may be part of it, or show that it is none.
    cdef Py_ssize_t at = end, stop, plain
    cdef Py_UCS4 c = letter(s, end)
    if c == c",":
        at += 1
    if at > end and letter(s, at) == c" " and is_upper(letter(s, at + 1)):
        c = letter(s, start - 1)
        if c == c" ":
            c = letter(s, start - 2)
        if c == c" " or c == c"\n" or c == c";" or c == c"." or c == c":" or c == 0:
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
    return listed(s, hash_of(s, end + 1, plain)) & THING != 0


cdef int ruled(Scan *s, Py_ssize_t start, Py_ssize_t end, Name *n, Py_ssize_t *title) noexcept nogil:
    # Whether a name of a person needs rules, and what else it is; if it needs none, its title.
    cdef int found = 0
    cdef uint32_t bits = listed(s, n.plain_first)
    if acts(s, start, end):
        found |= ACTS
    if n.shouted:
        found |= SHOUTED
    if n.odd or not n.even or bits & (TITLE_WORD | SHIP | FIRST_OF_THINGS):
        return found | RULED
    if n.words > 1 and (bits & ROLE or listed(s, n.last) & THING):
        return found | RULED
    if needs_rules_before(s, start, n, title) or needs_rules_after(s, start, end):
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


cdef struct Person:
    Py_ssize_t at               # which name it is
    Py_ssize_t title            # where its title starts
    uint32_t whole
    int flags


cdef int people_of(
    Scan *s, const uint64_t *starts, const uint64_t *ends, const uint64_t *kinds, Py_ssize_t n, uint32_t *seen,
    uint32_t mask, Buffer *out
) noexcept nogil:
    # Write the names that may be people, and return what holds of all of them; -1 if memory is out.
    cdef Py_ssize_t i, begin, end
    cdef int found = 0
    cdef Name name
    cdef Person *person
    cdef Py_UCS4 c
    cdef bint takes
    for i in range(n):
        read_name(s, starts[i], ends[i], &name)
        takes = kinds[i] == KIND_PERSON
        if takes:
            if i and kinds[i - 1] == KIND_PERSON or i and letter(s, ends[i - 1]) == c",":
                if may_be_split(s, starts[i], ends[i], starts[i - 1], ends[i - 1]):
                    found |= SPLIT
        else:
            note(seen, mask, name.whole)
            if kinds[i] == KIND_ORGANISATION:
                end = starts[i]
                while end < <Py_ssize_t>ends[i] and letter(s, end) != c" ":
                    end += 1
                while end > <Py_ssize_t>starts[i] and letter(s, end - 1) == c",":
                    end -= 1
                note(seen, mask, hash_of(s, starts[i], end) ^ OPENING)
            takes = (
                name.words > 2 and kinds[i] >= KIND_ORGANISATION and listed(s, name.middle) & SMALL_PART
                and classes(s, name.first) & MALE_OR_FEMALE
            )
            c = letter(s, <Py_ssize_t>starts[i] - 2)
            if not takes and (c == c"." or c == c"r" or c == c"s" or c == c"e" or c == c"R" or c == c"S" or c == c"E"):
                begin = word_before(s, starts[i], &end)
                takes = end > begin and listed(s, hash_of(s, begin, end)) & COURTESY_WORD
        if takes:
            if reserve(out, sizeof(Person)) < 0:
                return -1
            person = <Person *>(out.data + out.size)
            out.size += sizeof(Person)
            person.at = i
            person.whole = 0 if name.words > 1 else name.whole
            person.title = starts[i]
            person.flags = RULED
            if kinds[i] == KIND_PERSON:
                person.flags = ruled(s, starts[i], ends[i], &name, &person.title)
    person = <Person *>out.data
    for i in range(out.size // <Py_ssize_t>sizeof(Person)):
        if person[i].whole and noted(seen, mask, person[i].whole):
            found |= ECHOED
        if person[i].whole and noted(seen, mask, person[i].whole ^ OPENING):
            found |= OPENS
    return found


cdef array.array of_longs(array.array column):
    return column if column.ob_descr.typecode == c"Q" else arrays.array("Q", column)


cdef class NameRules:
    cdef const uint64_t[::1] lexicon
    cdef const uint64_t[::1] listed
    cdef Scan scan

    def __init__(self, lexicon, words):
        cdef array.array table
        cdef uint32_t size = 64, slot, word
        while size < 4 * len(words):
            size *= 2
        table = arrays.array("Q", bytes(8 * size))
        for each, bits in words.items():
            word = hash_word(each)
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
        self.scan.mask = size - 1

    cdef Scan of(self, str text):
        cdef Scan scan = self.scan
        scan.data = PyUnicode_DATA(text)
        scan.kind = PyUnicode_KIND(text)
        scan.size = PyUnicode_GET_LENGTH(text)
        return scan

    def rules_for(self, str text not None, array.array starts not None, array.array ends not None, array.array kinds not None):
        cdef Scan scan = self.of(text)
        cdef array.array a = of_longs(starts), b = of_longs(ends), c = of_longs(kinds)
        cdef Py_ssize_t n = min(len(a), len(b), len(c))
        cdef Buffer out
        cdef int found
        cdef Py_ssize_t i
        memset(&out, 0, sizeof(out))
        try:
            with nogil:
                found = rules_of(&scan, a.data.as_ulonglongs, b.data.as_ulonglongs, c.data.as_ulonglongs, n, &out)
            if found < 0:
                raise MemoryError
            retagged = []
            for i in range(<Py_ssize_t>(out.size // 8)):
                retagged.append((<uint64_t *>out.data)[i])
            return found, retagged
        finally:
            free(out.data)

    def people_among(self, str text not None, array.array starts not None, array.array ends not None, array.array kinds not None):
        cdef Scan scan = self.of(text)
        cdef array.array a = of_longs(starts), b = of_longs(ends), c = of_longs(kinds)
        cdef Py_ssize_t n = min(len(a), len(b), len(c)), i
        cdef uint32_t few[FEW]
        cdef uint32_t *seen = few
        cdef uint32_t size = FEW
        cdef Buffer out
        cdef Person *person
        cdef int found
        memset(&out, 0, sizeof(out))
        while size < 4 * n:
            size *= 2
        try:
            if size > FEW:
                seen = <uint32_t *>malloc(<uint64_t>size * 4)
                if seen == NULL:
                    raise MemoryError
            with nogil:
                memset(seen, 0, <uint64_t>size * 4)
                found = people_of(
                    &scan, a.data.as_ulonglongs, b.data.as_ulonglongs, c.data.as_ulonglongs, n, seen, size - 1, &out
                )
            if found < 0:
                raise MemoryError
            made = []
            person = <Person *>out.data
            for i in range(out.size // <Py_ssize_t>sizeof(Person)):
                made.append((a[person[i].at], b[person[i].at], c[person[i].at], person[i].flags, person[i].title))
            return found, made
        finally:
            if seen != few:
                free(seen)
            free(out.data)


def find_words(
    str text not None, list words not None, array.array starts not None, array.array ends not None,
    array.array kinds not None
):
    cdef array.array a = of_longs(starts), b = of_longs(ends), c = of_longs(kinds)
    cdef Py_ssize_t n = min(len(a), len(b), len(c)), size = len(text), at, end, free, low, high, middle
    cdef bint tagged
    found = []
    for word in words:
        free = 0
        at = PyUnicode_Find(text, word, 0, size, 1) if word else -1
        while at >= 0:
            end = at + len(word)
            low, high = 0, n
            while low < high:
                middle = (low + high) // 2
                if <Py_ssize_t>a.data.as_ulonglongs[middle] <= at:
                    low = middle + 1
                else:
                    high = middle
            tagged = low > 0 and <Py_ssize_t>b.data.as_ulonglongs[low - 1] > at
            if tagged:
                while low > 0 and <Py_ssize_t>a.data.as_ulonglongs[low - 1] == at:
                    low -= 1
                    if <Py_ssize_t>b.data.as_ulonglongs[low] == end and c.data.as_ulonglongs[low] != KIND_PERSON:
                        found.append((at, end))
            elif (
                at >= free and not (at > 0 and Py_UNICODE_ISALNUM(text[at - 1]))
                and not (end < size and (Py_UNICODE_ISALNUM(text[end]) or text[end] == c"-"))
            ):
                found.append((at, end))
            if at >= free:
                free = end
            at = PyUnicode_Find(text, word, at + 1, size, 1)
    return found
