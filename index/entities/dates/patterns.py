"""Regular expressions shared by the tables of the grammar. All are matched without case."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from dateline.index.dataclass import dataclass
from dateline.index.entities.dates.expressions import Expression
from dateline.index.entities.dates.words import (
    MONTHS,
    NUMBERS,
    ORDINALS,
    SEASONS,
    UNITS,
    VAGUE_COUNTS,
    WEEKDAYS,
    any_of,
)

__all__ = [
    "AN_APOSTROPHE",
    "AN_ENDING",
    "AN_ORDINAL_WORD",
    "A_COLON",
    "A_DASH",
    "A_LONG_NUMBER",
    "A_MONTH",
    "A_NUMBER",
    "A_RANGE",
    "A_UNIT",
    "A_WEEKDAY",
    "BEHIND_WEEKDAY",
    "COUNT",
    "COUNTS_FIRST",
    "COUNT_WORDS_FIRST",
    "DASH",
    "DAY",
    "DIGITS",
    "END",
    "FEW_DIGITS",
    "FIGURE",
    "FOUR_DIGITS",
    "FROM",
    "FULL_YEAR",
    "GAP",
    "HYPHEN",
    "MONTH",
    "MONTHS_FIRST",
    "NO_DAY_NUMBER",
    "NTH",
    "ON_WEEKDAY",
    "ORDINAL",
    "ORDINALS_FIRST",
    "ORDINAL_WORD",
    "ORDINAL_WORDS_FIRST",
    "SEASON",
    "SMALL",
    "UNIT",
    "WEEKDAY",
    "WEEKDAYS_FIRST",
    "YEAR",
    "Rule",
    "all_of",
    "beginning_at",
    "beginnings",
    "compiled",
    "compiled_usual",
    "count_of",
    "lowered",
    "month_of",
    "ordinal_of",
    "rule",
    "the_each",
    "unit_of",
    "weekday_of",
    "with_the",
]


@cache
def compiled(source: str) -> re.Pattern[str]:
    """Return a pattern of the tables. It is compiled when it is first needed: a text needs few of them, and all take a
    sixth of a second."""
    return re.compile(source, re.IGNORECASE)


@cache
def compiled_usual(source: str, years: bool = True) -> re.Pattern[str]:
    """Return a pattern of the tables for usual runs (`dateline.index.kernel._grammar`), where it matches the same.

    Months are words with a first capital there, weekdays those with a second one, and all ``years`` may be of 1700 to
    2099, so it is a third as long."""
    if not years and FULL_YEAR not in source:
        return compiled_usual(source)
    source = source.replace(FULL_YEAR, USUAL_YEAR) if years else source
    for part, usual in ((MONTH, USUAL_MONTH), (WEEKDAY, USUAL_WEEKDAY), (SMALL_D, "d")):
        source = source.replace(part, usual)
    return re.compile(source)


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of a table: the source of its pattern, the function that makes the expression (or None), and its check.

    ``first`` has the words with which a match can begin (`beginning_at`), so that few rules are tried at a word.
    ``needs`` has what every match contains, so that few rules are tried (and few patterns compiled), in rows that are
    joined by ``&``: each has beginnings of words, or signs (`A_NUMBER`), one of which a match must have; empty: none.
    ``then`` has the ASCII characters that may follow the first word or number at once, a space for all spaces; empty:
    all. ``as_printed``: its pattern or its function tells capitals from small letters, or has names of months and
    weekdays of its own, so it is not matched in usual runs. ``guard`` says of an offset of a run that there may be a
    match, if that is quickly seen of a long pattern.
    """

    source: str
    make: Callable[[re.Match[str]], Expression | None]
    check: str
    first: tuple[str, ...]
    needs: str = ""
    then: str = ""
    as_printed: bool = False
    guard: Callable[[str, int], bool] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return compiled(self.source)

    def usual(self, years: bool) -> re.Pattern[str]:
        """Return the pattern for usual runs, with usual years or not, compiled."""
        return compiled_usual(self.source, years)


IN_COUNT = re.compile(r"[-\s]+")
NO_LETTER = re.compile(r"[^a-z]")
BEGINNING = re.compile(r"(the\s+)?(?:([a-z]+)|([0-9]{1,4}))?", re.IGNORECASE)
# Letters behind the first of a word that `re` takes for *i*, *k* and *s*.
LIKE_ASCII = str.maketrans("\u0130\u0131\u017f\u212a", "iisk")


def beginnings(names: Iterable[str]) -> tuple[str, ...]:
    """Return the first words of names, to their first character that is no letter."""
    return tuple(sorted({NO_LETTER.split(name, maxsplit=1)[0] for name in names}))


def all_of(*needs: str) -> str:
    """Return what a match needs that must have something of each row (`Rule.needs`)."""
    return "&".join(needs)


def the_each(first: tuple[str, ...]) -> tuple[str, ...]:
    """Return beginnings with their article."""
    return tuple(f"the {word}" for word in first)


def with_the(first: tuple[str, ...]) -> tuple[str, ...]:
    """Return beginnings without and with their article."""
    return first + the_each(first)


TENS = ("twenty", "thirty")
GAP = r"\s*,?\s*"
HYPHEN = r"(?:\s*[-\u2013]\s*|\s+)"
DASH = r"\s*[-\u2013\u2014]{1,2}\s*"
END = r"(?![\w])"
# Beginnings that are no words: of numbers of four digits or more, and of shorter ones.
FOUR_DIGITS = ("#",)
FEW_DIGITS = ("1",)
DIGITS = FOUR_DIGITS + FEW_DIGITS
FROM = ("from", "between")
YEAR = r"(?:1[0-9]{3}|2[01][0-9]{2})(?![0-9]|[.,:/][0-9])"
# Older American newspapers print 2d, 3d, 22d, 23d. Capitals (3D), 12d and 32d are not ordinals.
SMALL_D = "(?-i:d)"
NTH = rf"(?:st|nd|rd|th|(?<=[23])(?<![013-9][23]){SMALL_D})"
# A year may follow without a space: *June 15,1987*.
DAY = rf"(?:0?[1-9]|[12][0-9]|3[01]){NTH}?(?![\w]|[.:/][0-9]|,(?!(?:1[7-9]|20)[0-9]{{2}}(?![0-9]))[0-9])"
MONTH = rf"{any_of(MONTHS)}\b\.?"
WEEKDAY = rf"{any_of(WEEKDAYS)}\b\.?"
BEHIND_WEEKDAY = r"(?:\s*,\s*|\s+)"
ON_WEEKDAY = rf"(?:{WEEKDAY}{BEHIND_WEEKDAY}(?:the\s+)?)?"
SEASON = rf"{any_of(SEASONS)}\b"
# *Twenty third*, and *twenty-* *third* at a line end, are one ordinal.
COMPOUNDS = [word.split("-") for word in ORDINALS if "-" in word]
AFTER_TENS = [rf"{tens}(?:\s*-\s*|\s+){any_of(unit for of, unit in COMPOUNDS if of == tens)}" for tens in TENS]
ORDINAL_WORD = rf"(?:{'|'.join(AFTER_TENS)}|{any_of(word for word in ORDINALS if '-' not in word)})\b"
ORDINAL = rf"(?:{ORDINAL_WORD}|[0-9]{{1,2}}{NTH}\b)"
UNIT = rf"(?:{any_of(UNITS)}s?\b\.?)"
# Directly after a day or a month any number of four digits or more may be the year (`years`), unless a time or a unit
# follows: *May 5 1200 GMT*, *14 May 2200 hours*.
OF_TIME = r"\s*(?:utc|gmt|hours?|hrs?)\b"
OF_UNIT = rf"\s*-?\s*(?:{UNIT}|(?:utc|gmt|z|[ecmp][sd]t|bst|cet|local\s+time)\b)"
USUAL_YEAR = rf"(?:(?:1[7-9]|20)[0-9]{{2}}(?![0-9]|[.,:/][0-9])(?:(?<!1[7-9][0-5][0-9])|(?!{OF_TIME})))"
USUAL_MONTH, USUAL_WEEKDAY = r"[A-Z][a-z]*\b\.?", r"[a-z][A-Z][a-z]*\b\.?"
FULL_YEAR = (
    rf"(?:{USUAL_YEAR}"
    rf"|(?:(?!1[7-9]|20){YEAR}|(?!{YEAR})[0-9]{{4,}}(?!\w|[.,:/]\w|[-\u2013][0-9]{{3}}))(?!{OF_UNIT}))"
)
SMALL = any_of(w for w, n in NUMBERS.items() if n < 10)
# *2 1/2*, *1,500*, *2.5*.
FIGURE = (
    r"(?<![0-9.,:/-])[0-9]{1,4}(?:\s+|-)[1-9]/[1-9](?![\w/])"
    r"|(?<![0-9.,:/-])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![\w]|[:/][0-9])"
)
COUNT = (
    rf"(?:{FIGURE}"
    rf"|(?:{any_of(w for w, n in NUMBERS.items() if 20 <= n < 100)})(?:[-\s]{SMALL})?\b|{any_of(NUMBERS)}\b"
    rf"|(?:a\s+)?{any_of(VAGUE_COUNTS)}\b|an?\b|single\b)"
)


# What a run needs for some rules (`Rule.needs`). Signs: a number; one of four digits or more; one of at most two that
# is no day; an apostrophe; a dash or a slash; a colon.
A_NUMBER, A_LONG_NUMBER, NO_DAY_NUMBER, AN_APOSTROPHE, A_DASH, A_COLON = "1", "#", "0", "'", "-", ":"
A_RANGE = f"to|until|till|through|and|{A_DASH}"
AN_ENDING = "st|nd|rd|th|d"  # of an ordinal
A_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
A_WEEKDAY = "mon|tue|wed|thu|fri|sat|sun"
A_UNIT = "sec|min|hou|hr|hrs|day|nig|wee|for|mon|qua|yea|yr|yrs|dec|cen"
MONTHS_FIRST = tuple(MONTHS)
WEEKDAYS_FIRST = tuple(WEEKDAYS)
ORDINAL_WORDS_FIRST = beginnings(ORDINALS)
AN_ORDINAL_WORD = "|".join(sorted({word[:3] for word in ORDINAL_WORDS_FIRST}))
ORDINALS_FIRST = ORDINAL_WORDS_FIRST + FEW_DIGITS
COUNT_WORDS_FIRST = (*NUMBERS, *beginnings(VAGUE_COUNTS), "a", "an", "single")
COUNTS_FIRST = COUNT_WORDS_FIRST + DIGITS


def rule(
    pattern: str,
    make: Callable[[re.Match[str]], Expression | None],
    check: str = "",
    *,
    first: tuple[str, ...],
    needs: str = "",
    then: str = "",
    as_printed: bool = False,
    guard: Callable[[str, int], bool] | None = None,
) -> Rule:
    """Return a rule of a table."""
    return Rule(pattern, make, check, first, needs, then, as_printed, guard)


@lru_cache(maxsize=1 << 6)
def beginning_at(run: str, start: int) -> str:
    """Return how a match at an offset begins: a word in lower case, a code of digits or a character; *the year*, *the
    1*: with the article before it. Cached while one run is parsed."""
    found = BEGINNING.match(run, start)
    if found is None:
        return run[start : start + 1].lower()
    the, word, digits = found.groups()
    if word:
        first = (word if word.isascii() else word[0] + word[1:].translate(LIKE_ASCII)).lower()
    elif digits:
        first = "#" if len(digits) == 4 else "1"
    else:
        first = run[found.end() : found.end() + 1]
    return f"the {first}" if the else first


def lowered(text: str) -> str:
    """Return a text in small letters, and those that patterns take for ASCII letters as these: ſ is an s."""
    return text.lower() if text.isascii() else text.translate(LIKE_ASCII).lower()


def month_of(text: str) -> int:
    """Return the number of a month name."""
    return MONTHS[lowered(text).rstrip(".")]


def weekday_of(text: str) -> int:
    """Return the ISO number of a weekday name."""
    return WEEKDAYS[lowered(text).rstrip(".")]


def unit_of(text: str) -> str:
    """Return the designator of a unit, singular or plural."""
    text = lowered(text).rstrip(".")
    return UNITS.get(text) or UNITS[text.removesuffix("s")]


def ordinal_of(text: str) -> int:
    """Return the number of ``third`` or ``3rd``."""
    text = IN_COUNT.sub("-", lowered(text))
    return ORDINALS.get(text) or int(text.rstrip("sthndr"))


def mixed_number(whole: str, fraction: str) -> str:
    """Return *2 1/2* as digits: ``2.5``."""
    numerator, denominator = fraction.split("/")
    return f"{int(whole) + round(int(numerator) / int(denominator), 2):g}"


def count_of(text: str) -> str:
    """Return a count as digits: ``2.5``, ``50``; ``X`` for *several*."""
    words = IN_COUNT.split(lowered(text).strip())
    if words[0] in ("a", "an") and len(words) > 1:
        words = words[1:]
    if words[0][0].isdigit():
        return mixed_number(words[0], words[1]) if len(words) > 1 else words[0].replace(",", "")
    if words[0] in ("a", "an", "single"):
        return "1"
    if words[0] in VAGUE_COUNTS or " ".join(words) in VAGUE_COUNTS:
        number = VAGUE_COUNTS.get(" ".join(words), VAGUE_COUNTS.get(words[0]))
        return "X" if number is None else str(number)
    return str(sum(NUMBERS[word] for word in words))
