"""The places of an archive: the place of a key, its parents, and the keys that a query's value means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from dateline.index.analysis.english import fold_value
from dateline.index.entities.authority.authority import Authority
from dateline.index.entities.places.gazetteer import Gazetteer, Place
from dateline.index.fields import Field
from dateline.searcher.engine.protocol import Engine, Naming
from dateline.searcher.entities.meaning import LEVELS, Meaning

__all__ = ["Places"]


class Places:
    """The places of one field of an archive."""

    def __init__(self, engine: Engine, row: Field, authority: Authority, gazetteer: Callable[[], Gazetteer]) -> None:
        self._engine, self._row, self._authority, self._open_gazetteer = engine, row, authority, gazetteer

    def name_of(self, key: str, id: str | None = None) -> str | None:
        """Return the label of the place of a key, in an article or in general; None if the place is hidden."""
        if id is not None and (name := self._exceptions.get((id, key))) is not None:
            return self._authority.resolve("places", name)
        return self._authority.resolve("places", key)

    def full_name(self, key: str) -> str:
        """Return the key itself: each label is a different place."""
        return key

    def resolve(self, value: str, *, by_word: bool) -> Meaning:
        """Return the keys that a query's value means: those of the place and of all places within it."""
        labels, folded = self._labels(value), fold_value(value)
        keys = {
            key
            for key in self._engine.keys(self._row.name)
            if (name := self.name_of(key)) is not None
            and (fold_value(key) == folded or name in labels or labels.intersection(self._parent_names(name, key)))
        }
        apart = self._exceptions.items()
        meant = {pair for pair, name in apart if name in labels or labels.intersection(self._parent_names(name))}
        return Meaning(
            frozenset(keys),
            excluded=frozenset(pair for pair, _ in apart if pair[1] in keys and pair not in meant),
            included=frozenset(meant),
            names=tuple(sorted(labels)),
            note=self._other_places_note(value, labels, keys),
        )

    def naming(self, level: str | None) -> Naming | None:
        """Return how to count places: each by itself (None), or by the places of a level that they are or lie in.

        Returns None if each key is a place of its own.
        """
        exceptions = {pair: self._names_of(pair[1], level, pair[0]) for pair in self._exceptions}
        if level is None and self._authority.is_empty:
            return None

        return Naming(f"{self._row.name}:{level or ''}", lambda key: self._names_of(key, level), exceptions)

    def _names_of(self, key: str, level: str | None, id: str | None = None) -> tuple[str, ...]:
        name = self.name_of(key, id)
        if name is None:
            return ()
        return (name,) if level is None else self._names_at(name, LEVELS[level], None if id is not None else key)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return self._open_gazetteer()

    @cached_property
    def _exceptions(self) -> Mapping[tuple[str, str], str]:
        return self._authority.exceptions("places")

    def _labels(self, value: str) -> frozenset[str]:
        """Return the labels of the place that a value names: by the authority, by label, else by any name."""
        if self._authority.knows("places", value):
            name = self._authority.resolve("places", value)
            return frozenset() if name is None else frozenset((name,))
        found = self._gazetteer.named(value)
        exact = [place.label for place in found if fold_value(place.label) == fold_value(value)]
        labels = exact or [place.label for place in found[:1]]
        return frozenset(name for label in labels if (name := self._authority.resolve("places", label)) is not None)

    def _other_places_note(self, value: str, labels: frozenset[str], keys: Iterable[str]) -> str:
        """Return a note on other places of the archive with this name, if there are any."""
        present = self._engine.keys(self._row.name).difference(keys)
        others = [place.label for place in self._gazetteer.named(value) if place.label in present]
        if not labels or not others:
            return ""
        named = ", ".join(f"“{label}”" for label in others[:3])
        return f"“{value}” means {', '.join(sorted(labels))}; the archive also has {named}"

    def _parent_names(self, name: str, key: str | None = None) -> frozenset[str]:
        """Return the names of all places that contain the place of a name, without hidden ones."""
        return frozenset(parent for parent, _ in self._parents(self._place_of(name, key)))

    def _names_at(self, name: str, kind: str, key: str | None) -> tuple[str, ...]:
        """Return which names of a kind the place of a name has: its own, and those of the places that contain it."""
        place = self._place_of(name, key)
        chain = () if place is None else ((name, place), *self._parents(place))
        return tuple(dict.fromkeys(each for each, at in chain if at.kind == kind))

    def _parents(self, place: Place | None) -> Iterator[tuple[str, Place]]:
        """Yield the places that contain a place, each with its name by the authority, without hidden ones."""
        for parent in () if place is None else self._gazetteer.parents(place):
            name = self._authority.resolve("places", parent.label)
            if name is not None:
                yield name, self._place_of(name, parent.label) or parent

    def _place_of(self, name: str, key: str | None = None) -> Place | None:
        """Return the place in the gazetteer that has a name, else that of its key, else that of its first known alias.

        The authority may give a place a name that the gazetteer does not know: then its labels there are aliases.
        """
        keys = () if key is None else (key,)
        for each in dict.fromkeys((name, *keys, *self._authority.aliases_of("places", name))):
            place = self._gazetteer.by_label(each)
            if place is not None:
                return place
        return None
