"""Write a date of another script as the grammar of `forms` reads it: digits, years of other eras, names of two words.

Texts are folded (`names.fold`). The years of the Thai calendar are 543 ahead; those of Japanese eras count from the
first year of an emperor. A year of the Persian calendar is not converted, so such a date is not read.
"""

from __future__ import annotations

import re

from dateline.index.dates.names import fold

__all__ = ["rewrite"]

# The year before the first one of an era, and its last year.
ERAS = {"明治": (1867, 45), "大正": (1911, 15), "昭和": (1925, 64), "平成": (1988, 31), "令和": (2018, 99)}
ERA = re.compile(rf"({'|'.join(ERAS)}) ?([0-9]{{1,2}}|元) ?年")
THAI = re.compile("[\u0e00-\u0e7f]")
THAI_YEAR = re.compile(r"(?<![0-9])2[4-6][0-9]{2}(?![0-9])")
THAI_AHEAD = 543
# “the”, “B.E.”, “A.D.”, “o'clock” of Thai texts, and the points within its short names.
THAI_WORDS = tuple(fold(word) for word in ("พ.ศ.", "ค.ศ.", "เวลา", "น."))
THAI_DAY = re.compile(rf"{fold('ที่')} ?(?=[0-9])")
THAI_POINT = re.compile("(?<=[\u0e00-\u0e7f])[.](?=[\u0e00-\u0e7f])")
PERSIAN_YEAR = re.compile(r"(?<![0-9:])1[34][0-9]{2}(?![0-9:])")
VIETNAMESE = re.compile(r"(?:ngay )?([0-9]{1,2}) thang ([0-9]{1,2}),? ?(?:nam )?([0-9]{4})(?![0-9])")


def rewrite(text: str, is_arabic: bool) -> str:
    """Return a folded text as the grammar reads it; empty for a date of the Persian calendar.

    ``is_arabic``: it was written in the Arabic script, or with its digits.
    """
    if is_arabic and PERSIAN_YEAR.search(text):
        return ""
    found = VIETNAMESE.search(text)
    if found is not None:
        return f"{text[: found.start()]}{found[3]}-{found[2]}-{found[1]}{text[found.end() :]}"
    if text.isascii():
        return text
    era = ERA.match(text)
    if era is not None:
        before, most = ERAS[era[1]]
        number = 1 if era[2] == "元" else int(era[2])
        return f"{before + number}年{text[era.end() :]}" if 1 <= number <= most else ""
    return _thai(text) if THAI.search(text) else text


def _thai(text: str) -> str:
    """Return a Thai date with the year of the common calendar."""
    for word in THAI_WORDS:
        text = text.replace(word, " ")
    text = THAI_POINT.sub("", THAI_DAY.sub(" ", text))
    return " ".join(THAI_YEAR.sub(lambda found: str(int(found[0]) - THAI_AHEAD), text).split())
