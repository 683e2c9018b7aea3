"""What names beside each other decide (`dateline.index.kernel._meanings`), with patterns and sets of labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.index.entities.places.adjacent import says_around, says_inside
from dateline.index.entities.places.gazetteer import Gazetteer, PlaceMeaning
from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.entities.places.sorting import SpanFlag
from dateline.index.entities.places.spans import Span
from dateline.index.kernel._meanings import NameMeanings

__all__ = ["resolve_adjacent"]

_LONGEST = 90
_ADJECTIVES = frozenset({"U.S.", "US", "U.K.", "UK"})
_UNLIKELY = 4.0
_LISTED = 2.0
_UNUSUAL = NameFlag.ALTERNATE | NameFlag.FOREIGN | NameFlag.HISTORIC
_AREAS = ("region", "country")
_LIST = re.compile(r",? and |, (?:and )?")
_TOWN_OF = re.compile(r" (?:town|city|village|suburb) of \Z")
_KIND_BEFORE = (" of ", " of the ")
Decided = dict[int, tuple[int, str]]


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
                and says_inside(text, end, start)
            )
        if inside:
            _contain(text, spans, choices, gazetteer, number, number + 1, "stands after it", decided)
        if number not in decided and len(after.meanings) > 1 and _contains_next(text, end, start):
            unlikely = 99.0 if _TOWN_OF.search(text, end, start) else _UNLIKELY
            _contain(text, spans, choices, gazetteer, number + 1, number, "stands before it", decided, unlikely)
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
    return says_around(text, end, start)


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
        first = choices[inner].meanings[0]
        if at and (first.flags & NameFlag.DEMONYM or (first.place.kind == "country" and meaning.flags & _UNUSUAL)):
            continue
        held = _held(meaning, holders, gazetteer, bool(at) and _is_bare(first, meaning))
        if held < 0:
            continue
        decided[inner] = at, f"“{text[slice(*spans[outer][:2])]}” {where}"
        decided.setdefault(outer, (held, f"“{text[slice(*spans[inner][:2])]}” is in it"))
        return


def _is_bare(first: PlaceMeaning, meaning: PlaceMeaning) -> bool:
    """Return whether only a region may tell a meaning: *Lebanon, Ohio*, but not *China, Japan*."""
    return first.place.kind == "country" and meaning.place.kind != "region"


def _held(meaning: PlaceMeaning, holders: Sequence[PlaceMeaning], gazetteer: Gazetteer, bare: bool) -> int:
    """Return the index of the holder that contains a meaning, -1 if none does."""
    above = gazetteer.ancestors(meaning.place)
    return next(
        (
            at
            for at, holder in enumerate(holders)
            if holder.place.label in above and not (bare and holder.place.kind != "region")
        ),
        -1,
    )


def _is_list(text: str, spans: Sequence[Span], choices: Sequence[NameMeanings], number: int) -> bool:
    """Return whether a name and the next are of a list of regions: *Nevada, Missouri and Iowa*."""
    if number + 2 >= len(spans):
        return False
    here, following = choices[number], choices[number + 2]
    near = [each for each, score in zip(here.places, here.scores, strict=True) if here.scores[0] - score <= _LISTED]
    if not any(place.kind in _AREAS for place in near):
        return False
    if not following.meanings or following.places[0].kind not in _AREAS:
        return False
    if spans[number + 2][0] - spans[number + 1][1] > 6:
        return False
    return _LIST.fullmatch(text, spans[number + 1][1], spans[number + 2][0]) is not None
