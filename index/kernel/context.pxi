# The scores of the meanings of a name in one article, for _meanings.pyx.
#
# The score of a meaning is the logarithm of its prominence plus contributions of the other places of the article:
#
# * each country and first-level region that contains the meaning and other places of the article: its weight ×
#   ln(1 + their number), more if the text names it;
# * the dateline's region and country;
# * the nearest other place within `NEAR` kilometres.
#
# An ambiguous name is context for the others, too: it counts for each region that may contain it, by its likelihood
# there. The softmax of the scores gives the confidences. The weights were set by hand, and were checked on GeoVirus and
# on texts of enwiki and Chronicling America in which the state after the name of a town had been removed.

cdef enum:
    FIRST_SLOTS = 64
    FULL = 24     # points that are compared one by one
    SEVERAL_NAMED = 3

# By kind: the weight of a holder, and what it adds if the text names it.
cdef double[6] WEIGHTS = [0.0, 1.4, 1.5, 1.0, 0.2, 0.2]
cdef double[6] NAMED = [0.0, 0.5, 2.5, 0.0, 0.0, 0.0]
cdef double OF_COUNTRY = 1.4
cdef double NAMED_FEATURE = 3.0
# Further contributions: of the dateline, of the nearest place, of another region of the same country (a list of states).
cdef double HOME = 2.0, HOME_REGION = 1.0
cdef double NEARBY = 2.5
cdef double SIBLING = 0.8
# Meanings whose prominence is lower by this much (e⁸ ≈ 3,000) are not scored: no context makes up for it.
cdef double HOPELESS = 8.0
# What those lose whose prominence is lower by e⁴ ≈ 55: a city of millions may be far from the rest of an article.
cdef double UNLIKELY = 4.0, DOUBT = 0.7
cdef double LARGE_REGION = 30_000_000
cdef double SMALL_REGION = 2_000_000
cdef double SMALL_PART = 0.05
cdef double LIKELY_PART = 0.6
cdef double DECIDED_PART = 0.9
cdef double NEAR = FARTHEST
cdef double CELL = 2.0  # degrees; a row of cells is wider than NEAR up to 44° of latitude
cdef uint64_t weighings = 0


cdef struct Count:
    # What an article has of one holder; free if its number is negative.
    int number
    bint is_named
    double places    # how many places of the article it contains,
    double regions   # how many regions directly in it the text names,
    double gain      # and what a place in it gains


@cython.no_gc
cdef class NameGroup:
    # The spans of one name in an article, and the scores of its meanings.
    cdef NameMeanings choice
    cdef list numbers
    cdef bint is_scored
    cdef double scores[MOST_MEANINGS]


@cython.no_gc
cdef class ArticleContext:
    cdef Holders holders
    cdef PlaceFacts home
    cdef Count *counts
    cdef list counted       # the Holders in the table
    cdef Py_ssize_t mask
    cdef Py_ssize_t named   # how many places the text names
    cdef Py_ssize_t gaining
    cdef uint64_t weighing
    cdef int points
    cdef int[FULL] owners
    cdef double[FULL] lats
    cdef double[FULL] lons
    cdef object many        # Points, once there are many

    def __cinit__(self, Holders holders not None, home=None):
        self.holders, self.counted = holders, []
        self.home = None if home is None else holders.facts_of(home)
        self.grow(FIRST_SLOTS)

    def __dealloc__(self):
        free(self.counts)

    cdef int grow(self, Py_ssize_t slots) except -1:
        cdef Count *former = self.counts
        cdef Count *counts = <Count *> calloc(slots, sizeof(Count))
        cdef Py_ssize_t at, size = self.mask + 1, slot
        if counts == NULL:
            raise MemoryError
        for at in range(slots):
            counts[at].number = -1
        if former != NULL:
            for at in range(size):
                if former[at].number >= 0:
                    slot = slot_of_number(former[at].number, slots - 1)
                    while counts[slot].number >= 0:
                        slot = (slot + 1) & (slots - 1)
                    counts[slot] = former[at]
        self.counts, self.mask = counts, slots - 1
        free(former)
        return 0

    cdef Count *found(self, Holder holder) noexcept:
        # What the article has of a holder, NULL if it has nothing.
        cdef Py_ssize_t slot = slot_of_number(holder.number, self.mask)
        while self.counts[slot].number >= 0:
            if self.counts[slot].number == holder.number:
                return &self.counts[slot]
            slot = (slot + 1) & self.mask
        return NULL

    cdef Count *count_of(self, Holder holder) except NULL:
        cdef Py_ssize_t slot
        cdef Count *count = self.found(holder)
        if count == NULL:
            if 2 * len(self.counted) > self.mask:
                self.grow(2 * (self.mask + 1))
            self.counted.append(holder)
            slot = slot_of_number(holder.number, self.mask)
            while self.counts[slot].number >= 0:
                slot = (slot + 1) & self.mask
            count = &self.counts[slot]
            count.number = holder.number
        return count

    cdef inline double places_in(self, Holder holder) noexcept:
        cdef Count *count = self.found(holder)
        return 0.0 if count == NULL else count.places

    cdef inline bint is_named(self, Holder holder) noexcept:
        cdef Count *count = self.found(holder)
        return count != NULL and count.is_named

    cdef int add_part(self, PlaceFacts place, double part) except -1:
        self.count_of(place.holder).places += part
        for holder in place.chain.ancestors:
            self.count_of(<Holder> holder).places += part
        return 0

    cdef int add_place(self, PlaceFacts place) except -1:
        # Adds an unambiguous place.
        cdef Count *count = self.count_of(place.holder)
        if count.is_named:
            return 0
        count.is_named = True
        self.named += 1
        self.add_part(place, 1.0)
        if place.kind == REGION:
            for holder in place.chain.direct:
                self.count_of(<Holder> holder).regions += 1
        if place.kind == CITY or place.kind == FEATURE or (place.kind == REGION and place.is_small):
            self.add_point(place)
        return 0

    cdef int add_point(self, PlaceFacts place) except -1:
        cdef int at
        if not place.is_located:
            return 0
        if self.many is None and self.points < FULL:
            self.owners[self.points], self.lats[self.points] = place.holder.number, place.lat
            self.lons[self.points] = place.lon
            self.points += 1
            return 0
        if self.many is None:
            self.many = Points()
            for at in range(self.points):
                self.many.add(self.owners[at], self.lats[at], self.lons[at])
        self.many.add(place.holder.number, place.lat, place.lon)
        return 0

    cdef double nearness(self, PlaceFacts place) except -1:
        # What a place gains from the nearest point of another one.
        cdef double least = NEAR, row, column
        cdef int at
        if not place.is_located or not self.points:
            return 0.0
        if self.many is not None:
            least = self.many.nearest(place.holder.number, place.lat, place.lon)
        else:
            row, column = floor(place.lat / CELL), floor(place.lon / CELL)
            for at in range(self.points):
                if (
                    self.owners[at] != place.holder.number
                    and fabs(floor(self.lats[at] / CELL) - row) <= 1
                    and fabs(floor(self.lons[at] / CELL) - column) <= 1
                ):
                    least = min(least, distance(place.lat, place.lon, self.lats[at], self.lons[at]))
        return NEARBY * (1 - least / NEAR)

    cdef int weigh(self) except -1:
        # Computes what a place gains from each of its holders.
        global weighings
        cdef Holder holder
        cdef Count *count
        self.holders.weigh_all(self.counted)
        self.gaining = 0
        for each in self.counted:
            holder = <Holder> each
            count = self.found(holder)
            count.gain = 0.0
            if holder.weight:
                count.gain = holder.weight * log1p(count.places) + (holder.named if count.is_named else 0.0)
                self.gaining += 1
        weighings += 1
        self.weighing = weighings
        return 0

    cdef inline double gain_of(self, Holder holder) noexcept:
        cdef Count *count = self.found(holder)
        return 0.0 if count == NULL else count.gain

    cdef double of_ancestors(self, Chain chain) noexcept:
        cdef Sum total
        if chain.weighing_all != self.weighing:
            total.count = 0
            for holder in chain.ancestors:
                add_to(&total, self.gain_of(<Holder> holder))
            chain.support_of_all, chain.weighing_all = value_of(&total), self.weighing
        return chain.support_of_all

    cdef double of_holders(self, Chain chain) except? -1:
        # What a place gains from all that contain it; the regions of a country have the same holders.
        cdef double support
        if chain.weighing == self.weighing:
            return chain.support
        if len(chain.direct) != 1:
            support = self.of_ancestors(chain)
        else:
            if chain.above is not None and not isinstance(chain.above, Chain):
                chain.above = self.holders.chain_of(chain.above, None)
            support = self.gain_of(<Holder> chain.direct[0])
            support += 0.0 if chain.above is None else self.of_ancestors(<Chain> chain.above)
        chain.support, chain.weighing = support, self.weighing
        return support

    cdef double of_kind(self, PlaceFacts place, double support) except? -1:
        # What a meaning that is no city gains, with what it gains from its holders.
        cdef double siblings = 0.0
        cdef Count *count
        if place.kind == FEATURE and self.is_named(place.holder):
            support += NAMED_FEATURE
        if place.kind == COUNTRY:
            support += OF_COUNTRY * log1p(self.places_in(place.holder))
        elif support:
            support += self.nearness(place)
            if place.kind == REGION:
                for holder in place.chain.direct:
                    count = self.found(<Holder> holder)
                    siblings += 0.0 if count == NULL else count.regions
                support += SIBLING * log1p(siblings)
        return support

    cdef int score(self, NameMeanings choice, double *scores) except -1:
        # The score of each meaning of a name in this article.
        cdef double own, support, near, first = choice.weights[0]
        cdef PlaceFacts place, home = self.home
        cdef list facts = self.holders.know(choice)
        cdef int at
        if not self.gaining:
            self.weigh()
        for at in range(choice.count):
            own = scores[at] = choice.weights[at]
            if not own > first - HOPELESS:
                continue
            place = <PlaceFacts> facts[at]
            support = self.of_holders(place.chain)
            near = 0.0
            if place.kind != CITY:
                support = self.of_kind(place, support)
            elif support:
                near = self.nearness(place)
                support += near
            if home is not None and place.country == home.country:
                support += HOME + (HOME_REGION if place.place.parents == home.place.parents else 0.0)
            scores[at] = own + support - (DOUBT if own < first - UNLIKELY else 0.0)
            if at and choice.fame and not near and place.kind != REGION and not choice.flags[at] & DEMONYM:
                scores[at] -= choice.fame
        for at in self.holders.nested_of(choice):  # what is near the one is near the other
            scores[at] = choice.weights[at] + scores[0] - first
        return 0

    cdef int score_sure(self, NameMeanings choice, double *scores) except -1:
        # The scores of a name whose first meaning was added as certain, without what that adds to them.
        cdef PlaceFacts first, place
        cdef Holder holder
        cdef double places
        cdef Sum own
        cdef int at
        self.score(choice, scores)
        first = <PlaceFacts> choice.facts[0]
        self.holders.weigh_all(first.chain.ancestors)
        for at in range(choice.count):
            place = <PlaceFacts> choice.facts[at]
            own.count = 0
            for each in first.chain.ancestors:
                holder = <Holder> each
                if place.chain is first.chain or has(place.chain.ancestors, holder):
                    places = self.places_in(holder)
                    add_to(&own, holder.weight * (log1p(places) - log1p(max(0.0, places - 1))))
            scores[at] -= value_of(&own)
        for at in self.holders.nested_of(choice):
            scores[at] = choice.weights[at] + scores[0] - choice.weights[0]
        return 0

    cdef int add_groups(self, list groups) except -1:
        # Adds names that are ambiguous, each meaning by its likelihood in the context so far. What is decided by then
        # stays scored.
        cdef double parts[MOST_MEANINGS]
        cdef double best
        cdef NameGroup group
        cdef PlaceFacts place
        cdef bint is_open = False
        cdef int at
        self.weigh()
        for each in groups:
            group = <NameGroup> each
            self.score(group.choice, group.scores)
            group.is_scored = True
        if len(groups) < 2:  # one name is no context for itself
            return 0
        for each in groups:
            group = <NameGroup> each
            to_shares(group.scores, group.choice.count, parts)
            best = 0.0
            for at in range(group.choice.count):
                best = max(best, parts[at])
                if parts[at] > SMALL_PART:
                    place = <PlaceFacts> group.choice.facts[at]
                    self.add_part(place, parts[at])
                    if parts[at] > LIKELY_PART:
                        self.add_point(place)
            if best < DECIDED_PART:
                group.is_scored, is_open = False, True
        if is_open:
            self.weigh()
        return 0

    cdef double most_in(self, tuple holders) noexcept:
        # The most places that any of these contains.
        cdef double most = 0.0
        for holder in holders:
            most = max(most, self.places_in(<Holder> holder))
        return most

    cdef bint favours_another(self, NameMeanings choice) except -1:
        # Whether the region of a less likely meaning contains more of the article than the first meaning's.
        cdef tuple rivals = self.holders.rivals_of(choice)
        cdef PlaceFacts first
        cdef double own
        if not rivals:
            return False
        first = <PlaceFacts> choice.facts[0]
        if first.kind == COUNTRY:
            for holder in rivals:
                if self.is_named(<Holder> holder):
                    return self.is_alone(first)
            return False
        own = self.most_in(first.chain.direct) - 1 if first.chain.direct else 0.0
        return self.most_in(rivals) > own

    cdef bint is_alone(self, PlaceFacts country) noexcept:
        # Whether a country and its surroundings contain no other place of the article.
        if self.places_in(country.holder) > 2.0:
            return False
        for holder in country.chain.direct:
            if self.places_in(<Holder> holder) > (2.0 if holder is country.holder else 1.0):
                return False
        return True

    cdef bint is_far_from(self, PlaceFacts place) except -1:
        # Whether the article has several places, none of them in the country of a place.
        cdef Holder holder
        if self.named <= SEVERAL_NAMED or place.country is None:
            return False
        if self.home is not None and self.home.country == place.country:
            return False
        self.holders.weigh_all(place.chain.ancestors)
        for each in place.chain.ancestors:
            holder = <Holder> each
            if holder.kind == COUNTRY and (self.places_in(holder) > 1 or self.is_named(holder)):
                return False
        return True

    def add(self, places):
        for place in places:
            self.add_place(self.holders.facts_of(place))

    def add_likely(self, choices):
        cdef dict groups = {}
        for choice in choices:
            added_to_group(groups, choice, [])
        self.add_groups(list(groups.values()))
        return [scores_in(<NameGroup> group) if (<NameGroup> group).is_scored else None for group in groups.values()]

    def scores(self, NameMeanings choice not None):
        cdef NameGroup group = NameGroup.__new__(NameGroup)
        group.choice = choice
        self.score(choice, group.scores)
        return scores_in(group)

    def scores_of_sure(self, NameMeanings choice not None):
        cdef NameGroup group = NameGroup.__new__(NameGroup)
        group.choice = choice
        self.score_sure(choice, group.scores)
        return scores_in(group)

    def prefers_another(self, NameMeanings choice not None):
        return self.favours_another(choice)

    def is_far(self, place):
        return self.is_far_from(self.holders.facts_of(place))

    cpdef bint contains(self, NameMeanings choice, double least) except -1:
        cdef PlaceFacts place
        for each in self.holders.know(choice):
            place = <PlaceFacts> each
            if self.most_in(place.chain.direct) > least:
                return True
        return False

    cpdef bint contains_first(self, NameMeanings choice, double least) except -1:
        cdef PlaceFacts place
        if not choice.count:
            return False
        place = <PlaceFacts> self.holders.know(choice)[0]
        return self.most_in(place.chain.direct) > least

    cpdef bint names(self, NameMeanings choice) except -1:
        for each in self.holders.know(choice):
            if self.is_named((<PlaceFacts> each).holder):
                return True
        return False



cdef inline Py_ssize_t slot_of_number(int number, Py_ssize_t mask) noexcept nogil:
    return (<uint64_t> number * 0x9E3779B97F4A7C15ULL >> 32) & mask


cdef list scores_in(NameGroup group):
    return [group.scores[at] for at in range(group.choice.count)]
