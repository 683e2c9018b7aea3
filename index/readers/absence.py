"""Whether a file that was read earlier is certainly gone, and what stands in its place otherwise.

A file that cannot be reached may be there: its disk is not mounted, its folder is locked, its link leads nowhere. Only
an entry that is missing in a folder that can be listed is gone.
"""

from __future__ import annotations

import os
import re
import stat

__all__ = ["describe_replacement", "is_gone", "unescaped"]

# How `absolute` writes a byte that is not UTF-8.
ESCAPED = re.compile(rb"\\x([89a-f][0-9a-f])")
# What may stand where a file was, and is not read in a folder.
KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def is_gone(path: str) -> bool:
    """Return whether an absolute path, in the form that the archive keeps, certainly does not exist."""
    return is_absent(path) and is_absent(unescaped(path))


def describe_replacement(path: str) -> str | None:
    """Return what stands at a path instead of a file, in words; None for a file or a path that cannot be reached."""
    try:
        mode = os.stat(unescaped(path)).st_mode
    except (OSError, ValueError):
        return None
    return next((name for is_kind, name in KINDS if is_kind(mode)), None)


def is_absent(path: str) -> bool:
    """Return whether an entry is missing in a folder that can be listed, or its folder is itself missing."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        above = os.path.dirname(path)
        return can_be_listed(above) or (above != path and is_absent(above))
    except NotADirectoryError:  # a file stands where its folder was
        return is_below_file(os.path.dirname(path))
    except (OSError, ValueError):
        return False
    return False


def can_be_listed(folder: str) -> bool:
    """Return whether a folder is there and shows its entries."""
    try:
        with os.scandir(folder):
            return True
    except (OSError, ValueError):
        return False


def is_below_file(folder: str) -> bool:
    """Return whether a path, or the first path above it that exists, is a regular file."""
    while folder != os.path.dirname(folder):
        try:
            return stat.S_ISREG(os.lstat(folder).st_mode)
        except NotADirectoryError:
            folder = os.path.dirname(folder)
        except (OSError, ValueError):
            return False
    return False


def unescaped(path: str) -> str:
    """Return a stored path as the system has it: its escaped bytes may be meant as bytes that are not UTF-8."""
    if "\\x" not in path:
        return path
    return os.fsdecode(ESCAPED.sub(lambda byte: bytes.fromhex(byte[1].decode()), os.fsencode(path)))
