"""Frozen dataclasses made in one call.

The ``__init__`` of a frozen dataclass makes a call for each field, which takes most of the time in which a text gets
its mentions. A maker sets the fields in one.
"""

from array import array
from typing import Generic, TypeVar

Record = TypeVar("Record")

class RecordMaker(Generic[Record]):
    """Makes objects of one dataclass with slots, frozen or not, whose class does nothing more when it makes one."""

    def __init__(self, made: type[Record]) -> None:
        """Take the class. Raises TypeError if it is no dataclass with slots."""

    def __call__(self, *values: object) -> Record:
        """Return an object with all its fields, in their order. Raises TypeError for another number of values."""

    def copy(self, one: Record, *values: object) -> Record:
        """Return a copy of an object of the class whose first fields have these values."""

    def changed(self, one: Record, field: str, value: object) -> Record:
        """Return a copy of an object of the class with another value in one field. Raises KeyError if it has none such.

        As `dataclasses.replace`, which calls the class with all its fields, in a sixth of its time.
        """

    def in_print(
        self, mentions: tuple[Record, ...], printed: str, places: array[int], removed: array[int]
    ) -> tuple[Record, ...]:
        """Return mentions of a running text as those of the printed one: their first three fields are text, start, end.

        ``places`` and ``removed`` are what `dateline.index.kernel._layout.flatten` returns, of the type ``Q``. Raises
        TypeError for arrays of another type or of two lengths.
        """
