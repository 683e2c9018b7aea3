"""The engine that reads every article: what the index answers, said plainly.

It needs no index (`dateline search --no-index`), and is what to compare an index
with. Each article is read once, when the engine is made, and what it is searched
by is kept in memory: about 30 bytes for each of its tokens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import TypeVar

from dateline.index.analysis.english import fold, fold_value, joined_words, terms_of, tokenize
from dateline.index.analysis.registry import ENGLISH, analyzer_of
from dateline.index.article import Article
from dateline.index.dates import instant_of
from dateline.index.entities.dates.recurrence import recurs_on
from dateline.index.fields import Field, FieldTable
from dateline.index.segment.field_values import Days as Span
from dateline.index.segment.field_values import keyword_values, spans_of, text_of
from dateline.searcher.engine.protocol import NAMED, DatePart, Naming, Ranked, Sort, Statistics
from dateline.searcher.engine.scoring import EXACT, K1, idf, weight_of
from dateline.searcher.engine.words import Wording
from dateline.searcher.query.bound import (
    AllOf,
    AnyOf,
    Bound,
    Days,
    Every,
    Has,
    Keys,
    Leaf,
    NoneOf,
    Nowhere,
    Term,
    TermPhrase,
    Value,
    Versions,
    Yearly,
    leaves_of,
)

__all__ = ["Scan"]

SURE = 100  # percent
Articles = Iterable[tuple[int, Article]] | Callable[[], Iterator[tuple[int, Article]]]
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class _Read:
    """One article as it is searched.

    ``terms`` and ``forms`` are by text field; ``values`` by
    keyword field, each once; ``spans`` by date field.
    """

    seq: int
    id: str
    instant: int | None
    terms: Mapping[str, Wording]
    forms: Mapping[str, Wording]
    values: Mapping[str, Sequence[str]]
    spans: Mapping[str, Sequence[Span]]


class Scan:
    """Answers bound queries as `dateline.searcher.engine.protocol.Engine` says, from the articles themselves.

    ``articles`` are the live ones with their versions, in any order, each with its id; or a
    function that yields them.
    """

    def __init__(self, articles: Articles, fields: FieldTable) -> None:
        self._rows = {row.name: row for row in fields}
        reader = _Reader(fields)
        stream = articles() if callable(articles) else articles
        self._articles = [reader.read(seq, article) for seq, article in stream]
        self._averages = {
            row.name: sum(len(article.terms[row.name]) for article in self._articles) / len(self._articles)
            for row in fields.of_kind("text")
            if self._articles
        }

    def rank(self, tree: Bound, k: int, sort: Sort) -> list[Ranked]:
        """Return the best k articles. Ties go to the newer, then to the lower id."""
        leaves = [(leaf, self._weight(leaf)) for leaf in leaves_of(tree)] if sort == "relevance" else []
        found = [
            Ranked(article.seq, article.id, self._score(leaves, article), article.instant)
            for article in self._matching(tree)
        ]
        return nsmallest(k, found, key=KEYS[sort])

    def total(self, tree: Bound) -> int:
        """Return how many articles match."""
        return sum(1 for _ in self._matching(tree))

    def keys(self, field: str, piece: str = "") -> frozenset[str]:
        """Return the values of a keyword field that articles have, those with `piece` in their folded form."""
        found = {value for article in self._articles for value in article.values[field]}
        return frozenset(value for value in found if piece in fold_value(value))

    def count_values(self, tree: Bound, field: str, naming: Naming | None = None) -> tuple[Mapping[str, int], int]:
        """Return the matching articles by value of a keyword field, or by name, and how many lack the field."""
        return _counted(self.values(tree, field, None, naming))

    def count_lags(self, tree: Bound) -> tuple[Mapping[int, int], int]:
        """Return the matching articles by the days from what they speak of to publication, and how many have none."""
        return _counted(self.lags(tree))

    def count_dates(self, tree: Bound, field: str, part: DatePart) -> tuple[Mapping[str, int], int]:
        """Return the matching articles by year, month or day of a date field, and how many lack it."""
        return _counted(self.values(tree, field, part))

    def values(
        self, tree: Bound, field: str, part: DatePart | None = None, naming: Naming | None = None
    ) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield the version of each matching article, and what it is counted under, each once."""
        for article in self._matching(tree):
            if part is not None:
                yield article.seq, [*{name for span in article.spans[field] for name in _parts_of(span, part)}]
            elif naming is not None:
                yield article.seq, [*{n for v in article.values[field] for n in naming.names_in(article.id, v)}]
            else:
                yield article.seq, article.values[field]

    def lags(self, tree: Bound) -> Iterator[tuple[int, Sequence[int]]]:
        """Yield the version of each matching article, and its lags, each once."""
        for article in self._matching(tree):
            published = [span.first for span in article.spans.get("published", ())]
            about = [span.last for span in article.spans.get("about", ()) if span.precision == "day"]
            yield article.seq, [*{day - last for day in published for last in about}]

    def statistics(self) -> Statistics:
        """Return the numbers that scores are made with."""
        names = [row.name for row in self._rows.values() if row.kind == "text"]
        return Statistics(len(self._articles), {name: self._averages.get(name, 0.0) for name in names})

    def df(self, analysis: str, term: str) -> int:
        """Return how many articles have a term in any field of its analysis."""
        names = [row.name for row in self._rows.values() if row.kind == "text" and row.analysis == analysis]
        return sum(any(term in article.terms[name] for name in names) for article in self._articles)

    def _matching(self, tree: Bound) -> Iterator[_Read]:
        return (article for article in self._articles if _matches(tree, article))

    def _weight(self, leaf: Leaf) -> float:
        idfs = 0.0
        for term in (leaf.term,) if isinstance(leaf, Term) else leaf.terms:
            idfs += idf(len(self._articles), self.df(leaf.analysis, term))
        return weight_of(idfs)

    def _score(self, leaves: Iterable[tuple[Leaf, float]], article: _Read) -> float:
        score = 0.0
        for leaf, weight in leaves:
            if not _matches(leaf, article):
                continue
            weighed = 0.0
            for name in leaf.fields:
                if frequency := _frequency(leaf, article.terms[name]):
                    weighed = weighed + self._norm(self._rows[name], len(article.terms[name])) * frequency
            if isinstance(leaf, Term) and leaf.prefers and _has_forms((leaf.form,), leaf, article):
                weighed = weighed + EXACT
            score = score + weight * weighed / (weighed + K1)
        return score

    def _norm(self, row: Field, length: int) -> float:
        average = self._averages[row.name]
        return row.weight / (1.0 - row.b + row.b * (length / average if average > 0.0 else 0.0))


def _counted(rows: Iterable[tuple[int, Sequence[T]]]) -> tuple[Mapping[T, int], int]:
    """Return how many articles have each value, and how many have none."""
    counts: Counter[T] = Counter()
    without = 0
    for _, values in rows:
        counts.update(values)
        without += not values
    return counts, without


class _Reader:
    """Reads articles; equal terms and forms of all of them are kept as one text."""

    def __init__(self, fields: FieldTable) -> None:
        self._fields = fields
        self._known: dict[str, tuple[str, str]] = {}  # form → form, term

    def read(self, seq: int, article: Article) -> _Read:
        if article.id is None:
            raise ValueError("an article must have its id before it is searched")
        terms: dict[str, Wording] = {}
        forms: dict[str, Wording] = {}
        for row in self._fields.of_kind("text"):
            tokens, joined = self._words(text_of(article, row.name), row.analysis)
            terms[row.name] = Wording(
                tuple([term for _, term in tokens]), {place: term for place, (_, term) in joined.items()}
            )
            forms[row.name] = Wording(
                tuple([form for form, _ in tokens]), {place: form for place, (form, _) in joined.items()}
            )
        return _Read(
            seq=seq,
            id=article.id,
            instant=None if article.published is None else instant_of(article.published),
            terms=terms,
            forms=forms,
            values={
                row.name: tuple(dict.fromkeys(keyword_values(article, row.name)))
                for row in self._fields.of_kind("keyword")
            },
            spans={row.name: tuple(spans_of(article, row.name)) for row in self._fields.of_kind("date")},
        )

    def _words(self, text: str, analysis: str) -> tuple[list[tuple[str, str]], dict[int, tuple[str, str]]]:
        """Return the tokens of a text in order, each as (form, term), and the joined words by place among them."""
        if analysis != ENGLISH:
            return [(token.form, token.term) for token in analyzer_of(analysis)(text)], {}
        tokens = tokenize(text)
        joined = {place: form for place, (form, _, _) in joined_words(text, tokens).items()}
        forms = [form for form, _, _ in tokens]
        fresh = list({form for form in (*forms, *joined.values()) if form not in self._known})
        self._known.update({form: (form, term) for form, term in zip(fresh, terms_of(fresh), strict=True)})
        return [self._known[form] for form in forms], {place: self._known[form] for place, form in joined.items()}


def _matches(tree: Bound, article: _Read) -> bool:
    match tree:
        case Term(_, fields, term, form, exact):
            # No form that was typed has another term, so where it stands the term does.
            return _has_forms((form,), tree, article) if exact else any(term in article.terms[name] for name in fields)
        case TermPhrase(_, fields, _, forms):
            if forms:
                return _has_forms(forms, tree, article)
            return any(_frequency(tree, article.terms[name]) for name in fields)
        case Value(field):
            return _has_value(tree, article.values[field])
        case Keys(field):
            return any(tree.accept(article.id, value) for value in article.values[field])
        case Days(field):
            return any(_is_in(span, tree) for span in article.spans[field])
        case Yearly(field):
            return any(_falls_on(span, tree) for span in article.spans[field])
        case Versions(seqs):
            return article.seq in seqs
        case Has(field):
            return any(column.get(field) for column in (article.terms, article.values, article.spans))
        case Every():
            return True
        case Nowhere():
            return False
        case AllOf(clauses):
            return all(_matches(clause, article) for clause in clauses)
        case AnyOf(clauses):
            return any(_matches(clause, article) for clause in clauses)
        case NoneOf(clause):
            return not _matches(clause, article)


def _is_in(span: Span, wanted: Days) -> bool:
    if wanted.certain:
        return span.first >= wanted.first and span.last <= wanted.last and span.certainty >= SURE
    return span.first <= wanted.last and span.last >= wanted.first


def _falls_on(span: Span, wanted: Yearly) -> bool:
    if span.precision != "day":
        return False
    days = (recurs_on(wanted.day, date.fromordinal(day)) for day in range(span.first, span.last + 1))
    return all(days) if wanted.certain else any(days)


def _parts_of(span: Span, part: DatePart) -> Iterable[str]:
    """Return the years, months or days that a span touches, as they are named."""
    if part == "year":
        years = range(date.fromordinal(span.first).year, date.fromordinal(span.last).year + 1)
        return (f"{year:04}" for year in years)
    days = (date.fromordinal(day) for day in range(span.first, span.last + 1))
    return (day.isoformat()[: NAMED[part]] for day in days)


def _has_forms(forms: Sequence[str], leaf: Leaf, article: _Read) -> bool:
    """Return whether forms stand one after the other in a field that a leaf searches."""
    return any(article.forms[name].has(forms) for name in leaf.fields)


def _frequency(leaf: Leaf, terms: Wording) -> int:
    """Return how often a term or a phrase stands in a text."""
    if isinstance(leaf, Term):
        return terms.count(leaf.term)
    return sum(1 for _ in terms.stretches(leaf.terms)) if leaf.terms[0] in terms else 0


def _has_value(wanted: Value, values: Sequence[str]) -> bool:
    folded = fold_value(wanted.value)
    if any(fold_value(value) == folded for value in values):
        return True
    words = _words(wanted.value) if wanted.by_word else []
    return bool(words) and any(any(True for _ in Wording(_words(value)).stretches(words)) for value in values)


def _words(value: str) -> list[str]:
    return [fold(form) for form, _, _ in tokenize(value)]


KEYS: Mapping[Sort, Callable[[Ranked], tuple[float, bool, int, str]]] = {
    "relevance": lambda ranked: (-ranked.score, ranked.instant is None, -(ranked.instant or 0), ranked.id),
    "newest": lambda ranked: (0.0, ranked.instant is None, -(ranked.instant or 0), ranked.id),
    "oldest": lambda ranked: (0.0, ranked.instant is None, ranked.instant or 0, ranked.id),
}
