"""What is found in a text: mentions of people, places and dates, each with its place and its reason.

Offsets are characters of the text given, ``end`` exclusive, and ``text`` is what stands there.
`Extraction` is what `dateline.index.extract` returns; `dateline.index.entities.record` writes it as JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.index.dates import Precision

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

    The span is the name without its title, which ``title`` keeps as printed (None: none). ``name`` is the
    person's fullest name in this text, which a short form resolves to. ``reason`` says why
    (``"Aliyev" ← "President Ilham Aliyev", sentence 2``), empty for a name that stands in full.
    """

    text: str
    start: int
    end: int
    name: str
    title: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name could have meant, and how likely it was (0 to 1)."""

    label: str
    country: str | None
    geonameid: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A mention of a place, by its name or by a demonym.

    ``label`` is the place's unique name in the gazetteer (``Paris``, ``Paris, Texas``), ``name`` its plain
    name; both are the printed form for a place that no gazetteer has. ``country`` is ISO 3166-1
    alpha-2. ``confidence`` is 0 to 1; ``candidates`` are the places it could have been, best first, empty when
    there was but one. ``reason`` says why this one.
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

    ``first`` and ``last`` are the days it covers, both included; None when it is unresolved or is a
    length or a set, which are never days. ``value`` is the TIMEX3 value where one exists. ``certainty`` is in percent:
    100 for what is said plainly, less for *circa* and for what had to be guessed. ``reason`` says what a
    relative or ambiguous date was resolved by.
    """

    text: str
    start: int
    end: int
    type: DateType
    first: date | None = None
    last: date | None = None
    precision: Precision | None = None
    value: str | None = None
    certainty: int = 100
    reason: str = ""


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
    """All that was found in one text, each kind in the order of the text.

    ``language`` is the ISO 639-1 code the text was taken for, None when it has too few words to tell; ``detected``
    says that a detector told it (`dateline.index.metadata.language`).
    ``notes`` say what could not be decided (``no date of publication: 3 relative dates stay unresolved``).
    """

    people: tuple[PersonMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    dateline: FoundDateline | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()
    detected: bool = False

    def __iter__(self) -> Iterator[PersonMention | PlaceMention | DateMention]:
        """Iterate over all mentions: people, places, dates."""
        yield from self.people
        yield from self.places
        yield from self.dates
