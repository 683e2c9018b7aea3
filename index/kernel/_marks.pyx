# Which texts contain any of some marks, or an uncommon character. Types and documentation are in _marks.pyi.
#
# The text is read as CPython holds it (1, 2 or 4 bytes a character). Three characters at each place give a number of 12
# bits; only where a mark begins with three of the same number are the marks of that number compared.

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.string cimport memset

cpdef enum:
    MARKED = 1
    CONTROLS = 2
    UNCOMMON = 4

cdef enum:
    NUMBERS = 4096
    MOST_MARKS = 255
    CODES = 65536
    COMMON = 1
    LEAD = 2

ctypedef fused Character:
    const uint8_t
    const uint16_t
    const uint32_t


cdef inline uint32_t number_of(uint32_t first, uint32_t second, uint32_t third) noexcept nogil:
    return ((first * 31 + second) * 31 + third) & (NUMBERS - 1)


cdef class MarkFinder:
    # `_first` of a number is a mark that begins so, counted from 1; `_next` of a mark is another one, 0 for none.
    cdef uint8_t _first[NUMBERS]
    cdef uint8_t _next[MOST_MARKS + 1]
    cdef Py_ssize_t _starts[MOST_MARKS + 2]
    cdef bytes _letters
    # What is known of each character: common, a lead, or neither.
    cdef uint8_t _kinds[CODES]

    def __init__(self, marks, common=(), str leads=""):
        if any(len(mark) < 3 or not mark.isascii() for mark in marks):
            raise ValueError("a mark has three characters of ASCII or more")
        if len(marks) > MOST_MARKS:
            raise ValueError("too many marks")
        cdef uint32_t number
        cdef Py_ssize_t place, at = 0
        memset(self._first, 0, NUMBERS)
        memset(self._next, 0, MOST_MARKS + 1)
        self._letters = "".join(marks).encode()
        for place, mark in enumerate(marks, 1):
            self._starts[place] = at
            at += len(mark)
            self._starts[place + 1] = at
            number = number_of(ord(mark[0]), ord(mark[1]), ord(mark[2]))
            self._next[place] = self._first[number]
            self._first[number] = place
        memset(self._kinds, 0, CODES)
        cdef Py_ssize_t first, last
        for first, last in common:
            if not 0 <= first <= last < CODES:
                raise ValueError("a common character has a code up to U+FFFF")
            memset(&self._kinds[first], COMMON, last + 1 - first)
        for lead in leads:
            self._kinds[ord(lead)] = LEAD

    def look(self, str text not None):
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef const uint8_t *letters = self._letters
        cdef int found
        with nogil:
            if kind == 1:
                found = self._look(<const uint8_t *>data, length, letters)
            elif kind == 2:
                found = self._look(<const uint16_t *>data, length, letters)
            else:
                found = self._look(<const uint32_t *>data, length, letters)
        return found

    cdef int _look(self, Character *text, Py_ssize_t length, const uint8_t *letters) noexcept nogil:
        cdef Py_ssize_t at
        cdef uint32_t code, second = 0, third = 0
        cdef int found = 0
        cdef uint8_t mark
        # From the end, so that the two characters behind are at hand.
        for at in range(length - 1, -1, -1):
            code = text[at]
            if code < 127:
                if code < 32 and code != 10 and code != 9:
                    found |= CONTROLS
            elif code == 127:
                found |= CONTROLS
            elif code >= CODES or self._kinds[code] != COMMON:
                if code >= CODES or self._kinds[code] != LEAD or second > 127:
                    found |= UNCOMMON
            mark = self._first[number_of(code, second, third)]
            if mark and not found & MARKED:
                while mark:
                    if self._stands(text, length, at, mark, letters):
                        found |= MARKED
                        break
                    mark = self._next[mark]
            third = second
            second = code
        return found

    cdef bint _stands(
        self, Character *text, Py_ssize_t length, Py_ssize_t at, uint8_t mark, const uint8_t *letters
    ) noexcept nogil:
        cdef Py_ssize_t start = self._starts[mark], size = self._starts[mark + 1] - start, place
        if size > length - at:
            return False
        for place in range(size):
            if text[at + place] != letters[start + place]:
                return False
        return True
