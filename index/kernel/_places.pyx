# The names of a text sorted into those that may be places. Types and documentation are in _places.pyi.
#
# The text is read as CPython holds it. Every walk is over what stands between two names or over at most some dozens
# of characters, so that the time is linear in the text.

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memset

include "letters.pxi"
include "span_list.pxi"

cdef extern from "Python.h":
    uint32_t PyUnicode_READ(int kind, const void *data, Py_ssize_t at) noexcept nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 code) noexcept nogil

cdef enum:
    # What an event is; then what else is true of it.
    UNTAGGED = 0
    TAKEN = 1
    OVER = 2
    SPLIT = 3
    BEFORE = 4
    NOTHING = -1
    KIND = 7
    COMMA = 8
    POINT = 16
    HYPHEN = 32
    # Of spans.
    DEMONYM = 1
    AFTER_COMMA = 2
    TAGGED = 4
    DOUBTFUL = 8
    KIND_BESIDE = 16
    POINT_AFTER = 32
    NEXT_NEAR = 64
    # Of words.
    IN = 1
    AT = 2
    OF = 4
    FOR = 8
    SIDE = 16
    PART = 32
    BOUND = 64
    SLOTS = 256
    MOST_WORDS = 128
    LONGEST_WORD = 16
    WINDOW = 40
    LONGEST_NAME = 80
    FARTHEST = 90
    KEPT = 1 << 13
    KEPT_SHIFT = 64 - 13
    KELVIN = 0x212A


cdef struct Text:
    const void *data
    int kind
    Py_ssize_t size


cdef inline Text text_of(str text):
    cdef Text view
    view.data, view.kind, view.size = PyUnicode_DATA(text), PyUnicode_KIND(text), PyUnicode_GET_LENGTH(text)
    return view


cdef inline uint32_t char_at(const Text *text, Py_ssize_t at) noexcept nogil:
    return PyUnicode_READ(text.kind, text.data, at) if 0 <= at < text.size else 0


cdef inline bint is_blank(uint32_t code) noexcept nogil:
    return Py_UNICODE_ISSPACE(code)


cdef inline bint is_apostrophe(uint32_t code) noexcept nogil:
    return code == c"'" or code == 0x2019


cdef bint ends_with(const Text *text, Py_ssize_t start, Py_ssize_t end, const char *letters, int count) noexcept nogil:
    # Whether these ASCII letters stand before `end`, and not before `start`.
    cdef int at
    if end - count < start:
        return False
    for at in range(count):
        if char_at(text, end - count + at) != <uint8_t> letters[at]:
            return False
    return True


cdef bint is_after_of(const Text *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    return ends_with(text, start, end, b" of ", 4) or ends_with(text, start, end, b" of the ", 8)


cdef bint is_after_comma(const Text *text, Py_ssize_t start) noexcept nogil:
    # Whether a comma and space, or space and a bracket, stand before a name.
    cdef Py_ssize_t at = start - 1
    if char_at(text, at) == c'(':
        return is_blank(char_at(text, at - 1))
    if not is_blank(char_at(text, at)):
        return False
    while at >= 0 and is_blank(char_at(text, at)):
        at -= 1
    return char_at(text, at) == c','


cdef bint is_comma(const Text *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    # Whether there is nothing but a comma and space, or space and a bracket, between two places of the text.
    cdef Py_ssize_t at = start
    if is_blank(char_at(text, at)):
        while at < end and is_blank(char_at(text, at)):
            at += 1
        return at == end - 1 and char_at(text, at) == c'('
    if char_at(text, at) == c'.':
        at += 1
    if at >= end or char_at(text, at) != c',':
        return False
    at += 1
    if at >= end:
        return False
    while at < end:
        if not is_blank(char_at(text, at)):
            return False
        at += 1
    return True


cdef bint may_divide(const Text *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    # Whether a comma, a dash or a word in small letters is in a name.
    cdef Py_ssize_t at
    cdef uint32_t code, before
    for at in range(start + 1, end - 1):
        before = char_at(text, at - 1)
        code = char_at(text, at)
        if code == c' ' and before == c',':
            return True
        if before == c' ' and (code == c'-' or (c'a' <= code <= c'z')):
            return True
    return end - start > 1 and char_at(text, end - 1) == c' ' and char_at(text, end - 2) == c','


cdef inline uint64_t slot_of(uint64_t low, uint64_t high) noexcept nogil:
    return ((low ^ (high * 0x9E3779B97F4A7C15ULL)) * 0xC2B2AE3D27D4EB4FULL >> 40) & (SLOTS - 1)


cdef inline uint64_t hash_of(const Text *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    # Of a name as printed: FNV-1a, mixed once.
    cdef uint64_t state = 0xCBF29CE484222325ULL
    cdef Py_ssize_t at
    for at in range(start, end):
        state = (state ^ char_at(text, at)) * 0x100000001B3ULL
    return (state ^ (state >> 32)) * 0x9E3779B97F4A7C15ULL


cdef class KnownWords:
    # A name has one slot, and the last one of a slot counts: what is forgotten is asked again.
    cdef uint64_t hashes[KEPT]

    def __cinit__(self):
        memset(self.hashes, 0, sizeof(self.hashes))

    def add(self, str name not None):
        cdef Text view = text_of(name)
        cdef uint64_t hashed = hash_of(&view, 0, view.size)
        self.hashes[hashed >> KEPT_SHIFT] = hashed

    cdef bint has(self, const Text *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
        cdef uint64_t hashed = hash_of(text, start, end)
        return hashed and self.hashes[hashed >> KEPT_SHIFT] == hashed


include "sorting.pxi"


cdef bint may_be_listed(const Text *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    # Whether "and" or "or" stands before a name, or a comma or a bracket after it: what does not may be of a list.
    if ends_with(text, 0, start, b" and ", 5) or ends_with(text, 0, start, b" or ", 4):
        return True
    if char_at(text, end) == c'.':
        end += 1
    if char_at(text, end) == c',':
        return True
    if not is_blank(char_at(text, end)):
        return False
    while is_blank(char_at(text, end)):
        end += 1
    return char_at(text, end) == c'('


cdef class PlaceSorter:
    cdef uint64_t low[SLOTS]
    cdef uint64_t high[SLOTS]
    cdef uint8_t flags[SLOTS]
    cdef object divide

    def __init__(self, words not None, divide not None):
        cdef uint64_t halves[2]
        cdef uint64_t slot
        cdef int at
        memset(self.flags, 0, sizeof(self.flags))
        if len(words) > MOST_WORDS:
            raise ValueError(f"the table has room for {MOST_WORDS} words")
        for word, flags in words.items():
            letters = word.encode("ascii", "replace")
            if not 1 <= len(letters) <= LONGEST_WORD or not letters.islower() or not letters.isalpha():
                raise ValueError(f"{word!r} is no word of 1 to {LONGEST_WORD} small ASCII letters")
            if not 0 < flags < 128:
                raise ValueError(f"{flags!r} are no flags of a word")
            halves[0], halves[1] = 0, 0
            for at in range(len(letters)):
                halves[at >> 3] = halves[at >> 3] << 8 | <uint8_t> letters[at]
            slot = slot_of(halves[0], halves[1])
            while self.flags[slot]:
                slot = (slot + 1) & (SLOTS - 1)
            self.low[slot], self.high[slot], self.flags[slot] = halves[0], halves[1], flags
        self.divide = divide

    cdef int flags_of(self, const Text *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
        cdef uint64_t low = 0, high = 0, slot
        cdef Py_ssize_t at
        cdef uint32_t code
        if end - start > LONGEST_WORD or end <= start:
            return 0
        for at in range(start, end):
            code = char_at(text, at)
            if c'A' <= code <= c'Z':
                code += 32
            elif code == KELVIN:  # the only other character whose small letter is of ASCII
                code = c'k'
            if code < c'a' or code > c'z':
                return 0
            if at - start < 8:
                low = low << 8 | code
            else:
                high = high << 8 | code
        slot = slot_of(low, high)
        while self.flags[slot]:
            if self.low[slot] == low and self.high[slot] == high:
                return self.flags[slot]
            slot = (slot + 1) & (SLOTS - 1)
        return 0

    cdef int preposition_at(self, const Text *text, Py_ssize_t start) noexcept nogil:
        cdef Py_ssize_t least = start - WINDOW if start > WINDOW else 0
        cdef Py_ssize_t end = start - 1, at
        cdef int flags
        if char_at(text, end) != c' ':
            return 0
        while True:
            at = start_of_word(text, least, end)
            flags = self.flags_of(text, at, end)
            if not flags & SIDE or at == least:
                break
            end = at - 1
        if flags & (OF | FOR):
            if at == least:
                return 0
            end = at - 1
            at = start_of_word(text, least, end)
            return 2 if self.flags_of(text, at, end) & (PART if flags & OF else BOUND) else 0
        return 2 if flags & IN else 1 if flags & AT else 0

    def preposition(self, str text not None, Py_ssize_t start):
        cdef Text view = text_of(text)
        return self.preposition_at(&view, start)

    def sort(self, str text not None, array.array found not None, names, closed, KnownWords words=None):
        cdef _Sorting sorting = self.begin(text, found, names, closed)
        cdef Event event
        cdef list events = []
        while self.next_event(sorting, words, &event):
            events.append((event.what, event.place, event.start, event.end, event.a, event.b))
        return sorting.given.tuples(), events

    cdef _Sorting begin(self, str text, array.array found, names, closed):
        cdef _Sorting sorting = _Sorting.__new__(_Sorting)
        cdef Py_ssize_t start, end
        if found.ob_descr.typecode != c'I':
            raise TypeError("names are found as unsigned integers")
        sorting.text, sorting.view, sorting.found = text, text_of(text), found
        sorting.count = len(found) // 3
        sorting.given, sorting.closed, sorting.spans = self.given_of(sorting, names), new_spans(), new_spans()
        for start, end in closed:
            sorting.closed.add(start, end, 0)
        sorting.closed.order()
        sorting.closed_from = sorting.closed_to = sorting.before = -1
        return sorting

    cdef bint next_event(self, _Sorting sorting, KnownWords words, Event *event) noexcept:
        # Finds the next name of the gazetteer that a rule must decide; returns whether there is one.
        while sorting.number < sorting.count:
            event.start = sorting.found.data.as_uints[3 * sorting.number]
            event.end = sorting.found.data.as_uints[3 * sorting.number + 1]
            event.a = event.b = 0
            sorting.number += 1
            event.what = self.what_is(sorting, words, event)
            if event.what != NOTHING:
                event.place = sorting.place
                return True
        return False

    cdef int what_is(self, _Sorting sorting, KnownWords words, Event *event) noexcept:
        # How a name of the gazetteer stands to those of the tagger.
        cdef const Text *view = &sorting.view
        cdef const Span *first
        cdef Py_ssize_t start = event.start, end = event.end
        sorting.pass_to(start)
        first = &sorting.given.data[sorting.place]
        if sorting.place < sorting.given.count:
            if first.start == start and first.end == end:  # most names
                return BEFORE if is_after_comma(view, start) else NOTHING
            sorting.close_to(start)
            if first.start < end:
                return sorting.what_is_over(event)
        sorting.close_to(start)
        if sorting.closed_from >= end:
            return self.what_is_outside(sorting, words, event)
        if sorting.is_longer(start, end):
            return SPLIT if has_space(view, start, end) else NOTHING
        if not is_piece(view, start, end, sorting.closed_from, sorting.closed_to):
            return NOTHING
        event.a, event.b = sorting.closed_from, sorting.closed_to
        return TAKEN | COMMA if is_after_comma(view, start) else TAKEN

    cdef int what_is_outside(self, _Sorting sorting, KnownWords words, Event *event) noexcept:
        # How a name stands that is in none of the tagger's.
        cdef const Text *view = &sorting.view
        cdef Py_ssize_t start = event.start, end = event.end
        cdef int more = 0
        if sorting.given.count and in_compound(view, start, end):
            if not is_joined(view, start, end):
                return NOTHING
            more = HYPHEN
        if is_after_comma(view, start):
            more |= COMMA
        if char_at(view, end) == c'.' and end - start >= 3 and char_at(view, end - 2) == c'.':
            more |= POINT
        event.a = self.preposition_at(view, start)
        if words is not None and not event.a and not more and not may_be_listed(view, start, end):
            if words.has(view, start, end):
                return NOTHING
        return UNTAGGED | more

    cdef Spans given_of(self, _Sorting sorting, names):
        # The spans of the tagger, divided, without article and possessive.
        cdef Spans given = new_spans(), printed = new_spans()
        cdef const Text *view = &sorting.view
        cdef Py_ssize_t start, end, number
        cdef int flags
        for start, end, demonym in names:
            if not 0 <= start <= end <= view.size:
                raise ValueError(f"the name from {start} to {end} is not in the text")
            printed.add(start, end, TAGGED | DEMONYM if demonym else TAGGED)
        printed.order()
        for number in range(printed.count):
            start, end, flags = printed.data[number].start, printed.data[number].end, printed.data[number].flags
            if not may_divide(view, start, end):
                add_given(view, start, end, flags, given)
                continue
            for start, end in self.divide(sorting.text, start, end):
                add_given(view, start, end, flags, given)
        return given


cdef Py_ssize_t start_of_word(const Text *text, Py_ssize_t least, Py_ssize_t end) noexcept nogil:
    while end > least and char_at(text, end - 1) != c' ':
        end -= 1
    return end


cdef bint in_compound(const Text *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    # Whether a hyphen joins a name to a word (*U.S.-led*, *pro-Syrian*).
    if char_at(text, end) == c'.':
        end += 1
    return char_at(text, end) == c'-' or char_at(text, start - 1) == c'-'


cdef bint is_joined(const Text *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    # Whether a hyphen joins a letter to a name: *U.S.-led*, *Iran-Iraq*.
    if char_at(text, end) == c'.':
        end += 1
    if char_at(text, end) == c'-':
        return is_letter(char_at(text, end + 1))
    return is_letter(char_at(text, start - 2)) or char_at(text, start - 2) == c'.'


cdef bint has_space(const Text *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef Py_ssize_t at
    for at in range(start, end):
        if char_at(text, at) == c' ':
            return True
    return False


cdef bint is_piece(
    const Text *text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t closed_from, Py_ssize_t closed_to
) noexcept nogil:
    # Whether a name is all of a name of the tagger, but for a point, or one of several joined in it.
    if closed_to - closed_from >= LONGEST_NAME:
        return False
    if start != closed_from and not (
        ends_with(text, closed_from, start, b" and ", 5) or ends_with(text, closed_from, start, b", ", 2)
    ):
        return False
    if end == closed_to or end == closed_to - 1:
        return True
    return end < closed_to and (
        ends_with(text, end, end + 2, b", ", 2) or ends_with(text, end, end + 5, b" and ", 5)
    )


cdef int add_given(const Text *text, Py_ssize_t start, Py_ssize_t end, int flags, Spans given) except -1:
    # Adds a span if something of it is left and it begins after the last one.
    cdef uint32_t code = char_at(text, start)
    if (
        (code == c't' or code == c'T')
        and char_at(text, start + 1) | 32 == c'h' and char_at(text, start + 2) | 32 == c'e'
        and char_at(text, start + 3) == c' '
    ):
        start += 4
    if start >= end:
        return 0
    code = char_at(text, end - 1)
    if is_apostrophe(code) or code == c' ':
        while end > start and (is_apostrophe(code) or code == c' '):
            end -= 1
            code = char_at(text, end - 1)
    elif (code == c's' or code == c'S') and end - start > 2 and is_apostrophe(char_at(text, end - 2)):
        end -= 2
    if start < end and (not given.count or start >= given.data[given.count - 1].end):
        given.add(start, end, flags)
    return 0


cdef bint may_decide(const Text *text, Py_ssize_t end, Py_ssize_t start) noexcept nogil:
    # Whether the words between two names may say that one place contains the other.
    cdef Py_ssize_t at
    cdef uint32_t code
    if not 1 < start - end <= FARTHEST:
        return False
    code = char_at(text, end)
    if is_apostrophe(code) or (code == c's' and is_apostrophe(char_at(text, end + 1))):
        return True
    if is_after_of(text, end, start):
        return True
    for at in range(end, start - 3):
        if char_at(text, at + 1) == c'i' and char_at(text, at + 2) == c'n':
            if char_at(text, at) == c' ' and char_at(text, at + 3) == c' ':
                return True
    return False


cdef bint has_kind_beside(const Text *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    # Whether "state", "province", "county", "city" or "town" may follow a name, or "of" precedes it.
    cdef uint32_t code = char_at(text, end + 1)
    if char_at(text, end) == c' ' and (code == c's' or code == c'p' or code == c'c' or code == c't'):
        code = char_at(text, end + 2)
        if code == c't' or code == c'r' or code == c'o' or code == c'i':
            return True
    return is_after_of(text, 0, start)


cdef int mark(const Text *text, Spans spans) noexcept nogil:
    # From the last to the first, so that what is said of the next one is known.
    cdef Py_ssize_t number, start, end, next_start = -1
    cdef int beside, any_flags = 0
    cdef bint followed = False
    cdef Span *span
    for number in range(spans.count - 1, -1, -1):
        span = &spans.data[number]
        start, end, beside = span.start, span.end, 0
        if number and is_next(text, spans.data[number - 1].end, start):
            beside |= AFTER_COMMA
        if has_kind_beside(text, start, end):
            beside |= KIND_BESIDE
        if char_at(text, end) == c'.':
            beside |= POINT_AFTER
            if next_start >= 0 and may_decide(text, end + 1, next_start):
                beside |= NEXT_NEAR
        if next_start >= 0 and (followed or may_decide(text, end, next_start)):
            beside |= NEXT_NEAR
        followed = beside & AFTER_COMMA
        span.flags |= beside
        any_flags |= <int> span.flags
        next_start = start
    return any_flags


def mark_spans(str text not None, list spans not None):
    cdef Spans marked = new_spans()
    cdef Text view = text_of(text)
    cdef Py_ssize_t start, end
    cdef int flags
    for start, end, flags in spans:
        marked.add(start, end, flags)
    flags = mark(&view, marked)
    spans[:] = marked.tuples()
    return flags


cdef bint is_next(const Text *text, Py_ssize_t end, Py_ssize_t start) noexcept nogil:
    # Whether a name follows another and a comma, at most four characters on.
    cdef uint32_t code
    if not 0 < start - end <= 4:
        return False
    code = char_at(text, end)
    return (code == c',' or code == c'(' or code == c' ' or code == c'\n' or code == c'.') and is_comma(text, end, start)


include "spans.pxi"
include "geography.pxi"
