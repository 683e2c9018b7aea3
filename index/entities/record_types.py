"""Check the types of the values in an extraction that was read from a store."""

from __future__ import annotations

from typing import get_args

from dateline.index.dates import PRECISIONS, DateSpan
from dateline.index.entities.mention import (
    DateMention,
    DateType,
    Extraction,
    FoundDateline,
    PersonMention,
    PlaceKind,
    PlaceMention,
)

__all__ = ["check_extraction"]

NONE = type(None)
TEXT = frozenset((str, NONE))
NUMBER = frozenset((int, float, NONE))
SHARE = frozenset((int, float))
DATE_TYPES, PLACE_KINDS = frozenset(get_args(DateType)), frozenset(get_args(PlaceKind))


def check_extraction(found: Extraction) -> None:
    """Raise ValueError for a mention with a value of a wrong type or an impossible span."""
    _expect(type(found.language) in TEXT and all(type(note) is str for note in found.notes), "the language or a note")
    _expect(all(type(each) is str for row in found.joined for each in row), "a value of the source")
    for person in found.people:
        _check_span(person)
        if type(person.name) is not str or type(person.title) not in TEXT or type(person.reason) is not str:
            _expect(False, "a person")
    for place in found.places:
        _check_place(place)
    for each in found.dates:
        _check_date(each)
    if found.dateline is not None:
        _check_span(found.dateline)
        _expect(type(found.dateline.agency) in TEXT, "the dateline")


# Written out for speed, because a rebuild checks very many of them.


def _check_span(mention: PersonMention | PlaceMention | DateMention | FoundDateline) -> None:
    start, end = mention.start, mention.end
    if type(start) is not int or type(end) is not int or not 0 <= start <= end:
        _expect(False, "the place of a mention")


def _check_place(place: PlaceMention) -> None:
    _check_span(place)
    if (
        type(place.label) is not str
        or type(place.name) is not str
        or type(place.reason) is not str
        or place.kind not in PLACE_KINDS
        or type(place.country) not in TEXT
        or type(place.lat) not in NUMBER
        or type(place.lon) not in NUMBER
        or type(place.geonameid) not in NUMBER
        or type(place.confidence) not in SHARE
    ):
        _expect(False, "a place")
    for each in place.candidates:
        if (
            type(each.label) is not str
            or type(each.country) not in TEXT
            or type(each.geonameid) not in NUMBER
            or type(each.confidence) not in SHARE
        ):
            _expect(False, "a candidate")


def _check_date(found: DateMention) -> None:
    _check_span(found)
    if (
        found.type not in DATE_TYPES
        or (found.days is not None and not _is_sound(found.days))
        or type(found.value) not in TEXT
        or type(found.reason) is not str
    ):
        _expect(False, "a date")


def _is_sound(days: DateSpan) -> bool:
    certainty = days.certainty
    return days.first <= days.last and days.precision in PRECISIONS and type(certainty) is int and 0 <= certainty <= 100


def _expect(sound: bool, what: str) -> None:
    if not sound:
        raise ValueError(f"{what} has a value that it cannot have")
