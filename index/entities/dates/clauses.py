"""Whether the clause around a date looks forward or back: *will meet on Friday*, *met on Friday*.

The cues are words of tense. Of those in the sentence, from 120 characters before the date to 80 behind it, one that looks
forward and stands in the same clause wins, as *said it will* looks forward although it was said; else the nearest does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

__all__ = ["Direction", "direction_at"]

BEFORE, AFTER = 120, 80
FORWARD = (
    r"will|shall|won't|would|'ll|going\s+to|due|expect(?:s|ed)?|scheduled|planned|planning|set\s+to|intends?|aims?|hopes?"
    r"|to\s+(?:be|take|begin|start|open|close|meet|visit|vote|hold|end|run|launch|release|leave|arrive|return|expire|discuss)"
    r"|upcoming|next|until|forthcoming|ahead|deadline|(?-i:may|can)|MAY|might|could|should|must|about\s+to|forecasts?|effective"
)
# Verbs of the present that tell what is to come when they stand near a date, and are otherwise weak.
PRESENT = (
    r"(?-i:(?:re)?opens|lifts|receives?|comes|begins?|starts|goes|meets|plays|faces|returns|leaves|arrives|votes|holds|hosts"
    r"|visits|takes|flies|ends|closes|expires|launches|resumes)|is|are"
)
BACK = (
    r"was|were|had|did|has|have|been|ago|earlier|since|said|told|met|won|lost|made|took|came|went|began|fell|rose|held|led|left"
    r"|gave|saw|sold|bought|cut|hit|killed|died|became|broke|found|got|grew|kept|paid|sent|set|shot|spoke|spent|stood|ran|put"
    r"|after|previously|last|(?<!\bbe )[a-z]{2,}ed"
)
CUE = re.compile(rf"(?<![\w])(?:(?P<forward>{FORWARD})|(?P<back>{BACK})|(?P<present>{PRESENT}))(?![\w])", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?][\"'\u201d\u2019)]*\s+(?=[A-Z\"'\u201c\u2018`(])|\n(?=\s*(?:\n|[A-Z]))")
CLAUSE_END = re.compile(r"[,;:]\s|\s(?:but|while|which|when|after|whereas|that)\s|--|\u2014")
# These outweigh a verb of the past nearby, as in *said it will*.
CERTAIN = re.compile(
    r"(?:will|shall|won't|would|should|must|'ll|going\s+to|due|scheduled|set\s+to|next|upcoming|forthcoming|expects|to\s+be)$",
    re.IGNORECASE,
)
UNTIL = re.compile(r"\b(?:by|until|till|before)\s+$", re.IGNORECASE)
ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Gov|Gen|Rep|St|Inc|Corp|Co|Ltd|No|[A-Z][a-z]{2}))$")


@dataclass(frozen=True, slots=True)
class Direction:
    """Forward (1), back (-1) or not said (0), and the word that says so."""

    sign: int = 0
    cue: str = ""

    def reason(self, published: date) -> str:
        """Return in words what the clause says."""
        if not self.sign:
            return f"nothing looks forward, so taken as past, seen from {published}"
        return f"\u201c{self.cue}\u201d looks {'forward' if self.sign > 0 else 'back'}, seen from {published}"


def direction_at(text: str, start: int, end: int) -> Direction:
    """Return where the clause around ``text[start:end]`` looks."""
    low, high = sentence_around(text, start, end)
    left, right = clause_around(text, start, end, low, high)
    best, chosen = 1 << 20, None
    for found in CUE.finditer(text, low, high):
        at, after = found.span()
        if start <= at < end:
            continue
        distance = start - after + (60 if after <= left else 0) if after <= start else at - end + (100 if at >= right else 40)
        if found["present"] is not None:
            distance += 50 if after - at < 4 else 20
        elif found["back"] is None and CERTAIN.match(found[0]):
            distance -= 60
        if distance < best:
            best, chosen = distance, found
    if chosen is not None:
        return Direction(1 if chosen["back"] is None else -1, chosen[0].lower())
    until = UNTIL.search(text, max(0, start - 12), start)
    return Direction(1, until[0].strip().lower()) if until is not None else Direction()


def clause_around(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """Return where the clause begins and ends within the sentence."""
    left = low
    for found in CLAUSE_END.finditer(text, low, start):
        left = found.start() + 1
    right = CLAUSE_END.search(text, end, high)
    return left, right.start() + 1 if right is not None else high


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the part of the sentence that is looked at."""
    low, high = max(0, start - BEFORE), min(len(text), end + AFTER)
    for found in SENTENCE_END.finditer(text, low, start):
        if not ABBREVIATION.search(text, low, found.start()):
            low = found.end()
    for found in SENTENCE_END.finditer(text, end, high):
        if not ABBREVIATION.search(text, end, found.start()):
            high = found.start()
            break
    return low, high
