# Spans of days that lie within others or on given days, and values rolled up. Types and documentation are in _columns.pyi.

from array import array

from libc.stdint cimport int32_t, int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memset

from dateline.index.errors import IndexDamaged

cdef str DAMAGED = "a column of the index contradicts itself"
cdef enum:
    SURE = 100
    DAY = 0


cdef Py_ssize_t check(
    const uint32_t[::1] starts, const int32_t[::1] first, const int32_t[::1] last, const uint8_t[::1] beside,
    uint8_t[::1] matched,
) except -1:
    cdef Py_ssize_t documents = starts.shape[0] - 1
    if documents < 0 or first.shape[0] != last.shape[0] or first.shape[0] != beside.shape[0]:
        raise IndexDamaged(DAMAGED)
    if matched.shape[0] != (documents + 7) // 8 or starts[documents] > <uint64_t>first.shape[0]:
        raise IndexDamaged(DAMAGED)
    return documents


cdef inline bint sound_row(const uint32_t[::1] starts, Py_ssize_t document, Py_ssize_t documents) noexcept nogil:
    return starts[document] <= starts[document + 1] and starts[document + 1] <= starts[documents]


def mark_within(
    const uint32_t[::1] starts not None, const int32_t[::1] first not None, const int32_t[::1] last not None,
    const uint8_t[::1] certainty not None, int32_t low, int32_t high, uint8_t[::1] matched not None,
):
    cdef Py_ssize_t documents = check(starts, first, last, certainty, matched), document
    cdef uint32_t span
    cdef bint sound = True
    with nogil:
        for document in range(documents):
            if not sound_row(starts, document, documents):
                sound = False
                break
            for span in range(starts[document], starts[document + 1]):
                if certainty[span] >= SURE and first[span] >= low and last[span] <= high:
                    matched[document >> 3] |= <uint8_t>(1 << (document & 7))
    if not sound:
        raise IndexDamaged(DAMAGED)


def mark_days(
    const uint32_t[::1] starts not None, const int32_t[::1] first not None, const int32_t[::1] last not None,
    const uint8_t[::1] precision not None, const uint8_t[::1] wanted not None, int32_t low, bint whole,
    uint8_t[::1] matched not None,
):
    cdef Py_ssize_t documents = check(starts, first, last, precision, matched), document
    cdef uint32_t span
    cdef int64_t day, place
    cdef bint sound = True, on_it
    with nogil:
        for document in range(documents):
            if not sound_row(starts, document, documents):
                sound = False
                break
            for span in range(starts[document], starts[document + 1]):
                if precision[span] != DAY or first[span] > last[span]:
                    continue
                day = first[span]
                while day <= last[span]:
                    place = day - low
                    on_it = 0 <= place < wanted.shape[0] and wanted[place] != 0
                    if on_it != whole:
                        break  # one day decides it
                    day += 1
                if (day > last[span]) == whole:
                    matched[document >> 3] |= <uint8_t>(1 << (document & 7))
    if not sound:
        raise IndexDamaged(DAMAGED)


def roll_up(
    const uint32_t[::1] starts not None, const uint32_t[::1] ordinals not None,
    const uint32_t[::1] target_starts not None, const uint32_t[::1] targets not None, uint32_t size,
):
    cdef Py_ssize_t documents = starts.shape[0] - 1, values = target_starts.shape[0] - 1, document
    cdef uint32_t place, ordinal, at, target
    cdef uint64_t total = 0
    cdef uint32_t[::1] made_starts, made
    cdef uint32_t *seen
    cdef bint sound = True, counting
    if documents < 0 or values < 0 or starts[documents] > <uint64_t>ordinals.shape[0]:
        raise IndexDamaged(DAMAGED)
    if target_starts[values] > <uint64_t>targets.shape[0]:
        raise IndexDamaged(DAMAGED)
    new_starts = array("I", bytes(4 * (documents + 1)))
    made_starts = new_starts
    seen = <uint32_t *>malloc(4 * (<size_t>size + 1))
    if seen == NULL:
        raise MemoryError
    try:
        for counting in (True, False):  # once to know how much there is, once to keep it
            new = array("I", bytes(0 if counting else 4 * total))
            made = new
            memset(seen, 0xFF, 4 * (<size_t>size + 1))
            total = 0
            with nogil:
                for document in range(documents):
                    if not sound_row(starts, document, documents):
                        sound = False
                        break
                    for place in range(starts[document], starts[document + 1]):
                        ordinal = ordinals[place]
                        if ordinal >= <uint64_t>values or not sound_row(target_starts, ordinal, values):
                            sound = False
                            break
                        for at in range(target_starts[ordinal], target_starts[ordinal + 1]):
                            target = targets[at]
                            if target >= size:
                                sound = False
                                break
                            if seen[target] != <uint32_t>document:
                                seen[target] = <uint32_t>document
                                if not counting:
                                    made[total] = target
                                total += 1
                    if not sound or total >> 32:
                        sound = False
                        break
                    made_starts[document + 1] = <uint32_t>total
            if not sound:
                raise IndexDamaged(DAMAGED)
    finally:
        free(seen)
    return new_starts, new
