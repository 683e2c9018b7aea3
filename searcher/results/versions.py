"""What changed from one version of an article to the next: its fields one by one, and its text word by word.

A text is compared sentence by sentence first, and then the words of the sentences that stand in each other's place.
That is how an editor reads a correction, and it keeps the time within bounds: the standard library's `difflib`, which
finds the longest runs in common, can take quadratic time, so it is given `MOST` pieces at a time. What is longer than
that, after what is the same at both ends was set aside, is first cut at sentences that stand once in each of the two
texts (as the *patience* method of comparing files does); a stretch that is still longer is shown as taken out and put
in whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from dateline.index.article import Article
from dateline.index.store.columns import FIELDS

__all__ = ["Comparison", "FieldChange", "Piece", "compare", "compare_texts"]

MOST = 1000  # pieces of either text; at worst, made to be hard, they take a second
LONGEST_SENTENCE = 2000  # characters; what has no end by then is cut at the next word
LEAST_IN_COMMON = 0.4  # of two sentences' characters, for which words are shown; else one takes the place of the other

SENTENCE = re.compile(
    rf"[^\n]{{0,{LONGEST_SENTENCE}}}?(?:[.!?…][\"'”’»)\]]*(?=\s)|[。！？]|(?=\n)|\Z)\s*"
    rf"|[^\n]{{{LONGEST_SENTENCE}}}\S{{0,100}}\s*"
)
WORD = re.compile(r"\s+|\w+(?:[.,'’]\w+)*|[^\w\s]")

Kind = Literal["same", "removed", "added"]
Stretch = tuple[int, int, int, int]  # first and last of one, first and last of the other


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field, or a key of ``extra``, whose value changed; None: it had none, or has none any more."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that both versions have, or only the earlier one (``removed``), or only the later (``added``).

    Those that are not ``added`` make up the earlier text, those that are not ``removed`` the later one.
    """

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one version to another; ``body`` is empty if it did not change."""

    fields: tuple[FieldChange, ...]
    body: tuple[Piece, ...]


def compare(before: Article, after: Article) -> Comparison:
    """Return what changed from one version of an article to another."""
    old, new = _values(before), _values(after)
    fields = tuple(
        FieldChange(name, old.get(name), new.get(name))
        for name in {**old, **new}
        if old.get(name) != new.get(name) or repr(old.get(name)) != repr(new.get(name))
    )
    return Comparison(fields, compare_texts(before.body, after.body) if before.body != after.body else ())


def compare_texts(before: str, after: str) -> tuple[Piece, ...]:
    """Return two texts as pieces that they have in common or not."""
    old, new = _sentences(before), _sentences(after)
    made: list[Piece] = []
    for start, stop, begin, end in _stretches(old, new):
        removed, added = "".join(old[start:stop]), "".join(new[begin:end])
        made += [Piece("same", removed)] if removed == added else _compare_words(removed, added)
    return _joined(made)


def _values(article: Article) -> dict[str, object]:
    """Return what an article has besides its body."""
    given = {name: getattr(article, name) for name in ("title", *FIELDS)}
    return {name: value for name, value in {**given, **article.extra}.items() if value not in (None, "", ())}


def _sentences(text: str) -> list[str]:
    """Cut a text into sentences and lines, with the white space after each."""
    return [found[0] for found in SENTENCE.finditer(text) if found[0]]


def _compare_words(before: str, after: str) -> list[Piece]:
    """Return two stretches of text that differ, by words if they have enough of them in common."""
    whole = [Piece("removed", before), Piece("added", after)]
    old, new = WORD.findall(before), WORD.findall(after)
    if not (old and new) or max(len(old), len(new)) > MOST:
        return whole
    made: list[Piece] = []
    for start, stop, begin, end in _matched(old, new):
        removed, added = "".join(old[start:stop]), "".join(new[begin:end])
        # A space alone is nothing in common: words that were replaced one after the other read better in one piece.
        if removed == added and not removed.isspace():
            made.append(Piece("same", removed))
        else:
            made += [Piece("removed", removed), Piece("added", added)]
    common = sum(len(piece.text.strip()) for piece in made if piece.kind == "same")
    return made if 2 * common >= LEAST_IN_COMMON * (len(before) + len(after)) else whole


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Join neighbours of one kind; between what both have, what was taken out stands before what was put in."""
    made: list[Piece] = []
    for same, group in groupby(pieces, key=lambda piece: piece.kind == "same"):
        row = list(group)
        kinds: tuple[Kind, ...] = ("same",) if same else ("removed", "added")
        for kind in kinds:
            if text := "".join(piece.text for piece in row if piece.kind == kind):
                made.append(Piece(kind, text))
    return tuple(made)


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    """Yield where two rows are the same or differ, in order, all of both."""
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
    # With `autojunk` pieces that come again and again in a long row (spaces, among words) are no place to start from.
    for _, *where in SequenceMatcher(None, old, new, autojunk=True).get_opcodes():
        start, stop, begin, end = where
        yield start, stop, begin, end


def _shifted(stretches: Iterator[Stretch], by: int, other: int) -> Iterator[Stretch]:
    return ((start + by, stop + by, begin + other, end + other) for start, stop, begin, end in stretches)


def _anchors(old: Sequence[str], new: Sequence[str], head: int, stop: int, end: int) -> list[tuple[int, int]]:
    """Return the places of pieces that stand once in each row: as many as come in the same order in both."""
    counts, others = Counter(old[head:stop]), Counter(new[head:end])
    places = {piece: place for place, piece in enumerate(new[head:end], head) if others[piece] == 1}
    pairs = [
        (place, places[piece])
        for place, piece in enumerate(old[head:stop], head)
        if counts[piece] == 1 and piece in places
    ]
    # The longest row of ascending places: `ends[n]` is the lowest place that one of n + 1 can end with.
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
