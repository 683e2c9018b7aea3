"""The record of an article's mentions in the store.

The record is a JSON object, so that it can be read with SQLite alone. It has no texts: offsets refer to the title, two
line ends and the body (`text_of_article`). Repeated values are stored once::

    {"language": "en",
     "detected": true,                              the language was detected
     "names": ["Ilham Aliyev"],                     people by their name
     "people": [[start, end, name, title, reason]],
     "spots": [[label, name, kind, country, lat, lon, geonameid]],
     "places": [[start, end, spot, confidence, demonym, reason, [[label, country, geonameid, confidence]]]],
     "dates": [[start, end, type, first, last, precision, value, certainty, reason]],
     "dateline": [start, end, place, date, agency],  numbers of the place and of the date, their rows if they are
                                                     not in the text (a dateline given apart), or null
     "notes": [],
     "joined": [[field, given, value]]}             values of the source that are one with a value found

``name`` and ``spot`` are indexes into the lists before them; empty values at the end of a row are left out. `EXTRACTOR`
is the version of the extraction rules; it is increased with every change that finds other mentions.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import chain
from json import JSONEncoder
from json.encoder import encode_basestring
from math import isfinite
from typing import Any

from dateline.index.article import Article
from dateline.index.dates import DateSpan
from dateline.index.entities.mention import (
    Candidate,
    DateMention,
    Extraction,
    FoundDateline,
    PersonMention,
    PlaceMention,
)

__all__ = ["EXTRACTOR", "decode_extraction", "decode_values", "encode_extraction", "text_of_article"]

EXTRACTOR = 6
GAP = "\n\n"
# How many ends of rows are kept of each kind.
TAILS = 1 << 14

# label, name, kind, country, lat, lon, geonameid of a place
Spot = tuple[str, str, str, str | None, float | None, float | None, int | None]

encode_json = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def text_of_article(article: Article) -> str:
    """Return the text to which the offsets of an article's mentions refer: title, two line ends, body."""
    return f"{article.title}{GAP}{article.body}"


def encode_extraction(found: Extraction) -> str:
    """Return the record of an extraction; `decode_extraction` is the inverse.

    Nearly all rows end as rows of other articles do, so that only their offsets and numbers are written anew.
    """
    parts: list[str] = []
    if found.language:
        parts.append(f'"language":{_text(found.language)}')
    if found.detected:
        parts.append('"detected":true')
    if found.people:
        names: dict[str, int] = {}
        rows = [
            f"[{p.start},{p.end},{names.setdefault(p.name, len(names))}{_person_tail(p.title, p.reason)}]"
            for p in found.people
        ]
        parts.append(f'"names":[{",".join(map(_text, names))}],"people":[{",".join(rows)}]')
    spots: dict[Spot, int] = {}
    places = [_place_row(place, spots) for place in found.places]
    dateline = None if found.dateline is None else _dateline_row(found, found.dateline, spots)
    if spots:
        parts.append(f'"spots":[{",".join([_spot_row(*spot) for spot in spots])}]')
    if places:
        parts.append(f'"places":[{",".join(places)}]')
    if found.dates:
        parts.append(f'"dates":[{",".join(map(_date_row, found.dates))}]')
    if dateline is not None:
        parts.append(f'"dateline":{dateline}')
    if found.notes:
        parts.append(f'"notes":{_list(found.notes)}')
    if found.joined:
        parts.append(f'"joined":[{",".join(map(_list, found.joined))}]')
    return f"{{{','.join(parts)}}}"


def decode_extraction(record: dict[str, Any], text: str) -> Extraction:
    """Return the extraction of a text (`text_of_article`) from its record.

    Raises ValueError, KeyError, IndexError or TypeError for an invalid record.
    """
    names, spots = record.get("names", []), record.get("spots", [])
    places = tuple(_place_of(row, spots, text) for row in record.get("places", ()))
    dates = tuple(_date_of(row, text) for row in record.get("dates", ()))
    return Extraction(
        tuple(_person_of(row, names, text) for row in record.get("people", ())),
        places,
        dates,
        _dateline_of(record.get("dateline"), places, dates, spots, text),
        record.get("language"),
        tuple(record.get("notes", ())),
        bool(record.get("detected")),
        _joined(record),
    )


def decode_values(record: dict[str, Any]) -> Extraction:
    """Return the values that an index needs, at a third of the cost: each name once, without offsets.

    Raises as `decode_extraction`.
    """
    spots, dates = record.get("spots", ()), record.get("dates", ())
    place, _, agency = (record.get("dateline") or [0, 0, None, None, None])[2:]
    row = record["places"][place] if isinstance(place, int) else place
    filed = None if row is None else _spot(spots[row[2]])
    apart = place[2] if isinstance(place, list) else None  # of a dateline that is not in the text
    if apart is not None and any(each[2] == apart for each in record.get("places", ())):
        apart = None
    return Extraction(
        tuple(PersonMention("", 0, 0, name) for name in record.get("names", ())),
        tuple(_spot(spot) for number, spot in enumerate(spots) if number != apart),
        tuple(_date_of(row, "") for row in dates),
        None if filed is None and agency is None else FoundDateline("", 0, 0, filed, None, agency),
        record.get("language"),
        detected=bool(record.get("detected")),
        joined=_joined(record),
    )


def _joined(record: dict[str, Any]) -> tuple[tuple[str, str, str], ...]:
    return tuple((field, given, value) for field, given, value in record.get("joined", ()))


def _spot(row: list[Any]) -> PlaceMention:
    return PlaceMention("", 0, 0, row[1], row[0], row[2])


@lru_cache(maxsize=TAILS)
def _text(text: str) -> str:
    return encode_basestring(text)


def _list(texts: tuple[str, ...]) -> str:
    return f"[{','.join(map(_text, texts))}]"


def _value(value: object) -> str:
    """Return a value as JSON. The encoder sets itself up for each number and list, which takes longer than writing."""
    if value is None:
        return "null"
    if type(value) is str:
        return encode_basestring(value)
    if type(value) is int or (type(value) is float and isfinite(value)):
        return repr(value)
    if type(value) is list:
        return f"[{','.join(map(_value, value))}]"
    return encode_json(value)


def _tail(*values: object) -> str:
    """Return the end of a row: a comma before each value, without the empty ones at the end."""
    row = list(values)
    while row and (row[-1] is None or row[-1] is False or row[-1] == "" or row[-1] == []):
        row.pop()
    return "".join([f",{_value(value)}" for value in row])


@lru_cache(maxsize=TAILS)
def _person_tail(title: str | None, reason: str) -> str:
    return _tail(title, reason)


@lru_cache(maxsize=TAILS)
def _spot_row(*spot: object) -> str:
    return f"[{_tail(*spot)[1:]}]"


@lru_cache(maxsize=TAILS)
def _place_tail(confidence: float, demonym: bool, reason: str, candidates: tuple[Candidate, ...]) -> str:
    return _tail(confidence, demonym, reason, [[c.label, c.country, c.geonameid, c.confidence] for c in candidates])


def _place_row(place: PlaceMention, spots: dict[Spot, int]) -> str:
    spot = (place.label, place.name, place.kind, place.country, place.lat, place.lon, place.geonameid)
    tail = _place_tail(place.confidence, place.demonym, place.reason, place.candidates)
    return f"[{place.start},{place.end},{spots.setdefault(spot, len(spots))}{tail}]"


@lru_cache(maxsize=TAILS)
def _date_tail(kind: str, days: DateSpan | None, value: str | None, reason: str) -> str:
    if days is None:
        return _tail(kind, None, None, None, value, 100, reason)
    first, last = days.first.isoformat(), days.last.isoformat()
    return _tail(kind, first, last, days.precision, value, days.certainty, reason)


def _date_row(found: DateMention) -> str:
    return f"[{found.start},{found.end}{_date_tail(found.type, found.days, found.value, found.reason)}]"


def _dateline_row(found: Extraction, line: FoundDateline, spots: dict[Spot, int]) -> str:
    place = None if line.place is None else _number_of(line.place, found.places, _place_row(line.place, spots))
    day = None if line.date is None else _number_of(line.date, found.dates, _date_row(line.date))
    agency = "null" if line.agency is None else _text(line.agency)
    return f"[{line.start},{line.end},{_or_null(place)},{_or_null(day)},{agency}]"


def _or_null(value: int | str | None) -> int | str:
    return "null" if value is None else value


def _number_of(mention: PlaceMention | DateMention, mentions: tuple[Any, ...], row: str) -> int | str:
    """Return the index of a mention among those of the text, or its row if it is not among them."""
    start = mention.start
    return next((number for number, each in enumerate(mentions) if each.start == start and each == mention), row)


def _filled(row: list[Any], size: int) -> chain[Any]:
    return chain(row, [None] * (size - len(row)))


def _person_of(row: list[Any], names: list[str], text: str) -> PersonMention:
    start, end, name, title, reason = _filled(row, 5)
    return PersonMention(text[start:end], start, end, names[name], title, reason or "")


def _place_of(row: list[Any], spots: list[list[Any]], text: str) -> PlaceMention:
    start, end, number, confidence, demonym, reason, candidates = _filled(row, 7)
    label, name, kind, country, lat, lon, geonameid = _filled(spots[number], 7)
    return PlaceMention(
        text[start:end], start, end, name, label, kind, country, lat, lon, geonameid,
        1.0 if confidence is None else confidence, bool(demonym),
        tuple(Candidate(*each) for each in candidates or ()), reason or "",
    )  # fmt: skip


def _date_of(row: list[Any], text: str) -> DateMention:
    start, end, kind, first, last, precision, value, certainty, reason = row if len(row) == 9 else _filled(row, 9)
    days = None
    if first is not None or last is not None:
        first_day = date.fromisoformat(first)
        last_day = first_day if last == first else date.fromisoformat(last)
        days = DateSpan(first_day, last_day, "day" if precision is None else precision, certainty)
    return DateMention(text[start:end], start, end, kind, days, value, reason or "")


def _dateline_of(
    row: list[Any] | None,
    places: tuple[PlaceMention, ...],
    dates: tuple[DateMention, ...],
    spots: list[list[Any]],
    text: str,
) -> FoundDateline | None:
    if row is None:
        return None
    start, end, place, day, agency = row
    return FoundDateline(
        text[start:end],
        start,
        end,
        _place_of(place, spots, text) if isinstance(place, list) else None if place is None else places[place],
        _date_of(day, text) if isinstance(day, list) else None if day is None else dates[day],
        agency,
    )
