# Spans of days that lie within others or on given days; values rolled up, merged and read. Types and documentation are
# in _columns.pyi.

from array import array

from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport int32_t, int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcmp, memset

from dateline.index.errors import IndexDamaged

cdef str DAMAGED = "a column of the index contradicts itself"
cdef enum:
    SURE = 100
    DAY = 0


cdef Py_ssize_t check(
    const uint32_t[::1] starts, const int32_t[::1] first, const int32_t[::1] last, const uint8_t[::1] beside,
    const uint8_t[::1] matched,
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


def share_days(
    const uint32_t[::1] starts not None, const int32_t[::1] first not None, const int32_t[::1] last not None,
    const uint8_t[::1] certainty not None, int32_t low, int32_t high, bint certain, const uint8_t[::1] matched not None,
    double worth,
):
    cdef Py_ssize_t documents = check(starts, first, last, certainty, matched), document, made = 0
    cdef uint32_t span
    cdef int64_t begin, end
    cdef double share, best
    cdef bint sound = True
    found, parts = array("I", bytes(4 * documents)), array("d", bytes(8 * documents))
    cdef uint32_t[::1] numbers = found
    cdef double[::1] values = parts
    with nogil:
        for document in range(documents):
            if not matched[document >> 3] >> (document & 7) & 1:
                continue
            if not sound_row(starts, document, documents):
                sound = False
                break
            best = 0
            for span in range(starts[document], starts[document + 1]):
                if first[span] > last[span]:
                    sound = False
                    break
                begin = max(first[span], low)
                end = min(last[span], high)
                if begin > end or certain and (
                    certainty[span] < SURE or begin != first[span] or end != last[span]
                ):
                    continue
                share = <double>(end - begin + 1) / <double>(<int64_t>last[span] - first[span] + 1)
                if share > best:
                    best = share
            if best > 0:
                numbers[made] = <uint32_t>document
                values[made] = worth * best
                made += 1
    if not sound:
        raise IndexDamaged(DAMAGED)
    numbers, values = None, None
    del found[made:], parts[made:]
    return found, parts


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


def replace_rows(
    const uint32_t[::1] starts not None, const uint32_t[::1] values not None, const uint32_t[::1] documents not None,
    rows not None,
):
    cdef list own = [array("I", row) for row in rows]
    cdef Py_ssize_t count = starts.shape[0] - 1, document, at = 0, size = values.shape[0], begin, end
    cdef uint32_t[::1] made_starts
    if count < 0 or len(own) != documents.shape[0]:
        raise ValueError("documents and their rows differ in number")
    new_starts, new = array("I", bytes(4 * (count + 1))), array("I")
    made_starts = new_starts
    kept = memoryview(values)
    begin = 0
    for document in range(count):
        if starts[document] > starts[document + 1] or starts[document + 1] > <uint64_t>size:
            raise IndexDamaged(DAMAGED)
        if at == documents.shape[0] or documents[at] != document:
            made_starts[document + 1] = made_starts[document] + (starts[document + 1] - starts[document])
            continue
        end = starts[document]
        new.frombytes(kept[begin:end].cast("B"))
        new.extend(own[at])
        begin = starts[document + 1]
        made_starts[document + 1] = made_starts[document] + <uint32_t>len(own[at])
        at += 1
    if at != documents.shape[0]:
        raise ValueError("the documents do not ascend, or are not of the segment")
    new.frombytes(kept[begin:starts[count]].cast("B"))
    return new_starts, new


cdef class Texts:
    # The values of one segment, and the next of them.
    cdef const uint8_t[::1] text
    cdef const uint32_t[::1] offsets
    cdef uint32_t[::1] numbers
    cdef Py_ssize_t count, at

    cdef int check(self) except -1:
        # Whether the next value is within the section.
        if self.at < self.count and not (
            self.offsets[self.at] <= self.offsets[self.at + 1] <= <uint64_t>self.text.shape[0]
        ):
            raise IndexDamaged("the offsets of its texts do not ascend")
        return 0


cdef int compare_texts(Texts one, Texts other) noexcept:
    # The next values of two segments, each within its section.
    cdef Py_ssize_t a = one.offsets[one.at], b = other.offsets[other.at]
    cdef Py_ssize_t n = one.offsets[one.at + 1] - a, m = other.offsets[other.at + 1] - b
    cdef int order = memcmp(&one.text[0] + a, &other.text[0] + b, min(n, m)) if n and m else 0
    return order if order else (n > m) - (n < m)


def merge_values(tables not None):
    cdef list heads = [], every = []
    cdef Texts each, least
    cdef uint32_t number = 0
    homes, ordinals = array("I"), array("I")
    for values, offsets in tables:
        each = Texts.__new__(Texts)
        each.text, each.offsets = values, offsets
        each.count = each.offsets.shape[0] - 1
        if each.count < 0:
            raise IndexDamaged(DAMAGED)
        numbers = array("I", bytes(4 * each.count))
        each.numbers = numbers
        every.append((each, numbers))
        each.check()
    while True:
        least = None
        for place, (each, _) in enumerate(every):
            if each.at < each.count and (least is None or compare_texts(each, least) < 0):
                least = each
                home = place
        if least is None:
            return [numbers for _, numbers in every], homes, ordinals
        homes.append(home)
        ordinals.append(least.at)
        heads = [each for each, _ in every if each.at < each.count and (each is least or compare_texts(each, least) == 0)]
        for each in heads:
            each.numbers[each.at] = number
        for each in heads:
            each.at += 1
            each.check()
        number += 1


def read_values(const uint8_t[::1] values not None, const uint32_t[::1] offsets not None, ordinals not None):
    cdef list made = []
    cdef uint64_t start, end, at
    cdef Py_ssize_t ordinal
    for each in ordinals:
        ordinal = each
        if not 0 <= ordinal < offsets.shape[0] - 1:
            raise IndexDamaged("a number of a text is out of range")
        start, end = offsets[ordinal], offsets[ordinal + 1]
        if not start <= end <= <uint64_t>values.shape[0]:
            raise IndexDamaged("the offsets of its texts do not ascend")
        at = end
        while at > start and values[at - 1]:
            at -= 1
        try:
            made.append(PyUnicode_DecodeUTF8(<const char *>&values[at], <Py_ssize_t>(end - at), NULL) if at < end else "")
        except UnicodeDecodeError as error:
            raise IndexDamaged("a text in it is not UTF-8") from error
    return made
