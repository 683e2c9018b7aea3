"""Patterns that are compiled late match as others."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from dateline.index.pattern import METHODS, compile_late

TEXT = "Oil, gas; OIL"


@pytest.mark.parametrize(
    "use",
    [
        lambda pattern: pattern.findall(TEXT),
        lambda pattern: [match.span() for match in pattern.finditer(TEXT)],
        lambda pattern: pattern.fullmatch("oil")[0],
        lambda pattern: pattern.fullmatch(TEXT),
        lambda pattern: pattern.match(TEXT, 10)[0],
        lambda pattern: pattern.search(TEXT, 1).start(),
        lambda pattern: pattern.split(TEXT),
        lambda pattern: pattern.sub("coal", TEXT),
        lambda pattern: (pattern.pattern, pattern.flags, pattern.groups),
    ],
)
def test_a_pattern_does_what_its_compiled_one_does(use: Callable[[Any], object]) -> None:
    late, compiled = compile_late(r"oil", re.IGNORECASE), re.compile(r"oil", re.IGNORECASE)
    assert use(late) == use(compiled)
    assert use(late) == use(compiled)


def test_a_pattern_is_compiled_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compile_now = re.compile
    monkeypatch.setattr(re, "compile", lambda source, flags: made.append(source) or compile_now(source, flags))
    late = compile_late("oil")
    assert not made
    assert late.search("oil")
    assert late.fullmatch("oil")
    assert made == ["oil"]
    assert {*METHODS} <= {*vars(late)}


def test_a_wrong_pattern_and_a_wrong_name_are_errors() -> None:
    with pytest.raises(re.error):
        compile_late("(").search("oil")
    with pytest.raises(AttributeError, match="lookup"):
        compile_late("oil").lookup  # type: ignore[attr-defined]  # noqa: B018 - to look it up is the test
