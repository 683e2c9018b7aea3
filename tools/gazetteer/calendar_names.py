"""Write the names of the months and of the weekdays in the languages of news.

``python tools/gazetteer/calendar_names.py`` writes ``index/dates/names.json``. It needs Babel, which has the Unicode
CLDR. Each name has its numbers (weekdays: ISO, Monday is 1), and for each number the languages that use it so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any
from unicodedata import category

from babel import Locale

TARGET = Path(__file__).parents[2] / "index" / "dates" / "names.json"
LANGUAGES = (
    "en de fr es it pt nl da sv nb fi pl cs sk hu ro hr sl bg ru uk sr sr_Latn el tr ca et lv lt sq mk be is eu gl id "
    "ms sw ja zh ko ar fa he hi th vi"
)
# Their names have one sign or more; those of letters at least this many.
SYLLABIC = ("ja", "zh", "ko", "th")
SHORTEST = {"months": 3, "days": 2}
SOURCE = "Unicode CLDR (Unicode License), names, wide, abbreviated and short, format and stand-alone, as in Babel "
# Of two letters are also: मई, مه, ag.
SHORT = ("hi", "fa", "ca")
# What papers write and the CLDR lacks.
ALSO_MONTHS = {
    "en": {"sept": 9},
    "de": {"jänner": 1, "feber": 2, "mrz": 3, "märz": 3, "maerz": 3},
    "es": {"setiembre": 9, "set": 9},
    "el": {"μαϊ": 5, "μάιου": 5, "ιούνιου": 6, "ιούλιου": 7},
    "fi": {
        "tammik": 1, "helmik": 2, "maalisk": 3, "huhtik": 4, "toukok": 5, "kesäk": 6, "heinäk": 7, "elok": 8,
        "syysk": 9, "lokak": 10, "marrask": 11, "jouluk": 12,
    },
    "hr": {"studenog": 11},
    "ar": {
        "كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8, "أيلول": 9,
        "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12, "دجنبر": 12,
    },
    "hi": {"दिसम्बर": 12, "नवम्बर": 11, "सितम्बर": 9},
    "lv": {
        "janvārī": 1, "februārī": 2, "martā": 3, "aprīlī": 4, "maijā": 5, "jūnijā": 6, "jūlijā": 7, "augustā": 8,
        "septembrī": 9, "oktobrī": 10, "novembrī": 11, "decembrī": 12,
    },
    "id": {"agt": 8, "ags": 8, "nop": 11, "nopember": 11, "pebruari": 2},
}  # fmt: skip
ALSO_WEEKDAYS = {
    "en": {"tues": 2, "thur": 4, "thurs": 4},
    "de": {"sonnabend": 6, "die": 2, "mit": 3, "don": 4, "fre": 5, "sam": 6, "son": 7},
    "pt": {"segunda": 1, "terça": 2, "quarta": 3, "quinta": 4, "sexta": 5},
    "id": {"jum'at": 5, "ahad": 7},
    "uk": {"п'ятниця": 5},
}


def names_of(kind: str, language: str) -> Iterator[tuple[str, int]]:
    """Yield the names of a language in lower case, without points, and the number of each."""
    tables: Any = getattr(Locale.parse(language), kind)
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated", "short"):
            for number, name in tables[context].get(width, {}).items():
                plain = name.lower().strip().rstrip(".॰׳").replace("’", "'").replace("\u200c", "")
                plain = plain.replace(".", "") if language == "th" else plain
                plain = plain.removeprefix("de ").removeprefix("d'")  # Catalan
                yield plain, number if kind == "months" else number + 1
    also = ALSO_MONTHS if kind == "months" else ALSO_WEEKDAYS
    yield from also.get(language, {}).items()


def table_of(kind: str) -> dict[str, dict[int, str]]:
    """Return the numbers of each name, and the languages of each number."""
    found: dict[str, dict[int, list[str]]] = {}
    for language in LANGUAGES.split():
        shortest = 1 if language in SYLLABIC else 2 if language in SHORT else SHORTEST[kind]
        for name, number in names_of(kind, language):
            if len(name) >= shortest and all(each in "-' " or category(each)[0] in "LM" for each in name):
                languages = found.setdefault(name, {}).setdefault(number, [])
                if language.partition("_")[0] not in languages:
                    languages.append(language.partition("_")[0])
    return {name: {number: " ".join(found[name][number]) for number in sorted(found[name])} for name in sorted(found)}


def rows_of(table: dict[str, dict[int, str]]) -> str:
    """Return a table as JSON, one name on each line."""
    return ",\n".join(f"  {json.dumps({name: row}, ensure_ascii=False)[1:-1]}" for name, row in table.items())


def main() -> None:
    """Write the file."""
    months, weekdays = rows_of(table_of("months")), rows_of(table_of("days"))
    head = f' "source": {json.dumps(SOURCE + version("babel"))},\n'
    written = f'{{\n{head} "months": {{\n{months}\n }},\n "weekdays": {{\n{weekdays}\n }}\n}}\n'
    TARGET.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
