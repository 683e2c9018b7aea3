"""What shows that a name of the gazetteer means no place where it stands: *US$*, *speaks English*, *Holland said*.

`SENSES` and the kernel say once of a printed name what else it may be. For the few names that may be something else,
`is_else` reads the words beside each mention. A name that does not mean a place is not context for other names either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.index.entities.mention import PersonMention
from dateline.index.entities.people.titles import word_set
from dateline.index.entities.places.cues import is_after_preposition
from dateline.index.entities.places.sorting import SpanFlag
from dateline.index.entities.tagging import is_first_name

__all__ = ["NEXT_WORDS", "SENSES", "OtherSense", "is_code", "is_else", "names_person"]


class OtherSense:
    """What a printed name may be beside a place: bits of an integer."""

    CURRENCY: Final = 1
    WORLD: Final = 2
    """A planet, or another name that is hardly ever that of its town."""
    COMPANY: Final = 4
    """A company, if no article stands before it."""
    LANGUAGE: Final = 8
    THING: Final = 16
    """The first word of a thing: *French* fries."""
    CHILD: Final = 32
    """A forename."""
    SURNAME: Final = 64


# Dollars of a country: US$ 5 billion.
CURRENCIES: Final = frozenset(("US", "AUS", "NZ", "HK", "CAN"))
# Towns of these names are only meant with their state: Earth, Texas.
WORLDS: Final = frozenset(
    ("Earth", "Mars", "Moon", "Venus", "Mercury", "Jupiter", "Saturn", "Neptune", "Pluto", "White House")
)
# Companies whose place has an article, or a geographic word after it: the Amazon, Amazon basin.
COMPANIES: Final = frozenset(("Amazon",))
LANGUAGES: Final = word_set("""
    Arabic Armenian Bengali Bulgarian Chinese Croatian Czech Danish Dutch English Estonian Finnish French Georgian
    German Greek Hindi Hungarian Icelandic Indonesian Irish Italian Japanese Korean Latin Latvian Lithuanian Malay
    Norwegian Persian Polish Portuguese Romanian Russian Serbian Slovak Slovenian Spanish Swedish Thai Turkish
    Ukrainian Vietnamese Welsh
""")
# Before a language: speaks English, fluent in Greek, translated into German.
_SPEAKS: Final = re.compile(
    r"\b(?:speak|speaks|spoke|speaking|learn|learns|learned|learnt|learning|understands?|understood|taught|teach|"
    r"teaches|teaching|fluent|broken|translated|translations?|dubbed|subtitled|subtitles) "
    r"(?:(?:both|only|no|some|good|fluent|little|in|into|from|the) )*"
    rf"(?:(?:the original )?(?:{'|'.join(sorted(LANGUAGES))}) (?:in)?to )?$"
)
_FARTHEST: Final = 48
# After "in": what may follow a language, and no word that it describes ("in French hands").
_IN: Final = re.compile(r"\b[Ii]n $")
# The languages of a list before the last: speaks English, French and Greek.
_LISTED: Final = re.compile(r"(?:\b[A-Z][a-z]+(?:, and |, or |, | and | or ))+$")
_AFTER: Final = word_set("and or as by at in on is it was are the this that with for from to into but mean means under")
_ENDS: Final = re.compile(rf"[.,;:)”’'!?]|$| [(“\"]| (?:{'|'.join(sorted(_AFTER))})\b")
_CAPITALISED: Final = re.compile("[A-Z][a-z]+")
_BEFORE_NAMED: Final = ("(", "; ", "in ", "In ")
_OF_LANGUAGE: Final = word_set("""
    language languages speaking speaker speakers word words translation translations dialect dialects alphabet
""")
_NOUNS: Final = re.compile(rf"[ -](?:{'|'.join(sorted(_OF_LANGUAGE))})\b")
# Things that are named after a people.
THINGS: Final = {
    "French": word_set("fries toast horn horns bulldog bulldogs doors windows"),
    "German": word_set("shepherd shepherds measles"),
    "English": word_set("muffin muffins setter setters"),
    "Dutch": word_set("oven ovens elm"),
    "Danish": word_set("pastry pastries"),
    "Swiss": word_set("cheese chard"),
    "Turkish": word_set("bath baths delight"),
    "Spanish": word_set("flu influenza fly moss"),
    "Irish": word_set("stew setter setters"),
    "Scottish": word_set("terrier terriers"),
    "Chinese": word_set("checkers"),
    "Russian": word_set("roulette"),
    "Brussels": word_set("sprout sprouts"),
    "Panama": word_set("hat hats"),
    "Siamese": word_set("twin twins cat cats"),
    "Persian": word_set("cat cats rug rugs"),
    "Afghan": word_set("hound hounds"),
    "Indian": word_set("summer ink corn"),
    "Roman": word_set("numeral numerals candle candles"),
}
# All words that may follow the name of a language, or of a thing. A kernel reads them first.
NEXT_WORDS: Final = _AFTER.union(_OF_LANGUAGE, *THINGS.values())
_GEOGRAPHIC: Final = re.compile(r"[ -](?:rain)?(?:forest|basin|river|jungle|region|delta|valley)s?\b", re.IGNORECASE)
_NEXT_WORD: Final = re.compile(r"[ \n]([a-z]+)\b")
_KIN: Final = re.compile(
    r"\b(?:brother|brothers|sister|sisters|son|sons|daughter|daughters|wife|husband|children|child|baby|girlfriend|"
    r"boyfriend|twins?|nephew|niece|cousin|kids),? $"
)
_AGED: Final = re.compile(r", \d{1,2}(?:[,.;)]| and\b)")
_AGED_PERSON: Final = re.compile(r", [1-9]\d,? (?:was|were|is|has|had|who|of|told|said|pleaded|died)\b")


# What names are beside places, of those whose other sense is not that of a person.
SENSES: Final[dict[str, int]] = {}
for _sense, _names in (
    (OtherSense.CURRENCY, CURRENCIES),
    (OtherSense.WORLD, WORLDS),
    (OtherSense.COMPANY, COMPANIES),
    (OtherSense.LANGUAGE, LANGUAGES),
    (OtherSense.THING, THINGS),
):
    for _name in _names:
        SENSES[_name] = SENSES.get(_name, 0) | _sense


def is_else(text: str, start: int, end: int, senses: int) -> bool:
    """Return whether the words beside a name show that it means one of its other senses."""
    return any(senses & sense and shows(text, start, end) for sense, shows in _SIGNS)


def is_code(text: str, start: int, end: int) -> bool:
    """Return whether a name is a code of the stock exchange: *<BA.N>*."""
    return text[start - 1 : start] == "<" and text[end : end + 1] in (">", ".") and text[start:end].isupper()


def _is_currency(text: str, start: int, end: int) -> bool:
    return text.startswith("$", end)


def _is_world(text: str, start: int, end: int) -> bool:
    """Return whether no place that contains it follows a name: *Earth*, but not *Earth, Texas*."""
    return not text.startswith((", ", " ("), end)


def _is_company(text: str, start: int, end: int) -> bool:
    return not text.endswith((" the ", "The "), 0, start) and _GEOGRAPHIC.match(text, end) is None


def _is_language(text: str, start: int, end: int) -> bool:
    """Return whether a name is a language: *speaks English*, *in German:*, *(Greek: ...)*, *French-language*."""
    if text.startswith(":", end):
        return text.endswith(_BEFORE_NAMED, 0, start)
    if _NOUNS.match(text, end):
        return True
    if _ENDS.match(text, end) is None:
        return False
    before = text[max(0, start - _FARTHEST) : start]
    listed = _LISTED.search(before)
    if listed is not None and LANGUAGES.issuperset(_CAPITALISED.findall(listed[0])):
        before = before[: listed.start()]
    return _IN.search(before) is not None or _SPEAKS.search(before) is not None


def _is_thing(text: str, start: int, end: int) -> bool:
    word = _NEXT_WORD.match(text, end)
    return word is not None and word[1] in THINGS[text[start:end]]


def _is_child(text: str, start: int, end: int) -> bool:
    """Return whether a name is a forename with an age: *his brother Jordan, 27*."""
    if _AGED_PERSON.match(text, end):
        return not is_after_preposition(text, start)
    return _AGED.match(text, end) is not None and _KIN.search(text[max(0, start - _FARTHEST) : start]) is not None


_SIGNS: Final = (
    (OtherSense.CURRENCY, _is_currency),
    (OtherSense.WORLD, _is_world),
    (OtherSense.COMPANY, _is_company),
    (OtherSense.LANGUAGE, _is_language),
    (OtherSense.THING, _is_thing),
    (OtherSense.CHILD, _is_child),
)


def names_person(text: str, name: str, spans: Sequence[tuple[int, int, int]], people: Sequence[PersonMention]) -> bool:
    """Return whether a name is the surname of a person with a known forename, and never stands as a place does.

    A place stands after *in*, or beside another place and a comma.
    """
    if not any(each.text.endswith(f" {name}") and is_first_name(each.text.partition(" ")[0]) for each in people):
        return False
    return not any(
        text[start:end] == name
        and (
            flags & SpanFlag.AFTER_COMMA
            or text.startswith((", ", " ("), end)
            or is_after_preposition(text, start, strict=True)
        )
        for start, end, flags in spans
    )
