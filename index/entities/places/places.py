"""Find the places of a text: the spans of their names, and the place that each means.

Spans come from the tagger of names. The gazetteer adds unambiguous names that the tagger missed (countries, peoples,
large cities). In languages other than English only the gazetteer is used. Names within names of people and
organisations (*Jordan*, *Bank of England*) are not places.

An ambiguous name is resolved by an adjacent name (*Paris, Texas*), else by the other places of the article
(`dateline.index.entities.places.context`), else by prominence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from dateline.index.entities.mention import Candidate, PlaceKind, PlaceMention
from dateline.index.entities.places.context import ArticleContext
from dateline.index.entities.places.gazetteer import Gazetteer, Place
from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.entities.places.meanings import NameMeanings, find_meanings, shares
from dateline.index.entities.places.spans import Span, find_spans, resolve_adjacent

__all__ = ["find_places"]

# A name whose first meaning has this share is unambiguous: it is context for others and needs none.
_SURE = 0.98
_SHOWN = 5
_SHORT_FORM = 6
_UNKNOWN_CONFIDENCE = 0.5

# name, label, kind, country, lat, lon, geonameid, confidence, demonym, candidates, reason: a mention without its span
Resolution = tuple[
    str, str, PlaceKind, str | None, float | None, float | None, int | None, float, bool, tuple[Candidate, ...], str
]

_ARTICLES = frozenset(("the", "The", "a", "A", "an", "An"))
# Names that the tagger may wrongly tag as places: companies, and words that are not names.
_NO_PLACE = re.compile(
    r"\d|\b(?:Inc|Corp|Ltd|Co|Plc|PLC|AG|SA|NV|GmbH|LLC|LLP|Sen|Rep|Gov|Trust|Bank|Group|Holdings?|"
    r"Airlines?|Airways|Petroleum|Industries)\b\.?$"
)


def find_places(
    text: str,
    names: Sequence[tuple[int, int, bool]],
    *,
    gazetteer: Gazetteer,
    taken: Iterable[tuple[int, int]] = (),
    published: date | None = None,
    dateline_place: PlaceMention | None = None,
    english: bool = True,
) -> tuple[PlaceMention, ...]:
    """Return the mentions of places, in the order of the text.

    ``names`` are ``(start, end, is a demonym)`` from the tagger, ``taken`` the spans of people and organisations.
    ``published`` decides which historic names were in use; ``dateline_place`` is the place of the dateline.
    """
    spans = find_spans(text, names, taken, gazetteer, english=english)
    if not spans:
        return ()
    choices = [_choice(gazetteer, text[span.start : span.end], english, span.after_comma) for span in spans]
    explicit = resolve_adjacent(text, spans, choices, gazetteer)
    said = {place.name: place for place in (choices[n].meanings[at].place for n, (at, _) in explicit.items())}
    found: list[Resolution | None] = [None] * len(spans)
    doubtful: dict[str, list[int]] = {}
    sure: list[Place] = []
    year = published.year if published else 0
    for number, (span, choice) in enumerate(zip(spans, choices, strict=True)):
        if number in explicit:
            found[number] = _explicit(choice, *explicit[number])
            sure.append(choice.meanings[explicit[number][0]].place)
        elif not choice.meanings:
            printed = text[span.start : span.end]
            if not (printed[0].islower() or _NO_PLACE.search(printed) or _is_a_thing(text, span)):
                found[number] = _unknown(printed, span.demonym)
        elif said and (at := _said_before(choice, said)) >= 0:
            found[number] = _explicit(choice, at, f"the text says {choice.meanings[at].place.label}")
        elif _is_sure(choice):
            found[number] = _plain(choice, year)
            sure.append(choice.meanings[0].place)
        else:
            doubtful.setdefault(text[span.start : span.end], []).append(number)
    if doubtful:
        context = ArticleContext(gazetteer, home=dateline_place.country if dateline_place else None)
        context.add(sure)
        for numbers in doubtful.values():
            decided = _decide(choices[numbers[0]], context, year)
            for number in numbers:
                found[number] = decided
    return tuple(
        PlaceMention(text[span.start : span.end], span.start, span.end, *resolution)
        for span, resolution in zip(spans, found, strict=True)
        if resolution is not None
    )


def _choice(gazetteer: Gazetteer, name: str, english: bool, after_comma: bool) -> NameMeanings:
    choice = find_meanings(gazetteer, name, english, after_comma)
    # A tagged name may be a short form without a comma before it: "a Tex. senator".
    return choice if choice.meanings or len(name) > _SHORT_FORM else find_meanings(gazetteer, name, english, True)


@lru_cache(maxsize=50_000)
def _is_sure(choice: NameMeanings) -> bool:
    return len(choice.scores) == 1 or shares(choice.scores)[0] > _SURE


@lru_cache(maxsize=50_000)
def _plain(choice: NameMeanings, year: int) -> Resolution:
    """Return the meaning of an unambiguous name."""
    meaning = choice.meanings[0]
    reason = choice.reason
    if meaning.period:
        reason = _period(meaning.period, meaning.place.label, year)
    confidence = shares(choice.scores)[0]
    return _resolution(meaning.place, confidence, bool(meaning.flags & NameFlag.DEMONYM), (), reason)


def _said_before(choice: NameMeanings, said: Mapping[str, Place]) -> int:
    """Return the index of the meaning that the text gives in full elsewhere, -1 if none."""
    for at, meaning in enumerate(choice.meanings):
        place = said.get(meaning.place.name)
        if place is not None and place.label == meaning.place.label:
            return at
    return -1


def _decide(choice: NameMeanings, context: ArticleContext, year: int) -> Resolution:
    """Return the best meaning of a name in the context of the article."""
    scores = context.scores(choice)
    ranked = sorted(range(len(scores)), key=lambda at: -scores[at])
    parts = shares(scores)
    best = choice.meanings[ranked[0]]
    candidates = tuple(_candidate(choice.meanings[at].place, parts[at]) for at in ranked[:_SHOWN])
    reason = "the most prominent of its name" if ranked[0] == 0 else "other places in the article"
    if best.period:
        reason = _period(best.period, best.place.label, year)
    return _resolution(best.place, parts[ranked[0]], bool(best.flags & NameFlag.DEMONYM), candidates, reason)


def _explicit(choice: NameMeanings, at: int, reason: str) -> Resolution:
    meaning = choice.meanings[at]
    others = [_candidate(m.place, 0.0) for number, m in enumerate(choice.meanings) if number != at]
    candidates = (_candidate(meaning.place, 1.0), *others[: _SHOWN - 1]) if others else ()
    return _resolution(meaning.place, 1.0, bool(meaning.flags & NameFlag.DEMONYM), candidates, reason)


def _is_a_thing(text: str, span: Span) -> bool:
    """Return whether an unknown word has an article (*the Tavor*), as things have and few places."""
    if span.demonym:
        return False
    before = text[max(0, span.start - 5) : span.start].split(" ")
    return len(before) > 1 and not before[-1] and before[-2] in _ARTICLES and " " not in text[span.start : span.end]


def _unknown(name: str, demonym: bool) -> Resolution:
    return (name, name, "unknown", None, None, None, None, _UNKNOWN_CONFIDENCE, demonym, (), "in no gazetteer")


def _resolution(
    place: Place, confidence: float, demonym: bool, candidates: tuple[Candidate, ...], reason: str
) -> Resolution:
    return (
        place.name, place.label, place.kind, place.country, place.lat, place.lon, place.geonameid,
        round(confidence, 3), demonym, candidates, reason,
    )  # fmt: skip


def _candidate(place: Place, confidence: float) -> Candidate:
    return Candidate(place.label, place.country, place.geonameid, round(confidence, 3))


def _period(period: tuple[int, int], label: str, year: int) -> str:
    first, last = period
    years = f"{first or ''}–{last or ''}"
    if year and first <= year and (not last or year <= last):
        return f"the name of {label} when this was published ({years})"
    return f"a former name of {label} ({years})"
