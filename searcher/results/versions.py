"""Compare versions of an article: field by field, and the text word by word.

Texts are compared by sentences first, then replaced sentences by words. This is readable for editors and bounds the
time: `difflib`, which finds the longest common runs, can take quadratic time, so it gets at most `MOST` pieces at a
time. Longer stretches, without their common start and end, are first split at sentences that occur once in each text
(as in *patience* diffs); a stretch that is still longer is shown as removed and added as a whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from dateline.index.article import Article
from dateline.index.dataclass import dataclass
from dateline.index.store.columns import FIELDS

__all__ = ["Comparison", "FieldChange", "Piece", "compare", "compare_texts"]

MOST = 1000  # pieces of either text; the worst case takes a second
LONGEST_SENTENCE = 2000  # characters; longer ones are split at the next word
LEAST_IN_COMMON = 0.4  # share of common characters from which sentences are compared by words

SENTENCE = re.compile(
    rf"[^\n]{{0,{LONGEST_SENTENCE}}}?(?:[.!?…][\"'”’»)\]]*(?=\s)|[。！？]|(?=\n)|\Z)\s*"
    rf"|[^\n]{{{LONGEST_SENTENCE}}}\S{{0,100}}\s*"
)
WORD = re.compile(r"\s+|\w+(?:[.,'’]\w+)*|[^\w\s]")

Kind = Literal["same", "removed", "added"]
Stretch = tuple[int, int, int, int]  # start and end in the old sequence, start and end in the new one


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field, or a key of ``extra``, whose value changed; None: it has no value."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is in both versions, only in the earlier (``removed``), or only in the later (``added``).

    Without the ``added`` pieces they are the earlier text, without the ``removed`` ones the later text.
    """

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes from one version to another; ``body`` is empty if it did not change."""

    fields: tuple[FieldChange, ...]
    body: tuple[Piece, ...]


def compare(before: Article, after: Article) -> Comparison:
    """Return the changes from one version of an article to another."""
    old, new = _values(before), _values(after)
    fields = tuple(
        FieldChange(name, old.get(name), new.get(name))
        for name in {**old, **new}
        if old.get(name) != new.get(name) or repr(old.get(name)) != repr(new.get(name))
    )
    return Comparison(fields, compare_texts(before.body, after.body) if before.body != after.body else ())


def compare_texts(before: str, after: str) -> tuple[Piece, ...]:
    """Return two texts as common and differing pieces."""
    old, new = _sentences(before), _sentences(after)
    made: list[Piece] = []
    for start, stop, begin, end in _stretches(old, new):
        removed, added = "".join(old[start:stop]), "".join(new[begin:end])
        made += [Piece("same", removed)] if removed == added else _compare_words(removed, added)
    return _joined(made)


def _values(article: Article) -> dict[str, object]:
    """Return all values of an article except the body."""
    given = {name: getattr(article, name) for name in ("title", *FIELDS)}
    return {name: value for name, value in {**given, **article.extra}.items() if value not in (None, "", ())}


def _sentences(text: str) -> list[str]:
    """Split a text into sentences and lines, each with the white space after it."""
    return [found[0] for found in SENTENCE.finditer(text) if found[0]]


def _compare_words(before: str, after: str) -> list[Piece]:
    """Return two differing stretches of text, by words if they have enough in common."""
    whole = [Piece("removed", before), Piece("added", after)]
    old, new = WORD.findall(before), WORD.findall(after)
    if not (old and new) or max(len(old), len(new)) > MOST:
        return whole
    made: list[Piece] = []
    for start, stop, begin, end in _matched(old, new):
        removed, added = "".join(old[start:stop]), "".join(new[begin:end])
        # A common space alone does not split a replacement, which reads better in one piece.
        if removed == added and not removed.isspace():
            made.append(Piece("same", removed))
        else:
            made += [Piece("removed", removed), Piece("added", added)]
    common = sum(len(piece.text.strip()) for piece in made if piece.kind == "same")
    return made if 2 * common >= LEAST_IN_COMMON * (len(before) + len(after)) else whole


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Join adjacent pieces of one kind; between common pieces, removed text comes before added text."""
    made: list[Piece] = []
    for same, group in groupby(pieces, key=lambda piece: piece.kind == "same"):
        row = list(group)
        kinds: tuple[Kind, ...] = ("same",) if same else ("removed", "added")
        for kind in kinds:
            if text := "".join(piece.text for piece in row if piece.kind == kind):
                made.append(Piece(kind, text))
    return tuple(made)


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    """Yield equal and differing stretches of two sequences, in order, covering both."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    yield 0, head, 0, head
    stop, end = len(old) - tail, len(new) - tail
    if max(stop, end) - head <= MOST:
        yield from _shifted(_matched(old[head:stop], new[head:end]), head, head)
    else:
        start = begin = head
        for place, other in [*_anchors(old, new, head, stop, end), (stop, end)]:
            if max(place - start, other - begin) <= MOST:
                yield from _shifted(_matched(old[start:place], new[begin:other]), start, begin)
            else:
                yield start, place, begin, other
            start, begin = place, other
    yield stop, len(old), end, len(new)


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    # `autojunk` keeps frequent pieces of long sequences, such as spaces, from being anchors.
    for _, *where in SequenceMatcher(None, old, new, autojunk=True).get_opcodes():
        start, stop, begin, end = where
        yield start, stop, begin, end


def _shifted(stretches: Iterator[Stretch], by: int, other: int) -> Iterator[Stretch]:
    return ((start + by, stop + by, begin + other, end + other) for start, stop, begin, end in stretches)


def _anchors(old: Sequence[str], new: Sequence[str], head: int, stop: int, end: int) -> list[tuple[int, int]]:
    """Return the positions of pieces that occur once in each sequence, the longest series in the same order."""
    counts, others = Counter(old[head:stop]), Counter(new[head:end])
    places = {piece: place for place, piece in enumerate(new[head:end], head) if others[piece] == 1}
    pairs = [
        (place, places[piece])
        for place, piece in enumerate(old[head:stop], head)
        if counts[piece] == 1 and piece in places
    ]
    # Longest increasing subsequence: `ends[n]` is the lowest last position of a series of n + 1.
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1], last[length : length + 1] = [place], [number]
    found: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]
