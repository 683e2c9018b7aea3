"""Plan a run: what to read, in order, and what an earlier run has already stored."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import cached_property
from typing import NamedTuple

from dateline.index.errors import ReadError
from dateline.index.intake.portions import PORTION_SIZE, Portion, can_be_split
from dateline.index.intake.reading import Options
from dateline.index.readers import BY_SUFFIX
from dateline.index.readers.absence import unescaped
from dateline.index.readers.paths import STANDARD_INPUT, find_sources, named_paths
from dateline.index.store.provenance import Provenance, Reading, absolute

__all__ = ["PlanStep", "file_size", "file_state", "is_up_to_date", "plan", "roots_of", "total_size"]

# Opens the archive's records of files; gives None while there is no archive.
Sources = Callable[[], AbstractContextManager[Provenance | None]]


class PlanStep(NamedTuple):
    """One step: read a portion, skip a file that is already stored (no portion), or report an error.

    ``reading`` is the progress that earlier runs made with the file, None for input that is no regular file.
    ``size`` is about how many bytes the step reads. ``last`` marks the last step of its file. ``same_as`` is the number
    of an earlier reading of the same content, which is repeated because of what was skipped.
    """

    file: str
    reading: Reading | None = None
    portion: Portion | None = None
    error: ReadError | None = None
    size: int = 0
    last: bool = True
    same_as: int | None = None


class Planner:
    """Plans the steps of a run, file by file."""

    def __init__(self, paths: Iterable[str], options: Options, sources: Sources, *, again: bool) -> None:
        self._paths = paths
        self._options = options
        self._sources = sources
        self._again = again
        self._digest = options.digest()
        self._number: int | None = None
        self._seen: set[str] = set()
        self._same_as: int | None = None

    @cached_property
    def _roots(self) -> Collection[str]:
        return roots_of(self._paths)

    def steps(self, file: str) -> Iterator[PlanStep]:
        """Yield the steps for a file."""
        if file == STANDARD_INPUT:
            yield PlanStep(file, None, Portion(file))
            return
        state = file_state(file)
        if state is None:
            yield PlanStep(file, None, Portion(file))  # a pipe, a device or a missing file: reading it reports that
            return
        size, changed = state
        reading = self._reading(absolute(file), size, changed)
        if reading.complete:
            yield PlanStep(file, reading, size=size)
        elif reading.taken or not can_be_split(file, size, self._options.format):
            yield PlanStep(file, reading, Portion(file, skip=reading.taken), size=size, same_as=self._same_as)
        else:
            same_as = self._same_as
            starts = range(reading.position, size, PORTION_SIZE)
            for start in starts:
                stop = min(start + PORTION_SIZE, size)
                portion, last = Portion(file, start, stop), stop == size
                yield PlanStep(file, reading, portion, size=stop - start, last=last, same_as=same_as)

    def _reading(self, path: str, size: int, changed: int) -> Reading:
        """Return the stored reading of a file if it is still valid, else a new one."""
        twice = path in self._seen
        self._seen.add(path)
        self._same_as = None
        with self._sources() as kept:
            if kept is not None:
                if self._number is None:
                    self._number = kept.last_number()
                known = None if self._again or twice else kept.find(path)
                is_same = known is not None and known.matches(size, changed, self._digest)
                if known is not None and is_same and has_its_articles(kept, known, self._roots):
                    if not (known.complete and known.skipped):
                        return known
                    self._same_as = known.number
        self._number = (self._number or 0) + 1
        return Reading(self._number, path, size, changed, self._digest)


def is_up_to_date(kept: Provenance, reading: Reading, roots: Collection[str]) -> bool:
    """Return whether a file need not be read again: no record was skipped, and its articles are still there.

    ``roots`` are those of all that is read (`roots_of`).
    """
    return not (reading.complete and reading.skipped) and has_its_articles(kept, reading, roots)


def has_its_articles(kept: Provenance, reading: Reading, roots: Collection[str]) -> bool:
    """Return whether the articles of a file are still there, so that it need not be read again for them.

    An article that another file replaced comes back, unless that file is unchanged and read as well, because it is one
    of the roots or below one: two files of one article would take turns for ever.
    """
    if kept.is_current(reading.number):
        return True
    others = kept.replacing(reading)
    return others is not None and all(is_at_or_below(each.path, roots) and is_unchanged(each) for each in others)


def roots_of(paths: Iterable[str]) -> Collection[str]:
    """Return the files and folders that paths name, as `absolute` has them."""
    return frozenset(absolute(each) for path in paths for each in named_paths(os.fspath(path)))


def is_at_or_below(path: str, roots: Collection[str]) -> bool:
    """Return whether a path is one of these or below one."""
    while path not in roots:
        path, before = os.path.dirname(path), path
        if path == before:
            return False
    return True


def is_unchanged(reading: Reading) -> bool:
    """Return whether a file is as it was when it was read."""
    state = (reading.size, reading.changed)
    return any(file_state(path) == state for path in (reading.path, unescaped(reading.path)))


def plan(
    paths: Iterable[str],
    options: Options,
    sources: Sources,
    *,
    again: bool = False,
    unread_suffixes: Counter[str] | None = None,
) -> Iterator[PlanStep]:
    """Yield the steps of a run over files, folders and patterns; ``again`` ignores what was stored before.

    ``unread_suffixes`` counts the files in folders that are not read, by suffix.
    """
    paths = (paths,) if isinstance(paths, str) else tuple(paths)
    planner = Planner(paths, options, sources, again=again)
    for file in find_sources(paths, BY_SUFFIX, unread_suffixes):
        if isinstance(file, ReadError):
            yield PlanStep(file.file, error=file)
        else:
            yield from planner.steps(file)


def file_state(file: str) -> tuple[int, int] | None:
    """Return the size and the modification time (ns) of a regular file, else None."""
    try:
        found = os.stat(file)
    except (OSError, ValueError):
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def file_size(file: str) -> int:
    """Return the size of a regular file, else 0."""
    state = file_state(file)
    return 0 if state is None else state[0]


def total_size(paths: Iterable[str]) -> int:
    """Return the total size in bytes of the files that paths name."""
    return sum(file_size(file) for file in find_sources(paths, BY_SUFFIX) if isinstance(file, str))
