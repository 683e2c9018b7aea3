"""Write a date of another script as the grammar of `forms` reads it: digits, years of other eras, names of two words.

Texts are folded (`names.fold`). The years of the Thai calendar are 543 ahead; those of Japanese eras count from the
first year of an emperor. A date of the Persian calendar is not read here (`calendars`).
"""

from __future__ import annotations

import re

from dateline.index.dates.names import ENGLISH_MONTHS, fold, months_named

__all__ = ["rewrite"]

# The year before the first one of an era, and its last year.
ERAS = {"明治": (1867, 45), "大正": (1911, 15), "昭和": (1925, 64), "平成": (1988, 31), "令和": (2018, 99)}
ERAS |= dict.fromkeys(("民國", "民国"), (1911, 199))
# Before 1873 Japan had a calendar of the moon, whose months are not these.
FIRST_COMMON = {"明治": 6}
ERA = re.compile(rf"(?:中華|中华)?({'|'.join(ERAS)}) ?([0-9]{{1,3}}|元) ?年")
# “二〇一六年十二月十四日”
CHINESE = re.compile(
    "(?P<year>[〇○零一二三四五六七八九十百]{1,6})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日?"
)
NUMERALS = dict(zip("〇○零一二三四五六七八九", (0, 0, 0, *range(1, 10)), strict=True))
TENS = {"十": 10, "百": 100}
THAI = re.compile("[\u0e00-\u0e7f]")
THAI_YEAR = re.compile(r"(?<![0-9])2[4-6][0-9]{2}(?![0-9])")
THAI_AHEAD = 543
# “the”, “B.E.”, “A.D.”, “o'clock” of Thai texts, and the points within its short names.
THAI_WORDS = tuple(fold(word) for word in ("พ.ศ.", "ค.ศ.", "เวลา", "น."))
THAI_DAY = re.compile(rf"{fold('ที่')} ?(?=[0-9])")
THAI_POINT = re.compile("(?<=[\u0e00-\u0e7f])[.](?=[\u0e00-\u0e7f])")
PERSIAN_YEAR = re.compile(r"(?<![0-9:])1[34][0-9]{2}(?![0-9:])")
VIETNAMESE_MONTHS = {
    "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi mot": 11, "muoi hai": 12,
}  # fmt: skip
VIETNAMESE = re.compile(
    r"(?:ngay )?([0-9]{1,2}) (?:thang|thg\.?) ([0-9]{1,2}|(?:muoi )?(?:mot|hai)|ba|tu|bon|nam|sau|bay|tam|chin|muoi)"
    r",? ?(?:nam )?([0-9]{4})(?![0-9])"
)
# “ديسمبر/كانون الأول”, two names of one month
ARABIC_NAME = "(?:(?:كانون|تشرين) )?[\u0621-\u064a]{2,8}"
PAIR = re.compile(rf"({ARABIC_NAME}) ?(?:/ ?({ARABIC_NAME})|\( ?({ARABIC_NAME}) ?\))")


def rewrite(text: str, is_arabic: bool, has_thai_digits: bool = False) -> str:
    """Return a folded text as the grammar reads it; empty for a date of the Persian calendar.

    ``is_arabic``: it was written in the Arabic script, or with its digits. ``has_thai_digits``: with those of Thai.
    """
    if is_arabic:
        return "" if PERSIAN_YEAR.search(text) else PAIR.sub(_one_of_pair, text)
    found = VIETNAMESE.search(text)
    if found is not None:
        month = VIETNAMESE_MONTHS.get(found[2], found[2])
        return f"{text[: found.start()]}{found[3]}-{month}-{found[1]}{text[found.end() :]}"
    if has_thai_digits:
        return _thai(text)
    if text.isascii():
        return text
    text = CHINESE.sub(_in_digits, text, count=1)
    era = ERA.match(text)
    if era is not None:
        before, most = ERAS[era[1]]
        number = 1 if era[2] == "元" else int(era[2])
        return f"{before + number}年{text[era.end() :]}" if FIRST_COMMON.get(era[1], 1) <= number <= most else ""
    return _thai(text) if THAI.search(text) else text


def _one_of_pair(found: re.Match[str]) -> str:
    """Return the English name of the month that both names mean; the text if they mean none, or several."""
    months = months_named(found[1]).keys() & months_named(found[2] or found[3]).keys()
    names = {number: name for name, number in reversed(ENGLISH_MONTHS.items())}
    return names[months.pop()] if len(months) == 1 else found[0]


def _in_digits(found: re.Match[str]) -> str:
    """Return a Chinese date with its numbers in digits."""
    return f"{_number(found['year'])}年{_number(found['month'])}月{_number(found['day'])}日"


def _number(text: str) -> str:
    """Return a Chinese number in digits: signs for them (*二〇一六*), or for tens and hundreds too (*一百零五*)."""
    if not TENS.keys() & set(text):
        return "".join(str(NUMERALS[sign]) for sign in text)
    total, count = 0, 0
    for sign in text:
        total += (count or 1) * TENS[sign] if sign in TENS else 0
        count = 0 if sign in TENS else NUMERALS[sign]
    return str(total + count)


def _thai(text: str) -> str:
    """Return a Thai date with the year of the common calendar."""
    for word in THAI_WORDS:
        text = text.replace(word, " ")
    text = THAI_POINT.sub("", THAI_DAY.sub(" ", text))
    return " ".join(THAI_YEAR.sub(lambda found: str(int(found[0]) - THAI_AHEAD), text).split())
