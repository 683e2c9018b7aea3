# What single characters are: of ASCII by their codes, of others as Python says.

from libc.stdint cimport uint32_t

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 code) nogil
    bint Py_UNICODE_ISALNUM(Py_UCS4 code) nogil


cdef inline bint is_space(uint32_t code) noexcept nogil:
    if code < 128:
        return code == 32 or 9 <= code <= 13 or 28 <= code <= 31
    return Py_UNICODE_ISSPACE(code)


cdef inline bint is_upper(uint32_t code) noexcept nogil:
    return 65 <= code <= 90


cdef inline bint is_lower(uint32_t code) noexcept nogil:
    return 97 <= code <= 122


cdef inline bint is_letter(uint32_t code) noexcept nogil:
    return is_lower(code | 32) and code < 128


cdef inline bint is_digit(uint32_t code) noexcept nogil:
    return 48 <= code <= 57


cdef inline bint is_of_word(uint32_t code) noexcept nogil:
    if code < 128:
        return is_letter(code) or is_digit(code) or code == c'_'
    return Py_UNICODE_ISALNUM(code)
