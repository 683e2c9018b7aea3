"""The archive against itself: each way in which it can be damaged is found, and repaired from the store."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.index.errors import IndexDamaged
from dateline.index.segment.manifest import write_manifest
from dateline.index.store.schema import TABLES
from dateline.searcher import open_archive
from dateline.upkeep.audit import audit_archive, repair_archive
from tests.commands.calls import CORPUS
from tests.intake.runs import content
from tests.upkeep.damage import (
    added,
    change_store,
    deleted,
    drop_from_index,
    flip,
    forget_in_manifest,
    held,
    in_segments,
    kinds,
    manifest_of,
    write_rows,
)

pytestmark = pytest.mark.kernels

TEXTS = ("The ferry to Skye ran aground.", "A strike closed the harbour.", "Rain fell on the fair.", "Nothing else.")


def rows(first: int, count: int) -> list[dict[str, object]]:
    return [
        {"id": f"a{n}", "title": f"Report {n}", "body": TEXTS[n % 4], "published": f"2016-12-{n % 28 + 1:02}"}
        for n in range(first, first + count)
    ]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three segments of ten articles, one of which was replaced, and one deleted."""
    files = [write_rows(tmp_path / f"{n}.jsonl", rows(10 * n, 10)) for n in range(3)]
    made = in_segments(tmp_path / "archive", *files)
    with Archive.open(made) as opened:
        opened.add(Article(id="a3", title="Report 3", body="Replaced.", file="elsewhere"), extract=False)
        opened.delete("a14")
    return made


def repaired_to(archive: Path, before: list[tuple[object, ...]], *found: str) -> None:
    """See that a damaged archive is repaired to what it was, the store not touched, and is sound then."""
    store = content(archive)
    report = repair_archive(archive)
    assert report.sound, report.findings
    assert set(report.repaired) == set(found)
    assert held(archive) == before
    assert content(archive) == store
    again = audit_archive(archive)
    assert (again.sound, again.repaired) == (True, {})


def test_a_sound_archive_is_sound(archive: Path) -> None:
    report = audit_archive(archive)
    assert (report.sound, report.checked, report.findings, report.notes) == (True, 29, (), ())


def test_an_empty_archive_is_sound(tmp_path: Path) -> None:
    Archive.create(tmp_path / "archive").close()
    assert audit_archive(tmp_path / "archive").sound
    assert repair_archive(tmp_path / "archive").sound


@pytest.mark.parametrize("section", ["english.terms", "english.positions", "english.forms", "seqs", "ids"])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_flipped_bit_is_a_finding_and_only_that_segment_is_made_anew(
    archive: Path, section: str, number: int
) -> None:
    before, entries = held(archive), manifest_of(archive).segments
    flip(archive / "index" / f"{entries[number].name}.seg", section)
    found = audit_archive(archive)
    assert kinds(found) == {"index": [None]}
    assert "checksum" in found.findings[0].message
    repaired_to(archive, before, "index")
    after = manifest_of(archive).segments
    assert [entry.name for entry in after].count(entries[number].name) == 0
    assert {entry.name for entry in entries} - {entry.name for entry in after} == {entries[number].name}


@pytest.mark.parametrize("damage", [b"", b"nothing of the kind" * 10])
def test_segments_that_are_gone_or_no_segments_are_made_anew(archive: Path, damage: bytes) -> None:
    before, entries = held(archive), manifest_of(archive).segments
    for entry in entries[:2]:
        file = archive / "index" / f"{entry.name}.seg"
        file.write_bytes(damage) if damage else file.unlink()
    assert kinds(audit_archive(archive)) == {"index": [None, None]}
    repaired_to(archive, before, "index")
    assert entries[2] in manifest_of(archive).segments


def test_a_list_of_deletes_that_is_damaged_is_a_finding(archive: Path) -> None:
    before = held(archive)
    (file,) = (archive / "index").glob(f"{manifest_of(archive).segments[1].name}*.del")
    data = bytearray(file.read_bytes())
    data[64] ^= 255
    file.write_bytes(data)
    assert kinds(audit_archive(archive)) == {"index": [None]}
    repaired_to(archive, before, "index")


def test_an_index_that_cannot_be_read_at_all_is_rebuilt(archive: Path) -> None:
    before = held(archive)
    (archive / "index" / "manifest.json").write_text("{}")
    assert kinds(audit_archive(archive)) == {"index": [None]}
    repaired_to(archive, before, "index")
    shutil.rmtree(archive / "index")
    assert kinds(audit_archive(archive)) == {"index": [None]}
    repaired_to(archive, before, "index")


def test_an_article_that_the_index_lacks_is_put_back(archive: Path) -> None:
    before, entries = held(archive), manifest_of(archive).segments
    drop_from_index(archive, "a5")
    assert kinds(audit_archive(archive)) == {"unfindable": ["a5"]}
    repaired_to(archive, before, "unfindable")
    assert {entries[1], entries[2]} <= set(manifest_of(archive).segments)


def test_all_articles_of_a_segment_that_the_index_lacks_are_put_back(archive: Path) -> None:
    before = held(archive)
    for number in (0, 1):
        forget_in_manifest(archive, number)
        found = kinds(audit_archive(archive))
        assert set(found) == {"unfindable"}
        assert len(found["unfindable"]) >= 8
        repaired_to(archive, before, "unfindable")


def test_an_article_that_the_store_lacks_is_taken_out_of_the_index(archive: Path, tmp_path: Path) -> None:
    shutil.copytree(archive / "index", tmp_path / "index")
    deleted(archive, "a20")
    before, manifest = held(archive), manifest_of(archive)
    # The index of before, which says that it has heard of all.
    shutil.rmtree(archive / "index")
    (tmp_path / "index").rename(archive / "index")
    write_manifest(archive / "index", replace(manifest_of(archive), seq=manifest.seq))
    assert kinds(audit_archive(archive)) == {"leftover": ["a20"]}
    repaired_to(archive, before, "leftover")


@pytest.mark.parametrize("exchanged", ["index", "articles.db"])
def test_the_index_of_another_archive_is_refused_and_built_again(archive: Path, tmp_path: Path, exchanged: str) -> None:
    with Archive.create(tmp_path / "other") as other:
        other.add(Article(id="z", body="A tanker ran aground."))
    (shutil.rmtree if exchanged == "index" else os.remove)(archive / exchanged)
    (tmp_path / "other" / exchanged).rename(archive / exchanged)
    for open_it in (open_archive, Archive.open):
        with pytest.raises(IndexDamaged, match="of another archive"):
            open_it(archive)
    with open_archive(archive, use_index=False) as unindexed:
        held = [hit.id for hit in unindexed.search("aground")]
    assert "index" in kinds(audit_archive(archive))
    assert {*kinds(audit_archive(archive))} <= {"index", "stories"}
    assert repair_archive(archive).sound
    with open_archive(archive) as opened:
        assert [hit.id for hit in opened.search("aground")] == held
        assert held


def test_an_index_that_names_no_archive_is_searched(archive: Path) -> None:
    write_manifest(archive / "index", replace(manifest_of(archive), archive=None))
    with open_archive(archive) as opened:
        assert opened.search("aground").total
    with Archive.open(archive) as written:
        written.add(Article(id="new", body="A ferry."))
    assert manifest_of(archive).archive is not None


def test_a_text_that_was_changed_behind_the_index_is_a_finding(archive: Path) -> None:
    change_store(archive, "UPDATE versions SET body = 'The tanker ran aground.' WHERE id = 'a8'")
    assert kinds(audit_archive(archive)) == {"unfindable": ["a8"]}
    report = repair_archive(archive)
    assert (report.sound, dict(report.repaired)) == (True, {"unfindable": 1})
    with open_archive(archive) as opened:
        assert [hit.id for hit in opened.search("tanker", match="all").hits] == ["a8"]


@pytest.mark.parametrize("change", ["published = '1999-01-01'", "body = body || ' More of it.'", "title = 'Report'"])
def test_other_changes_behind_the_index_are_findings(archive: Path, change: str) -> None:
    change_store(archive, f"UPDATE versions SET {change} WHERE id = 'a22'")
    assert kinds(audit_archive(archive)) == {"unfindable": ["a22"]}
    assert repair_archive(archive).sound


def test_an_index_of_a_newer_store_is_a_finding_and_is_rebuilt(archive: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.db"
    with Archive.open(archive):
        shutil.copy(archive / "articles.db", older)
    added(archive, write_rows(tmp_path / "3.jsonl", rows(30, 5)))
    for beside in archive.glob("articles.db-*"):
        beside.unlink()
    shutil.copy(older, archive / "articles.db")
    found = audit_archive(archive)
    assert "index" in kinds(found)
    assert repair_archive(archive).sound
    with open_archive(archive) as opened:
        assert opened.search("*").total == 29


def test_a_store_that_is_ahead_of_its_index_is_no_finding(archive: Path, tmp_path: Path) -> None:
    kept = tmp_path / "index"
    shutil.copytree(archive / "index", kept)
    deleted(archive, "a7")
    shutil.rmtree(archive / "index")
    kept.rename(archive / "index")
    report = audit_archive(archive)
    assert report.sound
    assert report.notes[0].startswith("the index lacks 1 stored versions")


def test_a_store_that_contradicts_itself_is_a_finding_that_is_not_repaired(archive: Path) -> None:
    change_store(archive, "UPDATE versions SET replaces = 5 WHERE id = 'a3' AND replaces IS NOT NULL")
    for report in (audit_archive(archive), repair_archive(archive)):
        assert {finding.kind for finding in report.findings} >= {"store"}
        assert not report.repaired


def test_what_cannot_be_decoded_in_the_store_is_a_finding(archive: Path) -> None:
    change_store(archive, "UPDATE versions SET people = '[\"' WHERE id = 'a9'")
    report = audit_archive(archive)
    assert [finding.kind for finding in report.findings] == ["store"]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE versions SET added = 'zzz' WHERE id = 'a9'", "of 'a9': its time of adding: found 'zzz'"),
        ("UPDATE versions SET added = 'zzz' WHERE id = 'a14' AND deleted", "its time of adding: found 'zzz'"),
        ("UPDATE versions SET title = 'x' WHERE id = 'a14' AND deleted", "deletes an article, has values (title)"),
        ("UPDATE versions SET url_key = 'x' WHERE id = 'a9'", "its url_key is 'x'"),
        ("UPDATE sources SET former = 7 WHERE number = 1", "is not marked with 0 or 1"),
        ("UPDATE sources SET complete = 'x' WHERE number = 1", "is not marked with 0 or 1"),
        ("UPDATE origins SET line = 'x' WHERE seq = 1", "which are not numbers"),
        ("UPDATE origins SET source = 99 WHERE seq = 1", "reading 99, which the table sources lacks"),
        ("UPDATE meta SET value = 'x' WHERE name = 'archive'", "'x' as the id of the archive"),
        ("UPDATE meta SET value = 'x' WHERE name = 'generation'", "the generation 'x'"),
        ("UPDATE meta SET value = 'x' WHERE name = 'schema'", "'x' as its schema"),
        ("DELETE FROM meta", "None as its schema"),
        ("ALTER TABLE mentions RENAME COLUMN found TO lost", "its table mentions lacks the column found"),
        ("DROP VIEW articles", "its view articles is missing"),
        *((f"DROP TABLE {name}", f"its table {name} is missing") for name in ("meta", *TABLES)),
    ],
)
def test_each_table_and_column_of_the_store_is_checked(archive: Path, statement: str, said: str) -> None:
    change_store(archive, statement)
    for report in (audit_archive(archive), repair_archive(archive)):
        (finding,) = report.findings
        assert finding.kind == "store"
        assert said in finding.message
        assert any(remedy in finding.message for remedy in ("restore", "open the archive for writing"))


@pytest.mark.parametrize("change", ["extractor = 'x'", "found = x'00ff'"])
def test_a_record_of_mentions_that_is_none_is_extracted_again(archive: Path, change: str) -> None:
    change_store(archive, "INSERT INTO mentions VALUES (1, 1, '{}')")
    change_store(archive, f"UPDATE mentions SET {change} WHERE seq = 1")
    (finding,) = audit_archive(archive).findings
    assert (finding.kind, finding.id) == ("unextracted", "a0")
    assert "bytes" not in finding.message
    assert "(" not in finding.message
    assert repair_archive(archive).sound


def test_a_torn_page_of_the_store_is_a_finding(archive: Path) -> None:
    with Archive.open(archive):
        pass
    change_store(archive, "CREATE TABLE filler AS SELECT * FROM versions")
    file = archive / "articles.db"
    data = bytearray(file.read_bytes())
    data[3 * 16384 : 4 * 16384] = bytes(16384)
    file.write_bytes(data)
    report = audit_archive(archive)
    assert {finding.kind for finding in report.findings} == {"store"}
    assert all("articles.db" in finding.message for finding in report.findings)


def test_signatures_that_are_damaged_are_made_anew(archive: Path) -> None:
    runs = sorted((archive / "stories").glob("*.run"))
    data = bytearray(runs[0].read_bytes())
    data[100] ^= 1
    runs[0].write_bytes(data)
    assert kinds(audit_archive(archive)) == {"stories": [None]}
    repaired_to(archive, held(archive), "stories")


def test_stories_that_contradict_the_store_are_made_anew(tmp_path: Path) -> None:
    archive = added(tmp_path / "archive", CORPUS / "duplicates")
    told = content(archive, "stories")
    assert told["stories"]
    assert audit_archive(archive).sound
    for change in (
        "UPDATE stories SET story = story + 1 WHERE seq = (SELECT max(seq) FROM stories)",
        "DELETE FROM stories WHERE seq = (SELECT min(seq) FROM stories)",
    ):
        change_store(archive, change)
        assert kinds(audit_archive(archive)) == {"stories": [None]}
        assert repair_archive(archive).sound
        assert content(archive, "stories") == told


def test_an_archive_without_signatures_is_sound(archive: Path) -> None:
    shutil.rmtree(archive / "stories")
    assert audit_archive(archive).sound


@pytest.mark.parametrize(
    ("name", "content"), [("authority.toml", "[[people"), ("gazetteer.csv", "name,kind\nLeeds,citty\n")]
)
def test_a_file_of_names_that_cannot_be_read_is_a_finding_that_is_not_repaired(
    archive: Path, name: str, content: str
) -> None:
    (archive / name).write_text(content, encoding="utf-8")
    for report in (audit_archive(archive), repair_archive(archive)):
        (finding,) = report.findings
        assert finding.kind == "names"
        assert name in finding.message
    assert (archive / name).read_text(encoding="utf-8") == content


def test_articles_without_words_are_counted(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "archive") as opened:
        opened.add(Article(id="empty", title="", body=""))
        opened.add(Article(id="dots", title="…", body="— ! ?"))
        opened.add(Article(id="number", title="", body="1,234,567"))
        opened.add(Article(id="chinese", title="東京の天気", body="大雨が降った。"))
        opened.add(Article(id="russian", title="Йод", body="Ёлка и йод"))
    report = audit_archive(tmp_path / "archive")
    assert (report.sound, report.checked, report.wordless) == (True, 5, 2)
    drop_from_index(tmp_path / "archive", "empty", "number")
    assert kinds(audit_archive(tmp_path / "archive")) == {"unfindable": ["empty", "number"]}
    assert repair_archive(tmp_path / "archive").sound
