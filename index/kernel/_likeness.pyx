# Whether two texts are printings of one story. Types and documentation are in _likeness.pyi.
#
# Signatures come from files: how many hashes one says it has is cut to what it has room for.

from cpython cimport array
from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport free, malloc

import array as arrays

from dateline.index.errors import IndexDamaged

cdef enum:
    SHINGLES = 64
    TELLING = 32
    SIGNATURE = 98
    SHORTEST_CUT = 30

cdef uint32_t EMPTY = 0xFFFFFFFF
cdef array.array PAIRS = arrays.array("Q")

cdef struct Shared:
    Py_ssize_t common
    Py_ssize_t ones
    Py_ssize_t others

cdef struct Part:
    uint64_t first
    const uint32_t *signatures
    uint64_t count


cdef Shared shared_of(const uint32_t *first, const uint32_t *second, int start, int most, int shift) noexcept nogil:
    cdef Shared found
    cdef Py_ssize_t a = 0, b = 0
    cdef Py_ssize_t ones = min((first[1] >> shift) & 0xFFFF, <uint32_t> most)
    cdef Py_ssize_t others = min((second[1] >> shift) & 0xFFFF, <uint32_t> most)
    cdef uint32_t limit = EMPTY
    cdef const uint32_t *one = first + start
    cdef const uint32_t *other = second + start
    if ones == most:
        limit = one[most - 1]
    if others == most and other[most - 1] < limit:
        limit = other[most - 1]
    while ones and one[ones - 1] > limit:
        ones -= 1
    while others and other[others - 1] > limit:
        others -= 1
    found.common, found.ones, found.others = 0, ones, others
    while a < ones and b < others:
        if one[a] == other[b]:
            found.common += 1
            a += 1
            b += 1
        elif one[a] < other[b]:
            a += 1
        else:
            b += 1
    return found


cdef inline double needed_of(uint32_t words) noexcept nogil:
    if words < 40:
        return 1.9 if words < 8 else 1.5 if words < 18 else 1.1
    return 1.0 if words < 100 else 0.95 if words < 200 else 0.8


cdef double alike(const uint32_t *first, const uint32_t *second) noexcept nogil:
    cdef Shared row = shared_of(first, second, 2, SHINGLES, 0)
    cdef Shared told
    cdef double of_union, told_of_union, of_shorter, told_of_shorter
    cdef uint32_t shorter = min(first[0], second[0]), longer = max(first[0], second[0])
    if not row.common:
        return 0.0
    told = shared_of(first, second, 2 + SHINGLES, TELLING, 16)
    of_union = told_of_union = <double> row.common / <double> (row.ones + row.others - row.common)
    if told.ones and told.others:
        told_of_union = <double> told.common / <double> (told.ones + told.others - told.common)
    if of_union + told_of_union >= needed_of(shorter):
        return of_union + told_of_union
    if shorter < SHORTEST_CUT or shorter < 0.15 * longer:
        return 0.0
    of_shorter = told_of_shorter = <double> row.common / <double> min(row.ones, row.others)
    if told.ones and told.others:
        told_of_shorter = <double> told.common / <double> min(told.ones, told.others)
    return of_union + told_of_union if of_shorter + told_of_shorter >= (1.6 if shorter < 60 else 1.45) else 0.0


def overlap(const uint32_t[::1] first not None, const uint32_t[::1] second not None):
    cdef Shared row, told
    if first.shape[0] < SIGNATURE or second.shape[0] < SIGNATURE:
        raise ValueError("a signature is too short")
    row = shared_of(&first[0], &second[0], 2, SHINGLES, 0)
    told = shared_of(&first[0], &second[0], 2 + SHINGLES, TELLING, 16)
    return row.common, row.ones, row.others, told.common, told.ones, told.others


def likeness(const uint32_t[::1] first not None, const uint32_t[::1] second not None):
    if first.shape[0] < SIGNATURE or second.shape[0] < SIGNATURE:
        raise ValueError("a signature is too short")
    return alike(&first[0], &second[0])


cdef const uint32_t *signature_of(uint64_t number, const Part *parts, Py_ssize_t count) noexcept nogil:
    while count:
        count -= 1
        if number >= parts[count].first:
            if number - parts[count].first < parts[count].count:
                return parts[count].signatures + (number - parts[count].first) * SIGNATURE
            return NULL
    return NULL


def most_alike(const uint64_t[::1] pairs not None, parts not None):
    cdef Py_ssize_t place, count = len(parts), chosen = 0
    cdef const uint32_t[::1] signatures
    cdef const uint32_t *one
    cdef const uint32_t *other
    cdef uint64_t number = 0, best = 0
    cdef double most = 0.0, found
    cdef bint missing = False
    cdef array.array made = array.clone(PAIRS, pairs.shape[0], False)
    held = []
    cdef Part *rows = <Part *> malloc(max(count, 1) * sizeof(Part))
    if rows == NULL:
        raise MemoryError()
    try:
        for place in range(count):
            first, signatures = parts[place]
            held.append(signatures)  # so that the memory stays while it is read
            rows[place].first = first
            rows[place].signatures = &signatures[0]
            rows[place].count = signatures.shape[0] // SIGNATURE
        with nogil:
            for place in range(pairs.shape[0]):
                if not place or pairs[place] >> 32 != number:
                    number = pairs[place] >> 32
                    most = 0.0
                one = signature_of(number, rows, count)
                other = signature_of(<uint32_t> pairs[place], rows, count)
                if one == NULL or other == NULL:
                    missing = True
                    best = number if one == NULL else <uint32_t> pairs[place]
                    break
                found = alike(one, other)
                if found > most:
                    # The first that is alike at all takes a place, a better one takes it over.
                    chosen += most == 0.0
                    made.data.as_ulonglongs[chosen - 1] = pairs[place]
                    most = found
        if missing:
            raise IndexDamaged(f"there is no signature of version {best}")
        array.resize(made, chosen)
        return made
    finally:
        free(rows)
