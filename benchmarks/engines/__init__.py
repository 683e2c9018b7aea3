"""The engines to measure, a module for each: the same fields, positions, stored texts and English stems.

A module has ``NAME``; ``WITHOUT``, a sentence on what is missing if it cannot run here, else an empty text;
``build(folder, articles)``; and ``open_tasks(folder)``, which returns for each task of `TASKS` that the engine can do
what does it for the words of a query. A query comes as text, and hits come with their ids.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

Run: TypeAlias = Callable[[str], object]
Tasks: TypeAlias = Mapping[str, Run]

# What is measured, and for which kind of words (`texts.drawn`).
TASKS: Mapping[str, tuple[str, str]] = {
    "term": ("one word, ten best", "word"),
    "all": ("all of 2 to 4 words, ten best", "words"),
    "any": ("any of 2 to 4 words, ten best", "words"),
    "any, 100": ("any of 2 to 4 words, 100 best", "words"),
    "any, 1000": ("any of 2 to 4 words, 1,000 best", "words"),
    "phrase": ("two words side by side, ten best", "pair"),
    "mixed": ("one word, and any of two others, ten best", "three"),
    "total": ("any of 2 to 4 words, ten best and the exact total", "words"),
    "count": ("any of 2 to 4 words, the exact total alone", "words"),
    "facet": ("any of 2 to 4 words, the ten most frequent sources of all matches", "words"),
    "dates": ("any of 2 to 4 words, of one month, the ten newest", "words"),
    "prefix": ("the first three letters of a word, ten best", "prefix"),
}
# The month of "dates", of which the newspapers have a twelfth.
MONTH = "1916-03"
MONTH_BEGINS, MONTH_ENDS = "1916-03-01", "1916-03-31"


def fresh(folder: Path) -> Path:
    """Return an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
