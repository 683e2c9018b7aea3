"""The terms and forms of a dictionary that a pattern matches."""

from __future__ import annotations

from array import array

from dateline.index.dataclass import dataclass
from dateline.index.segment.postings import Dictionary
from dateline.searcher.automata.automaton import Automaton
from dateline.searcher.kernel._automata import by_term

__all__ = ["Expansion", "find_words"]


@dataclass(frozen=True, slots=True, eq=False)
class Expansion:
    """The words of a dictionary that an automaton accepts.

    ``words`` is how many folded words there are, ``kept`` the first of them, ``entries`` the term and the forms of each
    of these, as a kernel gives them. ``terms`` has each term once: the forms of entry i that match are
    ``numbers[ends[i - 1]:ends[i]]``, none means all.
    """

    words: int
    kept: tuple[bytes, ...]
    entries: tuple[array[int], array[int], array[int]]
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


def find_words(dictionary: Dictionary, automaton: Automaton, keep: int) -> Expansion:
    """Return what an automaton accepts of a dictionary, with the first ``keep`` words. Raises IndexDamaged."""
    folded, count = dictionary.folded, len(dictionary.dfs)
    words, *found, kept = automaton.machine.walk(folded.words, folded.blocks, count, keep)
    entries = found[0], found[1], found[2]
    terms, ends, numbers = by_term(*entries, dictionary.term_offsets, dictionary.forms, dictionary.groups)
    return Expansion(words, tuple(kept), entries, terms, ends, numbers)


def _forms(ends: array[int], numbers: array[int], entry: int) -> tuple[int, ...] | None:
    own = numbers[ends[entry - 1] if entry else 0 : ends[entry]]
    return tuple(own) or None
