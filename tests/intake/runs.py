"""Runs for the tests: small files, small portions, and what an archive holds afterwards."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dateline.index.archive import Archive
from dateline.index.intake import Options, portions, run
from dateline.index.intake import plan as planning
from dateline.index.intake.run import Event, Run, Settings

ONE = Settings(extract=False)


def write_lines(path: Path, numbers: range, words: str = "said in Baku") -> None:
    """Write made-up articles as JSON Lines."""
    rows = (
        {"id": f"a{n}", "title": f"Title {n}", "body": f"President Ilham Aliyev {words} on 3 May {1950 + n % 70}. " * 3}
        for n in numbers
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def begin(archive: Path, *paths: Path, settings: Settings = ONE, options: Options | None = None) -> Run:
    """Return a run into an archive that may be there."""
    opened = Archive.open(archive) if archive.exists() else None
    return Run([str(path) for path in paths], options or Options(), opened, lambda: Archive.create(archive), settings)


def do(
    archive: Path, *paths: Path, settings: Settings = ONE, options: Options | None = None
) -> tuple[Run, list[Event]]:
    """Do a run; return it, and what it told."""
    done = begin(archive, *paths, settings=settings, options=options)
    try:
        return done, list(done)
    finally:
        if done.archive is not None:
            done.archive.close()


def counts(done: Run) -> dict[str, int]:
    """Return the counts of a run by outcome."""
    found: dict[str, int] = {}
    for (_, outcome), count in done.counts.items():
        found[outcome] = found.get(outcome, 0) + count
    return found


def content(archive: Path, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of an archive's store."""
    names = tables or ("versions", "mentions", "originals", "sources", "origins")
    with closing(sqlite3.connect(archive / "articles.db")) as connection:
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}


def cut_small(monkeypatch: pytest.MonkeyPatch, cut: int = 4000, every: int = 100) -> None:
    """Have portions, commits and what is worth another process small."""
    monkeypatch.setattr(portions, "PORTION_SIZE", cut)
    monkeypatch.setattr(planning, "PORTION_SIZE", cut)
    monkeypatch.setattr(run, "MIN_PARALLEL_SIZE", 0)
    monkeypatch.setattr(run, "COMMIT_EVERY", every)
    monkeypatch.setattr(run, "COMMIT_EVERY_WITHOUT_EXTRACTION", every)
