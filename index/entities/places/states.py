"""A short form of a state after a comma says where the town before it is: *Springfield, Mass.*; *Prague, Neb.*

The rules for names beside each other (`dateline.index.kernel._meanings`) decide most of them. Here are those that the
tagger's borders hid (*Springfield, Mass. Police came*), and towns that are in no gazetteer, but have a namesake in it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from dateline.index.dataclass import replace
from dateline.index.entities.glances import MENTIONS
from dateline.index.entities.mention import PlaceMention
from dateline.index.entities.people.titles import word_set
from dateline.index.entities.places.gazetteer import Gazetteer, Place
from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.entities.places.meanings import find_meanings

__all__ = ["bind_states"]

_SHORT: Final = re.compile(r", ((?:[NSW]\.\s?)?[A-Z][A-Za-z]{0,4}\.)")
_FARTHEST: Final = 9
# Short forms that are titles and words, too, so that they are only taken where they were found as states.
_DOUBTFUL: Final = word_set("Col. Miss. Me. O.")
# In "Tralee, Co. Kerry" it is a county, and else a company: no paper prints Colorado so.
_COUNTY: Final = "Co."
_TOWNS: Final = ("city", "country")
_COUNTRIES: Final = ("US", "CA")


def bind_states(gazetteer: Gazetteer, text: str, mentions: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """Return the mentions with the states that stand after towns, and the towns in these states."""
    return _bound(gazetteer, text, mentions) if MENTIONS.has_list_mark(text, mentions, _FARTHEST) else mentions


def _bound(gazetteer: Gazetteer, text: str, mentions: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """Return the mentions as `bind_states`: one of them may have a short form after it."""
    bound: dict[tuple[str, str], PlaceMention] = {}
    found = list[PlaceMention]()
    for number, each in enumerate(mentions):
        state, following = None, mentions[number + 1] if number + 1 < len(mentions) else None
        if text.startswith(",", each.end) and each.kind in _TOWNS and not each.demonym:
            state = _state_after(gazetteer, text, each, following)
        key = (each.text, each.label)
        if state is not None:
            each = bound[key] = _in_state(gazetteer, each, state)
        elif bound and (known := bound.get(key)):
            each = replace(known, text=each.text, start=each.start, end=each.end, reason=f"the text says {known.label}")
        found.append(each)
        if state is not None and (following is None or following.start >= state.end):
            found.append(state)
    return tuple(found) if bound else mentions


def _state_after(
    gazetteer: Gazetteer, text: str, town: PlaceMention, following: PlaceMention | None
) -> PlaceMention | None:
    """Return the state whose short form stands after a town."""
    short = _SHORT.match(text, town.end)
    if short is None:
        return None
    state = _state_of(gazetteer, short[1])
    if state is None or town.label in (state.label, *state.parents):
        return None
    start, end = short.span(1)
    if following is not None and following.start < end:
        return following if following.label == state.label else None
    if short[1] in _DOUBTFUL:
        return None
    return PlaceMention(
        short[1], start, end, state.name, state.label, state.kind, state.country, state.lat, state.lon,
        state.geonameid, reason=f"“{town.text}” is in it",
    )  # fmt: skip


@lru_cache(maxsize=1000)
def _state_of(gazetteer: Gazetteer, short: str) -> Place | None:
    """Return the state that a short form with a point means, or None."""
    choice = find_meanings(gazetteer, short, True, True)
    if short == _COUNTY or not choice.meanings or not choice.meanings[0].flags & NameFlag.QUALIFIER:
        return None
    place = choice.meanings[0].place
    return place if place.kind == "region" and place.country in _COUNTRIES else None


def _in_state(gazetteer: Gazetteer, town: PlaceMention, state: PlaceMention) -> PlaceMention:
    """Return a town as the one of its name in a state; one that the gazetteer lacks has no coordinates."""
    place = gazetteer.by_label(town.label)
    if place is not None and state.label in gazetteer.ancestors(place):
        return town
    reason = f"“{state.text}” stands after it"
    for each in find_meanings(gazetteer, town.text, True).meanings:
        if state.label in gazetteer.ancestors(each.place):
            place = each.place
            return replace(
                town, name=place.name, label=place.label, kind=place.kind, country=place.country, lat=place.lat,
                lon=place.lon, geonameid=place.geonameid, confidence=1.0, candidates=(), reason=reason,
            )  # fmt: skip
    name = town.text.title() if town.text.isupper() else town.text
    return replace(
        town, name=name, label=f"{name}, {state.name}", kind="city", country=state.country, lat=None, lon=None,
        geonameid=None, confidence=1.0, candidates=(), reason=f"{reason}; in no gazetteer",
    )  # fmt: skip
