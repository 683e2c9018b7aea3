"""The places of an archive: the place of a key, its parents, and the keys that a query's value means.

A name that several places share means the one that most articles of the archive name; of equals, the best known. Only
the place itself counts for this, not the places in it: an article on Atlanta does not say *Georgia*, and a region does
not take the name of its city (*New York*). If no article names any of them, which is common in datelines, the one with
the most articles on places within is meant. One article more is enough: any other bound would have to be explained, and
a note names the others with their counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cached_property

from dateline.index.analysis.english import fold_name_word, fold_value
from dateline.index.dataclass import dataclass, replace
from dateline.index.entities.authority.authority import Authority
from dateline.index.entities.places.gazetteer import Gazetteer, Place
from dateline.index.fields import Field
from dateline.searcher.engine.protocol import Engine, Naming
from dateline.searcher.entities.meaning import LEVELS, Meaning
from dateline.searcher.entities.namesakes import Namesakes, find_namesakes, full_label
from dateline.searcher.entities.typed_places import other_readings, read_place
from dateline.searcher.query.bound import Keys
from dateline.searcher.query.lookalikes import clip

__all__ = ["Places"]

MOST_OTHERS = 3  # places of the same name in a note
ALIKE = 4  # first letters that two names of one root share: *Korea* and *Korean Peninsula*
MOST_INITIALS = 3  # letters of a name that is probably initials: *USA*, *U.K.*; in capitals one more


@dataclass(frozen=True, slots=True)
class _KnownKeys:
    """The keys of an archive by the name of their place, by those of all places around it, and folded."""

    own: Mapping[str, Sequence[str]]
    within: Mapping[str, Sequence[str]]
    folded: Mapping[str, Sequence[str]]


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

    def resolve(self, value: str, *, by_word: bool, listed: bool = False) -> Meaning:
        """Return the keys that a query's value means: those of the place and of all places within it.

        ``listed``: the value may be one that a facet lists; if it is, it means the place of exactly that name.
        """
        found, read = find_namesakes(self._gazetteer, value), value
        # Values of the source that are written like this; a label that is written like this is a namesake's.
        spelt = self._keys.folded.get(fold_value(value), ())
        picked = listed and self._is_listed(value)
        if not (picked or spelt or self._authority.knows("places", value) or self._is_named(found)):
            read, found = self._read_otherwise(value, found)
        meant = self._choose(read, found, picked=picked)
        within = self._find_within(meant)
        keys = within.keys.union(key for key in spelt if meant is None or self._gazetteer.by_label(key) is None)
        return Meaning(
            keys,
            excluded=frozenset(pair for pair in self._exceptions if pair[1] in keys and pair not in within.included),
            included=within.included,
            names=() if meant is None else (meant,),
            note="" if meant is None else self._note(value, read, meant, found, keys),
        )

    def find_named(self, text: str) -> str | None:
        """Return the place that a text names, in any spelling, if articles name it or a place in it; else None."""
        readings = [(text, find_namesakes(self._gazetteer, text)), *other_readings(self._gazetteer, text)]
        for read, found in readings:
            if found.places and (name := self._choose(read, found, picked=False)) in self._keys.within:
                return name
        return None

    def is_known(self, text: str) -> bool:
        """Return whether a text, in any spelling, names a place or is a value that articles have."""
        known = self._keys.folded.get(fold_value(text)) or self._authority.knows("places", text)
        return bool(known) or self.find_named(text) is not None

    def _read_otherwise(self, value: str, found: Namesakes) -> tuple[str, Namesakes]:
        """Return what a value that names no place of the archive is read as, and the places of that name."""
        if not found.places:
            read, others = read_place(self._gazetteer, value)
            if others.places:
                return read, others
        further = replace(found, rivals=frozenset(place.label for place in found.places))  # *Frisco* for San Francisco
        readings = (*other_readings(self._gazetteer, value), (value, further))
        return next((each for each in readings if self._is_named(each[1])), (value, found))

    def _is_named(self, found: Namesakes) -> bool:
        """Return whether articles name one of the rivals, or a place in it."""
        names = filter(None, [self._name_of_place(each) for each in found.places if each.label in found.rivals])
        return any(name in self._keys.within or self._find_within(name).included for name in names)

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

    @cached_property
    def _keys(self) -> _KnownKeys:
        own, within, folded = (defaultdict[str, list[str]](list) for _ in range(3))
        for key in self._engine.keys(self._row.name):
            name = self.name_of(key)
            if name is not None:
                own[name].append(key)
                folded[fold_value(key)].append(key)
                for each in {name, *self._parent_names(name, key)}:
                    within[each].append(key)
        return _KnownKeys(own, within, folded)

    def _is_listed(self, value: str) -> bool:
        """Return whether a facet may list a value: the label of a place that articles name, or of one around it."""
        return value in self._keys.within and self._gazetteer.by_label(value) is not None

    def _choose(self, value: str, found: Namesakes, *, picked: bool) -> str | None:
        """Return the name of the place that a value means, None if there is none or it is hidden."""
        if self._authority.knows("places", value):
            return self._authority.resolve("places", value)
        if picked:
            return value
        rivals = [place for place in found.places if place.label in found.rivals]
        names = list(filter(None, map(self._name_of_place, rivals)))
        if len(names) > 1:  # of equals the first
            counts = [self._count_naming(name) for name in names]
            counts = counts if any(counts) else [self._engine.total(self._find_within(name)) for name in names]
            return names[counts.index(max(counts))]
        return names[0] if names else None

    def _find_within(self, meant: str | None) -> Keys:
        """Return the keys of a place and of all places within it."""
        keys = frozenset(() if meant is None else self._keys.within.get(meant, ()))
        apart = self._exceptions.items()
        included = {pair for pair, name in apart if meant is not None and meant in (name, *self._parent_names(name))}
        excluded = frozenset(pair for pair, _ in apart if pair[1] in keys and pair not in included)
        return Keys(self._row.name, keys, excluded, frozenset(included))

    def _name_of_place(self, place: Place) -> str | None:
        return self._authority.resolve("places", place.label)

    def _count_naming(self, name: str) -> int:
        """Return how many articles name a place itself."""
        keys, apart = frozenset(self._keys.own.get(name, ())), self._exceptions.items()
        excluded = frozenset(pair for pair, own in apart if pair[1] in keys and own != name)
        included = frozenset(pair for pair, own in apart if own == name)
        if not keys and not included:
            return 0
        return self._engine.total(Keys(self._row.name, keys, excluded, included))

    def _has_keys_in(self, name: str, keys: Set[str]) -> bool:
        """Return whether a place has keys, all of them among others."""
        own = self._keys.own.get(name)
        return own is not None and keys >= set(own)

    def _note(self, value: str, read: str, meant: str, found: Namesakes, keys: Set[str]) -> str:
        """Return a note on what a value means, if it was not typed so or there are others of its name; else none."""
        said = self._note_namesakes(value, meant, found, keys)
        if not said and read != value and fold_value(value) != fold_value(meant):
            said = f"“{clip(value)}” is read as {meant}"
        elif not said and is_another_name(value, meant):
            said = f"“{clip(value)}” means {meant}"
        return "; ".join(filter(None, (said, self._note_longer(value, meant, found, keys))))

    def _note_longer(self, value: str, meant: str, found: Namesakes, keys: Set[str]) -> str:
        """Return a note on countries whose names end with the name asked for or meant, if articles name any.

        *South Korea* for *Korea*, *West Germany* for *German*. Those of the name itself are not among them.
        """
        ends = dict.fromkeys(map(fold_value, (value, meant)))
        named = {meant, *map(self._name_of_place, found.places)}
        longer = [name for end in ends for name in self._ending_with.get(end, ()) if self._is_country(name)]
        longer = [name for name in longer if name not in named and not self._has_keys_in(name, keys)]
        many = self._engine.total(self._find_within(meant)) if longer else 0
        if not many:  # an empty answer proposes them
            return ""
        counts = {name: self._engine.total(self._find_within(name)) for name in longer}
        most = sorted(filter(counts.get, longer), key=lambda name: (-counts[name], name))[:MOST_OTHERS]
        told = ", ".join(f'{self._row.name}:"{name}" ({counts[name]:,})' for name in most)
        return f"“{clip(value)}” ({many:,}) does not include {told}" if most else ""

    @cached_property
    def _ending_with(self) -> Mapping[str, Sequence[str]]:
        """The names of several words of the archive's places, by the last word."""
        found = defaultdict[str, list[str]](list)
        for name in self._keys.own:
            if " " in name:
                found[fold_value(name.rpartition(" ")[2])].append(name)
        return found

    def _is_country(self, name: str) -> bool:
        place = self._place_of(name)
        return place is not None and place.kind == "country"

    def _note_namesakes(self, value: str, meant: str, found: Namesakes, keys: Set[str]) -> str:
        """Return a note on the other places of this name that articles name; empty if there is none.

        The best known place of the name is among them even if no article names it.
        """
        counts: dict[str, int] = {}
        asked: dict[str, str | None] = {}
        for place in found.places:
            name = self._name_of_place(place)
            if name is None or name in (meant, *counts) or self._has_keys_in(name, keys):
                continue
            count = self._count_naming(name)
            if count or place is found.places[0]:
                counts[name] = count
                asked[name] = full_label(self._gazetteer, place) if name == place.label else name
        if not counts:
            return ""
        most = sorted(counts, key=lambda name: -counts[name])
        terms = [f'{self._row.name}:"{label}"' if (label := asked[name]) else name for name in most[:MOST_OTHERS]]
        told = [self._say_count(name, counts[name]) for name in most[:MOST_OTHERS]]
        others = ", ".join(f"{term} ({count})" for term, count in zip(terms, told, strict=True))
        more = f" and {len(most) - MOST_OTHERS:,} more" if len(most) > MOST_OTHERS else ""
        naming = self._count_naming(meant)
        count = naming or self._engine.total(self._find_within(meant))
        named = f"{'named' if naming or not count else 'with places named'} in {count:,} article{'s' * (count != 1)}"
        return f"“{clip(value)}” means {meant}, {named}; others of this name: {others}{more}"

    def _say_count(self, name: str, count: int) -> str:
        """Return how many articles name a place, and how many a search for it finds, if these are others."""
        within = self._engine.total(self._find_within(name))
        return f"{count:,}" if within == count else f"{count:,}, with the places in it {within:,}"

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


def is_another_name(value: str, meant: str) -> bool:
    """Return whether no word of a value begins like one of the place that it means: *Ivory Coast*, *Persia*.

    *Korea* begins like *Korean Peninsula*. Initials (*USA*) are no other name.
    """
    words, named = (set(map(fold_name_word, re.findall(r"[^\W\d_]+", text))) for text in (value, meant))
    alike = any(one[:ALIKE] == other[:ALIKE] for one in words for other in named)
    return sum(map(len, words)) > MOST_INITIALS + value.isupper() and not alike
