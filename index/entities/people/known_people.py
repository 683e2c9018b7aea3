"""People who are known beside the text: those that a user's gazetteer lists, and those that the source names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import cached_property

from dateline.index.analysis.english import fold_value
from dateline.index.dataclass import replace
from dateline.index.entities.mention import PersonMention
from dateline.index.entities.people.person_names import PARTICLES, SUFFIXES, split_name, surname_of
from dateline.index.entities.places.folding import folds, name_hash
from dateline.index.entities.places.gazetteer import tables_of
from dateline.index.kernel._gazetteer import scan_names

__all__ = ["ListedPeople", "resolve_with_source_names"]

MOST_PARTS = 3  # of a name that is written as part of an address


class ListedPeople:
    """Finds the people of a user's gazetteer by their names with a capital, in one pass."""

    def __init__(self, people: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Take names with their aliases; a name of two people means the first."""
        self._names: dict[int, str] = {}
        for name, aliases in people:
            for each in (name, *aliases):
                if hashed := name_hash(each):
                    self._names.setdefault(hashed, name)

    def add_to(self, text: str, found: Sequence[PersonMention]) -> tuple[PersonMention, ...]:
        """Return the mentions found with those of listed people that do not overlap them, in the order of the text."""
        if not self._names:
            return tuple(found)
        flat = iter(scan_names(text, folds(), *self._tables))
        taken = iter(found)
        person, merged = next(taken, None), []
        for start, end, _ in zip(flat, flat, flat, strict=True):
            while person is not None and person.end <= start:
                merged.append(person)
                person = next(taken, None)
            if person is not None and person.start < end:
                if " " not in text[start:end] or person.start < start or person.end > end:
                    continue
                person = next(taken, None)  # a listed name of several words is certain: Robin of Bristol
            name = self._names[name_hash(text[start:end])]
            merged.append(PersonMention(text[start:end], start, end, name, reason="listed in the archive's gazetteer"))
        return (*merged, *(() if person is None else (person,)), *taken)

    @cached_property
    def _tables(self) -> tuple[memoryview, memoryview]:
        return tables_of(self._names)


def resolve_with_source_names(found: Sequence[PersonMention], given: Iterable[str]) -> tuple[PersonMention, ...]:
    """Return the mentions with names of one word resolved to the full name from the source that has it as its surname.

    A surname that two of the given names share stays unresolved. A given name in small letters (``james-baker``) is
    written as a name, with the surname as it is printed, unless the text has a longer name with that surname.
    """
    full: dict[str, set[str]] = {}
    for name in given:
        if split_name(name).given and name != name.lower():
            full.setdefault(surname_of(name), set()).add(name)
        elif (parts := _parts_of_address(name)) is not None:
            full.setdefault(parts[-1], set()).add(name)
    if not full:
        return tuple(found)
    longer = {surname_of(person.name) for person in found if " " in person.name}
    return tuple(_named(person, full, longer) for person in found)


def _parts_of_address(name: str) -> list[str] | None:
    """Return the given names and the surname of a name that is written as part of an address; None if it is not."""
    parts = name.split("-")
    plain = all(len(part) > 1 and part.isascii() and part.isalpha() and part.islower() for part in parts)
    sure = 1 < len(parts) <= MOST_PARTS and plain and PARTICLES.isdisjoint(parts) and SUFFIXES.isdisjoint(parts)
    return parts if sure else None


def _named(person: PersonMention, full: dict[str, set[str]], longer: Set[str]) -> PersonMention:
    surname = fold_value(person.name)
    names = full.get(surname, ()) if " " not in person.name else ()
    if len(names) != 1:
        return person
    (name,) = names
    parts = _parts_of_address(name)
    if parts is not None:
        if surname in longer:
            return person
        name = " ".join([*map(str.capitalize, parts[:-1]), person.name])
    return replace(person, name=name, reason=f'"{person.text}" ← "{name}", given with the article')
