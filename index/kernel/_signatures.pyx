# Texts → signatures and keys. Types and documentation are in _signatures.pyi.
#
# Texts are read as CPython holds them (1, 2 or 4 bytes a character).

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy, memmove, memset

include "signature.pxi"

cpdef enum:
    SIGNATURE = 26
    KEYS = 20
    RECORD = 46

cdef enum:
    BANDS = 17
    HEAD_BANDS = 3
    MOST_WORDS = 65536
    HEAD = 50
    SHORT = 50
    TINY = 18
    LONG = 7
    FOLDED = 0x2000
    IN_WORD = 1 << 30
    LETTER = (1 << 13) - 1
    ROOM = 256

cdef uint32_t EMPTY = 0xFFFFFFFF
cdef uint64_t START = 0xCBF29CE484222325
cdef uint64_t PRIME = 0x100000001B3
cdef uint64_t MIX = 0x9E3779B97F4A7C15
cdef uint64_t STEP = 0xD6E8FEB86659FD93

ctypedef fused Character:
    const uint8_t
    const uint16_t
    const uint32_t

# What is gathered of a text while its words come.
cdef struct Sketch:
    Py_ssize_t words
    uint64_t before, last              # the hashes of the two words before
    uint32_t *shingles                 # upper halves of hashes, as they come
    Py_ssize_t shingle_count
    uint32_t *telling
    Py_ssize_t telling_count
    uint32_t bins[2 * BANDS]
    uint32_t word_bins[BANDS]
    uint32_t head[2 * HEAD_BANDS]
    uint32_t head_words[HEAD_BANDS]


cdef inline uint64_t mixed(uint64_t state) noexcept nogil:
    state = (state ^ (state >> 32)) * MIX
    return state ^ (state >> 29)


cdef Py_ssize_t sort_spread(const uint32_t *values, Py_ssize_t size, uint32_t limit, uint32_t *kept) noexcept nogil:
    # Puts the distinct values up to a limit into `kept` in order; returns how many, -1 if there is no room for them.
    # Hashes are spread evenly, so that each finds its place among so many at once, or next to it.
    cdef uint16_t counts[ROOM + 1]
    cdef uint32_t found[ROOM]
    cdef uint64_t factor
    cdef Py_ssize_t at, place, count = 0, distinct = 0, total = 0, held
    cdef uint32_t value
    for at in range(size):
        if values[at] <= limit:
            if count == ROOM:
                return -1
            found[count] = values[at]
            count += 1
    factor = (<uint64_t> count << 32) // (<uint64_t> limit + 1)
    memset(counts, 0, (count + 1) * sizeof(uint16_t))
    for at in range(count):
        counts[(found[at] * factor) >> 32] += 1
    for at in range(count):
        held = counts[at]
        counts[at] = <uint16_t> total
        total += held
    for at in range(count):
        place = <Py_ssize_t> ((found[at] * factor) >> 32)
        kept[counts[place]] = found[at]
        counts[place] += 1
    for at in range(1, count):
        value = kept[at]
        place = at
        while place > 0 and kept[place - 1] > value:
            kept[place] = kept[place - 1]
            place -= 1
        kept[place] = value
    for at in range(count):
        if not distinct or kept[at] != kept[distinct - 1]:
            kept[distinct] = kept[at]
            distinct += 1
    return distinct


cdef void keep_lowest(uint32_t *kept, Py_ssize_t *count, Py_ssize_t most, uint32_t value) noexcept nogil:
    cdef Py_ssize_t low = 0, high = count[0], middle
    if high == most and value >= kept[most - 1]:
        return
    while low < high:
        middle = (low + high) >> 1
        if kept[middle] < value:
            low = middle + 1
        else:
            high = middle
    if low < count[0] and kept[low] == value:
        return
    if count[0] < most:
        count[0] += 1
    memmove(kept + low + 1, kept + low, (count[0] - 1 - low) * sizeof(uint32_t))
    kept[low] = value


cdef Py_ssize_t lowest(const uint32_t *values, Py_ssize_t size, uint32_t *kept, Py_ssize_t most) noexcept nogil:
    # Puts the lowest distinct values into `kept`, at most `most`; returns how many.
    cdef uint32_t room[ROOM]
    cdef uint32_t limit = EMPTY
    cdef Py_ssize_t count, at
    if size > ROOM:
        limit = <uint32_t> (<uint64_t> EMPTY * (ROOM // 2) // <uint64_t> size)
    count = sort_spread(values, size, limit, room)
    if count >= most or (count >= 0 and limit == EMPTY):
        count = min(count, most)
        memcpy(kept, room, count * sizeof(uint32_t))
        return count
    count = 0  # of a text that says the same over and over
    for at in range(size):
        keep_lowest(kept, &count, most, values[at])
    return count


cdef inline void put(uint32_t *bins, uint64_t count, uint64_t hashed) noexcept nogil:
    cdef uint32_t place = <uint32_t> ((<uint64_t> <uint32_t> hashed * count) >> 32)
    if <uint32_t> (hashed >> 32) < bins[place]:
        bins[place] = <uint32_t> (hashed >> 32)


cdef inline void take_telling(Sketch *made, uint64_t hashed, bint in_head) noexcept nogil:
    hashed = mixed(hashed)
    made.telling[made.telling_count] = <uint32_t> (hashed >> 32)
    made.telling_count += 1
    put(made.word_bins, BANDS, hashed)
    if in_head:
        put(made.head_words, HEAD_BANDS, hashed)


cdef inline void take_word(Sketch *made, uint64_t hashed, bint tells, bint digit) noexcept nogil:
    cdef uint64_t shingle
    if tells or digit:
        take_telling(made, hashed, made.words < HEAD)
    if digit:
        take_telling(made, hashed + STEP, made.words < HEAD)
        take_telling(made, hashed + 2 * STEP, made.words < HEAD)
    if made.words >= 2:
        shingle = mixed((made.before * STEP + made.last) * STEP + hashed)
        made.shingles[made.shingle_count] = <uint32_t> (shingle >> 32)
        made.shingle_count += 1
        put(made.bins, 2 * BANDS, shingle)
        if made.words < HEAD:
            put(made.head, 2 * HEAD_BANDS, shingle)
    made.before = made.last
    made.last = hashed
    made.words += 1


cdef inline bint stands_alone(uint32_t code) noexcept nogil:
    return (
        0x2C00 <= code < 0x2E00 or 0x2E80 <= code < 0x3000 or 0x3040 <= code < 0xD7A4 or 0xF900 <= code < 0xFB00
        or 0x20000 <= code < 0x40000
    )


cdef void read_words(
    Character *text, Py_ssize_t size, const uint32_t *folds, Py_ssize_t most, bint is_title, Sketch *made
) noexcept nogil:
    cdef uint64_t state = START
    cdef Py_ssize_t at, words = 0
    cdef uint32_t code, kind, letter, letters = 0
    cdef bint digit = False
    for at in range(size + 1):
        if at < size:
            code = text[at]
            kind = folds[code] if code < FOLDED else 0
            if kind & IN_WORD:
                letter = kind & LETTER
                if letter:
                    state = (state ^ letter) * PRIME
                    letters += 1
                    digit |= letter - 48 <= 9
                letter = (kind >> 13) & LETTER
                if letter:
                    state = (state ^ letter) * PRIME
                    letters += 1
                    digit |= letter - 48 <= 9
                continue
        else:
            code = 0
        if letters:
            if is_title:
                take_telling(made, mixed(state), True)
            else:
                take_word(made, mixed(state), letters >= LONG, digit)
            words += 1
            state = START
            letters = 0
            digit = False
        if words < most and stands_alone(code):
            if is_title:
                take_telling(made, mixed(code), True)
            else:
                take_word(made, mixed(code), False, False)
            words += 1
        if words >= most:
            return


# A text as CPython holds it.
cdef struct Text:
    const void *content
    Py_ssize_t size
    int width


cdef inline Text text_of(str text):
    return Text(PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text), PyUnicode_KIND(text))


cdef void read_text(Text text, const uint32_t *folds, Py_ssize_t most, bint is_title, Sketch *made) noexcept nogil:
    if text.width == 1:
        read_words(<const uint8_t *> text.content, text.size, folds, most, is_title, made)
    elif text.width == 2:
        read_words(<const uint16_t *> text.content, text.size, folds, most, is_title, made)
    else:
        read_words(<const uint32_t *> text.content, text.size, folds, most, is_title, made)


cdef uint32_t borrowed(const uint32_t *least, uint64_t count, uint64_t place) noexcept nogil:
    cdef uint64_t at = place, turn = 0
    while least[at] == EMPTY:
        turn += 1
        at = ((mixed((place << 32) | turn) >> 32) * count) >> 32
    return least[at]


cdef bint is_empty(const uint32_t *least, Py_ssize_t count) noexcept nogil:
    cdef Py_ssize_t place
    for place in range(count):
        if least[place] != EMPTY:
            return False
    return True


cdef void make_keys(
    const uint32_t *least, const uint32_t *words, Py_ssize_t bands, Py_ssize_t base, uint32_t *keys
) noexcept nogil:
    cdef Py_ssize_t band
    cdef uint64_t key, third
    cdef bint wordless = is_empty(words, bands), bare = is_empty(least, 2 * bands)
    for band in range(bands):
        if not wordless:
            third = borrowed(words, bands, band)
        else:
            third = EMPTY if bare else borrowed(least, 2 * bands, (2 * band + bands + 1) % (2 * bands))
        key = (EMPTY if bare else borrowed(least, 2 * bands, 2 * band)) * STEP
        key += EMPTY if bare else borrowed(least, 2 * bands, 2 * band + 1)
        keys[band] = <uint32_t> (mixed(key * STEP + third + <uint64_t> (base + band + 1) * MIX) >> 32)


cdef void clear(Sketch *made) noexcept nogil:
    made.words = made.shingle_count = made.telling_count = 0
    made.before = made.last = 0
    memset(made.bins, 0xFF, sizeof(made.bins))
    memset(made.word_bins, 0xFF, sizeof(made.word_bins))
    memset(made.head, 0xFF, sizeof(made.head))
    memset(made.head_words, 0xFF, sizeof(made.head_words))


cdef void write_record(Sketch *made, uint32_t *record) noexcept nogil:
    cdef uint32_t shingles[SHINGLES]
    cdef uint32_t telling[TELLING]
    cdef Py_ssize_t count = lowest(made.shingles, made.shingle_count, shingles, SHINGLES)
    cdef Py_ssize_t telling_count = lowest(made.telling, made.telling_count, telling, TELLING)
    pack_signature(<uint32_t> made.words, shingles, count, telling, telling_count, record)
    make_keys(made.bins, made.word_bins, BANDS, 0, &record[SIGNATURE])
    make_keys(made.head, made.head_words, HEAD_BANDS, BANDS, &record[SIGNATURE + BANDS])


def sketch(texts not None, const uint32_t[::1] folds not None):
    cdef Sketch made
    cdef uint32_t *room = NULL
    cdef Text *read = NULL
    cdef uint32_t *record
    cdef str title, body
    cdef Py_ssize_t place, count
    if folds.shape[0] < FOLDED:
        raise ValueError("the table of folded characters is too short")
    held = tuple(texts)  # so that nobody lets go of the texts while they are read
    count = len(held)
    records = PyBytes_FromStringAndSize(NULL, count * RECORD * sizeof(uint32_t))
    record = <uint32_t *> PyBytes_AS_STRING(records)
    room = <uint32_t *> malloc((4 * MOST_WORDS + HEAD) * sizeof(uint32_t))
    read = <Text *> malloc(max(2 * count, 1) * sizeof(Text))
    try:
        if room == NULL or read == NULL:
            raise MemoryError()
        for place in range(count):
            title, body = held[place]
            read[2 * place], read[2 * place + 1] = text_of(title), text_of(body)
        made.shingles, made.telling = room, room + MOST_WORDS
        with nogil:
            for place in range(count):
                clear(&made)
                read_text(read[2 * place + 1], &folds[0], MOST_WORDS, False, &made)
                if made.words < TINY:
                    read_text(read[2 * place], &folds[0], HEAD, False, &made)
                if made.words < 3:
                    memset(record, 0, RECORD * sizeof(uint32_t))
                else:
                    if made.words < SHORT:
                        read_text(read[2 * place], &folds[0], HEAD, True, &made)
                    write_record(&made, record)
                record += RECORD
    finally:
        free(room)
        free(read)
    return records
