# How many words of a text are in sets of words. Types and documentation are in _words.pyi.

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcpy, memset

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, const void *data, Py_ssize_t index) nogil
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4 c) nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 c) nogil
    bint Py_UNICODE_ISALNUM(Py_UCS4 c) nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 c) nogil

cdef enum:
    # Letters of a word that are packed into a number, and words that share a place in a table.
    PACKED = 8
    ROOM = 4
    MOST_BITS = 16
    # Characters whose words are counted in one byte.
    COUNTED = 128

cdef uint64_t SEED = 0xCBF29CE484222325
cdef uint64_t PRIME = 0x100000001B3
cdef uint64_t MIXER = 0x9E3779B97F4A7C15
cdef uint64_t EACH = 0x0101010101010101
cdef uint64_t DOTTED_I = 0x130  # in small letters it is two characters
# The first 256 characters in small letters, 0 for those between words: those that are no letters, or blanks.
cdef uint8_t LETTERS[256]
cdef uint8_t PRINTED[256]
for _code in range(256):
    _small = ord(chr(_code).lower()) or 1
    LETTERS[_code] = _small if chr(_code).isalnum() and not chr(_code).isdecimal() else 0
    PRINTED[_code] = 0 if chr(_code).isspace() else _small


cdef struct Count:
    Py_ssize_t words
    Py_ssize_t hits
    Py_ssize_t others


cdef inline uint64_t add(uint64_t key, Py_UCS4 c) noexcept nogil:
    # FNV-1a over code points, in small letters.
    cdef uint64_t code = <uint32_t>c
    if 65 <= code <= 90:
        code += 32
    elif code > 127 and code != DOTTED_I:
        code = <uint32_t>Py_UNICODE_TOLOWER(c)
    return (key ^ code) * PRIME


cdef inline bint separates(Py_UCS4 c, bint letters) noexcept nogil:
    if c < 256:
        return not (LETTERS[c] if letters else PRINTED[c])
    if letters:
        return not Py_UNICODE_ISALNUM(c) or Py_UNICODE_ISDECIMAL(c)
    return Py_UNICODE_ISSPACE(c)


cdef inline bint is_in(const uint64_t *table, int bits, uint64_t key) noexcept nogil:
    # Whether a table has a packed word. Nothing branches: which words of a text are known cannot be foreseen.
    cdef const uint64_t *row = table + ROOM * ((key * MIXER) >> (64 - bits))
    return (row[0] == key) | (row[1] == key) | (row[2] == key) | (row[3] == key)


cdef class WordSet:
    cdef uint64_t *keys
    cdef uint64_t mask
    cdef uint64_t *packed  # NULL if a word cannot be packed
    cdef int bits

    def __cinit__(self, words):
        cdef list given = list(words)
        self.mask = 15
        while self.mask < <uint64_t>(4 * len(given)):
            self.mask = 2 * self.mask + 1
        self.keys = <uint64_t *>calloc(self.mask + 1, sizeof(uint64_t))
        if self.keys == NULL:
            raise MemoryError
        for word in given:
            self.learn(word)
        self.pack({word.lower() for word in given})

    def __dealloc__(self):
        free(self.keys)
        free(self.packed)

    cdef int learn(self, str word) except -1:
        cdef uint64_t key = SEED, at
        for c in word:
            key = add(key, <Py_UCS4>c)
        key |= 1
        at = key >> 32 & self.mask
        while self.keys[at] != 0 and self.keys[at] != key:
            at = at + 1 & self.mask
        self.keys[at] = key
        return 0

    cdef int pack(self, set words) except -1:
        # Make the table of packed words, unless one is long, or of other letters. Few words share a place.
        cdef list keys = []
        for word in words:
            if all([letter < "\u0100" for letter in word]):  # others are in no such text
                if not word.isalpha() or len(word) > PACKED:
                    return 0
                keys.append(int.from_bytes(word.encode("latin-1"), "little"))
        self.bits = 2
        while self.bits <= MOST_BITS:
            free(self.packed)
            self.packed = <uint64_t *>calloc(ROOM << self.bits, sizeof(uint64_t))
            if self.packed == NULL:
                raise MemoryError
            if self.fill(keys):
                return 0
            self.bits += 1
        free(self.packed)
        self.packed = NULL
        return 0

    cdef bint fill(self, list keys) except -1:
        cdef uint64_t key
        cdef uint64_t *row
        cdef int at
        for key in keys:
            row = self.packed + ROOM * ((key * MIXER) >> (64 - self.bits))
            at = 0
            while at < ROOM and row[at]:
                at += 1
            if at == ROOM:
                return False
            row[at] = key
        return True

    cdef bint has(self, uint64_t key) noexcept nogil:
        cdef uint64_t at
        key |= 1
        at = key >> 32 & self.mask
        while self.keys[at] != 0:
            if self.keys[at] == key:
                return True
            at = at + 1 & self.mask
        return False

    cdef Count read(self, str text, Py_ssize_t length, bint letters, WordSet others):
        cdef const void *data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef Py_ssize_t end = min(max(0, length), PyUnicode_GET_LENGTH(text))
        cdef Count found
        with nogil:
            if kind == 1 and self.packed != NULL and others.packed != NULL:
                found = in_latin(<const uint8_t *>data, end, &LETTERS[0] if letters else &PRINTED[0], self, others, end)
            else:
                found = in_any(kind, data, end, letters, self, others)
        return found

    def count(self, str text not None, Py_ssize_t length, bint letters=False):
        cdef Count found = self.read(text, length, letters, self)
        return found.words, found.hits

    def count_beside(self, WordSet others not None, str text not None, Py_ssize_t length):
        cdef Count found = self.read(text, length, True, others)
        return found.words, found.hits, found.hits if others is self else found.others

    def has_share(self, str text not None, Py_ssize_t length, Py_ssize_t fewest, double least):
        cdef const uint8_t *data = <const uint8_t *>PyUnicode_DATA(text)
        cdef Py_ssize_t end = min(max(0, length), PyUnicode_GET_LENGTH(text)), words
        cdef Count found
        if PyUnicode_KIND(text) != 1 or self.packed == NULL:
            found = self.read(text, length, False, self)
            return found.words >= fewest and found.hits > least * found.words
        with nogil:
            words = words_in(data, end)
            found.hits = 0
            if words >= fewest:
                found = in_latin(data, end, &PRINTED[0], self, self, <Py_ssize_t>(least * words))
        return words >= fewest and found.hits > least * words


cdef inline bint is_blank(uint8_t c) noexcept nogil:
    return (c == 32) | ((c >= 9) & (c <= 13)) | ((c >= 28) & (c <= 31)) | (c == 0x85) | (c == 0xA0)


cdef Py_ssize_t words_in(const uint8_t *text, Py_ssize_t end) noexcept nogil:
    # How many words stand between blanks. The compiler makes vectors of the inner loop.
    cdef Py_ssize_t words = end > 0 and not is_blank(text[0]), i = 1
    cdef uint8_t some
    cdef int k
    while end - i >= COUNTED:
        some = 0
        for k in range(COUNTED):
            some += is_blank(text[i + k - 1]) & (not is_blank(text[i + k]))
        words += some
        i += COUNTED
    for i in range(i, end):
        words += is_blank(text[i - 1]) & (not is_blank(text[i]))
    return words


cdef Count in_any(int kind, const void *data, Py_ssize_t end, bint letters, WordSet known, WordSet others) noexcept nogil:
    cdef uint64_t key = SEED
    cdef bint inside = False
    cdef Py_ssize_t i
    cdef Py_UCS4 c = 0
    cdef Count found
    memset(&found, 0, sizeof(found))
    for i in range(end + 1):
        if i < end:
            c = PyUnicode_READ(kind, data, i)
        if i < end and not separates(c, letters):
            key = add(key, c)
            inside = True
        elif inside:
            found.words += 1
            found.hits += known.has(key)
            if others is not known:
                found.others += others.has(key)
            key = SEED
            inside = False
    return found


cdef inline uint64_t marks_of(uint64_t eight) noexcept nogil:
    # The top bit of each of eight characters that is a blank, a control, or not of ASCII.
    return (~((eight & EACH * 0x7F) + EACH * 0x5F) | eight) & EACH << 7


cdef Count in_latin(
    const uint8_t *text, Py_ssize_t end, const uint8_t *codes, WordSet known, WordSet others, Py_ssize_t most
) noexcept nogil:
    # The same for a text of the first 256 characters, until there are more hits than asked for. A longer word than
    # `PACKED` letters is in neither set. Short words between blanks are read at once.
    cdef uint64_t key, eight, marks, before
    cdef Py_ssize_t i = 0, begin
    cdef Count found
    memset(&found, 0, sizeof(found))
    while i < end and found.hits <= most:
        begin = i
        key = marks = 0
        if codes == &PRINTED[0] and end - i >= PACKED:
            memcpy(&eight, text + i, PACKED)
            marks = marks_of(eight)
            before = ((marks & (0 - marks)) >> 7) - 1  # all bits of the characters before the first of these
            i += ((before & EACH) * EACH >> 56) & 7
            if marks and not codes[text[i]]:
                key = (eight | EACH * 0x20) & before
            else:
                marks = 0
                i = begin
        if not marks:
            while i < end and codes[text[i]]:
                if i - begin < PACKED:
                    key |= <uint64_t>codes[text[i]] << 8 * (i - begin)
                i += 1
        if i > begin:
            found.words += 1
            if i - begin <= PACKED:
                found.hits += is_in(known.packed, known.bits, key)
                if others is not known:
                    found.others += is_in(others.packed, others.bits, key)
        i += 1
    return found
