"""A stored version: how one article lies in one row of ``versions``.

    seq | id | replaces | deleted | url_key | file | notes | added | title | published | ... | extra | body

The columns by which rows are found stand first and the body last, so that a
pass over the short columns need not walk through the long texts. What follows
``deleted`` is called the *cells* of an article. Text is kept as given;
``published`` and ``updated`` are the ISO form of the day or instant, offset included; lists and
``extra`` are JSON, and NULL when empty. Text that has no UTF-8 form (half of a
surrogate pair, a file name of an older encoding) is kept as a BLOB of its bytes,
so that every string comes back as it went in.

The *content* of a version is all of it but its id, its file, its notes and when it was added:
two versions with equal content are the same text, wherever it was found.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from json import JSONEncoder
from operator import attrgetter
from typing import Any

from dateline.index.article import Article
from dateline.index.errors import StoreError
from dateline.index.store.identity import canonical_url

__all__ = [
    "ADDED",
    "CELLS",
    "COLUMNS",
    "CONTENT",
    "FILE",
    "RESTORE",
    "URL_KEY",
    "Cells",
    "article_of",
    "cells_of",
    "decode_text",
    "encode_text",
    "same_content",
    "stored_article",
]

Cell = str | bytes | int | None
Cells = tuple[Cell, ...]

CELLS = (
    "url_key", "file", "notes", "added",
    "title", "published", "updated", "byline", "dateline", "source", "url", "language",
    "people", "places", "topics", "extra", "body",
)  # fmt: skip
COLUMNS = ("seq", "id", "replaces", "deleted", *CELLS)

# Where things stand in the cells.
URL_KEY, FILE, ADDED, CONTENT = 0, 1, 3, 4

FIELDS: Callable[[Article], tuple[Any, ...]] = attrgetter(
    "title", "published", "updated", "byline", "dateline", "source", "url", "language",
    "people", "places", "topics", "extra", "body", "file", "notes",
)  # fmt: skip
NOTHING = Article().extra
# Types of an id and its cells, as they were found in rows before: texts and NULLs where they may be.
SOUND: set[tuple[type, ...]] = set()
# What to do about a row that was changed by another program, or by a disk.
RESTORE = "restore the store from a copy, or add the article again"
# One encoder for all: json.dumps makes a new one for each call that names an option.
encode_json = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@lru_cache(maxsize=4096)
def encode_list(values: tuple[str, ...]) -> str:
    """Return the JSON array of some strings; the same few lists stand in most articles of a source."""
    return encode_json(values)


def cells_of(article: Article, added: str | None = None) -> Cells:
    """Return the cells of an article, in the order of CELLS; ``added`` is the instant of it, in ISO form.

    Raises StoreError when ``extra`` holds what JSON has no form for.
    """
    # fmt: off
    (title, published, updated, byline, dateline, source, url, language, people, places, topics, extra, body,
     file, notes) = FIELDS(article)
    # fmt: on
    try:
        return (
            canonical_url(url) if url else None,
            file,
            encode_list(tuple(notes)) if notes else None,
            added,
            title,
            None if published is None else published.isoformat(),
            None if updated is None else updated.isoformat(),
            byline,
            dateline,
            source,
            url,
            language,
            encode_list(tuple(people)) if people else None,
            encode_list(tuple(places)) if places else None,
            encode_list(tuple(topics)) if topics else None,
            encode_json(dict(extra)) if extra else None,
            body,
        )
    except (TypeError, ValueError, AttributeError) as error:
        name = article.id or article.url or article.file or str(title)[:60]
        raise StoreError(
            f"the article {name!r} cannot be stored: {error}; "
            "give a date as a date, and extra keys as text, numbers, lists or objects"
        ) from error


def stored_article(id: Cell, cells: Cells) -> Article:
    """Return the article of a row of the store, which has an id. Raises StoreError."""
    if id is None:
        raise StoreError(f"a version in it has no id; {RESTORE}")
    return article_of(id, cells)


def article_of(id: Cell, cells: Cells) -> Article:
    """Return the article of an id, if it has one, and its cells; the way back from `cells_of`. Raises StoreError.

    Rows that were stored before fields were checked may lack a title or a body, which is then empty.
    """
    kinds = (type(id), *map(type, cells))
    if kinds not in SOUND:
        id, *cells_read = _checked((id, *cells), kinds)
        cells = tuple(cells_read)
    try:
        return _decoded(id, cells)
    except StoreError as error:
        raise StoreError(f"the article {id!r}: {error}") from error


def _decoded(id: Cell, cells: Cells) -> Article:
    # fmt: off
    (_, file, notes, _, title, published, updated, byline, dateline, source, url, language, people, places, topics,
     extra, body) = cells
    # fmt: on
    # Positional, because a page of hits or a rebuild makes very many of them.
    made: tuple[Any, ...] = (
        id,
        title or "",
        body or "",
        None if published is None else decode_published(published),
        byline,
        dateline,
        source,
        url,
        language,
        decode_list(people) if people else (),
        decode_list(places) if places else (),
        decode_list(topics) if topics else (),
        decode_extra(extra) if extra else NOTHING,
        file,
        decode_list(notes) if notes else (),
        None,
        None if updated is None else decode_published(updated),
    )
    return Article(*made)


def _checked(row: Cells, kinds: tuple[type, ...]) -> Cells:
    """Return the id and the cells of an article as texts. Raises StoreError for a cell of another type."""
    decoded = tuple(map(decode_text, row))
    for name, cell in zip(("id", *CELLS), decoded, strict=True):
        if cell is not None and not isinstance(cell, str):
            raise StoreError(f"the article {decoded[0]!r}: {name} is {cell!r:.60}, which is not a text; {RESTORE}")
    if bytes not in kinds:
        SOUND.add(kinds)
    return decoded


def same_content(kept: Cells, given: Cells) -> bool:
    """Return whether two sets of cells hold the same content; ``kept`` may hold BLOBs."""
    if kept[CONTENT:] == given[CONTENT:]:
        return True
    return bytes in map(type, kept) and kept[CONTENT:] == encode_all(given[CONTENT:])


def encode_text(text: Cell) -> Cell:
    """Return text as SQLite can keep it: itself, or its bytes when it has no UTF-8 form."""
    if isinstance(text, str) and not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return text.encode("utf-8", "surrogatepass")
    return text


def encode_all(cells: Iterable[Cell]) -> Cells:
    """Return cells with every text that has no UTF-8 form as its bytes."""
    return tuple(map(encode_text, cells))


def decode_text(cell: Cell) -> Cell:
    """Return what `encode_text` was given. Raises StoreError for bytes that are no text."""
    if not isinstance(cell, bytes):
        return cell
    try:
        return cell.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise StoreError(f"the bytes {cell!r:.60} stand where a text belongs; {RESTORE}") from error


def decode_published(text: Any) -> date | datetime:
    """Return the day or the instant of its ISO form. Raises StoreError."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise StoreError(f"{text!r:.60} stands where a date belongs; {RESTORE}") from error


def decode_json(text: Any) -> Any:
    """Return the value of a JSON text. Raises StoreError."""
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise StoreError(f"{text!r:.60} stands where JSON belongs; {RESTORE}") from error


def decode_list(text: Any) -> tuple[str, ...]:
    """Return the strings of a JSON array. Raises StoreError.

    Rows that were stored before fields were checked may hold null, which is left out, or other values than strings.
    """
    values = decode_json(text)
    if type(values) is not list:
        raise StoreError(f"{text!r:.60} stands where a JSON array of texts belongs; {RESTORE}")
    if all(type(value) is str for value in values):
        return tuple(values)
    return tuple(value if isinstance(value, str) else str(value) for value in values if value is not None)


def decode_extra(text: Any) -> Mapping[str, object]:
    """Return a JSON object. Raises StoreError."""
    values = decode_json(text)
    if type(values) is not dict:
        raise StoreError(f"{text!r:.60} stands where a JSON object belongs; {RESTORE}")
    return values
