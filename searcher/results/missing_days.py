"""Days of a query or a filter that no article has, and the nearest days that articles have."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from dateline.index.dataclass import dataclass, replace
from dateline.index.dates import DateSpan
from dateline.searcher.query import to_text
from dateline.searcher.query.bound import Bound, Dated, Every, Yearly
from dateline.searcher.query.filters import bind_filters
from dateline.searcher.query.scope import row_of
from dateline.searcher.query.tree import Everything, InField, Node, Range, Word
from dateline.searcher.results.answering import bind_tree
from dateline.searcher.results.trials import Filters, Question, Trial

__all__ = ["NearDay", "days_near_clause", "days_near_filter"]


@dataclass(frozen=True, slots=True)
class NearDay:
    """A day that articles have, as it can be typed: alone as a clause and filters, and in its query."""

    text: str
    clause: Node
    filters: Filters
    trial: Trial


def days_near_clause(asked: Question, place: int) -> list[NearDay] | None:
    """Return the nearest days around those of a clause that no article matches, the nearer first.

    None if it is no date, or outside of all days of the archive, on which an answer has a note. Raises TimeUp.
    """
    clause = asked.clauses[place]
    row = row_of(clause.field, asked.view.fields) if isinstance(clause, InField | Range) else None
    if row is None or row.kind != "date":
        return None
    request = replace(asked.request, filters=(), plain=False)
    days = _nearest(asked, bind_tree(asked.view, clause, request, with_facts=False).tree)
    return None if days is None else [*_instead_of_clause(asked, place, row.name, days)]


def days_near_filter(asked: Question, place: int) -> list[NearDay] | None:
    """Return the same for a filter that no article matches."""
    name, value = asked.filters[place]
    row, engine = row_of(name.partition(":")[0], asked.view.fields), asked.view.engine
    if row is None or row.kind != "date" or not value:
        return None
    pair = ((name, value),)
    bound, _ = bind_filters(pair, asked.view.fields, asked.request.today, days=lambda: engine.days("published"))
    days = _nearest(asked, bound[0])
    return None if days is None else [*_instead_of_filter(asked, place, days)]


def _nearest(asked: Question, bound: Bound) -> tuple[date, ...] | None:
    """Return the nearest days to those of a date; none are sought for a day of every year, and of those in texts."""
    if not isinstance(bound, Dated | Yearly):
        return None
    if isinstance(bound, Yearly) or bound.field != "published":
        return ()
    ends = asked.view.engine.days(bound.field)
    if ends is None or bound.days.first > ends[1] or bound.days.last < ends[0]:
        return None
    return _around(bound.days, asked.view.engine.count_dates(Every(), bound.field, "day")[0])


def _around(days: DateSpan, known: Collection[str]) -> tuple[date, ...]:
    """Return the last known day before days and the first after them, the nearer first."""
    low, high = days.first.isoformat(), days.last.isoformat()
    before = max((each for each in known if each < low), default=None)
    after = min((each for each in known if each > high), default=None)
    found = [date.fromisoformat(each) for each in (before, after) if each is not None]
    return tuple(sorted(found, key=lambda day: min(abs(day - days.first), abs(day - days.last))))


def _instead_of_clause(asked: Question, place: int, field: str, days: Collection[date]) -> Iterator[NearDay]:
    for day in days:
        clause = InField(field, Word(str(day)))
        clauses = (*asked.clauses[:place], clause, *asked.clauses[place + 1 :])
        said = f"{to_text(clause)} instead of {to_text(asked.clauses[place])}"
        yield NearDay(to_text(clause), clause, (), Trial(clauses, asked.filters, (said,)))


def _instead_of_filter(asked: Question, place: int, days: Collection[date]) -> Iterator[NearDay]:
    name, value = asked.filters[place]
    for day in days:
        pair = (name, str(day))
        filters = (*asked.filters[:place], pair, *asked.filters[place + 1 :])
        text = f"--filter {name}={day}"
        trial = Trial(asked.clauses, filters, (f"{text} instead of --filter {name}={value}",))
        yield NearDay(text, Everything(), (pair,), trial)
