"""A portion of what is to be read: a file, or a range of the bytes of a long file of JSON Lines.

A line belongs to the portion that it begins in, so portions can be read each by itself, in any order, and
give together what the file gives as a whole. Lines are counted from the portion's first one.
What a portion gives comes in deliveries, so that no portion, however long, fills the memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

from dateline.index.article import Article, RawArticle
from dateline.index.cleaning import clean_or_keep
from dateline.index.errors import InputError, ReadError
from dateline.index.intake.reading import Options
from dateline.index.readers import as_found, guarded, read_head, read_source, strip_mark
from dateline.index.readers.formats.json_records import read_lines
from dateline.index.readers.formats.lines import LONGEST_LINE, lines_of
from dateline.index.readers.paths import in_words
from dateline.index.readers.registry import Format, find_format, format_named
from dateline.index.store.placement import Draft, draft_of
from dateline.index.store.rows import Cells

__all__ = ["CUT", "Delivery", "Found", "Portion", "Skipped", "deliveries", "is_long_of_lines"]

# Bytes of a portion: half a second of extraction, so that processes end at the same time, and small enough to hold.
CUT = 1 << 20
CUTTABLE = "jsonl"
# A delivery goes when it holds so many records, or characters of text.
RECORDS = 500
CHARACTERS = 1_000_000
NOTHING: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Portion:
    """What is read at a time: a file as a whole (``stop`` is None) or the lines that begin in a range of its bytes.

    ``skip``: so many records of it were stored by an earlier run.
    """

    file: str
    start: int = 0
    stop: int | None = None
    skip: int = 0


class Found(NamedTuple):
    """An article on its way in.

    ``mentions`` is the record of what was found in it, None where it was not looked into; ``failed`` names what raised
    while it was cleaned, and is missing from it. ``cells`` are those of its row, where another process has made them.
    """

    article: Article
    file: str
    line: int | None
    reader: str
    mentions: str | None = None
    failed: tuple[str, ...] = ()
    cells: Cells | None = None

    @property
    def draft(self) -> Draft:
        """The article as the store takes it."""
        return draft_of(self.article) if self.cells is None else Draft(self.article, self.cells)

    def where(self, above: int = 0) -> str:
        """Return the place it was read from, as one names it; ``above``: lines of the file above its portion."""
        return self.file if self.line is None else f"{self.file}:{self.line + above}"


class Skipped(NamedTuple):
    """What could not be read, and by which reader; empty where none was found for it."""

    error: ReadError
    reader: str


class Delivery(NamedTuple):
    """Some of what a portion gives, in its order; ``done``: nothing follows, and it had so many ``lines``.

    ``kinds`` counts the files in an archive that are not read, by their suffix.
    """

    items: list[Found | Skipped]
    done: bool
    lines: int = 0
    kinds: Mapping[str, int] = NOTHING


def is_long_of_lines(file: str, size: int, format: str | None) -> bool:
    """Return whether a file is worth cutting, and can be: JSON Lines, and neither packed nor of another format."""
    if size < 2 * CUT:
        return False
    try:
        with open(file, "rb") as stream:
            head = read_head(lines_of(stream))
    except OSError:
        return False  # reading it will say what is wrong
    start = b"".join(head)
    row = format_named(format) if format else find_format(file, start)
    return row.name == CUTTABLE and start.lstrip().startswith(b"{")


def deliveries(portion: Portion, options: Options, standard_input: BinaryIO | None = None) -> Iterator[Delivery]:
    """Yield what a portion gives, cleaned; the last delivery is done."""
    items: list[Found | Skipped] = []
    characters = 0
    records = Records(portion, options, standard_input)
    for number, found in enumerate(records.read()):
        if number < portion.skip:
            continue
        if isinstance(found, ReadError):
            items.append(Skipped(found, records.reader))
        else:
            article, failed = clean_or_keep(found, options.dating, detect=options.detect)
            items.append(Found(article, found.file, found.line, records.reader, failed=failed))
            characters += len(article.body)
        if len(items) >= RECORDS or characters >= CHARACTERS:
            yield Delivery(items, done=False)
            items, characters = [], 0
    yield Delivery(items, done=True, lines=records.lines, kinds=records.kinds or NOTHING)


class Records:
    """What is read of one portion: its records, and beside them the reader of each and the count of lines."""

    def __init__(self, portion: Portion, options: Options, standard_input: BinaryIO | None) -> None:
        self.reader = ""
        self.lines = 0
        self.kinds = Counter[str]()
        self._portion = portion
        self._options = options
        self._standard_input = standard_input

    def read(self) -> Iterator[RawArticle | ReadError]:
        """Yield what is found, keys renamed and checked."""
        row: Format | None = format_named(self._options.format) if self._options.format else None
        if self._portion.stop is None:
            found = read_source(self._portion.file, self._standard_input, row, self._set_reader, self.kinds)
        else:
            self.reader = CUTTABLE
            found = self._read_range(self._portion.stop)
        mapping = self._options.mapping
        return (as_found(each, mapping) for each in found)

    def _set_reader(self, name: str) -> None:
        self.reader = name

    def _read_range(self, stop: int) -> Iterator[RawArticle | ReadError]:
        file = self._portion.file
        try:
            with open(file, "rb") as stream:
                lines = self._counted(lines_between(stream, self._portion.start, stop))
                yield from guarded(read_lines(lines, file), file)
        except OSError as failure:
            yield InputError(file, None, in_words(failure, file))

    def _counted(self, lines: Iterator[bytes]) -> Iterator[bytes]:
        for line in lines:
            self.lines += line.endswith(b"\n")
            yield line


def lines_between(stream: BinaryIO, start: int, stop: int) -> Iterator[bytes]:
    """Yield the lines that begin in a range of bytes, as `lines_of` does."""
    at = start
    if start:
        # The line that the byte before belongs to began before.
        stream.seek(start - 1)
        at, ended = start - 1, False
        while not ended and at < stop and (piece := stream.readline(LONGEST_LINE)):
            at += len(piece)
            ended = piece.endswith(b"\n")
        if not ended:
            return
    ended = True
    while (at < stop or not ended) and (line := stream.readline(LONGEST_LINE)):
        yield line if at else strip_mark(line)
        at += len(line)
        ended = line.endswith(b"\n")
