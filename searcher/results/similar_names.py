"""What could be typed in place of a value of a keyword field that no article has: values, or words of them, like it.

Values are compared without case, accents and points; of a place, the name before the comma; of a person, without title
and suffix (*Jr.*, *III*). Candidates have two or three letters at the beginning or the end of a word of the value
typed, so that not all values are compared. Those that are one letter from it come first, then those of two letters,
then others; of those alike the ones with the same first letter. A word of three letters or fewer is never compared: a
code is no other word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from dateline.index.analysis.english import fold
from dateline.index.entities.people.person_names import in_order, split_name, surname_of
from dateline.index.entities.people.titles import SUFFIXES
from dateline.index.fields import Field
from dateline.searcher.automata.suggestion import nearest_texts
from dateline.searcher.engine.names import matches_name, read_name
from dateline.searcher.engine.words import folded_words
from dateline.searcher.entities.titled_names import without_title
from dateline.searcher.query.misspelling import nearest_names
from dateline.searcher.query.tree import InField, Node, Phrase, Word

__all__ = ["SHORTEST", "near_names", "similar_values"]

LIKE = 0.8  # similarity of names that are further than two letters apart
PIECES = (3, 2)  # letters; the shorter ones are tried if the longer ones of a single word find nothing near
MOST_WORDS = 3  # of a value, whose pieces are looked for
OTHERWISE_LONG = 3  # letters by which a name may be longer or shorter
SHORTEST = 4  # letters of a word that may be misspelt
AROUND = ".,'’\"()"

WITHIN, FURTHER, PART = 0, 8, 9  # ranks beside those of `nearest_texts`
NEAR = 3  # the rank of what is one letter away

Ranked = list[tuple[int, str]]  # values and words, each after its rank; the lowest is the most similar
Keys = Callable[[str], Iterable[str]]  # the values of a field that contain a piece of text


def similar_values(text: str, row: Field, keys: Keys, most: int) -> list[tuple[int, Node]]:
    """Return clauses of a field that may have been meant by a value, each after its rank, the most similar first.

    Of a field whose values are found by any of their words, one word typed is compared with words; of several, the last
    one, or the surname, may also be found alone.
    """
    typed = _Typed(text, row)
    if not typed.is_comparable:
        return []
    if row.by_word and len(typed.words) == 1:
        return [(rank, InField(row.name, Word(each))) for rank, each in typed.near_words(keys, most)]
    found = [*typed.inverted(keys), *typed.near_values(keys, most, loosely=True)]
    made: list[tuple[int, Node]] = [(rank, InField(row.name, Phrase(each))) for rank, each in found]
    if row.by_word and len(typed.last) >= SHORTEST:
        made.append((PART, InField(row.name, Word(typed.last))))
    return made


def near_names(text: str, row: Field, keys: Keys, most: int, *, any_surname: bool = False) -> list[tuple[int, Node]]:
    """Return clauses of a field with names that are at most two letters from a text of several words, with ranks.

    People with the surname typed are preferred, if there are any; with ``any_surname`` they are not.
    """
    typed = _Typed(text, row)
    if not typed.is_comparable or len(typed.words) < 2:
        return []
    found = typed.near_values(keys, most, loosely=False, any_surname=any_surname)
    return [(rank, InField(row.name, Phrase(each))) for rank, each in found]


class _Typed:
    """A value as it is compared with those of a field."""

    def __init__(self, text: str, row: Field) -> None:
        self.row = row
        if row.entity == "person":
            text = without_title(text) or (in_order(text) if text.count(",") == 1 else text)
        self.text = text
        words = folded_words(text)
        while row.entity == "person" and len(words) > 1 and words[-1].strip(AROUND) in SUFFIXES:
            words = words[:-1]
        self.words = words
        self.name = " ".join(words).replace(".", "")
        self.last = words[-1] if words else ""

    @property
    def is_comparable(self) -> bool:
        """Whether any word is long enough to be a misspelling."""
        return any(len(word) >= SHORTEST for word in self.words)

    def inverted(self, keys: Keys) -> Ranked:
        """Return the name with its first word as the surname, if a value has it so: *James Baker* for *Baker James*."""
        first, *rest = self.text.split() or [""]
        if not self.row.by_word or self.row.entity == "place" or not rest:
            return []
        text = " ".join((*rest, first))
        name = read_name(text)
        return [(WITHIN, text)] if any(matches_name(each, *name[:2]) for each in keys(_longest(self.words)[0])) else []

    def near_words(self, keys: Keys, most: int) -> Ranked:
        """Return words of values that are near the one typed."""

        def known(found: Iterable[str]) -> Mapping[str, str]:
            words = {word.strip(AROUND) for key in found for word in fold(key).split()}
            words = {word for word in words if len(word) >= SHORTEST - 1 and word not in SUFFIXES}
            return {word: word for word in sorted(words) if word != self.name}

        return self._nearest(keys, known, most, loosely=True)

    def near_values(self, keys: Keys, most: int, *, loosely: bool, any_surname: bool = False) -> Ranked:
        """Return values near the one typed, those that contain its words first if it is a place.

        ``loosely``: also values that are more than two letters away, or contain the words typed. ``any_surname``:
        people with the surname typed are not preferred.
        """

        def known(found: Iterable[str]) -> Mapping[str, str]:
            names: dict[str, str] = {}
            for key in sorted(found):  # of names that fold alike always the same one
                names.setdefault(self._name_of(key), key)
            return names

        near = self._nearest(keys, known, most, loosely=loosely)
        if loosely and self.row.entity == "place":
            within = [key for key in sorted(keys(self.name)) if f" {self.name} " in f" {self._name_of(key)} "]
            near = [*((WITHIN, key) for key in within[:most]), *(each for each in near if each[1] not in within)]
        return self._with_surname(near) if self.row.entity == "person" and not any_surname else near

    def _nearest(
        self, keys: Keys, known: Callable[[Iterable[str]], Mapping[str, str]], most: int, *, loosely: bool
    ) -> Ranked:
        close, near = dict[str, str](), Ranked()
        for size in PIECES if len(self.words) == 1 else PIECES[:1]:  # of several words most are spelt right
            pieces = dict.fromkeys(piece for word in _longest(self.words) for piece in (word[:size], word[-size:]))
            names = known({key for piece in pieces for key in keys(piece)})
            close = {each: key for each, key in names.items() if abs(len(each) - len(self.name)) <= OTHERWISE_LONG}
            near = [(rank, close[each]) for each, rank in nearest_texts(self.name, close, most)]
            if near and near[0][0] <= NEAR:
                return near
        if near or not loosely:
            return near
        return [(FURTHER, close[each]) for each in nearest_names(self.name, close, most, LIKE)]

    def _with_surname(self, found: Ranked) -> Ranked:
        """Return the people with the surname typed; all of them if none has it."""
        surname = split_name(self.name).surname
        return [each for each in found if surname_of(each[1]) == surname] or found

    def _name_of(self, key: str) -> str:
        return fold(key.partition(",")[0] if self.row.entity == "place" else key).replace(".", "")


def _longest(words: Sequence[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)[:MOST_WORDS]
