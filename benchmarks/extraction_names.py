"""Measure people and places in the annotated sets of ``$DATELINE_DATA``: strict precision, recall, F1.

PYTHONPATH=tools/names python benchmarks/extraction_names.py [--tables FILE]

The weights of Dateline were trained on these sets, so the figures of the shipped tables are no test. Use the
cross-validation of ``train_names.py --folds 5``, and the tables of ``--without wikigold`` and the like. GEO are places
without the names of their peoples. MEANTIME is left out: its people include descriptions and are only partly annotated.
"""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from pathlib import Path

from names_scores import Tally, answers, compare
from names_sets import SOURCES, Source, read_set

from dateline.index.entities.names_file import NamesFile, load_shipped, unpack


def measure(source: Source, data: Path, tables: NamesFile, *, spaced: bool) -> Tally:
    """Count over the articles of a set."""
    tally = Tally()
    for article in read_set(source, data):
        compare(article, spaced, partial(answers, tables), tally)
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
        for source in SOURCES:
            print(f"{source.name:20} {form:8}", measure(source, data, tables, spaced=spaced))


if __name__ == "__main__":
    main()
