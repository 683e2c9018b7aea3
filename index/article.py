"""The types an article takes on its way in: as read, and as kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from dateline.index.entities.mention import Extraction

__all__ = ["Article", "ArticleNote", "Original", "RawArticle", "kind_of_note"]

NOTHING: Mapping[str, object] = MappingProxyType({})


class ArticleNote(str):
    """A note on an article that may read differently for each: its text, and beside it the ``kind`` that it is of.

    It is a text wherever notes are kept and compared. The kind is not kept in the store.
    """

    __slots__ = ("kind",)
    kind: str

    def __new__(cls, kind: str, text: str) -> Self:
        """Make a note of a kind."""
        made = super().__new__(cls, text)
        made.kind = kind
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        """Return what a copy is made of."""
        return self.kind, str(self)


def kind_of_note(note: str) -> str:
    """Return the kind of a note: that of an `ArticleNote`; any other text is a kind of its own."""
    return note.kind if isinstance(note, ArticleNote) else note


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a reader found, nothing mended.

    ``values`` maps the keys of the source, or Dateline's own after ``--map``, to
    values as the source had them (JSON scalars, lists, strings). ``file`` is the
    path as given (``-`` for standard input); ``line`` is the line the record
    starts on, counted from 1; ``alone`` says that the file holds this article
    and no other, so that its path can identify it; ``notes`` say what was doubted when it was read.
    """

    values: Mapping[str, object]
    file: str
    line: int | None = None
    alone: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Original:
    """The title and the body of an article before cleaning; None: cleaning left that one as it was."""

    title: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article. All but the text may be missing.

    ``published`` is a day, or an instant with its offset (a datetime without one
    is taken as UTC); ``updated`` the same, of the last change that the
    source tells of. ``people``, ``places`` and ``topics`` are as the source gave
    them. ``extra`` keeps every other key of the source, as JSON values; a key
    that the field table declares is searchable. ``file`` is the absolute path of
    a one-article file. ``notes`` say what was changed or doubted on the way in.
    ``mentions`` are the people, places and dates found in the text, None where nobody looked; they are derived
    from the rest, and two articles that differ in nothing else are equal. ``original`` are its texts as they came,
    where cleaning changed them; it is no part of what is compared either, and is not read back with an article.
    ``detected`` is the language a detector took the text for, where the source names none and it was asked; it is
    derived as well, and kept with the mentions.
    """

    id: str | None = None
    title: str = ""
    body: str = ""
    published: date | datetime | None = None
    byline: str | None = None
    dateline: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    file: str | None = None
    notes: tuple[str, ...] = ()
    mentions: Extraction | None = field(default=None, compare=False, repr=False)
    updated: date | datetime | None = None
    original: Original | None = field(default=None, compare=False, repr=False)
    detected: str | None = field(default=None, compare=False, repr=False)
