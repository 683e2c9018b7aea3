# The words of tense around a date, and the nearest. Types, rules and documentation are in _clauses.pyi.

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND

include "letters.pxi"
include "words.pxi"
include "clauses.pxi"
include "verbs.pxi"


def is_over(str text, Py_ssize_t start):
    """Return whether the word before an offset says that a date is over: *the week ended*, *since*."""
    cdef const void *data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    if not 0 <= start <= PyUnicode_GET_LENGTH(text):
        raise ValueError("the offset is outside the text")
    if kind == 1:
        return ends_in_over(<const uint8_t *> data, start)
    if kind == 2:
        return ends_in_over(<const uint16_t *> data, start)
    return ends_in_over(<const uint32_t *> data, start)


cdef class TenseScanner:
    """Finds the word that shows whether the clause around a date refers to the future or the past."""

    cdef Word *table

    def __cinit__(self, words):
        self.table = make_table(words)

    def __dealloc__(self):
        free(self.table)

    def nearest(self, str text, Py_ssize_t start, Py_ssize_t end, bint no_month):
        """Return the direction, whether its word is a verb of the present, and the word; 0 and "" without one."""
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef bint fold
        cdef Cue best
        if not 0 <= start <= end <= size:
            raise ValueError("the date is outside the text")
        with nogil:
            if kind == 1:
                fold = find_cue(self.table, <const uint8_t *> data, size, start, end, no_month, &best)
            elif kind == 2:
                fold = find_cue(self.table, <const uint16_t *> data, size, start, end, no_month, &best)
            else:
                fold = find_cue(self.table, <const uint32_t *> data, size, start, end, no_month, &best)
        if not best.sign:
            return 0, False, ""
        word = text[best.start : best.start + best.size]
        return best.sign, bool(best.present), word.lower() if fold else word


cdef class VerbScanner:
    """Finds the verb that a day without its year surely has."""

    cdef Word *table

    def __cinit__(self, words):
        self.table = make_table(words)

    def __dealloc__(self):
        free(self.table)

    def direction(self, str text not None, Py_ssize_t start, Py_ssize_t end):
        """Return the direction and the word that shows it, 0 and "" without one; None where the rules must decide."""
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text), sign
        cdef VerbWord word
        if not 0 <= start < end <= size:
            raise ValueError("the date is outside the text")
        with nogil:
            sign = sure_direction(self.table, kind, data, size, start, end, &word)
        if sign == UNDECIDED:
            return None
        return (sign, text[word.start : word.start + word.size].lower()) if sign else (0, "")
