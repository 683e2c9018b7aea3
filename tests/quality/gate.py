"""The figures of extraction over the annotated articles, the floors they must not fall below, and what was wrong.

floors.json holds the floors and, by article, how many mistakes it had when they were set; so a drop is told by the
articles that got worse.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.index import extract
from tests.quality.annotations import Annotated, annotated_articles
from tests.quality.scoring import Matched, Score, has_country, has_name, has_value, match_dates, match_strictly

FLOORS = Path(__file__).with_name("floors.json")
# What no floor may be below, however it is set.
MARKS = {"people": 0.75, "names": 0.75, "places": 0.84, "countries": 0.80, "dates": 0.88, "days": 0.72}
MEASURES = {
    "people": "people found, strict spans, F1",
    "names": "of the people found, those given their full name",
    "places": "places found, strict spans, F1",
    "countries": "of the places found, those in the right country",
    "dates": "dates found, overlapping spans, F1",
    "days": "dates found with the right days or length, F1",
}
# Floors are set this much below what was measured, so that a fair trade between two rules passes.
SLACK = 0.005
MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Result:
    """What an article scored by measure, and its mistakes in words."""

    name: str
    scores: Mapping[str, Score]
    mistakes: Mapping[str, Sequence[str]]


@cache
def results() -> tuple[Result, ...]:
    """Extract from every annotated article, and score it."""
    return tuple(result_of(each) for each in annotated_articles())


def result_of(annotated: Annotated) -> Result:
    """Extract from an article as `dateline add` would, and score it."""
    found = extract(annotated.text, published=annotated.published)
    people = match_strictly(annotated.people, found.people)
    places = match_strictly(annotated.places, found.places)
    dates = match_dates(annotated.dates, found.dates)
    scores = {
        "people": people.score,
        "names": people.share_where(has_name),
        "places": places.score,
        "countries": places.share_where(has_country),
        "dates": dates.score,
        "days": dates.score_where(has_value),
    }
    mistakes = {
        "people": unlike(people),
        "names": [f"{g.text} is {f.name}, not {g.names[0]}" for g, f in people.pairs if not has_name(g, f)],
        "places": unlike(places),
        "countries": [f"{g.text} in {f.country}, not {g.country}" for g, f in places.pairs if not has_country(g, f)],
        "dates": unlike(dates),
        "days": unlike(dates)
        + [f"{g.text} is {days(f)}, not {days(g)}" for g, f in dates.pairs if not has_value(g, f)],
    }
    return Result(annotated.name, scores, mistakes)


def unlike(matched: Matched[Any, Any]) -> list[str]:
    """Return what was missed (-) and what was found and is none (+)."""
    wrong = [("-", each) for each in matched.missed] + [("+", each) for each in matched.false]
    return [f"{sign}{each.text}" for sign, each in sorted(wrong, key=lambda pair: pair[1].start)]


def days(mention: Any) -> str:
    """Return what a date or a length says, briefly."""
    if mention.first is None:
        return f"{mention.type} {mention.value or 'unresolved'}"
    return f"{mention.first}" if mention.first == mention.last else f"{mention.first}/{mention.last}"


def total(measure: str) -> Score:
    """Return a measure's score over all articles."""
    return sum((each.scores[measure] for each in results()), Score())


def floors() -> dict[str, float]:
    """Return the floor of each measure."""
    return dict(json.loads(FLOORS.read_text(encoding="utf-8"))["floors"])


def explain(measure: str) -> str:
    """Say how far a measure fell, and list the articles that have more mistakes than when the floors were set."""
    recorded = json.loads(FLOORS.read_text(encoding="utf-8"))["mistakes"]
    worse = []
    for each in results():
        more = len(each.mistakes[measure]) - recorded.get(each.name, {}).get(measure, 0)
        if more > 0:
            worse.append((more, each))
    worse.sort(key=lambda pair: -pair[0])
    lines = [f"{MEASURES[measure]}: {total(measure).f1:.3f}, below the floor of {floors()[measure]:.3f}"]
    for more, each in worse[:MOST_SHOWN]:
        lines.append(f"  {each.name} (+{more}): {'; '.join(each.mistakes[measure])[:300]}")
    if len(worse) > MOST_SHOWN:
        lines.append(f"  and {len(worse) - MOST_SHOWN} more articles")
    return "\n".join(lines)


def write_floors() -> None:
    """Set the floors to what is measured now less `SLACK`, but not below the marks, and record the mistakes."""
    now = {name: max(MARKS[name], math.floor((total(name).f1 - SLACK) * 1000) / 1000) for name in MEASURES}
    mistakes = {each.name: {name: len(rows) for name, rows in each.mistakes.items() if rows} for each in results()}
    rows = ",\n".join(f"    {json.dumps(name)}: {json.dumps(counts)}" for name, counts in mistakes.items() if counts)
    text = f'{{\n  "floors": {json.dumps(now)},\n  "mistakes": {{\n{rows}\n  }}\n}}\n'
    FLOORS.write_text(text, encoding="utf-8")
