"""Places of clauses in one text: what the operators of places mean.

A place is a span of printed words, start and end (exclusive). A word joined across the end of a line takes the place of
two words. Leaves and choices have all of their places; an operator that joins two has the shortest: none that contains
another. Two places that are joined do not overlap.

* phrase: the clauses one after the other; for each start the longest place;
* slop: the words of a phrase, moved: from some shift on, the first place of each word at or after its own is at most
  ``number`` words beyond it. This is what Lucene calls a sloppy phrase;
* near: two places, at most ``number`` words apart (neighbours are one word apart); adjacent: the left one first;
* sentence, paragraph: two places without a border between them;
* first: places that end within the first ``number`` words; begins: places that begin the text;
* atleast: the places, if the fields of an article have ``number`` of them together.

A negated operator has the places of its first clause at which the second has none as close. The index finds documents
by `dateline.searcher.kernel._proximity`, which does the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeAlias

from dateline.index.dataclass import dataclass
from dateline.searcher.engine.mentioned import Mentions
from dateline.searcher.engine.words import Span, Words, chain_spans
from dateline.searcher.query.bound import AnyOf, Bound, Keys, Mentioned, Proximity, Weighted
from dateline.searcher.query.leaves import LEAVES

__all__ = ["Text", "occurs_at", "placed_leaves", "places_in"]

Spans: TypeAlias = Sequence[Span]


@dataclass(frozen=True, slots=True)
class Text:
    """One text field of an article: its name, its words, and the mentions in it. ``id`` is the article's."""

    field: str
    words: Words
    mentions: Mentions
    id: str = ""


def occurs_at(clause: Proximity, texts: Iterable[Text]) -> bool:
    """Return whether the clause has a place in any text of an article."""
    if clause.relation == "atleast":
        return sum(len(places_in(clause.clauses[0], text)) for text in texts) >= clause.number
    return any(places_in(clause, text) for text in texts)


def places_in(clause: Bound, text: Text) -> Spans:
    """Return the places of a clause in a text, in order."""
    if isinstance(clause, LEAVES):
        return sorted({*clause.occurrences(text.words)}) if text.field in clause.fields else ()
    match clause:
        case Weighted(inner, _):
            return places_in(inner, text)
        case AnyOf(clauses):
            return sorted({place for each in clauses for place in places_in(each, text)})
        case Mentioned(field):
            return _joined(span for (name, _), spans in text.mentions.items() if name == field for span in spans)
        case Keys(field):
            accepted = (
                spans
                for (name, value), spans in text.mentions.items()
                if name == field and clause.accept(text.id, value)
            )
            return _joined(span for spans in accepted for span in spans)
        case Proximity():
            return _relate(clause, text)
    return ()


def placed_leaves(clause: Bound, text: Text, within: Spans | None = None) -> Iterator[Span]:
    """Yield the places of the innermost clauses of an operator that lie within its places: what matched."""
    if isinstance(clause, Proximity):
        own = places_in(clause, text)
        own = own if within is None else [place for place in own if _lies_within(place, within)]
        for each in clause.sought:
            yield from placed_leaves(each, text, own)
    elif isinstance(clause, AnyOf):
        for each in clause.clauses:
            yield from placed_leaves(each, text, within)
    elif isinstance(clause, Weighted):
        yield from placed_leaves(clause.clause, text, within)
    else:
        yield from (place for place in places_in(clause, text) if within is None or _lies_within(place, within))


def _lies_within(place: Span, others: Spans) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in others)


def _joined(spans: Iterable[Span]) -> Spans:
    """Return spans in order; those that touch are one, because the index keeps the words of mentions one by one."""
    made: list[Span] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = made[-1][0], max(end, made[-1][1])
        else:
            made.append((start, end))
    return made


def _relate(clause: Proximity, text: Text) -> Spans:
    lists = [places_in(each, text) for each in clause.clauses]
    number, length = clause.number, len(text.words)
    match clause.relation:
        case "phrase":
            return [*chain_spans(lists)]
        case "slop":
            return _shortest(_strays(lists, number))
        case "first":
            return [place for place in lists[0] if place[1] <= number]
        case "begins":
            return [place for place in lists[0] if place[0] == 0]
        case "atleast":
            return lists[0]
        case "near" | "adjacent":
            ordered = clause.relation == "adjacent"
            if clause.negated:
                return [place for place in lists[0] if not _has_near(place, lists[1], number, ordered=ordered)]
            return _join(lists[0], lists[1], lambda place: (place[1] + number, length), ordered=ordered)
        case "sentence" | "paragraph":
            borders = text.words.borders()[clause.relation == "paragraph"]
            if clause.negated:
                return [p for p in lists[0] if not _has_touching(p, lists[1], *_part(p[0], borders, length))]
            return _join(lists[0], lists[1], lambda p: (length, _part(p[0], borders, length)[1]), ordered=False)


def _join(left: Spans, right: Spans, limits: Callable[[Span], Span], *, ordered: bool) -> Spans:
    """Return the shortest places that join one of the left and one of the right.

    ``limits`` gives for the earlier one before which position the later one must start, and by which it must end.
    """
    found = [*_follow(left, right, limits)]
    if not ordered:
        found += _follow(right, left, limits)
    return _shortest(found)


def _follow(left: Spans, right: Spans, limits: Callable[[Span], Span]) -> Iterator[Span]:
    """Yield for each place of the left, with the first-ending one of the right behind it, the place of both."""
    for place in left:
        before, by = limits(place)
        best = by + 1
        for start, end in islice(right, bisect_left(right, (place[1], 0)), None):
            if start >= before or start + 1 >= best:
                break
            best = min(best, end)
        if best <= by:
            yield place[0], best


def _shortest(places: Iterable[Span]) -> Spans:
    """Return places in order, without those that contain another."""
    kept: list[Span] = []
    for place in sorted({*places}, key=lambda place: (-place[0], place[1])):
        if not kept or place[1] < kept[-1][1]:
            kept.append(place)
    return kept[::-1]


def _has_near(place: Span, others: Spans, number: int, *, ordered: bool) -> bool:
    """Return whether another place is at most so many words apart, or overlaps; or, ``ordered``, is so behind it."""
    if ordered:
        return any(place[1] <= start < place[1] + number for start, _ in others)
    return _has_touching(place, others, max(place[0] - number, 0), place[1] + number)


def _has_touching(place: Span, others: Spans, low: int, high: int) -> bool:
    """Return whether another place starts before ``high`` and ends after ``low``."""
    return any(start < high and end > low for start, end in others if (start, end) != place)


def _strays(lists: Sequence[Spans], slop: int) -> Iterator[Span]:
    """Yield the places of a sloppy phrase, one for each shift from which on no word strays too far."""
    for shift in {start - offset for offset, spans in enumerate(lists) for start, _ in spans}:
        chosen: dict[int, int] = {}  # no two words share a place
        for offset, spans in enumerate(lists):
            at = bisect_left(spans, (shift + offset, 0))
            found = next((span for span in islice(spans, at, None) if span[0] not in chosen), None)
            if found is None or found[0] - offset > shift + slop:
                break
            chosen[found[0]] = found[1]
        else:
            yield min(chosen), max(chosen.values())


def _part(position: int, borders: Sequence[int], length: int) -> Span:
    """Return the start and the end of the sentence or paragraph of a position."""
    place = bisect_left(borders, position + 1)
    return borders[place - 1] if place else 0, borders[place] if place < len(borders) else length
