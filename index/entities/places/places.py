"""Find the places of a text: the spans of their names, and the place that each means.

Spans come from the tagger of names. The gazetteer adds unambiguous names that the tagger missed (countries, peoples,
large cities). In languages other than English only the gazetteer is used. Names within names of people and
organisations (*Jordan*, *Bank of England*) are not places.

An ambiguous name is resolved by an adjacent name (*Paris, Texas*; `dateline.index.entities.places.adjacent`), else by
the other places of the article (`dateline.index.kernel._meanings`), else by prominence. A name that is mostly
something else needs a cue (`dateline.index.entities.places.cues`). `PlaceRules` has what few names need.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dateline.index.entities.mention import PersonMention, PlaceMention
from dateline.index.entities.places.adjacent import is_short_form, of_kind, says_around, says_inside
from dateline.index.entities.places.cues import (
    has_geographic_word,
    is_after_preposition,
    is_capitals,
    is_county,
    is_in_place,
    is_listed_trap,
    is_no_place,
    is_trap,
)
from dateline.index.entities.places.divided import KOREA, narrow_korea
from dateline.index.entities.places.false_places import NEXT_WORDS, is_else, names_person, what_else
from dateline.index.entities.places.gazetteer import Gazetteer
from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.entities.places.meanings import NameMeanings, find_meanings
from dateline.index.entities.places.resolutions import (
    Resolution,
    period_of,
    resolve_explicitly,
    resolve_unknown,
)
from dateline.index.entities.places.sorting import SpanFlag
from dateline.index.entities.places.spans import Span, finder_of
from dateline.index.kernel._meanings import ArticleContext, PlaceResolver

__all__ = ["find_places"]

# How many places of the article a region must contain, for a name that may be no place to be in it.
_ONE, _SEVERAL = 0.5, 1.5
_SHORT_FORM = 6
_ARTICLES = frozenset(("the", "The", "a", "A", "an", "An"))
# Names that the tagger may wrongly tag as places: companies, and words that are not names.
_NO_PLACE = re.compile(
    r"\d|\b(?:Inc|Corp|Ltd|Co|Plc|PLC|AG|SA|NV|GmbH|LLC|LLP|Sen|Rep|Gov|Trust|Bank|Group|Holdings?|"
    r"Airlines?|Airways|Petroleum|Industries|Parliament|Congress|Senate|Treasur(?:y|ies)|Cabinet|Commons|Lords)\b\.?$"
)


def find_places(
    text: str,
    names: Sequence[tuple[int, int, bool]],
    *,
    gazetteer: Gazetteer,
    taken: Iterable[tuple[int, int]] = (),
    people: Sequence[PersonMention] = (),
    published: date | None = None,
    dateline_place: PlaceMention | None = None,
    english: bool = True,
) -> tuple[PlaceMention, ...]:
    """Return the mentions of places, in the order of the text.

    ``names`` are ``(start, end, is a demonym)`` from the tagger, ``taken`` the spans of people and organisations,
    ``people`` the people. ``published`` decides which historic names were in use; ``dateline_place`` is the place of
    the dateline.
    """
    closed = list(taken)
    spans, flags = finder_of(gazetteer, english).find(text, gazetteer.scan(text), names, closed)
    if not spans:
        return ()
    resolver = gazetteer.resolvers.get(english)
    if resolver is None:
        resolver = gazetteer.resolvers[english] = PlaceResolver(
            gazetteer, PlaceRules(gazetteer, english), english=english
        )
    home = None if dateline_place is None else gazetteer.by_label(dateline_place.label)
    year = published.year if published else 0
    return resolver.resolve(text, spans, flags, closed, people, year, home)


def _is_abbreviated(name: str) -> bool:
    """Return whether a name is printed as the short form of a state is: *Mont.*, not *U.S.* or *Co.*"""
    return 4 <= len(name) <= _SHORT_FORM and name[-1] == "." and name[1:-1].isalpha() and name[1:-1].islower()


class Said:
    """The places that the text gives with what contains them (*Paris, Texas*); a later mention means the last one."""

    def __init__(self, choices: Sequence[NameMeanings], explicit: Mapping[int, tuple[int, str]]) -> None:
        self.choices, self.explicit = choices, explicit
        self.firsts: dict[NameMeanings, int] = {}
        self.places: dict[str, list[tuple[int, str]]] = {}
        for number in sorted(explicit):
            place = choices[number].meanings[explicit[number][0]].place
            self.places.setdefault(place.name, []).append((number, place.label))

    def resolve(self, number: int, choice: NameMeanings, printed: str) -> tuple[Resolution | None, int]:
        """Return what a name is resolved to that another one beside it decides, or a former mention; None if none does.

        Beside it, the index of the meaning if the name beside it says so, else -1.
        """
        if number in self.explicit:
            at, reason = self.explicit[number]
            return resolve_explicitly(choice, at, reason), at
        at = self.before(number, choice, printed)
        if at < 0:
            return None, -1
        return resolve_explicitly(choice, at, f"the text says {choice.meanings[at].place.label}"), -1

    def first_of(self, choice: NameMeanings) -> int:
        """Return which span has a name first."""
        if not self.firsts:
            for number, each in enumerate(self.choices):
                self.firsts.setdefault(each, number)
        return self.firsts[choice]

    def before(self, number: int, choice: NameMeanings, printed: str) -> int:
        """Return the index of the meaning that was said last before a span, or else first; -1 if none.

        The place that is named as printed comes before those that have other names, the likeliest first.
        """
        places = self.places
        for name in (printed, *[meaning.place.name for meaning in choice.meanings]):
            if name not in places:
                continue
            said = places[name]
            at = bisect_left(said, (number, "")) - 1
            if choice.is_famous and self.first_of(choice) < said[0][0]:
                continue  # London, before London in Ohio is named, is the capital, and stays it
            label = said[max(at, 0)][1]
            for index, meaning in enumerate(choice.meanings):
                if meaning.place.label == label:
                    return index
        return -1


class PlaceRules:
    """The rules for names that `PlaceResolver` cannot resolve alone, and what it asks of a name it has not seen."""

    resolve_explicitly = staticmethod(resolve_explicitly)
    resolve_unknown = staticmethod(resolve_unknown)
    period_of = staticmethod(period_of)
    said = Said
    says_inside = staticmethod(says_inside)
    says_around = staticmethod(says_around)
    is_trap = staticmethod(is_trap)
    what_else = staticmethod(what_else)
    is_else = staticmethod(is_else)
    names_person = staticmethod(names_person)
    next_words = NEXT_WORDS
    divided = KOREA

    def __init__(self, gazetteer: Gazetteer, english: bool) -> None:
        self.gazetteer, self.english = gazetteer, english

    def meanings_of(self, name: str, after_comma: bool) -> NameMeanings:
        """Return the meanings of a printed name; ``after_comma``: it follows another place and a comma."""
        if not after_comma and _is_abbreviated(name):
            short = find_meanings(self.gazetteer, name, self.english, True)
            if short.meanings and short.meanings[0].flags & NameFlag.QUALIFIER:
                return short
        choice = find_meanings(self.gazetteer, name, self.english, after_comma)
        if not choice.meanings and len(name) <= _SHORT_FORM and name.rstrip(".").lower() != "co":
            # A tagged name may be a short form without a comma before it ("a Tex. senator"), but "Co" is a company.
            choice = find_meanings(self.gazetteer, name, self.english, True)
        return choice

    def narrow_divided(self, mentions: tuple[PlaceMention, ...], year: int) -> tuple[PlaceMention, ...]:
        """Return the mentions of a text that names a divided country, as the part of it that is meant."""
        return narrow_korea(self.gazetteer, mentions, year)

    def read_beside(
        self, text: str, start: int, end: int, flags: int, choice: NameMeanings
    ) -> tuple[int, NameMeanings] | None:
        """Return the end of a name and its meanings, if what stands beside it corrects them."""
        if flags & SpanFlag.KIND_BESIDE and (fit := of_kind(text, start, end, choice)) is not choice:
            return end, fit
        if flags & SpanFlag.POINT_AFTER and end - start <= _SHORT_FORM:
            # The town before it may be in no gazetteer, and a person may be before a bracket: "Ann Lee (Mont.)".
            short = find_meanings(self.gazetteer, text[start:end], self.english, True)
            if is_short_form(short, text, start, end):
                return end + 1, short
        return None

    def keep_cued(
        self, context: ArticleContext, text: str, spans: Sequence[Span], choice: NameMeanings, numbers: list[int]
    ) -> list[int]:
        """Return which spans of a trap are places, by the words around them and the other places of the article."""
        start, end, _ = spans[numbers[0]]
        name = text[start:end]
        listed = is_listed_trap(choice)
        if choice.meanings[0].place.kind not in ("city", "region"):
            # "the Gulf" of an article that names the Gulf of Mexico
            held = context.contains_first(choice, _ONE) or context.names(choice)
            return [n for n in numbers if held and text.endswith(("the ", "The "), 0, spans[n][0])]
        held = context.contains(choice, _SEVERAL if listed else _ONE)
        if is_capitals(name):
            return [n for n in numbers if held and spans[n][2] & SpanFlag.TAGGED and not listed]
        if listed:
            numbers = [n for n in numbers if not text.endswith((" the ", "The "), 0, spans[n][0])]
        tagged = [n for n in numbers if spans[n][2] & SpanFlag.TAGGED]
        kept = set(tagged) if held or any(is_after_preposition(text, spans[n][0]) for n in tagged) else set()
        if held or is_county(name):
            kept.update(n for n in numbers if not spans[n][2] & SpanFlag.TAGGED)
        return sorted(kept)

    @staticmethod
    def may_name_place(name: str) -> bool:
        """Return whether a name that the gazetteer lacks may be a place, if there is a cue for it."""
        return not (name[0].islower() or _NO_PLACE.search(name) or is_capitals(name) or is_no_place(name))

    @staticmethod
    def is_a_thing(text: str, start: int, end: int, flags: int) -> bool:
        """Return whether an unknown word has an article (*the Tavor*), as things have and few places."""
        if flags & SpanFlag.DEMONYM:
            return False
        before = text[max(0, start - 5) : start].split(" ")
        if len(before) < 2 or before[-1] or before[-2] not in _ARTICLES or " " in text[start:end]:
            return False
        return not is_after_preposition(text, start, strict=True)

    @staticmethod
    def keep_unknown(
        text: str,
        spans: Sequence[Span],
        names: Mapping[str, Sequence[int]],
        taken: Sequence[tuple[int, int]],
        found: list[Resolution | None],
    ) -> None:
        """Keep the names that the gazetteer lacks, if one of their mentions has a preposition or a geographic word."""
        people: set[str] | None = None
        for name, numbers in names.items():
            ones = [spans[number] for number in numbers]
            if not any(
                flags & SpanFlag.DEMONYM or is_in_place(text, start) or has_geographic_word(text, start, end)
                for start, end, flags in ones
            ):
                continue
            if not ones[0][2] & SpanFlag.DEMONYM:
                if people is None:
                    people = {text[start:end].rpartition(" ")[2] for start, end in taken}
                if name.rpartition(" ")[2] in people:
                    continue
            for number, (_, _, flags) in zip(numbers, ones, strict=True):
                found[number] = resolve_unknown(name, flags & SpanFlag.DEMONYM != 0)
