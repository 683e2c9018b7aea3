"""Regular expressions, of which a whole word must be one.

=====================  ==========================================================================
``a``                  a character, which is folded: ``É`` is ``e``
``.``                  any character
``[aeiou]``, ``[^aeiou]``, ``[a-z0-9]``  one of these characters, or one of all others
``\\d``                 a digit 0–9, also in brackets
``\\.``                 a sign that would mean something else
``x?``, ``x*``, ``x+``  ``x`` once or never, any number of times, at least once
``x{2}``, ``x{2,}``, ``x{2,5}``  ``x`` so many times, at most 64
``(xy)``, ``(?:xy)``   a group
``x|y``                either
``^x$``                the ends of the word, which are there anyway
=====================  ==========================================================================

Everything else, such as ``\\1``, ``\\b`` and ``(?=x)``, raises PatternError.
"""

from __future__ import annotations

import unicodedata

from dateline.index.analysis.english import fold
from dateline.searcher.automata.ranges import ANY, but, fold_range, union
from dateline.searcher.automata.syntax import Choice, Part, PatternError, Repeat, Row, Some, letters

__all__ = ["parse_expression"]

MOST_REPETITIONS = 64
MOST_NESTED = 20
DIGITS = (ord("0"), ord("9"))


def parse_expression(text: str) -> Part:
    """Return the tree of a regular expression. Raises PatternError."""
    reader = _Reader(unicodedata.normalize("NFC", text).removeprefix("^"))
    found = reader.read_choice(0)
    if not reader.ended():
        raise PatternError("“)” closes no group; write “\\)” for the sign itself")
    return found


class _Reader:
    """Reads an expression from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def ended(self) -> bool:
        return self._at == len(self._text)

    def read_choice(self, nested: int) -> Part:
        """Read up to the end of a group."""
        if nested > MOST_NESTED:
            raise PatternError(f"groups are nested more than {MOST_NESTED} deep")
        parts = [self._read_row(nested)]
        while self._take("|"):
            parts.append(self._read_row(nested))
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _take(self, sign: str) -> bool:
        found = self._text.startswith(sign, self._at)
        self._at += len(sign) if found else 0
        return found

    def _next(self, wanted: str) -> str:
        if self.ended():
            raise PatternError(f"the expression ends where {wanted} should be")
        self._at += 1
        return self._text[self._at - 1]

    def _read_row(self, nested: int) -> Part:
        parts: list[Part] = []
        while not self.ended() and self._text[self._at] not in "|)":
            if self._text[self._at :] == "$":
                self._at += 1
                break
            parts.append(self._read_repeated(self._read_one(nested)))
        return parts[0] if len(parts) == 1 else Row(tuple(parts))

    def _read_one(self, nested: int) -> Part:
        sign = self._next("a character")
        if sign == "(":
            return self._read_group(nested)
        if sign == "[":
            return self._read_set()
        if sign == ".":
            return Some(ANY)
        if sign == "\\":
            return self._read_escaped()
        if sign in "?*+{":
            raise PatternError(f"“{sign}” has nothing before it to repeat; write “\\{sign}” for the sign itself")
        if sign in "^$":
            raise PatternError(f"“{sign}” stands within the expression, which is always a whole word")
        return _folded(sign)

    def _read_group(self, nested: int) -> Part:
        if self._take("?") and not self._take(":"):
            raise PatternError("“(?” begins something other than a group; only (x) and (?:x) are known")
        found = self.read_choice(nested + 1)
        if not self._take(")"):
            raise PatternError("“(” is not closed; write “\\(” for the sign itself")
        return found

    def _read_escaped(self) -> Part:
        sign = self._next("a sign after “\\”")
        if sign == "d":
            return Some((DIGITS,))
        if sign.isalnum():
            raise PatternError(f"“\\{sign}” is not known; only \\d and signs after “\\” are")
        return _folded(sign)

    def _read_repeated(self, part: Part) -> Part:
        while not self.ended() and (sign := self._text[self._at]) in "?*+{":
            self._at += 1
            if sign == "{":
                part = Repeat(part, *self._read_counts())
            else:
                part = Repeat(part, int(sign == "+"), 1 if sign == "?" else None)
        return part

    def _read_counts(self) -> tuple[int, int | None]:
        inner, closed, _ = self._text[self._at :].partition("}")
        low, comma, high = inner.partition(",")
        known = [each for each in (low, high) if each]
        if not closed or not low or not all(each.isascii() and each.isdigit() for each in known):
            raise PatternError("“{” begins no number of repetitions; write {2}, {2,} or {2,5}")
        if any(len(each) > 4 or int(each) > MOST_REPETITIONS for each in known):
            raise PatternError(f"a part is repeated more than {MOST_REPETITIONS} times")
        self._at += len(inner) + 1
        least = int(low)
        most = least if not comma else int(high) if high else None
        if most is not None and most < least:
            raise PatternError(f"{{{inner}}} has the higher number first")
        return least, most

    def _read_set(self) -> Part:
        negated = self._take("^")
        ranges: list[tuple[int, int]] = []
        longer: list[Part] = []
        first = True
        while first or not self._take("]"):
            first = False
            low = self._read_member()
            if low is None:
                ranges.append(DIGITS)
                continue
            if self._text[self._at : self._at + 1] == "-" and self._text[self._at + 1 : self._at + 2] not in ("]", ""):
                self._at += 1
                ranges += _fold_between(low, self._read_member())
            elif len(text := fold(low)) == 1:
                ranges.append((ord(text), ord(text)))
            elif text:
                longer.append(letters(text))
        if negated:
            return Some(but(union(ranges)))
        return Choice((Some(union(ranges)), *longer)) if longer else Some(union(ranges))

    def _read_member(self) -> str | None:
        """Read one character of a set; None for ``\\d``."""
        sign = self._next("“]”")
        if sign != "\\":
            return sign
        sign = self._next("a sign after “\\”")
        if sign == "d":
            return None
        if sign.isalnum():
            raise PatternError(f"“\\{sign}” is not known; only \\d and signs after “\\” are")
        return sign


def _folded(sign: str) -> Part:
    text = fold(sign)
    return letters(text).parts[0] if len(text) == 1 else letters(text)


def _fold_between(low: str, high: str | None) -> list[tuple[int, int]]:
    if high is None or high < low:
        raise PatternError(f"“{low}-{high or chr(92) + 'd'}” in brackets is no range of characters")
    return fold_range(ord(low), ord(high))
