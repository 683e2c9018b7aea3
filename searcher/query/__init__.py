"""From query text to lexemes, a tree and notes. Binding resolves the tree in an archive."""

from __future__ import annotations

from dateline.searcher.query import tree
from dateline.searcher.query.grammar import Parsed, parse
from dateline.searcher.query.plain_text import parse_plain
from dateline.searcher.query.printing import to_text
from dateline.searcher.query.tree import *  # noqa: F403  # a new class of the tree is listed once, in tree.py

__all__ = ["Parsed", "parse", "parse_plain", "to_text"]
__all__ += tree.__all__
