"""Replace files of an archive atomically: readers see either the old content or the new one.

A file is written as ``NAME.new``, synced, and renamed over the old one. The folder is synced before, so that files that
the new content names are durable first, and after, so that the rename is durable.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from dateline.index.errors import ArchiveUnwritable

__all__ = [
    "explain_write_errors",
    "make_folder",
    "move_folder",
    "open_without_waiting",
    "read_small",
    "remove",
    "replace_file",
    "sync_file",
]


@contextmanager
def explain_write_errors(folder: Path, again: str) -> Iterator[None]:
    """Turn an error of the system while an archive is written into ArchiveUnwritable, with what to do then."""
    try:
        yield
    except OSError as error:
        raise ArchiveUnwritable.of(error, folder, again) from error


def replace_file(path: Path, content: bytes) -> None:
    """Replace the content of a file, durably. Raises OSError; the file is then unchanged."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            sync_file(file)
        _sync_folder(path.parent)
        if path.is_dir() and not path.is_symlink():
            path.rmdir()  # an empty folder in its place; others are refused
        fresh.replace(path)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise
    _sync_folder(path.parent)


def move_folder(path: Path, target: Path) -> None:
    """Rename a folder within its parent, durably; the target may be an empty folder. Raises OSError."""
    os.replace(path, target)
    _sync_folder(target.absolute().parent)


def sync_file(file: IO[bytes]) -> None:
    """Make the content written to a file durable."""
    file.flush()
    os.fsync(file.fileno())


def open_without_waiting(path: str, flags: int) -> int:
    """Open a file without blocking, even if it is a pipe; for the `opener` of `open`."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_small(path: Path) -> bytes:
    """Return the content of a small file of an archive. Raises OSError, also for a pipe or a device in its place."""
    with open(path, "rb", opener=open_without_waiting) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no file, but a pipe or a device", str(path))
        return file.read()


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, if the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder of derived files, unless it exists; a file in its place is removed."""
    if folder.is_dir():
        return
    folder.unlink(missing_ok=True)
    folder.mkdir()


def remove(path: Path) -> None:
    """Remove a derived file, or a folder in its place, if it exists."""
    if path.is_dir() and not path.is_symlink():
        import shutil  # start-up: it loads bz2 and lzma

        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
