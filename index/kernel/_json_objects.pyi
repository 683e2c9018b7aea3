"""JSON objects of plain values: texts, numbers, lists of texts.

The encoder of Python sets itself up for each object, which takes longer than writing a small one.
"""

from collections.abc import Callable

class ObjectEncoder:
    """Writes objects as Python's encoder does, in readable letters, without spaces, the keys in order."""

    def __init__(self, other: Callable[[object], str]) -> None:
        """Take Python's encoder, which writes values that are not plain, and objects with keys that are no texts."""

    def __call__(self, values: dict[str, object]) -> str:
        """Return an object. Raises what the other encoder raises."""
