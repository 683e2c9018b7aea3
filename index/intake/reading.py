"""From paths to articles, ready to be added: each as read, and as cleaned, or what is wrong with it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import BinaryIO

from dateline import __version__
from dateline.index.article import Article, RawArticle
from dateline.index.cleaning import clean_or_keep
from dateline.index.dates import parse_published
from dateline.index.errors import ReadError
from dateline.index.metadata.publication import UNDATED, Dating
from dateline.index.readers import read

__all__ = ["Options", "Taken", "take_in"]


@dataclass(frozen=True, slots=True)
class Options:
    """How files are read and cleaned: what `readers.read` and `clean` take."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    format: str | None = None
    dating: Dating = UNDATED
    detect: bool = False

    def as_json(self) -> str:
        """Return the options as another process is told them."""
        default, today = (
            None if each is None else each.isoformat() for each in (self.dating.default, self.dating.today)
        )
        options = [dict(sorted(self.mapping.items())), self.format, default, today, self.dating.file_time]
        # Who does not ask for it has the options of before, and does not read all files again.
        return json.dumps([*options, self.detect] if self.detect else options)

    @classmethod
    def of_json(cls, text: str) -> Options:
        """Return the options of their JSON."""
        mapping, format, default, today, file_time, *detect = json.loads(text)
        dating = Dating(
            None if default is None else parse_published(default),
            None if today is None else date.fromisoformat(today),
            file_time,
        )
        return cls(mapping, format, dating, bool(detect))

    def digest(self) -> str:
        """Return what tells these options from others; another Dateline may read and clean otherwise.

        Which day is today does not count, only whether one bounds the dates: files would be read again every day.
        """
        bounded = self.dating.today is not None
        timeless = replace(self, dating=replace(self.dating, today=date.min if bounded else None))
        return hashlib.blake2b(f"{__version__} {timeless.as_json()}".encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Taken:
    """An article, as what it was read, and what raised while it was cleaned."""

    raw: RawArticle
    article: Article
    failed: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The place it was read from, as one names it."""
        return self.raw.file if self.raw.line is None else f"{self.raw.file}:{self.raw.line}"


def take_in(
    paths: Iterable[str],
    options: Options | None = None,
    *,
    standard_input: BinaryIO | None = None,
    kinds: Counter[str] | None = None,
) -> Iterator[Taken | ReadError]:
    """Return the articles of files, folders and standard input as they come.

    ``kinds`` counts the files of folders and archives that are not read, by their suffix.
    Raises DatelineError, at once, for a format that is not there.
    """
    options = options or Options()
    found = read(paths, standard_input=standard_input, mapping=options.mapping, format=options.format, kinds=kinds)
    return (
        raw if isinstance(raw, ReadError) else Taken(raw, *clean_or_keep(raw, options.dating, detect=options.detect))
        for raw in found
    )
