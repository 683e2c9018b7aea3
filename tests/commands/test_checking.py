"""`dateline check` says what it found and how many, and exits with 0, 1 or 2."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from tests.commands.calls import CORPUS, dateline
from tests.repo.documents import written_schema
from tests.upkeep.damage import change_store, drop_from_index, flip, manifest_of, write_rows

SOUND = "2 records checked: sound\n"
ROWS = [
    {"id": "a", "title": "Ferry", "body": "The ferry to Skye ran aground."},
    {"id": "b", "title": "Harbour", "body": "A strike closed the harbour."},
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with two articles in news/a.jsonl, and an archive of them."""
    write_rows(tmp_path / "news" / "a.jsonl", ROWS)
    assert dateline("add", "news", "--no-extract", cwd=tmp_path).code == 0
    return tmp_path


def test_a_sound_archive(place: Path) -> None:
    shown = dateline("check", cwd=place)
    assert (shown.code, shown.out, shown.err) == (0, "", "2 articles checked: sound\n")
    shown = dateline("check", "--against", "news", cwd=place)
    assert (shown.code, shown.out, shown.err) == (0, "", SOUND)
    shown = dateline("check", "--against", "news", "--repair", cwd=place)
    assert (shown.code, shown.out, shown.err) == (0, "", SOUND)


def test_a_damaged_index_and_its_repair(place: Path) -> None:
    (entry,) = manifest_of(place / ".dateline").segments
    flip(place / ".dateline" / "index" / f"{entry.name}.seg", "english.terms")
    shown = dateline("check", cwd=place)
    assert shown.code == 1
    assert shown.out.startswith(f"index       {place}/.dateline/index/")
    assert "checksum" in shown.out
    assert shown.err == "2 articles checked; found: 1 index; --repair fixes what it can\n"
    mended = dateline("check", "--repair", cwd=place)
    assert (mended.code, mended.out, mended.err) == (0, "", "2 articles checked; repaired: 1 index; now sound\n")
    assert dateline("check", cwd=place).code == 0


def test_what_differs_from_the_sources_and_its_repair(place: Path) -> None:
    rows = [{**ROWS[0], "body": "The ferry was refloated."}, {"id": "c", "title": "Fair", "body": "Rain."}]
    write_rows(place / "news" / "a.jsonl", rows)
    (place / "news" / "b.txt").write_bytes(b"")
    shown = dateline("check", "--against", "news", cwd=place)
    assert shown.code == 1
    assert shown.out.splitlines() == [
        "unread      news/b.txt: the file is empty",
        "missing     news/a.jsonl:2: c: the archive does not have it",
        "stale       news/a.jsonl:1: a: its source has another body",
        f"ghost       {place}/news/a.jsonl: b: its source no longer has it",
    ]
    counted = "2 records checked; found: 1 unread, 1 missing, 1 stale, 1 ghost; --repair fixes what it can\n"
    assert shown.err == counted
    mended = dateline("check", "--against", "news", "--repair", cwd=place)
    assert (mended.code, mended.out) == (1, "unread      news/b.txt: the file is empty\n")
    assert mended.err == "2 records checked; repaired: 1 missing, 1 stale, 1 ghost; found: 1 unread\n"
    assert dateline("search", "refloated", cwd=place).code == 0
    assert dateline("search", "strike", cwd=place).code == 1
    (place / "news" / "b.txt").unlink()
    assert dateline("check", "--against", "news", cwd=place).code == 0


def test_a_missing_disk_is_an_error(place: Path) -> None:
    shutil.rmtree(place / "news")
    for more in ((), ("--repair",)):
        shown = dateline("check", "--against", "news", *more, cwd=place)
        assert (shown.code, shown.out) == (2, "")
        assert "is a disk missing" in shown.err
    assert dateline("check", "--against", "news", "--repair", "--even-if-empty", cwd=place).code == 1
    assert json.loads(dateline("stats", "--json", cwd=place).out)["articles"] == 0


def test_standard_input(place: Path) -> None:
    data = (place / "news" / "a.jsonl").read_bytes()
    shown = dateline("check", "--against", "-", cwd=place, stdin=data)
    assert (shown.code, shown.err) == (0, SOUND)
    assert dateline("check", "--against", "-", "--repair", cwd=place, stdin=data).code == 2


@pytest.mark.parametrize(
    "call", [("check", "news"), ("check", "--against"), ("check", "--against", "news", "--format", "clay")]
)
def test_wrong_calls(place: Path, call: tuple[str, ...]) -> None:
    shown = dateline(*call, cwd=place)
    assert (shown.code, shown.out) == (2, "")
    assert shown.err


def test_without_an_archive(tmp_path: Path) -> None:
    for call in (("check",), ("check", "--against", str(CORPUS)), ("check", "--repair")):
        shown = dateline(*call, cwd=tmp_path)
        assert (shown.code, shown.out) == (2, "")
        assert "there is no archive here" in shown.err


def test_json_is_as_the_written_schema_says(place: Path) -> None:
    validate = jsonschema.Draft202012Validator(written_schema("Dateline's JSON output, schema 1")).validate
    change_store(place / ".dateline", "UPDATE versions SET body = 'The ferry sank.' WHERE id = 'a'")
    drop_from_index(place / ".dateline", "b")
    told = {}
    for call in ((), ("--against", "news"), ("--against", "news", "--repair"), ("--repair",)):
        shown = dateline("check", *call, "--json", cwd=place)
        validate(shown.json)
        assert shown.err == ""
        told[call] = (shown.code, {(each["kind"], each["id"]) for each in shown.json["findings"]})
        if call == ("--against", "news", "--repair"):
            assert shown.json["mended"] == {"stale": 1, "unfindable": 1}
    assert told == {
        (): (1, {("unfindable", "a"), ("unfindable", "b")}),
        ("--against", "news"): (1, {("stale", "a"), ("unfindable", "b")}),
        ("--against", "news", "--repair"): (0, set()),
        ("--repair",): (0, set()),
    }
    assert set(shown.json) == {"schema", "checked", "wordless", "notes", "findings", "mended"}
