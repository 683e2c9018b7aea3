"""Find the places of a text: the spans of their names, and the place that each means.

Spans come from the tagger of names. The gazetteer adds unambiguous names that the tagger missed (countries, peoples,
large cities). In languages other than English only the gazetteer is used. Names within names of people and
organisations (*Jordan*, *Bank of England*) are not places.

An ambiguous name is resolved by an adjacent name (*Paris, Texas*; `dateline.index.entities.places.adjacent`), else by
the other places of the article (`dateline.index.entities.places.context`), else by prominence. A name that is mostly
something else needs a cue (`dateline.index.entities.places.cues`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from dateline.index.entities.mention import PlaceMention
from dateline.index.entities.places.adjacent import is_short_form, of_kind, resolve_adjacent
from dateline.index.entities.places.context import ArticleContext
from dateline.index.entities.places.cues import (
    has_geographic_word,
    is_after_preposition,
    is_capitals,
    is_county,
    is_listed_trap,
)
from dateline.index.entities.places.gazetteer import Gazetteer, Place
from dateline.index.entities.places.meanings import NameMeanings
from dateline.index.entities.places.readings import (
    CERTAIN,
    DOUBTFUL,
    TRAP,
    UNKNOWN,
    NameReading,
    is_hamlet,
    read_name,
    reading_of,
)
from dateline.index.entities.places.resolutions import (
    Resolution,
    resolve_by_scores,
    resolve_explicitly,
    resolve_plainly,
    resolve_unknown,
)
from dateline.index.entities.places.sorting import SpanFlag
from dateline.index.entities.places.spans import Span, find_spans
from dateline.index.kernel._records import RecordMaker

__all__ = ["find_places"]

# How many places of the article a region must contain, for a name that may be no place to be in it.
_ONE, _SEVERAL = 0.5, 1.5
_make_mention = RecordMaker(PlaceMention)
_ARTICLES = frozenset(("the", "The", "a", "A", "an", "An"))
# Names that the tagger may wrongly tag as places: companies, and words that are not names.
_NO_PLACE = re.compile(
    r"\d|\b(?:Inc|Corp|Ltd|Co|Plc|PLC|AG|SA|NV|GmbH|LLC|LLP|Sen|Rep|Gov|Trust|Bank|Group|Holdings?|"
    r"Airlines?|Airways|Petroleum|Industries|Parliament|Congress|Senate|Treasur(?:y|ies)|Cabinet|Commons|Lords)\b\.?$"
)


def find_places(
    text: str,
    names: Sequence[tuple[int, int, bool]],
    *,
    gazetteer: Gazetteer,
    taken: Iterable[tuple[int, int]] = (),
    published: date | None = None,
    dateline_place: PlaceMention | None = None,
    english: bool = True,
) -> tuple[PlaceMention, ...]:
    """Return the mentions of places, in the order of the text.

    ``names`` are ``(start, end, is a demonym)`` from the tagger, ``taken`` the spans of people and organisations.
    ``published`` decides which historic names were in use; ``dateline_place`` is the place of the dateline.
    """
    closed = list(taken)
    spans, flags = find_spans(text, names, closed, gazetteer, english=english)
    if not spans:
        return ()
    home = None if dateline_place is None else gazetteer.by_label(dateline_place.label)
    article = _Article(text, spans, gazetteer, english, published.year if published else 0, home)
    found = article.resolve(flags, closed)
    return tuple(
        [
            _make_mention(text[start:end], start, end, *resolution)
            for (start, end, _), resolution in zip(spans, found, strict=True)
            if resolution is not None
        ]
    )


class _Article:
    """The places of one text while they are resolved: first the certain ones, then the others in their context."""

    __slots__ = ("doubtful", "english", "found", "gazetteer", "home", "likely", "spans", "text", "year")

    def __init__(
        self, text: str, spans: list[Span], gazetteer: Gazetteer, english: bool, year: int, home: Place | None
    ) -> None:
        self.text, self.spans, self.gazetteer, self.english, self.year = text, spans, gazetteer, english, year
        self.home = home
        """The place of the dateline."""
        self.found: list[Resolution | None] = [None] * len(spans)
        # Names to be resolved in context, by their meanings: all spans of each.
        self.doubtful: dict[NameMeanings, list[int]] = {}
        self.likely: dict[NameMeanings, list[int]] = {}

    def resolve(self, flags: int, taken: Sequence[tuple[int, int]]) -> list[Resolution | None]:
        """Return the resolution of each span, None for what is no place.

        ``flags`` are those that any span has, ``taken`` the names of people and organisations.
        """
        text, english, gazetteer = self.text, self.english, self.gazetteer
        home = self.home
        readings = [
            read_name(gazetteer, text[start:end], english, each & SpanFlag.AFTER_COMMA)
            for start, end, each in self.spans
        ]
        if flags & (SpanFlag.KIND_BESIDE | SpanFlag.POINT_AFTER):
            self._read_beside(readings)
        said = self._read_adjacent(readings) if flags & SpanFlag.NEXT_NEAR else None
        sure: list[Place] = []
        unknown: dict[str, list[int]] = {}
        traps: dict[NameMeanings, list[int]] = {}
        for number, reading in enumerate(readings):
            kind, choice = reading.kind, reading.choice
            if kind == UNKNOWN:
                if not (span := self.spans[number])[2] & SpanFlag.DOUBTFUL and self._may_be_unknown(span):
                    unknown.setdefault(text[span[0] : span[1]], []).append(number)
            elif said is not None and self._is_said(number, choice, said, sure):
                continue
            elif home is not None and home.label in reading.labels and home.kind == "city":
                at = [meaning.place.label for meaning in choice.meanings].index(home.label)
                self.found[number] = resolve_explicitly(choice, at, "the place of the dateline")
                sure.append(home)
            elif kind == TRAP or self.spans[number][2] & SpanFlag.DOUBTFUL:
                traps.setdefault(choice, []).append(number)
            elif kind == DOUBTFUL:
                self.doubtful.setdefault(choice, []).append(number)
            else:
                sure.append(choice.meanings[0].place)
                if kind == CERTAIN:
                    self.found[number] = reading.plain or resolve_plainly(choice, self.year)
                else:
                    self.likely.setdefault(choice, []).append(number)
        if unknown:
            self._keep_unknown(unknown, taken)
        if traps or self.doubtful or self.likely:
            self._resolve_in_context(sure, traps)
        return self.found

    def _read_beside(self, readings: list[NameReading]) -> None:
        """Correct the readings by what stands beside names; a point that belongs to one is added to its span."""
        text = self.text
        for number, (start, end, flags) in enumerate(self.spans):
            if not flags & (SpanFlag.KIND_BESIDE | SpanFlag.POINT_AFTER) or readings[number].kind == UNKNOWN:
                continue
            choice = readings[number].choice
            if flags & SpanFlag.KIND_BESIDE and (fit := of_kind(text, start, end, choice)) is not choice:
                readings[number] = reading_of(self.gazetteer, fit, text[start:end])
            elif flags & SpanFlag.POINT_AFTER and is_short_form(choice, text, start, end):
                self.spans[number] = start, end + 1, flags
                readings[number] = reading_of(self.gazetteer, choice, text[start : end + 1])

    def _read_adjacent(self, readings: list[NameReading]) -> Said | None:
        """Return what the text says of places, None if it gives none with what contains it."""
        choices = [reading.choice for reading in readings]
        explicit = resolve_adjacent(self.text, self.spans, choices, self.gazetteer)
        return Said(choices, explicit) if explicit else None

    def _is_said(self, number: int, choice: NameMeanings, said: Said, sure: list[Place]) -> bool:
        """Resolve a name that another one beside it decides, or a former mention; return whether one does."""
        if number in said.explicit:
            at, reason = said.explicit[number]
            self.found[number] = resolve_explicitly(choice, at, reason)
            sure.append(choice.meanings[at].place)
            return True
        start, end, _ = self.spans[number]
        at = said.before(number, choice, self.text[start:end])
        if at < 0:
            return False
        self.found[number] = resolve_explicitly(choice, at, f"the text says {choice.meanings[at].place.label}")
        return True

    def _resolve_in_context(self, sure: list[Place], traps: dict[NameMeanings, list[int]]) -> None:
        """Resolve the names that the other places of the article may decide. Those of ``traps`` may be no places."""
        context = ArticleContext(self.gazetteer, self.home)
        context.add(sure)
        for choice, numbers in traps.items():
            if kept := self._with_cue(context, choice, numbers):
                self.doubtful.setdefault(choice, []).extend(kept)
        if self.doubtful:
            self._resolve_doubtful(context)
        if self.likely:
            self._resolve_likely(context)

    def _resolve_doubtful(self, context: ArticleContext) -> None:
        scored = context.add_likely(self.doubtful)
        for (choice, numbers), scores in zip(self.doubtful.items(), scored, strict=True):
            decided = resolve_by_scores(choice, scores or context.scores(choice), self.year)
            for number in numbers:
                self.found[number] = decided

    def _resolve_likely(self, context: ArticleContext) -> None:
        """Resolve names that mean one place nearly always, unless the article is about the region of another one."""
        for choice, numbers in self.likely.items():
            if len(choice.meanings) > 1 and context.prefers_another(choice):
                decided = resolve_by_scores(choice, context.scores_of_sure(choice), self.year)
            elif self.english and is_hamlet(choice) and context.is_far(choice.meanings[0].place):
                start, end, _ = self.spans[numbers[0]]
                decided = resolve_unknown(self.text[start:end], False)
            else:
                decided = resolve_plainly(choice, self.year)
            for number in numbers:
                self.found[number] = decided

    def _with_cue(self, context: ArticleContext, choice: NameMeanings, numbers: list[int]) -> list[int]:
        """Return which spans of a trap are places, by the words around them and the other places of the article."""
        text, spans = self.text, self.spans
        start, end, _ = spans[numbers[0]]
        name = text[start:end]
        listed = is_listed_trap(choice)
        if choice.meanings[0].place.kind not in ("city", "region"):
            held = context.contains(choice.meanings[0].place)
            if not held:  # "the Gulf" of an article that names the Gulf of Mexico
                held = any(meaning.place.label in context.named for meaning in choice.meanings)
            return [n for n in numbers if held and text.endswith(("the ", "The "), 0, spans[n][0])]
        least = _SEVERAL if listed else _ONE
        held = any(context.contains(meaning.place, least) for meaning in choice.meanings)
        if is_capitals(name):
            return [n for n in numbers if held and spans[n][2] & SpanFlag.TAGGED and not listed]
        if listed:
            numbers = [n for n in numbers if not text.endswith((" the ", "The "), 0, spans[n][0])]
        tagged = [n for n in numbers if spans[n][2] & SpanFlag.TAGGED]
        kept = set(tagged) if held or any(is_after_preposition(text, spans[n][0]) for n in tagged) else set()
        if held or is_county(name):
            kept.update(n for n in numbers if not spans[n][2] & SpanFlag.TAGGED)
        return sorted(kept)

    def _may_be_unknown(self, span: Span) -> bool:
        """Return whether a name that the gazetteer lacks may be a place, if there is a cue for it."""
        return _may_name_place(self.text[span[0] : span[1]]) and not _is_a_thing(self.text, span)

    def _keep_unknown(self, names: dict[str, list[int]], taken: Sequence[tuple[int, int]]) -> None:
        """Keep the names that the gazetteer lacks, if one of their mentions has a preposition or a geographic word."""
        text = self.text
        people: set[str] | None = None
        for name, numbers in names.items():
            spans = [self.spans[number] for number in numbers]
            if not any(
                flags & SpanFlag.DEMONYM or is_after_preposition(text, start) or has_geographic_word(text, start, end)
                for start, end, flags in spans
            ):
                continue
            if not spans[0][2] & SpanFlag.DEMONYM:
                if people is None:
                    people = {text[start:end].rpartition(" ")[2] for start, end in taken}
                if name.rpartition(" ")[2] in people:
                    continue
            for number, (_, _, flags) in zip(numbers, spans, strict=True):
                self.found[number] = resolve_unknown(name, flags & SpanFlag.DEMONYM != 0)


class Said:
    """The places that the text gives with what contains them (*Paris, Texas*); a later mention means the last one."""

    def __init__(self, choices: Sequence[NameMeanings], explicit: Mapping[int, tuple[int, str]]) -> None:
        self.explicit = explicit
        self.places: dict[str, list[tuple[int, str]]] = {}
        for number in sorted(explicit):
            place = choices[number].meanings[explicit[number][0]].place
            self.places.setdefault(place.name, []).append((number, place.label))

    def before(self, number: int, choice: NameMeanings, printed: str) -> int:
        """Return the index of the meaning that was said last before a span, or else first; -1 if none.

        The place that is named as printed comes before those that have other names, the likeliest first.
        """
        for name in dict.fromkeys((printed, *(meaning.place.name for meaning in choice.meanings))):
            said = self.places.get(name)
            if said is None:
                continue
            at = bisect_left(said, (number, "")) - 1
            label = said[max(at, 0)][1]
            for index, meaning in enumerate(choice.meanings):
                if meaning.place.label == label:
                    return index
        return -1


@lru_cache(maxsize=20_000)
def _may_name_place(name: str) -> bool:
    return not (name[0].islower() or _NO_PLACE.search(name) or is_capitals(name))


def _is_a_thing(text: str, span: Span) -> bool:
    """Return whether an unknown word has an article (*the Tavor*), as things have and few places."""
    start, end, flags = span
    if flags & SpanFlag.DEMONYM:
        return False
    before = text[max(0, start - 5) : start].split(" ")
    if len(before) < 2 or before[-1] or before[-2] not in _ARTICLES or " " in text[start:end]:
        return False
    return not is_after_preposition(text, start, strict=True)
