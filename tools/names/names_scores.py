"""Measure the name tagger: strict spans, people without titles, both kinds of places as one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from names_data import Sentence, laid_out, without_titles

from dateline.index.entities.names_file import NamesFile
from dateline.index.entities.people.people import find_people
from dateline.index.entities.tagging import PERSON, tag_names

__all__ = ["Tally", "answers", "compare"]

# Kinds of gold and of answers; GEO are the places without their peoples.
TALLIED = ("PER", "PLACE", "GEO", "ORG")
POOLED = {1: "PER", 2: "PLACE", 3: "PLACE", 4: "ORG", "PER": "PER", "GEO": "PLACE", "GPE": "PLACE", "ORG": "ORG"}


def answers(tables: NamesFile, text: str) -> list[tuple[int, int, int]]:
    """Return the people of a text, and the other names, by some tables."""
    names = tag_names(text, tables)
    people = [(mention.start, mention.end, PERSON) for mention in find_people(text, names)]
    ends = [end for _, end, _ in people]

    def free(start: int, end: int) -> bool:
        at = bisect_right(ends, start)
        return at == len(people) or people[at][0] >= end

    return [*people, *(name for name in names if name[2] != PERSON and free(name[0], name[1]))]


@dataclass
class Tally:
    """Numbers of right answers, answers, and gold, by kind."""

    counts: dict[str, list[int]] = field(default_factory=lambda: {kind: [0, 0, 0] for kind in TALLIED})

    def add(self, kind: str, found: set[tuple[int, int]], gold: set[tuple[int, int]]) -> None:
        """Count the spans of a kind in one text."""
        for i, n in enumerate((len(found & gold), len(found), len(gold))):
            self.counts[kind][i] += n

    def f1(self, kind: str) -> tuple[float, float, float]:
        """Return precision, recall and F1."""
        right, answers, gold = self.counts[kind]
        precision, recall = right / max(answers, 1), right / max(gold, 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)

    def __str__(self) -> str:
        return "  ".join("{} P {:.3f} R {:.3f} F1 {:.3f}".format(kind, *self.f1(kind)) for kind in self.counts)


def compare(
    article: Sequence[Sentence], spaced: bool, tagged: Callable[[str], list[tuple[int, int, int]]], tally: Tally
) -> None:
    """Tag an article and count against its gold: without titles, and without gold that is only a title."""
    bare = []
    for sentence in article:
        names = (without_titles(sentence.tokens, name) for name in sentence.names)
        bare.append(Sentence(sentence.tokens, tuple(name for name in names if name)))
    text = laid_out(bare, spaced=spaced)
    answers = tagged(text.text)
    peoples = {(start, end) for start, end, k in text.names if k == "GPE"}
    found = {(start, end) for start, end, k in answers if POOLED.get(k) == "PLACE"} - peoples
    tally.add("GEO", found, {(start, end) for start, end, k in text.names if k == "GEO"})
    for kind in ("PER", "PLACE", "ORG"):
        found = {(start, end) for start, end, k in answers if POOLED.get(k) == kind}
        gold = {(start, end) for start, end, k in text.names if POOLED.get(k) == kind}
        tally.add(kind, found, gold)
