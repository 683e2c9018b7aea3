# From the names that may be people's to mentions of people. Types and documentation are in _naming.pyi.

from cpython cimport array
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_Substring
from libc.stdint cimport uint8_t, uint64_t
from libc.string cimport memchr, memcmp

cimport cython

import array as arrays
from operator import attrgetter

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, const void *data, Py_ssize_t index) nogil
    Py_ssize_t PyUnicode_Find(str text, str part, Py_ssize_t start, Py_ssize_t end, int direction) except -2
    Py_ssize_t PyUnicode_FindChar(str text, Py_UCS4 c, Py_ssize_t start, Py_ssize_t end, int direction) except -2
    bint Py_UNICODE_ISALNUM(Py_UCS4 c) nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 c) nogil
    bint Py_UNICODE_ISLOWER(Py_UCS4 c) nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 c) nogil
    bint Py_UNICODE_ISLOWER(Py_UCS4 c) nogil
    bint Py_UNICODE_ISTITLE(Py_UCS4 c) nogil

cdef enum:
    PERSON = 1
    ORGANISATION = 4
    COLUMNS = 5     # of what is said of a name that may be a person's
    LONGEST_HEADLINE = 150

cpdef enum:
    # Surnames are searched where the tagger found no name, within these limits of characters of a text, and of
    # all searches together: else long texts would take quadratic time.
    LONGEST_SEARCHED = 100000
    MOST_SEARCHED = 50000000

include "records.pxi"
include "signs.pxi"

# All that can be said of a name, for one that was not read.
cdef int EVERY_SIGN = RULED | ACTS | SHOUTED | ECHOED | OPENS


@cython.no_gc  # no cycle goes through it
@cython.freelist(64)
cdef class FoundName:
    cdef readonly str text
    cdef readonly Py_ssize_t start
    cdef readonly Py_ssize_t end
    cdef readonly str name
    cdef readonly str title
    cdef KnownName known
    cdef bint marked            # as a company's

    def __init__(self, str text not None, Py_ssize_t start, Py_ssize_t end, str name not None, str title):
        self.text, self.start, self.end, self.name, self.title = text, start, end, name, title


@cython.no_gc
@cython.freelist(16)
cdef class Person:
    cdef readonly str name
    cdef readonly FoundName at
    cdef readonly list mentions
    cdef readonly Py_ssize_t last
    cdef readonly FoundName named
    cdef public list titles
    cdef public str gender
    cdef KnownName known        # the fullest name,
    cdef KnownName main         # and the one that the person has
    cdef bint varies


start_of = attrgetter("start")


cdef struct Names:
    const uint64_t *starts
    const uint64_t *ends
    const uint64_t *kinds
    Py_ssize_t count
    const uint64_t *sentences
    Py_ssize_t sentence_count


cdef array.array of_longs(array.array column):
    return column if column.ob_descr.typecode == c"Q" else arrays.array("Q", column)


cdef Py_ssize_t find(str text, str word, Py_ssize_t start, Py_ssize_t end) except -2:
    # As `str.find`. Words begin with a capital, and a text has few of one.
    cdef const char *data = <const char *>PyUnicode_DATA(text)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(word)
    cdef const char *sought
    cdef const char *at
    if PyUnicode_KIND(text) != 1 or not 1 < size < LONGEST_KEPT:
        return PyUnicode_Find(text, word, start, end, 1)
    if PyUnicode_KIND(word) != 1:
        return -1
    sought = <const char *>PyUnicode_DATA(word)
    while end - start >= size:
        at = <const char *>memchr(data + start, sought[0], end - start - size + 1)
        if at == NULL:
            return -1
        if at[1] == sought[1] and memcmp(at, sought, size) == 0:
            return at - data
        start = at - data + 1
    return -1


cdef inline bint in_word(Py_UCS4 c):
    return c"a" <= c <= c"z" or c"A" <= c <= c"Z" or c"0" <= c <= c"9" if c < 128 else Py_UNICODE_ISALNUM(c)


cdef inline Py_UCS4 letter(str text, Py_ssize_t at):
    return PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), at) if 0 <= at < len(text) else 0


include "known_names.pxi"
include "missed_names.pxi"
include "short_forms.pxi"


cdef bint is_mostly_capitals(str text):
    # Whether most letters of a text are capitals, and it is more than a headline.
    cdef Py_UCS4 letter
    cdef Py_ssize_t small = 0, capitals = 0
    for letter in text:
        if Py_UNICODE_ISUPPER(letter):
            capitals += 1
        elif Py_UNICODE_ISLOWER(letter):
            small += 1
    return small == 0 or (capitals > 3 * small and capitals > LONGEST_HEADLINE)


cdef class PeopleFinder(NameTable):
    cdef Slots made
    cdef frozenset things

    def __init__(
        self, type made not None, *, frozenset companies not None, dict by_word not None, frozenset things not None,
        frozenset unusual_words not None, classes_of, uint64_t place_words, uint64_t calendar, rules
    ):
        self.made, self.rules = Slots(made, 6), rules
        self.companies, self.by_word, self.things, self.unusual_words = companies, by_word, things, unusual_words
        self.classes_of, self.place_words, self.calendar = classes_of, place_words, calendar
        self.known = {}
        self.genders = {}

    def find(
        self, given, array.array starts not None, array.array ends not None, array.array kinds not None,
        array.array sentences not None, int signs, array.array candidates not None
    ):
        cdef array.array a = of_longs(starts), b = of_longs(ends), c = of_longs(kinds), d = of_longs(sentences)
        cdef str text = given if type(given) is str else str(given)
        cdef Names names
        cdef list found = [], beside = []
        names.starts, names.ends = <const uint64_t *>a.data.as_ulonglongs, <const uint64_t *>b.data.as_ulonglongs
        names.kinds, names.sentences = <const uint64_t *>c.data.as_ulonglongs, <const uint64_t *>d.data.as_ulonglongs
        names.sentence_count = len(d)
        names.count = min(len(a), len(b), len(c))
        signs = self.first_found(given, text, signs, of_longs(candidates), found, beside)
        if not found:  # common in short notices
            return ()
        if beside or signs & OPENS or self.has_companies(found):
            found = self.without_companies(given, text, &names, signs, found, beside)
        if signs & ECHOED:
            found = self.without_outvoted(text, &names, found)
        if signs & SHOUTED:
            found = self.without_shouted(text, found)
        found = with_missed(self, given, text, &names, found)
        return self.mentions_of(found, meanings_of(self, given, found, &names))

    cdef tuple mentions_of(self, list found, list meanings):
        # The mentions, with the names that they mean.
        cdef FoundName one
        cdef Py_ssize_t at
        cdef list mentions = []
        for at in range(len(found)):
            one = found[at]
            meaning = None if meanings is None else meanings[at]
            name, reason = (one.known.key, "") if meaning is None else <tuple>meaning
            made = self.made.begin()
            self.made.put(made, 0, one.text)
            self.made.put(made, 1, one.start)
            self.made.put(made, 2, one.end)
            self.made.put(made, 3, name)
            self.made.put(made, 4, one.title)
            self.made.put(made, 5, reason)
            mentions.append(made)
        return tuple(mentions)

    cdef int first_found(self, given, str text, int signs, array.array candidates, list found, list beside) except -1:
        # Add the people of tagged names, and those of them that may be companies by what is beside them. Rules are
        # tried for the names that may need them. Return signs of all.
        cdef Py_ssize_t start, end, titled, at, taken = 0
        cdef int kind, flags
        cdef FoundName one
        cdef const uint64_t *row
        for at in range(len(candidates) // COLUMNS):
            row = <const uint64_t *>candidates.data.as_ulonglongs + COLUMNS * at
            start, end, kind, flags, titled = row[0], row[1], row[2], row[3], row[4]
            if flags & OF_THING and start >= taken:
                if self.last_of(self.of(PyUnicode_Substring(text, start, end))) in self.things:
                    continue
            if flags & (RULED | OF_THING) or start < taken:
                for person in self.rules.people_at(given, start, end, kind, taken):
                    one = person
                    one.known = self.of(one.name)
                    found.append(one)
                    beside.append(one)
                    taken = one.end
                    signs |= flags if kind == PERSON and one.start == start and one.end == end else EVERY_SIGN
                continue
            one = FoundName.__new__(FoundName)
            one.known = self.of(PyUnicode_Substring(text, start, end))
            one.text = one.name = one.known.name
            one.start, one.end, one.marked = start, end, flags & MARKED != 0
            if titled != start:
                one.title = " ".join(PyUnicode_Substring(text, titled, start).split())
            found.append(one)
            taken = end
            signs |= flags
            if flags & ACTS:
                beside.append(one)
        return signs

    cdef KnownName printed(self, FoundName one):
        # What holds of a name as printed.
        return one.known if one.text is one.name else self.of(one.text)

    cdef bint has_companies(self, list found):
        cdef FoundName one
        cdef KnownName known
        for one in found:
            known = self.printed(one)
            if known.company or known.full_companies is not None:
                return True
        return False

    cdef list without_companies(self, given, str text, Names *names, int signs, list found, list beside):
        # The people without companies that are named after people.
        cdef FoundName one
        cdef KnownName known
        cdef dict others = {}
        cdef set companies
        for one in found:
            others[one.text] = self.printed(one)
        for one in found:
            if one.title:
                others.pop(one.text, None)
        companies = {name for name, known in others.items() if known.company}
        for one in beside:
            if one.text in others and one.text not in companies:
                if one.marked or self.rules.acts_as_company(given, one):
                    companies.add(one.text)
        if others:
            self.add_short_companies(text, names, signs, others, companies)
        if not companies:
            return found
        for one in found:
            if one.known.spaces and not one.known.company:
                known = others.get(self.last_of(one.known))
                if known is not None and not known.spaces:
                    companies.discard(known.name)
        return [one for one in found if one.text not in companies] if companies else found

    cdef int add_short_companies(self, str text, Names *names, int signs, dict others, set companies) except -1:
        # Add the names of one word that the text shows to be short for a company's.
        cdef KnownName known
        cdef Py_ssize_t i, start, end
        for known in others.values():
            if known.full_companies is not None:
                for full in known.full_companies:
                    if find(text, <str>full, 0, len(text)) >= 0:
                        companies.add(known.name)
                        break
        if not signs & OPENS:
            return 0
        for i in range(names.count):
            if names.kinds[i] == ORGANISATION:
                start = end = names.starts[i]
                while end < <Py_ssize_t>names.ends[i] and letter(text, end) != c" ":
                    end += 1
                while end > start and letter(text, end - 1) == c",":
                    end -= 1
                known = others.get(PyUnicode_Substring(text, start, end))
                if known is not None and not known.spaces:
                    companies.add(known.name)
        return 0

    cdef list without_outvoted(self, str text, Names *names, list found):
        # The people without single words that the model more often tags as something else in this text.
        cdef FoundName one
        cdef dict votes = {}
        cdef Py_ssize_t i
        cdef str word
        surnames = {self.last_of(one.known) for one in found if one.known.spaces}
        for one in found:
            if " " not in one.text and one.text not in surnames:
                votes[one.text] = 0
        if not votes:
            return found
        for i in range(names.count):
            word = PyUnicode_Substring(text, names.starts[i], names.ends[i])
            vote = votes.get(word)
            if vote is not None:
                votes[word] = vote + 1 if names.kinds[i] == PERSON else vote - 1
        return [one for one in found if one.title or votes.get(one.text, 0) >= 0]

    cdef list without_shouted(self, str text, list found):
        # The people without those that occur only in a line in capitals, where the model is unreliable. People in the
        # headline are usually in the story, too. A text all or mostly in capitals is left unchanged.
        cdef FoundName one
        cdef set spoken = set()
        cdef list kept = []
        cdef bint any_shouted = False, shouted = False
        cdef Py_ssize_t begin, end = -1
        for one in found:
            if self.printed(one).shouted:
                any_shouted = True
            else:
                spoken.update(self.words_of(one.known))
        if not any_shouted or is_mostly_capitals(text):
            return found
        for one in found:
            if one.start > end:
                begin = PyUnicode_FindChar(text, c"\n", 0, one.start, -1) + 1
                end = PyUnicode_FindChar(text, c"\n", one.start, len(text), 1)
                end = end if end >= 0 else len(text)
                shouted = PyUnicode_Substring(text, begin, end).isupper()
            if not shouted or spoken.issuperset(self.words_of(self.printed(one))):
                kept.append(one)
        return kept
