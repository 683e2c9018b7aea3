"""JSON and JSON Lines: each article is an object.

A ``.jsonl`` file is read line by line in constant memory. A ``.json`` file may hold one article, a list of them,
a list in an object (``{"articles": […]}``), several objects in sequence, or JSON Lines; `json_document` finds them, and
`json_wrappers` makes plain what databases and other programs wrap.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from dateline.index.article import RawArticle
from dateline.index.dataclass import replace
from dateline.index.errors import NoArticle, ReadError
from dateline.index.kernel._records import RecordMaker
from dateline.index.readers.decoding import as_utf8
from dateline.index.readers.formats.json_document import read_values
from dateline.index.readers.formats.json_duplicates import note_on_duplicates
from dateline.index.readers.formats.json_texts import plain_texts
from dateline.index.readers.formats.json_values import JsonValue, parse_simple_line, values_of_line
from dateline.index.readers.formats.json_wrappers import is_plain, is_wrapper, plain_record, records_in
from dateline.index.readers.formats.lines import numbered_lines

__all__ = ["read_document", "read_lines", "read_records"]

# An article of a plain line is a copy of this one with its own values, so that fields have their defaults.
SIMPLE = RawArticle({}, "", foreign=True)
copy_record = RecordMaker(RawArticle).copy


def read_lines(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of each line, or the error; blank lines are skipped."""
    for number, line in numbered_lines(as_utf8(lines), file):
        if line == b"\n" or line == b"\r\n":  # quicker than to find that nothing is in them
            continue
        if isinstance(line, bytes) and (content := parse_simple_line(line)) is not None:
            if is_plain(content):
                yield copy_record(SIMPLE, content, file, number)
            else:
                yield with_plain_texts(as_article(JsonValue(content, number), file))
            continue
        for found in values_of_line(line, file, number):
            yield with_plain_texts(as_article(found, file))


def read_document(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the articles of a JSON document, which may be JSON Lines."""
    yield from map(with_plain_texts, read_records(lines, file))


def read_records(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the records of a JSON document with what is wrapped taken out, under the keys of their own format."""
    return articles_of(read_values(lines, file, is_wrapper), file)


def articles_of(found: Iterator[JsonValue | ReadError], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of each value; a document of one object gives an article that is ``alone`` in its file."""
    first = next(found, None)
    try:
        second = next(found, None)
    except OSError:  # the disk failed after the first, which is complete
        if first is not None:
            yield as_article(first, file)
        raise
    alone = second is None and isinstance(first, JsonValue) and not first.listed
    for each in chain((one for one in (first, second) if one is not None), found):
        wrapped = each.content if isinstance(each, JsonValue) and isinstance(each.content, dict) else {}
        items = records_in(wrapped)
        if isinstance(each, JsonValue) and items is not None:
            yield from articles_of_items(each, items, file)
        else:
            yield as_article(each, file, alone=alone)


def articles_of_items(document: JsonValue, items: list[object], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the articles that a document wraps; the first has the notes on what is around them."""
    of_all = dict.fromkeys(name for item in items for name in document.names_twice(item))
    around = [name for name in document.names_twice(document.content) if name not in of_all]
    for item in items:
        found = as_article(JsonValue(item, document.line, listed=True, duplicates=document.duplicates), file)
        if around and isinstance(found, RawArticle):
            found, around = replace(found, notes=(*found.notes, note_on_duplicates(around))), []
        yield found


def as_article(found: JsonValue | ReadError, file: str, *, alone: bool = False) -> RawArticle | ReadError:
    """Return a value as an article, or the error."""
    if isinstance(found, ReadError):
        return found
    if not isinstance(found.content, dict):
        return ReadError(file, found.line, "the record is not an object; an article is written { … }")
    values = plain_record(found.content)
    if isinstance(values, str):
        return NoArticle(file, found.line, values)
    return RawArticle(values, file, found.line, alone, found.notes)


def with_plain_texts(found: RawArticle | ReadError) -> RawArticle | ReadError:
    """Return a record of any program with the values of Dateline's keys as texts, or the error."""
    if isinstance(found, ReadError):
        return found
    return replace(found, values=plain_texts(found.values), foreign=True)
