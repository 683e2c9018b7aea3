"""What a terminal shows: lines as wide as it is, at 40, 80 and 200 columns, in colour and without."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.commands.calls import CORPUS, dateline

if sys.platform == "win32":
    pytest.skip("this system has no terminals of the kind", allow_module_level=True)

import fcntl
import pty
import termios

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
CHINESE = "总统周三在首都会见了邻国的领导人，双方讨论了石油、天然气和边境问题，并签署了三项协议。" * 3
ARTICLES = [
    {"id": "zh", "title": "石油和天然气的新协议在首都签署之后的第一天", "body": f"oil {CHINESE}", "source": "日报"},
    {"id": "https://press.example/" + "a-very-long-address/" * 12, "title": "Oil", "body": "Oil again. " * 40},
    {"id": "accents", "title": "Oil " + "e\u0301te\u0301 " * 30, "body": "Oil in de\u0301composed form. " * 20},
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of corpus/default and three articles that are hard to show."""
    folder = tmp_path_factory.mktemp("terminal")
    lines = "\n".join(map(json.dumps, ARTICLES)).encode()
    assert dateline("add", str(CORPUS / "default"), "-", cwd=folder, stdin=lines).code == 0
    return folder


def show(place: Path, width: int, *call: str, **variables: str) -> list[str]:
    """Return the lines that a command shows on a terminal of so many columns, results and messages together."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    unset = {"DATELINE_ARCHIVE", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    command = [sys.executable, "-P", "-m", "dateline", *call]
    with subprocess.Popen(
        command,
        cwd=place,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=environment | {"TERM": "xterm"} | variables,
    ) as running:
        os.close(follower)
        data = b""
        while piece := read(leader):
            data += piece
    os.close(leader)
    assert running.returncode in (0, 1, 2)
    # A line of progress is written over: each state of it is a line here.
    return data.decode().replace("\r\n", "\n").replace("\x1b[K", "").splitlines()


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # nothing holds the other end any more
        return b""


def columns(line: str) -> int:
    count = 0
    for character in COLOUR.sub("", line):
        joins = unicodedata.category(character) in ("Mn", "Me", "Cf")
        count += 0 if joins else 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return count


ON_A_TERMINAL = [
    ("search", "oil", "--limit", "50", "--facet", "places", "--facet", "source"),
    ("search", "oil", "zeppelinfahrt", "harbour)", "("),
    ("show", "zh", "--highlight", "oil"),
    ("add", "--help"),
    ("add", str(CORPUS / "broken"), "--again"),
]
CALLS = [
    *ON_A_TERMINAL,
    ("search", "oil", "--explain"),
    ("facets", "*", "places", "source"),
    ("show", "hc-2016-12-14-baku", "--highlight", "oil common"),
    ("show", "accents"),
    ("show", "zh", "--versions", "--diff"),
    ("why", "hc-2016-12-14-baku", "people:aliyev"),
    ("extract", str(CORPUS / "default" / "apollo-11-1969.txt")),
    ("fields",),
    ("stats",),
    ("people", "list"),
    ("search", "--help"),
    ("people", "--help"),
    ("--help",),
    (),
    ("nonsense",),
    ("add", "--map", "nonexist=abc", "."),
    ("check", "--against", str(CORPUS / "broken")),
    ("show", "no-article-has-an-id-like-this-one"),
]


def too_wide(lines: list[str], width: int) -> list[str]:
    """Return the lines that the terminal would cut, and those with half an escape sequence."""
    return [line for line in lines if columns(line) > width or re.search(r"\x1b(?!\[[0-9;]*m)", line)]


@pytest.mark.slow
@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int, place: Path) -> None:
    for call in ON_A_TERMINAL:
        lines = show(place, width, *call)
        assert lines
        assert not too_wide(lines, width), call


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("colour", ["always", "never"])
def test_no_command_prints_a_line_that_is_wider(width: int, colour: str, place: Path) -> None:
    for call in CALLS:
        shown = dateline(*(["--color", colour] if call else []), *call, cwd=place, env={"COLUMNS": str(width)})
        lines = (shown.out + shown.err).splitlines()
        assert lines
        assert not too_wide(lines, width), call


@pytest.mark.slow
def test_the_words_stay_whole_and_lines_keep_their_indent(place: Path) -> None:
    call = ("search", '"prime minister"', "--limit", "20")
    whole = dateline(*call, cwd=place).out
    for width in (40, 80, 200):
        lines = show(place, width, *call, NO_COLOR="1")
        assert " ".join(lines).split() == whole.split()
        hits = [line for line in lines[1:] if line and not re.match(r" {1,2}\d+\. ", line)]
        assert all(re.match(r" {5}\S", line) for line in hits)
        assert max(map(columns, lines)) > width - 20


@pytest.mark.slow
def test_columns_has_the_last_word_and_a_pipe_has_no_width(place: Path) -> None:
    call = ("search", "oil", "--limit", "3")
    assert show(place, 80, *call, NO_COLOR="1", COLUMNS="40") == show(place, 40, *call, NO_COLOR="1")
    narrow = dateline(*call, cwd=place, env={"COLUMNS": "40"}).out
    assert max(map(columns, narrow.splitlines())) <= 40
    piped = dateline(*call, cwd=place).out
    assert max(map(columns, piped.splitlines())) > 200
    assert dateline(*call, cwd=place, env={"COLUMNS": "wide"}).out == piped
    assert dateline(*call, "--json", cwd=place, env={"COLUMNS": "40"}) == dateline(*call, "--json", cwd=place)


@pytest.mark.slow
def test_a_terminal_is_coloured_unless_it_should_not_be(place: Path) -> None:
    def is_coloured(**variables: str) -> bool:
        return "\x1b[" in "".join(show(place, 80, "search", "oil", **variables))

    assert is_coloured()
    assert is_coloured(FORCE_COLOR="1", TERM="dumb")
    assert not is_coloured(NO_COLOR="1")
    assert not is_coloured(TERM="dumb")
    assert "\x1b[" not in "".join(show(place, 80, "search", "oil", "--color", "never", FORCE_COLOR="1"))


@pytest.mark.slow
def test_a_phrase_that_is_wrapped_is_coloured_on_each_line(place: Path) -> None:
    for width in range(20, 60, 7):
        for line in show(place, width, "search", '"common facilities"'):
            assert line.count("\x1b[0m") == len(COLOUR.findall(line)) / 2
            assert not line.endswith("\x1b[1;33m")
