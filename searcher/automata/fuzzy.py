"""The automaton of a fuzzy word: words that a number of changes of single letters make of it.

A change adds, drops or replaces a letter, or exchanges two side by side; no letter is changed twice (*optimal string
alignment*, the distance of Damerau 1964). ``ac`` and ``ca`` are one change apart.

A place ``(i, e)`` means that the first i letters of the word are dealt with and took e changes. A letter of the text
leads from it to places further on, each by a position of its own: one with the letter of the word there as its label,
one with any letter. Dropped letters take no letter of the text: the places behind them are reached at the same time.
"""

from __future__ import annotations

from dateline.searcher.automata.automaton import Positions
from dateline.searcher.automata.ranges import ANY, Characters, only
from dateline.searcher.automata.syntax import MOST_POSITIONS, PatternError

__all__ = ["fuzzy_positions"]


def fuzzy_positions(word: str, distance: int) -> Positions:
    """Return the positions of the words within a distance of a word, which is folded. Raises PatternError."""
    if len(word) * (4 * distance + 2) > MOST_POSITIONS - 14:
        raise PatternError(f"a fuzzy word of {len(word)} letters is too long")
    builder = _Builder(word, distance)
    for position, place in list(enumerate(builder.places)):
        builder.follow[position] = builder.after(position, *place)
    empty = len(word) <= distance
    last = sum(
        1 << p for p, (i, e) in enumerate(builder.places) if p not in builder.swaps and len(word) - i <= distance - e
    )
    return Positions(builder.labels, builder.follow, builder.after(-1, 0, 0), last, empty)


class _Builder:
    """The positions of a fuzzy word: each has the place that it leads to."""

    def __init__(self, word: str, distance: int) -> None:
        self.word, self.distance = word, distance
        self.labels: list[Characters] = []
        self.places: list[tuple[int, int]] = []
        self.swaps: dict[int, int] = {}  # from the first of two exchanged letters to the position of the second
        size = len(word)
        self.matched = {
            (i, e): self._add(only(word[i - 1]), i, e) for i in range(1, size + 1) for e in range(distance + 1)
        }
        self.changed = {(i, e): self._add(ANY, i, e) for i in range(size + 1) for e in range(1, distance + 1)}
        self.swapped: dict[tuple[int, int], int] = {}
        for i in range(2, size + 1):
            for e in range(1, distance + 1):
                second = self._add(only(word[i - 2]), i, e)
                self.swapped[i, e] = first = self._add(only(word[i - 1]), i, e)
                self.swaps[first] = second
        self.follow = [0] * len(self.labels)

    def _add(self, label: Characters, letters: int, changes: int) -> int:
        self.labels.append(label)
        self.places.append((letters, changes))
        return len(self.labels) - 1

    def after(self, position: int, letters: int, changes: int) -> int:
        """Return the positions that may follow one, at a place."""
        if position in self.swaps:
            return 1 << self.swaps[position]
        found = 0
        for dropped in range(min(self.distance - changes, len(self.word) - letters) + 1):
            i, e = letters + dropped, changes + dropped
            reached = (
                self.matched.get((i + 1, e)),
                self.changed.get((i, e + 1)),  # a letter is added
                self.changed.get((i + 1, e + 1)),  # a letter is replaced
                self.swapped.get((i + 2, e + 1)),
            )
            for each in reached:
                found |= 0 if each is None else 1 << each
        return found
