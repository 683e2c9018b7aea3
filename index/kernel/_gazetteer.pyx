# Names of places in a text, found by hash in the gazetteer's tables. Types and documentation are in _gazetteer.pyi.
#
# The text is read as CPython holds it (1, 2 or 4 bytes a character). Buckets come from a file: the range
# of each is cut to the table before it is read, so that a damaged file gives wrong names at worst.

from cpython cimport array
from cpython.unicode cimport PyUnicode_KIND, PyUnicode_DATA, PyUnicode_GET_LENGTH
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

import array as arrays

cdef enum:
    FOLDED = 0x2000
    IN_WORD = 1 << 30
    LETTER = (1 << 13) - 1
    MOST_WORDS = 7
    AT_ONCE = 3 * 64
    BUCKETS = 65536
    FIRST_WORDS = 1 << 18  # bytes; each has two numbers of words
    FIRST = 29             # by how much the hash of a first word is shifted for its number

cdef uint32_t STARTS = 0x80000000
cdef uint64_t START = 0xCBF29CE484222325
cdef uint64_t PRIME = 0x100000001B3
cdef uint64_t MIX = 0x9E3779B97F4A7C15

ctypedef fused Character:
    const uint8_t
    const uint16_t
    const uint32_t

cdef struct Tables:
    const uint32_t *folds
    const uint32_t *buckets
    const uint32_t *hashes
    Py_ssize_t entries
    const uint8_t *words   # how many words a name has at most, by its first word; NULL if that is not known

cdef array.array WORDS = arrays.array("I")


cdef inline uint32_t kind_of(const uint32_t *folds, uint32_t code) noexcept nogil:
    return folds[code] if code < FOLDED else 0


cdef inline uint64_t add(uint64_t state, uint32_t kind) noexcept nogil:
    cdef uint32_t letter = kind & LETTER
    if letter:
        state = (state ^ letter) * PRIME
    letter = (kind >> 13) & LETTER
    if letter:
        state = (state ^ letter) * PRIME
    return state


cdef inline uint64_t mixed(uint64_t state) noexcept nogil:
    return ((state ^ (state >> 32)) * MIX) >> 16


cdef inline bint is_gap(uint32_t code) noexcept nogil:
    return (
        code == c' ' or code == c'-' or code == c'\n' or code == 0x2019 or code == c"'" or code == c'.'
        or code == 0xA0 or code == 0x2010 or code == 0x2011 or code == c'/'
    )


cdef Py_ssize_t entry_of(Tables *tables, uint64_t hashed) noexcept nogil:
    cdef Py_ssize_t low, high, stop, middle
    cdef uint32_t rest = <uint32_t> hashed
    stop = min(<Py_ssize_t> tables.buckets[(hashed >> 32) + 1], tables.entries)
    low = min(<Py_ssize_t> tables.buckets[hashed >> 32], stop)
    high = stop
    while low < high:
        middle = (low + high) >> 1
        if tables.hashes[middle] < rest:
            low = middle + 1
        else:
            high = middle
    return low if low < stop and tables.hashes[low] == rest else -1


cdef inline int most_words(Tables *tables, uint64_t hashed) noexcept nogil:
    cdef uint64_t number = hashed >> FIRST
    if tables.words == NULL:
        return MOST_WORDS
    return min(tables.words[number >> 1] >> (number & 1) * 4 & 15, MOST_WORDS)


cdef Py_ssize_t longest(Character *text, Py_ssize_t size, Py_ssize_t at, Tables *tables, Py_ssize_t *best) noexcept nogil:
    cdef uint64_t state = START
    cdef Py_ssize_t begin, found, entry = -1
    cdef uint32_t kind
    cdef int word = 0, words = MOST_WORDS
    best[0] = 0
    while True:
        begin = at
        if word:
            state = (state ^ 32) * PRIME
        while at < size:
            kind = kind_of(tables.folds, text[at])
            if not kind & IN_WORD:
                break
            state = add(state, kind)
            at += 1
        if not word:
            words = most_words(tables, mixed(state))
            if not words:
                break
        found = entry_of(tables, mixed(state))
        if found >= 0:
            best[0] = at
            entry = found
        word += 1
        if word >= words:
            break
        if at >= size or not is_gap(text[at]):
            break
        if at - begin <= 3 and text[at] == c'.' and at + 1 < size and text[at + 1] == c' ':
            at += 2
        else:
            at += 1
        if at >= size or not kind_of(tables.folds, text[at]) & IN_WORD:
            break
    return entry


cdef int next_names(Character *text, Py_ssize_t size, Py_ssize_t *place, Tables *tables, uint32_t *found) noexcept nogil:
    # Writes the names from `place` on, which is moved behind them, and returns how many numbers that are; 0 at the end.
    cdef const uint32_t *folds = tables.folds
    cdef Py_ssize_t at = place[0], end = 0, entry
    cdef uint32_t kind, before = 0
    cdef int count = 0
    while at < size and count < AT_ONCE:
        kind = kind_of(folds, text[at])
        if kind & ~(before << 1) & STARTS:  # the character before is in no word: IN_WORD is the bit below STARTS
            entry = longest(text, size, at, tables, &end)
            if entry >= 0 and end > at:
                found[count], found[count + 1], found[count + 2] = <uint32_t> at, <uint32_t> end, <uint32_t> entry
                count += 3
                at = end
                before = 0
                continue
        before = kind
        at += 1
    place[0] = at
    return count


cdef void scan(Character *text, Py_ssize_t size, Tables *tables, array.array found):
    cdef uint32_t names[AT_ONCE]
    cdef Py_ssize_t at = 0
    cdef int count
    while True:
        with nogil:
            count = next_names(text, size, &at, tables, names)
        if not count:
            break
        array.extend_buffer(found, <char *> names, count)


cdef uint64_t hashed(Character *text, Py_ssize_t size, const uint32_t *folds) noexcept nogil:
    cdef uint64_t state = START
    cdef Py_ssize_t at, words = 0
    cdef bint inside = False
    cdef uint32_t kind
    for at in range(size):
        kind = kind_of(folds, text[at])
        if not kind & IN_WORD:
            inside = False
            continue
        if not inside and words:
            state = (state ^ 32) * PRIME
        words += not inside
        inside = True
        state = add(state, kind)
    return mixed(state) if words else 0


cdef int check(const uint32_t[::1] folds) except -1:
    if folds.shape[0] < FOLDED:
        raise ValueError("the table of folded characters is too short")
    return 0


def hash_name(str text not None, const uint32_t[::1] folds not None):
    check(folds)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    cdef int width = PyUnicode_KIND(text)
    if width == 1:
        return hashed(<const uint8_t *> PyUnicode_DATA(text), size, &folds[0])
    if width == 2:
        return hashed(<const uint16_t *> PyUnicode_DATA(text), size, &folds[0])
    return hashed(<const uint32_t *> PyUnicode_DATA(text), size, &folds[0])


cdef int check_tables(const uint32_t[::1] folds, const uint32_t[::1] buckets) except -1:
    check(folds)
    if buckets.shape[0] < BUCKETS + 1:
        raise ValueError("the table of buckets is too short")
    return 0


cdef array.array scan_text(str text, Tables *tables):
    cdef array.array found = array.clone(WORDS, 0, False)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    cdef int width = PyUnicode_KIND(text)
    if not tables.entries or not size:
        return found
    if width == 1:
        scan(<const uint8_t *> PyUnicode_DATA(text), size, tables, found)
    elif width == 2:
        scan(<const uint16_t *> PyUnicode_DATA(text), size, tables, found)
    else:
        scan(<const uint32_t *> PyUnicode_DATA(text), size, tables, found)
    return found


def scan_names(
    str text not None,
    const uint32_t[::1] folds not None,
    const uint32_t[::1] buckets not None,
    const uint32_t[::1] hashes not None,
):
    check_tables(folds, buckets)
    cdef Tables tables
    tables.folds, tables.buckets = &folds[0], &buckets[0]
    tables.hashes = &hashes[0] if hashes.shape[0] else NULL
    tables.entries = hashes.shape[0]
    tables.words = NULL
    return scan_text(text, &tables)


cdef class NameScanner:
    cdef Tables tables
    cdef object kept

    def __cinit__(
        self,
        const uint32_t[::1] folds not None,
        const uint32_t[::1] buckets not None,
        const uint32_t[::1] hashes not None,
        const uint8_t[::1] words=None,
    ):
        check_tables(folds, buckets)
        if words is not None and words.shape[0] != FIRST_WORDS:
            raise ValueError("the table of first words has a wrong size")
        self.kept = (folds, buckets, hashes, words)
        self.tables.folds, self.tables.buckets = &folds[0], &buckets[0]
        self.tables.hashes = &hashes[0] if hashes.shape[0] else NULL
        self.tables.entries = hashes.shape[0]
        self.tables.words = NULL if words is None else &words[0]

    def scan(self, str text not None):
        return scan_text(text, &self.tables)


include "tagged.pxi"
