"""The places of the file of the gazetteer, and the meanings of its names (`dateline.index.kernel._place_rows`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from dateline.index.entities.places.gazetteer import Place, PlaceMeaning
from dateline.index.entities.places.gazetteer_file import (
    CAPITAL,
    ENTRY,
    ENTRY_PLACE,
    KINDS,
    NO_PARENT,
    PARENT,
    PERIOD,
    PLACE,
    LabelForm,
    NameFlag,
)

__all__ = ["PlaceFile"]

# name, latitude, longitude, GeoNames id, population, parent, country, kind and form: as the file has them
PlaceFields = tuple[int, float, float, int, int, int, int, int]


class _Holder(NamedTuple):
    """What many places have in common: the label of their parent, its plain name, and that of its country."""

    labels: tuple[str]
    name: str
    country: str


class PlaceFile:
    """The places of the file by number."""

    def __init__(self, sections: Mapping[str, memoryview]) -> None:
        self._sections = sections
        self._places, self._names = sections["PLACES"], sections["NAMES"]
        self._holders: dict[int, _Holder] = {}

    def read(self, number: int) -> Place:
        """Return a place."""
        at, lat, lon, geonameid, population, parent, country, packed = fields = self._fields(number)
        name = label = self._name(at)
        if parent == NO_PARENT:
            parents = tuple(map(self._label_of, self._several_parents.get(number, ())))
        else:
            parents = (self._holders.get(parent) or self._holder(parent)).labels
            if packed >> 4:
                label = self._label(name, fields)
        return Place(
            label, name.partition(" (")[0], KINDS[packed & 7], self._codes[country] if country else None,
            round(lat, 5), round(lon, 5), geonameid or None, population, parents, packed & CAPITAL != 0,
        )  # fmt: skip

    @cached_property
    def periods(self) -> Mapping[int, tuple[int, int]]:
        """When historic names were in use: the first and the last year by entry."""
        return {at: (first, last) for at, first, last in PERIOD.iter_unpack(self._sections["PERIODS"])}

    def _fields(self, number: int) -> PlaceFields:
        return PLACE.unpack_from(self._places, number * PLACE.size)

    def _name(self, offset: int) -> str:
        return str(self._names[offset + 1 : offset + 1 + self._names[offset]], "utf-8")

    def _label_of(self, number: int) -> str:
        fields = self._fields(number)
        return self._label(self._name(fields[0]), fields)

    def _label(self, name: str, fields: PlaceFields) -> str:
        parent, form = fields[5], fields[7] >> 4
        if form == LabelForm.PLAIN or parent == NO_PARENT:
            return name
        parts = [name]
        if form in (LabelForm.REGION, LabelForm.REGION_COUNTRY):
            parts.append(self._holder(parent).name)
        if form in (LabelForm.COUNTRY, LabelForm.REGION_COUNTRY):
            is_country = KINDS[fields[7] & 7] == "country"
            parts.append(name.partition(" (")[0] if is_country else self._holder(parent).country)
        return ", ".join(parts)

    def _holder(self, number: int) -> _Holder:
        known = self._holders.get(number)
        if known is None:
            label = self._label_of(number)
            known = _Holder((label,), self._plain_name(number), self._plain_name(self._country_above(number)))
            self._holders[number] = known
        return known

    def _plain_name(self, number: int) -> str:
        return self._name(self._fields(number)[0]).partition(" (")[0]

    def _country_above(self, number: int) -> int:
        for _ in range(3):
            fields = self._fields(number)
            if KINDS[fields[7] & 7] == "country" or fields[5] == NO_PARENT:
                break
            number = fields[5]
        return number

    @cached_property
    def _codes(self) -> Sequence[str]:
        written = bytes(self._sections["COUNTRY"]).decode()
        return [written[at : at + 2] for at in range(0, len(written), 2)]

    @cached_property
    def _several_parents(self) -> Mapping[int, Sequence[int]]:
        found: dict[int, list[int]] = {}
        for place, parent in PARENT.iter_unpack(self._sections["PARENTS"]):
            found.setdefault(place, []).append(parent)
        return found

    def meanings_of(self, hashed: int) -> tuple[PlaceMeaning, ...]:
        """Return the meanings of the name with a hash."""
        hashes, buckets = self._sections["HASHES"].cast("I"), self._sections["BUCKETS"].cast("I")
        found = []
        for at in range(buckets[hashed >> 32], buckets[(hashed >> 32) + 1]):
            if hashes[at] == hashed & 0xFFFFFFFF:
                (entry,) = ENTRY.unpack_from(self._sections["ENTRIES"], ENTRY.size * at)
                period = self.periods.get(at) if entry >> 20 & NameFlag.HISTORIC else None
                found.append(PlaceMeaning(self.read(entry & ENTRY_PLACE), entry >> 20, period))
        return tuple(found)
