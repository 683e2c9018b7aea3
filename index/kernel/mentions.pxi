# Mentions of places, for _meanings.pyx. A resolution is a mention without its text and span.

cdef enum:
    SPAN = 3         # fields of a mention that are none of a resolution
    RESOLUTION = 11

cdef object UNKNOWN_CONFIDENCE = 0.5
cdef Slots MENTION = Slots(PlaceMention, SPAN + RESOLUTION)
cdef Slots CANDIDATE = Slots(Candidate, 4)


cdef tuple plain_fields(place):
    return (
        of_place(place, PLACE_NAME), of_place(place, PLACE_LABEL), of_place(place, PLACE_KIND),
        of_place(place, PLACE_COUNTRY), of_place(place, PLACE_LAT), of_place(place, PLACE_LON),
        of_place(place, PLACE_ID),
    )


cdef tuple unknown_of(str name, bint demonym):
    # What a name is resolved to that the gazetteer lacks.
    return (name, name, "unknown", None, None, None, None, UNKNOWN_CONFIDENCE, demonym, (), "in no gazetteer")


cdef object candidate_of(PlaceFacts place, confidence):
    one = CANDIDATE.begin()
    CANDIDATE.put(one, 0, place.label)
    CANDIDATE.put(one, 1, place.country)
    CANDIDATE.put(one, 2, place.geonameid)
    CANDIDATE.put(one, 3, confidence)
    return one


cdef object mention_of(str name, const Span *span, tuple resolution):
    cdef int at
    if len(resolution) != RESOLUTION:
        raise ValueError(f"a resolution has {RESOLUTION} fields")
    one = MENTION.begin()
    MENTION.put(one, 0, name)
    MENTION.put(one, 1, span.start)
    MENTION.put(one, 2, span.end)
    for at in range(RESOLUTION):
        MENTION.put(one, SPAN + at, resolution[at])
    return one
