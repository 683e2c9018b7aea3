# Geographic words (River, County) in a name or beside it, for _places.pyx.

cdef enum:
    FARTHEST_BEFORE = 24
    LONGEST_GEOGRAPHIC = 20
    FARTHEST_PHRASE = 32


cdef Py_ssize_t start_of(const Text *text, Py_ssize_t least, Py_ssize_t end) noexcept nogil:
    while end > least and is_of_word(char_at(text, end - 1)):
        end -= 1
    return end


cdef Py_ssize_t end_of(const Text *text, Py_ssize_t start, Py_ssize_t most) noexcept nogil:
    while start < most and is_of_word(char_at(text, start)):
        start += 1
    return start


cdef class GeographicWords:
    cdef frozenset words

    def __init__(self, words):
        self.words = frozenset(words)
        if max(map(len, self.words), default=0) > LONGEST_GEOGRAPHIC:
            raise ValueError(f"words have at most {LONGEST_GEOGRAPHIC} letters")

    cdef inline bint lists(self, str text, Py_ssize_t start, Py_ssize_t end) except -1:
        return 0 < end - start <= LONGEST_GEOGRAPHIC and text[start:end] in self.words

    cdef bint ends(self, str text, const Text *view, Py_ssize_t least, Py_ssize_t end) except -1:
        # Whether one word, or two (refugee camp), end here.
        cdef Py_ssize_t start = start_of(view, least, end)
        if start == end:
            return False
        if self.lists(text, start, end):
            return True
        if start <= least or char_at(view, start - 1) != c" ":
            return False
        return self.lists(text, start_of(view, least, start - 1), end)

    cdef bint is_inside(self, str text, const Text *view, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef Py_ssize_t at = start, least
        if start and is_of_word(char_at(view, start - 1)):  # the name begins within a word
            at = end_of(view, start, end)
        least = at
        while at < end:
            at = end_of(view, at, end)
            if self.ends(text, view, least, at):
                return True
            at += 1
        return False

    cdef bint is_after(self, str text, const Text *view, Py_ssize_t end) except -1:
        cdef Py_ssize_t first = end + 1, most = min(view.size, end + 2 + LONGEST_GEOGRAPHIC), at
        if char_at(view, end) != c" ":
            return False
        at = end_of(view, first, most)
        if self.lists(text, first, at):
            return True
        return at > first and char_at(view, at) == c" " and self.lists(text, first, end_of(view, at + 1, most))

    cdef bint is_before(self, str text, const Text *view, Py_ssize_t least, Py_ssize_t end) except -1:
        # "Of " and "the " may stand between.
        if end <= least or char_at(view, end - 1) != c" ":
            return False
        if self.ends(text, view, least, end - 1):
            return True
        if ends_with(view, least, end, b" the ", 5):
            end -= 4
            if self.ends(text, view, least, end - 1):
                return True
        return ends_with(view, least, end, b" of ", 4) and self.ends(text, view, least, end - 4)

    def beside(self, str text not None, Py_ssize_t start, Py_ssize_t end):
        cdef Text view = text_of(text)
        return self.are_beside(text, &view, start, end)

    cdef bint are_beside(self, str text, const Text *view, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef Py_ssize_t least = max(0, start - FARTHEST_BEFORE)
        if not 0 <= start <= end <= view.size:
            raise ValueError(f"the name from {start} to {end} is not in the text")
        if self.is_inside(text, view, start, end) or self.is_after(text, view, end):
            return True
        if char_at(view, start - 1) == c"\n":  # a line may end before the name
            start -= 1
        return self.is_before(text, view, least, start)


cdef class PlaceCues:
    cdef PlaceSorter sorter
    cdef GeographicWords geographic
    cdef frozenset phrases

    def __init__(self, PlaceSorter sorter not None, GeographicWords geographic not None, phrases not None):
        self.sorter, self.geographic, self.phrases = sorter, geographic, frozenset(phrases)

    cdef bint is_in_place(self, str text, const Text *view, Py_ssize_t start) except -1:
        # A preposition, of which the words before it do not say that it belongs to them.
        cdef Py_ssize_t least = max(0, start - FARTHEST_PHRASE), end = start - 1, at
        if not self.sorter.preposition_at(view, start):
            return False
        at = start_of_word(view, least, end)
        if end - at == 3 and ends_with(view, at, end, b"the", 3):
            if at == least:
                return True
            end = at - 1
            at = start_of_word(view, least, end)
        if at == least or not (
            is_word(view, at, end, b"in", 2) or is_word(view, at, end, b"at", 2) or is_word(view, at, end, b"from", 4)
        ):
            return True
        end = at - 1
        return text[start_of_word(view, least, end):end] not in self.phrases

    def speak(self, str text not None, Py_ssize_t start, Py_ssize_t end):
        cdef Text view = text_of(text)
        return self.is_in_place(text, &view, start) or self.geographic.are_beside(text, &view, start, end)


cdef inline bint is_word(const Text *text, Py_ssize_t start, Py_ssize_t end, const char *letters, int count) noexcept nogil:
    return end - start == count and ends_with(text, start, end, letters, count)
