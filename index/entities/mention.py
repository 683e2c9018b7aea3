"""Mentions of people, places and dates in a text, each with its span and its reason.

Offsets count characters of the text, ``end`` is exclusive, and ``text`` is the text of the span.
`Extraction` is what `dateline.index.extract` returns; `dateline.index.entities.record` writes it as JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from dateline.index.dataclass import dataclass
from dateline.index.dates import DateSpan, Precision

__all__ = [
    "Candidate",
    "DateMention",
    "DateType",
    "Extraction",
    "FoundDateline",
    "PersonMention",
    "PlaceKind",
    "PlaceMention",
]

DateType = Literal["DATE", "TIME", "DURATION", "SET"]
PlaceKind = Literal["country", "region", "city", "world-region", "feature", "unknown"]


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A mention of a person.

    The span is the name without its title; ``title`` is the title as printed, or None. ``name`` is the person's fullest
    name in this text, to which a short form is resolved. ``reason`` explains that
    (``"Aliyev" ← "President Ilham Aliyev", sentence 2``); it is empty for a full name.
    """

    text: str
    start: int
    end: int
    name: str
    title: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name could mean, and its probability (0 to 1)."""

    label: str
    country: str | None
    geonameid: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A mention of a place, by its name or by a demonym.

    ``label`` is the place's unique name in the gazetteer (``Paris``, ``Paris, Texas``), ``name`` its plain name; both
    are the printed form if no gazetteer has the place. ``country`` is ISO 3166-1 alpha-2. ``confidence`` is 0 to 1;
    ``candidates`` are the possible places, best first, empty if there was only one. ``reason`` explains the choice.
    """

    text: str
    start: int
    end: int
    name: str
    label: str
    kind: PlaceKind
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    confidence: float = 1.0
    demonym: bool = False
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A mention of a day, of a span of days, or of a length of time.

    ``days`` are the days it covers; None if it is unresolved, a duration or a set. ``value`` is the TIMEX3 value, if
    any. ``reason`` explains how a relative or ambiguous date was resolved.
    """

    text: str
    start: int
    end: int
    type: DateType
    days: DateSpan | None = None
    value: str | None = None
    reason: str = ""

    @property
    def first(self) -> date | None:
        """The first day it covers."""
        return None if self.days is None else self.days.first

    @property
    def last(self) -> date | None:
        """The last day it covers."""
        return None if self.days is None else self.days.last

    @property
    def precision(self) -> Precision | None:
        """How precisely its days were named."""
        return None if self.days is None else self.days.precision

    @property
    def certainty(self) -> int:
        """The certainty of its days in percent; 100 if it has none."""
        return 100 if self.days is None else self.days.certainty


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """The line of place, date and agency that opens a story: ``BAKU, Dec. 13 (Reuters) —``."""

    text: str
    start: int
    end: int
    place: PlaceMention | None
    date: DateMention | None
    agency: str | None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All mentions of one text, each kind in the order of the text.

    ``language`` is the ISO 639-1 code of the text, None if it has too few words; ``detected`` says that a detector
    found it (`dateline.index.metadata.language`). ``notes`` name what stayed undecided (``no date of publication: 3
    relative dates stay unresolved``), and a given language that the text contradicts. ``joined`` are the values of the
    source that are one with a value found, as (field, given, value): ``("places", "usa", "United States")``.
    """

    people: tuple[PersonMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    dateline: FoundDateline | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()
    detected: bool = False
    joined: tuple[tuple[str, str, str], ...] = ()

    def __iter__(self) -> Iterator[PersonMention | PlaceMention | DateMention]:
        """Iterate over all mentions: people, places, dates."""
        yield from self.people
        yield from self.places
        yield from self.dates
