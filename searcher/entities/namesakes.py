"""The places that one name can mean, by the gazetteer alone, and how to ask for one of them.

A name means the best known place of that name, or another of that very name (*Georgia*: the country, the state).
Which of these rivals it means in an archive is decided by its articles (`dateline.searcher.entities.places`). Further
names of other places (*Columbia* for Colombia) are listed, but no rivals. A place in the archive's own gazetteer has no
rivals, because somebody chose its names.
"""

from __future__ import annotations

from dateline.index.analysis.english import fold_value
from dateline.index.dataclass import dataclass
from dateline.index.entities.places.folding import fold_name
from dateline.index.entities.places.gazetteer import Gazetteer, Place
from dateline.index.entities.places.gazetteer_file import NameFlag

__all__ = ["Namesakes", "find_namesakes", "full_label"]

# A name with one of these relations is a further name of its place.
FURTHER = NameFlag.ALTERNATE | NameFlag.DEMONYM | NameFlag.FOREIGN | NameFlag.HISTORIC

LONG = 6  # letters of a name, in which one other letter is a misspelling
MOST_PARTS = 8  # of a value, between commas; no label has as many


@dataclass(frozen=True, slots=True)
class Namesakes:
    """The places that a name may mean, the best known first, and the labels of those that it means alone."""

    places: tuple[Place, ...] = ()
    rivals: frozenset[str] = frozenset()


def find_namesakes(gazetteer: Gazetteer, value: str) -> Namesakes:
    """Return the places that a value names: a name, a label, or a name and what the place lies in (*Paris, France*)."""
    found = {m.place: m.flags for m in reversed(gazetteer.meanings(value)) if not m.flags & NameFlag.QUALIFIER}
    places, folded = [*reversed(found)], fold_value(value)
    labelled = _find_labels(gazetteer, value)
    if labelled and all(fold_value(place.name) != folded for place in labelled):
        labelled = _with_other_spellings(gazetteer, value, labelled)
        return Namesakes(tuple(labelled), frozenset(place.label for place in labelled))
    if not places:
        places = _find_in_holders(gazetteer, value)
        found = dict.fromkeys(places, 0)
    if not places:
        return Namesakes()
    if all(fold_value(each.name) != folded for each in places) and _is_misspelt(folded, fold_value(places[0].name)):
        return find_namesakes(gazetteer, places[0].name)
    own = [place for place in places if place.label in gazetteer.own]
    first = (own or labelled or places)[0]
    rivals = own or [first, *(place for place in places if not found[place] & FURTHER)]
    others = [place for place in places if place is not first]
    return Namesakes((first, *others), frozenset(place.label for place in rivals))


def _is_misspelt(value: str, name: str) -> bool:
    """Return whether a further name of a place is its name with one other letter: *Sao Paolo*, also for its namesakes.

    Such names are known of one namesake or another, by chance.
    """
    if len(value) != len(name) or len(name) < LONG:
        return False
    return sum(typed != letter for typed, letter in zip(value, name, strict=True)) == 1


def full_label(gazetteer: Gazetteer, place: Place) -> str | None:
    """Return what means a place alone: its label, or its label and what it lies in (*Paris, France*).

    Returns None if nothing does.
    """
    if find_namesakes(gazetteer, place.label).rivals == {place.label}:
        return place.label
    holders = sorted(gazetteer.parents(place), key=lambda holder: holder.kind != "country")
    for holder in holders:
        label = f"{place.label}, {holder.label}"
        if find_namesakes(gazetteer, label).rivals == {place.label}:
            return label
    return None


def _find_labels(gazetteer: Gazetteer, value: str) -> list[Place]:
    """Return the place whose label a value is, or else those whose labels differ in case and accents only."""
    pieces, folded = value.split(", "), fold_value(value)
    if len(pieces) > MOST_PARTS:
        return []
    named = (place for count in range(len(pieces), 0, -1) for place in gazetteer.named(", ".join(pieces[:count])))
    found = [*dict.fromkeys(place for place in named if fold_value(place.label) == folded)]
    return [place for place in found if place.label == value] or found


def _with_other_spellings(gazetteer: Gazetteer, value: str, labelled: list[Place]) -> list[Place]:
    """Return the places of a label, and better known ones in the same place whose names have other points.

    *St. Helens, England* is the label of a village, because the town is spelt *St Helens*.
    """
    if not any("." in place.name for place in labelled):
        return labelled
    spelt = {fold_value(place.name) for place in labelled}
    plain = {fold_name(place.name) for place in labelled}
    others = [each for each in _find_in_holders(gazetteer, value) if fold_name(each.name) in plain]
    known = [each for each in others if fold_value(each.name) not in spelt]
    return [*known, *labelled]


def _find_in_holders(gazetteer: Gazetteer, value: str) -> list[Place]:
    """Return the places of the name before the first comma that lie in places of all names after it.

    If some lie in the first of those directly, only they count (*Virginia, United States* is no town). A place in
    another one of them is left out, because whoever searches for that finds both.
    """
    name, *holders = (part.strip() for part in value.split(","))
    if not name or not 0 < len(holders) < MOST_PARTS:
        return []
    named = [{meaning.place.label for meaning in gazetteer.meanings(holder)} for holder in holders]
    around = {place: gazetteer.ancestors(place) for place in gazetteer.named(name)}
    within = [place for place, held in around.items() if not any(map(held.isdisjoint, named))]
    within = [place for place in within if not named[0].isdisjoint(place.parents)] or within
    found = {place.label for place in within}
    return [place for place, held in around.items() if place.label in found and held.isdisjoint(found)]
