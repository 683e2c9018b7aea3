"""Watch folders for files that were written and have not changed since."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence

from dateline.index.errors import DatelineError
from dateline.index.intake.plan import file_state
from dateline.index.readers import BY_SUFFIX
from dateline.index.readers.paths import find_sources, is_article_name
from dateline.index.store.provenance import absolute

__all__ = ["stable_files"]

# A file is stable when it has not changed for this long; programs pause for less between two writes.
STABLE_SECONDS = 0.5
# The caller gets control back at least this often.
POLL_MILLISECONDS = 250


def stable_files(folders: Sequence[str], excluded: str) -> Iterator[list[str]]:
    """Yield, several times a second, the files below folders that were written and are now stable; often an empty list.

    Watching begins with the first item. The folder ``excluded`` is ignored. Raises DatelineError
    with the first item if the package that watches is not installed or a folder is missing.
    """
    try:
        from watchfiles import Change, watch  # optional: the extra `watch`
    except ImportError as error:
        raise DatelineError("--watch needs a package that is not installed: pip install 'dateline[watch]'") from error
    for folder in folders:
        if not os.path.isdir(folder):
            raise DatelineError(f"--watch takes folders; {folder} is not a folder")
    roots = [absolute(folder) for folder in folders]
    seen: dict[str, tuple[tuple[int, int], float]] = {}
    changes = watch(
        *folders,
        watch_filter=None,
        debounce=POLL_MILLISECONDS,
        rust_timeout=POLL_MILLISECONDS,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    for each in changes:
        written = (path for kind, path in each if kind is not Change.deleted)
        for file in article_files(written, roots, absolute(excluded)):
            record_state(seen, file)
        yield pop_stable(seen)


def article_files(paths: Iterator[str], roots: Sequence[str], excluded: str) -> Iterator[str]:
    """Yield those of some paths that would be read as part of a folder."""
    for path in paths:
        name = absolute(path)
        within = next((name[len(root) :] for root in roots if name.startswith(root + os.sep)), "")
        hidden = any(part.startswith(".") for part in within.split(os.sep))
        if hidden or name == excluded or name.startswith(excluded + os.sep):
            continue
        if os.path.isdir(path):
            yield from (file for file in find_sources([path], BY_SUFFIX) if isinstance(file, str))
        elif is_article_name(path, BY_SUFFIX):
            yield path


def record_state(seen: dict[str, tuple[tuple[int, int], float]], file: str) -> None:
    """Record the current state of a file, or remove a file that is gone."""
    state = file_state(file)
    if state is None:
        seen.pop(file, None)
    elif file not in seen or seen[file][0] != state:
        seen[file] = state, time.monotonic()


def pop_stable(seen: dict[str, tuple[tuple[int, int], float]]) -> list[str]:
    """Remove and return the files that are stable."""
    for file in list(seen):
        record_state(seen, file)
    now = time.monotonic()
    ready = sorted(file for file, (_, since) in seen.items() if now - since >= STABLE_SECONDS)
    for file in ready:
        del seen[file]
    return ready
