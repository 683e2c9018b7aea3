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
from itertools import chain
from json import JSONEncoder
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
from dateline.index.kernel._mention_records import MentionEncoder
from dateline.index.kernel._records import RecordMaker

__all__ = ["EXTRACTOR", "GAP", "decode_extraction", "decode_values", "encode_extraction", "text_of_article"]

_make_person, _make_place = RecordMaker(PersonMention), RecordMaker(PlaceMention)

EXTRACTOR = 9
GAP = "\n\n"

# Returns the record of an extraction; `decode_extraction` is the inverse.
encode_extraction = MentionEncoder(JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode)


def text_of_article(article: Article) -> str:
    """Return the text to which the offsets of an article's mentions refer: title, two line ends, body."""
    return f"{article.title}{GAP}{article.body}"


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
    """Return what an index needs, at less than half of the cost: who and what is mentioned where, without reasons.

    Raises as `decode_extraction`.
    """
    names, spots, dates = record.get("names", ()), record.get("spots", ()), record.get("dates", ())
    place, _, agency = (record.get("dateline") or [0, 0, None, None, None])[2:]
    rows = record.get("places", ())
    row = rows[place] if isinstance(place, int) else place
    filed = None if row is None else _spot(spots[row[2]])
    known = [_spot(spot) for spot in spots]
    return Extraction(
        tuple([_make_person("", row[0], row[1], names[row[2]], None, "") for row in record.get("people", ())]),
        tuple([_make_place.copy(known[row[2]], "", row[0], row[1]) for row in rows]),
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
