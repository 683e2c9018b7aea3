# Whether two texts are printings of one story. Types and documentation are in _likeness.pyi.
#
# Signatures come from files: how many cells one says it has is cut to what it has room for.

from cpython cimport array
from libc.stdlib cimport free, malloc

import array as arrays

from dateline.index.errors import IndexDamaged

include "signature.pxi"

cdef enum:
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


cdef Shared shared_of(const Cells *first, const Cells *second, Py_ssize_t most) noexcept nogil:
    # Cells of two widths are compared as cells of the wider.
    cdef Shared found
    cdef Py_ssize_t a = 0, b = 0, ones = first.count, others = second.count
    cdef int narrow = max(second.shift - first.shift, 0), wide = max(first.shift - second.shift, 0)
    cdef uint32_t limit = EMPTY, one, other
    if ones == most:
        limit = first.content[most - 1] >> narrow
    if others == most and second.content[most - 1] >> wide < limit:
        limit = second.content[most - 1] >> wide
    while ones and first.content[ones - 1] >> narrow > limit:
        ones -= 1
    while others and second.content[others - 1] >> wide > limit:
        others -= 1
    found.common, found.ones, found.others = 0, ones, others
    while a < ones and b < others:
        one, other = first.content[a] >> narrow, second.content[b] >> wide
        found.common += one == other
        a += one <= other
        b += other <= one
    return found


cdef inline double needed_of(uint32_t words) noexcept nogil:
    if words < 40:
        return 1.9 if words < 8 else 1.5 if words < 18 else 1.1
    return 1.0 if words < 100 else 0.95 if words < 200 else 0.8


cdef Shared shared_shingles(const uint32_t *first, const uint32_t *second) noexcept nogil:
    cdef Cells one, other
    read_shingles(first, &one)
    read_shingles(second, &other)
    return shared_of(&one, &other, SHINGLES)


cdef Shared shared_telling(const uint32_t *first, const uint32_t *second) noexcept nogil:
    cdef Cells one, other
    read_telling(first, &one)
    read_telling(second, &other)
    return shared_of(&one, &other, TELLING)


cdef double alike(const uint32_t *first, const uint32_t *second) noexcept nogil:
    cdef Shared row = shared_shingles(first, second)
    cdef Shared told
    cdef double of_union, told_of_union, of_shorter, told_of_shorter
    cdef uint32_t shorter = min(first[WORDS_AT], second[WORDS_AT]), longer = max(first[WORDS_AT], second[WORDS_AT])
    if not row.common:
        return 0.0
    told = shared_telling(first, second)
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


cdef int check_size(const uint32_t[::1] first, const uint32_t[::1] second) except -1:
    if first.shape[0] < SIGNATURE_SIZE or second.shape[0] < SIGNATURE_SIZE:
        raise ValueError("a signature is too short")
    return 0


def overlap(const uint32_t[::1] first not None, const uint32_t[::1] second not None):
    cdef Shared row, told
    check_size(first, second)
    row, told = shared_shingles(&first[0], &second[0]), shared_telling(&first[0], &second[0])
    return row.common, row.ones, row.others, told.common, told.ones, told.others


def likeness(const uint32_t[::1] first not None, const uint32_t[::1] second not None):
    check_size(first, second)
    return alike(&first[0], &second[0])


cdef const uint32_t *signature_of(uint64_t number, const Part *parts, Py_ssize_t count) noexcept nogil:
    while count:
        count -= 1
        if number >= parts[count].first:
            if number - parts[count].first < parts[count].count:
                return parts[count].signatures + (number - parts[count].first) * SIGNATURE_SIZE
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
            rows[place].count = signatures.shape[0] // SIGNATURE_SIZE
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
