"""Texts → signatures, and which of many signatures are worth comparing.

A *word* is a run of letters, digits and marks as the table ``folds`` has them
(`dateline.index.entities.places.folding`), or one character of a script that puts no spaces between words. Only the
first `MOST_WORDS` count. A *shingle* is three words one after the other. A *telling* word is one that has a digit or
seven letters: names, amounts and dates, in which two notices of one form differ and two printings of one text do not;
one with a digit counts as three words. Of a text of fewer than `SHORT` words the words of its title are telling as
well, for it has hardly any of its own; one of fewer than `TINY` words is read with its title behind it.

A record is 128 unsigned 32-bit numbers, little-endian::

    0        words of the text
    1        how many of the shingles and (times 65536) of the telling words are kept
    2..65    the lowest hashes of shingles, ascending   (bottom-k sketch: Cohen and Kaplan 2007)
    66..97   the lowest hashes of telling words, ascending
    98..127  keys: 24 of the whole text, 6 of its first `HEAD` words

The first 98 are the *signature*. A key is made of the least hashes of shingles in two bins and of telling words in
one (one permutation hashing: Li, Owen and Zhang 2012; empty bins borrow as Shrivastava 2017 has it), so that two
texts share one with probability J(shingles)² · J(telling words), where J is what the sets share of their union.

An *entry* is a key and the number of a version, key × 2³² + number; a *run* is entries in order, and where each of
its buckets (the upper bits of the key) starts.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import accumulate

from dateline.index.errors import IndexDamaged

__all__ = ["KEYS", "RECORD", "SIGNATURE", "bucket_starts", "enter", "find_candidates", "merge_entries", "sketch"]

SIGNATURE, KEYS = 98, 30
RECORD = SIGNATURE + KEYS
MOST_WORDS, HEAD, SHORT, TINY = 65536, 50, 50, 18
_SHINGLES, _TELLING = 64, 32
_BANDS, _HEAD_BANDS = 24, 6
_LONG = 7
_EMPTY = 0xFFFFFFFF
_MASK = (1 << 64) - 1
_START, _PRIME = 0xCBF29CE484222325, 0x100000001B3
_MIX, _STEP = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93
_FOLDED, _IN_WORD, _LETTER = 0x2000, 1 << 30, (1 << 13) - 1
_ALONE = ((0x2C00, 0x2E00), (0x2E80, 0x3000), (0x3040, 0xD7A4), (0xF900, 0xFB00), (0x20000, 0x40000))
_RECORD = struct.Struct(f"<{RECORD}I")

Run = tuple[Sequence[int], Sequence[int]]  # entries, starts of the buckets


def sketch(texts: Sequence[tuple[str, str]], folds: Sequence[int]) -> bytes:
    """Return the records of texts, each a title and a body, one after the other; zeros for one without three words."""
    return b"".join(_record(title, body, folds) for title, body in texts)


def _record(title: str, body: str, folds: Sequence[int]) -> bytes:
    words = _words(body, folds, MOST_WORDS)
    if len(words) < TINY:
        words += _words(title, folds, HEAD)
    if len(words) < 3:
        return bytes(_RECORD.size)
    shingles = [
        _mixed(((a * _STEP + b & _MASK) * _STEP + c) & _MASK)
        for (a, _), (b, _), (c, _) in zip(words, words[1:], words[2:], strict=False)
    ]
    telling, head = ([*_telling_hashes(part)] for part in (words, words[:HEAD]))
    if len(words) < SHORT:
        of_title = [_mixed(hashed) for hashed, _ in _words(title, folds, HEAD)]
        telling += of_title
        head += of_title
    keys = _keys(shingles, telling, _BANDS, 0) + _keys(shingles[: HEAD - 2], head, _HEAD_BANDS, _BANDS)
    lowest, names = _lowest(shingles, _SHINGLES), _lowest(telling, _TELLING)
    filled = [*lowest, *[_EMPTY] * (_SHINGLES - len(lowest)), *names, *[_EMPTY] * (_TELLING - len(names))]
    return _RECORD.pack(len(words), len(lowest) | len(names) << 16, *filled, *keys)


def enter(records: Sequence[int], numbers: Sequence[int]) -> array[int]:
    """Return the entries of versions in order, given their records and their numbers, which ascend."""
    if len(records) != len(numbers) * RECORD:
        raise ValueError("as many records as numbers are wanted")
    made = array("Q")
    for place, number in enumerate(numbers):
        content = records[place * RECORD : (place + 1) * RECORD]
        if content[0]:
            made.extend(key << 32 | number for key in content[SIGNATURE:])
    return array("Q", sorted(made))


def bucket_starts(parts: Iterable[Sequence[int]], count: int) -> array[int]:
    """Return where each bucket of ``count`` entries, which come in parts, starts, and at last where the last ends.

    There are about eight entries in a bucket.
    """
    bits = 0
    while bits < 28 and count >> bits > 8:
        bits += 1
    sizes = [0] * (1 << bits)
    for part in parts:
        for entry in part:
            sizes[entry >> 64 - bits] += 1
    return array("I", accumulate(sizes, initial=0))


def merge_entries(first: Sequence[int], second: Sequence[int]) -> array[int]:
    """Return two sequences of entries as one, in order."""
    return array("Q", merge(first, second))


def find_candidates(entries: Sequence[int], runs: Sequence[Run], of_key: int, of_version: int) -> array[int]:
    """Return, for each version that has entries, the earlier ones that share most keys with it.

    As (number × 2³² + earlier number), ascending. ``runs`` come newest first, each of versions before those of the
    last. Of each key the latest ``of_key`` earlier versions count, of each version the ``of_version`` that share most
    keys, the later if they share as many. Raises IndexDamaged when the buckets of a run are not those of its entries.
    """
    shared: dict[int, dict[int, int]] = {}
    for place, entry in enumerate(entries):
        key, number = entry >> 32, entry & 0xFFFFFFFF
        found = _latest(entries, 0, place, key, of_key)
        for run, starts in runs:
            if len(found) < of_key:
                found += _latest(run, *_bucket(run, starts, key), key, of_key - len(found))
        counts = shared.setdefault(number, {})
        for other in found:
            if other == number:  # two of its own keys are equal
                continue
            counts[other] = counts.get(other, 0) + 1
    best = (
        number << 32 | other
        for number, counts in shared.items()
        for other in sorted(counts, key=lambda each: (counts[each], each))[-of_version:]
    )
    return array("Q", sorted(best))


def _telling_hashes(words: Iterable[tuple[int, int]]) -> Iterator[int]:
    return (_mixed(hashed + turn * _STEP & _MASK) for hashed, times in words for turn in range(times))


def _words(text: str, folds: Sequence[int], most: int) -> list[tuple[int, int]]:
    """Return the words of a text: the hash of each, and how often it counts as telling."""
    words: list[tuple[int, int]] = []
    state, letters, digit = _START, 0, False
    for character in text:
        code = ord(character)
        kind = folds[code] if code < _FOLDED else 0
        if kind & _IN_WORD:
            for letter in (kind & _LETTER, kind >> 13 & _LETTER):
                if letter:
                    state = (state ^ letter) * _PRIME & _MASK
                    letters += 1
                    digit = digit or 48 <= letter <= 57
            continue
        if letters:
            words.append((_mixed(state), 3 if digit else int(letters >= _LONG)))
            state, letters, digit = _START, 0, False
        if any(low <= code < high for low, high in _ALONE):
            words.append((_mixed(code), 0))
        if len(words) >= most:
            return words[:most]
    if letters:
        words.append((_mixed(state), 3 if digit else int(letters >= _LONG)))
    return words[:most]


def _keys(shingles: Sequence[int], telling: Sequence[int], bands: int, base: int) -> list[int]:
    by_shingle, by_word = _bins(shingles, 2 * bands), _bins(telling, bands)
    made = []
    for band in range(bands):
        third = by_word[band] if telling else by_shingle[(2 * band + bands + 1) % (2 * bands)]
        key = (by_shingle[2 * band] * _STEP + by_shingle[2 * band + 1]) & _MASK
        made.append(_mixed(((key * _STEP + third) & _MASK) + (base + band + 1) * _MIX & _MASK) >> 32)
    return made


def _bins(hashes: Iterable[int], count: int) -> list[int]:
    """Return the least upper half of the hashes that fall into each bin by their lower half; an empty one borrows."""
    least = [_EMPTY] * count
    for hashed in hashes:
        place = (hashed & 0xFFFFFFFF) * count >> 32
        least[place] = min(least[place], hashed >> 32)
    if all(each == _EMPTY for each in least):
        return least
    return [_borrowed(least, place) for place in range(count)]


def _borrowed(least: Sequence[int], place: int) -> int:
    at, turn = place, 0
    while least[at] == _EMPTY:
        turn += 1
        at = (_mixed(place << 32 | turn) >> 32) * len(least) >> 32
    return least[at]


def _lowest(hashes: Iterable[int], most: int) -> list[int]:
    kept: list[int] = []
    for hashed in hashes:
        high = hashed >> 32
        if len(kept) == most and high >= kept[-1]:
            continue
        if (place := bisect_left(kept, high)) == len(kept) or kept[place] != high:
            insort(kept, high)
            del kept[most:]
    return kept


def _latest(entries: Sequence[int], low: int, high: int, key: int, most: int) -> list[int]:
    """Return the numbers of the latest entries of a key between two places, most recent first."""
    end = bisect_right(entries, (key + 1 << 32) - 1, low, high)
    found: list[int] = []
    while end > low and len(found) < most and entries[end - 1] >> 32 == key:
        end -= 1
        found.append(entries[end] & 0xFFFFFFFF)
    return found


def _bucket(entries: Sequence[int], starts: Sequence[int], key: int) -> tuple[int, int]:
    bits = (len(starts) - 1).bit_length() - 1
    if len(starts) < 2 or len(starts) - 1 != 1 << bits or bits > 28:
        raise IndexDamaged("the buckets of its entries contradict themselves")
    bucket = key >> 32 - bits
    low, high = starts[bucket], starts[bucket + 1]
    if not low <= high <= len(entries):
        raise IndexDamaged("the buckets of its entries contradict themselves")
    return low, high


def _mixed(state: int) -> int:
    state = (state ^ state >> 32) * _MIX & _MASK
    return state ^ state >> 29
