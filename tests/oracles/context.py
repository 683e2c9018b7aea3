"""The scores of the meanings of a name in one article (`dateline.index.kernel._meanings`), term by term."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, fsum, log1p

from dateline.index.entities.places.gazetteer import Gazetteer, Place, PlaceMeaning
from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.entities.places.nearness import NEAR, distance
from dateline.index.kernel._meanings import NameMeanings

__all__ = ["Context", "nested", "shares"]

WEIGHTS = {"country": 1.4, "region": 1.5, "city": 1.0, "world-region": 0.2, "feature": 0.2, "unknown": 0.0}
NAMED = {"country": 0.5, "region": 2.5}


def shares(scores: Sequence[float]) -> list[float]:
    """Return the softmax of scores."""
    weights = [exp(score - max(scores)) for score in scores]
    total = 0.0
    for weight in weights:
        total += weight
    return [weight / total for weight in weights]


def nested(gazetteer: Gazetteer, choice: NameMeanings) -> set[int]:
    """Return which meanings contain the first one or lie in it, but in states; and the coasts of a sea."""
    first = choice.places[0]
    if first.kind == "feature" and first.name.endswith(" Sea"):
        return {at for at, place in enumerate(choice.places) if place.kind == "region"}
    if first.country in ("US", "CA"):
        return set()
    return {
        at
        for at, place in enumerate(choice.places)
        if at and (place.label in gazetteer.ancestors(first) or first.label in gazetteer.ancestors(place))
    }


def fame(choice: NameMeanings) -> float:
    """Return what the first meaning has before the others: much for a people, and something for a large capital."""
    first = choice.meanings[0]
    if first.flags & NameFlag.DEMONYM:
        return 8.0
    plain = not first.flags & (NameFlag.ALTERNATE | NameFlag.FOREIGN | NameFlag.HISTORIC)
    return 2.0 if plain and first.place.capital and first.place.population >= 500_000 else 0.0


class Context:
    """The places of an article that are known."""

    def __init__(self, gazetteer: Gazetteer, home: Place | None = None) -> None:
        self.gazetteer, self.home = gazetteer, home
        self.holders: dict[str, float] = {}
        self.named: set[str] = set()
        self.gains: dict[str, float] = {}
        self.siblings: dict[str, int] = {}
        self.points: list[tuple[str, float, float]] = []

    def add(self, places: Sequence[Place]) -> None:
        for place in places:
            if place.label in self.named:
                continue
            self.named.add(place.label)
            self.count(place, 1.0)
            if place.kind == "region":
                for label in place.parents:
                    self.siblings[label] = self.siblings.get(label, 0) + 1
            if place.kind in ("city", "feature") or (place.kind == "region" and place.population < 2_000_000):
                self.add_point(place)

    def add_point(self, place: Place) -> None:
        if place.lat is not None and place.lon is not None:
            self.points.append((place.label, place.lat, place.lon))

    def count(self, place: Place, part: float) -> None:
        for label in (place.label, *self.gazetteer.ancestors(place)):
            self.holders[label] = self.holders.get(label, 0.0) + part

    def add_likely(self, choices: Sequence[NameMeanings]) -> list[list[float] | None]:
        self.weigh()
        scored: list[list[float] | None] = [self.scores(choice) for choice in choices]
        if len(scored) < 2:
            return scored
        for number, choice in enumerate(choices):
            parts = shares(scored[number] or ())
            for place, part in zip(choice.places, parts, strict=True):
                if part > 0.05:
                    self.count(place, part)
                if part > 0.6:
                    self.add_point(place)
            if max(parts) < 0.9:
                scored[number] = None
        if None in scored:
            self.weigh()
        return scored

    def weight_of(self, label: str) -> tuple[float, float]:
        """Return the weight of a holder, and what it adds if the text names it."""
        holder = self.gazetteer.by_label(label)
        if holder is None:
            return 0.0, 0.0
        size = min(1.0, 30_000_000 / max(1, holder.population)) if holder.kind == "region" else 1.0
        return WEIGHTS[holder.kind] * size, NAMED.get(holder.kind, 0.0) * size

    def weigh(self) -> None:
        self.gains = {}
        for label, places in self.holders.items():
            weight, named = self.weight_of(label)
            if weight:
                self.gains[label] = weight * log1p(places) + (named if label in self.named else 0.0)

    def scores(self, choice: NameMeanings) -> list[float]:
        if not self.gains:
            self.weigh()
        first = choice.scores[0]
        found = [
            score if score <= first - 8 else score + self.support(place) - (0.7 if score < first - 4 else 0.0)
            for score, place in zip(choice.scores, choice.places, strict=True)
        ]
        found = [
            score - (fame(choice) if at and choice.scores[at] > first - 8 and self.rivals(meaning) else 0.0)
            for at, (score, meaning) in enumerate(zip(found, choice.meanings, strict=True))
        ]
        for at in nested(self.gazetteer, choice):
            found[at] = choice.scores[at] + found[0] - first
        return found

    def support(self, place: Place) -> float:
        """Return what the article says for a place."""
        support = self.of_holders(place)
        if place.kind == "feature" and place.label in self.named:
            support += 3.0
        if place.kind == "country":
            support += 1.4 * log1p(self.holders.get(place.label, 0.0))
        elif support:
            support += 2.5 * (1 - self.nearest(place) / NEAR)
            if place.kind == "region":
                support += 0.8 * log1p(sum(self.siblings.get(label, 0) for label in place.parents))
        if self.home is not None and place.country == self.home.country:
            support += 2.0 + (1.0 if place.parents == self.home.parents else 0.0)
        return support

    def rivals(self, meaning: PlaceMeaning) -> bool:
        """Return whether a meaning loses what the first one has before it: states, peoples, and what is near do not."""
        place = meaning.place
        if place.kind == "region" or meaning.flags & NameFlag.DEMONYM:
            return False
        return not (place.kind == "city" and self.of_holders(place) and self.nearest(place) < NEAR)

    def of_holders(self, place: Place) -> float:
        if len(place.parents) != 1:
            return self.of_ancestors(place)
        holder = self.gazetteer.by_label(place.parents[0])
        return self.gains.get(place.parents[0], 0.0) + (0.0 if holder is None else self.of_ancestors(holder))

    def of_ancestors(self, place: Place) -> float:
        return fsum(self.gains.get(label, 0.0) for label in self.gazetteer.ancestors(place))

    def nearest(self, place: Place) -> float:
        if place.lat is None or place.lon is None:
            return NEAR
        near = [
            distance(place.lat, place.lon, lat, lon)
            for label, lat, lon in self.points
            if label != place.label
            and abs(lat // 2 - place.lat // 2) <= 1
            and abs(lon // 2 - place.lon // 2) <= 1
        ]  # fmt: skip
        return min([NEAR, *near])

    def scores_of_sure(self, choice: NameMeanings) -> list[float]:
        above = self.gazetteer.ancestors
        own = {}
        for label in above(choice.places[0]):
            places = self.holders.get(label, 0.0)
            own[label] = self.weight_of(label)[0] * (log1p(places) - log1p(max(0.0, places - 1)))
        found = [
            score - fsum(own[label] for label in own.keys() & above(place))
            for score, place in zip(self.scores(choice), choice.places, strict=True)
        ]
        for at in nested(self.gazetteer, choice):
            found[at] = choice.scores[at] + found[0] - choice.scores[0]
        return found

    def prefers_another(self, choice: NameMeanings) -> bool:
        first, *others = choice.places
        if first.kind == "country":
            rivals = {label for place in others for label in place.parents}
            alone = self.holders.get(first.label, 0.0) <= 2 and self.most(first.parents) <= 1
            return bool(rivals & self.named) and alone
        if first.kind not in ("city", "region"):
            return False
        inside = nested(self.gazetteer, choice)
        rivals = {
            label
            for at, place in enumerate(others, 1)
            if at not in inside and (first.kind != "region" or place.kind in ("region", "country"))
            for label in place.parents
            if label not in first.parents
        }
        own = self.most(first.parents) - 1 if first.parents else 0.0
        return bool(rivals) and self.most(rivals) > own

    def most(self, labels: Sequence[str] | set[str] | tuple[str, ...]) -> float:
        """Return the most places that one of these holders contains."""
        return max((self.holders.get(label, 0.0) for label in labels), default=0.0)

    def is_far(self, place: Place) -> bool:
        countries = [
            label
            for label in self.gazetteer.ancestors(place)
            if (holder := self.gazetteer.by_label(label)) is not None and holder.kind == "country"
        ]
        return (
            len(self.named) > 3
            and place.country is not None
            and (self.home is None or self.home.country != place.country)
            and all(self.holders.get(label, 0.0) <= 1 and label not in self.named for label in countries)
        )
