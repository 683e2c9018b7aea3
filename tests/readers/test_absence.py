"""A file is gone only if its folder can be listed and does not have it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline.index.readers.absence import describe_replacement, is_gone
from dateline.index.store.provenance import absolute
from tests.permissions import bound_by_permissions


def test_what_its_folder_does_not_have_is_gone(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name in ("none", "none/deep/er", "file/below", "file/deep/below"):
        assert is_gone(str(tmp_path / name)), name
    assert not is_gone(str(tmp_path / "file"))
    assert not is_gone(str(tmp_path / "nul\0"))


def test_what_is_behind_a_broken_link_is_not_gone(tmp_path: Path) -> None:
    (tmp_path / "away").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    for name in ("away", "away/a", "away/b/a", "loop", "loop/a", "loop/b/a", "x" * 5000):
        assert not is_gone(str(tmp_path / name)), name[:20]


def test_what_is_in_a_locked_folder_is_not_gone() -> None:
    with bound_by_permissions() as folder:
        for mode in (0o000, 0o400, 0o100):
            locked = folder / f"{mode}"
            locked.mkdir()
            (locked / "a").touch()
            locked.chmod(mode)
            assert not is_gone(str(locked / "a"))
            assert is_gone(str(locked / "b")) is False
            locked.chmod(0o700)
            assert is_gone(str(locked / "b"))


def test_a_name_that_is_no_text_is_found_by_its_stored_form(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt")
    try:
        os.symlink("nowhere", name)
    except OSError:
        pytest.skip("this system has only names that are text")
    stored = absolute(name)
    assert not is_gone(stored)
    os.unlink(name)
    assert is_gone(stored)


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert describe_replacement(str(tmp_path)) == "a folder"
    assert describe_replacement(os.devnull) == "a device"
    assert describe_replacement(str(tmp_path / "file")) is None
    assert describe_replacement(str(tmp_path / "none")) is None
