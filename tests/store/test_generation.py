"""The id of an archive, and the counter of what has changed in it, which never falls."""

from __future__ import annotations

import shutil
import sqlite3
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.index.errors import ArticleMissing, StoreError
from dateline.index.layout import INDEX
from dateline.index.rebuild import remake_index
from dateline.index.segment.format import SectionReader
from dateline.index.segment.manifest import read_manifest, write_manifest
from dateline.index.segment.writer import IndexWriter
from dateline.index.store.store import Store
from dateline.searcher import open_archive
from dateline.upkeep.audit import audit_archive, repair_archive
from tests.commands.calls import dateline
from tests.repo.documents import written_schema


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "news") as archive:
        archive.add_many(Article(id=f"a{n}", title=f"T{n}", body=f"oil body{n}") for n in range(20))
    return tmp_path / "news"


def identity(path: Path) -> tuple[str | None, int | None]:
    """Return id and generation, which store, index and statistics must agree on."""
    with open_archive(path) as archive, open_archive(path, use_index=False) as plain:
        stats, other = archive.stats(), plain.stats()
    assert (stats.archive, stats.generation) == (other.archive, other.generation)
    with Store.open(path / "articles.db") as store:
        assert store.identity() == (stats.archive, stats.generation)
    assert stats.generation in (None, read_manifest(path / INDEX).generation)
    return stats.archive, stats.generation


def forget_identity(path: Path, generation: int) -> None:
    """Make an archive one from before ids were kept, with an index of this generation."""
    with closing(sqlite3.connect(path / "articles.db", isolation_level=None)) as connection:
        connection.execute("DELETE FROM meta WHERE name IN ('archive', 'generation')")
    write_manifest(path / INDEX, replace(read_manifest(path / INDEX), generation=generation, archive=None))


def add(path: Path, *articles: Article) -> None:
    with Archive.open(path) as archive:
        archive.add_many(articles, extract=False)


def delete(path: Path, *ids: str) -> None:
    with Archive.open(path) as archive:
        archive.delete(*ids)


def damage(path: Path) -> None:
    """Change a byte of a section; those between sections mean nothing."""
    segment = max((path / INDEX).glob("*.seg"))
    content = bytearray(segment.read_bytes())
    content[content.index(bytes(SectionReader(segment).section("english.postings")))] ^= 1
    segment.write_bytes(content)


def test_every_change_raises_the_generation_and_nothing_else_does(path: Path) -> None:
    known, generation = identity(path)
    assert uuid.UUID(known).version == 4
    assert generation == 1
    changes: list[Callable[[], object]] = [
        lambda: add(path, Article(id="a1", body="oil changed"), Article(id="new", body="x")),
        lambda: delete(path, "a2"),
        lambda: Archive.rebuild(path),
        lambda: Archive.rebuild(path, extract=True),
        lambda: add(path, Article(id="a3", body="oil again")),  # a file of deletes, named by the generation
        lambda: remake_index(path, stories=True),
    ]
    for change in changes:
        change()
        generation += 1
        assert identity(path) == (known, generation)
    for same in (
        lambda: Archive.open(path).close(),
        lambda: add(path, Article(id="a3", body="oil again")),
        lambda: add(path),
        lambda: audit_archive(path),
        lambda: repair_archive(path),
        lambda: remake_index(path),
    ):
        same()
        assert identity(path) == (known, generation)
    with pytest.raises(ArticleMissing):
        delete(path, "nowhere")
    with Archive.open(path) as archive:
        archive.add(Article(id="dropped"))
        archive.rollback()
    assert identity(path) == (known, generation)
    with Archive.open(path) as archive:  # several batches, and deletions, in one commit
        archive.add_many((Article(id=f"b{n}", body="oil") for n in range(2500)), extract=False)
        archive.delete("b1")
        archive.commit()
        assert archive._session.store.generation() == generation + 1
        archive.add(Article(id="b1"))
    assert identity(path) == (known, generation + 2)


def test_what_is_repaired_raises_the_generation(path: Path) -> None:
    known, generation = identity(path)
    damage(path)
    assert not audit_archive(path).sound
    assert identity(path) == (known, generation)
    assert repair_archive(path).sound
    assert identity(path) == (known, generation + 1)
    shutil.rmtree(path / INDEX)
    assert repair_archive(path).sound
    assert identity(path) == (known, generation + 2)
    (run,) = (path / "stories").glob("*.run")
    run.write_bytes(run.read_bytes()[:-30])
    assert repair_archive(path).sound
    assert identity(path) == (known, generation + 3)


def test_files_that_gave_nothing_new_raise_nothing(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Title\n\nBody of it.\n", encoding="utf-8")
    seen = []
    for options in ((), (), ("--again",)):
        assert dateline("add", "one.txt", *options, cwd=tmp_path).code == 0
        stats = dateline("stats", "--json", cwd=tmp_path).json
        seen.append((stats["archive"], stats["generation"]))
    assert seen == [(seen[0][0], 1)] * 3
    shown = dateline("stats", cwd=tmp_path).out.splitlines()
    assert [line.split() for line in shown[-2:]] == [["archive", seen[0][0]], ["generation", "1"]]


def test_a_copy_has_the_same_id_and_two_archives_have_two(path: Path, tmp_path: Path) -> None:
    shutil.copytree(path, tmp_path / "copy")
    assert identity(tmp_path / "copy") == identity(path)
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: Archive.create(tmp_path / f"made{n}").close(), range(8)))
    ids = {identity(tmp_path / f"made{n}") for n in range(len(made))}
    assert len({id for id, _ in ids}) == 8
    assert {generation for _, generation in ids} == {0}


def test_an_archive_from_before_has_neither_until_it_is_opened_for_writing(path: Path) -> None:
    add(path, Article(id="a1", body="oil changed"))
    forget_identity(path, 7)
    assert identity(path) == (None, None)
    assert dateline("--archive", str(path), "stats", "--json", cwd=path).json["archive"] is None
    assert "generation" not in dateline("--archive", str(path), "stats", cwd=path).out
    with open_archive(path) as early, open_archive(path, use_index=False) as plain:
        Archive.open(path).close()
        known, generation = identity(path)
        assert (known is not None, generation) == (True, 7)
        assert early.stats().generation == 7  # it has the index of this generation
        assert (plain.stats().archive, plain.stats().generation) == (None, None)
        assert (early.is_current(), plain.is_current()) == (True, False)
    add(path, Article(id="a2", body="oil changed"))
    Archive.rebuild(path)
    assert identity(path) == (known, 9)


@pytest.mark.parametrize("whole", [True, False])
def test_a_rebuild_gives_an_archive_from_before_an_id_even_if_its_index_is_gone(path: Path, whole: bool) -> None:
    forget_identity(path, 7)
    if not whole:
        (path / INDEX / "manifest.json").write_text("{", encoding="utf-8")
    Archive.rebuild(path)
    assert identity(path)[1] == (8 if whole else 1)


def test_a_commit_that_was_cut_off_is_counted_once_and_shown_when_the_index_has_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    def shown() -> int | None:
        with open_archive(path) as archive:
            return archive.stats().generation

    with monkeypatch.context() as patch:
        patch.setattr(IndexWriter, "commit", cut_off)
        archive = Archive.open(path)
        archive.add(Article(id="a1", body="oil changed"))
        with pytest.raises(KeyboardInterrupt):
            archive.commit()
        archive.close()
    assert shown() == 1
    Archive.open(path).close()
    assert identity(path)[1] == 2


def test_the_generation_never_falls_behind_that_of_the_index(path: Path) -> None:
    shutil.copy(path / "articles.db", path / "before.db")
    for number in range(5):
        delete(path, f"a{number}")
    assert identity(path)[1] == 6
    shutil.copy(path / "before.db", path / "articles.db")
    Archive.rebuild(path)
    assert identity(path)[1] == 7
    for number, damage in enumerate(("many", "0" * 6000, "9" * 30)):
        with closing(sqlite3.connect(path / "articles.db", isolation_level=None)) as connection:
            connection.execute("UPDATE meta SET value = ? WHERE name = 'generation'", (damage,))
        with open_archive(path) as archive:
            assert archive.search("oil").total == 20 - number
            with pytest.raises(StoreError, match=rf"'{damage[:9]}.*open the archive for writing"):
                archive.stats()
        delete(path, f"a{9 + number}")
        assert identity(path)[1] == 8 + number


def test_the_schema_of_the_output_has_both() -> None:
    assert {"archive", "generation"} <= set(written_schema("Dateline's JSON output, schema 1")["properties"])
