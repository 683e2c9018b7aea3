# The dictionary of a segment, open for looking words up. Part of _terms.pyx.
#
# A binary search reads two places of the file in each step, most of them far from the last. The first bytes of every
# 256th term, kept together, make half of the steps unnecessary.

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(str text)
    const uint8_t *PyUnicode_1BYTE_DATA(str text)

cdef enum:
    STEP = 256                  # terms from one that is kept to the next
    SEEKS = 8                   # searches before any is kept: a command that looks up a few words does without

cdef struct Sought:
    # A word in UTF-8.
    const uint8_t *at
    uint64_t n


cdef inline bytes open_sought(str word, Sought *made):
    # Return what holds the bytes, where the word itself does not.
    cdef bytes held = None
    if PyUnicode_IS_ASCII(word):
        made.at = PyUnicode_1BYTE_DATA(word)
        made.n = len(word)
    else:
        held = word.encode("utf-8", "surrogatepass")
        made.at = held
        made.n = len(held)
    return held


cdef inline uint64_t first_bytes(const uint8_t *text, uint64_t n) noexcept nogil:
    # The first eight, as a number: where two differ, they are in the order of their texts.
    cdef uint64_t made = 0, i
    for i in range(min(n, <uint64_t>8)):
        made |= <uint64_t>text[i] << (56 - 8 * i)
    return made


cdef class Lexicon:
    cdef const uint8_t[::1] terms, forms
    cdef const uint32_t[::1] term_offsets, dfs, groups
    cdef const uint64_t[::1] places
    cdef array.array kept       # the first bytes of every 256th term
    cdef uint32_t seeks

    def __cinit__(self, terms, term_offsets, dfs, places, forms, groups):
        self.terms = terms
        self.term_offsets = term_offsets
        self.dfs = dfs
        self.places = places
        self.forms = forms
        self.groups = groups
        if (
            self.dfs.shape[0] != self.term_offsets.shape[0] - 1
            or self.places.shape[0] != self.dfs.shape[0]
            or self.groups.shape[0] != (self.dfs.shape[0] + FORM_GROUPS - 1) // FORM_GROUPS
        ):
            raise IndexDamaged("a dictionary's parts differ in length")

    cdef int _keep(self) except -1:
        cdef Py_ssize_t count = (self.dfs.shape[0] + STEP - 1) // STEP, i
        cdef array.array made = array.clone(NUMBERS, count, False)
        cdef uint64_t start, end
        for i in range(count):
            start = self.term_offsets[i * STEP]
            end = self.term_offsets[i * STEP + 1]
            if start > end or end > <uint64_t>self.terms.shape[0]:
                raise IndexDamaged("a dictionary contradicts itself")
            made.data.as_ulonglongs[i] = first_bytes(&self.terms[start], end - start) if start < end else 0
        self.kept = made
        return 0

    cdef Py_ssize_t _seek(self, const Sought *sought) except? -9223372036854775807:
        # The number of a term, negative when it is missing.
        cdef Py_ssize_t low = 0, high, first, last = self.dfs.shape[0], middle
        cdef uint64_t wanted
        if self.kept is None:
            self.seeks += 1
            if self.seeks < SEEKS:
                return seek(self.terms, self.term_offsets, sought.at, sought.n, 0, last)
            self._keep()
        wanted = first_bytes(sought.at, sought.n)
        high = len(self.kept)
        while low < high:  # the first that is not below
            middle = (low + high) // 2
            if self.kept.data.as_ulonglongs[middle] < wanted:
                low = middle + 1
            else:
                high = middle
        first = (low - 1) * STEP if low else 0
        while low < len(self.kept) and self.kept.data.as_ulonglongs[low] == wanted:
            low += 1
        return seek(self.terms, self.term_offsets, sought.at, sought.n, first, min(low * STEP, last))

    def look_up(self, str term not None):
        cdef Sought sought
        cdef bytes held = open_sought(term, &sought)
        cdef Py_ssize_t number = self._seek(&sought)
        return None if number < 0 else (self.places[number], self.dfs[number])

    def look_up_word(self, str term not None, str form not None):
        cdef Sought sought, wanted
        cdef bytes held = open_sought(term, &sought), also_held
        cdef Py_ssize_t number = self._seek(&sought)
        cdef uint64_t at = 0
        cdef uint32_t i
        cdef Form found
        if number < 0:
            return None
        also_held = open_sought(form, &wanted)
        for i in range(self._open_forms(number, &at)):
            self._next_form(&at, <uint32_t>sought.n, &found)
            if is_form(&found, sought.at, wanted.at, <uint32_t>wanted.n):
                return self.places[number], self.dfs[number], i + 1
        return self.places[number], self.dfs[number], 0

    def look_up_words(self, words not None):
        return [self.look_up_word(term, form) for term, form in words]

    def forms_of(self, str term not None):
        cdef Sought sought
        cdef bytes held = open_sought(term, &sought)
        cdef Py_ssize_t number = self._seek(&sought)
        cdef uint64_t at = 0
        cdef uint32_t i, j
        cdef Form found
        cdef list made = []
        if number < 0:
            return made
        for i in range(self._open_forms(number, &at)):
            self._next_form(&at, <uint32_t>sought.n, &found)
            form = bytes([byte_of(&found, sought.at, j) for j in range(found.kept + found.n)])
            made.append(form.decode("utf-8", "surrogatepass"))
        return made

    cdef uint32_t _open_forms(self, Py_ssize_t number, uint64_t *at) except? 4294967295:
        # Go to the forms of a term; return how many there are.
        cdef uint32_t count = 0
        cdef const uint8_t *content = &self.forms[0] if self.forms.shape[0] else NULL
        if not find_forms(
            content, self.forms.shape[0], &self.groups[0], &self.term_offsets[0], number, at
        ) or not read_number(content, self.forms.shape[0], at, &count):
            raise IndexDamaged("a dictionary contradicts itself")
        return count

    cdef int _next_form(self, uint64_t *at, uint32_t term_size, Form *found) except -1:
        if not read_form(&self.forms[0], self.forms.shape[0], at, term_size, found):
            raise IndexDamaged("a dictionary contradicts itself")
        return 0
