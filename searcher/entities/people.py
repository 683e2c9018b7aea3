"""The people of an archive: the person of a key, and the keys that a query's value means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from dateline.index.analysis.english import fold_name_word, fold_value
from dateline.index.entities.authority.authority import Authority
from dateline.index.entities.people.agreement import group_names
from dateline.index.entities.people.person_names import is_initial, parts_agree, split_name, surname_of
from dateline.index.fields import Field
from dateline.searcher.engine.names import Name, NameList, matches_name, pieces_of, read_name
from dateline.searcher.engine.protocol import Engine, Naming
from dateline.searcher.engine.words import folded_words
from dateline.searcher.entities.meaning import Meaning
from dateline.searcher.entities.nicknames import other_given_names
from dateline.searcher.entities.titled_names import without_title
from dateline.searcher.query.bound import AllOf, Keys, NoneOf
from dateline.searcher.query.lookalikes import clip

__all__ = ["People"]

OFTENER = 10  # times as many articles have a name without its title if it is meant, too
MOST_NAMESAKES = 20  # names with one surname; of more, the surname alone is ambiguous
MOST_TOLD = 3  # people in a note
MOST_LOOKED_UP = 50  # names that are looked up by a piece of them; more are found faster in a list of all


class People:
    """The people of one field of an archive."""

    def __init__(self, engine: Engine, row: Field, authority: Authority, *, merge_names: bool) -> None:
        self._engine, self._row, self._authority, self._merge_names = engine, row, authority, merge_names
        self._by_surname: dict[str, Mapping[str, str]] = {}
        self._looked_up = 0
        self._full_names: Mapping[str, str] | None = None

    def name_of(self, key: str, id: str | None = None) -> str | None:
        """Return the person of a key, in an article or in general; None if the person is hidden."""
        if id is not None and (name := self._exceptions.get((id, key))) is not None:
            return self._authority.resolve("people", name)
        if self._authority.knows("people", key):
            return self._authority.resolve("people", key)
        return self._authority.resolve("people", self.full_name(key))

    def resolve(self, value: str, *, by_word: bool, listed: bool = False) -> Meaning:
        """Return the keys that a query's value means: those of everyone with such a name, whether `listed` or not.

        If nobody has such a name, a title in it is left out, with a note. If few have it with the title, and many more
        without, both are found.
        """
        called, hidden, notes = self._called(value, by_word=by_word), self._is_hidden(value), list[str]()
        bare = "" if hidden else without_title(value)
        if bare:
            called, note = self._with_untitled(value, bare, called, by_word=by_word)
            notes.append(note)
        if len(called) > MOST_LOOKED_UP:
            self._group_all()
        if not called and not hidden:
            called = self._agreeing(bare or value)
            notes = [self._note_agreeing(value, self._names(called))]
        names = self._names(called)
        meant = self._keys(names)
        if by_word and not listed and len(names) == 1 and len(value.split()) > 1:
            notes.append(self._note_surname(next(iter(names)), meant))
        if by_word and not listed and not hidden:
            notes.append(self._note_familiar(bare or value, meant))
        return Meaning(
            meant.keys,
            excluded=meant.excluded,
            included=meant.included,
            names=tuple(sorted(names)),
            note="; ".join(filter(None, notes)),
        )

    def _names(self, called: Iterable[str]) -> frozenset[str]:
        return frozenset(name for each in called if (name := self.name_of(each)) is not None)

    def _keys(self, names: Collection[str]) -> Keys:
        """Return the clause for people."""
        keys = frozenset(key for name in names for key in self._keys_of(name))
        apart = self._exceptions.items()
        excluded = frozenset(pair for pair, name in apart if pair[1] in keys and name not in names)
        return Keys(self._row.name, keys, excluded, frozenset(pair for pair, name in apart if name in names))

    def _with_untitled(self, value: str, bare: str, called: set[str], *, by_word: bool) -> tuple[set[str], str]:
        """Return the keys of people called by a value or without the title in it, and a note."""
        read = f"“{clip(value)}” is read as “{clip(bare)}”"
        if not called:
            called = self._called(bare, by_word=by_word)
            return called, f"{read}: a title is no part of a name" if called else ""
        name = read_name(value)
        if not by_word or any(self._is_listed(each, name) for each in self._authority.names("people")):
            return called, ""
        others = self._called(bare, by_word=True)
        titled, untitled = (self._engine.total(self._keys(self._names(each))) for each in (called, others))
        if not titled or untitled < OFTENER * titled:
            return called, ""
        have = f"{titled:,} article{' has' if titled == 1 else 's have'}"
        return called | others, f"{read}, too: {have} the name with its title, {untitled:,} without"

    def _note_surname(self, name: str, meant: Keys) -> str:
        """Return a note if more articles name a person by the surname alone than by the full name; else an empty text.

        The surname is ambiguous, without a note, if another full name with it is at least half as common.
        """
        own = split_name(name)
        if not own.given or self._authority.knows("people", name):
            return ""
        group = {each: split_name(each) for each in self._names(self._called(own.surname, by_word=True))}
        group = {each: parts for each, parts in group.items() if parts.surname == own.surname}
        alone = [each for each, parts in group.items() if not parts.given and not self._authority.knows("people", each)]
        if not alone or len(group) > MOST_NAMESAKES:
            return ""
        counted, only = self._engine.total(meant), AllOf((self._keys(alone), NoneOf(meant)))
        count = self._engine.total(only)
        rivals = (each for each, parts in group.items() if parts.given and each != name)
        if count <= counted or any(2 * self._engine.total(self._keys((each,))) >= counted for each in rivals):
            return ""
        surname = max(alone, key=lambda each: (each != each.lower(), each))
        named = "article names" if count == 1 else "articles name"
        typed = surname if surname.isalnum() else f'"{surname}"'
        return f"{count:,} {named} only {clip(surname)}: {self._row.name}:{typed}"

    def _note_familiar(self, value: str, meant: Keys) -> str:
        """Return a note on who is named by another form of a given name, if more articles name them (*Bob Dole*)."""
        typed = split_name(value)
        if len(typed.given) != 1:
            return ""
        counts: dict[str, int] = {}
        for given in other_given_names(typed.given[0]):
            asked = f"{given} {typed.surname}".title()
            names = self._names(self._called(asked, by_word=True))
            spelt = (each for each in sorted(names) if fold_value(each) == fold_value(asked))
            counts[next(spelt, asked)] = self._engine.total(self._keys(names)) if names else 0
        name = min(counts, key=lambda each: (-counts[each], each), default="")
        if not name or counts[name] <= self._engine.total(meant):
            return ""
        named = "article names" if counts[name] == 1 else "articles name"
        return f'{counts[name]:,} {named} {clip(name)}: {self._row.name}:"{clip(name)}"'

    def _note_agreeing(self, value: str, agreeing: Collection[str]) -> str:
        """Return a note on whom a value with initials means; an empty text if it means nobody."""
        if not agreeing:
            return ""
        counts = {name: self._engine.total(self._keys((name,))) for name in agreeing}
        most = sorted(counts, key=lambda name: (-counts[name], name))
        told = [f"{clip(name)} ({counts[name]:,})" for name in most[:MOST_TOLD]]
        more = f", and {len(most) - MOST_TOLD:,} more" if len(most) > MOST_TOLD else ""
        return f"“{clip(value)}” is read as {', '.join(told)}{more}: no article has the name as typed"

    def _agreeing(self, value: str) -> set[str]:
        """Return the keys, and the names in the authority file, with initials of a name written out, or without them.

        They have the surname, and as many given names as both have agree: *P. Volcker*, *Paul A. Volcker*.
        """
        typed = split_name(value)
        if not any(map(is_initial, typed.given)) or is_initial(typed.surname):
            return set()
        surname = fold_name_word(typed.surname)

        def agrees(name: str) -> bool:
            other = split_name(name)
            return fold_name_word(other.surname) == surname and parts_agree(
                typed, other._replace(surname=typed.surname)
            )

        pieces = pieces_of(read_name(typed.surname)) or ("",)
        near = frozenset[str]().union(*(self._engine.keys(self._row.name, piece) for piece in pieces))
        found = {key for key in near if agrees(key)}
        for each in self._authority.names("people"):
            if any(map(agrees, (each, *self._authority.aliases_of("people", each)))):
                found.add(each)
        return found

    def _is_hidden(self, value: str) -> bool:
        return self._authority.resolve("people", value) is None

    def _called(self, value: str, *, by_word: bool) -> set[str]:
        """Return the keys, and the names in the authority file, that a value names."""
        name, called = read_name(value), set[str]()
        if not by_word or not name.readings:
            keys = self._engine.keys(self._row.name, name.folded)
            called.update(key for key in keys if fold_value(key) == name.folded)
        if called:  # a filter takes the whole value, but one of the source may be one with a name found
            name = name._replace(readings=())
        if name.readings:
            called.update(self._containing(name))
        called.update(each for each in self._authority.names("people") if self._is_listed(each, name))
        return called

    def _containing(self, name: Name) -> Iterable[str]:
        """Return the keys that contain one of the readings of a name."""
        pieces = pieces_of(name)
        if not pieces or self._has_looked_up_enough():
            keys, names = self._all_names
            return [keys[number] for number in names.containing(name.readings)]
        near = frozenset[str]().union(*(self._engine.keys(self._row.name, piece) for piece in pieces))
        return [key for key in near if matches_name(key, name.folded, name.readings)]

    @cached_property
    def _all_names(self) -> tuple[Sequence[str], NameList]:
        keys = tuple(self._engine.keys(self._row.name))
        return keys, NameList(keys)

    def naming(self, level: str | None = None) -> Naming | None:
        """Return how to count people; None if each key is a person of its own. People have no levels."""
        return self._naming

    @cached_property
    def _naming(self) -> Naming | None:
        keys = self._engine.keys(self._row.name)
        self._group_all()  # faster than by surname
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

    def _is_listed(self, listed: str, name: Name) -> bool:
        known = (listed, *self._authority.aliases_of("people", listed))
        return any(matches_name(each, name.folded, name.readings) for each in known)

    def _keys_of(self, name: str) -> Iterator[str]:
        """Yield the keys of a person; they share a surname with the name or an alias."""
        if self._has_looked_up_enough():
            yield from self._keys_by_name.get(name, ())
            return
        known = (name, *self._authority.aliases_of("people", name))
        for piece in {_longest_word(surname_of(each)) for each in known}:
            for key in self._engine.keys(self._row.name, piece):
                if self.name_of(key) == name:
                    yield key

    @cached_property
    def _keys_by_name(self) -> Mapping[str, Sequence[str]]:
        """The keys of each person, without hidden ones."""
        self._group_all()
        made = defaultdict[str, list[str]](list)
        for key in self._engine.keys(self._row.name):
            if (name := self.name_of(key)) is not None:
                made[name].append(key)
        return made

    def _has_looked_up_enough(self) -> bool:
        """Count a look-up by a piece of a name, and return whether there were so many that a list of all is faster."""
        self._looked_up += 1
        return self._looked_up > MOST_LOOKED_UP

    def _group_all(self) -> None:
        if self._merge_names and self._full_names is None:
            self._full_names = group_names(filter(_is_extracted, self._engine.keys(self._row.name)))

    def full_name(self, key: str) -> str:
        """Return the fullest name of the archive that a key agrees with."""
        if not self._merge_names or not _is_extracted(key):
            return key
        if self._full_names is not None:
            return self._full_names.get(key, key)
        surname = surname_of(key)
        group = self._by_surname.get(surname)
        if group is None and self._has_looked_up_enough():
            self._group_all()
            return self.full_name(key)
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
