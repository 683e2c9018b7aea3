"""Read and clean the articles of files, one after another; `run` does the same in portions and stores them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import BinaryIO

from dateline import __version__
from dateline.index.article import Article, RawArticle
from dateline.index.cleaning import clean_with_fallback
from dateline.index.dataclass import dataclass, field, replace
from dateline.index.dates import parse_published
from dateline.index.errors import ReadError
from dateline.index.metadata.publication import UNDATED, Dating
from dateline.index.readers import read

__all__ = ["Options", "ReadArticle", "read_articles"]


@dataclass(frozen=True, slots=True)
class Options:
    """How files are read and cleaned: the options of `readers.read` and `clean`."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    format: str | None = None
    dating: Dating = UNDATED
    detect: bool = False

    def to_json(self) -> str:
        """Return the options as JSON, for other processes."""
        default, today = (
            None if each is None else each.isoformat() for each in (self.dating.default, self.dating.today)
        )
        options = [dict(sorted(self.mapping.items())), self.format, default, today, self.dating.file_time]
        # Without detection the JSON is that of earlier versions, so that files are not read again.
        return json.dumps([*options, self.detect] if self.detect else options)

    @classmethod
    def from_json(cls, text: str) -> Options:
        """Return the options from their JSON."""
        mapping, format, default, today, file_time, *detect = json.loads(text)
        dating = Dating(
            None if default is None else parse_published(default),
            None if today is None else date.fromisoformat(today),
            file_time,
        )
        return cls(mapping, format, dating, bool(detect))

    def digest(self) -> str:
        """Return a hash of the options and of Dateline's version, which may change how files are read and cleaned.

        The current day is not part of it, only whether dates are limited by one; else files were read again every day.
        """
        bounded = self.dating.today is not None
        timeless = replace(self, dating=replace(self.dating, today=date.min if bounded else None))
        return hashlib.blake2b(f"{__version__} {timeless.to_json()}".encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as read and as cleaned, and the parts of cleaning that raised."""

    raw: RawArticle
    article: Article
    failed: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The file, and the line if it has one."""
        return self.raw.file if self.raw.line is None else f"{self.raw.file}:{self.raw.line}"


def read_articles(
    paths: Iterable[str],
    options: Options | None = None,
    *,
    standard_input: BinaryIO | None = None,
    unread_suffixes: Counter[str] | None = None,
) -> Iterator[ReadArticle | ReadError]:
    """Return an iterator over the articles of files, folders and standard input.

    ``unread_suffixes`` counts the files in folders and archives that are not read, by suffix.
    Raises DatelineError at the call for an unknown format.
    """
    options = options or Options()
    found = read(
        paths,
        standard_input=standard_input,
        mapping=options.mapping,
        format=options.format,
        unread_suffixes=unread_suffixes,
    )
    return (
        raw
        if isinstance(raw, ReadError)
        else ReadArticle(raw, *clean_with_fallback(raw, options.dating, detect=options.detect))
        for raw in found
    )
