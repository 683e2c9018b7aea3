"""Measure people and places in the annotated sets of ``$DATELINE_DATA``: strict precision, recall, F1.

PYTHONPATH=tools/names python benchmarks/extraction_names.py [--tables FILE]

The weights of Dateline were trained on GMB and WikiGold, so their figures there are no test. Use the cross-validation
of ``train_names.py --folds 5``, and for WikiGold the tables of ``--without wikigold``. MEANTIME is left out: its people
include descriptions and are only partly annotated.
"""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from pathlib import Path

from names_data import gmb, wikigold
from names_scores import Tally, answers, compare

from dateline.index.entities.names_file import load_shipped, unpack

ARTICLE = 20


def columns(sentences: list, tables: object, spaced: bool) -> Tally:
    """Count over a set of sentences, in runs of an article's length."""
    tally = Tally()
    for i in range(0, len(sentences), ARTICLE):
        compare(sentences[i : i + ARTICLE], spaced, partial(answers, tables), tally)
    return tally


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--tables", type=Path, help="another file than the one that comes with Dateline")
    chosen = options.parse_args()
    if "DATELINE_DATA" not in os.environ:
        sys.exit("DATELINE_DATA names no folder with the annotated sets: nothing was measured")
    data = Path(os.environ["DATELINE_DATA"])
    tables = unpack(chosen.tables.read_bytes()) if chosen.tables else load_shipped()
    for spaced in (False, True):
        form = "tokens" if spaced else "printed"
        print(f"GMB (learnt from), {form:8}", columns(gmb(data), tables, spaced))
        print(f"WikiGold,          {form:8}", columns(wikigold(data), tables, spaced))


if __name__ == "__main__":
    main()
