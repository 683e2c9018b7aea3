"""Checks of the newer tables: figures and years in words, feasts, weekends, *9/11*, and *end* as a verb."""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.index.entities.dates.expressions import Parse
from dateline.index.entities.dates.words import any_of, split_words

__all__ = ["CHECKS_OF_FORMS"]

IN = re.compile(r"\b(?:in|early|late|mid)[\s-]+$", re.IGNORECASE)
# A figure in words after a month is a day at the end of a clause; in *in April two banks failed* it counts.
AFTER_DAY = re.compile(
    r"\s*(?:[.,;:!?)\u2014]|$)|\s+(?:[Rr]ecord|"
    + any_of(
        split_words(
            "and or to at in for but when after with the a an he she it they on by from under before until till "
            "through during against as was were is are has have had will would shall should may might can could did "
            "does rose fell unless that which who this its subject pending while if because since so then not following"
        )
    )
    + r")\b"
)
OF_YEAR = re.compile(
    r"\b(?:in|since|of|by|until|till|from|to|before|after|during|and|year|early|late|mid)[\s-]+$", re.IGNORECASE
)
COUNTED = re.compile(
    r"\s+(?!(?:was|is|has|this|he|she|it|they|we|the|a|an|his|its|as|and|or|in|on|at|to|of|when|were|are)\b)"
    r"(?:[a-z]+\s+)?[a-z]{2,}s\b(?<!\bwas)(?<!\bis)(?<!\bhas)|\s+(?:people|men|women|percent|per\s+cent|million|billion)\b"
)
WEEKEND = re.compile(
    r"\b(?:over|during|at|for|by|on|of|until|since|after|before|through|throughout|following)\s+$", re.IGNORECASE
)
ATTACKS_BEFORE = re.compile(
    r"\b(?:since|after|before|post-|pre-|remember\w*|recall\w*|during"
    r"|(?:attacks?|events?|terror|horrors?|tragedy|morning|day|anniversary|victims?|wake|aftermath) (?:of|on))\s*$",
    re.IGNORECASE,
)
ATTACKS_AFTER = re.compile(
    r"[\s-]+(?:attack|terror|commission|hijack|memorial|victim|style|era|plot|conspir|famil|report|mastermind|anniversary)",
    re.IGNORECASE,
)
AS_VERB = re.compile(
    r"\b(?:to|will|would|should|must|may|might|can|could|shall|not|'ll|and|or|they|we|you|did|does|do)\s+$",
    re.IGNORECASE,
)
# *The year to end March*: the noun.
PERIOD_TO = re.compile(
    r"(?:\b(?:years?|months?|quarter|half|period|weeks?|season|licences|terms?|budget)|[(0-9])\s*to\s+$", re.IGNORECASE
)
Check = Callable[[Parse, str, str, str], bool]


def day_in_words(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *April one* is a day, unlike *in April one bank failed*."""
    return IN.search(before) is None and AFTER_DAY.match(after) is not None


def year_in_words(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *nineteen ninety-one* is a year, not a number."""
    return OF_YEAR.search(before) is not None and COUNTED.match(after) is None


def weekend(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *the weekend* is one near the day of publication."""
    return WEEKEND.search(before) is not None and not re.match(r"\s+of\b|-", after)


def nine_eleven(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *9/11* are the attacks, not a fraction."""
    return ATTACKS_BEFORE.search(before) is not None or ATTACKS_AFTER.match(after) is not None


def part_as_verb(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *end* in *end March* is a noun: not in *will end March 3*."""
    return AS_VERB.search(before) is None or PERIOD_TO.search(before) is not None


def unit_as_verb(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *close* in *close the day* is a noun, which it hardly is."""
    return False


CHECKS_OF_FORMS: dict[str, Check] = {
    "day in words": day_in_words,
    "year in words": year_in_words,
    "weekend": weekend,
    "nine eleven": nine_eleven,
    "part as verb": part_as_verb,
    "unit as verb": unit_as_verb,
}
