"""The days that a page shows: those of its marked elements and of the lines around its headline."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from datetime import date, datetime
from typing import Final, NamedTuple

from dateline.index.dates import day_of, readings_of
from dateline.index.metadata.day_labels import Role, is_label, role_of
from dateline.index.metadata.day_lines import LONGEST_LINE, DayOrder, days_in_line, names_period
from dateline.index.metadata.day_weekdays import day_with_weekday
from dateline.index.readers.page.date_values import is_recent, read_date
from dateline.index.readers.page.header import first_paragraph, is_of_other, window
from dateline.index.readers.page.marks import Kind
from dateline.index.readers.page.outline import Line, Mark, Outline

__all__ = [
    "ambiguous_days",
    "header_dates",
    "header_labels",
    "header_periods",
    "labelled_dates",
    "marked_dates",
    "near_dates",
    "only_day",
    "order_in",
    "shown_days",
    "updated_dates",
]

# Lines from the headline in which most headers end.
NEAR_LINES: Final = 14
# Characters before a date in which a label is its own.
NEAR: Final = 60
NUMBERS: Final = re.compile(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})/\d{4}(?!\d)")
# Days in numbers that may mean several: “16/12/08”, “04.05.2016”, “04-05-2016”.
SEVERAL: Final = re.compile(r"(?<![\d/.-])(?:\d{1,2}([/.])\d{1,2}\1(?:\d{4}|\d\d)|\d{1,2}-\d{1,2}-\d{4})(?![\d/.-])")
# The dateline of a press release: “NORWICK, Dec. 14, 2016 /PRNewswire/ — The board …”.
DATELINE: Final = re.compile(
    r"[^\W\d_a-z][^\n\d/:;!?]{2,60}?(?:,|\(|[–—-]{1,2})\s?(?P<day>[^\W\d_]{3,9}\.?\s\d{1,2},?\s\d{4}|\d{1,2}\s[^\W\d_]{3,9}\s\d{4})"
    r"\)?\s{0,2}(?:/|\(|--|[—–-]\s)"
)
# Sentences in which blogs name the day: “This entry was posted on Wednesday, December 14th, 2016 at 10:31 am and is …”.
ENTRY: Final = re.compile(
    r"(?:a version of this (?:article|story|review|column|obituary) (?:appears|appeared) in print"
    r"|(?:this|the) (?:entry|post|article|story|item|column|page) (?:was|is|has been|originally|first)"
    r"|dieser (?:eintrag|beitrag|artikel) wurde|(?:cet article|ce billet|cette entrée) a été"
    r"|est[ea] (?:entrada|artículo|noticia|artigo|matéria) (?:fue|foi|se)|questo (?:articolo|post) è stato"
    r"|dit (?:bericht|artikel) (?:is|werd)|(?:det här|detta) inlägg|(?:dette|denne) (?:indlæg|innlegget|artikkelen))\b",
    re.IGNORECASE,
)
ENTRY_REACH: Final = 160


class LineDay(NamedTuple):
    """A day of publication in a line: its label, its text, and whether what may be a name stands beside it."""

    role: Role
    text: str
    named: bool


def order_in(outline: Outline) -> DayOrder:
    """Return the order of day and month in the numbers of a page, where those with a day above 12 agree on one."""
    orders: set[DayOrder] = set()
    for line in outline.lines:
        text = line.text[:LONGEST_LINE]
        for found in NUMBERS.finditer(text):
            one, other = int(found[1]), int(found[2])
            day = day_with_weekday(text, *found.span())
            if one <= 12 < other <= 31 or (day is not None and day.month == one):
                orders.add("mdy")
            elif other <= 12 < one <= 31 or (day is not None and day.day == one):
                orders.add("dmy")
    return orders.pop() if len(orders) == 1 else ""


def role_in_line(mark: Mark, outline: Outline, order: DayOrder) -> Role:
    """Return what the words before a mark, in its line or alone on the line above, say of its date."""
    lines = outline.lines
    roles: list[Role] = [day.role for day in days_in_line(mark.text, order)]
    if mark.line >= len(lines) or (roles and roles[0]):
        return roles[0] if roles else ""
    at = lines[mark.line].text.find(mark.text) if mark.text else 0
    before = lines[mark.line].text[: max(at, 0)]
    if not before and mark.line > 0:
        return label_above(outline, mark.line)
    return role_of(before[-NEAR:])


def label_above(outline: Outline, at: int) -> Role:
    """Return what the line above one says of its date; a headline says nothing: *Old bridge closes*."""
    if at == 0 or at - 1 == outline.headline:
        return ""
    return is_label(outline.lines[at - 1].text)


def texts_of(mark: Mark, outline: Outline, order: DayOrder) -> Iterator[str]:
    """Yield the attributes of a mark, then its text, where they are dates."""
    for text in (*mark.values, with_weekday(mark, outline)):
        if text and read_date(text, order) is not None:
            yield text


def with_weekday(mark: Mark, outline: Outline) -> str:
    """Return the text of a mark, or its day where only the weekday beside it decides: *Sunday <b>04/12/2016</b>*."""
    line = outline.lines[mark.line].text if mark.line < len(outline.lines) else ""
    at = line.find(mark.text) if SEVERAL.fullmatch(mark.text) else -1
    day = day_with_weekday(line, at, at + len(mark.text)) if at >= 0 else None
    return mark.text if day is None else day.isoformat()


def marked_dates(outline: Outline, order: DayOrder) -> Iterator[str]:
    """Yield the dates of elements that are marked as the day of publication, the nearest to the headline first."""
    marks = [mark for mark in outline.marks if mark.kind == "published" and not mark.blocked and not mark.updated]
    marks = [mark for mark in marks if role_in_line(mark, outline, order) not in ("updated", "other")]
    texts = [(mark, next(texts_of(mark, outline, order), "")) for mark in marks]
    readable = [(mark, text) for mark, text in texts if text or days_of(mark, order)]
    span = window(outline)
    near = [each for each in readable if each[0].line in span or each[0].inside]
    days = {day_of(moment) for _, text in readable if (moment := read_date(text, order))}
    if near and outline.headline is not None:
        at = outline.headline
        readable = sorted(near, key=lambda each: (each[0].line not in span, abs(each[0].line - at)))
    elif len(days) > 1:
        return
    for mark, text in readable:
        yield text or days_of(mark, order)[0]


def days_of(mark: Mark, order: DayOrder) -> list[str]:
    """Return the dates in the text of a mark that are those of publication."""
    found = [day for day in days_in_line(mark.text, order) if is_recent(day.moment)]
    best = [day for day in found if day.role == "published"] or [day for day in found if not day.role]
    return [day.moment.isoformat() for day in best]


def header_dates(outline: Outline, order: DayOrder) -> Iterator[str]:
    """Yield the dates in the header of the article: `time`, data attributes, elements named so, then plain lines."""
    # A teaser may have a `time`, and the article none: the lines directly below the headline come first.
    yield from near_dates(outline, order)
    span = window(outline)
    yield from part_dates(outline, range(min((outline.headline or 0) + NEAR_LINES, span.stop), span.stop), order)


def near_dates(outline: Outline, order: DayOrder) -> Iterator[str]:
    """Yield the dates directly beside the headline."""
    span = window(outline)
    return part_dates(outline, range(span.start, min((outline.headline or 0) + NEAR_LINES, span.stop)), order)


def ambiguous_days(outline: Outline, order: DayOrder) -> Iterator[str]:
    """Yield the days in numbers in the header whose order is unknown, else the only one above the text."""
    if order:
        return
    near = [text for at in window(outline) if (text := ambiguous_in(outline.lines[at]))]
    yield from near
    if not near:
        above = range(min(first_paragraph(outline), len(outline.lines)))
        days = {text for at in above if (text := ambiguous_in(outline.lines[at]))}
        yield from days if len(days) == 1 else ()


def ambiguous_in(line: Line) -> str:
    """Return the first day in numbers of a line if it can mean several days, else the empty text."""
    found = None if line.blocked or len(line.text) > LONGEST_LINE else SEVERAL.search(line.text)
    if found is None or read_date(found[0]) is not None or day_with_weekday(line.text, *found.span()) is not None:
        return ""
    return found[0] if found[1] or len(readings_of(found[0])) > 1 else ""  # with hyphens it may be any number


def header_periods(outline: Outline, order: DayOrder) -> Iterator[str]:
    """Yield the lines of the header that name a period in place of a day."""
    lines = (outline.lines[at] for at in window(outline))
    return (line.text for line in lines if not line.blocked and names_period(line.text, order))


def part_dates(outline: Outline, span: range, order: DayOrder) -> Iterator[str]:
    """Yield the dates in a part of the header.

    A date above the headline and outside the article's element, unless it is marked as that of publication, is often
    the day on which the page was read.
    """
    at = outline.headline or 0
    above = [number for number in span if number < at and not outline.lines[number].inside]
    below = sorted({*span}.difference(above))
    yield from dates_of_marks(outline, {*span}, ("published",), order)
    for numbers in (below, above):
        for kinds in (("time", "data"), ("named",)):
            yield from dates_of_marks(outline, {*numbers}, kinds, order)
        yield from line_dates(outline, numbers, order)


def dates_of_marks(outline: Outline, numbers: Container[int], kinds: Container[Kind], order: DayOrder) -> Iterator[str]:
    """Yield the dates of the marks of some kinds in some lines, those nearest to the headline first."""
    at, end = outline.headline or 0, first_paragraph(outline)
    near = [mark for mark in outline.marks if mark.line in numbers and not mark.blocked and not mark.updated]
    near = [mark for mark in near if mark.kind in kinds]
    near = [mark for mark in near if mark.line < end or not is_of_other(outline.lines, mark.line)]
    near.sort(key=lambda mark: (mark.line >= end, mark.line < at, abs(mark.line - at)))
    for mark in near:
        if role_in_line(mark, outline, order) not in ("updated", "other"):
            yield from (text for text in texts_of(mark, outline, order) if is_recent_text(text, order))
            yield from days_of(mark, order)


def is_recent_text(text: str, order: DayOrder) -> bool:
    """Return whether a text is the date of a web page."""
    moment = read_date(text, order)
    return moment is not None and is_recent(moment)


def header_labels(outline: Outline, order: DayOrder) -> Iterator[str]:
    """Yield the dates that the header of the article calls those of publication."""
    yield from (text for role, text, _ in roles_of_lines(outline, window(outline), order) if role)


def line_dates(outline: Outline, numbers: Iterable[int], order: DayOrder) -> Iterator[str]:
    """Yield the dates in plain lines, those with a label of publication first, then that of the dateline."""
    end, at = first_paragraph(outline), outline.headline or 0
    lines = outline.lines
    # What is above the headline and outside the article's element counts less than the lines below.
    numbers = sorted(numbers, key=lambda each: (each >= end, each < at and not lines[each].inside))
    found = list(roles_of_lines(outline, numbers, order))
    yield from (each.text for each in found if each.role)
    yield from (each.text for each in found if not each.role and not each.named)
    yield from (each.text for each in found if not each.role and each.named)
    for at in numbers:
        line = outline.lines[at]
        dated = None if line.blocked else DATELINE.match(line.text)
        moment = read_date(dated["day"], order) if dated is not None else None
        if moment is not None and is_recent(moment):
            yield moment.isoformat()


def roles_of_lines(outline: Outline, numbers: Iterable[int], order: DayOrder) -> Iterator[LineDay]:
    """Yield the dates of publication in plain lines, each with its label, which may be missing."""
    end = first_paragraph(outline)
    for at in numbers:
        line = outline.lines[at]
        if line.blocked or (line.heading and at == outline.headline):
            continue
        label = label_above(outline, at)
        for day in days_in_line(line.text, order):
            role = day.role or label
            if not role and at >= end and (day.named or is_of_other(outline.lines, at)):
                continue
            if is_recent(day.moment) and day.plain and role in ("published", ""):
                yield LineDay(role, day.moment.isoformat(), day.named)
            label = ""


def updated_dates(outline: Outline, order: DayOrder) -> Iterator[str]:
    """Yield the dates of elements that are marked as the last change, then those that the header calls so."""
    span = window(outline)
    for mark in outline.marks:
        own = mark.kind == "updated" or (mark.updated and (mark.inside or mark.line in span))
        if own and not mark.blocked:
            yield from texts_of(mark, outline, order)
    for at in span:
        line = outline.lines[at]
        days = [] if line.blocked or at == outline.headline else list(days_in_line(line.text, order))
        yield from (day.moment.isoformat() for day in days if day.plain and day.role == "updated")


def labelled_dates(outline: Outline, order: DayOrder) -> Iterator[str]:
    """Yield the date that lines of the article call that of publication, where all of them name one day."""
    found: dict[date, str] = {}
    for line in outline.lines:
        if not line.blocked:
            entry = ENTRY.match(line.text) is not None
            for day in days_in_line(line.text[:ENTRY_REACH] if entry else line.text, order):
                if entry and not day.role:
                    day = day._replace(role="published")
                if (day.plain or entry) and day.role == "published" and is_recent(day.moment):
                    found.setdefault(day_of(day.moment), day.moment.isoformat())
    if len(found) == 1:
        yield from found.values()


def only_day(outline: Outline, order: DayOrder) -> Iterator[str]:
    """Yield the date in the element of the article, below its header, if all dates there are of one day."""
    found: dict[date, str] = {}
    end = first_paragraph(outline)
    for mark in outline.marks:
        dated = mark.inside and not mark.blocked and not mark.updated and mark.kind not in ("updated", "author")
        dated = dated and not (mark.line >= end and is_of_other(outline.lines, mark.line))
        if dated and role_in_line(mark, outline, order) in ("published", ""):
            for text in (*texts_of(mark, outline, order), *days_of(mark, order)):
                moment = read_date(text, order)
                if moment is not None and is_recent(moment):
                    found.setdefault(day_of(moment), text)
    below = range(window(outline).stop, len(outline.lines))
    for _, text, _ in roles_of_lines(outline, (at for at in below if outline.lines[at].inside), order):
        found.setdefault(day_of(datetime.fromisoformat(text)), text)
    if len(found) == 1 and outline.headline is not None:
        yield from found.values()


def shown_days(outline: Outline, order: DayOrder) -> Iterator[date]:
    """Yield the days that readers see in the header of the article, which are those of the paper's own time zone."""
    span = window(outline)
    for mark in outline.marks:
        near = mark.line in span and not mark.blocked and not mark.updated
        if near and role_in_line(mark, outline, order) in ("published", ""):
            days = (day for day in days_in_line(mark.text, order) if day.role in ("published", ""))
            yield from (day_of(day.moment) for day in days)
    for text in line_dates(outline, span, order):
        yield day_of(datetime.fromisoformat(text))
