"""How names of a text stand to each other (`dateline.index.kernel._places`), said with patterns and slices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

__all__ = ["Event", "Span", "events_of", "given_of", "is_in_place", "marked", "preposition_of"]

Span = tuple[int, int, int]
Event = tuple[int, int, int, int, int, int]
Divide = Callable[[str, int, int], Iterable[tuple[int, int]]]

COMMA_BEFORE = re.compile(r"(?:,\s+|\s\()\Z")
COMMA_BETWEEN = re.compile(r"\.?,\s+|\s+\(")
AFTER_OF = (" of ", " of the ")


def preposition_of(text: str, start: int, words: Mapping[str, int]) -> int:
    """Return what the word before a name says."""
    if start < 1 or text[start - 1 : start] != " ":
        return 0
    before = text[max(0, start - 40) : start - 1].lower().split(" ")
    while len(before) > 1 and words.get(before[-1], 0) & 16:
        before.pop()
    flags = words.get(before[-1], 0)
    if flags & (4 | 8):
        needed = 32 if flags & 4 else 64
        return 2 if len(before) > 1 and words.get(before[-2], 0) & needed else 0
    return 2 if flags & 1 else 1 if flags & 2 else 0


def is_in_place(text: str, start: int, words: Mapping[str, int], phrases: Set[str]) -> bool:
    """Return whether a preposition before a name says that it is a place, and does not belong to a word before it."""
    if not preposition_of(text, start, words):
        return False
    before = text[max(0, start - 32) : start].split(" ")[:-1]
    if before and before[-1] == "the":
        before.pop()
    return len(before) < 2 or before[-1] not in ("in", "at", "from") or before[-2] not in phrases


def given_of(text: str, names: Iterable[tuple[int, int, bool]], divide: Divide) -> list[Span]:
    """Return the spans of the tagger, divided, without article and possessive."""
    spans: list[Span] = []
    for start, end, demonym in sorted(names):
        for begin, stop in divide(text, start, end):
            if text[begin : begin + 4].lower() == "the ":
                begin += 4
            name = text[begin:stop]
            kept = name.rstrip("'’ ")
            if kept == name and len(name) > 2 and name[-1] in "sS" and name[-2] in "'’":
                kept = name[:-2]
            if kept and (not spans or begin >= spans[-1][1]):
                spans.append((begin, begin + len(kept), 4 | demonym))
    return spans


def events_of(
    text: str,
    found: Sequence[tuple[int, int]],
    given: Sequence[Span],
    closed: Iterable[tuple[int, int]],
    words: Mapping[str, int],
) -> Iterator[Event]:
    """Yield the names of the gazetteer that a rule must decide."""
    names = iter([*sorted(closed), (len(text) + 1, len(text) + 1)])
    shut, opens = next(names)
    for start, end in found:
        place = sum(stop <= start for _, stop, _ in given)
        over = [span for span in given if span[0] < end and span[1] > start]
        comma = _comma(text, over[0][0] if over else start)
        if over and over[0][:2] == (start, end):
            if comma:
                yield 4, place, start, end, 0, 0
            continue
        while opens <= start:
            shut, opens = next(names)
        if over:
            is_open = shut >= end or (start <= shut and opens <= end)
            office = len(over) == 1 and over[0][1] == end and over[0][0] < start
            holds = start <= over[0][0] and over[-1][1] <= end
            longer = len(over) > 1 or end - start > over[-1][1] - over[0][0]
            if is_open and (office or (holds and longer)):
                yield 2 | comma, place, start, end, place + len(over), 0
            elif comma:
                yield 4, place, start, end, 0, 0
        elif shut >= end:
            hyphen = 32 if given and _in_compound(text, start, end) else 0
            if not hyphen or _is_joined(text, start, end):
                point = 16 if text[end : end + 1] == "." and end - start >= 3 and text[end - 2] == "." else 0
                yield comma | point | hyphen, place, start, end, preposition_of(text, start, words), 0
        elif start <= shut and opens <= end and end - start > opens - shut:
            if " " in text[start:end]:
                yield 3, place, start, end, 0, 0
        elif _is_piece(text, start, end, shut, opens):
            yield 1 | comma, place, start, end, shut, opens


def may_be_listed(text: str, start: int, end: int) -> bool:
    """Return whether words around a name may make it one of a list, or a place in the next one."""
    return text[:start].endswith((" and ", " or ")) or re.match(r"\.?(?:,|\s+\()", text[end:]) is not None


def marked(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the spans with what the words beside them may say."""
    result = []
    for number, (start, end, flags) in enumerate(spans):
        if number and _follows(text, spans[number - 1][1], start):
            flags |= 2
        if re.match(r" [spct][trio]", text[end:]) or text[:start].endswith(AFTER_OF):
            flags |= 16
        point = text[end : end + 1] == "."
        if point:
            flags |= 32
        if number + 1 < len(spans):
            following = spans[number + 1][0]
            if (
                _follows(text, end, following)
                or _may_decide(text[end:following])
                or (point and _may_decide(text[end + 1 : following]))
            ):
                flags |= 64
        result.append((start, end, flags))
    return result


def _comma(text: str, start: int) -> int:
    return 8 if COMMA_BEFORE.search(text[:start]) else 0


def _in_compound(text: str, start: int, end: int) -> bool:
    return text[:start].endswith("-") or text[end:].removeprefix(".").startswith("-")


def _is_joined(text: str, start: int, end: int) -> bool:
    behind = text[end:].removeprefix(".")
    return (
        re.match("-[A-Za-z]", behind) is not None
        if behind.startswith("-")
        else re.search("[A-Za-z.].$", text[:start], re.DOTALL) is not None
    )


def _is_piece(text: str, start: int, end: int, shut: int, opens: int) -> bool:
    if opens - shut >= 80:
        return False
    first = start == shut or (start > shut and text[shut:start].endswith((" and ", ", ")))
    last = end in (opens, opens - 1) or (end < opens and text[end:].startswith((", ", " and ")))
    return first and last


def _follows(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    return 0 < len(gap) <= 4 and gap[0] in ",( \n." and COMMA_BETWEEN.fullmatch(gap) is not None


def _may_decide(gap: str) -> bool:
    if not 1 < len(gap) <= 90:
        return False
    return gap.startswith(("'", "’", "s'", "s’")) or gap.endswith(AFTER_OF) or " in " in gap
