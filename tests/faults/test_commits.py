"""A commit that fails anywhere ends in the state before it or after; `commits.py` alone tries every place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.commits import Bench, trials


@pytest.mark.slow
def test_a_commit_that_fails_ends_in_one_of_two_states(tmp_path: Path) -> None:
    wrong = [f"{name}: {problem}" for name, problem in trials(Bench(tmp_path), 701) if problem is not None]
    assert wrong == []
