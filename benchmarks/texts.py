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


def drawn(articles: Sequence[Article], kind: str, count: int = 250) -> list[str]:
    """Return words to search, drawn from articles by their occurrences, the same at every call.

    ``kind`` is ``word``; ``words``, two to four of one article; ``three`` of one article; ``pair``, side by side; or
    ``prefix``, three letters.
    """
    chance = random.Random(kind)
    found: dict[str, None] = {}
    while len(found) < count:
        words = re.findall("[a-z]{3,}", chance.choice(articles).body.lower())
        if len(words) < 4:
            continue
        start = chance.randrange(len(words) - 1)
        if kind == "pair":
            found[" ".join(words[start : start + 2])] = None
        elif kind in ("word", "prefix"):
            found[words[start] if kind == "word" else words[start][:3]] = None
        else:
            several = dict.fromkeys(chance.sample(words, 3 if kind == "three" else chance.randint(2, 4)))
            if len(several) > (2 if kind == "three" else 1):
                found[" ".join(several)] = None
    return list(found)


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
