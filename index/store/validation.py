"""Check articles of programs: each field must have its declared type.

Values of subclasses become values of the plain type, and lists become tuples. Half of a surrogate pair, which UTF-8
cannot encode, becomes U+FFFD with a note, as in articles read from files.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timezone
from operator import attrgetter, is_
from types import NoneType
from typing import Any, NoReturn

from dateline.index.article import NOTHING, Article, Original
from dateline.index.cleaning.characters import replace_surrogates
from dateline.index.entities.mention import Extraction
from dateline.index.entities.record import encode_extraction, text_of_article
from dateline.index.entities.record_types import check_extraction
from dateline.index.errors import ArticleError
from dateline.index.failure import Failure, attempt
from dateline.index.store.columns import FIELDS, TABLE, Kind

__all__ = ["check_article", "check_ids", "iter_articles"]

# The deepest nesting of lists and objects in `extra`, because JSON is read and written recursively.
DEEPEST = 100
# Python always reads and writes integers of 640 digits, whatever its limit (`sys.int_info`).
MOST_BITS = 1990

Check = Callable[[object, list[str]], object]


class WrongType(Exception):
    """A value has the wrong type; the message says which is right."""


def exact_text(value: str, notes: list[str]) -> str:
    """Return a text as a plain `str` that UTF-8 can encode."""
    text = value if type(value) is str else str.__str__(value)
    return text if text.isascii() else replace_surrogates(text, notes)


def check_text(value: object, notes: list[str]) -> str:
    """Return a text. Raises WrongType."""
    if not isinstance(value, str):
        raise WrongType("give a str")
    return exact_text(value, notes)


def check_optional_text(value: object, notes: list[str]) -> str | None:
    """Return a text or None. Raises WrongType."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise WrongType("give a str or None")
    return exact_text(value, notes)


def check_id(value: object, notes: list[str]) -> str | None:
    """Return an id, None for an empty one. Raises WrongType."""
    return check_optional_text(value, notes) or None


def check_date(value: object, notes: list[str]) -> date | datetime | None:
    """Return a day, an instant or None. Raises WrongType."""
    if value is None or type(value) is date:
        return value
    # A value that is not equal to itself is not a date: pandas' NaT is a datetime by type.
    if not isinstance(value, date) or value != value:
        raise WrongType("give a datetime.date, a datetime.datetime or None")
    if not isinstance(value, datetime):
        return date(value.year, value.month, value.day)
    if type(value) is datetime and (value.tzinfo is None or type(value.tzinfo) is timezone):
        return value
    # Replace time zones of other classes by their current offset, so that it cannot change later.
    offset = value.utcoffset()
    zone = None if offset is None else timezone(offset)
    return datetime.combine(date(value.year, value.month, value.day), value.time(), zone)


def check_texts(value: object, notes: list[str]) -> tuple[str, ...]:
    """Return texts as a tuple. Raises WrongType."""
    if not isinstance(value, tuple | list):
        raise WrongType("give a tuple of str")
    if not all(isinstance(item, str) for item in value):
        wrong = next(item for item in value if not isinstance(item, str))
        raise WrongType(f"it holds {shown(wrong)}; give a tuple of str")
    checked = tuple(exact_text(item, notes) for item in value)
    return value if type(value) is tuple and all(map(is_, checked, value)) else checked


def check_extra(value: object, notes: list[str]) -> Mapping[str, object]:
    """Return a copy of a mapping of text to JSON values, because the program may change its own. Raises WrongType."""
    if not isinstance(value, Mapping):
        raise WrongType("give a mapping of str to JSON values")
    return check_object(value, notes, 0) if value else value


def check_object(value: Mapping[object, object], notes: list[str], depth: int) -> dict[str, object]:
    """Return a JSON object. Raises WrongType."""
    checked: dict[str, object] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise WrongType(f"it has the key {shown(key)}; give keys as str")
        try:
            checked[exact_text(key, notes)] = check_json(item, notes, depth + 1)
        except WrongType as error:
            raise WrongType(f"under {key!r}: {error}" if not depth else str(error)) from None
    return checked


def check_json(value: object, notes: list[str], depth: int) -> object:
    """Return a JSON value of plain types. Raises WrongType."""
    if depth > DEEPEST:
        raise WrongType(f"lists and objects are nested more than {DEEPEST} deep")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return exact_text(value, notes)
    if isinstance(value, int):
        if value.bit_length() > MOST_BITS:
            raise WrongType(
                "it holds an integer of more than 600 digits, which not every Python reads; give it as a str"
            )
        return int(value)
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    if isinstance(value, list | tuple):
        return [check_json(item, notes, depth + 1) for item in value]
    if isinstance(value, Mapping):
        return check_object(value, notes, depth)
    raise WrongType(f"{shown(value)} has no form in JSON; give str, int, finite float, bool, None, or lists and dicts")


def check_mentions(value: object, notes: list[str]) -> object:
    """Return mentions, or None. Raises WrongType."""
    if value is None:
        return None
    if not isinstance(value, Extraction):
        raise WrongType("give an Extraction or None")
    check_extraction(value)
    encode_extraction(value).encode()
    return value


def check_original(value: object, notes: list[str]) -> object:
    """Return the texts before cleaning, or None. Raises WrongType."""
    if value is None:
        return None
    if not isinstance(value, Original):
        raise WrongType("give an Original or None")
    title, body = check_optional_text(value.title, notes), check_optional_text(value.body, notes)
    return value if title is value.title and body is value.body else Original(title, body)


# The check of a column, by its kind.
BY_KIND: Mapping[Kind, Check] = {
    "text": check_optional_text,
    "whole": check_text,
    "day": check_date,
    "list": check_texts,
    "object": check_extra,
}
KINDS = {column.name: column.kind for column in TABLE}
# All fields of `Article`, in the order in which errors are reported.
CHECKS: Mapping[str, Check] = {
    "id": check_id,
    **{name: BY_KIND[KINDS[name]] for name in ("title", "body", *FIELDS, "extra", "file")},
    "mentions": check_mentions,
    "original": check_original,
    "detected": check_optional_text,
    "notes": check_texts,  # last: it includes the notes of the others
}
TEXTS: Callable[[Article], tuple[object, ...]] = attrgetter(
    *(name for name, check in CHECKS.items() if check in (check_id, check_optional_text)), "title"
)
LISTS: Callable[[Article], tuple[object, ...]] = attrgetter(
    *(name for name, check in CHECKS.items() if check is check_texts)
)
PLAIN_DAYS = (NoneType, date)
VALUES: Callable[[Article], tuple[object, ...]] = attrgetter(*CHECKS)


def check_article(article: object) -> Article:
    """Return an article whose fields have their declared types.

    Raises ArticleError with the article and the field of a wrong value.
    """
    if not isinstance(article, Article):
        hint = "; Article(**values) makes one of a mapping" if isinstance(article, Mapping) else ""
        raise ArticleError(f"{shown(article)} is a {type(article).__name__}, not an Article; give an Article{hint}")
    if type(article) is Article and is_plain(article):
        return article
    notes: list[str] = []
    checked: dict[str, Any] = {}
    for (name, check), value in zip(CHECKS.items(), VALUES(article), strict=True):
        result = attempt(_checked, check, value, notes)  # classes of the program may raise anything
        if isinstance(result, WrongType | Failure):
            refuse(article, name, value, str(result))
        checked[name] = result
    if notes:
        checked["notes"] = tuple(dict.fromkeys((*checked["notes"], *notes)))
    if type(article) is Article and all(map(is_, checked.values(), VALUES(article))):
        plain = article
    else:
        plain = Article(**checked)
    _check_spans(plain)
    return plain


def _checked(check: Check, value: object, notes: list[str]) -> object:
    """Return a checked value, or the `WrongType`."""
    try:
        return check(value, notes)
    except WrongType as error:
        return error


def _check_spans(article: Article) -> None:
    """Raise ArticleError for mentions beyond the end of the text."""
    found = article.mentions
    if found is None:
        return
    length = len(text_of_article(article))
    line = () if found.dateline is None else (found.dateline,)
    for mention in (*found.people, *found.places, *found.dates, *line):
        if mention.end > length:
            told = f"one ends at {mention.end}, and title and body have {length} characters"
            refuse(article, "mentions", found, told)


def is_plain(article: Article) -> bool:
    """Return whether an article needs no full check; most do not, and this takes a tenth of the time."""
    for text in TEXTS(article):
        if text is not None and not (type(text) is str and text.isascii()):
            return False
    body = article.body
    for texts in LISTS(article):
        if type(texts) is not tuple or not all(type(text) is str and text.isascii() for text in texts):
            return False
    return (
        type(body) is str
        and (body.isascii() or replace_surrogates(body, []) is body)
        and type(article.title) is str
        and article.id != ""
        and type(article.published) in PLAIN_DAYS
        and type(article.updated) in PLAIN_DAYS
        and article.extra is NOTHING
        and article.mentions is None
        and article.original is None
    )


def refuse(article: Article, name: str, value: object, problem: str) -> NoReturn:
    """Raise ArticleError for a field of an article."""
    id: object = article.id
    known = next((text for text in (id, article.url, article.title) if isinstance(text, str) and text), None)
    which = "an article without id and title" if known is None else f"the article {known[:80]!r}"
    message = f"{which}: its {name} is {shown(value)}, of type {type(value).__name__}: {problem}"
    raise ArticleError(message, id=id if isinstance(id, str) else None, argument=name)


def shown(value: object) -> str:
    """Return a value for a message."""
    text = attempt(repr, value)  # classes of the program may raise anything
    if isinstance(text, Failure):
        return "what cannot be shown"
    return text if len(text) <= 60 else f"{text[:60]}…"


def iter_articles(articles: object) -> Iterator[object]:
    """Return an iterator over articles. Raises ArticleError for a value that is not iterable."""
    if isinstance(articles, Article | Mapping | str | bytes) or not isinstance(articles, Iterable):
        raise ArticleError(
            f"{shown(articles)} is a {type(articles).__name__}; give add_many a list, or another iterable, of articles"
        )
    return iter(articles)


def check_ids(ids: Iterable[object]) -> list[str]:
    """Return ids in their stored form. Raises ArticleError for an id that is not text."""
    checked = []
    for id in ids:
        if not isinstance(id, str):
            raise ArticleError(f"{shown(id)} is a {type(id).__name__}, not an id; give each id as a str", argument="id")
        checked.append(exact_text(id, []))
    return checked
