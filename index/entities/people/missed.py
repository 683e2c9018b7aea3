"""Mentions of the people of a text that the tagger missed: their surnames alone, in headlines, and with an age.

The kernel searches for surnames (`dateline.index.kernel._naming`); here is what it asks if it finds any, and for
unusual names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from dateline.index.entities.people.name_spans import normalize_word, title_before, with_initials, word_before
from dateline.index.entities.people.person_names import ARTICLE
from dateline.index.entities.people.titles import PARTICLES, SUFFIXES, word_set
from dateline.index.entities.tagging import is_calendar_word, is_first_name, is_place
from dateline.index.kernel._naming import FoundName

__all__ = ["NO_SURNAMES", "find_aged", "find_months", "found_again", "sought_for", "with_particles"]

# What a person does and a month does not; and what stands before a month.
VERBS = "(?:was|is|had|has|said|says|will|would|did|does|went|came|got|took|told|and)"
BEFORE: Final = word_set("in on since until till by of from to for this last next early late mid every during through")
# With any of these words the last one of a name may be no surname, or not all of it.
NO_SURNAMES: Final = PARTICLES | SUFFIXES
AGED = re.compile(r"(?<![\w-])([A-Z][\w’'-]+)(?=, \d{1,2},)")


class Sought(NamedTuple):
    """What a full name lets a text be searched for."""

    surnames: tuple[str, ...]
    """Its surname in each form in which it can stand alone,"""
    places: tuple[str, ...]
    """those that are also places,"""
    month: str
    """its forename if that is a month or a day, else nothing,"""
    particles: str
    """and the particles before its last word, with a space after each."""


@lru_cache(1 << 14)  # texts have the same names
def sought_for(name: str) -> Sought:
    """Return what a full name lets a text be searched for."""
    words = name.split()
    if len(words) > 2 and words[1] in ("the", "of"):  # Catherine the Great
        return Sought((), (), "", "")
    if words[-1].isalpha() and words[-1][0].isupper() and NO_SURNAMES.isdisjoint(name.lower().split()):  # most names
        return sought_by(words[0], {words[-1]} if len(words[-1]) > 3 else set(), "")
    forms = {form for form in forms_of_surname(printed_surname(name)) if len(form) > 3}
    if tail := surname_with_particle(name):
        forms.add(tail)
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in PARTICLES:
        at -= 1
    return sought_by(words[0], forms, "".join(f"{word.lower()} " for word in words[at:-1]))


def sought_by(forename: str, surnames: set[str], particles: str) -> Sought:
    """Return what a forename, forms of a surname and particles let a text be searched for."""
    places = {form for form in surnames if is_place(form)}
    month = forename if is_calendar_word(forename) else ""
    return Sought(tuple(surnames - places), tuple(places), month, particles)


def surname_with_particle(name: str) -> str:
    """Return a surname of two parts with a capital: *Le Pen*; empty for any other."""
    words = name.split()
    tail = " ".join(words[-2:])
    return tail if len(words) > 2 and words[-2].lower() in PARTICLES and tail[0].isupper() else ""


def forms_of_surname(surname: str) -> tuple[str, ...]:
    """Return a surname as it can be printed: *al-Rashid*, *Al-Rashid*, *Rashid*; none in small letters."""
    if surname[:1].isupper():
        return (surname,)
    article, hyphen, rest = surname.partition("-")
    if not hyphen or not rest[:1].isupper():
        return ()
    forms = (surname, f"{article.title()}-{rest}")
    return (*forms, rest) if ARTICLE.match(surname) else forms


def find_months(text: str, forenames: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of forenames that are also months or days, before a verb: *April was five*."""
    for forename in sorted(filter(None, forenames)):
        for match in re.finditer(rf"(?<![\w-]){re.escape(forename)}(?=['’]s | {VERBS}\b)", text):
            if text[max(0, match.start() - 10) : match.start()].rstrip().rpartition(" ")[2].lower() not in BEFORE:
                yield match.span()


def with_particles(text: str, printed_names: Iterable[str], found: list[FoundName]) -> list[FoundName]:
    """Return the people, surnames alone with the particles that they have in a full name: *De la Vega*."""
    particles: dict[str, str] = {}
    for name in printed_names:
        if " " in name and (before := sought_for(name).particles):
            last = name.split()[-1]
            particles[last] = max(before, particles.get(last, ""), key=len)
    made: list[FoundName] = []
    for person in found:
        printed = particles.get(person.text, "")
        start = person.start - len(printed)
        least = made[-1].end if made else 0
        if printed and start >= least and text[start : person.start].lower() == printed:
            person = found_again(text, start, person.end)
        made.append(person)
    return made


def found_again(text: str, start: int, end: int) -> FoundName:
    """Return a mention of a known surname, with its title, and in a headline with its initials: *J. B. ALLEN DEAD*."""
    if text[start:end].isupper():
        start = with_forename(text, with_initials(text, start), start)
    return FoundName(text[start:end], start, end, text[start:end], title_before(text, start, word_before(text, start)))


def with_forename(text: str, start: int, surname: int) -> int:
    """Return the start of a name with the forename before its initials, if it has any: *JOHN B. ALLEN*."""
    at, word = word_before(text, start) if start < surname else (start, "")
    return at if word.isupper() and is_first_name(word) and "\n" not in text[at:start] else start


def printed_surname(name: str) -> str:
    """Return the last word of a name, without a suffix: *King* of *Martin Luther King Jr.*"""
    words = [word for each in name.split() if (word := each.rstrip(","))]  # a comma can stand alone: *King , Jr.*
    while len(words) > 1 and normalize_word(words[-1]) in SUFFIXES:
        words.pop()
    return words[-1] if words else ""


def find_aged(text: str, surnames: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans where surnames that are also places have an age, so that they are people: *Washington, 60,*."""
    wanted = frozenset(surnames)
    for match in AGED.finditer(text) if wanted else ():
        if match[1] in wanted:
            yield match.span(1)
