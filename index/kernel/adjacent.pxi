# What the words beside a name, and between two, say of the places that they mean, for _meanings.pyx.

cdef extern from "Python.h":
    int PyUnicode_Tailmatch(str text, str part, Py_ssize_t start, Py_ssize_t end, int direction) except -1
    Py_ssize_t PyUnicode_Find(str text, str part, Py_ssize_t start, Py_ssize_t end, int direction) except -2
    Py_ssize_t PY_SSIZE_T_MAX

cdef enum:
    LONGEST = 90
    BEFORE_OF = 16   # characters before a name in which its kind may stand
    LONGEST_LIST = 6

cdef frozenset ADJECTIVES = frozenset(("U.S.", "US", "U.K.", "UK"))
cdef frozenset LISTS = frozenset((" and ", ", and ", ", "))
# The ends of the kinds that stand before "of": city, town, village, state, province, county, region, port, suburb.
cdef frozenset ENDS = frozenset(("ty", "wn", "ge", "te", "ce", "on", "rt", "rb"))
cdef tuple TOWNS = (" town of ", " city of ", " village of ", " suburb of ")
# Of the meanings of a contained name, those less prominent than the first by more than this (a logarithm) do not count.
cdef double TOO_UNLIKELY = 4.0, ANY = 99.0
# Of the meanings of a name in a list, those that are as likely as the state of Washington beside the capital.
cdef double LISTED = 2.0


cdef inline bint begins(str text, str part, Py_ssize_t at) except -1:
    return PyUnicode_Tailmatch(text, part, at, PY_SSIZE_T_MAX, -1)


cdef inline bint is_after_of(str text, Py_ssize_t least, Py_ssize_t end) except -1:
    return PyUnicode_Tailmatch(text, " of ", least, end, 1) or PyUnicode_Tailmatch(text, " of the ", least, end, 1)


cdef bint may_have_kind(str text, Py_ssize_t start, Py_ssize_t end) except -1:
    # Whether a word beside a name may say its kind: Washington state, the city of Washington.
    cdef Py_ssize_t of
    if (
        begins(text, " state", end) or begins(text, " province", end) or begins(text, " county", end)
        or begins(text, " city", end) or begins(text, " town", end)
    ):
        return True
    if not start or not is_after_of(text, 0, start):
        return False
    of = PyUnicode_Find(text, " of ", max(0, start - BEFORE_OF), start, -1)
    return of >= 2 and text[of - 2:of].lower() in ENDS


cdef bint may_hold_next(str text, Py_ssize_t end, Py_ssize_t start) except -1:
    # Whether the words between two names may say that the first contains the second.
    if not 1 < start - end <= LONGEST:
        return False
    return (
        begins(text, "'", end) or begins(text, "’", end) or begins(text, "s'", end) or begins(text, "s’", end)
        or is_after_of(text, end, start)
    )


cdef bint is_list(str text, Spans spans, list choices, Py_ssize_t number) except -1:
    # Whether a name and the next are of a list of regions: Nevada, Missouri and Iowa; Washington, Virginia and Ohio.
    cdef Py_ssize_t end, start
    if number + 2 >= spans.count:
        return False
    end, start = spans.data[number + 1].end, spans.data[number + 2].start
    if start - end > LONGEST_LIST or text[end:start] not in LISTS:
        return False
    return may_be_area(<NameMeanings?> choices[number]) and is_area(<NameMeanings?> choices[number + 2])


cdef inline bint is_area(NameMeanings choice) noexcept:
    return choice.count and (choice.kind == REGION or choice.kind == COUNTRY)


cdef bint may_be_area(NameMeanings choice) except -1:
    # Whether a name may mean a region or a country: also Washington, of which the first meaning is a city.
    cdef int at
    for at in range(choice.count):
        if choice.weights[0] - choice.weights[at] > LISTED:
            return False
        if choice.meanings[at].place.kind in ("region", "country"):
            return True
    return False


cdef bint is_bare(NameMeanings choice, int at, PlaceFacts inner, PlaceFacts outer) except -1:
    # Whether a country or a people stands before a name that does not tell a namesake of it: "China, Japan" are two
    # countries, and no town; "Lebanon, Ohio" is one. "Georgia, U.S." is a region, and needs no other.
    if choice.flags[0] & DEMONYM:
        return True
    if choice.kind != COUNTRY:
        return False
    return choice.flags[at] & UNUSUAL or (inner.kind != REGION and outer.kind != REGION)


@cython.no_gc
cdef class Neighbours:
    # The names of a text, and what those beside each other decide: the number of the meaning and a reason.
    cdef Holders holders
    cdef object rules
    cdef str text
    cdef Spans spans
    cdef list choices
    cdef dict decided

    cdef int read(self) except -1:
        # Paris, Texas: one meaning of Paris lies in Texas, which decides both names.
        cdef NameMeanings here, after
        cdef Py_ssize_t number, end, start
        for number in range(self.spans.count - 2, -1, -1):
            if not self.spans.data[number].flags & NEXT_NEAR:
                continue
            end, start = self.spans.data[number].end, self.spans.data[number + 1].start
            here, after = <NameMeanings?> self.choices[number], <NameMeanings?> self.choices[number + 1]
            if not here.count or not after.count:
                continue
            if self.spans.data[number + 1].flags & AFTER_COMMA:
                inside = not is_list(self.text, self.spans, self.choices, number) and not self.is_adjective(number + 1)
            else:
                inside = (
                    here.count > 1
                    and 3 < start - end <= LONGEST
                    and PyUnicode_Find(self.text, " in ", end, start, 1) >= 0
                    and self.rules.says_inside(self.text, end, start)
                )
            if inside:
                self.contain(number, number + 1, "stands after it", ANY)
            if number not in self.decided and after.count > 1 and may_hold_next(self.text, end, start):
                if self.rules.says_around(self.text, end, start):
                    self.contain(number + 1, number, "stands before it", self.least_likely(end, start))
        return 0

    cdef double least_likely(self, Py_ssize_t end, Py_ssize_t start) except -1:
        # The Texas town of Paris is never the capital; "France's Paris" and "the Ohio community of" are no such words.
        for kind in TOWNS:
            if PyUnicode_Tailmatch(self.text, kind, end, start, 1):
                return ANY
        return TOO_UNLIKELY

    cdef str name(self, Py_ssize_t number):
        return self.text[self.spans.data[number].start:self.spans.data[number].end]

    cdef bint is_adjective(self, Py_ssize_t number) except -1:
        # Whether an abbreviated country belongs to the words after it: "in Venice, U.S. officials said".
        cdef Py_ssize_t end = self.spans.data[number].end
        return self.name(number) in ADJECTIVES and self.text[end + 1:end + 2].islower()

    cdef int contain(self, Py_ssize_t inner, Py_ssize_t outer, str where, double unlikely) except -1:
        # Decides two names if a meaning of the inner one lies in a meaning of the outer one.
        cdef NameMeanings choice = self.choices[inner]
        cdef list holders = self.holders.know(<NameMeanings> self.choices[outer])
        cdef list facts = self.holders.know(choice)
        cdef Py_ssize_t at, other
        if outer in self.decided:
            holders = [holders[self.decided[outer][0]]]
        for at in range(choice.count):
            if choice.weights[0] - choice.weights[at] > unlikely:
                break
            for other in range(len(holders)):
                if at and is_bare(choice, at, <PlaceFacts> facts[at], <PlaceFacts> holders[other]):
                    continue
                if has((<PlaceFacts> facts[at]).chain.ancestors, (<PlaceFacts> holders[other]).holder):
                    self.decided[inner] = at, f"“{self.name(outer)}” {where}"
                    self.decided.setdefault(outer, (other, f"“{self.name(inner)}” is in it"))
                    return 0
        return 0
