"""Dates found in MEANTIME (Wikinews with TIMEX3), scored like TempEval-3: relaxed matches, and those of equal value.

Run as ``python -m benchmarks.extraction_dates`` with DATELINE_DATA set. Only the first six lines of each text are
annotated, so only mentions that begin there count. Relative dates cannot be resolved in the few texts without a
creation day.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from benchmarks.texts import data
from dateline.index.entities.dates.finding import find_dates

__all__ = ["Score", "score_dates"]

ANNOTATED_LINES = 6


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: its place, its value, and its text."""

    start: int
    end: int
    value: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of gold and answers, and of those that match."""

    gold: int
    answers: int
    overlapping: int
    equal: int

    def f1(self, matched: int) -> tuple[float, float, float]:
        """Return precision, recall and F1 of a number of matches."""
        precision, recall = matched / max(1, self.answers), matched / max(1, self.gold)
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def documents() -> Iterator[tuple[str, date | None, list[Timex]]]:
    """Yield the text, the day of creation and the gold of each document."""
    with lzma.open(data("meantime/docs.jsonl.xz"), "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            limit = annotated(record["text"])
            gold = [
                Timex(each["start"], each["end"], each["value"], each["text"])
                for each in record["timexes"]
                if each["start"] < limit
            ]
            yield record["text"], created(record["dct"]), gold


def annotated(text: str) -> int:
    """Return where the annotated lines end."""
    return len("\n".join(text.split("\n")[:ANNOTATED_LINES]))


def created(text: str | None) -> date | None:
    """Return the day of creation, written YYYY-MM-DD or DD-MM-YYYY."""
    if text is None:
        return None
    parts = [int(part) for part in text.split("-")]
    return date(*parts) if parts[0] > 31 else date(*reversed(parts))


def answers(text: str, published: date | None) -> list[Timex]:
    """Return what Dateline finds in the annotated lines."""
    limit = annotated(text)
    return [Timex(m.start, m.end, m.value, m.text) for m in find_dates(text, published) if m.start < limit]


def pairs(gold: list[Timex], found: list[Timex]) -> list[tuple[Timex, Timex]]:
    """Return overlapping pairs of gold and answers, each used once, equal places first."""
    near = [
        (abs(g.start - a.start) + abs(g.end - a.end), i, j)
        for i, g in enumerate(gold)
        for j, a in enumerate(found)
        if g.start < a.end and a.start < g.end
    ]
    made: list[tuple[Timex, Timex]] = []
    taken: tuple[set[int], set[int]] = set(), set()
    for _, i, j in sorted(near):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            made.append((gold[i], found[j]))
    return made


def score_dates() -> Score:
    """Return the score over all documents."""
    counts = [0, 0, 0, 0]
    for text, published, gold in documents():
        found = answers(text, published)
        matched = pairs(gold, found)
        same = sum(one.value == other.value for one, other in matched)
        for i, count in enumerate((len(gold), len(found), len(matched), same)):
            counts[i] += count
    return Score(*counts)


def main() -> None:
    """Print the table."""
    score = score_dates()
    print(f"MEANTIME: {score.gold} expressions of time, {score.answers} found")
    print("| | precision | recall | F1 |")
    print("|---|---|---|---|")
    for name, matched in (("found, relaxed", score.overlapping), ("value", score.equal)):
        print(f"| {name} | " + " | ".join(f"{figure:.3f}" for figure in score.f1(matched)) + " |")


if __name__ == "__main__":
    main()
