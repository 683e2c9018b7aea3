# Which queries are plain words. Types and documentation are in _plain.pyi.

from cpython.unicode cimport PyUnicode_DecodeASCII
from libc.string cimport memcmp

from dateline.searcher.query.noted_words import CAPITALS
from dateline.searcher.query.tree import RESERVED

cdef frozenset OPERATORS = RESERVED | CAPITALS

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(str text)
    const unsigned char *PyUnicode_1BYTE_DATA(str text)

cdef enum:
    MOST_CHARACTERS = 1024      # of a query: a longer one may have too many words
    LONGEST_WORD = 255          # a longer token is cut

cdef enum:
    ALL_OF = 0
    ANY_OF = 1
    PHRASE = 2


cdef inline bint is_blank(unsigned char code) noexcept nogil:
    return code == c' ' or code == c'\t' or code == c'\n' or code == c'\r'


cdef inline bint is_digit(unsigned char code) noexcept nogil:
    return c'0' <= code <= c'9'


cdef inline bint is_capital(unsigned char code) noexcept nogil:
    return c'A' <= code <= c'Z'


cdef inline bint is_small(unsigned char code) noexcept nogil:
    return c'a' <= code <= c'z'


cdef inline bint is_operator(const unsigned char *word, Py_ssize_t size, const char *name, Py_ssize_t length) noexcept:
    return size == length and memcmp(word, name, length) == 0


cdef Py_ssize_t word_end(const unsigned char *text, Py_ssize_t size, Py_ssize_t at) noexcept:
    # Where the word ends that starts here; `at` where no word starts.
    while at < size and (is_small(text[at]) or is_digit(text[at]) or is_capital(text[at])):
        at += 1
    return at


cdef Py_ssize_t marks_end(const unsigned char *text, Py_ssize_t size, Py_ssize_t at) noexcept:
    # Where the commas and stops after a word end.
    while at < size and (text[at] == c',' or text[at] == c'.'):
        at += 1
    return at


cdef Py_ssize_t blanks_end(const unsigned char *text, Py_ssize_t size, Py_ssize_t at) noexcept:
    while at < size and is_blank(text[at]):
        at += 1
    return at


cdef bint may_be_operator(const unsigned char *text, Py_ssize_t size, Py_ssize_t at, Py_ssize_t end) noexcept:
    # Whether a word is some letters and a number as operators are elsewhere, which have a note: oil N5 price, adj3.
    cdef Py_ssize_t digits = end, next_, i, n
    cdef unsigned char name[7]
    while digits > at and is_digit(text[digits - 1]):
        digits -= 1
    n = digits - at
    if digits == end or n == 0 or n > 7 or end - digits > 4:  # most words
        return False
    for i in range(n):
        name[i] = text[at + i] | 32
    if n == 1:
        next_ = blanks_end(text, size, end)
        return (
            (name[0] == c'n' or name[0] == c'w') and end - digits < 3
            and at > 1 and is_small(text[at - 2]) and next_ < size and is_small(text[next_])
        )
    return (
        is_operator(name, n, b"adj", 3) or is_operator(name, n, b"pre", 3) or is_operator(name, n, b"near", 4)
        or is_operator(name, n, b"atleast", 7)
    )


cdef bint has_small(const unsigned char *text, Py_ssize_t size) noexcept:
    cdef Py_ssize_t at
    for at in range(size):
        if is_small(text[at]):
            return True
    return False


cdef list read_phrase(const unsigned char *text, Py_ssize_t size, Py_ssize_t at):
    # The words between the quotation mark here and the one that ends the text; None for anything else.
    cdef Py_ssize_t end
    cdef list words = []
    at = blanks_end(text, size, at + 1)
    while at < size and text[at] != c'"':
        end = word_end(text, size, at)
        if end == at or end - at > LONGEST_WORD:
            return None
        words.append(PyUnicode_DecodeASCII(<const char *>text + at, end - at, NULL))
        at = marks_end(text, size, end)
        if at < size and text[at] != c'"' and not is_blank(text[at]):
            return None
        at = blanks_end(text, size, at)
    return words if at < size and blanks_end(text, size, at + 1) == size else None


def read_plain(str text not None):
    cdef const unsigned char *letters
    cdef Py_ssize_t size = len(text), at, end, after
    cdef bint ready = False, waiting = False, beside = False, ands = False, ors = False
    cdef list words
    cdef str word
    if size > MOST_CHARACTERS or not PyUnicode_IS_ASCII(text):
        return None
    letters = PyUnicode_1BYTE_DATA(text)
    at = blanks_end(letters, size, 0)
    if at < size and letters[at] == c'"':
        words = read_phrase(letters, size, at)
        return (PHRASE if len(words) > 1 else ANY_OF, words) if words else None
    words = []
    while at < size:
        end = word_end(letters, size, at)
        after = marks_end(letters, size, end)
        if end == at or end - at > LONGEST_WORD or (after < size and not is_blank(letters[after])):
            return None
        if may_be_operator(letters, size, at, end):
            return None
        word = PyUnicode_DecodeASCII(<const char *>letters + at, end - at, NULL)
        if after == end and is_capital(letters[at]):
            if is_operator(letters + at, end - at, b"AND", 3) or is_operator(letters + at, end - at, b"OR", 2):
                if not ready:
                    return None
                ands = ands or end - at == 3
                ors = ors or end - at == 2
                ready = False
                waiting = True
                at = blanks_end(letters, size, after)
                continue
            if word in OPERATORS:
                return None
        beside = beside or ready
        ready = True
        waiting = False
        words.append(word)
        at = blanks_end(letters, size, after)
    if not words or waiting or (ors and (ands or beside)):
        return None
    if (ands or ors) and not has_small(letters, size):
        return None  # a headline in capitals, which gets a note
    return ANY_OF if ors or len(words) == 1 else ALL_OF, words
