"""The types of an article: as read, and as stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from dateline.index.dataclass import dataclass, field

if TYPE_CHECKING:
    from dateline.index.dates import DateOrder
    from dateline.index.entities.mention import Extraction

__all__ = ["SUMMARY_ONLY", "Article", "ArticleNote", "GivenDate", "Original", "RawArticle", "kind_of_note"]

NOTHING: Mapping[str, object] = MappingProxyType({})


class ArticleNote(str):
    """A note on an article, with the ``kind`` of notes that it belongs to, because its text may differ in each article.

    Notes are stored and compared as text; the store does not keep the kind.
    """

    __slots__ = ("kind",)
    kind: str

    def __new__(cls, kind: str, text: str) -> Self:
        """Make a note of a kind."""
        made = super().__new__(cls, text)
        made.kind = kind
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        """Return the arguments of a copy."""
        return self.kind, str(self)


# On what a feed calls a summary. The store knows by it what does not replace a longer text of the same article, so its
# wording must not change.
SUMMARY_ONLY = ArticleNote("summary only", "the feed gives only a summary of it, which was taken as its text")


def kind_of_note(note: str) -> str:
    """Return the kind of a note: that of an `ArticleNote`; any other text is its own kind."""
    return note.kind if isinstance(note, ArticleNote) else note


@dataclass(frozen=True, slots=True)
class GivenDate:
    """A date of publication that a source gives, and the notes on it, which are right only where it is taken."""

    value: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawArticle:
    """A record as a reader found it, before any repair.

    ``values`` maps the keys of the source, or Dateline's own after ``--map``, to values of the source (JSON scalars,
    lists, strings). ``file`` is the path as given (``-`` for standard input); ``line`` is the line on which the record
    starts, counted from 1; ``alone`` says that the file has only this article, so that its path identifies it;
    ``notes`` are doubts of the reader; ``orders`` are those of the numeric dates of the file, if other records show
    them; ``dates`` are several dates of publication, best first: the one in ``values``, whose notes are in ``notes``,
    and those to take where it is still to come; ``foreign`` says that any program may have named the keys (JSON,
    tables), so that other names of Dateline's keys are looked for; ``plain`` says that the texts of such a record are
    plain, whatever signs they have.
    """

    values: Mapping[str, object]
    file: str
    line: int | None = None
    alone: bool = False
    notes: tuple[str, ...] = ()
    orders: tuple[DateOrder, ...] = ()
    dates: tuple[GivenDate, ...] = ()
    foreign: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Original:
    """The title and the body of an article before cleaning; None if cleaning did not change it."""

    title: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article. Everything but the text may be missing.

    ``published`` is a day, or an instant with its offset (UTC if it has none); ``updated`` is the same for the last
    change according to the source. ``people``, ``places`` and ``topics`` are those of the source. ``extra`` holds all
    other keys of the source, as JSON values; keys that the field table declares are searchable. ``file`` is the
    absolute path of a one-article file. ``notes`` say what was changed or doubted when it was added. ``mentions`` are
    the people, places and dates found in the text, None if it was not searched; they are derived, and not compared.
    ``original`` are the texts before cleaning, if it changed them; they are not compared, and not read back with an
    article. ``detected`` is the language found by a detector, if it was used and the source names none; it is derived,
    and stored with the mentions.
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
