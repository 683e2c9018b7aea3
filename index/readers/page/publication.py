"""The day of publication of a page, with a note where its sources disagree or cannot be read.

Whether a day is still to come is not known here: the dates to take in that case follow the first one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Final

from dateline.index.article import ArticleNote, GivenDate
from dateline.index.dates import Moment, day_of, parse_published, readings_of
from dateline.index.metadata.publication import dates_agree, find_day_in_url
from dateline.index.readers.page.candidates import iter_candidates
from dateline.index.readers.page.choice import Sighting, choose_published
from dateline.index.readers.page.date_values import is_placeholder, read_date
from dateline.index.readers.page.sightings import ambiguous_days, header_periods, near_dates, shown_days
from dateline.index.readers.page.web_page import WebPage

__all__ = ["find_dates"]

# Sources each of whose dates is that of the article, so that two days of one are a contradiction.
SINGLE: Final = frozenset(("JSON-LD", "the meta elements", "the marked date", "a label in the header"))
# Sources that give dates to programs.
FOR_PROGRAMS: Final = frozenset(("JSON-LD", "the meta elements"))
HEADER: Final = "the header"
MOST_DATES: Final = 4
LONGEST_QUOTE: Final = 40


def find_dates(page: WebPage, updated: str, notes: list[str]) -> list[GivenDate]:
    """Return the dates of publication, best first, the later ones for the case that those before are still to come."""
    sightings, header = find_sightings(page, notes)
    if not sightings and updated:
        text = f"the page gives only the day of its last change, {updated}, and none of publication"
        notes.append(ArticleNote("only the day of the last change", text))
    address = find_day_in_url(page.url)
    shown = list(shown_days(page.outline, page.order))
    change = read_date(updated) if updated else None
    found: list[GivenDate] = []
    while sightings and len(found) < MOST_DATES:
        date_notes: list[str] = []
        moment, text = choose(sightings, address, shown, change, date_notes)
        check_date(header, moment, change, date_notes)
        found.append(GivenDate(text, tuple(date_notes)))
        day = day_of(moment)
        sightings = [each for each in sightings if day_of(each.moment) < day]
        shown = [each for each in shown if each < day]
        address = address if address is not None and address < day else None
    return found


def find_sightings(page: WebPage, notes: list[str]) -> tuple[list[Sighting], list[Moment]]:
    """Return the first date of each source that can be read, and all dates of the header.

    Notes name those that cannot be read, and two of one source.
    """
    found: dict[str, Sighting] = {}
    header: list[Moment] = []
    unread: dict[str, str] = {}
    others: dict[str, Moment] = {}
    for source, text in iter_candidates(page, "published"):
        if source.name in found and source.name not in SINGLE and source.name != HEADER:
            continue
        moment = read_date(text, page.order)
        if moment is not None and source.name == HEADER:
            header.append(moment)
        if moment is None:
            if source.name in FOR_PROGRAMS:
                unread.setdefault(source.name, text)
        elif source.name not in found:
            found[source.name] = Sighting(source.name, text, moment, source.certain)
        elif source.name in SINGLE and not agree(moment, found[source.name].moment):
            others.setdefault(source.name, moment)
    if next(iter(found), "") == HEADER:
        near = (read_date(text, page.order) for text in near_dates(page.outline, page.order))
        for moment in filter(None, near):
            if not agree(moment, found[HEADER].moment):
                others.setdefault(HEADER, moment)
    for name, text in unread.items():
        if name not in found:
            notes.append(note_unread(text, f" of {name}"))
    if not found:
        notes += [note_unread(text, "") for text in ambiguous_days(page.outline, page.order)][:1]
        for text in islice(header_periods(page.outline, page.order), 1):
            notes.append(ArticleNote("period", f"“{text[:LONGEST_QUOTE]}” is a period, and no day of publication"))
    for name, moment in others.items():
        both = f"there are two dates of {name}: {found[name].moment.isoformat()} and {moment.isoformat()}"
        notes.append(ArticleNote("two dates of one source", both))
    return list(found.values()), header


def note_unread(text: str, place: str) -> ArticleNote:
    """Return the note on a date that cannot be read, or can be read in several ways."""
    days = sorted({each.moment.isoformat() for each in readings_of(text)})
    quoted = f"“{text[:LONGEST_QUOTE]}”{place}"
    if is_placeholder(text):
        return ArticleNote("placeholder of a date", f"{quoted} stands for a missing date; not taken")
    if len(days) > 1:
        return ArticleNote("date that can mean several days", f"{quoted} can mean {' or '.join(days)}; not taken")
    return ArticleNote("date that cannot be read", f"{quoted} is no date")


def choose(
    sightings: Sequence[Sighting], address: date | None, shown: Sequence[date], change: Moment | None, notes: list[str]
) -> tuple[Moment, str]:
    """Return the date that is right and its text; a note says where the best source was not followed."""
    taken, day = choose_published(sightings, address, shown, change)
    best = sightings[0]
    if day is not None:
        text = f"the date {taken.moment.isoformat()} of {taken.source} is of {day.isoformat()} where the paper is"
        notes.append(ArticleNote("the paper's own day", text))
        return day, day.isoformat()
    if taken is not best and not dates_agree(best.moment, day_of(taken.moment)):
        text = (
            f"{best.source} says {best.moment.isoformat()}, but {taken.moment.isoformat()} of {taken.source} was taken"
        )
        notes.append(ArticleNote("another date in the page", text))
    return taken.moment, taken.text if parse_published(taken.text) == taken.moment else taken.moment.isoformat()


def agree(one: Moment, other: Moment) -> bool:
    """Return whether two dates can mean one day."""
    return dates_agree(one, day_of(other)) or dates_agree(other, day_of(one))


def check_date(shown: Sequence[Moment], published: Moment, updated: Moment | None, notes: list[str]) -> None:
    """Add a note if the visible date is neither the date of publication nor that of the last change."""
    taken = [moment for moment in (published, updated) if moment is not None]
    if shown and not is_any(taken, shown):
        text = f"the visible date is {shown[0].isoformat()}, but {taken[0].isoformat()} was taken"
        notes.append(ArticleNote("another visible date", text))


def is_any(taken: Iterable[Moment], shown: Sequence[Moment]) -> bool:
    """Return whether any of some dates can mean the day of any of others."""
    return any(agree(one, other) for one in taken for other in shown)
