"""Names of places in a text, found by hash in the gazetteer's tables.

A word is a run of letters, digits and marks; words of one name stand one space, hyphen, apostrophe or point apart
(after a word of up to three letters a point and a space: *St. Louis*). A name is hashed word by word as it is folded,
so that each start costs one walk over at most `MOST_WORDS` words, however many names there are.

``folds[c]`` says of the character ``c`` what it is folded to (two characters of 13 bits each, 0 for none) and what
it is: `IN_WORD`, and `STARTS` if a name may begin with it (a capital, or a letter of a script without case).
Characters from `FOLDED` on stand in no word.

The hash is FNV-1a (64 bits) over the folded characters with one space between words, then mixed once; its upper 48 bits
are kept: 16 say the bucket, 32 stand in the table. With 200,000 names a word that is none is taken for one once in 10⁹.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence

__all__ = ["FOLDED", "IN_WORD", "MOST_WORDS", "STARTS", "hash_name", "scan_names"]

FOLDED = 0x2000
IN_WORD = 1 << 30
STARTS = 1 << 31
MOST_WORDS = 7
_LETTER = (1 << 13) - 1
_START = 0xCBF29CE484222325
_PRIME = 0x100000001B3
_MASK = (1 << 64) - 1
_GAPS = frozenset(" -\n\u2019'.\u00a0\u2010\u2011/")


def hash_name(text: str, folds: Sequence[int]) -> int:
    """Return the 48-bit hash of a name, whatever stands between its words; 0 for a text without words."""
    state, words, inside = _START, 0, False
    for character in text:
        kind = folds[ord(character)] if ord(character) < FOLDED else 0
        if not kind & IN_WORD:
            inside = False
            continue
        if not inside and words:
            state = _step(state, 32)
        words += not inside
        inside = True
        state = _add(state, kind)
    return _mixed(state) if words else 0


def scan_names(text: str, folds: Sequence[int], buckets: Sequence[int], hashes: Sequence[int]) -> array[int]:
    """Return ``start, end, entry`` of each name in the text, leftmost and longest, flat; none overlap.

    ``entry`` is the first of those in ``hashes`` with the name's hash.
    """
    found = array("I")
    at, size, before = 0, len(text), False
    while at < size:
        kind = folds[ord(text[at])] if ord(text[at]) < FOLDED else 0
        if kind & STARTS and not before:
            end, entry = _longest(text, at, folds, buckets, hashes)
            if end:
                found.extend((at, end, entry))
                at, before = end, False
                continue
        before = bool(kind & IN_WORD)
        at += 1
    return found


def _longest(
    text: str, at: int, folds: Sequence[int], buckets: Sequence[int], hashes: Sequence[int]
) -> tuple[int, int]:
    """Return where the longest name that starts here ends, and its entry; zeros if none does."""
    state, size, best, best_entry = _START, len(text), 0, 0
    for word in range(MOST_WORDS):
        begin = at
        if word:
            state = _step(state, 32)
        while at < size and ord(text[at]) < FOLDED and folds[ord(text[at])] & IN_WORD:
            state = _add(state, folds[ord(text[at])])
            at += 1
        entry = _entry(_mixed(state), buckets, hashes)
        if entry >= 0:
            best, best_entry = at, entry
        if at >= size or text[at] not in _GAPS:
            break
        short = at - begin <= 3 and text[at] == "." and at + 1 < size and text[at + 1] == " "
        at += 2 if short else 1
        if at >= size or ord(text[at]) >= FOLDED or not folds[ord(text[at])] & IN_WORD:
            break
    return best, best_entry


def _entry(hashed: int, buckets: Sequence[int], hashes: Sequence[int]) -> int:
    """Return the first entry with this hash, -1 if there is none."""
    bucket, rest = hashed >> 32, hashed & 0xFFFFFFFF
    stop = min(buckets[bucket + 1], len(hashes))
    at = bisect_left(hashes, rest, min(buckets[bucket], stop), stop)
    return at if at < stop and hashes[at] == rest else -1


def _add(state: int, kind: int) -> int:
    for letter in (kind & _LETTER, kind >> 13 & _LETTER):
        if letter:
            state = _step(state, letter)
    return state


def _step(state: int, letter: int) -> int:
    return (state ^ letter) * _PRIME & _MASK


def _mixed(state: int) -> int:
    state = (state ^ state >> 32) * 0x9E3779B97F4A7C15 & _MASK
    return state >> 16
