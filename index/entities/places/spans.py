"""Find the spans of place names in a text: from the tagger, and unambiguous ones from the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import exp
from typing import NamedTuple

from dateline.index.entities.mention import PersonMention
from dateline.index.entities.places.gazetteer import Gazetteer
from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.entities.places.meanings import NameMeanings, find_meanings
from dateline.index.entities.places.prominence import prominence

__all__ = ["Span", "are_countries", "drop_countries", "find_spans", "is_known", "resolve_adjacent"]

# The least population (or equivalent prominence) for an untagged name to count as a place: in English, and in other
# languages, which have no tagger. Set by hand for few false positives.
_LARGE = 1_000_000
_LARGE_ELSEWHERE = 150_000
_LARGE_REGION = 400_000
_SHORTEST = 4

_POSSESSIVE = "'’ "
_BETWEEN = re.compile(r",? and |, ")
_COMMA = re.compile(r"\.?,\s+|\s+\(")


class Span(NamedTuple):
    """The span of a name. ``after_comma``: it follows another place and a comma."""

    start: int
    end: int
    demonym: bool = False
    after_comma: bool = False


def find_spans(
    text: str,
    names: Sequence[tuple[int, int, bool]],
    taken: Iterable[tuple[int, int]],
    gazetteer: Gazetteer,
    *,
    english: bool,
) -> list[Span]:
    """Return the spans of places in order, without overlaps."""
    given = _tagged(text, names)
    tagged = bool(given)
    spans: list[Span] = []
    doubtful: Span | None = None
    closed = iter([*sorted(taken), (len(text) + 1, len(text) + 1)])
    closed_from, closed_to = next(closed)
    place = 0
    for start, end in gazetteer.scan(text):
        while closed_to <= start:
            closed_from, closed_to = next(closed)
        while place < len(given) and given[place].end <= start:
            spans.append(given[place])
            place += 1
        following = place
        while following < len(given) and given[following].start < end:
            following += 1
        if following > place:
            doubtful = None
            over = closed_from >= end and _reaches_over(text, start, end, given[place], given[following - 1])
            if over and _is_sure_place(gazetteer, text[start:end], english):
                spans.append(Span(start, end))
                place = following
            continue
        if closed_from < end or (tagged and _in_compound(text, start, end)):
            doubtful = None
            continue
        span = Span(start, _with_point(text, start, end))
        if doubtful and _holds(gazetteer, text, doubtful, span, english):
            spans += [doubtful, span]
            doubtful = None
        elif _is_sure_place(gazetteer, text[start : span.end], english) or (
            spans and _holds(gazetteer, text, spans[-1], span, english)
        ):
            spans.append(span)
            doubtful = None
        else:
            doubtful = span
    spans += given[place:]
    return _after_commas(text, spans)


def _reaches_over(text: str, start: int, end: int, first: Span, last: Span) -> bool:
    """Return whether a gazetteer name contains the tagged one and is longer: *Democratic Republic of the Congo*."""
    if end - start <= last.end - first.start:
        return False
    return start <= first.start and last.end <= end and " " in text[start:end]


def _in_compound(text: str, start: int, end: int) -> bool:
    """Return whether a hyphen joins a name to a word (*U.S.-led*, *pro-Syrian*), so that it does not count."""
    point = text[end : end + 1] == "."
    return text[end + point : end + point + 1] == "-" or (start > 0 and text[start - 1] == "-")


def _after_commas(text: str, spans: list[Span]) -> list[Span]:
    """Return the spans, those after a place and a comma marked."""
    end = -1
    for number, span in enumerate(spans):
        near = end >= 0 and span.start - end <= 4 and text[end] in ",( \n."
        if near and _COMMA.fullmatch(text, end, span.start):
            spans[number] = span._replace(after_comma=True)
        end = span.end
    return spans


def _holds(gazetteer: Gazetteer, text: str, span: Span, following: Span, english: bool) -> bool:
    """Return whether the place before a comma lies in the place after it: *Springfield, Ill.*"""
    if not _COMMA.fullmatch(text, span.end, following.start):
        return False
    holders = find_meanings(gazetteer, text[following.start : following.end], english, after_comma=True).places[:3]
    return any(
        holder.label in gazetteer.ancestors(place)
        for place in find_meanings(gazetteer, text[span.start : span.end], english).places
        for holder in holders
    )


def _tagged(text: str, names: Sequence[tuple[int, int, bool]]) -> list[Span]:
    """Return the tagged spans without article and possessive, split at commas."""
    spans: list[Span] = []
    for start, end, demonym in sorted(names):
        for begin, stop in _pieces(text, start, end):
            if text[begin : begin + 4].lower() == "the ":
                begin += 4
            if text[stop - 1] in _POSSESSIVE:
                stop = begin + len(text[begin:stop].rstrip(_POSSESSIVE))
            elif text[stop - 2 : stop] in ("'s", "’s", "'S", "’S"):
                stop -= 2
            if begin < stop and (not spans or begin >= spans[-1].end):
                spans.append(Span(begin, stop, demonym))
    return spans


def _pieces(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    comma = text.find(", ", start, end)
    if comma < 0:
        return ((start, end),)
    pieces = []
    while comma >= 0:
        pieces.append((start, comma))
        start = comma + 2
        comma = text.find(", ", start, end)
    return (*pieces, (start, end))


def _with_point(text: str, start: int, end: int) -> int:
    """Return the end of a name including a final point: U.S."""
    abbreviated = text[end : end + 1] == "." and end - start >= 3 and text[end - 2] == "."
    return end + 1 if abbreviated else end


@lru_cache(maxsize=50_000)
def _is_sure_place(gazetteer: Gazetteer, name: str, english: bool) -> bool:
    """Return whether a name with a capital always means a place."""
    choice = find_meanings(gazetteer, name, english)
    if not choice.meanings or choice.reason:
        return False
    best = choice.meanings[0]
    if best.place.label in gazetteer.own:
        return True
    if best.place.kind in ("country", "world-region", "feature"):
        return not (best.flags & NameFlag.DEMONYM and not english) and (len(name) >= _SHORTEST or name.isupper())
    if best.flags & NameFlag.DEMONYM:
        return english
    least = _LARGE if english else _LARGE_ELSEWHERE
    if best.place.kind == "region":
        least = min(least, _LARGE_REGION)
    if english:
        return len(name) > _SHORTEST and exp(choice.scores[0]) >= least
    # In other languages alternative names of a city count fully: München.
    return len(name) > _SHORTEST and prominence(best.place.kind, best.place.population, best.place.capital) >= least


def are_countries(gazetteer: Gazetteer, name: str) -> bool:
    """Return whether a name consists of countries, or of capitals for their governments: *India and Sri Lanka*.

    The tagger takes them for organisations where they act, as teams, parties and sellers do.
    """
    return all(_is_country(gazetteer, piece) for piece in _BETWEEN.split(name))


def drop_countries(gazetteer: Gazetteer, people: tuple[PersonMention, ...]) -> tuple[PersonMention, ...]:
    """Return the people without countries that the tagger took for persons: *Saudi Arabia*, *Kuwait*.

    A name with a title, of a person that the text names in full (*Michael Jordan*), or of more than a country, stays.
    """
    return tuple(
        each for each in people if each.title or each.name != each.text or not _is_country(gazetteer, each.text)
    )


@lru_cache(maxsize=10_000)
def is_known(gazetteer: Gazetteer, name: str) -> bool:
    """Return whether the gazetteer has a name."""
    choice = find_meanings(gazetteer, name, True)
    return bool(choice.meanings) and not choice.reason


@lru_cache(maxsize=10_000)
def _is_country(gazetteer: Gazetteer, name: str) -> bool:
    name = name.removeprefix("the ").removeprefix("The ")
    choice = find_meanings(gazetteer, name, True)
    if not choice.meanings or choice.reason or not _is_sure_place(gazetteer, name, True):
        return False
    best = choice.meanings[0]
    return not best.flags & NameFlag.DEMONYM and (best.place.kind == "country" or best.place.capital)


def resolve_adjacent(
    text: str, spans: Sequence[Span], choices: Sequence[NameMeanings], gazetteer: Gazetteer
) -> dict[int, tuple[int, str]]:
    """Return the meanings decided by a name after a comma: by number of the span, the meaning's index and the reason.

    *Paris, Texas*: one meaning of Paris lies in Texas, which decides both names.
    """
    decided: dict[int, tuple[int, str]] = {}
    for number in range(len(spans) - 2, -1, -1):
        if not spans[number + 1].after_comma or not choices[number].meanings:
            continue
        holders = choices[number + 1].meanings
        for at, meaning in enumerate(choices[number].meanings):
            above = gazetteer.ancestors(meaning.place)
            held = [other for other, holder in enumerate(holders) if holder.place.label in above]
            if held:
                following = text[spans[number + 1].start : spans[number + 1].end]
                decided[number] = at, f"“{following}” stands after it"
                decided.setdefault(number + 1, (held[0], f"“{text[spans[number].start : spans[number].end]}” is in it"))
                break
    return decided
