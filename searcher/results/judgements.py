"""Queries with judgements, and how well a ranking answers them.

Queries are lines of ``id<tab>text`` or JSON objects; judgements are those of TREC, ``query iteration article grade``,
or lines of ``query<tab>article<tab>grade`` with a header or without. The measures are computed by the package
ir-measures, by the names that it gives them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from dateline.index.dataclass import dataclass
from dateline.index.errors import DatelineError, ReadError
from dateline.searcher.query.tree import OPERATORS

__all__ = ["MEASURES", "Evaluation", "Grades", "evaluate", "load_measures", "read_grades", "read_queries", "words_only"]

MEASURES: Final = ("nDCG@10", "AP", "R@100", "RR")
IDS, TEXTS = ("id", "_id", "qid", "query_id"), ("text", "query", "title")
MOST_DIGITS = 9  # of a grade, which ir-measures keeps in 32 bits
SIGNS = str.maketrans(dict.fromkeys('"“”„=():*', " "))
Grades: TypeAlias = Mapping[str, Mapping[str, int]]  # of each query, the grade of each article that was judged


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The mean of each measure over the queries that have judgements, and its values by query."""

    means: Mapping[str, float]
    by_query: Mapping[str, Mapping[str, float]]


def read_queries(lines: Iterable[str], file: str) -> dict[str, str]:
    """Return the texts of queries by id. Raises ReadError for a line that is none, and for an id that comes twice."""
    made: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        id, text = _query_in_json(line) if line.lstrip().startswith("{") else _query_in_columns(line)
        if not id or not text:
            raise ReadError(file, number, 'a query is a line of id, tab and text, or {"id": …, "text": …}')
        if id in made:
            raise ReadError(file, number, f"there are two queries with the id {id}")
        made[id] = text
    return made


def _query_in_columns(line: str) -> tuple[str, str]:
    id, _, text = line.partition("\t")
    return id.strip(), text.strip()


def _query_in_json(line: str) -> tuple[str, str]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return "", ""
    found = [next((record[key] for key in keys if record.get(key) is not None), "") for keys in (IDS, TEXTS)]
    return str(found[0]), found[1].strip() if isinstance(found[1], str) else ""


def read_grades(lines: Iterable[str], file: str) -> dict[str, dict[str, int]]:
    """Return the judgements by query and article. Raises ReadError for a line that is none."""
    made: dict[str, dict[str, int]] = {}
    for number, line in enumerate(lines, start=1):
        columns = line.split("\t") if line.count("\t") == 2 else line.split()
        if not columns or (number == 1 and len(columns) in (3, 4) and not _is_grade(columns[-1])):  # the header
            continue
        if len(columns) not in (3, 4) or not _is_grade(columns[-1]):
            raise ReadError(file, number, "a judgement is a query, an article and a grade, or the four columns of TREC")
        made.setdefault(columns[0].strip(), {})[columns[-2].strip()] = int(columns[-1])
    return made


def _is_grade(text: str) -> bool:
    digits = text.strip().removeprefix("-")
    return digits.isdecimal() and len(digits) <= MOST_DIGITS


def words_only(text: str) -> str:
    """Return a text without what a query would read as operators: topics are sentences, not queries."""
    words = [word.lstrip("+-<>") for word in text.translate(SIGNS).split()]
    return " ".join(word.lower() if word in OPERATORS else word for word in words if word)


def load_measures(names: Sequence[str]) -> tuple[Any, list[Any]]:
    """Return the package and its measures. Raises DatelineError if it is not installed, or lacks one."""
    try:
        import ir_measures  # optional: the extra `eval`
    except ImportError as error:
        raise DatelineError("eval needs a package that is not installed: pip install 'dateline[eval]'") from error
    made = []
    for name in names:
        try:
            made.append(ir_measures.parse_measure(name))
        except (NameError, ValueError, SyntaxError) as error:
            raise DatelineError(f"there is no measure {name!r}; write one such as {', '.join(MEASURES)}") from error
    return ir_measures, made


def evaluate(answers: Mapping[str, Sequence[str]], grades: Grades, measures: Sequence[str] = MEASURES) -> Evaluation:
    """Measure the answers, ids of articles by query, best first. A query that is not judged does not count.

    Raises DatelineError if the extra `eval` is not installed, or there is no such measure.
    """
    package, wanted = load_measures(measures)
    names = dict(zip(map(str, wanted), measures, strict=True))
    judged = [package.Qrel(q, id, grade) for q in answers for id, grade in grades.get(q, {}).items()]
    # Equal scores would be ordered by the package; so the places are the scores.
    run = [package.ScoredDoc(q, id, -float(place)) for q, ids in answers.items() for place, id in enumerate(ids)]
    by_query: dict[str, dict[str, float]] = {q: {} for q in answers if grades.get(q)}
    for found in package.iter_calc(wanted, judged, run) if judged else ():
        by_query[found.query_id][names[str(found.measure)]] = found.value
    means = {
        name: sum(values.get(name, 0.0) for values in by_query.values()) / max(len(by_query), 1) for name in measures
    }
    return Evaluation(means, {q: {name: values.get(name, 0.0) for name in measures} for q, values in by_query.items()})
