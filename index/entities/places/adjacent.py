"""Resolve place names by the words beside them: *Paris, Texas*; *Perth in Western Australia*; *Washington state*.

The words between two names can say that one place contains the other; a word beside a name can say its kind.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.entities.places.meanings import NameMeanings

__all__ = ["is_short_form", "of_kind", "says_around", "says_inside"]

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
_SHORT: Final = 6
_BEFORE: Final = re.compile(r"(?i)\b(city|town|village|state|province|county|region|port|suburb) of (?:the )?$")
_AFTER: Final = re.compile(r" (state|province|county|city|town)\b")
_KIND_AFTER: Final = (" state", " province", " county", " city", " town")
_KIND_BEFORE: Final = (" of ", " of the ")
_WITH_STATES: Final = ("US", "CA")
_KINDS: Final = {
    "city": ("city",), "town": ("city",), "village": ("city",), "port": ("city",), "suburb": ("city",),
    "state": ("region", "country"), "province": ("region",), "county": ("region",), "region": ("region", "feature"),
}  # fmt: skip


def of_kind(text: str, start: int, end: int, choice: NameMeanings) -> NameMeanings:
    """Return the meanings of the kind that a word beside the name gives (*Washington state*), all if it has none."""
    if not text.startswith(_KIND_AFTER, end) and not text.endswith(_KIND_BEFORE, 0, start):
        return choice
    after = _AFTER.match(text, end)
    found = after or (_BEFORE.search(text[max(0, start - 16) : start]) if start else None)
    if found is None:
        return choice
    fit = _of_kinds(choice, found[1].lower(), after is None)
    if after and text.startswith(" of ", after.end()):  # in "the Maine town of Mexico" the word is the next name's
        states = any(each.place.kind == "region" and each.place.country in _WITH_STATES for each in choice.meanings)
        return choice if states or fit.meanings[:1] != choice.meanings[:1] else fit
    return fit


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


def says_inside(text: str, end: int, start: int) -> bool:
    """Return whether the words between two names say that the second contains the first."""
    return _INSIDE.fullmatch(text, end, start) is not None


def says_around(text: str, end: int, start: int) -> bool:
    """Return whether the words between two names say that the first contains the second."""
    return _AROUND.fullmatch(text, end, start) is not None
