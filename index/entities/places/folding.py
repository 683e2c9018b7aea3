"""Fold place names for comparison: without case, accents and points.

`folds` returns the table that the kernel `dateline.index.kernel._gazetteer` reads: for each character below U+2000
(Latin, Greek, Cyrillic, Arabic, Hebrew, Indic scripts and others) its folded form and its class.
The gazetteer file is written with this table; `FOLDING` is increased when it changes, so that older files are refused.
"""

from __future__ import annotations

import unicodedata
from array import array
from functools import cache

from dateline.index.kernel._gazetteer import hash_name

__all__ = ["FOLDED", "FOLDING", "IN_WORD", "STARTS", "fold_name", "folds", "name_hash"]

FOLDING = 1

# As the kernels read the table: characters from here on are in no word, and the flags of an entry.
FOLDED = 0x2000
IN_WORD = 1 << 30
STARTS = 1 << 31

# Letters without a Unicode decomposition, as English spells them.
_WRITTEN = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i",
    "ə": "a", "ŋ": "n", "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "", "ʹ": "", "ʺ": "",
}  # fmt: skip


@cache
def folds() -> memoryview:
    """Return the table of folded characters, unsigned 32-bit numbers (made once, a few milliseconds)."""
    return memoryview(array("I", map(_fold_entry, map(chr, range(FOLDED))))).toreadonly()


def _fold_entry(character: str) -> int:
    category = unicodedata.category(character)
    if category[0] not in "LMN":
        return 0
    written = _fold(character)
    entry = IN_WORD
    for place, letter in enumerate(written[:2]):
        entry |= ord(letter) << 13 * place
    # Marks fold to nothing and stay in the word; a letter without case (Lo) may begin a name.
    return entry | STARTS if category in ("Lu", "Lt", "Lo") else entry


def _fold(character: str) -> str:
    lowered = character.lower()
    written = _WRITTEN.get(lowered)
    if written is None:
        written = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in written if not unicodedata.combining(c) and ord(c) < FOLDED)


def fold_name(text: str) -> str:
    """Return the folded words of a name: lower case, no accents, one space between."""
    table = folds()
    written = []
    for character in text:
        kind = table[ord(character)] if ord(character) < FOLDED else 0
        if not kind & IN_WORD:
            written.append(" ")
            continue
        written.extend(chr(kind >> 13 * place & (1 << 13) - 1) for place in (0, 1))
    return " ".join("".join(written).replace("\0", "").split())


def name_hash(text: str) -> int:
    """Return the 48-bit hash by which a name is looked up; 0 for a text without words."""
    return hash_name(text, folds())
