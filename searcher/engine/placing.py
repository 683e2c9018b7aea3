"""From an operator of places and a segment to the documents that match.

Documents that have all operands anywhere are candidates. A kernel then runs the operator as a program over the places
of each (`dateline.searcher.kernel._proximity`). `dateline.searcher.engine.proximity` says what the operators mean.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Final, TypeAlias

from dateline.index.analysis.marks import PARAGRAPHS, SENTENCES, mention_mark
from dateline.index.analysis.registry import ENGLISH
from dateline.index.dataclass import dataclass, field
from dateline.index.segment.postings import Dictionary
from dateline.index.segment.segment import Segment
from dateline.searcher.engine.forms import form_numbers, mask_of
from dateline.searcher.kernel._proximity import mark_places
from dateline.searcher.query.bound import AnyOf, Bound, Keys, Mentioned, Proximity, Relation, Weighted
from dateline.searcher.query.leaves import LEAVES, Leaf, WordPattern

__all__ = ["match_places"]

WordSpec: TypeAlias = tuple[int, int, int, Sequence[int] | None]  # place, df, mask, numbers of forms (None: any)
ListSpec: TypeAlias = "tuple[array[int], int]"  # places of a pattern, mask

WORD, ANY, PHRASE, SLOP, NEAR, WITHIN, FIRST, BEGINS, ATLEAST, MERGE, LIST = range(11)
ORDERED, NEGATED = 1, 2
BORDERS: Final[Mapping[Relation, str]] = {"sentence": SENTENCES, "paragraph": PARAGRAPHS}
FEW = 1_000  # documents
NO_WORD: Final[WordSpec] = (0, 0, 0, None)


def match_places(clause: Proximity, segment: Segment, match: Callable[[Bound], int], among: int) -> int:
    """Return the documents of a segment that match, including deleted ones. ``match`` matches any other clause there.

    What is returned of other documents than those in ``among`` means nothing; if they are few, each is tried.
    """
    few = among >= 0 and among.bit_count() <= FEW
    candidates = among if few else _candidates(clause, match) & among
    analysis = _analysis_of(clause)
    if not candidates:
        return 0
    dictionary = segment.dictionaries.get(analysis)
    if dictionary is None:  # mentions have their places in the English analysis, which this archive may not use
        return 0
    made = _mark(clause, segment, dictionary, candidates, None)
    for id in _ids_apart(clause):
        for document in segment.documents.find(id):
            if own := candidates & 1 << document:
                made = made & ~own | _mark(clause, segment, dictionary, own, id)
    return made


def _mark(clause: Proximity, segment: Segment, dictionary: Dictionary, candidates: int, id: str | None) -> int:
    """Return the candidates that match. ``id`` is that of the candidates if its mentions have exceptions, else None."""
    size = (len(segment) + 7) // 8
    bitmap, made = candidates.to_bytes(size, "little"), bytearray(size)
    program = _Program(segment, dictionary, bitmap, id)
    program.add(clause)
    lengths = [segment.documents.lengths[name] for name in dictionary.fields]
    postings, positions, table = dictionary.postings, dictionary.positions, dictionary.table
    lists = [*program.lists.values()]
    mark_places(postings, positions, table, [*program.words], program.steps, lengths, lists, bitmap, made)
    return int.from_bytes(made, "little")


def _ids_apart(clause: Bound) -> set[str]:
    """Return the ids of the articles in which people or places of a clause have exceptions."""
    if isinstance(clause, Keys):
        return {id for id, _ in (*clause.excluded, *clause.included)}
    inner = clause.clauses if isinstance(clause, Proximity | AnyOf) else ()
    if isinstance(clause, Weighted):
        inner = (clause.clause,)
    return {id for each in inner for id in _ids_apart(each)}


def _candidates(clause: Bound, match: Callable[[Bound], int]) -> int:
    """Return documents among which all are that match."""
    match clause:
        case Proximity():
            return reduce(and_, (_candidates(each, match) for each in clause.sought))
        case AnyOf(clauses):
            return reduce(or_, (_candidates(each, match) for each in clauses))
        case Weighted(inner, _):
            return _candidates(inner, match)
        case _:
            return match(clause)


def _analysis_of(clause: Bound) -> str:
    """Return the analysis of the texts in which a clause has places: that of a leaf, or of the mentions."""
    if isinstance(clause, LEAVES):
        return clause.analysis
    inner: Iterable[Bound] = ()
    if isinstance(clause, Proximity | AnyOf):
        inner = clause.clauses
    elif isinstance(clause, Weighted):
        inner = (clause.clause,)
    return next((each for each in map(_analysis_of, inner) if each != ENGLISH), ENGLISH)


@dataclass(slots=True)
class _Program:
    """The program of a clause in one dictionary, the words that it walks, and the lists of what patterns match."""

    segment: Segment
    dictionary: Dictionary
    candidates: bytes  # a bit a document
    id: str | None  # of the only candidate, if its mentions have exceptions
    words: dict[WordSpec, int] = field(default_factory=dict)
    lists: dict[WordPattern, ListSpec] = field(default_factory=dict)
    steps: array[int] = field(default_factory=lambda: array("I"))

    def add(self, clause: Bound) -> None:
        """Append the steps that leave the places of a clause."""
        if isinstance(clause, LEAVES):
            self.add_leaf(clause)
            return
        match clause:
            case Weighted(inner, _):
                self.add(inner)
            case AnyOf(clauses):
                for each in clauses:
                    self.add(each)
                self.step(ANY, len(clauses))
            case Mentioned(name):
                self.add_marks([mention_mark(name)])
            case Keys(name):
                self.add_marks([mention_mark(name, key) for key in self.keys_of(clause)])
            case Proximity():
                for each in clause.clauses:
                    self.add(each)
                self.relate(clause)
            case _:
                raise TypeError(f"{clause!r:.60} has no places")

    def keys_of(self, clause: Keys) -> list[str]:
        """Return the keys that count in the candidates."""
        if self.id is None:
            return sorted(clause.keys)
        keys = clause.keys.union(key for _, key in clause.included)
        return sorted(key for key in keys if clause.accept(self.id, key))

    def relate(self, clause: Proximity) -> None:
        number, count, flags = clause.number, len(clause.clauses), NEGATED * clause.negated
        match clause.relation:
            case "phrase":
                self.step(PHRASE, count)
            case "slop":
                self.step(SLOP, number, count)
            case "near":
                self.step(NEAR, number, flags)
            case "adjacent":
                self.step(NEAR, number, flags | ORDERED)
            case "sentence" | "paragraph":
                found = self.dictionary.lexicon.look_up(BORDERS[clause.relation])
                self.step(WITHIN, self.number(self.spec(found, self.dictionary.fields, None)), flags)
            case "first":
                self.step(FIRST, number)
            case "begins":
                self.step(BEGINS)
            case "atleast":
                self.step(ATLEAST, number)

    def add_leaf(self, leaf: Leaf) -> None:
        if isinstance(leaf, WordPattern):
            self.add_pattern(leaf)
            return
        forms: Sequence[str | None] = leaf.forms or [None] * len(leaf.terms)
        for term, form in zip(leaf.terms, forms, strict=True):
            found = self.dictionary.lexicon.look_up(term)
            numbers = None if form is None else form_numbers(term, form, leaf.letters, self.dictionary)
            self.step(WORD, self.number(self.spec(found, leaf.fields, numbers)))
        if len(leaf.terms) > 1:
            self.step(PHRASE, len(leaf.terms))

    def add_pattern(self, leaf: WordPattern) -> None:
        """Append the places of all words that a pattern matches, which are taken together once."""
        from dateline.searcher.engine.patterns import places_of_pattern  # start-up: few queries have patterns

        if leaf not in self.lists:
            mask = mask_of(leaf.fields, self.dictionary)
            self.lists[leaf] = places_of_pattern(leaf, self.segment, self.candidates), mask
        self.step(LIST, [*self.lists].index(leaf))

    def add_marks(self, terms: Sequence[str]) -> None:
        """Append the places of any of these marks, whose words are marked one by one."""
        found = [each for term in terms if (each := self.dictionary.lexicon.look_up(term)) is not None]
        specs = [self.spec(each, self.dictionary.fields, None) for each in found] or [NO_WORD]
        for spec in specs:
            self.step(WORD, self.number(spec))
        self.step(MERGE, len(specs))

    def spec(self, found: tuple[int, int] | None, fields: tuple[str, ...], numbers: Sequence[int] | None) -> WordSpec:
        if found is None:
            return NO_WORD
        forms = None if numbers is None else tuple(numbers)
        return *found, mask_of(fields, self.dictionary), forms

    def number(self, word: WordSpec) -> int:
        """Return the number of a word, which is walked once however often it is named."""
        return self.words.setdefault(word, len(self.words))

    def step(self, operator: int, argument: int = 0, flags: int = 0) -> None:
        self.steps.extend((operator, argument, flags))
