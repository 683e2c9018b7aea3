"""Synchronise an archive with paths: find new, changed and missing files, and delete articles whose source is gone.

Missing files are found by the readings that the archive keeps. An article is deleted with its file, or with its
record, if the current version came from that file and no other file contains it.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterable, Iterator

from dateline.index.archive import Archive
from dateline.index.dataclass import dataclass
from dateline.index.errors import DatelineError, InputError, ReadError
from dateline.index.intake.plan import file_state, is_up_to_date, roots_of
from dateline.index.intake.reading import Options
from dateline.index.readers import BY_SUFFIX
from dateline.index.readers.absence import describe_replacement, is_gone
from dateline.index.readers.paths import STANDARD_INPUT, describe_error, find_sources, is_pattern
from dateline.index.store.provenance import Provenance, Reading, absolute

__all__ = ["Differences", "delete_vanished", "find_differences"]


@dataclass(frozen=True, slots=True)
class Differences:
    """Files below the paths that are new, changed since they were read, or missing.

    ``failed`` lists the paths that cannot be read themselves, ``replaced`` what stands where a file was that was read.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    vanished: tuple[Reading, ...]
    failed: tuple[InputError, ...] = ()
    replaced: tuple[ReadError, ...] = ()


def find_differences(
    archive: Archive | None, paths: Iterable[str], options: Options, *, even_if_empty: bool = False
) -> Differences:
    """Compare the files below paths with the archive's readings of them.

    Raises DatelineError for standard input or a pattern, and, unless ``even_if_empty``, for a path from which articles
    came and that is now missing, unreadable or empty.
    """
    paths = list(paths)
    new: list[str] = []
    changed: list[str] = []
    vanished: list[Reading] = []
    failed: list[InputError] = []
    replaced: list[ReadError] = []
    roots = roots_of(paths)
    for path in paths:
        if path == STANDARD_INPUT or (is_pattern(path) and not os.path.lexists(path)):
            raise DatelineError(f"--sync takes files and folders; {path} is neither")
        found = list(find_sources([path], BY_SUFFIX))
        failed += find_failures(path, found)
        files = {absolute(file): file for file in found if isinstance(file, str) and file_state(file) is not None}
        readings = latest_readings(archive, path)
        if readings and not files and not even_if_empty:
            raise DatelineError(
                f"nothing can be read at {path}, and {sum(each.records for each in readings.values()):,} articles "
                "came from there: is a disk missing? Nothing was changed; --even-if-empty takes them out"
            )
        new += [file for name, file in files.items() if name not in readings]
        missing = [reading for name, reading in readings.items() if name not in files]
        vanished += [reading for reading in missing if is_gone(reading.path)]
        replaced += find_replaced(missing)
        if archive is not None:
            with archive.sources() as kept:
                changed += find_changed(kept, files, readings, options, roots)
    return Differences(tuple(new), tuple(changed), tuple(vanished), tuple(failed), tuple(replaced))


def find_failures(path: str, found: Iterable[str | ReadError]) -> Iterator[InputError]:
    """Yield why a path itself cannot be read, if so; ``found`` is what `find_sources` yields for it."""
    if not os.path.exists(path):
        yield InputError(path, None, describe_error(FileNotFoundError(errno.ENOENT, ""), path))
    yield from (error for error in found if isinstance(error, InputError) and error.file == path)


def find_replaced(missing: Iterable[Reading]) -> Iterator[ReadError]:
    """Yield a line for each file that was read and in whose place something else stands now."""
    for reading in missing:
        if (what := describe_replacement(reading.path)) is not None:
            yield ReadError(
                reading.path, None, f"note: {what} stands where a file was; its articles ({reading.records:,}) are kept"
            )


def latest_readings(archive: Archive | None, path: str) -> dict[str, Reading]:
    """Return the newest reading of each file at a path or below it."""
    if archive is None:
        return {}
    with archive.sources() as kept:
        return {reading.path: reading for reading in kept.readings_below(absolute(path))}


def find_changed(
    kept: Provenance, files: dict[str, str], readings: dict[str, Reading], options: Options, roots: Collection[str]
) -> Iterator[str]:
    """Yield the files that have readings and must be read again; ``roots`` are all that is read."""
    digest = options.digest()
    for name, file in files.items():
        reading, state = readings.get(name), file_state(file)
        if reading is None or state is None:
            continue
        if not (reading.complete and reading.matches(*state, digest) and is_up_to_date(kept, reading, roots)):
            yield file


def reading_numbers(kept: Provenance, readings: Iterable[Reading]) -> list[int]:
    """Return the numbers of readings, and of earlier readings of the same files."""
    return [n for each in readings for n in (each.number, *kept.superseded(each.path))]


def delete_vanished(archive: Archive, paths: Iterable[str], vanished: Iterable[Reading]) -> tuple[int, list[str]]:
    """Delete the articles of missing files, and of records that are missing from files that were read again.

    Returns the number of deleted articles, and the files whose articles are kept, because they have unreadable records
    or changed while they were read. The deletions take effect with the next commit.
    """
    incomplete: list[str] = []
    with archive.sources() as kept:
        numbers = reading_numbers(kept, vanished)
        for path in paths:
            for reading in kept.readings_below(absolute(path)):
                superseded = kept.superseded(reading.path)
                if superseded and reading.complete and not reading.skipped and reading.size is not None:
                    numbers += superseded
                elif superseded:
                    incomplete.append(reading.path)
        ids = kept.ids_only_of(numbers)
    if ids:
        archive.delete(*ids)
    with archive.sources() as kept:
        kept.delete_readings(numbers)
    return len(ids), incomplete
