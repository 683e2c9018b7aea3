"""From the best documents of segments to hits.

A page of hits is three lists of one length: ids, versions and scores, best first. Making the objects of a page one by
one in Python takes longer than ranking a rare word.
"""

from array import array
from collections.abc import Sequence
from os import PathLike
from typing import TypeVar

from dateline.index.kernel._postings import Octets

class HitRow:
    """What a hit knows without reading its article; `dateline.searcher.results.results.Hit` is the class that is used.

    The attributes are read-only.
    """

    rank: int
    id: str
    seq: int
    score: float

    def __init__(self, rank: int, id: str, seq: int, score: float, page: object) -> None: ...

class CountRow:
    """What the count of a value in a facet is: the value, None for articles without any, and how many articles.

    The attributes are read-only; `dateline.searcher.results.results.FacetCount` is the class that is used.
    """

    value: str | None
    count: int

    def __init__(self, value: str | None, count: int) -> None: ...

Row = TypeVar("Row", bound=HitRow)
Count = TypeVar("Count", bound=CountRow)

def make_counts(kind: type[Count], rows: list[tuple[str, int]]) -> tuple[Count, ...]:
    """Return the counts of values, without calling the `__init__` of their class."""

class Columns:
    """What the documents of one segment are listed with: versions, instants, and ids with their offsets.

    The lowest i64 as an instant is that of an undated document. `file` is named where the segment is damaged.
    Columns of different lengths raise IndexDamaged.
    """

    def __init__(
        self,
        seqs: Sequence[int],
        instants: Sequence[int],
        ids: Octets,
        offsets: Sequence[int],
        file: str | PathLike[str],
    ) -> None: ...

def list_best(
    founds: list[tuple[Columns, array[int] | tuple[()], array[float] | tuple[()]]], k: int
) -> tuple[list[str], list[int], list[float]]:
    """Return the ids, versions and scores of the best k documents of all segments.

    Each segment gives its documents and their scores, best first. Ties go to the newer document, undated ones last,
    then to the lower id.
    """

def make_hits(kind: type[Row], ids: list[str], seqs: list[int], scores: list[float], page: object) -> tuple[Row, ...]:
    """Return the hits of a page, with the ranks from 1, without calling the `__init__` of their class."""
