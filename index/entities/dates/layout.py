"""Undo the layout of a text before its dates are found: a line end inside a paragraph is a space.

A line that is empty, or has only spaces, ends a paragraph. In the text that `unwrap` returns, line ends stand at the
ends of paragraphs only, so no pattern needs to know where the lines of a paragraph were broken. Words divided at a line
end (*Decem-* *ber*) or by a sign of division (*Decem¬ber*) are joined.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from dateline.index.entities.dates.scanning import vocabulary
from dateline.index.kernel._dates import unwrapped

__all__ = ["Layout", "inside_paragraph", "unwrap"]

# The longest word before or after a division.
LONGEST_PART = 40
# A sign that some scanned texts have at a division (\u00ac), the soft hyphen, and a hyphen at a line end.
DIVISION = re.compile(
    r"[-\u00ac\u00ad](?<=\w.)(?:(?<=-)[^\S\n]{0,6}\n[^\S\n]{0,6}|(?<!-)(?:[^\S\n]{0,6}\n[^\S\n]{0,6})?)(?=\w)"
)
PART = re.compile(r"\w*")


@dataclass(frozen=True, slots=True)
class Layout:
    """A text without its lines. ``cuts`` are the offsets in it where characters were left out; ``left_out`` is their
    number up to and including each cut."""

    text: str
    cuts: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()

    def start(self, offset: int) -> int:
        """Return the offset in the original text of the first character of a span."""
        if not self.cuts:
            return offset
        i = bisect_right(self.cuts, offset)
        return offset + self.left_out[i - 1] if i else offset

    def end(self, offset: int) -> int:
        """Return the offset in the original text of the end of a span."""
        if not self.cuts:
            return offset
        i = bisect_left(self.cuts, offset)
        return offset + self.left_out[i - 1] if i else offset


def unwrap(text: str) -> Layout:
    """Return a text in which line ends stand only between paragraphs, and how its offsets map to the original."""
    divided = "-\n" in text or "\u00ac" in text or "\u00ad" in text or "-\r\n" in text
    if not divided:
        return Layout(unwrapped(text))
    joined = _joined(text)
    return Layout(unwrapped(joined.text), joined.cuts, joined.left_out)


def inside_paragraph(text: str, low: int, start: int, end: int, high: int) -> tuple[str, str]:
    """Return the characters from ``low`` to ``start`` and from ``end`` to ``high``, within the paragraph."""
    before, after = text[low:start], text[end:high]
    if "\n" in before:
        before = before[before.rindex("\n") + 1 :]
    if "\n" in after:
        after = after[: after.index("\n")]
    return before, after


def _joined(text: str) -> Layout:
    """Return a text whose divided words are joined."""
    parts: list[str] = []
    cuts: list[int] = []
    left_out: list[int] = []
    done = length = 0
    for found in DIVISION.finditer(text):
        start, end = found.span()
        start += found[0][0] == "-" and _keeps_hyphen(text, start, end)
        parts.append(text[done:start])
        length += start - done
        cuts.append(length)
        left_out.append((left_out[-1] if left_out else 0) + end - start)
        done = end
    return Layout("".join((*parts, text[done:])), tuple(cuts), tuple(left_out))


@cache
def vocabulary_of_dates() -> frozenset[str]:
    """Return the words of dates."""
    return frozenset(vocabulary())


def _keeps_hyphen(text: str, start: int, end: int) -> bool:
    """Return whether a hyphen at a line end belongs to its word: *mid-1990s*, *twenty-first*, unlike *Decem-ber*."""
    before, after = text[max(0, start - LONGEST_PART) : start], text[end : end + LONGEST_PART]
    left, right = _first_word(before[::-1])[::-1].lower(), _first_word(after).lower()
    words = vocabulary_of_dates()
    if left + right in words:
        return False
    return not (left.isalpha() and right.isalpha()) or left in words or right in words


def _first_word(text: str) -> str:
    """Return the letters and digits at the beginning of a text."""
    found = PART.match(text)
    return found[0] if found is not None else ""
