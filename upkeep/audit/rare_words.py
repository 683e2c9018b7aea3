"""Is an article found by its own rarest words?

Of the words that an article has in the fields a query without a field searches, the rarest few are asked for
together, and the article must be among the answers: not among the first ten, among all. Where the rarest is rare, the
engine that ranks is asked, which costs what the rarest word costs. Where even that is common, the articles of each
word are marked once and kept, so that a million articles that share all their words cost little more than one.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TypeAlias

from dateline.index.analysis.english import terms_of
from dateline.index.analysis.registry import ENGLISH
from dateline.index.article import Article
from dateline.index.segment.field_values import text_of
from dateline.index.segment.segment import Segment
from dateline.searcher.engine.matching import match, to_bitmap
from dateline.searcher.engine.snapshot import Snapshot
from dateline.searcher.engine.words import forms_of
from dateline.searcher.query.bound import AllOf, Bound
from dateline.searcher.query.leaves import Term

__all__ = ["RareWords", "Words"]

# Words that are asked for together.
ASKED = 3
# A rarest word that more articles have is asked for in the other way.
RARE = 1000
# Forms whose terms are remembered, about 200 bytes each, and bytes of marked articles that are kept.
REMEMBERED = 300_000
KEPT = 64 << 20

Known: TypeAlias = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class Words:
    """The rarest words of an article, rarest first, and how many articles have each; its length in each text field."""

    terms: tuple[Term, ...]
    counts: tuple[int, ...]
    lengths: dict[str, int]


class RareWords:
    """Looks up the rarest words of articles in a snapshot, and asks for them."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        fields = snapshot.fields
        self._scopes = [(analysis, names) for analysis, names, _ in fields.bare]
        if not self._scopes:
            self._scopes = [(row.analysis, (row.name,)) for row in fields.of_kind("text")]
        self._fields = [(row.name, row.analysis) for row in fields.of_kind("text")]
        # Of each scope: what a form is found by, as (how many documents have its term, the term, number of the scope).
        self._known: list[dict[str, Known]] = [{} for _ in self._scopes]
        self._marked: OrderedDict[tuple[str, Term], bytes] = OrderedDict()
        self._size = 0

    def of(self, article: Article) -> Words:
        """Return the rarest words of an article."""
        forms = {name: forms_of(text_of(article, name), analysis).printed for name, analysis in self._fields}
        found: list[Known] = []
        for number, (_, names) in enumerate(self._scopes):
            found += self._look_up(number, set().union(*(forms[name] for name in names)))
        rarest: list[Known] = []
        while found and len(rarest) < ASKED:
            least = min(found)
            rarest.append(least)
            found = [each for each in found if each != least]  # several forms may be of one word
        terms = tuple(Term(*self._scopes[number], term, term, prefers=False) for _, term, number in rarest)
        lengths = {name: len(each) for name, each in forms.items()}
        return Words(terms, tuple(df for df, _, _ in rarest), lengths)

    def find(self, words: Words, segment: Segment, document: int) -> bool:
        """Return whether a document is among the answers to the words of an article that has some."""
        if not words.counts[0]:
            return False
        if words.counts[0] <= RARE:
            tree: Bound = words.terms[0] if len(words.terms) == 1 else AllOf(words.terms)
            return document in self._snapshot.find_documents_of(tree, segment, words.counts[0])
        return all(self._marks(segment, term)[document >> 3] >> (document & 7) & 1 for term in words.terms)

    def _look_up(self, number: int, forms: set[str]) -> list[Known]:
        """Return what the forms of a scope are found by; deleted documents count, too."""
        known = self._known[number]
        try:
            return list(map(known.__getitem__, forms))
        except KeyError:
            self._learn(number, forms)
            return list(map(known.__getitem__, forms))

    def _learn(self, number: int, forms: set[str]) -> None:
        """Look up the forms that are not known yet."""
        known, analysis = self._known[number], self._scopes[number][0]
        if len(known) > REMEMBERED:
            known.clear()
        fresh = list(forms.difference(known))
        terms = terms_of(fresh) if analysis == ENGLISH else fresh
        for form, term in zip(fresh, terms, strict=True):
            known[form] = (self._count(analysis, term), term, number)

    def _count(self, analysis: str, term: str) -> int:
        lookups = (segment.dictionaries[analysis].lexicon.look_up(term) for segment in self._snapshot.segments)
        return sum(found[1] for found in lookups if found is not None)

    def _marks(self, segment: Segment, term: Term) -> bytes:
        """Return the documents of a segment that have a term, as a bitmap; kept for the next who asks."""
        key = (segment.name, term)
        if key in self._marked:
            self._marked.move_to_end(key)
            return self._marked[key]
        made = self._marked[key] = to_bitmap(match(term, segment), segment)
        self._size += len(made)
        while self._size > KEPT and len(self._marked) > 1:
            self._size -= len(self._marked.popitem(last=False)[1])
        return made
