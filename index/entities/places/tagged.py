"""The names that the tagger found, as the gazetteer sees them.

The tagger takes countries for organisations where they act, as teams, parties and sellers do, and some for people. And
names of organisations end in the country that they are of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Final

from dateline.index.entities.mention import PersonMention, PlaceMention
from dateline.index.entities.people.titles import word_set
from dateline.index.entities.places.folding import folds
from dateline.index.entities.places.gazetteer import Gazetteer
from dateline.index.entities.places.spans import are_countries, is_country
from dateline.index.entities.tagging import Names
from dateline.index.kernel import _gazetteer as kernel

__all__ = ["drop_countries", "sort_names"]

LEGAL_FORM = re.compile(r"\b(?:Inc|Corp|Co|Cos|Ltd|Plc|PLC|AG|SA|NV|Company|Corporation)\.?( of )")
# A country at the end of a name says where its bearer is (*Bank of Japan*, *Renault of France*), but for these names.
OF_COUNTRY = re.compile(r"(?<!\bTimes)(?<!\bVoice)(?<!\bChurch)( of )(?:the )?(?!America$)")
# What the kernel looks for in names that the gazetteer does not have as a whole: the words of `spans` and `meanings`
# that stand between countries and around a name, and those of the pattern above.
WORDS: Final = {
    **dict.fromkeys(word_set("and or for to in over against with"), kernel.JOINS),
    **dict.fromkeys(word_set("inc corp co cos ltd plc ag sa nv company corporation"), kernel.LEGAL),
    **dict.fromkeys(word_set("the town kingdom government port gulf"), kernel.BEGINS),
    **dict.fromkeys(
        word_set("county district governorate airport area river valley peninsula oblast prefecture"), kernel.ENDS
    ),
    **dict.fromkeys(word_set("state province republic region island islands city"), kernel.BEGINS | kernel.ENDS),
}


@lru_cache(8)
def tagged_names(gazetteer: Gazetteer) -> kernel.TaggedNames:
    """Return what tells the names that a gazetteer may have."""
    buckets, hashes = gazetteer.sections["BUCKETS"].cast("I"), gazetteer.sections["HASHES"].cast("I")
    rules = partial(are_countries, gazetteer), partial(is_country, gazetteer), partial(_end_before_country, gazetteer)
    return kernel.TaggedNames(folds(), buckets, hashes, gazetteer.added, WORDS, *rules)


def sort_names(
    gazetteer: Gazetteer, text: str, names: Names, filed: PlaceMention | None
) -> tuple[list[tuple[int, int, bool]], list[tuple[int, int]]]:
    """Return the names tagged as places, with whether they are demonyms, and the spans that are closed to places.

    Those are the names of organisations and others but for countries and the place of the dateline, without the
    country at the end of the name.
    """
    return tagged_names(gazetteer).sort(
        str(text),
        names.starts,
        names.ends,
        names.kinds,
        None if filed is None else filed.text.casefold(),
    )


def _end_before_country(known: Gazetteer, text: str, start: int, end: int) -> int:
    """Return the end of an organisation's name without the country behind it: *Electric Co Ltd of Japan*."""
    form = LEGAL_FORM.search(text, start, end)
    if form is not None:
        return form.start(1)
    last = text.rfind(" of ", start, end)
    country = OF_COUNTRY.match(text, last, end)
    return last if country is not None and are_countries(known, text[country.end() : end]) else end


def drop_countries(gazetteer: Gazetteer, people: Sequence[PersonMention]) -> tuple[PersonMention, ...]:
    """Return the people without countries that the tagger took for persons: *Saudi Arabia*, *Kuwait*.

    A name with a title, of a person that the text names in full (*Michael Jordan*), or of more than a country, stays.
    """
    return tagged_names(gazetteer).drop_countries(tuple(people)) if people else ()
