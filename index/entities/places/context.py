"""Score the meanings of an ambiguous place name by the other places of the article.

The score of a meaning is the logarithm of its prominence plus contributions of the other places of the article:

* each country and first-level region that contains the meaning and other places of the article: its weight ×
  ln(1 + their number), more if the text names it;
* the dateline's region and country;
* the nearest other place within `nearness.NEAR` kilometres.

An ambiguous name is context for the others, too: it counts for each region that may contain it, by its likelihood
there. The softmax of the scores gives the confidences. The weights were set by hand, and were checked on GeoVirus and on
texts of enwiki and Chronicling America in which the state after the name of a town had been removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log1p
from typing import Final

from dateline.index.entities.places.gazetteer import Gazetteer, Place
from dateline.index.entities.places.meanings import NameMeanings, shares
from dateline.index.entities.places.nearness import NEAR, Points

__all__ = ["ArticleContext"]

_COUNTRY: Final = 1.4
_REGION: Final = 1.5
_WEIGHTS: Final = {
    "country": _COUNTRY, "region": _REGION, "city": 1.0, "world-region": 0.2, "feature": 0.2, "unknown": 0.0,
}  # fmt: skip
# Further contributions: of a country or region that the text names, of the dateline, of the nearest place.
_NAMED: Final = {"country": 0.5, "region": 2.5}
_HOME, _HOME_REGION = 2.0, 1.5
_NEARBY: Final = 2.5
# Of another region of the same country: a list of states.
_SIBLING: Final = 0.8
# Meanings whose prominence is lower by this much (e⁹ ≈ 8,100) are not scored: no context makes up for it.
_HOPELESS: Final = 9.0


@dataclass(slots=True)
class ArticleContext:
    """The places of an article that are known: the regions and countries that contain them, and their coordinates."""

    gazetteer: Gazetteer
    home: Place | None = None
    """The place of the dateline."""
    holders: dict[str, float] = field(default_factory=dict)
    """How many places of the article each country or region contains, by label."""
    named: set[str] = field(default_factory=set)
    """The labels of the places of the article."""
    siblings: dict[str, int] = field(default_factory=dict)
    """How many regions directly in each country the text names."""
    points: Points = field(default_factory=Points)

    def add(self, places: Iterable[Place]) -> None:
        """Add unambiguous places."""
        for place in places:
            if place.label in self.named:
                continue
            self.named.add(place.label)
            self._count(place, 1.0)
            if place.kind == "region":
                for label in place.parents:
                    self.siblings[label] = self.siblings.get(label, 0) + 1
            if place.kind in ("city", "feature") or (place.kind == "region" and place.population < _SMALL_REGION):
                self.points.add(place.label, place.lat, place.lon)

    def add_likely(self, choices: Iterable[NameMeanings]) -> list[list[float]]:
        """Add names that are ambiguous, each meaning by its likelihood in the context so far; return the likelihoods."""
        weighed = [(choice, shares(self.scores(choice))) for choice in choices]
        for choice, parts in weighed:
            for meaning, part in zip(choice.meanings, parts, strict=True):
                if part > _SMALL_PART:
                    self._count(meaning.place, part)
                    if part > _LIKELY:
                        self.points.add(meaning.place.label, meaning.place.lat, meaning.place.lon)
        return [parts for _, parts in weighed]

    def _count(self, place: Place, part: float) -> None:
        holders = self.holders
        holders[place.label] = holders.get(place.label, 0.0) + part
        for label in self.gazetteer.ancestors(place):
            holders[label] = holders.get(label, 0.0) + part

    def scores(self, choice: NameMeanings) -> list[float]:
        """Return the score of each meaning of a name in this article."""
        least = choice.scores[0] - _HOPELESS
        return [
            score + self._support(meaning.place) if score > least else score
            for score, meaning in zip(choice.scores, choice.meanings, strict=True)
        ]

    def scores_without(self, choice: NameMeanings, parts: Sequence[float]) -> list[float]:
        """Return the scores of a name that was added as likely, without its own contribution."""
        for meaning, part in zip(choice.meanings, parts, strict=False):
            if part > _SMALL_PART:
                self._count(meaning.place, -part)
        found = self.scores(choice)
        for meaning, part in zip(choice.meanings, parts, strict=False):
            if part > _SMALL_PART:
                self._count(meaning.place, part)
        return found

    def scores_of_sure(self, choice: NameMeanings) -> list[float]:
        """Return the scores of a name that was added as certain, without its own contribution."""
        return self.scores_without(choice, [1.0])

    def prefers_another(self, choice: NameMeanings) -> bool:
        """Return whether the region of a less likely meaning contains more of the article than the first meaning's."""
        first = choice.meanings[0].place
        if first.kind == "country":
            return self._is_alone(first) and any(self.named.intersection(m.place.parents) for m in choice.meanings[1:])
        if first.kind not in ("city", "region"):
            return False
        others = choice.meanings[1:]
        if first.kind == "region":
            others = tuple(meaning for meaning in others if meaning.place.kind in ("region", "country"))
        own = max((self.holders.get(label, 0.0) - 1 for label in first.parents), default=0.0)
        return any(
            self.holders.get(label, 0.0) > own
            for meaning in others
            for label in meaning.place.parents
            if label not in first.parents
        )

    def _is_alone(self, country: Place) -> bool:
        """Return whether a country and its surroundings contain no other place of the article."""
        labels = (country.label, *country.parents)
        return all(self.holders.get(label, 0.0) <= (2.0 if label == country.label else 1.0) for label in labels)

    def is_far(self, place: Place) -> bool:
        """Return whether the article has several places, none of them in the country of a place."""
        return (
            len(self.named) > _SEVERAL
            and place.country is not None
            and (self.home is None or self.home.country != place.country)
            and all(
                self.holders.get(label, 0.0) <= 1 and label not in self.named
                for label in self.gazetteer.ancestors(place)
                if (holder := self.gazetteer.by_label(label)) is not None and holder.kind == "country"
            )
        )

    def contains(self, place: Place) -> bool:
        """Return whether the region of a place, or its country, holds another place of the article."""
        return any(self.holders.get(label, 0.0) > _SOME for label in place.parents)

    def _support(self, place: Place) -> float:
        support = 0.0
        for label in self.gazetteer.ancestors(place):
            count = self.holders.get(label)
            if count is not None and count > _SMALL_PART:
                support += self._of_holder(label, count)
        if place.kind == "region":
            support += _SIBLING * log1p(sum(self.siblings.get(label, 0) for label in place.parents))
        if place.kind == "country":
            support += _COUNTRY * log1p(self.holders.get(place.label, 0.0))
        elif support:
            nearest = self.points.nearest(place.label, place.lat, place.lon)
            support += _NEARBY * (1 - nearest / NEAR)
        if self.home is not None and place.country == self.home.country:
            support += _HOME + (_HOME_REGION if set(place.parents) & set(self.home.parents) else 0.0)
        return support

    def _of_holder(self, label: str, count: float) -> float:
        holder = self.gazetteer.by_label(label)
        if holder is None:
            return 0.0
        support = _WEIGHTS[holder.kind] * log1p(count)
        if label in self.named:
            support += _NAMED.get(holder.kind, 0.0)
        # To be in England or in California says less than to be in Vermont.
        return support * min(1.0, _LARGE_REGION / max(1, holder.population)) if holder.kind == "region" else support


_LARGE_REGION: Final = 15_000_000
_SMALL_REGION: Final = 2_000_000
_SMALL_PART: Final = 0.02
_LIKELY: Final = 0.6
_SOME: Final = 0.5
_SEVERAL: Final = 3
