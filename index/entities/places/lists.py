"""Georgia and Washington in a list: *Ohio, Georgia and Washington* are states, *Armenia, Georgia and Turkey* countries.

Each is best known as something other than the state, and a single list does not outweigh that. So the other names of
the list decide, if they are all of one kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.index.dataclass import replace
from dateline.index.entities.mention import PlaceMention
from dateline.index.entities.places.gazetteer import Gazetteer, Place

__all__ = ["NAMES", "resolve_lists"]

# Each name with the labels of the state and of what else it means.
NAMES: Final = {
    "Georgia": ("Georgia, United States", "Georgia"),
    "Washington": ("Washington, United States", "Washington, D.C."),
}
# Beside these alone, Washington is the city.
_NEIGHBOURS: Final = frozenset({"Virginia", "Maryland"})
_COUNTRIES: Final = frozenset({"Georgia"})
# One of these beside the country is enough.
_NEAR: Final = frozenset({"Armenia", "Azerbaijan", "Russia", "Turkey", "Ukraine", "Moldova"})
_BETWEEN: Final = frozenset({", ", " and ", ", and ", " or ", ", or ", " & "})
_LONGEST: Final = 6
_FEWEST: Final = 2


def resolve_lists(gazetteer: Gazetteer, text: str, mentions: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """Return the mentions, Georgia and Washington in lists of states or of countries as what the others are.

    Later mentions of Georgia mean what the text has shown last.
    """
    made = list(mentions)
    said: dict[str, Place] = {}
    first = 0
    for number, each in enumerate(mentions):
        if number >= first:
            last = _end_of_list(text, mentions, number)
            meant = _meant_by(mentions[number:last]) if last > number + 1 else {}
            for at in range(number, last):
                known = NAMES.get(mentions[at].text, ())
                label = meant.get(mentions[at].text)
                if label is not None and mentions[at].label in known and (place := gazetteer.by_label(label)):
                    said[mentions[at].text] = place
                    made[at] = _as_place(mentions[at], place, "the others of the list")
            first = last
        if each.text in said and each.text in _COUNTRIES and made[number] is each:
            made[number] = _as_place(each, said[each.text], f"the text says {said[each.text].label}")
    return tuple(made)


def _end_of_list(text: str, mentions: Sequence[PlaceMention], number: int) -> int:
    """Return the number after that of the last mention of the list that a mention begins."""
    last = number + 1
    while last < len(mentions):
        end, start = mentions[last - 1].end, mentions[last].start
        if not 0 < start - end <= _LONGEST or text[end:start] not in _BETWEEN:
            break
        last += 1
    return last


def _meant_by(listed: Sequence[PlaceMention]) -> dict[str, str]:
    """Return the labels that Georgia and Washington mean in a list, by its other names, if these decide."""
    others = [each for each in listed if each.text not in NAMES]
    if not others:
        return {}
    labels = {each.label for each in others}
    if all(each.kind == "region" and each.country == "US" for each in others):
        return {name: state for name, (state, _) in NAMES.items() if name in _COUNTRIES or not labels <= _NEIGHBOURS}
    if not all(each.kind == "country" and not each.demonym for each in others):
        return {}
    return {name: NAMES[name][1] for name in _COUNTRIES} if len(labels) >= _FEWEST or labels & _NEAR else {}


def _as_place(mention: PlaceMention, place: Place, reason: str) -> PlaceMention:
    """Return a mention as one of a place, and unchanged if it is so already."""
    if mention.label == place.label:
        return mention
    return replace(
        mention, name=place.name, label=place.label, kind=place.kind, country=place.country, lat=place.lat,
        lon=place.lon, geonameid=place.geonameid, confidence=1.0, reason=reason,
    )  # fmt: skip
