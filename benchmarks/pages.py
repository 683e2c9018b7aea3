"""Measure article extraction from web pages, compared with trafilatura's settings on the same pages in the same run.

Run as ``python -m benchmarks.pages`` in the project's folder, with DATELINE_DATA set: ``html/ground-truth.json`` has
the true text of each page of ``html/pages/``, by name. Shingles of four words are compared, with their frequencies:
precision and recall of each page, their means over the pages, and the harmonic mean of the two (as in the article
extraction benchmark of Zyte, the origin of the pages).

Dateline was tuned on the pages whose name begins with 0 to 7; the others are held out. Every setting of trafilatura is
tried on each part, and its best one is shown.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import product

import trafilatura

from benchmarks.texts import data
from dateline.index.article import RawArticle
from dateline.index.readers.formats.html import read_page

SHINGLE = 4
WORD = re.compile(r"\w+")
TUNED_ON = "01234567"
FOCUSES = ({}, {"favor_precision": True}, {"favor_recall": True})

Extractor = Callable[[bytes], str]
Score = tuple[float, float]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)) if words)


def score(true: str, found: str) -> Score:
    """Return precision and recall of the shingles of a text."""
    wanted, given = shingles(true), shingles(found)
    both = (wanted & given).total()
    if wanted == given:
        return 1.0, 1.0
    return (both / given.total(), both / wanted.total()) if both else (0.0, 0.0)


def means(scores: Iterable[Score]) -> tuple[float, float, float]:
    """Return mean precision, mean recall and the harmonic mean of the two."""
    all_scores = list(scores)
    precision = sum(each[0] for each in all_scores) / len(all_scores)
    recall = sum(each[1] for each in all_scores) / len(all_scores)
    return precision, recall, 2 * precision * recall / (precision + recall)


def ours(page: bytes) -> str:
    found = read_page(page, "page.html")
    return str(found.values["body"]) if isinstance(found, RawArticle) else ""


def settings() -> dict[str, Extractor]:
    """Return trafilatura's settings by name."""
    found: dict[str, Extractor] = {}
    for focus, fast, comments, tables in product(FOCUSES, (False, True), (False, True), (False, True)):
        options = {**focus, "fast": fast, "include_comments": comments, "include_tables": tables}
        name = " ".join(f"{key}={value}" for key, value in options.items())
        found[name] = lambda page, options=options: trafilatura.extract(page, **options) or ""
    return found


def measure(extractor: Extractor, pages: dict[str, bytes], truth: dict[str, str]) -> tuple[dict[str, Score], float]:
    """Return the score of each page, and the seconds that all of them took."""
    start = time.perf_counter()
    texts = {name: extractor(page) for name, page in pages.items()}
    seconds = time.perf_counter() - start
    return {name: score(truth[name], text) for name, text in texts.items()}, seconds


def main() -> None:
    """Print the figures of both parts and of the whole."""
    source = data("html/ground-truth.json")
    records = json.loads(source.read_text(encoding="utf-8"))
    truth = {name: record["articleBody"] for name, record in records.items()}
    pages = {name: gzip.decompress((source.parent / "pages" / f"{name}.html.gz").read_bytes()) for name in truth}
    tuned = [name for name in truth if name[0] in TUNED_ON]
    parts = {"tuned on": tuned, "kept apart": [name for name in truth if name not in tuned], "all": list(truth)}
    ours(next(iter(pages.values())))  # load everything needed
    theirs = {name: measure(extractor, pages, truth) for name, extractor in settings().items()}
    mine, seconds = measure(ours, pages, truth)
    size = sum(map(len, pages.values())) / 1e6
    print(f"{len(pages)} pages, {size:.1f} MB, trafilatura {trafilatura.__version__}\n")
    print("| pages | | precision | recall | F1 |")
    print("|---|---|---|---|---|")
    for part, names in parts.items():
        best = max(theirs, key=lambda name: means(theirs[name][0][each] for each in names)[2])
        for who, scores in ((f"trafilatura, {best}", theirs[best][0]), ("Dateline", mine)):
            precision, recall, f1 = means(scores[each] for each in names)
            print(f"| {len(names)} {part} | {who} | {precision:.4f} | {recall:.4f} | {f1:.4f} |")
    best = max(theirs, key=lambda name: means(theirs[name][0].values())[2])
    print(f"\ntime: {seconds / theirs[best][1]:.2f} × that of trafilatura's best setting, {size / seconds:.1f} MB/s")


if __name__ == "__main__":
    main()
