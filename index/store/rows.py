"""Convert articles to the cells of their rows, and back.

`dateline.index.store.columns` describes the cells. Text is stored unchanged. Text without a UTF-8 form (half of a
surrogate pair, a file name in an older encoding) is stored as a BLOB of its bytes, so that every string is restored
exactly.

The *content* of a version is everything except its id, its file, its notes and the time of adding: versions with equal
content are the same text, wherever it was found.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from json import JSONEncoder
from operator import attrgetter, itemgetter
from typing import Any

from dateline.index.article import NOTHING, Article
from dateline.index.errors import StoreError
from dateline.index.kernel._json_objects import ObjectEncoder
from dateline.index.store.columns import ADDED, CELLS, CONTENT, TABLE, Kind
from dateline.index.store.identity import canonical_url, digest_content

__all__ = [
    "RESTORE",
    "Cell",
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

# Types of an id and its cells that were valid before: texts, and NULLs where allowed.
SOUND: set[tuple[type, ...]] = set()
# The remedy for a row that another program or the disk changed.
RESTORE = "restore the store from a copy, or add the article again"
# One encoder for all: json.dumps makes a new one for each call with options.
encode_json = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
encode_plain = ObjectEncoder(encode_json)


@lru_cache(maxsize=4096)
def encode_tuple(values: tuple[str, ...]) -> str:
    """Return the JSON array of some strings; cached, because most articles of a source have the same lists."""
    return encode_json(values)


def encode_list(values: Iterable[str]) -> str:
    """Return the JSON array of some strings."""
    return encode_tuple(tuple(values))


def encode_day(value: date | datetime) -> str:
    """Return the ISO form of a day or an instant."""
    return value.isoformat()


def encode_object(values: Mapping[str, object]) -> str:
    """Return the JSON object of a mapping."""
    return encode_plain(values if type(values) is dict else dict(values))


def stored_article(id: Cell, cells: Cells) -> Article:
    """Return the article of a row of the store. Raises StoreError."""
    if id is None:
        raise StoreError(f"a version in it has no id; {RESTORE}")
    return article_of(id, cells)


def article_of(id: Cell, cells: Cells) -> Article:
    """Return an article from its id, if any, and its cells; the inverse of `cells_of`. Raises StoreError.

    Old rows may lack a title or a body, which is then empty.
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
        # Positional, because this is called for every article of a page or a rebuild.
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
    """Return whether two sets of cells have the same content; ``kept`` may contain BLOBs."""
    if kept[CONTENT:] == given[CONTENT:]:
        return True
    return bytes in map(type, kept) and kept[CONTENT:] == encode_all(given[CONTENT:])


def encode_text(text: Cell) -> Cell:
    """Return text for SQLite: itself, or its bytes if it has no UTF-8 form."""
    if isinstance(text, str) and not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return text.encode("utf-8", "surrogatepass")
    return text


def encode_all(cells: Iterable[Cell]) -> Cells:
    """Return cells with the bytes of every text that has no UTF-8 form."""
    return tuple(map(encode_text, cells))


def decode_text(cell: Cell) -> Cell:
    """Return the inverse of `encode_text`. Raises StoreError for bytes that are not text."""
    if not isinstance(cell, bytes):
        return cell
    try:
        return cell.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise StoreError(f"found the bytes {cell!r:.60} instead of a text; {RESTORE}") from error


def decode_day(text: Any) -> date | datetime:
    """Return a day or an instant from its ISO form. Raises StoreError."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise StoreError(f"found {text!r:.60} instead of a date; {RESTORE}") from error


def decode_json(text: Any) -> Any:
    """Return the value of a JSON text. Raises StoreError."""
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise StoreError(f"found {text!r:.60} instead of JSON; {RESTORE}") from error


def decode_list(text: Any) -> tuple[str, ...]:
    """Return the strings of a JSON array. Raises StoreError.

    Old rows may have null, which is left out, or values that are not strings.
    """
    if not text:
        return ()
    values = decode_json(text)
    if type(values) is not list:
        raise StoreError(f"found {text!r:.60} instead of a JSON array of texts; {RESTORE}")
    if all(type(value) is str for value in values):
        return tuple(values)
    return tuple(value if isinstance(value, str) else str(value) for value in values if value is not None)


def decode_object(text: Any) -> Mapping[str, object]:
    """Return a JSON object. Raises StoreError."""
    if not text:
        return NOTHING
    values = decode_json(text)
    if type(values) is not dict:
        raise StoreError(f"found {text!r:.60} instead of a JSON object; {RESTORE}")
    return values


# By the kind of a column: how to store a value that is not empty, the value of NULL, and how to read a cell.
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
# The attributes of the cells; the time of adding is not one, and stands in for another value.
VALUES: Callable[[Article], tuple[Any, ...]] = attrgetter(
    *({"url_key": "url", "added": "id"}.get(name, name) for name in CELLS)
)
# From the cells, the id and None to the arguments of `Article`, up to the last stored one.
PLACES = {**{name: place for place, name in enumerate(CELLS)}, "id": len(CELLS)}
ATTRIBUTES = Article.__match_args__
KEPT = ATTRIBUTES[: max(place for place, name in enumerate(ATTRIBUTES) if name in PLACES) + 1]
ARRANGED: Callable[[list[Any]], tuple[Any, ...]] = itemgetter(*(PLACES.get(name, len(CELLS) + 1) for name in KEPT))


def cells_of(article: Article, added: str | None = None) -> Cells:
    """Return the cells of an article, in the order of CELLS; ``added`` is the ISO instant of adding.

    Raises StoreError if ``extra`` has values that JSON does not.
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
    """Return cells with the ISO instant of adding."""
    return (*cells[:ADDED], added, *cells[ADDED + 1 :])


def digest_id(cells: Cells, turn: int = 0) -> str:
    """Return the id of an article without an id and a URL, from a new file."""
    return digest_content(zip(CELLS[CONTENT:], cells[CONTENT:], strict=True), turn)
