"""The words of one text as they are searched: those printed, and those that ends of lines have broken.

``cli-⏎mate`` is two printed words and, joined, a third, which stands in the place of both. A phrase goes on from each
word to what is printed next, or from a joined word to what follows its second half.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.index.analysis.english import joined_words, tokenize
from dateline.index.analysis.registry import ENGLISH, analyzer_of

__all__ = ["Wording", "forms_of"]


@dataclass(frozen=True, slots=True)
class Wording:
    """The terms of a text, or its forms.

    ``printed`` are in order, and their number is the length of the text. ``joined`` are by the place of their first
    half among the printed ones.
    """

    printed: Sequence[str]
    joined: Mapping[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the length of the text: joined words add nothing to it."""
        return len(self.printed)

    def __contains__(self, term: str) -> bool:
        """Return whether a term stands in the text."""
        return term in self.printed or term in self.joined.values()

    def count(self, term: str) -> int:
        """Return how often a term stands in the text, a joined word once."""
        there = self.printed.count(term)
        return there + sum(each == term for each in self.joined.values()) if self.joined else there

    def has(self, phrase: Sequence[str]) -> bool:
        """Return whether a phrase stands in the text."""
        return phrase[0] in self and (len(phrase) == 1 or any(True for _ in self.stretches(phrase)))

    def stretches(self, phrase: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield where a phrase stands, (first, end) among the printed words; once for each first word, the longest."""
        for start in self._starts(phrase[0]):
            if end := self.end_of(phrase, start):
                yield start, end

    def end_of(self, phrase: Sequence[str], start: int) -> int:
        """Return where a phrase that begins at a place ends, at the latest; 0 if it does not stand there."""
        ends = {start}
        for term in phrase:
            ends = {end for each in ends for end in self._after(each, term)}
            if not ends:
                return 0
        return max(ends)

    def _starts(self, term: str) -> Iterator[int]:
        if not self.joined:
            return (place for place, each in enumerate(self.printed) if each == term)
        places = {place for place, each in enumerate(self.printed) if each == term}
        return iter(sorted(places.union(place for place, each in self.joined.items() if each == term)))

    def _after(self, place: int, term: str) -> Iterator[int]:
        """Yield where the text goes on after a term that stands at a place, if it does."""
        if place < len(self.printed) and self.printed[place] == term:
            yield place + 1
        if self.joined.get(place) == term:
            yield place + 2


def forms_of(text: str, analysis: str) -> Wording:
    """Return the forms of a text."""
    if analysis != ENGLISH:
        return Wording([token.form for token in analyzer_of(analysis)(text)])
    tokens = tokenize(text)
    joined = joined_words(text, tokens)
    return Wording([form for form, _, _ in tokens], {place: form for place, (form, _, _) in joined.items()})
