# Which of many versions are worth comparing, by the keys they share. Types and documentation are in _candidates.pyi.
#
# Runs come from files: a bucket's bounds are checked against the run before it is read, so that a damaged file raises
# or gives wrong candidates at worst.

from cpython cimport array
from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy, memmove, memset

import array as arrays

from dateline.index.errors import IndexDamaged
from dateline.index.kernel._signatures import KEYS as KEY_COUNT
from dateline.index.kernel._signatures import RECORD as RECORD_SIZE
from dateline.index.kernel._signatures import SIGNATURE as SIGNATURE_SIZE

cdef enum:
    MOST_CANDIDATES = 64

cdef Py_ssize_t KEYS = KEY_COUNT
cdef Py_ssize_t RECORD = RECORD_SIZE
cdef Py_ssize_t SIGNATURE = SIGNATURE_SIZE
cdef array.array ENTRIES = arrays.array("Q")
cdef array.array STARTS = arrays.array("I")


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


def bucket_starts(parts not None, int bits):
    cdef Py_ssize_t at, buckets = <Py_ssize_t> 1 << bits
    cdef const uint64_t[::1] part
    cdef uint32_t total = 0, number
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


def pack_entries(const uint64_t[::1] entries not None, uint64_t first, int bits):
    cdef Py_ssize_t at
    cdef uint64_t offset
    cdef bint outside = False
    cdef array.array made = array.clone(STARTS, entries.shape[0], False)
    with nogil:
        for at in range(entries.shape[0]):
            offset = <uint32_t> entries[at] - first
            outside |= offset >> bits != 0
            made.data.as_uints[at] = <uint32_t> ((entries[at] >> 32) << bits | (offset & ((<uint64_t> 1 << bits) - 1)))
    if outside:
        raise IndexDamaged("an entry is of a version that its run has not")
    return made


cdef int bits_of(const uint32_t[::1] starts) except -1:
    # The buckets of a run are a power of two.
    cdef int bits = 0
    while bits < 32 and (<Py_ssize_t> 1 << bits) < starts.shape[0] - 1:
        bits += 1
    if starts.shape[0] - 1 != <Py_ssize_t> 1 << bits:
        raise IndexDamaged("the buckets of its entries contradict themselves")
    return bits


def unpack_entries(
    const uint32_t[::1] run not None, const uint32_t[::1] starts not None, uint64_t first, uint64_t part, int part_bits
):
    cdef int bits = bits_of(starts)
    cdef Py_ssize_t bucket, low, high, at, count = 0
    cdef uint64_t key, mask = (<uint64_t> 1 << bits) - 1
    if not 0 <= part_bits < 32 or part >> part_bits:
        raise ValueError("there is no such part of the keys")
    if bits >= part_bits:
        low, high = part << (bits - part_bits), (part + 1) << (bits - part_bits)
    else:
        low = part >> (part_bits - bits)
        high = low + 1
    for bucket in range(low, high):
        if starts[bucket] > starts[bucket + 1] or starts[bucket + 1] > run.shape[0]:
            raise IndexDamaged("the buckets of its entries contradict themselves")
    cdef array.array made = array.clone(ENTRIES, starts[high] - starts[low], False)
    with nogil:
        for bucket in range(low, high):
            for at in range(starts[bucket], starts[bucket + 1]):
                key = <uint64_t> bucket << (32 - bits) | <uint64_t> run[at] >> bits
                if key >> (32 - part_bits) == part:
                    made.data.as_ulonglongs[count] = key << 32 | (first + (run[at] & mask))
                    count += 1
    array.resize(made, count)
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
    # Adds the latest `most` versions of a batch with the key of an entry between two places; returns how many.
    cdef Py_ssize_t at = high, found = 0
    cdef uint64_t key = entry >> 32, number = <uint32_t> entry
    while at > low and found < most and entries[at - 1] >> 32 == key:
        at -= 1
        if <uint32_t> entries[at] != number:
            pairs.content[pairs.count] = (number << 32) | <uint32_t> entries[at]
            pairs.count += 1
        found += 1
    return found


cdef Py_ssize_t add_latest_of_run(
    const uint32_t *run, Py_ssize_t low, Py_ssize_t high, int bits, uint64_t first, uint64_t entry, Py_ssize_t most,
    Pairs *pairs
) noexcept nogil:
    # The same of the run's bucket, between two places, that has the key.
    cdef Py_ssize_t start = low, end = high, middle, found = 0
    cdef uint64_t number = <uint32_t> entry, mask = (<uint64_t> 1 << bits) - 1
    cdef uint64_t key = (entry >> 32) & (((<uint64_t> 1 << 32) - 1) >> bits)
    while start < end:
        middle = (start + end) >> 1
        if <uint64_t> run[middle] >> bits <= key:
            start = middle + 1
        else:
            end = middle
    while start > low and found < most and <uint64_t> run[start - 1] >> bits == key:
        start -= 1
        pairs.content[pairs.count] = (number << 32) | <uint32_t> (first + (run[start] & mask))
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
    cdef Py_ssize_t place, found, size = entries.shape[0]
    cdef const uint32_t[::1] run
    cdef const uint32_t[::1] starts
    cdef Pairs pairs
    cdef uint64_t bucket, first
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
        for run, starts, first in runs:
            bits = bits_of(starts)
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
                    need[place] -= <uint32_t> add_latest_of_run(
                        &run[0], starts[bucket], starts[bucket + 1], bits, first, entries[place], need[place], &pairs
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
