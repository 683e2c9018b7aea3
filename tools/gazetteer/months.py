"""Write the names of the months in other languages.

``python tools/gazetteer/months.py`` writes ``index/entities/dates/months.json``. It needs Babel, which has the Unicode
CLDR. A name that two languages use for different months is left out.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

from babel import Locale

TARGET = Path(__file__).parents[2] / "index" / "entities" / "dates" / "months.json"
LANGUAGES = (
    "de fr es it pt nl da sv nb fi pl cs sk hu ro hr sl bg ru uk sr el tr ca et lv lt sq mk be is eu gl id ms sw"
)
SOURCE = "Unicode CLDR 45 (Unicode License), month names, wide and abbreviated, format and stand-alone, as in Babel "


def names_of_months() -> list[list[str]]:
    """Return the names of each month, in lower case, sorted."""
    numbers: dict[str, set[int]] = {}
    for language in LANGUAGES.split():
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    plain = name.lower().strip().rstrip(".")
                    if len(plain) >= 3 and plain.replace("-", "").isalpha():
                        numbers.setdefault(plain, set()).add(number)
    return [sorted(name for name, months in numbers.items() if months == {number}) for number in range(1, 13)]


def main() -> None:
    """Write the file, one month on each line."""
    rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in names_of_months())
    head = f' "source": {json.dumps(SOURCE + version("babel"))},\n "languages": "{LANGUAGES}",\n'
    TARGET.write_text(f'{{\n{head} "months": [\n{rows}\n ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
