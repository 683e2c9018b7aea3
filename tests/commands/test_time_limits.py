"""`--timeout`: what was found is shown as part of an answer, on every form of output."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.index import Archive, Article
from tests.commands.calls import dateline

AT_ONCE, NEVER = ("--timeout", "1e-9"), ("--timeout", "1e6")
NOTE = "note: the time ran out before any article was searched"


@pytest.fixture
def cwd(tmp_path) -> Path:
    with Archive.create(tmp_path / ".dateline") as archive:
        archive.add(Article(id="a", title="Oil", body="The price of oil rose.", source="Courier"))
        archive.add(Article(id="b", title="Gas", body="The price of gas fell.", source="Herald"))
    return tmp_path


@pytest.mark.parametrize("command", [("search", "price NEAR/3 of"), ("facets", "price NEAR/3 of", "source")])
@pytest.mark.parametrize("more", [(), ("--json",), ("--no-index",), ("--no-index", "--json")])
def test_an_answer_in_time_is_the_same(cwd: Path, command: tuple[str, ...], more: tuple[str, ...]) -> None:
    whole, timed = dateline(*command, *more, cwd=cwd), dateline(*command, *more, *NEVER, cwd=cwd)
    assert (timed.code, timed.out, timed.err) == (whole.code, whole.out, whole.err) == (0, whole.out, "")


@pytest.mark.parametrize("more", [(), ("--no-index",)])
def test_without_time_nothing_is_found_and_a_note_says_so(cwd: Path, more: tuple[str, ...]) -> None:
    found = dateline("search", "oil", *AT_ONCE, *more, cwd=cwd)
    assert (found.code, found.out, found.err) == (1, "at least 0 articles\n", f"{NOTE}\n")
    counted = dateline("facets", "oil", "source", *AT_ONCE, *more, cwd=cwd)
    assert (counted.code, counted.out.splitlines()[0], counted.err) == (1, "at least 0 articles", f"{NOTE}\n")


def test_in_json_a_partial_answer_has_a_key(cwd: Path) -> None:
    for command in (("search", "oil"), ("facets", "oil", "source")):
        part, whole = dateline(*command, "--json", *AT_ONCE, cwd=cwd).json, dateline(*command, "--json", cwd=cwd).json
        assert (part["schema"], part["complete"], part["total"]) == (1, False, 0)
        assert NOTE.endswith(part["notes"][0]["message"])
        assert "diagnosis" not in part
        assert part.keys() == {*whole, "complete"}


@pytest.mark.parametrize("form", ["--jsonl", "--csv"])
def test_in_other_forms_the_note_is_on_standard_error(cwd: Path, form: str) -> None:
    found = dateline("search", "oil", form, *AT_ONCE, cwd=cwd)
    assert (found.code, found.err) == (1, f"{NOTE}\n")


def test_with_strict_a_partial_answer_is_an_error(cwd: Path) -> None:
    for command in (("search", "oil"), ("facets", "oil", "source")):
        assert dateline(*command, "--strict", *AT_ONCE, cwd=cwd).code == 2
        assert dateline(*command, "--strict", *NEVER, cwd=cwd).code == 0


@pytest.mark.parametrize("wrong", ["0", "-1", "soon", "", "nan", "inf", "-inf", "1e400", "1e-400"])
def test_a_time_is_a_number_of_seconds(cwd: Path, wrong: str) -> None:
    for command in (("search", "oil"), ("facets", "oil", "source")):
        failed = dateline(*command, "--timeout", wrong, cwd=cwd)
        assert (failed.code, failed.out) == (2, "")
        assert f"{wrong!r} is not a finite time above 0; write seconds, such as 0.5 or 30" in failed.err
