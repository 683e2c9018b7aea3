"""Check that the signatures in ``stories/`` are intact and agree with the store."""

from __future__ import annotations

from pathlib import Path

from dateline.index.errors import IndexDamaged, IndexFormatError
from dateline.index.store.integrity import Integrity
from dateline.index.stories.runs import SignatureRun, open_runs

__all__ = ["find_story_problem"]


def find_story_problem(folder: Path, stored: Integrity, last: int) -> str | None:
    """Return the problem of the folder, or None; missing signatures are no problem, the next addition makes them.

    ``last`` is the last version of the store.
    """
    if stored.has_impossible_story():
        return "the table stories of articles.db has a version that is of no version's story, or of a later one's"
    try:
        runs = open_runs(folder)[1]
        for run in runs:
            assert run.file is not None
            run.file.verify()
    except FileNotFoundError as error:
        return None if not folder.exists() else f"{error.filename} is missing"
    except (IndexDamaged, IndexFormatError) as error:
        return str(error).partition(";")[0]
    try:
        return _disagreement(runs, stored, last)
    finally:
        for run in runs:
            for part in run.parts:
                assert isinstance(part.stories, memoryview)
                part.stories.release()
            if run.file is not None:
                run.file.close()


def _disagreement(runs: list[SignatureRun], stored: Integrity, last: int) -> str | None:
    known = runs[-1].first + len(runs[-1]) - 1 if runs else 0
    if known > last:
        return f"{known - last:,} versions are known there that the store has not"
    rows = stored.stories(known)
    row = next(rows, None)
    for run in runs:
        for part in run.parts:
            for seq, story in enumerate(part.stories, part.first):
                recorded = seq
                if row is not None and row[0] == seq:
                    recorded, row = row[1], next(rows, None)
                if recorded != story:
                    return f"version {seq} is of the story {story} there, and of the story {recorded} in the store"
    return None
