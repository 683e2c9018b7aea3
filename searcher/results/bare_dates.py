"""A query that is a date without its field, such as *1987-10-19*, as the days of publication that it names.

Articles seldom have a date in the very style in which it was typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.index.dates import LONGEST_DATE, DateSpan, QueryDate, day_of, readings_of
from dateline.searcher.query.dates import date_text
from dateline.searcher.query.short_years import read_archive_date
from dateline.searcher.query.tree import InField, Node, Phrase, Range, Word
from dateline.searcher.request import SearchRequest
from dateline.searcher.results.view import View

__all__ = ["in_days", "published_on"]


def published_on(view: View, request: SearchRequest, clauses: Sequence[Node]) -> Iterator[Node]:
    """Yield the clause of the days of publication that all words of a query together name.

    It yields several clauses for a text that can mean several days, and none for one that is no date. Raises TimeUp.
    """
    row = view.fields.get("published")
    texts = [each.text for each in clauses if isinstance(each, Word | Phrase) and not each.exact]
    text = " ".join(texts)
    if row is None or not texts or len(texts) < len(clauses) or len(text) > LONGEST_DATE:
        return
    read = read_archive_date(text, request.today, lambda: view.engine.days("published")).date
    if read is not None:
        yield in_days(row.name, read, text)
        return
    for day in sorted({day_of(each.moment) for each in readings_of(text)}):
        yield in_days(row.name, QueryDate(DateSpan(day, day)), text)


def in_days(field: str, read: QueryDate, text: str) -> Node:
    """Return the clause for the days of a date in a field; ``text`` is the date as typed, for a day of every year."""
    if read.days is None:
        return InField(field, Phrase(text) if " " in text else Word(text))
    low, _, high = date_text(read.days).partition("..")
    return Range(field, low, high) if high else InField(field, Word(low))
