"""Two people with one surname: *Bill* in *Bill and Hillary Clinton* is Bill Clinton."""

from __future__ import annotations

from collections import Counter
from typing import Final

from dateline.index.dataclass import replace
from dateline.index.entities.glances import MENTIONS
from dateline.index.entities.mention import PersonMention
from dateline.index.entities.people.name_spans import normalize_word
from dateline.index.entities.people.titles import PARTICLES, SUFFIXES
from dateline.index.entities.tagging import gender_of, is_common, is_first_name, is_surname

__all__ = ["with_surnames"]

AND: Final = " and "
SHORTEST: Final = 2


def with_surnames(text: str, people: tuple[PersonMention, ...]) -> tuple[PersonMention, ...]:
    """Return the mentions, forenames before *and* and a full name with its surname."""
    if not MENTIONS.has_gap(people, len(AND)):  # most texts
        return people
    made: list[PersonMention] | None = None
    counts: Counter[str] | None = None
    for at in range(1, len(people)):
        one, other = people[at - 1], people[at]
        if other.start - one.end != len(AND) or text[one.end : other.start] != AND:
            continue
        counts = counts or Counter(each.text for each in people)
        if shares(text, counts, one, other):
            made = made or list(people)
            reason = f'"{one.text}" ← "{one.text} and {other.text}"'
            made[at - 1] = replace(one, name=f"{one.text} {surname_in(other.text)}", reason=reason)
    return tuple(made) if made else people


def shares(text: str, counts: Counter[str], one: PersonMention, other: PersonMention) -> bool:
    """Return whether a mention is a forename that the surname of the next one belongs to. ``counts`` are the mentions.

    One that can be a surname (*Wilson and Theodore Roosevelt*) is so only in a couple, and if it stands nowhere else.
    """
    forename, _, rest = other.text.partition(" ")
    if not rest or one.name != one.text or " " in one.text or one.title or other.title or not is_first_name(one.text):
        return False
    surname = surname_in(other.text)
    if not is_first_name(forename) or is_common(surname) or (is_first_name(surname) and not is_surname(surname)):
        return False  # José Pedro
    if len(surname) < SHORTEST or text.endswith(" as ", 0, one.start):  # she sang as Anita
        return False
    if not is_surname(one.text):
        return True
    couple = {gender_of(one.text), gender_of(forename)} == {"m", "f"}
    return couple and counts[one.text] == 1


def surname_in(name: str) -> str:
    """Return the surname of a full name with its particles, without a suffix: *El Bakraoui*; empty for *Johann II*."""
    words = [word for each in name.split() if (word := each.rstrip(","))]
    while words and normalize_word(words[-1]) in SUFFIXES:
        words.pop()
    if len(words) < 2:
        return ""
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in PARTICLES:
        at -= 1
    return " ".join(words[at:])
