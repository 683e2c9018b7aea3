"""Failures of single articles: an exception as a value, so that one article or file does not stop a run.

Only `attempt` catches arbitrary exceptions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from dateline.index.dataclass import dataclass
from dateline.index.errors import DatelineError

__all__ = ["Failure", "attempt"]

LONGEST = 200

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """An exception: its type and its message, on one line of at most `LONGEST` characters."""

    reason: str

    def __str__(self) -> str:
        return self.reason


def attempt(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | Failure:
    """Return the result of a function, or the failure if it raises.

    DatelineError and OSError are not caught, because they concern more than one article.
    """
    try:
        return function(*args, **kwargs)
    except (DatelineError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - see the top
        return Failure(describe(error))


def describe(error: Exception) -> str:
    """Return an exception as a short text."""
    try:
        message = str(error)
    except Exception:  # noqa: BLE001 - a message may be made by anybody's code
        message = "which has no message"
    text = " ".join(f"{type(error).__name__}: {message}".split()).removesuffix(":")
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
