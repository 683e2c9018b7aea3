"""The mentions of an article that a query matched, and why: for highlights, hits and `why`."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.index.analysis.registry import ENGLISH
from dateline.index.article import Article
from dateline.index.dataclass import dataclass
from dateline.index.entities.mention import Extraction
from dateline.index.entities.record import GAP
from dateline.searcher.engine.mentioned import Named, mentions_in, named_in, spans_of_mentions
from dateline.searcher.engine.proximity import OrderedPlaces, Text, places_in
from dateline.searcher.engine.words import read_words
from dateline.searcher.query.bound import (
    Bound,
    Dated,
    Keys,
    Mentioned,
    Proximity,
    ValuePattern,
    Yearly,
    clauses_of,
    divide_clauses,
)

__all__ = ["MatchedMention", "has_entity_clauses", "matched_mentions"]


@dataclass(frozen=True, slots=True)
class MatchedMention:
    """A mention that a query's clause matched.

    ``field`` is the query's (``people``), ``part`` is ``title`` or ``body``, ``start`` and ``end`` are the place in
    that part in characters; ``name`` is the key of a person or a place, or the days of a date.
    """

    field: str
    part: str
    start: int
    end: int
    text: str
    name: str
    reason: str


def has_entity_clauses(tree: Bound) -> bool:
    """Return whether a query has clauses that mentions can match."""
    kinds = Keys | ValuePattern | Mentioned | Dated | Yearly
    return any(isinstance(clause, kinds) and clause.field != "published" for clause in clauses_of(tree))


def matched_mentions(article: Article, found: Extraction, tree: Bound) -> list[MatchedMention]:
    """Return the mentions of an article that a bound query matches, without duplicates, in the order of the text."""
    apart, places = divide_clauses(tree)
    matched = {mention: None for clause in apart for mention in _matched(article, found, clause)}
    if any(map(has_entity_clauses, places)):
        words = {name: read_words(getattr(article, name), ENGLISH) for name in ("title", "body")}
        named: dict[str, list[Named]] = {name: [] for name in words}
        for name, each in named_in(article, found):
            named[name].append(each)
        for name, own in words.items():
            text = Text(name, own, mentions_in(named[name], own.tokens), article.id or "")
            for place in places:
                matched |= dict.fromkeys(_near(article, found, place, text))
    return sorted(matched, key=lambda mention: (mention.part != "title", mention.start, mention.end, mention.field))


def _matched(article: Article, found: Extraction, clause: Bound) -> Iterator[MatchedMention]:
    if isinstance(clause, Keys | ValuePattern):
        keys = {"people": _people, "places": _places, "filed": _filed}.get(clause.field)
        for start, end, key, reason in keys(found) if keys is not None else ():
            if clause.accept(key) if isinstance(clause, ValuePattern) else clause.accept(article.id or "", key):
                yield _placed(article, clause.field, start, end, key, reason)
    elif isinstance(clause, Mentioned):
        for start, end, key, reason in (_people if clause.field == "people" else _places)(found):
            yield _placed(article, clause.field, start, end, key, reason)
    elif isinstance(clause, Dated | Yearly) and clause.field == "about":
        for each in found.dates:
            if each.type in ("DATE", "TIME") and each.days is not None and clause.accept(each.days):
                name = str(each.first) if each.first == each.last else f"{each.first}..{each.last}"
                yield _placed(article, clause.field, each.start, each.end, name, each.reason)


def _near(article: Article, found: Extraction, place: Proximity, text: Text) -> Iterator[MatchedMention]:
    """Yield the mentions in a text that are part of an operator of places where it matches."""
    own = OrderedPlaces(places_in(place, text))
    mentions = [
        each for clause in clauses_of(place) for each in _matched(article, found, clause) if each.part == text.field
    ]
    spans = spans_of_mentions([(each.start, each.end) for each in mentions], text.words.tokens)
    for each, span in zip(mentions, spans, strict=True):
        if own.contains(span):
            yield each


def _people(found: Extraction) -> Iterator[tuple[int, int, str, str]]:
    return ((each.start, each.end, each.name, each.reason) for each in found.people)


def _places(found: Extraction) -> Iterator[tuple[int, int, str, str]]:
    return ((each.start, each.end, each.label, each.reason) for each in found.places)


def _filed(found: Extraction) -> Iterator[tuple[int, int, str, str]]:
    place = None if found.dateline is None else found.dateline.place
    if place is not None and place.start < place.end:  # else the dateline is not in the text
        yield place.start, place.end, place.label, place.reason


def _placed(article: Article, field: str, start: int, end: int, name: str, reason: str) -> MatchedMention:
    if end <= len(article.title):
        return MatchedMention(field, "title", start, end, article.title[start:end], name, reason)
    shift = len(article.title) + len(GAP)
    start, end = start - shift, end - shift
    return MatchedMention(field, "body", start, end, article.body[start:end], name, reason)
