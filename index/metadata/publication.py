"""The dates of publication and of the last change, from the best source.

The first of `DATE_SOURCES` that names a day is used. If the caller gives today's date, future days are
refused and the next source is used. A note says if the text, the URL or the file name gives another day.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

from dateline.index.article import ArticleNote, RawArticle
from dateline.index.dataclass import dataclass
from dateline.index.dates import day_of, instant_of
from dateline.index.dates.names import ENGLISH_MONTHS
from dateline.index.metadata.top_lines import find_dateline_day, find_day_line
from dateline.index.pattern import compile_late

__all__ = [
    "DATE_SOURCES",
    "Dating",
    "dates_agree",
    "find_day_in_file_name",
    "find_day_in_url",
    "find_published",
    "find_updated",
    "is_future",
]

Moment = date | datetime

# A day as URLs and file names write it, not part of a longer number.
# Years before 1600 are other numbers: there were no newspapers.
CENTURY = r"(?<![0-9A-Za-z])((?:1[6-9]|20)[0-9]{2})"
SLASHED = compile_late(rf"{CENTURY}/(0?[1-9]|1[0-2])/(0?[1-9]|[12][0-9]|3[01])(?![0-9])")
# `/2016/dec/14/`, and in Chinese addresses `/2016-12/14/`, `/201612/14/`, `/2016/1214/`, `/t20161214_1.html`.
NAMED = compile_late(rf"{CENTURY}[/-]([A-Za-z]{{3,9}})[/-](0?[1-9]|[12][0-9]|3[01])(?![0-9])")
HALVED = compile_late(rf"/{CENTURY}(?:-?(0[1-9]|1[0-2])/|/(0[1-9]|1[0-2])-?)(0[1-9]|[12][0-9]|3[01])(?=[/_-]|$)")
STAMPED = compile_late(r"/t((?:1[6-9]|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?=_)")
# Day first only where it cannot be the month: `/14-12-2016/`.
TURNED = compile_late(
    r"(?<![0-9A-Za-z])(1[3-9]|2[0-9]|3[01])([-._/])(0?[1-9]|1[0-2])\2((?:1[6-9]|20)[0-9]{2})(?![0-9])"
)
JOINED = compile_late(rf"{CENTURY}([-_]?)(0[1-9]|1[0-2])\2(0[1-9]|[12][0-9]|3[01])(?![0-9A-SU-Za-z])")
DOTTED = compile_late(rf"{CENTURY}\.(0?[1-9]|1[0-2])\.(0?[1-9]|[12][0-9]|3[01])(?![0-9])")
# A quick test: most URLs name no day.
YEAR = compile_late(r"(?:1[6-9]|20)[0-9]{2}(?:[-_/]?[0-9]|[/-][A-Za-z]{3,9}[/-][0-9])|[0-9][-._/](?:1[6-9]|20)[0-9]{2}")
LONGEST_URL = 2000

DAY = timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)
# The largest offsets of time zones from UTC.
WEST, EAST = timedelta(hours=12), timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Dating:
    """The caller's rules for dates of articles.

    ``default`` is the date of undated articles, ``today`` the last day allowed (None: any). ``file_time``
    allows the modification time of the file as the last source.
    """

    default: Moment | None = None
    today: date | None = None
    file_time: bool = False


UNDATED: Final = Dating()
"""No rules for the dates of articles."""


@dataclass(frozen=True, slots=True)
class DateInputs:
    """The inputs from which the date of one article can be read."""

    given: Moment | None
    url: str | None
    raw: RawArticle
    dating: Dating


@dataclass(frozen=True, slots=True)
class DateSource:
    """One source of dates: its name in notes, its description, and the function that reads it."""

    name: str
    description: str
    read: Callable[[DateInputs], Moment | None]


def find_published(
    given: Moment | None, url: str | None, raw: RawArticle, dating: Dating, notes: list[str]
) -> Moment | None:
    """Return the day or the instant of publication; ``given`` is the date that the source gives."""
    if given is not None and not raw.alone and not is_future(given, dating.today) and not contradicts_url(given, url):
        return given  # the common case: only the URL could contradict
    inputs = DateInputs(given, url, raw, dating)
    taken: Moment | None = None
    for source in DATE_SOURCES:
        if taken is not None and source.read not in CONTRADICTING:
            break
        moment = source.read(inputs)
        if moment is None:
            continue
        if taken is not None:
            if not dates_agree(taken, moment):
                other = f"{source.name} says {moment.isoformat()}, but {taken.isoformat()} was taken"
                notes.append(ArticleNote(f"another date in {source.name}", other))
        elif is_future(moment, dating.today):
            later = f"{source.name} says {moment.isoformat()}, which is still to come; not taken"
            notes.append(ArticleNote(f"date to come in {source.name}", later))
        else:
            taken = moment
            if source.read in NOTED:
                used = f"the date {moment.isoformat()} was taken from {source.name}"
                notes.append(ArticleNote(f"date taken from {source.name}", used))
    return taken


def contradicts_url(moment: Moment, url: str | None) -> bool:
    """Return whether a URL names another day."""
    day = find_day_in_url(url) if url else None
    return day is not None and not dates_agree(moment, day)


def find_updated(moment: Moment, published: Moment | None, dating: Dating, notes: list[str]) -> Moment | None:
    """Return the date of the last change that the source gives, None if it is in the future."""
    if is_future(moment, dating.today):
        later = f"it was updated {moment.isoformat()}, which is still to come; not taken"
        notes.append(ArticleNote("update to come", later))
        return None
    if published is not None and is_before(moment, published):
        before = f"it was updated {moment.isoformat()}, before it was published, {published.isoformat()}"
        notes.append(ArticleNote("updated before published", before))
    return moment


def is_future(moment: Moment, today: date | None) -> bool:
    """Return whether a day or instant is after today.

    An instant with an offset may be tomorrow, because in some time zone it already is.
    """
    if today is None:
        return False
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return instant_of(moment) >= instant_of(today + 2 * DAY)
    return day_of(moment) > today


def is_before(moment: Moment, other: Moment) -> bool:
    """Return whether one date is before another: by the instant if both have one, else by the day.

    An instant without an offset is of an unknown time zone: it is before one with an offset if it is so in all zones.
    """
    if isinstance(moment, datetime) and isinstance(other, datetime):
        if (moment.tzinfo is None) == (other.tzinfo is None):
            return instant_of(moment) < instant_of(other)
        slack = WEST if moment.tzinfo is None else EAST
        return instant_of(moment) + slack // MICROSECOND < instant_of(other)
    return day_of(moment) < day_of(other) and not dates_agree(moment, other) and not dates_agree(other, moment)


def dates_agree(moment: Moment, other: Moment) -> bool:
    """Return whether two dates can mean the same day; an instant matches every day that it has in some time zone."""
    day = day_of(other)
    if day_of(moment) == day:
        return True
    if not isinstance(moment, datetime):
        return False
    try:
        instant = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        return (instant - WEST).date() <= day <= (instant + EAST).date()
    except OverflowError:  # at the ends of the calendar
        return False


def find_day_in_url(url: str) -> date | None:
    """Return the day in the path of a URL; None if there is no day, or several."""
    if len(url) > LONGEST_URL or YEAR.search(url) is None:
        return None
    path = url.partition("#")[0].partition("?")[0].partition("://")[2] or url
    return one_day([*slashed_days(path), *joined_days(path), *other_days(path)])


def find_day_in_file_name(path: str) -> date | None:
    """Return the day in a file name, or in the folders above it if written ``/2016/12/14/``.

    A folder named ``2016-12-14`` is often the day of a copy, so that form is read in file names only.
    """
    folders, name = os.path.split(path.replace("\\", "/"))
    return one_day([*joined_days(name), *file_days(name)]) or one_day(slashed_days(folders + "/"))


def slashed_days(text: str) -> list[date]:
    """Return the days written ``2016/12/14``."""
    return [day for found in SLASHED.finditer(text) if (day := make_day(found[1], found[2], found[3]))]


def joined_days(text: str) -> list[date]:
    """Return the days written ``2016-12-14``, ``2016_12_14`` or ``20161214``."""
    return [day for found in JOINED.finditer(text) if (day := make_day(found[1], found[3], found[4]))]


def file_days(text: str) -> Iterator[date]:
    """Yield the days written in the rarer forms of file names: ``14-12-2016``, ``2016.12.14``."""
    for found in TURNED.finditer(text):
        if day := make_day(found[4], found[3], found[1]):
            yield day
    for found in DOTTED.finditer(text):
        if day := make_day(found[1], found[2], found[3]):
            yield day


def other_days(text: str) -> Iterator[date]:
    """Yield the days written in the rarer forms of addresses."""
    for found in NAMED.finditer(text):
        if day := make_day(found[1], found[2], found[3]):
            yield day
    for found in HALVED.finditer(text):
        if day := make_day(found[1], found[2] or found[3], found[4]):
            yield day
    for found in STAMPED.finditer(text):
        if day := make_day(found[1], found[2], found[3]):
            yield day
    for found in TURNED.finditer(text):
        if day := make_day(found[4], found[3], found[1]):
            yield day


def make_day(year: str, month: str, day: str) -> date | None:
    """Return the day of three numbers, or with an English month; None if the calendar has no such day."""
    try:
        return date(int(year), int(month) if month.isdigit() else ENGLISH_MONTHS[month.lower()], int(day))
    except (ValueError, KeyError):
        return None


def one_day(days: list[date]) -> date | None:
    """Return the day if all are the same, else None."""
    return days[0] if days and all(day == days[0] for day in days) else None


def date_from_source(inputs: DateInputs) -> Moment | None:
    """Return the date that the source gives."""
    return inputs.given


def date_from_text(inputs: DateInputs) -> Moment | None:
    """Return the day on a line of its own above the text; records with a date in files of many are not searched."""
    body = inputs.raw.values.get("body")
    if not isinstance(body, str) or (inputs.given is not None and not inputs.raw.alone):
        return None
    return find_day_line(body)


def date_from_dateline(inputs: DateInputs) -> Moment | None:
    """Return the day in the dateline that opens the text; of an article that was sent, it is often the day before."""
    body = inputs.raw.values.get("body")
    return find_dateline_day(body) if isinstance(body, str) else None


def date_from_url(inputs: DateInputs) -> Moment | None:
    """Return the day in the URL."""
    return find_day_in_url(inputs.url) if inputs.url else None


def date_from_file_name(inputs: DateInputs) -> Moment | None:
    """Return the day in the file name, unless the file holds many articles: then it may be the day of export."""
    return find_day_in_file_name(inputs.raw.file) if inputs.raw.alone else None


def default_date(inputs: DateInputs) -> Moment | None:
    """Return the caller's date for undated articles."""
    return inputs.dating.default


def date_from_file_time(inputs: DateInputs) -> Moment | None:
    """Return the modification time of the file, if allowed; members of archives and pipes have no such time."""
    if not inputs.dating.file_time:
        return None
    try:
        return datetime.fromtimestamp(os.stat(inputs.raw.file).st_mtime, UTC).replace(microsecond=0)
    except (OSError, ValueError, OverflowError):
        return None


DATE_SOURCES = (
    DateSource(
        "the source", "a key of the record; of a page, its structured data and then what is visible", date_from_source
    ),
    DateSource("the text", "a day on a line of its own, one of its first three", date_from_text),
    DateSource("the address", "the day in the path of the URL", date_from_url),
    DateSource("the file name", "the day in the name of a file that holds one article", date_from_file_name),
    DateSource("the dateline", "a day with its year: *Dec. 14, 2016 /PRNewswire/ --*", date_from_dateline),
    DateSource("--date", "the date given for undated articles", default_date),
    DateSource("the file's last change", "only with --date-from mtime", date_from_file_time),
)
# Sources that can contradict the date used, and sources whose use is noted.
CONTRADICTING = (date_from_text, date_from_url, date_from_file_name)
NOTED = (date_from_text, date_from_url, date_from_file_name, date_from_dateline, date_from_file_time)
