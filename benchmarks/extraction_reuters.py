"""Measure extraction on Reuters-21578, which is not annotated: names that are right wherever they stand.

``DATELINE_DATA=… python -m benchmarks.extraction_reuters`` prints

* the share of full names of politicians found, on one line and broken by a line end;
* the share of printed names of countries found: of those that stand alone, not in a longer run of words with a capital
  (banks, companies), and of all;
* with ``--top FILE``, the most frequent people and places with their numbers of articles, to be judged by hand.

A name counts as found if a mention of its kind covers it.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.texts import reuters
from dateline.index import extract
from dateline.index.entities.mention import Extraction

POLITICIANS = (
    "Ronald Reagan", "James Baker", "Margaret Thatcher", "Yasuhiro Nakasone", "Kiichi Miyazawa", "Paul Volcker",
    "Nigel Lawson", "Helmut Kohl", "Gerhard Stoltenberg", "Edouard Balladur", "Jacques Chirac", "Clayton Yeutter",
    "Richard Lyng", "Dilson Funaro", "Jose Sarney", "Malcolm Baldrige",
)  # fmt: skip
COUNTRIES = (
    "Algeria", "Argentina", "Australia", "Austria", "Bahrain", "Belgium", "Bolivia", "Brazil", "Britain", "Canada",
    "China", "Colombia", "Denmark", "Ecuador", "Egypt", "France", "Greece", "India", "Indonesia", "Iran", "Iraq",
    "Italy", "Japan", "Kuwait", "Malaysia", "Mexico", "New Zealand", "Nigeria", "Norway", "Peru", "Portugal", "Qatar",
    "Saudi Arabia", "Singapore", "South Africa", "South Korea", "Spain", "Sweden", "Switzerland", "Venezuela",
    "West Germany",
)  # fmt: skip
CAPITALISED_BEFORE = re.compile(r"[A-Z][\w.&'-]*,?[ \n]+(?:(?:of|de|and|for|the)[ \n]+)*$")
CAPITALISED_AFTER = re.compile(r"(?:'s)?[ \n]+(?:of[ \n]+|and[ \n]+)?[A-Z]|-|\.[A-Z]")
SENTENCE_BEFORE = re.compile(r"[.!?\"][ \n]+[A-Z][\w'-]*[ \n]+$")


def names_in(text: str, names: Sequence[str]) -> Iterator[re.Match[str]]:
    """Yield the places where one of some names is printed, over line ends too."""
    pattern = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w])", text)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether no word with a capital stands beside a name, but the first of a sentence."""
    before = text[max(0, start - 40) : start]
    if CAPITALISED_BEFORE.search(before) and not SENTENCE_BEFORE.search(before):
        return False
    return CAPITALISED_AFTER.match(text, end) is None


class Share:
    """How many of some were found."""

    def __init__(self) -> None:
        self.found = self.all = 0

    def count(self, found: bool) -> None:
        """Count one."""
        self.all += 1
        self.found += found

    def __str__(self) -> str:
        return f"{self.found / max(self.all, 1):.3f} of {self.all:,}"


class Measures:
    """The shares of names found, and the values by their numbers of articles."""

    def __init__(self) -> None:
        self.whole, self.broken, self.alone, self.printed = Share(), Share(), Share(), Share()
        self.people: Counter[str] = Counter()
        self.places: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()

    def add(self, text: str, found: Extraction) -> None:
        """Measure one text."""
        for match in names_in(text, POLITICIANS):
            covered = any(one.start <= match.start() and match.end() <= one.end for one in found.people)
            (self.broken if "\n" in match[0] else self.whole).count(covered)
            if not covered:
                self.missed[text[max(0, match.start() - 30) : match.end() + 20].replace("\n", "⏎")] += 1
        for match in names_in(text, COUNTRIES):
            covered = any(one.start <= match.start() and match.end() <= one.end for one in found.places)
            self.printed.count(covered)
            if stands_alone(text, match.start(), match.end()):
                self.alone.count(covered)
                if not covered:
                    self.missed[text[max(0, match.start() - 30) : match.end() + 20].replace("\n", "⏎")] += 1
        self.people.update({one.name for one in found.people})
        self.places.update({one.label for one in found.places})

    def show(self) -> None:
        """Print the shares."""
        print(f"full names of {len(POLITICIANS)} politicians, on one line: {self.whole}; broken: {self.broken}")
        print(f"names of {len(COUNTRIES)} countries, standing alone: {self.alone}; all printed: {self.printed}")


def measure(every: int = 1) -> Measures:
    """Return the measures over every so many-th article."""
    made = Measures()
    for number, article in enumerate(reuters()):
        if number % every == 0:
            text = f"{article.title}\n\n{article.body}"
            made.add(text, extract(text, published=article.published))
    return made


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--every", type=int, default=1, help="measure every so many-th article (1)")
    parser.add_argument("--top", type=Path, help="write the 200 most frequent people and places to this file")
    parser.add_argument("--misses", type=Path, help="write the names that were missed to this file")
    options = parser.parse_args()
    made = measure(options.every)
    made.show()
    if options.top:
        rows = [
            f"{kind}\t{n}\t{name}" for kind in ("people", "places") for name, n in getattr(made, kind).most_common(200)
        ]
        options.top.write_text("\n".join(rows) + "\n", encoding="utf-8")
    if options.misses:
        options.misses.write_text("\n".join(made.missed) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
