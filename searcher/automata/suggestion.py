"""Known words and names near one that no article has: *did you mean*.

Nearer ones come first (one change of a letter, then two; see `fuzzy`), then those with the same first letter, then
those of more articles. Words of up to four letters have too many others within two changes, so only one is allowed.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from dateline.index.analysis.english import fold, fold_value
from dateline.index.analysis.registry import ENGLISH
from dateline.index.dataclass import dataclass, field
from dateline.index.segment.segment import Segment
from dateline.searcher.automata.automaton import Automaton
from dateline.searcher.automata.compilation import compile_pattern, compile_within
from dateline.searcher.automata.expansion import find_words
from dateline.searcher.automata.syntax import PatternError
from dateline.searcher.engine.words import folded_words
from dateline.searcher.kernel._matching import mark_list
from dateline.searcher.kernel._word_sets import mark_words

__all__ = ["nearest_texts", "nearest_words", "suggest_names", "suggest_words"]

SHORT = 4  # letters
EVERY_WORD = 0xFFFFFFFF

Suggested: TypeAlias = "list[tuple[str, int]]"  # words or names, and how many articles have each
# A segment, a term or the ordinal of a value in it, and of a term the forms (none: all).
Where: TypeAlias = "tuple[Segment, int, tuple[int, ...]]"


@dataclass(slots=True)
class Near:
    """A known word or name near the one asked for.

    ``articles`` is how many may have it; where it is counted exactly, ``where`` is empty.
    """

    distance: int
    other: bool  # it begins with another letter
    articles: int = 0
    where: list[Where] = field(default_factory=list)


def suggest_words(word: str, segments: Sequence[Segment], limit: int = 5, analysis: str = ENGLISH) -> Suggested:
    """Return the best words near a word that live articles have in a text field, with the number of these articles.

    Words are without case and accents, and never the word itself. Raises IndexDamaged.
    """
    wanted = fold(word)
    known: dict[str, Near] = {}
    best: Suggested = []
    for distance, automaton in _automata(wanted):
        for segment in segments:
            with segment.file.naming_damage:
                for each, articles, where in _words_near(automaton, segment, analysis):
                    near = known.setdefault(each, Near(distance, each[:1] != wanted[:1]))
                    if near.distance == distance:
                        near.articles += articles
                        near.where.append(where)
        known.pop(wanted, None)
        best = _best(known, limit, analysis)
        if len(best) >= limit:
            break
    return best


def suggest_names(
    name: str, segments: Sequence[Segment], keyword: str, limit: int = 5, *, by_word: bool = True
) -> Suggested:
    """Return the best values of a keyword field near a name, with the number of live articles that have each.

    ``by_word``: a name of one word may be near any word of a value. Raises IndexDamaged.
    """
    wanted = fold_value(name)
    known: dict[str, Near] = {}
    best: Suggested = []
    by_word = by_word and len(folded_words(name)) == 1
    for distance, automaton in _automata(wanted):
        nearer = {*known}
        for segment in segments:
            with segment.file.naming_damage:
                within = (wanted, distance) if by_word else None
                for each, articles, where in _names_near(automaton, within, segment, keyword):
                    has_it = by_word and wanted in fold_value(each).split()
                    near = known.setdefault(each, Near(0 if has_it else distance, fold_value(each)[:1] != wanted[:1]))
                    if each not in nearer:
                        near.articles += articles
                        near.where.append(where)
        best = _best({each: near for each, near in known.items() if fold_value(each) != wanted}, limit, keyword)
        if len(best) >= limit:
            break
    return best


def nearest_words(word: str, known: Mapping[str, int], limit: int = 5) -> Suggested:
    """Return what `suggest_words` does, from all folded words that articles have, with the number of these articles."""
    wanted = fold(word)
    near: dict[str, Near] = {}
    for distance, automaton in _automata(wanted):
        accepts = automaton.accepts
        for each in known:
            if abs(len(each) - len(wanted)) <= distance and each not in near and each != wanted and accepts(each):
                near[each] = Near(distance, each[:1] != wanted[:1], known[each])
        if len(near) >= limit:
            break
    return _best(near, limit, "")


def nearest_texts(text: str, known: Iterable[str], limit: int) -> list[tuple[str, int]]:
    """Return the known folded texts near a folded one, itself included, the nearest first, each with its rank.

    The rank is twice the distance, and one more for another first letter.
    """
    made: dict[str, int] = {}
    texts = [*known]
    for distance, automaton in _automata(text):
        accepts = automaton.accepts
        for each in texts:
            if each not in made and abs(len(each) - len(text)) <= distance and accepts(each):
                made[each] = 0 if each == text else 2 * distance + (each[:1] != text[:1])
        if len(made) >= limit:
            break
    return sorted(made.items(), key=lambda item: (item[1], item[0]))[:limit]


def _automata(wanted: str) -> Iterator[tuple[int, Automaton]]:
    """Yield the distances to look within, each with its automaton; none for a word that is too long."""
    for distance in (1, 2) if len(wanted) > SHORT else (1,):
        try:
            yield distance, compile_pattern(wanted, "fuzzy", distance)
        except PatternError:
            return


def _words_near(automaton: Automaton, segment: Segment, analysis: str) -> Iterator[tuple[str, int, Where]]:
    """Yield the words of a segment that are accepted, the documents that may have each, and where it is."""
    dictionary = segment.dictionaries[analysis]
    found = find_words(dictionary, automaton, EVERY_WORD)
    for number, word in enumerate(found.kept):
        term, forms = found.word_forms(number)
        yield word.decode("utf-8", "replace"), dictionary.dfs[term], (segment, term, forms or ())


def _names_near(
    automaton: Automaton, within: tuple[str, int] | None, segment: Segment, keyword: str
) -> Iterator[tuple[str, int, Where]]:
    """Yield the values of a segment that are accepted, or with a word that is, their documents and ordinals."""
    column = segment.keywords[keyword]
    found = {*automaton.machine.values(column.values, column.value_offsets)}
    if within is not None:
        inner = compile_within(within[0], "fuzzy", within[1])
        for ordinal in inner.machine.values(column.values, column.value_offsets):
            if ordinal not in found and any(map(automaton.accepts, folded_words(column.value(ordinal)))):
                found.add(ordinal)
    for ordinal in found:
        yield column.value(ordinal), column.lists.counts[ordinal], (segment, ordinal, ())


def _best(known: dict[str, Near], limit: int, source: str) -> Suggested:
    """Return the best of what is known, of which the articles are counted for as many as may be among them.

    ``source`` is the analysis of words, or the field of names.
    """

    def order(each: str) -> tuple[int, bool, int, str]:
        near = known[each]
        return near.distance, near.other, -near.articles, each

    counted: list[str] = []
    for each in sorted(known, key=order):
        if len(counted) >= limit and order(counted[limit - 1]) < order(each):
            break
        near = known[each]
        if near.where:
            near.articles = sum(_count(*where, source) for where in near.where)
            near.where = []
        if near.articles:
            counted = sorted([*counted, each], key=order)
    return [(each, known[each].articles) for each in counted[:limit]]


def _count(segment: Segment, number: int, forms: tuple[int, ...], source: str) -> int:
    """Return how many live documents of a segment have a term in these forms, or a value of a field."""
    made = bytearray((len(segment) + 7) // 8)
    with segment.file.naming_damage:
        if source in segment.keywords:
            lists = segment.keywords[source].lists
            mark_list(lists.lists, lists.places[number], lists.counts[number], made, len(segment))
        else:
            dictionary = segment.dictionaries[source]
            numbers = array("I", forms)
            mark_words(
                dictionary.postings, dictionary.positions, dictionary.table, dictionary.places, dictionary.dfs,
                array("I", [number]), array("I", [len(numbers)]), numbers, made, len(segment),
            )  # fmt: skip
    found = int.from_bytes(made, "little")
    return (found & ~int.from_bytes(segment.deleted or b"", "little")).bit_count()
