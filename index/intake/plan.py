"""What is to be read of some paths, in order, and what of it an earlier run has stored already."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import NamedTuple

from dateline.index.errors import ReadError
from dateline.index.intake.portions import CUT, Portion, is_long_of_lines
from dateline.index.intake.reading import Options
from dateline.index.readers import BY_SUFFIX
from dateline.index.readers.paths import STANDARD_INPUT, find_sources
from dateline.index.store.provenance import Provenance, Reading, absolute

__all__ = ["Step", "plan", "size_of", "total_size"]

# Gives what the archive keeps of files, None while there is no archive.
Sources = Callable[[], AbstractContextManager[Provenance | None]]


class Step(NamedTuple):
    """One thing to do: read a portion, pass over a file that is stored (no portion), or tell of an error.

    ``reading`` is how far the file had come before, None for what has no place in a file system.
    ``size`` is about how many bytes are read, ``last`` says that the file ends with it.
    """

    file: str
    reading: Reading | None = None
    portion: Portion | None = None
    error: ReadError | None = None
    size: int = 0
    last: bool = True


class Planner:
    """Makes the steps of a run, one file after another."""

    def __init__(self, options: Options, sources: Sources, *, again: bool) -> None:
        self._options = options
        self._sources = sources
        self._again = again
        self._digest = options.digest()
        self._number: int | None = None
        self._seen: set[str] = set()

    def steps(self, file: str) -> Iterator[Step]:
        """Yield what is to be done for a file."""
        if file == STANDARD_INPUT:
            yield Step(file, None, Portion(file))
            return
        state = state_of(file)
        if state is None:
            yield Step(file, None, Portion(file))  # a pipe, a device, or not there: reading it will say
            return
        size, changed = state
        reading = self._reading(absolute(file), size, changed)
        if reading.complete:
            yield Step(file, reading, size=size)
        elif reading.taken or not is_long_of_lines(file, size, self._options.format):
            yield Step(file, reading, Portion(file, skip=reading.taken), size=size)
        else:
            starts = range(reading.position, size, CUT)
            for start in starts:
                stop = min(start + CUT, size)
                yield Step(file, reading, Portion(file, start, stop), size=stop - start, last=stop == size)

    def _reading(self, path: str, size: int, changed: int) -> Reading:
        """Return the reading that goes on, is complete and holds, or begins."""
        twice = path in self._seen
        self._seen.add(path)
        with self._sources() as kept:
            if kept is not None:
                if self._number is None:
                    self._number = kept.last_number()
                known = None if self._again or twice else kept.find(path)
                if known is not None and known.is_of(size, changed, self._digest) and holds(kept, known):
                    return known
        self._number = (self._number or 0) + 1
        return Reading(self._number, path, size, changed, self._digest)


def holds(kept: Provenance, reading: Reading) -> bool:
    """Return whether what was read need not be read again: nothing was wrong with it, and it stands as it was given."""
    return not (reading.complete and reading.skipped) and kept.is_current(reading.number)


def plan(
    paths: Iterable[str],
    options: Options,
    sources: Sources,
    *,
    again: bool = False,
    kinds: Counter[str] | None = None,
) -> Iterator[Step]:
    """Yield the steps of a run over files, folders and patterns; ``again``: whatever was stored before.

    ``kinds`` counts the files of folders that are not read, by their suffix.
    """
    planner = Planner(options, sources, again=again)
    for file in find_sources(paths, BY_SUFFIX, kinds):
        if isinstance(file, ReadError):
            yield Step(file.file, error=file)
        else:
            yield from planner.steps(file)


def state_of(file: str) -> tuple[int, int] | None:
    """Return the size of a file and when it was changed; None for what is no file."""
    try:
        found = os.stat(file)
    except (OSError, ValueError):
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def size_of(file: str) -> int:
    """Return the size of a file, 0 for what is none."""
    state = state_of(file)
    return 0 if state is None else state[0]


def total_size(paths: Iterable[str]) -> int:
    """Return how many bytes the files have that paths name."""
    return sum(size_of(file) for file in find_sources(paths, BY_SUFFIX) if isinstance(file, str))
