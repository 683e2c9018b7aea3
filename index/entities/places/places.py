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
from collections.abc import Iterable, Sequence
from datetime import date

from dateline.index.entities.mention import PersonMention, PlaceMention
from dateline.index.entities.places.adjacent import is_short_form, of_kind, says_around, says_inside
from dateline.index.entities.places.cues import (
    CUES,
    is_capitals,
    is_county,
    is_no_place,
)
from dateline.index.entities.places.divided import KOREA, narrow_korea
from dateline.index.entities.places.false_places import NEXT_WORDS, SENSES, is_code, is_else, names_person
from dateline.index.entities.places.gazetteer import Gazetteer
from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.entities.places.lists import NAMES, resolve_lists
from dateline.index.entities.places.meanings import NameMeanings, find_meanings
from dateline.index.entities.places.sorting import SORTER, SpanFlag
from dateline.index.entities.places.spans import finder_of
from dateline.index.entities.places.states import bind_states
from dateline.index.entities.tagging import word_classes
from dateline.index.kernel._meanings import PlaceResolver

__all__ = ["find_places"]

_SHORT_FORM = 6
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
    closed = taken if isinstance(taken, list) else list(taken)
    finder = gazetteer.finders.get(english) or finder_of(gazetteer, english)
    spans, flags = finder.find(text, gazetteer.scan(text), names, closed)
    if not spans:
        return ()
    resolver = gazetteer.resolvers.get(english)
    if resolver is None:
        resolver = gazetteer.resolvers[english] = PlaceResolver(
            gazetteer, PlaceRules(gazetteer, english), english=english
        )
    home = None if dateline_place is None else gazetteer.by_label(dateline_place.label)
    year = published.year if published else 0
    mentions = resolver.resolve(text, spans, flags, closed, people, year, home)
    if "<" in text:
        mentions = tuple([each for each in mentions if not is_code(text, each.start, each.end)])
    if not english:
        return mentions
    mentions = bind_states(gazetteer, text, mentions)
    for each in mentions:
        if each.text in NAMES:
            return resolve_lists(gazetteer, text, mentions)
    return mentions


def _is_abbreviated(name: str) -> bool:
    """Return whether a name with a point is printed as the short form of a state is: *Mont.*, not *U.S.* or *Co.*"""
    return 4 <= len(name) <= _SHORT_FORM and name[1:-1].isalpha() and name[1:-1].islower()


class PlaceRules:
    """The rules for names that `PlaceResolver` cannot resolve alone, and what it asks of a name it has not seen."""

    preposition = SORTER.preposition
    is_cued = CUES.speak
    is_county = staticmethod(is_county)
    says_inside = staticmethod(says_inside)
    says_around = staticmethod(says_around)
    senses = SENSES
    word_classes = staticmethod(word_classes)
    is_else = staticmethod(is_else)
    names_person = staticmethod(names_person)
    next_words = NEXT_WORDS
    divided = KOREA

    def __init__(self, gazetteer: Gazetteer, english: bool) -> None:
        self.gazetteer, self.english = gazetteer, english

    def meanings_of(self, name: str, after_comma: bool) -> NameMeanings:
        """Return the meanings of a printed name; ``after_comma``: it follows another place and a comma."""
        if not after_comma and name[-1] == "." and _is_abbreviated(name):
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

    @staticmethod
    def may_name_place(name: str) -> bool:
        """Return whether a name that the gazetteer lacks may be a place, if there is a cue for it."""
        return not (is_capitals(name) or name[0].islower() or is_no_place(name) or _NO_PLACE.search(name))

    @staticmethod
    def period_of(period: tuple[int, int], label: str, year: int) -> str:
        """Return what a historic name of a place is to an article of a year."""
        first, last = period
        years = f"{first or ''}–{last or ''}"
        if year and first <= year and (not last or year <= last):
            return f"the name of {label} when this was published ({years})"
        return f"a former name of {label} ({years})"
