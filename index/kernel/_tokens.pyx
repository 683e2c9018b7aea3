# From texts to tokens, and to occurrences by term. Types and documentation are in _tokens.pyi.
#
# Texts are read as CPython holds them (1, 2 or 4 bytes a character), so nothing is
# encoded or copied. Each distinct form is kept once, as UTF-8, in an open-addressing
# table; a token is then a 32-bit number. Inversion is a counting sort by term.

from cpython cimport array
from cpython.unicode cimport PyUnicode_KIND, PyUnicode_DATA, PyUnicode_GET_LENGTH
from libc.stdint cimport uint16_t, uint32_t
from libc.stdlib cimport calloc
from libc.string cimport memcmp, memcpy, memset

import array as arrays

include "buffer.pxi"
include "tokens.pxi"

cdef array.array WORDS = arrays.array("I")
cdef array.array LONGS = arrays.array("Q")


cdef object joins_of(Character *text, Py_ssize_t size):
    cdef Py_ssize_t at = 0, end = 0, start = 0, core = 0, second = -1, number = 0
    cdef uint8_t form[FORM_BYTES]
    cdef uint32_t n
    found = []
    while True:
        at = next_token(text, size, at, &end)
        if at < 0:
            return found
        if at == second and lettered(text, at, end):
            n = encode_joined(text, start, core, at, end, form)
            found.append((number - 1, form[:n].decode("utf-8", "surrogatepass")))
        start = at
        second = goes_on(text, size, at, end, &core) if may_break(text, size, end) else -1
        number += 1
        at = end + 2 if possessive(text, size, end) else end


def join_lines(str text not None):
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    if kind == 1:
        return joins_of(<const uint8_t *>PyUnicode_DATA(text), size)
    if kind == 2:
        return joins_of(<const uint16_t *>PyUnicode_DATA(text), size)
    return joins_of(<const uint32_t *>PyUnicode_DATA(text), size)


cdef object tokens_of(Character *text, Py_ssize_t size):
    cdef Py_ssize_t at = 0, end = 0
    cdef uint8_t form[FORM_BYTES]
    cdef uint32_t n
    found = []
    while True:
        at = next_token(text, size, at, &end)
        if at < 0:
            return found
        n = encode_form(text, at, end, form)
        found.append((form[:n].decode("utf-8", "surrogatepass"), at, end))
        at = end + 2 if possessive(text, size, end) else end


def tokenize(str text not None):
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    if kind == 1:
        return tokens_of(<const uint8_t *>PyUnicode_DATA(text), size)
    if kind == 2:
        return tokens_of(<const uint16_t *>PyUnicode_DATA(text), size)
    return tokens_of(<const uint32_t *>PyUnicode_DATA(text), size)


cdef bytes encoded(str form):
    if form is None:
        raise TypeError("a form is a str, not None")
    return form.encode("utf-8", "surrogatepass")


cdef struct Join:
    # A word that the end of a line has broken.
    uint32_t document
    uint32_t place              # position of its first half
    uint32_t number             # of its form


include "marking.pxi"


cdef class Inverter:
    cdef readonly Py_ssize_t fields, documents, tokens, joined, marked
    cdef uint32_t *slots        # form number + 1, 0 for an empty slot
    cdef uint32_t *hashes       # beside it, the hash
    cdef uint64_t capacity
    cdef uint8_t *arena         # the forms, one after the other
    cdef uint64_t arena_size, arena_room
    cdef uint64_t *ends         # ends[n] is where form n - 1 ends in the arena
    cdef uint32_t known, known_room
    cdef uint32_t *stream       # the tokens, as form numbers
    cdef uint64_t stream_room
    cdef uint32_t *counts       # tokens by document and field
    cdef uint64_t counts_room
    cdef Buffer joins           # the words that ends of lines have broken, each a Join, in order
    cdef Buffer marks           # each a Mark, in the order of documents, and of places for each number
    cdef Buffer printed         # the tokens of the text at hand, each a Printed
    cdef Buffer spans           # the words of spans of the document at hand, each number << 32 | place

    def __cinit__(self, Py_ssize_t fields):
        if fields < 1:
            raise ValueError("a document has at least one field")
        self.fields = fields
        self.capacity = 1 << 14
        self.arena_room = 1 << 16
        self.known_room = 1 << 13
        self.stream_room = 1 << 16
        self.counts_room = 1 << 10
        self.slots = <uint32_t *>calloc(self.capacity, 4)
        self.hashes = <uint32_t *>calloc(self.capacity, 4)
        self.arena = <uint8_t *>malloc(self.arena_room)
        self.ends = <uint64_t *>calloc(self.known_room + 1, 8)
        self.stream = <uint32_t *>malloc(4 * self.stream_room)
        self.counts = <uint32_t *>malloc(4 * self.counts_room)
        if not (self.slots and self.hashes and self.arena and self.ends and self.stream and self.counts):
            raise MemoryError

    def __dealloc__(self):
        free(self.slots)
        free(self.hashes)
        free(self.arena)
        free(self.ends)
        free(self.stream)
        free(self.counts)
        free(self.joins.data)
        free(self.marks.data)
        free(self.printed.data)
        free(self.spans.data)

    def add(self, texts not None, marks=None):
        cdef Py_ssize_t at = self.documents * self.fields, before = self.tokens
        cdef uint64_t joins_before = self.joins.size, marks_before = self.marks.size
        cdef tuple row = tuple(texts)
        cdef tuple rows = (None,) * len(row) if marks is None else tuple(marks)
        cdef Py_ssize_t base
        if len(row) != self.fields or len(rows) != self.fields:
            raise ValueError(f"a document has {self.fields} texts, each with its marks, not {len(row)} and {len(rows)}")
        self._make_room_for_counts(at)
        self.spans.size = 0
        try:
            for field, text in enumerate(row):
                self.counts[at + <Py_ssize_t>field] = self._add_text(text, <Py_ssize_t>field - before)
                if rows[field] is not None:
                    base = self.tokens - self.counts[at + <Py_ssize_t>field] + <Py_ssize_t>field - before
                    self._mark(rows[field], <uint32_t>base)
            if self.spans.size and keep_spans(<uint32_t>self.documents, &self.spans, &self.marks) < 0:
                raise MemoryError
        except BaseException:
            self.tokens = before  # all of a document or nothing
            self.joins.size = joins_before
            self.marks.size = marks_before
            raise
        self.joined = self.joins.size // sizeof(Join)
        self.marked = self.marks.size // sizeof(Mark)
        self.documents += 1

    cdef int _mark(self, row, uint32_t base) except -1:
        # Mark places of the text that was added last, whose first word has a place.
        cdef array.array sentences, paragraphs, spans
        cdef int state = 0
        sentences, paragraphs, spans = row
        for part in row:
            if (<array.array>part).typecode != "Q":
                raise TypeError("the characters of marks are arrays of the type Q")
        if len(sentences) or len(paragraphs):
            state = mark_starts(&self.printed, sentences, paragraphs, <uint32_t>self.documents, base, &self.marks)
        if state == 0 and len(spans):
            state = mark_spans(&self.printed, spans, base, &self.spans)
        if state < 0:
            raise MemoryError
        return 0

    def add_forms(self, forms not None):
        cdef Py_ssize_t at = self.documents * self.fields, before = self.tokens
        cdef tuple rows = tuple([[encoded(text) for text in each] for each in forms])
        cdef bytes form
        if len(rows) != self.fields:
            raise ValueError(f"a document has {self.fields} texts, not {len(rows)}")
        self._make_room_for_counts(at)
        for field, row in enumerate(rows):
            for form in row:
                if self._put(<const uint8_t *>form, <uint32_t>len(form)) < 0:
                    self.tokens = before  # all of a document or nothing
                    raise MemoryError
            self.counts[at + <Py_ssize_t>field] = <uint32_t>len(row)
        self.documents += 1

    cdef int _make_room_for_counts(self, Py_ssize_t at) except -1:
        cdef void *grown
        while <uint64_t>(at + self.fields) > self.counts_room:
            grown = realloc(self.counts, 8 * self.counts_room)
            if not grown:
                raise MemoryError
            self.counts = <uint32_t *>grown
            self.counts_room *= 2
        return 0

    cdef uint32_t _add_text(self, str text, Py_ssize_t base) except? 4294967295:
        # `base` and the number of a token make its position in the document's row.
        cdef int kind
        cdef Py_ssize_t size, made
        cdef void *data
        if text is None:
            raise TypeError("a text is a str, not None")
        kind = PyUnicode_KIND(text)
        size = PyUnicode_GET_LENGTH(text)
        data = PyUnicode_DATA(text)
        with nogil:
            if kind == 1:
                made = self._take(<const uint8_t *>data, size, base)
            elif kind == 2:
                made = self._take(<const uint16_t *>data, size, base)
            else:
                made = self._take(<const uint32_t *>data, size, base)
        if made < 0:
            raise MemoryError
        return <uint32_t>made

    cdef Py_ssize_t _take(self, Character *text, Py_ssize_t size, Py_ssize_t base) noexcept nogil:
        cdef Py_ssize_t at = 0, end = 0, made = 0, start = 0, core = 0, second = -1
        cdef uint8_t form[FORM_BYTES]
        cdef uint32_t n
        cdef Printed *printed
        self.printed.size = 0
        while True:
            at = next_token(text, size, at, &end)
            if at < 0:
                return made
            n = encode_form(text, at, end, form)
            if self._put(form, n) < 0 or reserve(&self.printed, sizeof(Printed)) < 0:
                return -1
            printed = <Printed *>(self.printed.data + self.printed.size)
            printed.start = at
            printed.end = end
            self.printed.size += sizeof(Printed)
            made += 1
            if second >= 0:
                if at == second and lettered(text, at, end):
                    n = encode_joined(text, start, core, at, end, form)
                    if self._join(form, n, self.tokens - 2 + base) < 0:
                        return -1
                second = -1
            if end < size and text[end] <= 32 and text[end - 1] < 0x80:  # as after most words: no possessive, no hyphen
                at = end
                continue
            if may_break(text, size, end):
                start = at
                second = goes_on(text, size, at, end, &core)
            at = end + 2 if possessive(text, size, end) else end

    cdef int _join(self, const uint8_t *form, uint32_t n, Py_ssize_t place) noexcept nogil:
        # Keep a broken word, which is no token of the stream: it is put there for its number, and taken off.
        cdef Join *join
        if self._put(form, n) < 0 or reserve(&self.joins, sizeof(Join)) < 0:
            return -1
        self.tokens -= 1
        join = <Join *>(self.joins.data + self.joins.size)
        join.document = <uint32_t>self.documents
        join.place = <uint32_t>place
        join.number = self.stream[self.tokens]
        self.joins.size += sizeof(Join)
        return 0

    cdef int _put(self, const uint8_t *form, uint32_t n) noexcept nogil:
        # Append one token to the stream; a form not met before is kept.
        cdef uint32_t hashed = 2166136261, i, number
        cdef uint64_t slot
        cdef void *grown
        for i in range(n):
            hashed = (hashed ^ form[i]) * <uint32_t>16777619
        hashed ^= hashed >> 15
        slot = hashed & (self.capacity - 1)
        while True:
            number = self.slots[slot]
            if number == 0:
                number = self._keep(form, n, hashed, slot)
                if number == 0:
                    return -1
                break
            if (
                self.hashes[slot] == hashed
                and self.ends[number] - self.ends[number - 1] == n
                and memcmp(self.arena + self.ends[number - 1], form, n) == 0
            ):
                break
            slot = (slot + 1) & (self.capacity - 1)
        if <uint64_t>self.tokens >= self.stream_room:
            grown = realloc(self.stream, 8 * self.stream_room)
            if not grown:
                return -1
            self.stream = <uint32_t *>grown
            self.stream_room *= 2
        self.stream[self.tokens] = number - 1
        self.tokens += 1
        return 0

    cdef uint32_t _keep(self, const uint8_t *form, uint32_t n, uint32_t hashed, uint64_t slot) noexcept nogil:
        # Return the new form's number + 1, or 0 when memory is out.
        cdef void *grown
        if self.arena_size + n > self.arena_room:
            grown = realloc(self.arena, 2 * self.arena_room + n)
            if not grown:
                return 0
            self.arena = <uint8_t *>grown
            self.arena_room = 2 * self.arena_room + n
        if self.known == self.known_room:
            grown = realloc(self.ends, 8 * (2 * <uint64_t>self.known_room + 1))
            if not grown:
                return 0
            self.ends = <uint64_t *>grown
            self.known_room *= 2
        memcpy(self.arena + self.arena_size, form, n)
        self.arena_size += n
        self.known += 1
        self.ends[self.known] = self.arena_size
        self.slots[slot] = self.known
        self.hashes[slot] = hashed
        if 2 * <uint64_t>self.known > self.capacity and self._spread() < 0:
            return 0
        return self.known

    cdef int _spread(self) noexcept nogil:
        # Double the table.
        cdef uint64_t capacity = 2 * self.capacity, i, slot
        cdef uint32_t *slots = <uint32_t *>calloc(capacity, 4)
        cdef uint32_t *hashes = <uint32_t *>calloc(capacity, 4)
        if not (slots and hashes):
            free(slots)
            free(hashes)
            return -1
        for i in range(self.capacity):
            if self.slots[i]:
                slot = self.hashes[i] & (capacity - 1)
                while slots[slot]:
                    slot = (slot + 1) & (capacity - 1)
                slots[slot] = self.slots[i]
                hashes[slot] = self.hashes[i]
        free(self.slots)
        free(self.hashes)
        self.slots = slots
        self.hashes = hashes
        self.capacity = capacity
        return 0

    def forms(self):
        cdef uint32_t i
        return [
            self.arena[self.ends[i]:self.ends[i + 1]].decode("utf-8", "surrogatepass") for i in range(self.known)
        ]

    def lengths(self):
        cdef Py_ssize_t field, document
        cdef uint32_t[::1] row
        made = []
        for field in range(self.fields):
            whole = array.clone(WORDS, self.documents, False)
            made.append(whole)
            if self.documents:
                row = whole
                for document in range(self.documents):
                    row[document] = self.counts[document * self.fields + field]
        return made

    def count_forms(self):
        cdef array.array made = array.clone(LONGS, <Py_ssize_t>self.known, self.known > 0)
        cdef uint64_t *counts = <uint64_t *>made.data.as_ulonglongs
        cdef Join *join = <Join *>self.joins.data
        cdef Py_ssize_t at
        with nogil:
            for at in range(self.tokens):
                counts[self.stream[at]] += 1
            for at in range(self.joined):
                counts[join[at].number] += 1
        return made

    def count_marks(self, uint32_t numbers):
        cdef array.array made = array.clone(LONGS, numbers, numbers > 0)
        cdef Mark *mark = <Mark *>self.marks.data
        cdef Py_ssize_t at
        for at in range(self.marked):
            if mark[at].number >= numbers:
                raise ValueError("a mark has a number that is not below those to be counted")
            made.data.as_ulonglongs[mark[at].number] += 1
        return made


include "inverting.pxi"
