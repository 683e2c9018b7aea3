"""The plain twin of `_dates`: where a text may hold a date.

A *run* is a row of words that belong to dates (they come as a table with flags) and of numbers, with nothing but
spaces, at most one end of line, commas, dashes, slashes and brackets between them. Only a run with a *strong* word or
number (``Friday``, ``years``, ``1998``, ``14:58``) counts. It keeps at most five weak words before the first strong
one, does not begin with *joining* words (``in``, ``of``), leaves off *fillers* (``the``, ``9.75``) at its end, and
has at most some two dozen words, so that all later work on
a run is bounded.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping

__all__ = ["DateScanner"]

KNOWN, STRONG, FILLER, CAPITAL, ABBREVIATION, GLUED, JOINING = 1, 2, 4, 8, 16, 32, 64
LONGEST_WORD = 16
LONGEST_NUMBER = 40
LONGEST_GAP = 6
MOST_TOKENS = 24
MOST_BEFORE = 6
MOST_WORDS = 1024

# All beyond ASCII that is none of these signs counts as a letter.
LETTER = "[A-Za-z]|[^\x00-\x7f\u2013\u2014\u2018\u2019\xa0\xa3\xa5\u20ac\u201c\u201d\xab\xbb\u2026\u2022]"
TOKEN = re.compile(f"(?P<digits>[0-9]+)|(?:{LETTER})+")
LETTERS = re.compile(f"(?:{LETTER})*")
WORD = re.compile(f"(?:{LETTER}|[0-9])*")
GAP = re.compile("[ \t\r\n\xa0,\\-/()\u2013\u2014\\.'\u2018\u2019]*")
MONEY = re.compile("[$#\xa3\xa5\u20ac][ \t\r\xa0]?")
JOINED = re.compile("([.,:/\\-\u2013])([0-9]+)")
CLOCK = re.compile("[Tt][0-9]+")
GENITIVE = re.compile(f"['\u2018\u2019][sS](?!{LETTER}|[0-9])")
PERCENT = re.compile(" ?%")
ORDINALS = frozenset(("st", "nd", "rd", "th"))
TIMES = frozenset(("am", "pm", "z"))
# As older American papers print them: ``3d``. A capital is no ordinal's: ``3D``.
SHORT_ORDINALS = frozenset(("2d", "3d", "22d", "23d"))


class DateScanner:
    """Finds the runs of words and numbers of a text that may hold a date."""

    def __init__(self, words: Mapping[str, int]) -> None:
        if len(words) > MOST_WORDS:
            raise ValueError(f"{len(words)} words are too many: there is room for {MOST_WORDS}")
        for word in words:
            if not 0 < len(word.encode("ascii")) <= LONGEST_WORD:
                raise ValueError(f"{word!r} is not of 1 to {LONGEST_WORD} letters")
        self._words = {word: flags | KNOWN for word, flags in words.items()}

    def runs(self, text: str) -> array[int]:
        """Return where the runs start and end: start, end, start, end, ..."""
        made = array("I")
        run: list[tuple[int, int, int]] = []
        for start, end, flags in self._tokens(text):
            if run and (not flags or not gap_holds(text, run[-1], start)):
                close(run, made)
            if not flags:
                continue
            strong = any(token[2] & STRONG for token in run)
            if len(run) == MOST_TOKENS and strong:
                close(run, made)
            if not run and flags & JOINING:
                continue
            elif len(run) == MOST_BEFORE and not strong:
                del run[0]
            run.append((start, end, flags))
        close(run, made)
        return made

    def _tokens(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield the place and the flags (0: of no date) of every word and number."""
        at = 0
        while (found := TOKEN.search(text, at)) is not None:
            start, at = found.span()
            if found["digits"] is not None:
                at, flags = number_flags(text, start)
            else:
                at, flags = self._word_flags(text, start, at)
            yield start, at, flags

    def _word_flags(self, text: str, start: int, end: int) -> tuple[int, int]:
        """Return where the word ends, and its flags."""
        word = text[start:end]
        flags = self._words.get(word.lower(), 0) if word.isascii() else 0
        if flags & CAPITAL and not word[0].isupper():
            flags = 0
        if text[end : end + 1].isascii() and text[end : end + 1].isdigit() and not flags & GLUED:
            return word_end(text, end), 0
        if flags & ABBREVIATION and end - start == 1 and text.startswith(".", end):
            end += 1
        return end, flags


def word_end(text: str, at: int) -> int:
    """Return where the letters and digits from a place on end."""
    found = WORD.match(text, at)
    return found.end() if found is not None else at


def close(run: list[tuple[int, int, int]], made: array[int]) -> None:
    """Add a run to those made if it is one, and begin anew."""
    if any(token[2] & STRONG for token in run):
        end = next(end for _, end, flags in reversed(run) if not flags & FILLER)
        made.extend((run[0][0], end))
    run.clear()


def gap_holds(text: str, last: tuple[int, int, int], start: int) -> bool:
    """Return whether what is between two words leaves them in one run."""
    gap = text[last[1] : start]
    if len(gap) > LONGEST_GAP or not GAP.fullmatch(gap) or gap.count("\n") > 1:
        return False
    return "." not in gap or bool(last[2] & ABBREVIATION)


def number_flags(text: str, start: int) -> tuple[int, int]:
    """Return where a number ends, and its flags."""
    at = digits_end(text, start)
    digits = at - start
    year = digits == 4 and 1000 <= int(text[start:at]) <= 2199
    flags, signs, dashed = KNOWN, "", False
    while (more := JOINED.match(text, at)) is not None:
        signs, at = signs + more[1], more.end()
        dashed = dashed or more[1] == "-"
        if dashed and (clock := CLOCK.match(text, at)) is not None:
            at = clock.end()
    if "," in signs or signs == ".":
        flags = KNOWN | FILLER
    elif year or ":" in signs or (len(signs) > 1 and signs.count(".") != 1):
        flags |= STRONG
    letters = LETTERS.match(text, at)
    if letters is not None and letters.end() > at:
        end = word_end(text, at)
        more_flags = suffix_flags(text[start:at], text[at:end], 4 if signs else digits)
        return end, flags & ~FILLER | more_flags if more_flags and end - start <= LONGEST_NUMBER and not paid(
            text, start
        ) else 0
    genitive = GENITIVE.match(text, at) if digits == 4 else None
    if genitive is not None:
        at = genitive.end()
    sound = at - start <= LONGEST_NUMBER and not paid(text, start) and PERCENT.match(text, at) is None
    return at, flags if sound else 0


def digits_end(text: str, at: int) -> int:
    """Return where the ASCII digits from a place on end."""
    found = re.compile("[0-9]*").match(text, at)
    return found.end() if found is not None else at


def suffix_flags(number: str, suffix: str, digits: int) -> int:
    """Return the flags of what stands right behind a number: 0 if it belongs to no date."""
    if number + suffix in SHORT_ORDINALS:
        return KNOWN | STRONG
    suffix = suffix.lower() if suffix.isascii() else ""
    if suffix == "s":
        return KNOWN | STRONG if digits in (2, 4) else 0
    if suffix in ORDINALS:
        return KNOWN | STRONG if digits < 3 else 0
    return KNOWN | STRONG if suffix in TIMES else 0


def paid(text: str, start: int) -> bool:
    """Return whether a number is an amount of money, or of a number sign."""
    return MONEY.fullmatch(text, max(0, start - 2), start) is not None or (
        start > 0 and MONEY.fullmatch(text, start - 1, start) is not None
    )
