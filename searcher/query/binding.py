"""Query tree and field table → bound tree: what the words mean in one archive.

Binding never raises and never hides: what has no meaning in the archive (a date
that is none, a range over names) is noted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Literal

from dateline.index.analyses import analyzer_of
from dateline.index.dates import QueryDate, parse_span
from dateline.index.fields import Field, FieldTable
from dateline.searcher.query.bound import (
    AllOf,
    AnyOf,
    Bound,
    Days,
    Every,
    Has,
    NoneOf,
    Nowhere,
    Term,
    TermPhrase,
    Value,
    Yearly,
)
from dateline.searcher.query.tree import (
    And,
    Everything,
    InField,
    Must,
    Node,
    Not,
    Note,
    Nothing,
    Or,
    Phrase,
    Range,
    Word,
    to_text,
)

__all__ = ["STORY", "BoundQuery", "Match", "asked_date", "bind", "bound_date", "row_of"]

Match = Literal["auto", "all", "any"]

# A field that no index has: what its values mean is told by `dateline.searcher.stories`.
STORY = Field("story", "keyword", help="the printings of one text, by the id of one of them")

FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class BoundQuery:
    """A query's meaning.

    ``tree`` is what to match. ``loosened``, where there is one, is what to match when the
    tree matches nothing: the words and phrases give way to any of them, what holds
    (``+``, ``-``, fields, dates) still holds.
    """

    tree: Bound
    loosened: Bound | None
    notes: tuple[Note, ...]


@dataclass(slots=True)
class _Scope:
    """What binding needs at hand, and the notes it collects."""

    fields: FieldTable
    today: date | None
    text: str
    certainly: bool = False
    notes: list[Note] = field(default_factory=list)

    def note(self, message: str, about: str) -> None:
        """Note something about a part of the query, at the place where the part stands."""
        start = max(self.text.find(about), 0)
        end = start + len(about) if self.text.startswith(about, start) else len(self.text)
        self.notes.append(Note(message, start, end))


def bind(
    tree: Node,
    fields: FieldTable,
    text: str,
    *,
    match: Match = "auto",
    today: date | None = None,
    certainly: bool = False,
) -> BoundQuery:
    """Bind a query tree to the fields of an archive.

    ``text`` is the query as typed, for the places of notes. ``today`` is the reference day of
    relative dates; without it they are noted and match nothing. With ``match="any"`` words side by
    side already are any of them. ``certainly``: a date matches only where the article's lies in it whole, and was not
    guessed; a date of the query can say that for itself (``about:"certainly 1912"``).
    """
    scope = _Scope(fields, today, text, certainly)
    clauses = tree.clauses if isinstance(tree, And) else (tree,)
    holding: list[Bound] = []
    yielding: list[Bound] = []
    for clause in clauses:
        bound = _bind(clause, None, scope)
        if bound is not None:
            (yielding if _gives_way(clause) else holding).append(bound)
    strict = _all_of([*holding, *yielding]) if holding or yielding else Nowhere()
    loosened = _all_of([*holding, AnyOf(tuple(yielding))]) if len(yielding) > 1 else None
    if match == "any" and loosened is not None:
        strict, loosened = loosened, None
    return BoundQuery(strict, loosened if match == "auto" else None, tuple(scope.notes))


def row_of(name: str, fields: FieldTable) -> Field | None:
    """Return the field that a query means by a name: one of the archive's, or `STORY`."""
    return fields.get(name) or (STORY if name.lower() == STORY.name else None)


def _gives_way(clause: Node) -> bool:
    """Return whether a clause of words side by side gives way when no article has them all."""
    if isinstance(clause, Word | Phrase):
        return True
    return isinstance(clause, Or) and all(_gives_way(each) for each in clause.clauses)


def _all_of(clauses: list[Bound]) -> Bound:
    return clauses[0] if len(clauses) == 1 else AllOf(tuple(clauses))


def _bind(tree: Node, row: Field | None, scope: _Scope) -> Bound | None:
    """Bind a clause, inside a field or not. None: there is nothing in it to search, and a note says so."""
    match tree:
        case Word(text, exact):
            return _bind_word(text, exact, row, scope)
        case Phrase(text):
            return _bind_phrase(text, row, scope)
        case And(clauses) | Or(clauses):
            bound = [each for clause in clauses if (each := _bind(clause, row, scope)) is not None]
            if not bound:
                return None
            if len(bound) == 1:
                return bound[0]
            return AllOf(tuple(bound)) if isinstance(tree, And) else AnyOf(tuple(bound))
        case Not(clause):
            inner = _bind(clause, row, scope)
            return None if inner is None else NoneOf(inner)
        case Must(clause):
            return _bind(clause, row, scope)
        case InField(name, clause):
            return _bind(clause, row_of(name, scope.fields) or row, scope)
        case Range():
            return _bind_range(tree, scope)
        case Everything():
            return Every() if row is None else Has(row.name)
        case Nothing():
            return None


def _bind_word(text: str, exact: bool, row: Field | None, scope: _Scope) -> Bound | None:
    if row is not None and row.kind != "text":
        return _bind_value(text, row, scope)
    found = _bind_text(text, exact, row, scope.fields, typed_as=Word)
    if found is None:
        scope.note(f"“{text}” has no letters or digits to search by; left out", text)
    return found


def _bind_phrase(text: str, row: Field | None, scope: _Scope) -> Bound | None:
    if row is not None and row.kind != "text":
        return _bind_value(text, row, scope)
    found = _bind_text(text, False, row, scope.fields, typed_as=Phrase)
    if found is None:
        scope.note("the phrase has no letters or digits to search by; left out", text)
    return found


def _bind_text(
    text: str, exact: bool, row: Field | None, fields: FieldTable, *, typed_as: type[Word | Phrase]
) -> Bound | None:
    """Bind a word or a phrase by each analysis: one token is a term, several are a phrase, never a choice.

    Tokens of a word that overlap in it (n-grams of Whoosh's) do not stand one after the other in any text but
    that word: an article must have them all.
    """
    found: list[Bound] = []
    for analysis, names, prefers in fields.bare if row is None else (fields.scope_of(row),):
        tokens = analyzer_of(analysis)(text)
        if len(tokens) > 1:
            if typed_as is Word and any(after.start < token.end for token, after in pairwise(tokens)):
                grams = dict.fromkeys(token.term for token in tokens)
                found.append(_all_of([Term(analysis, names, gram, gram, exact, False) for gram in grams]))
            else:
                found.append(TermPhrase(analysis, names, tuple(token.term for token in tokens)))
        elif tokens:
            found.append(Term(analysis, names, tokens[0].term, tokens[0].form, exact, prefers))
    if not found:
        return None
    return found[0] if len(found) == 1 else AnyOf(tuple(found))


def _bind_value(text: str, row: Field, scope: _Scope) -> Bound:
    if row.kind == "date":
        asked = _asked(text, row, scope)
        return Nowhere() if asked is None else bound_date(asked, row, certainly=scope.certainly)
    return Value(row.name, text, row.by_word)


def asked_date(text: str, today: date | None) -> QueryDate | None:
    """Return what a date in a query asks for: a span of days, or a day of every year. None: it is no date."""
    span = parse_span(text, today)
    if span is not None:
        return QueryDate(span.first, span.last, span.precision)
    from dateline.index.entities.dates.asking import read_date  # start-up: most dates of queries need no grammar

    return read_date(text, today)


def bound_date(asked: QueryDate, row: Field, *, certainly: bool = False) -> Bound:
    """Return the articles of which a date field is what was asked for."""
    certain = certainly if asked.certainly is None else asked.certainly
    if asked.recurs is not None:
        return Yearly(row.name, asked.recurs, certain)
    if asked.first is None or asked.last is None:
        return Nowhere()
    return Days(row.name, asked.first.toordinal(), asked.last.toordinal(), certain)


def _asked(text: str, row: Field, scope: _Scope) -> QueryDate | None:
    asked = asked_date(text, scope.today)
    if asked is None:
        scope.note(f"“{text}” is not a date that Dateline reads; no article is {row.name} then", text)
    return asked


def _span(text: str, row: Field, scope: _Scope) -> tuple[int, int] | None:
    """Return the first and the last day of a bound of a range."""
    asked = _asked(text, row, scope)
    if asked is None:
        return None
    if asked.first is None or asked.last is None:
        scope.note(f"“{text}” comes every year and bounds nothing; no article is in the range", text)
        return None
    return asked.first.toordinal(), asked.last.toordinal()


def _bind_range(tree: Range, scope: _Scope) -> Bound:
    row = scope.fields.get(tree.field)
    if row is None or row.kind != "date":
        scope.note(f"{tree.field} has no order to take a range of; only dates have", to_text(tree))
        return Nowhere()
    first, last = FIRST_DAY, LAST_DAY
    if tree.low is not None:
        low = _span(tree.low, row, scope)
        if low is None:
            return Nowhere()
        first = low[1] + 1 if tree.low_open else low[0]
    if tree.high is not None:
        high = _span(tree.high, row, scope)
        if high is None:
            return Nowhere()
        last = high[0] - 1 if tree.high_open else high[1]
    if first > last:
        scope.note("the range ends before it begins; no article is in it", to_text(tree))
        return Nowhere()
    return Days(row.name, first, last, scope.certainly)
