"""Indexing compared with tantivy, SQLite FTS5 and Whoosh: the same texts in the same run, as ratios.

taskset -c 0 python benchmarks/build.py [--articles 40000] [--passes 3] [--whoosh 2000]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import peers
import texts

from dateline.index import Archive


def best_of(passes: int, run: Callable[[], object]) -> float:
    """Return the shortest time in seconds."""
    times = []
    for _ in range(passes):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=40_000)
    options.add_argument("--passes", type=int, default=3)
    options.add_argument(
        "--whoosh", type=int, default=2_000, help="articles for Whoosh, which is slow; 0: leave it out"
    )
    chosen = options.parse_args()
    articles = texts.newspapers(chosen.articles)
    size = texts.megabytes(articles)
    folder = Path(tempfile.mkdtemp(prefix="dateline-build-"))
    print(f"{len(articles)} pieces of 1916 newspapers, {size:.1f} MB of titles and bodies; best of {chosen.passes}")
    print(f"{'engine':34}{'seconds':>9}{'MB/s':>8}{'Dateline is':>14}")
    ours = best_of(chosen.passes, lambda: peers.build_dateline(folder / "dateline", articles))

    def row(name: str, took: float, megabytes: float, mine: float) -> None:
        print(f"{name:34}{took:9.2f}{megabytes / took:8.1f}{took / mine:13.2f}×")

    row("Dateline, store and index", ours, size, ours)
    row(
        "Dateline, index alone (rebuild)",
        best_of(chosen.passes, lambda: Archive.rebuild(folder / "dateline")),
        size,
        ours,
    )
    if peers.tantivy is None:
        print("tantivy is not installed (the extra `bench`): left out")
    else:
        took = best_of(chosen.passes, lambda: peers.build_tantivy(folder / "tantivy", articles))
        row("tantivy, texts stored", took, size, ours)
    row("SQLite FTS5, texts stored", best_of(1, lambda: peers.build_fts5(folder / "fts5", articles)), size, ours)
    if chosen.whoosh:
        few = articles[: chosen.whoosh]
        mine = best_of(chosen.passes, lambda: peers.build_dateline(folder / "few", few))
        took = best_of(1, lambda: peers.build_whoosh(folder / "whoosh", few))
        row(f"Whoosh, texts stored ({len(few)} pieces)", took, texts.megabytes(few), mine)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
