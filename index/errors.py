"""The errors that Dateline raises, one tree.

    DatelineError
    ├── ArchiveError            an archive as a whole
    │   ├── ArchiveMissing      there is none where one was looked for
    │   ├── ArchiveExists       one is there already
    │   ├── ArchiveLocked       another program is writing to it
    │   └── ArchiveClosed       it was closed before this was asked of it
    ├── StoreError              articles.db cannot be read or is of a newer kind
    │   └── MentionsDamaged     what was found in an article cannot be read; it can be found again
    ├── IndexFormatError        the index is of another format
    ├── IndexDamaged            a file of the index contradicts itself or its checksums
    ├── FieldError              the field table, or a field named that is not in it
    ├── ArticleMissing          no article has that id
    ├── ArticleError            an article that a program gave has a field of the wrong type
    ├── AuthorityError          the authority file is wrong, or cannot be changed so: file, line, reason
    ├── GazetteerError          a gazetteer of the user's own cannot be read: file, line, reason
    └── ReadError               an article that could not be read: file, line, reason
        └── InputError          a file that could not be opened, or that is no text

Each message says what happened, where, and what to do next, in words for the
person who runs the archive.

`attempt` is the one place that catches whatever is raised: where one article or one file must not stop the run of all
others.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

__all__ = [
    "ArchiveClosed",
    "ArchiveError",
    "ArchiveExists",
    "ArchiveLocked",
    "ArchiveMissing",
    "ArticleError",
    "ArticleMissing",
    "AuthorityError",
    "DatelineError",
    "Failure",
    "FieldError",
    "GazetteerError",
    "IndexDamaged",
    "IndexFormatError",
    "InputError",
    "MentionsDamaged",
    "ReadError",
    "StoreError",
    "attempt",
]


# What to do about a damaged index: the segments in question are made again from the store.
REMEDY = "the articles are safe, run `dateline check --repair`"


class DatelineError(Exception):
    """Anything Dateline raises on purpose."""


class ArchiveError(DatelineError):
    """Something about an archive as a whole."""


class ArchiveMissing(ArchiveError):
    """There is no archive where one was looked for."""


class ArchiveExists(ArchiveError):
    """An archive was to be made where there is one already."""


class ArchiveLocked(ArchiveError):
    """Another program is writing to the archive, and did not finish in time."""


class ArchiveClosed(ArchiveError):
    """Something was asked of an archive after it had been closed."""


class StoreError(DatelineError):
    """The article store cannot be read, or was written by a newer Dateline.

    ``file`` is the path of the store. What is raised about a row of it has none, until `explain_errors` of
    `dateline.index.store.schema` adds it.
    """

    def __init__(self, reason: str, file: str | os.PathLike[str] | None = None) -> None:
        super().__init__(reason)
        self.file = file
        self.reason = reason

    def __str__(self) -> str:
        return self.reason if self.file is None else f"{os.fspath(self.file)}: {self.reason}"


class MentionsDamaged(StoreError):
    """The record of the people, places and dates found in an article cannot be read; they can be found again.

    ``id`` is that of the article.
    """

    def __init__(self, reason: str, file: str | os.PathLike[str] | None = None, *, id: str | None = None) -> None:
        super().__init__(reason, file)
        self.id = id


class IndexFormatError(DatelineError):
    """The index was written in a format that this Dateline does not read."""


class IndexDamaged(DatelineError):
    """A file of the index contradicts its checksum or itself, or is missing.

    ``file`` is its path, or that of the folder when no single file is known to be at fault. Code that sees bytes only,
    such as a kernel, raises it without; `naming_damage` adds the path. ``remedy`` says what to do.
    """

    def __init__(self, reason: str, file: str | os.PathLike[str] | None = None, remedy: str = REMEDY) -> None:
        super().__init__(reason)
        self.file = file
        self.reason = reason
        self.remedy = remedy

    @classmethod
    def unreadable(cls, file: str | os.PathLike[str], error: OSError) -> IndexDamaged:
        """Return the error for a file that the system does not let us read."""
        remedy = "look at its permissions" if isinstance(error, PermissionError) else REMEDY
        return cls(f"it cannot be read ({error.strerror or error})", file, remedy)

    def __str__(self) -> str:
        return f"{'the index' if self.file is None else os.fspath(self.file)}: {self.reason}; {self.remedy}"


class FieldError(DatelineError):
    """The field table is wrong, or a field was named that is not in it."""


class ArticleMissing(DatelineError):
    """No article of the archive has the id."""


class ArticleError(DatelineError, TypeError):
    """An article, or an id, that a program gave is of the wrong type.

    ``id`` is that of the article, None where it has none; ``argument`` is the field that is wrong, None if the article
    itself is.
    """

    def __init__(self, reason: str, *, id: str | None = None, argument: str | None = None) -> None:
        self.id = id
        self.argument = argument
        super().__init__(reason)


class AuthorityError(DatelineError):
    """The authority file of people and places is wrong, or cannot be changed as was asked.

    ``file`` is its path, None when it is the edit that is wrong; ``line`` is counted from 1, None if not known.
    """

    def __init__(self, reason: str, file: str | None = None, line: int | None = None) -> None:
        self.file = file
        self.line = line
        self.reason = reason
        where = f"{file}:{line}: " if line is not None else f"{file}: "
        super().__init__(reason if file is None else f"{where}{reason}")


class ReadError(DatelineError):
    """An article could not be read.

    ``file`` is the path as it was given (``-`` for standard input), ``line`` the
    line counted from 1, or None where a line means nothing.
    """

    def __init__(self, file: str, line: int | None, reason: str) -> None:
        self.file = file
        self.line = line
        self.reason = reason
        where = file if line is None else f"{file}:{line}"
        super().__init__(f"{where}: {reason}")


class InputError(ReadError):
    """A file or folder that cannot be opened, or a file of a kind that is not read: a picture, for instance.

    Where a folder holds it, it is one record less; where it was named, the call asked for what is not there.
    """


class GazetteerError(DatelineError):
    """A gazetteer of the user's own says what cannot be understood."""


LONGEST = 200

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """Something raised: the kind of the exception and its message, on one line of at most `LONGEST` characters."""

    reason: str

    def __str__(self) -> str:
        return self.reason


def attempt(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | Failure:
    """Return what a function returns, or the failure if it raises.

    What the program raises on purpose (DatelineError), and what the operating system refuses (OSError), passes: it says
    something about more than one article.
    """
    try:
        return function(*args, **kwargs)
    except (DatelineError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - see the top
        return Failure(describe(error))


def describe(error: Exception) -> str:
    """Return an exception in a few words."""
    try:
        message = str(error)
    except Exception:  # noqa: BLE001 - a message may be made by anybody's code
        message = "which has no message"
    text = " ".join(f"{type(error).__name__}: {message}".split()).removesuffix(":")
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
