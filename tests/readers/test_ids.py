"""What is an id: a text or a number, as the file has it. Nothing else becomes one."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from dateline.index.archive import Archive
from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.intake.reading import ReadArticle, read_articles


def read_one(folder: Path, name: str, content: str) -> ReadArticle | ReadError:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    (found,) = read_articles([str(path)])
    return found


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ('"a7"', "a7"),
        ('" a7 "', "a7"),
        ("7", "7"),
        ("-1.5", "-1.5"),
        ("[7]", "7"),
        ("1e400", "1e400"),
        ("-1E+999", "-1E+999"),
        ("[1e400]", "1e400"),
        ("1" + "0" * 4000, "1" + "0" * 4000),
        ('{"$numberLong": "12"}', "12"),
        ("12345678901234567890.0", "12345678901234567890.0"),
        ("1.2345678901234567891e19", "1.2345678901234567891e19"),
        ("9007199254740993.0", "9007199254740993.0"),
        ("null", None),
        ("NaN", None),
        ("Infinity", None),
        ("-Infinity", None),
        ('{"$numberDouble": "Infinity"}', None),
        ('""', None),
        ('" \\t\\u00a0 "', None),
        ("[]", None),
    ],
)
@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_an_id_is_a_text_or_a_number(name: str, written: str, id: str | None, tmp_path: Path) -> None:
    found = read_one(tmp_path, name, f'{{"id": {written}, "title": "T", "body": "It rained.", "n": 0, "n": 1}}\n')
    assert isinstance(found, ReadArticle)
    assert isinstance(found.raw, RawArticle)
    assert found.article.id == id


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("true", "the id is true; it must be a text or a number"),
        ("false", "the id is false; it must be a text or a number"),
        ('{"a": 1}', "the id is an object; it must be a text or a number"),
        ("[1, 2]", "the id is a list; it must be a text or a number"),
        ("1" + "0" * 5000, "a number of the record has too many digits"),
    ],
)
def test_what_is_no_id_is_one_line_with_its_record(written: str, reason: str, tmp_path: Path) -> None:
    found = read_one(tmp_path, "a.jsonl", f'\n{{"id": {written}, "title": "T", "body": "It rained."}}\n')
    assert isinstance(found, ReadError)
    assert (found.line, found.reason) == (2, reason)


@pytest.mark.parametrize("written", ["nan", "inf", "-inf"])
def test_an_id_in_front_matter_that_is_no_number_is_one_line(written: str, tmp_path: Path) -> None:
    found = read_one(tmp_path, "a.md", f'+++\nid = {written}\ntitle = "T"\n+++\nIt rained.\n')
    assert isinstance(found, ReadError)
    assert found.reason == f"the id is {written}, which is no number; write another, or a text"


def test_a_large_number_elsewhere_keeps_its_digits(tmp_path: Path) -> None:
    found = read_one(tmp_path, "a.jsonl", '{"id": 1, "title": "T", "body": "It rained.", "score": 1e400}')
    assert isinstance(found, ReadArticle)
    assert found.article.extra["score"] == "1e400"


@pytest.mark.parametrize("id", ["NULL", "N/A", "n/a", "-", "null", "nan", "None", "#N/A", "?", "—", r"\\N", " <NA> "])
def test_what_stands_for_a_missing_id_is_left_out(id: str, tmp_path: Path) -> None:
    found = read_one(tmp_path, "a.jsonl", f'{{"id": "{id}", "title": "T", "body": "It rained."}}\n')
    assert isinstance(found, ReadArticle)
    assert found.article.id is None
    shown = id.strip().replace("\\\\", "\\")
    assert f"the id {shown} is no value; it was left out" in found.article.notes


def test_an_id_as_long_as_a_text_is_its_digest(tmp_path: Path) -> None:
    ids = []
    for end in "ab":
        found = read_one(tmp_path, "a.jsonl", f'{{"id": "{"x" * 5000}{end}", "title": "T", "body": "It rained."}}\n')
        assert isinstance(found, ReadArticle)
        ids.append(found.article.id)
        assert f"the id has 5,001 characters; {ids[-1]} stands for it" in found.article.notes
    assert len(set(ids)) == 2
    assert all(id is not None and len(id) == 64 for id in ids)


def test_a_number_with_more_digits_than_a_float_stays_a_number_elsewhere(tmp_path: Path) -> None:
    found = read_one(tmp_path, "a.jsonl", '{"id": 1, "title": "T", "body": "It rained.", "score": [123e20]}')
    assert isinstance(found, ReadArticle)
    assert json.dumps(found.article.extra["score"]) == "[1.23e+22]"
    copied = copy.deepcopy(found.article.extra["score"])  # as it comes from a worker
    assert (copied, str(copied[0])) == ([1.23e22], "123e20")
    with Archive.create(tmp_path / "archive") as archive:
        archive.add(found.article)
        archive.commit()
        assert json.dumps(archive.get("1").extra["score"]) == "[1.23e+22]"
