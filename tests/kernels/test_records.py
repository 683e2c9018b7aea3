"""A maker makes the same objects as a dataclass."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass

import pytest

from dateline.index.entities.mention import Candidate
from dateline.index.kernel._records import RecordMaker

pytestmark = pytest.mark.kernels


@dataclass
class Open:
    """A dataclass that is neither frozen nor has slots."""

    first: int
    second: str = "second"


def test_an_object_equals_one_of_the_class() -> None:
    made = RecordMaker(Candidate)("Paris", "FR", 2988507, 0.5)
    assert made == Candidate("Paris", "FR", 2988507, 0.5)
    assert hash(made) == hash(Candidate("Paris", "FR", 2988507, 0.5))
    with pytest.raises(FrozenInstanceError):
        made.label = "Lyon"  # type: ignore[misc]


def test_other_dataclasses_are_made_too() -> None:
    assert RecordMaker(Open)(1, "2") == Open(1, "2")


@pytest.mark.parametrize("values", [(), (1,), (1, "2", 3)])
def test_another_number_of_values_is_refused(values: tuple[object, ...]) -> None:
    with pytest.raises(TypeError, match="2 fields"):
        RecordMaker(Open)(*values)


def test_a_class_that_is_no_dataclass_is_refused() -> None:
    with pytest.raises(TypeError, match="dataclass"):
        RecordMaker(int)


def test_a_copy_has_other_first_fields() -> None:
    one = Candidate("Paris", "FR", 7, 0.5)
    maker = RecordMaker(Candidate)
    assert maker.copy(one, "Lyon", "DE") == Candidate("Lyon", "DE", 7, 0.5)
    assert maker.copy(one) == one
    assert maker.copy(one) is not one
