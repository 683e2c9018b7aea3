"""Keeping an archive to what lies below some paths: which files are new, changed or gone, and what left with them.

What is gone is told from the readings that the archive keeps of files. An article goes with its file, or with its
record, if it stands as that file gave it and no other file gave it.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.index.archive import Archive
from dateline.index.errors import DatelineError, InputError, ReadError
from dateline.index.intake.plan import holds, state_of
from dateline.index.intake.reading import Options
from dateline.index.readers import BY_SUFFIX
from dateline.index.readers.paths import STANDARD_INPUT, find_sources, in_words, is_pattern
from dateline.index.store.provenance import Provenance, Reading, absolute

__all__ = ["Differences", "differences", "take_out"]


@dataclass(frozen=True, slots=True)
class Differences:
    """Files below the paths that the archive has not read, has read when they were different, and that are gone.

    ``failed`` are the paths themselves that cannot be read.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    vanished: tuple[Reading, ...]
    failed: tuple[InputError, ...] = ()


def differences(
    archive: Archive | None, paths: Iterable[str], options: Options, *, even_if_empty: bool = False
) -> Differences:
    """Compare what lies below paths with what the archive has read there.

    Raises DatelineError for a path that cannot be kept to; for one that is not there, cannot be read
    or is empty although articles came from it, unless ``even_if_empty``.
    """
    new: list[str] = []
    changed: list[str] = []
    vanished: list[Reading] = []
    failed: list[InputError] = []
    for path in paths:
        if path == STANDARD_INPUT or (is_pattern(path) and not os.path.lexists(path)):
            raise DatelineError(f"--sync keeps an archive to files and folders; {path} is none")
        found = list(find_sources([path], BY_SUFFIX))
        failed += failures_of(path, found)
        files = {absolute(file): file for file in found if isinstance(file, str) and state_of(file) is not None}
        unread = [
            absolute(error.file) for error in found if isinstance(error, ReadError) and os.path.lexists(error.file)
        ]
        readings = known_below(archive, path)
        if readings and not files and not even_if_empty:
            raise DatelineError(
                f"nothing can be read at {path}, and {sum(each.records for each in readings.values()):,} articles "
                "came from there: is a disk missing? Nothing was changed; --even-if-empty takes them out"
            )
        new += [file for name, file in files.items() if name not in readings]
        vanished += [
            reading
            for name, reading in readings.items()
            if name not in files and state_of(name) is None and not is_in_one_of(name, unread, path)
        ]
        if archive is not None:
            with archive.sources() as kept:
                changed += changed_of(kept, files, readings, options)
    return Differences(tuple(new), tuple(changed), tuple(vanished), tuple(failed))


def failures_of(path: str, found: Iterable[str | ReadError]) -> Iterator[InputError]:
    """Yield why a path itself cannot be read, if it cannot; ``found`` is what `find_sources` finds there."""
    if not os.path.exists(path):
        yield InputError(path, None, in_words(FileNotFoundError(errno.ENOENT, ""), path))
    yield from (error for error in found if isinstance(error, InputError) and error.file == path)


def known_below(archive: Archive | None, path: str) -> dict[str, Reading]:
    """Return the newest reading of each file that was read at a path or below it."""
    if archive is None:
        return {}
    with archive.sources() as kept:
        return {reading.path: reading for reading in kept.readings_below(absolute(path))}


def changed_of(
    kept: Provenance, files: dict[str, str], readings: dict[str, Reading], options: Options
) -> Iterator[str]:
    """Yield the files that would be read again."""
    digest = options.digest()
    for name, file in files.items():
        reading, state = readings.get(name), state_of(file)
        if reading is None or state is None:
            continue
        if not (reading.complete and reading.is_of(*state, digest) and holds(kept, reading)):
            yield file


def is_in_one_of(name: str, folders: Iterable[str], root: str) -> bool:
    """Return whether a file lies in a folder that cannot be read now, and so may be there; the root was looked at."""
    whole = absolute(root)
    return any(name.startswith(folder + os.sep) for folder in folders if folder != whole)


def numbers_of(kept: Provenance, readings: Iterable[Reading]) -> list[int]:
    """Return the numbers of readings, and of the superseded readings of their files."""
    return [n for each in readings for n in (each.number, *kept.superseded(each.path))]


def take_out(archive: Archive, paths: Iterable[str], vanished: Iterable[Reading]) -> tuple[int, list[str]]:
    """Delete the articles of files that are gone, and of records that are gone from files which were read anew.

    Returns how many, and the files in which something could not be read: what they held before stays.
    The deletions count with the next commit.
    """
    doubtful: list[str] = []
    with archive.sources() as kept:
        numbers = numbers_of(kept, vanished)
        for path in paths:
            for reading in kept.readings_below(absolute(path)):
                superseded = kept.superseded(reading.path)
                if superseded and reading.complete and not reading.skipped:
                    numbers += superseded
                elif superseded:
                    doubtful.append(reading.path)
        ids = kept.ids_only_of(numbers)
    if ids:
        archive.delete(*ids)
    with archive.sources() as kept:
        kept.forget(numbers)
    return len(ids), doubtful
