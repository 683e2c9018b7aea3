"""Running heads, feet and page numbers at page breaks that the text marks with form feeds."""

from __future__ import annotations

import re
from collections import Counter

from dateline.index.cleaning.dropping import drop_notes
from dateline.index.kernel.characters import HYPHENS
from dateline.index.pattern import compile_late

__all__ = ["NUMBER", "drop_at_page_breaks", "running_lines"]

WHAT = "a running head or page number"
LONGEST = 120
# A line is a running head if it is on three pages, numbers in it aside.
RUNNING = 3
# Of two pages both must have it, each with text enough for a page, and it must not end like a sentence.
FEWEST_LINES = 6
ENDS = ".,:;?!"
# A head of paper, day and number may have a line for each, on pages with text enough, and blank lines between.
MOST_LINES = 3
DIGITS = compile_late(r"[0-9]+")
NUMBER = compile_late(
    r"[\W_]{0,3}(?:page |p\. ?|seite )?([0-9]{1,4})(?: ?(?:of|/|von) ?[0-9]{1,4})?[\W_]{0,3}", re.IGNORECASE
)


def drop_at_page_breaks(text: str, notes: list[str]) -> str:
    """Return a text without page breaks (form feeds) and without the lines repeated at them; notes quote these lines.

    The first and the last line of a page are dropped if the same line, numbers aside, is there on three pages, or if
    they are page numbers in sequence.
    """
    if "\f" not in text:
        return text
    pages = pages_of(text)
    notes.extend(drop_notes(WHAT, drop_from_pages(pages)))
    return join_pages(["\n".join(page).strip("\n") for page in pages])


def running_lines(text: str) -> frozenset[str]:
    """Return the lines that `drop_at_page_breaks` drops from a text."""
    return frozenset(drop_from_pages(pages_of(text)) if "\f" in text else ())


def pages_of(text: str) -> list[list[str]]:
    """Return the lines of each page that is not blank."""
    # Skip blank pages early: a file of nothing but form feeds has millions of them.
    return [page.strip("\n").split("\n") for page in text.split("\f") if page and not page.isspace()]


def drop_from_pages(pages: list[list[str]]) -> dict[str, int]:
    """Remove running heads, feet and page numbers from the ends of the pages; return how often each line was there."""
    dropped: dict[str, int] = {}
    for place in (0, -1):
        drop_running_lines(pages, place, dropped)
        long = [page for page in pages if len(page) >= FEWEST_LINES]
        for _ in range(MOST_LINES - 1):
            if len(long) < len(pages) or not drop_running_lines(long, place, dropped):
                break
    return dropped


def drop_running_lines(pages: list[list[str]], place: int, dropped: dict[str, int]) -> bool:
    """Remove running heads and page numbers from one end of the pages (``place`` 0 or -1); return whether any were."""
    for page in pages:
        for _ in range(MOST_LINES):
            if len(page) > 1 and not page[place].strip():
                del page[place]
    lines = [page[place].strip() if len(page[place]) <= LONGEST else "" for page in pages]
    masked = Counter(DIGITS.sub("0", line) for line in lines)
    numbers = [int(found[1]) if (found := NUMBER.fullmatch(line)) else None for line in lines]
    before = sum(dropped.values())
    for at, (page, line) in enumerate(zip(pages, lines, strict=True)):
        in_sequence = numbers[at] is not None and is_in_sequence(numbers, at)
        sentence = line[:1].islower() or line[-1:] in ENDS
        often = RUNNING if len(pages) != 2 or len(page) < FEWEST_LINES or sentence else 2
        runs = masked[DIGITS.sub("0", line)] >= often and (numbers[at] is None or in_sequence)
        if line and len(page) > 1 and (in_sequence or runs):
            del page[place]
            dropped[line] = dropped.get(line, 0) + 1
    return before != sum(dropped.values())


def is_in_sequence(numbers: list[int | None], at: int) -> bool:
    """Return whether the number of a page follows that of the page before, or precedes that of the next."""
    number = numbers[at] or 0
    return (at > 0 and numbers[at - 1] == number - 1) or (at + 1 < len(numbers) and numbers[at + 1] == number + 1)


def join_pages(pages: list[str]) -> str:
    """Return pages as one text. A break inside a sentence or a word becomes a line end, any other a paragraph end."""
    parts: list[str] = []
    for page in pages:
        if not page.strip():
            continue
        if parts:
            last = parts[-1].rstrip()[-1:]
            goes_on = page.lstrip()[:1].islower() and (last.isalnum() or last in HYPHENS)
            parts.append("\n" if goes_on else "\n\n")
        parts.append(page)
    return "".join(parts)
