# Names of places in a text, found by hash in the gazetteer's tables. Types and documentation are in _gazetteer.pyi.
#
# The text is read as CPython holds it (1, 2 or 4 bytes a character). Buckets come from a file: the range
# of each is cut to the table before it is read, so that a damaged file gives wrong names at worst.

from cpython cimport array
from cpython.unicode cimport PyUnicode_KIND, PyUnicode_DATA, PyUnicode_GET_LENGTH
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy, memset

import array as arrays

cdef enum:
    FOLDED = 0x2000
    IN_WORD = 1 << 30
    LETTER = (1 << 13) - 1
    MOST_WORDS = 7
    AT_ONCE = 32
    FEW_ENTRIES = 8
    EIGHT = 8
    BUCKETS = 65536
    FIRST_WORDS = 1 << 18  # bytes; each has two numbers of words
    FIRST = 29             # by how much the hash of a first word is shifted for its number

cdef extern from *:
    """
    #if defined(__GNUC__)
    #define prefetch(at) __builtin_prefetch(at)
    #else
    #define prefetch(at) ((void)0)
    #endif
    """
    void prefetch(const void *at) noexcept nogil

cdef uint32_t STARTS = 0x80000000
cdef uint64_t EACH = 0x0101010101010101
cdef uint64_t LOWER = 0x7F7F7F7F7F7F7F7F
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

cdef struct Start:
    # A word that may begin a name, and the state of the hash after it.
    Py_ssize_t at
    Py_ssize_t end
    uint64_t state

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


cdef Py_ssize_t entry_of(const Tables *tables, uint64_t hashed) noexcept nogil:
    # A bucket has two or three entries; only that of a damaged file may have many.
    cdef const uint32_t *hashes = tables.hashes
    cdef Py_ssize_t low, stop, middle
    cdef uint32_t rest = <uint32_t> hashed
    stop = min(<Py_ssize_t> tables.buckets[(hashed >> 32) + 1], tables.entries)
    low = min(<Py_ssize_t> tables.buckets[hashed >> 32], stop)
    middle = stop
    while middle - low > FEW_ENTRIES:
        if hashes[(low + middle) >> 1] < rest:
            low = ((low + middle) >> 1) + 1
        else:
            middle = (low + middle) >> 1
    while low < stop and hashes[low] < rest:
        low += 1
    return low if low < stop and hashes[low] == rest else -1


cdef inline int most_words(const Tables *tables, uint64_t hashed) noexcept nogil:
    cdef uint64_t number = hashed >> FIRST
    if tables.words == NULL:
        return MOST_WORDS
    return min(tables.words[number >> 1] >> (number & 1) * 4 & 15, MOST_WORDS)


cdef inline Py_ssize_t end_of_word(
    Character *text, Py_ssize_t size, Py_ssize_t at, const uint32_t *folds, uint64_t *state
) noexcept nogil:
    # Adds a word to a hash; returns its end.
    cdef uint32_t kind
    while at < size:
        kind = kind_of(folds, text[at])
        if not kind & IN_WORD:
            break
        state[0] = add(state[0], kind)
        at += 1
    return at


cdef inline Py_ssize_t start_of_next(
    Character *text, Py_ssize_t size, Py_ssize_t begin, Py_ssize_t at, const uint32_t *folds
) noexcept nogil:
    # Where the next word of a name begins, after one from `begin` to `at`; -1 if the name ends here.
    if at >= size or not is_gap(text[at]):
        return -1
    if at - begin <= 3 and text[at] == c'.' and at + 1 < size and text[at + 1] == c' ':
        at += 1
    at += 1
    return at if at < size and kind_of(folds, text[at]) & IN_WORD else -1


cdef Py_ssize_t longest(
    Character *text, Py_ssize_t size, const Start *start, const Tables *tables, Py_ssize_t *best
) noexcept nogil:
    # The entry of the longest name that begins with a word, -1 if there is none; and where it ends. The table is far
    # larger than a cache, so that all its rows are asked for before the first is read.
    cdef uint64_t hashes[MOST_WORDS]
    cdef Py_ssize_t ends[MOST_WORDS]
    cdef Py_ssize_t begin = start.at, at = start.end, entry
    cdef uint64_t state = start.state
    cdef int word = 0, words = most_words(tables, mixed(state))
    while word < words:
        hashes[word], ends[word] = mixed(state), at
        prefetch(tables.buckets + (hashes[word] >> 32))
        word += 1
        begin = start_of_next(text, size, begin, at, tables.folds) if word < words else -1
        if begin < 0:
            break
        state = (state ^ 32) * PRIME
        at = end_of_word(text, size, begin, tables.folds, &state)
    while word:
        word -= 1
        entry = entry_of(tables, hashes[word])
        if entry >= 0:
            best[0] = ends[word]
            return entry
    return -1


cdef inline bint may_start(const uint8_t *text) noexcept nogil:
    # Whether a capital, or a character that is not of ASCII, is among eight.
    cdef uint64_t eight
    memcpy(&eight, text, EIGHT)
    # The seven lower bits of a byte and 63 reach 128 from A on, and those and 37 from the character after Z on.
    return (eight | (((eight & LOWER) + 63 * EACH) & ~((eight & LOWER) + 37 * EACH))) & (128 * EACH) != 0


cdef int next_starts(
    Character *text, Py_ssize_t size, Py_ssize_t *place, const Tables *tables, Start *starts
) noexcept nogil:
    # Finds the words from `place` on that may begin a name, and moves it behind them; returns how many, 0 at the end.
    cdef const uint32_t *folds = tables.folds
    cdef Py_ssize_t at = place[0], looked = 0
    cdef uint32_t kind
    cdef uint64_t number
    cdef int count = 0
    while at < size and count < AT_ONCE:
        if sizeof(text[0]) == 1 and at >= looked and at + EIGHT < size:  # most characters begin nothing
            looked = at + EIGHT
            if not may_start(<const uint8_t *> text + at):
                at = looked
                continue
        kind = kind_of(folds, text[at])
        if not kind & STARTS or (at and kind_of(folds, text[at - 1]) & IN_WORD):
            at += 1
            continue
        starts[count].at, starts[count].state = at, START
        at = starts[count].end = end_of_word(text, size, at, folds, &starts[count].state)
        number = mixed(starts[count].state)
        if tables.words != NULL:
            prefetch(tables.words + (number >> FIRST + 1))
        prefetch(tables.buckets + (number >> 32))
        count += 1
    place[0] = at
    return count


cdef int names_of(
    Character *text, Py_ssize_t size, const Tables *tables, const Start *starts, int count, Py_ssize_t *done,
    uint32_t *found
) noexcept nogil:
    # Writes the names that begin with these words, of which none begins in another, and returns how many numbers.
    cdef Py_ssize_t end, entry
    cdef uint64_t hashed
    cdef int number, written = 0
    for number in range(count):
        hashed = mixed(starts[number].state)
        if most_words(tables, hashed):
            prefetch(tables.hashes + min(<Py_ssize_t> tables.buckets[hashed >> 32], tables.entries - 1))
    for number in range(count):
        if starts[number].at < done[0]:
            continue
        end = 0
        entry = longest(text, size, &starts[number], tables, &end)
        if entry >= 0 and end > starts[number].at:
            found[written], found[written + 1] = <uint32_t> starts[number].at, <uint32_t> end
            found[written + 2] = <uint32_t> entry
            written += 3
            done[0] = end
    return written


cdef void scan(Character *text, Py_ssize_t size, Tables *tables, array.array found):
    cdef Start starts[AT_ONCE]
    cdef uint32_t names[3 * AT_ONCE]
    cdef Py_ssize_t at = 0, done = 0
    cdef int count, written
    while True:
        with nogil:
            count = next_starts(text, size, &at, tables, starts)
            written = names_of(text, size, tables, starts, count, &done, names)
        if not count:
            break
        if written:
            array.extend_buffer(found, <char *> names, written)


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
