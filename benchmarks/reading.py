"""Reading and cleaning JSON Lines, beside a plain loop of `json.loads` over them; and two processes beside one.

    taskset -c 0 python benchmarks/reading.py LINES.jsonl            one core
    python benchmarks/reading.py LINES.jsonl --jobs 2 --extracted 40000

The second adds the first 40,000 articles to a new archive with extraction, with one process and with two
(fewer articles measure how long processes take to start). Times are the
best of three: a machine that others use as well only makes them longer.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from itertools import islice
from pathlib import Path

from dateline.index import Archive
from dateline.index.intake import Options, read_articles
from dateline.index.intake.plan import plan
from dateline.index.intake.run import Run, Settings
from dateline.index.intake.workers import WorkerPool

ROUNDS = 3


def best(work: Callable[[], object]) -> float:
    """Return the shortest time of some rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def parse(path: Path) -> None:
    """Parse every line."""
    with path.open("rb") as lines:
        for line in lines:
            json.loads(line)


def count_taken(path: Path) -> int:
    """Read and clean in this process."""
    return sum(1 for _ in read_articles([str(path)]))


def count_delivered(path: Path, jobs: int) -> int:
    """Read and clean in other processes."""
    options = Options()
    pool = WorkerPool(jobs, options)
    try:
        steps = plan([str(path)], options, nullcontext)
        return sum(len(batch.items) for _, batch in pool.run(steps) if batch is not None)
    finally:
        pool.close()


def add(path: Path, jobs: int) -> None:
    """Add to a new archive, with extraction."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-reading-"))
    archive = Archive.create(folder / "news")
    for _ in Run([str(path)], Options(), archive, lambda: archive, Settings(jobs)):
        pass
    archive.close()
    shutil.rmtree(folder)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("lines", type=Path)
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--extracted", type=int, default=0, help="articles to add with extraction")
    chosen = options.parse_args()
    size = os.path.getsize(chosen.lines) / 1e6
    parsed = best(lambda: parse(chosen.lines))
    print(f"json.loads of each line          {size / parsed:6.1f} MB/s   1.00")
    taken = best(lambda: count_taken(chosen.lines))
    print(f"read and cleaned, this process   {size / taken:6.1f} MB/s   {parsed / taken:.2f} of that")
    if chosen.jobs > 1:
        delivered = best(lambda: count_delivered(chosen.lines, chosen.jobs))
        print(f"by {chosen.jobs} processes               {size / delivered:6.1f} MB/s   {taken / delivered:.2f} × it")
    if chosen.extracted:
        with chosen.lines.open("rb") as lines, tempfile.NamedTemporaryFile(suffix=".jsonl") as part:
            part.writelines(islice(lines, chosen.extracted))
            part.flush()
            one = best(lambda: add(Path(part.name), 1))
            many = best(lambda: add(Path(part.name), chosen.jobs))
        print(f"added with extraction, one job   {chosen.extracted / one:6.0f} articles a second")
        print(f"with {chosen.jobs} jobs                      {chosen.extracted / many:6.0f}   {one / many:.2f} × one")


if __name__ == "__main__":
    main()
