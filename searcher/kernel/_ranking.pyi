"""Scores, and the best documents.

A score is a float64, the sum of its leaves' parts in the order of the leaves, each
part ``weight * weighed / (weighed + k1)``; what `weighed` and the rest are is said in
`dateline.searcher.engine.scoring`. The order of the operations is fixed, so that every machine gives the same bits.
Bitmaps are as in `dateline.searcher.kernel._matching`; None for `deleted` means that no document is deleted.
"""

from array import array
from collections.abc import Sequence

from dateline.index.kernel._postings import Octets

# A word: place, df, weight, mask of fields, and the number of its form as typed plus one (0: no occurrence has it).
Word = tuple[int, int, float, int, int]

# Or documents, ascending, and the part of the score that each gets.
Leaf = Word | tuple[Sequence[int], Sequence[float]]

class Parts:
    """What the words of one dictionary of one segment are scored with.

    `postings`, `table` and `positions` are the dictionary's. `norms` has a
    row for each field, what one occurrence in it weighs in each document; see `norms_of`.
    `ties` has the place of each document among equal scores, the lowest first. `k1`
    is BM25's; `exact` is what a form that stands as typed adds to the weighed
    frequency. `drift` bounds by what factor norms have grown since the impact codes were made
    (`dateline.index.segment.impacts.drift_of`). `operations` names those of wide.h to use
    (``plain``, ``ssse3``, ``avx2``), the best that the processor has if it is None. A table
    that does not fit the norms raises IndexDamaged, norms that do not fit the ties, and
    operations that the processor lacks, ValueError.
    """

    def __init__(
        self,
        postings: Octets,
        table: Sequence[int],
        positions: Octets,
        norms: Sequence[Sequence[float]],
        ties: Sequence[int],
        k1: float,
        exact: float,
        drift: float = 1.0,
        operations: bytes | None = None,
    ) -> None: ...
    def count_live(self, place: int, df: int, deleted: Octets | None) -> tuple[int, int]:
        """Return how many documents that are not deleted have a word, and how often it stands in them in all.

        `place` and `df` are the word's entry.
        """

    def count_words(self, words: Sequence[tuple[int, ...] | None], deleted: Octets | None, counts: array[int]) -> None:
        """Add to the counts what `count_live` gives for each word that the segment has: two a word, u64, in order."""

    def weigh_words(
        self, words: Sequence[tuple[int, ...] | None], counts: array[int], times: list[int], articles: int, mask: int
    ) -> list[Word | None]:
        """Return words as `rank_best` takes them, with the weights of `dateline.searcher.engine.scoring.weight_of`.

        `counts` are those of `count_words`, added up over all segments; `times` says how often the query has each word.
        """

def rank_any(
    parts: Parts, leaves: Sequence[Leaf], matched: Octets | None, deleted: Octets | None, k: int
) -> tuple[array[int], array[float], int]:
    """Return (documents, scores, total): the best k of those that match, best first, and how many match.

    Those that match are the bitmap `matched` or, where it is None, the documents that
    have any leaf; never the deleted ones. A document without a leaf has score 0.
    Lists of documents must ascend. A bitmap of another segment raises ValueError.
    """

def rank_best(
    parts: Parts, leaves: Sequence[Word], deleted: Octets | None, k: int, floor: float = 0.0
) -> tuple[array[int], array[float]]:
    """Return what `rank_any` does for words alone, but no total.

    It leaves out what cannot be among the best; no weight may be negative. Documents whose score is below the `floor`
    may be left out, too: those of other segments are better.
    """

def rank_among(
    parts: Parts, leaves: Sequence[Word], matched: Octets, k: int, floor: float = 0.0
) -> tuple[array[int], array[float]]:
    """Return what `rank_best` does, of the documents that are in a bitmap and have any of the words.

    Each of them is looked up in the lists of the words, which pays where they are few.
    """

def rank_all(
    parts: Parts, leaves: Sequence[Word], deleted: Octets | None, k: int, floor: float = 0.0
) -> tuple[array[int], array[float]]:
    """Return (documents, scores) as `rank_best` does, of the documents that have all of the words.

    No words at all, or a list of documents among them, raises ValueError.
    """

def rank_phrase(
    parts: Parts,
    words: Sequence[tuple[int, int, int]],
    lengths: Sequence[Sequence[int]],
    mask: int,
    weight: float,
    deleted: Octets | None,
    k: int,
    joined: bool = False,
    floor: float = 0.0,
) -> tuple[array[int], array[float]]:
    """Return (documents, scores): the best k documents with a phrase, best first.

    The words, `lengths`, `mask` and `joined` are as `find_phrase` takes them, and the
    scores are those of `score_postings` for what it finds; `floor` is that of `rank_best`.
    Errors are those of `find_phrase`.
    """

def score_postings(
    parts: Parts, documents: Sequence[int], frequencies: Sequence[int], mask: int, weight: float
) -> array[float]:
    """Return the parts of the score of postings given outright: a phrase's, as `find_phrase` returns them."""

def norms_of(lengths: Sequence[int], average: float, weight: float, b: float) -> array[float]:
    """Return what one occurrence in a field weighs in each document: ``weight / (1 - b + b * length / average)``.

    Lengths are in tokens; `average` is their mean over the live articles of the archive, `b` is BM25's.
    """

def sort_by(ranks: Sequence[int], matched: Octets, deleted: Octets | None, k: int) -> tuple[array[int], int]:
    """Return (documents, total): the k matched documents of lowest rank, lowest first, and how many match.

    ``ranks[d]`` is the place of document d in the order wanted, such as newest first.
    """
