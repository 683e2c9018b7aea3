"""Frozen dataclasses made in one call.

The ``__init__`` of a frozen dataclass makes a call for each field, which takes most of the time in which a text gets
its mentions. A maker sets the fields in one.
"""

from array import array
from typing import Generic, TypeVar

Record = TypeVar("Record")

class RecordMaker(Generic[Record]):
    """Makes objects of one dataclass, frozen or not."""

    def __init__(self, made: type[Record]) -> None:
        """Take the class. Raises TypeError if it is no dataclass."""

    def __call__(self, *values: object) -> Record:
        """Return an object with all its fields, in their order. Raises TypeError for another number of values."""

    def copy(self, one: Record, *values: object) -> Record:
        """Return a copy of an object of the class whose first fields have these values."""

    def in_print(
        self, mentions: tuple[Record, ...], printed: str, places: array[int], removed: array[int]
    ) -> tuple[Record, ...]:
        """Return mentions of a running text as those of the printed one: their first three fields are text, start, end.

        ``places`` and ``removed`` are what `dateline.index.kernel._layout.flatten` returns, of the type ``Q``. Raises
        TypeError for arrays of another type or of two lengths.
        """
