"""The errors of Dateline, in one tree.

    DatelineError
    ├── ArchiveError            an archive as a whole
    │   ├── ArchiveMissing      there is no archive at the path
    │   ├── ArchiveExists       there is already an archive
    │   ├── ArchiveLocked       another program is writing to it
    │   ├── ArchiveUnwritable   it cannot be written: its disk is full, or the system denies it
    │   └── ArchiveClosed       it was used after it was closed
    ├── StoreError              articles.db cannot be read or is of a newer version
    │   └── MentionsDamaged     the mentions of an article cannot be read; they can be extracted again
    ├── IndexFormatError        the index has another format
    ├── IndexDamaged            a file of the index contradicts itself or its checksums
    ├── FieldError              the field table is wrong, or a named field is not in it
    ├── QueryError              a query has notes, and its request allows none
    ├── ArticleMissing          no article has the id
    ├── ArticleError            an article of a program has a field of the wrong type
    ├── AuthorityError          the authority file is wrong, or cannot be changed this way: file, line, reason
    ├── GazetteerError          an imported gazetteer cannot be read: file, line, reason
    └── ReadError               an article cannot be read: file, line, reason
        ├── InputError          a file cannot be opened, or is not text
        └── NoArticle           a record is no article, as its source says: a draft, a page, a comment

`KernelsMissing` stands apart, an ImportError: Dateline is not completely installed, or cannot run on this machine.

Each message says what happened, where, and what to do next, for the person who runs the archive.
"""

from __future__ import annotations

import errno
import os

__all__ = [
    "ArchiveClosed",
    "ArchiveError",
    "ArchiveExists",
    "ArchiveLocked",
    "ArchiveMissing",
    "ArchiveUnwritable",
    "ArticleError",
    "ArticleMissing",
    "AuthorityError",
    "DatelineError",
    "FieldError",
    "GazetteerError",
    "IndexDamaged",
    "IndexFormatError",
    "InputError",
    "KernelsMissing",
    "MentionsDamaged",
    "NoArticle",
    "QueryError",
    "ReadError",
    "StoreError",
]


# The remedy for a damaged index: its damaged parts are remade from the store.
REMEDY = "the articles are safe, run `dateline check --repair`"


FREE_ROOM = "free some room on its disk"
PERMISSIONS = "change its permissions, or those of its folder"
FIXES = {
    errno.ENOSPC: FREE_ROOM,
    errno.EDQUOT: FREE_ROOM,
    errno.EACCES: PERMISSIONS,
    errno.EPERM: PERMISSIONS,
    errno.ENOTDIR: "check the path: a file is where a folder should be; move it away",
    errno.EROFS: "make its disk writable, or copy the archive to another",
}


class KernelsMissing(ImportError):
    """The kernels are not compiled for this Python, or cannot run on this machine; nothing else can be imported."""


class DatelineError(Exception):
    """Any error that Dateline raises on purpose."""


class ArchiveError(DatelineError):
    """An error of an archive as a whole."""


class ArchiveMissing(ArchiveError):
    """There is no archive at the path."""


class ArchiveExists(ArchiveError):
    """An archive cannot be made because there is one already."""


class ArchiveLocked(ArchiveError):
    """Another program is writing to the archive and did not finish in time."""


class ArchiveClosed(ArchiveError):
    """An archive was used after it was closed."""


class ArchiveUnwritable(ArchiveError):
    """A file or the folder of an archive cannot be written.

    ``file`` is its path, ``reason`` says what to do first, and ``again`` what to do then.
    """

    def __init__(self, reason: str, file: str | os.PathLike[str], again: str) -> None:
        super().__init__(reason)
        self.file, self.reason, self.again = file, reason, again

    @classmethod
    def of(cls, error: OSError, folder: str | os.PathLike[str], again: str) -> ArchiveUnwritable:
        """Return the error for one of the system; the folder is named if the system names no file."""
        fix = FIXES.get(error.errno or 0, "see that its disk works and can be written to")
        reason = f"it could not be written ({error.strerror or error}); {fix}"
        return cls(reason, error.filename2 or error.filename or folder, again)

    def __str__(self) -> str:
        return f"{os.fspath(self.file)}: {self.reason}, and {self.again}"


class StoreError(DatelineError):
    """The article store cannot be read or written, or was written by a newer Dateline.

    ``file`` is the path of the store. Errors of single rows have none, until `explain_errors` of
    `dateline.index.store.schema` adds it. ``again``, if there is any, says what to do after what ``reason`` says.
    """

    def __init__(self, reason: str, file: str | os.PathLike[str] | None = None, *, again: str | None = None) -> None:
        super().__init__(reason)
        self.file = file
        self.reason = reason
        self.again = again

    def __str__(self) -> str:
        reason = self.reason if self.again is None else f"{self.reason}, and {self.again}"
        return reason if self.file is None else f"{os.fspath(self.file)}: {reason}"


class MentionsDamaged(StoreError):
    """The mentions of an article cannot be read; they can be extracted again.

    ``id`` is that of the article.
    """

    def __init__(self, reason: str, file: str | os.PathLike[str] | None = None, *, id: str | None = None) -> None:
        super().__init__(reason, file)
        self.id = id


class IndexFormatError(DatelineError):
    """The index has a format that this Dateline does not read, or its texts were split into words otherwise."""


class IndexDamaged(DatelineError):
    """A file of the index contradicts its checksum or itself, or is missing.

    ``file`` is its path, or the folder if no single file is known to be damaged. Code that sees only bytes, such as a
    kernel, raises it without a path; `naming_damage` adds it. ``remedy`` says what to do.
    """

    def __init__(self, reason: str, file: str | os.PathLike[str] | None = None, remedy: str = REMEDY) -> None:
        super().__init__(reason)
        self.file = file
        self.reason = reason
        self.remedy = remedy

    @classmethod
    def unreadable(cls, file: str | os.PathLike[str], error: OSError) -> IndexDamaged:
        """Return the error for a file that the system cannot read."""
        remedy = "check its permissions" if isinstance(error, PermissionError) else REMEDY
        return cls(f"it cannot be read ({error.strerror or error})", file, remedy)

    def __str__(self) -> str:
        return f"{'the index' if self.file is None else os.fspath(self.file)}: {self.reason}; {self.remedy}"


class FieldError(DatelineError):
    """The field table is wrong, or a named field is not in it."""


class QueryError(DatelineError):
    """A query has notes on how it was read, and its request allows none."""


class ArticleMissing(DatelineError):
    """No article of the archive has the id."""


class ArticleError(DatelineError, TypeError):
    """An article, or an id, of a program has the wrong type.

    ``id`` is that of the article, if it has one; ``argument`` is the wrong field, None if the article itself is wrong.
    """

    def __init__(self, reason: str, *, id: str | None = None, argument: str | None = None) -> None:
        self.id = id
        self.argument = argument
        super().__init__(reason)


class AuthorityError(DatelineError):
    """The authority file of people and places is wrong, or cannot be changed this way.

    ``file`` is its path, None if the edit is wrong; ``line`` is counted from 1, None if not known.
    """

    def __init__(self, reason: str, file: str | None = None, line: int | None = None) -> None:
        self.file = file
        self.line = line
        self.reason = reason
        where = f"{file}:{line}: " if line is not None else f"{file}: "
        super().__init__(reason if file is None else f"{where}{reason}")


class ReadError(DatelineError):
    """An article cannot be read.

    ``file`` is the path as given (``-`` for standard input), ``line`` is counted from 1, or None if there are no lines.
    """

    def __init__(self, file: str, line: int | None, reason: str) -> None:
        self.file = file
        self.line = line
        self.reason = reason
        where = file if line is None else f"{file}:{line}"
        super().__init__(f"{where}: {reason}")


class InputError(ReadError):
    """A file or folder cannot be opened, or is of an unsupported kind, such as a picture.

    In a folder it is one record less; as an argument of a call it is an error of the call.
    """


class NoArticle(ReadError):
    """A record is no published article, as its source says: a draft, a page, a comment, a cancelled item.

    Nothing is wrong with it, so that it counts neither as skipped nor as unread.
    """


class GazetteerError(DatelineError):
    """An imported gazetteer cannot be understood."""
