"""From query text to lexemes, a tree and notes. Binding resolves the tree in an archive."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from dateline.searcher.query import tree
from dateline.searcher.query.tree import *  # noqa: F403  # a new class of the tree is listed once, in tree.py

if TYPE_CHECKING:
    from dateline.searcher.query.grammar import Parsed, parse
    from dateline.searcher.query.plain_text import parse_plain
    from dateline.searcher.query.printing import to_text

__all__ = ["Parsed", "parse", "parse_plain", "to_text"]
__all__ += tree.__all__

HOMES: Final = {"Parsed": "grammar", "parse": "grammar", "parse_plain": "plain_text", "to_text": "printing"}


def __getattr__(name: str) -> Any:
    """Import names on first use: plain words are searched without a tree."""
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
