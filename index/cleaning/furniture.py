"""What pages of paper put between two pages of a text: heads, feet, numbers, and the break itself."""

from __future__ import annotations

import re
from collections import Counter

from dateline.index.cleaning.dropping import notes_on
from dateline.index.kernel.characters import HYPHENS

__all__ = ["drop_furniture"]

WHAT = "a running head or page number"
LONGEST = 120
# A head runs if it stands on three pages, whatever numbers are in it.
RUNNING = 3
DIGITS = re.compile(r"[0-9]+")
NUMBER = re.compile(
    r"[\W_]{0,3}(?:page |p\. ?|seite )?([0-9]{1,4})(?: ?(?:of|/|von) ?[0-9]{1,4})?[\W_]{0,3}", re.IGNORECASE
)


def drop_furniture(text: str, notes: list[str]) -> str:
    """Return a text that runs on over its page breaks (form feeds), without what is repeated at them; notes quote it.

    The first and the last line of a page go if the same line, numbers aside, stands there on three pages, or if they
    are numbers that count the pages.
    """
    if "\f" not in text:
        return text
    # Blank pages are passed over at once: a file of form feeds alone has millions of them.
    pages = [page.strip("\n").split("\n") for page in text.split("\f") if page and not page.isspace()]
    dropped: dict[str, int] = {}
    for place in (0, -1):
        drop_running(pages, place, dropped)
    notes.extend(notes_on(WHAT, dropped))
    return join_pages(["\n".join(page).strip("\n") for page in pages])


def drop_running(pages: list[list[str]], place: int, dropped: dict[str, int]) -> None:
    """Take the lines that run from page to page off one end of the pages."""
    lines = [page[place].strip() if len(page[place]) <= LONGEST else "" for page in pages]
    masked = Counter(DIGITS.sub("0", line) for line in lines)
    numbers = [int(found[1]) if (found := NUMBER.fullmatch(line)) else None for line in lines]
    for at, (page, line) in enumerate(zip(pages, lines, strict=True)):
        counts = numbers[at] is not None and is_counted(numbers, at)
        runs = masked[DIGITS.sub("0", line)] >= RUNNING and (numbers[at] is None or counts)
        if line and len(page) > 1 and (counts or runs):
            del page[place]
            dropped[line] = dropped.get(line, 0) + 1


def is_counted(numbers: list[int | None], at: int) -> bool:
    """Say whether the number of a page is one more than that of the page before, or one less than that of the next."""
    number = numbers[at] or 0
    return (at > 0 and numbers[at - 1] == number - 1) or (at + 1 < len(numbers) and numbers[at + 1] == number + 1)


def join_pages(pages: list[str]) -> str:
    """Return pages as one text: a sentence or a word that is cut by a break goes on, else a paragraph ends there."""
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
