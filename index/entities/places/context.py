"""Score the meanings of an ambiguous place name by the other places of the article.

The score of a meaning is the logarithm of its prominence plus contributions of the other places of the article:

* each country and first-level region that contains the meaning and other places of the article: its weight ×
  ln(1 + their number), more if the text names it;
* the dateline's region and country;
* the nearest other place within `nearness.NEAR` kilometres.

An ambiguous name is context for the others, too: it counts for each region that may contain it, by its likelihood
there. The softmax of the scores gives the confidences. The weights were set by hand, and were checked on GeoVirus and
on texts of enwiki and Chronicling America in which the state after the name of a town had been removed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from math import fsum, log1p
from typing import Final

from dateline.index.entities.places.gazetteer import Gazetteer, Place
from dateline.index.entities.places.meanings import NameMeanings, find_nested, shares
from dateline.index.entities.places.nearness import NEAR, Points

__all__ = ["ArticleContext"]

_COUNTRY: Final = 1.4
_REGION: Final = 1.5
_WEIGHTS: Final = {
    "country": _COUNTRY, "region": _REGION, "city": 1.0, "world-region": 0.2, "feature": 0.2, "unknown": 0.0,
}  # fmt: skip
# Further contributions: of a country or region that the text names, of the dateline, of the nearest place.
_NAMED: Final = {"country": 0.5, "region": 2.5}
_NAMED_FEATURE: Final = 3.0
_HOME, _HOME_REGION = 2.0, 1.0
_NEARBY: Final = 2.5
# Of another region of the same country: a list of states.
_SIBLING: Final = 0.8
# Meanings whose prominence is lower by this much (e⁸ ≈ 3,000) are not scored: no context makes up for it.
_HOPELESS: Final = 8.0
# What those lose whose prominence is lower by e⁴ ≈ 55: a city of millions may be far from the rest of an article.
_UNLIKELY, _DOUBT = 4.0, 0.7
_LARGE_REGION: Final = 30_000_000
_SMALL_REGION: Final = 2_000_000
_SMALL_PART: Final = 0.05
_LIKELY: Final = 0.6
_DECIDED: Final = 0.9
_SOME: Final = 0.5
_SEVERAL: Final = 3


class ArticleContext:
    """The places of an article that are known: the regions and countries that contain them, and their coordinates."""

    __slots__ = (
        "above",
        "chains",
        "gazetteer",
        "holders",
        "holding",
        "home",
        "named",
        "points",
        "siblings",
        "supports",
    )

    def __init__(self, gazetteer: Gazetteer, home: Place | None = None) -> None:
        self.gazetteer, self.home = gazetteer, home
        """``home`` is the place of the dateline."""
        self.holders: dict[str, float] = {}
        """How many places of the article each country or region contains, by label."""
        self.named: set[str] = set()
        """The labels of the places of the article."""
        self.holding: dict[str, float] = {}
        """What a place gains from each of its holders."""
        self.chains: dict[tuple[str, ...], float] = {}
        """What a place gains from all that contain it, by those that directly do."""
        self.above: dict[tuple[str, ...], float] = {}
        """The same without the first of them."""
        self.siblings: dict[str, int] = {}
        """How many regions directly in each country the text names."""
        self.points = Points()

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

    def add_likely(self, choices: Collection[NameMeanings]) -> list[list[float] | None]:
        """Add names that are ambiguous, each meaning by its likelihood in the context so far.

        Return the scores of each that is decided by then, else None.
        """
        self._weigh()
        scored: list[list[float] | None] = [self.scores(choice) for choice in choices]
        if len(scored) < 2:  # one name is no context for itself
            return scored
        for number, (choice, scores) in enumerate(zip(choices, scored, strict=True)):
            parts = shares(scores or ())
            if max(parts) < _DECIDED:
                scored[number] = None
            for meaning, part in zip(choice.meanings, parts, strict=True):
                if part > _SMALL_PART:
                    self._count(meaning.place, part)
                    if part > _LIKELY:
                        self.points.add(meaning.place.label, meaning.place.lat, meaning.place.lon)
        if None in scored:
            self._weigh()
        return scored

    def _weigh(self) -> None:
        """Compute what a place gains from each of its holders."""
        self.chains.clear()
        self.above.clear()
        self.holding.clear()
        for label, count in self.holders.items():
            weight, named = _weights_of(self.gazetteer, label)
            if weight:
                self.holding[label] = weight * log1p(count) + (named if label in self.named else 0.0)

    def _count(self, place: Place, part: float) -> None:
        holders = self.holders
        holders[place.label] = holders.get(place.label, 0.0) + part
        for label in self.gazetteer.ancestors(place):
            holders[label] = holders.get(label, 0.0) + part

    def scores(self, choice: NameMeanings) -> list[float]:
        """Return the score of each meaning of a name in this article."""
        if not self.holding:
            self._weigh()
        found = list(choice.scores)
        chains, home, points = self.chains, self.home, self.points if self.points.few else None
        for at, score, doubt, place in _hopeful(choice):
            parents = place.parents
            support = chains.get(parents)
            if support is None:
                support = chains[parents] = self._of_holders(place)
            if place.kind != "city":
                support = self._add_kind(place, support)
            elif support and points is not None:
                support += _NEARBY * (1 - points.nearest(place.label, place.lat, place.lon) / NEAR)
            if home is not None and place.country == home.country:
                support += _HOME + (_HOME_REGION if parents == home.parents else 0.0)
            found[at] = score + support - doubt
        own = choice.scores
        for at in find_nested(self.gazetteer, choice):  # what is near the one is near the other
            found[at] = own[at] + found[0] - own[0]
        return found

    def scores_of_sure(self, choice: NameMeanings) -> list[float]:
        """Return the scores of a name whose first meaning was added as certain, without what that adds to them."""
        own: dict[str, float] = {}
        for label in self.gazetteer.ancestors(choice.meanings[0].place):
            count, weight = self.holders.get(label, 0.0), _weights_of(self.gazetteer, label)[0]
            own[label] = weight * (log1p(count) - log1p(max(0.0, count - 1)))
        return [
            score - fsum([own[label] for label in own.keys() & self.gazetteer.ancestors(meaning.place)])
            for score, meaning in zip(self.scores(choice), choice.meanings, strict=True)
        ]

    def prefers_another(self, choice: NameMeanings) -> bool:
        """Return whether the region of a less likely meaning contains more of the article than the first meaning's."""
        rivals = _rivals_of(self.gazetteer, choice)
        if not rivals:
            return False
        first = choice.meanings[0].place
        if first.kind == "country":
            return not self.named.isdisjoint(rivals) and self._is_alone(first)
        holders = self.holders
        own = max([holders.get(label, 0.0) - 1 for label in first.parents], default=0.0)
        return max([holders.get(label, 0.0) for label in rivals]) > own

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

    def contains(self, place: Place, least: float = _SOME) -> bool:
        """Return whether the region of a place, or its country if it has none, contains places of the article."""
        return max([self.holders.get(label, 0.0) for label in place.parents], default=0.0) > least

    def _add_kind(self, place: Place, support: float) -> float:
        """Return what a meaning that is no city gains, with what it gains from its holders."""
        if place.kind == "feature" and place.label in self.named:
            support += _NAMED_FEATURE
        if place.kind == "country":
            support += _COUNTRY * log1p(self.holders.get(place.label, 0.0))
        elif support:
            support += _NEARBY * (1 - self.points.nearest(place.label, place.lat, place.lon) / NEAR)
            if place.kind == "region":
                support += _SIBLING * log1p(sum([self.siblings.get(label, 0) for label in place.parents]))
        return support

    def _of_holders(self, place: Place) -> float:
        """Return what a place gains from all that contain it."""
        if len(place.parents) != 1:
            return self._of_ancestors(place)
        (label,) = place.parents
        holder = self.gazetteer.by_label(label)
        above = 0.0
        if holder is not None:  # the regions of a country have the same holders
            known = self.above.get(holder.parents)
            if known is None:
                known = self.above[holder.parents] = self._of_ancestors(holder)
            above = known
        return self.holding.get(label, 0.0) + above

    def _of_ancestors(self, place: Place) -> float:
        holding = self.holding
        # The order of a set is that of the process, and so would be a rounded sum.
        return fsum([holding[label] for label in self.gazetteer.ancestors(place) if label in holding])


@lru_cache(maxsize=50_000)
def _hopeful(choice: NameMeanings) -> tuple[tuple[int, float, float, Place], ...]:
    """Return the meanings that some article may favour: number, score, what is taken off it, and place."""
    least, unlikely = choice.scores[0] - _HOPELESS, choice.scores[0] - _UNLIKELY
    return tuple(
        [
            (at, score, _DOUBT if score < unlikely else 0.0, choice.meanings[at].place)
            for at, score in enumerate(choice.scores)
            if score > least
        ]
    )


@lru_cache(maxsize=50_000)
def _rivals_of(gazetteer: Gazetteer, choice: NameMeanings) -> tuple[str, ...]:
    """Return the places in which the meanings of a name lie that the article may be about, but not the first one."""
    first, parents = choice.meanings[0].place, choice.meanings[0].place.parents
    if first.kind == "country":
        return tuple({label for meaning in choice.meanings[1:] for label in meaning.place.parents})
    if first.kind not in ("city", "region"):
        return ()
    nested = find_nested(gazetteer, choice)
    others = [meaning.place for at, meaning in enumerate(choice.meanings) if at and at not in nested]
    if first.kind == "region":
        others = [place for place in others if place.kind in ("region", "country")]
    return tuple({label for place in others for label in place.parents if label not in parents})


@lru_cache(maxsize=20_000)
def _weights_of(gazetteer: Gazetteer, label: str) -> tuple[float, float]:
    """Return the weight of a holder, and what it adds if the text names it."""
    holder = gazetteer.by_label(label)
    if holder is None:
        return 0.0, 0.0
    # To be in England or in California says less than to be in Vermont.
    size = min(1.0, _LARGE_REGION / max(1, holder.population)) if holder.kind == "region" else 1.0
    return _WEIGHTS[holder.kind] * size, _NAMED.get(holder.kind, 0.0) * size
