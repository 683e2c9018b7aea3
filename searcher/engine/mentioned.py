"""The words of the mentions of people and places in a text, as the index marks them.

A mention has each word of which it has a character. Those of the title and of the body of an article are marked, if
these have English analysis (`dateline.index.segment.marking`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from dateline.index.article import Article
from dateline.index.entities.mention import Extraction
from dateline.index.entities.record import GAP
from dateline.searcher.engine.words import Span

__all__ = ["Mentions", "Named", "mentions_in", "named_in", "spans_of_mentions"]

Named: TypeAlias = tuple[str, str, int, int]  # field, key, start and end in the characters of a text field
# The words of each mention in a text field, by its field and its key: ("people", "Ilham Aliyev").
Mentions: TypeAlias = Mapping[tuple[str, str], Sequence[Span]]


def named_in(article: Article, found: Extraction) -> Iterator[tuple[str, Named]]:
    """Yield the mentions of people and places in the title and the body, each with the text field it is in."""
    size = len(article.title)
    after = size + len(GAP)
    limit = after + len(article.body)
    people = (("people", each.name, each.start, each.end) for each in found.people)
    places = (("places", each.label, each.start, each.end) for each in found.places)
    for field, key, start, end in (*people, *places):
        if not 0 <= start < end <= limit:
            continue
        if start >= after:
            yield "body", (field, key, start - after, end - after)
        elif start < size:
            yield "title", (field, key, start, end)


def mentions_in(named: Iterable[Named], tokens: Sequence[tuple[str, int, int]]) -> Mentions:
    """Return mentions by field and key, each as the span of its words; those without a word are left out."""
    starts = [start for _, start, _ in tokens]
    found: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for field, key, start, end in named:
        span = _words_of(start, end, starts, tokens)
        if span[0] < span[1]:
            found[field, key].append(span)
    return found


def spans_of_mentions(places: Iterable[Span], tokens: Sequence[tuple[str, int, int]]) -> list[Span]:
    """Return the span of words of each span of characters."""
    starts = [start for _, start, _ in tokens]
    return [_words_of(start, end, starts, tokens) for start, end in places]


def _words_of(start: int, end: int, starts: Sequence[int], tokens: Sequence[tuple[str, int, int]]) -> Span:
    first = bisect_left(starts, start)
    if first and tokens[first - 1][2] > start:
        first -= 1
    return first, max(first, bisect_left(starts, end))
