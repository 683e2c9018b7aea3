"""Join the people and places that the source gave with those found in the text, where it is certain.

``usa``, ``uk`` and ``west-germany`` are places of the gazetteer; ``reagan``, ``james-baker``, ``Thatcher, Margaret``
and ``Mrs Thatcher`` are people of the same text. They then are one value: the label of the place, the name of the
person. What fits nothing, or several, stays as it was given. The store keeps the values as given; the joins are part of
the mentions (`dateline.index.entities.mention.Extraction.joined`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from dateline.index.analysis.english import fold_value
from dateline.index.article import Article
from dateline.index.entities.mention import Extraction
from dateline.index.entities.people.person_names import names_agree, split_name, surname_of
from dateline.index.entities.people.titles import TITLES
from dateline.index.entities.places.gazetteer import Gazetteer
from dateline.index.entities.places.meanings import find_meanings, shares

__all__ = ["join_given"]

# A place counts as certain if its name means it with this share of the weight of all places of the name.
CERTAIN = 0.95


def join_given(article: Article, found: Extraction, gazetteer: Gazetteer) -> tuple[tuple[str, str, str], ...]:
    """Return the values of an article's source that are a found one in another form: (field, given, value)."""
    joined = []
    if article.people:
        names = list(dict.fromkeys(person.name for person in found.people))
        joined += [("people", given, name) for given, name in _people(article.people, names)]
    if article.places:
        labels = {place.label for place in found.places if place.kind != "unknown"}
        joined += [("places", given, label) for given, label in _places(article.places, labels, gazetteer)]
    return tuple(joined)


def _people(given: Iterable[str], names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the given people that are the same person as exactly one of the names found, with the name."""
    for value in given:
        plain = _without_titles(_spelt_out(value))
        if not plain or value in names:
            continue
        fit = [name for name in names if _is_same(plain, name)]
        if len(fit) == 1 and fit[0] != value:
            yield value, _in_order(plain) if _is_fuller(plain, fit[0]) else fit[0]


def _is_same(given: str, name: str) -> bool:
    """Return whether a given name is that of a person found: a surname, the end of the name, or one that agrees."""
    words, own = fold_value(given), fold_value(name)
    if " " not in words:
        return surname_of(name) == words or own == words
    return (
        own == words
        or own.endswith(f" {words}")
        or names_agree(given.title() if given == given.lower() else given, name)
    )


def _is_fuller(given: str, name: str) -> bool:
    """Return whether a given name has more parts than the name found, in letters as printed."""
    return given != given.lower() and len(split_name(given).given) > len(split_name(name).given)


def _in_order(name: str) -> str:
    """Return “Last, First” as “First Last”."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma else name


def _without_titles(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[0].rstrip(".").lower() in TITLES:
        words.pop(0)
    return " ".join(words)


def _spelt_out(value: str) -> str:
    """Return a value that is written as part of an address (*west-germany*) in words."""
    return value.replace("-", " ").replace("_", " ") if value == value.lower() and " " not in value else value


def _places(given: Iterable[str], labels: set[str], gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Yield the given places that the gazetteer has with the label that the name certainly means.

    That is the one place found in the text that it can mean, else the one that it nearly always means.
    """
    for value in given:
        possible, certain = _labels_of_value(gazetteer, value)
        present = [label for label in possible if label in labels]
        label = present[0] if len(present) == 1 else certain
        if label is not None and label != value:
            yield value, label


@lru_cache(maxsize=10_000)
def _labels_of_value(gazetteer: Gazetteer, value: str) -> tuple[tuple[str, ...], str | None]:
    """Return the labels that a given place can mean, and the one that it certainly or nearly always means."""
    place = gazetteer.by_label(value)
    if place:
        return (), place.label
    name = _spelt_out(value)
    return _labels_of(gazetteer, name.title() if name == name.lower() else name)


def _labels_of(gazetteer: Gazetteer, name: str) -> tuple[tuple[str, ...], str | None]:
    """Return the labels of the places that a name can mean, and the one that it nearly always means."""
    choice = find_meanings(gazetteer, name, True)
    if not choice.meanings and len(name) <= 4:  # USA, UK, UAE
        choice = find_meanings(gazetteer, name.upper(), True)
    if not choice.meanings or choice.reason:
        return (), None
    labels = tuple(place.label for place in choice.places)
    first, others = choice.places[0], choice.places[1:]
    if any(first.label not in gazetteer.ancestors(each) and 4 * each.population > first.population for each in others):
        return labels, None  # Georgia
    within = (each is first or first.label in gazetteer.ancestors(each) for each in choice.places)  # Singapore
    share = sum(each for each, inside in zip(shares(choice.scores), within, strict=True) if inside)
    return labels, first.label if share >= CERTAIN else None
