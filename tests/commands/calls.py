"""The command line as a user calls it: in a process of its own, or in this one for speed."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.cli import main

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"


@dataclass(frozen=True)
class Outcome:
    """What a call printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


class _Bytes(io.TextIOWrapper):
    def __init__(self, content: bytes = b"") -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8")

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode()  # type: ignore[attr-defined]


def dateline(*arguments: str, cwd: Path, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Outcome:
    """Call the command line in a folder."""
    before, variables, argv, standard_input = Path.cwd(), dict(os.environ), sys.argv, sys.stdin
    out, err = _Bytes(), _Bytes()
    for name in ("DATELINE_ARCHIVE", "COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        os.environ.pop(name, None)
    os.environ.update(env or {})
    os.chdir(cwd)
    sys.argv, sys.stdin = ["dateline", *arguments], _Bytes(stdin)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            try:
                main()
            except SystemExit as stop:
                code = stop.code if isinstance(stop.code, int) else 1
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(variables)
        sys.argv, sys.stdin = argv, standard_input
    return Outcome(code, out.text(), err.text())
