"""Look up places by name, in the built-in gazetteer and in a user's own places.

A place is identified by its *label*, unique in a gazetteer: the plain name for the most prominent place of that name
(``Paris``, ``Georgia`` the country), with region or country for the others (``Paris, Texas``; ``Georgia, United
States``). `dateline.index.entities.places.gazetteer_file` describes the file.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Never

from dateline.index.entities.mention import PlaceKind
from dateline.index.entities.places.folding import folds, name_hash
from dateline.index.entities.places.gazetteer_file import (
    CAPITAL,
    ENTRY_PLACE,
    KINDS,
    NO_PARENT,
    PARENT,
    PERIOD,
    PLACE,
    LabelForm,
    NameFlag,
    read_sections,
)  # fmt: skip
from dateline.index.kernel._gazetteer import scan_names

__all__ = ["Gazetteer", "Place", "PlaceMeaning", "open_gazetteer"]

PLAIN = 0
BUILT_IN = Path(__file__).with_name("gazetteer.bin")

EMPTY: Mapping[str, Never] = {}


@dataclass(frozen=True, slots=True)
class Place:
    """A place. ``country`` is ISO 3166-1 alpha-2; ``parents`` are the labels of the places that directly contain it.

    ``capital``: it is the capital of its country.
    """

    label: str
    name: str
    kind: PlaceKind
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    population: int = 0
    parents: tuple[str, ...] = ()
    capital: bool = False


@dataclass(frozen=True, slots=True)
class PlaceMeaning:
    """A place that a name may mean. ``period`` is the first and last year in which the place had the name (0: open)."""

    place: Place
    flags: int = PLAIN
    period: tuple[int, int] | None = None


@dataclass(slots=True, eq=False)
class Gazetteer:
    """Places by name and label. It can be shared between threads, because only its caches change."""

    sections: Mapping[str, memoryview]
    added: Mapping[int, tuple[PlaceMeaning, ...]] = field(default_factory=dict)
    """A user's own names by hash; they take precedence over the built-in ones."""
    own: Mapping[str, Place] = field(default_factory=dict)
    """A user's own places by label."""
    _places: dict[int, Place] = field(default_factory=dict)
    _labels: dict[str, Place | None] = field(default_factory=dict)
    _meanings: dict[int, tuple[PlaceMeaning, ...]] = field(default_factory=dict)
    _ancestors: dict[str, frozenset[str]] = field(default_factory=dict)
    _several_parents: dict[int, list[int]] | None = None
    _scanned: tuple[memoryview, memoryview] | None = None
    _added_scanned: tuple[memoryview, memoryview] | None = None

    def meanings(self, name: str) -> tuple[PlaceMeaning, ...]:
        """Return the meanings of a name, the most prominent first, including qualifiers and demonyms."""
        return self._by_hash(name_hash(name))

    def named(self, name: str) -> tuple[Place, ...]:
        """Return the places with a name, the most prominent first; demonyms (*Azerbaijani*) count as names."""
        return tuple(dict.fromkeys(m.place for m in self.meanings(name) if not m.flags & NameFlag.QUALIFIER))

    def by_label(self, label: str) -> Place | None:
        """Return the place with a label, or None."""
        if label not in self._labels:
            self._labels[label] = self._find_label(label)
        return self._labels[label]

    def parents(self, place: Place) -> tuple[Place, ...]:
        """Return all places that contain a place, the nearest first: city, region, country, regions of the world."""
        found: dict[str, Place] = {}
        edge = list(place.parents)
        while edge:
            following: list[str] = []
            for label in edge:
                parent = self.by_label(label)
                if parent is not None and label not in found and label != place.label:
                    found[label] = parent
                    following.extend(parent.parents)
            edge = following
        return tuple(found.values())

    def ancestors(self, place: Place) -> frozenset[str]:
        """Return the labels of all places that contain a place."""
        known = self._ancestors.get(place.label)
        if known is None:
            known = self._ancestors[place.label] = frozenset(parent.label for parent in self.parents(place))
        return known

    def scan(self, text: str) -> list[tuple[int, int]]:
        """Return the spans of known names that begin with a capital; they do not overlap."""
        flat = iter(scan_names(text, folds(), *self._tables()))
        built_in = [(start, end) for start, end, _ in zip(flat, flat, flat, strict=True)]
        return merge_spans(self._scan_added(text), built_in) if self.added else built_in

    def meanings_of(self, hashed: int) -> tuple[PlaceMeaning, ...]:
        """Return the meanings of the name with a hash (`folding.name_hash`)."""
        return self._by_hash(hashed)

    def with_places(
        self,
        places: Iterable[Place],
        names: Mapping[str, Iterable[str]] = EMPTY,
        periods: Mapping[str, tuple[int, int]] = EMPTY,
    ) -> Gazetteer:
        """Return this gazetteer with added places, which take precedence over others of their names.

        ``names`` are further names, ``periods`` the years of the main name, both by label.
        """
        added = dict(self.added)
        own = dict(self.own)
        for place in places:
            own[place.label] = place
            period = periods.get(place.label)
            first = NameFlag.HISTORIC if period else PLAIN
            spelt = [(place.label, first), (place.name, first)]
            spelt += [(name, NameFlag.ALTERNATE) for name in names.get(place.label, ())]
            for name, flags in spelt:
                hashed = name_hash(name)
                if hashed and all(meaning.place.label != place.label for meaning in added.get(hashed, ())):
                    added[hashed] = (
                        PlaceMeaning(place, flags, period if flags & NameFlag.HISTORIC else None),
                        *added.get(hashed, ()),
                    )
        return Gazetteer(self.sections, added, own)

    def _by_hash(self, hashed: int) -> tuple[PlaceMeaning, ...]:
        known = self._meanings.get(hashed)
        if known is None:
            mine = self.added.get(hashed, ())
            labels = {meaning.place.label for meaning in mine}
            known = mine + tuple(m for m in self._built_in(hashed) if m.place.label not in labels)
            if len(self._meanings) > _KEPT:
                self._meanings.clear()
            self._meanings[hashed] = known
        return known

    def _built_in(self, hashed: int) -> Iterable[PlaceMeaning]:
        buckets, hashes = self._tables()
        entries = self.sections["ENTRIES"].cast("I")
        bucket, rest = hashed >> 32, hashed & 0xFFFFFFFF
        for at in range(buckets[bucket], min(buckets[bucket + 1], len(hashes))):
            if hashes[at] == rest:
                flags = entries[at] >> 20
                period = self._period(at) if flags & NameFlag.HISTORIC else None
                yield PlaceMeaning(self._place(entries[at] & ENTRY_PLACE), flags, period)

    def _period(self, entry: int) -> tuple[int, int] | None:
        for at, first, last in PERIOD.iter_unpack(self.sections["PERIODS"]):
            if at == entry:
                return first, last
        return None

    def _tables(self) -> tuple[memoryview, memoryview]:
        if self._scanned is None:
            self._scanned = self.sections["BUCKETS"].cast("I"), self.sections["HASHES"].cast("I")
        return self._scanned

    def _scan_added(self, text: str) -> list[tuple[int, int]]:
        if self._added_scanned is None:
            self._added_scanned = tables_of(self.added)
        flat = iter(scan_names(text, folds(), *self._added_scanned))
        return [(start, end) for start, end, _ in zip(flat, flat, flat, strict=True)]

    def _place(self, number: int) -> Place:
        known = self._places.get(number)
        if known is None:
            if len(self._places) > _KEPT:
                self._places.clear()
            known = self._places[number] = self._read_place(number)
        return known

    def _read_place(self, number: int) -> Place:
        at, lat, lon, geonameid, population, parent, country, packed = PLACE.unpack_from(
            self.sections["PLACES"], number * PLACE.size
        )
        name = self._name(at)
        holders = (parent,) if parent != NO_PARENT else self._several(number)
        code = bytes(self.sections["COUNTRY"][2 * country : 2 * country + 2]).decode() if country else None
        return Place(
            self._label(number), name.partition(" (")[0], _KINDS[packed & 7], code,
            round(lat, 5), round(lon, 5), geonameid or None, population, tuple(map(self._label, holders)),
            bool(packed & CAPITAL),
        )  # fmt: skip

    def _label(self, number: int) -> str:
        fields = PLACE.unpack_from(self.sections["PLACES"], number * PLACE.size)
        name, parent, form = self._name(fields[0]), fields[5], fields[7] >> 4
        if form == LabelForm.PLAIN or parent == NO_PARENT:
            return name
        parts = [name]
        if form in (LabelForm.REGION, LabelForm.REGION_COUNTRY):
            parts.append(self._plain_name(parent))
        if form in (LabelForm.COUNTRY, LabelForm.REGION_COUNTRY):
            parts.append(self._plain_name(self._country_above(number)))
        return ", ".join(parts)

    def _country_above(self, number: int) -> int:
        for _ in range(4):
            fields = PLACE.unpack_from(self.sections["PLACES"], number * PLACE.size)
            if KINDS[fields[7] & 7] == "country" or fields[5] == NO_PARENT:
                break
            number = fields[5]
        return number

    def _plain_name(self, number: int) -> str:
        return self._name(PLACE.unpack_from(self.sections["PLACES"], number * PLACE.size)[0]).partition(" (")[0]

    def _several(self, number: int) -> Sequence[int]:
        if self._several_parents is None:
            self._several_parents = {}
            for place, parent in PARENT.iter_unpack(self.sections["PARENTS"]):
                self._several_parents.setdefault(place, []).append(parent)
        return self._several_parents.get(number, ())

    def _name(self, offset: int) -> str:
        names = self.sections["NAMES"]
        return bytes(names[offset + 1 : offset + 1 + names[offset]]).decode()

    def _find_label(self, label: str) -> Place | None:
        if label in self.own:
            return self.own[label]
        pieces = label.split(", ")
        for count in range(len(pieces), 0, -1):
            for meaning in self._by_hash(name_hash(", ".join(pieces[:count]))):
                if meaning.place.label == label:
                    return meaning.place
        return None


# Cached places and names; news uses a few thousand of each.
_KEPT = 50_000

_KINDS: tuple[PlaceKind, ...] = KINDS


def tables_of(hashes: Iterable[int]) -> tuple[memoryview, memoryview]:
    """Return the tables of buckets and hashes with which `scan_names` finds these names."""
    ordered = sorted(hashes)
    counts = array("I", bytes(4 * 65537))
    for hashed in ordered:
        counts[(hashed >> 32) + 1] += 1
    for bucket in range(65536):
        counts[bucket + 1] += counts[bucket]
    return memoryview(counts), memoryview(array("I", (hashed & 0xFFFFFFFF for hashed in ordered)))


def merge_spans(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans of both lists; of overlapping ones the longer, of equally long ones that of the first list."""
    taken: list[tuple[int, int]] = []
    for span in sorted(first + second, key=lambda span: (span[0], -span[1])):
        if taken and span[0] < taken[-1][1]:
            if span[1] - span[0] > taken[-1][1] - taken[-1][0]:
                taken[-1] = span
            continue
        taken.append(span)
    return taken


@cache
def open_gazetteer() -> Gazetteer:
    """Return the built-in gazetteer, opened once. Raises IndexDamaged if its file is damaged."""
    return Gazetteer(read_sections(BUILT_IN))
