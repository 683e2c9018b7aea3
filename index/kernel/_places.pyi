"""The names of a text sorted into those that may be places.

The gazetteer finds names, and the tagger gives places and *closed* names, which are of people and organisations. How a
name of the gazetteer stands to those decides which rule it needs, and whether it needs any.

A *span* is ``(start, end, flags)``: 1 a demonym, 2 after another span and a comma, 4 given by the tagger. `mark_spans`
adds 16: a word beside it may say its kind; 32: a point follows; 64: the words before the next span may say that one
contains the other.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

class KnownWords:
    """Names, as printed, that are words or something else wherever no other word speaks for a place. Some are kept."""

    def add(self, name: str) -> None:
        """Add a name; another one may be forgotten for it."""

class PlaceSorter:
    """Sorts the names of texts."""

    def __init__(self, words: Mapping[str, int], divide: Callable[[str, int, int], Iterable[tuple[int, int]]]) -> None:
        """Take the words before names, with flags, and a function that divides a name with small words in it.

        The flags: 1 a preposition that stands before few names but those of places, 2 another preposition, 4 one after
        a word with 32 (``of``), 8 one after a word with 64 (``for``), 16 may stand between a preposition and a name.

        Raises ValueError for more than 128 words, or one that is not of 1 to 16 small ASCII letters.
        """

    def preposition(self, text: str, start: int) -> int:
        """Return 2 if a preposition of the first kind, ``of`` or ``for`` is before a name, 1 for another, else 0."""

    def sort(
        self,
        text: str,
        found: array[int],
        names: Iterable[tuple[int, int, bool]],
        closed: Iterable[tuple[int, int]],
        words: KnownWords | None = None,
    ) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int, int, int, int]]]:
        """Return the spans of the tagger, and the names of the gazetteer that a rule must decide, both in order.

        ``found`` is from `NameScanner.scan`, ``names`` and ``closed`` are from the tagger. A name of the gazetteer is
        given as ``(what, place, start, end, a, b)``; ``place`` is how many spans of the tagger end before it. ``what``
        is 0 for one outside all names, ``a`` its preposition; 1 for all or one part of a closed name, ``a`` to ``b``;
        2 for one that may replace the spans ``place`` to ``a``; 3 for a longer one than the closed one; 4 for one at
        the span ``place``, which follows a comma. Bits are added: 8 if a comma precedes it (with 2: its first span), 16
        if a point belongs to it, 32 if a hyphen joins a word to it (with 0: *U.S.-led*). Names of ``words`` outside
        all names are left out, unless a preposition, a comma or a word that joins names stands before them, or a
        comma or a bracket after them.
        """

class GeographicWords:
    """Words that say of a name that it is of a place: *River*, *County*, *refugee camp*."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words, one or two each. Raises ValueError for one of more than 20 letters."""

    def beside(self, text: str, start: int, end: int) -> bool:
        """Return whether such a word is in a name, after it or before it; *of* and *the* may stand between.

        Before it, 24 characters are read. Raises ValueError if the name is not in the text.
        """

class PlaceCues:
    """What says of a name that no gazetteer has that it is one of a place."""

    def __init__(self, sorter: PlaceSorter, geographic: GeographicWords, phrases: Iterable[str]) -> None:
        """Take the words after which *in*, *at* and *from* say nothing of a place: *a stake in*."""

    def speak(self, text: str, start: int, end: int) -> bool:
        """Return whether a preposition before a name, or a geographic word in or beside it, says that it is a place."""

class Rules(Protocol):
    """What a finder asks: of each name once (`NameFact`), and of the few that it cannot decide alone."""

    def facts_of(self, name: str) -> int: ...
    def are_places(self, name: str) -> bool: ...
    def are_names(self, name: str) -> bool: ...
    def is_country(self, name: str) -> bool: ...
    def is_office(self, text: str, start: int, end: int) -> bool: ...
    def lies_in(self, name: str, holder: str) -> bool: ...

class SpanFinder:
    """Finds the spans of places: those of the tagger, and names of the gazetteer that it did not give."""

    def __init__(self, rules: Rules, sorter: PlaceSorter, words: KnownWords, *, english: bool) -> None:
        """Take the rules of one gazetteer, and the words that it knows to be none, which count in English texts."""

    def find(
        self,
        text: str,
        found: array[int],
        names: Iterable[tuple[int, int, bool]],
        closed: Iterable[tuple[int, int]],
    ) -> tuple[array[int], int]:
        """Return the spans in order, without overlaps, and the flags that any of them has. Arguments as in `sort`.

        The spans are flat: start, end and flags of each, of the type ``q``.
        """

def mark_spans(text: str, spans: list[tuple[int, int, int]]) -> int:
    """Add to each span, in place, what the words beside it may say; return the flags that any has."""
