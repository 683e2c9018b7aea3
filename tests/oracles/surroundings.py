"""What stands next to a possible date (`dateline.index.kernel._surroundings`)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dateline.index.entities.dates.surroundings import (
    CAPITAL_BEFORE,
    CAPITAL_BEHIND,
    CLOSED_BEHIND,
    DIGIT_BEFORE,
    ENDS_IN_K,
    ENDS_IN_X,
    ERA_BEHIND,
    HYPHEN_BEFORE,
    LIKE_FRACTION_BEHIND,
    LIKE_STREET_BEHIND,
    NAME_BEHIND,
    OF_A_BEHIND,
    PLURAL_BEHIND,
    SPACE_BEHIND,
    START_BEFORE,
    UNCLEAR_BEFORE,
    UNCLEAR_BEHIND,
)

__all__ = ["flags_of"]

SIGN_BEFORE, WORD_BEFORE = 8, 16
OF_BEFORE, OF_BEHIND = 0xFFFF << 16, 0xFFFF << 32
WINDOW = 32
WORD_AND_SPACE = re.compile(r"(?<![\w.'\u2018\u2019])([A-Za-z]{1,16}) \Z")
BEYOND = re.compile(r"(?:,|[^\S\n])*")
SPACE_AND_WORD = re.compile(r" ([A-Za-z]{1,16})(?!\w)")


def flags_of(text: str, start: int, end: int, words: Mapping[str, int]) -> int:
    _, line_end, before = text[max(0, start - WINDOW) : start].rpartition("\n")
    behind = text[end : end + WINDOW].partition("\n")[0]
    flags = before_flags(before, words) | behind_flags(behind, text[end:].partition("\n")[0], words)
    flags |= START_BEFORE if not before.strip() and (line_end or start <= WINDOW) else 0
    return flags | (ERA_BEHIND if may_be_era(text, end) else 0)


def before_flags(before: str, words: Mapping[str, int]) -> int:
    flags = DIGIT_BEFORE if re.search(r"[0-9]\s*\Z", before) else 0
    flags |= HYPHEN_BEFORE if before.endswith(("-", "\u2013", "\u2014")) else 0
    if re.search(r"[,;:)] \Z", before):
        return flags | SIGN_BEFORE
    found = WORD_AND_SPACE.search(before)
    if found is None:
        return flags | UNCLEAR_BEFORE
    word = found[1]
    flags |= ENDS_IN_X if word.endswith("x") else ENDS_IN_K if word.endswith(("k", "K")) else 0
    return flags | WORD_BEFORE | words.get(word.lower(), 0) & OF_BEFORE | (0 if word.islower() else CAPITAL_BEFORE)


def behind_flags(behind: str, line: str, words: Mapping[str, int]) -> int:
    if re.match(r"[.,;:!?)]?(?:\Z|(?<=[.,;:!?)])\s)", behind):
        return CLOSED_BEHIND
    if not behind[0].isspace():
        return UNCLEAR_BEHIND
    found = SPACE_AND_WORD.match(behind)
    if found is None:
        return SPACE_BEHIND
    word, after = found[1], line[found.end() :]
    flags = words.get(word.lower(), 0) & OF_BEHIND | (0 if word.islower() else CAPITAL_BEHIND)
    flags |= LIKE_FRACTION_BEHIND if word[:2].lower() in ("of", "po", "pe", "pc", "fi", "ce", "mi") else 0
    flags |= LIKE_STREET_BEHIND if word[:2].lower() in ("st", "av") else 0
    flags |= NAME_BEHIND if word[0] == "B" or (word[0].isupper() and re.match(r"\.?\s*[A-Z]", after)) else 0
    flags |= OF_A_BEHIND if word.lower() == "of" and re.match(r"\.?\s*[aA]", after) else 0
    plural = word.endswith("s") or re.match(r"\s*[a-z]*s(?![a-z])", behind[found.end() :])
    return flags | (PLURAL_BEHIND if plural else 0)


def may_be_era(text: str, end: int) -> bool:
    near = text[end : end + 2].lstrip(", \u00a0")
    return re.match("[ABC0-9]", near or BEYOND.sub("", text[end + 2 :], 1)) is not None
