"""Drop whole lines of a text, with notes."""

from __future__ import annotations

from collections.abc import Callable

from dateline.index.article import ArticleNote

__all__ = ["drop_lines", "drop_notes"]

LONGEST_LINE = 2_000
QUOTED = 400
MAX_NOTES = 20


def drop_lines(text: str, matches: Callable[[str], bool], what: str, notes: list[str]) -> str:
    """Return a text without the lines that match (without outer white space); a note quotes each distinct one.

    Lines longer than 2,000 characters are kept. The blank lines on one side of a dropped line are dropped with it.
    """
    kept: list[str] = []
    dropped: dict[str, int] = {}
    gap = False
    for line in text.split("\n"):
        bare = line.strip() if len(line) <= LONGEST_LINE else line
        if bare and len(line) <= LONGEST_LINE and matches(bare):
            dropped[bare] = dropped.get(bare, 0) + 1
            gap = True
            continue
        if gap and not bare and (not kept or not kept[-1].strip()):
            continue
        gap = gap and not bare
        kept.append(line)
    if not dropped:
        return text
    notes.extend(drop_notes(what, dropped))
    if gap:
        while kept and not kept[-1].strip():
            kept.pop()
    return "\n".join(kept)


def drop_notes(what: str, dropped: dict[str, int]) -> list[str]:
    """Return a note for each distinct dropped line, at most `MAX_NOTES` and a count of the others."""
    notes: list[str] = []
    for line, count in list(dropped.items())[:MAX_NOTES]:
        bare = line if len(line) <= QUOTED else line[:QUOTED] + "…"
        times = f" ({count} times)" if count > 1 else ""
        notes.append(ArticleNote(what, f"dropped {what}{times}: {bare}"))
    if len(dropped) > MAX_NOTES:
        notes.append(ArticleNote(what, f"dropped {what}: {len(dropped) - MAX_NOTES} more lines"))
    return notes
