"""What stands next to a possible date (`dateline.index.kernel._surroundings`)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dateline.index.entities.dates.false_numbers import PLURAL
from dateline.index.entities.dates.surroundings import (
    AGED_BEFORE,
    CAPITAL_BEFORE,
    CAPITAL_BEHIND,
    CLOSED_BEHIND,
    DIGIT_BEFORE,
    ENDS_IN_K,
    ENDS_IN_X,
    ERA_BEHIND,
    HYPHEN_BEFORE,
    INITIAL_BEHIND,
    LIKE_FRACTION_BEHIND,
    LIKE_GAMES_BEHIND,
    LIKE_IS_BEHIND,
    LIKE_STREET_BEHIND,
    NAME_BEHIND,
    NO_WORD_BEFORE,
    OF_A_BEHIND,
    OLD_BEHIND,
    OPAQUE_BEFORE,
    OPEN_BEHIND,
    OWNED_BEFORE,
    PLURAL_BEHIND,
    PREPOSITION,
    PREPOSITION_BEFORE_THE,
    SIGN_BEFORE,
    SPACE_BEHIND,
    START_BEFORE,
    THE,
    UNCLEAR_BEFORE,
    UNCLEAR_BEHIND,
)

__all__ = ["flags_of"]

WORD_BEFORE = 16
OF_BEFORE, OF_BEHIND = 0xFFFF << 16, 0xFFFF << 32
WINDOW = 32
WORD_AND_SPACE = re.compile(r"(?<![\w.'\u2018\u2019])([A-Za-z]{1,16}) \Z")
BEYOND = re.compile(r"(?:,|[^\S\n])*")
SPACE_AND_WORD = re.compile(r" ([A-Za-z]{1,16})(?!\w)")
AGED = re.compile(r"(?:aged?|age\s*of)\s+\Z|-\Z", re.IGNORECASE)
NO_WORD = re.compile(r"(?:\A|[^\w\s,-]|[0-9])\s*\Z", re.ASCII)
STREET = re.compile(r"\s(?:S[tq]|Av|R[od]|B[ol]|Dr|La)")
OPEN = re.compile(r"[\s-]*(?:[^\x00-\x7f]|[A-Za-z%]|[.,][0-9])|-[\s-]*[0-9]")
OLD = re.compile(r"[\s-]*[oO]| [SA]")
ERA = re.compile(r"(?:[0-9][0-9,]{0,9}\s?)?(?:A[D.]|B[C.]|CE)")


def flags_of(text: str, start: int, end: int, words: Mapping[str, int]) -> int:
    _, line_end, before = text[max(0, start - WINDOW) : start].rpartition("\n")
    behind = text[end : end + WINDOW].partition("\n")[0]
    is_cut = start > WINDOW and not line_end
    flags = before_flags(before, is_cut, words) | behind_flags(behind, text[end:].partition("\n")[0], words)
    return flags | (ERA_BEHIND if may_be_era(text, end) else 0)


def before_flags(before: str, is_cut: bool, words: Mapping[str, int]) -> int:
    flags = DIGIT_BEFORE if re.search(r"[0-9]\s*\Z", before) else 0
    flags |= START_BEFORE if not before.strip() and not is_cut else 0
    flags |= HYPHEN_BEFORE if before.endswith(("-", "\u2013", "\u2014")) else 0
    flags |= AGED_BEFORE if AGED.search(before) else 0
    flags |= NO_WORD_BEFORE if before.rstrip()[-1:].isascii() and NO_WORD.search(before.rstrip()) else 0
    flags |= OWNED_BEFORE if re.search(r"[A-Za-z]['\u2019]s\s+\Z", before) else 0
    if re.search(r"[,;:)] \Z", before):
        return flags | SIGN_BEFORE
    found = WORD_AND_SPACE.search(before)
    if found is None:
        return flags | UNCLEAR_BEFORE | (0 if flags & (START_BEFORE | OWNED_BEFORE) else OPAQUE_BEFORE)
    word = found[1]
    flags |= ENDS_IN_X if word.endswith("x") else ENDS_IN_K if word.endswith(("k", "K")) else 0
    flags |= WORD_BEFORE | words.get(word.lower(), 0) & OF_BEFORE
    if flags & THE and is_prepositional(before[: found.start()], is_cut, words):
        flags |= PREPOSITION_BEFORE_THE
    return flags | (0 if word.islower() else CAPITAL_BEFORE)


def is_prepositional(before: str, is_cut: bool, words: Mapping[str, int]) -> bool:
    shown = re.sub(r"[\s-]+\Z", "", before)
    if not shown:
        return is_cut
    found = re.search(r"[A-Za-z]+\Z", shown)
    if shown == before or found is None:
        return not shown[-1].isascii()
    if is_cut and found.start() == 0:
        return True
    return found[0] in "sS" or words.get(found[0].lower(), 0) & PREPOSITION != 0


def behind_flags(behind: str, line: str, words: Mapping[str, int]) -> int:
    if re.match(r"[.,;:!?)]?(?:\Z|(?<=[.,;:!?)])\s)", behind):
        return CLOSED_BEHIND
    flags = (OLD_BEHIND if OLD.match(behind) else 0) | (PLURAL_BEHIND if PLURAL.match(behind) else 0)
    is_open = OPEN_BEHIND if OPEN.match(behind) else 0
    if not behind[0].isspace():
        return flags | is_open | UNCLEAR_BEHIND
    found = SPACE_AND_WORD.match(behind)
    if found is None:
        return flags | is_open | SPACE_BEHIND
    word, after = found[1], line[found.end() :]
    flags |= words.get(word.lower(), 0) & OF_BEHIND | (0 if word.islower() else CAPITAL_BEHIND)
    for flag, sizes, beginnings in (
        (LIKE_FRACTION_BEHIND, 2, "of po pe pc fi ce mi"),
        (LIKE_STREET_BEHIND, 2, "st av"),
        (LIKE_IS_BEHIND, 2, "is wa an me"),
        (LIKE_GAMES_BEHIND, 1, "o g p s t w"),
    ):
        flags |= flag if word[:sizes].lower() in beginnings.split() else 0
    flags |= OF_A_BEHIND if word.lower() == "of" and re.match(r"\.?\s*[aA]", after) else 0
    if word[0].isupper():
        is_name = re.match(r" B[C.]", line) or STREET.search(behind, found.end())
        flags |= INITIAL_BEHIND | (NAME_BEHIND if is_name else 0)
    return flags


def may_be_era(text: str, end: int) -> bool:
    near = text[end : end + 2].lstrip(", \u00a0")
    rest = near + text[end + 2 :] if near else BEYOND.sub("", text[end + 2 :], count=1)
    return ERA.match(rest) is not None
