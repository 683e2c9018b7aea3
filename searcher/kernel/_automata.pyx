# Automata over words. Types and documentation are in _automata.pyi.

from cpython cimport array
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc, qsort
from libc.string cimport memcmp, memcpy, memset

import array as arrays

from dateline.index.errors import IndexDamaged

include "../../index/kernel/buffer.pxi"
include "../../index/kernel/bits.pxi"
include "../../index/kernel/forms.pxi"
include "automata.pxi"
include "folded_walk.pxi"

cdef array.array WORDS = arrays.array("I")


cdef array.array numbers_in(Buffer *content):
    cdef array.array made = array.clone(WORDS, content.size // 4, False)
    if content.size:
        memcpy(made.data.as_uints, content.data, content.size)
    return made


cdef class Machine:
    cdef Positions positions
    cdef States states              # of `accepts`; walks have their own
    cdef bint opened
    cdef const uint64_t[::1] follow, labels, last
    cdef const uint8_t[::1] ascii, kinds, ends
    cdef const uint32_t[::1] starts

    def __cinit__(self, follow not None, labels not None, last not None, ascii not None, starts not None, kinds not None, ends not None):
        self.follow, self.labels, self.last = follow, labels, last
        self.ascii, self.starts, self.kinds, self.ends = ascii, starts, kinds, ends
        cdef Py_ssize_t width = self.last.shape[0], i
        if not 1 <= width <= MOST_WORDS or self.follow.shape[0] % width or self.labels.shape[0] % width:
            raise ValueError("the sets of an automaton differ in length")
        self.positions.width = <uint32_t>width
        self.positions.count = <uint32_t>(self.follow.shape[0] // width)
        self.positions.classes = <uint32_t>(self.labels.shape[0] // width)
        if not 1 <= self.positions.count <= 64 * width or not 1 <= self.positions.classes <= 256:
            raise ValueError("an automaton has positions without a place, or too many classes")
        if self.ascii.shape[0] != 128 or self.ends.shape[0] != 256:
            raise ValueError("an automaton has a class for each character")
        if self.starts.shape[0] < 1 or self.starts.shape[0] != self.kinds.shape[0] or self.starts[0] != 128:
            raise ValueError("an automaton has a class for each character")
        if max(max(ascii), max(kinds)) >= self.positions.classes:
            raise ValueError("an automaton has a class without a row")
        for i in range(self.follow.shape[0]):
            self._check(self.follow[i], i)
        for i in range(self.labels.shape[0]):
            self._check(self.labels[i], i)
        self.positions.follow = &self.follow[0]
        self.positions.labels = &self.labels[0]
        self.positions.last = &self.last[0]
        self.positions.ascii = &self.ascii[0]
        self.positions.starts = &self.starts[0]
        self.positions.kinds = &self.kinds[0]
        self.positions.ranges = <uint32_t>self.starts.shape[0]

    cdef int _check(self, uint64_t word, Py_ssize_t i) except -1:
        cdef uint32_t base = 64 * <uint32_t>(i % self.positions.width), left
        left = self.positions.count - base if self.positions.count > base else 0
        if left < 64 and word >> left:
            raise ValueError("an automaton has positions without a place")
        return 0

    def __dealloc__(self):
        close_states(&self.states)

    def accepts(self, str word not None):
        cdef bytes text = word.encode("utf-8", "surrogatepass")
        cdef const uint8_t *letters = text
        cdef Py_ssize_t at = 0, size = len(text)
        cdef uint32_t state = BEGIN, kind = 0
        if not self.opened:
            if open_states(&self.states, &self.positions) < 0:
                raise MemoryError
            self.opened = True
        while at < size and state != DEAD:
            at += read_kind(&self.positions, letters + at, size - at, &kind)
            state = step(&self.states, state, kind)
        return state != DEAD and self.states.final[state] != 0

    def walk(self, const uint8_t[::1] words not None, const uint32_t[::1] blocks not None, uint64_t terms, uint32_t keep):
        cdef Walk w
        cdef int state
        memset(&w, 0, sizeof(w))
        if blocks.shape[0] < 1 or blocks[blocks.shape[0] - 1] > <uint64_t>words.shape[0]:
            raise IndexDamaged("a dictionary contradicts itself")
        w.content = &words[0] if words.shape[0] else NULL
        w.size = words.shape[0]
        w.blocks = &blocks[0]
        w.count = blocks.shape[0] - 1
        w.terms = terms
        w.keep = keep
        w.ends = &self.ends[0]
        try:
            if open_states(&w.states, &self.positions) < 0:
                raise MemoryError
            with nogil:
                state = walk_words(&w)
            if state == -2:
                raise MemoryError
            if state < 0:
                raise IndexDamaged("a dictionary contradicts itself")
            kept = w.letters.data[:w.letters.size].split(b"\xff")[:-1] if w.letters.size else []
            return w.words, numbers_in(&w.found), numbers_in(&w.starts), numbers_in(&w.numbers), kept
        finally:
            close_states(&w.states)
            close_walk(&w)

    def values(self, const uint8_t[::1] values not None, const uint32_t[::1] offsets not None):
        cdef list found = []
        cdef Py_ssize_t i
        cdef uint64_t at, end
        cdef uint32_t state, kind = 0, n
        if offsets.shape[0] < 1:
            raise IndexDamaged("a column of values contradicts itself")
        if not self.opened:
            if open_states(&self.states, &self.positions) < 0:
                raise MemoryError
            self.opened = True
        for i in range(offsets.shape[0] - 1):
            at = offsets[i]
            end = offsets[i + 1]
            if at > end or end > <uint64_t>values.shape[0]:
                raise IndexDamaged("a column of values contradicts itself")
            state = BEGIN
            while at < end and values[at] and state != DEAD:
                n = read_kind(&self.positions, &values[at], end - at, &kind)
                if n == 0:
                    raise IndexDamaged("a column of values contradicts itself")
                state = step(&self.states, state, kind)
                at += n
            if state != DEAD and self.states.final[state]:
                found.append(i)
        return found


cdef void close_walk(Walk *w) noexcept:
    free(w.word.data)
    free(w.stack.data)
    free(w.found.data)
    free(w.starts.data)
    free(w.numbers.data)
    free(w.letters.data)


cdef int by_form(const void *a, const void *b) noexcept nogil:
    cdef uint32_t x = (<const uint32_t *>a)[0], y = (<const uint32_t *>b)[0]
    return (x > y) - (x < y)


cdef int by_number(const void *a, const void *b) noexcept nogil:
    cdef uint64_t x = (<const uint64_t *>a)[0], y = (<const uint64_t *>b)[0]
    return (x > y) - (x < y)


def by_term(
    const uint32_t[::1] terms not None, const uint32_t[::1] ends not None, const uint32_t[::1] numbers not None,
    const uint32_t[::1] term_offsets not None, const uint8_t[::1] forms not None, const uint32_t[::1] groups not None,
):
    cdef Py_ssize_t count = terms.shape[0], i = 0, j
    cdef uint64_t *order = <uint64_t *>malloc(8 * (count + 1))
    cdef Buffer made, made_ends, made_numbers
    cdef uint32_t term, own
    cdef bint every
    memset(&made, 0, sizeof(Buffer))
    memset(&made_ends, 0, sizeof(Buffer))
    memset(&made_numbers, 0, sizeof(Buffer))
    try:
        if order == NULL or reserve(&made, 4 * count) < 0 or reserve(&made_ends, 4 * count) < 0:
            raise MemoryError
        if ends.shape[0] != count or reserve(&made_numbers, 4 * numbers.shape[0]) < 0:
            raise ValueError("each word has its forms")
        for i in range(count):
            order[i] = <uint64_t>terms[i] << 32 | <uint64_t>i
        qsort(order, count, 8, by_number)
        i = 0
        while i < count:
            term = <uint32_t>(order[i] >> 32)
            every = False
            own = <uint32_t>(made_numbers.size // 4)
            while i < count and order[i] >> 32 == term:
                j = <Py_ssize_t>(order[i] & 0xFFFFFFFF)
                every = put_forms(&made_numbers, numbers, ends[j - 1] if j else 0, ends[j]) or every
                i += 1
            if every or has_all(term, <uint32_t>(made_numbers.size // 4) - own, term_offsets, forms, groups):
                made_numbers.size = 4 * <uint64_t>own
            elif made_numbers.size // 4 - own > 1:
                qsort(made_numbers.data + 4 * <uint64_t>own, made_numbers.size // 4 - own, 4, by_form)
            (<uint32_t *>(made.data + made.size))[0] = term
            (<uint32_t *>(made_ends.data + made_ends.size))[0] = <uint32_t>(made_numbers.size // 4)
            made.size += 4
            made_ends.size += 4
        return numbers_in(&made), numbers_in(&made_ends), numbers_in(&made_numbers)
    finally:
        free(order)
        free(made.data)
        free(made_ends.data)
        free(made_numbers.data)


cdef bint put_forms(Buffer *to, const uint32_t[::1] numbers, uint32_t start, uint32_t end) except -1:
    # Append the forms of a word; return whether there are none, so that it has all.
    cdef uint32_t i
    if start > end or end > <uint64_t>numbers.shape[0] or to.size + 4 * <uint64_t>(end - start) > to.room:
        raise ValueError("each word has its forms")
    for i in range(start, end):
        (<uint32_t *>(to.data + to.size))[0] = numbers[i]
        to.size += 4
    return start == end


cdef bint has_all(
    uint32_t term, uint32_t count, const uint32_t[::1] term_offsets, const uint8_t[::1] forms, const uint32_t[::1] groups
) except -1:
    # Whether a term has no more forms than so many.
    cdef uint64_t at = 0
    cdef uint32_t found = 0
    if term >= <uint64_t>(term_offsets.shape[0] - 1) or term // FORM_GROUPS >= <uint64_t>groups.shape[0]:
        raise IndexDamaged("a dictionary contradicts itself")
    if forms.shape[0] == 0 or not find_forms(
        &forms[0], forms.shape[0], &groups[0], &term_offsets[0], term, &at
    ) or not read_number(&forms[0], forms.shape[0], &at, &found):
        raise IndexDamaged("a dictionary contradicts itself")
    return count >= found
