"""People who are known beside the text: those that a user's gazetteer lists, and those that the source names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from dateline.index.analysis.english import fold_value
from dateline.index.dataclass import replace
from dateline.index.entities.mention import PersonMention
from dateline.index.entities.people.person_names import split_name, surname_of
from dateline.index.entities.places.folding import folds, name_hash
from dateline.index.entities.places.gazetteer import tables_of
from dateline.index.kernel._gazetteer import scan_names

__all__ = ["ListedPeople", "resolve_with_source_names"]


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

    A surname that two of the given names share stays unresolved.
    """
    full: dict[str, set[str]] = {}
    for name in given:
        if split_name(name).given and name != name.lower():
            full.setdefault(surname_of(name), set()).add(name)
    return tuple(_named(person, full) for person in found) if full else tuple(found)


def _named(person: PersonMention, full: dict[str, set[str]]) -> PersonMention:
    names = full.get(fold_value(person.name), ()) if " " not in person.name else ()
    if len(names) != 1:
        return person
    (name,) = names
    return replace(person, name=name, reason=f'"{person.text}" ← "{name}", given with the article')
