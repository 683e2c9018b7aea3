"""Annotated articles with other names in them: people, places and organisations exchanged for names of the lists.

A name keeps its kind and, inside an article, its substitute; people keep their initials, particles and suffixes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from names_data import Sentence, Span
from names_lists import Lists, read_lists
from names_words import TRICKY_FORENAMES

from dateline.index.entities.people.titles import PARTICLES, SUFFIXES

__all__ = ["Exchange"]

FORMS = ("Inc", "Corp", "Co", "Ltd", "Plc", "Group", "Company", "Corporation", "Bank", "Holdings")
LEARNING = ("University", "College", "Institute")
CLUB_FORMS = ("FC", "United", "City", "Club", "Real", "Athletic")
TWO_PARTS = ("van der", "de la", "Van", "De", "al", "di", "Mac", "Le", "von", "Abu", "Da", "Ben")


def known(names: Sequence[str]) -> frozenset[str]:
    """Return names as a set."""
    return frozenset(names)


class Exchange:
    """Exchanges names in articles; equal seeds give equal articles."""

    def __init__(self, data: Path, seed: str) -> None:
        """Read the lists."""
        self.lists: Lists = read_lists(data)
        self.random = Random(seed)
        self.forenames = known(self.lists.forenames)
        self.places = (self.lists.countries, self.lists.states, self.lists.cities)
        self.known_places = tuple(known(names) for names in self.places)
        self.chosen: dict[tuple[str, str], str] = {}

    def article(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """Return an article with other names."""
        self.chosen = {}
        return [self.sentence(sentence) for sentence in sentences]

    def sentence(self, sentence: Sentence) -> Sentence:
        """Return a sentence with other names."""
        tokens: list[str] = []
        names: list[Span] = []
        last = 0
        for start, end, kind in sentence.names:
            tokens.extend(sentence.tokens[last:start])
            other = self.other(sentence.tokens[start:end], kind)
            names.append((len(tokens), len(tokens) + len(other), kind))
            tokens.extend(other)
            last = end
        return Sentence((*tokens, *sentence.tokens[last:]), tuple(names))

    def other(self, words: Sequence[str], kind: str) -> Sequence[str]:
        """Return the words of the name to put for a name."""
        make = {"PER": self.person, "GEO": self.place, "ORG": self.organisation}.get(kind)
        if make is None:
            return words
        found = make(words)
        return [word.upper() for word in found] if all(len(word) > 1 and word.isupper() for word in words) else found

    def once(self, kind: str, word: str, make: Callable[[], str]) -> str:
        """Return the substitute of a name in this article."""
        key = (kind, word.lower())
        if key not in self.chosen:
            self.chosen[key] = make()
        return self.chosen[key]

    def person(self, words: Sequence[str]) -> list[str]:
        """Return another person's name."""
        made: list[str] = []
        for i, word in enumerate(words):
            if len(word.strip(".")) < 2 or not word[0].isupper() or word.strip(".").lower() in SUFFIXES | PARTICLES:
                made.append(word)
            elif word.title() in self.forenames and (i + 1 < len(words) or len(words) == 1):
                made.extend(self.once("F", word, self.forename).split())
            else:
                made.extend(self.once("S", word, self.surname).split())
        return made

    def forename(self) -> str:
        """Return a forename, sometimes one that is also a place, a month or a word."""
        return self.pick(TRICKY_FORENAMES if self.random.random() < 0.06 else self.lists.forenames)

    def surname(self) -> str:
        """Return a surname, sometimes of two words."""
        plain = self.pick(self.lists.surnames)
        if " " in plain or self.random.random() > 0.06:
            return plain
        return f"{self.random.choice(TWO_PARTS)} {plain}"

    def pick(self, names: Sequence[str]) -> str:
        """Return one of the names, more often one of the first."""
        return names[int(len(names) * self.random.random() ** 1.7)]

    def place(self, words: Sequence[str]) -> Sequence[str]:
        """Return another place of the same kind; places of no list stay."""
        name = " ".join(words)
        for kind, names in zip(self.known_places, self.places, strict=True):
            if name.title() in kind or name in kind:
                return self.once("L", name, lambda names=names: self.pick(names)).split()
        return words

    def organisation(self, words: Sequence[str]) -> Sequence[str]:
        """Return another company, university or club; other bodies stay."""
        name = " ".join(words)
        for forms, names in (
            (FORMS, self.lists.companies),
            (LEARNING, self.lists.universities),
            (CLUB_FORMS, self.lists.clubs),
        ):
            if len(words) > 1 and any(word.strip(".") in forms for word in words):
                return self.once("O", name, lambda names=names: self.pick(names)).split()
        return words
