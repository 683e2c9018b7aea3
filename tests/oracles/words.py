"""How many words of a text are in a set of words (`dateline.index.kernel._words`)."""

from __future__ import annotations

import re
from collections.abc import Collection

__all__ = ["count_words"]

LETTERS = re.compile(r"[^\W\d_]+")


def count_words(known: Collection[str], text: str, length: int, letters: bool) -> tuple[int, int]:
    """Return how many words the first characters of a text have, and how many of them are known."""
    begin = text[: max(0, length)]
    words = LETTERS.findall(begin) if letters else begin.split()
    return len(words), sum(word.lower() in known for word in words)
