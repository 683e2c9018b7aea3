# How likely the meanings of a name are before an article is read, for _meanings.pyx.
#
# The prominence of places in the news is on the scale of a population. It was set by hand, so that among places of one
# name a country precedes its capital (Djibouti), a capital a state (Washington), a large city its province (Baghdad), a
# province a town (Ontario).

cdef enum:
    MOST = 24  # no text distinguishes forty San Josés

cdef double COUNTRY_PROMINENCE = 20_000_000
cdef double WORLD_REGION_PROMINENCE = 50_000_000
cdef double FEATURE_PROMINENCE = 3_000_000
cdef double CAPITAL_PROMINENCE = 5_000_000
cdef double REGION_SHARE = 0.25
cdef double SMALLEST = 300.0
# Factors for names that are not the main name of the place.
cdef double OF_ALTERNATE = 0.05, OF_FOREIGN = 0.05, OF_HISTORIC = 0.5
# A place of the user's own gazetteer takes precedence over any built-in one of its name.
cdef double OWN = 1e12


cpdef double prominence(str kind, double population, bint capital) except -1:
    cdef int number = KINDS.get(kind, NO_KIND)
    if number == COUNTRY:
        return COUNTRY_PROMINENCE + population
    if number == WORLD_REGION:
        return WORLD_REGION_PROMINENCE
    if number == FEATURE:
        return FEATURE_PROMINENCE
    if number == REGION:
        return max(SMALLEST, population * REGION_SHARE) if population else FEATURE_PROMINENCE
    return max(SMALLEST, population) + (min(CAPITAL_PROMINENCE, 20 * population) if capital else 0.0)


cdef double prominence_of(place) except -1:
    return prominence(of_place(place, PLACE_KIND), of_place(place, PLACE_POPULATION), of_place(place, PLACE_CAPITAL))


cpdef double weight_of_name(int flags):
    if flags & FOREIGN:
        return OF_FOREIGN
    if flags & HISTORIC:
        return OF_HISTORIC
    return OF_ALTERNATE if flags & ALTERNATE else 1.0


cdef Slots PLACE = None, MEANING = None


# Places and their meanings are read where their fields are; their module imports this one, so that the first tells it.
cdef inline object of_place(place, int field):
    global PLACE
    if PLACE is None:
        PLACE = Slots(type(place), PLACE_FIELDS)
    return PLACE.get(place, field)


cdef inline object of_meaning(meaning, int field):
    global MEANING
    if MEANING is None:
        MEANING = Slots(type(meaning), MEANING_FIELDS)
    return MEANING.get(meaning, field)


def weigh_meanings(tuple meanings not None, int unfit, own not None):
    cdef double weights[MOST]
    cdef double weight
    cdef list kept = []
    cdef int flags, at, count = 0
    for meaning in meanings:
        flags = of_meaning(meaning, MEANING_FLAGS)
        if flags & unfit:
            continue
        place = of_meaning(meaning, MEANING_PLACE)
        if flags & QUALIFIER:
            weight = COUNTRY_PROMINENCE
        else:
            weight = prominence_of(place) * weight_of_name(flags)
        if own and place.label in own:
            weight += OWN
        at = count
        while at > 0 and weights[at - 1] < weight:
            at -= 1
        if at == MOST:
            continue
        if count == MOST:
            kept.pop()
            count -= 1
        kept.insert(at, meaning)
        memmove(&weights[at + 1], &weights[at], (count - at) * sizeof(double))
        weights[at] = weight
        count += 1
    cdef NameMeanings found = NameMeanings.__new__(NameMeanings)
    for at in range(count):
        found.weights[at] = log(weights[at])
    found.take(tuple(kept), "")
    return found
