"""Bad input is one line with file, line and reason; the rest goes on; no traceback reaches a user."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from dateline.commands.values import parse_day
from tests.commands.calls import CORPUS, dateline


def test_each_broken_file_is_one_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    outcome = dateline("add", str(CORPUS / "broken"), cwd=tmp_path)
    assert outcome.code == 0
    assert outcome.err.splitlines()[-1] == "7 added, 5 skipped"
    lines = outcome.err.splitlines()[:-1]
    for name in (
        "empty.txt",
        "invalid-utf8.txt",
        "nul-byte.txt:6",
        "broken-line.jsonl:3",
        "broken-line.jsonl:4",
        "not-json",
    ):
        assert sum(name in line for line in lines) == 1, name
    assert sum("note:" in line for line in lines) == 4
    assert dateline("add", str(CORPUS / "broken"), "--strict", cwd=tmp_path).code == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("serch", "there is no command 'serch'; did you mean search?"),
        ("help", "there is no command 'help'; did you mean --help?"),
        ("xyzzy", "there is no command 'xyzzy'"),
        ("", "there is no command ''"),
    ],
)
def test_the_nearest_command_is_proposed_for_an_unknown_one(tmp_path: Path, name: str, said: str) -> None:
    outcome = dateline(name, "oil", cwd=tmp_path)
    assert outcome.code == 2
    assert outcome.err.splitlines()[-1] == f"Error: {said}"


def test_broken_json_names_its_line(tmp_path: Path) -> None:
    rows = [json.dumps({"id": n, "title": "t", "body": "b"}) for n in range(30)]
    rows[16] = '{"id": 16, "title":'
    (tmp_path / "many.jsonl").write_text("\n".join(rows), encoding="utf-8")
    outcome = dateline("add", "many.jsonl", cwd=tmp_path)
    assert "many.jsonl:17: broken JSON" in outcome.err
    assert outcome.err.endswith("29 added, 1 skipped\n")


def test_a_file_that_is_not_there_makes_no_archive(tmp_path: Path) -> None:
    outcome = dateline("add", "missing.txt", cwd=tmp_path)
    assert "missing.txt" in outcome.err
    assert not list(tmp_path.iterdir())
    assert dateline("add", "missing.txt", "--strict", cwd=tmp_path).code == 2


def test_a_date_that_is_none_is_kept_as_undated(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title\npublished: 31 February 2016\n\nBody.\n", encoding="utf-8")
    outcome = dateline("add", "a.txt", cwd=tmp_path)
    assert "not a date; kept as undated" in outcome.err
    found = dateline("facets", "*", "published:year", "--json", cwd=tmp_path).json
    assert found["facets"]["published:year"] == [{"value": None, "count": 1}]


@pytest.mark.slow
def test_an_article_of_50_mb_is_taken_and_found(tmp_path: Path) -> None:
    words = " ".join(f"word{number % 5000}" for number in range(1000))
    body = f"start {words} " * (50_000_000 // len(words)) + " needle in the haystack"
    (tmp_path / "long.txt").write_text(f"Long\n\n{body}\n", encoding="utf-8")
    assert dateline("add", "long.txt", cwd=tmp_path).err == "1 added\n"
    found = dateline("search", '"needle in the haystack"', cwd=tmp_path)
    assert "**needle in the haystack**" in found.out


@pytest.mark.parametrize("query", ["(" * 100_000, ")" * 100_000, '"' * 99_999, "NOT " * 25_000, "-" * 5000, "£", ""])
def test_any_query_ends_at_once_with_a_note(query: str, tmp_path: Path) -> None:
    if not (tmp_path / ".dateline").exists():
        assert dateline("add", str(CORPUS / "default"), cwd=tmp_path).code == 0
    outcome = dateline("search", query, cwd=tmp_path)
    assert outcome.code in (0, 1)
    assert "note:" in outcome.err or not query
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("remedy", [("check", "--repair"), ("rebuild",)], ids=" ".join)
def test_a_damaged_index_names_the_remedy_and_that_mends_it(tmp_path: Path, remedy: tuple[str, ...]) -> None:
    assert dateline("add", str(CORPUS / "default"), cwd=tmp_path).code == 0
    before = dateline("search", "oil", cwd=tmp_path)
    index = tmp_path / ".dateline" / "index"

    def cut_short() -> None:
        segment = next(index.glob("*.seg"))
        segment.write_bytes(segment.read_bytes()[:-5])

    def lose_a_segment() -> None:
        next(index.glob("*.seg")).unlink()

    def empty_the_manifest() -> None:
        (index / "manifest.json").write_text("{}")

    for damage in (
        cut_short,
        lose_a_segment,
        empty_the_manifest,
        (index / "manifest.json").unlink,
        lambda: shutil.rmtree(index),
    ):
        damage()
        broken = dateline("search", "oil", cwd=tmp_path)
        assert broken.code == 2
        assert str(index) in broken.err
        assert "dateline check --repair" in broken.err
        assert "Traceback" not in broken.err
        assert dateline(*remedy, cwd=tmp_path).code == 0
        assert dateline("search", "oil", cwd=tmp_path) == before


def test_a_text_that_would_steer_the_terminal_is_shown_as_signs(tmp_path: Path) -> None:
    record = json.dumps({"id": "x", "title": "\x1b[31mred", "body": "oil \x1b]0;title\x07"})
    assert dateline("add", "-", cwd=tmp_path, stdin=record.encode()).code == 0
    assert "\x1b" not in dateline("search", "oil", cwd=tmp_path).out + dateline("show", "x", cwd=tmp_path).out


def test_a_text_that_is_too_large_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.index.readers.formats.lines.LARGEST_DOCUMENT", 1000)
    (tmp_path / "large.txt").write_text("It rained in Lyon.\n" * 100, encoding="utf-8")
    shown = dateline("extract", "large.txt", cwd=tmp_path)
    assert (shown.code, shown.out) == (2, "")
    assert "too large for one document" in shown.err


@pytest.mark.parametrize("wrong", ["nan", "inf", "1e400", "-1", "", "ten"])
@pytest.mark.parametrize(
    "call",
    [
        ("search", "oil", "--limit"),
        ("search", "oil", "--offset"),
        ("facets", "oil", "places", "--limit"),
        ("eval", "queries", "judgements", "--depth"),
        ("add", "file", "--jobs"),
        ("show", "1", "--version"),
        ("people", "list", "--limit"),
    ],
    ids=" ".join,
)
def test_a_number_of_an_option_is_refused_with_what_to_write(tmp_path: Path, call: tuple[str, ...], wrong: str) -> None:
    failed = dateline(*call, wrong, cwd=tmp_path)
    assert (failed.code, failed.out) == (2, "")
    assert f"{wrong!r} is not a whole number of" in failed.err
    assert "write digits, such as 10" in failed.err


@pytest.mark.parametrize("value", ["", " ", "4294967296000000000", "1987-04-01..", "1987-04-01,"])
def test_an_option_of_a_day_takes_no_other_text(tmp_path: Path, value: str) -> None:
    for call in (("search", "oil", "--as-of"), ("search", "oil", "--today"), ("extract", "-", "--date")):
        outcome = dateline(*call, value, cwd=tmp_path)
        assert outcome.code == 2
        assert f"{value!r} is not a date; write 2016-12-14" in outcome.err


@pytest.mark.parametrize("value", ["1987-04-01", "19870401", "19870401120000", "1 April 1987", "1.4.1987."])
def test_an_option_of_a_day_takes_its_forms(value: str) -> None:
    assert parse_day(value) == date(1987, 4, 1)


@pytest.mark.parametrize("call", [("search",), ("search", "oil", "--json", "--filter"), ("show",), ("delete",)])
def test_a_text_that_is_not_utf_8_is_refused_in_one_line(call: tuple[str, ...], tmp_path: Path) -> None:
    dateline("add", str(CORPUS / "default"), "--no-extract", cwd=tmp_path)
    outcome = dateline(*call, "source=\udcff", cwd=tmp_path)
    assert (outcome.code, outcome.out) == (2, "")
    assert "'source=?' is not UTF-8" in outcome.err
    assert "Traceback" not in outcome.err
