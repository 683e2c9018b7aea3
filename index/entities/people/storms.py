"""Storms that have the name of a person: after *Hurricane Ian*, *Ian killed 150* speaks of the storm."""

from __future__ import annotations

import re
from typing import Final

from dateline.index.entities.glances import MENTIONS
from dateline.index.entities.mention import PersonMention
from dateline.index.entities.tagging import is_first_name
from dateline.index.kernel._glances import Parts

__all__ = ["without_storms"]

# Parts of the words below, by which most texts are passed over.
SIGNS: Final = Parts(("urricane", "torm ", "yphoon", "yclone", "URRICANE", "TORM ", "YPHOON", "YCLONE"))
_NAME: Final = r"[A-Z][a-z]{2,}"
# Storm Dennis, tropical storm Erin, Hurricanes Katrina and Rita.
STORM = re.compile(
    rf"\b(?:(?P<forename>Storm)|Hurricane|Typhoon|Cyclone|Superstorm|[Tt]ropical (?:[Ss]torm|[Cc]yclone))"
    rf"(?:s (?P<one>{_NAME})(?:, (?P<next>{_NAME}))?,? and (?P<last>{_NAME})| (?P<only>{_NAME}))\b(?! [A-Z])"
)
# The same in a headline or a text in capitals.
_CAPITALS: Final = r"[A-Z]{3,}"
SHOUTED = re.compile(
    rf"\b(?:(?P<forename>STORM)|(?i:hurricane|typhoon|cyclone|superstorm|tropical (?:storm|cyclone)))"
    rf"(?:S (?P<one>{_CAPITALS})(?:, (?P<next>{_CAPITALS}))?,? AND (?P<last>{_CAPITALS})| (?P<only>{_CAPITALS}))\b"
)


def without_storms(text: str, people: tuple[PersonMention, ...]) -> tuple[PersonMention, ...]:
    """Return the mentions of people without those that are of storms.

    A short form of a person who is named in full stays that person, except where the storm is named as one.
    """
    if not MENTIONS.has_bare_word(people) or SIGNS.first_in(str(text), 0) < 0:
        return people
    names: set[str] = set()
    spans: set[int] = set()
    for pattern in (STORM, SHOUTED):
        for match in pattern.finditer(text):
            for group in ("one", "next", "last", "only"):
                name = match[group]
                if name and (is_first_name(name) or not match["forename"]):  # Storm Thorgerson is a man
                    names.add(name.capitalize())
                    spans.add(match.start(group))
    if not names:
        return people
    return tuple(one for one in people if one.start not in spans and (one.name not in names or one.title))
