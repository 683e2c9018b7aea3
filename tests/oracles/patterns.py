"""Whether a word matches a pattern, said the slow, obvious way."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.index.analysis.english import fold

__all__ = ["distance", "matches_word"]


@lru_cache(maxsize=100_000)
def matches_word(text: str, kind: str, allowed: int, word: str) -> bool:
    """Return whether a pattern matches a word as written."""
    folded = fold(word)
    if kind == "prefix":
        return folded.startswith(fold(text))
    if kind == "wildcard":
        signs = {"*": ".*", "?": "."}
        expression = "".join(signs.get(sign) or re.escape(sign) for sign in fold(text))
        return re.fullmatch(expression, folded, re.DOTALL) is not None
    if kind == "regex":
        return re.fullmatch(text, folded, re.DOTALL) is not None
    return distance(fold(text), folded) <= allowed


def distance(one: str, other: str) -> int:
    """Return how many letters must be added, dropped, replaced or exchanged, none of them twice."""
    rows = [list(range(len(other) + 1))]
    for i in range(1, len(one) + 1):
        rows.append([i])
        for j in range(1, len(other) + 1):
            changed = one[i - 1] != other[j - 1]
            least = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + changed)
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                least = min(least, rows[i - 2][j - 2] + 1)
            rows[i].append(least)
    return rows[-1][-1]
