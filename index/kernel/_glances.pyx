# What most texts lack, seen at a glance over their mentions. Types and documentation are in _glances.pyi.
#
# The fields of a mention are read where they are in the object, so that a mention costs a few instructions.

from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_FindChar, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ_CHAR
)
from libc.stdint cimport uint8_t, uint32_t

include "records.pxi"

cdef enum:
    TEXT = 0
    START = 1
    END = 2
    TITLE = 4
    TAIL = 4
    MOST_PARTS = 32


cdef class Parts:
    # A bit for each part is set at its first and at its second character: few pairs of a text have a bit in common.
    cdef tuple parts
    cdef uint32_t first[256]
    cdef uint32_t second[256]

    def __init__(self, parts not None):
        cdef int at = 0
        self.parts = tuple(parts)
        for part in self.parts:
            if at == MOST_PARTS or len(part) < 2 or not part.isascii():
                raise ValueError(f"{part!r} is not of ASCII characters, two or more, or there are over {MOST_PARTS} parts")
            self.first[ord(part[0])] |= <uint32_t>1 << at
            self.second[ord(part[1])] |= <uint32_t>1 << at
            at += 1

    def first_in(self, str text not None, Py_ssize_t at):
        cdef const uint8_t *data
        cdef Py_ssize_t last = PyUnicode_GET_LENGTH(text) - 1
        if at < 0:
            raise ValueError("places of a text are counted from 0")
        if PyUnicode_KIND(text) != 1:
            return min([place for part in self.parts if (place := text.find(part, at)) >= 0], default=-1)
        data = <const uint8_t *>PyUnicode_DATA(text)
        while at < last:
            if self.first[data[at]] & self.second[data[at + 1]]:
                for part in self.parts:
                    if text.startswith(part, at):
                        return at
            at += 1
        return -1


cdef class Tails:
    # What may stand before a name, four characters each, and the last but one of them, which few words have.
    cdef frozenset tails
    cdef bint known[128]

    def __init__(self, tails not None):
        self.tails = frozenset(tails)
        for tail in self.tails:
            if len(tail) != TAIL or not tail[2].isascii():
                raise ValueError(f"{tail!r} is not of {TAIL} characters, the last but one of ASCII")
            self.known[ord(tail[2])] = True

    cdef inline bint may_have(self, Py_UCS4 c) noexcept:
        return c < 128 and self.known[c]


cdef class Mentions:
    # All three classes begin with text, start and end.
    cdef Slots person, place, date

    def __init__(self, type person not None, type place not None, type date not None):
        self.person, self.place, self.date = Slots(person, 6), Slots(place, 14), Slots(date, 7)

    cdef inline object field(self, one, int at):
        if type(one) is self.person.made:
            return self.person.read(one, at)
        if type(one) is self.place.made:
            return self.place.read(one, at)
        return self.date.get(one, at)

    def share_words(self, tuple ones not None, tuple others not None):
        cdef Py_ssize_t at = 0, count = len(ones), start, end
        if not count:
            return False
        end = self.field(ones[0], END)
        for other in others:
            start = self.field(other, START)
            while end <= start:
                at += 1
                if at == count:
                    return False
                end = self.field(ones[at], END)
            if <Py_ssize_t> self.field(ones[at], START) < <Py_ssize_t> self.field(other, END):
                return True
        return False

    def has_gap(self, tuple people not None, Py_ssize_t gap):
        cdef Py_ssize_t end = 0
        cdef bint first = True
        for one in people:
            if not first and <Py_ssize_t> self.field(one, START) - end == gap:
                return True
            end, first = self.field(one, END), False
        return False

    def has_bare_word(self, tuple people not None):
        for one in people:
            if not self.field(one, TITLE) and u" " not in <str?> self.field(one, TEXT):
                return True
        return False

    def first_after(self, Tails tails not None, str text not None, tuple mentions not None, Py_ssize_t at):
        cdef Py_ssize_t start, size = PyUnicode_GET_LENGTH(text)
        for at in range(at, len(mentions)):
            start = self.field(mentions[at], START)
            if TAIL <= start <= size and tails.may_have(PyUnicode_READ_CHAR(text, start - 2)):
                if text[start - TAIL : start] in tails.tails:
                    return at
        return -1

    def has_list_mark(self, str text not None, tuple mentions not None, Py_ssize_t reach):
        cdef Py_ssize_t end, size = PyUnicode_GET_LENGTH(text)
        for one in mentions:
            end = self.field(one, END)
            if end + 2 > size or PyUnicode_READ_CHAR(text, end) != c"," or PyUnicode_READ_CHAR(text, end + 1) != c" ":
                continue
            if PyUnicode_FindChar(text, c".", end + 3, min(size, end + reach), 1) >= 0:
                return True
        return False
