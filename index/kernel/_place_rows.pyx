# Places and their names, read from the file of the gazetteer. Types and documentation are in _place_rows.pyi.

from libc.math cimport fabs, floor, rint
from libc.stdint cimport int16_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy
from cpython.unicode cimport PyUnicode_DecodeUTF8

from dateline.index.errors import IndexDamaged

include "records.pxi"

cdef enum:
    BUCKETS = 65536
    ROW = 24
    HISTORIC = 16
    ENTRY_PLACE = (1 << 20) - 1
    ENTRY_FLAGS = 20
    NO_PARENT = 0xFFFF
    CAPITAL = 8
    COUNTRY = 1        # a kind
    WITH_REGION = 1    # of labels, bits
    WITH_COUNTRY = 2
    KINDS_KNOWN = 6
    DEEPEST = 3
    DEEPEST_LABEL = 9
    KEPT = 50_000

cdef struct Row:
    uint32_t name
    float lat
    float lon
    uint32_t geonameid
    uint32_t population
    uint16_t parent
    uint8_t country
    uint8_t packed   # kind, CAPITAL, and how the label is made

cdef struct Period:
    uint32_t entry
    int16_t first
    int16_t last


cdef class _Holder:
    # What many places have in common: the label of their parent, its plain name, and that of its country.
    cdef tuple labels
    cdef str name
    cdef str country


cdef object degrees(double value):
    # To five digits, as Python rounds.
    cdef double scaled = value * 100_000
    if fabs(scaled - floor(scaled) - 0.5) > 1e-6 and fabs(scaled) < 1e9:
        return rint(scaled) / 100_000
    return round(value, 5)


cdef str plain(str name):
    # A name without what is added in brackets to tell it from others.
    return name.partition(" (")[0] if "(" in name else name


cdef damaged():
    return IndexDamaged("the gazetteer cannot be used: its parts contradict each other", None, "Install Dateline again")


cdef class PlaceRows:
    cdef const uint32_t[::1] buckets, hashes, entries
    cdef const uint8_t[::1] places, names, periods_read, parents_read
    cdef list codes
    cdef tuple kinds
    cdef dict known, holders, periods, several
    cdef readonly dict numbers
    cdef Slots place, meaning
    cdef int depth   # of holders whose labels are being made

    def __init__(self, sections not None, type place not None, type meaning not None, tuple kinds not None):
        self.buckets, self.hashes = sections["BUCKETS"].cast("I"), sections["HASHES"].cast("I")
        self.entries = sections["ENTRIES"].cast("I")
        self.places, self.names = sections["PLACES"], sections["NAMES"]
        self.periods_read, self.parents_read = sections["PERIODS"], sections["PARENTS"]
        written = bytes(sections["COUNTRY"]).decode("ascii", "replace")
        self.codes = [written[at : at + 2] for at in range(0, len(written), 2)]
        if self.buckets.shape[0] != BUCKETS + 1 or self.entries.shape[0] != self.hashes.shape[0]:
            raise damaged()
        if len(kinds) != KINDS_KNOWN:
            raise ValueError(f"there are {KINDS_KNOWN} kinds of places")
        self.kinds, self.place, self.meaning = kinds, Slots(place, 10), Slots(meaning, 3)
        self.known, self.holders, self.numbers = {}, {}, {}

    def meanings_of(self, uint64_t hashed):
        cdef Py_ssize_t at, stop
        cdef uint32_t entry
        cdef list found = []
        if hashed >> 48:
            raise ValueError("the hash of a name has 48 bits")
        stop = min(<Py_ssize_t> self.buckets[(hashed >> 32) + 1], self.hashes.shape[0])
        for at in range(<Py_ssize_t> self.buckets[hashed >> 32], stop):
            if self.hashes[at] == <uint32_t> hashed:
                entry = self.entries[at]
                place = self.read(entry & ENTRY_PLACE)
                period = self.period_of(at) if entry >> ENTRY_FLAGS & HISTORIC else None
                one = self.meaning.begin()
                self.meaning.put(one, 0, place)
                self.meaning.put(one, 1, entry >> ENTRY_FLAGS)
                self.meaning.put(one, 2, period)
                found.append(one)
        return tuple(found)

    def read(self, uint32_t number):
        cdef Row row
        found = self.known.get(number)
        if found is None:
            self.fetch(number, &row)
            found = self.make(number, &row)
            if len(self.known) >= KEPT:
                self.known.clear()
            self.known[number] = found
        return found

    cdef int fetch(self, Py_ssize_t number, Row *row) except -1:
        if (number + 1) * ROW > self.places.shape[0]:
            raise damaged()
        memcpy(row, &self.places[number * ROW], ROW)
        return 0

    cdef object make(self, uint32_t number, Row *row):
        cdef str name = self.name_at(row.name), label = name
        cdef tuple parents
        if row.parent == NO_PARENT:
            parents = tuple([self.label_of(parent) for parent in self.parents_of(number)])
        else:
            parents = self.holder(row.parent).labels
            label = self.label(name, row)
        if row.packed & 7 >= KINDS_KNOWN or row.country >= len(self.codes):
            raise damaged()
        one = self.place.begin()
        self.place.put(one, 0, label)
        self.place.put(one, 1, plain(name))
        self.place.put(one, 2, self.kinds[row.packed & 7])
        self.place.put(one, 3, self.codes[row.country] if row.country else None)
        self.place.put(one, 4, degrees(row.lat))
        self.place.put(one, 5, degrees(row.lon))
        self.place.put(one, 6, row.geonameid if row.geonameid else None)
        self.place.put(one, 7, row.population)
        self.place.put(one, 8, parents)
        self.place.put(one, 9, (row.packed & CAPITAL) != 0)
        return one

    cdef str name_at(self, Py_ssize_t offset):
        cdef Py_ssize_t length
        if offset >= self.names.shape[0]:
            raise damaged()
        length = self.names[offset]
        if offset + 1 + length > self.names.shape[0]:
            raise damaged()
        return PyUnicode_DecodeUTF8(<const char *> &self.names[offset] + 1, length, "replace")

    cdef str label_of(self, uint32_t number):
        cdef Row row
        self.fetch(number, &row)
        return self.label(self.name_at(row.name), &row)

    cdef str label(self, str name, Row *row):
        cdef int form = row.packed >> 4
        cdef str label = name
        if not form or row.parent == NO_PARENT:
            return name
        if form & WITH_REGION:
            label = f"{label}, {self.holder(row.parent).name}"
        if form & WITH_COUNTRY:
            country = plain(name) if row.packed & 7 == COUNTRY else self.holder(row.parent).country
            label = f"{label}, {country}"
        return label

    cdef _Holder holder(self, uint32_t number):
        cdef _Holder holder = self.holders.get(number)
        if holder is None:
            if self.depth == DEEPEST_LABEL:  # places that contain each other
                raise damaged()
            self.depth += 1
            try:
                label = self.label_of(number)
            finally:
                self.depth -= 1
            holder = _Holder.__new__(_Holder)
            holder.labels = (label,)
            holder.name = self.plain_name(number)
            holder.country = self.plain_name(self.country_above(number))
            self.numbers[holder.labels[0]] = number
            self.holders[number] = holder
        return holder

    cdef str plain_name(self, uint32_t number):
        cdef Row row
        self.fetch(number, &row)
        return plain(self.name_at(row.name))

    cdef uint32_t country_above(self, uint32_t number) except? 0:
        cdef Row row
        cdef int step
        for step in range(DEEPEST):
            self.fetch(number, &row)
            if row.packed & 7 == COUNTRY or row.parent == NO_PARENT:
                break
            number = row.parent
        return number

    cdef object period_of(self, Py_ssize_t entry):
        # The first and the last year in which a historic name was in use, None if they are not known.
        cdef Period period
        cdef Py_ssize_t at
        if self.periods is None:
            found = {}
            for at in range(self.periods_read.shape[0] // <Py_ssize_t> sizeof(Period)):
                memcpy(&period, &self.periods_read[at * sizeof(Period)], sizeof(Period))
                found[period.entry] = (period.first, period.last)
            self.periods = found
        return self.periods.get(entry)

    cdef object parents_of(self, uint32_t number):
        # The numbers of the parents of a place that has several.
        cdef uint16_t pair[2]
        cdef Py_ssize_t at
        if self.several is None:
            found = {}
            for at in range(self.parents_read.shape[0] // <Py_ssize_t> sizeof(pair)):
                memcpy(pair, &self.parents_read[at * sizeof(pair)], sizeof(pair))
                found.setdefault(pair[0], []).append(pair[1])
            self.several = found
        return self.several.get(number, ())
