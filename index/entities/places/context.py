"""Score the candidates of an ambiguous place name by the other places of the article.

The score of a candidate is the logarithm of its prominence plus contributions of the other places of the article:

* a country or first-level region that holds the candidate and other places of the article too: its weight ×
  ln(1 + their number);
* the dateline's country: `_DATELINE`;
* another place of the article within `_NEAR` kilometres: `_NEARBY`.

The softmax of the scores gives the confidences. The weights were set by hand so that the most prominent place is chosen
unless two or three other places of the article contradict it, and were checked on GeoVirus.
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
# Candidates whose prominence is lower by this much (e⁷ ≈ 1,100) are not scored: no context makes up for it.
_HOPELESS = 7.0


@dataclass(slots=True)
class ArticleContext:
    """The unambiguous places of an article: the regions and countries that contain them, and their coordinates."""

    gazetteer: Gazetteer
    holders: Counter[str] = field(default_factory=Counter)
    points: dict[str, tuple[float | None, float | None]] = field(default_factory=dict)
    home: str | None = None
    """The country of the dateline."""
    supports: dict[str, float] = field(default_factory=dict)
    holding: dict[str, float] = field(default_factory=dict)
    """The contribution of each of ``holders`` to a place in it."""

    def add(self, places: Iterable[Place]) -> None:
        """Add unambiguous places."""
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
        """Return the score of each meaning of a name in this article."""
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
