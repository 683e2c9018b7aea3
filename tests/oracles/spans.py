"""Which names are added to the spans of the tagger (`dateline.index.kernel._places`), one rule after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.index.entities.places.sorting import SORTER, SpanFlag
from dateline.index.entities.places.spans import SpanRules
from dateline.index.entities.places.untagged import NameFact
from tests.oracles.places import Event, Span, marked

__all__ = ["spans_of"]

COMMA = re.compile(r"\.?,\s+|\s+\(")
LISTS = (", ", " and ", ", and ", " or ")


class EventKind:
    """What the kernel says of a name of the gazetteer, in the lowest bits; then what else is true of it."""

    UNTAGGED, TAKEN, OVER, SPLIT, BEFORE = range(5)
    KIND = 7
    COMMA = 8
    POINT = 16
    HYPHEN = 32


def spans_of(text: str, given: list[Span], events: Sequence[Event], rules: SpanRules) -> list[Span]:
    """Return the spans of places in order, without overlaps, from what the tagger gave and the names beside that."""
    finder = Finder(text, rules, given)
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
    return marked(text, finder.spans + given[finder.done :])


class Finder:
    """Decides which names of the gazetteer that the tagger did not give as places are added to the spans."""

    def __init__(self, text: str, rules: SpanRules, given: list[Span]) -> None:
        self.text, self.rules, self.english, self.given = text, rules, rules.english, given
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
        facts = self.rules.facts_of(text[start:stop])
        if facts & NameFact.SURE or (comma and self.spans and self._holds(self.spans[-1], span)):
            self.spans.append(span)
            return
        self.before_comma = span
        if not self.english:
            return
        if stop > end:
            facts = self.rules.facts_of(text[start:end])
        if self.may_be_place(facts, start, end, preposition):
            self.spans.append((start, stop, SpanFlag.DOUBTFUL))

    def _counts_in_compound(self, start: int, stop: int) -> bool:
        """Return whether a name beside a hyphen is a country: *U.S.-led*, *Iran-Iraq war*; not in *anti-Iran*."""
        after_hyphen = self.text[start - 1 : start] == "-"
        if after_hyphen and not (self.spans and self.spans[-1][1] == start - 1):
            return False
        return self.rules.is_country(self.text[start:stop])

    def add_taken(self, comma: bool, start: int, end: int, closed_from: int, closed_to: int) -> None:
        """Add a name within one of a person or an organisation, if all of that is places: *West Bank*, *Troy, N. Y.*"""
        before = self.before_comma
        self.before_comma = None
        if not self.english:
            return
        name = self.text[closed_from:closed_to]
        if self.rules.are_places(name):
            self.spans.append((start, end, 0))
        elif (
            closed_to - end > 1
            or start > closed_from
            or self.rules.facts_of(self.text[start:end]) & NameFact.RARELY_ELSE
        ):
            if self.rules.are_names(name) and SORTER.preposition(self.text, closed_from):
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
        if first < start and not self.rules.is_office(self.text, first, start):
            return False
        if not self.rules.facts_of(self.text[start:end]) & (NameFact.SURE | NameFact.COUNTY):
            return False
        self.spans.append((start, end, 0))
        return True

    def add_split(self, start: int, end: int) -> None:
        """Add a name that the tagger has taken apart: *Saudi* *Arabia*."""
        self.before_comma = None
        if self.english and self.rules.facts_of(self.text[start:end]) & NameFact.SURE:
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
        if not COMMA.fullmatch(self.text, span[1], following[0]):
            return False
        return self.rules.lies_in(self.text[slice(*span[:2])], self.text[slice(*following[:2])])

    def may_be_place(self, facts: int, start: int, end: int, preposition: int) -> bool:
        """Return whether a name that the tagger did not find is one if the article has places near it."""
        if preposition == 2 or facts & (NameFact.COUNTY | NameFact.LARGE):
            return True
        if preposition and facts & NameFact.RARELY_ELSE:
            return True
        following = self.text[end : end + 2]
        alone = not (following[:1] == " " and following[1:].isupper())
        return bool(self.spans) and self.text[self.spans[-1][1] : start] in LISTS and alone
