"""Names of ships, recognised by the letters before them: *HMS Sheffield*, *the USS Cole*, *S.S. Norway*."""

from __future__ import annotations

import re
from typing import Final

from dateline.index.entities.people.cue_words import SHIPS

__all__ = ["find_ships"]

LETTERS: Final = "|".join(sorted(map(re.escape, SHIPS), key=len, reverse=True))
_WORD: Final = r"[A-ZÀ-ÖØ-Þ](?:[\w’'-]*\w\b(?!['’]s\b)|\.)"
# Up to four words, also with small ones between them: Princess of the Stars, John S. McCain, Charles de Gaulle.
SHIP: Final = re.compile(
    rf"(?<![\w./])(?:{LETTERS}) [\"“'‘]?(?P<name>{_WORD}(?: (?:(?:of|the|de|von|van|der) ){{0,2}}{_WORD}){{0,3}})"
)


def find_ships(text: str) -> frozenset[str]:
    """Return the names of the ships that stand after such letters."""
    return frozenset(match["name"] for match in SHIP.finditer(text))
