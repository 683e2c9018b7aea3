"""What goes where: answers to standard output, the rest to standard error, whatever becomes of the two."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.calls import CORPUS, dateline


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of corpus/default in .dateline."""
    folder = tmp_path_factory.mktemp("streams")
    assert dateline("add", str(CORPUS / "default"), cwd=folder).code == 0
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(
    "call", [("search", "*", "--limit", "70"), ("search", "*", "--csv"), ("facets", "*", "places")]
)
def test_a_reader_that_has_enough_ends_it_quietly(call: tuple[str, ...], place: Path) -> None:
    command = [sys.executable, "-P", "-m", "dateline.cli", *call]
    with subprocess.Popen(command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(1)
        running.stdout.close()
        errors = running.stderr.read()
    assert (running.returncode, errors) == (0, b"")


def test_notes_go_to_standard_error_and_leave_json_alone(place: Path) -> None:
    outcome = dateline("search", "oil)", "--json", cwd=place)
    assert outcome.json["total"] > 0
    assert outcome.err.startswith("note: ")
    assert outcome.err.count("\n") == 1


def test_no_colour_where_there_is_no_terminal(place: Path) -> None:
    outcome = dateline("search", "oil", cwd=place)
    assert "\x1b" not in outcome.out + outcome.err
    assert "**" in outcome.out
