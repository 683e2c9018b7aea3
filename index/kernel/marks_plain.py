"""Looking for any of some marks in a text, and for characters out of the common: the plain twin of ``_marks.pyx``.

Most texts hold none of what cleaning looks for; one pass that says so spares them some thirty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["CONTROLS", "MARKED", "UNCOMMON", "MarkFinder"]

# What `MarkFinder.look` says of a text.
MARKED, CONTROLS, UNCOMMON = 1, 2, 4
LAST = 0xFFFF
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


class MarkFinder:
    """Knows some marks: strings of ASCII, of three characters or more; and which characters beyond ASCII are common."""

    def __init__(self, marks: Sequence[str], common: Sequence[tuple[int, int]] = (), leads: str = "") -> None:
        """Take the first and the last code of each range of common characters, none beyond U+FFFF.

        A lead is common only before ASCII. Raises ValueError for a mark that is too short, or not of ASCII.
        """
        if any(len(mark) < 3 or not mark.isascii() for mark in marks):
            raise ValueError("a mark has three characters of ASCII or more")
        if any(not 0 <= first <= last <= LAST for first, last in common):
            raise ValueError("a common character has a code up to U+FFFF")
        self._marks = tuple(marks)
        ranges = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in common)
        pairs = f"|[{re.escape(leads)}](?=[^\0-\x7f])" if leads else ""
        self._uncommon = re.compile(f"[^\0-\x7f{ranges}{re.escape(leads)}]{pairs}")

    def look(self, text: str) -> int:
        """Return `MARKED` if any mark stands in the text, plus `CONTROLS` if a control character of ASCII does, plus
        `UNCOMMON` if a character beyond ASCII does that is not common.

        Line feed and tab are no control characters.
        """
        found = MARKED if any(mark in text for mark in self._marks) else 0
        if CONTROL.search(text):
            found |= CONTROLS
        return found if text.isascii() or self._uncommon.search(text) is None else found | UNCOMMON
