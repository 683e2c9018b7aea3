# The names of a text, and what each is resolved to, for _meanings.pyx.

cdef enum:
    # Fields of a mention: its text and span, then those of a resolution.
    SPAN = 3
    RESOLUTION = 11


cdef class NameReading:
    # What a printed name means wherever it stands, and how it is resolved.
    cdef NameMeanings choice
    cdef int kind
    cdef bint is_qualifier
    cdef bint may_be_unknown  # it may be a place that no gazetteer has
    cdef int senses           # what else it may be


cdef bint may_be_else(str text, Py_ssize_t end, int senses, frozenset next_words) except -1:
    # Whether what follows a name does not exclude that it means something else; for most names it does.
    cdef Py_ssize_t size = len(text), at
    if end >= size:
        return True
    if senses & ~BY_NEXT:
        return True
    if senses & OF_CURRENCY and text[end] == u"$":
        return True
    if senses & OF_CHILD and text[end] == u"," and end + 2 < size and u"0" <= text[end + 2] <= u"9":
        return True
    if not senses & (OF_LANGUAGE | OF_THING):
        return False
    if text[end] != u" ":
        return True
    at = end + 1
    while at < size and at < end + LONGEST_NEXT and u"a" <= text[at] <= u"z":
        at += 1
    return at == end + 1 or text[end + 1:at] in next_words


cdef set last_words_of(people):
    # The last words of the names of several words.
    cdef str name
    cdef Py_ssize_t blank
    cdef set found = set()
    for each in people:
        name = each.text
        blank = PyUnicode_Find(name, " ", 0, PY_SSIZE_T_MAX, -1)
        if blank >= 0:
            found.add(name[blank + 1:])
    return found


cdef object rounded(double part):
    # To three digits, as Python rounds.
    cdef double thousands = part * 1000, whole = floor(thousands)
    if fabs(thousands - whole - 0.5) > 1e-6:
        return rint(thousands) / 1000
    return round(part, 3)


cdef class _Article:
    # The names of one text while they are resolved.
    cdef str text
    cdef list spans, names, readings, found, sure
    cdef dict unknown, traps, doubtful, likely
    cdef dict people_named  # the surnames among the names, and whether they are nothing else
    cdef int year
    cdef object home, people, surnames

    def __cinit__(self, str text, list spans, int year, home, people):
        self.text, self.spans, self.year, self.home, self.people = text, spans, year, home, people
        self.names, self.readings, self.sure = [], [], []
        self.found = [None] * len(spans)
        self.unknown, self.traps, self.doubtful, self.likely = {}, {}, {}, {}
        self.people_named = {}


cdef int add_to_group(dict groups, NameMeanings choice, numbers) except -1:
    cdef NameGroup group = groups.get(choice)
    if group is None:
        group = NameGroup.__new__(NameGroup)
        group.choice, group.numbers = choice, []
        groups[choice] = group
    if isinstance(numbers, list):
        group.numbers.extend(numbers)
    else:
        group.numbers.append(numbers)
    return 0


cdef class PlaceResolver:
    cdef object rules
    cdef Holders holders
    cdef dict readings, after_comma
    cdef NameReading nothing  # of a name that means no place where it stands
    cdef str divided           # the label of a country that may be one of its parts
    cdef frozenset next_words  # what may follow a name that means no place
    cdef bint english

    def __init__(self, gazetteer not None, rules not None, *, bint english):
        self.holders, self.rules, self.english = Holders(gazetteer), rules, english
        self.readings, self.after_comma = {}, {}
        self.divided, self.next_words = rules.divided, rules.next_words
        self.nothing = NameReading.__new__(NameReading)
        self.nothing.choice = NameMeanings((), ())

    def resolve(self, str text not None, list spans not None, int flags, taken, people, int year, home):
        cdef _Article article = _Article.__new__(_Article, text, spans, year, home, people)
        cdef Py_ssize_t number
        self.read(article)
        said = None
        if flags & NEXT_NEAR and has_near(article):
            choices = [(<NameReading> each).choice for each in article.readings]
            explicit = self.read_adjacent(text, spans, choices)
            if explicit:
                said = self.rules.said(choices, explicit)
        for number in range(len(spans)):
            self.place(article, number, said)
        if article.unknown:
            self.rules.keep_unknown(text, spans, article.unknown, taken, article.found)
        if article.traps or article.doubtful or article.likely:
            self.resolve_in_context(article)
        return self.mentions_of(article)

    def read_adjacent(self, str text not None, list spans not None, list choices not None):
        cdef Neighbours neighbours = Neighbours.__new__(Neighbours)
        if len(choices) != len(spans):
            raise ValueError("each span has its meanings")
        neighbours.holders, neighbours.rules, neighbours.text = self.holders, self.rules, text
        neighbours.spans, neighbours.choices, neighbours.decided = spans, choices, {}
        neighbours.read()
        return neighbours.decided

    cdef NameReading reading_of(self, NameMeanings choice, str name):
        # The reading of a name with these meanings.
        cdef NameReading reading = NameReading.__new__(NameReading)
        reading.choice = choice
        if choice.count:
            reading.kind = self.holders.kind_of(choice, self.rules.is_trap(choice, name))
            reading.is_qualifier = choice.meanings[0].flags & QUALIFIER
            reading.senses = self.rules.what_else(choice, name)
        else:
            reading.kind, reading.may_be_unknown = UNKNOWN, self.rules.may_name_place(name)
        return reading

    cdef NameReading read_name(self, str name, bint after_comma):
        cdef dict known = self.after_comma if after_comma else self.readings
        found = known.get(name)
        if found is None:
            found = self.reading_of(self.rules.meanings_of(name, after_comma), name)
            if len(known) >= KEPT:
                known.clear()
            known[name] = found
        return <NameReading> found

    cdef int read(self, _Article article) except -1:
        # Reads the names, each with what stands beside it; a point that belongs to one is added to its span.
        cdef NameReading reading
        cdef Py_ssize_t number, start, end
        cdef int flags
        for number in range(len(article.spans)):
            start, end, flags = <tuple?> article.spans[number]
            name = article.text[start:end]
            reading = self.read_name(name, flags & AFTER_COMMA)
            if reading.senses and self.means_else(article, name, start, end, reading.senses):
                reading = self.nothing
            if reading.kind != UNKNOWN and (
                (flags & KIND_BESIDE and may_have_kind(article.text, start, end))
                or (
                    flags & POINT_AFTER and end - start <= SHORT_FORM
                    and (reading.is_qualifier or is_added(article.text, start))
                )
            ):
                corrected = self.rules.read_beside(article.text, start, end, flags, reading.choice)
                if corrected is not None:
                    end, choice = corrected
                    name = article.text[start:end]
                    reading = self.reading_of(choice, name)
                    article.spans[number] = (start, end, flags)
            article.names.append(name)
            article.readings.append(reading)
        return 0

    cdef bint means_else(self, _Article article, str name, Py_ssize_t start, Py_ssize_t end, int senses) except -1:
        # Whether a name means no place where it stands.
        if senses & ~OF_PERSON and may_be_else(article.text, end, senses, self.next_words):
            if self.rules.is_else(article.text, start, end, senses):
                return True
        if not senses & OF_PERSON or not article.people:
            return False
        if article.surnames is None:
            article.surnames = last_words_of(article.people)
        if name not in article.surnames:
            return False
        known = article.people_named.get(name)
        if known is None:
            known = self.rules.names_person(article.text, name, article.spans, article.people)
            article.people_named[name] = known
        return known

    cdef int place(self, _Article article, Py_ssize_t number, said) except -1:
        # Resolves a name that the others do not decide, and puts any other to those of its kind.
        cdef NameReading reading = <NameReading> article.readings[number]
        cdef NameMeanings choice = reading.choice
        cdef Py_ssize_t start, end
        cdef int flags, at
        start, end, flags = <tuple> article.spans[number]
        if reading.kind == UNKNOWN:
            if reading.may_be_unknown and not flags & OF_DOUBT and not (
                has_article(article.text, start) and self.rules.is_a_thing(article.text, start, end, flags)
            ):
                article.unknown.setdefault(article.names[number], []).append(number)
            return 0
        if said is not None:
            resolution, at = said.resolve(number, choice, article.names[number])
            if resolution is not None:
                article.found[number] = resolution
                if at >= 0:
                    article.sure.append(choice.meanings[at].place)
                return 0
        if article.home is not None:
            at = index_of(choice, article.home.label)
            if at >= 0 and article.home.kind == "city":
                article.found[number] = self.rules.resolve_explicitly(choice, at, "the place of the dateline")
                article.sure.append(article.home)
                return 0
        if reading.kind == TRAP or flags & OF_DOUBT:
            add_to_group(article.traps, choice, number)
        elif reading.kind == DOUBTFUL:
            add_to_group(article.doubtful, choice, number)
        else:
            article.sure.append(choice)
            if reading.kind == CERTAIN:
                article.found[number] = self.plainly(choice, article.year)
            else:
                add_to_group(article.likely, choice, number)
        return 0

    cdef object plainly(self, NameMeanings choice, int year):
        # What an unambiguous name is resolved to.
        if choice.plain is not None:
            return choice.plain
        cdef double parts[MOST_MEANINGS]
        best = choice.meanings[0]
        to_shares(choice.weights, choice.count, parts)
        if best.period:
            return resolution_of(best, parts[0], (), self.rules.period_of(best.period, best.place.label, year))
        choice.plain = resolution_of(best, parts[0], (), choice.reason)
        return choice.plain

    cdef int resolve_in_context(self, _Article article) except -1:
        # Resolves the names that the other places of the article may decide. Those of `traps` may be no places.
        cdef ArticleContext context = ArticleContext.__new__(ArticleContext, self.holders, article.home)
        cdef NameGroup group
        for each in article.sure:
            if type(each) is NameMeanings:
                context.add_place(<PlaceFacts> self.holders.know(<NameMeanings> each)[0])
            else:
                context.add_place(self.holders.facts_of(each))
        for each in article.traps.values():
            group = <NameGroup> each
            kept = self.rules.keep_cued(context, article.text, article.spans, group.choice, group.numbers)
            if kept:
                add_to_group(article.doubtful, group.choice, kept)
        if article.doubtful:
            groups = list(article.doubtful.values())
            context.add_groups(groups)
            for each in groups:
                group = <NameGroup> each
                if not group.is_scored:
                    context.score(group.choice, group.scores)
                self.settle(article, group, self.by_scores(group.choice, group.scores, article.year))
        for each in article.likely.values():
            group = <NameGroup> each
            self.settle(article, group, self.of_likely(article, context, group))
        return 0

    cdef int settle(self, _Article article, NameGroup group, resolution) except -1:
        for number in group.numbers:
            article.found[number] = resolution
        return 0

    cdef object of_likely(self, _Article article, ArticleContext context, NameGroup group):
        # What a name is resolved to that means one place nearly always, unless the article is about the region of
        # another one.
        cdef NameMeanings choice = group.choice
        if choice.count > 1 and context.favours_another(choice):
            context.score_sure(choice, group.scores)
            return self.by_scores(choice, group.scores, article.year)
        if self.english and is_hamlet(choice) and context.is_far_from(<PlaceFacts> self.holders.know(choice)[0]):
            return self.rules.resolve_unknown(article.names[group.numbers[0]], False)
        return self.plainly(choice, article.year)

    cdef tuple by_scores(self, NameMeanings choice, const double *scores, int year):
        # The meaning of a name with the best score.
        cdef double parts[MOST_MEANINGS]
        cdef int ranked[MOST_MEANINGS]
        cdef int at, place, shown = min(choice.count, SHOWN)
        cdef list candidates = []
        for at in range(choice.count):
            place = at
            while place > 0 and scores[ranked[place - 1]] < scores[at]:
                ranked[place] = ranked[place - 1]
                place -= 1
            ranked[place] = at
        to_shares(scores, choice.count, parts)
        for at in range(shown):
            one = choice.meanings[ranked[at]].place
            candidates.append(candidate_of(one, rounded(parts[ranked[at]])))
        best = choice.meanings[ranked[0]]
        if best.period:
            reason = self.rules.period_of(best.period, best.place.label, year)
        else:
            reason = "the most prominent of its name" if ranked[0] == 0 else "other places in the article"
        return resolution_of(best, parts[ranked[0]], tuple(candidates), reason)

    cdef tuple mentions_of(self, _Article article):
        cdef list mentions = []
        cdef Py_ssize_t number
        cdef bint is_divided = False
        for number in range(len(article.found)):
            resolution = article.found[number]
            if resolution is not None:
                is_divided = is_divided or <str?> (<tuple?> resolution)[1] == self.divided
                mentions.append(mention_of(article.names[number], <tuple> article.spans[number], <tuple?> resolution))
        return self.rules.narrow_divided(tuple(mentions), article.year) if is_divided else tuple(mentions)


cdef Slots MENTION = Slots(PlaceMention, SPAN + RESOLUTION)
cdef Slots CANDIDATE = Slots(Candidate, 4)


cdef tuple resolution_of(meaning, double part, tuple candidates, str reason):
    place = meaning.place
    return (
        place.name, place.label, place.kind, place.country, place.lat, place.lon, place.geonameid, rounded(part),
        (meaning.flags & DEMONYM) != 0, candidates, reason,
    )


cdef object candidate_of(place, confidence):
    one = CANDIDATE.begin()
    CANDIDATE.put(one, 0, place.label)
    CANDIDATE.put(one, 1, place.country)
    CANDIDATE.put(one, 2, place.geonameid)
    CANDIDATE.put(one, 3, confidence)
    return one


cdef object mention_of(str name, tuple span, tuple resolution):
    cdef int at
    if len(resolution) != RESOLUTION:
        raise ValueError(f"a resolution has {RESOLUTION} fields")
    one = MENTION.begin()
    MENTION.put(one, 0, name)
    MENTION.put(one, 1, span[0])
    MENTION.put(one, 2, span[1])
    for at in range(RESOLUTION):
        MENTION.put(one, SPAN + at, resolution[at])
    return one


cdef int index_of(NameMeanings choice, label) except -2:
    # Which meaning has a label, -1 if none has.
    cdef int at
    for at in range(choice.count):
        if choice.meanings[at].place.label == label:
            return at
    return -1


cdef bint is_added(str text, Py_ssize_t start) except -1:
    # Whether a comma or a bracket stands before a name, as before the state of a town.
    if start < 2:
        return False
    return text[start - 1] == u"(" or (text[start - 1] == u" " and text[start - 2] == u",")


cdef bint has_article(str text, Py_ssize_t start) except -1:
    # Whether the, a or an may stand before a name.
    return start >= 2 and text[start - 1] == u" " and text[start - 2] in u"eaAn"


cdef bint has_near(_Article article) except -1:
    # Whether there are two known names between which words may say that one contains the other.
    cdef Py_ssize_t number
    cdef int flags
    for number in range(len(article.spans) - 1):
        _, _, flags = <tuple> article.spans[number]
        if flags & NEXT_NEAR and (<NameReading> article.readings[number]).kind != UNKNOWN:
            if (<NameReading> article.readings[number + 1]).kind != UNKNOWN:
                return True
    return False
