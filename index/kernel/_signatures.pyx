# Texts → signatures, and which of many signatures are worth comparing. Types and documentation are in _signatures.pyi.
#
# Texts are read as CPython holds them (1, 2 or 4 bytes a character). Runs come from files: a bucket's bounds are
# checked against the run before it is searched, so that a damaged file raises or gives wrong candidates at worst.

from cpython cimport array
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy, memmove, memset

import array as arrays

from dateline.index.errors import IndexDamaged

cpdef enum:
    SIGNATURE = 98
    KEYS = 30
    RECORD = 128

cdef enum:
    SHINGLES = 64
    TELLING = 32
    BANDS = 24
    HEAD_BANDS = 6
    MOST_WORDS = 65536
    HEAD = 50
    SHORT = 50
    TINY = 18
    LONG = 7
    FOLDED = 0x2000
    IN_WORD = 1 << 30
    LETTER = (1 << 13) - 1
    MOST_CANDIDATES = 64
    ROOM = 256

cdef uint32_t EMPTY = 0xFFFFFFFF
cdef uint64_t START = 0xCBF29CE484222325
cdef uint64_t PRIME = 0x100000001B3
cdef uint64_t MIX = 0x9E3779B97F4A7C15
cdef uint64_t STEP = 0xD6E8FEB86659FD93
cdef array.array ENTRIES = arrays.array("Q")
cdef array.array STARTS = arrays.array("I")

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
    memset(record, 0xFF, SIGNATURE * sizeof(uint32_t))
    record[0] = <uint32_t> made.words
    record[1] = <uint32_t> lowest(made.shingles, made.shingle_count, &record[2], SHINGLES)
    record[1] |= <uint32_t> (lowest(made.telling, made.telling_count, &record[2 + SHINGLES], TELLING) << 16)
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


cdef int sort_numbers(uint64_t *numbers, Py_ssize_t size, int from_bit) except -1:
    # By the bits from `from_bit` on; what is equal in them stays in its order.
    cdef uint64_t *other = <uint64_t *> malloc(max(size, 1) * sizeof(uint64_t))
    cdef uint64_t *source = numbers
    cdef uint64_t *target = other
    cdef uint64_t *swap
    cdef Py_ssize_t counts[256]
    cdef Py_ssize_t place, total, count
    cdef int shift
    if other == NULL:
        raise MemoryError()
    with nogil:
        for shift in range(from_bit, 64, 8):
            memset(counts, 0, sizeof(counts))
            for place in range(size):
                counts[(source[place] >> shift) & 255] += 1
            total = 0
            for place in range(256):
                count = counts[place]
                counts[place] = total
                total += count
            for place in range(size):
                target[counts[(source[place] >> shift) & 255]] = source[place]
                counts[(source[place] >> shift) & 255] += 1
            swap = source
            source = target
            target = swap
    # An even number of passes: the content is back in `numbers`.
    free(other)
    return 0


def enter(const uint32_t[::1] records not None, const uint32_t[::1] numbers not None):
    cdef Py_ssize_t place, band, count = 0
    cdef array.array made
    if records.shape[0] != numbers.shape[0] * RECORD:
        raise ValueError("as many records as numbers are wanted")
    made = array.clone(ENTRIES, numbers.shape[0] * KEYS, False)
    with nogil:
        for place in range(numbers.shape[0]):
            if records[place * RECORD]:
                for band in range(KEYS):
                    made.data.as_ulonglongs[count] = (
                        <uint64_t> records[place * RECORD + SIGNATURE + band] << 32 | numbers[place]
                    )
                    count += 1
    array.resize(made, count)
    sort_numbers(<uint64_t *> made.data.as_ulonglongs, count, 32)
    return made


def bucket_starts(parts not None, Py_ssize_t count):
    cdef int bits = 0
    cdef Py_ssize_t at, buckets
    cdef const uint64_t[::1] part
    cdef uint32_t total = 0, number
    while bits < 28 and count >> bits > 8:
        bits += 1
    buckets = <Py_ssize_t> 1 << bits
    cdef array.array made = array.clone(STARTS, buckets + 1, True)
    cdef uint32_t *starts = made.data.as_uints
    for part in parts:
        with nogil:
            for at in range(part.shape[0]):
                starts[(part[at] >> 32) >> (32 - bits)] += 1
    with nogil:
        for at in range(buckets + 1):
            number = starts[at]
            starts[at] = total
            total += number
    return made


def merge_entries(const uint64_t[::1] first not None, const uint64_t[::1] second not None):
    cdef Py_ssize_t a = 0, b = 0, sizes = first.shape[0], others = second.shape[0], at
    cdef array.array made = array.clone(ENTRIES, sizes + others, False)
    cdef uint64_t *target = <uint64_t *> made.data.as_ulonglongs
    with nogil:
        for at in range(sizes + others):
            if b == others or (a < sizes and first[a] <= second[b]):
                target[at] = first[a]
                a += 1
            else:
                target[at] = second[b]
                b += 1
    return made


cdef struct Pairs:
    uint64_t *content
    Py_ssize_t count


cdef Py_ssize_t add_latest(
    const uint64_t *entries, Py_ssize_t low, Py_ssize_t high, uint64_t entry, Py_ssize_t most, Pairs *pairs
) noexcept nogil:
    # Adds the latest `most` versions with the key of an entry between two places; returns how many.
    cdef Py_ssize_t start = low, end = high, middle, found = 0
    cdef uint64_t key = entry >> 32, number = <uint32_t> entry
    while start < end:
        middle = (start + end) >> 1
        if entries[middle] >> 32 <= key:
            start = middle + 1
        else:
            end = middle
    while start > low and found < most and entries[start - 1] >> 32 == key:
        start -= 1
        if <uint32_t> entries[start] != number:
            pairs.content[pairs.count] = (number << 32) | <uint32_t> entries[start]
            pairs.count += 1
        found += 1
    return found


cdef void shortlist(Pairs *pairs, Py_ssize_t most) noexcept nogil:
    # Leaves of each version's sorted pairs the `most` that came most often, the later if as often; ascending.
    cdef uint64_t best[MOST_CANDIDATES]
    cdef Py_ssize_t counts[MOST_CANDIDATES]
    cdef Py_ssize_t at = 0, after, kept = 0, write = 0, place
    cdef uint64_t pair, number
    while at < pairs.count:
        number = pairs.content[at] >> 32
        kept = 0
        while at < pairs.count and pairs.content[at] >> 32 == number:
            pair = pairs.content[at]
            after = at
            while after < pairs.count and pairs.content[after] == pair:
                after += 1
            # `best` is ascending by count; pairs come ascending, so that of equals the later goes behind.
            place = kept
            while place > 0 and counts[place - 1] > after - at:
                place -= 1
            if kept < most:
                memmove(best + place + 1, best + place, (kept - place) * sizeof(uint64_t))
                memmove(counts + place + 1, counts + place, (kept - place) * sizeof(Py_ssize_t))
                kept += 1
                best[place], counts[place] = pair, after - at
            elif place > 0:
                memmove(best, best + 1, (place - 1) * sizeof(uint64_t))
                memmove(counts, counts + 1, (place - 1) * sizeof(Py_ssize_t))
                best[place - 1], counts[place - 1] = pair, after - at
            at = after
        for after in range(kept):
            pair = best[after]
            place = write + after
            while place > write and pairs.content[place - 1] > pair:
                pairs.content[place] = pairs.content[place - 1]
                place -= 1
            pairs.content[place] = pair
        write += kept
    pairs.count = write


def find_candidates(const uint64_t[::1] entries not None, runs not None, Py_ssize_t of_key, Py_ssize_t of_version):
    cdef Py_ssize_t place, found, size = entries.shape[0], buckets
    cdef const uint64_t[::1] run
    cdef const uint32_t[::1] starts
    cdef Pairs pairs
    cdef uint64_t bucket
    cdef int bits
    cdef bint damaged = False
    if not 0 < of_version < MOST_CANDIDATES or not 0 < of_key < MOST_CANDIDATES:
        raise ValueError("so many candidates cannot be kept apart")
    cdef array.array needs = array.clone(STARTS, size, size > 0)
    cdef uint32_t *need = needs.data.as_uints
    pairs.count = 0
    pairs.content = <uint64_t *> malloc(max(size * of_key, 1) * sizeof(uint64_t))
    if pairs.content == NULL:
        raise MemoryError()
    try:
        with nogil:
            for place in range(size):
                found = add_latest(&entries[0], 0 if place < of_key else place - of_key, place, entries[place], of_key, &pairs)
                need[place] = <uint32_t> (of_key - found)
        for run, starts in runs:
            buckets = starts.shape[0] - 1
            bits = 0
            while bits < 28 and (<Py_ssize_t> 1 << bits) < buckets:
                bits += 1
            if buckets != <Py_ssize_t> 1 << bits:
                raise IndexDamaged("the buckets of its entries contradict themselves")
            with nogil:
                for place in range(size):
                    if not need[place]:
                        continue
                    bucket = (entries[place] >> 32) >> (32 - bits)
                    if starts[bucket] > starts[bucket + 1] or starts[bucket + 1] > run.shape[0]:
                        damaged = True
                        break
                    if starts[bucket] == starts[bucket + 1]:
                        continue
                    need[place] -= <uint32_t> add_latest(
                        &run[0], starts[bucket], starts[bucket + 1], entries[place], need[place], &pairs
                    )
            if damaged:
                raise IndexDamaged("the buckets of its entries contradict themselves")
        sort_numbers(pairs.content, pairs.count, 0)
        with nogil:
            shortlist(&pairs, of_version)
        made = array.clone(ENTRIES, pairs.count, False)
        if pairs.count:
            memcpy((<array.array> made).data.as_ulonglongs, pairs.content, pairs.count * sizeof(uint64_t))
        return made
    finally:
        free(pairs.content)
