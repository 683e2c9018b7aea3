"""Find whether the clause around a date refers to the future or the past: *will meet on Friday*, *met on Friday*.

The cues are words of tense in the sentence, from 120 characters before the date to 80 after it. A cue of the future in
the same clause is preferred, because *said it will* refers to the future; else the nearest cue decides.

*Until* refers to the future. Before a day without its month, *until* and *till* refer to the future (*is shut until*,
*has until*) unless the verb before them is in the past tense (*stayed until*). Before a weekday or a month that verb is
not used, because news reports what was put off until then.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from dateline.index.entities.dates.tenses import tense_words
from dateline.index.kernel._clauses import TenseScanner, is_over

__all__ = ["Direction", "find_direction", "is_over"]

UNTIL = re.compile(r"\b(?:by|until|till|before)\s+$", re.IGNORECASE)
POSSESSIVE = ("'s", "\u2019s")
# What a verb of the future before *Sunday's* is about.
MODAL = re.compile(r"\b(?:will|won't|would|shall|should|must|may|can|could|to)\s+(?:\w+\s+){1,3}$", re.IGNORECASE)
EVENT = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}(?:finals?|match(?:es)?|games?|votes?|elections?|polls?|ballot|meetings?|summit|races?|debate"
    r"|referendum|hearing|launch|deadline|run-?off|auction|sale|session|show|concert|ceremony|talks)\b",
    re.IGNORECASE,
)
# What is to come, though nothing else says so: *misses Friday's game*, *Friday's concert has been cancelled*.
OUTING = r"\s+(?:[\w-]+\s+){0,2}?(?:game|match|show|concert|gig|trip|tie|clash|fixture|derby|parade|rally|visit)\b"
PLANNED_OUTING = re.compile(OUTING, re.IGNORECASE)
CALLED_OFF = re.compile(
    OUTING + r"\s+(?:has\s+been|is|are|was)\s+(?:cancell?ed|postponed|called\s+off|scrapped|rescheduled|sold\s+out)\b",
    re.IGNORECASE,
)
BEFORE_OUTING = re.compile(
    r"\b(?:(?:tickets|ready|doubtful|doubt|fit|available|squad|team|side|dropped|picked|rested|suspended|ruled\s+out"
    r"|ruled\s+him\s+out)\s+for|miss(?:es)?|faces?|previews?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
AHEAD = re.compile(r"\b(?:ahead\s+of|before|for|until|till|by|next|upcoming|coming)\s+(?:the\s+)?$", re.IGNORECASE)
SCANNER = TenseScanner(tense_words())


class Direction(NamedTuple):
    """Future (1), past (-1) or unknown (0), 2 and -2 if nothing else is possible, and the word that shows it.

    ``present``: the word is a verb of the present, for the future or for something that has begun."""

    sign: int = 0
    cue: str = ""
    present: bool = False

    def reason(self, published: date) -> str:
        """Return the reason in words."""
        if not self.sign:
            return f"nothing looks forward, so taken as past, seen from {published}"
        return f"\u201c{self.cue}\u201d looks {'forward' if self.sign > 0 else 'back'}, seen from {published}"


def find_direction(text: str, start: int, end: int, no_month: bool = False, weekday: bool = False) -> Direction:
    """Return the direction of the clause around ``text[start:end]``.

    ``no_month``: a day without its month; ``weekday``: a weekday, which looks back in the possessive, *Friday's close*.
    """
    if is_over(text, start):
        return Direction(-2, text[max(0, start - 12) : start].split()[-1].lower())
    if weekday and text[end : end + 2] in POSSESSIVE:
        if is_outing_ahead(text, start, end):
            return Direction(1, text[start : end + 2])
        if not is_ahead(text, start, end):
            return Direction(-1, text[start : end + 2])
    sign, present, word = SCANNER.nearest(text, start, end, no_month)
    if sign:
        return Direction(sign, word, present)
    until = UNTIL.search(text, max(0, start - 12), start)
    return Direction(1, until[0].strip().lower()) if until is not None else Direction()


def is_ahead(text: str, start: int, end: int) -> bool:
    """Return whether a possessive weekday is of the future: *ahead of Sunday's*, *will play in Sunday's final*."""
    if AHEAD.search(text, max(0, start - 24), start) is not None:
        return True
    return MODAL.search(text, max(0, start - 40), start) is not None and EVENT.match(text, end + 2) is not None


def is_outing_ahead(text: str, start: int, end: int) -> bool:
    """Return whether a possessive weekday is that of a game or show to come: *Friday's concert has been cancelled*."""
    if CALLED_OFF.match(text, end + 2) is not None:
        return True
    before = BEFORE_OUTING.search(text, max(0, start - 24), start)
    return before is not None and PLANNED_OUTING.match(text, end + 2) is not None
