"""Notes on articles: one of each kind with their number, all of them, or none; errors are always printed."""

from __future__ import annotations

import ast
import json
from copy import copy, deepcopy
from pathlib import Path

import pytest

from dateline.index.article import Article, ArticleNote, kind_of_note
from dateline.index.errors import InputError, ReadError
from dateline.index.intake.portions import IncomingArticle, RecordBatch, SkippedRecord
from dateline.index.intake.protocol import LENGTH_DIGITS, decode_batch, encode_batch
from tests.commands.calls import ROOT, Outcome, dateline

BYLINES = ("By Ailsa Grant", "BY TOM REID", "by Rory Bain", "Morag Bain", "By Eilidh Orr")
DATES = ("soon", "later", "2016-12-14", "never", "2016-12-15")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with five articles: four bylines with By, three dates that are none, one empty title; and an error."""
    rows = [
        {"id": str(n), "title": "" if n == 3 else f"Title {n}", "body": f"Text {n}.", "byline": byline, "date": date}
        for n, (byline, date) in enumerate(zip(BYLINES, DATES, strict=True))
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + "{\n", encoding="utf-8")
    return tmp_path


def notes(shown: Outcome) -> list[str]:
    return [line for line in shown.err.splitlines() if ": note: " in line]


CALLS = [("add", "a.jsonl"), ("read", "a.jsonl", "--dry-run"), ("add", "--sync", "a.jsonl")]


@pytest.mark.parametrize("call", CALLS)
def test_notes_of_one_kind_are_printed_once_with_their_number(call: tuple[str, ...], place: Path) -> None:
    for options in ((), ("--notes", "kinds")):
        assert notes(dateline(*call, *options, *(["--again"] if call[0] == "add" else []), cwd=place)) == [
            'a.jsonl:1: note: "soon" is not a date; kept as undated (3 notes of this kind)',
            "a.jsonl:1: note: the byline is kept without its By (4 notes of this kind)",
            "a.jsonl:4: note: the title is empty",
        ]


@pytest.mark.parametrize("call", CALLS)
def test_all_notes_are_printed_on_request(call: tuple[str, ...], place: Path) -> None:
    shown = dateline(*call, "--notes", "all", cwd=place)
    assert len(notes(shown)) == 8
    assert "a.jsonl:3: note: the byline is kept without its by" in notes(shown)
    assert "of this kind" not in shown.err


@pytest.mark.parametrize("call", CALLS)
def test_no_notes_leave_the_errors_and_the_counts(call: tuple[str, ...], place: Path) -> None:
    shown = dateline(*call, "--notes", "none", cwd=place)
    assert shown.err.splitlines()[0].startswith("a.jsonl:6: broken JSON")
    assert shown.err.splitlines()[1:] == [f"5 {'read' if call[0] == 'read' else 'added'}, 1 skipped"]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("option", ["--quiet", "-q"])
def test_quiet_leaves_the_errors_alone(call: tuple[str, ...], option: str, place: Path) -> None:
    shown = dateline(*call, option, "--notes", "all", cwd=place)
    assert (shown.code, shown.err.count("\n")) == (0, 1)
    assert shown.err.startswith("a.jsonl:6: broken JSON")
    assert dateline(*call, "nosuch", option, cwd=place).err.splitlines()[-1].startswith("nosuch: ")


def test_the_notes_stay_with_the_articles(place: Path) -> None:
    assert dateline("add", "a.jsonl", "--quiet", cwd=place).code == 0
    assert dateline("show", "0", "--json", cwd=place).json["notes"] == [
        '"soon" is not a date; kept as undated',
        "the byline is kept without its By",
    ]


def test_a_note_is_a_text_with_a_kind_beside_it() -> None:
    note = ArticleNote("by", "the byline is kept without its By")
    assert note == "the byline is kept without its By"
    assert (hash(note), json.dumps([note])) == (hash(str(note)), '["the byline is kept without its By"]')
    assert [kind_of_note(each) for each in (note, "the title is empty")] == ["by", "the title is empty"]
    copies = (copy(note), deepcopy(note))
    assert [(each, kind_of_note(each)) for each in copies] == [(note, "by")] * 2


def test_kinds_and_errors_pass_from_one_process_to_another() -> None:
    noted = (ArticleNote("by", "the byline is kept without its By"), "the title is empty")
    items = [
        IncomingArticle(Article(id="1", body="Text", notes=noted), "a.jsonl", 1, "jsonl"),
        SkippedRecord(ReadError("a.jsonl", 2, "broken"), "jsonl"),
        SkippedRecord(InputError("pic.png", None, "a picture"), ""),
    ]
    frame = encode_batch(3, RecordBatch(items, True, 2, {".png": 4}))
    number, batch = decode_batch(frame[LENGTH_DIGITS:])
    assert (number, batch.done, batch.lines, dict(batch.unread_suffixes)) == (3, True, 2, {".png": 4})
    found, broken, picture = batch.items
    assert isinstance(found, IncomingArticle)
    assert [kind_of_note(note) for note in found.article.notes] == ["by", "the title is empty"]
    assert found.article.notes == noted
    assert [type(each.error) for each in (broken, picture) if isinstance(each, SkippedRecord)] == [
        ReadError,
        InputError,
    ]


def test_a_note_that_reads_differently_each_time_names_its_kind() -> None:
    """An f-string is no kind: 20,000 articles would print 20,000 notes of it."""
    for path in sorted((ROOT / "index").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_append = isinstance(node, ast.Call) and ast.unparse(node.func) == "notes.append"
            if is_append and isinstance(node, ast.Call):
                assert isinstance(node.args[0], ast.Call | ast.Constant | ast.Name), f"{path.name}:{node.lineno}"
