"""From the tree of a pattern to an automaton of its positions (Glushkov 1961).

Each character that a pattern may read is a *position* with a set of characters, its label. The automaton is which
positions may come first, which may follow each, and at which a word may end. A word is accepted if its characters lead
from the beginning, along positions that follow one another and have the character in their label, to one of the last.

Sets of positions are integers whose bit p says whether position p is in it; the beginning is a position of its own, the
last. Characters that no label tells apart are one *class*.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dateline.index.analysis.english import fold
from dateline.searcher.automata.ranges import ANY, Characters, union
from dateline.searcher.automata.syntax import (
    MOST_POSITIONS,
    Choice,
    Part,
    PatternError,
    Repeat,
    Row,
    Some,
    size_of,
)
from dateline.searcher.kernel._automata import Machine

__all__ = ["Automaton", "Positions", "make_automaton", "positions_of"]

WORD = 64  # bits
MOST_CLASSES = 250
APOSTROPHES = ((0x2019, 0x2019), (0x2BC, 0x2BC), (0xFF07, 0xFF07))
MOST_KNOWN = 50_000  # forms whose answer is kept


class Automaton:
    """An automaton that runs. Threads may share it."""

    def __init__(self, machine: Machine) -> None:
        """Use `make_automaton`."""
        self.machine = machine
        self._known: dict[str, bool] = {}

    def accepts(self, word: str) -> bool:
        """Return whether a folded word is accepted."""
        return self.machine.accepts(word)

    def accepts_form(self, form: str) -> bool:
        """Return whether a form as written is accepted; forms that came before are looked up."""
        found = self._known.get(form)
        if found is None:
            if len(self._known) >= MOST_KNOWN:
                self._known = {}
            found = self._known[form] = self.machine.accepts(fold(form))
        return found


class Positions(NamedTuple):
    """The positions of a pattern: their labels, what may follow each, at which a word may begin and end.

    ``empty``: no character at all is accepted, too.
    """

    labels: Sequence[Characters]
    follow: Sequence[int]
    first: int
    last: int
    empty: bool

    def within(self) -> Positions:
        """Return the positions of texts in which any part is accepted, whichever apostrophe is in them."""
        count = len(self.labels)
        before, after = 1 << count, 1 << (count + 1)
        labels = [union((*label, *APOSTROPHES)) if _has(label, "'") else label for label in self.labels]
        follow = [row | after if self.last >> place & 1 else row for place, row in enumerate(self.follow)]
        first = self.first | before | (after if self.empty else 0)
        follow += [first, after]
        last = self.last | after | (before if self.empty else 0)
        return Positions([*labels, ANY, ANY], follow, first, last, self.empty)


def positions_of(part: Part) -> Positions:
    """Return the positions of a tree. Raises PatternError."""
    if size_of(part) > MOST_POSITIONS:
        raise PatternError(f"it distinguishes more than {MOST_POSITIONS} characters, with repetitions written out")
    builder = _Builder()
    return Positions(builder.labels, builder.follow, *builder.add(part))


class _Ends(NamedTuple):
    """The positions at which a part may begin and end; ``empty``: it may be no text at all."""

    first: int
    last: int
    empty: bool


class _Builder:
    """Collects the positions of a tree, and what may follow each."""

    def __init__(self) -> None:
        self.labels: list[Characters] = []
        self.follow: list[int] = []

    def add(self, part: Part) -> _Ends:
        """Add a part that nothing precedes yet."""
        match part:
            case Some(characters):
                self.labels.append(characters)
                self.follow.append(0)
                here = 1 << (len(self.labels) - 1)
                return _Ends(here, here, False)
            case Row(parts):
                return self._chain(parts)
            case Choice(parts):
                ends = [self.add(each) for each in parts]
                first = last = 0
                for each in ends:
                    first, last = first | each.first, last | each.last
                return _Ends(first, last, any(each.empty for each in ends))
            case Repeat(inner, least, most):
                return self._repeat(inner, least, most)

    def _chain(self, parts: Iterable[Part]) -> _Ends:
        found = _Ends(0, 0, True)
        for part in parts:
            found = self._join(found, self.add(part))
        return found

    def _join(self, one: _Ends, other: _Ends) -> _Ends:
        self._let_follow(one.last, other.first)
        return _Ends(
            one.first | (other.first if one.empty else 0),
            other.last | (one.last if other.empty else 0),
            one.empty and other.empty,
        )

    def _let_follow(self, last: int, first: int) -> None:
        while last:
            self.follow[(last & -last).bit_length() - 1] |= first
            last &= last - 1

    def _repeat(self, inner: Part, least: int, most: int | None) -> _Ends:
        found = self._chain([inner] * (least if most is not None else max(least - 1, 0)))
        if most is None:
            looped = self.add(inner)
            self._let_follow(looped.last, looped.first)
            return self._join(found, looped if least else looped._replace(empty=True))
        for _ in range(most - least):
            found = self._join(found, self.add(inner)._replace(empty=True))
        return found


def _has(label: Characters, character: str) -> bool:
    return any(low <= ord(character) <= high for low, high in label)


def make_automaton(positions: Positions) -> Automaton:
    """Return the automaton of positions. Raises PatternError."""
    begin = len(positions.labels)
    width = begin // WORD + 1
    starts, kinds, classes = _classes(positions.labels)
    last = positions.last | positions.empty << begin
    rows = [*positions.follow, positions.first]
    able = [any(row & led & last for row in rows) for led in classes]
    machine = Machine(
        _rows(rows, width),
        _rows(classes, width),
        _rows([last], width),
        bytes([_kind(code, starts, kinds) for code in range(128)]),
        array("I", [128, *(start for start in starts if start > 128)]),
        bytes([_kind(128, starts, kinds), *(kinds[n] for n, start in enumerate(starts) if start > 128)]),
        _last_bytes(able, starts, kinds),
    )
    return Automaton(machine)


def _rows(sets: Sequence[int], width: int) -> array[int]:
    return array("Q", b"".join([each.to_bytes(8 * width, "little") for each in sets]))


def _classes(labels: Sequence[Characters]) -> tuple[list[int], list[int], list[int]]:
    """Return where ranges of equal characters begin, the class of each, and the positions that each class leads to."""
    distinct: dict[Characters, int] = {}
    for position, label in enumerate(labels):
        distinct[label] = distinct.get(label, 0) | 1 << position
    edges = {0}
    for label in distinct:
        edges.update(edge for low, high in label for edge in (low, high + 1))
    starts = sorted(edges)
    led = [0] * len(starts)
    for label, positions in distinct.items():
        for low, high in label:
            for place in range(bisect_right(starts, low) - 1, bisect_right(starts, high)):
                led[place] |= positions
    classes = {positions: kind for kind, positions in enumerate(dict.fromkeys(led))}
    if len(classes) > MOST_CLASSES:
        raise PatternError(f"it tells more than {MOST_CLASSES} kinds of characters apart")
    return starts, [classes[positions] for positions in led], list(classes)


def _kind(code: int, starts: Sequence[int], kinds: Sequence[int]) -> int:
    return kinds[bisect_right(starts, code) - 1]


def _last_bytes(able: Sequence[bool], starts: Sequence[int], kinds: Sequence[int]) -> bytes:
    """Return for each byte whether it can end a word that is accepted, given the classes that can."""
    plain = [able[_kind(code, starts, kinds)] for code in range(128)]
    beyond = any(able[kind] for start, kind in zip(starts, kinds, strict=True) if start > 128)
    return bytes([*plain, *[beyond or able[_kind(128, starts, kinds)]] * 128])
