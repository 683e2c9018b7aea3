"""Find the people of a text: the spans of their names without titles, and the persons that short forms mean.

The tagger finds most of them, `corrections` puts right what misled it, and the kernel makes mentions of them
(`dateline.index.kernel._naming`). For the names that it cannot judge it asks the rules: `name_spans` separates titles
from names, `companies` tells companies named after people, `missed` adds what was missed, and `naming` resolves short
forms; `storms` drops storms that have the name of a person, and `pairs` completes *Bill and Hillary Clinton*.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import cache
from typing import Final

from dateline.index.entities.mention import PersonMention
from dateline.index.entities.people import companies, cue_words, missed, naming, person_names
from dateline.index.entities.people.cue_words import THINGS, name_rules
from dateline.index.entities.people.name_parts import split_name_span
from dateline.index.entities.people.name_spans import REACH, after_courtesy, fills_line, person_at
from dateline.index.entities.people.pairs import with_surnames
from dateline.index.entities.people.storms import without_storms
from dateline.index.entities.people.titles import PARTICLES, STYLES
from dateline.index.entities.tagging import (
    CALENDAR,
    ORGANISATION,
    OTHER,
    PERSON,
    PLACE_WORDS,
    Names,
    is_first_name,
)
from dateline.index.kernel import _naming as kernel
from dateline.index.kernel._naming import FoundName, PeopleFinder

__all__ = ["find_people"]

# All that the kernel says of a name that may be a person's, for one that it did not read.
ALL_SIGNS: Final = kernel.RULED | kernel.ACTS | kernel.SHOUTED | kernel.ECHOED | kernel.OPENS


def find_people(text: str, names: Names) -> tuple[PersonMention, ...]:
    """Return the mentions of people, in the order of the text.

    Each has the person's name in the text, and the reason if it is a short form. An ambiguous short form
    stays unresolved.
    """
    signs, candidates = names.people or name_rules().read(str(text), names.starts, names.ends, names.kinds)[2]
    if signs & kernel.SPLIT:
        joined = list(join_names(text, names))
        candidates = array("Q", [number for each in joined for number in (*each, ALL_SIGNS, each[0])])
    if not candidates:  # common in short notices
        return ()
    found = people_finder().find(text, names.starts, names.ends, names.kinds, names.sentences, signs, candidates)
    return with_surnames(text, without_storms(text, found))


@cache
def people_finder() -> PeopleFinder[PersonMention]:
    """Return what makes mentions of names, made once."""
    unusual = missed.NO_SURNAMES | person_names.PARTICLES | person_names.SUFFIXES | STYLES
    return PeopleFinder(
        PersonMention,
        companies=companies.COMPANIES,
        by_word=companies.BY_WORD,
        things=THINGS,
        unusual_words=unusual,
        classes_of=cue_words.name_rules().classes_of,
        place_words=PLACE_WORDS,
        calendar=CALENDAR,
        rules=Rules(),
    )


def people_at(text: str, start: int, end: int, kind: int, taken: int) -> Iterator[FoundName]:
    """Yield the people of a tagged name, after the offset up to which the text is taken."""
    if kind in (ORGANISATION, OTHER) and is_particled(text[start:end]):
        kind = PERSON
    if kind != PERSON and not after_courtesy(text, start):
        return
    for piece_start, piece_end in split_name_span(text, max(start, taken), end):
        person = person_at(text, piece_start, piece_end, kind)
        if person is not None:
            yield person


def join_names(text: str, names: Names) -> Iterator[tuple[int, int, int]]:
    """Yield the names, with split ones joined.

    Two people with only particles between them (*Ursula*, *von der*, *Leyen*) are one; a name before *, Forename* on a
    line of its own is a person.
    """
    last: tuple[int, int, int] | None = None
    for start, end, kind in names:
        if last and kind == last[2] == PERSON and 0 < start - last[1] < REACH:
            between = text[last[1] : start].split(" ")
            if len(between) > 2 and not between[0] + between[-1] and all(word in PARTICLES for word in between[1:-1]):
                last = last[0], end, kind
                continue
        if last:
            entry = kind == PERSON and text[last[1] : start] == ", " and fills_line(text, last[0], end)
            yield (last[0], last[1], PERSON if entry else last[2])
        last = start, end, kind
    if last:
        yield last


def is_particled(name: str) -> bool:
    """Return whether a name is a forename, a particle and more (*Dominique de Villepin*), which only people have."""
    first, _, rest = name.partition(" ")
    particle, _, surname = rest.partition(" ")
    return particle in PARTICLES and surname[:1].isupper() and is_first_name(first)


class Rules:
    """What the kernel asks for the names that it cannot judge."""

    people_at = staticmethod(people_at)
    acts_as_company = staticmethod(companies.acts_as_company)
    found_again = staticmethod(missed.found_again)
    with_particles = staticmethod(missed.with_particles)
    find_aged = staticmethod(missed.find_aged)
    find_months = staticmethod(missed.find_months)
    sought_for = staticmethod(missed.sought_for)
    capitalize = staticmethod(naming.capitalize)
    forms_of = staticmethod(naming.forms_of)
    choose = staticmethod(naming.choose)
    main_name = staticmethod(naming.main_name)
    gender_of = staticmethod(naming.gender_of_person)
    gender_of_title = staticmethod(naming.gender_of_title)
    names_agree = staticmethod(person_names.names_agree)
    surname_of = staticmethod(person_names.surname_of)
