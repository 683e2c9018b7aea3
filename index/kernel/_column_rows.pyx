# The columns of a segment while they are collected. Types and documentation are in _column_rows.pyi.

from cpython cimport array
from cpython.datetime cimport PyDate_Check, PyDateTime_GET_DAY, PyDateTime_GET_MONTH, PyDateTime_GET_YEAR
from cpython.datetime cimport import_datetime
from libc.stdint cimport int32_t, uint32_t
from libc.stdlib cimport qsort
from libc.string cimport memcpy, memset

import array as arrays

from dateline.index.dates import PRECISIONS, DateSpan

include "buffer.pxi"
include "records.pxi"

import_datetime()

cdef enum:
    FIRST_DAY = 0    # the fields of a span of days
    LAST_DAY
    PRECISION
    CERTAINTY
    MOST_CERTAIN = 255

cdef array.array WORDS = arrays.array("I")
cdef array.array LONGS = arrays.array("Q")
cdef array.array DAYS = arrays.array("i")
cdef array.array OCTETS = arrays.array("B")
cdef Slots SPAN = Slots(DateSpan, 4)
# By the name of a precision: its number in a column. Spans are in the order of the names.
cdef dict NUMBERS = {name: number for number, name in enumerate(PRECISIONS)}
cdef int RANKS[16]
for number, name in enumerate(PRECISIONS):
    RANKS[number] = sorted(PRECISIONS).index(name)


cdef inline int put(Buffer *out, uint32_t number) except -1:
    if reserve(out, 4) < 0:
        raise MemoryError
    (<uint32_t *>(out.data + out.size))[0] = number
    out.size += 4
    return 0


cdef array.array copied(const Buffer *numbers):
    cdef array.array copy = array.clone(WORDS, numbers.size // 4, False)
    if numbers.size:
        memcpy(copy.data.as_voidptr, numbers.data, numbers.size)
    return copy


def bounds_of(const int32_t[::1] first not None, const int32_t[::1] last not None):
    cdef int32_t low, high
    cdef Py_ssize_t i
    if not first.shape[0] or not last.shape[0]:
        return None
    low, high = first[0], last[0]
    for i in range(first.shape[0]):
        low = min(low, first[i])
    for i in range(last.shape[0]):
        high = max(high, last[i])
    return low, high


cdef class ValueRows:
    cdef dict numbers       # the distinct values, and their numbers in the order in which they came
    cdef Buffer begun       # for each document, where its values begin, and the end
    cdef Buffer content     # numbers of values
    cdef Buffer latest      # for each value, the last document that has it, plus one

    def __cinit__(self):
        self.numbers = {}
        memset(&self.begun, 0, sizeof(Buffer))
        memset(&self.content, 0, sizeof(Buffer))
        memset(&self.latest, 0, sizeof(Buffer))
        put(&self.begun, 0)

    def __dealloc__(self):
        free(self.begun.data)
        free(self.content.data)
        free(self.latest.data)

    def add(self, values not None):
        cdef uint64_t start = self.content.size
        if values:  # most articles lack most fields
            try:
                for value in values:
                    self.put_value(value)
            except BaseException:
                self.drop(start)
                raise
        put(&self.begun, <uint32_t> (self.content.size // 4))

    cdef int put_value(self, value) except -1:
        cdef uint32_t document = <uint32_t> (self.begun.size // 4), known = <uint32_t> len(self.numbers)
        cdef uint32_t number = self.numbers.setdefault(value, known)
        if number == known:
            put(&self.latest, 0)
        if (<uint32_t *> self.latest.data)[number] != document:
            put(&self.content, number)
            (<uint32_t *> self.latest.data)[number] = document
        return 0

    cdef void drop(self, uint64_t start) noexcept:
        # Take back the values of a document from a place on.
        while self.content.size > start:
            self.content.size -= 4
            (<uint32_t *> self.latest.data)[(<uint32_t *> (self.content.data + self.content.size))[0]] = 0

    def values(self):
        return list(self.numbers)

    def starts(self):
        return copied(&self.begun)

    def arrange(self, const uint32_t[::1] places not None):
        cdef Py_ssize_t count = len(self.numbers), total = self.content.size // 4
        cdef Py_ssize_t documents = self.begun.size // 4 - 1, at, row
        cdef const uint32_t *starts = <const uint32_t *> self.begun.data
        cdef const uint32_t *content = <const uint32_t *> self.content.data
        cdef array.array ordinals = array.clone(WORDS, total, False)
        cdef array.array listed = array.clone(WORDS, total, False)
        cdef array.array list_starts = array.clone(LONGS, count + 1, True)
        cdef array.array ends = array.clone(LONGS, count + 1, True)
        cdef array.array filled = copied(&self.begun)
        cdef uint64_t *place = list_starts.data.as_ulonglongs
        cdef uint64_t *end = ends.data.as_ulonglongs
        cdef uint32_t document
        if places.shape[0] != count or sorted(places) != list(range(count)):
            raise ValueError("the places are not an order of the values")
        for at in range(total):
            place[places[content[at]] + 1] += 1
        for at in range(count):
            place[at + 1] += place[at]
            end[at] = place[at]
        # The documents of each value ascend, and then so do the values of each document: nothing is sorted.
        for row in range(documents):
            for at in range(starts[row], starts[row + 1]):
                listed.data.as_uints[end[places[content[at]]]] = <uint32_t> row
                end[places[content[at]]] += 1
        for at in range(count):
            for row in range(<Py_ssize_t> place[at], <Py_ssize_t> place[at + 1]):
                document = listed.data.as_uints[row]
                ordinals.data.as_uints[filled.data.as_uints[document]] = <uint32_t> at
                filled.data.as_uints[document] += 1
        return ordinals, list_starts, listed


cdef struct Days:
    int32_t first
    int32_t last
    int precision
    int certainty


cdef int compared(const void *left, const void *right) noexcept nogil:
    cdef const Days *one = <const Days *> left
    cdef const Days *other = <const Days *> right
    if one.first != other.first:
        return -1 if one.first < other.first else 1
    if one.last != other.last:
        return -1 if one.last < other.last else 1
    if one.precision != other.precision:
        return -1 if RANKS[one.precision] < RANKS[other.precision] else 1
    return one.certainty - other.certainty


cdef int32_t ordinal_of(day) except -1:
    # The number of a day, 1 January of year 1 being 1.
    cdef int year, month, before, number
    if not PyDate_Check(day):
        return day.toordinal()
    year, month = PyDateTime_GET_YEAR(day), PyDateTime_GET_MONTH(day)
    before = year - 1
    number = before * 365 + before // 4 - before // 100 + before // 400 + PyDateTime_GET_DAY(day)
    # Months of 30.6 days from March on; January and February before them.
    if month < 3:
        return number + 31 * (month - 1)
    number += 59 + (153 * (month - 3) + 2) // 5
    return number + (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))


cdef class DayRows:
    cdef Buffer begun       # for each document, where its spans begin, and the end
    cdef Buffer spans       # Days

    def __cinit__(self):
        memset(&self.begun, 0, sizeof(Buffer))
        memset(&self.spans, 0, sizeof(Buffer))
        put(&self.begun, 0)

    def __dealloc__(self):
        free(self.begun.data)
        free(self.spans.data)

    def add(self, spans not None):
        cdef uint64_t start = self.spans.size
        try:
            for span in spans:
                self.put_span(span)
        except BaseException:
            self.spans.size = start
            raise
        self.put_in_order(start)
        put(&self.begun, <uint32_t> (self.spans.size // sizeof(Days)))

    cdef int put_span(self, span) except -1:
        cdef Days made
        made.first = ordinal_of(SPAN.get(span, FIRST_DAY))
        made.last = ordinal_of(SPAN.get(span, LAST_DAY))
        made.precision = NUMBERS[SPAN.get(span, PRECISION)]
        made.certainty = SPAN.get(span, CERTAINTY)
        if not 0 <= made.certainty <= MOST_CERTAIN:
            raise OverflowError(f"a certainty is 0 to {MOST_CERTAIN}, not {made.certainty}")
        if reserve(&self.spans, sizeof(Days)) < 0:
            raise MemoryError
        memcpy(self.spans.data + self.spans.size, &made, sizeof(Days))
        self.spans.size += sizeof(Days)
        return 0

    cdef void put_in_order(self, uint64_t start) noexcept:
        # Order the spans of the last document, and keep each once.
        cdef Days *row = <Days *> (self.spans.data + start)
        cdef Py_ssize_t count = (self.spans.size - start) // sizeof(Days), at, kept = 1
        if count < 2:
            return
        qsort(row, count, sizeof(Days), compared)
        for at in range(1, count):
            if compared(&row[at], &row[kept - 1]):
                row[kept] = row[at]
                kept += 1
        self.spans.size = start + kept * sizeof(Days)

    def columns(self):
        cdef Py_ssize_t count = self.spans.size // sizeof(Days), at
        cdef const Days *spans = <const Days *> self.spans.data
        cdef array.array first = array.clone(DAYS, count, False)
        cdef array.array last = array.clone(DAYS, count, False)
        cdef array.array precision = array.clone(OCTETS, count, False)
        cdef array.array certainty = array.clone(OCTETS, count, False)
        for at in range(count):
            first.data.as_ints[at] = spans[at].first
            last.data.as_ints[at] = spans[at].last
            precision.data.as_uchars[at] = <uint8_t> spans[at].precision
            certainty.data.as_uchars[at] = <uint8_t> spans[at].certainty
        return copied(&self.begun), first, last, precision, certainty
