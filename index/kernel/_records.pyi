"""Dataclasses with slots made in one call.

The ``__init__`` that `dataclasses` compiles for a frozen class makes a call for each field, which takes most of the
time in which a text gets its mentions, and a query its tree. Here the slots are set directly.
"""

from array import array
from collections.abc import Callable
from typing import Final, Generic, ParamSpec, TypeVar

Fields = ParamSpec("Fields")
Record = TypeVar("Record")

UNSAID: Final[object]
"""What stands for the default of a field that has none."""

def initializer(
    made: type,
    names: tuple[str, ...],
    usual: list[object],
    factories: list[Callable[[], object] | None],
    others: Callable[[], Callable[..., None]],
    checked: bool,
) -> Callable[..., None]:
    """Return the ``__init__`` of a class with slots for its fields ``names``.

    ``usual`` are the defaults of the fields, ``factories`` what makes those that are made anew. ``others()`` returns
    the ``__init__`` that says what is wrong with a call. If ``checked``, ``__post_init__`` follows. Raises TypeError if
    a field is no slot.
    """

def comparer(made: type, names: tuple[str, ...]) -> Callable[[object, object], bool]:
    """Return the ``__eq__`` of a class with slots, which compares these fields. Raises TypeError if one is no slot."""

def hasher(made: type, names: tuple[str, ...]) -> Callable[[object], int]:
    """Return the ``__hash__`` of a class with slots: that of a tuple of these fields. Raises TypeError."""

class RecordMaker(Generic[Fields, Record]):
    """Makes objects of one dataclass with slots, frozen or not, whose class does nothing more when it makes one."""

    def __init__(self, made: Callable[Fields, Record]) -> None:
        """Take the class. Raises TypeError if it is no dataclass with slots."""

    def __call__(self, *values: Fields.args, **named: Fields.kwargs) -> Record:
        """Return an object with all its fields, in their order, without names.

        Type checkers compare the values with the fields. Raises TypeError for another number of values, and for names.
        """

    def copy(self, one: Record, *values: object) -> Record:
        """Return a copy of an object of the class whose first fields have these values.

        Where most values are the same in all objects, a copy of one is as quick as a call, and names no other field.
        """

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
