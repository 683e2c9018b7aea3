"""The specification, said the slow, obvious way: what a query matches, how a match scores, and in which order.

Every engine gives these answers, these scores to the last bit, or one of the two is wrong.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise, product
from typing import NamedTuple

from dateline.index.analysis.borders import borders
from dateline.index.analysis.english import Token, analyze, fold, fold_value
from dateline.index.article import Article
from dateline.index.dates import DateSpan, QueryDate, day_of, instant_of
from dateline.index.entities.dates.query_dates import parse_query_date
from dateline.index.entities.dates.recurrence import recurs_on
from dateline.index.fields import Field, FieldTable
from dateline.index.metadata.authors import authors_in
from dateline.index.segment.field_values import keyword_values, spans_of, text_of
from dateline.searcher.query import parse, to_text
from dateline.searcher.query import tree as q
from dateline.searcher.query.operators import has_patterns
from dateline.searcher.query.pattern_clauses import split_words
from tests.oracles.patterns import matches_word
from tests.reference import places
from tests.reference.hyphens import Text
from tests.reference.names import is_called

K1, EXACT, ABOUT = 2.0, 0.1, 0.1
CLOSENESS, BEST, LONGEST, MOST_PHRASES = 0.2, 50, 5, 16
MOST_SCORED = 1024  # words of a pattern
EVER, SOME_DAY = QueryDate(DateSpan(date.min, date.max)), date(2000, 6, 15)


WORD, PHRASE, PATTERN = range(3)


class Leaf(NamedTuple):  # a word, a phrase or a pattern to score by; scores are summed in the order of these tuples
    kind: int  # WORD, PHRASE or PATTERN, whose terms are its text, its kind and its distance
    analysis: str
    fields: tuple[str, ...]
    terms: tuple[str, ...]
    forms: tuple[str, ...] = ()  # as typed, of a word and of an exact phrase
    exact: bool = False
    prefers: bool = False  # the form as typed
    letters: bool = False  # an exact form with its capitals and accents


class Answer(NamedTuple):  # all matching articles in order
    ranking: tuple[tuple[str, float], ...]  # ids and scores
    loosened: bool  # words gave way


class Seen:
    """One article: its texts, their terms in order and the counts of these by text field, its values."""

    def __init__(self, article: Article, fields: FieldTable) -> None:
        self.id, self.instant = article.id, None if article.published is None else instant_of(article.published)
        self.day = None if article.published is None else day_of(article.published)
        self.texts, self.terms, self.counts, self.forms, self.values = {}, {}, {}, {}, {}
        for row in fields:
            if row.kind == "text":
                self.texts[row.name] = text = Text(text_of(article, row.name))
                self.terms[row.name], self.counts[row.name] = text.terms, text.counts
                self.forms[row.name] = Counter([*text.forms, *text.joined_forms.values()])
            else:
                self.values[row.name] = set((keyword_values if row.kind == "keyword" else spans_of)(article, row.name))

    def frequency(self, leaf: Leaf, field: str) -> int:
        if leaf.kind == PATTERN:
            return sum(count for form, count in self.forms[field].items() if matches_word(*leaf.terms, form))
        if leaf.kind == WORD:
            return self.counts[field][leaf.terms[0]]
        return self.texts[field].count(leaf.terms) if leaf.terms[0] in self.counts[field] else 0

    def matches(self, leaf: Leaf) -> bool:
        if leaf.exact:
            return any(self.places(leaf, field) for field in leaf.fields)
        return any(self.frequency(leaf, field) for field in leaf.fields)

    def places(self, leaf: Leaf, field: str) -> set[tuple[int, int]]:
        if field not in leaf.fields:
            return set()
        if leaf.kind == PATTERN:
            return self.texts[field].places_where(lambda form: matches_word(*leaf.terms, form))
        if leaf.terms[0] not in self.counts[field]:
            return set()
        if leaf.exact:
            return self.texts[field].places(leaf.forms, "letters" if leaf.letters else "forms")
        return self.texts[field].places(leaf.terms, "terms")

    def has_forms(self, leaf: Leaf) -> bool:
        return any(self.texts[field].has_forms(leaf.forms) for field in leaf.fields)

    def has(self, row: Field, wanted: str) -> bool:
        """Whether a value is there; of a byline, whether each name in it is. A weekday may have three letters."""
        if row.name == "weekday" and len(wanted) == len("Mon"):
            return any(self.has_value(row, each) for each in (wanted, *DAYS) if each.startswith(wanted.title()))
        names = authors_in(wanted) if row.name == "byline" else ()
        return all(self.has_value(row, each) for each in names or (wanted,))

    def has_value(self, row: Field, wanted: str) -> bool:
        equal = fold_value(wanted) in map(fold_value, self.values[row.name])
        return equal or (row.by_word and any(is_called(each, wanted) for each in self.values[row.name]))

    def borders(self, field: str) -> tuple[list[int], list[int]]:
        text = self.texts[field]
        return borders(text.text, [(token.form, token.start, token.end) for token in text.tokens])

    def has_like(self, row: Field, pattern: q.Pattern) -> bool:
        words = [fold_value(each) for each in self.values[row.name]]
        for forms in [[token.form for token in analyze(each)] for each in self.values[row.name] if row.by_word]:
            longest = len(forms) if pattern.kind == "wildcard" and " " in pattern.text else 1
            words += [" ".join(forms[i:j]) for i in range(len(forms)) for j in range(i + 1, i + 1 + longest)]
        return any(matches_word(pattern.text, pattern.kind, pattern.distance, word) for word in words)

    def has_any(self, row: Field) -> bool:
        return bool((self.terms | self.values)[row.name])


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def count_runs(wanted: list[str], words: list[str]) -> int:
    return sum(words[i : i + len(wanted)] == wanted for i in range(len(words))) if wanted else 0


def days_of(span: DateSpan) -> list[date]:
    return [date.fromordinal(day) for day in range(span.first.toordinal(), span.last.toordinal() + 1)]


class Asked(NamedTuple):  # days asked for, as ordinals; in their order parts of the score are summed
    first: int
    last: int
    certain: bool


def days_asked(low: QueryDate | None, high: QueryDate | None, low_open=False, high_open=False) -> Asked | None:
    """The days of a date, given twice, or of a range of two; None if there are none, or they recur."""
    if low is None or high is None or low.recurs or high.recurs:
        return None
    begin = low.days.last.toordinal() + 1 if low_open else low.days.first.toordinal()
    end = high.days.first.toordinal() - 1 if high_open else high.days.last.toordinal()
    return Asked(begin, end, bool(low.certainly or high.certainly)) if begin <= end else None


def meets(span: DateSpan, days: Asked) -> bool:
    first, last = span.first.toordinal(), span.last.toordinal()
    within = days.first <= first and last <= days.last and span.certainty == 100
    return within if days.certain else first <= days.last and last >= days.first


def share_of(span: DateSpan, days: Asked) -> float:
    own = [day.toordinal() for day in days_of(span)]
    return sum(days.first <= day <= days.last for day in own) / len(own)


def falls(asked: QueryDate, span: DateSpan, certain: bool) -> bool:
    days = [recurs_on(asked.recurs, day) for day in days_of(span)]
    return span.precision == "day" and (all(days) if certain else any(days))


def parts_of(leaf: q.Phrase | q.Pattern, row: Field | None) -> list[q.Word | q.Pattern]:
    """The words that a leaf is in a text: of a sloppy phrase, one with patterns, or a pattern that analysis splits."""
    if row is not None and row.kind != "text":
        return []
    if isinstance(leaf, q.Phrase) and (leaf.exact or not has_patterns(leaf.text)):
        words = [leaf.text[token.start : token.end] for token in analyze(leaf.text)] if leaf.slop else []
        return [q.Word(word, leaf.exact, letters=leaf.letters) for word in words]
    parts = [
        each
        for part in split_words(leaf)
        for each in ([part] if isinstance(part, q.Pattern) else [q.Word(t.form) for t in analyze(part.text)])
    ]
    return parts if parts != [leaf] else []


Placed = q.Near | q.First | q.Begins | q.AtLeast


def operands(tree: Placed) -> tuple[q.Node, ...]:
    return (tree.left, tree.right) if isinstance(tree, q.Near) else (tree.clause,)


def replace_operands(tree: Placed, pair: tuple[q.Node, ...]) -> Placed:
    names = ("left", "right") if isinstance(tree, q.Near) else ("clause",)
    return type(tree)(
        **{name: getattr(tree, name) for name in tree.__match_args__} | dict(zip(names, pair, strict=True))
    )


def has_places(node: q.Node, row: Field | None, fields: FieldTable, *, within: bool = False) -> bool:
    """Whether a tree has places: words and phrases in texts, choices among them, and operators of places."""
    match node:
        case q.Word() | q.Phrase() | q.Pattern():
            return row is None or row.kind == "text"
        case q.Or(clauses):
            return all(has_places(clause, row, fields, within=True) for clause in clauses)
        case q.Must(clause) | q.Boost(clause, constant=False):
            return has_places(clause, row, fields, within=within)
        case q.InField(name, clause):
            return has_places(clause, fields.get(name), fields, within=within)
        case q.AtLeast() if within:
            return False
        case q.Near() | q.First() | q.Begins() | q.AtLeast():
            sides = [beside(each) for each in operands(node)]
            if (within or (isinstance(node, q.Near) and node.negated)) and any(len(side) > 1 for side in sides):
                return False
            return all(has_places(each, row, fields, within=True) for side in sides for each in side)
    return False


def beside(node: q.Node) -> tuple[q.Node, ...]:
    if isinstance(node, q.InField):
        return tuple(q.InField(node.field, each) for each in beside(node.clause))
    return node.clauses if isinstance(node, q.And) else (node,)


def only_words(clause: q.Node) -> list[q.Node]:
    """The words and phrases of a clause that has nothing else, else nothing."""
    if isinstance(clause, q.Word | q.Phrase):
        return [clause]
    rows = [only_words(each) for each in clause.clauses] if isinstance(clause, q.And | q.Or) else [[]]
    return [word for row in rows for word in row] if all(rows) else []


def gives_way(clause: q.Node) -> bool:
    if isinstance(clause, q.Boost):
        return gives_way(clause.clause)
    return isinstance(clause, q.Word | q.Phrase | q.Pattern) or (
        isinstance(clause, q.Or) and all(map(gives_way, clause.clauses))
    )


class Reference:
    def __init__(self, articles: Iterable[tuple[int, Article]], fields: FieldTable) -> None:
        self.fields, self.rows, self.today = fields, fields.of_kind("text"), None
        self.articles = {Seen(article, fields) for _, article in articles}

    def search(
        self, text, match="auto", sort="relevance", filters=(), today=None, closeness=False, half_life=None
    ) -> Answer:
        self.today, tree = today, parse(text, lambda name: self.fields.get(name) is not None).tree
        clauses = tree.clauses if isinstance(tree, q.And) else (tree,)
        if match == "any":
            words = [only_words(each) if isinstance(each, q.Or) else [] for each in clauses]
            clauses = tuple(q.Or(tuple(w)) if w else each for each, w in zip(clauses, words, strict=True))
        sets = [(self.find(each), gives_way(each)) for each in clauses]
        yielding = [found for found, yields in sets if yields and found is not None]
        holding = [found for found, yields in sets if not yields and found is not None]
        allowed = self.articles.intersection(*[self.restrict(*each) for each in filters])
        strict = allowed.intersection(*holding, *yielding) if holding or yielding else set()
        loosened = len(yielding) > 1 and (match == "any" or (match == "auto" and not strict))
        found = allowed.intersection(set.union(*yielding), *holding) if loosened else strict
        weights: dict[Leaf, float] = {}
        for leaf, weight in self.leaves(tree):
            weights[leaf] = weights.get(leaf, 0.0) + weight
        scores = self.score(weights, found)
        for clause, value in self.constants(tree):
            for article in found & (clause or set()):
                scores[article] += value
        asked: dict[Asked, float] = {}
        for days, weight in self.dates(tree):
            asked[days] = asked.get(days, 0.0) + weight
        for days in sorted(asked):
            for article in found:
                shares = [share_of(span, days) for span in article.values["about"] if meets(span, days)]
                scores[article] += asked[days] * ABOUT * max(shares, default=0.0)
        for article in found if half_life else ():
            if article.day is not None:
                scores[article] += scores[article] * 2.0 ** (-max(0, (today - article.day).days) / half_life)

        def ordered(articles: Iterable[Seen]) -> list[Seen]:
            by_score, sign = (
                scores if sort == "relevance" else dict.fromkeys(scores, 0.0),
                1 if sort == "oldest" else -1,
            )
            return sorted(articles, key=lambda a: (-by_score[a], a.instant is None, sign * (a.instant or 0), a.id))

        order = ordered(found)
        if closeness and sort == "relevance":
            close = self.score(self.phrases(tree), set(order[:BEST]))
            scores |= {article: scores[article] + part for article, part in close.items()}
            order[:BEST] = ordered(order[:BEST])
        return Answer(tuple((each.id, scores[each]) for each in order), loosened)

    def facet(self, ids: Iterable[str], facet: str) -> dict[str | None, int]:
        """Count articles by value; None counts those that lack the field. Dates have parts: year, month, day."""
        name, _, part = facet.partition(":")
        wanted, counts, field = set(ids), Counter(), self.fields.get(name).name
        for values in [each.values[field] for each in self.articles if each.id in wanted]:
            if part:
                values = {day for span in values for day in days_of(span)}
            counts.update({str(value)[: {"year": 4, "month": 7}.get(part)] for value in values} or [None])
        return dict(counts)

    def find(self, tree: q.Node, row: Field | None = None) -> set[Seen] | None:
        """Return what matches; None when there is nothing in it to search, so that it counts for nothing."""
        match tree:
            case q.First(q.Quorum() as inner) | q.Begins(q.Quorum() as inner):
                return self.find(replace(inner, clauses=tuple(replace(tree, clause=c) for c in inner.clauses)), row)
            case q.Phrase() | q.Pattern() if parts_of(tree, row):
                return {a for a in self.articles if any(self.places(a, tree, row, f.name) for f in self.rows)}
            case q.Phrase(text, False) if row is not None and row.kind == "keyword" and "*" in text:
                wild = q.Pattern(" ".join(text.split()), "wildcard")
                return {each for each in self.articles if each.has_like(row, wild)}
            case q.Word(text) | q.Phrase(text):
                if row is not None and row.kind == "date":
                    bounds = self.bounds(text, text)
                    return self.find(tree) if bounds is None else self.find_days(row, *bounds)
                if row is not None and row.kind == "keyword":
                    return {each for each in self.articles if each.has(row, text)}
                leaves = [leaf for leaf, _ in self.leaves(tree, row)]
                return {each for each in self.articles if any(map(each.matches, leaves))} if analyze(text) else None
            case q.Pattern():
                if row is not None and row.kind == "date":
                    return self.find(q.Word(to_text(tree)), row)
                if row is not None and row.kind == "keyword":
                    return {each for each in self.articles if each.has_like(row, tree)}
                leaves = [leaf for leaf, _ in self.leaves(tree, row)]
                return {each for each in self.articles if any(map(each.matches, leaves))}
            case q.And(clauses) | q.Or(clauses):
                found = [each for clause in clauses if (each := self.find(clause, row)) is not None]
                join = set.intersection if isinstance(tree, q.And) else set.union
                return join(*found) if found else None
            case q.Not(clause):
                return None if (inner := self.find(clause, row)) is None else self.articles - inner
            case q.Must(clause) | q.Boost(clause):
                return self.find(clause, row)
            case q.Quorum(count, clauses):
                found = [each for clause in clauses if (each := self.find(clause, row)) is not None]
                least = min(count, len(found))
                return {a for a in self.articles if sum(a in each for each in found) >= least} if found else None
            case q.Near() | q.First() | q.Begins() | q.AtLeast():
                return self.find_places(tree, row)
            case q.InField(name, clause):
                return self.find(clause, self.fields.get(name))
            case q.Range(name, low, high, low_open, high_open):
                as_word = self.as_word(tree)
                if as_word is not None:
                    return self.find(*as_word)
                first, last = self.bounds(low, high)
                if first is None or last is None or first.recurs or last.recurs:
                    return set()
                return self.find_days(self.fields.get(name), first, last, low_open, high_open)
            case q.Everything():
                return {each for each in self.articles if row is None or each.has_any(row)}
            case q.Nothing():
                return None

    def restrict(self, field: str, value: str) -> set[Seen]:
        """Return what a filter leaves: whole values or days; an empty value asks for what lacks the field."""
        row = replace(self.fields.get(field), by_word=False)
        return self.find(q.Phrase(value), row) if value else self.articles - self.find(q.Everything(), row)

    def bounds(self, low: str | None, high: str | None) -> tuple[QueryDate | None, QueryDate | None] | None:
        """Return two dates, open ends and dates without a today being EVER and None; None if one is no date."""
        found = [EVER if text is None else parse_query_date(text, self.today) for text in (low, high)]
        for each, text in zip(found, (low, high), strict=True):
            if each is None and (self.today is not None or parse_query_date(text or "", SOME_DAY) is None):
                return None
        return found[0], found[1]

    def as_word(self, tree: q.Range) -> tuple[q.Word, Field | None] | None:
        """Return the word that a range is where it can be none, and the field it is searched in."""
        row, word = self.fields.get(tree.field), q.Word(to_text(tree).partition(":")[2])
        if row.kind != "date":
            return word, row
        return (word, None) if self.bounds(tree.low, tree.high) is None else None

    def find_days(self, row: Field, low, high, low_open=False, high_open=False) -> set[Seen]:
        """Return what a date, twice, or a range of two matches."""
        if low is not None and low.recurs:
            return {a for a in self.articles if any(falls(low, s, bool(low.certainly)) for s in a.values[row.name])}
        days = days_asked(low, high, low_open, high_open)
        return {a for a in self.articles if days and any(meets(span, days) for span in a.values[row.name])}

    def dates(self, tree: q.Node, row: Field | None = None) -> list[tuple[Asked, float]]:
        """Return the days in texts that a tree asks for, not those excluded, and how often; as `leaves` does words."""
        match tree:
            case q.And(clauses) | q.Or(clauses) | q.Quorum(_, clauses):
                return [days for clause in clauses for days in self.dates(clause, row)]
            case q.Must(clause) | q.First(clause) | q.Begins(clause) | q.AtLeast(_, clause):
                return self.dates(clause, row)
            case q.Near(_, left, right, _, negated):
                return [*self.dates(left, row), *([] if negated else self.dates(right, row))]
            case q.Boost(clause, factor, constant):
                return [(days, weight * factor) for days, weight in self.dates(clause, row) if factor and not constant]
            case q.InField(name, clause):
                return self.dates(clause, self.fields.get(name))
            case q.Word(text) | q.Phrase(text) if row is not None and row.name == "about":
                days = days_asked(*(self.bounds(text, text) or (None, None)))
            case q.Pattern() if row is not None and row.name == "about":
                return self.dates(q.Word(to_text(tree)), row)
            case q.Range(name, low, high, low_open, high_open) if self.fields.get(name).name == "about":
                days = days_asked(*(self.bounds(low, high) or (None, None)), low_open, high_open)
            case _:
                days = None
        return [(days, 1.0)] if days else []

    def find_places(self, tree: Placed, row: Field | None) -> set[Seen] | None:
        """Return what has the places of an operator, one word side by side at a time; of no field but texts."""
        if self.find(operands(tree)[0], row) is None or self.find(operands(tree)[-1], row) is None:
            return None
        negated = isinstance(tree, q.Near) and tree.negated
        if not has_places(tree, row, self.fields):
            left, *rest = [self.find(each, row) or set() for each in operands(tree)]
            return left if negated else left.intersection(*rest)
        found = self.articles
        for pair in product(*map(beside, operands(tree))):
            one = replace_operands(tree, pair)
            if isinstance(tree, q.AtLeast):
                times = tree.times
                counts = {a: sum(len(self.places(a, pair[0], row, f.name)) for f in self.rows) for a in self.articles}
                found = found & {each for each, count in counts.items() if count >= times}
            else:
                found = found & {a for a in self.articles if any(self.places(a, one, row, f.name) for f in self.rows)}
        return set(found)

    def places(self, article: Seen, tree: q.Node, row: Field | None, field: str) -> set[tuple[int, int]]:
        """Return the places of a tree in one text of an article."""
        match tree:
            case q.Phrase() | q.Pattern() if parts := parts_of(tree, row):
                found = [self.places(article, part, row, field) for part in parts]
                slop = tree.slop if isinstance(tree, q.Phrase) else 0
                return places.sloppy(found, slop, len(article.terms[field])) if slop else places.follow(found)
            case q.Word() | q.Phrase() | q.Pattern():
                return {p for leaf, _ in self.leaves(tree, row) for p in article.places(leaf, field)}
            case q.Or(clauses):
                return {place for clause in clauses for place in self.places(article, clause, row, field)}
            case q.Must(clause) | q.Boost(clause):
                return self.places(article, clause, row, field)
            case q.InField(name, clause):
                return self.places(article, clause, self.fields.get(name), field)
            case q.First(clause, words):
                return {place for place in self.places(article, clause, row, field) if place[1] <= words}
            case q.Begins(clause):
                return {place for place in self.places(article, clause, row, field) if place[0] == 0}
            case q.Near(kind, left, right, distance, negated):
                sides = self.places(article, left, row, field), self.places(article, right, row, field)
                if kind in ("NEAR", "ADJ"):
                    return places.near(*sides, distance, ordered=kind == "ADJ", negated=negated)
                return places.within(*sides, article.borders(field)[kind == "PARA"], negated=negated)
        raise AssertionError(f"{tree} has no places")

    def constants(self, tree: q.Node, row: Field | None = None) -> list[tuple[set[Seen] | None, float]]:
        """Return what has a constant part of the score, and that part."""
        match tree:
            case q.Boost(clause, factor, constant):
                if constant:
                    return [(self.find(clause, row), factor)]
                return [(found, factor * value) for found, value in self.constants(clause, row)]
            case q.And(clauses) | q.Or(clauses) | q.Quorum(_, clauses):
                return [each for clause in clauses for each in self.constants(clause, row)]
            case q.Must(clause):
                return self.constants(clause, row)
            case q.InField(name, clause):
                return self.constants(clause, self.fields.get(name))
        return []

    def leaves(self, tree: q.Node, row: Field | None = None) -> list[tuple[Leaf, float]]:
        """Return what a tree is scored by: its words and phrases in text fields, not those excluded; and how often."""
        match tree:
            case q.And(clauses) | q.Or(clauses) | q.Quorum(_, clauses):
                return [leaf for clause in clauses for leaf in self.leaves(clause, row)]
            case q.Must(clause) | q.First(clause) | q.Begins(clause) | q.AtLeast(_, clause):
                return self.leaves(clause, row)
            case q.Near(_, left, right, _, negated):
                return [*self.leaves(left, row), *([] if negated else self.leaves(right, row))]
            case q.Boost(clause, factor, constant):
                return [(leaf, weight * (0.0 if constant else factor)) for leaf, weight in self.leaves(clause, row)]
            case q.Phrase() | q.Pattern() if parts := parts_of(tree, row):
                return [leaf for part in parts for leaf in self.leaves(part, row)]
            case q.InField(name, clause):
                return self.leaves(clause, self.fields.get(name))
            case q.Word(text) | q.Phrase(text) if row is not None and row.kind == "date":
                return self.leaves(tree) if self.bounds(text, text) is None else []
            case q.Word(text) | q.Phrase(text) if (row is None or row.kind == "text") and analyze(text):
                searched = [each for each in self.rows if each is row or (row is None and each.bare)]
                return [
                    (self.leaf(analyze(text), tree, name, searched), 1.0)
                    for name in {each.analysis for each in searched}
                ]
            case q.Pattern() if row is not None and row.kind == "date":
                return self.leaves(q.Word(to_text(tree)), row)
            case q.Pattern(text, kind, distance) if row is None or row.kind == "text":
                searched = [each for each in self.rows if each is row or (row is None and each.bare)]
                names = {a: tuple(r.name for r in searched if r.analysis == a) for a in {r.analysis for r in searched}}
                return [(Leaf(PATTERN, a, rows, (text, kind, distance)), 1.0) for a, rows in names.items()]
            case q.Range():
                as_word = self.as_word(tree)
                return self.leaves(*as_word) if as_word is not None else []
        return []

    def phrases(self, tree: q.Node) -> dict[Leaf, float]:
        """Return what reaches from each bare word of a query to the next one, and how often it counts."""
        found: Counter[Leaf] = Counter()
        bare = groupby(tree.clauses if isinstance(tree, q.And) else (), lambda c: isinstance(c, q.Word) and not c.exact)
        for words in [list(group) for is_bare, group in bare if is_bare]:
            leaves = [leaf for word in words for leaf, _ in self.leaves(word)]
            says = [
                any(2 * self.df(leaf.analysis, term) <= len(self.articles) for term in leaf.terms) for leaf in leaves
            ]
            for start, end in pairwise(place for place, each in enumerate(says) if each):
                terms = tuple(term for leaf in leaves[start : end + 1] for term in leaf.terms)
                phrase = Leaf(PHRASE, leaves[0].analysis, leaves[0].fields, terms)
                if len(terms) <= LONGEST and (phrase in found or len(found) < MOST_PHRASES):
                    found[phrase] += 1
        return {phrase: CLOSENESS * times for phrase, times in found.items()}

    def df(self, analysis: str, term: str) -> int:
        rows = [row.name for row in self.rows if row.analysis == analysis]
        return sum(any(each.counts[name][term] for name in rows) for each in self.articles)

    def leaf(self, tokens: list[Token], typed: q.Word | q.Phrase, analysis: str, searched: list[Field]) -> Leaf:
        exact, letters = typed.exact, typed.letters
        names, terms = tuple(r.name for r in searched if r.analysis == analysis), tuple(t.term for t in tokens)
        forms = tuple(token.form for token in tokens)
        if len(terms) > 1:
            return Leaf(PHRASE, analysis, names, terms, forms if exact else (), exact, letters=letters)
        prefers = names == tuple(row.name for row in self.rows if row.analysis == analysis)
        return Leaf(WORD, analysis, names, terms, forms, exact, prefers, letters)

    def score(self, leaves: Mapping[Leaf, float], found: set[Seen]) -> dict[Seen, float]:
        n, scores = len(self.articles), dict.fromkeys(found, 0.0)
        average = {row.name: sum(len(each.terms[row.name]) for each in self.articles) / max(n, 1) for row in self.rows}
        for leaf in sorted(leaf for leaf, weight in leaves.items() if weight > 0.0):
            worth, rows = 0.0, [row for row in self.rows if row.analysis == leaf.analysis]
            if leaf.kind == PATTERN:
                worth = self.idf_of_pattern(leaf, rows)
            for term in leaf.terms if leaf.kind != PATTERN else ():
                times = [sum(each.counts[row.name][term] for row in rows) for each in self.articles]
                df = sum(count > 0 for count in times)
                worth += math.log(1.0 + (n - df + 0.5) / (df + 0.5)) * math.sqrt(sum(times) / df) if df else 0.0
            for article in [each for each in found if each.matches(leaf)]:
                weighed = 0.0
                for row in [each for each in rows if each.name in leaf.fields]:
                    length = len(article.terms[row.name]) / average[row.name] if average[row.name] else 0.0
                    weighed += row.weight / (1.0 - row.b + row.b * length) * article.frequency(leaf, row.name)
                weighed += EXACT if leaf.prefers and article.has_forms(leaf) else 0.0
                scores[article] += worth * (K1 + 1.0) * leaves[leaf] * weighed / (weighed + K1)
        return scores

    def idf_of_pattern(self, leaf: Leaf, rows: list[Field]) -> float:
        found = [
            {fold(form) for row in rows for form in each.forms[row.name] if matches_word(*leaf.terms, form)}
            for each in self.articles
        ]
        n, df = len(self.articles), sum(map(bool, found))
        return 0.0 if len(set().union(*found)) > MOST_SCORED else math.log(1.0 + (n - df + 0.5) / (df + 0.5))
