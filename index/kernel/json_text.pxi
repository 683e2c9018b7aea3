# A JSON text that is written bit by bit, for _mention_records.pyx and _json_objects.pyx.

from cpython.datetime cimport PyDate_CheckExact, PyDateTime_GET_DAY, PyDateTime_GET_MONTH, PyDateTime_GET_YEAR
from cpython.datetime cimport import_datetime
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.math cimport isfinite
from libc.stdint cimport uint8_t, uint32_t
from libc.stdlib cimport free, malloc, realloc

cdef extern from "Python.h":
    uint32_t PyUnicode_READ(int kind, const void *data, Py_ssize_t at) noexcept nogil
    str PyUnicode_FromKindAndData(int kind, const void *data, Py_ssize_t size)
    long long PyLong_AsLongLongAndOverflow(object number, int *overflow) except? -1

import_datetime()

cdef enum:
    FIRST_ROOM = 2048
    MOST_DIGITS = 20         # of a number of 64 bits, with its sign
    MOST_ESCAPED = 6         # characters that one becomes: \u001f
    MOST_FLOATS = 1 << 14

# The texts of floats: shares and degrees, which repeat, and take long to write.
cdef dict FLOATS = {}


cdef str text_of_float(double number, value):
    if number == 0.0:  # -0.0 equals it
        return repr(value)
    text = FLOATS.get(value)
    if text is None:
        if len(FLOATS) >= MOST_FLOATS:
            FLOATS.clear()
        text = FLOATS[value] = repr(value)
    return <str> text


cdef class JsonText:
    cdef uint32_t *data
    cdef Py_ssize_t size, room

    def __cinit__(self):
        self.data = <uint32_t *> malloc(FIRST_ROOM * sizeof(uint32_t))
        if self.data == NULL:
            raise MemoryError
        self.room = FIRST_ROOM

    def __dealloc__(self):
        free(self.data)

    cdef inline int reserve(self, Py_ssize_t more) except -1:
        if self.size + more > self.room:
            self.grow(more)
        return 0

    cdef int grow(self, Py_ssize_t more) except -1:
        cdef Py_ssize_t room = 2 * self.room + more
        cdef uint32_t *data = <uint32_t *> realloc(self.data, room * sizeof(uint32_t))
        if data == NULL:
            raise MemoryError
        self.data, self.room = data, room
        return 0

    cdef inline int sign(self, uint32_t code) except -1:
        self.reserve(1)
        self.data[self.size] = code
        self.size += 1
        return 0

    cdef int letters(self, const char *ascii) except -1:
        cdef Py_ssize_t at = 0
        while ascii[at]:
            self.sign(<uint8_t> ascii[at])
            at += 1
        return 0

    cdef int number(self, long long number) except -1:
        cdef uint32_t digits[MOST_DIGITS]
        cdef int count = 0
        cdef unsigned long long left = <unsigned long long> number
        self.reserve(MOST_DIGITS)
        if number < 0:
            self.sign(c"-")
            left = 0 - left
        while True:
            digits[count] = c"0" + <uint32_t> (left % 10)
            count += 1
            left //= 10
            if not left:
                break
        while count:
            count -= 1
            self.data[self.size] = digits[count]
            self.size += 1
        return 0

    cdef int copy(self, str text) except -1:
        # A text as it is.
        cdef Py_ssize_t at, size = PyUnicode_GET_LENGTH(text)
        cdef const void *data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        self.reserve(size)
        for at in range(size):
            self.data[self.size + at] = PyUnicode_READ(kind, data, at)
        self.size += size
        return 0

    cdef int text(self, one) except -1:
        # A text in quotation marks.
        cdef Py_ssize_t at, size
        cdef const void *data
        cdef int kind
        cdef uint32_t code
        if not isinstance(one, str):
            raise TypeError(f"{one!r:.60} is no text")
        size, data, kind = PyUnicode_GET_LENGTH(one), PyUnicode_DATA(one), PyUnicode_KIND(one)
        self.reserve(MOST_ESCAPED * size + 2)
        self.sign(c'"')
        for at in range(size):
            code = PyUnicode_READ(kind, data, at)
            if code < c" " or code == c'"' or code == c"\\":
                self.escaped(code)
            else:
                self.data[self.size] = code
                self.size += 1
        return self.sign(c'"')

    cdef int escaped(self, uint32_t code) except -1:
        self.sign(c"\\")
        if code == c"\n":
            return self.sign(c"n")
        if code == c"\r":
            return self.sign(c"r")
        if code == c"\t":
            return self.sign(c"t")
        if code == c"\f":
            return self.sign(c"f")
        if code == c"\b":
            return self.sign(c"b")
        if code >= c" ":
            return self.sign(code)
        self.letters(b"u00")
        self.sign(c"0" + (code >> 4))
        code &= 15
        return self.sign((c"0" if code < 10 else c"a" - 10) + code)

    cdef int day(self, one) except -1:
        # A day in quotation marks, in the form of ISO 8601.
        if not PyDate_CheckExact(one):
            return self.text(one.isoformat())
        self.sign(c'"')
        self.digits(PyDateTime_GET_YEAR(one), 1000)
        self.sign(c"-")
        self.digits(PyDateTime_GET_MONTH(one), 10)
        self.sign(c"-")
        self.digits(PyDateTime_GET_DAY(one), 10)
        return self.sign(c'"')

    cdef int digits(self, int number, int first) except -1:
        while first:
            self.sign(c"0" + number // first % 10)
            first //= 10
        return 0

    cdef int whole(self, one) except -1:
        # A whole number; anything else as Python writes it.
        cdef int overflow = 1
        cdef long long number = 0
        if type(one) is int:
            number = PyLong_AsLongLongAndOverflow(one, &overflow)
        return self.copy(f"{one}") if overflow else self.number(number)

    cdef int value(self, one, encode) except -1:
        # Any value; ``encode`` writes those of other types.
        if one is None:
            return self.letters(b"null")
        if type(one) is str:
            return self.text(one)
        if one is False or one is True:
            return self.letters(b"true" if one else b"false")
        if type(one) is int:
            return self.whole(one)
        if type(one) is float and isfinite(<double> one):
            return self.copy(text_of_float(<double> one, one))
        return self.copy(encode(one))

    cdef int close(self, const char *end) except -1:
        # End a list or an object whose items have a comma behind each.
        if self.data[self.size - 1] == c",":
            self.size -= 1
        return self.letters(end)

    cdef str made(self):
        return PyUnicode_FromKindAndData(4, self.data, self.size)
