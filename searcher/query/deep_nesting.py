"""Trees of queries that are nested so deep that they would not print back.

Printing puts parentheses where the query had none, and the parser leaves out those that are too deep. So a deep tree is
printed and read again until it stays as it is; what was too deep is left out then already.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from dateline.index.dataclass import replace
from dateline.searcher.query.printing import to_text
from dateline.searcher.query.tree import Node

__all__ = ["settle"]

MOST_READINGS = 4  # one was enough for all deep queries that were tried


def settle(tree: Node, read: Callable[[str], Node], longest: int) -> Node:
    """Return the tree that a deep tree is read as when it is printed; a new one has no places in the query.

    A tree whose query would have more than ``longest`` characters stays as it is.
    """
    for _ in range(MOST_READINGS):
        text = to_text(tree)
        again = tree if len(text) > longest else read(text)
        if again == tree:
            return tree
        tree = _without_places(again)
    return tree


def _without_places(node: Any) -> Any:
    """Return a node, and all nodes in it, without places in a query."""
    if isinstance(node, tuple):
        return tuple([_without_places(each) for each in node])
    if not hasattr(node, "__dataclass_fields__"):  # a text, a number
        return node
    names = [each.name for each in fields(node)]
    return replace(node, **{name: None if name == "place" else _without_places(getattr(node, name)) for name in names})
