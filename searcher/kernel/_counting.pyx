# Matched articles by bucket of days. Types and documentation are in _counting.pyi.

from libc.stdint cimport int32_t, int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memset

from dateline.index.errors import IndexDamaged

include "../../index/kernel/bits.pxi"
include "../../index/kernel/lists.pxi"

cdef str DAMAGED = "a column of dates contradicts itself"


def count_buckets(
    const uint32_t[::1] starts not None, const int32_t[::1] first not None, const int32_t[::1] last not None,
    const uint32_t[::1] bucket_of not None, int32_t low, const uint8_t[::1] matched not None, uint32_t[::1] counts not None,
):
    cdef Py_ssize_t documents = starts.shape[0] - 1, octet
    cdef uint32_t bits, document, span, bucket
    cdef uint32_t *seen
    cdef int64_t day
    cdef uint64_t without = 0
    cdef bint sound = True
    if documents < 0 or matched.shape[0] != (documents + 7) // 8 or first.shape[0] != last.shape[0]:
        raise IndexDamaged(DAMAGED)
    if starts[documents] > <uint64_t>first.shape[0]:
        raise IndexDamaged(DAMAGED)
    seen = <uint32_t *>malloc(4 * (counts.shape[0] + 1))
    if seen == NULL:
        raise MemoryError
    memset(seen, 0xFF, 4 * (counts.shape[0] + 1))
    with nogil:
        for octet in range(matched.shape[0]):
            bits = matched[octet]
            while bits and sound:
                document = <uint32_t>(8 * octet + count_trailing(bits))
                bits &= bits - 1
                if (
                    document >= <uint64_t>documents or starts[document] > starts[document + 1]
                    or starts[document + 1] > starts[documents]
                ):
                    sound = False
                    break
                if starts[document] == starts[document + 1]:
                    without += 1
                for span in range(starts[document], starts[document + 1]):
                    day = first[span]
                    if day < low or <int64_t>last[span] - low >= bucket_of.shape[0]:
                        sound = False
                        break
                    if day > last[span]:
                        continue
                    bucket = bucket_of[day - low]
                    if bucket > bucket_of[last[span] - low] or bucket_of[last[span] - low] >= <uint64_t>counts.shape[0]:
                        sound = False
                        break
                    # From bucket to bucket, not from day to day: a century has 36,525 of these.
                    while bucket <= bucket_of[last[span] - low]:
                        if seen[bucket] != document:
                            seen[bucket] = document
                            counts[bucket] += 1
                        bucket += 1
            if not sound:
                break
        free(seen)
    if not sound:
        raise IndexDamaged(DAMAGED)
    return without
