"""One stretch of a text is one thing: a person, a place or a date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from dateline.index.entities.glances import MENTIONS
from dateline.index.entities.mention import DateMention, PersonMention, PlaceMention

__all__ = ["outside_people", "tell_apart", "tell_dates_apart"]

Mention = TypeVar("Mention", PersonMention, PlaceMention, DateMention)
Other = TypeVar("Other", PersonMention, DateMention)


def tell_apart(
    people: tuple[PersonMention, ...], places: tuple[PlaceMention, ...]
) -> tuple[tuple[PersonMention, ...], tuple[PlaceMention, ...]]:
    """Return people and places of which none share words. Both are in the order of the text."""
    return _told_apart(people, places, _is_place)


def outside_people(people: tuple[PersonMention, ...], dates: tuple[DateMention, ...]) -> tuple[DateMention, ...]:
    """Return the dates that are no names of people: *April said so*. Both are in the order of the text."""
    if not MENTIONS.share_words(people, dates):  # most texts
        return dates
    inside: set[int] = set()
    at = 0
    for number, each in enumerate(dates):
        while at < len(people) and people[at].end <= each.start:
            at += 1
        if at == len(people):
            break
        if people[at].start < each.end:
            inside.add(number)
    return _without(dates, inside)


def tell_dates_apart(
    places: tuple[PlaceMention, ...], dates: tuple[DateMention, ...]
) -> tuple[tuple[PlaceMention, ...], tuple[DateMention, ...]]:
    """Return places and dates of which none share words. Both are in the order of the text."""
    dates, places = _told_apart(dates, places, _is_no_date)
    return places, dates


def _told_apart(
    others: tuple[Other, ...],
    places: tuple[PlaceMention, ...],
    is_place: Callable[[Other, Sequence[PlaceMention], int], bool],
) -> tuple[tuple[Other, ...], tuple[PlaceMention, ...]]:
    """Return people or dates, and places: of two with the same words the one that ``is_place`` says it is."""
    if not MENTIONS.share_words(places, others):  # most texts
        return others, places
    no_others: set[int] = set()
    no_places: set[int] = set()
    at = 0
    for number, other in enumerate(others):
        while at < len(places) and places[at].end <= other.start:
            at += 1
        one = at
        while one < len(places) and places[one].start < other.end:
            if is_place(other, places, one):
                no_others.add(number)
            else:
                no_places.add(one)
            one += 1
    return _without(others, no_others), _without(places, no_places)


def _is_no_date(date: DateMention, places: Sequence[PlaceMention], number: int) -> bool:
    """Return whether words that were taken for a place and for a date are the place.

    What goes on longer is meant: *March 5*, but *Winter Garden*, *China Daily*. Of one length it is the date, if no
    place follows that contains it (*March, Cambridgeshire*).
    """
    place = places[number]
    if place.end != date.end:
        return place.end > date.end
    following = places[number + 1] if number + 1 < len(places) else None
    is_inside = following is not None and following.start == place.end + 2
    return place.start < date.start or is_inside


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
