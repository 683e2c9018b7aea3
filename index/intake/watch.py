"""Folders that are watched: the files in them that were written and have come to rest since."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence

from dateline.index.errors import DatelineError
from dateline.index.intake.plan import state_of
from dateline.index.readers import BY_SUFFIX
from dateline.index.readers.paths import find_sources, is_article_name
from dateline.index.store.provenance import absolute

__all__ = ["settled"]

# Seconds for which a file must have stayed as it is: programs write on within less.
REST = 0.5
# Milliseconds after which somebody who waits is heard at the latest.
TICK = 250


def settled(folders: Sequence[str], besides: str) -> Iterator[list[str]]:
    """Yield, several times a second, the files below folders that have come to rest since they were written, or none.

    Watching begins with the first item. What lies in the folder ``besides`` is left out. Raises DatelineError, with
    the first item, if the package that watches is not installed or a folder is not there.
    """
    try:
        from watchfiles import Change, watch  # optional: only who watches needs it
    except ImportError as error:
        raise DatelineError("--watch needs a package that is not installed: pip install 'dateline[watch]'") from error
    for folder in folders:
        if not os.path.isdir(folder):
            raise DatelineError(f"--watch watches folders; {folder} is none")
    roots = [absolute(folder) for folder in folders]
    seen: dict[str, tuple[tuple[int, int], float]] = {}
    changes = watch(
        *folders, watch_filter=None, debounce=TICK, rust_timeout=TICK, yield_on_timeout=True, raise_interrupt=False
    )
    for each in changes:
        written = (path for kind, path in each if kind is not Change.deleted)
        for file in articles_of(written, roots, absolute(besides)):
            note(seen, file)
        yield at_rest(seen)


def articles_of(paths: Iterator[str], roots: Sequence[str], besides: str) -> Iterator[str]:
    """Yield the files that paths name, as a folder that is read would give them."""
    for path in paths:
        name = absolute(path)
        within = next((name[len(root) :] for root in roots if name.startswith(root + os.sep)), "")
        hidden = any(part.startswith(".") for part in within.split(os.sep))
        if hidden or name == besides or name.startswith(besides + os.sep):
            continue
        if os.path.isdir(path):
            yield from (file for file in find_sources([path], BY_SUFFIX) if isinstance(file, str))
        elif is_article_name(os.path.basename(path), BY_SUFFIX):
            yield path


def note(seen: dict[str, tuple[tuple[int, int], float]], file: str) -> None:
    """Note a file as it is now; one that is gone is forgotten."""
    state = state_of(file)
    if state is None:
        seen.pop(file, None)
    elif file not in seen or seen[file][0] != state:
        seen[file] = state, time.monotonic()


def at_rest(seen: dict[str, tuple[tuple[int, int], float]]) -> list[str]:
    """Take out the files that have stayed as they are for long enough."""
    for file in list(seen):
        note(seen, file)
    now = time.monotonic()
    ready = sorted(file for file, (_, since) in seen.items() if now - since >= REST)
    for file in ready:
        del seen[file]
    return ready
