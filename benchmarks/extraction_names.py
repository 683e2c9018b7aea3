"""How well people and places are found in the annotated sets of ``$DATELINE_DATA``: precision, recall, F1, strict.

PYTHONPATH=benchmarks/training python benchmarks/extraction_names.py [--tables FILE]

The weights that come with Dateline were learnt from GMB and WikiGold, so their figures there are no test of it: what
counts is the cross-validation of ``train_names.py --folds 5``, and for WikiGold the tables that ``--without wikigold``
makes. MEANTIME is never learnt from. It says of people and places only what it calls so by name; titles come off
everywhere.
"""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from pathlib import Path

from names_data import gmb, meantime, wikigold
from names_scores import Tally, answers, compare

from dateline.index.entities.names_file import shipped, unpack
from dateline.index.entities.titles import TITLES

ARTICLE = 20


def columns(sentences: list, tables: object, spaced: bool) -> Tally:
    """Count over a set of sentences, in runs of an article's length."""
    tally = Tally()
    for i in range(0, len(sentences), ARTICLE):
        compare(sentences[i : i + ARTICLE], spaced, partial(answers, tables), tally)
    return tally


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without leading titles."""
    words = text[start:end].split(" ")
    while len(words) > 1 and words[0].rstrip(".").lower() in TITLES:
        start += len(words.pop(0)) + 1
    return start, end


def articles(data: Path, tables: object) -> Tally:
    """Count over MEANTIME: a person is found when an answer has the span of its name."""
    tally = Tally()
    for article in meantime(data):
        text = article["text"]
        named = [entity for entity in article["entities"] if entity["syntactic"] == "NAM"]
        found = answers(tables, text)
        for kind, mark, numbers in (("PER", "PER", (1,)), ("PLACE", "LOC", (2, 3))):
            gold = {bare(text, entity["start"], entity["end"]) for entity in named if entity["type"] == mark}
            tally.add(kind, {(start, end) for start, end, number in found if number in numbers}, gold)
    return tally


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--tables", type=Path, help="another file than the one that comes with Dateline")
    chosen = options.parse_args()
    if "DATELINE_DATA" not in os.environ:
        sys.exit("DATELINE_DATA names no folder with the annotated sets: nothing was measured")
    data = Path(os.environ["DATELINE_DATA"])
    tables = unpack(chosen.tables.read_bytes()) if chosen.tables else shipped()
    for spaced in (False, True):
        form = "tokens" if spaced else "printed"
        print(f"GMB (learnt from), {form:8}", columns(gmb(data), tables, spaced))
        print(f"WikiGold,          {form:8}", columns(wikigold(data), tables, spaced))
    print("MEANTIME,          tokens  ", articles(data, tables))


if __name__ == "__main__":
    main()
