# A signature as it is stored, 26 unsigned 32-bit numbers (see _signatures.pyi): packing and reading one.

from libc.stdint cimport uint32_t, uint64_t
from libc.string cimport memset

cdef enum:
    SHINGLES = 64
    TELLING = 32
    WORDS_AT = 0
    COUNTS_AT = 1
    SHINGLES_AT = 2
    TELLING_AT = 18
    SIGNATURE_SIZE = 26
    LOW_BITS = 6
    LOW = 63
    SHINGLE_BITS = 12
    TELLING_BITS = 11

# The lowest hashes of a set as they are compared: cells, ascending, each 2^shift hashes wide.
cdef struct Cells:
    Py_ssize_t count
    int shift
    uint32_t content[SHINGLES]


cdef inline void pack_cells(
    const uint32_t *hashes, Py_ssize_t count, int bits, Py_ssize_t most, uint32_t *packed, int *shift
) noexcept nogil:
    # Writes ascending hashes as cells of the width with which the last needs no more than `bits` bits.
    cdef Py_ssize_t place, at
    cdef uint32_t cell
    cdef uint32_t *upper = packed + most * LOW_BITS // 32
    shift[0] = 0
    while count and (hashes[count - 1] >> shift[0]) >> bits:
        shift[0] += 1
    for place in range(count):
        cell = hashes[place] >> shift[0]
        at = place * LOW_BITS
        packed[at >> 5] |= (cell & LOW) << (at & 31)
        if at & 31 > 32 - LOW_BITS:
            packed[(at >> 5) + 1] |= (cell & LOW) >> (32 - (at & 31))
        at = place + (cell >> LOW_BITS)
        upper[at >> 5] |= <uint32_t> 1 << (at & 31)


cdef inline void read_cells(const uint32_t *packed, Py_ssize_t count, int shift, Py_ssize_t most, Cells *made) noexcept nogil:
    # `count` and `shift` come from a file: no more cells are read than there is room for.
    cdef const uint32_t *upper = packed + most * LOW_BITS // 32
    cdef Py_ssize_t at, place = 0, low
    cdef uint32_t cell
    count = min(count, most)
    for at in range(2 * most):
        if place == count:
            break
        if upper[at >> 5] >> (at & 31) & 1:
            low = place * LOW_BITS
            cell = packed[low >> 5] >> (low & 31)
            if low & 31 > 32 - LOW_BITS:
                cell |= packed[(low >> 5) + 1] << (32 - (low & 31))
            made.content[place] = <uint32_t> (at - place) << LOW_BITS | (cell & LOW)
            place += 1
    made.count, made.shift = place, shift & 31


cdef inline void pack_signature(
    uint32_t words, const uint32_t *shingles, Py_ssize_t shingle_count, const uint32_t *telling, Py_ssize_t telling_count,
    uint32_t *signature,
) noexcept nogil:
    cdef int shift, telling_shift
    memset(signature, 0, SIGNATURE_SIZE * sizeof(uint32_t))
    pack_cells(shingles, shingle_count, SHINGLE_BITS, SHINGLES, signature + SHINGLES_AT, &shift)
    pack_cells(telling, telling_count, TELLING_BITS, TELLING, signature + TELLING_AT, &telling_shift)
    signature[WORDS_AT] = words
    signature[COUNTS_AT] = <uint32_t> (shingle_count | telling_count << 8 | shift << 16 | telling_shift << 24)


cdef inline void read_shingles(const uint32_t *signature, Cells *made) noexcept nogil:
    cdef uint32_t counts = signature[COUNTS_AT]
    read_cells(signature + SHINGLES_AT, counts & 255, (counts >> 16) & 255, SHINGLES, made)


cdef inline void read_telling(const uint32_t *signature, Cells *made) noexcept nogil:
    cdef uint32_t counts = signature[COUNTS_AT]
    read_cells(signature + TELLING_AT, (counts >> 8) & 255, (counts >> 24) & 255, TELLING, made)
