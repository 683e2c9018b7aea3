"""The archive as a program uses it: commits, crashes, locks, snapshots, threads, merges."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dateline.index import Archive, Article
from dateline.index.errors import (
    ArchiveClosed,
    ArchiveError,
    ArchiveExists,
    ArchiveLocked,
    ArchiveMissing,
    ArticleMissing,
    FieldError,
)
from dateline.index.intake import opening
from dateline.index.segment.manifest import read_manifest
from dateline.index.segment.merge_policy import FACTOR, runs_to_merge
from dateline.index.segment.writer import IndexWriter
from dateline.index.store.store import Store
from dateline.searcher import open_archive
from dateline.upkeep.audit import audit_archive


def article(number: int, words: str = "oil") -> Article:
    return Article(id=f"a{number}", title=f"Title {number}", body=f"{words} body{number}", published=date(2016, 1, 1))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "news") as archive:
        archive.add_many(article(number) for number in range(20))
    return tmp_path / "news"


def total(path: Path, query: str) -> int:
    with open_archive(path) as archive:
        return archive.search(query).total


def add_and_fail(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.add(article(99, "uncommitted"))
        archive.delete("nobody")


def test_what_was_not_committed_is_not_there(path: Path) -> None:
    archive = Archive.open(path)
    archive.add(article(99, "uncommitted"))
    archive.close()
    assert total(path, "uncommitted") == 0
    with pytest.raises(ArticleMissing):
        add_and_fail(path)
    assert total(path, "uncommitted") == 0
    with Archive.open(path) as archive:
        archive.add(article(99, "uncommitted"))
        archive.rollback()
        archive.add(article(98, "kept"))
    assert (total(path, "uncommitted"), total(path, "kept"), total(path, "*")) == (0, 1, 21)


def test_a_store_ahead_of_its_index_heals_at_the_next_opening(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(self: IndexWriter, *state: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(IndexWriter, "commit", cut_off)
        archive = Archive.open(path)
        archive.add(article(0, "replaced"))
        archive.add(article(50, "fresh"))
        archive.delete("a1")
        with pytest.raises(KeyboardInterrupt):
            archive.commit()
        archive.close()
    with open_archive(path) as stale:  # what was acknowledged before is whole
        assert stale.search("oil").total == 20
        assert [hit.article.body for hit in stale.search("title:0").hits] == ["oil body0"]
    Archive.open(path).close()
    assert (total(path, "replaced"), total(path, "fresh"), total(path, "*")) == (1, 1, 20)
    with Archive.open(path) as archive, pytest.raises(ArticleMissing):
        archive.get("a1")


@pytest.mark.parametrize("stop_at", range(1, 14))
def test_a_writer_killed_at_any_sync_or_rename_leaves_the_old_state_or_the_new(path: Path, stop_at: int) -> None:
    script = (
        "import os, sys\n"
        "from dateline.index import Archive, Article\n"
        "calls = 0\n"
        "def killing(name):\n"
        "    real = getattr(os, name)\n"
        "    def call(*arguments, **options):\n"
        "        global calls\n"
        "        calls += 1\n"
        f"        if calls == {stop_at}: os._exit(9)\n"
        "        return real(*arguments, **options)\n"
        "    setattr(os, name, call)\n"
        "archive = Archive.open(sys.argv[1])\n"
        "for name in ('fsync', 'replace', 'rename', 'unlink'): killing(name)\n"
        "archive.delete('a1')\n"
        "archive.add(Article(id='new', title='New', body='zebra'))\n"
        "archive.commit()\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 9), done.stderr
    seen = (total(path, "zebra"), total(path, "body1"))
    assert seen in ((0, 1), (1, 0))
    Archive.open(path).close()  # heals, if the store was ahead
    with Store.open(path / "articles.db") as store:
        assert (total(path, "zebra"), total(path, "body1")) == ((1, 0) if store.last_seq() == 22 else (0, 1))
    assert total(path, "*") == 20


def test_the_second_writer_waits_and_then_says_so(path: Path) -> None:
    with Archive.open(path), pytest.raises(ArchiveLocked, match="another program"):
        Archive.open(path, timeout=0.1)
    first = Archive.open(path)
    threading.Timer(0.2, first.close).start()
    Archive.open(path, timeout=10).close()


def test_a_reader_keeps_its_snapshot_whatever_is_written(path: Path) -> None:
    with open_archive(path) as before:
        hits = before.search("oil", limit=100).hits
        with Archive.open(path) as archive:
            archive.delete(*(f"a{number}" for number in range(10)))
            archive.add(article(11, "changed"))
        Archive.rebuild(path)
        assert before.search("oil").total == 20
        assert [hit.article.body for hit in hits if hit.id == "a11"] == ["oil body11"]
        assert len({hit.article.body for hit in hits}) == 20
    assert (total(path, "oil"), total(path, "changed")) == (9, 1)


def test_loading_after_closing_raises_with_words(path: Path) -> None:
    with open_archive(path) as archive:
        results = archive.search("oil", facets=["places"])
    for load in (
        lambda: results.total,
        lambda: results.facets,
        lambda: results.hits[0].article,
        lambda: archive.search("x"),
    ):
        with pytest.raises(ArchiveClosed, match="closed"):
            load()
    closed = Archive.open(path)
    closed.close()
    with pytest.raises(ArchiveClosed):
        closed.add(article(1))


def test_threads_share_one_reader(path: Path) -> None:
    with open_archive(path) as archive, ThreadPoolExecutor(8) as pool:
        wanted = [(hit.id, hit.score) for hit in archive.search("oil body7", match="any").hits]

        def ask(_: int) -> list[tuple[str, float]]:
            hits = archive.search("oil body7", match="any").hits
            assert all(hit.article.id == hit.id for hit in hits)
            return [(hit.id, hit.score) for hit in hits]

        assert all(answer == wanted for answer in pool.map(ask, range(200)))


def test_many_commits_leave_few_segments_and_no_dead_files(path: Path) -> None:
    for number in range(100, 180):
        with Archive.open(path) as archive:
            archive.add(article(number))
            archive.add(article(number - 1, "again"))
    manifest = read_manifest(path / "index")
    assert len(manifest.segments) <= 2 * FACTOR
    named = {"manifest.json"}.union(*(entry.files() for entry in manifest.segments))
    assert {file.name for file in (path / "index").iterdir()} == named
    assert total(path, "*") == 101


def test_merging_touches_each_document_logarithmically_often() -> None:
    segments: list[tuple[int, int]] = []
    moved = most = 0
    for _ in range(5000):
        segments.append((1000, 0))
        while run := runs_to_merge(segments):
            size = sum(documents for documents, _ in segments[run])
            moved += size
            segments[run] = [(size, 0)]
        most = max(most, len(segments))
    assert most <= FACTOR * 6
    assert moved <= 5000 * 1000 * 6


def test_an_archive_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing, match="add FILES"):
        open_archive(tmp_path / "news")
    Archive.create(tmp_path / "news").close()
    with pytest.raises(ArchiveExists):
        Archive.create(tmp_path / "news")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ArchiveExists):
        Archive.create(tmp_path / "full")
    with pytest.raises(FieldError):
        Archive.create(tmp_path / "bad", keywords=["title"])
    for other, name in (("topic", "topics"), ("Person", "people"), ("place", "places")):
        with pytest.raises(FieldError, match=f"'{other}' is another name of the field {name}"):
            Archive.create(tmp_path / "bad", keywords=["desk", other])
    for wrong in ("abc", [5], 5, None):
        with pytest.raises(FieldError, match="not a list of field names"):
            Archive.create(tmp_path / "bad", keywords=wrong)  # type: ignore[arg-type]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["full", "news"]


def test_of_two_that_make_an_archive_at_once_the_second_gets_archive_exists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = opening.create_index

    def be_overtaken(*arguments: Any) -> None:
        monkeypatch.setattr(opening, "create_index", real)
        with Archive.create(tmp_path / "news", keywords=["desk"]) as first:
            first.add(Article(id="1", title="First"))
        real(*arguments)

    monkeypatch.setattr(opening, "create_index", be_overtaken)
    with pytest.raises(ArchiveExists, match=r"there is an archive at .*news already"):
        Archive.create(tmp_path / "news")
    assert [each.name for each in tmp_path.iterdir()] == ["news"]
    with open_archive(tmp_path / "news") as archive:
        assert archive.search("first").total == 1
        assert archive.fields.get("desk") is not None


def test_where_no_archive_can_be_made_the_name_is_as_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ArchiveError, match=r"link: it is a link to .*nowhere, which is not there"):
        Archive.create(tmp_path / "link")
    (tmp_path / "file").write_text("text", encoding="utf-8")
    with pytest.raises(ArchiveError, match="file is a file"):
        Archive.create(tmp_path / "file" / "news")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "link"]


def test_identity_replaces_and_the_same_again_changes_nothing(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news") as archive:
        first = archive.add_many([article(1), Article(url="HTTPS://Example.org/a?utm_source=x", title="A", body="one")])
        again = archive.add_many(
            [article(1), Article(url="https://example.org/a", title="A", body="two")], extract=False
        )
        assert (first.added, again.replaced, again.unchanged) == (2, 1, 1)
        assert archive.get("https://example.org/a").body == "two"
    assert (total(tmp_path / "news", "one"), total(tmp_path / "news", "two"), total(tmp_path / "news", "*")) == (
        0,
        1,
        2,
    )


def test_ties_go_to_the_newer_instant_then_to_the_lower_id(tmp_path: Path) -> None:
    times = {"b": datetime(2016, 1, 1, 9, tzinfo=UTC), "a": datetime(2016, 1, 1, 9, tzinfo=UTC), "c": None,
             "d": datetime(2016, 1, 1, 10, tzinfo=UTC)}  # fmt: skip
    for number, (id, when) in enumerate(times.items()):
        with (Archive.open if number else Archive.create)(tmp_path / "news") as archive:
            archive.add(Article(id=id, title="Same", body="oil", published=when))
    with open_archive(tmp_path / "news") as archive:
        assert [hit.id for hit in archive.search("oil").hits] == ["d", "a", "b", "c"]
        assert [hit.id for hit in archive.search("oil", sort="oldest").hits] == ["a", "b", "d", "c"]


def test_index_and_scan_agree_on_odd_values(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news") as archive:
        archive.add(Article(id="a", people=("Smith,John", ""), published=date(1, 1, 1)))
        archive.add(Article(id="b", people=("",), published=date(9999, 12, 31)))
    for use_index in (True, False):
        with open_archive(tmp_path / "news", use_index=use_index) as archive:
            assert [hit.id for hit in archive.search("people:smith").hits] == ["a"]
            assert [hit.id for hit in archive.search("people:*").hits] == ["a"]
            counts = archive.search("*", facets=["people", "published:day"]).facets
            assert [(each.value, each.count) for each in counts["people"]] == [("Smith,John", 1), (None, 1)]
            assert [each.value for each in counts["published:day"]] == ["0001-01-01", "9999-12-31"]


@pytest.mark.skipif(os.name == "nt", reason="mapped files cannot be removed there while they are open")
def test_an_archive_can_be_searched_where_nothing_can_be_written(path: Path) -> None:
    for each in (path, path / "index", *path.iterdir(), *(path / "index").iterdir()):
        each.chmod(0o555 if each.is_dir() else 0o444)
    try:
        assert total(path, "oil") == 20
    finally:
        for each in (path, path / "index"):
            each.chmod(0o755)


def test_threads_that_share_an_archive_for_writing_take_turns(tmp_path: Path) -> None:
    def write(thread: int) -> None:
        for n in range(60):
            id = f"{thread}-{n}"
            writer.add(Article(id=id, body=f"It rained on day {n} in Leeds."), extract=n % 2 == 0)
            if n % 10 == 5:
                writer.commit()
            assert id in writer
            assert writer.get(id).id == id
            if n % 20 == 3:
                writer.delete(id)
                writer.add_many([Article(id=f"{id}-{more}", body="Rain.") for more in range(5)])

    with Archive.create(tmp_path / "shared") as writer, ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(write, thread) for thread in range(4)]:
            done.result()
    with open_archive(tmp_path / "shared") as archive:
        assert len(archive) == 4 * (60 - 3 + 15)
    assert audit_archive(tmp_path / "shared").sound
