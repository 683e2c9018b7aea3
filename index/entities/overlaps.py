"""One stretch of a text is one thing: a person or a place, a person or a date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from dateline.index.entities.mention import DateMention, PersonMention, PlaceMention

__all__ = ["outside_people", "tell_apart"]

Mention = TypeVar("Mention", PersonMention, PlaceMention, DateMention)


def tell_apart(
    people: tuple[PersonMention, ...], places: tuple[PlaceMention, ...]
) -> tuple[tuple[PersonMention, ...], tuple[PlaceMention, ...]]:
    """Return people and places of which none share words. Both are in the order of the text."""
    no_people: set[int] = set()
    no_places: set[int] = set()
    at = 0
    for number, person in enumerate(people):
        while at < len(places) and places[at].end <= person.start:
            at += 1
        one = at
        while one < len(places) and places[one].start < person.end:
            if _is_place(person, places, one):
                no_people.add(number)
            else:
                no_places.add(one)
            one += 1
    return _without(people, no_people), _without(places, no_places)


def outside_people(people: Sequence[PersonMention], dates: tuple[DateMention, ...]) -> tuple[DateMention, ...]:
    """Return the dates that are no names of people: *April said so*. Both are in the order of the text."""
    inside: set[int] = set()
    at = 0
    for number, each in enumerate(dates if people else ()):
        while at < len(people) and people[at].end <= each.start:
            at += 1
        if at == len(people):
            break
        if people[at].start < each.end:
            inside.add(number)
    return _without(dates, inside)


def _is_place(person: PersonMention, places: Sequence[PlaceMention], number: int) -> bool:
    """Return whether words that were taken for a person and for a place are the place.

    The longer name is what is meant. Of one length it is the place (*Saudis*, *Crosby, Tex.*), but for the short form
    of somebody who has a name in the text (*Oliver North … North*), where no place follows that contains it.
    """
    place = places[number]
    more = (place.end - place.start) - (person.end - person.start)
    if more or place.demonym or "," in person.text:  # Raleigh, N.C.
        return more >= 0 or "," in person.text
    following = places[number + 1] if number + 1 < len(places) else None
    is_inside = following is not None and following.start == place.end + 2  # Clinton, Tenn.
    return is_inside or " " not in person.name or person.name.casefold() == person.text.casefold()


def _without(mentions: tuple[Mention, ...], numbers: set[int]) -> tuple[Mention, ...]:
    return tuple([each for at, each in enumerate(mentions) if at not in numbers]) if numbers else mentions
