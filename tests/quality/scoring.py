"""How well what was found agrees with what was annotated.

People and places are found when both ends of their span are right. A date is found when it overlaps (relaxed, as in
TempEval), since one annotator's *the early hours of Friday* is another's *Friday*. Of what is annotated as optional
nothing is asked: missing it is no miss, and finding it, or a piece of it, is no false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, TypeVar

from dateline.index.entities.mention import DateMention, PersonMention, PlaceMention
from tests.quality.annotations import GoldDate, GoldPerson, GoldPlace

G = TypeVar("G", GoldPerson, GoldPlace, GoldDate)
F = TypeVar("F", PersonMention, PlaceMention, DateMention)

# A rough time may be read wider (*the end of 1958* as 1958), but not without end.
WIDEST = 4
LENGTH = re.compile(
    r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?"
)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of a measure; they add up over articles."""

    right: int = 0
    found: int = 0
    annotated: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.annotated + other.annotated)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what was annotated that was found."""
        return self.right / self.annotated if self.annotated else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two; 1 where there was nothing to find and nothing was found."""
        both = self.found + self.annotated
        return 2 * self.right / both if both else 1.0


@dataclass(frozen=True)
class Matched(Generic[G, F]):
    """Annotated mentions with what was found for each, annotated mentions that were missed, and false alarms."""

    pairs: list[tuple[G, F]] = field(default_factory=list)
    missed: list[G] = field(default_factory=list)
    false: list[F] = field(default_factory=list)

    @property
    def score(self) -> Score:
        """The score of finding alone."""
        return self.score_where(lambda gold, found: True)

    def score_where(self, is_right: Callable[[G, F], bool]) -> Score:
        """Return the score if a pair counts only where it is right."""
        right = sum(is_right(gold, found) for gold, found in self.pairs)
        return Score(right, len(self.pairs) + len(self.false), len(self.pairs) + len(self.missed))

    def share_where(self, is_right: Callable[[G, F], bool]) -> Score:
        """Return the share of the pairs that are right."""
        right = sum(is_right(gold, found) for gold, found in self.pairs)
        return Score(right, len(self.pairs), len(self.pairs))


def match_strictly(gold: Sequence[G], found: Sequence[F]) -> Matched[G, F]:
    """Match mentions whose spans are the same."""
    by_span = {(each.start, each.end): each for each in found}
    asked = [each for each in gold if not each.optional]
    pairs = [(each, by_span[each.start, each.end]) for each in asked if (each.start, each.end) in by_span]
    used = {(each.start, each.end) for each, _ in pairs}
    rest = [each for each in found if (each.start, each.end) not in used]
    missed = [each for each in asked if (each.start, each.end) not in used]
    return Matched(pairs, missed, [each for each in rest if not is_excused(each, gold)])


def is_excused(found: PersonMention | PlaceMention | DateMention, gold: Sequence[G]) -> bool:
    """Tell whether what was found touches something annotated as optional."""
    return any(each.optional and overlap(each, found) > 0 for each in gold)


def overlap(one: G, other: PersonMention | PlaceMention | DateMention) -> int:
    """Return how many characters two spans share, or a number below 1."""
    return min(one.end, other.end) - max(one.start, other.start)


def match_dates(gold: Sequence[GoldDate], found: Sequence[DateMention]) -> Matched[GoldDate, DateMention]:
    """Match dates that overlap, one to one; the two ends of a range may have been found as one mention or as two."""
    matched: Matched[GoldDate, DateMention] = Matched()
    left = [each for each in found if not is_outside(each)]
    for each in gold:
        if each.optional:
            continue
        touching = [other for other in left if overlap(each, other) > 0]
        if not touching:
            matched.missed.append(each)
            continue
        taken = touching if each.is_range else [max(touching, key=lambda other: overlap(each, other))]
        matched.pairs.append((each, joined(taken)))
        left = [other for other in left if other not in taken]
    matched.false.extend(each for each in left if not is_excused(each, gold))
    return matched


def is_outside(found: DateMention) -> bool:
    """Tell whether a mention is of a kind that is not annotated: *now*, *recently*, *for years*."""
    value = found.value or ""
    return value.endswith("_REF") or (found.type == "DURATION" and "X" in value)


def joined(parts: Sequence[DateMention]) -> DateMention:
    """Return the mention itself, or one from the first day of the first to the last day of the last."""
    one, other = parts[0], parts[-1]
    if len(parts) == 1:
        return one
    text = f"{one.text} … {other.text}"
    # A last part without days is wrong, whatever the annotation has.
    days = one.days and replace(one.days, last=date.max if other.last is None else other.last)
    return DateMention(text, one.start, other.end, one.type, days)


def has_name(gold: GoldPerson, found: PersonMention) -> bool:
    """Tell whether a person has one of the full names that are right, but for capitals, commas and full stops."""
    return plain_name(found.name) in {plain_name(name) for name in gold.names}


def plain_name(name: str) -> str:
    return " ".join(re.sub(r"[.,]", " ", name).casefold().split())


def has_country(gold: GoldPlace, found: PlaceMention) -> bool:
    """Tell whether a place has the right country; a place annotated without one is right with any."""
    return gold.country is None or gold.country == found.country


def has_value(gold: GoldDate, found: DateMention) -> bool:
    """Tell whether a date covers the right days, or whether a length or a set is one, and the same."""
    if gold.type in ("DURATION", "SET"):
        return found.type == gold.type and same_length(gold.value, found.value)
    if gold.first is None or gold.last is None:
        return found.first is None
    if found.first is None or found.last is None:
        return False
    if not gold.rough:
        return (gold.first, gold.last) == (found.first, found.last)
    shared = (min(gold.last, found.last) - max(gold.first, found.first)).days + 1
    ours, theirs = (gold.last - gold.first).days + 1, (found.last - found.first).days + 1
    inside = shared in (ours, theirs) and theirs <= WIDEST * ours
    return inside or 2 * shared >= ours + theirs - shared


def same_length(one: str | None, other: str | None) -> bool:
    """Tell whether two lengths are the same time (P2W and P14D), as far as both say one."""
    if one is None or other is None or "X" in one or "X" in other:
        return True
    return one == other or (seconds(one) is not None and seconds(one) == seconds(other))


def seconds(value: str) -> float | None:
    """Return an ISO 8601 length in seconds, a year of 365.25 days and a twelfth of it to the month."""
    read = LENGTH.fullmatch(value)
    if read is None:
        return None
    years, months, weeks, days, hours, minutes, rest = (float(part or 0) for part in read.groups())
    return round(
        (years * 365.25 + months * 365.25 / 12 + weeks * 7 + days) * 86400 + hours * 3600 + minutes * 60 + rest
    )
