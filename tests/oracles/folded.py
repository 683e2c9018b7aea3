"""The folded words of a dictionary, read byte by byte as their description says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.index.analysis.english import fold


def words_of(terms: Sequence[Sequence[str]]) -> list[tuple[bytes, int, list[int] | None]]:
    """Return (word, term, which of its forms; None: all) of dictionaries of the forms of each term, in order."""
    found: dict[tuple[bytes, int], list[int]] = {}
    for term, forms in enumerate(terms):
        for number, form in enumerate(forms):
            found.setdefault((fold(form).encode(), term), []).append(number)
    return [
        (word, term, None if len(numbers) == len(terms[term]) else numbers)
        for (word, term), numbers in sorted(found.items())
    ]


def read_folded(content: bytes, blocks: Sequence[int]) -> Iterator[tuple[bytes, int, list[int] | None]]:
    """Yield the same from the two sections of a segment."""
    for start, end in pairwise(blocks):
        yield from _read_block(content[start:end])


def _read_block(block: bytes) -> Iterator[tuple[bytes, int, list[int] | None]]:
    size, at = _number(block, 0)
    words, word, middle = [], b"", at + size
    while at < middle:
        shared, own = block[at] >> 4, block[at] & 15
        at += 1
        if shared == 15:
            more, at = _number(block, at)
            shared += more
        if own == 15:
            more, at = _number(block, at)
            own += more
        word, at = word[:shared] + block[at : at + own], at + own
        words.append(word)
    term = 0
    for word in words:
        value, at = _number(block, at)
        step = value >> 1
        term += -((step + 1) >> 1) if step & 1 else step >> 1
        numbers: list[int] | None = None
        if value & 1:
            count, at = _number(block, at)
            numbers = []
            for _ in range(count):
                more, at = _number(block, at)
                numbers.append(more + (numbers[-1] + 1 if numbers else 0))
        yield word, term, numbers
    assert at == len(block)


def _number(content: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        value |= (content[at] & 0x7F) << shift
        shift, at = shift + 7, at + 1
        if content[at - 1] < 0x80:
            return value, at
