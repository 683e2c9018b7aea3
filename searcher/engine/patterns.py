"""Words by pattern in a segment: their documents, and how often they stand in each.

What a pattern matches is looked for in the dictionary once, and kept there. All functions raise IndexDamaged.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from dateline.index.analysis.registry import ENGLISH
from dateline.index.dataclass import dataclass
from dateline.index.segment.columns import KeywordColumn
from dateline.index.segment.segment import Segment
from dateline.searcher.automata.compilation import compile_pattern, compile_within
from dateline.searcher.automata.expansion import Expansion, find_words
from dateline.searcher.engine.deadline import Watch
from dateline.searcher.engine.protocol import MOST_SCORED
from dateline.searcher.kernel._word_sets import count_words, mark_words, place_words
from dateline.searcher.query.bound import ValuePattern
from dateline.searcher.query.leaves import WordPattern

__all__ = [
    "count_pattern",
    "expansion_of",
    "find_within",
    "match_pattern",
    "pattern_df",
    "places_of_pattern",
    "values_matching",
]

MOST_KEPT = 16  # patterns of a dictionary
EVERY_WORD = 0xFFFFFFFF
STRIDE = 1 << 14  # terms that are marked between two questions whether the time is up

Terms: TypeAlias = "tuple[array[int], array[int], array[int]]"  # as the kernels take them


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a pattern matches in a segment: words, and the set of documents that have any of them in any field."""

    expansion: Expansion
    documents: int


def expansion_of(pattern: WordPattern, segment: Segment) -> Expansion:
    """Return the words of a segment that a pattern matches."""
    return _find(pattern, segment).expansion


def match_pattern(pattern: WordPattern, segment: Segment) -> int:
    """Return the documents of a segment that have a word in any field of the analysis, including deleted ones."""
    return _find(pattern, segment).documents


def count_pattern(pattern: WordPattern, segment: Segment, mask: int) -> tuple[array[int], array[int]]:
    """Return the documents that have a word in a field of a mask, and the frequencies in every field of each."""
    dictionary, found = segment.dictionaries[pattern.analysis], expansion_of(pattern, segment)
    lengths = [segment.documents.lengths[field] for field in dictionary.fields]
    return count_words(
        dictionary.postings, dictionary.positions, dictionary.table, dictionary.places, dictionary.dfs,
        found.terms, found.ends, found.numbers, lengths, mask,
    )  # fmt: skip


def places_of_pattern(pattern: WordPattern, segment: Segment, candidates: bytes) -> array[int]:
    """Return where a word of a pattern stands in the candidate documents, in any field: ``document << 32 | position``.

    ``candidates`` has a bit a document. Places ascend.
    """
    dictionary, found = segment.dictionaries[pattern.analysis], expansion_of(pattern, segment)
    return place_words(
        dictionary.postings, dictionary.positions, dictionary.table, dictionary.places, dictionary.dfs,
        found.terms, found.ends, found.numbers, candidates, len(segment),
    )  # fmt: skip


def pattern_df(pattern: WordPattern, segments: Sequence[Segment]) -> int | None:
    """Return how many live documents have a word that a pattern matches; None if they have too many such words."""
    if _has_too_many(pattern, segments):
        return None
    total = 0
    for segment in segments:
        with segment.file.naming_damage:
            total += (match_pattern(pattern, segment) & _live(segment)).bit_count()
    return total


def values_matching(pattern: ValuePattern, column: KeywordColumn) -> Iterable[int]:
    """Return the ordinals of the values of a column that a pattern matches."""
    typed = pattern.text, pattern.kind, pattern.distance
    found = {*compile_pattern(*typed).machine.values(column.values, column.value_offsets)}
    if pattern.by_word:
        if pattern.kind == "wildcard":  # anything may stand between the words in a value: a point, a hyphen
            typed = pattern.text.replace(" ", "*"), *typed[1:]
        near = compile_within(*typed).machine.values(column.values, column.value_offsets)
        found.update(ordinal for ordinal in near if ordinal not in found and pattern.accept(column.value(ordinal)))
    return found


def find_within(pattern: WordPattern, segment: Segment, watch: Watch) -> None:
    """Look for what a pattern matches in a segment, which is kept. Raises TimeUp."""
    _find(pattern, segment, watch)


def _find(pattern: WordPattern, segment: Segment, watch: Watch | None = None) -> Found:
    dictionary = segment.dictionaries[pattern.analysis]
    found: Found | None = dictionary.kept.get(pattern.key)
    if found is None:
        ask = None if watch is None else watch.check
        expansion = find_words(dictionary, pattern.automaton, MOST_SCORED + 1, ask)
        terms = expansion.terms, expansion.ends, expansion.numbers
        marked = _mark(pattern, segment, terms) if watch is None else _mark_within(pattern, segment, terms, watch)
        found = Found(expansion, marked)
        if len(dictionary.kept) >= MOST_KEPT:
            dictionary.kept.clear()
        dictionary.kept[pattern.key] = found
    return found


def _mark(pattern: WordPattern, segment: Segment, terms: Terms) -> int:
    dictionary, made = segment.dictionaries[pattern.analysis], bytearray((len(segment) + 7) // 8)
    mark_words(
        dictionary.postings, dictionary.positions, dictionary.table, dictionary.places, dictionary.dfs, *terms, made,
        len(segment),
    )  # fmt: skip
    return int.from_bytes(made, "little")


def _mark_within(pattern: WordPattern, segment: Segment, terms: Terms, watch: Watch) -> int:
    """Return what `_mark` does. Raises TimeUp if the time is up before all terms are marked."""
    numbers, ends, forms = terms
    made = start = 0
    for place in range(0, len(numbers), STRIDE):
        watch.check()
        stop = ends[min(place + STRIDE, len(ends)) - 1]
        own = array("I", [end - start for end in ends[place : place + STRIDE]])
        made |= _mark(pattern, segment, (numbers[place : place + STRIDE], own, forms[start:stop]))
        start = stop
    return made


def _live(segment: Segment) -> int:
    return ~int.from_bytes(segment.deleted or b"", "little")


def _has_too_many(pattern: WordPattern, segments: Sequence[Segment]) -> bool:
    """Return whether live documents have more different words that a pattern matches than a score takes."""
    total = 0
    for segment in segments:
        with segment.file.naming_damage:
            total += expansion_of(pattern, segment).words
    if total <= MOST_SCORED:
        return False
    words: set[bytes] = set()
    for segment in segments:
        with segment.file.naming_damage:
            for word in _live_words(pattern, segment):
                words.add(word)
                if len(words) > MOST_SCORED:
                    return True
    return False


def _live_words(pattern: WordPattern, segment: Segment) -> Iterator[bytes]:
    """Yield the words of a segment that a pattern matches and a live document has."""
    found = expansion_of(pattern, segment)
    if segment.deleted is None and pattern.analysis == ENGLISH:  # each word comes once: those that are kept decide
        yield from found.kept
        return
    if len(found.kept) < len(found.entries[0]):
        found = find_words(segment.dictionaries[pattern.analysis], pattern.automaton, EVERY_WORD)
    live = _live(segment)
    for number, word in enumerate(found.kept):
        term, forms = found.word_forms(number)
        numbers = array("I", forms or ())
        if _mark(pattern, segment, (array("I", [term]), array("I", [len(numbers)]), numbers)) & live:
            yield word
