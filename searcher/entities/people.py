"""The people of an archive: the person of a key, and the keys that a query's value means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from dateline.index.analysis.english import fold_value
from dateline.index.entities.authority.authority import Authority
from dateline.index.entities.people.agreement import group_names
from dateline.index.entities.people.person_names import surname_of
from dateline.index.fields import Field
from dateline.searcher.engine.protocol import Engine, Naming
from dateline.searcher.engine.words import folded_words, matches_name
from dateline.searcher.entities.meaning import Meaning

__all__ = ["People"]


class People:
    """The people of one field of an archive."""

    def __init__(self, engine: Engine, row: Field, authority: Authority, *, merge_names: bool) -> None:
        self._engine, self._row, self._authority, self._merge_names = engine, row, authority, merge_names
        self._by_surname: dict[str, Mapping[str, str]] = {}
        self._full_names: Mapping[str, str] | None = None

    def name_of(self, key: str, id: str | None = None) -> str | None:
        """Return the person of a key, in an article or in general; None if the person is hidden."""
        if id is not None and (name := self._exceptions.get((id, key))) is not None:
            return self._authority.resolve("people", name)
        if self._authority.knows("people", key):
            return self._authority.resolve("people", key)
        return self._authority.resolve("people", self.full_name(key))

    def resolve(self, value: str, *, by_word: bool, listed: bool = False) -> Meaning:
        """Return the keys that a query's value means: those of everyone with such a name, whether `listed` or not."""
        words, folded = folded_words(value) if by_word else (), fold_value(value)
        if not by_word and not any(matches_name(key, folded, ()) for key in self._engine.keys(self._row.name)):
            words = folded_words(value)  # a value of the source that is one with a name found
        piece = max(words, key=len, default=folded) if value.isascii() else ""
        called = [key for key in self._engine.keys(self._row.name, piece) if matches_name(key, folded, words)]
        known = (name for name in self._authority.names("people") if self._is_listed(name, folded, words))
        names = {name for key in called if (name := self.name_of(key)) is not None} | set(known)
        keys = {key for name in names for key in self._keys_of(name)}
        apart = self._exceptions.items()
        return Meaning(
            frozenset(keys),
            excluded=frozenset(pair for pair, name in apart if pair[1] in keys and name not in names),
            included=frozenset(pair for pair, name in apart if name in names),
            names=tuple(sorted(names)),
        )

    def naming(self, level: str | None = None) -> Naming | None:
        """Return how to count people; None if each key is a person of its own. People have no levels."""
        return self._naming

    @cached_property
    def _naming(self) -> Naming | None:
        keys = self._engine.keys(self._row.name)
        if self._merge_names:
            self._full_names = group_names(filter(_is_extracted, keys))  # faster than by surname
        names = {key: self.name_of(key) for key in keys}
        exceptions = {pair: self._shown(*pair) for pair in self._exceptions}
        if not exceptions and all(key == name for key, name in names.items()):
            return None
        return Naming(self._row.name, lambda key: () if (name := names.get(key)) is None else (name,), exceptions)

    def _shown(self, id: str, key: str) -> tuple[str, ...]:
        name = self.name_of(key, id)
        return () if name is None else (name,)

    @cached_property
    def _exceptions(self) -> Mapping[tuple[str, str], str]:
        return self._authority.exceptions("people")

    def _is_listed(self, name: str, folded: str, words: tuple[str, ...]) -> bool:
        return any(matches_name(each, folded, words) for each in (name, *self._authority.aliases_of("people", name)))

    def _keys_of(self, name: str) -> Iterator[str]:
        """Yield the keys of a person; they share a surname with the name or an alias."""
        known = (name, *self._authority.aliases_of("people", name))
        for piece in {_longest_word(surname_of(each)) for each in known}:
            for key in self._engine.keys(self._row.name, piece):
                if self.name_of(key) == name:
                    yield key

    def full_name(self, key: str) -> str:
        """Return the fullest name of the archive that a key agrees with."""
        if not self._merge_names or not _is_extracted(key):
            return key
        if self._full_names is not None:
            return self._full_names.get(key, key)
        surname = surname_of(key)
        group = self._by_surname.get(surname)
        if group is None:
            keys = self._engine.keys(self._row.name, _longest_word(surname))
            group = group_names(each for each in keys if _is_extracted(each) and surname_of(each) == surname)
            self._by_surname[surname] = group
        return group.get(key, key)


def _is_extracted(key: str) -> bool:
    """Return whether a key may come from the extractor; values in other forms are not merged."""
    return "," not in key and key != key.lower()


def _longest_word(text: str) -> str:
    """Return a substring of the folded form of all keys with these words; empty for text beyond ASCII."""
    return max(folded_words(text), key=len, default="") if text.isascii() else ""
