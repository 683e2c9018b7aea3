"""A cold `dateline search`: the wall time of a whole process, on Reuters-21578 and all of chronam-1916.

    python benchmarks/cold.py [--runs 11]

The files are in the system's cache; the process is new each time.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import chain
from pathlib import Path

import texts

from dateline.index import Archive

CALLS = (["oil", "exports"], ['"prime minister"'], ["*", "--facet", "source"], ["war", "peace", "--any"])


def processor_seconds() -> float:
    """Return the processor time of all child processes so far, which is more reliable than the wall time."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=11)
    chosen = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="dateline-cold-"))
    with Archive.create(folder / "news") as archive:
        archive.add_many(chain(texts.reuters(), texts.newspapers(100_000)), extract=False)
    for call in CALLS:
        command = [sys.executable, "-m", "dateline.cli", "--archive", str(folder / "news"), "search", *call]
        times = []
        before = processor_seconds()
        for _ in range(chosen.runs):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times.append(time.perf_counter() - start)
        middle, worst = statistics.median(times) * 1e3, max(times) * 1e3
        busy = (processor_seconds() - before) / chosen.runs * 1e3
        print(f"search {' '.join(call):28} median {middle:4.0f} ms, worst {worst:4.0f} ms, {busy:4.0f} ms of processor")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
