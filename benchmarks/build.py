"""Indexing compared with other engines: the same texts in the same run, as ratios.

taskset -c 0 python benchmarks/build.py [--articles 40000] [--passes 3] [--few 2000]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import texts
from engines import of_bm25s, of_dateline, of_fts5, of_tantivy, of_whoosh, of_xapian

from dateline.index import Archive


def best_of(passes: int, run: Callable[[], object]) -> float:
    """Return the shortest time in seconds."""
    times = []
    for _ in range(passes):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def size_of(folder: Path) -> float:
    """Return the megabytes of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def compare(articles: Sequence[texts.Article], engines: Sequence[ModuleType], passes: int) -> None:
    """Measure Dateline and other engines on articles, and print a table in Markdown."""
    size = texts.megabytes(articles)
    print(f"\n{len(articles):,} pieces of newspapers of 1916, {size:.1f} MB of titles and bodies\n")
    print("| what | seconds | MB/s | times as long as Dateline | MB on disk |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="dateline-build-") as place:
        folder = Path(place)
        ours = best_of(passes, lambda: of_dateline.build(folder / "dateline", articles))
        rows = [("Dateline: store and index", ours, size_of(folder / "dateline"))]
        alone = best_of(passes, lambda: Archive.rebuild(folder / "dateline"))
        rows.append(("Dateline: index alone (rebuild)", alone, size_of(folder / "dateline" / "index")))
        for engine in engines:
            if engine.WITHOUT:
                print(f"{engine.WITHOUT}: left out")
                continue
            at = folder / engine.__name__
            took = best_of(
                passes if engine is of_tantivy else 1, lambda at=at, engine=engine: engine.build(at, articles)
            )
            rows.append((engine.NAME, took, size_of(at)))
    for name, took, room in rows:
        print(f"| {name} | {took:.2f} | {size / took:.1f} | {took / ours:.2f} × | {room:.1f} |", flush=True)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=40_000)
    options.add_argument("--passes", type=int, default=3)
    options.add_argument("--few", type=int, default=2_000, help="articles for Whoosh, which is slow; 0: leave it out")
    chosen = options.parse_args()
    articles = texts.newspapers(chosen.articles)
    compare(articles, (of_tantivy, of_xapian, of_fts5, of_bm25s), chosen.passes)
    if chosen.few:
        compare(articles[: chosen.few], (of_whoosh,), chosen.passes)


if __name__ == "__main__":
    main()
