# What stands next to a possible date, as flags. Types, rules and documentation are in _surroundings.pyi.

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND

include "letters.pxi"
include "words.pxi"
include "surroundings.pxi"


cdef class Surroundings:
    """Describes what stands next to a possible date."""

    cdef Word *table

    def __cinit__(self, words):
        self.table = make_table(words)

    def __dealloc__(self):
        free(self.table)

    def around(self, str text, Py_ssize_t start, Py_ssize_t end, tuple rules=()):
        """Return the flags of what stands before and behind, and what the first rule that applies says."""
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef uint64_t flags, needed, forbidden
        if not 0 <= start <= end <= size:
            raise ValueError("the date is outside the text")
        if kind == 1:
            flags = flags_around(self.table, <const uint8_t *> data, size, start, end)
        elif kind == 2:
            flags = flags_around(self.table, <const uint16_t *> data, size, start, end)
        else:
            flags = flags_around(self.table, <const uint32_t *> data, size, start, end)
        for rule in rules:
            needed, forbidden = (<tuple> rule)[0], (<tuple> rule)[1]
            if not flags & forbidden and (not needed or flags & needed):
                return flags | (PASSED if (<tuple> rule)[2] else FAILED)
        return flags
