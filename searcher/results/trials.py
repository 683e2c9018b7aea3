"""Changes of a query without matches, from those that leave the question as it is to those that ask for less."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, combinations
from typing import TypeAlias

from dateline.index.dataclass import dataclass, replace
from dateline.index.dates import DateSpan
from dateline.index.fields import Field
from dateline.searcher.query import to_text
from dateline.searcher.query.dates import date_text, read_date_value
from dateline.searcher.query.edits import apply_edits
from dateline.searcher.query.grammar import parse_lexemes
from dateline.searcher.query.keyword_values import bind_value
from dateline.searcher.query.loosening import Sought, clauses_of, inner_of, loosened, replaced, sought_in
from dateline.searcher.query.own_fields import WITHOUT_VALUES
from dateline.searcher.query.scope import row_of
from dateline.searcher.query.tree import Edit, InField, Near, Node, Or, Pattern, Phrase, Range, Word
from dateline.searcher.request import SearchRequest
from dateline.searcher.results.answering import read_query
from dateline.searcher.results.bare_dates import published_on
from dateline.searcher.results.view import View
from dateline.searcher.results.words_after import find_whole_values

__all__ = ["MOST_CLAUSES", "Filters", "Instead", "Question", "Trial", "iter_trials"]

MOST_CLAUSES = 12  # that are left out one by one
MOST_PAIRED = 3  # words that are replaced two by two

Filters: TypeAlias = "tuple[tuple[str, str], ...]"
Instead: TypeAlias = "tuple[str, str, Sought]"  # a word as typed that no article has, what to type instead, its leaf


@dataclass(frozen=True, slots=True)
class Question:
    """A query as its clauses side by side, and its filters."""

    view: View
    request: SearchRequest
    clauses: tuple[Node, ...]
    filters: Filters
    is_field: Callable[[str], bool]
    edits: tuple[Edit, ...] = ()  # what notes say to type instead


@dataclass(frozen=True, slots=True)
class Trial:
    """A query changed in some ways."""

    clauses: tuple[Node, ...]
    filters: Filters
    changes: tuple[str, ...]
    query: str | None = None  # as it is to be typed; None: as its clauses are printed


def iter_trials(
    asked: Question,
    counts: Sequence[int],
    missing: Sequence[Sought],
    similar: Sequence[Instead],
    others: Iterable[Trial],
) -> Iterator[Iterable[Trial]]:
    """Yield groups of changes, those that change least first.

    ``counts`` says how many articles match each of the first clauses alone. ``missing`` are the words that no article
    has. ``others`` are changes to similar names and values, which are in one group with the ``similar`` words.
    """
    yield _as_typed(asked)
    yield _as_noted(asked)
    if similar:
        yield _as_noted(asked, similar)
    yield _whole_values(asked)
    yield _listed_values(asked, missing)
    yield _as_date(asked)
    yield _last_days(asked)
    yield chain((_with_similar(asked, [each]) for each in similar), others)
    yield _several_similar(asked, similar)
    yield _without_unknown_fields(asked)
    yield _single_changes(asked)
    yield _double_changes(asked)
    yield _without_empty(asked, counts)


def _as_typed(asked: Question) -> Iterator[Trial]:
    """Yield a query of plain text with its operators and fields."""
    request = asked.request
    if request.plain:
        tree = read_query(asked.view, replace(request, plain=False)).tree
        yield Trial(clauses_of(tree), asked.filters, ("the same query without --plain",), request.query)


def _as_noted(asked: Question, similar: Sequence[Instead] = ()) -> Iterator[Trial]:
    """Yield the query with all that its notes say to type, and with ``similar`` words in place of others."""
    edits, words = [*asked.edits], _in_phrases(asked, similar)
    for _, text, sought in words:
        place = sought.leaf.place
        if sought.field is None and place is not None:
            edits.append(Edit(*place, text))
    if asked.edits and len(edits) - len(asked.edits) == len(words):
        yield _edited(asked, edits)


def _without_unknown_fields(asked: Question) -> Iterator[Trial]:
    """Yield the query with the values of unknown fields as words of any field: ``-gas oil`` for ``-gas ti:oil``."""
    edits = [replace(each, text="") if each.text.endswith(":") else each for each in asked.edits]
    if edits != [*asked.edits]:
        yield _edited(asked, edits)


def _edited(asked: Question, edits: Iterable[Edit]) -> Trial:
    query, changes = apply_edits(asked.request.query, edits)
    tree = read_query(asked.view, replace(asked.request, query=query)).tree
    return Trial(clauses_of(tree), asked.filters, changes, query)


def _whole_values(asked: Question) -> Iterator[Trial]:
    """Yield the query with the words after its values in them, all at once: ``places:west germany``."""
    clauses, changes = asked.clauses, list[str]()
    while (found := next(find_whole_values(asked.view, clauses, asked.request), None)) is not None:
        clauses = found.clauses
        changes.append(f"{to_text(found.whole)} instead of {found.typed}")
    if changes:
        yield Trial(clauses, asked.filters, tuple(changes))


def _listed_values(asked: Question, missing: Sequence[Sought]) -> Iterator[Trial]:
    """Yield the query with the missing words directly after a value as further values: ``topics:crude nat-gas``."""
    leaves = {id(each.leaf) for each in missing if each.field is None and type(each.leaf) is Word}
    for place, clause in enumerate(asked.clauses[:MOST_CLAUSES]):
        row = row_of(clause.field, asked.view.fields) if isinstance(clause, InField) else None
        if not isinstance(clause, InField) or not isinstance(clause.clause, Word | Phrase) or row is None:
            continue
        if row.kind != "keyword" or row.entity or row in WITHOUT_VALUES.values():
            continue
        known: list[Node] = []
        for each in asked.clauses[place + 1 :]:
            if id(each) not in leaves or not isinstance(each, Word) or not _has_value(asked, row, each.text):
                break
            known.append(each)
        if known:
            either = InField(clause.field, Or((clause.clause, *known)))
            rest = asked.clauses[place + 1 + len(known) :]
            said = f"{to_text(either)} instead of {' '.join(map(to_text, (clause, *known)))}"
            yield Trial((*asked.clauses[:place], either, *rest), asked.filters, (said,))


def _has_value(asked: Question, row: Field, text: str) -> bool:
    """Return whether articles have a value of a keyword field."""
    return asked.view.engine.total(bind_value(row, text, by_word=row.by_word)) > 0


def _as_date(asked: Question) -> Iterator[Trial]:
    """Yield a query whose words are a date as the days of publication."""
    for clause in published_on(asked.view, asked.request, asked.clauses):
        said = f"{to_text(clause)} instead of {' '.join(map(to_text, asked.clauses))}"
        yield Trial((clause,), asked.filters, (said,))


def _last_days(asked: Question) -> Iterator[Trial]:
    """Yield the query with a date that counts from today counted from the last day of the archive instead.

    ``published:march`` means that of this year; in an old archive it was perhaps meant in the archive's years.
    """
    for place, clause in enumerate(asked.clauses[:MOST_CLAUSES]):
        for sought in sought_in(clause):
            row = None if sought.field is None else row_of(sought.field, asked.view.fields)
            if row is None or row.kind != "date" or isinstance(sought.leaf, Pattern):
                continue
            days = _counted_from_last_day(asked, sought.leaf.text)
            if days is not None:
                other = _with_days(clause, sought, days)
                clauses = (*asked.clauses[:place], other, *asked.clauses[place + 1 :])
                yield Trial(clauses, asked.filters, (f"{to_text(other)} instead of {to_text(clause)}",))


def _counted_from_last_day(asked: Question, text: str) -> DateSpan | None:
    """Return the days of a date counted from the last day of publication; None if it does not depend on that."""
    published, today = asked.view.engine.days("published"), asked.request.today
    if today is None or published is None:
        return None
    last = read_date_value(text, published[1]).date
    return None if last is None or last == read_date_value(text, today).date else last.days


def _with_days(clause: Node, sought: Sought, days: DateSpan) -> Node:
    """Return a clause with other days in place of a date."""
    low, _, high = date_text(days).partition("..")
    if high and isinstance(clause, InField) and clause.clause is sought.leaf:
        return Range(clause.field, low, high)
    return replaced(clause, sought.leaf, Word(low))


def _with_similar(asked: Question, similar: Sequence[Instead]) -> Trial:
    """Return the query with similar words or names in place of those that no article has."""
    clauses, changes = asked.clauses, list[str]()
    for typed, text, sought in _in_phrases(asked, similar):
        other = _leaf_typed(asked, text, sought)
        clauses = tuple([replaced(clause, sought.leaf, other) for clause in clauses])
        changes.append(f"{text} instead of {typed}")
    return Trial(clauses, asked.filters, tuple(changes))


def _leaf_typed(asked: Question, text: str, sought: Sought) -> Node:
    """Return what is to be typed in place of a leaf, without the field that the leaf is in."""
    typed = parse_lexemes(text, asked.is_field).tree
    return typed.clause if isinstance(typed, InField) and typed.field == sought.field else typed


def _in_phrases(asked: Question, similar: Sequence[Instead]) -> list[Instead]:
    """Return similar words for those of a phrase as the phrase with them, once a phrase; all others as they are."""
    made, phrases = list[Instead](), dict[int, tuple[Sought, dict[str, str]]]()
    for typed, text, sought in similar:
        word, other = _leaf_typed(asked, typed, sought), _leaf_typed(asked, text, sought)
        words = sought.leaf.text.split() if isinstance(sought.leaf, Phrase) else []
        if len(words) > 1 and isinstance(word, Word) and isinstance(other, Word) and word.text in words:
            phrases.setdefault(id(sought.leaf), (sought, {}))[1][word.text] = other.text
        else:
            made.append((typed, text, sought))
    for sought, others in phrases.values():
        phrase = replace(sought.leaf, text=" ".join([others.get(each, each) for each in sought.leaf.text.split()]))
        made.append((to_text(sought.clause()), to_text(sought.clause(phrase)), sought))
    return made


def _single_changes(asked: Question) -> Iterator[Trial]:
    """Yield the query with one change: a clause or filter left out, or a clause loosened."""
    for place, clause in enumerate(asked.clauses[:MOST_CLAUSES]):
        before, after = asked.clauses[:place], asked.clauses[place + 1 :]
        if before or after:
            yield Trial((*before, *after), asked.filters, (_without(clause),))
        for looser in () if _is_date(asked, clause) else loosened(clause):
            said = f"{to_text(looser)} instead of {to_text(clause)}"
            yield Trial((*before, looser, *after), asked.filters, (said,))
    for place, each in enumerate(asked.filters[:MOST_CLAUSES]):
        yield Trial(asked.clauses, (*asked.filters[:place], *asked.filters[place + 1 :]), (_without(each),))


def _is_date(asked: Question, clause: Node) -> bool:
    """Return whether a clause is a date in its field, whose words mean nothing one by one."""
    row = row_of(clause.field, asked.view.fields) if isinstance(clause, InField) else None
    return row is not None and row.kind == "date"


def _several_similar(asked: Question, similar: Sequence[Instead]) -> Iterator[Trial]:
    """Yield the query with two similar words, and with all of them."""
    for two in combinations(similar[:MOST_PAIRED], 2):
        yield _with_similar(asked, two)
    if len(similar) > 2:
        yield _with_similar(asked, similar)


def _double_changes(asked: Question) -> Iterator[Trial]:
    """Yield the query with one side of an operator of places, and without two of its clauses and filters."""
    count = len(asked.clauses)
    parts: list[Node | tuple[str, str]] = [*asked.clauses, *asked.filters]
    for place, each in enumerate(asked.clauses[:MOST_CLAUSES]):
        for side in inner_of(each) if isinstance(each, Near) and not each.negated else ():
            clauses = (*asked.clauses[:place], side, *asked.clauses[place + 1 :])
            yield Trial(clauses, asked.filters, (f"{to_text(side)} instead of {to_text(each)}",))
    if count > MOST_CLAUSES or len(asked.filters) > MOST_CLAUSES:
        return
    for pair in combinations(range(len(parts)), 2):
        clauses = tuple([each for place, each in enumerate(asked.clauses) if place not in pair])
        filters = tuple([each for place, each in enumerate(asked.filters) if place + count not in pair])
        if clauses:
            yield Trial(clauses, filters, tuple([_without(parts[place]) for place in pair]))


def _without_empty(asked: Question, counts: Sequence[int]) -> Iterable[Trial]:
    """Return the query without all clauses that no article matches."""
    pairs = [*zip(asked.clauses[:MOST_CLAUSES], counts, strict=False)]
    kept = [clause for clause, count in pairs if count]
    left = [clause for clause, count in pairs if not count]
    return [Trial(tuple(kept), asked.filters, tuple(map(_without, left)))] if kept and left else []


def _without(part: Node | tuple[str, str]) -> str:
    return f"without --filter {part[0]}={part[1]}" if isinstance(part, tuple) else f"without {to_text(part)}"
