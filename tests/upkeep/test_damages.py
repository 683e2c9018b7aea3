"""A short run of the damage campaign, so that it stays fit; `make damage` is the long one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CAMPAIGN = Path(__file__).resolve().parents[1] / "fuzz" / "fuzz_damage.py"


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.skipif(not hasattr(os, "fork"), reason="each damage is tried in a copy of the process")
def test_damaged_archives_give_right_answers_and_errors_in_words() -> None:
    shown = subprocess.run([sys.executable, CAMPAIGN, "60", "11"], capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "60 damages, 0 failed" in shown.stdout
