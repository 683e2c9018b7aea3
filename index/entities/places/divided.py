"""What the name of a divided country means: *Korea* is South Korea in news that names that, or a place in it, alone."""

from __future__ import annotations

from typing import Final

from dateline.index.dataclass import replace
from dateline.index.entities.mention import PlaceMention
from dateline.index.entities.places.gazetteer import Gazetteer

__all__ = ["KOREA", "narrow_korea"]

KOREA: Final = "Korean Peninsula"
_SOUTH, _NORTH = "South Korea", "North Korea"
_NAMES: Final = frozenset(("korea", "korean", "koreans"))
# The division; before it, Seoul is a city of Korea.
_SINCE: Final = 1948


def narrow_korea(gazetteer: Gazetteer, mentions: tuple[PlaceMention, ...], year: int) -> tuple[PlaceMention, ...]:
    """Return the mentions, *Korea* as South Korea if the article is about that, and not about the North.

    A text without a date stays as it is: it may be about the time before the division.
    """
    if year < _SINCE:
        return mentions
    south = gazetteer.by_label(_SOUTH)
    if south is None or any(each.label == _NORTH or _lies_in(gazetteer, each, _NORTH) for each in mentions):
        return mentions
    shown = next((e for e in mentions if e.label == _SOUTH or _lies_in(gazetteer, e, _SOUTH)), None)
    if shown is None:
        return mentions
    return tuple(
        [
            replace(
                each, name=south.name, label=south.label, kind=south.kind, country=south.country, lat=south.lat,
                lon=south.lon, geonameid=south.geonameid, reason=f"the text names “{shown.text}”, and not the North",
            )
            if each.label == KOREA and each.text.lower() in _NAMES
            else each
            for each in mentions
        ]
    )  # fmt: skip


def _lies_in(gazetteer: Gazetteer, mention: PlaceMention, holder: str) -> bool:
    place = gazetteer.by_label(mention.label)
    return place is not None and holder in gazetteer.ancestors(place)
