"""Resolve place names by the words beside them: *Paris, Texas*; *Perth in Western Australia*; *Washington state*.

The words between two names can say that one place contains the other; a word beside a name can say its kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from dateline.index.entities.places.gazetteer import Gazetteer, PlaceMeaning
from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.entities.places.meanings import NameMeanings
from dateline.index.entities.places.sorting import SpanFlag
from dateline.index.entities.places.spans import Span

__all__ = ["is_short_form", "of_kind", "resolve_adjacent"]

_TOWN: Final = (
    r"(?:city|town|village|suburb|port|capital|community|county|province|state|district|region|resort|island)"
)
# Between a place and one that contains it: "Mena, a town of 5,000 in western Arkansas", "Perth in Australia".
_INSIDE: Final = re.compile(
    rf",? in (?:the )?(?:[a-z-]+ )?(?:{_TOWN} of )?(?:the )?|"
    r", (?:a|an|the|about|just|some)\b[^.;:()\n]{0,60} in (?:the )?(?:[a-z-]+ )?"
)
# Between a place and one that it contains: "the Texas town of Paris", "Iraq's Mosul".
_AROUND: Final = re.compile(rf"['’]s |s['’] |(?:['’]s)? (?:[a-z-]+ ){{0,2}}{_TOWN} of (?:the )?")
_LONGEST: Final = 90
_ADJECTIVES = frozenset({"U.S.", "US", "U.K.", "UK"})
_SHORT: Final = 6
# Of the meanings of a contained name, those less prominent than the first by more than this (a logarithm) do not count.
_UNLIKELY: Final = 4.0
_LIST: Final = re.compile(r",? and |, (?:and )?")
_BEFORE: Final = re.compile(r"(?i)\b(city|town|village|state|province|county|region|port|suburb) of (?:the )?$")
_AFTER: Final = re.compile(r" (state|province|county|city|town)\b")
_KIND_AFTER: Final = (" state", " province", " county", " city", " town")
_KIND_BEFORE: Final = (" of ", " of the ")
_KINDS: Final = {
    "city": ("city",), "town": ("city",), "village": ("city",), "port": ("city",), "suburb": ("city",),
    "state": ("region", "country"), "province": ("region",), "county": ("region",), "region": ("region", "feature"),
}  # fmt: skip
Decided = dict[int, tuple[int, str]]


def of_kind(text: str, start: int, end: int, choice: NameMeanings) -> NameMeanings:
    """Return the meanings of the kind that a word beside the name gives (*Washington state*), all if it has none."""
    if not text.startswith(_KIND_AFTER, end) and not text.endswith(_KIND_BEFORE, 0, start):
        return choice
    after = _AFTER.match(text, end)
    found = after or (_BEFORE.search(text[max(0, start - 16) : start]) if start else None)
    if found is None:
        return choice
    return _of_kinds(choice, found[1].lower(), after is None)


@lru_cache(maxsize=10_000)
def _of_kinds(choice: NameMeanings, word: str, before: bool) -> NameMeanings:
    """Return the meanings of the kind of a word; none for "the city of Turkey", if only the country is known."""
    kinds = _KINDS.get(word)
    if kinds is None:  # a pattern that ignores case takes ſ for s and ı for i
        return choice
    fit = [at for at, meaning in enumerate(choice.meanings) if meaning.place.kind in kinds]
    if not fit and before and kinds == ("city",) and choice.meanings[0].place.kind == "country":
        return NameMeanings((), ())
    if not fit or len(fit) == len(choice.meanings):
        return choice
    return NameMeanings(tuple(choice.meanings[at] for at in fit), tuple(choice.scores[at] for at in fit), choice.reason)


def is_short_form(choice: NameMeanings, text: str, start: int, end: int) -> bool:
    """Return whether a name is the abbreviation of a region after a comma, with a point: *Ark* in *Mena, Ark.*"""
    if end - start > _SHORT or not choice.meanings or not choice.meanings[0].flags & NameFlag.QUALIFIER:
        return False
    return text.endswith((", ", "("), 0, start) and not (end - start == 2 and text[start:end].isupper())


def resolve_adjacent(
    text: str, spans: Sequence[Span], choices: Sequence[NameMeanings], gazetteer: Gazetteer
) -> Decided:
    """Return the meanings decided by a neighbouring name: by number of the span, the meaning's index and the reason.

    *Paris, Texas*: one meaning of Paris lies in Texas, which decides both names.
    """
    decided: Decided = {}
    for number in range(len(spans) - 2, -1, -1):
        if not spans[number][2] & SpanFlag.NEXT_NEAR:
            continue
        here, after = choices[number], choices[number + 1]
        if not here.meanings or not after.meanings:
            continue
        end, start = spans[number][1], spans[number + 1][0]
        if spans[number + 1][2] & SpanFlag.AFTER_COMMA:
            inside = not _is_list(text, spans, choices, number) and not _is_adjective(text, spans[number + 1])
        else:
            inside = (
                len(here.meanings) > 1
                and 3 < start - end <= _LONGEST
                and text.find(" in ", end, start) >= 0
                and _INSIDE.fullmatch(text, end, start) is not None
            )
        if inside:
            _contain(text, spans, choices, gazetteer, number, number + 1, "stands after it", decided)
        if number not in decided and len(after.meanings) > 1 and _contains_next(text, end, start):
            _contain(text, spans, choices, gazetteer, number + 1, number, "stands before it", decided, _UNLIKELY)
    return decided


def _is_adjective(text: str, span: Span) -> bool:
    """Return whether an abbreviated country belongs to the words after it: *in Venice, U.S. officials said*."""
    return text[span[0] : span[1]] in _ADJECTIVES and text[span[1] + 1 : span[1] + 2].islower()


def _contains_next(text: str, end: int, start: int) -> bool:
    """Return whether the words between two names say that the first contains the second."""
    if not 1 < start - end <= _LONGEST:
        return False
    if not text.startswith(("'", "’", "s'", "s’"), end) and not text.endswith(_KIND_BEFORE, end, start):
        return False
    return _AROUND.fullmatch(text, end, start) is not None


def _contain(
    text: str, spans: Sequence[Span], choices: Sequence[NameMeanings], gazetteer: Gazetteer,
    inner: int, outer: int, where: str, decided: Decided, unlikely: float = 99.0,
) -> None:  # fmt: skip
    """Decide two names if a meaning of the inner one lies in a meaning of the outer one."""
    holders = choices[outer].meanings
    if outer in decided:
        holders = (holders[decided[outer][0]],)
    for at, meaning in enumerate(choices[inner].meanings):
        if choices[inner].scores[0] - choices[inner].scores[at] > unlikely:
            break
        held = _held(meaning, holders, gazetteer)
        if held < 0:
            continue
        decided[inner] = at, f"“{text[slice(*spans[outer][:2])]}” {where}"
        decided.setdefault(outer, (held, f"“{text[slice(*spans[inner][:2])]}” is in it"))
        return


def _held(meaning: PlaceMeaning, holders: Sequence[PlaceMeaning], gazetteer: Gazetteer) -> int:
    """Return the index of the holder that contains a meaning, -1 if none does."""
    above = gazetteer.ancestors(meaning.place)
    return next((at for at, holder in enumerate(holders) if holder.place.label in above), -1)


def _is_list(text: str, spans: Sequence[Span], choices: Sequence[NameMeanings], number: int) -> bool:
    """Return whether a name and the next are of a list of regions: *Nevada, Missouri and Iowa*."""
    if number + 2 >= len(spans):
        return False
    kinds = {choices[at].meanings[0].place.kind if choices[at].meanings else "" for at in (number, number + 2)}
    if not kinds <= {"region", "country"} or spans[number + 2][0] - spans[number + 1][1] > 6:
        return False
    return _LIST.fullmatch(text, spans[number + 1][1], spans[number + 2][0]) is not None
