"""What a signature is made of, and which versions are worth comparing (`dateline.index.kernel._signatures`,
`dateline.index.kernel._candidates`)."""

from __future__ import annotations

import struct
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from dateline.index.entities.places.folding import FOLDED, IN_WORD
from dateline.index.kernel._signatures import KEYS, RECORD, SIGNATURE

__all__ = ["enter", "entries_of", "find_candidates", "sketch"]

EMPTY = 0xFFFFFFFF
MASK = (1 << 64) - 1
STEP, MIX = 0xD6E8FEB86659FD93, 0x9E3779B97F4A7C15
# Scripts that put no spaces between words: each character is a word.
ALONE = [*range(0x2C00, 0x2E00), *range(0x2E80, 0x3000), *range(0x3040, 0xD7A4), *range(0xF900, 0xFB00)]
ALONE = frozenset(map(chr, (*ALONE, *range(0x20000, 0x40000))))
Run = tuple[Sequence[int], Sequence[int], int]


def mixed(state: int) -> int:
    state = (state ^ state >> 32) * MIX & MASK
    return state ^ state >> 29


def sketch(texts: Iterable[tuple[str, str]], folds: Sequence[int]) -> bytes:
    return b"".join(struct.pack(f"<{RECORD}I", *record(title, body, folds)) for title, body in texts)


def record(title: str, body: str, folds: Sequence[int]) -> list[int]:
    words, of_title = words_of(body, folds)[:65536], words_of(title, folds)[:50]
    if len(words) < 18:
        words += of_title
    if len(words) < 3:
        return [0] * RECORD
    hashes = [hashed for hashed, _ in words]
    shingles = [
        mixed(((a * STEP + b) * STEP + c) & MASK) for a, b, c in zip(hashes, hashes[1:], hashes[2:], strict=False)
    ]
    telling, of_head = telling_hashes(words), telling_hashes(words[:50])
    if len(words) < 50:
        titles = [mixed(hashed) for hashed, _ in of_title]
        telling, of_head = telling + titles, of_head + titles
    lowest, names = (sorted({h >> 32 for h in row})[:most] for row, most in ((shingles, 64), (telling, 32)))
    (numbers, shift), (of_names, telling_shift) = packed(lowest, 12, 64), packed(names, 11, 32)
    made = [len(words), len(lowest) | len(names) << 8 | shift << 16 | telling_shift << 24, *numbers, *of_names]
    return made + keys(shingles, telling, range(17)) + keys(shingles[:48], of_head, range(17, 20))


def packed(hashes: list[int], bits: int, most: int) -> tuple[list[int], int]:
    """Return ascending hashes as cells, in as many numbers as ``most`` of them need, and the shift that made them."""
    shift = max(max(hashes, default=0).bit_length() - bits, 0)
    lower = upper = 0
    for place, hashed in enumerate(hashes):
        cell = hashed >> shift
        lower |= (cell & 63) << 6 * place
        upper |= 1 << (cell >> 6) + place
    content = lower.to_bytes(most * 6 // 8, "little") + upper.to_bytes(most // 4, "little")
    return list(struct.unpack(f"<{len(content) // 4}I", content)), shift


def words_of(text: str, folds: Sequence[int]) -> list[tuple[int, int]]:
    """Return the words of a text: the hash of each, and how often it counts as telling."""
    words, letters = [], ""
    for character in chain(text, " "):
        kind = folds[ord(character)] if ord(character) < FOLDED else 0
        if kind & IN_WORD:
            letters += "".join(chr(code) for code in (kind & 0x1FFF, kind >> 13 & 0x1FFF) if code)
            continue
        if letters:
            state = 0xCBF29CE484222325
            for letter in letters:
                state = (state ^ ord(letter)) * 0x100000001B3 & MASK
            words.append((mixed(state), 3 if any("0" <= c <= "9" for c in letters) else int(len(letters) >= 7)))
            letters = ""
        if character in ALONE:
            words.append((mixed(ord(character)), 0))
    return words


def telling_hashes(words: Iterable[tuple[int, int]]) -> list[int]:
    return [mixed(hashed + turn * STEP & MASK) for hashed, times in words for turn in range(times)]


def keys(shingles: list[int], telling: list[int], bands: range) -> list[int]:
    count, made = len(bands), []
    of_shingles, of_words = bins(shingles, 2 * count), bins(telling, count)
    for place, band in enumerate(bands):
        third = of_words[place] if telling else of_shingles[(2 * place + count + 1) % (2 * count)]
        key = of_shingles[2 * place] * STEP + of_shingles[2 * place + 1]
        made.append(mixed((key * STEP + third + (band + 1) * MIX) & MASK) >> 32)
    return made


def bins(hashes: list[int], count: int) -> list[int]:
    """Return the least upper half of the hashes that fall into each bin by their lower half; an empty one borrows."""
    least = [
        min((h >> 32 for h in hashes if (h & EMPTY) * count >> 32 == place), default=EMPTY) for place in range(count)
    ]
    return [borrowed(least, place) for place in range(count)] if hashes else least


def borrowed(least: list[int], place: int) -> int:
    at, turn = place, 0
    while least[at] == EMPTY:
        turn += 1
        at = (mixed(place << 32 | turn) >> 32) * len(least) >> 32
    return least[at]


def enter(records: Sequence[int], numbers: Sequence[int]) -> array[int]:
    rows = [(number, records[place * RECORD :][:RECORD]) for place, number in enumerate(numbers)]
    return array("Q", sorted(key << 32 | number for number, row in rows if row[0] for key in row[SIGNATURE:][:KEYS]))


def entries_of(run: Run) -> list[int]:
    """Return the entries of a run as those of a batch."""
    entries, starts, first = run
    bits = (len(starts) - 1).bit_length() - 1
    return [
        (bucket << 32 - bits | entry >> bits) << 32 | first + entry % (1 << bits)
        for bucket, (start, end) in enumerate(pairwise(starts))
        for entry in entries[start:end]
    ]


def find_candidates(entries: Sequence[int], runs: Sequence[Run], of_key: int, of_version: int) -> array[int]:
    earlier: dict[int, list[int]] = {}
    for entry in sorted(chain(*map(entries_of, runs))):
        earlier.setdefault(entry >> 32, []).append(entry & EMPTY)
    shared: dict[int, Counter[int]] = {}
    for entry in entries:
        key, number = entry >> 32, entry & EMPTY
        same = earlier.setdefault(key, [])
        shared.setdefault(number, Counter()).update(other for other in same[-of_key:] if other != number)
        same.append(number)
    return array("Q", sorted(
        number << 32 | other
        for number, counts in shared.items()
        for other in sorted(counts, key=lambda each: (counts[each], each))[-of_version:]
    ))  # fmt: skip
