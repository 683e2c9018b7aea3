"""People whom a user's own gazetteer lists: found in a text wherever a name of theirs stands with a capital."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from dateline.index.entities.mention import PersonMention
from dateline.index.entities.places.folding import folds, name_hash
from dateline.index.entities.places.gazetteer import tables_of
from dateline.index.kernel import scan_names

__all__ = ["ListedPeople"]


class ListedPeople:
    """Finds listed names in one pass, however many there are."""

    def __init__(self, people: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """`people` are names with their aliases; of two people with one name the first has it."""
        self._names: dict[int, str] = {}
        for name, aliases in people:
            for each in (name, *aliases):
                if hashed := name_hash(each):
                    self._names.setdefault(hashed, name)

    def beside(self, text: str, found: Sequence[PersonMention]) -> tuple[PersonMention, ...]:
        """Return the people found, and those listed whom no mention of them touches, in the order of the text."""
        if not self._names:
            return tuple(found)
        flat = iter(scan_names(text, folds(), *self._tables))
        taken = iter(found)
        person, merged = next(taken, None), []
        for start, end, _ in zip(flat, flat, flat, strict=True):
            while person is not None and person.end <= start:
                merged.append(person)
                person = next(taken, None)
            if person is not None and person.start < end:
                continue
            name = self._names[name_hash(text[start:end])]
            merged.append(PersonMention(text[start:end], start, end, name, reason="listed in the archive's gazetteer"))
        return (*merged, *(() if person is None else (person,)), *taken)

    @cached_property
    def _tables(self) -> tuple[memoryview, memoryview]:
        return tables_of(self._names)
