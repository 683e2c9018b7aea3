"""Whether two texts are printings of one story, decided from their signatures (`dateline.index.kernel._signatures`).

Two measures, each of what two texts share: shingles (three words in a row) and telling words (numbers, and long
words). A word in ten changed leaves 0.57 of the union of shingles and 0.82 of that of telling words; two notices
of one form share as many shingles but differ in names, amounts and dates. Neither measure separates the two, their sum
does. What is shared is counted up to the highest cell that both sketches would have kept, which makes a fair sample of
both sets, and the whole of sets that are small.

What the sum of the shares of the unions must reach depends on the words of the shorter text: 1.9 below 8 words, 1.5
below 18, 1.1 below 40, 1.0 below 100, 0.95 below 200, else 0.8. A text that falls short of it can still be a cut of
the longer one if it has 30 words or more and at least 0.15 of the words of the longer (an item of a round-up has less):
then the shares of the shorter text must sum to 1.6 below 60 words, else to 1.45.

These numbers were tuned on variants of Reuters-21578, enwiki and chronam-1916 (`benchmarks/duplicates.py`), and on the
borderline cases in Reuters: notices of dividends, bonds, prices and exchanges, corrections, second leads.
"""

from array import array
from collections.abc import Sequence

# The first of versions that follow each other, and their signatures.
Part = tuple[int, Sequence[int]]

def overlap(first: Sequence[int], second: Sequence[int]) -> tuple[int, int, int, int, int, int]:
    """Return how many shingles two signatures share, how many the one has and the other; the same of telling words."""

def likeness(first: Sequence[int], second: Sequence[int]) -> float:
    """Return how alike two signatures are: 2 for the same text, 0 when they are not of one story."""

def most_alike(pairs: Sequence[int], parts: Sequence[Part]) -> array[int]:
    """Return of each version, of those it is paired with, the one most like it, the first if several are.

    Pairs are number × 2³² + earlier number, ascending; ``parts`` have the signatures of all, in order. Versions that
    are like none are left out. Raises IndexDamaged for a version of which no part has the signature.
    """
