"""Files are replaced whole and durably, or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.index import Archive, Article
from dateline.index.errors import IndexDamaged
from dateline.index.fields import DEFAULT_FIELDS
from dateline.index.files import make_folder, remove, replace_file
from dateline.index.layout import write_fields
from dateline.index.segment.manifest import Manifest, read_manifest, write_manifest
from dateline.searcher import open_archive
from tests.permissions import bound_by_permissions

WRITERS: dict[str, Callable[[Path], object]] = {
    "fields.json": lambda folder: write_fields(folder, DEFAULT_FIELDS),
    "manifest.json": lambda folder: write_manifest(folder, Manifest(DEFAULT_FIELDS)),
    "any": lambda folder: replace_file(folder / "any", b"new"),
}


@pytest.mark.skipif(os.name == "nt", reason="folders are not synced there")
@pytest.mark.parametrize("name", WRITERS)
def test_a_file_is_synced_before_its_name_and_its_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    done: list[str] = []
    sync, rename = os.fsync, os.replace

    def note_sync(handle: int) -> None:
        done.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")
        sync(handle)

    def note_rename(*names: Any, **options: Any) -> None:
        done.append("rename")
        rename(*names, **options)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(os, "replace", note_rename)
    WRITERS[name](tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    if os.path.isdir("/proc/self/fd"):
        assert done == ["file", "folder", "rename", "folder"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_failure_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    path = tmp_path / "any"
    path.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(OSError, match=os.strerror(number)):
            replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["any"]
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"


def test_what_stands_in_the_place_of_a_file_or_folder(tmp_path: Path) -> None:
    (tmp_path / "any").mkdir()
    replace_file(tmp_path / "any", b"new")
    assert (tmp_path / "any").read_bytes() == b"new"
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "kept").touch()
    with pytest.raises(OSError, match="not empty"):
        replace_file(tmp_path / "full", b"new")
    assert (tmp_path / "full" / "kept").exists()
    make_folder(tmp_path / "any")
    make_folder(tmp_path / "any")
    assert (tmp_path / "any").is_dir()
    for name in ("any", "full", "nothing"):
        remove(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_may_not_be_read_is_an_error_in_words(tmp_path: Path) -> None:
    Archive.create(tmp_path / "archive").close()  # what is imported later may not be readable to that user
    with bound_by_permissions() as folder:
        Archive.create(folder / "archive").close()
        manifest = folder / "archive" / "index" / "manifest.json"
        manifest.chmod(0)
        try:
            with pytest.raises(IndexDamaged, match=r"it cannot be read \(.*\); check its permissions") as raised:
                open_archive(folder / "archive")
            assert raised.value.file == manifest
        finally:
            manifest.chmod(0o644)
        assert read_manifest(manifest.parent).segments == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_place_of_a_segment_is_damage(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news") as archive:
        archive.add(Article(body="oil"))
    (segment,) = (tmp_path / "news" / "index").glob("*.seg")
    segment.unlink()
    os.mkfifo(segment)
    with pytest.raises(IndexDamaged, match="too short"):
        open_archive(tmp_path / "news")
