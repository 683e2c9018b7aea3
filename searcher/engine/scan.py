"""The engine that reads every article: a simple implementation of what the index does.

It needs no index (`dateline search --no-index`) and is the reference for one. It reads each article once, at the first
question, and keeps what searches need in memory: about 30 bytes for each token.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from heapq import nsmallest
from sys import intern
from typing import TypeVar

from dateline.index.analysis.english import fold, fold_value
from dateline.index.analysis.registry import ENGLISH
from dateline.index.article import Article
from dateline.index.dataclass import dataclass, field
from dateline.index.dates import DateSpan, instant_of
from dateline.index.fields import FieldTable
from dateline.index.segment.field_values import keyword_values, spans_of, text_of
from dateline.searcher.engine.closeness import BEST, phrases_of
from dateline.searcher.engine.deadline import TimeUp, Watch
from dateline.searcher.engine.mentioned import Mentions, Named, mentions_in, named_in
from dateline.searcher.engine.names import matches_name, read_name
from dateline.searcher.engine.protocol import MOST_SCORED, PREFIX_LENGTHS, DatePart, Naming, Ranked, Sort, Statistics
from dateline.searcher.engine.proximity import Text, occurs_at
from dateline.searcher.engine.refinement import Recency, Refinement
from dateline.searcher.engine.scoring import ABOUT, closest_date, saturate, share_of, weigh_leaf, weight_of
from dateline.searcher.engine.words import Terms, WordList, Words, read_words
from dateline.searcher.query.bound import (
    AllOf,
    AnyOf,
    Bound,
    Constant,
    Dated,
    Every,
    Has,
    Keys,
    Mentioned,
    NoneOf,
    Nowhere,
    Proximity,
    SomeOf,
    Value,
    ValuePattern,
    Versions,
    Weighted,
    Yearly,
    constants_of,
    dates_of,
    weights_of,
)
from dateline.searcher.query.leaves import Leaf, WordPattern, occurs_in

__all__ = ["Scan"]

Articles = Iterable[tuple[int, Article]] | Callable[[], Iterator[tuple[int, Article]]]
T = TypeVar("T", bound=Hashable)
MOST_PATTERNS = 256  # of which it is kept how many articles they match


@dataclass(frozen=True, slots=True)
class _ScannedArticle:
    """One article prepared for searching.

    ``texts`` are by text field; ``values`` by keyword field, without duplicates; ``spans`` by date field.
    """

    seq: int
    id: str
    instant: int | None
    texts: Mapping[str, Words]
    values: Mapping[str, Sequence[str]]
    spans: Mapping[str, Sequence[DateSpan]]
    mentions: Mapping[str, Mentions] = field(default_factory=dict)


class Scan:
    """An `Engine` over the articles themselves.

    ``articles`` are the live ones with their versions and ids, in any order, or a function that yields them.
    """

    def __init__(self, articles: Articles, fields: FieldTable) -> None:
        self._rows = fields.of_kind("text")
        self._fields = fields
        self._stream = articles
        self._articles: list[_ScannedArticle] | None = None
        self._pattern_dfs: dict[tuple[str, str, str, int], int | None] = {}
        self._statistics: Statistics | None = None
        self._folded_words: Mapping[str, int] | None = None

    def articles(self, watch: Watch | None = None) -> Sequence[_ScannedArticle]:
        """Return all articles, which are read at the first call. Raises TimeUp, and then the next call reads them."""
        if self._articles is None:
            made, known = list[_ScannedArticle](), Terms()
            for seq, article in self._stream() if callable(self._stream) else self._stream:
                made.append(_read(seq, article, self._fields, known))
                if watch is not None:
                    watch.check()
            self._articles = made
        return self._articles

    def rank(
        self, tree: Bound, k: int, sort: Sort, refinement: Refinement | None = None, watch: Watch | None = None
    ) -> list[Ranked]:
        """Return the best k articles. Ties are broken by newer date, then by lower id.

        With a ``watch``, they are the best of those that were searched before its time was up. Raises TimeUp if none
        was.
        """
        if refinement is not None and sort == "relevance":
            return self._rank_refined(tree, k, refinement, watch)
        scored = weights_of(tree) if sort == "relevance" else ()
        count = len(self.articles(watch))
        counts = partial(self.term_counts, watch=watch), partial(self.pattern_df, watch=watch)
        leaves = [(leaf, weight_of(leaf, times, count, *counts)) for leaf, times in scored]
        constants, dates = (constants_of(tree), dates_of(tree)) if sort == "relevance" else ((), ())
        found = [
            Ranked(article.seq, article.id, self._score(leaves, constants, dates, article), article.instant)
            for article in self._matching(tree, watch)
        ]
        return nsmallest(k, found, key=KEYS[sort])

    def _rank_refined(self, tree: Bound, k: int, refinement: Refinement, watch: Watch | None) -> list[Ranked]:
        """Return the best k articles by the score of a tree, recency and closeness."""
        articles = {article.seq: article for article in self.articles(watch)}
        ranked = self.rank(tree, len(articles), "relevance", None, watch)
        if refinement.recency is not None:
            recent = [_with_recency(each, articles[each.seq], refinement.recency) for each in ranked]
            ranked = sorted(recent, key=KEYS["relevance"])
        phrases = phrases_of(refinement.runs, len(articles), self.term_counts)
        if phrases:
            weighed = [(leaf, weight_of(leaf, times, len(articles), self.term_counts)) for leaf, times in phrases]
            close = [
                each._replace(score=each.score + self._score(weighed, (), (), articles[each.seq]))
                for each in ranked[:BEST]
            ]
            ranked[:BEST] = sorted(close, key=KEYS["relevance"])
        return ranked[:k]

    def total(self, tree: Bound, watch: Watch | None = None) -> int:
        """Return how many articles match, of those that were searched before the time was up."""
        return sum(1 for _ in self._matching(tree, watch))

    def count_searched(self, tree: Bound, watch: Watch) -> tuple[int, int | None]:
        """Return how many articles were searched for a tree before the time was up, and how many there are.

        The second is None if they were not all read.
        """
        count = None if self._articles is None else len(self._articles)
        return watch.searched(self, tree)[1].bit_count(), count

    def keys(self, field: str, piece: str = "") -> frozenset[str]:
        """Return the values of a keyword field that contain `piece` in their folded form."""
        found = {value for article in self.articles() for value in article.values[field]}
        return frozenset(value for value in found if piece in fold_value(value))

    def count_values(
        self, tree: Bound, field: str, naming: Naming | None = None, watch: Watch | None = None
    ) -> tuple[Mapping[str, int], int]:
        """Return the matching articles by value of a keyword field, or by name, and how many lack the field."""
        return _count_rows(self.values(tree, field, None, naming, watch))

    def count_lags(self, tree: Bound, watch: Watch | None = None) -> tuple[Mapping[int, int], int]:
        """Return the matching articles by days from a date in the text to publication, and how many have none."""
        return _count_rows(self.lags(tree, watch))

    def count_dates(
        self, tree: Bound, field: str, part: DatePart, watch: Watch | None = None
    ) -> tuple[Mapping[str, int], int]:
        """Return the matching articles by year, month or day of a date field, and how many lack it."""
        return _count_rows(self.values(tree, field, part, None, watch))

    def days(self, field: str, watch: Watch | None = None) -> tuple[date, date] | None:
        """Return the first and the last day of a date field over all articles that were searched."""
        found = self.count_dates(Every(), field, "day", watch)[0]
        return (date.fromisoformat(min(found)), date.fromisoformat(max(found))) if found else None

    def values(
        self,
        tree: Bound,
        field: str,
        part: DatePart | None = None,
        naming: Naming | None = None,
        watch: Watch | None = None,
    ) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield the version of each matching article, and its distinct values, names or buckets."""
        for article in self._matching(tree, watch):
            if part is not None:
                yield article.seq, [*{name for span in article.spans[field] for name in _parts_of(span, part)}]
            elif naming is not None:
                yield article.seq, [*{n for v in article.values[field] for n in naming.names_in(article.id, v)}]
            else:
                yield article.seq, article.values[field]

    def lags(self, tree: Bound, watch: Watch | None = None) -> Iterator[tuple[int, Sequence[int]]]:
        """Yield the version of each matching article, and its distinct lags."""
        for article in self._matching(tree, watch):
            published = [span.first.toordinal() for span in article.spans.get("published", ())]
            about = [span.last.toordinal() for span in article.spans.get("about", ()) if span.precision == "day"]
            yield article.seq, [*{day - last for day in published for last in about}]

    def statistics(self) -> Statistics:
        """Return the statistics that scores use."""
        if self._statistics is None:
            articles = self.articles()
            count = len(articles)
            lengths = {row.name: sum(len(article.texts[row.name]) for article in articles) for row in self._rows}
            self._statistics = Statistics(count, {n: total / count if count else 0.0 for n, total in lengths.items()})
        return self._statistics

    def term_counts(self, analysis: str, term: str, watch: Watch | None = None) -> tuple[int, int]:
        """Return how many articles have a term in any field of its analysis, and how often it stands there in all.

        Raises TimeUp.
        """
        names = [row.name for row in self._rows if row.analysis == analysis]
        found = ([article.texts[name].terms for name in names] for article in self._each(watch))
        counts = [sum(1 for row in rows if term in row for _ in row.spans(term)) for rows in found]
        return sum(1 for count in counts if count), sum(counts)

    def folded_words(self) -> Mapping[str, int]:
        """Return the folded words of the texts of English analysis, with how many articles have each; kept."""
        if self._folded_words is None:
            names = [row.name for row in self._rows if row.analysis == ENGLISH]
            found: Counter[str] = Counter()
            for article in self.articles():
                rows = [article.texts[name].forms for name in names]
                forms = {form for row in rows for form in (*row.printed, *row.joined.values())}
                found.update({fold(form) for form in forms})
            self._folded_words = found
        return self._folded_words

    def pattern_df(self, pattern: WordPattern, watch: Watch | None = None) -> int | None:
        """Return how many articles have a word that a pattern matches; None if they have too many such words.

        Raises TimeUp.
        """
        key = pattern.analysis, *pattern.key
        if key not in self._pattern_dfs:
            if len(self._pattern_dfs) >= MOST_PATTERNS:
                self._pattern_dfs = {}
            self._pattern_dfs[key] = self._count_pattern(pattern, watch)
        return self._pattern_dfs[key]

    def _count_pattern(self, pattern: WordPattern, watch: Watch | None) -> int | None:
        names, accept = (
            [row.name for row in self._rows if row.analysis == pattern.analysis],
            pattern.automaton.accepts_form,
        )
        words: set[str] = set()
        articles = 0
        for article in self._each(watch):
            rows = [article.texts[name].forms for name in names]
            matched = [form for row in rows for form in {*row.printed, *row.joined.values()} if accept(form)]
            words.update(map(fold, matched))
            articles += bool(matched)
        return None if len(words) > MOST_SCORED else articles

    def _each(self, watch: Watch | None) -> Iterator[_ScannedArticle]:
        """Yield all articles. Raises TimeUp."""
        for article in self.articles(watch):
            if watch is not None:
                watch.check()
            yield article

    def _matching(self, tree: Bound, watch: Watch | None) -> Iterator[_ScannedArticle]:
        """Yield the articles that match; with a watch those that it knows, then others while there is time."""
        if watch is None:
            yield from (article for article in self.articles() if _matches(tree, article))
            return
        with suppress(TimeUp):
            articles = self.articles(watch)
            found, searched = watch.searched(self, tree)
            for place, article in enumerate(articles):
                if not searched >> place & 1:
                    watch.check()
                    found, searched = watch.add(self, tree, _matches(tree, article) << place, 1 << place)
                if found >> place & 1:
                    yield article

    def _score(
        self,
        leaves: Iterable[tuple[Leaf, float]],
        constants: Iterable[Constant],
        dates: Iterable[tuple[Dated, float]],
        article: _ScannedArticle,
    ) -> float:
        score = 0.0
        for leaf, weight in leaves:
            found = weigh_leaf(leaf, article.texts, self._rows, self.statistics().averages)
            if found is not None:
                score = score + saturate(weight, found.weighed)
        for constant in constants:
            if _matches(constant.clause, article):
                score = score + constant.value
        for clause, times in dates:
            closest = closest_date(clause, article.spans[clause.field])
            if closest is not None:
                score = score + times * ABOUT * share_of(clause, closest)
        return score


def _with_recency(ranked: Ranked, article: _ScannedArticle, recency: Recency) -> Ranked:
    days = [span.first.toordinal() for span in article.spans.get("published", ())]
    return ranked._replace(score=ranked.score + ranked.score * recency.rate(days[0] if days else None))


def _count_rows(rows: Iterable[tuple[int, Sequence[T]]]) -> tuple[Mapping[T, int], int]:
    """Return how many articles have each value, and how many have none."""
    counts: Counter[T] = Counter()
    without = 0
    for _, values in rows:
        counts.update(values)
        without += not values
    return counts, without


def _read(seq: int, article: Article, fields: FieldTable, known: Terms) -> _ScannedArticle:
    """Return an article prepared for searching; equal terms and forms share one string."""
    if article.id is None:
        raise ValueError("an article must have its id before it is searched")
    texts = {row.name: read_words(text_of(article, row.name), row.analysis, known) for row in fields.of_kind("text")}
    return _ScannedArticle(
        seq=seq,
        id=article.id,
        instant=None if article.published is None else instant_of(article.published),
        texts={name: Words(words.terms, _interned(words.forms), (), words.text) for name, words in texts.items()},
        values={row.name: tuple(dict.fromkeys(keyword_values(article, row.name))) for row in fields.of_kind("keyword")},
        spans={row.name: tuple(spans_of(article, row.name)) for row in fields.of_kind("date")},
        mentions=_mentions_of(article, texts, fields),
    )


def _mentions_of(article: Article, texts: Mapping[str, Words], fields: FieldTable) -> dict[str, Mentions]:
    """Return the mentions in the texts of an article, by text field."""
    by_field: dict[str, list[Named]] = defaultdict(list)
    for name, named in named_in(article, article.mentions) if article.mentions is not None else ():
        by_field[name].append(named)
    english = {row.name for row in fields.of_kind("text") if row.analysis == ENGLISH}
    return {name: mentions_in(named, texts[name].tokens) for name, named in by_field.items() if name in english}


def texts_of(article: _ScannedArticle) -> list[Text]:
    """Return the texts of an article, with the mentions in them."""
    return [Text(name, words, article.mentions.get(name, {}), article.id) for name, words in article.texts.items()]


def _interned(row: WordList) -> WordList:
    return WordList(tuple(map(intern, row.printed)), row.joined)


def _matches(tree: Bound, article: _ScannedArticle) -> bool:
    if isinstance(tree, Leaf):
        return occurs_in(tree, article.texts)
    match tree:
        case Value(field):
            return _has_value(tree, article.values[field])
        case ValuePattern(field):
            return any(map(tree.accept, article.values[field]))
        case Keys(field):
            return any(tree.accept(article.id, value) for value in article.values[field])
        case Dated(field) | Yearly(field):
            return any(tree.accept(span) for span in article.spans[field])
        case Versions(seqs):
            return article.seq in seqs
        case Has(field):
            return any(column.get(field) for column in (article.texts, article.values, article.spans))
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
        case SomeOf(least, clauses):
            return sum(_matches(clause, article) for clause in clauses) >= least
        case Constant(clause):
            return _matches(clause, article)
        case Proximity():
            return occurs_at(tree, texts_of(article))
        case Mentioned(field):
            return any(name == field for mentions in article.mentions.values() for name, _ in mentions)
        case Weighted(clause):
            return _matches(clause, article)


def _parts_of(span: DateSpan, part: DatePart) -> Iterable[str]:
    """Return the names of the years, months or days that a span overlaps."""
    if part == "year":
        return (f"{year:04}" for year in range(span.first.year, span.last.year + 1))
    days = map(date.fromordinal, range(span.first.toordinal(), span.last.toordinal() + 1))
    return (day.isoformat()[: PREFIX_LENGTHS[part]] for day in days)


def _has_value(wanted: Value, values: Sequence[str]) -> bool:
    sought = read_name(wanted.value)
    readings = sought.readings if wanted.by_word else ()
    return any(matches_name(value, sought.folded, readings) for value in values)


KEYS: Mapping[Sort, Callable[[Ranked], tuple[float, bool, int, str]]] = {
    "relevance": lambda ranked: (-ranked.score, ranked.instant is None, -(ranked.instant or 0), ranked.id),
    "newest": lambda ranked: (0.0, ranked.instant is None, -(ranked.instant or 0), ranked.id),
    "oldest": lambda ranked: (0.0, ranked.instant is None, ranked.instant or 0, ranked.id),
}
