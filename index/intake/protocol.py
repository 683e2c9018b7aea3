"""What a process that reads sends to the one that stores: frames of JSON, each after its length.

    frame  = length of the rest in bytes (8 digits of base 16), number of the portion in its task, the rest a delivery
    task   = one line of JSON: a list of portions, each [file, start, stop, skip]

Articles travel as the cells that the store keeps, and are stored as these. Nothing is lost on the way, no code is run
on arrival, and no cell is made twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from dateline.index.article import Article, ArticleNote, Original, kind_of_note
from dateline.index.errors import InputError, ReadError
from dateline.index.intake.portions import Delivery, Found, Portion, Skipped
from dateline.index.store.rows import article_of, cells_of

__all__ = ["LENGTH", "decode_delivery", "decode_task", "encode_delivery", "encode_task"]

LENGTH = 8
SKIPPED = 5  # values of a record that was skipped; an article has more
encode_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode_task(portions: Iterable[Portion]) -> bytes:
    """Return the line that asks for portions to be read."""
    return json.dumps([[each.file, each.start, each.stop, each.skip] for each in portions]).encode() + b"\n"


def decode_task(line: bytes) -> list[Portion]:
    """Return the portions of a line."""
    return [Portion(*each) for each in json.loads(line)]


def encode_delivery(number: int, delivery: Delivery) -> bytes:
    """Return the frame of a delivery of the portion of this number."""
    items = [_written(item) for item in delivery.items]
    frame = [number, delivery.done, delivery.lines, items, dict(delivery.kinds)]
    data = encode_json(frame).encode("utf-8", "surrogatepass")
    return b"%08x%b" % (len(data), data)


def decode_delivery(data: bytes) -> tuple[int, Delivery]:
    """Return the number of the portion, and the delivery, of a frame without its length."""
    number, done, lines, items, kinds = json.loads(data.decode("utf-8", "surrogatepass"))
    return number, Delivery([_read(item) for item in items], done, lines, kinds)


def _written(item: Found | Skipped) -> list[Any]:
    if isinstance(item, Skipped):
        error = item.error
        return [item.reader, error.file, error.line, error.reason, isinstance(error, InputError)]
    article = item.article
    original = None if article.original is None else [article.original.title, article.original.body]
    kinds = [kind_of_note(note) for note in article.notes]
    cells = cells_of(article)
    return [item.reader, item.file, item.line, article.id, cells, original, item.mentions, item.failed, kinds]


def _read(item: list[Any]) -> Found | Skipped:
    if len(item) == SKIPPED:
        reader, file, line, reason, of_input = item
        return Skipped((InputError if of_input else ReadError)(file, line, reason), reader)
    reader, file, line, id, cells, original, mentions, failed, kinds = item
    row = tuple(cells)
    article: Article = article_of(id, row)
    if original is not None:
        article = replace(article, original=Original(*original))
    if kinds:
        article = replace(article, notes=tuple(map(ArticleNote, kinds, article.notes)))
    return Found(article, file, line, reader, mentions, tuple(failed), row)
