"""Repair UTF-8 that was decoded with another encoding (*cafÃ©*).

ftfy repairs the lines that look like it; its other features are not used.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from dateline.index.article import ArticleNote
from dateline.index.pattern import compile_late

__all__ = ["LEADS", "repair_mojibake"]

# The first characters of a letter or mark whose two or three bytes were read as Latin-1, Windows-1252 or -1251.
MARKS = ("Ã", "â€", "Â", "â\x80", "Ð", "Ñ", "Å", "Ä", "ï¿½", "ï»¿")
SIGN = compile_late(
    "Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â(?:€|\x80)|Â[\xa0-\xbf]|[ÐÑ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
    "|[ÅÄ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•˜™š›œžŸ]|ï¿½|ï»¿"
)
# The first characters of these; the characters after them are beyond ASCII.
LEADS = "ÃâÂÐÑÅÄï"
PIECE = 100_000
QUOTED = 60
MISSING = (
    "letters look as if UTF-8 was read as another encoding; to have them repaired: pip install 'dateline[encodings]'"
)


@cache
def load_repairer() -> Callable[[str], str] | None:
    """Return the function that repairs a line, None if ftfy is not installed."""
    try:
        from ftfy import fix_encoding  # optional: the extra `encodings`
    except ImportError:
        return None
    return lru_cache(1_000)(fix_encoding)  # the same line may occur very often


def repair_mojibake(text: str, notes: list[str]) -> str:
    """Return a text with its mojibake lines repaired; a note shows one of them."""
    if text.isascii() or not any(mark in text for mark in MARKS) or SIGN.search(text) is None:
        return text
    repair = load_repairer()
    if repair is None:
        notes.append(MISSING)
        return text
    lines = text.split("\n")
    count, shown = 0, ""
    for at, line in enumerate(lines):
        if line.isascii() or (sign := SIGN.search(line)) is None:
            continue
        repaired = "".join(repair(line[start : start + PIECE]) for start in range(0, len(line), PIECE))
        if repaired != line:
            lines[at] = repaired
            count += 1
            start = max(0, sign.start() - 10)
            shown = shown or f"{line[start : start + QUOTED]} → {repaired[start : start + QUOTED]}"
    if not count:
        return text
    repaired = f"repaired {count:,} line{'s' if count > 1 else ''} of wrongly decoded letters: {shown}"
    notes.append(ArticleNote("mojibake", repaired))
    return "\n".join(lines)
