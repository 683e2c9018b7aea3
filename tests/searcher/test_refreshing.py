"""Refreshing an open archive: what it then sees, what it does not see before, and what results keep."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.index.entities.authority.edits import hide, merge
from dateline.index.entities.places.archive_gazetteer import import_gazetteer
from dateline.index.errors import ArchiveClosed, ArchiveMissing, ArticleMissing, FieldError, IndexDamaged
from dateline.index.segment.writer import IndexWriter
from dateline.searcher import Results, SearchArchive, open_archive
from dateline.upkeep.curate import list_entities
from tests.permissions import bound_by_permissions

BOTH = pytest.mark.parametrize("use_index", [True, False], ids=["index", "no-index"])
NAMES = '[[people]]\nname = "Ilham Aliyev"\naliases = ["{}"]\n'
OTHER = '[[people]]\nname = "Heydar Aliyev"\naliases = ["{}"]\n'


def article(number: int, words: str = "oil", **more: object) -> Article:
    more = {"people": ("President A", "President B"), "places": ("Baku", "Harbour Mole"), "source": "Wire", **more}
    return Article(id=f"a{number}", title=f"Title {number}", body=f"{words} body{number}", **more)  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "news") as archive:
        archive.add_many([article(n, published=date(2016, 1, 1)) for n in range(20)], extract=False)
    return tmp_path / "news"


def add(path: Path, *articles: Article) -> None:
    with Archive.open(path, clock=lambda: datetime(2017, 1, 1, tzinfo=UTC)) as archive:
        archive.add_many(articles, extract=False)


def counts(results: Results, facet: str) -> dict[str | None, int]:
    return {each.value: each.count for each in results.facets[facet]}


@BOTH
def test_what_is_committed_is_seen_from_the_next_refresh_on(path: Path, use_index: bool) -> None:
    with open_archive(path, use_index=use_index) as archive:
        assert (archive.is_current(), archive.refresh()) == (True, False)
        add(path, article(1, "changed"), article(20))
        with Archive.open(path) as writer:
            writer.delete("a2")
        assert (archive.is_current(), archive.search("oil").total, archive.search("changed").total) == (False, 20, 0)
        assert (archive.refresh(), archive.is_current(), archive.refresh()) == (True, True, False)
        assert (archive.search("oil").total, archive.search("changed").total) == (19, 1)


def test_commits_of_another_process_and_rebuilds_are_seen(path: Path) -> None:
    script = (
        "import sys\nfrom dateline.index import Archive, Article\n"
        "with Archive.open(sys.argv[1]) as archive: archive.add(Article(id='new', body='zebra'), extract=False)\n"
    )
    with open_archive(path) as archive:
        subprocess.run([sys.executable, "-P", "-c", script, path], check=True)
        assert archive.search("zebra").total == 0
        assert archive.refresh()
        assert archive.search("zebra").total == 1
        Archive.rebuild(path, keywords=["desk"])
        assert not archive.is_current()
        with pytest.raises(FieldError):
            archive.search("*", facets=["desk"])
        assert archive.refresh()
        assert "desk" in [row.name for row in archive.fields]
        assert counts(archive.search("*", facets=["desk"]), "desk") == {None: 21}


def test_a_program_may_go_to_another_folder(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    with open_archive("news") as archive, ThreadPoolExecutor(1) as pool:
        monkeypatch.chdir("/")
        assert archive.is_current()
        add(path, article(20))
        assert pool.submit(lambda: archive.search("oil").hits[0].article.title).result().startswith("Title")
        assert archive.refresh()
        assert archive.search("oil").total == 21


@BOTH
def test_an_archive_that_is_read_without_locks_is_refreshed_too(path: Path, use_index: bool) -> None:
    add(path, article(30))
    open_archive(path, use_index=use_index).close()  # all is imported
    with bound_by_permissions() as folder:
        path = folder / "news"
        with Archive.create(path) as made:
            made.add_many([article(n) for n in range(20)], extract=False)
        path.chmod(0o555)
        try:
            with open_archive(path, use_index=use_index) as archive:
                before = archive.search("oil")
                assert before.hits[0].article
                path.chmod(0o755)
                add(path, article(1, "changed"), *(article(n, "oil " * 2000) for n in range(20, 60)))
                path.chmod(0o555)
                assert not archive.is_current()
                assert archive.refresh()
                assert (archive.search("oil").total, archive.get("a1").body) == (59, "changed body1")
                assert archive.is_current()
        finally:
            path.chmod(0o755)


def test_what_changes_nothing_is_nothing_new(path: Path) -> None:
    (path / "authority.toml").write_text(NAMES.format("President A"), encoding="utf-8")
    with open_archive(path) as archive:
        Archive.open(path).close()
        add(path, article(3, published=date(2016, 1, 1)))
        os.utime(path / "authority.toml")
        assert archive.is_current()
        assert not archive.refresh()


@BOTH
def test_results_keep_the_state_that_they_came_from(path: Path, use_index: bool) -> None:
    with open_archive(path, use_index=use_index) as archive:
        late = archive.search("oil", limit=30, facets=["people", "places:country"], count_by="story")
        plain = archive.search("people:president oil", limit=30)
        scores = {hit.id: hit.score for hit in plain.hits}
        add(path, *(article(n, "changed altogether and at length", people=("Nobody",)) for n in range(15)))
        with Archive.open(path) as writer:
            writer.delete("a19")
        Archive.rebuild(path)
        merge(path, "people", "President A", "President B")
        assert archive.refresh()
        assert archive.search("oil").total == 4
        assert (plain.total, len(plain.hits)) == (20, 20)
        for hit in plain.hits:
            assert hit.article.body == f"oil body{hit.id[1:]}"
            assert "<b>oil</b>" in hit.snippet("<b>", "</b>")
            assert hit.explanation().value == scores[hit.id]
            assert not hit.mentions
        assert counts(late, "people") == {"President A": late.total, "President B": late.total}
        assert counts(archive.search("oil", facets=["people"]), "people") == {"President A": 4}
    with pytest.raises(ArchiveClosed):
        _ = late.hits[0].article


def test_edits_of_the_authority_file_are_seen(path: Path) -> None:
    with open_archive(path) as archive:
        before = archive.search("people:president", facets=["people"])
        file = path / "authority.toml"
        for text in (NAMES.format("President A"), OTHER.format("President A")):
            # The second edit follows at once, in place, and has the same length.
            file.write_text(text, encoding="utf-8")
            assert not archive.is_current()
            assert archive.refresh()
            name = "Ilham Aliyev" if "Ilham" in text else "Heydar Aliyev"
            assert counts(archive.search("*", facets=["people"]), "people") == {name: 20, "President B": 20}
        hide(path, "people", "President B")
        assert [each.articles for each in list_entities(archive, "people", ["president b"]).entities] == [20]
        assert archive.refresh()
        assert [each.articles for each in list_entities(archive, "people", ["president b"]).entities] == [None]
        assert archive.name_of("people", "President B") is None
        file.write_text("this is no TOML", encoding="utf-8")
        assert archive.refresh()
        assert any("last good version" in note.message for note in archive.search("people:president").notes)
        for each in ("authority.toml", "authority.good.toml"):
            (path / each).unlink()
        assert archive.refresh()
        assert archive.name_of("people", "President B") == "President B"
        assert counts(before, "people") == {"President A": 20, "President B": 20}


def test_changes_of_the_gazetteer_are_seen(path: Path, tmp_path: Path) -> None:
    def countries(archive: SearchArchive) -> dict[str | None, int]:
        return counts(archive.search("places:*", facets=["places:country"]), "places:country")

    own = tmp_path / "own.csv"
    with open_archive(path) as archive:
        kept = archive.search("places:*", facets=["places:country"])
        assert countries(archive) == {"Azerbaijan": 20}
        for country in ("France", "Norway"):
            own.write_text(f"name,parent\nHarbour Mole,{country}\n", encoding="utf-8")
            import_gazetteer(path, own)
            assert not archive.is_current()
            assert archive.refresh()
            assert countries(archive) == {"Azerbaijan": 20, country: 20}
        shutil.move(path / "gazetteer.csv", path / "gazetteer.jsonl")
        (path / "gazetteer.jsonl").write_text('{"name": "Harbour Mole", "parent": "Spain"}\n', encoding="utf-8")
        assert archive.refresh()
        assert countries(archive) == {"Azerbaijan": 20, "Spain": 20}
        (path / "gazetteer.jsonl").unlink()
        assert archive.refresh()
        assert countries(archive) == counts(kept, "places:country") == {"Azerbaijan": 20}


def test_an_archive_as_of_a_day_is_refreshed_as_of_that_day(path: Path) -> None:
    with open_archive(path, as_of=date(2016, 6, 1)) as archive:
        add(path, article(1, "changed", published=date(2016, 1, 1)), article(30, "zebra", published=date(2016, 2, 1)))
        add(path, article(31, "zebra", published=date(2016, 7, 1)))
        assert archive.search("zebra").total == 0
        assert archive.refresh()
        assert [hit.id for hit in archive.search("zebra").hits] == ["a30"]
        assert archive.search("changed").total == 0
        assert archive.get("a1").body == "oil body1"
        assert [each.since for each in archive.versions("a1")] == [date(2016, 1, 1), date(2017, 1, 1)]


@BOTH
def test_an_article_is_that_of_the_state_that_is_searched(path: Path, use_index: bool) -> None:
    with open_archive(path, use_index=use_index) as archive:
        add(path, article(1, "changed"), article(20, "zebra"))
        with Archive.open(path) as writer:
            writer.add(article(1, "changed Baku"))  # with what is found in it
            writer.commit()
            writer.delete("a2")
        assert archive.get("a1") == archive.original("a1") == archive.search("body1").hits[0].article
        assert archive.get("a2").body == "oil body2"
        assert archive.found_in("a1") is None
        assert [(each.number, each.current) for each in archive.versions("a1")] == [(1, True)]
        assert [each.deleted for each in archive.versions("a2")] == [False]
        assert list(archive.changes("a1")) == []
        for missing in (
            lambda: archive.get("a20"),
            lambda: archive.versions("a20"),
            lambda: archive.get("a1", 2),
            lambda: archive.original("a1", 2),
            lambda: archive.found_in("a1", 2),
        ):
            with pytest.raises(ArticleMissing):
                missing()
        changes = archive.changes("a1")
        assert archive.refresh()
        assert list(changes) == []  # of the versions that there were
        assert archive.get("a1").body == archive.get("a1", 3).body == "changed Baku body1"
        assert archive.found_in("a1") is not None
        assert archive.found_in("a1", 2) is None
        assert len(list(archive.changes("a1"))) == 2
        with pytest.raises(ArticleMissing, match="was deleted"):
            archive.get("a2")
        assert archive.get("a2", 1).body == "oil body2"


def test_a_commit_that_was_cut_off_is_not_seen_before_the_index_has_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with open_archive(path) as archive:
        with monkeypatch.context() as patch:
            patch.setattr(IndexWriter, "commit", cut_off)
            writer = Archive.open(path)
            writer.add(article(1, "changed"), extract=False)
            with pytest.raises(KeyboardInterrupt):
                writer.commit()
            writer.close()
        assert not archive.refresh()
        assert archive.get("a1").body == "oil body1"
        Archive.open(path).close()
        assert archive.refresh()
        assert archive.get("a1").body == "changed body1"


def test_an_archive_that_cannot_be_opened_stays_as_it_is(path: Path, tmp_path: Path) -> None:
    with open_archive(path) as archive:
        results = archive.search("oil")
        (path / "index").rename(tmp_path / "index")
        with pytest.raises(IndexDamaged):
            archive.refresh()
        assert (archive.is_current(), archive.search("oil").total, results.total) == (False, 20, 20)
        path.rename(tmp_path / "moved")
        with pytest.raises(ArchiveMissing):
            archive.refresh()
        assert (archive.is_current(), archive.get("a1").body) == (False, "oil body1")
        (tmp_path / "index").rename(tmp_path / "moved" / "index")
        (tmp_path / "moved").rename(path)
        assert (archive.refresh(), archive.search("oil").total) == (False, 20)


def test_a_folder_that_was_replaced_is_opened_and_the_old_one_stays_readable(path: Path, tmp_path: Path) -> None:
    with open_archive(path) as archive:
        before, first = archive.search("oil"), archive.stats().archive
        path.rename(tmp_path / "old")
        with Archive.create(path) as other:
            other.add(article(1, "another"), extract=False)
        assert archive.refresh()
        assert (archive.get("a1").body, archive.search("oil").total) == ("another body1", 0)
        assert archive.stats().archive != first
        assert {hit.article.body for hit in before.hits} == {f"oil body{hit.id[1:]}" for hit in before.hits}


def test_an_old_state_goes_with_the_last_results_that_need_it(path: Path) -> None:
    with open_archive(path) as archive:
        results = archive.search("oil", facets=["places:country"])
        assert results.facets
        old = weakref.ref(archive._view)
        engine = weakref.ref(archive._view.engine)
        for number in range(30, 33):
            add(path, article(number))
            assert archive.refresh()
        assert len([each for each in archive._views if each() is not None]) == 2
        assert results.hits[0].article
        del results
        assert (old(), engine()) == (None, None)
        add(path, article(33))
        assert archive.refresh()
        assert [view for each in archive._views if (view := each()) is not None] == [archive._view]


def states(archive: SearchArchive, done: threading.Event) -> Iterator[int]:
    """Search until it is done; yield the state that each answer is of, all of it."""
    while not done.is_set():
        results = archive.search("oil", limit=30, facets=["source"])
        ((source, count),) = counts(results, "source").items()
        assert count == results.total == len(results.hits) == 20
        assert {hit.article.source for hit in results.hits} == {source}
        yield int(str(source).removeprefix("Wire") or 0)


def test_each_search_is_of_one_state_while_others_refresh(path: Path) -> None:
    done = threading.Event()

    def search(archive: SearchArchive) -> list[int]:
        return list(states(archive, done))

    def refresh(archive: SearchArchive) -> int:
        seen = 0
        while not done.is_set():
            seen += archive.refresh()
        return seen

    with open_archive(path) as archive, ThreadPoolExecutor(4) as pool:
        searches = [pool.submit(search, archive) for _ in range(2)]
        refreshes = [pool.submit(refresh, archive) for _ in range(2)]
        try:
            for turn in range(1, 12):
                add(path, *(article(n, source=f"Wire{turn}") for n in range(20)))
        finally:
            done.set()
        for each in searches:
            assert each.result() == sorted(each.result())  # never back
        assert sum(each.result() for each in refreshes) + archive.refresh() <= 11
        assert next(states(archive, threading.Event())) == 11


def test_closing_while_an_archive_is_refreshed_closes_the_new_state_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = open_archive(path)
    add(path, article(30))
    monkeypatch.setattr("dateline.searcher.results.view.Stories", lambda state: archive.close())
    with pytest.raises(ArchiveClosed):
        archive.refresh()
    assert all(view is None or view._parts is None for view in (each() for each in archive._views))
    with pytest.raises(ArchiveClosed):
        archive.search("oil")


def test_one_naming_does_not_count_for_the_other(path: Path) -> None:
    hide(path, "places", "Baku")
    for order in ((True, False), (False, True)):
        with open_archive(path) as archive:
            found = {
                aliases: counts(archive.search("*", facets=["places:country"], aliases=aliases), "places:country")
                for aliases in order
            }
            assert found == {True: {None: 20}, False: {"Azerbaijan": 20}}
