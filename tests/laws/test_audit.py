"""However an archive was changed, repairing it from its sources makes it equal to one filled from them afresh."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index import Archive, Article
from dateline.index.errors import DatelineError
from dateline.searcher import open_archive
from dateline.upkeep.audit import audit_archive, audit_sources, repair_archive, repair_from_sources
from tests.memory import folder_in_memory
from tests.strategies import texts
from tests.upkeep.damage import added, drop_from_index, held, write_rows

pytestmark = pytest.mark.kernels

NAMES = ("a.jsonl", "b.jsonl", "c/d.jsonl")
# A record has an id, or an address, or only its text to be known by.
KEYS = st.one_of(
    st.sampled_from([{"id": f"x{n}"} for n in range(6)]),
    st.sampled_from([{"url": f"https://courier.example/{n}"} for n in range(4)]),
    st.just({}),
)
ROWS = st.builds(lambda key, title, body: {**key, "title": f"{title} .", "body": f"{body} ."}, KEYS, texts(3), texts(9))
FILES = st.dictionaries(st.sampled_from(NAMES), st.lists(ROWS, min_size=1, max_size=8), min_size=1)
DAMAGES = st.lists(
    st.tuples(st.sampled_from(("delete", "replace", "change", "unindex", "flip", "forget")), st.integers(0, 1 << 20)),
    max_size=6,
)


def lay(folder: Path, files: dict[str, list[dict[str, str]]]) -> list[str]:
    """Have these files in a folder, and no others; return their names in the order of reading."""
    for name in NAMES:
        if name in files:
            write_rows(folder / name, files[name])
        else:
            (folder / name).unlink(missing_ok=True)
    return [str(folder)]


def live_ids(archive: Path) -> list[str]:
    with open_archive(archive, use_index=False) as opened:
        return sorted(hit.id for hit in opened.search("*", limit=1000).hits)


def damage(archive: Path, how: str, number: int) -> None:
    """Damage an archive in one way, at the place that the number says."""
    ids = live_ids(archive)
    if not ids:
        return
    id = ids[number % len(ids)]
    if how == "change":
        with closing(sqlite3.connect(archive / "articles.db")) as connection, connection:
            query = "UPDATE versions SET body = ? WHERE seq = (SELECT max(seq) FROM versions WHERE id = ?)"
            connection.execute(query, (f"changed to {number} .", id))
    elif how == "forget":  # where everything came from
        with closing(sqlite3.connect(archive / "articles.db")) as connection, connection:
            connection.execute("UPDATE sources SET size = 0")
    else:
        damage_index_or_articles(archive, how, id, number)


def damage_index_or_articles(archive: Path, how: str, id: str, number: int) -> None:
    segments = sorted((archive / "index").glob("*.seg"))
    try:
        if how == "unindex":
            drop_from_index(archive, id)
        elif how == "flip" and segments:
            file = segments[number % len(segments)]
            data = bytearray(file.read_bytes())
            data[number % len(data)] ^= 1 << number % 8
            file.write_bytes(data)
        else:
            with Archive.open(archive) as opened:
                if how == "delete":
                    opened.delete(id)
                elif how == "replace" and id.startswith("x"):
                    opened.add(Article(id=id, title="Replaced", body=f"by {number}"), extract=False)
    except (DatelineError, ValueError, FileNotFoundError):
        # An index that is damaged already takes no more of this.
        assert not audit_archive(archive).sound


@settings(deadline=None, max_examples=60)
@given(st.lists(FILES, min_size=1, max_size=3), FILES, DAMAGES)
def test_a_repaired_archive_is_one_that_was_freshly_filled(
    states: Sequence[dict[str, Any]], last: dict[str, Any], damages: Sequence[tuple[str, int]]
) -> None:
    with folder_in_memory() as place:
        folder, archive = Path(place) / "news", Path(place) / "archive"
        folder.mkdir()
        for state in states:
            added(archive, *map(Path, lay(folder, state)))
        for how, number in damages:
            damage(archive, how, number)
        paths = lay(folder, last)
        report = repair_from_sources(archive, paths, extract=False)
        assert report.sound, report.findings
        assert audit_sources(archive, paths).sound
        fresh = added(Path(place) / "fresh", folder)
        from_elsewhere = elsewhere(archive)
        assert [row for row in held(archive) if row[0] not in from_elsewhere] == [
            row for row in held(fresh) if row[0] not in from_elsewhere
        ]
        repair_archive(archive)
        assert audit_archive(archive).sound


def elsewhere(archive: Path) -> set[str]:
    """Return the articles that a program put there and no source has: nobody's ghosts."""
    with open_archive(archive) as opened:
        return {hit.id for hit in opened.search("title:Replaced", limit=1000).hits}


@settings(deadline=None, max_examples=60)
@given(FILES, DAMAGES)
def test_a_repaired_index_is_that_of_its_store(files: dict[str, Any], damages: Sequence[tuple[str, int]]) -> None:
    with folder_in_memory() as place:
        folder, archive = Path(place) / "news", Path(place) / "archive"
        folder.mkdir()
        for name in lay(folder, files):
            for file in sorted(Path(name).rglob("*.jsonl")):
                added(archive, file)
        for how, number in damages:
            damage(archive, how, number)
        report = repair_archive(archive)
        assert report.sound, report.findings
        with open_archive(archive, use_index=False) as opened:
            there = sorted(
                (hit.id, hit.article.title, hit.article.body, str(hit.article.published), hit.article.url)
                for hit in opened.search("*", limit=1000).hits
            )
        assert held(archive) == there
        assert os.listdir(archive / "index")
