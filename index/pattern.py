"""Patterns that are compiled when they are first used: a search needs few of those that its modules name."""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["compile_late"]

METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


def compile_late(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return the pattern, as `re.compile`, which takes up to a millisecond, and here when it is first used."""
    return cast("re.Pattern[str]", _Late(source, flags))


class _Late:
    """What has the attributes of a pattern."""

    def __init__(self, source: str, flags: int) -> None:
        self._given = source, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._given)
        self.__dict__.update((method, getattr(compiled, method)) for method in METHODS)  # found at once from now on
        return getattr(compiled, name)
