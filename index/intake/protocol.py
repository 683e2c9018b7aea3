"""The protocol between worker processes and the process that stores: JSON frames, each preceded by its length.

    frame  = length of the JSON in bytes (8 hexadecimal digits), JSON: the number of the portion in its task, a batch
    task   = one line of JSON: a list of portions, each [file, start, stop, skip]

Articles are sent as the cells that the store keeps, so nothing is lost and no cell is made twice. Decoding executes no
code.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from dateline.index.article import Article, ArticleNote, Original, kind_of_note
from dateline.index.dataclass import replace
from dateline.index.errors import InputError, NoArticle, ReadError
from dateline.index.intake.portions import IncomingArticle, Portion, RecordBatch, SkippedRecord
from dateline.index.store.rows import article_of, cells_of

__all__ = ["LENGTH_DIGITS", "decode_batch", "decode_task", "encode_batch", "encode_task"]

LENGTH_DIGITS = 8
SKIPPED_FIELDS = 5  # values of a record that was skipped; an article has more
# The kinds of errors, which are sent as their places here.
ERRORS = (ReadError, InputError, NoArticle)
encode_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode_task(portions: Iterable[Portion]) -> bytes:
    """Return the line that requests portions."""
    return json.dumps([[each.file, each.start, each.stop, each.skip] for each in portions]).encode() + b"\n"


def decode_task(line: bytes) -> list[Portion]:
    """Return the portions of a line."""
    return [Portion(*each) for each in json.loads(line)]


def encode_batch(number: int, batch: RecordBatch) -> bytes:
    """Return the frame of a batch of the portion with this number."""
    items = [_encode_item(item) for item in batch.items]
    frame = [number, batch.done, batch.lines, items, dict(batch.unread_suffixes)]
    data = encode_json(frame).encode("utf-8", "surrogatepass")
    return b"%08x%b" % (len(data), data)


def decode_batch(data: bytes) -> tuple[int, RecordBatch]:
    """Return the number of the portion and the batch, from a frame without its length."""
    number, done, lines, items, unread_suffixes = json.loads(data.decode("utf-8", "surrogatepass"))
    return number, RecordBatch([_decode_item(item) for item in items], done, lines, unread_suffixes)


def _encode_item(item: IncomingArticle | SkippedRecord) -> list[Any]:
    if isinstance(item, SkippedRecord):
        error = item.error
        return [item.reader, error.file, error.line, error.reason, ERRORS.index(type(error))]
    article = item.article
    original = None if article.original is None else [article.original.title, article.original.body]
    note_kinds = [kind_of_note(note) for note in article.notes]
    cells = cells_of(article)
    return [item.reader, item.file, item.line, article.id, cells, original, item.mentions, item.failed, note_kinds]


def _decode_item(item: list[Any]) -> IncomingArticle | SkippedRecord:
    if len(item) == SKIPPED_FIELDS:
        reader, file, line, reason, kind = item
        return SkippedRecord(ERRORS[kind](file, line, reason), reader)
    reader, file, line, id, cells, original, mentions, failed, note_kinds = item
    row = tuple(cells)
    article: Article = article_of(id, row)
    if original is not None:
        article = replace(article, original=Original(*original))
    if note_kinds:
        article = replace(article, notes=tuple(map(ArticleNote, note_kinds, article.notes)))
    return IncomingArticle(article, file, line, reader, mentions, tuple(failed), row)
