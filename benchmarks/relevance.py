"""How well Dateline ranks: nDCG@10, AP, R@100 and RR on collections with judgements, with the defaults and others.

$DATELINE_DATA/ir has a folder for each collection: corpus.jsonl.xz (`id`, `title`, `text`), queries.jsonl (`id`,
`text`) and qrels.tsv (query, article, grade). The queries are sentences, searched as words, any of them.

    python benchmarks/relevance.py                                each collection with the defaults
    python benchmarks/relevance.py --vary k1=1.2,1.6 title=1,3    and with other values, one at a time
    python benchmarks/relevance.py --grid k1=1.6,2.5 b=.65,.85    and with each value of one and each of the other

The values are k1 and exact of the formula, closeness (what a phrase of the query counts; without it, none does), and b
and title (its weight) of the field table. With --grid it prints for each collection the values that are best on the
others, and what they reach on it.
"""

from __future__ import annotations

import argparse
import itertools
import json
import lzma
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from dateline.index import Archive, Article, FieldTable
from dateline.index.fields import DEFAULT_ROWS
from dateline.searcher import SearchArchive, SearchRequest, open_archive
from dateline.searcher.engine import closeness, explain, scoring, snapshot
from dateline.searcher.results.judgements import MEASURES, Evaluation, evaluate, read_grades, read_queries, words_only

DEPTH = 1000
CONSTANTS = {"k1": "K1", "exact": "EXACT"}
Values = Mapping[str, float]


def folders() -> list[Path]:
    """Return the folders of the collections; exit with a message if no collection is found."""
    base = Path(os.environ.get("DATELINE_DATA", "")) / "ir"
    found = sorted(each.parent for each in base.glob("*/qrels.tsv"))
    return found or sys.exit(f"there is no collection in {base}; set DATELINE_DATA (benchmarks/README.md)")


def articles_of(folder: Path) -> Iterator[Article]:
    """Yield the articles of a collection."""
    with lzma.open(folder / "corpus.jsonl.xz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            yield Article(id=str(record["id"]), title=record.get("title") or "", body=record.get("text") or "")


def fields_with(values: Values) -> FieldTable:
    """Return the field table with another `b` of both fields, and another weight of the title."""
    rows = {row.name: row for row in DEFAULT_ROWS}
    for name in ("title", "body"):
        rows[name] = replace(rows[name], b=values.get("b", rows[name].b))
    rows["title"] = replace(rows["title"], weight=values.get("title", rows["title"].weight))
    return FieldTable(rows.values())


@contextmanager
def constants(values: Values) -> Iterator[None]:
    """Rank with other constants within the block."""
    before = {name: getattr(scoring, name) for name in CONSTANTS.values()}
    share = closeness.CLOSENESS
    try:
        closeness.CLOSENESS = values.get("closeness", share)
        for name, constant in CONSTANTS.items():
            for module in (scoring, snapshot, explain):
                setattr(module, constant, values.get(name, before[constant]))
        yield
    finally:
        closeness.CLOSENESS = share
        for name, value in before.items():
            for module in (scoring, snapshot, explain):
                setattr(module, name, value)


def measure(folder: Path, values: Values) -> Evaluation:
    """Measure one collection with some values instead of the defaults."""
    queries = read_queries((folder / "queries.jsonl").read_text(encoding="utf-8").splitlines(), "queries.jsonl")
    grades = read_grades((folder / "qrels.tsv").read_text(encoding="utf-8").splitlines(), "qrels.tsv")
    with tempfile.TemporaryDirectory() as made, constants(values):
        with Archive.create(Path(made) / "ir", fields=fields_with(values)) as archive:
            archive.add_many(articles_of(folder), extract=False)
            archive.commit()
        with open_archive(Path(made) / "ir") as opened:
            asked = {id: text for id, text in queries.items() if id in grades}
            return evaluate({id: answer(opened, text, values) for id, text in asked.items()}, grades)


def answer(archive: SearchArchive, text: str, values: Values) -> list[str]:
    """Return the ids of the best articles for a sentence."""
    request = SearchRequest(words_only(text), limit=DEPTH, match="any", closeness=bool(values.get("closeness")))
    return [hit.id for hit in archive.search(request).hits]


def named(text: str) -> tuple[str, list[float]]:
    """Read ``k1=1.2,1.6``."""
    name, _, values = text.partition("=")
    if name not in (*CONSTANTS, "b", "title", "closeness") or not values:
        raise argparse.ArgumentTypeError(f"{text!r}: write k1=1.2,1.6; the names are k1, exact, b, title and closeness")
    return name, [float(value) for value in values.split(",")]


def show(label: str, found: Mapping[str, Evaluation]) -> None:
    """Print each measure, by collection and on average."""
    print(label)
    for name in MEASURES:
        means = {folder: each.means[name] for folder, each in found.items()}
        row = "  ".join(f"{folder} {mean:.4f}" for folder, mean in means.items())
        print(f"  {name:8} {row}  mean {sum(means.values()) / len(means):.4f}", flush=True)


def leave_one_out(rows: Sequence[tuple[str, Mapping[str, Evaluation]]]) -> None:
    """Print for each collection the setting that is best on the others, and what it reaches on it."""
    measure, reached = MEASURES[0], []
    for left in rows[0][1]:
        others = [each for each in rows[0][1] if each != left]
        label, best = max(rows, key=lambda row: sum(row[1][each].means[measure] for each in others))
        reached.append(best[left].means[measure])
        print(f"without {left}: {label} is best, and has {reached[-1]:.4f} on it")
    print(f"{measure} chosen so: mean {sum(reached) / len(reached):.4f}")


def main() -> None:
    """Measure what the call asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vary", nargs="*", type=named, default=[], metavar="NAME=VALUES")
    parser.add_argument("--grid", nargs="*", type=named, default=[], metavar="NAME=VALUES")
    asked = parser.parse_args()
    settings: list[Values] = [{}, *({name: value} for name, values in asked.vary for value in values)]
    names, columns = [name for name, _ in asked.grid], [values for _, values in asked.grid]
    grid: list[Values] = [dict(zip(names, row, strict=True)) for row in itertools.product(*columns)] if names else []
    measured = []
    for values in (*settings, *grid):
        found = {folder.name: measure(folder, values) for folder in folders()}
        label = ", ".join(f"{name} {value:g}" for name, value in values.items()) or "defaults"
        show(label, found)
        measured.append((label, found))
    if grid:
        leave_one_out(measured[len(settings) :])


if __name__ == "__main__":
    main()
