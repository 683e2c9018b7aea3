"""Records that are no articles, as their source says: they are named, and nothing is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.index.errors import InputError, NoArticle, ReadError
from dateline.index.intake.portions import RecordBatch, SkippedRecord
from dateline.index.intake.protocol import LENGTH_DIGITS, decode_batch, encode_batch
from tests.commands.calls import dateline

POSTS = [
    {"title": {"rendered": "Ferry"}, "content": {"rendered": "<p>It ran.</p>"}, "status": "publish", "id": 1},
    {"title": {"rendered": "Later"}, "content": {"rendered": "<p>Not yet.</p>"}, "status": "draft", "id": 2},
    {"title": {"rendered": "About"}, "content": {"rendered": "<p>Us.</p>"}, "type": "page", "id": 3},
]
ITEM = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1"><itemMeta>'
    '<pubStatus qcode="stat:canceled"/></itemMeta><contentMeta><headline>Ferry</headline></contentMeta></newsItem>'
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    (tmp_path / "posts.json").write_text(json.dumps(POSTS))
    return tmp_path


def test_an_export_with_drafts_is_added_and_checked_without_a_fault(export: Path) -> None:
    added = dateline("add", "--strict", "--errors", "errors.jsonl", "posts.json", cwd=export)
    assert added.code == 0
    assert "“Later” is not published" in added.err
    assert "1 added, 2 passed over" in added.err + added.out
    assert (export / "errors.jsonl").read_text() == ""
    checked = dateline("check", "--against", "posts.json", cwd=export)
    assert checked.code == 0, checked.out + checked.err
    assert "no article" in checked.err + checked.out
    again = dateline("add", "--strict", "posts.json", cwd=export)
    assert again.code == 0
    assert "not published" not in again.err  # the file is up to date


def test_read_passes_over_what_is_no_article(export: Path) -> None:
    found = dateline("read", "--strict", "posts.json", cwd=export)
    assert found.code == 0
    assert "1 read, 2 passed over" in found.err
    assert "not published" not in dateline("read", "--quiet", "posts.json", cwd=export).err


def test_a_cancelled_item_alone_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "item.xml").write_text(ITEM)
    added = dateline("add", "--strict", "item.xml", cwd=tmp_path)
    assert added.code == 0
    assert "urn:x:1 was cancelled" in added.err
    assert "no article added, 1 passed over" in added.err + added.out


@pytest.mark.parametrize("kind", [ReadError, InputError, NoArticle])
def test_workers_keep_the_kind_of_an_error(kind: type[ReadError]) -> None:
    batch = RecordBatch([SkippedRecord(kind("a", 3, "why"), "json")], done=True)
    _, found = decode_batch(encode_batch(7, batch)[LENGTH_DIGITS:])
    (item,) = found.items
    assert isinstance(item, SkippedRecord)
    assert type(item.error) is kind
