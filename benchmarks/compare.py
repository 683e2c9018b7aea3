"""A small measurement of speed against tantivy, which fails when Dateline became slower.

    taskset -c 0 python benchmarks/compare.py                  print the ratios
    taskset -c 0 python benchmarks/compare.py --save FILE      keep them
    taskset -c 0 python benchmarks/compare.py --against FILE   fail if one is a fifth lower than those kept
    taskset -c 0 python benchmarks/compare.py --floors         fail if one is below its floor (FLOORS)

The texts are made, so that no data are needed. A ratio is tantivy's time over Dateline's for the same work in the same
run, in turns, so it hardly depends on the machine or on its load; a time alone would. It is not a claim: `build.py` and
`search.py` measure real texts.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import texts
from engines import of_dateline, of_tantivy

from dateline.index import Article
from dateline.searcher import open_archive

Ratios = Mapping[str, float]

ARTICLES, WORDS, PASSES, BUILDS = 5_000, 20_000, 6, 3
TASKS = ("any", "all", "phrase", "facet")  # of those in `engines`
LOST = 0.8  # of a ratio that was kept: what is lower has become a fifth slower
# Less than half of what was measured on one core of a busy machine: they catch what halves the speed, not noise.
FLOORS: Ratios = {"add": 0.3, "any": 1.2, "all": 1.2, "phrase": 0.5, "facet": 0.6}


def made_articles(count: int) -> list[Article]:
    """Return articles of 20 to 400 made words, as frequent as those of a language."""
    chance = random.Random(1)
    words = [f"{chance.choice('bcdfglmnprstv')}{number:x}" for number in range(WORDS)]
    weights = [1 / (rank + 3) for rank in range(WORDS)]
    made = []
    for number in range(count):
        size = min(20 + int(chance.expovariate(1 / 120)), 400)
        drawn = chance.choices(words, weights, k=size + 8)
        title, body = " ".join(drawn[:8]), " ".join(drawn[8:])
        made.append(Article(id=f"m{number}", title=title, body=body, source=f"paper {number % 40}"))
    return made


def made_queries(articles: list[Article]) -> list[str]:
    """Return words that stand side by side in articles, two to four."""
    chance = random.Random(2)
    asked = []
    for article in chance.sample(articles, 150):
        words = article.body.split()
        start = chance.randrange(len(words) - 4)
        asked.append(" ".join(words[start : start + chance.randint(2, 4)]))
    return asked


def measure(folder: Path) -> dict[str, float]:
    """Return the ratios of all tasks."""
    articles = made_articles(ARTICLES)
    asked = made_queries(articles)
    ratios = {"add": measure_adding(folder, articles)}
    theirs = of_tantivy.open_tasks(folder / "tantivy")
    gc.disable()
    with open_archive(folder / "dateline") as archive:
        ours = of_dateline.tasks_of(archive)
        for task in TASKS:
            words = [" ".join(each.split()[:2]) for each in asked] if task == "phrase" else asked
            ratios[task] = measure_in_turns(ours[task], theirs[task], words)
    gc.enable()
    return ratios


def measure_adding(folder: Path, articles: list[Article]) -> float:
    """Return the ratio of adding, each engine in turns, the best of several."""
    best = {"dateline": float("inf"), "tantivy": float("inf")}
    for _ in range(BUILDS):
        for name, build in (("dateline", of_dateline.build), ("tantivy", of_tantivy.build)):
            start = time.perf_counter()
            build(folder / name, articles)
            best[name] = min(best[name], time.perf_counter() - start)
    return best["tantivy"] / best["dateline"]


def measure_in_turns(ours: Callable[[str], object], theirs: Callable[[str], object], asked: list[str]) -> float:
    """Return the ratio of the mean times, each query's best of several passes."""
    best = [[float("inf")] * len(asked), [float("inf")] * len(asked)]
    for _ in range(PASSES):
        for side, run in enumerate((ours, theirs)):
            taken = texts.time_queries(run, asked, 1).best
            best[side] = [min(pair) for pair in zip(best[side], taken, strict=True)]
    return sum(best[1]) / sum(best[0])


def slower(ratios: Ratios, least: Ratios) -> list[str]:
    """Return a sentence for each ratio below the least that it may be."""
    return [
        f"{task}: {ratios[task]:.2f} × tantivy's speed, at least {bound:.2f} is expected"
        for task, bound in least.items()
        if ratios[task] < bound
    ]


def main() -> int:
    """Measure, print and judge; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--save", type=Path, metavar="FILE")
    options.add_argument("--against", type=Path, metavar="FILE")
    options.add_argument("--floors", action="store_true")
    chosen = options.parse_args()
    if of_tantivy.WITHOUT:
        print(f"{of_tantivy.WITHOUT}: `make compare` installs it", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="dateline-compare-") as folder:
        ratios = measure(Path(folder))
    for task, ratio in ratios.items():
        print(f"{task:8}{ratio:7.2f} × tantivy's speed")
    if chosen.save:
        chosen.save.write_text(json.dumps(ratios))
    least: dict[str, float] = dict(FLOORS) if chosen.floors else {}
    if chosen.against:
        least |= {task: LOST * ratio for task, ratio in json.loads(chosen.against.read_text()).items()}
    wrong = slower(ratios, least)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
