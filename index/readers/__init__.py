"""From files, folders and standard input to articles as found.

A format is one row of `FORMATS`: its name, its suffixes, the function that reads
it, a line of help. A reader is given the lines of one source as bytes and the
name of the source, and yields a `RawArticle` for each record, or a `ReadError`,
which it never raises: what cannot be read is reported, and the rest goes on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import BinaryIO

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.json_records import read_document, read_lines
from dateline.index.readers.plain import read_text
from dateline.index.readers.sources import find_sources, in_words, open_source

__all__ = ["FORMATS", "Format", "read"]

Reader = Callable[[Iterator[bytes], str], Iterator[RawArticle | ReadError]]

BOM = b"\xef\xbb\xbf"
MOST_KEYS_NAMED = 12


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: ``suffixes`` in small letters with their dot, ``help`` one line for the user."""

    name: str
    suffixes: tuple[str, ...]
    read: Reader
    help: str


PLAIN = Format("text", (".txt", ".text"), read_text, "a title line, perhaps lines of `key: value`, then the text")
JSON = Format("JSON", (".json",), read_document, "one article, a list of them, or one object after another")
JSON_LINES = Format("JSON Lines", (".jsonl", ".ndjson"), read_lines, "one article a line, each a JSON object")
FORMATS: tuple[Format, ...] = (PLAIN, JSON, JSON_LINES)
BY_SUFFIX = {suffix: row for row in FORMATS for suffix in row.suffixes}


def read(
    paths: Iterable[str], *, standard_input: BinaryIO | None = None, mapping: Mapping[str, str] | None = None
) -> Iterator[RawArticle | ReadError]:
    """Yield the articles of files, folders and, for ``-``, of ``standard_input``, each as found.

    A folder is read with all below it, in the order of names: files of a known
    suffix, none hidden and no README. A file named itself is read whatever its
    suffix; its content decides where the suffix says nothing. ``mapping`` is ours =
    theirs (``{"title": "headline"}``): the value under their key becomes ours, and
    a value that stood under ours goes to theirs. What cannot be read is yielded as
    a `ReadError`, and the rest goes on.
    """
    for source in find_sources(paths, BY_SUFFIX):
        if isinstance(source, ReadError):
            yield source
            continue
        for found in read_source(source, standard_input):
            if isinstance(found, RawArticle):
                yield check(rename(found, mapping) if mapping else found)
            else:
                yield found


def read_source(file: str, standard_input: BinaryIO | None) -> Iterator[RawArticle | ReadError]:
    """Yield what one file or standard input holds."""
    try:
        with open_source(file, standard_input) as stream:
            yield from read_stream(stream, file)
    except OSError as failure:
        yield ReadError(file, None, in_words(failure, file))


def read_stream(stream: BinaryIO, file: str) -> Iterator[RawArticle | ReadError]:
    """Yield what an open stream of bytes holds; raises OSError where the system refuses."""
    head: list[bytes] = []
    for line in stream:
        head.append(line.removeprefix(BOM) if not head else line)
        if head[-1].strip():
            break
    else:
        yield ReadError(file, None, "the file is empty")
        return
    row = BY_SUFFIX.get(os.path.splitext(file)[1].lower()) or format_of(head[-1])
    yield from row.read(chain(head, stream), file)


def format_of(line: bytes) -> Format:
    """Return the format that the first line with anything in it looks like."""
    return JSON if line.lstrip()[:1] in (b"{", b"[") else PLAIN


def rename(raw: RawArticle, mapping: Mapping[str, str]) -> RawArticle:
    """Return the article with the values under their keys moved to ours."""
    present = {ours: theirs for ours, theirs in mapping.items() if theirs in raw.values and ours != theirs}
    if not present:
        return raw
    values = {key: value for key, value in raw.values.items() if key not in present.values()}
    for ours, theirs in present.items():
        if ours in values and theirs not in present:
            values[theirs] = values[ours]
        values[ours] = raw.values[theirs]
    return replace(raw, values=values)


def check(raw: RawArticle) -> RawArticle | ReadError:
    """Return the article, or what is wrong with it if it cannot be one: no body, or no texts where texts must be."""
    values = raw.values
    if "body" not in values:
        names = list(values)[:MOST_KEYS_NAMED]
        keys = ", ".join(names) + (", …" if len(values) > len(names) else "")
        has = f"it has: {keys}" if keys else "it is empty"
        return ReadError(raw.file, raw.line, f"the record has no key `body`; name it with --map body=THEIRS, {has}")
    body = values["body"]
    if body is not None and not isinstance(body, str):
        return ReadError(raw.file, raw.line, f"the body is {kind_of(body)}; it must be a text")
    for key in ("id", "title"):
        value = values.get(key)
        if isinstance(value, bool) or not (value is None or isinstance(value, str | int | float)):
            return ReadError(raw.file, raw.line, f"the {key} is {kind_of(value)}; it must be a text or a number")
    return raw


def kind_of(value: object) -> str:
    """Return what a JSON value is, in words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list) else "a number"
