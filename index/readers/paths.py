"""The files that paths name: a path is a file, a folder with all below it, or a pattern that no shell expanded.

In a pattern (``news/*.json``, ``archive/**/2016-*.txt``) ``*``, ``?`` and ``[…]`` match within a name, and ``**``
matches any number of folders. Hidden files and folders match only a part that begins with a dot. ``**`` follows no
links, which may form a loop.
"""

from __future__ import annotations

import errno
import fnmatch
import os
import re
import stat
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import BinaryIO

from dateline.index.errors import InputError, ReadError
from dateline.index.readers.containers import HIDDEN, is_archive_name, strip_compression

__all__ = [
    "CUT_WHILE_READ",
    "LINKED_FOLDER",
    "STANDARD_INPUT",
    "count_suffix",
    "describe_error",
    "find_sources",
    "is_article_name",
    "is_cut",
    "is_pattern",
    "named_paths",
    "open_source",
]

STANDARD_INPUT = "-"
MESSAGE = re.compile(r"[0-9]{1,9}\.?")
MAILDIR = re.compile(r"[0-9]{6,}\..+")
MAILDIR_FOLDERS = ("cur", "new")
MAILBOX = "mbox"  # the file of a mailbox, which has no suffix
README = "readme"
PATTERN_CHARACTERS = re.compile(r"[*?\[]")
ANY_FOLDERS = "**"
# Stands before the path of a folder among the suffixes that are counted; no suffix has it.
LINKED_FOLDER = "/"

# Why a file whose size at opening was larger than what could be read is not complete.
CUT_WHILE_READ = "the file became shorter while it was read, and its end is missing; add it again when it is complete"

# Common reasons of the system in words; others are given as the system words them.
REASONS = {
    errno.ENOENT: "there is no such file or folder",
    errno.EACCES: "permission denied; ask its owner to let you read it",
    errno.EPERM: "permission denied; ask its owner to let you read it",
    errno.EISDIR: "it is a folder, not a file",
    errno.ELOOP: "a link that leads back to itself",
    errno.ENAMETOOLONG: "the name is too long for this system",
    errno.EIO: "the disk cannot read it",
}


def find_sources(
    paths: Iterable[str], suffixes: Container[str], unread_suffixes: Counter[str] | None = None
) -> Iterator[str | ReadError]:
    """Yield the files that paths name: themselves, or those with a known suffix below a folder, in the order of names.

    A path that does not exist and is a pattern means all that match it. ``unread_suffixes`` counts the files in
    folders that are skipped, by suffix.
    """
    passed = Counter[str]() if unread_suffixes is None else unread_suffixes
    for given in [paths] if isinstance(paths, str) else paths:
        path = os.fspath(given)
        found = False
        for each in named_paths(path):
            found = True
            yield from iter_files(each, suffixes, passed)
        if not found:
            yield InputError(path, None, "cannot be read: no file or folder matches this pattern")


def named_paths(path: str) -> Iterator[str]:
    """Yield the path itself, also if it does not exist, or all that match it if it is a pattern."""
    if path == STANDARD_INPUT or os.path.lexists(path) or not is_pattern(path):
        yield path
    else:
        yield from matching_paths(path)


def iter_files(path: str, suffixes: Container[str], unread_suffixes: Counter[str]) -> Iterator[str | ReadError]:
    """Yield the file that a path names, or the files of the folder."""
    if path != STANDARD_INPUT and os.path.isdir(path):
        yield from walk_folder(path, suffixes, unread_suffixes)
    else:
        yield path


def walk_folder(folder: str, suffixes: Container[str], unread_suffixes: Counter[str]) -> Iterator[str | ReadError]:
    """Yield the files of a folder and of folders below it, in the order of names; links to folders are not followed.

    Unreadable folders and a folder without any file are errors. ``unread_suffixes`` counts the skipped files, and has
    the linked folders behind `LINKED_FOLDER`.
    """
    empty = True
    left = [folder]
    while left:
        path = left.pop()
        if not is_folder(path) and path != folder:
            if os.path.isdir(path):  # by a link
                unread_suffixes[LINKED_FOLDER + path] += 1
            elif not is_article_name(path, suffixes):
                if os.path.isfile(path):
                    count_suffix(os.path.basename(path), unread_suffixes)
            elif not is_special(path):
                empty = False
                yield path
            continue
        try:
            names = sorted((name for name in os.listdir(path) if not name.startswith(HIDDEN)), reverse=True)
        except OSError as failure:
            empty = False
            yield InputError(path, None, describe_error(failure, path))
            continue
        left.extend(os.path.join(path, name) for name in names)
    if empty:
        yield ReadError(folder, None, "the folder holds no file of a kind that Dateline reads")


def is_folder(path: str) -> bool:
    """Return whether a path is a folder and not a link to one, which might form a loop."""
    return os.path.isdir(path) and not os.path.islink(path)


def is_article_name(name: str, suffixes: Container[str]) -> bool:
    """Return whether a file in a folder is read: not a README, and with a known suffix, an archive or a message.

    A suffix of compression is removed first: `a.json.gz` counts as `.json`. Messages are files with a number as their
    name (`inbox/1.`), all files of a Maildir, and files with the name `mbox`. ``name`` may be a path.
    """
    folder, name = os.path.split(name)
    if (
        name.lower() == MAILBOX
        or MESSAGE.fullmatch(name)
        or (MAILDIR.fullmatch(name) and os.path.basename(folder) in MAILDIR_FOLDERS)
    ):
        return True
    bare = strip_compression(name.lower())
    stem, suffix = os.path.splitext(bare)
    return stem != README and not stem.startswith(HIDDEN) and (suffix in suffixes or is_archive_name(bare))


def count_suffix(name: str, unread_suffixes: Counter[str]) -> None:
    """Count a file that is not read by its suffix, which may be empty; READMEs are not counted."""
    stem, suffix = os.path.splitext(strip_compression(name.lower()))
    if stem != README:
        unread_suffixes[suffix if suffix.isprintable() and " " not in suffix else ""] += 1


def is_special(path: str) -> bool:
    """Return whether a path is a pipe, a socket or a device, on which a reader might block."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return False  # opening it reports the error


def open_source(file: str, standard_input: BinaryIO | None) -> AbstractContextManager[BinaryIO]:
    """Open a file, or return standard input, which stays open. Raises OSError."""
    if file != STANDARD_INPUT:
        if "\0" in file:
            raise FileNotFoundError(errno.ENOENT, "", file)
        return open(file, "rb")
    if standard_input is None:
        raise OSError(errno.EBADF, "there is no standard input here; name a file")
    return nullcontext(standard_input)


def is_cut(stream: BinaryIO, size: int) -> bool:
    """Return whether an open file ends here, and before a size that it had. Raises OSError."""
    return stream.tell() < size and not stream.read(1)


def describe_error(failure: OSError, file: str) -> str:
    """Return why a file cannot be read, in words."""
    if failure.errno == errno.ENOENT and os.path.islink(file):
        return "cannot be read: a link to a file that is not there"
    known = REASONS.get(failure.errno) if failure.errno is not None else None
    return f"cannot be read: {known or failure.strerror or 'the system gives no reason'}"


def is_pattern(path: str) -> bool:
    """Return whether a path that names no file is a pattern."""
    return PATTERN_CHARACTERS.search(path) is not None and "\0" not in path


def matching_paths(pattern: str) -> Iterator[str]:
    """Yield the paths that match, in the order of names. Unreadable folders match nothing."""
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
    elif not PATTERN_CHARACTERS.search(part):
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
    """Return the matching names in a folder, each with whether it is a folder and whether it is a link."""
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
    """Return whether an entry is a folder or a link to one; false for a link to itself."""
    try:
        return entry.is_dir()
    except OSError:
        return False
