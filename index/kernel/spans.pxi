# Which names of the gazetteer that the tagger did not give as places are added to the spans, for _places.pyx.

cdef enum:
    # What is said of a name, wherever it stands.
    SURE = 1
    RARELY_ELSE = 2
    LARGE = 4
    COUNTY = 8
    A_WORD = 16
    # A preposition that stands before few other names; the most characters between two names of a list.
    STRICT = 2
    JOINED = 6
    NAMES_KEPT = 50_000


cdef bint stands_alone(const Text *text, Py_ssize_t end) noexcept nogil:
    # Whether no word with a capital follows a name.
    return char_at(text, end) != c' ' or not Py_UNICODE_ISUPPER(char_at(text, end + 1))


cdef bint joins_names(const Text *text, Py_ssize_t end, Py_ssize_t start) noexcept nogil:
    # Whether a comma, "and" or "or" is all that stands between two names.
    cdef Py_ssize_t between = start - end
    if not 2 <= between <= JOINED:
        return False
    return (
        (between == 2 and ends_with(text, end, start, b", ", 2))
        or (between == 5 and ends_with(text, end, start, b" and ", 5))
        or (between == 6 and ends_with(text, end, start, b", and ", 6))
        or (between == 4 and ends_with(text, end, start, b" or ", 4))
    )


cdef class SpanFinder:
    cdef object rules
    cdef PlaceSorter sorter
    cdef KnownWords words
    cdef bint english
    cdef dict facts, closed, held

    def __init__(self, rules not None, PlaceSorter sorter not None, KnownWords words not None, *, bint english):
        self.rules, self.sorter, self.words, self.english = rules, sorter, words, english
        self.facts, self.closed, self.held = {}, {}, {}

    def find(self, str text not None, array.array found not None, names, closed):
        # The known words are those of English texts, in which the tagger finds most places.
        cdef _Sorting added = self.sorter.begin(text, found, names, closed)
        cdef KnownWords words = self.words if self.english else None
        cdef Event event
        cdef int flags
        while self.sorter.next_event(added, words, &event):
            if event.place > added.done:
                added.spans.add_some(added.given, added.done, event.place)
                added.done = event.place
            if event.what & KIND == UNTAGGED:
                self.add_untagged(added, &event)
            elif event.what & KIND == TAKEN:
                self.add_taken(added, &event)
            elif event.what & KIND == SPLIT:
                added.before = -1
                if self.english and self.facts_of(text[event.start:event.end]) & SURE:
                    added.spans.add(event.start, event.end, 0)
            else:
                if event.what & KIND != OVER or event.what & COMMA:
                    self.add_before_tagged(added, &added.given.data[event.place])
                if event.what & KIND == OVER and self.add_over(added, &event):
                    added.done = event.a
        added.spans.add_some(added.given, added.done, added.given.count)
        flags = mark(&added.view, added.spans)
        return added.spans.flat(), flags

    cdef int facts_of(self, str name) except -1:
        # What the rules say of a name.
        cdef object known = self.facts.get(name)
        if known is None:
            known = self.rules.facts_of(name)
            if len(self.facts) >= NAMES_KEPT:
                self.facts.clear()
            self.facts[name] = known
        return known

    cdef bint are_places(self, str name) except -1:
        known = self.closed.get(name)
        if known is None:
            known = self.rules.are_places(name)
            if len(self.closed) >= NAMES_KEPT:
                self.closed.clear()
            self.closed[name] = known
        return known

    cdef bint holds(self, _Sorting added, Py_ssize_t start, Py_ssize_t end, Py_ssize_t after, Py_ssize_t after_end) except -1:
        # Whether the place before a comma lies in the place after it: Springfield, Ill.
        if not is_comma(&added.view, end, after):
            return False
        pair = (added.text[start:end], added.text[after:after_end])
        known = self.held.get(pair)
        if known is None:
            known = self.rules.lies_in(*pair)
            if len(self.held) >= NAMES_KEPT:
                self.held.clear()
            self.held[pair] = known
        return known

    cdef bint last_holds(self, _Sorting added, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef const Span *last
        if not added.spans.count:
            return False
        last = &added.spans.data[added.spans.count - 1]
        return self.holds(added, last.start, last.end, start, end)

    cdef int add_untagged(self, _Sorting added, const Event *event) except -1:
        # Adds a name that is in no name of the tagger, if it is surely a place or may be one.
        cdef Py_ssize_t before = added.before, before_end = added.before_end, start = event.start, end = event.end
        cdef Py_ssize_t stop = end + 1 if event.what & POINT else end
        cdef str name = added.text[start:stop]
        cdef int facts
        added.before = -1
        if event.what & HYPHEN:
            if self.counts_in_compound(added, start, name):
                added.spans.add(start, stop, 0)
            return 0
        if event.what & COMMA and before >= 0 and self.holds(added, before, before_end, start, stop):
            added.add_before(before, before_end)
            added.spans.add(start, stop, 0)
            return 0
        facts = self.facts_of(name)
        if facts & SURE or (event.what & COMMA and self.last_holds(added, start, stop)):
            added.spans.add(start, stop, 0)
            return 0
        added.before, added.before_end = start, stop
        if not self.english:
            return 0
        if stop > end:
            facts = self.facts_of(added.text[start:end])
        elif facts & A_WORD:
            self.words.add(name)
        if self.may_be_place(added, facts, start, end, event.a):
            added.spans.add(start, stop, DOUBTFUL)
        return 0

    cdef bint may_be_place(self, _Sorting added, int facts, Py_ssize_t start, Py_ssize_t end, int preposition) noexcept:
        # Whether a name that the tagger did not find is one if the article has places near it.
        if preposition == STRICT or facts & (COUNTY | LARGE) or (preposition and facts & RARELY_ELSE):
            return True
        cdef Py_ssize_t before = added.end_of_last()
        return before >= 0 and joins_names(&added.view, before, start) and stands_alone(&added.view, end)

    cdef bint counts_in_compound(self, _Sorting added, Py_ssize_t start, str name) except -1:
        # Whether a name beside a hyphen is a country: U.S.-led, Iran-Iraq war; not in anti-Iran.
        if char_at(&added.view, start - 1) == c'-' and added.end_of_last() != start - 1:
            return False
        return self.rules.is_country(name)

    cdef int add_taken(self, _Sorting added, const Event *event) except -1:
        # Adds a name within one of a person or an organisation, if all of that is places: West Bank; Troy, N. Y.
        cdef Py_ssize_t before = added.before, before_end = added.before_end, start = event.start, end = event.end
        cdef Py_ssize_t closed_from = event.a, closed_to = event.b
        added.before = -1
        if not self.english:
            return 0
        name = added.text[closed_from:closed_to]
        if self.are_places(name):
            added.spans.add(start, end, 0)
        elif closed_to - end > 1 or start > closed_from or self.facts_of(added.text[start:end]) & RARELY_ELSE:
            if self.sorter.preposition_at(&added.view, closed_from) and self.rules.are_names(name):
                added.spans.add(start, end, DOUBTFUL)
        elif event.what & COMMA and before >= 0 and self.holds(added, before, before_end, start, closed_to):
            added.add_before(before, before_end)
            added.spans.add(start, closed_to, 0)
        elif event.what & COMMA and self.last_holds(added, start, closed_to):
            added.spans.add(start, closed_to, 0)
        else:
            added.before, added.before_end = start, closed_to
        return 0

    cdef bint add_over(self, _Sorting added, const Event *event) except -1:
        # Adds a name instead of the tagged ones that it overlaps, if it is the right one; returns whether it is.
        cdef Py_ssize_t first = added.given.data[event.place].start
        if first < event.start and not self.rules.is_office(added.text, first, event.start):
            return False
        if not self.facts_of(added.text[event.start:event.end]) & (COUNTY | SURE):
            return False
        added.spans.add(event.start, event.end, 0)
        return True

    cdef int add_before_tagged(self, _Sorting added, const Span *tagged) except -1:
        # Adds the name before a tagged one, if that and a comma show that it is a place.
        cdef Py_ssize_t before = added.before
        added.before = -1
        if before >= 0 and 2 <= tagged.start - added.before_end <= 3:
            if self.holds(added, before, added.before_end, tagged.start, tagged.end):
                added.add_before(before, added.before_end)
        return 0
