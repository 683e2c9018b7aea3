# How many words of a text are in a set of words. Types and documentation are in _words.pyi.

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport calloc, free

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, const void *data, Py_ssize_t index) nogil
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4 c) nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 c) nogil
    bint Py_UNICODE_ISALNUM(Py_UCS4 c) nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 c) nogil

cdef enum:
    # Characters of the first 128.
    SPACE = 1
    LETTER = 2

cdef uint64_t SEED = 0xCBF29CE484222325
cdef uint64_t PRIME = 0x100000001B3
cdef uint64_t DOTTED_I = 0x130  # in small letters it is two characters
cdef unsigned char ASCII[128]
for _code in range(128):
    ASCII[_code] = SPACE * chr(_code).isspace() | LETTER * chr(_code).isalpha()


cdef inline uint64_t add(uint64_t key, Py_UCS4 c) noexcept nogil:
    # FNV-1a over code points, in small letters.
    cdef uint64_t code = <uint32_t>c
    if 65 <= code <= 90:
        code += 32
    elif code > 127 and code != DOTTED_I:
        code = <uint32_t>Py_UNICODE_TOLOWER(c)
    return (key ^ code) * PRIME


cdef inline bint separates(Py_UCS4 c, bint letters) noexcept nogil:
    if c < 128:
        return (ASCII[c] & LETTER) == 0 if letters else (ASCII[c] & SPACE) != 0
    if letters:
        return not Py_UNICODE_ISALNUM(c) or Py_UNICODE_ISDECIMAL(c)
    return Py_UNICODE_ISSPACE(c)


cdef class WordSet:
    cdef uint64_t *keys
    cdef uint64_t mask

    def __cinit__(self, words):
        cdef uint64_t key, at
        cdef list given = list(words)
        self.mask = 15
        while self.mask < <uint64_t>(4 * len(given)):
            self.mask = 2 * self.mask + 1
        self.keys = <uint64_t *>calloc(self.mask + 1, sizeof(uint64_t))
        if self.keys == NULL:
            raise MemoryError
        for word in given:
            key = SEED
            for c in <str>word:
                key = add(key, <Py_UCS4>c)
            key |= 1
            at = key >> 32 & self.mask
            while self.keys[at] != 0 and self.keys[at] != key:
                at = at + 1 & self.mask
            self.keys[at] = key

    def __dealloc__(self):
        free(self.keys)

    cdef bint has(self, uint64_t key) noexcept nogil:
        cdef uint64_t at
        key |= 1
        at = key >> 32 & self.mask
        while self.keys[at] != 0:
            if self.keys[at] == key:
                return True
            at = at + 1 & self.mask
        return False

    def count(self, str text not None, Py_ssize_t length, bint letters=False):
        cdef const void *data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef Py_ssize_t i, end = min(max(0, length), PyUnicode_GET_LENGTH(text)), words = 0, hits = 0
        cdef uint64_t key = SEED
        cdef bint inside = False
        cdef Py_UCS4 c
        with nogil:
            for i in range(end):
                c = PyUnicode_READ(kind, data, i)
                if not separates(c, letters):
                    key = add(key, c)
                    inside = True
                elif inside:
                    words += 1
                    hits += self.has(key)
                    key = SEED
                    inside = False
            if inside:
                words += 1
                hits += self.has(key)
        return words, hits
