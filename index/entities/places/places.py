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
from dateline.index.entities.places.adjacent import KIND_AFTER, KIND_BEFORE, is_short_form, of_kind, resolve_adjacent
from dateline.index.entities.places.context import ArticleContext
from dateline.index.entities.places.cues import (
    has_geographic_word,
    is_after_preposition,
    is_capitals,
    is_county,
    is_listed_trap,
    is_trap,
)
from dateline.index.entities.places.gazetteer import Gazetteer, Place
from dateline.index.entities.places.meanings import NameMeanings, find_meanings, find_nested, shares
from dateline.index.entities.places.resolutions import (
    Resolution,
    resolve_by_scores,
    resolve_explicitly,
    resolve_plainly,
    resolve_unknown,
)
from dateline.index.entities.places.spans import Span, find_spans

__all__ = ["find_places"]

# A name whose first meaning has this share is unambiguous: it is context for others and needs none.
_SURE = 0.98
_SHORT_FORM = 6
_HAMLET = 5_000
# How many places of the article a region must contain, for a name that may be no place to be in it.
_ONE, _SEVERAL = 0.5, 1.5
_TRAP, _DOUBTFUL, _LIKELY = range(3)


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
    spans = find_spans(text, names, closed, gazetteer, english=english)
    if not spans:
        return ()
    article = _Article(text, spans, gazetteer, english, published.year if published else 0, dateline_place)
    article.taken = closed
    return tuple(
        PlaceMention(text[span.start : span.end], span.start, span.end, *resolution)
        for span, resolution in zip(spans, article.resolve(), strict=True)
        if resolution is not None
    )


class _Article:
    """The places of one text while they are resolved: first the certain ones, then the others in their context."""

    def __init__(
        self, text: str, spans: list[Span], gazetteer: Gazetteer, english: bool, year: int, home: PlaceMention | None
    ) -> None:
        self.text, self.spans, self.gazetteer, self.english, self.year = text, spans, gazetteer, english, year
        self.taken: Sequence[tuple[int, int]] = ()
        """The names of people and organisations."""
        self.context = ArticleContext(gazetteer, None if home is None else gazetteer.by_label(home.label))
        self.choices = [self._choice_of(number, span) for number, span in enumerate(spans)]
        self.found: list[Resolution | None] = [None] * len(spans)
        # Names to be resolved in context, by their meanings: all spans of each. Those of `traps` may be no places.
        self.doubtful: dict[NameMeanings, list[int]] = {}
        self.likely: dict[NameMeanings, list[int]] = {}
        self.traps: dict[NameMeanings, list[int]] = {}

    def _choice_of(self, number: int, span: Span) -> NameMeanings:
        """Return the meanings of a name; a point that belongs to it is added to its span."""
        text = self.text
        choice = _choice(self.gazetteer, text[span.start : span.end], self.english, span.after_comma)
        if choice.meanings:
            if text.startswith(KIND_AFTER, span.end) or text.endswith(KIND_BEFORE, 0, span.start):
                return of_kind(text, span, choice)
            if text.startswith(".", span.end) and is_short_form(choice, text, span):
                self.spans[number] = span._replace(end=span.end + 1)
        return choice

    def resolve(self) -> list[Resolution | None]:
        """Return the resolution of each span, None for what is no place."""
        explicit = resolve_adjacent(self.text, self.spans, self.choices, self.gazetteer)
        said = Said(self.choices, explicit)
        sure: list[Place] = []
        unknown: dict[str, list[int]] = {}
        for number, (span, choice) in enumerate(zip(self.spans, self.choices, strict=True)):
            name = self.text[span.start : span.end]
            if number in explicit:
                self.found[number] = resolve_explicitly(choice, *explicit[number])
                sure.append(choice.meanings[explicit[number][0]].place)
            elif not choice.meanings:
                if not span.doubtful and self._may_be_unknown(span, name):
                    unknown.setdefault(name, []).append(number)
            elif said.places and (at := said.before(number, choice, name)) >= 0:
                self.found[number] = resolve_explicitly(choice, at, f"the text says {choice.meanings[at].place.label}")
            elif (at := self._of_dateline(choice)) >= 0:
                self.found[number] = resolve_explicitly(choice, at, "the place of the dateline")
                sure.append(choice.meanings[at].place)
            elif span.doubtful or (kind := _kind_of(self.gazetteer, choice, name)) == _TRAP:
                self.traps.setdefault(choice, []).append(number)
            elif kind == _DOUBTFUL:
                self.doubtful.setdefault(choice, []).append(number)
            else:
                self.likely.setdefault(choice, []).append(number)
                sure.append(choice.meanings[0].place)
        self._keep_unknown(unknown)
        self.context.add(sure)
        for choice, numbers in self.traps.items():
            if kept := self._with_cue(choice, numbers):
                self.doubtful.setdefault(choice, []).extend(kept)
        self._resolve_doubtful()
        self._resolve_likely()
        return self.found

    def _of_dateline(self, choice: NameMeanings) -> int:
        """Return which meaning is the city of the dateline, -1 if none is."""
        home = self.context.home
        if home is None or home.kind != "city":
            return -1
        return next((at for at, meaning in enumerate(choice.meanings) if meaning.place is home), -1)

    def _resolve_doubtful(self) -> None:
        if not self.doubtful:
            return
        scored = self.context.add_likely(self.doubtful)
        for (choice, numbers), scores in zip(self.doubtful.items(), scored, strict=True):
            decided = resolve_by_scores(choice, scores or self.context.scores(choice), self.year)
            for number in numbers:
                self.found[number] = decided

    def _resolve_likely(self) -> None:
        """Resolve names that mean one place nearly always, unless the article is about the region of another one."""
        for choice, numbers in self.likely.items():
            decided = resolve_plainly(choice, self.year)
            if len(choice.meanings) > 1 and self.context.prefers_another(choice):
                decided = resolve_by_scores(choice, self.context.scores_of_sure(choice), self.year)
            elif self.english and self._is_far_hamlet(choice):
                decided = resolve_unknown(self.text[self.spans[numbers[0]].start : self.spans[numbers[0]].end], False)
            for number in numbers:
                self.found[number] = decided

    def _is_far_hamlet(self, choice: NameMeanings) -> bool:
        """Return whether the only meaning of a name is a small town in a country that the article does not name."""
        place = choice.meanings[0].place
        return place.kind == "city" and place.population < _HAMLET and self.context.is_far(place)

    def _with_cue(self, choice: NameMeanings, numbers: list[int]) -> list[int]:
        """Return which spans of a trap are places, by the words around them and the other places of the article."""
        text, spans = self.text, self.spans
        name = text[spans[numbers[0]].start : spans[numbers[0]].end]
        listed = is_listed_trap(choice)
        held = any(self.context.contains(meaning.place, _SEVERAL if listed else _ONE) for meaning in choice.meanings)
        if choice.meanings[0].place.kind not in ("city", "region"):
            held = self.context.contains(choice.meanings[0].place)
            if not held:  # "the Gulf" of an article that names the Gulf of Mexico
                held = any(meaning.place.label in self.context.named for meaning in choice.meanings)
            return [n for n in numbers if held and text.endswith(("the ", "The "), 0, spans[n].start)]
        if is_capitals(name):
            return [n for n in numbers if held and spans[n].tagged and not listed]
        if listed:
            numbers = [n for n in numbers if not text.endswith((" the ", "The "), 0, spans[n].start)]
        tagged = [n for n in numbers if spans[n].tagged]
        cued = [n for n in tagged if is_after_preposition(text, spans[n].start)]
        kept = set(tagged) if held or cued else set()
        if held or is_county(name):
            kept.update(n for n in numbers if not spans[n].tagged)
        return sorted(kept)

    def _may_be_unknown(self, span: Span, name: str) -> bool:
        """Return whether a name that the gazetteer lacks may be a place, if there is a cue for it."""
        if name[0].islower() or _NO_PLACE.search(name) or is_capitals(name):
            return False
        return span.demonym or not _is_a_thing(self.text, span)

    def _keep_unknown(self, names: dict[str, list[int]]) -> None:
        """Keep the names that the gazetteer lacks, if one of their mentions has a preposition or a geographic word."""
        if not names:
            return
        people = {self.text[start:end].rpartition(" ")[2] for start, end in self.taken}
        for name, numbers in names.items():
            if name.rpartition(" ")[2] in people and not self.spans[numbers[0]].demonym:
                continue
            spans = [self.spans[number] for number in numbers]
            if any(
                span.demonym
                or is_after_preposition(self.text, span.start)
                or has_geographic_word(self.text, span.start, span.end)
                for span in spans
            ):
                for number, span in zip(numbers, spans, strict=True):
                    self.found[number] = resolve_unknown(name, span.demonym)


class Said:
    """The places that the text gives with what contains them (*Paris, Texas*); a later mention means the last one."""

    def __init__(self, choices: Sequence[NameMeanings], explicit: Mapping[int, tuple[int, str]]) -> None:
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


def _choice(gazetteer: Gazetteer, name: str, english: bool, after_comma: bool) -> NameMeanings:
    choice = find_meanings(gazetteer, name, english, after_comma)
    # A tagged name may be a short form without a comma before it: "a Tex. senator".
    return choice if choice.meanings or len(name) > _SHORT_FORM else find_meanings(gazetteer, name, english, True)


@lru_cache(maxsize=50_000)
def _kind_of(gazetteer: Gazetteer, choice: NameMeanings, name: str) -> int:
    """Return whether a name needs a cue, is ambiguous, or means its first place unless much speaks for another."""
    if is_trap(choice, name):
        return _TRAP
    nested = find_nested(gazetteer, choice)
    scores = [score for at, score in enumerate(choice.scores) if at not in nested]
    return _LIKELY if len(scores) == 1 or shares(scores)[0] > _SURE else _DOUBTFUL


def _is_a_thing(text: str, span: Span) -> bool:
    """Return whether an unknown word has an article (*the Tavor*), as things have and few places."""
    if span.demonym:
        return False
    before = text[max(0, span.start - 5) : span.start].split(" ")
    if len(before) < 2 or before[-1] or before[-2] not in _ARTICLES or " " in text[span.start : span.end]:
        return False
    return not is_after_preposition(text, span.start, strict=True)
