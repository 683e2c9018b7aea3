# Which of the first lines of a text may begin with a dateline. Types and documentation are in _datelines.pyi.

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND

include "letters.pxi"

cdef extern from "Python.h":
    uint32_t PyUnicode_READ(int kind, const void *data, Py_ssize_t at) noexcept nogil
    Py_ssize_t PyUnicode_FindChar(str text, Py_UCS4 code, Py_ssize_t start, Py_ssize_t end, int direction) except -2


cdef inline bint is_dash(uint32_t code) noexcept nogil:
    return code == 0x2014 or code == 0x2013 or code == 0x2015


cdef inline bint may_begin(uint32_t code) noexcept nogil:
    # Whether a place may begin with a character: a letter, but no small one of Latin-1.
    return is_of_word(code) and not is_lower(code) and not is_digit(code) and code != c"_" and not 0xE0 <= code <= 0xFF


cdef bint is_mark(int kind, const void *data, Py_ssize_t at, Py_ssize_t stop) noexcept nogil:
    # Whether a dash or a colon stands here, before a blank, a quotation mark, a capital or the end.
    cdef uint32_t code = PyUnicode_READ(kind, data, at)
    cdef bint is_hyphen = code == c"-"
    at += 1
    if is_hyphen:
        while at < stop and PyUnicode_READ(kind, data, at) == c"-":
            is_hyphen = False
            at += 1
    elif code != c":" and not is_dash(code):
        return False
    if at >= stop:
        return True
    code = PyUnicode_READ(kind, data, at)
    return is_space(code) or (
        not is_hyphen and (is_upper(code) or code == c'"' or code == c"'" or code == 0x201C or code == 0x2018)
    )


cdef bint may_be_head(int kind, const void *data, Py_ssize_t at, Py_ssize_t stop) noexcept nogil:
    # Whether a place may stand here, and then such a mark.
    cdef Py_ssize_t first
    cdef uint32_t code
    while at < stop and (PyUnicode_READ(kind, data, at) == c" " or PyUnicode_READ(kind, data, at) == c"\t"):
        at += 1
    if at >= stop or not may_begin(PyUnicode_READ(kind, data, at)):
        return False
    first = at
    at += 1
    while at < stop:
        if at > first + 1 and is_mark(kind, data, at, stop):
            return True
        code = PyUnicode_READ(kind, data, at)
        if is_dash(code):
            return False
        if code == c"\n":  # blanks may stand before the mark
            if at == first + 1:
                return False
            while at < stop and is_space(PyUnicode_READ(kind, data, at)):
                at += 1
            return at < stop and is_mark(kind, data, at, stop)
        at += 1
    return False


cdef bint has_mark(int kind, const void *data, Py_ssize_t at, Py_ssize_t stop) noexcept nogil:
    cdef uint32_t code
    while at < stop:
        code = PyUnicode_READ(kind, data, at)
        if code == c"-" or code == c":" or is_dash(code):
            return True
        at += 1
    return False


def heads_in(str text not None, int lines, Py_ssize_t reach):
    cdef int kind = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), at = 0, end, stop
    cdef list found = []
    for _ in range(lines):
        end = PyUnicode_FindChar(text, c"\n", at, size, 1)
        stop = min(size, at + reach)
        if has_mark(kind, data, at, stop if end < 0 else min(end, stop)) and may_be_head(kind, data, at, stop):
            found.append(at)
        if end < 0:
            break
        while end < size and PyUnicode_READ(kind, data, end) == c"\n":
            end += 1
        at = end
    return found
