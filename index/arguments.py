"""Check the arguments of the library's calls: a wrong one raises TypeError or ValueError in words."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from dateline.index.fields import FieldTable
from dateline.index.segment.memory import LEAST_MEMORY

__all__ = [
    "check_clock",
    "check_fields",
    "check_flag",
    "check_instant",
    "check_memory",
    "check_path",
    "check_text",
    "check_timeout",
]


def check_path(path: object, what: str = "an archive") -> Path:
    """Return the path of an archive."""
    if not isinstance(path, str | os.PathLike) or not isinstance(os.fspath(path), str):
        raise TypeError(f"the path of {what} is a str or a Path, not {path!r:.60}")
    if "\0" in os.fspath(path):
        raise ValueError(f"the path of {what} cannot have a NUL character: {path!r:.60}")
    try:
        os.fsencode(os.fspath(path))
    except UnicodeEncodeError:
        raise ValueError(f"the path of {what} has a character that no name of a file can have: {path!r:.60}") from None
    return Path(path)


def check_text(name: str, value: object) -> str:
    """Return an argument that is a text; one of a subclass as a plain str, which the kernels take."""
    if not isinstance(value, str):
        raise TypeError(f"{name} is a str, not {value!r:.60}")
    return value if type(value) is str else str.__getitem__(value, slice(None))


def check_flag(name: str, value: object) -> bool:
    """Return an argument that is True or False."""
    if not isinstance(value, bool):
        raise TypeError(f"{name} is True or False, not {value!r:.60}")
    return value


def check_timeout(value: object) -> float:
    """Return an argument that is a number of seconds; a negative one or infinity waits without end."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"timeout is a number of seconds, not {value!r:.60}")
    if value != value:
        raise ValueError("timeout is a number of seconds, not nan")
    return value


def check_memory(value: object) -> int:
    """Return an argument that is a number of MB."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"memory is a whole number of MB, not {value!r:.60}")
    if value < LEAST_MEMORY:
        raise ValueError(f"memory is {LEAST_MEMORY} MB or more, not {value}")
    return value


def check_fields(value: object) -> FieldTable | None:
    """Return an argument that is a field table or None."""
    if value is not None and not isinstance(value, FieldTable):
        raise TypeError(f"fields is a FieldTable, not {value!r:.60}; keywords=[…] declares further keyword fields")
    return value


def check_clock(value: object) -> None:
    """Raise TypeError unless an argument is a clock or None."""
    if value is not None and not callable(value):
        raise TypeError(f"clock is a function that returns a datetime, not {value!r:.60}")


def check_instant(value: object) -> datetime:
    """Return what a clock returned."""
    if not isinstance(value, datetime):
        raise TypeError(f"the clock returned {value!r:.60}, not a datetime: clock=lambda: datetime.now().astimezone()")
    return value
