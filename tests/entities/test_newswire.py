"""People and places in results, tables, share reports and headlines in capitals, written for this test.

In ``newswire.txt``, people stand in ``<P …>``, places in ``<L …>``, and the people of a place in ``<D …>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dateline.index.entities.tagging import DEMONYM, PERSON, PLACE, tag_names

MARKED = re.compile(r"<([PLD]) ([^>]*)>")
ARTICLES = Path(__file__).with_name("newswire.txt").read_text(encoding="utf-8").strip().split("\n\n")


def read_marked(marked: str) -> tuple[str, dict[str, set[tuple[int, int]]]]:
    """Return a text without marks, and the marked spans by letter."""
    text, last = "", 0
    spans: dict[str, set[tuple[int, int]]] = {"P": set(), "L": set(), "D": set()}
    for match in MARKED.finditer(marked):
        text += marked[last : match.start()]
        spans[match[1]].add((len(text), len(text) + len(match[2])))
        text += match[2]
        last = match.end()
    return text + marked[last:], spans


def pairs() -> Iterator[tuple[set[tuple[int, int]], set[tuple[int, int]], str]]:
    """Yield what is found and what is right in each article, by letter."""
    for marked in ARTICLES:
        text, gold = read_marked(marked)
        names = tag_names(text)
        yield set(names.of(PERSON)), gold["P"], "P"
        yield set(names.of(PLACE, DEMONYM)) - gold["D"], gold["L"], "L"


def f1(letter: str) -> float:
    """Return the F1 of strict spans."""
    right = total = 0
    for found, gold, of in pairs():
        if of == letter:
            right += len(found & gold)
            total += len(found) + len(gold)
    return 2 * right / total


def test_people_in_newswire() -> None:
    assert f1("P") >= 0.85


def test_places_in_newswire() -> None:
    assert f1("L") >= 0.85
