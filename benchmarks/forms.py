"""The size of the dictionary of terms and forms, and what preferring the form typed costs.

python benchmarks/forms.py [--articles 40000]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import texts

from dateline.index import Archive, Article
from dateline.index.segment.manifest import read_manifest
from dateline.index.segment.segment import open_segment
from dateline.searcher.engine.snapshot import Snapshot, open_snapshot
from dateline.searcher.query import parse
from dateline.searcher.query.binding import bind
from dateline.searcher.query.bound import AnyOf
from dateline.searcher.query.leaves import Term

PARTS = ("terms", "dfs", "places", "term-offsets", "postings", "positions", "forms", "groups", "folded")


def report(name: str, articles: list[Article]) -> None:
    """Index the articles and print the size of the dictionary of the one analysis."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-forms-"))
    with Archive.create(folder / "news") as archive:
        archive.add_many(articles, extract=False)
    manifest = read_manifest(folder / "news" / "index")
    tokens = postings = 0
    sizes = dict.fromkeys(PARTS, 0)
    for entry in manifest.segments:
        segment = open_segment(folder / "news" / "index", entry.name, manifest.fields, entry.deletes)
        dictionary = segment.dictionaries["english"]
        tokens += sum(segment.tokens.values())
        postings += sum(dictionary.dfs)
        for part in PARTS:
            sizes[part] += len(segment.file.section(f"english.{part}"))
    size = texts.megabytes(articles)
    print(f"{name}: {size:.1f} MB, {tokens:,} tokens")
    print(f"  postings of terms {postings:,} ({postings / tokens:.2f} a token)")
    print("  " + ", ".join(f"{part} {count / 1e6:.1f} MB" for part, count in sizes.items()))
    print(f"  all of it {sum(sizes.values()) / 1e6 / size:.2f} of the text")
    snapshot = open_snapshot(folder / "news" / "index")
    time_searching(snapshot)
    snapshot.close()
    shutil.rmtree(folder)


def time_searching(snapshot: Snapshot) -> None:
    """Print the additional time for preferring typed forms, when ranking the ten best for any of the words."""
    trees = {}
    for words in texts.queries():
        tree = bind(parse(words, lambda name: False).tree, snapshot.fields, words, match="any").tree
        if isinstance(tree, AnyOf) and all(isinstance(clause, Term) for clause in tree.clauses):
            trees[words] = tree
    without = {
        words: AnyOf(tuple(replace(clause, prefers=False) for clause in tree.clauses if isinstance(clause, Term)))
        for words, tree in trees.items()
    }
    timings = [
        texts.time_queries(lambda words, asked=asked: snapshot.rank(asked[words], 10, "relevance"), list(asked), 5)
        for asked in (trees, without)
    ]
    preferring, plain = (timing.mean for timing in timings)
    print(
        f"  ten best for any of the words: {preferring:.0f} µs preferring the form typed, {plain:.0f} µs without "
        f"({preferring / plain:.2f})"
    )


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=40_000)
    chosen = options.parse_args()
    report("Reuters-21578", list(texts.reuters()))
    report("chronam-1916", texts.newspapers(chosen.articles))


if __name__ == "__main__":
    main()
