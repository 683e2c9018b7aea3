"""Find the spans of place names in a text: from the tagger, and unambiguous ones from the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from dateline.index.entities.mention import PersonMention
from dateline.index.entities.places.cues import is_after_preposition, is_county
from dateline.index.entities.places.gazetteer import Gazetteer
from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.entities.places.meanings import find_meanings
from dateline.index.entities.places.untagged import are_names, are_places, is_rarely_else, is_sure_place, may_be_place

__all__ = ["Span", "are_countries", "drop_countries", "find_spans", "is_known"]

# Fewer inhabitants do not make a name that may be a person's that of a place.
_TOWN = 10_000
# Names that are longer are not taken apart.
_LONGEST = 80

# "Shah of Iran": the place is the last name alone.
_OFFICE = re.compile(
    r"(?:Shah|King|Queen|Emir|Sultan|Prince|Princess|Duke|Duchess|Earl|Bishop|Archbishop|Tsar|Czar|"
    r"Emperor|Empress|President|Governor|Mayor|People|State|Government) of (?:the )?"
)
_POSSESSIVE = "'’ "
_BETWEEN = re.compile(r",? (?:[Aa]nd|[Oo]r) |, | (?:for|to|[Ii]n|over|against|with) |/")
# Where a tagged name is divided: at a comma, a dash, or a word that is in no name ("Congo met South Africans").
_BORDER = re.compile(
    r", | - | (?!(?:of|the|and|upon|under|on|in|le|la|les|de|del|des|du|da|das|do|dos|di|el|al|ad|an|am|der|den|y|e|i|"
    r"san|[a-z]*ern)\b)[a-z]{2,} (?=[A-Z])"
)
_COMMA = re.compile(r"\.?,\s+|\s+\(")


class Span(NamedTuple):
    """The span of a name. ``after_comma``: it follows another place and a comma. ``tagged``: the tagger gave it.

    ``doubtful``: the gazetteer knows the name, which counts only if the article has places near it.
    """

    start: int
    end: int
    demonym: bool = False
    after_comma: bool = False
    tagged: bool = False
    doubtful: bool = False


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
    finder = _Finder(text, gazetteer, english, hyphens=not given)
    spans = finder.spans
    closed = iter([*sorted(taken), (len(text) + 1, len(text) + 1)])
    closed_from, closed_to = next(closed)
    place, count = 0, len(given)
    flat = iter(gazetteer.scan(text))
    for start, end, _ in zip(flat, flat, flat, strict=True):
        while place < count and given[place].end <= start:
            spans.append(given[place])
            place += 1
        if place < count and given[place].start == start and given[place].end == end:  # most names
            if finder.before_comma is not None:
                finder.add_before_tagged(given[place])
            continue
        while closed_to <= start:
            closed_from, closed_to = next(closed)
        following = place
        while following < count and given[following].start < end:
            following += 1
        if following > place:
            finder.add_before_tagged(given[place])
            is_open = closed_from >= end or (closed_from >= start and closed_to <= end)
            if is_open and finder.add_over(start, end, given[place:following]):
                place = following
        elif closed_from >= end:
            finder.add_untagged(start, end)
        elif start <= closed_from and closed_to <= end and end - start > closed_to - closed_from:
            finder.add_split(start, end)
        elif _is_piece(text, start, end, closed_from, closed_to):
            finder.add_taken(start, end, closed_from, closed_to)
        else:
            finder.before_comma = None
    spans += given[place:]
    return _after_commas(text, spans)


class _Finder:
    """Decides which names of the gazetteer that the tagger did not give as places are added to the spans."""

    def __init__(self, text: str, gazetteer: Gazetteer, english: bool, *, hyphens: bool) -> None:
        self.text, self.gazetteer, self.english, self.hyphens = text, gazetteer, english, hyphens
        self.spans: list[Span] = []
        self.before_comma: Span | None = None
        """The name before, if it is a place only with a holder after it: *Springfield* in *Springfield, Ill.*"""

    def add_untagged(self, start: int, end: int) -> None:
        """Add a name that is in no name of the tagger, if it is surely a place or may be one."""
        text, before = self.text, self.before_comma
        self.before_comma = None
        if not self.hyphens and _in_compound(text, start, end):
            return
        span = Span(start, _with_point(text, start, end))
        if before and self._holds(before, span):
            self._add_before(before)
            self.spans.append(span)
        elif is_sure_place(self.gazetteer, text[start : span.end], self.english) or (
            self.spans and self._holds(self.spans[-1], span)
        ):
            self.spans.append(span)
        else:
            self.before_comma = span
            last = self.spans[-1].end if self.spans else -1
            if self.english and may_be_place(self.gazetteer, text, start, end, last):
                self.spans.append(span._replace(doubtful=True))

    def add_taken(self, start: int, end: int, closed_from: int, closed_to: int) -> None:
        """Add a name within one of a person or an organisation, if all of that is places: *West Bank*, *Troy, N. Y.*"""
        before = self.before_comma
        self.before_comma = None
        if not self.english:
            return
        if are_places(self.gazetteer, self.text[closed_from:closed_to]):
            self.spans.append(Span(start, end))
        elif closed_to - end > 1 or start > closed_from or is_rarely_else(self.gazetteer, self.text[start:end]):
            if is_after_preposition(self.text, closed_from) and are_names(
                self.gazetteer, self.text[closed_from:closed_to]
            ):
                self.spans.append(Span(start, end, doubtful=True))
        else:
            span = Span(start, closed_to)
            if before and self._holds(before, span):
                self._add_before(before)
                self.spans.append(span)
            elif self.spans and self._holds(self.spans[-1], span):
                self.spans.append(span)
            else:
                self.before_comma = span

    def add_over(self, start: int, end: int, tagged: Sequence[Span]) -> bool:
        """Add a name instead of the tagged ones that it overlaps, if it is the right one; return whether it is."""
        only = tagged[0] if len(tagged) == 1 and tagged[0].end == end else None
        title = only is not None and only.start < start and _OFFICE.fullmatch(self.text, only.start, start) is not None
        if not title and not _reaches_over(start, end, tagged):
            return False
        name = self.text[start:end]
        if not is_county(name) and not is_sure_place(self.gazetteer, name, self.english):
            return False
        self.spans.append(Span(start, end))
        return True

    def add_split(self, start: int, end: int) -> None:
        """Add a name that the tagger has taken apart: *Saudi* *Arabia*."""
        self.before_comma = None
        name = self.text[start:end]
        if self.english and " " in name and is_sure_place(self.gazetteer, name, True):
            self.spans.append(Span(start, end))

    def add_before_tagged(self, tagged: Span) -> None:
        """Add the name before a tagged one, if that and a comma show that it is a place."""
        before, self.before_comma = self.before_comma, None
        if before and 2 <= tagged.start - before.end <= 3 and self._holds(before, tagged):
            self._add_before(before)

    def _add_before(self, before: Span) -> None:
        if self.spans and self.spans[-1].start == before.start:
            self.spans.pop()
        self.spans.append(before)

    def _holds(self, span: Span, following: Span) -> bool:
        return _holds(self.gazetteer, self.text, span, following, self.english)


def _reaches_over(start: int, end: int, tagged: Sequence[Span]) -> bool:
    """Return whether a gazetteer name contains the tagged ones and is longer or joins several: *Czech* *Republic*."""
    first, last = tagged[0], tagged[-1]
    return start <= first.start and last.end <= end and (len(tagged) > 1 or end - start > last.end - first.start)


def _is_piece(text: str, start: int, end: int, closed_from: int, closed_to: int) -> bool:
    """Return whether a name is all of a name of the tagger, but for a point, or one of several joined in it."""
    if start != closed_from and (start < closed_from or not text.endswith((" and ", ", "), closed_from, start)):
        return False
    ends = end in (closed_to, closed_to - 1) or (end < closed_to and text.startswith((", ", " and "), end))
    return ends and closed_to - closed_from < _LONGEST


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
            if text[begin] in "tT" and text[begin : begin + 4].lower() == "the ":
                begin += 4
            last = text[stop - 1]
            if last in _POSSESSIVE:
                stop = begin + len(text[begin:stop].rstrip(_POSSESSIVE))
            elif last in "sS" and stop - begin > 2 and text[stop - 2] in "'’":
                stop -= 2
            if begin < stop and (not spans or begin >= spans[-1].end):
                spans.append(Span(begin, stop, demonym, False, True))
    return spans


def _pieces(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    if text.find(" ", start, end) < 0:
        return ((start, end),)
    pieces = []
    for border in _BORDER.finditer(text, start, end):
        pieces.append((start, border.start()))
        start = border.end()
    return (*pieces, (start, end))


def _with_point(text: str, start: int, end: int) -> int:
    """Return the end of a name including a final point: U.S."""
    abbreviated = text[end : end + 1] == "." and end - start >= 3 and text[end - 2] == "."
    return end + 1 if abbreviated else end


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
    """Return whether the gazetteer has a name, and not only for small towns."""
    choice = find_meanings(gazetteer, name, True)
    return not choice.reason and any(place.kind != "city" or place.population >= _TOWN for place in choice.places)


@lru_cache(maxsize=10_000)
def _is_country(gazetteer: Gazetteer, name: str) -> bool:
    name = name.removeprefix("the ").removeprefix("The ")
    choice = find_meanings(gazetteer, name, True)
    if not choice.meanings or choice.reason or not is_sure_place(gazetteer, name, True):
        return False
    best = choice.meanings[0]
    return not best.flags & NameFlag.DEMONYM and (best.place.kind == "country" or best.place.capital)
