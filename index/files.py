"""Files of an archive that are replaced as a whole: whoever reads one finds the old content or the new, never a part.

A file is written beside the old one under the name ``NAME.new``, synced, and renamed over it. The folder is synced
before that, so that files which the new content names are there before it is, and after it, so that the new name lasts.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import IO

__all__ = ["make_folder", "move_folder", "open_without_waiting", "remove", "replace_file", "sync_file"]


def replace_file(path: Path, content: bytes) -> None:
    """Make this the content of a file, durably. Raises OSError; the file is then as it was."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            sync_file(file)
        _sync_folder(path.parent)
        if path.is_dir() and not path.is_symlink():
            path.rmdir()  # an empty folder in its place; one that holds something is refused
        fresh.replace(path)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise
    _sync_folder(path.parent)


def move_folder(path: Path, target: Path) -> None:
    """Rename a folder within its parent, durably; at most an empty folder may be in the way. Raises OSError."""
    os.replace(path, target)
    _sync_folder(target.absolute().parent)


def sync_file(file: IO[bytes]) -> None:
    """Make what was written to a file durable."""
    file.flush()
    os.fsync(file.fileno())


def open_without_waiting(path: str, flags: int) -> int:
    """Open a file as the `opener` of `open`: at once, even if a pipe lies in its place."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder of derived files, unless it is there; a file in its place is removed."""
    if folder.is_dir():
        return
    folder.unlink(missing_ok=True)
    folder.mkdir()


def remove(path: Path) -> None:
    """Remove a derived file, or the folder in its place; nothing happens if nothing is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
