"""Documents that have a word or a phrase in the exact forms typed, in the fields searched.

An index lists the documents of a form, without the fields and positions of its occurrences
(docs/decisions/0003-terms-and-forms.md). For a form in any field of its analysis the list is the answer. Otherwise the
lists give candidates. A candidate is certain if no other field has the term, or if the document has no other form of
it. For the other candidates the stored text is read, once for each document while the snapshot caches it, and only if
the rest of the query may match.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import islice
from operator import and_, or_

from dateline.index.analysis.english import LINE_END_HYPHEN
from dateline.index.analysis.registry import ENGLISH
from dateline.index.article import Article
from dateline.index.errors import IndexDamaged
from dateline.index.fields import FieldTable
from dateline.index.kernel._terms import find
from dateline.index.kernel.characters import LONGEST
from dateline.index.segment.field_values import text_of
from dateline.index.segment.postings import Dictionary
from dateline.index.segment.segment import Segment
from dateline.searcher.engine.matching import all_documents, iter_documents, match, to_bitmap
from dateline.searcher.engine.words import WordList, forms_of
from dateline.searcher.kernel._matching import mark_list
from dateline.searcher.query.bound import GROUPS, AllOf, AnyOf, Bound, Clause, NoneOf, clauses_of, map_leaves
from dateline.searcher.query.leaves import LEAVES, Leaf, Term

__all__ = ["ExactForms", "ReadArticles"]

ReadArticles = Callable[[Sequence[int]], Mapping[int, Article]]

CACHED_LEAVES = 32  # two bits for each leaf and document of the archive
READ_BATCH = 256  # articles
PLAIN_WORD = re.compile(r"[A-Za-z]+")
PLAIN_NUMBER = re.compile(r"[A-Za-z0-9]+")
APOSTROPHE = "['\u2019\u02bc\uff07]"


class ExactForms:
    """Finds the documents of exact leaves for one snapshot. Threads may share it.

    ``read`` returns stored articles by version.
    """

    def __init__(self, fields: FieldTable, read: ReadArticles) -> None:
        self._read = read
        self._fields = {
            row.analysis: tuple(each.name for each in fields.of_kind("text") if each.analysis == row.analysis)
            for row in fields.of_kind("text")
        }
        self._known: OrderedDict[Leaf, _Documents] = OrderedDict()
        self._lock = threading.Lock()

    def find_documents(self, tree: Bound, segments: Sequence[Segment]) -> Bound:
        """Return a tree whose exact leaves have their documents, at least those that can affect the result."""
        if not _has_exact_leaf(tree):
            return tree
        known: dict[Leaf, _Documents] = {}
        settled = map_leaves(tree, lambda clause: self._with_documents(clause, known))
        for segment in segments:
            with segment.file.reading:
                self._find_in(settled, segment)
        return settled

    def _find_in(self, tree: Bound, segment: Segment) -> None:
        """Find the documents of one segment for the exact leaves of a tree."""
        deleted = int.from_bytes(segment.deleted, "little") if segment.deleted is not None else 0
        unresolved: dict[Leaf, int] = {}
        _collect(tree, segment, _may_match(tree, segment) & ~deleted, unresolved)
        _search_texts({leaf: documents for leaf, documents in unresolved.items() if documents}, segment, self._read)

    def _with_documents(self, leaf: Clause, known: dict[Leaf, _Documents]) -> Clause:
        """Return an exact leaf with its known documents, unless the lists of forms are sufficient.

        ``known`` is shared within a tree: equal leaves have one set of documents.
        """
        if not isinstance(leaf, Leaf) or not leaf.exact:
            return leaf
        if isinstance(leaf, Term) and leaf.fields == self._fields[leaf.analysis]:
            return leaf
        if leaf not in known:
            known[leaf] = self._cached_documents(leaf)
        return replace(leaf, found=known[leaf])

    def _cached_documents(self, leaf: Leaf) -> _Documents:
        """Return the known documents of a leaf and mark it as the most recently used."""
        with self._lock:
            known = self._known.pop(leaf) if leaf in self._known else _Documents()
            self._known[leaf] = known
            if len(self._known) > CACHED_LEAVES:
                self._known.popitem(last=False)
            return known


class _Documents(Mapping[str, int]):
    """The documents of one exact leaf by segment, at least those that running queries need.

    Each segment has the documents found, and the candidates whose text was not searched yet.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sets: dict[str, tuple[int, int]] = {}

    def __getitem__(self, segment: str) -> int:
        return self._sets[segment][0]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sets)

    def __len__(self) -> int:
        return len(self._sets)

    def sets(self, leaf: Leaf, segment: Segment) -> tuple[int, int]:
        """Return the documents of a segment that match, and those whose text must be searched."""
        if segment.name not in self._sets:
            candidates = _candidates(leaf, segment)
            uncertain = candidates & _uncertain(leaf, segment)
            self._sets.setdefault(segment.name, (candidates & ~uncertain, uncertain))
        return self._sets[segment.name]

    def add(self, segment: str, searched: int, matched: int) -> None:
        """Add the documents that match to a segment, out of those whose text was searched."""
        with self._lock:  # another thread may have searched other documents meanwhile
            found, uncertain = self._sets[segment]
            self._sets[segment] = (found | matched, uncertain & ~searched)


def _may_match(tree: Bound, segment: Segment) -> int:
    """Return the documents that a tree may match, whatever their texts."""
    if isinstance(tree, Leaf) and isinstance(tree.found, _Documents):
        found, uncertain = tree.found.sets(tree, segment)
        return found | uncertain
    if not any(isinstance(leaf, Leaf) and leaf.found is not None for leaf in clauses_of(tree, excluded=True)):
        return match(tree, segment)
    if isinstance(tree, AllOf):
        return reduce(and_, (_may_match(clause, segment) for clause in tree.clauses))
    if isinstance(tree, AnyOf):
        return reduce(or_, (_may_match(clause, segment) for clause in tree.clauses))
    return all_documents(segment)


def _collect(tree: Bound, segment: Segment, within: int, unresolved: dict[Leaf, int], *, scored: bool = True) -> None:
    """Collect the documents whose texts must be searched for exact leaves: those that the query may match.

    A leaf adds to the score of each of them, even if its own clause does not match. An excluded leaf adds nothing
    (``scored`` is False): it matters only where its own clause may match.
    """
    if isinstance(tree, AllOf):
        if not scored:
            within &= _may_match(tree, segment)
        for clause in tree.clauses:
            _collect(clause, segment, within, unresolved, scored=scored)
    elif isinstance(tree, AnyOf):
        for clause in tree.clauses:
            _collect(clause, segment, within, unresolved, scored=scored)
    elif isinstance(tree, NoneOf):
        _collect(tree.clause, segment, within, unresolved, scored=False)
    elif isinstance(tree, Leaf) and isinstance(tree.found, _Documents):
        unresolved[tree] = unresolved.get(tree, 0) | (tree.found.sets(tree, segment)[1] & within)


def _has_exact_leaf(tree: Bound) -> bool:
    """Return whether a tree has an exact leaf; every query calls this, so it must take next to no time."""
    if isinstance(tree, LEAVES):
        return tree.exact
    if isinstance(tree, GROUPS):
        return any(map(_has_exact_leaf, tree.clauses))
    return isinstance(tree, NoneOf) and _has_exact_leaf(tree.clause)


def _candidates(leaf: Leaf, segment: Segment) -> int:
    """Return the documents that have the terms of a leaf in its fields, and its forms in any field."""
    dictionary = segment.dictionaries[leaf.analysis]
    found = match(leaf.in_any_form(), segment)
    for term, form in dict.fromkeys(zip(leaf.terms, leaf.forms, strict=True)):
        found &= match(Term(leaf.analysis, dictionary.fields, term, form, exact=True), segment)
    return found


def _uncertain(leaf: Leaf, segment: Segment) -> int:
    """Return the documents that may have the forms of a leaf only in other fields or positions than its terms."""
    dictionary = segment.dictionaries[leaf.analysis]
    uncertain = 0
    for term, form in dict.fromkeys(zip(leaf.terms, leaf.forms, strict=True)):
        uncertain |= _other_forms(dictionary, segment, term, form)
    if isinstance(leaf, Term):
        elsewhere = tuple(name for name in dictionary.fields if name not in leaf.fields)
        uncertain &= match(Term(leaf.analysis, elsewhere, leaf.term, leaf.form), segment)
    return uncertain


def _other_forms(dictionary: Dictionary, segment: Segment, term: str, form: str) -> int:
    """Return the documents that have any form of a term but one."""
    made = bytearray((len(segment) + 7) // 8)
    lists = dictionary.form_lists
    for number, other in _forms_of_term(dictionary, term):
        if other != form:
            mark_list(lists.lists, lists.places[number], lists.counts[number], made, len(segment))
    return int.from_bytes(made, "little")


def _forms_of_term(dictionary: Dictionary, term: str) -> Iterator[tuple[int, str]]:
    """Yield the forms of a term with their numbers; they are adjacent, as ``term NUL form``."""
    key = term.encode("utf-8", "surrogatepass") + b"\0"
    forms, offsets = dictionary.forms, dictionary.form_offsets
    number = find(forms, offsets, key)
    for each in range(-1 - number if number < 0 else number, len(offsets) - 1):
        found = bytes(forms[offsets[each] : offsets[each + 1]])
        if not found.startswith(key):
            return
        yield each, found[len(key) :].decode("utf-8", "surrogatepass")


def _search_texts(unresolved: Mapping[Leaf, int], segment: Segment, read: ReadArticles) -> None:
    """Search the stored texts of documents for exact leaves; each text is read once for all leaves."""
    searches = {leaf: _Search(leaf) for leaf in unresolved}
    matched = {leaf: bytearray((len(segment) + 7) // 8) for leaf in unresolved}
    bitmaps = {leaf: to_bitmap(documents, segment) for leaf, documents in unresolved.items()}
    left = iter_documents(reduce(or_, unresolved.values(), 0))
    while some := list(islice(left, READ_BATCH)):
        segment.file.check_size()  # reading the articles of a batch takes long
        seqs = {document: segment.documents.seqs[document] for document in some}
        articles = read(list(seqs.values()))
        for document, seq in seqs.items():
            if seq not in articles:
                raise IndexDamaged(f"the store lacks version {seq}, which the index has")
            texts = _Texts(articles[seq])
            for leaf, search in searches.items():
                if bitmaps[leaf][document >> 3] >> (document & 7) & 1 and search.matches(texts):
                    matched[leaf][document >> 3] |= 1 << (document & 7)
    for leaf, documents in unresolved.items():
        if isinstance(leaf.found, _Documents):
            leaf.found.add(segment.name, documents, int.from_bytes(matched[leaf], "little"))


class _Texts:
    """The texts of one article; each is split into forms at most once."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._forms: dict[tuple[str, str], WordList] = {}

    def text(self, field: str) -> str:
        return text_of(self._article, field)

    def forms(self, field: str, analysis: str) -> WordList:
        if (field, analysis) not in self._forms:
            self._forms[field, analysis] = forms_of(self.text(field), analysis)
        return self._forms[field, analysis]


class _Search:
    """Searches texts for the forms of an exact leaf, one after the other.

    Most texts need no analysis: one pattern finds forms between spaces and common punctuation. Another proves that the
    forms are not adjacent anywhere, unless a word is broken at the end of a line.
    """

    def __init__(self, leaf: Leaf) -> None:
        self._analysis, self._fields = leaf.analysis, leaf.fields
        self._forms = leaf.forms
        english = leaf.analysis == ENGLISH
        self._sufficient = _sufficient_pattern(self._forms) if english else None
        self._necessary = _necessary_pattern(self._forms) if english else None

    def matches(self, texts: _Texts) -> bool:
        """Return whether one of the texts of the leaf's fields has the forms."""
        return any(self._matches_field(texts, field) for field in self._fields)

    def _matches_field(self, texts: _Texts, field: str) -> bool:
        text = texts.text(field)
        if self._sufficient is not None and self._sufficient.search(text) is not None:
            return True
        possible = self._necessary is None or self._necessary.search(text) or LINE_END_HYPHEN.search(text)
        return possible is not None and texts.forms(field, self._analysis).contains(self._forms)


def _sufficient_pattern(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return a pattern that matches only if the analysis does: plain letters or digits between plain separators."""
    if all(map(PLAIN_WORD.fullmatch, forms)):
        separators = r"[ \n.,;:()/&\"-]"
        return re.compile(rf"(?:\A|{separators}){f'{separators}+'.join(forms)}(?:{separators}|\Z)")
    if all(map(PLAIN_NUMBER.fullmatch, forms)):  # a point or a comma may be part of a number
        spaced = r"[ \n]+".join(forms)
        return re.compile(rf"(?:\A|[ \n]){spaced}(?:[ \n]|\Z)")
    return None


def _necessary_pattern(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return a pattern that matches whenever the analysis does, except for words broken at ends of lines."""
    if any(len(form) >= LONGEST for form in forms):  # longer forms are cut and differ from the text
        return None
    literal = [re.escape(form).replace("'", APOSTROPHE) for form in forms]
    return re.compile(rf"(?:{APOSTROPHE}[sS])?[\W_]*".join(literal))
