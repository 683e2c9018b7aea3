"""Names as people write them: by which words a value is found, wherever the words of a keyword field count.

A name is found by any of its words, side by side. Case, accents and points do not count, nor does

* how an umlaut is written: *Pöhl*, *Poehl*, *Pohl*;
* how initials are written: *J. K. Rowling*, *J.K. Rowling*, *JK Rowling*;
* which part comes first, if a comma says so: *Reagan, Ronald*.

So a name has *readings*, lists of words: as it is written, with its initials joined, and both of these in order. A
value is found by a name if any reading of the name is in any of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby
from typing import NamedTuple

from dateline.index.analysis.english import fold_name_word, fold_value, tokenize
from dateline.index.pattern import compile_late
from dateline.index.segment.columns import KeywordColumn

__all__ = ["Name", "NameList", "has_initials", "matches_name", "name_list", "pieces_of", "read_name"]

MOST_INITIALS = 3  # that stand side by side and are joined; a longer word is never read as initials
MOST_COMMAS = 2  # of an inverted name: *King, Martin Luther, Jr.*
# Where an umlaut may be written with an e. A piece of a word that ends here is in all of its spellings.
VOWELS = "aou"
MOST_KEPT = 1 << 15  # names that are kept
LONGEST_KEPT = 200  # characters
_KEPT = "names"
INITIALS = compile_late(r"(?<!\S)(?:[^\W\d_]\.)*+(?:[^\W\d_]|(?<=\.))(?!\S)")


class Name(NamedTuple):
    """A name: folded, its readings as words with a space around each, and these in one line."""

    folded: str
    readings: tuple[str, ...]
    line: str


def read_name(name: str) -> Name:
    """Return a name as it is compared. It has no readings if it has no words."""
    return _kept_name(name) if len(name) <= LONGEST_KEPT else _read(name)


def has_initials(name: str) -> bool:
    """Return whether a word of a name is an initial, or initials with points: *G. Bush*, *G Bush*, *G.H.W. Bush*."""
    return INITIALS.search(name) is not None


def _read(name: str) -> Name:
    words = _words_of(name)
    orders = [words]
    if 0 < name.count(",") <= MOST_COMMAS:
        from dateline.index.entities.people.person_names import in_order  # start-up: few values have a comma

        orders.append(_words_of(in_order(name)))
    found = dict.fromkeys(
        f" {' '.join(reading)} " for order in orders for reading in (order, _joined(order)) if reading
    )
    return Name(fold_value(name), tuple(found), "\t".join(found))


# A query compares the same names many times, and without an index once for each article.
_kept_name = lru_cache(maxsize=MOST_KEPT)(_read)


def _words_of(name: str) -> list[str]:
    return [fold_name_word(form) for form, _, _ in tokenize(name)]


def _joined(words: list[str]) -> list[str]:
    """Return words with those initials joined that stand side by side."""
    if sum(map(_is_initial, words)) < 2:
        return words
    made: list[str] = []
    for initials, group in groupby(words, key=_is_initial):
        own = [*group]
        made += ["".join(own)] if initials and 1 < len(own) <= MOST_INITIALS else own
    return made


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.upper() != word


def matches_name(value: str, folded: str, readings: Iterable[str]) -> bool:
    """Return whether a value equals ``folded`` except for case, accents and spaces, or contains one of the readings."""
    own = read_name(value)
    return own.folded == folded or any(reading in own.line for reading in readings)


def pieces_of(name: Name) -> tuple[str, ...]:
    """Return texts of which the folded form of each value with a reading of a name contains one; none for any value.

    A word that is too long for initials side by side is written with points, or with an e more after a vowel.
    """
    words = name.readings[0].split() if name.readings else []
    long = [word for word in words if len(word) > MOST_INITIALS and word.isascii()]
    found = [(piece, word) for word in long for piece in _split_at_vowels(word)]
    if not found:
        return ()
    piece, word = max(found, key=lambda each: len(each[0]))
    return piece, ".".join(word)


def _split_at_vowels(word: str) -> Iterator[str]:
    start = 0
    for place, letter in enumerate(word[:-1], 1):
        if letter in VOWELS and fold_name_word(f"{word[:place]}e{word[place:]}") == word:
            yield word[start:place]
            start = place
    yield word[start:]


class NameList:
    """Values, in which names are sought: each value is divided into words once."""

    def __init__(self, values: Iterable[str]) -> None:
        lines = [_read(value).line for value in values]
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]
        self._text = "\n".join(lines)

    def containing(self, readings: Sequence[str]) -> list[int]:
        """Return the numbers of the values that contain one of the readings of a name, ascending."""
        return sorted({number for each in readings for number in self._find(each)})

    def _find(self, words: str) -> Iterator[int]:
        at = self._text.find(words)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield number
            at = self._text.find(words, self._starts[number + 1])


def name_list(column: KeywordColumn) -> NameList:
    """Return the values of a column as names, made when they are first needed and kept with the column."""
    found: NameList | None = column.kept.get(_KEPT)
    if found is None:
        found = column.kept.setdefault(_KEPT, NameList(map(column.value, range(len(column)))))
    return found
