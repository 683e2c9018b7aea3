"""The record of an extraction, put together as values and written by the encoder of JSON."""

from __future__ import annotations

import json
from typing import Any

from dateline.index.entities.mention import DateMention, Extraction, PlaceMention

__all__ = ["record_of"]


def record_of(found: Extraction) -> str:
    """Return the record of an extraction."""
    names = list(dict.fromkeys(person.name for person in found.people))
    line = found.dateline
    filed = () if line is None or line.place is None else (line.place,)
    spots = list(dict.fromkeys(map(spot_of, (*found.places, *filed))))
    record: dict[str, Any] = {
        "language": found.language,
        "detected": found.detected,
        "names": names,
        "people": [
            shortened([each.start, each.end, names.index(each.name), each.title, each.reason]) for each in found.people
        ],
        "spots": [shortened(list(spot)) for spot in spots],
        "places": [place_row(each, spots) for each in found.places],
        "dates": [date_row(each) for each in found.dates],
        "dateline": None,
        "notes": found.notes,
        "joined": found.joined,
    }
    if line is not None:
        place: Any = None
        day: Any = None
        if line.place is not None:
            own = found.places
            place = own.index(line.place) if line.place in own else place_row(line.place, spots)
        if line.date is not None:
            day = found.dates.index(line.date) if line.date in found.dates else date_row(line.date)
        record["dateline"] = [line.start, line.end, place, day, line.agency]
    return json.dumps({key: value for key, value in record.items() if value}, ensure_ascii=False, separators=(",", ":"))


def spot_of(place: PlaceMention) -> tuple[object, ...]:
    """Return what the mentions of one place share."""
    return place.label, place.name, place.kind, place.country, place.lat, place.lon, place.geonameid


def place_row(place: PlaceMention, spots: list[tuple[object, ...]]) -> list[object]:
    """Return the row of a place."""
    candidates = [[each.label, each.country, each.geonameid, each.confidence] for each in place.candidates]
    number = spots.index(spot_of(place))
    return shortened([place.start, place.end, number, place.confidence, place.demonym, place.reason, candidates])


def date_row(found: DateMention) -> list[object]:
    """Return the row of a date."""
    first, last = (None if day is None else day.isoformat() for day in (found.first, found.last))
    return shortened(
        [found.start, found.end, found.type, first, last, found.precision, found.value, found.certainty, found.reason]
    )


def shortened(row: list[object]) -> list[object]:
    """Return a row without the empty values at its end."""
    while row and (row[-1] is None or row[-1] is False or row[-1] == "" or row[-1] == []):
        row.pop()
    return row
