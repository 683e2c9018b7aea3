"""What goes where: answers to standard output, the rest to standard error, whatever becomes of the two."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.calls import CORPUS, dateline


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


def shell(redirection: str, *call: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Start the command with its streams redirected by a shell."""
    script = f'"$0" -P -m dateline "$@" {redirection}'
    variables = {name: value for name, value in os.environ.items() if name != "DATELINE_ARCHIVE"} | env
    command = ["sh", "-c", script, sys.executable, *call]
    return subprocess.run(command, cwd=cwd, env=variables, capture_output=True, check=False)


CLOSED = [
    (">&-", ("search", "oil"), 0),
    (">&-", ("search", "zeppelinfahrt"), 1),
    (">&-", ("search", "oil", "--json"), 0),
    (">&-", ("--help",), 0),
    (">&-", ("--version",), 0),
    ("<&-", ("search", "oil"), 0),
    ("<&-", ("add", "-"), 2),
    ("<&-", ("read", "-"), 2),
    ("<&-", ("extract",), 2),
    ("<&-", ("check", "--against", "-"), 2),
    ("2>&-", ("search", "oil"), 0),
    ("2>&-", ("search", "oil)"), 0),
    ("2>&-", ("nonsense",), 2),
    ("2>&-", ("show", "nobody"), 2),
    (">&- 2>&- <&-", ("search", "oil"), 0),
    (">/dev/full", ("search", "oil"), 2),
    (">/dev/full", ("show", "hc-2016-12-14-baku", "--json"), 2),
    (">/dev/full", ("--help",), 2),
    (">/dev/full", ("--version",), 2),
    ("2>/dev/full", ("search", "oil)"), 0),
]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize(("redirection", "call", "code"), CLOSED)
def test_closed_and_full_streams_end_with_the_code_of_the_command(
    redirection: str, call: tuple[str, ...], code: int, place: Path
) -> None:
    done = shell(redirection, *call, cwd=place)
    assert done.returncode == code, done.stderr
    for sign in (b"Traceback", b"should not happen", b"Exception ignored"):
        assert sign not in done.stderr
    assert done.stderr.count(b"\n") <= 4


@pytest.mark.slow
def test_a_full_standard_output_is_named(place: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no full device")
    done = shell(">/dev/full", "search", "oil", cwd=place)
    assert done.stderr == b"dateline: cannot write to standard output: No space left on device\n"


@pytest.mark.slow
def test_nothing_that_is_printed_gets_into_an_archive(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Title {number}\npublished: no day\n\nText.\n", encoding="utf-8")
        assert shell(">&- 2>&- <&-", "add", f"{number}.txt", cwd=tmp_path).returncode == 0
    assert shell("", "check", cwd=tmp_path).returncode == 0
    assert dateline("stats", "--json", cwd=tmp_path).json["articles"] == 3


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows does not remove the folder that a program is in")
@pytest.mark.parametrize("call", ["search oil", "--archive ../archive search oil", "add text.txt"])
def test_a_removed_working_folder_is_named(call: str, tmp_path: Path) -> None:
    script = f'mkdir gone; cd gone; rmdir ../gone; "{sys.executable}" -P -m dateline {call}'
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "dateline: the folder you are in was removed; change to another (`cd`)\n"


@pytest.mark.slow
def test_the_reader_of_messages_may_go_away_and_the_run_goes_on(tmp_path: Path) -> None:
    script = f'{{ "{sys.executable}" -P -m dateline add "{CORPUS / "broken"}" 2>&1; echo $? >code; }} | true'
    subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, check=False)
    assert (tmp_path / "code").read_text() == "0\n"
    assert dateline("stats", "--json", cwd=tmp_path).json["articles"] == 7


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_no_encoding_of_the_terminal_is_too_poor(encoding: str, place: Path) -> None:
    for call in (("add", "--help"), ("search", "oil)"), ("search", "“oil”")):
        done = shell("", *call, cwd=place, PYTHONIOENCODING=encoding)
        assert done.returncode == 0, done.stderr


def test_notes_go_to_standard_error_and_leave_json_alone(place: Path) -> None:
    outcome = dateline("search", "oil)", "--json", cwd=place)
    assert outcome.json["total"] > 0
    assert outcome.err.startswith("note: ")
    assert outcome.err.count("\n") == 1


def test_hits_that_all_are_skipped_are_said_to_be(place: Path) -> None:
    outcome = dateline("search", "oil", "--offset", "500", cwd=place)
    assert outcome.code == dateline("search", "oil", "--offset", "500", "--json", cwd=place).code
    assert outcome.err == "--offset 500 leaves out all hits\n"
    assert "--offset" not in dateline("search", "zeppelinfahrt", "--offset", "500", cwd=place).err


def test_no_colour_where_there_is_no_terminal(place: Path) -> None:
    outcome = dateline("search", "oil", cwd=place)
    assert "\x1b" not in outcome.out + outcome.err
    assert "**" in outcome.out


@pytest.mark.parametrize(
    ("options", "variables", "coloured"),
    [
        ((), {}, False),
        (("--color", "always"), {}, True),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
        (("--color", "auto"), {"FORCE_COLOR": "1"}, True),
        (("--color", "auto"), {"NO_COLOR": "1"}, False),
    ],
)
def test_color_is_as_the_option_then_no_color_then_force_color_say(
    options: tuple[str, ...], variables: dict[str, str], coloured: bool, place: Path
) -> None:
    hit = "hc-2016-12-14-baku"
    for call in (("search", "oil"), ("show", hit, "--highlight", "oil"), ("show", hit)):
        for arguments in ((*call, *options), (*options, *call)):
            shown = dateline(*arguments, cwd=place, env={"NO_COLOR": "", "FORCE_COLOR": "", **variables})
            assert ("\x1b[" in shown.out) == coloured
            assert "\x1b" not in shown.err
    for call in (("search", "oil", "--json"), ("search", "oil", "--csv"), ("search", "--help")):
        assert "\x1b" not in dateline(*call, *options, cwd=place, env=variables).out


def test_every_command_takes_color(place: Path) -> None:
    for call in (("stats",), ("fields",), ("facets", "*", "places"), ("people", "list"), ("check",)):
        for arguments in ((*call, "--color", "never"), ("--color", "never", *call)):
            assert dateline(*arguments, cwd=place) == dateline(*call, cwd=place)
    assert dateline("people", "--color", "never", "list", cwd=place).code == 0
    assert dateline("stats", "--color", "sometimes", cwd=place).code == 2
