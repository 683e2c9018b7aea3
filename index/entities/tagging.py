"""Tag the names in a text: people, places, demonyms, organisations and other names."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from dateline.index.dataclass import dataclass, field
from dateline.index.entities.names_file import NamesFile, load_shipped
from dateline.index.kernel._records import RecordMaker
from dateline.index.kernel._tagging import classes_of, hash_word, tag

__all__ = [
    "CALENDAR",
    "COMMON_WORD",
    "DEMONYM",
    "FEMALE_NAME",
    "MALE_NAME",
    "ORGANISATION",
    "OTHER",
    "PERSON",
    "PLACE",
    "PLACE_WORDS",
    "SURNAME",
    "Names",
    "gender_of",
    "is_calendar_word",
    "is_common",
    "is_first_name",
    "is_place",
    "is_surname",
    "tag_names",
    "word_classes",
]

PERSON: Final = 1
PLACE: Final = 2
# A demonym or nationality (*Azerbaijani*), or a country as an actor (*Iran said*).
DEMONYM: Final = 3
ORGANISATION: Final = 4
OTHER: Final = 5

# The word classes that are used by name; `names_lexicon` of the trainer has all of them.
MALE_NAME: Final = 1 << 2
FEMALE_NAME: Final = 1 << 15
SURNAME: Final = 1 << 3
ORGANISATION_WORD: Final = 1 << 8
CALENDAR: Final = 1 << 9
COMMON_WORD: Final = 1 << 10
PLACE_WORDS: Final = 1 << 5 | 1 << 6 | 1 << 13


NO_SHIPS: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a text in order: start, end (exclusive) and kind of each.

    ``sentences`` are the starts of the sentences, ``people`` what `dateline.index.kernel._tagging.NameRules` says of
    the names that may be people's, if it was asked already. ``ships`` are the names of ships that the text calls so.
    """

    starts: array[int]
    ends: array[int]
    kinds: array[int]
    sentences: array[int]
    people: tuple[int, array[int]] | None = field(default=None, compare=False, repr=False)
    ships: frozenset[str] = NO_SHIPS

    def __len__(self) -> int:
        """Return the number of names."""
        return len(self.starts)

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        """Iterate over start, end and kind."""
        return zip(self.starts, self.ends, self.kinds, strict=True)

    def of(self, *kinds: int) -> list[tuple[int, int]]:
        """Return the spans of the names of some kinds."""
        return [(start, end) for start, end, kind in self if kind in kinds]


_make_names = RecordMaker(Names)


def tag_names(text: str, tables: NamesFile | None = None) -> Names:
    """Return the names of a text, by the given tables or those of the package.

    Offsets are in characters. A person's span excludes the title (*President*) and a possessive 's.
    """
    given = load_shipped() if tables is None else tables
    return _make_names(*tag(text, given.lexicon, given.rows, given.moves), None, NO_SHIPS)


@lru_cache(4096)
def word_classes(word: str) -> int:
    """Return the word classes of a word as bits, regardless of case."""
    return classes_of(load_shipped().lexicon, hash_word(word))


def is_first_name(word: str) -> bool:
    """Return whether a word is known as a forename."""
    return word_classes(word) & (MALE_NAME | FEMALE_NAME) != 0


def is_calendar_word(word: str) -> bool:
    """Return whether a word is the name of a month, a day of the week or a feast."""
    return word_classes(word) & CALENDAR != 0


def is_common(word: str) -> bool:
    """Return whether a word is common in small letters, or in names of organisations, and is no surname."""
    return word_classes(word) & (COMMON_WORD | ORGANISATION_WORD) != 0 and not is_surname(word)


def is_surname(word: str) -> bool:
    """Return whether a word is known as a surname."""
    return word_classes(word) & SURNAME != 0


def is_place(word: str) -> bool:
    """Return whether a word is known as the name of a country, a state or a city."""
    return word_classes(word) & PLACE_WORDS != 0


def gender_of(forename: str) -> str:
    """Return ``m`` or ``f`` for a forename of men or women, empty for one of both or an unknown one."""
    found = word_classes(forename) & (MALE_NAME | FEMALE_NAME)
    return {MALE_NAME: "m", FEMALE_NAME: "f"}.get(found, "")
