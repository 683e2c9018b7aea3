"""The measurement of rankings uses the constants it is told, and chooses them without the collection it judges."""

from __future__ import annotations

import json
import lzma
import os
import subprocess
import sys
from pathlib import Path

from tests.repo.sources import ROOT


def make_collection(folder: Path, relevant: str) -> None:
    folder.mkdir(parents=True)
    rows = [
        {"id": "1", "title": "Oil", "text": "gas " * 9},
        {"id": "2", "title": "", "text": "oil gas gas"},
        {"id": "3", "title": "Rain", "text": "rain"},
    ]
    with lzma.open(folder / "corpus.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    (folder / "queries.jsonl").write_text('{"id": "1", "text": "OIL OR gas"}\n', encoding="utf-8")
    (folder / "qrels.tsv").write_text(f"query_id\tdoc_id\trel\n1\t{relevant}\t1\n", encoding="utf-8")


def measure(folder: Path, *options: str) -> list[str]:
    call = [sys.executable, str(ROOT / "benchmarks/relevance.py"), *options]
    found = subprocess.run(
        call, cwd=folder, env=os.environ | {"DATELINE_DATA": str(folder)}, capture_output=True, text=True, check=True
    )
    return [line for line in found.stdout.splitlines() if "AP" not in line and "R@100" not in line]


def test_it_ranks_with_other_constants_and_judges_what_the_other_collections_choose(tmp_path: Path) -> None:
    make_collection(tmp_path / "ir/a", "1")
    make_collection(tmp_path / "ir/b", "2")
    assert measure(tmp_path, "--vary", "title=0.001", "--grid", "title=0.001,2") == [
        "defaults",
        "  nDCG@10  a 1.0000  b 0.6309  mean 0.8155",
        "  RR       a 1.0000  b 0.5000  mean 0.7500",
        *("title 0.001", "  nDCG@10  a 0.6309  b 1.0000  mean 0.8155", "  RR       a 0.5000  b 1.0000  mean 0.7500")
        * 2,
        "title 2",
        "  nDCG@10  a 1.0000  b 0.6309  mean 0.8155",
        "  RR       a 1.0000  b 0.5000  mean 0.7500",
        "without a: title 0.001 is best, and has 0.6309 on it",
        "without b: title 2 is best, and has 0.6309 on it",
        "nDCG@10 chosen so: mean 0.6309",
    ]
