"""One article as text and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from dateline.index.article import Article
from dateline.index.store.columns import FIELDS
from dateline.searcher.render.json_form import SCHEMA, dump, finite, written_date
from dateline.searcher.render.lines import (
    COLOUR,
    DEEPER,
    PLAIN,
    around,
    as_line,
    marked,
    safe,
)
from dateline.searcher.render.wrapping import wrap
from dateline.searcher.results.highlight import Mark

__all__ = ["article_json", "article_text", "article_values"]

UNNAMED = ("dateline", "language")  # fields that are not shown below the title


def article_text(
    article: Article,
    marks_in: Callable[[str, str], list[Mark]] | None,
    found: Mapping[str, Sequence[str]] | None = None,
    *,
    colour: bool,
    width: int | None = None,
) -> Iterator[str]:
    """Yield the lines that show an article, with the words that `marks_in(text, field)` finds marked.

    `found` has the names found in the text, by field; the names that the source gave are shown apart from them.
    """
    style = COLOUR if colour else PLAIN
    title, body = as_line(article.title), safe(article.body)
    if marks_in is not None:
        title = marked(title, marks_in(title, "title"), style)
        body = marked(body, marks_in(body, "body"), style)
    yield from wrap(around(title or "(no title)", style.title), width)
    named: dict[str, object] = {
        **{name: _text_of(getattr(article, name)) for name in ("id", *FIELDS) if name not in UNNAMED},
        **article.extra,
    }
    lines = [f"{name}: {value}" for name, value in named.items() if value not in (None, "", [], {})]
    lines += [f"{name} found: {'; '.join(values)}" for name, values in (found or {}).items() if values]
    lines += [f"note: {note}" for note in article.notes]
    for line in lines:
        yield from wrap(as_line(line), width, DEEPER)
    yield ""
    for line in body.split("\n"):
        yield from wrap(line, width, len(line) - len(line.lstrip(" ")))


def article_json(article: Article, found: Mapping[str, object] | None = None) -> str:
    """Return an article as one object, with the mentions ``found`` in it."""
    given = {**article_values(article), "extra": finite(dict(article.extra))}
    beside = {"file": article.file, "notes": list(article.notes)}
    return dump({"schema": SCHEMA, **given, **beside, "found": found})


def article_values(article: Article) -> dict[str, object]:
    """Return the fields of an article but `extra`, as JSON values."""
    return {name: _written(getattr(article, name)) for name in ("id", "title", "body", *FIELDS)}


def _written(value: object) -> object:
    """Return a day or an instant as ISO 8601 writes it, a tuple as a list, and any other value as it is."""
    if isinstance(value, date):
        return written_date(value)
    return list(value) if isinstance(value, tuple | list) else value


def _text_of(value: object) -> object:
    """Return a value of an article as text."""
    if isinstance(value, date):
        return written_date(value)
    return "; ".join(value) if isinstance(value, tuple | list) else value
