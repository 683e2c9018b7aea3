"""Make an archive, and open it for writing: its lock and its session."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.index.analysis.registry import check_analyses
from dateline.index.entities.authority.history import save_last_good
from dateline.index.entities.places.archive_gazetteer import save_good_gazetteer
from dateline.index.errors import ArchiveError, ArchiveUnwritable, StoreError
from dateline.index.fields import FieldTable
from dateline.index.files import explain_write_errors, move_folder
from dateline.index.intake.session import WriteSession
from dateline.index.layout import INDEX, STORE, check_vacant, find_store, take_lock, write_fields
from dateline.index.segment.writer import catch_up, create_index, open_writer
from dateline.index.store.store import Store

if TYPE_CHECKING:
    from filelock import BaseFileLock

__all__ = ["create_archive", "open_session"]


def create_archive(target: Path, fields: FieldTable) -> None:
    """Make an empty archive with these fields in a folder that is missing or empty.

    It is made in a temporary folder and moved into place, so it is never visible in part. If several programs make the
    same archive at once, one succeeds, and the others get ArchiveExists. Raises ArchiveExists, ArchiveError,
    FieldError.
    """
    check_analyses(fields)
    check_vacant(target)
    parent = target.absolute().parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=parent))
    except OSError as error:
        raise ArchiveError(f"no archive can be made at {target}: {error.strerror}") from error
    try:
        fresh.chmod(0o755)
        _make_files(fresh, fields)
        _move_into_place(fresh, target)
    except StoreError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        error.file = target / STORE  # the temporary folder is of no use to a reader of the message
        raise
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        error.filename = error.filename2 = None
        raise ArchiveUnwritable.of(error, target, "try again") from error
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _make_files(folder: Path, fields: FieldTable) -> None:
    """Write the files of an empty archive."""
    Store.create(folder / STORE).close()
    create_index(folder / INDEX, fields)
    write_fields(folder, fields)  # last: it also syncs the names of the other files


def open_session(folder: Path, timeout: float, memory: int) -> tuple[BaseFileLock, WriteSession]:
    """Acquire the lock of an archive, open its store and its index, and bring the index up to date.

    ``memory`` is that of the program in MB. Raises ArchiveMissing, ArchiveLocked, StoreError, IndexDamaged,
    IndexFormatError.
    """
    find_store(folder)
    with explain_write_errors(folder, "open it again"), ExitStack() as opened:
        lock = take_lock(folder, timeout)
        opened.callback(lock.release)
        store = opened.enter_context(Store.open(folder / STORE, writable=True))
        save_last_good(folder)
        save_good_gazetteer(folder)
        writer = open_writer(folder / INDEX, memory)
        opened.callback(writer.close)
        store.identify(writer.generation, writer.archive)
        catch_up(writer, store)
        opened.pop_all()
    return lock, WriteSession(folder, store, writer, memory)


def _move_into_place(fresh: Path, target: Path) -> None:
    """Give a new archive its name. Raises ArchiveExists if something is there by now, else ArchiveError."""
    try:
        move_folder(fresh, target)  # a folder replaces only an empty folder
    except OSError as error:
        check_vacant(target)
        raise ArchiveError(f"no archive can be made at {target}: {error.strerror}") from error
