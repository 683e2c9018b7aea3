"""The contents of the fields of an article: text, values, days.

Values of the source and values found in the text share a field; those of the source come first, in the form of the
value found that they are (`dateline.index.entities.given_values`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from operator import attrgetter

from dateline.index.article import Article
from dateline.index.dates import DateSpan, day_of, parse_published
from dateline.index.entities.mention import Extraction
from dateline.index.store.columns import TABLE

__all__ = ["FOUND", "given_values", "keyword_values", "spans_of", "text_of"]

GIVEN = frozenset(column.name for column in TABLE if column.kind == "list" and column.content)
SINGLE = frozenset(column.name for column in TABLE if column.kind == "text" and column.content)
BY_DAY = attrgetter("first", "last", "precision", "certainty")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def text_of(article: Article, field: str) -> str:
    """Return the text of a text field: an attribute of the article, else a key of its extra."""
    if field == "body":
        return article.body
    if field == "title":
        return article.title
    value = getattr(article, field) if field in SINGLE else article.extra.get(field)
    return value if isinstance(value, str) else ""


def keyword_values(article: Article, field: str) -> Collection[str]:
    """Return the values of a keyword field, without duplicates: those of the source, then those found."""
    given = given_values(article, field)
    if given and field == "language":  # a given language replaces a detected one
        return given
    mentions = article.mentions
    if mentions is not None and field in FOUND:
        found = FOUND[field](mentions)
        if not given:
            return dict.fromkeys(found) if len(found) > 1 else found
        if mentions.joined:
            same = {value: joined for kind, value, joined in mentions.joined if kind == field}
            given = tuple([same.get(value, value) for value in given])
        return dict.fromkeys((*given, *found))
    if field == "weekday" and not given and article.published is not None:
        return (WEEKDAYS[day_of(article.published).weekday()],)
    return given


def given_values(article: Article, field: str) -> tuple[str, ...]:
    """Return the values of the source: of an attribute, else of a key of the article's extra."""
    if field in GIVEN:
        values: tuple[str, ...] = getattr(article, field)
        return tuple(map(_without_nul, filter(None, values))) if values else values
    value = getattr(article, field) if field in SINGLE else article.extra.get(field)
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        return (_without_nul(value),)
    if isinstance(value, list | tuple):
        return tuple(_written(each) for each in value if each is not None and each != "")
    return (_written(value),)


def _without_nul(value: str) -> str:
    """Return a value with U+FFFD for each NUL, which separates values in a column."""
    return value.replace("\0", "\ufffd") if "\0" in value else value


def _written(value: object) -> str:
    """Return a JSON value as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _without_nul(str(value))


def spans_of(article: Article, field: str) -> Sequence[DateSpan]:
    """Return the spans of a date field: publication, dates in the text, or dates in the article's extra."""
    if field == "published":
        return () if article.published is None else (_day(day_of(article.published)),)
    if field == "about" and article.mentions is not None:
        return _spans_about(article.mentions)
    value = article.extra.get(field)
    dates = map(parse_published, value if isinstance(value, list | tuple) else (value,))
    return [_day(day) for day in sorted({day_of(each) for each in dates if each is not None})]


def _day(day: date) -> DateSpan:
    return DateSpan(day, day)


def _spans_about(found: Extraction) -> list[DateSpan]:
    """Return the resolved dates of a text without duplicates; durations and recurring times are left out."""
    spans = [each.days for each in found.dates if each.days is not None and each.type in ("DATE", "TIME")]
    distinct = {BY_DAY(span): span for span in spans}
    return [distinct[key] for key in sorted(distinct)]


def _agency(found: Extraction) -> Collection[str]:
    return () if found.dateline is None or found.dateline.agency is None else (found.dateline.agency,)


def _filed(found: Extraction) -> Collection[str]:
    return () if found.dateline is None or found.dateline.place is None else (found.dateline.place.label,)


FOUND: dict[str, Callable[[Extraction], Collection[str]]] = {
    "people": lambda found: [person.name for person in found.people],
    "places": lambda found: [place.label for place in found.places],
    "language": lambda found: (found.language,) if found.language else (),
    "agency": _agency,
    "filed": _filed,
}
