# The names that the tagger found, as a gazetteer sees them, for _gazetteer.pyx.

from cpython.unicode cimport PyUnicode_Substring

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, const void *data, Py_ssize_t index) nogil

cpdef enum:
    # What a word says of a name: it stands between names of countries; begins one (Republic of) or ends one
    # (province) that the gazetteer has without it; is the form of a company.
    JOINS = 1
    BEGINS = 2
    ENDS = 4
    LEGAL = 8

cdef enum:
    SLOTS = 256
    PLAIN = 1 << 14
    PLAIN_SHIFT = 64 - 14
    PLACE = 2
    DEMONYM = 3

# Makes the hash of a person's name another one than that of the same name of an organisation.
cdef uint64_t OF_PERSON = 0x6A09E667F3BCC908


cdef struct Span:
    const void *data
    int width
    Py_ssize_t start
    Py_ssize_t end


cdef inline uint32_t letter(Span *s, Py_ssize_t at) noexcept nogil:
    return PyUnicode_READ(s.width, s.data, at) if s.start <= at < s.end else 0


cdef uint64_t hash_of(Span *s, Py_ssize_t start, Py_ssize_t end, const uint32_t *folds) noexcept nogil:
    if s.width == 1:
        return hashed(<const uint8_t *>s.data + start, end - start, folds)
    if s.width == 2:
        return hashed(<const uint16_t *>s.data + start, end - start, folds)
    return hashed(<const uint32_t *>s.data + start, end - start, folds)


cdef Span span_of(str name):
    cdef Span s
    s.data, s.width, s.start, s.end = PyUnicode_DATA(name), PyUnicode_KIND(name), 0, PyUnicode_GET_LENGTH(name)
    return s


cdef struct Column:
    const void *numbers
    bint is_wide
    Py_ssize_t count


cdef uint64_t print_of(Span *s) noexcept nogil:
    # The hash of a name as printed, never 0.
    cdef uint64_t state = START
    cdef Py_ssize_t at
    if s.width == 1:
        for at in range(s.start, s.end):
            state = (state ^ (<const uint8_t *>s.data)[at]) * PRIME
    else:
        for at in range(s.start, s.end):
            state = (state ^ letter(s, at)) * PRIME
    return (state ^ (state >> 32)) * MIX | 1


cdef array.array of_numbers(array.array column):
    return column if column.ob_descr.typecode in (c"I", c"Q") else arrays.array("Q", column)


cdef Column column_of(array.array numbers) noexcept:
    cdef Column column
    column.numbers, column.count = numbers.data.as_voidptr, len(numbers)
    column.is_wide = numbers.ob_descr.typecode == c"Q"
    return column


cdef inline uint64_t number_at(const Column *column, Py_ssize_t at) noexcept nogil:
    return (<const uint64_t *>column.numbers)[at] if column.is_wide else (<const uint32_t *>column.numbers)[at]


cdef class TaggedNames:
    cdef Tables tables
    cdef object kept
    cdef object added
    cdef object are_countries
    cdef object is_country
    cdef object end_before_country
    cdef uint64_t slots[SLOTS]
    # The hashes of printed names that have nothing to do with countries, other ones for those of people; the last of a
    # slot counts.
    cdef uint64_t plain[PLAIN]

    def __init__(
        self,
        const uint32_t[::1] folds not None,
        const uint32_t[::1] buckets not None,
        const uint32_t[::1] hashes not None,
        added,
        words,
        are_countries,
        is_country,
        end_before_country,
    ):
        cdef uint64_t word
        cdef Py_ssize_t slot
        check_tables(folds, buckets)
        if 2 * len(words) > SLOTS:
            raise ValueError(f"{len(words)} words are too many")
        self.kept = (folds, buckets, hashes)
        self.tables.folds, self.tables.buckets = &folds[0], &buckets[0]
        self.tables.hashes = &hashes[0] if hashes.shape[0] else NULL
        self.tables.entries = hashes.shape[0]
        self.tables.words = NULL
        self.added, self.are_countries, self.is_country = added, are_countries, is_country
        self.end_before_country = end_before_country
        memset(self.slots, 0, sizeof(self.slots))
        memset(self.plain, 0, sizeof(self.plain))
        for text, bits in words.items():
            word = hash_name(text, folds)
            slot = word & (SLOTS - 1)
            while self.slots[slot]:
                slot = (slot + 1) & (SLOTS - 1)
            self.slots[slot] = word << 8 | <uint64_t>bits

    cdef int does(self, Span *s, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
        # What a word says of a name.
        cdef uint64_t word
        cdef Py_ssize_t slot
        if end <= start:
            return 0
        word = hash_of(s, start, end, self.tables.folds)
        slot = word & (SLOTS - 1)
        while self.slots[slot]:
            if self.slots[slot] >> 8 == word:
                return self.slots[slot] & 255
            slot = (slot + 1) & (SLOTS - 1)
        return 0

    cdef bint may_be(self, Span *s, Py_ssize_t start, Py_ssize_t end) except -1:
        # Whether a name may be that of countries: it or the first of the names that it joins may be one.
        cdef Py_ssize_t first = self.end_of_first(s, start, end)
        return self.may_be_one(s, start, end) or (first < end and self.may_be_one(s, start, first))

    cdef Py_ssize_t end_of_first(self, Span *s, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
        # Where the first of the names ends that words, commas or strokes join; the end if there is one alone.
        cdef Py_ssize_t i, word = start
        cdef uint32_t c
        for i in range(start, end):
            c = letter(s, i)
            if c == c"/" or (c == c"," and letter(s, i + 1) == c" "):
                return i
            if c == c" ":
                if word > start and letter(s, i - 1) >= c"a" and self.does(s, word, i) & JOINS:
                    return word - 1
                word = i + 1
        return end

    cdef bint may_be_one(self, Span *s, Py_ssize_t start, Py_ssize_t end) except -1:
        # Whether the gazetteer has a name, or a word says that it may have it without that.
        cdef Py_ssize_t first = start, last = end
        cdef uint64_t whole
        while first < end and letter(s, first) != c" ":
            first += 1
        while last > start and letter(s, last - 1) != c" ":
            last -= 1
        if (first < end and self.does(s, start, first) & BEGINS) or self.does(s, last, end) & ENDS:
            return True
        whole = hash_of(s, start, end, self.tables.folds)
        return whole and (entry_of(&self.tables, whole) >= 0 or (self.added and whole in self.added))

    cdef bint may_be_of(self, Span *s, Py_ssize_t start, Py_ssize_t end) except -1:
        # Whether a name may end with a country or go on after the form of a company: Bank of Japan, Electric Co of.
        cdef Py_ssize_t i, begin, last = -1
        for i in range(start, end - 3):
            if letter(s, i) == c" " and letter(s, i + 1) == c"o" and letter(s, i + 2) == c"f" and letter(s, i + 3) == c" ":
                last = i + 4
                begin = i - 1 if letter(s, i - 1) == c"." else i
                while c"A" <= letter(s, begin - 1) <= c"Z" or c"a" <= letter(s, begin - 1) <= c"z":
                    begin -= 1
                if self.does(s, begin, i) & LEGAL:
                    return True
        return last >= 0 and self.may_be(s, last, end)

    def drop_countries(self, tuple people not None):
        cdef list kept = []
        for each in people:
            if each.title or not self.is_named_as(each, each.text):
                kept.append(each)
        return people if len(kept) == len(people) else tuple(kept)

    cdef bint is_named_as(self, person, str name) except -1:
        # Whether the whole name of a person is that of a country.
        cdef Span s = span_of(name)
        cdef uint64_t print
        if person.name != name:
            return False
        print = print_of(&s) ^ OF_PERSON
        if self.plain[print >> PLAIN_SHIFT] == print:
            return False
        if self.may_be(&s, 0, s.end) and self.is_country(name):
            return True
        self.plain[print >> PLAIN_SHIFT] = print
        return False

    def may_be_countries(self, str name not None):
        cdef Span s = span_of(name)
        return self.may_be(&s, 0, s.end)

    def sort(
        self, str text not None, array.array starts not None, array.array ends not None, array.array kinds not None, str filed
    ):
        starts, ends, kinds = of_numbers(starts), of_numbers(ends), of_numbers(kinds)
        cdef Column a = column_of(starts), b = column_of(ends), c = column_of(kinds)
        cdef Py_ssize_t i, start, end, size = PyUnicode_GET_LENGTH(text)
        cdef uint64_t kind, print
        cdef bint plain
        cdef Span s
        cdef list places = [], closed = []
        s.data, s.width = PyUnicode_DATA(text), PyUnicode_KIND(text)
        for i in range(min(a.count, b.count, c.count)):
            kind = number_at(&c, i)
            start, end = min(number_at(&a, i), <uint64_t>size), min(number_at(&b, i), <uint64_t>size)
            s.start, s.end = start, end
            if kind == PLACE or kind == DEMONYM:
                places.append((start, end, kind == DEMONYM))
            elif kind > DEMONYM:
                print = print_of(&s)
                plain = self.plain[print >> PLAIN_SHIFT] == print
                if not plain and self.may_be(&s, start, end) and self.are_countries(PyUnicode_Substring(text, start, end)):
                    continue
                if filed is not None and may_equal(&s, filed) and PyUnicode_Substring(text, start, end).casefold() == filed:
                    continue
                if not plain and self.may_be_of(&s, start, end):
                    end = self.end_before_country(text, start, end)
                elif not plain:
                    self.plain[print >> PLAIN_SHIFT] = print
                closed.append((start, end))
        return places, closed


cdef bint may_equal(Span *s, str folded):
    # Whether the case-folded name may be another; for most the first letter tells.
    cdef uint32_t first = letter(s, s.start)
    if first >= 128 or not folded:
        return True
    return (first + 32 if c"A" <= first <= c"Z" else first) == <uint32_t>folded[0]
