"""Archives of an earlier format, of a format to come, and with a table of fields that was cut short."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.index.errors import FieldError, IndexFormatError, StoreError
from dateline.searcher import open_archive
from dateline.upkeep.audit import audit_archive, repair_archive


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("formats") / "news"
    with Archive.create(path, keywords=["desk"]) as archive:
        archive.add_many(
            (Article(id=str(n), body="oil and gas", extra={"desk": "home"}) for n in range(9)), extract=False
        )
    return path


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "news"))


def change_store(archive: Path, script: str) -> None:
    with closing(sqlite3.connect(archive / "articles.db")) as connection:
        connection.executescript(script)


def test_an_archive_of_the_format_before_is_searched_and_then_written_to(archive: Path) -> None:
    change_store(archive, "DROP INDEX versions_days; PRAGMA user_version = 3; DELETE FROM meta WHERE name = 'archive'")
    with open_archive(archive) as opened:
        assert opened.search("desk:home oil").total == 9
    assert audit_archive(archive).sound
    with Archive.open(archive) as opened:
        opened.add(Article(id="new", body="oil"))
    assert audit_archive(archive).sound
    with open_archive(archive) as opened:
        assert opened.search("oil").total == 10


def test_a_store_of_a_format_to_come_asks_for_an_upgrade(archive: Path) -> None:
    change_store(archive, "PRAGMA user_version = 5")
    for use in (open_archive, Archive.open, Archive.rebuild, audit_archive):
        with pytest.raises(StoreError, match=r"articles\.db: .*newer Dateline.*upgrade Dateline"):
            use(archive)


def change_manifest(archive: Path, **changes: int | None) -> None:
    path = archive / "index" / "manifest.json"
    inner = {**json.loads(path.read_bytes())["manifest"], **changes}
    inner = {name: value for name, value in inner.items() if value is not None}
    compact = json.dumps(inner, sort_keys=True, separators=(",", ":")).encode()
    path.write_text(json.dumps({"manifest": inner, "checksum": zlib.crc32(compact)}))


@pytest.mark.parametrize(("analysis", "named"), [(99, 99), (None, 1)])
def test_an_index_of_another_analysis_asks_for_a_rebuild(archive: Path, analysis: int | None, named: int) -> None:
    change_manifest(archive, analysis=analysis)
    for use in (open_archive, Archive.open):
        with pytest.raises(IndexFormatError, match=rf"words by version {named} of the analysis.*`dateline rebuild`"):
            use(archive)
    with open_archive(archive, use_index=False) as opened:
        assert opened.search("desk:home oil").total == 9
    assert not audit_archive(archive).sound
    assert Archive.rebuild(archive) == 9
    assert audit_archive(archive).sound


def test_an_index_of_a_format_to_come_asks_for_a_rebuild(archive: Path) -> None:
    change_manifest(archive, format=99)
    for use in (open_archive, Archive.open):
        with pytest.raises(IndexFormatError, match=r"written in index format 99.*`dateline rebuild`"):
            use(archive)
    assert Archive.rebuild(archive) == 9
    assert audit_archive(archive).sound


def test_a_table_of_fields_that_was_cut_short_anywhere_is_taken_from_the_index(archive: Path) -> None:
    path = archive / "fields.json"
    whole = path.read_bytes()
    for length in range(0, len(whole.rstrip()), 97):
        path.write_bytes(whole[:length])
        with open_archive(archive, use_index=False) as opened:
            assert opened.search("desk:home").total == 9
        Archive.open(archive).close()
        (finding,) = audit_archive(archive).findings
        assert (finding.kind, "it is not a field table" in finding.message) == ("fields", True)
    assert repair_archive(archive).sound
    assert path.read_bytes() == whole


def test_without_the_copy_of_the_index_it_is_an_error_in_words(archive: Path) -> None:
    path = archive / "fields.json"
    path.write_bytes(path.read_bytes()[:100])
    shutil.rmtree(archive / "index")
    with pytest.raises(FieldError, match=r"fields\.json: it is not a field table .*`dateline check --repair`"):
        open_archive(archive, use_index=False)
