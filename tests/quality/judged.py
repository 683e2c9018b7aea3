"""The judged queries of the corpus, how well a new archive of its articles answers them, and the floors for that.

corpus/judgements/README.md describes the queries and the grades.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from dateline.index import Archive, Article
from dateline.index.article import RawArticle
from dateline.index.cleaning.record import clean
from dateline.index.readers import read
from dateline.searcher import open_archive
from dateline.searcher.results.judgements import Evaluation, Grades, evaluate, read_grades, read_queries
from tests.quality.annotations import CORPUS

FOLDER = CORPUS / "judgements"
QUERIES, GRADES = FOLDER / "queries.topics", FOLDER / "grades.qrels"
FLOORS = Path(__file__).with_name("ranking_floors.json")
SEARCHED = ("dates", "default", "duplicates", "entities", "markup")
MEASURES = ("nDCG@10", "AP", "RR")
# Floors are set this much below what was measured: a query of the forty may have its article one place later.
SLACK = 0.01
TODAY = date(2024, 12, 31)
MOST_SHOWN = 8


def queries() -> dict[str, str]:
    """Return the queries by id."""
    return read_queries(QUERIES.read_text(encoding="utf-8").splitlines(), QUERIES.name)


def grades() -> Grades:
    """Return the grades of articles by query."""
    return read_grades(GRADES.read_text(encoding="utf-8").splitlines(), GRADES.name)


def articles() -> Iterator[Article]:
    """Yield the articles; the id of one in a file of its own is the name of the file."""
    for folder in SEARCHED:
        for path in sorted((CORPUS / folder).iterdir()):
            for raw in read([str(path)]):
                assert isinstance(raw, RawArticle), raw
                yield clean(raw) if path.suffix == ".jsonl" else replace(clean(raw), id=path.stem)


@cache
def answers() -> Mapping[str, tuple[str, ...]]:
    """Return the ids that each query finds, the best first."""
    with TemporaryDirectory() as folder:
        with Archive.create(Path(folder) / "judged") as writer:
            writer.add_many(articles())
        with open_archive(Path(folder) / "judged") as archive:
            return {
                id: tuple(hit.id for hit in archive.search(text, limit=100, today=TODAY).hits)
                for id, text in queries().items()
            }


@cache
def evaluation() -> Evaluation:
    """Return the measures of the answers."""
    return evaluate(answers(), grades(), MEASURES)


def floors() -> dict[str, float]:
    """Return the floor of each measure."""
    return dict(json.loads(FLOORS.read_text(encoding="utf-8"))["floors"])


def recorded() -> dict[str, dict[str, float]]:
    """Return what each query scored by measure when the floors were set."""
    return dict(json.loads(FLOORS.read_text(encoding="utf-8"))["queries"])


def explain(measure: str) -> str:
    """Say how far a measure fell, and list the queries that are answered worse than when the floors were set."""
    before, found = recorded(), evaluation()
    worse = []
    for id, values in found.by_query.items():
        fell = before.get(id, {}).get(measure, 0.0) - values[measure]
        if fell > 0.0005:
            worse.append((fell, id))
    lines = [f"{measure}: {found.means[measure]:.3f}, below the floor of {floors()[measure]:.3f}"]
    for fell, id in sorted(worse, key=lambda pair: (-pair[0], pair[1]))[:MOST_SHOWN]:
        first = [f"{each} ({grades()[id].get(each, 0)})" for each in answers()[id][:5]]
        lines.append(f"  {id} “{queries()[id]}” (−{fell:.3f}): {', '.join(first) or 'nothing'}")
    return "\n".join(lines)


def write_floors() -> None:
    """Set the floors to what is measured now less `SLACK`, and record each query."""
    found = evaluation()
    now = {name: math.floor((found.means[name] - SLACK) * 1000) / 1000 for name in MEASURES}
    rows = ",\n".join(
        f"    {json.dumps(id)}: {json.dumps({name: round(values[name], 3) for name in MEASURES})}"
        for id, values in found.by_query.items()
    )
    FLOORS.write_text(f'{{\n  "floors": {json.dumps(now)},\n  "queries": {{\n{rows}\n  }}\n}}\n', encoding="utf-8")
