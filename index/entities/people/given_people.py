"""Short forms that mean whom the article's source named: *Obama*, where *Barack Obama* was given with the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.index.analysis.english import fold_value
from dateline.index.entities.mention import PersonMention
from dateline.index.entities.people.person_names import split_name, surname_of

__all__ = ["by_given_names"]


def by_given_names(found: Sequence[PersonMention], given: Iterable[str]) -> tuple[PersonMention, ...]:
    """Return the people found, those of one word under the one given full name that has it as its surname.

    A word that two of the given names share stays a name of its own.
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
