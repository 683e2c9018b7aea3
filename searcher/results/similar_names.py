"""What could be typed in place of a value of a keyword field that no article has: values, or words of them, like it.

Values are compared without case and accents; of a place, the name before the comma. Candidates have two or three
letters at the beginning or the end of a word of the value typed, so that not all values are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from dateline.index.analysis.english import fold
from dateline.index.entities.people.person_names import in_order
from dateline.index.fields import Field
from dateline.searcher.engine.words import folded_words
from dateline.searcher.entities.titled_names import without_title
from dateline.searcher.query.misspelling import nearest_names
from dateline.searcher.query.tree import InField, Node, Phrase, Word

__all__ = ["similar_values"]

LIKE = 0.7  # similarity of names
PIECES = (3, 2)  # letters; the shorter ones are tried if the longer ones find nothing
MOST_WORDS = 3  # of a value, whose pieces are looked for
OTHERWISE_LONG = 3  # letters by which a name may be longer or shorter


def similar_values(text: str, row: Field, keys: Callable[[str], Iterable[str]], most: int) -> list[Node]:
    """Return clauses of a field that may have been meant by a value, the most similar first.

    ``keys`` returns the values of the field that contain a piece of text. Of a field whose values are found by any of
    their words, one word typed is compared with words; of several, the last one may also be found alone.
    """
    if row.entity == "person":  # compared in order, and without a title
        text = without_title(text) or (in_order(text) if text.count(",") == 1 else text)
    words = folded_words(text)
    if not words:
        return []
    for size in PIECES:
        pieces = dict.fromkeys(piece for word in _longest(words) for piece in (word[:size], word[-size:]))
        found = [key for piece in pieces for key in keys(piece)]
        made = [*_similar(words, row, found, most)]
        if made:
            return made
    return []


def _longest(words: Sequence[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)[:MOST_WORDS]


def _similar(words: Sequence[str], row: Field, found: Iterable[str], most: int) -> Iterator[Node]:
    typed = " ".join(words)
    if row.by_word and len(words) == 1:
        known = {word: word for key in sorted(found) for word in fold(key).split()}
        yield from (InField(row.name, Word(each)) for each in _nearest(typed, known, most) if each != typed)
        return
    names: dict[str, str] = {}
    for key in sorted(found):  # of names that fold alike always the same one
        names.setdefault(_name_of(key, row), key)
    yield from (InField(row.name, Phrase(names[each])) for each in _nearest(typed, names, most))
    if row.by_word:
        yield InField(row.name, Word(words[-1]))


def _name_of(key: str, row: Field) -> str:
    return fold(key.partition(",")[0] if row.entity == "place" else key)


def _nearest(typed: str, known: Mapping[str, str], most: int) -> list[str]:
    close = [each for each in known if abs(len(each) - len(typed)) <= OTHERWISE_LONG]
    return nearest_names(typed, close, most, LIKE)
