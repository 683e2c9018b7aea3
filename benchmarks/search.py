"""Searching, against other engines: the same texts and queries in the same run, as ratios.

    taskset -c 0 python benchmarks/search.py [--articles 40000] [--passes 8] [--few 2000]

A query comes as text and is parsed inside the clock; hits come with their ids. A figure is over 250 queries drawn from
the texts, each the best of several passes after two to warm up. What is slow is measured on few articles, beside
Dateline on the same.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

import texts
from engines import TASKS, Tasks, of_bm25s, of_dateline, of_fts5, of_tantivy, of_whoosh, of_xapian

PEERS = (of_tantivy, of_xapian, of_fts5, of_bm25s)
FEW = (of_whoosh,)
Asked = Mapping[str, Sequence[str]]


def measure(tasks: Tasks, asked: Asked, passes: int) -> dict[str, texts.Timing]:
    """Return the times of each task that an engine can do."""
    return {task: texts.time_queries(run, asked[TASKS[task][1]], passes) for task, run in tasks.items()}


def opened(engine: ModuleType, folder: Path, articles: Sequence[texts.Article]) -> Tasks:
    """Return the tasks of an engine on articles."""
    engine.build(folder / engine.__name__, articles)
    tasks: Tasks = engine.open_tasks(folder / engine.__name__)
    return tasks


def print_table(title: str, ours: Mapping[str, texts.Timing], theirs: Mapping[str, Mapping[str, texts.Timing]]) -> None:
    """Print a table in Markdown: Dateline's times, and how many times as long the others take."""
    print(f"\n{title}\n")
    print(f"| task | Dateline: mean, p50, p99, µs | {' | '.join(theirs)} |")
    print("|---" * (2 + len(theirs)) + "|")
    for task, (what, _) in TASKS.items():
        mine = ours[task]
        cells = [
            f"{timings[task].mean / mine.mean:.2f} × (p99 {timings[task].share(0.99) / mine.share(0.99):.2f} ×)"
            if task in timings
            else "–"
            for timings in theirs.values()
        ]
        print(f"| {what} | {mine.mean:.0f}, {mine.share(0.5):.0f}, {mine.share(0.99):.0f} | {' | '.join(cells)} |")


def compare(title: str, engines: Sequence[ModuleType], articles: Sequence[texts.Article], passes: int) -> None:
    """Measure Dateline and other engines on articles, and print the table."""
    asked = {kind: texts.drawn(articles, kind) for kind in dict.fromkeys(kind for _, kind in TASKS.values())}
    with tempfile.TemporaryDirectory(prefix="dateline-search-") as place:
        folder = Path(place)
        ours = measure(opened(of_dateline, folder, articles), asked, passes)
        theirs = {}
        for engine in engines:
            if engine.WITHOUT:
                print(f"{engine.WITHOUT}: left out")
                continue
            theirs[engine.NAME] = measure(opened(engine, folder, articles), asked, passes)
        print_table(title, ours, theirs)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=40_000)
    options.add_argument("--passes", type=int, default=8)
    options.add_argument("--few", type=int, default=2_000, help="articles for Whoosh, which is slow; 0: leave it out")
    chosen = options.parse_args()
    articles = texts.newspapers(chosen.articles)
    gc.disable()
    compare(f"{len(articles):,} pieces of newspapers of 1916", PEERS, articles, chosen.passes)
    if chosen.few:
        few = articles[: chosen.few]
        compare(f"{len(few):,} pieces of newspapers of 1916", FEW, few, chosen.passes)


if __name__ == "__main__":
    main()
