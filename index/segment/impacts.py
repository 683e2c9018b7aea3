"""Impact codes: 4 bits for each posting of a long list, by which the ranking kernels leave out what cannot win.

A posting is worth ``w = x / (x + 1.2)``, where x is its weighed frequency with the averages of building the segment:
the sum over the fields of ``frequency · weight / (1 − b + b · length / average)``. Codes are given by rank within the
list: 15 to the 8 highest, each code below to about ``(n / 8) ** (1 / 14)`` times as many of n, 1 to the rest. So they
are finest where the best articles are decided. A list of more than 128 postings has them; its place in the dictionary
has bit 62 set, and in *postings* stands::

    u64 size                    of the chunk records that follow (see `postings`)
    chunk records
    u16 highest[16]             the highest w · 65,535 of each code or a lower one, rounded up; highest[0] is 0
    u32 kind                    0, 1 or 2
    u32 count                   of postings
    codes                       kind 0, 1: of each posting; kind 2: of each document of the segment, 0 without the term
    bitmap                      kind 1: of the documents with the term, in 8-byte words

Codes stand in groups of 64 in 32 bytes: byte i has number i in its low half, number 32 + i in its high half. Lists of
at least a quarter of the documents are of kind 2, of at least a sixteenth of kind 1.

The averages, weights and b of building are the fact ``shapes``. When they change, no w exceeds what `drift_of` allows
for, so the codes stay useful and answers exact. Scores are never read from codes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from typing import TypeAlias

__all__ = ["Shape", "drift_of", "shapes_of"]

Shape: TypeAlias = tuple[float, float, float]  # average length, weight and b of a field


def shapes_of(weights: Mapping[str, tuple[float, float]], lengths: Mapping[str, array[int]]) -> dict[str, Shape]:
    """Return the shapes of text fields, given the weight and b, and the lengths of all documents, of each."""
    return {
        field: (sum(lengths[field]) / max(len(lengths[field]), 1), float(weight), float(b))
        for field, (weight, b) in weights.items()
    }


def drift_of(then: Iterable[Shape], now: Iterable[Shape]) -> float:
    """Return the highest factor, at least 1, by which a weighed frequency may have grown between two states.

    The norm of a field is ``weight / (1 − b + b · length / average)``. The ratio of two norms is monotone in the
    length, so that its highest value is that of length 0 or of an infinite one.
    """
    return max((_growth(*pair) for pair in zip(then, now, strict=True)), default=1.0)


def _growth(then: Shape, now: Shape) -> float:
    (average, weight, b), (new_average, new_weight, new_b) = then, now
    if new_weight == 0.0 or (then == now):
        return 1.0
    at_zero = _ratio(1.0 - b, 1.0 - new_b)
    slope = b / average if average > 0.0 else 0.0
    new_slope = new_b / new_average if new_average > 0.0 else 0.0
    return max(1.0, _ratio(new_weight, weight) * max(at_zero, _ratio(slope, new_slope)))


def _ratio(above: float, below: float) -> float:
    """Return the quotient; that of two zeros is 1."""
    if below == 0.0:
        return 1.0 if above == 0.0 else float("inf")
    return above / below
