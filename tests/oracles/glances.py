"""What most texts lack, looked for mention by mention (`dateline.index.kernel._glances`)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from dateline.index.entities.mention import DateMention, PersonMention, PlaceMention

Mention = PersonMention | PlaceMention | DateMention

__all__ = ["first_after", "first_in", "has_bare_word", "has_gap", "has_list_mark", "share_words"]


def share_words(ones: Sequence[Mention], others: Sequence[Mention]) -> bool:
    """Return whether one of some mentions shares words with one of the others."""
    return any(one.start < other.end and other.start < one.end for one in ones for other in others)


def has_gap(people: Sequence[PersonMention], gap: int) -> bool:
    """Return whether so many characters are between two neighbours."""
    return any(other.start - one.end == gap for one, other in pairwise(people))


def has_bare_word(people: Sequence[PersonMention]) -> bool:
    """Return whether one is a word alone, without a title."""
    return not all(one.title or " " in one.text for one in people)


def first_after(tails: Collection[str], text: str, mentions: Sequence[Mention], at: int) -> int:
    """Return the number of the first mention, from a number on, that stands behind a tail; -1 if none does."""
    numbers = range(at, len(mentions))
    return next((number for number in numbers if text[: mentions[number].start].endswith(tuple(tails))), -1)


def has_list_mark(text: str, mentions: Sequence[Mention], reach: int) -> bool:
    """Return whether a comma and a blank follow a mention, and a point within a reach of its end."""
    return any(text[one.end : one.end + 2] == ", " and "." in text[one.end + 3 : one.end + reach] for one in mentions)


def first_in(parts: Collection[str], text: str, at: int) -> int:
    """Return the first place from one on at which a part stands in a text, -1 if none does."""
    return next((place for place in range(at, len(text)) if text.startswith(tuple(parts), place)), -1)
