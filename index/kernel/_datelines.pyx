# Which of the first lines of a text begin as a dateline does. Types and documentation are in _datelines.pyi.

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport uint8_t
from libc.string cimport memchr

include "letters.pxi"

cdef extern from "Python.h":
    uint32_t PyUnicode_READ(int kind, const void *data, Py_ssize_t at) noexcept nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 code) nogil
    Py_ssize_t PyUnicode_FindChar(str text, Py_UCS4 code, Py_ssize_t start, Py_ssize_t end, int direction) except -2

cdef enum:
    LONGEST = 120


cdef struct Head:
    Py_ssize_t start
    Py_ssize_t end
    Py_ssize_t mark


cdef inline bint is_dash(uint32_t code) noexcept nogil:
    return code == 0x2014 or code == 0x2013 or code == 0x2015


cdef inline bint may_begin(uint32_t code) noexcept nogil:
    # Whether a place may begin with a character: a letter, but no small one of Latin-1.
    if code < 128:
        return is_upper(code)
    return is_of_word(code) and not 0xE0 <= code <= 0xFF and not Py_UNICODE_ISDECIMAL(code)


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


cdef bint find_head(int kind, const void *data, Py_ssize_t at, Py_ssize_t stop, Head *head) noexcept nogil:
    # Whether a place may stand here, and then such a mark; blanks before the mark are outside the head. It has two
    # characters or more, whatever the second is.
    cdef Py_ssize_t blank = 0
    cdef uint32_t code
    while at < stop and (PyUnicode_READ(kind, data, at) == c" " or PyUnicode_READ(kind, data, at) == c"\t"):
        at += 1
    if at + 1 >= stop or not may_begin(PyUnicode_READ(kind, data, at)):
        return False
    head.start = at
    at += 1
    code = PyUnicode_READ(kind, data, at)
    if code == c"\n" or is_dash(code):
        return False
    at += 1
    blank = at
    while at < stop and blank <= head.start + 1 + LONGEST:
        if is_mark(kind, data, at, stop):
            head.end, head.mark = blank, at
            return True
        code = PyUnicode_READ(kind, data, at)
        if is_dash(code):
            return False
        if code == c"\n":  # blanks may stand before the mark
            while at < stop and is_space(PyUnicode_READ(kind, data, at)):
                at += 1
            head.end, head.mark = blank, at
            return at < stop and is_mark(kind, data, at, stop)
        at += 1
        if not is_space(code):
            blank = at
    return False


cdef bint has_mark(int kind, const void *data, Py_ssize_t at, Py_ssize_t stop) noexcept nogil:
    cdef uint32_t code
    while at < stop:
        code = PyUnicode_READ(kind, data, at)
        if code == c"-" or code == c":" or is_dash(code):
            return True
        at += 1
    return False


cdef bint may_have_head(const char *text, Py_ssize_t at, Py_ssize_t end, Py_ssize_t stop) noexcept nogil:
    # Whether a line in Latin-1, in which are no dashes, may have a head: with such a mark, or with any if the next line
    # begins with one. Most hyphens and colons are inside words.
    cdef const char *found
    cdef bint has_any = False
    cdef int which
    for which in range(2):
        found = <const char *>memchr(text + at, b"-:"[which], max(0, end - at))
        while found != NULL:
            if is_mark(1, text, found - text, stop):
                return True
            has_any = True
            found = <const char *>memchr(found + 1, b"-:"[which], end - (found + 1 - text))
    while has_any and end < stop and is_space(<uint8_t>text[end]):
        end += 1
    return has_any and end < stop and (text[end] == c"-" or text[end] == c":")


def heads_in(str text not None, int lines, Py_ssize_t reach):
    cdef int kind = PyUnicode_KIND(text)
    cdef const void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), at = 0, end, stop, line
    cdef bint marked
    cdef list found = []
    cdef Head head
    for _ in range(lines):
        end = PyUnicode_FindChar(text, c"\n", at, size, 1)
        stop = min(size, at + reach)
        line = stop if end < 0 else min(end, stop)
        marked = may_have_head(<const char *>data, at, line, stop) if kind == 1 else has_mark(kind, data, at, line)
        if marked and find_head(kind, data, at, stop, &head):
            found.append((head.start, head.end, head.mark))
        if end < 0:
            break
        while end < size and PyUnicode_READ(kind, data, end) == c"\n":
            end += 1
        at = end
    return found
