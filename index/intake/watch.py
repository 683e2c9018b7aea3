"""Watch folders for files that were written and have not changed since."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence

from dateline.index.errors import DatelineError
from dateline.index.intake.plan import file_state
from dateline.index.readers import BY_SUFFIX
from dateline.index.readers.paths import find_sources, is_article_name
from dateline.index.store.provenance import absolute

__all__ = ["stable_files"]

REPORT_LOST = "a report of the system on changes could not be read, as with a file name that is not UTF-8"

# A file is stable when it has not changed for this long; programs pause for less between two writes.
STABLE_SECONDS = 0.5
# The caller gets control back at least this often.
POLL_MILLISECONDS = 250


def ignore(line: str) -> None:
    """Do nothing with a line."""


def stable_files(folders: Sequence[str], excluded: str, say: Callable[[str], None] = ignore) -> Iterator[list[str]]:
    """Yield, several times a second, the files below folders that were written and are now stable; often an empty list.

    Watching begins with the first item. The folder ``excluded`` is ignored. If the system cannot tell what changed,
    ``say`` gets a line, once, and the folders are looked through. Raises DatelineError with the first item if the
    package that watches is not installed or a folder is missing.
    """
    try:
        from watchfiles import Change, watch  # optional: the extra `watch`
    except ImportError as error:
        raise DatelineError("--watch needs a package that is not installed: pip install 'dateline[watch]'") from error
    for folder in folders:
        if not os.path.isdir(folder):
            raise DatelineError(f"--watch takes folders; {folder} is not a folder")
    written = WrittenFiles(folders, excluded)
    failed = said = False
    while True:
        changes = watch(
            *folders,
            watch_filter=None,
            debounce=POLL_MILLISECONDS,
            rust_timeout=POLL_MILLISECONDS,
            yield_on_timeout=True,
            raise_interrupt=False,
        )
        try:
            for each in changes:
                if failed:  # the new watch has begun: what was written before it is found now
                    written.look()
                    failed = False
                written.record(path for kind, path in each if kind is not Change.deleted)
                yield written.pop_stable()
            return
        except RuntimeError as failure:  # WatchfilesRustInternalError, which the package does not export
            failed = True
            if not said:
                said = True
                say(f"note: {REPORT_LOST} ({failure}); the folders are looked through, and nothing is missed")
        written.look()  # each time, in case no new watch can begin
        yield written.pop_stable()
        time.sleep(POLL_MILLISECONDS / 1000)


class WrittenFiles:
    """The files below folders that were written and are not yet stable."""

    def __init__(self, folders: Sequence[str], excluded: str) -> None:
        self._folders = folders
        self._roots = [absolute(folder) for folder in folders]
        self._excluded = absolute(excluded)
        # The state of a file, and since when it has it.
        self._seen: dict[str, tuple[tuple[int, int], float]] = {}
        # The files that were found by looking, with the state in which they were last given.
        self._known: dict[str, tuple[int, int] | None] = {}

    def record(self, paths: Iterator[str]) -> None:
        """Record the files that were written, which may be below these paths."""
        for file in article_files(paths, self._roots, self._excluded):
            record_state(self._seen, file)

    def look(self) -> None:
        """Record the files that are not in the state in which an earlier look found them."""
        for file in article_files(iter(self._folders), self._roots, self._excluded):
            state = file_state(file)
            if state != self._known.get(file):
                self._known[file] = state
                record_state(self._seen, file)

    def pop_stable(self) -> list[str]:
        """Remove and return the files that are stable."""
        for file in list(self._seen):
            record_state(self._seen, file)
        now = time.monotonic()
        ready = sorted(file for file, (_, since) in self._seen.items() if now - since >= STABLE_SECONDS)
        for file in ready:
            state, _ = self._seen.pop(file)
            if self._known:
                self._known[file] = state
        return ready


def article_files(paths: Iterator[str], roots: Sequence[str], excluded: str) -> Iterator[str]:
    """Yield those of some paths that would be read as part of a folder."""
    for path in paths:
        name = absolute(path)
        within = next((name[len(root) :] for root in roots if name.startswith(root + os.sep)), "")
        hidden = any(part.startswith(".") for part in within.split(os.sep))
        if hidden or name == excluded or name.startswith(excluded + os.sep):
            continue
        if os.path.isdir(path):
            for file in find_sources([path], BY_SUFFIX):
                if isinstance(file, str) and not absolute(file).startswith(excluded + os.sep):
                    yield file
        elif is_article_name(path, BY_SUFFIX):
            yield path


def record_state(seen: dict[str, tuple[tuple[int, int], float]], file: str) -> None:
    """Record the current state of a file, or remove a file that is gone."""
    state = file_state(file)
    if state is None:
        seen.pop(file, None)
    elif file not in seen or seen[file][0] != state:
        seen[file] = state, time.monotonic()
