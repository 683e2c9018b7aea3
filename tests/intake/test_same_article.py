"""Files of one folder with the same article: adding the folder again changes nothing, and the longer text stays."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from dateline.index.archive import Archive
from dateline.index.intake import Options
from dateline.index.intake.plan import plan
from dateline.searcher import open_archive
from dateline.upkeep.audit import audit_sources
from tests.intake.runs import content, counts, do

URL = "https://mercury.example/ferry"
LONG = " ".join(["The ferry ran aground on Tuesday with 142 people on board, the coastguard said."] * 5)
FEED = "<rss><channel><title>M</title><item><title>Ferry aground</title><link>{0}</link>{1}</item></channel></rss>"


def write(folder: Path, **texts: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        if name.startswith("feed"):
            (folder / f"{name}.rss").write_text(FEED.format(URL, f"<description>{text}</description>"), "utf-8")
        else:
            record = {"title": "Ferry aground", "url": URL, "body": text}
            (folder / f"{name}.json").write_text(json.dumps(record), "utf-8")


def bodies(archive: Path) -> list[str]:
    with open_archive(archive) as opened:
        return [hit.article.body for hit in opened.search("*").hits]


@pytest.mark.parametrize("name", ["a_page", "z_page"])  # before the feed, and after it
def test_a_summary_in_a_feed_does_not_replace_the_longer_text(name: str, tmp_path: Path) -> None:
    folder, archive = tmp_path / "news", tmp_path / "archive"
    write(folder, feed="The ferry ran aground.", **{name: LONG})
    first, _ = do(archive, folder)
    assert bodies(archive) == [LONG]
    assert list(first.summaries.values()) == [1] * (name == "a_page")
    versions = content(archive, "versions")
    for _ in range(2):
        again, _ = do(archive, folder)
        assert counts(again) == {"unchanged": 2}
    assert content(archive, "versions") == versions
    for paths in ([folder], [folder / "feed.rss"]):
        assert not audit_sources(archive, [str(path) for path in paths]).findings


def test_the_audit_of_an_archive_without_the_article_wants_the_longer_text(tmp_path: Path) -> None:
    folder, archive = tmp_path / "news", tmp_path / "archive"
    write(folder, a_page=LONG, feed="The ferry ran aground.")
    with Archive.create(archive):
        pass
    (finding,) = audit_sources(archive, [str(folder)]).findings
    assert (finding.kind, finding.file) == ("missing", str(folder / "a_page.json"))


def test_a_summary_replaces_a_summary_and_a_text_that_is_not_much_longer(tmp_path: Path) -> None:
    folder, archive = tmp_path / "news", tmp_path / "archive"
    write(folder, feed=LONG)
    do(archive, folder)
    write(folder, feed="It did not run aground.")
    do(archive, folder)
    assert bodies(archive) == ["It did not run aground."]
    write(folder, a="It did not run aground, the coastguard said.")
    do(archive, folder / "a.json")
    write(folder, feed="It did run aground.")
    do(archive, folder / "feed.rss")
    assert bodies(archive) == ["It did run aground."]


def test_two_files_of_one_article_do_not_take_turns(tmp_path: Path) -> None:
    folder, archive = tmp_path / "news", tmp_path / "archive"
    write(folder, a=LONG, b=LONG + " Nobody was hurt.")
    do(archive, folder)
    assert counts(do(archive, folder)[0]) == {"unchanged": 2}
    assert len(content(archive, "versions")["versions"]) == 2
    do(archive, folder / "a.json")  # alone, it brings its article back
    assert bodies(archive) == [LONG]
    assert counts(do(archive, folder)[0]) == {"unchanged": 2}


@pytest.mark.parametrize("given", ["news/*.json", "ne?s"])
def test_they_do_not_take_turns_where_a_pattern_names_them(given: str, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    write(tmp_path / "news", a=LONG, b=LONG + " Nobody was hurt.")
    do(archive, tmp_path / given)
    versions = content(archive, "versions")
    assert counts(do(archive, tmp_path / given)[0]) == {"unchanged": 2}
    assert content(archive, "versions") == versions


def test_they_do_not_take_turns_where_a_name_is_not_utf_8(tmp_path: Path) -> None:
    folder, archive = tmp_path / "news", tmp_path / "archive"
    write(folder, a=LONG, b=LONG + " Nobody was hurt.")
    (folder / "b.json").rename(folder / os.fsdecode(b"b\xff.json"))
    do(archive, folder)
    versions = content(archive, "versions")
    assert counts(do(archive, folder)[0]) == {"unchanged": 2}
    assert content(archive, "versions") == versions


def test_one_path_may_be_given_as_it_is(tmp_path: Path) -> None:
    folder, archive = tmp_path / "news", tmp_path / "archive"
    write(folder, a=LONG, b=LONG + " Nobody was hurt.")
    do(archive, folder)
    with Archive.open(archive) as opened:
        assert all(step.portion is None for step in plan(str(folder), Options(), opened.sources))


@pytest.mark.parametrize("broken", ["a", "b", "ab"])
def test_files_with_a_skipped_record_do_not_take_turns_either(broken: str, tmp_path: Path) -> None:
    folder, archive = tmp_path / "news", tmp_path / "archive"
    folder.mkdir()
    for name in "ab":
        record = {"id": "x", "title": name, "body": f"The ferry ran aground, {name} said."}
        (folder / f"{name}.jsonl").write_text(json.dumps(record) + "\n" + "[]\n" * (name in broken), "utf-8")
    do(archive, folder)
    versions = content(archive, "versions")
    for _ in range(3):
        assert counts(do(archive, folder)[0]) == {"unchanged": 2, "skipped": len(broken)}
        assert content(archive, "versions") == versions
    os.unlink(folder / "b.jsonl")
    do(archive, folder)
    assert bodies(archive) == ["The ferry ran aground, a said."]


def test_a_file_comes_back_when_the_one_that_replaced_it_changed_or_went(tmp_path: Path) -> None:
    folder, archive = tmp_path / "news", tmp_path / "archive"
    write(folder, a=LONG, b=LONG + " Nobody was hurt.")
    do(archive, folder)
    os.unlink(folder / "b.json")
    do(archive, folder)
    assert bodies(archive) == [LONG]
