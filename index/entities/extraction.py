"""Extract the people, places and dates of a text, given its day of publication.

The steps, each of which can be run alone: detect the language (`language`), tag names (`tagging`), find people
(`people`), the dateline (`dateline`), places (`places`) and dates (`dates`). In a text that is not English only the
gazetteer and absolute dates are used, because the model of names is trained on English.
"""

from __future__ import annotations

from array import array
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from dateline.index.arguments import check_text
from dateline.index.dates import day_of
from dateline.index.entities.dateline import find_dateline, read_dateline
from dateline.index.entities.dates.finding import find_dates
from dateline.index.entities.language import language_of
from dateline.index.entities.layout import Layout
from dateline.index.entities.mention import DateMention, Extraction, PersonMention, PlaceMention
from dateline.index.entities.named_after import tell_bearers
from dateline.index.entities.overlaps import outside_people, tell_apart, tell_dates_apart
from dateline.index.entities.people.corrections import correct_names
from dateline.index.entities.people.known_people import ListedPeople
from dateline.index.entities.people.people import find_people
from dateline.index.entities.places.gazetteer import Gazetteer, open_gazetteer
from dateline.index.entities.places.places import find_places
from dateline.index.entities.places.seats import find_seats
from dateline.index.entities.places.spans import is_known
from dateline.index.entities.places.tagged import drop_countries, sort_names
from dateline.index.entities.tagging import Names, tag_names
from dateline.index.kernel._records import RecordMaker

__all__ = ["extract"]

Mention = TypeVar("Mention", PersonMention, PlaceMention)

_make_extraction = RecordMaker(Extraction)
ENGLISH = "en"
NOBODY = ListedPeople(())
NO_NAMES = Names(array("I"), array("I"), array("B"), array("I"))
# Whether the day comes first in numeric dates, by country.
DAY_FIRST = {"US": False, "PH": False, "GB": True, "IE": True, "AU": True, "NZ": True, "IN": True, "ZA": True}


def extract(
    text: str,
    published: date | datetime | None = None,
    *,
    language: str | None = None,
    day_first: bool | None = None,
    printed_dateline: str | None = None,
    gazetteer: Gazetteer | None = None,
    listed: ListedPeople = NOBODY,
) -> Extraction:
    """Return the people, places and dates of a text, with offsets in characters of it.

    Relative dates (*yesterday*) are resolved against ``published``, else they stay unresolved. ``language`` is a code
    (``en``, ``en-GB``), detected if it is None; a text that is plainly not English is read as what it is, with a note,
    because templates give their pages ``en``. ``day_first`` is the order of ``4/5/2016`` if the text does not show
    it. ``printed_dateline`` is a dateline that is stored apart from the text. ``gazetteer`` has the places,
    ``listed`` the people of the user's own gazetteer.
    """
    text = check_text("text", text)
    if published is not None and not isinstance(published, date):
        raise TypeError(f"published is a datetime.date or None, not {published!r:.60}")
    language = "" if language is None else check_text("language", language)
    printed_dateline = check_text("printed_dateline", printed_dateline) if printed_dateline else ""
    if gazetteer is not None and not isinstance(gazetteer, Gazetteer):
        raise TypeError(f"gazetteer is a Gazetteer or None, not {gazetteer!r:.60}")
    if not isinstance(listed, ListedPeople):
        raise TypeError(f"listed is a ListedPeople, not {listed!r:.60}")
    layout = Layout.of(text)
    line = Layout.of(printed_dateline).running if printed_dateline else ""
    found = _extract(layout.running, published, language, day_first, line, gazetteer or open_gazetteer(), listed)
    return layout.in_print(found)


def _extract(
    text: str,
    published: date | datetime | None,
    language: str,
    day_first: bool | None,
    printed_dateline: str,
    known: Gazetteer,
    listed: ListedPeople,
) -> Extraction:
    """Return the mentions in a running text, as `extract`."""
    code, country = _split(language) if language else (None, "")
    declared = code
    if code in (None, ENGLISH):
        code = language_of(text) or code
    if day_first is None:
        day_first = DAY_FIRST.get(country)
    english = code in (None, ENGLISH)
    names = correct_names(text, tag_names(text), partial(is_known, known)) if english else NO_NAMES
    line = find_dateline(text, published, gazetteer=known, english=english)
    filed = None if line is None else line.place
    if line is None and printed_dateline:
        line = read_dateline(printed_dateline, published, gazetteer=known, english=english)
    people = drop_countries(known, find_people(text, names))
    if listed is not NOBODY:
        people = listed.add_to(text, people)
    if filed is not None:
        people = _beside(filed, people)
    tagged, closed = sort_names(known, text, names, filed)
    taken = [(person.start, person.end) for person in people] + closed
    places = find_places(
        text,
        tagged,
        gazetteer=known,
        taken=taken,
        people=people,
        published=None if published is None else day_of(published),
        dateline_place=None if line is None else line.place,
        english=english,
    )
    if filed is not None and len(add_to := _beside(filed, places)) == len(places):
        places = tuple(sorted((*add_to, filed), key=lambda place: place.start))
    if people and places:
        people, places = tell_apart(people, places)
    if english:
        people, places = tell_bearers(text, people, places, names.ships)
        people, places = find_seats(known, text, people, places)
    dates = find_dates(text, published, day_first=day_first, english=english)
    if people and dates:
        dates = outside_people(people, dates)
    if places and dates:
        places, dates = tell_dates_apart(places, dates)
    notes = () if published is not None else _notes(dates)
    if declared not in (None, code):
        notes = (f"the language is given as {declared}, but the text reads as {code}", *notes)
    return _make_extraction(people, places, dates, line, code, notes, False, ())


def _beside(filed: PlaceMention, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the mentions that do not overlap the place of the dateline."""
    return tuple(each for each in mentions if each.end <= filed.start or each.start >= filed.end)


def _split(language: str) -> tuple[str | None, str]:
    """Return the language, None if it is empty, and the country of a code such as ``en-GB``."""
    code, _, country = language.strip().replace("_", "-").partition("-")
    return code.lower() or None, country.upper()


def _notes(dates: tuple[DateMention, ...]) -> tuple[str, ...]:
    """Return notes on dates that are unresolved without a date of publication."""
    open_ended = [each for each in dates if each.type in ("DATE", "TIME") and each.days is None]
    if not open_ended:
        return ()
    what = "1 relative date stays" if len(open_ended) == 1 else f"{len(open_ended)} relative dates stay"
    return (f"no date of publication: {what} unresolved",)
