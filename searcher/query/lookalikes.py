"""Characters that look like signs of the query language but are not, and signs of other engines.

They stay parts of words, so that pasted text never becomes an operator; a remark says how to write the sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

__all__ = ["SINGLE_CLOSERS", "SINGLE_OPENERS", "clip", "find_lookalikes"]


SHOWN = 40
# Dashes; only the hyphen and the minus sign exclude.
DASHES = "–—‐‑﹣－"
FULL_WIDTH = {"＋": "+", "＝": "=", "（": "(", "）": ")"}
# Quotation marks that do not make a phrase. Straight and curly single ones are apostrophes as well.
SINGLE_OPENERS = "'‘‚‹「『"
SINGLE_CLOSERS: Mapping[str, str] = {"'": "'", "‘": "’", "‚": "‘’", "‹": "›", "「": "」", "『": "』"}

Lookalike = tuple[str, int, int]  # message, start and end in the word


def find_lookalikes(word: str, is_field: Callable[[str], bool], *, begins: bool) -> Iterator[Lookalike]:
    """Yield the lookalikes of a word; ``begins``: white space or a parenthesis comes before it."""
    first, rest = word[0], word[1:]
    goes_on = rest[:1].isalpha()
    if begins and goes_on and first in DASHES:
        yield f'"{first}" excludes nothing; to exclude, write "-{clip(rest)}"', 0, 1
    elif begins and goes_on and first == "!":
        yield f'"!" excludes nothing; to exclude, write "-{clip(rest)}"', 0, 1
    name = word.partition("：")[0]
    if len(name) < len(word) and is_field(name):
        message = f'the colon after "{clip(name)}" is full-width and does not name a field; write "{clip(name)}:"'
        yield message, 0, len(name) + 1
    for sign, meant in FULL_WIDTH.items():
        place = word.find(sign)
        if (place == 0 and begins and rest) or (place >= 0 and meant in "()"):
            yield f'"{sign}" is part of the word here; for the sign write "{meant}"', place, place + 1


def clip(text: str) -> str:
    """Return the start of a text that is too long for a message."""
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
