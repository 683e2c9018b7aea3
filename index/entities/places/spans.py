"""Find the spans of place names in a text: from the tagger, and unambiguous ones from the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from dateline.index.entities.mention import PersonMention
from dateline.index.entities.places.cues import is_after_preposition, is_county
from dateline.index.entities.places.gazetteer import Gazetteer
from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.entities.places.meanings import find_meanings
from dateline.index.entities.places.sorting import SORTER, EventKind, SpanFlag
from dateline.index.entities.places.untagged import are_names, are_places, facts_of, is_sure_place, may_be_place
from dateline.index.kernel._places import mark_spans

__all__ = ["Span", "are_countries", "drop_countries", "find_spans", "is_known"]

# Fewer inhabitants do not make a name that may be a person's that of a place.
_TOWN = 10_000

# "Shah of Iran": the place is the last name alone.
_OFFICE = re.compile(
    r"(?:Shah|King|Queen|Emir|Sultan|Prince|Princess|Duke|Duchess|Earl|Bishop|Archbishop|Tsar|Czar|"
    r"Emperor|Empress|President|Governor|Mayor|People|State|Government) of (?:the )?"
)
_BETWEEN = re.compile(r",? (?:[Aa]nd|[Oo]r) |, | (?:for|to|[Ii]n|over|against|with) |/")
_COMMA = re.compile(r"\.?,\s+|\s+\(")

Span = tuple[int, int, int]
"""Start, end and flags (`SpanFlag`) of a name."""


def find_spans(
    text: str,
    names: Sequence[tuple[int, int, bool]],
    taken: Iterable[tuple[int, int]],
    gazetteer: Gazetteer,
    *,
    english: bool,
) -> tuple[list[Span], int]:
    """Return the spans of places in order, without overlaps, and the flags that any of them has.

    ``taken`` are the names of people and organisations.
    """
    # The words are those of English texts, in which the tagger finds most places.
    given, events = SORTER.sort(text, gazetteer.scan(text), names, taken, gazetteer.words if english else None)
    if not events:
        return given, mark_spans(text, given)
    finder = _Finder(text, gazetteer, english, given)
    for what, place, start, end, a, b in events:
        if place > finder.done:
            finder.spans += given[finder.done : place]
            finder.done = place
        if what & EventKind.KIND == EventKind.UNTAGGED:
            finder.add_untagged(what, start, end, a)
        elif what & EventKind.KIND == EventKind.TAKEN:
            finder.add_taken(what & EventKind.COMMA != 0, start, end, a, b)
        elif what & EventKind.KIND == EventKind.SPLIT:
            finder.add_split(start, end)
        else:
            finder.add_beside_tagged(what, place, start, end, a)
    spans = finder.spans + given[finder.done :]
    return spans, mark_spans(text, spans)


class _Finder:
    """Decides which names of the gazetteer that the tagger did not give as places are added to the spans."""

    __slots__ = ("before_comma", "done", "english", "gazetteer", "given", "spans", "text")

    def __init__(self, text: str, gazetteer: Gazetteer, english: bool, given: list[Span]) -> None:
        self.text, self.gazetteer, self.english, self.given = text, gazetteer, english, given
        self.spans: list[Span] = []
        self.done = 0
        """How many of the spans of the tagger, which are ``given``, are added or replaced."""
        self.before_comma: Span | None = None
        """The name before, if it is a place only with a holder after it: *Springfield* in *Springfield, Ill.*"""

    def add_untagged(self, what: int, start: int, end: int, preposition: int) -> None:
        """Add a name that is in no name of the tagger, if it is surely a place or may be one."""
        text, before = self.text, self.before_comma
        self.before_comma = None
        comma, stop = what & EventKind.COMMA, end + 1 if what & EventKind.POINT else end
        span = start, stop, 0
        if what & EventKind.HYPHEN:
            if self._counts_in_compound(start, stop):
                self.spans.append(span)
            return
        if comma and before and self._holds(before, span):
            self._add_before(before)
            self.spans.append(span)
            return
        facts = facts_of(self.gazetteer, text[start:stop], self.english)
        if facts.sure or (comma and self.spans and self._holds(self.spans[-1], span)):
            self.spans.append(span)
            return
        self.before_comma = span
        if not self.english:
            return
        if stop > end:
            facts = facts_of(self.gazetteer, text[start:end], True)
        elif facts.a_word:
            self.gazetteer.words.add(text[start:end])
        if may_be_place(facts, text, start, end, preposition, self.spans[-1][1] if self.spans else -1):
            self.spans.append((start, stop, SpanFlag.DOUBTFUL))

    def _counts_in_compound(self, start: int, stop: int) -> bool:
        """Return whether a name beside a hyphen is a country: *U.S.-led*, *Iran-Iraq war*; not in *anti-Iran*."""
        after_hyphen = self.text[start - 1 : start] == "-"
        if after_hyphen and not (self.spans and self.spans[-1][1] == start - 1):
            return False
        return _is_country(self.gazetteer, self.text[start:stop])

    def add_taken(self, comma: bool, start: int, end: int, closed_from: int, closed_to: int) -> None:
        """Add a name within one of a person or an organisation, if all of that is places: *West Bank*, *Troy, N. Y.*"""
        before = self.before_comma
        self.before_comma = None
        if not self.english:
            return
        name = self.text[closed_from:closed_to]
        if are_places(self.gazetteer, name):
            self.spans.append((start, end, 0))
        elif (
            closed_to - end > 1
            or start > closed_from
            or facts_of(self.gazetteer, self.text[start:end], True).rarely_else
        ):
            if are_names(self.gazetteer, name) and is_after_preposition(self.text, closed_from):
                self.spans.append((start, end, SpanFlag.DOUBTFUL))
        else:
            span = start, closed_to, 0
            if comma and before and self._holds(before, span):
                self._add_before(before)
                self.spans.append(span)
            elif comma and self.spans and self._holds(self.spans[-1], span):
                self.spans.append(span)
            else:
                self.before_comma = span

    def add_over(self, start: int, end: int, tagged: Sequence[Span]) -> bool:
        """Add a name instead of the tagged ones that it overlaps, if it is the right one; return whether it is."""
        first = tagged[0][0]
        if first < start and _OFFICE.fullmatch(self.text, first, start) is None:
            return False
        name = self.text[start:end]
        if not is_county(name) and not is_sure_place(self.gazetteer, name, self.english):
            return False
        self.spans.append((start, end, 0))
        return True

    def add_split(self, start: int, end: int) -> None:
        """Add a name that the tagger has taken apart: *Saudi* *Arabia*."""
        self.before_comma = None
        if self.english and is_sure_place(self.gazetteer, self.text[start:end], True):
            self.spans.append((start, end, 0))

    def add_beside_tagged(self, what: int, place: int, start: int, end: int, following: int) -> None:
        """Add a name before the spans of the tagger from ``place`` to ``following``, or one that overlaps them."""
        is_over = what & EventKind.KIND == EventKind.OVER
        if not is_over or what & EventKind.COMMA:
            self.add_before_tagged(self.given[place])
        if is_over and self.add_over(start, end, self.given[place:following]):
            self.done = following

    def add_before_tagged(self, tagged: Span) -> None:
        """Add the name before a tagged one, if that and a comma show that it is a place."""
        before, self.before_comma = self.before_comma, None
        if before and 2 <= tagged[0] - before[1] <= 3 and self._holds(before, tagged):
            self._add_before(before)

    def _add_before(self, before: Span) -> None:
        if self.spans and self.spans[-1][0] == before[0]:
            self.spans.pop()
        self.spans.append(before)

    def _holds(self, span: Span, following: Span) -> bool:
        """Return whether the place before a comma lies in the place after it: *Springfield, Ill.*"""
        text, gazetteer = self.text, self.gazetteer
        if not _COMMA.fullmatch(text, span[1], following[0]):
            return False
        holders = find_meanings(gazetteer, text[following[0] : following[1]], self.english, True).meanings[:3]
        return any(
            holder.place.label in gazetteer.ancestors(meaning.place)
            for meaning in find_meanings(gazetteer, text[span[0] : span[1]], self.english).meanings
            for holder in holders
        )


@lru_cache(maxsize=10_000)
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
        [each for each in people if each.title or each.name != each.text or not _is_country(gazetteer, each.text)]
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
