"""How all tests run: property tests as long as they need, and what coverage does not measure (`make coverage`).

No test is timed by a wall clock, and a busy machine may take seconds for an example. A property test runs the same
lines hundreds of times, which takes coverage minutes; other tests have the mark `no_cover`, which pytest-cov knows.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# With this variable in the environment, coverage measures every Python that is started.
PROGRAMS = "COVERAGE_PROCESS_CONFIG"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Do not measure property tests, which Hypothesis has marked."""
    for item in items:
        if item.get_closest_marker("hypothesis"):
            item.add_marker("no_cover")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Do not measure the programs that a test starts if the test is not measured."""
    kept = os.environ.pop(PROGRAMS, None) if item.get_closest_marker("no_cover") else None
    try:
        return (yield)
    finally:
        if kept is not None:
            os.environ[PROGRAMS] = kept
