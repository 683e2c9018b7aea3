"""The weekday beside a date in numbers, which says which of them is the day: *jroe on Sun, 04/12/2016*.

Only weekdays that are printed as such count: not the paper *The Sun*, nor a weekday that belongs to the next date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from dateline.index.dates import day_of, readings_of
from dateline.index.metadata.day_labels import role_of
from dateline.index.pattern import compile_late

__all__ = ["day_with_weekday"]

# How much of a line before and after a date may be its weekday.
REACH: Final = 40
# Weekdays have up to three words: “Thứ Tư”, “e mërkurë”, “יום רביעי”.
MOST_WORDS: Final = 3
# After a date: in brackets, or at the end of a part of the line; no word of a sentence, and not that of the next date.
AFTER: Final = compile_late(
    r"\s?,?\s?(?P<word>[(（\[]\s?[^\W\d_]\S{0,14}?\s?[)）\]]|[^\W\d_][^\s\d,.|()]{1,14}\.?)"
    r"(?=\s?(?:$|[|•·–—,;@)]|\d{1,2}[:.h]\d\d(?![./-])|\s(?:at|um|à|-)\s))"
)
SUN: Final = "sun"


def day_with_weekday(line: str, start: int, end: int) -> date | None:
    """Return the day at ``line[start:end]`` where the weekday beside it decides which of several it is, else None."""
    text = " ".join(line[start:end].split())
    if len({each.moment for each in readings_of(text)}) < 2:
        return None
    for dated in with_weekdays(line, start, end, text):
        moments = {each.moment for each in readings_of(dated)}
        if len(moments) == 1:
            return day_of(moments.pop())
    return None


def with_weekdays(line: str, start: int, end: int, text: str) -> Iterator[str]:
    """Yield the text of a date with what may be its weekday, before it and behind it."""
    words = line[max(0, start - REACH) : start].rstrip(" (（[").split()
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        if not is_paper(words[:-count], words[-count:]):
            yield " ".join([*words[-count:], text])
    found = AFTER.match(line[end : end + REACH])
    if found is not None:
        yield f"{text} {found['word']}"


def is_paper(before: list[str], words: list[str]) -> bool:
    """Return whether words are the end of a name: *The Sun*, *Baltimore Sun*, *Joe Sun*."""
    if len(words) != 1 or not before or not words[0].lower().startswith(SUN):
        return False
    last = before[-1]
    if last.lower() == "the":
        return True
    return words[0].strip(".,").lower() == SUN and last[0].isupper() and last[-1].isalpha() and not role_of(f"{last} ")
