"""Which place each name of an article means.

A name is *unknown* (in no gazetteer), a *trap* (needs a cue), *doubtful* (ambiguous), *likely* (means its first place
unless much speaks for another), or *certain* (has one meaning, whatever the article is about). `PlaceResolver` makes
the mentions of certain names at once; the others are resolved in an `ArticleContext`, whose scores are sums that do not
depend on an order. `context.pxi` says what a score is.
"""

from array import array
from collections.abc import Container, Iterable, Sequence
from typing import Protocol

from dateline.index.entities.mention import PersonMention, PlaceMention
from dateline.index.entities.places.gazetteer import Gazetteer, Place, PlaceMeaning

class NameMeanings:
    """The meanings of a name, the most likely first, and the logarithm of the weight of each; compared by identity."""

    meanings: tuple[PlaceMeaning, ...]
    reason: str
    """Why it has these meanings, if it is not by its name: *part of Iraq*."""
    is_listed: bool
    """Whether it is in the gazetteer's table of names that are mostly something else."""
    is_obscure: bool
    """Whether the first meaning is a region or a town that is not prominent, so that it may be the word of its name."""

    def __init__(self, meanings: tuple[PlaceMeaning, ...], scores: tuple[float, ...], reason: str = "") -> None:
        """Take the meanings. Raises ValueError for more than 32, or another number of scores."""

    @property
    def is_famous(self) -> bool:
        """Whether the first place is a country, a people or a large capital, and there are others of the name."""

    @property
    def scores(self) -> tuple[float, ...]:
        """The logarithm of the weight of each meaning."""

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that the name may mean."""

def prominence(kind: str, population: int, capital: bool) -> float:
    """Return the prominence of a place, on the scale of a population: used if nothing else resolves a name."""

def weight_of_name(flags: int) -> float:
    """Return the factor of a name to the prominence of its place, by its flags (`NameFlag`)."""

def weigh_meanings(meanings: Sequence[PlaceMeaning], unfit: int, own: Container[str]) -> NameMeanings:
    """Return the most likely of these meanings, without those that have one of the ``unfit`` flags (`NameFlag`).

    Meanings of equal weight stay in order. ``own`` are the labels of the places that take precedence.
    """

class Holders:
    """The places of a gazetteer that contain others, numbered as they are asked for."""

    def __init__(self, gazetteer: Gazetteer) -> None: ...

class ArticleContext:
    """The places of an article that are known: the regions and countries that contain them, and their coordinates."""

    def __init__(self, holders: Holders, home: Place | None = None) -> None:
        """Take what all articles share; ``home`` is the place of the dateline."""

    def add(self, places: Iterable[Place]) -> None:
        """Add unambiguous places."""

    def add_likely(self, choices: Sequence[NameMeanings]) -> list[list[float] | None]:
        """Add names that are ambiguous, each meaning by its likelihood in the context so far.

        Return the scores of each that is decided by then, else None.
        """

    def scores(self, choice: NameMeanings) -> list[float]:
        """Return the score of each meaning of a name in this article."""

    def scores_of_sure(self, choice: NameMeanings) -> list[float]:
        """Return the scores of a name whose first meaning was added as certain, without what that adds to them."""

    def prefers_another(self, choice: NameMeanings) -> bool:
        """Return whether the region of a less likely meaning contains more of the article than the first meaning's."""

    def is_far(self, place: Place) -> bool:
        """Return whether the article has several places, none of them in the country of a place."""

    def contains(self, choice: NameMeanings, least: float) -> bool:
        """Return whether a region (or a country) that a meaning is directly in contains more places than this."""

    def contains_first(self, choice: NameMeanings, least: float) -> bool:
        """Return whether that is so of the first meaning."""

    def names(self, choice: NameMeanings) -> bool:
        """Return whether the text names a meaning, as a certain place."""

class Rules(Protocol):
    """What a resolver asks: of each name once, and of the few names that it cannot resolve alone."""

    @property
    def divided(self) -> str: ...
    @property
    def next_words(self) -> frozenset[str]: ...
    @property
    def senses(self) -> dict[str, int]: ...
    def word_classes(self, word: str, /) -> int: ...
    def preposition(self, text: str, start: int, /) -> int: ...
    def is_cued(self, text: str, start: int, end: int, /) -> bool: ...
    def is_county(self, name: str) -> bool: ...
    def narrow_divided(self, mentions: tuple[PlaceMention, ...], year: int) -> tuple[PlaceMention, ...]: ...
    def meanings_of(self, name: str, after_comma: bool) -> NameMeanings: ...
    def may_name_place(self, name: str) -> bool: ...
    def read_beside(
        self, text: str, start: int, end: int, flags: int, choice: NameMeanings
    ) -> tuple[int, NameMeanings] | None: ...
    def says_inside(self, text: str, end: int, start: int) -> bool: ...
    def says_around(self, text: str, end: int, start: int) -> bool: ...
    def is_else(self, text: str, start: int, end: int, senses: int) -> bool: ...
    def names_person(
        self, text: str, name: str, spans: Sequence[tuple[int, int, int]], people: Sequence[PersonMention]
    ) -> bool: ...
    def period_of(self, period: tuple[int, int], label: str, year: int) -> str: ...

class PlaceResolver:
    """Resolves the names of texts to places of one gazetteer. It keeps what each name means wherever it stands."""

    def __init__(self, gazetteer: Gazetteer, rules: Rules, *, english: bool) -> None: ...
    def resolve(
        self,
        text: str,
        spans: array[int],
        flags: int,
        taken: Sequence[tuple[int, int]],
        people: Sequence[PersonMention],
        year: int,
        home: Place | None,
    ) -> tuple[PlaceMention, ...]:
        """Return the mentions of a text.

        ``spans`` and ``flags`` are from `SpanFinder.find`, ``taken`` are the spans of people and organisations,
        ``people`` the people, ``year`` that of the publication (0: unknown), ``home`` the place of the dateline.
        """

    def read_adjacent(self, text: str, spans: array[int], choices: list[NameMeanings]) -> dict[int, tuple[int, str]]:
        """Return the meanings decided by a neighbouring name: by number of the span, which meaning, and the reason.

        *Paris, Texas*: one meaning of Paris lies in Texas, which decides both names.
        """
