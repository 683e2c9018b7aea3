"""Operators that are words in capitals, and what follows a word directly: boosts, slop, wildcards and fuzzy words.

The functions read one run of characters; the lexer decides where they apply.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from dateline.index.pattern import compile_late
from dateline.searcher.query.lookalikes import clip
from dateline.searcher.query.tree import Pattern, Place

__all__ = [
    "BEGINNING",
    "BOOST",
    "CLOSING",
    "LETTERS_OF_WILDCARDS",
    "NAMED",
    "PHRASE_ENDING",
    "REGEX",
    "OperatorWord",
    "Read",
    "has_patterns",
    "operator_meant",
    "read_ending",
    "read_operator",
    "value_of",
]

# A regular expression stands alone, or after a sign or the name of a field; no folded form has white space or "/".
REGEX = r"/(?:[^/\s\\]|\\[^\s])+/"
NUMBER = r"(?:[0-9]{1,4}(?:\.[0-9]{1,4})?|\.[0-9]{1,4})"
BOOST = compile_late(rf"\^(=?)({NUMBER})\Z")
# "^" before what begins a text: a word, a form, a word with wildcards or a regular expression.
BEGINNING = compile_late(r"\^(?==*(?:[*?]*[^\W_]|/[^/\s]))")
PHRASE_ENDING = compile_late(rf"(?:~([0-9]+))?(\^=?{NUMBER})?")
OPERATOR = compile_late(r"(NEAR|ADJ|FIRST|ATLEAST|SENT|PARA)(?:/([0-9]+))?")
# Operators that are written in another way: in small letters, or as in Lexis.
LIKE_OPERATOR = compile_late(r"(?i:(near|adj|sent|para|first|atleast|within|w|pre)/([0-9]{1,4}))")
ELSEWHERE = {"W": "NEAR", "WITHIN": "NEAR", "PRE": "ADJ"}
WHOLE_REGEX = compile_late(REGEX)
FUZZY = compile_late(r"([\w*?]+(?:[-'’.&/][\w*?]+)*)~([0-9]*)(\.[0-9]*)?")
# The same with a second number: the first counts.
FUZZY_TWICE = compile_late(r"([^~]+~[0-9]*)((?:~[0-9]*)+)")
# Letters, and what may stand between them, with wildcards.
WILD = compile_late(r"[\w*?]+(?:[-'’.&/][\w*?]+)*")
# Stars, and what is punctuation after stars that are.
STARS_AND_SIGNS = "*+-−=^"
# Ends of sentences after a word; "?" there stands for no letter.
CLOSING = "?!.,;:…"
# A letter for those that a pattern leaves open: the one after which an apostrophe joins (don’t).
LETTERS_OF_WILDCARDS = str.maketrans("*?", "tt")
NAMED: Mapping[str, Literal["person", "place"]] = {
    "[person]": "person",
    "[people]": "person",
    "[persons]": "person",
    "[place]": "place",
    "[places]": "place",
}

DEFAULT_DISTANCE = 10  # of NEAR and ADJ, as in SQLite's FTS5
MOST_WORDS_APART = 10_000
MOST_DIFFERING = 2
SHORT = 5  # letters: one of a word of so many may differ, two of a longer one
Kind = Literal["near", "first", "atleast"]


class OperatorWord(NamedTuple):
    """An operator in capitals: its kind, its name, its number, and a remark or an empty text."""

    kind: Kind
    name: str
    number: int
    remark: str


def read_operator(text: str, *, capitals: bool) -> OperatorWord | str | None:
    """Return the operator that a run is, a remark on one that is a word here, or None.

    ``capitals``: the query has no small letter, so that only operators with a number are operators.
    """
    found = OPERATOR.fullmatch(text)
    if found is None:
        return None
    name, digits = found[1], found[2]
    if digits is None and name in ("FIRST", "ATLEAST"):
        return None
    if digits is None and capitals:
        return f'"{name}" is searched as a word, because the query has no small letters'
    kind: Kind = "first" if name == "FIRST" else "atleast" if name == "ATLEAST" else "near"
    if name in ("SENT", "PARA"):
        unit = "sentence" if name == "SENT" else "paragraph"
        known = digits is None or value_of(digits) == 1
        return OperatorWord(kind, name, 0, "" if known else f'"{clip(text)}" is read as "{name}", in one {unit}')
    if digits is None:
        return OperatorWord(kind, name, DEFAULT_DISTANCE, f'"{name}" without a number is read as "{name}/10"')
    number = max(1, min(value_of(digits), MOST_WORDS_APART))
    remark = "" if number == value_of(digits) else f'"{clip(text)}" is read as "{name}/{number}"'
    return OperatorWord(kind, name, number, remark)


def value_of(digits: str) -> int:
    """Return a number that is written in so many digits; of one above any limit only the first nine count."""
    return int(digits.lstrip("0")[:9] or 0)


def operator_meant(text: str) -> str:
    """Return the operator that a word was perhaps meant as, which is none: ``near/5``, ``w/5``; or an empty text."""
    found = LIKE_OPERATOR.fullmatch(text)
    if found is None:
        return ""
    name = ELSEWHERE.get(found[1].upper(), found[1].upper())
    return name if name in ("SENT", "PARA") else f"{name}/{found[2]}"


class Read(NamedTuple):
    """A word with its ending: the text without it, the pattern that it is, if any, and remarks with their places."""

    text: str
    pattern: Pattern | None
    remarks: tuple[tuple[str, int, int], ...] = ()


def read_ending(text: str, place: Place) -> Read:
    """Return what a word with wildcards, slashes or ``~`` is. ``place`` is its place in the query."""
    start, end = place
    # Without the stars, "***title:oil" would name a field.
    if text.startswith("***") and ":" not in text and (rest := text.lstrip(STARS_AND_SIGNS)):
        stars = len(text) - len(rest)
        message = f'"{clip(text[:stars])}" before a word is punctuation; one "*" stands for letters'
        read = read_ending(rest, (start + stars, end))
        return Read(read.text, read.pattern, ((message, start, start + stars), *read.remarks))
    if text[:1] == "/" and WHOLE_REGEX.fullmatch(text):
        return Read(text, Pattern(text[1:-1], "regex", place=place))
    fuzzy = FUZZY.fullmatch(text) if "~" in text else None
    if fuzzy is not None and any(map(str.isalnum, fuzzy[1])):
        return _read_fuzzy(fuzzy, place)
    twice = FUZZY_TWICE.fullmatch(text) if text.count("~") > 1 else None
    if twice is not None and FUZZY.fullmatch(twice[1]):
        at = start + len(twice[1])
        read = read_ending(twice[1], (start, at))
        return Read(
            read.text, read.pattern, (*read.remarks, (f'"{clip(twice[2])}" after another "~" is left out', at, end))
        )
    bare = text.rstrip(CLOSING)
    if bare and "*" not in bare and "?" not in bare:
        if "?" not in text:
            return Read(text, None)
        at = start + text.index("?", len(bare))
        message = '"?" at the end of a word is punctuation; within a word it stands for one letter'
        return Read(text, None, ((message, at, at + 1),))
    if not WILD.fullmatch(bare) or not any(map(str.isalnum, bare)):
        message = f'"{clip(text)}" is searched as words; "*" and "?" stand for letters of one word'
        return Read(text, None, ((message, start, end),))
    pattern = re.sub(r"\*+", "*", bare) if "**" in bare else bare
    if pattern.find("*") == len(pattern) - 1 and "?" not in pattern:
        return Read(text, Pattern(pattern[:-1], "prefix", place=place))
    return Read(text, Pattern(pattern, "wildcard", place=place))


def has_patterns(text: str) -> bool:
    """Return whether a word of a phrase is a pattern, such as ``pric*``; there are no fuzzy words in phrases."""
    if "*" not in text and "?" not in text and "/" not in text:
        return False
    found = (read_ending(word, (0, 0)).pattern for word in text.split() if not word.isalnum())
    return any(pattern is not None and pattern.kind != "fuzzy" for pattern in found)


def _read_fuzzy(found: re.Match[str], place: Place) -> Read:
    """Read ``word~``, ``word~1``, ``word~2``; other numbers are read as the nearest, with a remark."""
    stem, digits, rest = found[1], found[2], found[3]
    ending = found[0][len(stem) :]
    at = place[0] + len(stem)
    usual = 1 if len(stem) <= SHORT else MOST_DIFFERING
    distance = usual if not digits or rest else min(int(digits[:9]), MOST_DIFFERING)
    if "*" in stem or "?" in stem:
        message = f'"{clip(ending)}" after a word with wildcards has no meaning; left out'
        read = read_ending(stem, place)
        return Read(read.text, read.pattern, (*read.remarks, (message, at, place[1])))
    if distance == 0:
        return Read(stem, None, ((f'"{ending}" allows no other letter; left out', at, place[1]),))
    remarks: tuple[tuple[str, int, int], ...] = ()
    if rest or (digits and int(digits[:9]) > MOST_DIFFERING):
        remarks = ((f'"{clip(ending)}" is read as "~{distance}"', at, place[1]),)
    return Read(stem, Pattern(stem, "fuzzy", distance, place=place), remarks)
