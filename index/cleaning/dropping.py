"""Drop whole lines of a text, and say so."""

from __future__ import annotations

from collections.abc import Callable

from dateline.index.article import ArticleNote

__all__ = ["drop_lines", "notes_on"]

LONGEST_LINE = 2_000
QUOTED = 400
MOST_NOTES = 20


def drop_lines(text: str, is_dirt: Callable[[str], bool], what: str, notes: list[str]) -> str:
    """Return a text without the lines (outer white space aside) that are dirt; a note quotes each distinct one.

    A line longer than 2,000 characters is none. Of the blank lines around a dropped one, one side goes with it.
    """
    kept: list[str] = []
    dropped: dict[str, int] = {}
    gap = False
    for line in text.split("\n"):
        words = line.strip() if len(line) <= LONGEST_LINE else line
        if words and len(line) <= LONGEST_LINE and is_dirt(words):
            dropped[words] = dropped.get(words, 0) + 1
            gap = True
            continue
        if gap and not words and (not kept or not kept[-1].strip()):
            continue
        gap = gap and not words
        kept.append(line)
    if not dropped:
        return text
    notes.extend(notes_on(what, dropped))
    if gap:
        while kept and not kept[-1].strip():
            kept.pop()
    return "\n".join(kept)


def notes_on(what: str, dropped: dict[str, int]) -> list[str]:
    """Return a note for each distinct line dropped, the first of them only where there are many."""
    notes: list[str] = []
    for line, count in list(dropped.items())[:MOST_NOTES]:
        words = line if len(line) <= QUOTED else line[:QUOTED] + "…"
        times = f" ({count} times)" if count > 1 else ""
        notes.append(ArticleNote(what, f"dropped {what}{times}: {words}"))
    if len(dropped) > MOST_NOTES:
        notes.append(ArticleNote(what, f"dropped {what}: {len(dropped) - MOST_NOTES} more lines"))
    return notes
