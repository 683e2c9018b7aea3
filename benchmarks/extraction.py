"""Measure quality and speed of the extraction of people, places and dates in one run.

Run as ``python -m benchmarks.extraction`` in the project's folder, with DATELINE_DATA set. The articles of
corpus/annotations are measured as in tests/quality, each collection by its own program. Missing collections are
reported and skipped.
"""

from __future__ import annotations

import argparse
import os
import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks import extraction_dates, extraction_places, extraction_reuters
from benchmarks.texts import reuters
from dateline.index import extract
from tests.quality.annotations import annotated_articles
from tests.quality.gate import MEASURES, total

# The file of a collection, what it measures, and the program for it.
COLLECTIONS = (
    ("meantime/docs.jsonl.xz", "dates", extraction_dates.main),
    ("geovirus/docs.jsonl.xz", "places", extraction_places.main),
)
REUTERS = "reuters21578/articles.jsonl.xz"
# The words of a text by the standard library, a reference that runs on every machine, for speed as a ratio.
WORD = re.compile(r"\w+")


def measure_annotations() -> None:
    """Print the figures for which tests/quality has minimums."""
    print(f"\n## corpus/annotations: {len(list(annotated_articles()))} articles")
    print("| | precision | recall | F1 | of |")
    print("|---|---|---|---|---|")
    for name, what in MEASURES.items():
        score = total(name)
        print(f"| {what} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} | {score.annotated} |")


def measure_speed(most: float, passes: int) -> None:
    """Print the megabytes of Reuters processed in a second on one core, and the ratio to the reference."""
    texts: list[tuple[str, date | None]] = []
    size = 0.0
    for article in reuters():
        if size >= most:
            break
        text = f"{article.title}\n\n{article.body}"
        texts.append((text, article.published))
        size += len(text.encode()) / 1e6
    extract(texts[0][0], published=texts[0][1])  # load the model and the gazetteer before the measurement
    ours = best(passes, lambda: [extract(text, published=day) for text, day in texts])
    words = best(passes, lambda: [WORD.findall(text) for text, _ in texts])
    print(f"\n## speed: {len(texts):,} articles of Reuters, {size:.1f} MB, one core, best of {passes}")
    print(f"people, places and dates together: {size / ours:.2f} MB/s")
    print(f"time against a list of the words by one regular expression: {ours / words:.1f}")


def best(passes: int, run: Callable[[], object]) -> float:
    """Return the least processor time of several passes, in seconds."""
    times = []
    for _ in range(passes):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Run every part whose collection is present."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--megabytes", type=float, default=3.0, help="how much of Reuters is timed (3)")
    parser.add_argument("--passes", type=int, default=3, help="passes, of which the fastest counts (3)")
    parser.add_argument("--every", type=int, default=4, help="measure every so many-th article of Reuters (4)")
    options = parser.parse_args()
    folder = os.environ.get("DATELINE_DATA")
    print(f"collections: {folder or 'none, DATELINE_DATA is not set'}")
    measure_annotations()
    for file, what, run in COLLECTIONS:
        if folder and (Path(folder) / file).is_file():
            print(f"\n## {what}: {file}")
            run()
        else:
            print(f"\n## {what}: {file} is not there, left out")
    if folder and (Path(folder) / REUTERS).is_file():
        print(f"\n## names that are known: {REUTERS}, every {options.every}th article")
        extraction_reuters.measure(options.every).show()
        measure_speed(options.megabytes, options.passes)
    else:
        print(f"\n## speed: {REUTERS} is not there, left out")


if __name__ == "__main__":
    main()
