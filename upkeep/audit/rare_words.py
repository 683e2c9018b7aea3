"""Check that an article is found by its own rarest words.

The rarest words of an article, in the fields that queries without a field search, are searched together; the article
must be among all matches, not only the best ones. If the rarest word is rare, the ranking engine is used, at the cost
of that word. Otherwise the documents of each word are cached as bitmaps, so that a million articles with the same words
cost little more than one.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeAlias

from dateline.index.analysis.english import terms_of
from dateline.index.analysis.registry import ENGLISH
from dateline.index.article import Article
from dateline.index.dataclass import dataclass
from dateline.index.segment.field_values import text_of
from dateline.index.segment.segment import Segment
from dateline.searcher.engine.matching import match, to_bitmap
from dateline.searcher.engine.snapshot import Snapshot
from dateline.searcher.engine.words import forms_of
from dateline.searcher.query.bound import AllOf, Bound
from dateline.searcher.query.leaves import Term

__all__ = ["RareWords", "RarestWords"]

# Words that are searched together.
MOST_TERMS = 3
# Articles of a word up to which the ranking engine is used.
RARE = 1000
# Forms whose terms are cached, about 200 bytes each, and bytes of cached bitmaps.
CACHED_FORMS = 300_000
CACHED_BYTES = 64 << 20

TermCount: TypeAlias = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class RarestWords:
    """The rarest words of an article, rarest first, with their numbers of articles; the length of each text field."""

    terms: tuple[Term, ...]
    counts: tuple[int, ...]
    lengths: dict[str, int]


class RareWords:
    """Finds and searches the rarest words of articles in a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        fields = snapshot.fields
        self._scopes = [(analysis, names) for analysis, names, _ in fields.bare]
        if not self._scopes:
            self._scopes = [(row.analysis, (row.name,)) for row in fields.of_kind("text")]
        self._fields = [(row.name, row.analysis) for row in fields.of_kind("text")]
        # By scope and form: (number of documents with the term, term, number of the scope).
        self._known: list[dict[str, TermCount]] = [{} for _ in self._scopes]
        self._bitmaps: OrderedDict[tuple[str, Term], bytes] = OrderedDict()
        self._size = 0

    def find_rarest(self, article: Article) -> RarestWords:
        """Return the rarest words of an article."""
        forms = {name: forms_of(text_of(article, name), analysis).printed for name, analysis in self._fields}
        found: list[TermCount] = []
        for number, (_, names) in enumerate(self._scopes):
            found += self._look_up(number, set().union(*(forms[name] for name in names)))
        rarest: list[TermCount] = []
        while found and len(rarest) < MOST_TERMS:
            least = min(found)
            rarest.append(least)
            found = [each for each in found if each != least]  # several forms may have one term
        terms = tuple(Term(*self._scopes[number], term, term, prefers=False) for _, term, number in rarest)
        lengths = {name: len(each) for name, each in forms.items()}
        return RarestWords(terms, tuple(df for df, _, _ in rarest), lengths)

    def matches(self, words: RarestWords, segment: Segment, document: int) -> bool:
        """Return whether the rarest words of an article, of which there are some, find its document."""
        if not words.counts[0]:
            return False
        if words.counts[0] <= RARE:
            tree: Bound = words.terms[0] if len(words.terms) == 1 else AllOf(words.terms)
            return document in self._snapshot.find_documents_of(tree, segment, words.counts[0])
        return all(self._bitmap_of(segment, term)[document >> 3] >> (document & 7) & 1 for term in words.terms)

    def _look_up(self, number: int, forms: set[str]) -> list[TermCount]:
        """Return the terms of the forms of a scope with their counts, including deleted documents."""
        known = self._known[number]
        try:
            return list(map(known.__getitem__, forms))
        except KeyError:
            self._count_forms(number, forms)
            return list(map(known.__getitem__, forms))

    def _count_forms(self, number: int, forms: set[str]) -> None:
        """Cache the terms and counts of new forms."""
        known, analysis = self._known[number], self._scopes[number][0]
        if len(known) > CACHED_FORMS:
            known.clear()
        fresh = list(forms.difference(known))
        terms = terms_of(fresh) if analysis == ENGLISH else fresh
        for form, term in zip(fresh, terms, strict=True):
            known[form] = (self._count(analysis, term), term, number)

    def _count(self, analysis: str, term: str) -> int:
        lookups = (segment.dictionaries[analysis].lexicon.look_up(term) for segment in self._snapshot.segments)
        return sum(found[1] for found in lookups if found is not None)

    def _bitmap_of(self, segment: Segment, term: Term) -> bytes:
        """Return the documents of a segment that have a term, as a bitmap; it is cached."""
        key = (segment.name, term)
        if key in self._bitmaps:
            self._bitmaps.move_to_end(key)
            return self._bitmaps[key]
        made = self._bitmaps[key] = to_bitmap(match(term, segment), segment)
        self._size += len(made)
        while self._size > CACHED_BYTES and len(self._bitmaps) > 1:
            self._size -= len(self._bitmaps.popitem(last=False)[1])
        return made
