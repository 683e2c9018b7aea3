"""The one place that catches whatever is raised: where one article or one file must not stop the run of all others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from dateline.index.errors import DatelineError

__all__ = ["Failure", "attempt"]

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
