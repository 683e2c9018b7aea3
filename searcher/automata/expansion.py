"""The terms and forms of a dictionary that a pattern matches."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import TypeAlias

from dateline.index.dataclass import dataclass
from dateline.index.segment.postings import Dictionary
from dateline.searcher.automata.automaton import Automaton
from dateline.searcher.kernel._automata import by_term

__all__ = ["Expansion", "find_words"]

STRIDE = 1 << 11  # blocks of words that are walked between two calls of ``ask``
Entries: TypeAlias = "tuple[array[int], array[int], array[int]]"  # as a kernel gives them


@dataclass(frozen=True, slots=True, eq=False)
class Expansion:
    """The words of a dictionary that an automaton accepts.

    ``words`` is how many folded words there are, ``kept`` the first of them, ``entries`` the term and the forms of each
    of these, as a kernel gives them. ``terms`` has each term once: the forms of entry i that match are
    ``numbers[ends[i - 1]:ends[i]]``, none means all.
    """

    words: int
    kept: tuple[bytes, ...]
    entries: Entries
    terms: array[int]
    ends: array[int]
    numbers: array[int]

    def forms(self, entry: int) -> tuple[int, ...] | None:
        """Return the forms of a term that match, None for all."""
        return _forms(self.ends, self.numbers, entry)

    def word_forms(self, word: int) -> tuple[int, tuple[int, ...] | None]:
        """Return the term of a word, and which of its forms fold to it, None for all."""
        terms, ends, numbers = self.entries
        return terms[word], _forms(ends, numbers, word)


def find_words(
    dictionary: Dictionary, automaton: Automaton, keep: int, ask: Callable[[], None] | None = None
) -> Expansion:
    """Return what an automaton accepts of a dictionary, with the first ``keep`` words. Raises IndexDamaged.

    ``ask`` is called now and then, and may raise.
    """
    folded, count = dictionary.folded, len(dictionary.dfs)
    if ask is None:
        words, *found, kept = automaton.machine.walk(folded.words, folded.blocks, count, keep)
        entries = found[0], found[1], found[2]
    else:
        words, entries, kept = _walk_in_steps(dictionary, automaton, keep, ask)
        ask()
    terms, ends, numbers = by_term(*entries, dictionary.term_offsets, dictionary.forms, dictionary.groups)
    return Expansion(words, tuple(kept), entries, terms, ends, numbers)


def _walk_in_steps(
    dictionary: Dictionary, automaton: Automaton, keep: int, ask: Callable[[], None]
) -> tuple[int, Entries, list[bytes]]:
    """Return the number of words that are accepted, their entries and the first of them, as one walk does."""
    folded, count = dictionary.folded, len(dictionary.dfs)
    total, kept = 0, list[bytes]()
    terms, ends, numbers = array("I"), array("I"), array("I")
    for place in range(0, max(len(folded.blocks) - 1, 1), STRIDE):
        ask()
        part = folded.blocks[place : place + STRIDE + 1]
        words, *found, more = automaton.machine.walk(folded.words, part, count, keep - len(kept))
        before = len(numbers)
        total += words
        terms += found[0]
        ends += array("I", [before + end for end in found[1]]) if before else found[1]
        numbers += found[2]
        kept += more
    return total, (terms, ends, numbers), kept


def _forms(ends: array[int], numbers: array[int], entry: int) -> tuple[int, ...] | None:
    own = numbers[ends[entry - 1] if entry else 0 : ends[entry]]
    return tuple(own) or None
