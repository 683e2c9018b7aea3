"""Why an answer has no article, and what would have some.

A diagnosis costs some counts, at most `MOST_COUNTS`, and is made only if it is asked for. Words like those that no
article has come from a function, `Nearest`, so that any dictionary can give them; names of people and places come from
the values of the archive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, groupby
from typing import TypeAlias

from dateline.index.analysis.english import fold
from dateline.index.dataclass import dataclass, replace
from dateline.index.fields import Field
from dateline.searcher.engine.deadline import TimeUp
from dateline.searcher.engine.names import has_initials
from dateline.searcher.entities.places import Places
from dateline.searcher.query import to_text
from dateline.searcher.query.binding import bind
from dateline.searcher.query.bound import Bound
from dateline.searcher.query.bound import clauses_of as bound_clauses
from dateline.searcher.query.edits import apply_edits
from dateline.searcher.query.grammar import parse_lexemes
from dateline.searcher.query.leaves import Term
from dateline.searcher.query.loosening import (
    Sought,
    clauses_of,
    parts_of,
    place_of,
    sought_in,
    tree_of,
)
from dateline.searcher.query.misspelling import meant_bound, meant_field
from dateline.searcher.query.own_fields import ID, WITHOUT_VALUES
from dateline.searcher.query.pattern_clauses import split_words
from dateline.searcher.query.scope import names_of, row_of
from dateline.searcher.query.tree import Edit, Everything, InField, Node, Note, Or, Pattern, Phrase, Word
from dateline.searcher.request import SearchRequest
from dateline.searcher.results.answering import bind_tree, read_query
from dateline.searcher.results.missing_days import days_near_clause, days_near_filter
from dateline.searcher.results.question import note_question
from dateline.searcher.results.similar_names import SHORTEST, near_names, similar_values
from dateline.searcher.results.stories import CountBy, Tally
from dateline.searcher.results.trials import MOST_CLAUSES, Question, Trial, iter_trials
from dateline.searcher.results.view import View
from dateline.searcher.results.words_after import find_whole_values, hyphenated

__all__ = [
    "MOST_COUNTS",
    "Change",
    "ClauseCount",
    "Diagnosis",
    "MissingWord",
    "Nearest",
    "Similar",
    "diagnose",
    "no_words",
]

MOST_COUNTS = 40
FEW_LEAVES = 50  # a query of so many more leaves takes as long as another count
MOST_MISSING = 6  # words for which similar ones are sought
MOST_SIMILAR = 3
MOST_LOOKED_UP = 100  # words that are looked up; bare ones take no count
MOST_TOLD = 24  # words that no article has
RESERVED = 10  # counts for changes
MOST_NAMED = 5  # words of a query that together may be a name

# Words of a text field that articles have, the most similar to a word first. The field is None for words without one.
Nearest: TypeAlias = Callable[[str, str | None], Sequence[str]]


@dataclass(frozen=True, slots=True)
class ClauseCount:
    """A clause of a query, or a filter, and how many articles it matches alone.

    ``start`` and ``end`` are its place in the query, from its first word to its last; of a filter, the whole query.
    """

    text: str
    start: int
    end: int
    count: int


@dataclass(frozen=True, slots=True)
class Similar:
    """What could be typed instead of a word, and how many articles that matches alone."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class MissingWord:
    """A word or value that no article has, its place in the query, and similar ones that articles have."""

    text: str
    start: int
    end: int
    similar: tuple[Similar, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """The smallest change that was found to match an article: a request, and how many articles it matches.

    ``changes`` says what differs, each in a few words.
    """

    request: SearchRequest
    total: int
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why no article matches.

    ``complete`` is False if the query has more clauses than are looked at, or if the time ran out. All counts are of
    what ``count_by`` says, as in the answer.
    """

    clauses: tuple[ClauseCount, ...]
    missing: tuple[MissingWord, ...]
    change: Change | None
    complete: bool = True
    count_by: CountBy = "article"


def edits_of(notes: Iterable[Note]) -> tuple[Edit, ...]:
    """Return what notes say to type instead."""
    return tuple([edit for note in notes for edit in note.edits])


def in_other_forms(word: Sought) -> Iterator[Node]:
    """Yield a word that is searched in a form or in its letters with fewer of these signs: ``==Running``."""
    if isinstance(word.leaf, Word) and word.leaf.exact:
        if word.leaf.letters:
            yield word.clause(replace(word.leaf, letters=False))
        yield word.clause(replace(word.leaf, exact=False, letters=False))


def no_words(word: str, field: str | None) -> Sequence[str]:
    """Return no similar words."""
    return ()


def diagnose(view: View, request: SearchRequest, nearest: Nearest = no_words) -> Diagnosis:
    """Return why a request matches no article, and what would match some."""
    return _Diagnosing(view, request, nearest).diagnosis()


class _Diagnosing:
    """Diagnoses one request, within a number of counts."""

    def __init__(self, view: View, request: SearchRequest, nearest: Nearest) -> None:
        self.view, self.nearest = view, nearest
        self.request = replace(request, strict=False)
        fields = view.fields
        parsed = read_query(view, self.request)
        tree = parsed.tree
        bound = bind(tree, fields, request.query, today=request.today)  # for its notes; nothing is searched
        self.edits = edits_of((*parsed.notes, *bound.notes))
        self.is_field = lambda name: row_of(name, fields) is not None
        again = parse_lexemes(request.query, self.is_field).tree
        self.clauses = clauses_of(again if again == tree else tree)  # plain words have no places where they are parsed
        # Where the query is one operator of places, quorum or phrase, what it puts together is counted.
        self.parts = parts_of(self.clauses[0]) if len(self.clauses) == 1 else self.clauses
        self.filters = request.filter_pairs
        self.left = MOST_COUNTS

    def diagnosis(self) -> Diagnosis:
        """Return the diagnosis, as far as there is time for it."""
        counts: list[ClauseCount] = []
        missing: list[tuple[MissingWord, Sought]] = []
        others: list[tuple[MissingWord, tuple[Trial, ...]]] = []
        change, complete = None, len(self.clauses) <= MOST_CLAUSES and len(self.filters) <= MOST_CLAUSES
        try:
            if self.request.match == "auto":
                self.edits += edits_of(note_question(self.view, tree_of(self.clauses), self.request.query))
            for count in chain(self.count_clauses(), self.count_filters()):
                counts.append(count)
                if self.left <= 0:  # the others would have too low a count
                    return Diagnosis(tuple(counts), (), None, False, self.request.count_by)
            others += self.find_misspelt_name()
            for word in self.find_missing():
                missing.append(word)
            of_filters = counts[len(self.parts[:MOST_CLAUSES]) :]
            for value in chain(self.find_missing_days(counts, of_filters), self.find_missing_filters(of_filters)):
                others.append(value)
            change = self.find_change(counts, missing, others)
        except TimeUp:
            complete = False
        found = [word for word, _ in (*missing, *others)]
        return Diagnosis(tuple(counts), tuple(found), change, complete, self.request.count_by)

    def count(self, tree: Node, filters: tuple[tuple[str, str], ...] = (), *, strictly: bool = False) -> int:
        """Return how many articles a query would match, its words giving way to any of them unless ``strictly``.

        Stories or sources are counted if the request says so. Returns 0 if too much was counted already. Raises TimeUp.
        """
        if self.left <= 0:
            return 0
        request = replace(self.request, filters=filters, tree=tree, plain=False)
        bound = bind_tree(self.view, tree, request, with_facts=False)
        self.left -= 1 + len(bound_clauses(bound.tree)) // FEW_LEAVES
        total = self.total(bound.tree)
        if not total and bound.loosened is not None and not strictly:
            total = self.total(bound.loosened)
        if self.view.watch is not None:
            self.view.watch.check()  # else it may be too low
        return total

    def total(self, tree: Bound) -> int:
        view = self.view
        return Tally(tree, view.engine, self.request.count_by, view.stories, view.watch).total()

    def count_clauses(self) -> Iterator[ClauseCount]:
        for clause in self.parts[:MOST_CLAUSES]:
            place = place_of(clause) or (0, len(self.request.query))
            yield ClauseCount(to_text(clause), *place, self.count(clause))

    def count_filters(self) -> Iterator[ClauseCount]:
        for name, value in self.filters[:MOST_CLAUSES]:
            count = self.count(Everything(), ((name, value),))
            yield ClauseCount(f"--filter {name}={value}", 0, len(self.request.query), count)

    def find_missing(self) -> Iterator[tuple[MissingWord, Sought]]:
        """Yield the words and values that no article has, each with its leaf."""
        seen: set[tuple[str, str | None]] = set()
        told = 0
        for sought in chain.from_iterable(map(sought_in, self.clauses[:MOST_LOOKED_UP])):
            for word in self.words_of(sought):
                if len(seen) >= MOST_LOOKED_UP or told >= MOST_TOLD:
                    return
                key = word.leaf.text, word.field
                if key not in seen and self.is_missing(word, costly=len(seen) < 2 * MOST_CLAUSES):
                    similar = self.similar_to(word) if told < MOST_MISSING else ()
                    told += 1
                    place = word.leaf.place or (0, len(self.request.query))
                    yield MissingWord(to_text(word.clause()), *place, similar), sought
                seen.add(key)

    def is_missing(self, word: Sought, *, costly: bool) -> bool:
        """Return whether no article has a word or value. Words of no field are looked up, others counted if `costly`.

        Raises TimeUp.
        """
        if word.field is None and isinstance(word.leaf, Word):
            bound = bind_tree(
                self.view, word.leaf, replace(self.request, filters=(), plain=False), with_facts=False
            ).tree
            if isinstance(bound, Term) and bound.prefers and not bound.exact:  # in all fields of its analysis
                if self.view.watch is not None:
                    self.view.watch.check()
                return not self.view.engine.term_counts(bound.analysis, bound.term)[0]
        return costly and self.left > 0 and not self.count(word.clause())

    def find_missing_days(
        self, counts: Sequence[ClauseCount], of_filters: Sequence[ClauseCount]
    ) -> Iterator[tuple[MissingWord, tuple[Trial, ...]]]:
        """Yield the dates of the query and its filters that no article has, each with queries for the nearest days."""
        asked = self.question()
        clauses = counts[: len(self.clauses)] if self.parts == self.clauses else ()
        for near, own in ((days_near_clause, clauses), (days_near_filter, of_filters)):
            for place, each in enumerate(own):
                days = None if each.count else near(asked, place)
                if days is not None:
                    similar = [Similar(day.text, self.count(day.clause, day.filters)) for day in days]
                    yield (
                        MissingWord(each.text, each.start, each.end, tuple(similar)),
                        tuple([day.trial for day in days]),
                    )

    def question(self) -> Question:
        """Return what the trials change."""
        return Question(self.view, self.request, self.clauses, self.filters, self.is_field, self.edits)

    def find_missing_filters(self, counts: Sequence[ClauseCount]) -> Iterator[tuple[MissingWord, tuple[Trial, ...]]]:
        """Yield the values of filters that no article has, each with the query with the most similar one."""
        missing = [place for place, each in enumerate(counts) if not each.count and self.filters[place][1]]
        for place in missing[:MOST_MISSING]:
            name, value = self.filters[place]
            row = row_of(name.partition(":")[0], self.view.fields)
            if row is None or row.kind != "keyword":
                continue
            said, similar = f"--filter {name}=", self.similar_to_filter(row, name, value)
            named = [Similar(f"{said}{each.text}", each.count) for each in similar]
            before, after = self.filters[:place], self.filters[place + 1 :]
            trials = [
                Trial(
                    self.clauses, (*before, (name, each.text), *after), (f"{said}{each.text} instead of {said}{value}",)
                )
                for each in similar
            ]
            yield MissingWord(f"{said}{value}", 0, len(self.request.query), tuple(named)), tuple(trials)

    def similar_to_filter(self, row: Field, name: str, value: str) -> list[Similar]:
        """Return values of a field that could be given to a filter instead, and how many articles they match."""
        if row in WITHOUT_VALUES.values():
            return []
        keys = partial(self.view.engine.keys, row.name)
        folded: dict[str, str] = {}
        values: dict[str, int] = {}
        for as_one in (row, replace(row, by_word=False)):
            for rank, each in similar_values(value, as_one, keys, MOST_SIMILAR):
                if isinstance(each, InField) and isinstance(each.clause, Word | Phrase):
                    text = folded.setdefault(fold(each.clause.text), each.clause.text)  # case does not count
                    values.setdefault(text, rank)
        counted = {each: self.count(Everything(), ((name, each),)) for each in [*values][: 2 * MOST_SIMILAR]}
        found = sorted(counted, key=lambda each: (values[each], -counted[each]))  # of those alike the commonest
        return [Similar(each, counted[each]) for each in found if counted[each]][:MOST_SIMILAR]

    def words_of(self, sought: Sought) -> list[Sought]:
        """Return the words of a leaf in texts, or the leaf itself; dates have none, nor ids, which have notes."""
        row = None if sought.field is None else row_of(sought.field, self.view.fields)
        if row is not None and (row.kind == "date" or row in WITHOUT_VALUES.values()):
            return []
        if (row is None or row.kind == "text") and isinstance(sought.leaf, Phrase):
            words = split_words(sought.leaf) if not sought.leaf.exact else map(Word, sought.leaf.text.split())
            placed = [replace(each, place=sought.leaf.place) for each in words if any(map(str.isalnum, each.text))]
            return [Sought(each, sought.field) for each in placed]
        return [sought]

    def similar_to(self, word: Sought) -> tuple[Similar, ...]:
        """Return what could be typed instead of a word or value that no article has."""
        if self.is_noted(word):
            return tuple(self.counted(self.as_noted(word), self.is_field))
        row = None if word.field is None else row_of(word.field, self.view.fields)
        typed: list[Node] = []
        named: list[tuple[int, Node]] = []
        if row is None or row.kind == "text":
            text = word.leaf.text  # a short code is no misspelling of another
            found = self.nearest(text, word.field)[:MOST_SIMILAR] if len(text) >= SHORTEST else ()
            typed += [word.clause(Word(each)) for each in found]
            typed = [*self.as_id(word), *self.in_nearest_field(word), *in_other_forms(word), *typed]
        typed = [*self.in_fields_beside(word), *typed, *self.with_words_after(word), *self.as_list(word)]
        typed = [*self.with_hyphens(word), *typed]
        rows = [each for each in self.view.fields if each.entity] if row is None else [row]
        for each in rows:
            if each.kind == "keyword" and each.name != "filed" and each not in WITHOUT_VALUES.values():
                keys = partial(self.view.engine.keys, each.name)
                named += similar_values(word.leaf.text, each, keys, 2 * MOST_SIMILAR)
        words, names = self.counted(typed, self.is_field), self.counted_by_rank(named)
        longer = self.counted([*self.in_longer_values(word)])
        own = to_text(word.clause())  # of plain text it may be what a value in its field is typed as
        once = {each.text.replace('"', ""): each for each in (*longer[::-1], *names[::-1], *words[::-1])}
        return tuple([each for each in [*once.values()][::-1] if each.text != own][:MOST_SIMILAR])

    def counted_by_rank(self, named: Iterable[tuple[int, Node]]) -> list[Similar]:
        """Return values of fields as the people and places that they mean, each once, and what articles match them.

        The most similar come first, and of those alike the commonest.
        """
        entities, made = self.view.entities(self.request.aliases), dict[tuple[str, str], tuple[int, Node]]()
        for rank, each in sorted(named, key=lambda pair: pair[0]):
            if isinstance(each, InField) and isinstance(each.clause, Phrase | Word):
                row, text = row_of(each.field, self.view.fields), each.clause.text
                known = entities.of(row) if row and row.entity and isinstance(each.clause, Phrase) else None
                name = text if known is None else known.name_of(text)
                if name is not None:
                    shown = each if name == text else InField(each.field, Phrase(name))
                    made.setdefault((each.field, fold(name).replace("-", " ")), (rank, shown))
        found: list[Similar] = []
        for _, alike in groupby(made.values(), key=lambda pair: pair[0]):
            if len(found) < MOST_SIMILAR:
                found += sorted(self.counted([each for _, each in alike]), key=lambda each: -each.count)
        return found

    def counted(self, clauses: Sequence[Node], is_field: Callable[[str], bool] | None = None) -> list[Similar]:
        """Return what articles match of the first clauses, with how many, as far as counts are left for it."""
        room = max(0, min(2 * MOST_SIMILAR, self.left - RESERVED))
        found = [Similar(to_text(each, is_field), self.count(each)) for each in clauses[:room]]
        return [each for each in found if each.count]

    def find_misspelt_name(self) -> Iterator[tuple[MissingWord, tuple[Trial, ...]]]:
        """Yield the words of a short query that together are nearly a name, with the query for people or places of it.

        Each of them alone may be in articles: *Bryan Mulroney*.
        """
        leaves = [clause for clause in self.clauses if isinstance(clause, Word | Phrase) and not clause.exact]
        text = " ".join(each.text for each in leaves)
        if len(leaves) != len(self.clauses) or not 1 < len(text.split()) <= MOST_NAMED:
            return
        named: list[tuple[int, Node]] = []
        initialled: list[Similar] = []  # names with initials, which people are known by as typed
        for row in self.view.fields:
            if row.entity and row.kind == "keyword" and row.name != "filed":
                known = self.view.entities(self.request.aliases).of(row)
                if isinstance(known, Places) and (spelt := known.find_named(text)) is not None:
                    named.append((0, InField(row.name, Phrase(spelt))))
                if row.entity == "person" and has_initials(text):
                    initialled += self.counted([InField(row.name, Phrase(text))])
                named += near_names(text, row, partial(self.view.engine.keys, row.name), MOST_SIMILAR)
        similar = [*initialled, *self.counted_by_rank(named)]
        if similar:
            places = [each.place for each in leaves if each.place is not None]
            place = (places[0][0], places[-1][1]) if places else (0, len(self.request.query))
            missing = MissingWord(to_text(Phrase(text)), *place, tuple(similar[:MOST_SIMILAR]))
            clauses = clauses_of(parse_lexemes(similar[0].text, self.is_field).tree)
            said = f"{similar[0].text} instead of {self.request.query.strip()}"
            yield missing, (Trial(clauses, self.filters, (said,)),)

    def is_noted(self, word: Sought) -> bool:
        """Return whether a note says what to type instead of a word or a part of it."""
        start, end = word.leaf.place or (0, 0)
        return any(edit.start < end and start < edit.end for edit in self.edits)

    def as_noted(self, word: Sought) -> list[Node]:
        """Return what a note says to type instead of a word, if it is a clause by itself: operators are none."""
        start, end = word.leaf.place or (0, 0)
        if any(edit.start < end < edit.end or edit.start < start < edit.end for edit in self.edits):
            return []
        inner = [
            Edit(each.start - start, each.end - start, each.text) for each in self.edits if start <= each.start < end
        ]
        text, _ = apply_edits(self.request.query[start:end], inner)
        parsed = parse_lexemes(text, self.is_field)
        return [] if parsed.notes else [word.clause(parsed.tree)]

    def with_words_after(self, word: Sought) -> Iterator[Node]:
        """Yield the value of a field that a word and those after it are together."""
        for found in find_whole_values(self.view, self.clauses, self.request) if word.field else ():
            if isinstance(found.before, InField) and found.before.clause is word.leaf:
                yield found.whole

    def in_fields_beside(self, word: Sought) -> Iterator[Node]:
        """Yield a word as a value of the keyword fields that other clauses are in: ``topics:crude nat-gas``."""
        names = dict.fromkeys(each.field for each in self.clauses if isinstance(each, InField))
        for name in names if word.field is None and isinstance(word.leaf, Word) else ():
            row = row_of(name, self.view.fields)
            if row is not None and row.kind == "keyword" and not row.entity and row not in WITHOUT_VALUES.values():
                yield InField(name, Word(word.leaf.text))

    def as_list(self, word: Sought) -> Iterator[Node]:
        """Yield a value with commas as any of the values between them, if articles have each of them."""
        row = None if word.field is None else row_of(word.field, self.view.fields)
        parts = [each.strip() for each in word.leaf.text.split(",")]
        if row is None or row.kind != "keyword" or not 1 < len(parts) <= MOST_NAMED or not all(parts):
            return
        values: list[Node] = [Phrase(each) if " " in each else Word(each) for each in parts]
        if all(self.count(word.clause(each)) for each in values):
            yield word.clause(Or(tuple(values)))

    def with_hyphens(self, word: Sought) -> Iterator[Node]:
        """Yield a value with hyphens in place of spaces, if articles have it."""
        row = None if word.field is None else row_of(word.field, self.view.fields)
        if row is not None and row.kind == "keyword" and not row.entity and not row.by_word and " " in word.leaf.text:
            value = hyphenated(self.view.engine, row, word.leaf.text)
            if value is not None:
                yield word.clause(Word(value))

    def in_longer_values(self, word: Sought) -> Iterator[Node]:
        """Yield a part of values that are found only whole as a pattern for these: ``source:*tribune*``."""
        row, text = None if word.field is None else row_of(word.field, self.view.fields), word.leaf.text
        if row is None or row.kind != "keyword" or row.by_word or row in WITHOUT_VALUES.values():
            return
        if isinstance(word.leaf, Word | Phrase) and len(text) >= SHORTEST and text.replace(" ", "").isalnum():
            yield word.clause(Phrase(f"*{text}*") if " " in text else Pattern(f"*{text}*", "wildcard"))

    def as_id(self, word: Sought) -> Iterator[Node]:
        """Yield what a word that is the id of an article was perhaps meant as."""
        ours = self.view.fields.get(ID.name) is None
        if ours and word.field is None and self.view.state.seq_of(word.leaf.text) is not None:
            yield InField(ID.name, Word(word.leaf.text))

    def in_nearest_field(self, word: Sought) -> Iterator[Node]:
        """Yield what a word with a colon was perhaps meant as: a value in the field with the most similar name."""
        name, _, value = word.leaf.text.partition(":")
        meant = meant_field(name, names_of(self.view.fields)) if value[:1].isalnum() else ""
        if not meant or word.field is not None:
            return
        if bound := meant_bound(name, meant):
            yield from clauses_of(parse_lexemes(f"{meant}:{bound}{value}", self.is_field).tree)
        else:
            yield InField(meant, Word(value))

    def find_change(
        self,
        counts: Sequence[ClauseCount],
        missing: Sequence[tuple[MissingWord, Sought]],
        others: Sequence[tuple[MissingWord, tuple[Trial, ...]]],
    ) -> Change | None:
        """Return the change with the fewest steps, and of those with the most articles."""
        asked = self.question()
        first = [each.count for each in counts[: len(self.clauses[:MOST_CLAUSES])]]
        similar = [
            (word.text, word.similar[0].text, sought)
            for word, sought in missing
            if word.similar and not self.is_noted(sought)
        ]
        leaves = [sought for _, sought in missing]
        for trials in iter_trials(asked, first, leaves, similar, chain.from_iterable(each for _, each in others)):
            found = [
                (trial, self.count(tree_of(trial.clauses), trial.filters, strictly=True))
                for trial in trials
                if self.left > 0
            ]
            matching = [each for each in found if each[1]]
            if matching:
                trial, total = max(matching, key=lambda each: each[1])  # the first of those
                query = to_text(tree_of(trial.clauses), self.is_field) if trial.query is None else trial.query
                return Change(
                    replace(self.request, query=query, filters=trial.filters, plain=False, tree=None),
                    total,
                    trial.changes,
                )
        return None
