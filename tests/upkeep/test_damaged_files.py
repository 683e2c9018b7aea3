"""A damaged file of an archive raises an error that names the file and the remedy, and the remedy mends it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dateline.index import Archive, Article
from dateline.index.errors import DatelineError, FieldError, IndexDamaged, StoreError
from dateline.index.layout import fields_of
from dateline.index.segment.format import SectionReader
from dateline.searcher import open_archive
from dateline.upkeep.audit import audit_archive, repair_archive
from tests.commands.calls import dateline
from tests.fuzz.damage_archive import make_archive
from tests.fuzz.damage_kinds import put_table, table_of
from tests.fuzz.damage_trial import answers_of, written
from tests.upkeep.damage import change_store, kinds

pytestmark = pytest.mark.kernels

NEWEST = "(SELECT max(seq) FROM versions WHERE id = 'n2-3')"
REMEDY = "`dateline check --repair`"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def expected(whole: Path) -> dict[str, str]:
    return {name: written(answer) for name, answer in answers_of(whole, ways=2).items()}


@pytest.fixture
def archive(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "archive")


def forge(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the table of contents of a file of sections, with a checksum that is right again."""
    content = bytearray(path.read_bytes())
    table = table_of(content)
    change(table)
    put_table(path, content, table)


def use_all(archive: Path) -> list[str]:
    """Ask everything of an archive; return the errors in words. Anything but errors of the library is raised."""
    errors = []
    for answer in answers_of(archive, ways=1).values():
        if isinstance(answer, BaseException):
            if not isinstance(answer, DatelineError):
                raise answer
            errors.append(str(answer))
    return errors


def repaired(archive: Path, expected: dict[str, str]) -> None:
    """See that a repair makes an archive answer as before."""
    report = repair_archive(archive)
    assert report.sound, report.findings
    assert {name: written(answer) for name, answer in answers_of(archive, ways=2).items()} == expected


def segments_of(archive: Path) -> list[Path]:
    return sorted((archive / "index").glob("*.seg"))


def test_a_section_of_another_size_is_damage_whichever_it_is(archive: Path) -> None:
    segment = segments_of(archive)[1]
    whole, names = segment.read_bytes(), list(table_of(bytearray(segment.read_bytes()))["sections"])
    may_be_of_any_size = ("postings", "positions", "forms", "-lists")  # what they hold is checked where it is read
    for name in names:
        if name.endswith(may_be_of_any_size) or not table_of(bytearray(whole))["sections"][name][1]:
            continue
        forge(segment, lambda table, name=name: table["sections"][name].__setitem__(slice(1, 3), [0, 0]))  # type: ignore[misc]
        with pytest.raises(IndexDamaged, match="section") as raised:
            open_archive(archive)
        assert raised.value.file == segment
        assert REMEDY in str(raised.value)
        segment.write_bytes(whole)


@pytest.mark.parametrize("fact", ["documents", "analyses", "tokens", "joined"])
@pytest.mark.parametrize("value", [None, -1, 1 << 70, "x", [], {}, {"title": "x"}, {"english": 5}, [["title"]]])
def test_facts_that_a_segment_cannot_have_are_damage(archive: Path, fact: str, value: object) -> None:
    forge(segments_of(archive)[0], lambda table: table["facts"].__setitem__(fact, value))
    with pytest.raises(IndexDamaged, match=REMEDY) as raised:
        open_archive(archive)
    assert raised.value.file == segments_of(archive)[0]


@pytest.mark.parametrize(
    "table", [5, [], {}, {"sections": {}, "facts": 5}, {"sections": {"seqs": 5}, "facts": {}},
              {"sections": {"seqs": [0, 8]}, "facts": {}}, {"sections": {"seqs": [0, -8, 0]}, "facts": {}},
              {"sections": {"seqs": [1, 8, 0]}, "facts": {}}, {"sections": {"seqs": ["0", 8, 0]}, "facts": {}}]
)  # fmt: skip
def test_a_table_of_contents_that_is_none_is_damage(archive: Path, table: object) -> None:
    segment = segments_of(archive)[0]
    put_table(segment, bytearray(segment.read_bytes()), table)
    with pytest.raises(IndexDamaged, match=REMEDY):
        SectionReader(segment)


@pytest.mark.parametrize("pattern", ["*.seg", "*.del"])
def test_files_that_changed_places_are_damage(archive: Path, expected: dict[str, str], pattern: str) -> None:
    one, other = sorted((archive / "index").glob(pattern))[:2]
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)
    with pytest.raises(IndexDamaged, match=REMEDY):
        open_archive(archive)
    with pytest.raises(IndexDamaged, match=REMEDY):
        Archive.open(archive)
    repaired(archive, expected)


@pytest.mark.parametrize("place", ["index/manifest.json", "index/000002.seg", "stories/runs.json", "fields.json"])
@pytest.mark.parametrize("damage", ["folder", "loop", "empty", "gone", "deep", "binary"])
def test_what_stands_in_the_place_of_a_file_is_an_error_in_words(
    archive: Path, expected: dict[str, str], place: str, damage: str
) -> None:
    path = archive / place
    path.unlink()
    match damage:
        case "folder":
            path.mkdir()
        case "loop":
            path.symlink_to(path.name)
        case "deep":
            path.write_text("[" * 100_000)
        case "empty" | "binary":
            path.write_bytes(b"" if damage == "empty" else os.urandom(500))
    errors = use_all(archive)
    assert bool(errors) == place.startswith("index/")
    assert all(place in error and REMEDY in error for error in errors)
    found = audit_archive(archive)
    assert set(kinds(found)) == {{"index": "index", "stories": "stories", "fields.json": "fields"}[place.split("/")[0]]}
    assert place in found.findings[0].message
    repaired(archive, expected)


@pytest.mark.parametrize("name", ["index", "stories"])
def test_a_file_in_the_place_of_a_folder_is_repaired(archive: Path, expected: dict[str, str], name: str) -> None:
    shutil.rmtree(archive / name)
    (archive / name).write_text("no folder")
    errors = use_all(archive)
    assert all(REMEDY in error for error in errors)
    repaired(archive, expected)


def test_an_index_of_articles_that_the_store_lacks_is_an_error_at_the_hit(archive: Path) -> None:
    with Archive.open(archive) as opened:
        (archive.parent / "older.db").write_bytes((archive / "articles.db").read_bytes())
        opened.add(Article(id="newest", title="Newest", body="Of today."))
    for beside in archive.glob("articles.db-*"):
        beside.unlink()
    shutil.copy(archive.parent / "older.db", archive / "articles.db")
    with open_archive(archive) as opened, pytest.raises(IndexDamaged, match="which the store does not have") as raised:
        assert opened.search("newest").hits[0].article
    assert str(raised.value).endswith("one of the two is damaged, and `dateline check` says which")
    shown = dateline("--archive", str(archive), "search", "newest", cwd=archive)
    assert (shown.code, shown.out) == (2, "")


def test_an_error_after_the_first_line_leaves_no_part_of_the_answer(archive: Path) -> None:
    change_store(archive, "UPDATE versions SET people = '[5' WHERE id = 'n2-3'")
    for form in ((), ("--json",), ("--jsonl",), ("--csv",)):
        shown = dateline("--archive", str(archive), "search", "*", "--limit", "50", *form, cwd=archive)
        assert (shown.code, shown.out) == (2, ""), form
        assert f"{archive / 'articles.db'}: the article 'n2-3'" in shown.err


# The store


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("people", "'{}'"), ("people", "'[\"'"), ("places", "X'FF'"), ("topics", "'null'"),
        ("extra", "'[]'"), ("extra", "'{\"a\":'"), ("extra", "'[' || hex(zeroblob(9)) || ']'"),
        ("extra", "replace(hex(zeroblob(60000)), '0', '[')"), ("notes", "'5'"), ("published", "'2016-13-45'"),
        ("published", "'soon'"), ("updated", "X'FF'"), ("title", "X'FF41'"), ("body", "X'C328'"),
        ("source", "X'FF'"), ("url", "CAST(X'FF' AS TEXT)"),
    ],
)  # fmt: skip
def test_a_row_that_is_no_article_is_named(archive: Path, column: str, cell: str) -> None:
    change_store(archive, f"UPDATE versions SET {column} = {cell} WHERE seq = {NEWEST}")
    store = str(archive / "articles.db")
    with open_archive(archive) as opened, pytest.raises(StoreError) as raised:
        opened.get("n2-3")
    assert str(raised.value).startswith(f"{store}: ")
    assert "restore" in str(raised.value)
    with open_archive(archive, use_index=False) as opened, pytest.raises(StoreError, match="restore"):
        opened.search("gas")  # the first search reads the articles
    with pytest.raises(StoreError, match="restore"):
        Archive.rebuild(archive)
    assert set(kinds(audit_archive(archive))) == {"store"}
    assert set(kinds(repair_archive(archive))) == {"store"}  # nothing is made of what may be damaged
    if "AS TEXT" in cell:
        return  # SQLite itself does not give such a text
    with Archive.open(archive) as opened:
        opened.add(Article(id="n2-3", title="Again", body="As it was."))  # what the error says helps
    with open_archive(archive) as opened:
        assert opened.get("n2-3").title == "Again"


@pytest.mark.parametrize("cell", ["'{}'", "2", "X'00'"])
def test_a_version_that_is_neither_there_nor_deleted_is_named(archive: Path, cell: str) -> None:
    change_store(archive, f"UPDATE versions SET deleted = {cell} WHERE seq = {NEWEST}")
    with open_archive(archive) as opened, pytest.raises(StoreError, match=r"marked as deleted with.*restore"):
        opened.versions("n2-3")
    assert set(kinds(audit_archive(archive))) >= {"store"}


@pytest.mark.parametrize(
    "record",
    [
        "5", "[]", "{", '{"people": [[0, 4, 0]], "names": [5]}', '{"people": [[0, 4, 9]], "names": ["A"]}',
        '{"people": [["a", 4, 0]], "names": ["A"]}',
        '{"spots": [[1, 2, 3]], "places": [[0, 3, 0]]}', '{"dates": [[0, 4, "DAY", null, null]]}',
        '{"dates": [[0, 4, "DATE", "2016-12-14", "2015-01-01", "day", null, 100]]}',
        '{"dates": [[0, 4, "DATE", "2016-12-14", "2016-12-14", "eon", null, 100]]}',
        '{"dates": [[0, 4, "DATE", "2016-12-14", "2016-12-14", "day", null, 1000]]}',
        '{"dates": [[-9, 4, "DATE", null, null, null, null, 100]]}', '{"dateline": [0, 4, 5, 5, null]}', '{"notes": 5}',
    ],
)  # fmt: skip
def test_mentions_that_are_none_are_named_and_found_again(archive: Path, expected: dict[str, str], record: str) -> None:
    change_store(archive, f"UPDATE mentions SET found = ? WHERE seq = {NEWEST}", record)
    told = r"the mentions of the article 'n2-3'.*check --repair"
    with open_archive(archive) as opened, pytest.raises(StoreError, match=told):
        opened.found_in("n2-3")
    assert set(kinds(audit_archive(archive))) == {"unextracted"}
    assert dateline("--archive", str(archive), "check", "--repair", cwd=archive).code == 0
    assert {name: written(answer) for name, answer in answers_of(archive, ways=2).items()} == expected
    change_store(archive, f"UPDATE mentions SET found = ? WHERE seq = {NEWEST}", record)
    assert dateline("--archive", str(archive), "rebuild", cwd=archive).code == 0
    assert {name: written(answer) for name, answer in answers_of(archive, ways=2).items()} == expected


def test_broken_mentions_and_broken_stories_are_repaired_together(archive: Path, expected: dict[str, str]) -> None:
    change_store(archive, f"UPDATE mentions SET found = '{{' WHERE seq = {NEWEST}")
    for run in (archive / "stories").glob("*.run"):
        run.write_bytes(run.read_bytes()[:100])
    assert dateline("--archive", str(archive), "check", "--repair", cwd=archive).code == 0
    assert {name: written(answer) for name, answer in answers_of(archive, ways=2).items()} == expected
    assert audit_archive(archive).sound


@pytest.mark.parametrize("command", [("rebuild", "--extract"), ("check", "--repair")], ids=" ".join)
def test_mentions_that_a_program_gave_are_looked_for_only_when_that_is_asked(
    archive: Path, command: tuple[str, ...]
) -> None:
    change_store(archive, "UPDATE mentions SET found = '{' WHERE extractor = 0")
    shown = dateline("--archive", str(archive), "rebuild", cwd=archive)
    assert (shown.code, "check --repair" in shown.err) == (2, True)
    assert dateline("--archive", str(archive), *command, cwd=archive).code == 0
    assert audit_archive(archive).sound


@pytest.mark.parametrize("version", [0, 1, 2, 3])
def test_a_store_with_a_lower_version_number_than_its_tables_is_read_as_it_is(
    archive: Path, expected: dict[str, str], version: int
) -> None:
    change_version(archive, version)
    assert {name: written(answer) for name, answer in answers_of(archive, ways=2).items()} == expected
    Archive.open(archive).close()
    assert {name: written(answer) for name, answer in answers_of(archive, ways=2).items()} == expected


def change_version(archive: Path, version: int) -> None:
    with closing(sqlite3.connect(archive / "articles.db")) as connection:
        connection.execute(f"PRAGMA user_version = {version}")


def test_an_archive_without_its_store_says_so(archive: Path) -> None:
    (archive / "articles.db").unlink()
    for call in (("search", "oil"), ("add", "-"), ("rebuild",), ("check", "--repair")):
        shown = dateline("--archive", str(archive), *call, cwd=archive)
        assert (shown.code, shown.out) == (2, "")
        assert f"{archive / 'articles.db'}: it is missing" in shown.err
        assert "restore it from a copy" in shown.err


# fields.json


def test_a_field_is_never_dropped_with_its_file(archive: Path, expected: dict[str, str]) -> None:
    (archive / "fields.json").write_text("{")
    assert fields_of(archive).get("desk") is not None
    assert {name: written(answer) for name, answer in answers_of(archive, ways=2).items()} == expected
    shown = dateline("--archive", str(archive), "rebuild", cwd=archive)
    assert (shown.code, "the copy in the index is used" in shown.err) == (0, True)
    assert {name: written(answer) for name, answer in answers_of(archive, ways=2).items()} == expected
    assert audit_archive(archive).sound
    (archive / "fields.json").unlink()
    (archive.parent / "a.txt").write_text("Late\ndesk: sport\nedition: 3\n\nA match.\n")
    assert dateline("--archive", str(archive), "add", "../a.txt", "--keyword", "edition", cwd=archive).code == 0
    for query in ("desk:sport", "edition:3", "desk:sea"):
        assert dateline("--archive", str(archive), "search", query, cwd=archive).code == 0


def test_fields_that_the_file_lacks_are_a_finding_and_a_repair_keeps_them(
    archive: Path, expected: dict[str, str]
) -> None:
    rows = json.loads((archive / "fields.json").read_text())
    (archive / "fields.json").write_text(json.dumps([row for row in rows if row["name"] not in ("desk", "lead")]))
    found = audit_archive(archive)
    assert kinds(found) == {"fields": [None]}
    assert "(desk, lead)" in found.findings[0].message.replace("lead, desk", "desk, lead")
    assert repair_archive(archive).sound
    assert fields_of(archive).get("desk") is not None
    assert fields_of(archive).get("lead") is not None
    wanted = {name: answer for name, answer in expected.items() if "search" in name}
    given = {name: written(answer) for name, answer in answers_of(archive, ways=2).items() if name in wanted}
    assert given == wanted


def test_where_both_copies_of_the_fields_are_lost_that_is_said(archive: Path) -> None:
    (archive / "fields.json").unlink()
    shutil.rmtree(archive / "index")
    with pytest.raises(FieldError, match=r"fields\.json: it is missing, and the index has no copy of it"):
        open_archive(archive, use_index=False)
    report = repair_archive(archive)
    assert report.sound
    assert any("the default fields are taken" in note for note in report.notes)
    (archive / "fields.json").unlink()
    shutil.rmtree(archive / "index")
    shown = dateline("--archive", str(archive), "rebuild", "--keyword", "desk", cwd=archive)
    assert (shown.code, "the default fields are taken" in shown.err) == (0, True)
    assert dateline("--archive", str(archive), "search", "desk:sea", cwd=archive).code == 0


# stories/


def forged_runs(archive: Path) -> list[Path]:
    return sorted((archive / "stories").glob("*.run"))


@pytest.mark.parametrize("section", ["entries", "starts", "signatures", "stories"])
@pytest.mark.parametrize("way", ["add", "repair", "rebuild"])
def test_a_damaged_run_is_made_again(archive: Path, expected: dict[str, str], section: str, way: str) -> None:
    for run in forged_runs(archive):
        content = bytearray(run.read_bytes())
        table = table_of(content)
        start, size, _ = table["sections"][section]
        content[start : start + size] = b"\xff" * size
        table["sections"][section][2] = zlib.crc32(content[start : start + size])
        put_table(run, content, table)
    rows = ({"id": f"m{n}", "body": f"Report {n}: the harbour of Rotterdam."} for n in range(9))
    (archive.parent / "more.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    if way == "add":
        assert dateline("--archive", str(archive), "add", "../more.jsonl", cwd=archive).code == 0
        assert dateline("--archive", str(archive), "check", cwd=archive).code in (0, 1)
        assert repair_archive(archive).sound
    elif way == "repair":
        repaired(archive, expected)
    else:
        Archive.rebuild(archive)
        assert audit_archive(archive).sound
    again = shutil.copytree(archive, archive.parent / "again")
    Archive.rebuild(again)
    assert stories_of(again) == stories_of(archive)


def stories_of(archive: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(archive / "articles.db")) as connection:
        return connection.execute("SELECT seq, story FROM stories ORDER BY seq").fetchall()


@pytest.mark.parametrize(
    "damage", ["UPDATE stories SET story = seq + 1", "UPDATE stories SET story = 'x'", "DELETE FROM stories"]
)
def test_stories_that_cannot_be_are_found_again(archive: Path, expected: dict[str, str], damage: str) -> None:
    change_store(archive, damage)
    assert kinds(audit_archive(archive)) == {"stories": [None]}
    repaired(archive, expected)


PYTHON = ("Expecting", "char ", "argument", "indices", "NoneType", "__init__", "object is not", "has no attribute")
BROKEN_JSON = ("{", "[]", "5", "null", '{"manifest": 5, "checksum": 0}', '{"manifest": {}}', '{"runs": []}', "[5]")
BROKEN_TABLES = ('[{"name": "x"}]', '[{"kind": "text"}]', '[{"name": "x", "kind": "text", "size": 5}]', '["x"]', "{}")


@pytest.mark.parametrize("content", BROKEN_JSON)
@pytest.mark.parametrize("name", ["index/manifest.json", "stories/runs.json"])
def test_a_broken_list_of_files_is_reported_without_words_of_python(archive: Path, name: str, content: str) -> None:
    (archive / name).write_text(content, encoding="utf-8")
    messages = [finding.message for finding in audit_archive(archive).findings]
    assert messages
    assert not [message for message in messages for words in PYTHON if words in message]


@pytest.mark.parametrize("content", [*BROKEN_JSON, *BROKEN_TABLES])
def test_a_broken_field_table_is_reported_without_words_of_python(archive: Path, content: str) -> None:
    (archive / "fields.json").write_text(content, encoding="utf-8")
    (message,) = [finding.message for finding in audit_archive(archive).findings]
    assert "it is not a field table" in message
    assert not [words for words in PYTHON if words in message]
