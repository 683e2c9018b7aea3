"""What an article says about which of several places of one name it means.

Each candidate starts with the logarithm of its prominence. To it comes what the other places of the article say:

* a country or first-level region that holds the candidate and other places of the article too: its weight ×
  ln(1 + their number);
* the dateline's country: `_DATELINE`;
* another place of the article within `_NEAR` kilometres: `_NEARBY`.

The shares of the scores (softmax) are the confidences. The weights were set by hand so that the prominent place stands
unless two or three others of the article speak against it, and were looked over on GeoVirus.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import asin, cos, log1p, radians, sin, sqrt

from dateline.index.entities.places.gazetteer import Gazetteer, Place
from dateline.index.entities.places.meanings import NameMeanings

__all__ = ["ArticleContext", "distance"]

_SAME = 1.4
_WEIGHTS = {"country": _SAME, "region": 1.0, "city": 1.0, "world-region": 0.2, "feature": 0.2, "unknown": 0.0}
_DATELINE = 2.0
_NEAR = 300.0
_DEGREES = 2.7  # of latitude in _NEAR
_NARROWEST = 0.25  # a degree of longitude by one of latitude, where people live at most this far north
_NEARBY = 1.0
_EARTH = 6371.0
# What is by so much less prominent than the first meaning is not asked about: no article makes up for it (e⁷ ≈ 1,100).
_HOPELESS = 7.0


@dataclass(slots=True)
class ArticleContext:
    """The places that an article names without doubt: by what holds them, and where they are."""

    gazetteer: Gazetteer
    holders: Counter[str] = field(default_factory=Counter)
    points: dict[str, tuple[float | None, float | None]] = field(default_factory=dict)
    home: str | None = None
    """The country of the dateline."""
    supports: dict[str, float] = field(default_factory=dict)
    holding: dict[str, float] = field(default_factory=dict)
    """What each of ``holders`` gives to a place in it."""

    def add(self, places: Iterable[Place]) -> None:
        """Count places that are sure."""
        for place in places:
            if place.label in self.points:
                continue
            self.points[place.label] = place.lat, place.lon
            self.holders[place.label] += 1
            self.holders.update(self.gazetteer.ancestors(place))
        for label, count in self.holders.items():
            holder = self.gazetteer.by_label(label)
            self.holding[label] = _WEIGHTS[holder.kind if holder else "unknown"] * log1p(count)

    def scores(self, choice: NameMeanings) -> list[float]:
        """Return the score of each of a name's meanings in this article."""
        least = choice.scores[0] - _HOPELESS
        return [
            score + self._support(meaning.place) if score > least else score
            for score, meaning in zip(choice.scores, choice.meanings, strict=True)
        ]

    def _support(self, place: Place) -> float:
        known = self.supports.get(place.label)
        if known is None:
            known = self.supports[place.label] = self._find_support(place)
        return known

    def _find_support(self, place: Place) -> float:
        support = sum(self.holding.get(label, 0.0) for label in self.gazetteer.ancestors(place))
        if place.kind == "country":
            support += self.holding.get(place.label, 0.0)
        elif support and self._has_neighbour(place):
            support += _NEARBY
        return support + _DATELINE if self.home and place.country == self.home else support

    def _has_neighbour(self, place: Place) -> bool:
        if place.lat is None or place.lon is None:
            return False
        for label, (lat, lon) in self.points.items():
            if lat is None or lon is None:
                continue
            if (
                abs(lat - place.lat) >= _DEGREES
                or abs(lon - place.lon) * _NARROWEST >= _DEGREES
                or label == place.label
            ):
                continue
            if distance(place.lat, place.lon, lat, lon) < _NEAR:
                return True
        return False


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the kilometres between two points in degrees, on a sphere (haversine)."""
    one, two = radians(lat), radians(other_lat)
    across = sin((two - one) / 2) ** 2 + cos(one) * cos(two) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(across)))
