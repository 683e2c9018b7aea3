"""Find the story of each new version: that of the most similar earlier version, else a new one.

Candidates are versions whose signatures share keys (`dateline.index.stories.runs`). At most `MAX_CANDIDATES` are
compared, so that the cost of an article does not grow with the archive. For each key the latest versions are
candidates, so the result does not depend on batches or runs. A version that replaces another stays in the story of that
one if they are similar at all. A story is named by its first version, live or not; a version never changes
its story.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from dateline.index.article import Article
from dateline.index.entities.places.folding import folds
from dateline.index.errors import IndexDamaged
from dateline.index.kernel._candidates import enter, find_candidates
from dateline.index.kernel._likeness import most_alike
from dateline.index.kernel._signatures import RECORD, SIGNATURE, sketch
from dateline.index.stories.runs import SignaturePart, SignatureRuns

__all__ = ["StoryFinder", "Version"]

MAX_OF_KEY = 8  # candidates from one key
MAX_CANDIDATES = 8  # candidates compared for one version
RELEASE_AFTER = 50  # versions, after which the pages of the signatures compared with them are released


Signatures: TypeAlias = "tuple[int, memoryview]"  # the first version of a part, and the signatures in it
Version: TypeAlias = "tuple[int, Article, int | None]"  # its seq, the article, and the seq that it replaces


class StoryFinder:
    """Finds stories for the versions of an archive, in order. Results after the last `commit` are lost."""

    def __init__(self, folder: Path) -> None:
        """Open the folder ``stories/``; versions after `last` must be placed before new ones."""
        self._runs = SignatureRuns(folder)

    @property
    def last(self) -> int:
        """The last version that was placed."""
        return self._runs.last

    def clear(self) -> None:
        """Remove all versions."""
        self._runs.clear()

    def commit(self) -> None:
        """Make the placed versions durable."""
        self._runs.commit()

    def close(self) -> None:
        """Close the files."""
        self._runs.close()

    def place(self, batch: Sequence[Version]) -> list[tuple[int, int]]:
        """Place versions, in order and all after `last`; return (seq, story) of those that join an existing story.

        Raises IndexDamaged for damage in the folder.
        """
        if not batch:
            return []
        records = memoryview(sketch([(article.title, article.body) for _, article, _ in batch], folds())).cast("I")
        entries = enter(records, array("I", [seq for seq, _, _ in batch]))
        candidates = find_candidates(entries, self._runs.latest_first(), MAX_OF_KEY, MAX_CANDIDATES)
        fresh = self._new_part(batch, records)
        parts = [*self._runs.parts(), fresh]
        known = [(part.first, part.signatures) for part in parts]
        chosen = self._compare(candidates, batch, known)
        joined = []
        for seq, _, replaced in batch:
            if replaced is not None:
                chosen.update(_most_alike(array("Q", [seq << 32 | replaced]), known))
            if seq in chosen:
                part = _part_of(chosen[seq], parts)
                story = part.stories[chosen[seq] - part.first]
                if not 0 < story <= chosen[seq]:
                    raise IndexDamaged(f"version {chosen[seq]} is of a later story than itself")
                fresh.stories[seq - fresh.first] = story
                joined.append((seq, story))
        self._runs.append(fresh, entries)
        return joined

    def _compare(self, pairs: array[int], batch: Sequence[Version], known: Sequence[Signatures]) -> dict[int, int]:
        """Return the most similar version of each that has candidates; in batches if signatures are read from files."""
        if not self._runs.are_mapped:
            return _most_alike(pairs, known)
        chosen: dict[int, int] = {}
        start = 0
        for seq, _, _ in (*batch[RELEASE_AFTER - 1 :: RELEASE_AFTER], batch[-1]):
            end = bisect_right(pairs, seq << 32 | 0xFFFFFFFF)
            if end > start:
                chosen |= _most_alike(pairs[start:end], known)
                self._runs.release_pages()
            start = end
        return chosen

    def _new_part(self, batch: Sequence[Version], records: memoryview) -> SignaturePart:
        """Return the signatures of a batch, with each version in its own story."""
        first, end = self._runs.last + 1, batch[-1][0] + 1
        signatures = memoryview(bytearray(4 * SIGNATURE * (end - first))).cast("I")
        for place, (seq, _, _) in enumerate(batch):
            at, start = (seq - first) * SIGNATURE, place * RECORD
            signatures[at : at + SIGNATURE] = records[start : start + SIGNATURE]
        return SignaturePart(first, signatures, array("I", range(first, end)))


def _most_alike(pairs: array[int], known: Sequence[Signatures]) -> dict[int, int]:
    """Return the most similar version of each that has candidates."""
    return {pair >> 32: pair & 0xFFFFFFFF for pair in most_alike(pairs, known)}


def _part_of(seq: int, parts: Sequence[SignaturePart]) -> SignaturePart:
    return parts[bisect_right(parts, seq, key=lambda part: part.first) - 1]
