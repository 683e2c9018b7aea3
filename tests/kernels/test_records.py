"""A maker makes the same objects as a dataclass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from dateline.index.entities.mention import Candidate
from dateline.index.kernel._records import RecordMaker

pytestmark = pytest.mark.kernels


@dataclass(slots=True)
class Open:
    """A dataclass that is not frozen."""

    first: int
    second: str = "second"


@dataclass
class Loose:
    """A dataclass without slots."""

    first: int


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


def test_a_class_without_slots_is_refused() -> None:
    with pytest.raises(TypeError, match="first is no slot"):
        RecordMaker(Loose)


def test_a_copy_has_another_value_in_one_field() -> None:
    one = Candidate("Paris", "FR", 7, 0.5)
    assert RecordMaker(Candidate).changed(one, "geonameid", 8) == replace(one, geonameid=8)
    with pytest.raises(KeyError):
        RecordMaker(Candidate).changed(one, "population", 8)


@pytest.mark.parametrize("ask", [lambda maker: maker.copy(Open(1)), lambda maker: maker.changed(Open(1), "label", "")])
def test_an_object_of_another_class_is_refused(ask: Callable[[RecordMaker[..., Candidate]], object]) -> None:
    with pytest.raises(TypeError, match="no Candidate"):
        ask(RecordMaker(Candidate))


def test_a_copy_has_other_first_fields() -> None:
    one = Candidate("Paris", "FR", 7, 0.5)
    maker = RecordMaker(Candidate)
    assert maker.copy(one, "Lyon", "DE") == Candidate("Lyon", "DE", 7, 0.5)
    assert maker.copy(one) == one
    assert maker.copy(one) is not one
