"""When an article was published and updated, from the best witness that tells of it.

The witnesses are asked in the order of `WITNESSES`, and the first that names a day is believed. A day that is still to
come is not taken while the caller says what today is: then the next one is asked. Where the text, the address or the
name of the file names another day than the one that was taken, a note says so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from dateline.index.article import ArticleNote, RawArticle
from dateline.index.dates import day_of, instant_of
from dateline.index.metadata.top_lines import day_above

__all__ = ["WITNESSES", "Dating", "Witness", "day_in_address", "day_in_file_name", "find_published", "find_updated"]

Moment = date | datetime

# A day as addresses and file names write it, with nothing beside it that could make it another number.
# Days before 1600 are numbers of something else: there were no newspapers.
CENTURY = r"(?<![0-9A-Za-z])((?:1[6-9]|20)[0-9]{2})"
SLASHED = re.compile(rf"{CENTURY}/(0?[1-9]|1[0-2])/(0?[1-9]|[12][0-9]|3[01])(?![0-9])")
JOINED = re.compile(rf"{CENTURY}([-_]?)(0[1-9]|1[0-2])\2(0[1-9]|[12][0-9]|3[01])(?![0-9A-SU-Za-z])")
# Most addresses name no day, and are passed over quicker so.
YEAR = re.compile(r"(?:1[6-9]|20)[0-9]{2}[-_/]?[0-9]")
LONGEST_ADDRESS = 2000

DAY = timedelta(days=1)
# The clocks of the earth are so far apart from UTC, at most.
WEST, EAST = timedelta(hours=12), timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Dating:
    """What a caller says about the dates of articles.

    ``default`` is the date of those that tell none, ``today`` the last day that a date may be (None: any), and
    ``file_time`` lets the time of a file's last change stand in where nothing else tells.
    """

    default: Moment | None = None
    today: date | None = None
    file_time: bool = False


UNDATED: Final = Dating()
"""Nothing said of the dates of articles."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the date of one article can be told from."""

    given: Moment | None
    url: str | None
    raw: RawArticle
    dating: Dating


@dataclass(frozen=True, slots=True)
class Witness:
    """One witness: its name in notes, what it is, and what it says."""

    name: str
    means: str
    says: Callable[[Evidence], Moment | None]


def find_published(
    given: Moment | None, url: str | None, raw: RawArticle, dating: Dating, notes: list[str]
) -> Moment | None:
    """Return the day or the instant of publication; ``given`` is what the source gives as that."""
    if given is not None and not raw.alone and not is_to_come(given, dating.today) and not denied(given, url):
        return given  # most records of large sources: only their address could say otherwise
    evidence = Evidence(given, url, raw, dating)
    taken: Moment | None = None
    for witness in WITNESSES:
        if taken is not None and witness.says not in DOUBTING:
            break
        moment = witness.says(evidence)
        if moment is None:
            continue
        if taken is not None:
            if not agree(taken, moment):
                other = f"{witness.name} says {moment.isoformat()}, but {taken.isoformat()} was taken"
                notes.append(ArticleNote(f"another date in {witness.name}", other))
        elif is_to_come(moment, dating.today):
            later = f"{witness.name} says {moment.isoformat()}, which is still to come; not taken"
            notes.append(ArticleNote(f"date to come in {witness.name}", later))
        else:
            taken = moment
            if witness.says in TELLING:
                source = f"the date {moment.isoformat()} was taken from {witness.name}"
                notes.append(ArticleNote(f"date taken from {witness.name}", source))
    return taken


def denied(moment: Moment, url: str | None) -> bool:
    """Say whether an address names another day."""
    day = day_in_address(url) if url else None
    return day is not None and not agree(moment, day)


def find_updated(moment: Moment, published: Moment | None, dating: Dating, notes: list[str]) -> Moment | None:
    """Return the day or instant of the last change that a source gives, None if it is to come; nobody else is asked."""
    if is_to_come(moment, dating.today):
        later = f"it was updated {moment.isoformat()}, which is still to come; not taken"
        notes.append(ArticleNote("update to come", later))
        return None
    if published is not None and is_before(moment, published):
        before = f"it was updated {moment.isoformat()}, before it was published, {published.isoformat()}"
        notes.append(ArticleNote("updated before published", before))
    return moment


def is_to_come(moment: Moment, today: date | None) -> bool:
    """Say whether a day or instant is after today.

    An instant with its offset may be of tomorrow: it is tomorrow somewhere already.
    """
    if today is None:
        return False
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return instant_of(moment) >= instant_of(today + 2 * DAY)
    return day_of(moment) > today


def is_before(moment: Moment, other: Moment) -> bool:
    """Say whether one is before another, as far as both tell: by the instant, or by the day."""
    if isinstance(moment, datetime) and isinstance(other, datetime):
        return instant_of(moment) < instant_of(other)
    return day_of(moment) < day_of(other) and not agree(moment, other) and not agree(other, moment)


def agree(moment: Moment, other: Moment) -> bool:
    """Say whether both can mean the same day: an instant is of every day that it is anywhere on earth."""
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


def day_in_address(url: str) -> date | None:
    """Return the day that the path of an address names; None where it names none, or several."""
    if len(url) > LONGEST_ADDRESS or YEAR.search(url) is None:
        return None
    path = url.partition("#")[0].partition("?")[0].partition("://")[2] or url
    return one_day([*slashed_days(path), *joined_days(path)])


def day_in_file_name(path: str) -> date | None:
    """Return the day that the name of a file names, or the folders above it, as ``/2016/12/14/``.

    A folder called ``2016-12-14`` is as often the day of a copy, so only names of files are read for that.
    """
    folders, name = os.path.split(path.replace("\\", "/"))
    return one_day(joined_days(name)) or one_day(slashed_days(folders + "/"))


def slashed_days(text: str) -> list[date]:
    """Return the days that stand as ``2016/12/14``."""
    return [day for found in SLASHED.finditer(text) if (day := day_named(found[1], found[2], found[3]))]


def joined_days(text: str) -> list[date]:
    """Return the days that stand as ``2016-12-14``, ``2016_12_14`` or ``20161214``."""
    return [day for found in JOINED.finditer(text) if (day := day_named(found[1], found[3], found[4]))]


def day_named(year: str, month: str, day: str) -> date | None:
    """Return the day of three numbers, None where the calendar has none."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def one_day(days: list[date]) -> date | None:
    """Return the day that all of them are, None if there is no such."""
    return days[0] if days and all(day == days[0] for day in days) else None


def said_by_source(evidence: Evidence) -> Moment | None:
    """Return what the source gives."""
    return evidence.given


def said_by_text(evidence: Evidence) -> Moment | None:
    """Return the day on a line of its own above the text; of records with dates of their own it is not asked."""
    body = evidence.raw.values.get("body")
    if not isinstance(body, str) or (evidence.given is not None and not evidence.raw.alone):
        return None
    return day_above(body)


def said_by_address(evidence: Evidence) -> Moment | None:
    """Return the day in the address."""
    return day_in_address(evidence.url) if evidence.url else None


def said_by_file_name(evidence: Evidence) -> Moment | None:
    """Return the day in the name of the file; a file of many articles may be named for the day it was made."""
    return day_in_file_name(evidence.raw.file) if evidence.raw.alone else None


def said_by_caller(evidence: Evidence) -> Moment | None:
    """Return the date that the caller gives to articles that tell none."""
    return evidence.dating.default


def said_by_file_time(evidence: Evidence) -> Moment | None:
    """Return when the file was last changed, if that was asked for; members of archives and pipes have no such time."""
    if not evidence.dating.file_time:
        return None
    try:
        return datetime.fromtimestamp(os.stat(evidence.raw.file).st_mtime, UTC).replace(microsecond=0)
    except (OSError, ValueError, OverflowError):
        return None


WITNESSES = (
    Witness(
        "the source", "a key of the record; of a page, its structured data and then what is visible", said_by_source
    ),
    Witness("the text", "a day on a line of its own, one of its first three", said_by_text),
    Witness("the address", "the day in the path of the URL", said_by_address),
    Witness("the file name", "the day in the name of a file that holds one article", said_by_file_name),
    Witness("--date", "the date given for articles that tell none", said_by_caller),
    Witness("the file's last change", "only with --date-from mtime", said_by_file_time),
)
# Those that can contradict one that was asked before, and those whose word goes into a note when it is taken.
DOUBTING = (said_by_text, said_by_address, said_by_file_name)
TELLING = (said_by_text, said_by_address, said_by_file_name, said_by_file_time)
