"""Objects are written as Python's encoder of JSON writes them."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.kernel._json_objects import ObjectEncoder

pytestmark = pytest.mark.kernels


class Name(str):
    """A text of another type."""

    __slots__ = ()


def written(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


encode = ObjectEncoder(written)

TEXTS = st.text() | st.sampled_from(("", '"\\/', "\b\f\n\r\t\x1f\x7f", "\ud800", "Šefčovič", "𝔅", Name("Bonn")))
PLAIN = (
    TEXTS | st.none() | st.booleans() | st.integers() | st.floats()
    | st.sampled_from((0.0, -0.0, 1 << 63, -(1 << 63), (1 << 63) - 1, math.inf))
)  # fmt: skip
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple)
    | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=6,
)  # fmt: skip


@given(st.dictionaries(TEXTS, VALUES | st.lists(TEXTS, max_size=4), max_size=8))
def test_an_object_is_what_the_encoder_of_python_writes(values: dict[str, object]) -> None:
    assert encode(values) == written(values)


@given(st.dictionaries(st.integers() | st.booleans(), PLAIN, max_size=4))
def test_keys_that_are_no_texts_are_written_as_python_does(values: dict[object, object]) -> None:
    assert encode(values) == written(values)  # type: ignore[arg-type]


@pytest.mark.parametrize("values", [{"a": {1, 2}}, {"a": "b", 1: "c"}, {"a": [object()]}])
def test_what_json_lacks_is_refused_as_python_does(values: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        encode(values)


def test_an_object_within_itself_is_refused() -> None:
    values: dict[str, object] = {"a": 1}
    values["b"] = [values]
    with pytest.raises(ValueError, match="Circular"):
        encode(values)


def test_only_an_object_is_written() -> None:
    with pytest.raises(TypeError):
        encode(["a"])  # type: ignore[arg-type]
