# The compiled twin of tokens_plain.py: the same functions, held equal by tests.
#
# Texts are read as CPython holds them (1, 2 or 4 bytes a character), so nothing is
# encoded or copied. Each distinct form is kept once, as UTF-8, in an open-addressing
# table; a token is then a 32-bit number. Inversion is a counting sort by term.

from cpython cimport array
from cpython.unicode cimport PyUnicode_KIND, PyUnicode_DATA, PyUnicode_GET_LENGTH
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc, realloc
from libc.string cimport memcmp, memcpy, memset

import array as arrays

from dateline.index.characters import classify

cdef enum:
    SEPARATOR = 0
    LETTER = 1
    DIGIT = 2
    MARK = 3
    SINGLE = 4
    APOSTROPHE = 5
    UNKNOWN = 255
    LONGEST = 255
    FORM_BYTES = 1020

cdef uint8_t CLASSES[0x110000]
memset(CLASSES, UNKNOWN, sizeof(CLASSES))

ctypedef fused Character:
    const uint8_t
    const uint16_t
    const uint32_t

cdef array.array WORDS = arrays.array("I")
cdef array.array LONGS = arrays.array("Q")


cdef int learn(uint32_t code) noexcept with gil:
    CLASSES[code] = classify(code)
    return CLASSES[code]


cdef inline int class_of(uint32_t code) noexcept nogil:
    cdef int known
    if code >= 0x110000:
        return SEPARATOR
    known = CLASSES[code]
    return known if known != UNKNOWN else learn(code)


cdef inline int class_at(Character *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    return class_of(text[at]) if at < size else SEPARATOR


cdef inline bint in_word(int kind) noexcept nogil:
    return LETTER <= kind <= MARK


cdef inline bint ascii_digit(Character *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    return 0 <= at < size and c'0' <= text[at] <= c'9'


cdef inline bint point(Character *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    return 0 <= at < size and (text[at] == c'.' or text[at] == c',')


cdef inline Py_ssize_t run_end(Character *text, Py_ssize_t size, Py_ssize_t at, Py_ssize_t stop) noexcept nogil:
    while at < size and at < stop and in_word(class_of(text[at])):
        at += 1
    return at


cdef inline Py_ssize_t digits_end(Character *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    while ascii_digit(text, size, at):
        at += 1
    return at


cdef Py_ssize_t number_end(Character *text, Py_ssize_t size, Py_ssize_t start) noexcept nogil:
    cdef Py_ssize_t first = digits_end(text, size, start), end = first, group
    cdef Py_ssize_t points = 0, commas = 0
    cdef bint sound = True
    if point(text, size, start - 1) and ascii_digit(text, size, start - 2):
        return first
    while point(text, size, end) and ascii_digit(text, size, end + 1):
        group = digits_end(text, size, end + 1)
        if text[end] == c'.':
            points += 1
        else:
            commas += 1
            if group - end != 4 or points:
                sound = False
        end = group
    return end if sound and points <= 1 and not (commas and first - start > 3) else first


cdef inline uint32_t lowered(uint32_t code) noexcept nogil:
    return code + 32 if 65 <= code <= 90 else code


cdef bint contracted(Character *text, Py_ssize_t at, Py_ssize_t size) noexcept nogil:
    cdef uint32_t a, b
    if size == 1:
        a = lowered(text[at])
        return a == c't' or a == c'd' or a == c'm'
    if size == 2:
        a = lowered(text[at])
        b = lowered(text[at + 1])
        return (a == c'r' and b == c'e') or (a == c'v' and b == c'e') or (a == c'l' and b == c'l')
    return False


cdef Py_ssize_t word_end(Character *text, Py_ssize_t size, Py_ssize_t start) noexcept nogil:
    cdef Py_ssize_t end = start + 1, after
    if ascii_digit(text, size, start):
        end = number_end(text, size, start)
    end = run_end(text, size, end, size)
    if class_at(text, size, end) == APOSTROPHE:
        after = run_end(text, size, end + 1, end + 4)
        if contracted(text, end + 1, after - end - 1):
            return after
    return end


cdef inline bint possessive(Character *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    return (
        at + 1 < size
        and class_of(text[at]) == APOSTROPHE
        and (text[at + 1] == c's' or text[at + 1] == c'S')
        and not in_word(class_at(text, size, at + 2))
    )


cdef Py_ssize_t next_token(Character *text, Py_ssize_t size, Py_ssize_t at, Py_ssize_t *end) noexcept nogil:
    # Return where the next token starts, or -1; `end` is where it ends.
    cdef int kind
    while at < size:
        kind = class_of(text[at])
        if kind == LETTER or kind == DIGIT:
            end[0] = word_end(text, size, at)
            return at
        if kind == SINGLE:
            end[0] = at + 1
            while class_at(text, size, end[0]) == MARK:
                end[0] += 1
            return at
        at += 1
    return -1


cdef inline uint32_t encode_form(Character *text, Py_ssize_t start, Py_ssize_t end, uint8_t *form) noexcept nogil:
    # Write the form as UTF-8, apostrophes straightened; return its size in bytes.
    cdef uint32_t n = 0, code
    cdef Py_ssize_t at
    if end - start > LONGEST:
        end = start + LONGEST
    for at in range(start, end):
        code = text[at]
        if code < 0x80:
            form[n] = <uint8_t>code
            n += 1
            continue
        if code == 0x2019 or code == 0x2BC or code == 0xFF07:
            form[n] = c"'"
            n += 1
        elif code < 0x800:
            form[n] = <uint8_t>(0xC0 | code >> 6)
            form[n + 1] = <uint8_t>(0x80 | code & 0x3F)
            n += 2
        elif code < 0x10000:
            form[n] = <uint8_t>(0xE0 | code >> 12)
            form[n + 1] = <uint8_t>(0x80 | code >> 6 & 0x3F)
            form[n + 2] = <uint8_t>(0x80 | code & 0x3F)
            n += 3
        else:
            form[n] = <uint8_t>(0xF0 | code >> 18)
            form[n + 1] = <uint8_t>(0x80 | code >> 12 & 0x3F)
            form[n + 2] = <uint8_t>(0x80 | code >> 6 & 0x3F)
            form[n + 3] = <uint8_t>(0x80 | code & 0x3F)
            n += 4
    return n


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


cdef class Inverter:
    cdef readonly Py_ssize_t fields, documents, tokens
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

    def add(self, texts not None):
        cdef Py_ssize_t at = self.documents * self.fields, before = self.tokens
        cdef tuple row = tuple(texts)
        if len(row) != self.fields:
            raise ValueError(f"a document has {self.fields} texts, not {len(row)}")
        self._make_room_for_counts(at)
        try:
            for field, text in enumerate(row):
                self.counts[at + <Py_ssize_t>field] = self._add_text(text)
        except BaseException:
            self.tokens = before  # all of a document or nothing
            raise
        self.documents += 1

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

    cdef uint32_t _add_text(self, str text) except? 4294967295:
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
                made = self._take(<const uint8_t *>data, size)
            elif kind == 2:
                made = self._take(<const uint16_t *>data, size)
            else:
                made = self._take(<const uint32_t *>data, size)
        if made < 0:
            raise MemoryError
        return <uint32_t>made

    cdef Py_ssize_t _take(self, Character *text, Py_ssize_t size) noexcept nogil:
        cdef Py_ssize_t at = 0, end = 0, made = 0
        cdef uint8_t form[FORM_BYTES]
        cdef uint32_t n
        while True:
            at = next_token(text, size, at, &end)
            if at < 0:
                return made
            n = encode_form(text, at, end, form)
            if self._put(form, n) < 0:
                return -1
            made += 1
            at = end + 2 if end < size and text[end] > 32 and possessive(text, size, end) else end

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

    def invert(self, const uint32_t[::1] term_of not None, uint32_t terms):
        cdef array.array starts_made = array.clone(LONGS, <Py_ssize_t>terms + 1, True)
        cdef array.array occurrences_made = array.clone(LONGS, self.tokens, False)
        cdef uint64_t[::1] starts = starts_made
        cdef uint64_t *next_free
        cdef uint64_t *occurrences = <uint64_t *>occurrences_made.data.as_ulonglongs
        cdef uint64_t at = 0, document, position
        cdef uint32_t count, i, term
        cdef Py_ssize_t field
        self._check_map(term_of, terms)
        next_free = <uint64_t *>malloc(8 * (<uint64_t>terms + 1))
        if not next_free:
            raise MemoryError
        with nogil:
            for at in range(<uint64_t>self.tokens):
                starts[term_of[self.stream[at]] + 1] += 1
            for i in range(terms):
                next_free[i] = starts[i]
                starts[i + 1] += starts[i]
            at = 0
            for document in range(<uint64_t>self.documents):
                position = 0
                for field in range(self.fields):
                    count = self.counts[document * self.fields + field]
                    for i in range(count):
                        term = term_of[self.stream[at]]
                        occurrences[next_free[term]] = document << 32 | position
                        next_free[term] += 1
                        position += 1
                        at += 1
                    position += 1
            free(next_free)
        return starts_made, occurrences_made

    def invert_forms(self, const uint32_t[::1] list_of not None, uint32_t lists):
        # The same counting sort, but of documents, each once a list.
        cdef array.array starts_made = array.clone(LONGS, <Py_ssize_t>lists + 1, True)
        cdef uint64_t[::1] starts = starts_made
        cdef array.array documents_made
        cdef uint32_t *last = NULL      # the document that each list was last met in
        cdef uint64_t *next_free = NULL
        cdef uint64_t i, room = <uint64_t>lists + 1
        if list_of.shape[0] < self.known:
            raise ValueError("a form has no list number")
        try:
            last = <uint32_t *>malloc(4 * room)
            next_free = <uint64_t *>malloc(8 * room)
            if not (last and next_free):
                raise MemoryError
            memset(last, 0xFF, 4 * room)
            with nogil:
                self._walk_lists(list_of, lists, last, &starts[0] + 1, NULL, NULL)
                for i in range(<uint64_t>lists):
                    next_free[i] = starts[i]
                    starts[i + 1] += starts[i]
            documents_made = array.clone(WORDS, starts[lists], False)
            memset(last, 0xFF, 4 * room)
            with nogil:
                self._walk_lists(list_of, lists, last, NULL, next_free, <uint32_t *>documents_made.data.as_uints)
            return starts_made, documents_made
        finally:
            free(last)
            free(next_free)

    cdef void _walk_lists(
        self, const uint32_t[::1] list_of, uint32_t lists, uint32_t *last,
        uint64_t *counts, uint64_t *next_free, uint32_t *documents,
    ) noexcept nogil:
        # Count the documents of each list, or place them.
        cdef uint64_t at = 0, stop
        cdef uint32_t document, row
        cdef Py_ssize_t field
        for document in range(<uint32_t>self.documents):
            stop = at
            for field in range(self.fields):
                stop += self.counts[document * self.fields + field]
            while at < stop:
                row = list_of[self.stream[at]]
                at += 1
                if row >= lists or last[row] == document:
                    continue
                last[row] = document
                if counts:
                    counts[row] += 1
                else:
                    documents[next_free[row]] = document
                    next_free[row] += 1

    cdef int _check_map(self, const uint32_t[::1] term_of, uint32_t terms) except -1:
        cdef Py_ssize_t i
        if term_of.shape[0] < self.known:
            raise ValueError("a form has no term")
        for i in range(term_of.shape[0]):
            if term_of[i] >= terms:
                raise ValueError("a form's term is out of range")
        return 0
