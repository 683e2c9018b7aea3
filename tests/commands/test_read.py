"""`dateline read`: what a reader makes of files, without an archive."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.calls import dateline

ARTICLE = "Ferry aground\npublished: 2016-12-14\npeople: Ailsa Grant\ndesk: City\n\nThe ferry ran aground.\n"
FEED = """<rss version="2.0"><channel><title>The Courier</title><item><title>Rain</title><link>https://c.example/1</link>
<description>It rained.</description></item></channel></rss>"""


def test_each_article_is_an_object_on_a_line_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.xml").write_text(FEED, encoding="utf-8")
    shown = dateline("read", "a.txt", "b.xml", cwd=tmp_path)
    assert shown.code == 0
    first, second = map(json.loads, shown.out.splitlines())
    assert (first["file"], first["title"], first["published"]) == ("a.txt", "Ferry aground", "2016-12-14")
    assert (first["people"], first["extra"], first["body"]) == (
        ["Ailsa Grant"],
        {"desk": "City"},
        "The ferry ran aground.",
    )
    assert (second["file"], second["title"], second["url"]) == ("b.xml", "Rain", "https://c.example/1")
    assert "2 read" in shown.err
    assert not (tmp_path / ".dateline").exists()


def test_a_format_may_be_forced_and_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(ARTICLE, encoding="utf-8")
    assert json.loads(dateline("read", "a.json", "--format", "text", cwd=tmp_path).out)["title"] == "Ferry aground"
    shown = dateline("read", "a.json", "--format", "clay", cwd=tmp_path)
    assert (shown.code, shown.out) == (2, "")
    assert "there is no format `clay`" in shown.err


def test_a_dry_run_only_counts_and_nothing_read_is_1(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    shown = dateline("read", ".", "--dry-run", cwd=tmp_path)
    assert (shown.code, shown.out) == (0, "")
    assert "1 read, 1 skipped" in shown.err
    assert dateline("read", ".", "--dry-run", "--strict", cwd=tmp_path).code == 2
    assert dateline("read", "empty.txt", cwd=tmp_path).code == 1
    assert dateline("read", "nowhere.txt", cwd=tmp_path).code == 2


def test_keys_are_named_and_the_archive_takes_what_read_shows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("headline,text\nRain,It rained in Lyon.\n", encoding="utf-8")
    mapping = ("--map", "title=headline", "--map", "body=text", "--date", "2016-12-14")
    (line,) = dateline("read", "a.csv", *mapping, cwd=tmp_path).out.splitlines()
    assert (json.loads(line)["title"], json.loads(line)["published"]) == ("Rain", "2016-12-14")
    assert dateline("add", "a.csv", *mapping, cwd=tmp_path).code == 0
    assert "Rain" in dateline("search", "places:lyon", cwd=tmp_path).out
