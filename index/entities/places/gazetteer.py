"""Look up places by name, in the built-in gazetteer and in a user's own places.

A place is identified by its *label*, unique in a gazetteer: the plain name for the most prominent place of that name
(``Paris``, ``Georgia`` the country), with region or country for the others (``Paris, Texas``; ``Georgia, United
States``). `dateline.index.entities.places.gazetteer_file` describes the file.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Never

from dateline.index.dataclass import dataclass, field
from dateline.index.entities.mention import PlaceKind
from dateline.index.entities.places.folding import FOLDED, IN_WORD, folds, name_hash
from dateline.index.entities.places.gazetteer_file import KINDS, NameFlag, read_sections
from dateline.index.kernel._gazetteer import NameScanner
from dateline.index.kernel._meanings import PlaceResolver
from dateline.index.kernel._place_rows import PlaceRows
from dateline.index.kernel._places import KnownWords, SpanFinder

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
    words: KnownWords = field(default_factory=KnownWords)
    """Names that are mostly no places, so that they need not be looked up again."""
    finders: dict[bool, SpanFinder] = field(default_factory=dict)
    """What finds the names of places in a text, whether it is English or not."""
    resolvers: dict[bool, PlaceResolver] = field(default_factory=dict)
    """What resolves the names of a text, whether it is English or not."""
    _labels: dict[str, Place | None] = field(default_factory=dict)
    _meanings: dict[int, tuple[PlaceMeaning, ...]] = field(default_factory=dict)
    _ancestors: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)
    _rows: PlaceRows | None = None
    _scanned: tuple[memoryview, memoryview] | None = None
    _scanner: NameScanner | None = None
    _added_scanner: NameScanner | None = None

    def meanings(self, name: str) -> tuple[PlaceMeaning, ...]:
        """Return the meanings of a name, the most prominent first, including qualifiers and demonyms."""
        return self.meanings_of(name_hash(name))

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
        # All towns of a region have the same ones.
        known = self._ancestors.get(place.parents)
        if known is None or place.label in known:
            known = self._ancestors[place.parents] = self._find_ancestors(place)
        return known

    def _find_ancestors(self, place: Place) -> frozenset[str]:
        holder = self.by_label(place.parents[0]) if len(place.parents) == 1 else None
        above = None if holder is None else self._ancestors.get(holder.parents)
        if holder is None or above is None or not above.isdisjoint((place.label, holder.label)):
            return frozenset([parent.label for parent in self.parents(place)])
        return above.union(place.parents)

    def scan(self, text: str) -> array[int]:
        """Return the spans of known names that begin with a capital, flat with an entry each; they do not overlap."""
        if self._scanner is None:
            self._scanner = NameScanner(folds(), *self._tables(), self.sections["WORDS"])
        built_in = self._scanner.scan(text)
        return merge_names(self._scan_added(text), built_in) if self.added else built_in

    def meanings_of(self, hashed: int) -> tuple[PlaceMeaning, ...]:
        """Return the meanings of the name with a hash (`folding.name_hash`)."""
        known = self._meanings.get(hashed)
        if known is None:
            known = self._file().meanings_of(hashed)
            if mine := self.added.get(hashed):
                labels = {meaning.place.label for meaning in mine}
                known = mine + tuple([meaning for meaning in known if meaning.place.label not in labels])
            if len(self._meanings) > _KEPT:
                self._meanings.clear()
            self._meanings[hashed] = known
        return known

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

    def _tables(self) -> tuple[memoryview, memoryview]:
        if self._scanned is None:
            self._scanned = self.sections["BUCKETS"].cast("I"), self.sections["HASHES"].cast("I")
        return self._scanned

    def _scan_added(self, text: str) -> array[int]:
        if self._added_scanner is None:
            self._added_scanner = NameScanner(folds(), *tables_of(self.added))
        return self._added_scanner.scan(text)

    def _file(self) -> PlaceRows:
        if self._rows is None:
            self._rows = PlaceRows(self.sections, Place, PlaceMeaning, KINDS)
        return self._rows

    def _find_label(self, label: str) -> Place | None:
        if label in self.own:
            return self.own[label]
        holder = self._file().numbers.get(label)
        if holder is not None:
            return self._file().read(holder)
        pieces = label.split(", ")
        for count in range(len(pieces), 0, -1):
            for meaning in self.meanings_of(name_hash(", ".join(pieces[:count]))):
                if meaning.place.label == label:
                    return meaning.place
        return None


# Cached places and names; news uses a few thousand of each.
_KEPT = 50_000


def tables_of(hashes: Iterable[int]) -> tuple[memoryview, memoryview]:
    """Return the tables of buckets and hashes with which `scan_names` finds these names."""
    ordered = sorted(hashes)
    counts = array("I", bytes(4 * 65537))
    for hashed in ordered:
        counts[(hashed >> 32) + 1] += 1
    for bucket in range(65536):
        counts[bucket + 1] += counts[bucket]
    return memoryview(counts), memoryview(array("I", (hashed & 0xFFFFFFFF for hashed in ordered)))


def words_of(names: Iterable[str]) -> bytes:
    """Return the table with which `NameScanner` finds these names faster: how many words they have by the first."""
    table, words = folds(), bytearray(1 << 18)
    for name in names:
        inside = "".join([c if ord(c) < FOLDED and table[ord(c)] & IN_WORD else " " for c in name]).split()
        if inside:
            number = name_hash(inside[0]) >> 29
            shift = 4 * (number & 1)
            known = words[number >> 1] >> shift & 15
            words[number >> 1] ^= (known ^ max(known, min(len(inside), 7))) << shift
    return bytes(words)


def merge_names(first: array[int], second: array[int]) -> array[int]:
    """Return the names of both scans; of overlapping ones the longer, of equally long ones that of the first."""
    flat = iter(first + second)
    taken: list[tuple[int, int, int]] = []
    for span in sorted(zip(flat, flat, flat, strict=True), key=lambda span: (span[0], -span[1])):
        if taken and span[0] < taken[-1][1]:
            if span[1] - span[0] > taken[-1][1] - taken[-1][0]:
                taken[-1] = span
            continue
        taken.append(span)
    return array("I", chain.from_iterable(taken))


@cache
def open_gazetteer() -> Gazetteer:
    """Return the built-in gazetteer, opened once. Raises IndexDamaged if its file is damaged."""
    return Gazetteer(read_sections(BUILT_IN))
