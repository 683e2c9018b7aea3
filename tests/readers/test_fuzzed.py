"""A short run of the fuzzer, so that it stays fit; `make fuzz` is the long one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FUZZER = Path(__file__).resolve().parents[1] / "fuzz" / "fuzz_readers.py"


def test_damaged_samples_give_articles_and_errors_and_nothing_else() -> None:
    shown = subprocess.run([sys.executable, FUZZER, "400", "11"], capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "400 inputs, 0 failed" in shown.stdout
