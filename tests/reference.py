"""The specification: what a query matches, how a match scores, and in which order.

Everything here is said the slow, obvious way, article by article and word by word.
Every engine gives these answers, and these scores to the last bit; where one does
not, the engine is wrong, or this page is.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from dateline.index.analysis import analyze, fold, fold_value
from dateline.index.article import Article
from dateline.index.dates import day_of, instant_of, parse_span
from dateline.index.fields import Field, FieldTable
from dateline.searcher.query import parse
from dateline.searcher.query import tree as q

K1, EXACT = 1.2, 0.3
ATTRIBUTES = ("title", "body", "people", "places", "topics", "source", "byline", "dateline", "url", "language")
PARTS = {"year": 4, "month": 7, "day": 10}  # of a day as ISO writes it


class Leaf(NamedTuple):
    """A word or a phrase to score by; scores are summed in the order of these tuples."""

    is_phrase: bool
    analysis: str
    fields: tuple[str, ...]
    terms: tuple[str, ...]
    form: str = ""
    exact: bool = False
    prefers: bool = False  # the form as typed


class Answer(NamedTuple):
    """The ids and scores of all matching articles in order, and whether words gave way to find them."""

    ranking: tuple[tuple[str, float], ...]
    loosened: bool


class Seen:
    """One article: its terms in order and their counts by text field, its forms by analysis, its values."""

    def __init__(self, article: Article, fields: FieldTable, shared: dict[str, str]) -> None:
        self.id = article.id
        self.day = None if article.published is None else day_of(article.published)
        self.instant = None if article.published is None else instant_of(article.published)
        self.terms, self.counts, self.forms, self.values = {}, {}, {}, {}
        for row in fields:
            value = getattr(article, row.name, None) if row.name in ATTRIBUTES else article.extra.get(row.name)
            if row.kind == "text":
                tokens = analyze(value) if isinstance(value, str) else []
                self.terms[row.name] = [shared.setdefault(token.term, token.term) for token in tokens]
                self.counts[row.name] = Counter(self.terms[row.name])
                forms = [shared.setdefault(token.form, token.form) for token in tokens]
                self.forms.setdefault(row.analysis, set()).update(forms)
            elif row.kind == "keyword":
                values = value if isinstance(value, list | tuple) else [] if value in (None, "") else [value]
                self.values[row.name] = {str(each).lower() if isinstance(each, bool) else str(each) for each in values}

    def frequency(self, leaf: Leaf, field: str) -> int:
        if not leaf.is_phrase:
            return self.counts[field][leaf.terms[0]]
        return count_runs(list(leaf.terms), self.terms[field]) if leaf.terms[0] in self.counts[field] else 0

    def matches(self, leaf: Leaf) -> bool:
        stands = not leaf.exact or leaf.form in self.forms[leaf.analysis]
        return stands and any(self.frequency(leaf, field) for field in leaf.fields)

    def has(self, row: Field, wanted: str, by_word: bool) -> bool:
        given = {fold_value(value) for value in self.values[row.name]}
        return fold_value(wanted) in given or (by_word and any(count_runs(words(wanted), words(each)) for each in given))

    def has_any(self, row: Field) -> bool:
        return self.day is not None if row.name == "published" else bool((self.terms | self.values).get(row.name))


def words(text: str) -> list[str]:
    return [fold(token.form) for token in analyze(text)]


def count_runs(wanted: list[str], words: list[str]) -> int:
    return sum(words[i : i + len(wanted)] == wanted for i in range(len(words))) if wanted else 0


def gives_way(clause: q.Node) -> bool:
    return isinstance(clause, q.Word | q.Phrase) or (isinstance(clause, q.Or) and all(map(gives_way, clause.clauses)))


class Reference:
    """An archive of these live articles."""

    def __init__(self, articles: Iterable[tuple[int, Article]], fields: FieldTable) -> None:
        shared: dict[str, str] = {}
        self.fields, self.rows, self.today = fields, fields.of_kind("text"), None
        self.articles = {Seen(article, fields, shared) for _, article in articles}

    def search(self, text, match="auto", sort="relevance", filters=(), today=None) -> Answer:
        self.today = today
        tree = parse(text, lambda name: self.fields.get(name) is not None).tree
        clauses = tree.clauses if isinstance(tree, q.And) else (tree,)
        sets = [(self.find(each), gives_way(each)) for each in clauses]
        yielding = [found for found, yields in sets if yields and found is not None]
        holding = [found for found, yields in sets if not yields and found is not None]
        allowed = self.articles.intersection(*[self.restrict(*each) for each in filters])
        strict = allowed.intersection(*holding, *yielding) if holding or yielding else set()
        loosened = len(yielding) > 1 and (match == "any" or (match == "auto" and not strict))
        found = allowed.intersection(set.union(*yielding), *holding) if loosened else strict
        scores = self.score(sorted(set(self.leaves(tree))), found)
        sign = 1 if sort == "oldest" else -1
        order = sorted(found, key=lambda each: (each.instant is None, sign * (each.instant or 0), each.id))
        if sort == "relevance":
            order.sort(key=lambda each: -scores[each])
        return Answer(tuple((each.id, scores[each]) for each in order), loosened)

    def facet(self, ids: Iterable[str], facet: str) -> dict[str | None, int]:
        """Count articles by value; None counts those that lack the field. `published` has parts: year, month, day."""
        name, _, part = facet.partition(":")
        wanted, counts = set(ids), Counter()
        for article in self.articles:
            if article.id in wanted and part:
                counts[article.day and article.day.isoformat()[: PARTS[part]]] += 1
            elif article.id in wanted:
                counts.update(article.values[self.fields.get(name).name] or [None])
        return dict(counts)

    def find(self, tree: q.Node, row: Field | None = None) -> set[Seen] | None:
        """Return what matches. None: there is nothing in it to search, so that it counts for nothing."""
        match tree:
            case q.Word(text) | q.Phrase(text):
                if row is not None and row.kind == "date":
                    return self.find_days(row, text, text)
                if row is not None and row.kind == "keyword":
                    return {each for each in self.articles if each.has(row, text, row.by_word)}
                leaves = self.leaves(tree, row) if analyze(text) else []
                return {each for each in self.articles if any(map(each.matches, leaves))} if leaves else None
            case q.And(clauses) | q.Or(clauses):
                found = [each for clause in clauses if (each := self.find(clause, row)) is not None]
                join = set.intersection if isinstance(tree, q.And) else set.union
                return join(*found) if found else None
            case q.Not(clause):
                return None if (inner := self.find(clause, row)) is None else self.articles - inner
            case q.Must(clause):
                return self.find(clause, row)
            case q.InField(name, clause):
                return self.find(clause, self.fields.get(name))
            case q.Range(name, low, high, low_open, high_open):
                return self.find_days(self.fields.get(name), low, high, low_open, high_open)
            case q.Everything():
                return {each for each in self.articles if row is None or each.has_any(row)}
        return None

    def restrict(self, field: str, value: str) -> set[Seen]:
        """Return what a filter leaves: whole values or days; an empty value asks for what lacks the field."""
        row = self.fields.get(field)
        if not value:
            return {each for each in self.articles if not each.has_any(row)}
        if row.kind == "date":
            return self.find_days(row, value, value)
        return {each for each in self.articles if each.has(row, value, by_word=False)}

    def find_days(self, row: Field, low, high, low_open=False, high_open=False) -> set[Seen]:
        first, last = (None if text is None else parse_span(text, self.today) for text in (low, high))
        if row.name != "published" or (low is not None and first is None) or (high is not None and last is None):
            return set()
        found = {each for each in self.articles if each.day is not None}
        if first is not None:
            found = {each for each in found if (each.day > first.last if low_open else each.day >= first.first)}
        if last is not None:
            found = {each for each in found if (each.day < last.first if high_open else each.day <= last.last)}
        return found

    def leaves(self, tree: q.Node, row: Field | None = None) -> list[Leaf]:
        """Return what a tree is scored by: its words and phrases in text fields, not those excluded."""
        match tree:
            case q.And(clauses) | q.Or(clauses):
                return [leaf for clause in clauses for leaf in self.leaves(clause, row)]
            case q.Must(clause):
                return self.leaves(clause, row)
            case q.InField(name, clause):
                return self.leaves(clause, self.fields.get(name))
            case q.Word(text) | q.Phrase(text) if row is None or row.kind == "text":
                searched = [each for each in self.rows if each is row or (row is None and each.bare)]
                exact = isinstance(tree, q.Word) and tree.exact
                return [self.leaf(text, exact, name, searched) for name in {each.analysis for each in searched}]
        return []

    def leaf(self, text: str, exact: bool, analysis: str, searched: list[Field]) -> Leaf:
        tokens = analyze(text)
        names, terms = tuple(row.name for row in searched if row.analysis == analysis), tuple(t.term for t in tokens)
        if len(tokens) != 1:
            return Leaf(True, analysis, names, terms)
        prefers = names == tuple(row.name for row in self.rows if row.analysis == analysis)
        return Leaf(False, analysis, names, terms, tokens[0].form, exact, prefers)

    def score(self, leaves: list[Leaf], found: set[Seen]) -> dict[Seen, float]:
        n, scores = len(self.articles), dict.fromkeys(found, 0.0)
        average = {row.name: sum(len(each.terms[row.name]) for each in self.articles) / max(n, 1) for row in self.rows}
        for leaf in leaves:
            idf, rows = 0.0, [row for row in self.rows if row.analysis == leaf.analysis]
            for term in leaf.terms:
                df = sum(any(term in each.counts[row.name] for row in rows) for each in self.articles)
                idf += math.log(1.0 + (n - df + 0.5) / (df + 0.5))
            for article in [each for each in found if each.matches(leaf)]:
                weighed = 0.0
                for row in [each for each in rows if each.name in leaf.fields]:
                    length = len(article.terms[row.name]) / average[row.name] if average[row.name] else 0.0
                    weighed += row.weight / (1.0 - row.b + row.b * length) * article.frequency(leaf, row.name)
                if leaf.prefers and leaf.form in article.forms[leaf.analysis]:
                    weighed += EXACT
                scores[article] += idf * (K1 + 1.0) * weighed / (weighed + K1)
        return scores
