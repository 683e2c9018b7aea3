"""From paths to articles, ready to be added: each as read, and as cleaned, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from dateline.index.article import Article, RawArticle
from dateline.index.cleaning import clean
from dateline.index.errors import ReadError
from dateline.index.readers import read

__all__ = ["Taken", "take_in"]


@dataclass(frozen=True, slots=True)
class Taken:
    """An article, and as what it was read."""

    raw: RawArticle
    article: Article

    @property
    def where(self) -> str:
        """The place it was read from, as one names it."""
        return self.raw.file if self.raw.line is None else f"{self.raw.file}:{self.raw.line}"


def take_in(
    paths: Iterable[str],
    *,
    standard_input: BinaryIO | None = None,
    mapping: Mapping[str, str] | None = None,
    format: str | None = None,
    published: date | datetime | None = None,
    today: date | None = None,
    file_time: bool = False,
) -> Iterator[Taken | ReadError]:
    """Return the articles of files, folders and standard input as they come; options as `readers.read` and `clean`.

    Raises DatelineError, at once, for a format that is not there.
    """
    found = read(paths, standard_input=standard_input, mapping=mapping, format=format)
    return (
        raw
        if isinstance(raw, ReadError)
        else Taken(raw, clean(raw, published=published, today=today, file_time=file_time))
        for raw in found
    )
