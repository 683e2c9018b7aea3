"""From a bound tree and a segment to the documents that match.

A set of documents is an integer whose bit d says whether document d is in it. AND, OR and NOT are Python's operations
on long integers, which take a few microseconds for a hundred thousand documents. The kernels fill bitmaps of the same
layout, little-endian bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import TypeAlias

from dateline.index.analysis.marks import mention_mark
from dateline.index.analysis.pairs import pair_of
from dateline.index.analysis.registry import ENGLISH
from dateline.index.segment.columns import KeywordColumn, SpanColumn
from dateline.index.segment.postings import Dictionary
from dateline.index.segment.segment import Segment
from dateline.searcher.engine.deadline import Watch
from dateline.searcher.engine.forms import form_numbers, has_all_forms, mask_of
from dateline.searcher.kernel._columns import mark_days, mark_within
from dateline.searcher.kernel._matching import find_phrase, mark_documents, mark_form, mark_list, mark_spans, mark_term
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
)
from dateline.searcher.query.leaves import LEAVES, Leaf, Term, TermPhrase, WordPattern

__all__ = [
    "Postings",
    "all_documents",
    "as_pair",
    "iter_documents",
    "match",
    "postings_of",
    "to_bitmap",
    "words_of_phrase",
]

# Clauses with clauses in them, whose matches are those of the inner ones put together.
COMPOUND = (AllOf, AnyOf, NoneOf, SomeOf, Proximity, Weighted, Constant)

# Documents, and the frequencies of a leaf in each of them, one for every field of the dictionary.
Postings: TypeAlias = "tuple[array[int], array[int]]"


def all_documents(segment: Segment) -> int:
    """Return the set of all documents of a segment, including deleted ones."""
    return (1 << len(segment)) - 1


def to_bitmap(documents: int, segment: Segment) -> bytes:
    """Return a set as a bitmap for the kernels."""
    return documents.to_bytes((len(segment) + 7) // 8, "little")


def match(tree: Bound, segment: Segment, among: int = -1, watch: Watch | None = None) -> int:
    """Return the documents of a segment that match, including deleted ones.

    With ``among``, what is returned of other documents than those means nothing. With a ``watch``, clauses are matched
    once for all calls, and TimeUp is raised if the time is up before one.
    """
    if watch is not None and not isinstance(tree, COMPOUND):
        return watch.keep(segment, tree, lambda: _match_within(tree, segment, watch))
    if isinstance(tree, LEAVES):
        return _match_leaf(tree, segment)
    match tree:
        case AllOf(clauses):
            return _match_all(clauses, segment, among, watch)
        case AnyOf(clauses):
            return reduce(or_, (match(clause, segment, among, watch) for clause in clauses))
        case NoneOf(clause):
            return all_documents(segment) & ~match(clause, segment, among, watch)
        case SomeOf(count, clauses):
            return _match_some([match(clause, segment, among, watch) for clause in clauses], count)
        case Proximity():
            from dateline.searcher.engine.placing import match_places  # start-up: few queries have operators of places

            return match_places(tree, segment, lambda clause: match(clause, segment, -1, watch), among)
        case Weighted(clause) | Constant(clause):
            return match(clause, segment, among, watch)
        case Mentioned(field):
            return _match_mark(mention_mark(field), segment)
        case Value(field, value, by_word):
            return _match_value(segment.keywords[field], value, by_word, segment)
        case ValuePattern(field):
            return _match_value_pattern(segment.keywords[field], tree, segment)
        case Keys():
            return _match_keys(tree, segment)
        case Dated(field):
            return _match_dated(tree, segment.spans[field], segment)
        case Yearly(field):
            return _match_yearly(tree, segment.spans[field], segment)
        case Versions(seqs):
            return _match_versions(seqs, segment)
        case Has(field):
            return _match_any(field, segment)
        case Every():
            return all_documents(segment)
        case Nowhere():
            return 0


def _match_leaf(leaf: Leaf, segment: Segment) -> int:
    if isinstance(leaf, Term):
        return _match_term(leaf, segment)
    return _match_pattern(leaf, segment) if isinstance(leaf, WordPattern) else _match_postings(leaf, segment)


def _match_all(clauses: tuple[Bound, ...], segment: Segment, among: int, watch: Watch | None) -> int:
    """Return the documents that match all clauses. Operators of places come last: they try the documents left."""
    found = among
    for clause in sorted(clauses, key=_is_compound):
        found &= match(clause, segment, found, watch)
    return found


def _is_compound(clause: Bound) -> bool:
    return isinstance(clause, COMPOUND)


def _match_within(clause: Bound, segment: Segment, watch: Watch) -> int:
    """Return the documents of an innermost clause. Raises TimeUp if the time is up while it is looked for."""
    if isinstance(clause, WordPattern):
        from dateline.searcher.engine.patterns import find_within  # start-up: few queries have patterns

        find_within(clause, segment, watch)
    return match(clause, segment)


def iter_documents(documents: int) -> Iterator[int]:
    """Yield the documents of a set, ascending."""
    bitmap = documents.to_bytes((documents.bit_length() + 7) // 8, "little")
    return (8 * place + bit for place, byte in enumerate(bitmap) if byte for bit in range(8) if byte >> bit & 1)


def _bitmap(segment: Segment) -> bytearray:
    return bytearray((len(segment) + 7) // 8)


def _match_term(leaf: Term, segment: Segment) -> int:
    dictionary = segment.dictionaries[leaf.analysis]
    if leaf.exact and not has_all_forms(leaf, dictionary):
        return _match_form(leaf, segment)
    found = dictionary.lexicon.look_up(leaf.term)
    if found is None:
        return 0
    made = _bitmap(segment)
    mask = mask_of(leaf.fields, dictionary)
    mark_term(dictionary.postings, dictionary.table, *found, mask, made, len(segment))
    return int.from_bytes(made, "little")


def _match_form(leaf: Term, segment: Segment) -> int:
    """Return the documents that have a term in one of its forms; only positions tell in which field."""
    dictionary = segment.dictionaries[leaf.analysis]
    if leaf.fields != dictionary.fields:
        return _marked(_postings_in_form(leaf, segment), segment)
    found = dictionary.lexicon.look_up(leaf.term)
    made = _bitmap(segment)
    if found is not None:
        postings, positions, table = dictionary.postings, dictionary.positions, dictionary.table
        for number in form_numbers(leaf.term, leaf.form, leaf.letters, dictionary):
            mark_form(postings, positions, table, *found, number, made, len(segment))
    return int.from_bytes(made, "little")


def as_pair(leaf: TermPhrase) -> Term | None:
    """Return the term by which a phrase of two of the commonest words is found; None for any other phrase."""
    if leaf.exact or leaf.analysis != ENGLISH:
        return None
    term = pair_of(leaf.terms)
    return None if term is None else Term(leaf.analysis, leaf.fields, term, "", prefers=False)


def words_of_phrase(leaf: TermPhrase, dictionary: Dictionary) -> list[tuple[int, int, int]] | None:
    """Return (place, df, offset) of each word of a phrase; None if a term is not in the segment."""
    words = []
    for offset, term in enumerate(leaf.terms):
        found = dictionary.lexicon.look_up(term)
        if found is None:
            return None
        words.append((*found, offset))
    return words


def postings_of(leaf: TermPhrase, segment: Segment) -> Postings | None:
    """Return the documents of a phrase, and its frequencies in each of them; None if a term is not in the segment.

    Each document has a frequency for every field of the dictionary. Forms are ignored.
    """
    words = words_of_phrase(leaf, segment.dictionaries[leaf.analysis])
    return None if words is None else _find(leaf, words, None, segment)


def _postings_in_form(leaf: Term | TermPhrase, segment: Segment) -> Postings | None:
    """Return what `postings_of` does for the exact forms of a leaf; None if a form is not in the segment."""
    dictionary = segment.dictionaries[leaf.analysis]
    words, forms = [], []
    for offset, (term, form) in enumerate(zip(leaf.terms, leaf.forms, strict=True)):
        found = dictionary.lexicon.look_up(term)
        numbers = [] if found is None else form_numbers(term, form, leaf.letters, dictionary)
        if found is None or not numbers:
            return None
        words.append((*found, offset))
        forms.append(numbers)
    return _find(leaf, words, forms, segment)


def _find(leaf: Leaf, words: list[tuple[int, int, int]], forms: list[list[int]] | None, segment: Segment) -> Postings:
    dictionary = segment.dictionaries[leaf.analysis]
    lengths = [segment.documents.lengths[field] for field in dictionary.fields]
    mask = mask_of(leaf.fields, dictionary)
    postings, positions, table = dictionary.postings, dictionary.positions, dictionary.table
    return find_phrase(postings, positions, table, words, lengths, mask, segment.joined, forms)


def _match_postings(leaf: TermPhrase, segment: Segment) -> int:
    pair = as_pair(leaf)
    if pair is not None:
        return _match_term(pair, segment)
    return _marked((_postings_in_form if leaf.exact else postings_of)(leaf, segment), segment)


def _match_pattern(leaf: WordPattern, segment: Segment) -> int:
    from dateline.searcher.engine.patterns import count_pattern, match_pattern  # start-up: few queries have patterns

    dictionary = segment.dictionaries[leaf.analysis]
    if leaf.fields == dictionary.fields:
        return match_pattern(leaf, segment)
    return _marked(count_pattern(leaf, segment, mask_of(leaf.fields, dictionary)), segment)


def _marked(found: Postings | None, segment: Segment) -> int:
    """Return the documents of postings."""
    if found is None:
        return 0
    made = _bitmap(segment)
    mark_documents(found[0], made)
    return int.from_bytes(made, "little")


def _match_some(sets: Iterable[int], count: int) -> int:
    """Return the documents that are in at least so many sets.

    Plane i has bit i of the number of sets that each document is in; adding a set carries through the planes.
    """
    planes: list[int] = []
    for each in sets:
        carried = each
        for bit, plane in enumerate(planes):
            planes[bit], carried = plane ^ carried, plane & carried
        planes.append(carried)
    while planes and not planes[-1]:
        planes.pop()
    if count >> len(planes):
        return 0
    more, same = 0, -1  # the documents that have more than `count` by the planes so far, and those that have as many
    for bit in range(len(planes) - 1, -1, -1):
        if count >> bit & 1:
            same &= planes[bit]
        else:
            more |= same & planes[bit]
            same &= ~planes[bit]
    return more | same


def _match_mark(term: str, segment: Segment) -> int:
    """Return the documents that have a mark."""
    dictionary = segment.dictionaries.get(ENGLISH)
    return 0 if dictionary is None else _match_term(Term(ENGLISH, dictionary.fields, term, term), segment)


def _match_value(column: KeywordColumn, value: str, by_word: bool, segment: Segment) -> int:
    ordinals: Iterable[int] = column.equal_to(value)
    if by_word:
        from dateline.searcher.engine.names import name_list, read_name  # start-up: plain words name nobody

        ordinals = {*ordinals, *name_list(column).containing(read_name(value).readings)}
    return _mark_values(column, ordinals, segment)


def _match_value_pattern(column: KeywordColumn, pattern: ValuePattern, segment: Segment) -> int:
    from dateline.searcher.engine.patterns import values_matching  # start-up: few queries have patterns

    return _mark_values(column, values_matching(pattern, column), segment)


def _mark_values(column: KeywordColumn, ordinals: Iterable[int], segment: Segment) -> int:
    """Return the documents that have any of these values."""
    made, lists = _bitmap(segment), column.lists
    for ordinal in ordinals:
        mark_list(lists.lists, lists.places[ordinal], lists.counts[ordinal], made, len(segment))
    return int.from_bytes(made, "little")


def _match_keys(wanted: Keys, segment: Segment) -> int:
    column, made = segment.keywords[wanted.field], _bitmap(segment)
    for key in wanted.keys:
        ordinal = column.find(key)
        if ordinal is not None:
            lists = column.lists
            mark_list(lists.lists, lists.places[ordinal], lists.counts[ordinal], made, len(segment))
    for id in {id for id, _ in (*wanted.excluded, *wanted.included)}:
        for document in segment.documents.find(id):
            accepted = any(wanted.accept(id, value) for value in column.values_of(document))
            bit = 1 << (document & 7)
            made[document >> 3] = made[document >> 3] | bit if accepted else made[document >> 3] & ~bit
    return int.from_bytes(made, "little")


def _match_dated(wanted: Dated, column: SpanColumn, segment: Segment) -> int:
    made = _bitmap(segment)
    first, last = wanted.days.first.toordinal(), wanted.days.last.toordinal()
    if wanted.certain:
        mark_within(column.starts, column.first, column.last, column.certainty, first, last, made)
    else:
        mark_spans(column.starts, column.first, column.last, first, last, made, len(segment))
    return int.from_bytes(made, "little")


def _match_yearly(wanted: Yearly, column: SpanColumn, segment: Segment) -> int:
    from dateline.index.entities.dates.recurrence import days_that_recur  # start-up: few queries have such days

    made = _bitmap(segment)
    low, high = column.bounds()
    days = days_that_recur(wanted.day, low, high)
    mark_days(column.starts, column.first, column.last, column.precision, days, low, wanted.certain, made)
    return int.from_bytes(made, "little")


def _match_versions(wanted: frozenset[int], segment: Segment) -> int:
    made, seqs = _bitmap(segment), segment.documents.seqs
    if 16 * len(wanted) < len(seqs):
        found: Iterable[int | None] = map(segment.document_of, wanted)
    else:
        found = (document for document, seq in enumerate(seqs) if seq in wanted)
    for document in found:
        if document is not None:
            made[document >> 3] |= 1 << (document & 7)
    return int.from_bytes(made, "little")


def _match_any(field: str, segment: Segment) -> int:
    """Return the documents that have any token, value or span in a field."""
    made = _bitmap(segment)
    if field in segment.documents.lengths:
        has: Iterable[bool] = (length > 0 for length in segment.documents.lengths[field])
    else:
        starts = segment.keywords[field].starts if field in segment.keywords else segment.spans[field].starts
        has = (starts[document] < starts[document + 1] for document in range(len(segment)))
    for document, present in enumerate(has):
        if present:
            made[document >> 3] |= 1 << (document & 7)
    return int.from_bytes(made, "little")
