"""File patterns that no shell expanded: ``news/*.json``, ``archive/**/2016-*.txt``.

``*``, ``?`` and ``[…]`` match within a name, ``**`` any folders, also none. Hidden files
and folders match only a pattern that begins with a dot, and ``**`` follows no links, which
may lead round in a circle.
"""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterator

__all__ = ["is_pattern", "matching_paths"]

MAGIC = re.compile(r"[*?\[]")
ANY_FOLDERS = "**"


def is_pattern(path: str) -> bool:
    """Say whether a path that names no file is a pattern."""
    return MAGIC.search(path) is not None and "\0" not in path


def matching_paths(pattern: str) -> Iterator[str]:
    """Yield the paths that match, in the order of names. Folders that cannot be read match nothing."""
    top, *parts = pattern.split(os.sep)
    return match_parts(os.sep, parts) if top == "" and parts else match_parts("", [top, *parts])


def match_parts(folder: str, parts: list[str]) -> Iterator[str]:
    """Yield the paths below a folder that match the parts of a pattern, one for each level."""
    while len(parts) > 1 and parts[0] == ANY_FOLDERS == parts[1]:
        parts = parts[1:]
    part, *rest = parts
    if part == ANY_FOLDERS:
        if rest:
            yield from match_parts(folder, rest)
        for name, is_folder, is_link in entries(folder, "*"):
            path = os.path.join(folder, name)
            if is_folder and not is_link:
                yield from match_parts(path, parts)
            elif not rest and not is_folder:
                yield path
    elif not MAGIC.search(part):
        path = os.path.join(folder, part)
        if os.path.lexists(path):
            yield from match_parts(path, rest) if rest else (path,)
    else:
        for name, is_folder, _ in entries(folder, part):
            path = os.path.join(folder, name)
            if not rest:
                yield path
            elif is_folder:
                yield from match_parts(path, rest)


def entries(folder: str, part: str) -> list[tuple[str, bool, bool]]:
    """Return the names of a folder that match, and of each whether it is a folder and whether a link."""
    try:
        with os.scandir(folder or os.curdir) as found:
            return sorted(
                (entry.name, leads_to_folder(entry), entry.is_symlink())
                for entry in found
                if fnmatch.fnmatchcase(entry.name, part) and (part.startswith(".") or not entry.name.startswith("."))
            )
    except OSError:
        return []


def leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Say whether an entry is a folder or a link to one; a link to itself is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False
