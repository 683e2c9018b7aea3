"""The counts of one facet, as a sequence that makes the objects of what is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

from dateline.searcher.engine.facet_tables import ValueCounts
from dateline.searcher.kernel._hits import make_counts
from dateline.searcher.results.results import FacetCount

__all__ = ["FacetCounts"]

FIRST = 16  # values that are looked at together, at least


class FacetCounts(Sequence[FacetCount]):
    """Values by frequency, then the articles without any; in all else like the tuple of these.

    The most frequent values are found without ordering the others, and only values that are looked at are read.
    """

    __slots__ = ("_counts", "_known", "_length", "_without")

    def __init__(self, counts: ValueCounts, without: int) -> None:
        self._counts, self._without = counts, without
        self._length = len(counts) + bool(without)
        self._known: tuple[FacetCount, ...] = ()

    def _first(self, k: int) -> tuple[FacetCount, ...]:
        """Return at least the first k, or all that there are."""
        known = self._known
        if len(known) < min(k, self._length):
            known = make_counts(FacetCount, self._counts.best(k))
            if k >= self._length and self._without:
                known = (*known, FacetCount(None, self._without))
            self._known = known
        return known

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> FacetCount: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[FacetCount, ...]: ...

    def __getitem__(self, at: int | slice) -> FacetCount | tuple[FacetCount, ...]:
        if isinstance(at, slice):
            places = range(self._length)[at]
            known = self._first(max(places[0], places[-1]) + 1 if places else 0)
            return tuple([known[place] for place in places])
        place = range(self._length)[at]
        return self._first(max(FIRST, 2 * place + 1))[place]

    def __iter__(self) -> Iterator[FacetCount]:
        return iter(self._first(self._length))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, FacetCounts | tuple):
            return len(self) == len(other) and tuple(self) == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __add__(self, other: object) -> tuple[Any, ...]:
        return (*self, *other) if isinstance(other, FacetCounts | tuple) else NotImplemented

    def __radd__(self, other: object) -> tuple[Any, ...]:
        return (*other, *self) if isinstance(other, tuple) else NotImplemented

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (tuple(self),)
