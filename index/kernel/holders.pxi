# The meanings of a name, and the places that contain places, for _meanings.pyx. Thousands of them are kept: the garbage
# collector does not go through those that refer to no gazetteer, and so to nothing that refers to them.

cdef uint64_t holders_made = 0


@cython.no_gc
cdef class NameMeanings:
    cdef readonly tuple meanings
    cdef readonly str reason
    cdef int count
    cdef double weights[MOST_MEANINGS]
    cdef int flags[MOST_MEANINGS]
    cdef readonly bint is_listed   # the gazetteer lists it as mostly something else
    cdef readonly bint is_obscure  # no place of its own is known so well that it is not the word or person of its name
    cdef bint may_be_surname
    cdef bint is_hamlet  # the first meaning is a small town, which is none in an article of another country
    cdef int kind        # of the first meaning
    cdef double fame   # what the first meaning has before the others
    cdef uint64_t owner # the Holders of the facts: a PlaceFacts for each meaning, once an article may decide between them
    cdef list facts
    cdef list nested   # what `Holders.nested_of` and `rivals_of` say; None until they are asked
    cdef tuple rivals
    cdef object plain  # the resolution of an unambiguous name; None until it is known, or if the year decides it

    def __init__(self, tuple meanings not None, tuple scores not None, str reason not None=""):
        cdef int at
        if len(meanings) != len(scores) or len(meanings) > MOST_MEANINGS:
            raise ValueError(f"a name has a score for each of at most {MOST_MEANINGS} meanings")
        for at in range(len(meanings)):
            self.weights[at] = scores[at]
        self.take(meanings, reason)

    cdef int take(self, tuple meanings, str reason) except -1:
        # The meanings, whose weights are known.
        cdef int at
        self.meanings, self.reason, self.count = meanings, reason, len(meanings)
        for at in range(self.count):
            self.flags[at] = of_meaning(meanings[at], MEANING_FLAGS)
        if self.count:
            self.learn(of_meaning(meanings[0], MEANING_PLACE))
        self.fame = fame_of(meanings[0]) if self.count > 1 else 0.0
        return 0

    cdef int learn(self, place) except -1:
        # What is known of the first place.
        cdef double population = of_place(place, PLACE_POPULATION)
        self.kind = KINDS.get(of_place(place, PLACE_KIND), NO_KIND)
        self.is_listed = self.flags[0] & COMMON
        self.is_hamlet = self.kind == CITY and population < HAMLET
        if self.flags[0] & DEMONYM or self.kind in (COUNTRY, WORLD_REGION, FEATURE):
            return 0
        self.is_obscure = prominence_of(place) < PROMINENT
        # A person named Pennsylvania is most often none, and a larger city is meant more often than a person: Dubai.
        self.may_be_surname = population < LARGE if self.kind == CITY else self.kind == REGION and place.country != "US"
        return 0

    @property
    def is_famous(self):
        return self.fame > 0 or (self.count > 1 and self.kind == COUNTRY)

    @property
    def scores(self):
        cdef int at
        return tuple([self.weights[at] for at in range(self.count)])

    @property
    def places(self):
        return tuple([meaning.place for meaning in self.meanings])


@cython.no_gc
cdef class Holder:
    # A place that may contain others.
    cdef str label
    cdef int number
    cdef int kind
    cdef bint is_weighed
    cdef double weight  # what it adds to the score of a place that it contains,
    cdef double named   # and more if the text names it


@cython.no_gc
cdef class Chain:
    # All that contains a place: the towns of a region have the same one.
    cdef tuple direct     # the Holders that directly do
    cdef tuple ancestors  # and all of them
    cdef object above     # the Place that alone directly does, then its Chain; None if there are several, or none
    cdef uint64_t weighing, weighing_all  # of which weighing of an article the sums are
    cdef double support, support_of_all


@cython.no_gc
cdef class PlaceFacts:
    # What scores read of a place.
    cdef object place
    cdef object country
    cdef object label, geonameid
    cdef tuple fields   # of a resolution; None until one needs them
    cdef Holder holder
    cdef Chain chain
    cdef int kind
    cdef bint is_small
    cdef bint is_located
    cdef double lat, lon

    cdef tuple resolved(self):
        if self.fields is None:
            self.fields = plain_fields(self.place)
        return self.fields


cdef double fame_of(meaning) except -1:
    # A large capital is meant although the article is about the region of a namesake (London, Ontario), unless it
    # speaks for that by far; and a people nearly always (Canadian, Texas).
    cdef int flags = of_meaning(meaning, MEANING_FLAGS)
    place = of_meaning(meaning, MEANING_PLACE)
    if flags & DEMONYM:
        return OF_PEOPLE
    if of_place(place, PLACE_CAPITAL) and of_place(place, PLACE_POPULATION) >= LARGE_CAPITAL and not flags & UNUSUAL:
        return OF_CAPITAL
    return 0.0


cdef double share_of_first(NameMeanings choice, list without) except -1:
    # The share of the first meaning among those that are not in a list.
    cdef int at
    cdef int count = 0
    cdef double scores[MOST_MEANINGS]
    for at in range(choice.count):
        if at not in without:
            scores[count] = choice.weights[at]
            count += 1
    to_shares(scores, count, scores)
    return scores[0]


cdef class Holders:
    # The places of a gazetteer that contain others, as they are asked for.
    cdef object gazetteer
    cdef dict by_label
    cdef dict chains
    cdef uint64_t number

    def __init__(self, gazetteer):
        global holders_made
        holders_made += 1
        self.number = holders_made
        self.gazetteer, self.by_label, self.chains = gazetteer, {}, {}

    cdef Holder holder_of(self, str label):
        cdef Holder holder = self.by_label.get(label)
        if holder is None:
            holder = Holder.__new__(Holder)
            holder.label, holder.number = label, len(self.by_label)
            self.by_label[label] = holder
        return holder

    cdef int weigh(self, Holder holder, place) except -1:
        # To be in England or in California says less than to be in Vermont.
        cdef double size = 1.0
        if place is not None:
            holder.kind = KINDS.get(place.kind, NO_KIND)
            if holder.kind == REGION:
                size = min(1.0, LARGE_REGION / max(1.0, <double> place.population))
            holder.weight = WEIGHTS[holder.kind] * size
            holder.named = NAMED[holder.kind] * size
        holder.is_weighed = True
        return 0

    cdef int weigh_all(self, holders) except -1:
        for holder in holders:
            if not (<Holder> holder).is_weighed:
                self.weigh(<Holder> holder, self.gazetteer.by_label((<Holder> holder).label))
        return 0

    cdef tuple holders_of(self, labels):
        return tuple([self.holder_of(label) for label in labels])

    cdef Chain chain_of(self, place, Holder holder, int depth=0):
        cdef tuple parents = of_place(place, PLACE_PARENTS)
        cdef Chain chain = self.chains.get(parents)
        if chain is None or (holder is not None and has(chain.ancestors, holder)):
            chain = Chain.__new__(Chain)
            chain.direct = self.holders_of(parents)
            if len(parents) == 1:
                above = self.gazetteer.by_label(parents[0])
                if above is not None and depth < DEEPEST:
                    chain.above = self.chain_of(above, None, depth + 1)
                else:
                    chain.above = above
            chain.ancestors = self.ancestors_of(place, holder, chain)
            self.chains[parents] = chain
        return chain

    cdef tuple ancestors_of(self, place, Holder holder, Chain chain):
        cdef tuple above
        if isinstance(chain.above, Chain):
            above = (<Chain> chain.above).ancestors
            if not has(above, <Holder> chain.direct[0]) and (holder is None or not has(above, holder)):
                return chain.direct + above
        return self.holders_of(self.gazetteer.ancestors(place))

    cdef PlaceFacts facts_of(self, place):
        cdef PlaceFacts facts = PlaceFacts.__new__(PlaceFacts)
        facts.place, facts.label = place, of_place(place, PLACE_LABEL)
        facts.country, facts.geonameid = of_place(place, PLACE_COUNTRY), of_place(place, PLACE_ID)
        facts.holder = self.holder_of(facts.label)
        facts.chain = self.chain_of(place, facts.holder)
        if not facts.holder.is_weighed and facts.holder.label not in self.gazetteer.own:
            self.weigh(facts.holder, place)
        facts.kind = KINDS.get(of_place(place, PLACE_KIND), NO_KIND)
        facts.is_small = <double> of_place(place, PLACE_POPULATION) < SMALL_REGION
        lat, lon = of_place(place, PLACE_LAT), of_place(place, PLACE_LON)
        if lat is not None and lon is not None:
            facts.is_located, facts.lat, facts.lon = True, lat, lon
        return facts

    cdef list know(self, NameMeanings choice):
        # The facts of all meanings of a name.
        if choice.owner != self.number:
            choice.facts = [self.facts_of(of_meaning(meaning, MEANING_PLACE)) for meaning in choice.meanings]
            choice.owner, choice.nested, choice.rivals = self.number, None, None
        return choice.facts

    cdef list nested_of(self, NameMeanings choice):
        # Which meanings contain the first one or lie in it: the province of Baghdad, for the city; or lie on it: the
        # region Red Sea. To distinguish them, news adds a word. It does not for states: New York.
        cdef list found = [], facts = self.know(choice)
        cdef PlaceFacts first, other
        cdef int at
        if choice.nested is None:
            first = facts[0]
            if first.country not in WITH_STATES:
                for at in range(1, choice.count):
                    other = facts[at]
                    if is_coast(first, other) or (
                        has(first.chain.ancestors, other.holder) or has(other.chain.ancestors, first.holder)
                    ):
                        found.append(at)
            choice.nested = found
        return choice.nested

    cdef tuple rivals_of(self, NameMeanings choice):
        # The Holders of less likely meanings that the article may be about, but not of the first one.
        cdef dict found = {}
        cdef list facts = self.know(choice), nested
        cdef PlaceFacts first, other
        cdef int at
        if choice.rivals is None:
            first = facts[0]
            if first.kind in (COUNTRY, CITY, REGION):
                nested = [] if first.kind == COUNTRY else self.nested_of(choice)
                for at in range(1, choice.count):
                    other = facts[at]
                    if at in nested or (first.kind == REGION and other.kind != REGION and other.kind != COUNTRY):
                        continue
                    for holder in other.chain.direct:
                        if first.kind == COUNTRY or not has(first.chain.direct, holder):
                            found[holder] = True
            choice.rivals = tuple(found)
        return choice.rivals

    cdef int kind_of(self, NameMeanings choice, bint is_trap) except -1:
        # How a name is resolved, if it is known.
        cdef list nested
        if not choice.count:
            return UNKNOWN
        if is_trap:
            return TRAP
        if choice.count == 1:
            return LIKELY if choice.is_hamlet else CERTAIN
        nested = self.nested_of(choice)
        return LIKELY if len(nested) + 1 == choice.count or share_of_first(choice, nested) > SURE else DOUBTFUL


cdef bint is_coast(PlaceFacts first, PlaceFacts other) except -1:
    # Whether the first place is a sea, and the other a region, which has its name from it.
    return first.kind == FEATURE and other.kind == REGION and first.place.name.endswith(" Sea")


cdef bint has(tuple holders, Holder holder):
    cdef Py_ssize_t at
    for at in range(len(holders)):
        if holders[at] is holder:
            return True
    return False
