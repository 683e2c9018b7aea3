"""The names of the tagger, each looked up (`dateline.index.kernel._gazetteer.TaggedNames`)."""

from __future__ import annotations

import re

from dateline.index.entities.places.gazetteer import Gazetteer
from dateline.index.entities.places.spans import are_countries
from dateline.index.entities.tagging import DEMONYM, PERSON, PLACE, Names

__all__ = ["sorted_names"]

LEGAL_FORM = re.compile(r"\b(?:Inc|Corp|Co|Cos|Ltd|Plc|PLC|AG|SA|NV|Company|Corporation)\.?( of )")
OF_COUNTRY = re.compile(r"(?<!\bTimes)(?<!\bVoice)(?<!\bChurch)( of )(?:the )?(?!America$)")


def sorted_names(
    gazetteer: Gazetteer, text: str, names: Names, filed: str | None
) -> tuple[list[tuple[int, int, bool]], list[tuple[int, int]]]:
    """Return the names of places, and the spans of all others but people, countries and the place of the dateline."""
    tagged, closed = [], []
    for start, end, kind in names:
        name = text[start:end]
        if kind in (PLACE, DEMONYM):
            tagged.append((start, end, kind == DEMONYM))
        elif kind != PERSON and not are_countries(gazetteer, name) and name.casefold() != (filed or "").casefold():
            closed.append((start, start + len(without_country(gazetteer, name))))
    return tagged, closed


def without_country(gazetteer: Gazetteer, name: str) -> str:
    """Return an organisation's name without the country behind it, or what follows the form of a company."""
    if form := LEGAL_FORM.search(name):
        return name[: form.start(1)]
    country = OF_COUNTRY.match(name, max(name.rfind(" of "), 0))
    return name[: country.start(1)] if country and are_countries(gazetteer, name[country.end() :]) else name
