"""What a name is resolved to: a mention without its span, which all mentions of the name in an article share."""

from __future__ import annotations

from functools import lru_cache

from dateline.index.entities.mention import Candidate, PlaceKind
from dateline.index.entities.places.gazetteer import Place
from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.entities.places.meanings import NameMeanings
from dateline.index.kernel._records import RecordMaker

__all__ = ["Resolution", "period_of", "resolve_explicitly", "resolve_unknown"]

_SHOWN = 5
_UNKNOWN_CONFIDENCE = 0.5
_make_candidate = RecordMaker(Candidate)

# name, label, kind, country, lat, lon, geonameid, confidence, demonym, candidates, reason: a mention without its span
Resolution = tuple[
    str, str, PlaceKind, str | None, float | None, float | None, int | None, float, bool, tuple[Candidate, ...], str
]


def resolve_explicitly(choice: NameMeanings, at: int, reason: str) -> Resolution:
    """Return the meaning that the text gives, for a reason."""
    meaning = choice.meanings[at]
    candidates = _candidates_of(choice, at) if len(choice.meanings) > 1 else ()
    return _resolution(meaning.place, 1.0, bool(meaning.flags & NameFlag.DEMONYM), candidates, reason)


@lru_cache(maxsize=20_000)
def _candidates_of(choice: NameMeanings, at: int) -> tuple[Candidate, ...]:
    """Return the meanings of a name of which the text gives one, that one first."""
    others = [meaning.place for number, meaning in enumerate(choice.meanings) if number != at]
    return (
        _candidate(choice.meanings[at].place, 1.0),
        *[_candidate(place, 0.0) for place in others[: _SHOWN - 1]],
    )


def resolve_unknown(name: str, demonym: bool) -> Resolution:
    """Return a name that the gazetteer lacks."""
    return (name, name, "unknown", None, None, None, None, _UNKNOWN_CONFIDENCE, demonym, (), "in no gazetteer")


def _resolution(
    place: Place, confidence: float, demonym: bool, candidates: tuple[Candidate, ...], reason: str
) -> Resolution:
    return (
        place.name, place.label, place.kind, place.country, place.lat, place.lon, place.geonameid,
        round(confidence, 3), demonym, candidates, reason,
    )  # fmt: skip


def _candidate(place: Place, confidence: float) -> Candidate:
    return _make_candidate(place.label, place.country, place.geonameid, round(confidence, 3))


def period_of(period: tuple[int, int], label: str, year: int) -> str:
    """Return what a historic name of a place is to an article of a year."""
    first, last = period
    years = f"{first or ''}–{last or ''}"
    if year and first <= year and (not last or year <= last):
        return f"the name of {label} when this was published ({years})"
    return f"a former name of {label} ({years})"
