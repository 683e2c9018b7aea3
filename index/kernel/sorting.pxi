# The names of one text while they are sorted, for _places.pyx.


cdef struct Event:
    # A name of the gazetteer that a rule must decide.
    int what
    Py_ssize_t place, start, end, a, b


cdef inline Spans new_spans():
    return Spans.__new__(Spans)


cdef class _Sorting:
    # The names of one text while they are sorted, and the spans that come of them.
    cdef str text
    cdef Text view
    cdef array.array found
    cdef Py_ssize_t number, count       # of the names found: which is next, and how many there are
    cdef Spans given, closed
    cdef Py_ssize_t place, closing      # the first of `given` that does not end before the name, the next of `closed`
    cdef Py_ssize_t closed_from, closed_to
    cdef Spans spans
    cdef Py_ssize_t done                # how many of the given ones are added or replaced
    cdef Py_ssize_t before, before_end  # the name before, if it is a place only with a holder after it; -1 if it is not

    cdef inline void pass_to(self, Py_ssize_t start) noexcept:
        while self.place < self.given.count and self.given.data[self.place].end <= start:
            self.place += 1

    cdef inline void close_to(self, Py_ssize_t start) noexcept:
        # Finds the first closed name that does not end before a place of the text.
        while self.closed_to <= start:
            if self.closing < self.closed.count:
                self.closed_from = self.closed.data[self.closing].start
                self.closed_to = self.closed.data[self.closing].end
            else:
                self.closed_from = self.closed_to = self.view.size + 1
            self.closing += 1

    cdef inline bint is_longer(self, Py_ssize_t start, Py_ssize_t end) noexcept:
        # Whether a name is more than all of the closed one.
        return start <= self.closed_from and self.closed_to <= end and end - start > self.closed_to - self.closed_from

    cdef int what_is_over(self, Event *event) noexcept:
        # How a name stands that overlaps spans of the tagger.
        cdef Py_ssize_t following = self.place + 1, start = event.start, end = event.end, last_end
        cdef const Span *first = &self.given.data[self.place]
        cdef int comma = COMMA if is_after_comma(&self.view, first.start) else 0
        cdef bint is_one
        while following < self.given.count and self.given.data[following].start < end:
            following += 1
        is_one, last_end = following == self.place + 1, self.given.data[following - 1].end
        if (self.closed_from >= end or (self.closed_from >= start and self.closed_to <= end)) and (
            (is_one and first.end == end and first.start < start)
            or (
                start <= first.start and last_end <= end
                and (not is_one or end - start > last_end - first.start)
            )
        ):
            event.a = following
            return OVER | comma
        return BEFORE if comma else NOTHING

    cdef int add_before(self, Py_ssize_t start, Py_ssize_t end) except -1:
        if self.spans.count and self.spans.data[self.spans.count - 1].start == start:
            self.spans.count -= 1
        return self.spans.add(start, end, 0)

    cdef inline Py_ssize_t end_of_last(self) noexcept:
        # The end of the last span, -1 if there is none.
        return self.spans.data[self.spans.count - 1].end if self.spans.count else -1
