"""The versions of an authority file: the current one, the last valid one, and the history.

Every change replaces the whole file (`dateline.index.files`). The previous content is kept as
``authority-history/NNNNNN.toml``, numbered from 1; nothing is deleted there. ``authority.good.toml`` is the last
valid version, which searches use when an edit has broken the file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.index.entities.authority.file import HEADER, decode_authority, parse_authority, read_authority
from dateline.index.errors import ArchiveError, ArchiveLocked, ArchiveUnwritable, AuthorityError
from dateline.index.files import read_small, replace_file
from dateline.index.layout import AUTHORITY, AUTHORITY_GOOD, AUTHORITY_HISTORY, AUTHORITY_LOCK, find_store

__all__ = ["lock_authority", "read_text", "save_last_good", "save_version", "undo", "versions"]


@contextmanager
def lock_authority(archive: str | os.PathLike[str], timeout: float = 10.0) -> Iterator[Path]:
    """Lock the authority file of an archive for a change, waiting `timeout` seconds for other programs.

    Gives the archive's folder. Raises ArchiveMissing, ArchiveLocked, ArchiveError.
    """
    from filelock import FileLock, Timeout  # start-up: only edits need it

    folder = find_store(archive).parent
    lock = FileLock(folder / AUTHORITY_LOCK)
    try:
        lock.acquire(timeout=timeout)
    except Timeout as error:
        raise ArchiveLocked(
            f"another program has been changing {folder / AUTHORITY} for {timeout:g} seconds; try again when it is done"
        ) from error
    except RuntimeError as error:  # it would wait for itself without end
        raise ArchiveLocked(f"this thread is changing {folder / AUTHORITY} already; end that change first") from error
    except OSError as error:
        raise ArchiveError(f"cannot write to {folder}: {error.strerror}; check its permissions") from error
    try:
        yield folder
    except OSError as error:
        raise ArchiveUnwritable.of(error, folder, "make the change again: it was not finished") from error
    finally:
        lock.release()


def read_text(folder: Path) -> str:
    """Return the text of the authority file in a folder, or `HEADER` if it does not exist. Raises AuthorityError."""
    path = folder / AUTHORITY
    return decode_authority(read_small(path), str(path)) if path.exists() else HEADER


def save_version(folder: Path, text: str) -> int:
    """Replace the authority file by a valid text; return the number of the previous version in the history."""
    path = folder / AUTHORITY
    before = read_small(path) if path.exists() else HEADER.encode()
    kept = versions(folder)
    number = kept[-1] + 1 if kept else 1
    history = folder / AUTHORITY_HISTORY
    history.mkdir(exist_ok=True)
    replace_file(_version(folder, number), before)
    replace_file(path, text.encode())
    replace_file(folder / AUTHORITY_GOOD, text.encode())
    return number


def save_last_good(archive: str | os.PathLike[str]) -> None:
    """Save the authority file as the last valid version if it is valid and has changed.

    Called when the archive is opened for writing, so that edits by hand are saved before a later one breaks the file.
    Errors are ignored.
    """
    path, good = Path(archive) / AUTHORITY, Path(archive) / AUTHORITY_GOOD
    try:
        content = read_small(path)
        if not good.exists() or good.read_bytes() != content:
            parse_authority(decode_authority(content, str(path)), str(path))
            replace_file(good, content)
    except (OSError, AuthorityError):
        return


def versions(folder: Path) -> list[int]:
    """Return the numbers of the versions in the history, oldest first."""
    try:
        names = os.listdir(folder / AUTHORITY_HISTORY)
    except FileNotFoundError:
        return []
    return sorted(int(name[:-5]) for name in names if name.endswith(".toml") and name[:-5].isdecimal())


def undo(archive: str | os.PathLike[str], version: int | None = None) -> str:
    """Restore an earlier version of the authority file; return a description of the change.

    It is the version before the last command, or the last valid one if the file was edited by hand since, or the
    `version` of the history with a number. The replaced version is kept in the history, so undoing twice restores it.
    """
    with lock_authority(archive) as folder:
        wanted, said = _earlier(folder, version)
        if not wanted.is_file():
            raise AuthorityError(f"there is no version {version} of the authority file; see {wanted.parent}")
        read_authority(wanted)
        number = save_version(folder, decode_authority(read_small(wanted), str(wanted)))
        return f"{said}; what was there until now is kept as version {number}"


def _earlier(folder: Path, version: int | None) -> tuple[Path, str]:
    """Return the version to restore, and its description."""
    path, good = folder / AUTHORITY, folder / AUTHORITY_GOOD
    if version is not None:
        return _version(folder, version), f"the authority file is again as in version {version}"
    if good.exists() and path.exists() and read_small(path) != good.read_bytes():
        return good, "the authority file is again as it was before it was edited by hand"
    for number in reversed(versions(folder)):
        if _is_good(kept := _version(folder, number)):
            return kept, "the authority file is again as it was before the last change"
    raise AuthorityError("there is nothing to undo: no command has changed the authority file yet")


def _is_good(path: Path) -> bool:
    try:
        read_authority(path)
    except AuthorityError:
        return False
    return True


def _version(folder: Path, number: int) -> Path:
    return folder / AUTHORITY_HISTORY / f"{number:06}.toml"
