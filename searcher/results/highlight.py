"""Find a query's words in an article, and cut snippets.

Words are found by their terms, so every form of a word is marked. Phrases are marked as a whole, exact words only in
their form, excluded words never. Of the operands of NEAR and other operators of places, only those at places that match
are marked. A word that is broken at the end of a line is marked as printed, including the hyphen
and the line end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice

from dateline.index.arguments import check_text
from dateline.index.dataclass import dataclass
from dateline.index.fields import FieldTable
from dateline.index.pattern import compile_late
from dateline.searcher.engine.mentioned import mentions_in
from dateline.searcher.engine.proximity import Text, placed_leaves
from dateline.searcher.engine.words import read_words
from dateline.searcher.query.bound import AllOf, Bound, Proximity, divide_clauses, leaves_of
from dateline.searcher.query.leaves import Leaf
from dateline.searcher.results.mentions import MatchedMention

__all__ = ["Highlighter", "Snippet"]

MOST_MARKS = 1000  # of one text; snippets are chosen among these
LONG = 200_000  # characters; in longer texts the marks of a snippet are looked for in so many first
FEW = 8  # up to so many leaves a linear search is faster than an index of the text
LEAD = 60  # characters before the first mark, unless a sentence starts nearer
SENTENCE_END = compile_late(r"[.!?][”\"’')\]]*\s+|\n\s*\n")
SPACE = compile_late(r"\s+")
Mark = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text, and the places of the query's words in it: (start, end) in characters.

    White space becomes single spaces; an ellipsis marks text that is left out.
    """

    text: str
    marks: tuple[Mark, ...]


class Highlighter:
    """Finds the leaves of one query in texts."""

    def __init__(self, tree: Bound, fields: FieldTable) -> None:
        self._marked = marked_clauses(tree)
        self._fields = fields

    def marks_in(self, text: str, field: str, mentions: Sequence[MatchedMention] = ()) -> list[Mark]:
        """Return the places of the query's words and mentions in the text of a field; overlapping ones are joined."""
        text, field = check_text("the text", text), check_text("field", field)
        named = [(each.start, each.end) for each in mentions if each.part == field]
        return _join([*((start, end) for start, end, _ in self._found(text, field, mentions)), *named])

    def snippet(
        self, body: str, length: int = 240, field: str = "body", mentions: Sequence[MatchedMention] = ()
    ) -> Snippet:
        """Return about `length` characters with as much of the query as possible, else the beginning of the text.

        `mentions` are those that the query matched; each of their names counts like a word of the query.
        """
        check_text("the text", body), check_text("field", field)
        found = self._first_found(body, field, mentions)
        if mentions:
            found = sorted([*found, *self._named(mentions, field)])[:MOST_MARKS]
        start, end = _window(body, found, length)
        marks = [mark for mark in _join([(s, e) for s, e, _ in found]) if start <= mark[0] and mark[1] <= end]
        return _cut(body, start, end, marks)

    def _first_found(self, body: str, field: str, mentions: Sequence[MatchedMention]) -> list[tuple[int, int, int]]:
        """Return what `_found` yields first; of a long text what it yields for its beginning, if that is anything."""
        if len(body) > LONG:
            space = SPACE.search(body, LONG)
            end = len(body) if space is None else space.start()
            within = [each for each in mentions if each.end <= end]
            if found := list(islice(self._found(body[:end], field, within), MOST_MARKS)):
                return found
        return list(islice(self._found(body, field, mentions), MOST_MARKS))

    def _named(self, mentions: Sequence[MatchedMention], field: str) -> Iterator[tuple[int, int, int]]:
        """Yield mentions in the form of `_found`, numbered by name."""
        numbers: dict[tuple[str, str], int] = {}
        for each in mentions:
            number = numbers.setdefault((each.field, each.name), len(self._marked) + len(numbers))
            if each.part == field:
                yield each.start, each.end, number

    def _found(self, text: str, field: str, mentions: Sequence[MatchedMention]) -> Iterator[tuple[int, int, int]]:
        """Yield (start, end, number of the leaf), by start. Operators of places need the mentions."""
        row = self._fields.get(field)
        if row is None or row.kind != "text":
            return
        marked = [
            (number, clause)
            for number, clause in enumerate(self._marked)
            if isinstance(clause, Proximity) or row.name in clause.fields
        ]
        if not marked:
            return
        words = read_words(text, row.analysis)
        if len(marked) > FEW:
            words = words.indexed()
        named = [(each.field, each.name, each.start, each.end) for each in mentions if each.part == field]
        whole = Text(row.name, words, mentions_in(named, words.tokens))
        for start, number, end in merge(*(_occurrences(clause, number, whole) for number, clause in marked)):
            yield *words.characters((start, end)), number


def marked_clauses(tree: Bound) -> tuple[Leaf | Proximity, ...]:
    """Return the leaves of a tree, and its operators of places, whose own leaves are marked only where they match."""
    apart, places = divide_clauses(tree)
    return (*leaves_of(AllOf(apart)), *places)


def _occurrences(clause: Leaf | Proximity, number: int, text: Text) -> Iterator[tuple[int, int, int]]:
    if isinstance(clause, Proximity):
        return ((start, number, end) for start, end in sorted({*placed_leaves(clause, text)}))
    return ((start, number, end) for start, end in clause.occurrences(text.words))


def _join(marks: Sequence[Mark]) -> list[Mark]:
    """Return marks in order, with overlapping ones joined."""
    joined: list[Mark] = []
    for start, end in sorted(marks):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _window(text: str, found: Sequence[tuple[int, int, int]], length: int) -> tuple[int, int]:
    """Return the window with the most different leaves, then the most marks, then the earliest."""
    if not found:
        return 0, _end(text, 0, length)
    best, chosen = (0, 0), 0
    counts: dict[int, int] = {}
    last = 0
    for place, (start, _, number) in enumerate(found):
        while last < len(found) and found[last][1] <= start + length - LEAD:
            counts[found[last][2]] = counts.get(found[last][2], 0) + 1
            last += 1
        worth = (len(counts), last - place)
        if worth > best:
            best, chosen = worth, place
        if last > place:
            counts[number] -= 1
            if not counts[number]:
                del counts[number]
        else:
            last = place + 1  # a mark longer than the window
    start = _start(text, found[chosen][0])
    return start, _end(text, start, max(length, found[chosen][1] - start))


def _start(text: str, mark: int) -> int:
    """Return the start of a snippet before a mark: at its sentence if that is near, else at a word."""
    if mark <= LEAD:
        return 0
    ends = [match.end() for match in SENTENCE_END.finditer(text, mark - LEAD, mark)]
    if ends:
        return ends[-1]
    space = SPACE.search(text, mark - LEAD, mark)
    return space.end() if space else mark


def _end(text: str, start: int, length: int) -> int:
    """Return the end of a snippet: at a word, within the length unless one word is longer."""
    if start + length >= len(text):
        return len(text)
    end = start + length
    while end > start and not text[end].isspace():
        end -= 1
    return end if end > start else start + length


def _cut(text: str, start: int, end: int, marks: Sequence[Mark]) -> Snippet:
    """Return text[start:end] with single spaces, and the marks moved accordingly."""
    pieces: list[str] = []
    size, made = 0, []
    at = start

    def take(stop: int) -> None:
        nonlocal size, at
        piece = SPACE.sub(" ", text[at:stop])
        if piece.startswith(" ") and (not pieces or pieces[-1].endswith(" ")):
            piece = piece[1:]
        if piece:
            pieces.append(piece)
            size += len(piece)
        at = stop

    if start > 0:
        pieces.append("… ")
        size = 2
    for mark_start, mark_end in marks:
        take(mark_start)
        before = size
        take(mark_end)
        made.append((before, size))
    take(end)
    shown = "".join(pieces).rstrip()
    return Snippet(f"{shown} …" if end < len(text) else shown, tuple(made))
