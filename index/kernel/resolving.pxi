# The names of a text, and what each is resolved to, for _meanings.pyx.

cdef enum:
    LONGEST_ARTICLE = 4  # with the blank after it

cdef frozenset ARTICLES = frozenset(("the", "The", "a", "A", "an", "An"))
# How many places of the article a region must contain, for a name that may be no place to be in it.
cdef double ONE = 0.5, SEVERAL = 1.5


@cython.no_gc
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


cdef inline str last_word(str name):
    return name[PyUnicode_Find(name, " ", 0, PY_SSIZE_T_MAX, -1) + 1:]


cdef object rounded(double part):
    # To three digits, as Python rounds.
    cdef double thousands = part * 1000, whole = floor(thousands)
    if fabs(thousands - whole - 0.5) > 1e-6:
        return rint(thousands) / 1000
    return round(part, 3)


@cython.no_gc
cdef class _Article:
    # The names of one text while they are resolved.
    cdef str text
    cdef Spans spans
    cdef list names, readings, found, sure
    cdef dict unknown, traps, doubtful, likely  # None as long as there are none
    cdef dict people_named  # the surnames among the names, and whether they are nothing else
    cdef int year
    cdef object home, people, surnames

    cdef inline int flags_of(self, Py_ssize_t number) noexcept:
        return <int> self.spans.data[number].flags

    cdef bint ends_before(self, Py_ssize_t number, str one, str other) except -1:
        # Whether one of two words stands before a name.
        cdef Py_ssize_t start = self.spans.data[number].start
        return PyUnicode_Tailmatch(self.text, one, 0, start, 1) or PyUnicode_Tailmatch(self.text, other, 0, start, 1)


cdef dict added_to_group(dict groups, NameMeanings choice, numbers):
    # The groups with one more name, or with more mentions of one.
    cdef NameGroup group
    if groups is None:
        groups = {}
    group = groups.get(choice)
    if group is None:
        group = NameGroup.__new__(NameGroup)
        group.choice, group.numbers = choice, []
        groups[choice] = group
    if isinstance(numbers, list):
        group.numbers.extend(numbers)
    else:
        group.numbers.append(numbers)
    return groups


cdef class PlaceResolver:
    cdef object rules
    cdef object preposition   # what `PlaceSorter.preposition` says of the words before a name
    cdef object is_cued       # whether words beside a name say that it is one of a place
    cdef object word_classes
    cdef dict senses          # what names are beside places
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
        self.preposition, self.is_cued = rules.preposition, rules.is_cued
        self.word_classes, self.senses = rules.word_classes, rules.senses
        self.nothing = NameReading.__new__(NameReading)
        self.nothing.choice = NameMeanings((), ())

    def resolve(self, str text not None, array.array spans not None, int flags, taken, people, int year, home):
        cdef _Article article = _Article.__new__(_Article)
        cdef Py_ssize_t number
        article.text, article.spans, article.year = text, spans_in(spans), year
        article.home, article.people = home, people
        article.names, article.readings, article.sure = [], [], []
        article.found = [None] * article.spans.count
        self.read(article)
        cdef Said said = None
        if flags & NEXT_NEAR and has_near(article):
            choices = [(<NameReading> each).choice for each in article.readings]
            explicit = self.adjacent(text, article.spans, choices)
            if explicit:
                said = Said.__new__(Said, choices, explicit)
        for number in range(article.spans.count):
            self.place(article, number, said)
        if article.unknown is not None:
            self.keep_unknown(article, taken)
        if article.traps is not None or article.doubtful is not None or article.likely is not None:
            self.resolve_in_context(article)
        return self.mentions_of(article)

    def read_adjacent(self, str text not None, array.array spans not None, list choices not None):
        return self.adjacent(text, spans_in(spans), choices)

    cdef dict adjacent(self, str text, Spans spans, list choices):
        cdef Neighbours neighbours = Neighbours.__new__(Neighbours)
        if len(choices) != spans.count:
            raise ValueError("each span has its meanings")
        neighbours.holders, neighbours.rules, neighbours.text = self.holders, self.rules, text
        neighbours.spans, neighbours.choices, neighbours.decided = spans, choices, {}
        neighbours.read()
        return neighbours.decided

    cdef NameReading reading_of(self, NameMeanings choice, str name):
        # The reading of a name with these meanings.
        cdef NameReading reading = NameReading.__new__(NameReading)
        cdef uint64_t classes = 0
        reading.choice = choice
        if not choice.count:
            reading.kind, reading.may_be_unknown = UNKNOWN, self.rules.may_name_place(name)
            return reading
        reading.is_qualifier, reading.senses = choice.flags[0] & QUALIFIER, self.senses.get(name, 0)
        if not choice.flags[0] & DEMONYM and PyUnicode_Find(name, " ", 0, PY_SSIZE_T_MAX, 1) < 0:
            classes = self.word_classes(name)
            if "." not in name and not name.isupper():
                reading.senses |= OF_CHILD if classes & FORENAME else 0
                reading.senses |= OF_PERSON if choice.may_be_surname else 0
        reading.kind = self.holders.kind_of(choice, choice.is_listed or (choice.is_obscure and classes & COMMON_WORD))
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
        for number in range(article.spans.count):
            start, end = article.spans.data[number].start, article.spans.data[number].end
            flags = article.spans.data[number].flags
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
                    article.spans.data[number].end = end
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
        if article.people_named is None:
            article.people_named = {}
        known = article.people_named.get(name)
        if known is None:
            known = self.rules.names_person(article.text, name, article.spans.tuples(), article.people)
            article.people_named[name] = known
        return known

    cdef int place(self, _Article article, Py_ssize_t number, Said said) except -1:
        # Resolves a name that the others do not decide, and puts any other to those of its kind.
        cdef NameReading reading = <NameReading> article.readings[number]
        cdef NameMeanings choice = reading.choice
        cdef Py_ssize_t start, end
        cdef int flags, at
        start, end = article.spans.data[number].start, article.spans.data[number].end
        flags = article.spans.data[number].flags
        if reading.kind == UNKNOWN:
            if reading.may_be_unknown and not flags & OF_DOUBT and not (
                has_article(article.text, start) and self.is_a_thing(article.text, start, end, flags)
            ):
                if article.unknown is None:
                    article.unknown = {}
                article.unknown.setdefault(article.names[number], []).append(number)
            return 0
        if said is not None:
            if self.says(article, said, number, choice):
                return 0
        if article.home is not None:
            at = index_of(choice, article.home.label)
            if at >= 0 and article.home.kind == "city":
                article.found[number] = self.explicitly(choice, at, "the place of the dateline")
                article.sure.append(article.home)
                return 0
        if reading.kind == TRAP or flags & OF_DOUBT:
            article.traps = added_to_group(article.traps, choice, number)
        elif reading.kind == DOUBTFUL:
            article.doubtful = added_to_group(article.doubtful, choice, number)
        else:
            article.sure.append(choice)
            if reading.kind == CERTAIN:
                article.found[number] = self.plainly(choice, article.year)
            else:
                article.likely = added_to_group(article.likely, choice, number)
        return 0

    cdef tuple plainly(self, NameMeanings choice, int year):
        # What an unambiguous name is resolved to.
        if choice.plain is not None:
            return choice.plain
        cdef double parts[MOST_MEANINGS]
        best = choice.meanings[0]
        to_shares(choice.weights, choice.count, parts)
        reason = self.period_of(best, year) if best.period else choice.reason
        found = plain_fields(best.place) + (rounded(parts[0]), (choice.flags[0] & DEMONYM) != 0, (), reason)
        if not best.period:
            choice.plain = found
        return found

    cdef str period_of(self, meaning, int year):
        return self.rules.period_of(meaning.period, meaning.place.label, year)

    cdef tuple resolution_of(self, NameMeanings choice, int at, double part, tuple candidates, str reason):
        cdef PlaceFacts facts = self.holders.know(choice)[at]
        return facts.resolved() + (rounded(part), (choice.flags[at] & DEMONYM) != 0, candidates, reason)

    cdef int resolve_in_context(self, _Article article) except -1:
        # Resolves the names that the other places of the article may decide. Those of `traps` may be no places.
        cdef ArticleContext context = ArticleContext.__new__(ArticleContext, self.holders, article.home)
        cdef NameGroup group
        for each in article.sure:
            if type(each) is NameMeanings:
                context.add_place(<PlaceFacts> self.holders.know(<NameMeanings> each)[0])
            else:
                context.add_place(self.holders.facts_of(each))
        if article.traps is not None:
            self.add_cued(article, context)
        if article.doubtful is not None:
            groups = list(article.doubtful.values())
            context.add_groups(groups)
            for each in groups:
                group = <NameGroup> each
                if not group.is_scored:
                    context.score(group.choice, group.scores)
                self.settle(article, group, self.by_scores(group.choice, group.scores, article.year))
        if article.likely is not None:
            for each in article.likely.values():
                group = <NameGroup> each
                self.settle(article, group, self.of_likely(article, context, group))
        return 0

    cdef int add_cued(self, _Article article, ArticleContext context) except -1:
        # Puts the traps that are places to the names that may mean several.
        cdef NameGroup group
        for each in article.traps.values():
            group = <NameGroup> each
            if group.choice.kind in (CITY, REGION):
                kept = self.cued(article, context, group)
            else:  # "the Gulf" of an article that names the Gulf of Mexico
                kept = []
                if context.contains_first(group.choice, ONE) or context.names(group.choice):
                    kept = [n for n in group.numbers if article.ends_before(n, "the ", "The ")]
            if kept:
                article.doubtful = added_to_group(article.doubtful, group.choice, kept)
        return 0

    cdef list cued(self, _Article article, ArticleContext context, NameGroup group):
        # Which mentions of a trap are of the town or region, by the words around and the other places of the article.
        cdef list numbers = group.numbers, tagged
        cdef str name = article.names[numbers[0]]
        cdef bint listed = group.choice.is_listed
        cdef bint held = context.contains(group.choice, SEVERAL if listed else ONE)
        if listed:
            numbers = [n for n in numbers if not article.ends_before(n, " the ", "The ")]
        tagged = [n for n in numbers if article.flags_of(n) & TAGGED]
        if name == name.upper() and name != name.lower():  # its letters are capitals
            return tagged if held and not listed else []
        if held:
            return numbers
        for n in tagged:
            if self.preposition(article.text, article.spans.data[<Py_ssize_t> n].start):
                break
        else:
            tagged = []
        if self.rules.is_county(name):
            return numbers if tagged else [n for n in numbers if not article.flags_of(n) & TAGGED]
        return tagged

    cdef int keep_unknown(self, _Article article, taken) except -1:
        # Keeps the names that the gazetteer lacks, if one of their mentions has a preposition or a geographic word.
        cdef set closed = None
        cdef list numbers
        cdef str name
        cdef Py_ssize_t number
        for name, numbers in article.unknown.items():
            for number in numbers:
                if article.flags_of(number) & DEMONYM_SPAN or self.is_cued(
                    article.text, article.spans.data[number].start, article.spans.data[number].end
                ):
                    break
            else:
                continue
            if not article.flags_of(numbers[0]) & DEMONYM_SPAN:
                if closed is None:
                    closed = {last_word(article.text[start:end]) for start, end in taken}
                if last_word(name) in closed:
                    continue
            for number in numbers:
                article.found[number] = unknown_of(name, article.flags_of(number) & DEMONYM_SPAN != 0)
        return 0

    cdef bint is_a_thing(self, str text, Py_ssize_t start, Py_ssize_t end, int flags) except -1:
        # Whether an unknown word with an article (the Tavor) is a thing, as few places have one.
        if flags & DEMONYM_SPAN or PyUnicode_Find(text, " ", start, end, 1) >= 0:
            return False
        return <int> self.preposition(text, start) < STRICT

    cdef bint says(self, _Article article, Said said, Py_ssize_t number, NameMeanings choice) except -1:
        # Resolves a name that another one beside it decides, or a former mention; returns whether one does.
        cdef int at
        if number in said.explicit:
            at, reason = said.explicit[number]
            article.found[number] = self.explicitly(choice, at, reason)
            article.sure.append(choice.meanings[at].place)
            return True
        at = said.before(number, choice, article.names[number])
        if at < 0:
            return False
        article.found[number] = self.explicitly(choice, at, f"the text says {choice.meanings[at].place.label}")
        return True

    cdef tuple explicitly(self, NameMeanings choice, int at, str reason):
        # The meaning that the text gives, for a reason; the candidates begin with it.
        cdef list facts = self.holders.know(choice)
        cdef list candidates
        cdef int other
        if choice.count == 1:
            return self.resolution_of(choice, at, 1.0, (), reason)
        candidates = [candidate_of(<PlaceFacts> facts[at], 1.0)]
        for other in range(choice.count):
            if other != at and len(candidates) < SHOWN:
                candidates.append(candidate_of(<PlaceFacts> facts[other], 0.0))
        return self.resolution_of(choice, at, 1.0, tuple(candidates), reason)

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
        if self.english and choice.is_hamlet and context.is_far_from(<PlaceFacts> self.holders.know(choice)[0]):
            return unknown_of(article.names[group.numbers[0]], False)
        return self.plainly(choice, article.year)

    cdef tuple by_scores(self, NameMeanings choice, const double *scores, int year):
        # The meaning of a name with the best score.
        cdef double parts[MOST_MEANINGS]
        cdef int ranked[MOST_MEANINGS]
        cdef int at, place, shown = min(choice.count, SHOWN)
        cdef list candidates = [], facts = self.holders.know(choice)
        for at in range(choice.count):
            place = at
            while place > 0 and scores[ranked[place - 1]] < scores[at]:
                ranked[place] = ranked[place - 1]
                place -= 1
            ranked[place] = at
        to_shares(scores, choice.count, parts)
        for at in range(shown):
            candidates.append(candidate_of(<PlaceFacts> facts[ranked[at]], rounded(parts[ranked[at]])))
        at = ranked[0]
        best = choice.meanings[at]
        if best.period:
            reason = self.period_of(best, year)
        else:
            reason = "the most prominent of its name" if at == 0 else "other places in the article"
        return self.resolution_of(choice, at, parts[at], tuple(candidates), reason)

    cdef tuple mentions_of(self, _Article article):
        cdef list mentions = []
        cdef Py_ssize_t number
        cdef bint is_divided = False
        for number in range(len(article.found)):
            resolution = article.found[number]
            if resolution is not None:
                is_divided = is_divided or <str?> (<tuple?> resolution)[1] == self.divided
                mentions.append(mention_of(article.names[number], &article.spans.data[number], <tuple?> resolution))
        return self.rules.narrow_divided(tuple(mentions), article.year) if is_divided else tuple(mentions)


cdef int index_of(NameMeanings choice, label) except -2:
    # Which meaning has a label, -1 if none has.
    cdef int at
    for at in range(choice.count):
        if of_place(of_meaning(choice.meanings[at], MEANING_PLACE), PLACE_LABEL) == label:
            return at
    return -1


cdef bint is_added(str text, Py_ssize_t start) except -1:
    # Whether a comma or a bracket stands before a name, as before the state of a town.
    if start < 2:
        return False
    return text[start - 1] == u"(" or (text[start - 1] == u" " and text[start - 2] == u",")


cdef bint has_article(str text, Py_ssize_t start) except -1:
    # Whether the, a or an stands before a name.
    cdef Py_ssize_t at = start - 1
    if at < 1 or text[at] != u" ":
        return False
    while at > 0 and start - at <= LONGEST_ARTICLE and text[at - 1] != u" ":
        at -= 1
    return start - at <= LONGEST_ARTICLE and text[at:start - 1] in ARTICLES


cdef bint has_near(_Article article) except -1:
    # Whether there are two known names between which words may say that one contains the other.
    cdef Py_ssize_t number
    for number in range(article.spans.count - 1):
        if article.spans.data[number].flags & NEXT_NEAR and (<NameReading> article.readings[number]).kind != UNKNOWN:
            if (<NameReading> article.readings[number + 1]).kind != UNKNOWN:
                return True
    return False
