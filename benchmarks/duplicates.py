"""Copies and near copies: add variants of articles to their collection, and count those that join the right story.

python benchmarks/duplicates.py [--collection reuters|enwiki|newspapers] [--articles 30000] [--variants 2000]

All articles of the collection are added, then variants of some that are long enough. For each kind of variant, *recall*
is the share that joined the story of its article; *precision* is the share of those that joined any story which joined
that one. A duplicate article of the collection is one story, and counts as right. The output also has the number of
articles of the collection that share a story.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path

import texts

from dateline.index import Article
from dateline.index.stories.finder import StoryFinder

BATCH = 1000
Text = tuple[str, str]  # title, body


def load(collection: str, count: int) -> list[Text]:
    """Return titles and bodies of a collection."""
    if collection == "reuters":
        return [(article.title, article.body) for article in islice(texts.reuters(), count)]
    if collection == "newspapers":
        return [(article.title, article.body) for article in texts.newspapers(count)]
    with lzma.open(texts.data("enwiki/articles.jsonl.xz"), "rt", encoding="utf-8") as lines:
        return [(record["title"], record["body"]) for record in map(json.loads, islice(lines, count))]


class Variants:
    """Makes variants; replacement words are drawn from the collection, by frequency."""

    def __init__(self, collection: Sequence[Text], seed: int) -> None:
        self._random = random.Random(seed)
        some = self._random.sample(collection, min(len(collection), 500))
        self._words = [word for _, body in some for word in body.split()[:2000]]
        self.kinds: Mapping[str, Callable[[Text], Text]] = {
            "the same": lambda text: text,
            "1 % of words changed": lambda text: (text[0], self._replace(text[1], 0.01)),
            "5 % of words changed": lambda text: (text[0], self._replace(text[1], 0.05)),
            "10 % of words changed": lambda text: (text[0], self._replace(text[1], 0.10)),
            "10 % replaced, added, left out": lambda text: (text[0], self._edit(text[1], 0.10)),
            "20 % of words changed": lambda text: (text[0], self._replace(text[1], 0.20)),
            "another title": lambda text: (self._some(7), text[1]),
            "another title, 10 % changed": lambda text: (self._some(7), self._replace(text[1], 0.10)),
            "another lead": lambda text: (text[0], self._lead(text[1])),
            "cut to a half": lambda text: (text[0], self._cut(text[1], 0.5)),
            "cut to a third": lambda text: (text[0], self._cut(text[1], 1 / 3)),
            "cut to a half, 5 % changed": lambda text: (text[0], self._replace(self._cut(text[1], 0.5), 0.05)),
        }

    def _some(self, count: int) -> str:
        return " ".join(self._random.choices(self._words, k=count))

    def _replace(self, body: str, share: float) -> str:
        return " ".join(self._some(1) if self._random.random() < share else word for word in body.split())

    def _edit(self, body: str, share: float) -> str:
        made: list[str] = []
        for word in body.split():
            kind = self._random.random() / share
            made += [word] if kind >= 1 else [] if kind < 1 / 3 else [self._some(1), word][: 1 if kind < 2 / 3 else 2]
        return " ".join(made)

    def _lead(self, body: str) -> str:
        words = body.split()
        lead = min(40, len(words) // 3)
        return " ".join([self._some(lead), *words[lead:]])

    def _cut(self, body: str, part: float) -> str:
        words = body.split()
        return " ".join(words[: max(1, round(part * len(words)))])


def place(finder: StoryFinder, rows: Sequence[Text]) -> list[int]:
    """Return the story of each text, given those before it."""
    first = finder.last + 1
    found: dict[int, int] = {}
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        found |= finder.place([
            (seq, Article(title=title, body=body), None) for seq, (title, body) in enumerate(batch, first + start)
        ])  # fmt: skip
    return [found.get(seq, seq) for seq in range(first, first + len(rows))]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--collection", choices=("reuters", "enwiki", "newspapers"), default="reuters")
    options.add_argument("--articles", type=int, default=30_000)
    options.add_argument("--variants", type=int, default=2_000)
    options.add_argument("--words", type=int, default=0)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    collection = load(chosen.collection, chosen.articles)
    variants = Variants(collection, chosen.seed)
    long_enough = [place for place, (_, body) in enumerate(collection) if len(body.split()) >= chosen.words]
    originals = random.Random(chosen.seed).sample(long_enough, min(len(long_enough), chosen.variants))
    with tempfile.TemporaryDirectory() as folder:
        for number, (kind, make) in enumerate(variants.kinds.items()):
            # Each kind is added to the collection alone, so that variants of one kind do not match those of another.
            finder = StoryFinder(Path(folder, str(number)))
            start = time.perf_counter()
            stories = place(finder, collection)
            took = time.perf_counter() - start
            if not number:
                shared = [count for count in Counter(stories).values() if count > 1]
                print(f"{chosen.collection}: {len(collection)} articles, {took / len(collection) * 1e6:.1f} µs each;")
                print(f"{sum(shared)} share {len(shared)} stories, the largest of {max(shared, default=1)}")
                print(f"{len(originals)} variants of articles with {chosen.words} words or more\n")
                print(f"{'':34}{'recall':>8}{'precision':>11}")
            joined = place(finder, [make(collection[place]) for place in originals])
            # A variant may join another one that wrongly began its own story.
            right = sum(story == stories[place] for story, place in zip(joined, originals, strict=True))
            wrong = sum(
                story != stories[place] and story <= len(collection)
                for story, place in zip(joined, originals, strict=True)
            ) + sum(count - 1 for story, count in Counter(joined).items() if story > len(collection))
            print(f"{kind:34}{right / len(originals):8.3f}{right / max(right + wrong, 1):11.4f}")
            finder.close()


if __name__ == "__main__":
    main()
