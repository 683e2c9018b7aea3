# Characters to tokens, and tokens to broken words: what _tokens.pyx is made of.
# What a token is, is said in dateline/index/characters.py.

from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.string cimport memset

from dateline.index.kernel.characters import classify

cdef extern from "Python.h":
    bint Py_UNICODE_ISALPHA(Py_UCS4 code) noexcept nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 code) noexcept nogil
    bint Py_UNICODE_ISTITLE(Py_UCS4 code) noexcept nogil

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
    SOFT_HYPHEN = 0xAD

cdef uint8_t CLASSES[0x110000]
memset(CLASSES, UNKNOWN, sizeof(CLASSES))

ctypedef fused Character:
    const uint8_t
    const uint16_t
    const uint32_t


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


cdef Py_ssize_t initials_end(Character *text, Py_ssize_t size, Py_ssize_t start) noexcept nogil:
    # Where initials with points end that begin with a letter; -1 if they are none.
    cdef Py_ssize_t end = start + 1
    while (
        end + 1 < size and text[end] == c'.' and class_of(text[end + 1]) == LETTER
        and not in_word(class_at(text, size, end + 2))
    ):
        end += 2
    if end == start + 1:
        return -1
    if end < size and text[end] == c'.':
        return -1 if in_word(class_at(text, size, end + 1)) else end + 1
    return end


cdef Py_ssize_t word_end(Character *text, Py_ssize_t size, Py_ssize_t start) noexcept nogil:
    cdef Py_ssize_t end = start + 1, after
    if end < size and text[end] == c'.' and class_of(text[start]) == LETTER:
        after = initials_end(text, size, start)
        if after > 0:
            return after
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


cdef inline bint is_hyphen(uint32_t code) noexcept nogil:
    return code == c'-' or code == 0x2010 or code == 0xAC


cdef inline bint may_break(Character *text, Py_ssize_t size, Py_ssize_t end) noexcept nogil:
    # Whether a hyphen stands at the end of a token, which is not the end of the text.
    return end < size and (is_hyphen(text[end]) or text[end - 1] == SOFT_HYPHEN)


cdef inline Py_ssize_t blanks_end(Character *text, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    while at < size and (text[at] == c' ' or text[at] == c'\t' or text[at] == c'\r' or text[at] == 0xA0):
        at += 1
    return at


cdef bint lettered(Character *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef Py_ssize_t at
    if class_of(text[start]) != LETTER:
        return False
    for at in range(start, end):
        if not Py_UNICODE_ISALPHA(text[at]) and class_of(text[at]) != MARK:
            return False
    return True


cdef Py_ssize_t goes_on(Character *text, Py_ssize_t size, Py_ssize_t start, Py_ssize_t end, Py_ssize_t *core) noexcept nogil:
    # Return where the word goes on that the token is the first half of, or -1; `core` is its end without soft hyphens.
    core[0] = end
    while core[0] > start and text[core[0] - 1] == SOFT_HYPHEN:
        core[0] -= 1
    if end < size and is_hyphen(text[end]):
        end += 1
    elif core[0] == end:
        return -1
    end = blanks_end(text, size, end)
    if end >= size or text[end] != c'\n':
        return -1
    end = blanks_end(text, size, end + 1)
    if end >= size or class_of(text[end]) != LETTER or Py_UNICODE_ISUPPER(text[end]) or Py_UNICODE_ISTITLE(text[end]):
        return -1
    return end if lettered(text, start, core[0]) else -1


cdef inline uint32_t encode_joined(
    Character *text, Py_ssize_t start, Py_ssize_t core, Py_ssize_t second, Py_ssize_t end, uint8_t *form
) noexcept nogil:
    # Write the form of a broken word as `encode_form` does.
    cdef Py_ssize_t left
    cdef uint32_t n
    core = min(core, start + LONGEST)
    left = LONGEST - (core - start)
    n = encode_form(text, start, core, form)
    return n + encode_form(text, second, min(end, second + left), form + n)
