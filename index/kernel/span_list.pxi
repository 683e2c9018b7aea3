# Spans of a text in C, for _places.pyx and _meanings.pyx.

from cpython cimport array
from libc.stdint cimport int64_t
from libc.stdlib cimport free, malloc, qsort
from libc.string cimport memcpy

import array as arrays

cdef enum:
    FEW = 16         # as many as most texts have
    NUMBERS = 3      # of a span in an array

cdef array.array NO_SPANS = arrays.array("q")

cdef struct Span:
    int64_t start
    int64_t end
    int64_t flags


cdef int compared(const void *left, const void *right) noexcept nogil:
    cdef const Span *one = <const Span *> left
    cdef const Span *other = <const Span *> right
    if one.start != other.start:
        return -1 if one.start < other.start else 1
    if one.end != other.end:
        return -1 if one.end < other.end else 1
    return -1 if one.flags < other.flags else one.flags > other.flags


cdef class Spans:
    cdef Span *data
    cdef Py_ssize_t count, room
    cdef Span few[FEW]

    def __cinit__(self):
        self.data, self.room = self.few, FEW

    def __dealloc__(self):
        if self.data != self.few:
            free(self.data)

    cdef int make_room(self, Py_ssize_t room) except -1:
        cdef Span *data
        if room <= self.room:
            return 0
        data = <Span *> malloc(room * sizeof(Span))
        if data == NULL:
            raise MemoryError
        memcpy(data, self.data, self.count * sizeof(Span))
        if self.data != self.few:
            free(self.data)
        self.data, self.room = data, room
        return 0

    cdef inline int add(self, Py_ssize_t start, Py_ssize_t end, int flags) except -1:
        if self.count == self.room:
            self.make_room(2 * self.room)
        self.data[self.count].start, self.data[self.count].end = start, end
        self.data[self.count].flags = flags
        self.count += 1
        return 0

    cdef int add_some(self, Spans others, Py_ssize_t first, Py_ssize_t stop) except -1:
        # Adds others, from the first to before the last.
        if first < stop:
            if self.count + stop - first > self.room:
                self.make_room(2 * (self.count + stop - first))
            memcpy(self.data + self.count, others.data + first, (stop - first) * sizeof(Span))
            self.count += stop - first
        return 0

    cdef void order(self) noexcept nogil:
        cdef Py_ssize_t at
        for at in range(1, self.count):
            if compared(&self.data[at - 1], &self.data[at]) > 0:
                qsort(self.data, self.count, sizeof(Span), compared)
                return

    cdef list tuples(self):
        return [(self.data[at].start, self.data[at].end, self.data[at].flags) for at in range(self.count)]

    cdef array.array flat(self):
        cdef array.array numbers = array.clone(NO_SPANS, NUMBERS * self.count, False)
        if self.count:  # an empty array has no memory
            memcpy(numbers.data.as_voidptr, self.data, self.count * sizeof(Span))
        return numbers


cdef Spans spans_in(array.array numbers):
    # The spans of an array, as `flat` makes it.
    cdef Spans spans = Spans.__new__(Spans)
    if numbers.ob_descr.typecode != c"q" or len(numbers) % NUMBERS:
        raise TypeError("spans are three numbers each, of the type q")
    spans.make_room(len(numbers) // NUMBERS)
    spans.count = len(numbers) // NUMBERS
    if spans.count:
        memcpy(spans.data, numbers.data.as_voidptr, spans.count * sizeof(Span))
    return spans
