"""The texts and queries of the benchmarks, read from $DATELINE_DATA, and the measurement of times."""

from __future__ import annotations

import json
import lzma
import os
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from dateline.index import Article


def data(name: str) -> Path:
    """Return the path of a collection; exit with a message if it is missing."""
    path = Path(os.environ.get("DATELINE_DATA", "")) / name
    if not path.is_file():
        sys.exit(f"{name} is not under DATELINE_DATA; set it to the folder of the collections (benchmarks/README.md)")
    return path


def newspapers(count: int) -> list[Article]:
    """Return the first pieces of 1916 newspapers (chronam-1916)."""
    with lzma.open(data("chronam-1916/articles.jsonl.xz"), "rt", encoding="utf-8") as lines:
        return [
            Article(
                id=record["id"],
                title=record["title"],
                body=record["body"],
                source=record["newspaper"],
                published=date.fromisoformat(record["date"]),
            )
            for record in map(json.loads, islice(lines, count))
        ]


def reuters() -> Iterator[Article]:
    """Yield the articles of Reuters-21578."""
    with lzma.open(data("reuters21578/articles.jsonl.xz"), "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            yield Article(
                id=f"reuters-{record['id']}",
                title=record["title"],
                body=record["body"],
                published=date.fromisoformat(record["date"][:10]),
                places=tuple(record["places"]),
                topics=tuple(record["topics"]),
            )


def queries() -> list[str]:
    """Return the tagged queries that have 2 to 6 words, as words only."""
    lines = data("queries/tagged.jsonl").read_text(encoding="utf-8").splitlines()
    words = (re.findall("[a-z]+", json.loads(line)["query"].lower()) for line in lines)
    return list(dict.fromkeys(" ".join(row) for row in words if 2 <= len(row) <= 6))


def megabytes(articles: Sequence[Article]) -> float:
    """Return the size of titles and bodies."""
    return sum(len(article.title.encode()) + len(article.body.encode()) for article in articles) / 1e6


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds for each query, the best of several passes."""

    best: Sequence[float]

    @property
    def mean(self) -> float:
        """The mean in microseconds."""
        return sum(self.best) / len(self.best) * 1e6

    def share(self, part: float) -> float:
        """Return a percentile in microseconds."""
        return sorted(self.best)[min(int(len(self.best) * part), len(self.best) - 1)] * 1e6


def time_queries(run: Callable[[str], object], asked: Sequence[str], passes: int) -> Timing:
    """Time each query: two passes to warm up, then the best of `passes`, each in another order."""
    best = [float("inf")] * len(asked)
    order = list(range(len(asked)))
    clock = time.perf_counter
    for number in range(passes + 2):
        random.Random(number).shuffle(order)
        for place in order:
            start = clock()
            run(asked[place])
            took = clock() - start
            if number >= 2 and took < best[place]:
                best[place] = took
    return Timing(best)
