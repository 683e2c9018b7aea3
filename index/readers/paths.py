"""Where articles come from: the files that paths name, and their lines."""

from __future__ import annotations

import errno
import os
import stat
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import BinaryIO

from dateline.index.errors import InputError, ReadError
from dateline.index.readers.containers import bare_name, is_archive_name
from dateline.index.readers.path_patterns import is_pattern, matching_paths

__all__ = ["STANDARD_INPUT", "count_kind", "find_sources", "in_words", "is_article_name", "open_source"]

STANDARD_INPUT = "-"
README = "readme"

# The reasons of the system that people meet, in words; any other is given as the system says it.
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
    paths: Iterable[str], suffixes: Container[str], kinds: Counter[str] | None = None
) -> Iterator[str | ReadError]:
    """Yield the files that paths name: themselves, or those of a known suffix below a folder, in the order of names.

    A path that names nothing but is a pattern stands for all that match it. ``kinds`` counts the files in folders
    that are passed over, by suffix.
    """
    passed = Counter[str]() if kinds is None else kinds
    for given in [paths] if isinstance(paths, str) else paths:
        path = os.fspath(given)
        if path == STANDARD_INPUT or os.path.lexists(path) or not is_pattern(path):
            yield from files_of(path, suffixes, passed)
            continue
        found = False
        for each in matching_paths(path):
            found = True
            yield from files_of(each, suffixes, passed)
        if not found:
            yield InputError(path, None, "cannot be read: no file or folder matches this pattern")


def files_of(path: str, suffixes: Container[str], kinds: Counter[str]) -> Iterator[str | ReadError]:
    """Yield the file that a path names, or those of the folder."""
    if path != STANDARD_INPUT and os.path.isdir(path):
        yield from walk_folder(path, suffixes, kinds)
    else:
        yield path


def walk_folder(folder: str, suffixes: Container[str], kinds: Counter[str]) -> Iterator[str | ReadError]:
    """Yield the files of a folder and of those below it, in the order of names; links to folders are not followed.

    A folder that cannot be read, and one in which nothing is found, is an error. ``kinds`` counts what is passed over.
    """
    empty = True
    left = [folder]
    while left:
        path = left.pop()
        if not is_folder(path) and path != folder:
            if not is_article_name(os.path.basename(path), suffixes):
                if os.path.isfile(path):
                    count_kind(os.path.basename(path), kinds)
            elif not is_special(path):
                empty = False
                yield path
            continue
        try:
            names = sorted((name for name in os.listdir(path) if not name.startswith(".")), reverse=True)
        except OSError as failure:
            empty = False
            yield InputError(path, None, in_words(failure, path))
            continue
        left.extend(os.path.join(path, name) for name in names)
    if empty:
        yield ReadError(folder, None, "the folder holds no file of a kind that Dateline reads")


def is_folder(path: str) -> bool:
    """Say whether a path is a folder itself, and no link to one, which may lead round in a circle."""
    return os.path.isdir(path) and not os.path.islink(path)


def is_article_name(name: str, suffixes: Container[str]) -> bool:
    """Say whether a file found in a folder is taken for articles: no README, of a known suffix or an archive.

    The suffix that counts is the one before that of a compression: `.json` of `a.json.gz`.
    """
    bare = bare_name(name.lower())
    stem, suffix = os.path.splitext(bare)
    return stem != README and (suffix in suffixes or is_archive_name(bare))


def count_kind(name: str, kinds: Counter[str]) -> None:
    """Count a file that is not taken for articles, by its suffix (empty: it has none); a README is not counted."""
    stem, suffix = os.path.splitext(bare_name(name.lower()))
    if stem != README:
        kinds[suffix if suffix.isprintable() and " " not in suffix else ""] += 1


def is_special(path: str) -> bool:
    """Say whether a path is a pipe, a socket or a device, at which a reader would wait for ever."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return False  # opening it will say what is wrong


def open_source(file: str, standard_input: BinaryIO | None) -> AbstractContextManager[BinaryIO]:
    """Open a file, or take standard input, which stays open. Raises OSError."""
    if file != STANDARD_INPUT:
        if "\0" in file:
            raise FileNotFoundError(errno.ENOENT, "", file)
        return open(file, "rb")
    if standard_input is None:
        raise OSError(errno.EBADF, "there is no standard input here; name a file")
    return nullcontext(standard_input)


def in_words(failure: OSError, file: str) -> str:
    """Return why the system refused a file, in plain words."""
    if failure.errno == errno.ENOENT and os.path.islink(file):
        return "cannot be read: a link to a file that is not there"
    known = REASONS.get(failure.errno) if failure.errno is not None else None
    return f"cannot be read: {known or failure.strerror or 'the system gives no reason'}"
