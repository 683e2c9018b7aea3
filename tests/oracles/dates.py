"""Where a text may contain a date (`dateline.index.kernel._dates`)."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dateline.index.entities.dates.scanning import ABBREVIATION, CAPITAL, FILLER, GLUED, JOINING, STRONG

__all__ = ["find_runs"]

KNOWN = 1
# All beyond ASCII that is none of these signs counts as a letter.
LETTER = "[A-Za-z]|[^\x00-\x7f\u2013\u2014\u2018\u2019\xa0\xa3\xa5\u20ac\u201c\u201d\xab\xbb\u2026\u2022]"
WORD = re.compile(f"(?:{LETTER}|[0-9])*")
# 2016-12-14T15:00: behind a dash a clock may go on.
NUMBER = "(?P<digits>[0-9]+)(?:[.,:/\u2013][0-9]+)*(?:-[0-9]+(?:[Tt][0-9]+)?(?:[.,:/\\-\u2013][0-9]+(?:[Tt][0-9]+)?)*)?"
TOKEN = re.compile(f"(?P<word>(?:{LETTER})+)|{NUMBER}")
GAP = re.compile("(?!.*\n)[ \t\r\n\xa0,\\-/()\u2013\u2014\\.'\u2018\u2019]{0,6}", re.DOTALL)
MONEY = re.compile("(?s:.*)[$#\xa3\xa5\u20ac][ \t\r\xa0]?")
NUMBER_AND_MONTH = re.compile(f"([0-9]{{1,2}})((?:{LETTER})+)")
GLUED_NAME = GLUED | CAPITAL
# A day and its year without a space: 15,1987.
DAY_AND_YEAR = re.compile("[0-9]{1,2},[0-9]{4}")
SHORT_YEAR = re.compile("(?s:.*)[ \t\r\xa0]['\u2018\u2019]")
GENITIVE = re.compile(f"['\u2018\u2019][sS](?!{LETTER}|[0-9])")


class Token(NamedTuple):
    start: int
    end: int
    flags: int  # 0: of no date


def find_runs(text: str, words: Mapping[str, int]) -> array[int]:
    made, run = array("I"), []
    for token in tokens_of(text, words):
        strong = any(each.flags & STRONG for each in run)
        goes_on = token.flags and run and holds(text[run[-1].end : token.start], run[-1])
        if not goes_on or (len(run) == 24 and strong):
            close(run, made)
            strong = False
        if not token.flags or (not run and token.flags & JOINING):
            continue
        if len(run) == 6 and not strong:
            del run[0]
        run.append(token)
    close(run, made)
    return made


def holds(gap: str, last: Token) -> bool:
    return bool(GAP.fullmatch(gap)) and ("." not in gap or bool(last.flags & ABBREVIATION))


def close(run: list[Token], made: array[int]) -> None:
    if any(each.flags & STRONG for each in run):
        made.extend((run[0].start, next(each.end for each in reversed(run) if not each.flags & FILLER)))
    run.clear()


def tokens_of(text: str, words: Mapping[str, int]) -> Iterator[Token]:
    at = 0
    while found := TOKEN.search(text, at):
        token = word_at(text, found, words) if found["word"] else number_at(text, found)
        glued = NUMBER_AND_MONTH.match(text, found.start()) if not token.flags else None
        if glued is not None and glued[2][0].isupper() and words.get(glued[2].lower(), 0) & GLUED_NAME == GLUED_NAME:
            token = Token(found.start(), glued.end(1), KNOWN)  # 15June
        yield token
        at = token.end


def word_at(text: str, found: re.Match[str], words: Mapping[str, int]) -> Token:
    word, end = found["word"], found.end()
    known = word.isascii() and word.lower() in words
    flags = words[word.lower()] | KNOWN if known else 0
    if flags & CAPITAL and not word[0].isupper():
        flags = 0
    if re.match("[0-9]", text[end:]) and not flags & GLUED:
        return Token(found.start(), WORD.match(text, end).end(), 0)
    if flags & ABBREVIATION and len(word) == 1 and text[end : end + 1] == ".":
        end += 1
    return Token(found.start(), end, flags)


def number_at(text: str, found: re.Match[str]) -> Token:
    start, end, digits = found.start(), found.end(), found["digits"]
    signs = re.sub("[0-9Tt]", "", text[start:end])
    flags = KNOWN
    if DAY_AND_YEAR.fullmatch(text, start, end):
        pass
    elif "," in signs or signs == ".":
        flags |= FILLER
    elif (
        (len(digits) == 4 and "1000" <= digits <= "2199") or ":" in signs or (len(signs) > 1 and signs.count(".") != 1)
    ):
        flags |= STRONG
    after = WORD.match(text, end).end()
    is_paid = MONEY.fullmatch(text, 0, start)
    if after > end:
        strong = ends_a_date(text[start:end], text[end:after], 4 if signs else len(digits))
        sound = strong and after - start <= 40 and not is_paid
        return Token(start, after, flags & ~FILLER | STRONG if sound else 0)
    if len(digits) == 4 and (genitive := GENITIVE.match(text, end)):
        end = genitive.end()
    if text[start:end] == "9/11" or (len(digits) == 2 and not signs and SHORT_YEAR.fullmatch(text, 0, start)):
        flags |= STRONG
    sound = end - start <= 40 and not is_paid and not re.match(" ?%", text[end:])
    return Token(start, end, flags if sound else 0)


def ends_a_date(number: str, suffix: str, digits: int) -> bool:
    """Tell whether what stands right behind a number makes it part of a date: 3rd, 3d, 1990s, 3pm."""
    if number + suffix in ("2d", "3d", "22d", "23d"):
        return True
    suffix = suffix.lower() if suffix.isascii() else ""
    return (
        (suffix == "s" and digits in (2, 4))
        or (suffix in ("st", "nd", "rd", "th") and digits < 3)
        or suffix in ("am", "pm", "z")
    )
