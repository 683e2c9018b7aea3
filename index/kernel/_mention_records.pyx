# The record of an extraction as JSON. Types and documentation are in _mention_records.pyi.

from dateline.index.dates import DateSpan
from dateline.index.entities.mention import (
    Candidate, DateMention, Extraction, FoundDateline, PersonMention, PlaceMention
)

include "records.pxi"
include "json_text.pxi"

cdef enum:
    # The fields of an extraction
    PEOPLE = 0
    PLACES
    DATES
    DATELINE
    LANGUAGE
    NOTES
    DETECTED
    JOINED
    START = 1        # of every mention
    END
    PERSON_NAME
    PERSON_TITLE
    PERSON_REASON
    PLACE_NAME = 3
    PLACE_LABEL
    PLACE_KIND       # followed by country, lat, lon and geonameid, which end what is stored once
    CONFIDENCE = 10
    DEMONYM
    CANDIDATES
    PLACE_REASON
    DATE_TYPE = 3
    DAYS
    DATE_VALUE
    DATE_REASON
    LINE_PLACE = 3
    LINE_DATE
    LINE_AGENCY
    FIRST_DAY = 0
    LAST_DAY
    PRECISION
    CERTAINTY
    OF_CANDIDATE = 4
    FEW = 16         # places that are compared one by one

cdef Slots FOUND = Slots(Extraction, 8)
cdef Slots PERSON = Slots(PersonMention, 6)
cdef Slots PLACE = Slots(PlaceMention, 14)
cdef Slots CANDIDATE = Slots(Candidate, OF_CANDIDATE)
cdef Slots DATE = Slots(DateMention, 7)
cdef Slots SPAN = Slots(DateSpan, 4)
cdef Slots LINE = Slots(FoundDateline, 6)


cdef inline bint is_empty(value) except -1:
    # Whether a value is left out at the end of a row.
    if value is None or value is False:
        return True
    if type(value) is str:
        return PyUnicode_GET_LENGTH(value) == 0
    return type(value) is not int and type(value) is not float and (value == "" or value == [])


cdef object number_of(Slots kind, mention, tuple mentions):
    # The index of a mention among those of the text, None if it is not among them.
    cdef Py_ssize_t number
    for number in range(len(mentions)):
        each = mentions[number]
        if each is mention or (kind.get(each, START) == kind.get(mention, START) and equals(kind, each, mention)):
            return number
    return None


cdef bint equals(Slots kind, one, other) except -1:
    # As the classes of mentions say it, in a tenth of the time.
    cdef int at
    if type(one) is not kind.made or type(other) is not kind.made:
        return one == other
    for at in range(<int> len(kind.names)):
        left, right = kind.read(one, at), kind.read(other, at)
        if left is not right and left != right:
            return False
    return True


cdef class Spots:
    # The distinct places of a record, in order.
    cdef list first         # the mention that brought each
    cdef dict numbers

    def __cinit__(self):
        self.first, self.numbers = [], {}

    cdef object of(self, place):
        # The number of the place of a mention. Most mentions of a place have the same objects.
        cdef Py_ssize_t number
        for number in range(min(len(self.first), FEW)):
            if shares_fields(self.first[number], place):
                return number
        label, name, kind, country, lat, lon, geonameid = spot_of(place)
        found = self.numbers.setdefault((label, name, kind, country, lat, lon, geonameid), len(self.first))
        if found == len(self.first):
            self.first.append(place)
        return found


cdef bint shares_fields(one, other) except -1:
    cdef int at
    for at in range(PLACE_NAME, CONFIDENCE):
        if PLACE.get(one, at) is not PLACE.get(other, at):
            return False
    return True


cdef tuple spot_of(place):
    return (
        PLACE.get(place, PLACE_LABEL), PLACE.get(place, PLACE_NAME), PLACE.get(place, PLACE_KIND),
        PLACE.get(place, PLACE_KIND + 1), PLACE.get(place, PLACE_KIND + 2), PLACE.get(place, PLACE_KIND + 3),
        PLACE.get(place, PLACE_KIND + 4),
    )


cdef class MentionEncoder:
    cdef object other           # writes values of other types than JSON's plain ones

    def __init__(self, other):
        self.other = other

    def __call__(self, found):
        cdef JsonText text = JsonText.__new__(JsonText)
        text.sign(c"{")
        if language := FOUND.get(found, LANGUAGE):
            text.letters(b'"language":')
            text.text(language)
            text.sign(c",")
        if FOUND.get(found, DETECTED):
            text.letters(b'"detected":true,')
        self.put_people(text, tuple(FOUND.get(found, PEOPLE)))
        self.put_places_and_dates(
            text, tuple(FOUND.get(found, PLACES)), tuple(FOUND.get(found, DATES)), FOUND.get(found, DATELINE)
        )
        if notes := FOUND.get(found, NOTES):
            text.letters(b'"notes":')
            self.put_texts(text, notes)
            text.sign(c",")
        if joined := FOUND.get(found, JOINED):
            text.letters(b'"joined":[')
            for row in joined:
                self.put_texts(text, row)
                text.sign(c",")
            text.close(b"],")
        text.close(b"}")
        return text.made()

    cdef int put_texts(self, JsonText text, texts) except -1:
        text.sign(c"[")
        for each in texts:
            text.text(each)
            text.sign(c",")
        return text.close(b"]")

    cdef int put_people(self, JsonText text, tuple people) except -1:
        cdef dict names = {}
        cdef list numbers = []
        if not people:
            return 0
        for one in people:
            numbers.append(names.setdefault(PERSON.get(one, PERSON_NAME), len(names)))
        text.letters(b'"names":')
        self.put_texts(text, names)
        text.letters(b',"people":[')
        for one, number in zip(people, numbers):
            self.put_start(text, PERSON, one)
            text.whole(number)
            self.put_tail(text, (PERSON.get(one, PERSON_TITLE), PERSON.get(one, PERSON_REASON)))
        return text.close(b"],")

    cdef int put_places_and_dates(self, JsonText text, tuple places, tuple dates, line) except -1:
        cdef Spots spots = Spots.__new__(Spots)
        cdef list numbers = []
        place = day = place_number = day_number = apart = None
        for one in places:
            numbers.append(spots.of(one))
        if line is not None:
            place, day = LINE.get(line, LINE_PLACE), LINE.get(line, LINE_DATE)
            place_number = None if place is None else number_of(PLACE, place, places)
            day_number = None if day is None else number_of(DATE, day, dates)
            if place is not None and place_number is None:
                apart = spots.of(place)
        self.put_spots(text, spots.first)
        if places:
            text.letters(b'"places":[')
            for one, number in zip(places, numbers):
                self.put_place(text, one, number)
            text.close(b"],")
        if dates:
            text.letters(b'"dates":[')
            for one in dates:
                self.put_date(text, one)
            text.close(b"],")
        if line is not None:
            text.letters(b'"dateline":')
            self.put_start(text, LINE, line)
            if apart is not None:
                self.put_place(text, place, apart)
            else:
                text.value(place_number, self.other)
                text.sign(c",")
            if day is not None and day_number is None:
                self.put_date(text, day)
            else:
                text.value(day_number, self.other)
                text.sign(c",")
            agency = LINE.get(line, LINE_AGENCY)
            text.letters(b"null") if agency is None else text.text(agency)
            text.letters(b"],")
        return 0

    cdef int put_spots(self, JsonText text, list first) except -1:
        if not first:
            return 0
        text.letters(b'"spots":[')
        for one in first:
            text.sign(c"[")
            self.put_values(text, spot_of(one))
            text.close(b"],")
        return text.close(b"],")

    cdef int put_start(self, JsonText text, Slots kind, one) except -1:
        text.sign(c"[")
        text.whole(kind.get(one, START))
        text.sign(c",")
        text.whole(kind.get(one, END))
        return text.sign(c",")

    cdef int put_place(self, JsonText text, one, number) except -1:
        cdef tuple candidates = tuple(PLACE.get(one, CANDIDATES))
        self.put_start(text, PLACE, one)
        text.whole(number)
        if not candidates:
            return self.put_tail(
                text, (PLACE.get(one, CONFIDENCE), PLACE.get(one, DEMONYM), PLACE.get(one, PLACE_REASON))
            )
        for at in (CONFIDENCE, DEMONYM, PLACE_REASON):
            text.sign(c",")
            text.value(PLACE.get(one, at), self.other)
        text.letters(b",[")
        for each in candidates:
            text.sign(c"[")
            for at in range(OF_CANDIDATE):
                text.value(CANDIDATE.get(each, at), self.other)
                text.sign(c",")
            text.close(b"],")
        text.close(b"]")
        return text.letters(b"],")

    cdef int put_date(self, JsonText text, one) except -1:
        days = DATE.get(one, DAYS)
        self.put_start(text, DATE, one)
        text.value(DATE.get(one, DATE_TYPE), self.other)
        if days is None:
            text.letters(b",null,null,null")
        else:
            text.sign(c",")
            text.day(SPAN.get(days, FIRST_DAY))
            text.sign(c",")
            text.day(SPAN.get(days, LAST_DAY))
            text.sign(c",")
            text.value(SPAN.get(days, PRECISION), self.other)
        certainty = 100 if days is None else SPAN.get(days, CERTAINTY)
        return self.put_tail(text, (DATE.get(one, DATE_VALUE), certainty, DATE.get(one, DATE_REASON)))

    cdef int put_tail(self, JsonText text, tuple values) except -1:
        # The end of a row: a comma before each value; empty ones at the end are left out.
        if text.data[text.size - 1] != c",":
            text.sign(c",")
        self.put_values(text, values)
        return text.close(b"],")

    cdef int put_values(self, JsonText text, tuple values) except -1:
        # Values, a comma behind each, without the empty ones at the end.
        cdef Py_ssize_t kept = text.size
        for one in values:
            text.value(one, self.other)
            text.sign(c",")
            if not is_empty(one):
                kept = text.size
        text.size = kept
        return 0
