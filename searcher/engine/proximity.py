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

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TypeAlias

from dateline.index.dataclass import dataclass
from dateline.searcher.engine.mentioned import Mentions
from dateline.searcher.engine.words import Span, Words, chain_spans
from dateline.searcher.query.bound import AnyOf, Bound, Keys, Mentioned, Proximity, Weighted
from dateline.searcher.query.leaves import LEAVES

__all__ = ["OrderedPlaces", "Text", "occurs_at", "placed_leaves", "places_in"]

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
    return _places(clause, text, {})


def _places(clause: Bound, text: Text, known: dict[int, Spans]) -> Spans:
    """Return the places of a clause; ``known`` are those of clauses already looked for, by the ids of these."""
    found = known.get(id(clause))
    if found is None:
        found = known[id(clause)] = _find(clause, text, known)
    return found


def _find(clause: Bound, text: Text, known: dict[int, Spans]) -> Spans:
    if isinstance(clause, LEAVES):
        return sorted({*clause.occurrences(text.words)}) if text.field in clause.fields else ()
    match clause:
        case Weighted(inner, _):
            return _places(inner, text, known)
        case AnyOf(clauses):
            return sorted({place for each in clauses for place in _places(each, text, known)})
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
            return _relate(clause, text, known)
    return ()


def placed_leaves(clause: Bound, text: Text) -> Iterator[Span]:
    """Yield the places of the innermost clauses of an operator that lie within its places: what matched."""
    return _leaves_within(clause, text, None, {})


def _leaves_within(clause: Bound, text: Text, within: OrderedPlaces | None, known: dict[int, Spans]) -> Iterator[Span]:
    if isinstance(clause, AnyOf):
        for each in clause.clauses:
            yield from _leaves_within(each, text, within, known)
        return
    if isinstance(clause, Weighted):
        yield from _leaves_within(clause.clause, text, within, known)
        return
    own = _places(clause, text, known)
    own = own if within is None else [place for place in own if within.contains(place)]
    if isinstance(clause, Proximity):
        ordered = OrderedPlaces(own)
        for each in clause.sought:
            yield from _leaves_within(each, text, ordered, known)
    else:
        yield from own


class OrderedPlaces:
    """Places in order, in which one is found without going through all."""

    def __init__(self, places: Spans) -> None:
        self.places = places
        self.starts = [start for start, _ in places]
        self.reach = [*accumulate((end for _, end in places), max)]  # the last end of the places up to each

    def contains(self, place: Span) -> bool:
        """Return whether one of the places has another one within it."""
        at = bisect_right(self.starts, place[0])
        return at > 0 and self.reach[at - 1] >= place[1]

    def has_start(self, low: int, high: int) -> bool:
        """Return whether a place starts at ``low`` or later, and before ``high``."""
        at = bisect_left(self.starts, low)
        return at < len(self.starts) and self.starts[at] < high

    def touches(self, place: Span, low: int, high: int) -> bool:
        """Return whether another place starts before ``high`` and ends after ``low``."""
        at = bisect_left(self.starts, high) - 1
        while at >= 0 and self.reach[at] > low:
            if self.places[at][1] > low and self.places[at] != place:
                return True
            at -= 1
        return False


def _joined(spans: Iterable[Span]) -> Spans:
    """Return spans in order; those that touch are one, because the index keeps the words of mentions one by one."""
    made: list[Span] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = made[-1][0], max(end, made[-1][1])
        else:
            made.append((start, end))
    return made


def _relate(clause: Proximity, text: Text, known: dict[int, Spans]) -> Spans:
    lists = [_places(each, text, known) for each in clause.clauses]
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
                others = OrderedPlaces(lists[1])
                return [place for place in lists[0] if not _has_near(place, others, number, ordered=ordered)]
            return _join(lists[0], lists[1], lambda place: (place[1] + number, length), ordered=ordered)
        case "sentence" | "paragraph":
            borders = text.words.borders()[clause.relation == "paragraph"]
            if clause.negated:
                others = OrderedPlaces(lists[1])
                return [p for p in lists[0] if not others.touches(p, *_part(p[0], borders, length))]
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
        for at in range(bisect_left(right, (place[1], 0)), len(right)):
            start, end = right[at]
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


def _has_near(place: Span, others: OrderedPlaces, number: int, *, ordered: bool) -> bool:
    """Return whether another place is at most so many words apart, or overlaps; or, ``ordered``, is so behind it."""
    if ordered:
        return others.has_start(place[1], place[1] + number)
    return others.touches(place, max(place[0] - number, 0), place[1] + number)


def _strays(lists: Sequence[Spans], slop: int) -> Iterator[Span]:
    """Yield the places of a sloppy phrase, one for each shift from which on no word strays too far."""
    for shift in {start - offset for offset, spans in enumerate(lists) for start, _ in spans}:
        chosen: dict[int, int] = {}  # no two words share a place
        for offset, spans in enumerate(lists):
            at = bisect_left(spans, (shift + offset, 0))
            while at < len(spans) and spans[at][0] in chosen:
                at += 1
            if at == len(spans) or spans[at][0] - offset > shift + slop:
                break
            chosen[spans[at][0]] = spans[at][1]
        else:
            yield min(chosen), max(chosen.values())


def _part(position: int, borders: Sequence[int], length: int) -> Span:
    """Return the start and the end of the sentence or paragraph of a position."""
    place = bisect_left(borders, position + 1)
    return borders[place - 1] if place else 0, borders[place] if place < len(borders) else length
