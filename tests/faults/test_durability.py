"""What survives a cut of power, and a write that fails: each file of an archive is the old one or the new one."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from dateline.index import Archive, Article
from dateline.index.entities.authority.history import lock_authority, save_version
from dateline.index.entities.places.archive_gazetteer import import_gazetteer
from dateline.index.errors import DatelineError
from dateline.index.fields import FieldTable
from dateline.index.layout import fields_of
from dateline.searcher import open_archive
from dateline.upkeep.audit import repair_archive
from tests.faults.commits import Counter, failing_calls

ARTICLES = [Article(id=str(n), title="Treaty", body="Signed in Baku.", extra={"desk": "foreign"}) for n in range(20)]


class Disk:
    """Notes what is synced and renamed, by the number of the file, as a journal of what a cut of power may lose."""

    def __init__(self) -> None:
        self.synced: list[int] = []
        self.renamed: list[tuple[str, int, int]] = []  # the new name, the folder, how much was synced by then
        self.problems: list[str] = []

    def sync(self, handle: int) -> None:
        self.synced.append(os.fstat(handle).st_ino)

    def rename(self, source: Any, target: Any) -> None:
        path = Path(source)
        folder = path.absolute().parent.stat().st_ino
        if path.is_file():
            number = path.stat().st_ino
            if number not in self.synced:
                self.problems.append(f"{target} is renamed before its content is synced")
            elif folder not in self.synced[self.synced.index(number) :]:
                self.problems.append(f"{target} is renamed before the names beside it are synced")
        self.renamed.append((Path(target).name, folder, len(self.synced)))

    def check(self) -> None:
        """See that nothing is lost, whenever the power is cut from now on."""
        self.problems += [
            f"the name {name} is not synced" for name, folder, then in self.renamed if folder not in self.synced[then:]
        ]
        assert self.problems == []


@contextmanager
def watched(disk: Disk) -> Iterator[None]:
    sync, rename = os.fsync, os.replace

    def note_sync(handle: int) -> None:
        sync(handle)
        disk.sync(handle)

    def note_rename(source: Any, target: Any) -> None:
        disk.rename(source, target)
        rename(source, target)

    with patch.multiple(os, fsync=note_sync, replace=note_rename):
        yield


def change_everything(path: Path, gazetteer: Path) -> None:
    with Archive.create(path, keywords=["desk"]) as archive:
        archive.add_many(ARTICLES, extract=False)
    with Archive.open(path) as archive:
        archive.delete("3")
    Archive.rebuild(path, keywords=["lead"])
    with lock_authority(path) as folder:
        save_version(folder, "# Nobody yet\n")
    import_gazetteer(path, gazetteer)


@pytest.mark.skipif(os.name == "nt", reason="folders are not synced there")
def test_every_file_that_is_replaced_is_synced_before_its_name_and_its_folder_after(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("name,lat,lon\nLittle Wing,51.5,-0.1\n", encoding="utf-8")
    path, disk = tmp_path / "news", Disk()
    with watched(disk):
        change_everything(path, tmp_path / "own.csv")
    disk.check()
    assert {name for name, _, _ in disk.renamed} == {
        "news", "fields.json", "manifest.json", "runs.json", "authority.toml", "authority.good.toml", "000001.toml",
        "gazetteer.csv", "gazetteer.good.csv",
    }  # fmt: skip
    written = [file for room in ("index", "stories") for file in (path / room).iterdir()]
    assert [file.name for file in written if file.stat().st_ino not in disk.synced] == []


def test_a_rebuild_with_other_fields_that_fails_leaves_the_old_fields_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "news"
    with Archive.create(path, keywords=["desk"]) as archive:
        archive.add_many(ARTICLES, extract=False)
    before, counter = fields_of(path), Counter(0)
    seen: set[frozenset[str]] = set()
    while counter.seen >= counter.place:  # the fault came
        counter = Counter(counter.place + 1)
        with suppress(OSError, DatelineError), failing_calls(counter, errno.ENOSPC):
            Archive.rebuild(path, fields=before.with_keywords([f"lead{counter.place}"]))
        names = {row.name for row in FieldTable.from_json(json.loads((path / "fields.json").read_bytes()))}
        assert names - {row.name for row in before} <= {f"lead{n + 1}" for n in range(counter.place)}
        assert {"desk", "title"} < names
        seen.add(frozenset(names))
        with open_archive(path) as archive:
            assert archive.search("desk:foreign").total == 20
    assert repair_archive(path).sound
    assert counter.place > 20
    assert len(seen) > 2
