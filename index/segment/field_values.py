"""The contents of the fields of an article: text, values, days.

Values of the source and values found in the text share a field; those of the source come first, in the form of the
value found that they are (`dateline.index.entities.given_values`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter

from dateline.index.article import Article
from dateline.index.dates import WEEKDAY_NAMES, DateSpan, day_of, parse_published
from dateline.index.entities.mention import Extraction
from dateline.index.fields import BYLINE
from dateline.index.metadata.authors import authors_in
from dateline.index.store.columns import TABLE

__all__ = ["FOUND", "keyword_values", "spans_in", "spans_of", "text_of", "values_reader"]

GIVEN = frozenset(column.name for column in TABLE if column.kind == "list" and column.content)
SINGLE = frozenset(column.name for column in TABLE if column.kind == "text" and column.content)
BY_DAY = attrgetter("first", "last", "precision", "certainty")
DAY_NAMES = tuple((name,) for name in WEEKDAY_NAMES)
# Fields whose readers are kept, and days of publication.
MOST_READERS = 256
MOST_DAYS = 4096

GivenReader = Callable[[Article], tuple[str, ...]]
FoundReader = Callable[[Extraction], Collection[str]]


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
    return values_reader(field)(article)


@lru_cache(maxsize=MOST_READERS)
def values_reader(field: str) -> Callable[[Article], Collection[str]]:
    """Return what reads the values of a keyword field (`keyword_values`)."""
    given_in = _given_reader(field)
    if field in FOUND:
        return _found_reader(field, given_in, FOUND[field])
    if field == BYLINE.name:
        return lambda article: _authors(given_in(article))
    return _weekday_reader(given_in) if field == "weekday" else given_in


def _authors(bylines: tuple[str, ...]) -> Collection[str]:
    """Return the names in bylines; there may be several in articles that a program adds."""
    if len(bylines) < 2:
        return authors_in(bylines[0]) if bylines else ()
    return dict.fromkeys(name for byline in bylines for name in authors_in(byline))


def _found_reader(field: str, given_in: GivenReader, found_in: FoundReader) -> Callable[[Article], Collection[str]]:
    """Return what reads the values of a field that are found in the text."""

    def read(article: Article) -> Collection[str]:
        given, mentions = given_in(article), article.mentions
        if mentions is None or (given and field == "language"):  # a given language replaces a detected one
            return given
        found = found_in(mentions)
        if not given:
            return dict.fromkeys(found) if len(found) > 1 else found
        if mentions.joined:
            same = {value: joined for kind, value, joined in mentions.joined if kind == field}
            given = tuple([same.get(value, value) for value in given])
        return dict.fromkeys((*given, *found))

    return read


def _weekday_reader(given_in: GivenReader) -> GivenReader:
    """Return what reads the day of the week of publication."""

    def read(article: Article) -> tuple[str, ...]:
        given = given_in(article)
        return given if given or article.published is None else DAY_NAMES[day_of(article.published).weekday()]

    return read


def _given_reader(field: str) -> GivenReader:
    """Return what reads the values of the source: of an attribute, else of a key of the article's extra."""
    if field in GIVEN:
        values_in: Callable[[Article], tuple[str, ...]] = attrgetter(field)
        return lambda article: _without_empty(values) if (values := values_in(article)) else values
    if field in SINGLE:
        value_in: Callable[[Article], object] = attrgetter(field)
        return lambda article: () if (value := value_in(article)) is None else _values_of(value)
    return lambda article: () if (value := article.extra.get(field)) is None else _values_of(value)


def _without_empty(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_without_nul, filter(None, values)))


def _values_of(value: object) -> tuple[str, ...]:
    """Return a value of the source as values of a field."""
    if isinstance(value, str):
        return (_without_nul(value),) if value else ()
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
    """Return the spans of a date field in order, without duplicates."""
    spans = spans_in(article, field)
    if len(spans) < 2:
        return spans
    distinct = {BY_DAY(span): span for span in spans}
    return [distinct[key] for key in sorted(distinct)]


def spans_in(article: Article, field: str) -> Sequence[DateSpan]:
    """Return the spans of a date field: publication, dates in the text, or dates in the article's extra.

    Of the text they are the resolved dates; durations and recurring times are left out.
    """
    if field == "published":
        return () if article.published is None else _days(day_of(article.published))
    if field == "about" and article.mentions is not None:
        return [each.days for each in article.mentions.dates if each.days is not None and each.type in ("DATE", "TIME")]
    value = article.extra.get(field)
    if value is None:
        return ()
    dates = map(parse_published, value if isinstance(value, list | tuple) else (value,))
    return [DateSpan(day, day) for day in map(day_of, filter(None, dates))]


@lru_cache(maxsize=MOST_DAYS)
def _days(day: date) -> tuple[DateSpan]:
    return (DateSpan(day, day),)


def _agency(found: Extraction) -> Collection[str]:
    return () if found.dateline is None or found.dateline.agency is None else (found.dateline.agency,)


def _filed(found: Extraction) -> Collection[str]:
    return () if found.dateline is None or found.dateline.place is None else (found.dateline.place.label,)


FOUND: dict[str, FoundReader] = {
    "people": lambda found: [person.name for person in found.people],
    "places": lambda found: [place.label for place in found.places],
    "language": lambda found: (found.language,) if found.language else (),
    "agency": _agency,
    "filed": _filed,
}
