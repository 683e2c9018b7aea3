"""Runs the documentation: every code block and every command of the pages that `documents.pages` lists.

How to write a block that runs:

* The blocks of a page run in order, in one folder of their own that is thrown away. It holds `corpus/` (a copy), an
  archive `news` and the same again as `.dateline`, both made of `corpus/default`; so `open_archive("news")` and
  `dateline search …` find something, and a page that makes an archive gives it another name.
* ```python blocks share their names down the page, as in one program.
* ```sh blocks hold commands only, with or without a `$ ` before each; output goes into a ```text block. A block is run
  whole by sh, so pipes, here-documents and continued lines work. A command must end with exit code 0; where another is
  meant, the line says so: `dateline search nowhere   # exit 1`.
  Commands that set a machine up (NOT_RUN, below) are left out: .ci/run runs them.
* ```json and ```toml blocks must parse; ```jsonl line by line.
* A ```text block of README.md directly after a ```sh block is part of what its commands print.
* ```text, ```sql, ```bnf, ```mermaid and ```makefile are for reading. Any other word after the fence, or none, is an
  error, so that no block goes unrun by a slip.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.repo.documents import Block, blocks, pages
from tests.repo.sources import ROOT

PRINTED = (ROOT / "README.md",)
FOR_READING = {"text", "sql", "bnf", "mermaid", "makefile"}
PARSED = {
    "json": json.loads,
    "toml": tomllib.loads,
    "jsonl": lambda text: [json.loads(line) for line in text.splitlines() if line.strip()],
}
NOT_RUN = re.compile(r"\s*(make|git|pip|pipx|uv|(\S*/)?python3?(\.\d+)? -m (pip|venv|build|pytest)|source|\.ci/run)\b")
EXIT = re.compile(r"^(?P<command>.*\S)\s+# exit (?P<code>\d+)\s*$")
DATELINE = '#!/bin/sh\nexec "{python}" -P -c "import sys; sys.argv[0] = \'dateline\'; {run}" "$@"\n'
RUN = "from dateline.cli import main; sys.exit(main())"


def script(text: str) -> str:
    """Return the block as sh runs it: prompts and set-up commands gone, meant exit codes looked at."""
    lines = []
    for line in text.splitlines():
        command = line.removeprefix("$ ")
        if NOT_RUN.match(command):
            continue
        if meant := EXIT.match(command):
            lines.append(f"code=0; {meant['command']} || code=$?")
            lines.append(f"[ $code -eq {meant['code']} ] || {{ echo exit code $code >&2; exit 99; }}")
        else:
            lines.append(command)
    return "set -eu\n" + "\n".join(lines) + "\n"


def run_dateline(folder: Path, *arguments: str) -> None:
    sh(Block(ROOT / "README.md", 0, "sh", "dateline " + " ".join(arguments)), folder)


def sh(block: Block, folder: Path) -> str:
    """Run a block by sh, `dateline` being the package under test; return what it prints."""
    bin_folder = folder.parent / "bin"
    bin_folder.mkdir(exist_ok=True)
    (bin_folder / "dateline").write_text(DATELINE.format(python=sys.executable, run=RUN), encoding="utf-8")
    (bin_folder / "dateline").chmod(0o755)
    path = os.pathsep.join([str(bin_folder), str(Path(sys.executable).parent), os.environ["PATH"]])
    apart = {"DATELINE_ARCHIVE", "COLUMNS", "FORCE_COLOR"}  # they change what is printed
    environment = {key: value for key, value in os.environ.items() if key not in apart} | {"PATH": path}
    shown = subprocess.run(
        ["sh", "-c", script(block.text)], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert shown.returncode == 0, f"{block.place}\n{block.text}\n{shown.stdout}{shown.stderr}"
    return shown.stdout


def run(block: Block, folder: Path, names: dict[str, object]) -> str:
    """Run, or read, one block; return what its commands print."""
    if block.language == "python":
        # Empty lines before it, so that a traceback names the line of the page.
        exec(compile("\n" * (block.line - 1) + block.text, str(block.page), "exec"), names)
    elif block.language == "sh":
        return sh(block, folder)
    elif block.language in PARSED:
        PARSED[block.language](block.text)
    else:
        assert block.language in FOR_READING, f"{block.place}: what is to be done with {block.language!r}?"
    return ""


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Path:
    """The folder a page starts with."""
    folder = tmp_path_factory.mktemp("docs") / "page"
    folder.mkdir()
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    run_dateline(folder, "--archive", "news", "add", "corpus/default")
    shutil.copytree(folder / "news", folder / ".dateline")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_block_of_the_page_runs(page: Path, tmp_path: Path, monkeypatch, request) -> None:
    found = blocks(page)
    folder = tmp_path / "page"
    if any(block.language in ("python", "sh") for block in found):
        shutil.copytree(request.getfixturevalue("prepared"), folder)
    else:
        folder.mkdir()
    monkeypatch.chdir(folder)
    names: dict[str, object] = {"__name__": "__main__"}
    printed = ""
    for block in found:
        if page in PRINTED and block.language == "text" and printed:
            assert block.text.strip() in printed, f"{block.place}: this is not what the commands print\n{printed}"
        printed = run(block, folder, names)


def test_the_readme_opens_with_the_two_commands() -> None:
    first = next(block for block in blocks(ROOT / "README.md") if block.language == "sh")
    commands = [line.split("#")[0].strip() for line in first.text.splitlines()]
    assert commands == ["make demo", "make test"]


def test_an_exit_code_that_was_not_meant_is_seen(tmp_path: Path) -> None:
    page = ROOT / "README.md"
    sh(Block(page, 1, "sh", "$ false   # exit 1\n$ true\n"), tmp_path)
    for text in ("false\ntrue\n", "true   # exit 1\n", "false   # exit 2\n"):
        with pytest.raises(AssertionError):
            sh(Block(page, 1, "sh", text), tmp_path)


def test_fences_are_found_with_their_lines(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A\n\n```sh\nls\n```\n\n1. b\n   ````text\n   ```\n   ````\n", encoding="utf-8")
    assert [(block.line, block.language, block.text) for block in blocks(page)] == [
        (4, "sh", "ls\n"),
        (9, "text", "```\n"),
    ]
