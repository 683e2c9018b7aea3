"""Reads random queries: each must end soon, and be printed as text that is read as the same tree.

Run as ``PYTHONPATH=tests/fuzz python tests/fuzz/fuzz_parsing.py [INPUTS] [SEED]``, or ``make fuzz``. The same numbers
make the same queries. A query may take so many microseconds a character. One that takes longer, raises, or does not
come back the same is printed; the run goes on, and ends with 1 then.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

from query_inputs import Corpus, run_campaign

from dateline.index import DEFAULT_FIELDS
from dateline.searcher.query import parse, to_text
from dateline.searcher.query.binding import bind, row_of
from dateline.searcher.query.tree_json import tree_from_json, tree_to_json

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2019, 10, 12)
SLOW, SLOW_CHARACTER = 0.5, 200e-6  # seconds of the processor for any query, and more for each of its characters


def read_corpus() -> Corpus:
    lines = [
        line for path in sorted((ROOT / "corpus/default").glob("*.txt")) for line in path.read_text("utf-8").split("\n")
    ]
    return Corpus(tuple(" ".join(lines).split()), tuple(filter(None, lines)))


def is_field(name: str) -> bool:
    return row_of(name, DEFAULT_FIELDS) is not None


def check(query: str) -> float:
    """Read and bind a query, and print its tree in both ways; return the seconds it took. AssertionError: a fault."""
    start = time.process_time()
    parsed = parse(query, is_field)
    assert parse(to_text(parsed.tree), is_field).tree == parsed.tree, f"printed as {to_text(parsed.tree)!r:.500}"
    assert tree_from_json(json.loads(json.dumps(tree_to_json(parsed.tree)))) == parsed.tree
    notes = [*parsed.notes, *bind(parsed.tree, DEFAULT_FIELDS, query, today=TODAY).notes]
    assert all(0 <= note.start <= note.end <= len(query) and note.message for note in notes), notes
    took = time.process_time() - start
    assert took < SLOW + SLOW_CHARACTER * len(query), f"took {took:.1f} s"
    return took


if __name__ == "__main__":
    sys.exit(run_campaign(read_corpus(), lambda query, _: check(query)))
