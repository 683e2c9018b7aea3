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

from dateline.index.entities.gazetteer import Gazetteer, Place
from dateline.index.entities.meanings import Choice

__all__ = ["ArticleContext", "distance"]

_SAME = 1.4
_WEIGHTS = {"country": _SAME, "region": 1.0, "city": 1.0, "world-region": 0.2, "feature": 0.2, "unknown": 0.0}
_DATELINE = 2.0
_NEAR = 300.0
_DEGREES = 2.7  # of latitude in _NEAR
_NEARBY = 1.0
_EARTH = 6371.0


@dataclass(slots=True)
class ArticleContext:
    """The places that an article names without doubt: by what holds them, and where they are."""

    gazetteer: Gazetteer
    holders: Counter[str] = field(default_factory=Counter)
    points: dict[str, tuple[float, float]] = field(default_factory=dict)
    supports: dict[str, float] = field(default_factory=dict)
    home: str | None = None
    """The country of the dateline."""

    def add(self, places: Iterable[Place]) -> None:
        """Count places that are sure."""
        for place in places:
            if place.label in self.points:
                continue
            if place.lat is not None and place.lon is not None:
                self.points[place.label] = place.lat, place.lon
            self.holders[place.label] += 1
            for label in self.gazetteer.ancestors(place):
                self.holders[label] += 1

    def scores(self, choice: Choice) -> tuple[float, ...]:
        """Return the score of each of a name's meanings in this article."""
        return tuple(
            score + self._support(meaning.place) for score, meaning in zip(choice.scores, choice.meanings, strict=True)
        )

    def _support(self, place: Place) -> float:
        known = self.supports.get(place.label)
        if known is None:
            known = self.supports[place.label] = self._find_support(place)
        return known

    def _find_support(self, place: Place) -> float:
        support = _DATELINE if self.home and place.country == self.home else 0.0
        near = False
        for label in self.gazetteer.ancestors(place):
            if count := self.holders.get(label):
                holder = self.gazetteer.by_label(label)
                kind = holder.kind if holder else "unknown"
                near = near or kind == "country"
                support += _WEIGHTS[kind] * log1p(count)
        if place.kind == "country":
            support += _SAME * log1p(self.holders.get(place.label, 0))
        elif near and self._has_neighbour(place):
            support += _NEARBY
        return support

    def _has_neighbour(self, place: Place) -> bool:
        if place.lat is None or place.lon is None:
            return False
        for label, (lat, lon) in self.points.items():
            if abs(lat - place.lat) >= _DEGREES or label == place.label:
                continue
            if distance(place.lat, place.lon, lat, lon) < _NEAR:
                return True
        return False


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the kilometres between two points in degrees, on a sphere (haversine)."""
    one, two = radians(lat), radians(other_lat)
    across = sin((two - one) / 2) ** 2 + cos(one) * cos(two) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(across)))
