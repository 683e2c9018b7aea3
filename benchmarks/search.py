"""Searching, against tantivy, SQLite FTS5 and Whoosh: the same texts and queries in the same run, as ratios.

    taskset -c 0 python benchmarks/search.py [--articles 40000] [--passes 8]

A query comes as text and is parsed inside the clock. A figure is the mean over the queries, each the best of
several passes after two to warm up.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import peers
import texts

from dateline.searcher import SearchArchive, open_archive

Runs = dict[str, Callable[[str], object]]


def dateline_runs(archive: SearchArchive) -> Runs:
    """Return what Dateline does for each task; hits come with their ids."""
    return {
        "any": lambda words: [hit.id for hit in archive.search(words, match="any").hits],
        "all": lambda words: [hit.id for hit in archive.search(words, match="all").hits],
        "phrase": lambda words: [hit.id for hit in archive.search(f'"{" ".join(words.split()[:2])}"').hits],
        "facet": lambda words: archive.search(words, match="any", limit=0, facets=["source"]).facets["source"][:10],
    }


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=40_000)
    options.add_argument("--passes", type=int, default=8)
    options.add_argument(
        "--whoosh", type=int, default=2_000, help="articles for Whoosh, which is slow; 0: leave it out"
    )
    chosen = options.parse_args()
    articles = texts.newspapers(chosen.articles)
    asked = texts.queries()
    folder = Path(tempfile.mkdtemp(prefix="dateline-search-"))
    print(f"{len(articles)} pieces of 1916 newspapers; {len(asked)} queries of 2 to 6 words, from Python, as text")
    print(f"{'task, engine':44}{'mean µs':>9}{'p50':>8}{'p99':>9}{'Dateline is':>14}")
    peers.build_dateline(folder / "dateline", articles)
    gc.disable()
    with open_archive(folder / "dateline") as archive:
        ours = {task: texts.time_queries(run, asked, chosen.passes) for task, run in dateline_runs(archive).items()}

    def row(name: str, timing: texts.Timing, mine: texts.Timing) -> None:
        ratio = timing.mean / mine.mean
        print(f"{name:44}{timing.mean:9.0f}{timing.share(0.5):8.0f}{timing.share(0.99):9.0f}{ratio:13.2f}×", flush=True)

    for task, timing in ours.items():
        row(f"{task}: Dateline" + ("" if task == "facet" else ", ten best with ids"), timing, timing)
    if peers.tantivy is None:
        print("tantivy is not installed (the extra `bench`): left out")
    else:
        peers.build_tantivy(folder / "tantivy", articles)
        tantivy = peers.Tantivy(folder / "tantivy")
        for name, task, run in (
            ("any: tantivy, ten best", "any", tantivy.any_of),
            ("any: tantivy, ten best with ids", "any", tantivy.any_of_with_ids),
            ("all: tantivy, ten best", "all", tantivy.all_of),
            ("phrase: tantivy, ten best", "phrase", tantivy.phrase),
            ("facet: tantivy", "facet", tantivy.facet),
        ):
            row(name, texts.time_queries(run, asked, chosen.passes), ours[task])
    peers.build_fts5(folder / "fts5", articles)
    fts5 = peers.Fts5(folder / "fts5")
    for task, run in (("any", fts5.any_of), ("all", fts5.all_of), ("phrase", fts5.phrase)):
        row(f"{task}: SQLite FTS5, ten best with ids", texts.time_queries(run, asked, 1), ours[task])
    if chosen.whoosh:
        measure_whoosh(folder, articles[: chosen.whoosh], asked, row)
    shutil.rmtree(folder)


def measure_whoosh(folder: Path, few: list[texts.Article], asked: list[str], row: Callable[..., None]) -> None:
    """Measure Whoosh, and Dateline again, on few articles."""
    peers.build_dateline(folder / "few", few)
    peers.build_whoosh(folder / "whoosh", few)
    with open_archive(folder / "few") as archive:
        mine = texts.time_queries(dateline_runs(archive)["any"], asked, 3)
    theirs = texts.time_queries(peers.Whoosh(folder / "whoosh").any_of, asked, 1)
    row(f"any: Whoosh, ten best ({len(few)} pieces)", theirs, mine)


if __name__ == "__main__":
    main()
