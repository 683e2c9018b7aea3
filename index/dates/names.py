"""The names of months and weekdays, in English and in the languages of ``names.json``.

The file is written by ``tools/gazetteer/calendar_names.py`` from the Unicode CLDR. It is read when a name that is not
English is first looked up. Names are compared folded (`fold`): without case and accents.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from dateline.index.dates.spans import WEEKDAY_NAMES

__all__ = [
    "ENGLISH_MONTHS",
    "ENGLISH_WEEKDAYS",
    "fold",
    "foreign_months",
    "months_named",
    "names_as_written",
    "weekday_named",
    "weekdays_named",
]


def _numbered(rows: tuple[str, ...]) -> dict[str, int]:
    return {name: number for number, names in enumerate(rows, start=1) for name in names.split()}


ENGLISH_MONTHS = _numbered(
    (
        "january jan", "february feb", "march mar", "april apr", "may", "june jun",
        "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec",
    )
)  # fmt: skip
# ISO: Monday is 1.
ENGLISH_WEEKDAYS = _numbered(
    ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat",
     "sunday sun")
)  # fmt: skip
# As in “14 XII 2016”.
ROMAN_MONTHS = _numbered(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"))

# Letters that Unicode does not decompose, and signs that stand for others. Direction marks are invisible, and raised
# digits are the numbers of footnotes.
WRITTEN = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "’": "'", "ʼ": "'", "−": "-", "‐": "-", "‑": "-", "–": "-", "—": "-"}
    | {"،": ",", "、": ",", "॰": ".", "׳": "."}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\ufeff¹²³⁰⁴⁵⁶⁷⁸⁹", "")
)
NOTHING: Mapping[int, str] = MappingProxyType({})


def fold(text: str) -> str:
    """Return a text in lower case, without accents, with full-width digits and signs as in ASCII."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(WRITTEN))
    kept = [_digit(each) if each.isdecimal() else each for each in plain if not unicodedata.combining(each)]
    return unicodedata.normalize("NFKC", "".join(kept))


def _digit(sign: str) -> str:
    """Return a digit of any script as in ASCII."""
    return str(unicodedata.decimal(sign))


def months_named(name: str) -> Mapping[int, str]:
    """Return the months that a folded name means, and for each the languages that use it so (none: all)."""
    number = ENGLISH_MONTHS.get(name) or ROMAN_MONTHS.get(name)
    return {number: ""} if number is not None else _folded("months").get(name, NOTHING)


def weekdays_named(name: str) -> Mapping[int, str]:
    """Return the weekdays that a folded name means, as `months_named` does."""
    number = ENGLISH_WEEKDAYS.get(name)
    return {number: ""} if number is not None else _folded("weekdays").get(name, NOTHING)


def weekday_named(text: str) -> str | None:
    """Return the English name of the weekday that a text names: *sun*, *Tues.*, *Mondays*, *vendredi*.

    None if it names none, or, in several languages, different ones.
    """
    name = fold(text).strip(" .")
    numbers = weekdays_named(name) or weekdays_named(name.removesuffix("s"))
    return WEEKDAY_NAMES[next(iter(numbers)) - 1] if len(numbers) == 1 else None


@cache
def foreign_months() -> Mapping[str, int]:
    """Return the number of each name of a month that is used outside English and means one month only."""
    return {
        name: number
        for name, numbers in names_as_written("months").items()
        for number, languages in numbers.items()
        if len(numbers) == 1 and languages != "en"
    }


@cache
def names_as_written(kind: Literal["months", "weekdays"]) -> Mapping[str, Mapping[int, str]]:
    """Return the names of the file in lower case: the numbers of each, and the languages of each number."""
    rows = json.loads(files(__package__).joinpath("names.json").read_text(encoding="utf-8"))[kind]
    return {name: {int(number): languages for number, languages in row.items()} for name, row in rows.items()}


@cache
def _folded(kind: Literal["months", "weekdays"]) -> Mapping[str, Mapping[int, str]]:
    """Return the names of one kind, folded; a number has the languages of all names that fold to the same."""
    found: dict[str, dict[int, str]] = {}
    for name, numbers in names_as_written(kind).items():
        row = found.setdefault(fold(name), {})
        for number, languages in numbers.items():
            row[number] = f"{row[number]} {languages}" if number in row else languages
    return found
