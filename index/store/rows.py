"""A stored version: how the values of an article become the cells of its row, and are read from there.

What the cells are is said in `dateline.index.store.columns`. Text is kept as given. Text that has no UTF-8 form (half
of a surrogate pair, a file name of an older encoding) is kept as a BLOB of its bytes, so that every string comes back
as it went in.

The *content* of a version is all of it but its id, its file, its notes and when it was added:
two versions with equal content are the same text, wherever it was found.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from functools import lru_cache
from json import JSONEncoder
from operator import attrgetter, itemgetter
from typing import Any

from dateline.index.article import NOTHING, Article
from dateline.index.errors import StoreError
from dateline.index.store.columns import ADDED, CELLS, CONTENT, TABLE, Kind
from dateline.index.store.identity import canonical_url, digest_content

__all__ = [
    "RESTORE",
    "Cells",
    "article_of",
    "cells_of",
    "decode_text",
    "digest_id",
    "encode_text",
    "same_content",
    "stored_article",
    "with_added",
]

Cell = str | bytes | int | None
Cells = tuple[Cell, ...]

# Types of an id and its cells, as they were found in rows before: texts and NULLs where they may be.
SOUND: set[tuple[type, ...]] = set()
# What to do about a row that was changed by another program, or by a disk.
RESTORE = "restore the store from a copy, or add the article again"
# One encoder for all: json.dumps makes a new one for each call that names an option.
encode_json = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@lru_cache(maxsize=4096)
def encode_tuple(values: tuple[str, ...]) -> str:
    """Return the JSON array of some strings; the same few lists stand in most articles of a source."""
    return encode_json(values)


def encode_list(values: Iterable[str]) -> str:
    """Return the JSON array of some strings."""
    return encode_tuple(tuple(values))


def encode_day(value: date | datetime) -> str:
    """Return the ISO form of a day or an instant."""
    return value.isoformat()


def encode_object(values: Mapping[str, object]) -> str:
    """Return the JSON object of a mapping."""
    return encode_json(dict(values))


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
    values: list[Any] = [*cells, id, None]
    try:
        for place, empty, decode in DECODED:
            cell = values[place]
            values[place] = empty if cell is None else cell if decode is None else decode(cell)
        # Positional, because a page of hits or a rebuild makes very many of them.
        return Article(*ARRANGED(values))
    except StoreError as error:
        raise StoreError(f"the article {id!r}: {error}") from error


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


def decode_day(text: Any) -> date | datetime:
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
    if not text:
        return ()
    values = decode_json(text)
    if type(values) is not list:
        raise StoreError(f"{text!r:.60} stands where a JSON array of texts belongs; {RESTORE}")
    if all(type(value) is str for value in values):
        return tuple(values)
    return tuple(value if isinstance(value, str) else str(value) for value in values if value is not None)


def decode_object(text: Any) -> Mapping[str, object]:
    """Return a JSON object. Raises StoreError."""
    if not text:
        return NOTHING
    values = decode_json(text)
    if type(values) is not dict:
        raise StoreError(f"{text!r:.60} stands where a JSON object belongs; {RESTORE}")
    return values


# By the kind of a column: how a value that is not empty is kept, what NULL stands for, and how a cell is read.
CODECS: Mapping[Kind, tuple[Callable[[Any], Cell] | None, object, Callable[[Any], object] | None]] = {
    "key": (canonical_url, None, None),
    "row": (None, None, None),
    "text": (None, None, None),
    "whole": (None, "", None),
    "day": (encode_day, None, decode_day),
    "list": (encode_list, (), decode_list),
    "object": (encode_object, NOTHING, decode_object),
}
ENCODED = [(place, encode) for place, column in enumerate(TABLE) if (encode := CODECS[column.kind][0]) is not None]
DECODED = [
    (place, empty, decode)
    for place, column in enumerate(TABLE)
    for _, empty, decode in [CODECS[column.kind]]
    if empty is not None or decode is not None
]
# The attributes that the cells are made of; the time of addition is none, and takes the place of another value.
VALUES: Callable[[Article], tuple[Any, ...]] = attrgetter(
    *({"url_key": "url", "added": "id"}.get(name, name) for name in CELLS)
)
# From the cells, the id and None to the arguments of `Article`; those after the last that is kept are left out.
PLACES = {**{name: place for place, name in enumerate(CELLS)}, "id": len(CELLS)}
ATTRIBUTES = [attribute.name for attribute in fields(Article)]
KEPT = ATTRIBUTES[: max(place for place, name in enumerate(ATTRIBUTES) if name in PLACES) + 1]
ARRANGED: Callable[[list[Any]], tuple[Any, ...]] = itemgetter(*(PLACES.get(name, len(CELLS) + 1) for name in KEPT))


def cells_of(article: Article, added: str | None = None) -> Cells:
    """Return the cells of an article, in the order of CELLS; ``added`` is the instant of it, in ISO form.

    Raises StoreError when ``extra`` holds what JSON has no form for.
    """
    cells: list[Any] = [*VALUES(article)]
    cells[ADDED] = added
    try:
        for place, encode in ENCODED:
            value = cells[place]
            cells[place] = encode(value) if value else None
    except (TypeError, ValueError, AttributeError) as error:
        name = article.id or article.url or article.file or str(article.title)[:60]
        raise StoreError(
            f"the article {name!r} cannot be stored: {error}; "
            "give a date as a date, and extra keys as text, numbers, lists or objects"
        ) from error
    return tuple(cells)


def with_added(cells: Cells, added: str) -> Cells:
    """Return cells with the instant at which they are added, in ISO form."""
    return (*cells[:ADDED], added, *cells[ADDED + 1 :])


def digest_id(cells: Cells, turn: int = 0) -> str:
    """Return the id of an article that has none, no URL, and a file not seen before."""
    return digest_content(zip(CELLS[CONTENT:], cells[CONTENT:], strict=True), turn)
