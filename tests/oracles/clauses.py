"""The direction of the clause around a date (`dateline.index.kernel._clauses`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.index.entities.dates.tenses import (
    ADVERBS,
    ALWAYS_PAST,
    ANNOUNCING,
    BARE,
    BARE_BEFORE,
    CAPITAL_NAMES,
    CERTAIN,
    DECIDING,
    FORWARD,
    FORWARD_BEFORE,
    INTENDING,
    LIMITS,
    NEXT_TO,
    NO_VERBS,
    NOT_PAST,
    OF_WEEKDAYS,
    PARTICIPLES,
    PAST,
    PERFECT,
    PLACING,
    PRESENT,
    SAYING,
    SCHEDULED,
    TELLING,
    TOWARDS,
    UNINFLECTED,
    WEAK,
)

__all__ = ["ends_with_over", "nearest_cue"]

CHARACTERS_BEFORE, CHARACTERS_AFTER = 120, 80
OTHER_CLAUSE, AFTER_DATE = 60, 40
WORD = re.compile(r"'?[A-Za-z]+(?:'t)?")
SENTENCE_END = re.compile(r"[.!?][\"'\u201d\u2019)]*\s+(?=[A-Z\"'\u201c\u2018`(])|\n+")
CLAUSE_END = re.compile(r"[,;:]\s|\s(?:but|while|which|when|after|whereas|that)\s|--|\u2014")
LONGEST_ABBREVIATION = 4
NAMED = re.compile("[A-Z]")
WEEKDAY = re.compile("day$", re.IGNORECASE)
BY = re.compile(r"by\s$")
STARTING = re.compile(r"(?:from|for)\s$")
ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Gov|Gen|Rep|St|Inc|Corp|Co|Ltd|No|[A-Z][a-z]{2}))$")

# Where a word of tense is, its direction, its reach, the word, and whether it may be the verb of a date.
Cue = tuple[int, int, int, str, bool]


def ends_with_over(text: str, start: int) -> bool:
    return text[max(0, start - 8) : start].lower().split()[-1:] in (["ended"], ["since"])


def nearest_cue(text: str, start: int, end: int, no_month: bool) -> tuple[int, bool, str]:
    low, high = sentence_around(text, start, end)
    left, right = clause_around(text, start, end, low, high)
    best, chosen, place = 1 << 20, (0, False, ""), 0
    cues = [
        each
        for each in find_cues(text, (low, high), (start, end), no_month)
        if not start <= each[0] < end
        and not (each[3] == "to" and each[0] + 3 == start)  # *to end-June*
        and not (each[3] in NEXT_TO and each[0] + len(each[3]) + 1 == start)
    ]
    if is_of_past(text, (start, end, left, right), low, high, cues):
        cues = [each for each in cues if each[0] < end or each[1] < 0]
    for at, sign, reach, word, _ in cues:
        if at < start:
            distance = start - at - len(word) + (OTHER_CLAUSE if at < left else 0)
        else:
            distance = at - end + AFTER_DATE + (OTHER_CLAUSE if at >= right else 0)
        if distance + reach < best:
            best, chosen, place = distance + reach, (sign, reach in (PRESENT, WEAK), word), at
    decided = chosen[0] < 0 and chosen[2] in DECIDING and place < start and NAMED.search(text, start, end) is not None
    starts = not no_month and STARTING.search(text[:start]) is not None
    return (1, *chosen[1:]) if decided and starts else chosen


def is_of_past(text: str, spans: tuple[int, int, int, int], low: int, high: int, cues: list[Cue]) -> bool:
    """Return whether a date has a verb of the past in its own clause, so that no verb behind it is its own."""
    start, end, left, right = spans
    if not NAMED.search(text, start, end):  # *third quarter*
        return False
    found = [(low + each.start(), each[0]) for each in WORD.finditer(lowered(text[low:high]))]
    words = [each for each in found if each[0] < start]
    if words and words[-1][1] in TOWARDS and words[-1][0] + len(words[-1][1]) + 1 == start:
        return False
    own = [each for each in cues if left <= each[0] < start and (each[3] not in ADVERBS or not each[4])]
    if not own:
        behind = next((each for each in cues if each[0] >= end), None)
        return behind is not None and behind[1] < 0 and behind[0] < right and behind[3] in SAYING | TELLING
    at, sign, _, verb, is_verb = own[-1]
    if sign > 0 or not is_verb or verb not in SAYING | TELLING:
        return sign < 0 and is_verb
    rest = [word for place, word in words if place > at]
    listeners = next((i for i, word in enumerate(rest) if word in PLACING), len(rest))
    return listeners <= (2 if verb in TELLING else 0)


def lowered(text: str) -> str:
    """Return a text in small letters, or itself if that has another length: a letter of two characters."""
    small = text.lower()
    return small if len(small) == len(text) else text


def find_cues(text: str, bounds: tuple[int, int], date: tuple[int, int], no_month: bool) -> Iterator[Cue]:
    low, high = bounds
    before = earlier = past = ""
    before_at = earlier_end = -2
    is_weekday = WEEKDAY.search(text[: date[1]]) is not None and BY.search(text[: date[0]]) is None
    seen = False
    small = lowered(text[low:high])
    for found in WORD.finditer(small):
        word = found[0]
        intended = (
            before == "to"
            and low + found.start() < date[0]
            and before_at == earlier_end + 1
            and is_intended(word, earlier, is_weekday, not seen and is_headline(text, low, high))
        )
        listed = before in FORWARD_BEFORE and word in FORWARD_BEFORE[before]
        if (listed or intended) and small[found.end() : found.end() + 1] != "-":
            at = low + found.start() - len(before) - 1
            yield at, 1, CERTAIN if before != "to" or word == "be" else 0, before, True
            seen = True
        if no_month and word in LIMITS:
            back = past and before not in PERFECT
            yield low + found.start(), -1 if back else 1, CERTAIN if back else 0, past if back else word, True
            seen = True
        elif word in FORWARD:
            at = low + found.start()
            if (word not in CAPITAL_NAMES or text[at].islower()) and (is_weekday or word not in OF_WEEKDAYS):
                yield at, 1, FORWARD[word], word, True
                seen = True
        elif is_past(word, before):
            yield low + found.start(), -1, 0, word, before != "be"
            seen = True
        elif word in SCHEDULED and before and small[found.start() - len(before) - 1 :].startswith(before):
            at = low + found.start()
            if is_plural(before):
                yield at, 1, PRESENT, word, True
                seen = True
            elif has_object(text, at - len(before) - 1, at, low + found.end(), date[0]):
                yield at, 1, WEAK, word, True
                seen = True
        if no_month and (word not in CAPITAL_NAMES or text[low + found.start()].islower()):
            past = last_past_verb(word, before, earlier, past)
        earlier_end, before_at = before_at + len(before), found.start()
        earlier, before = before, word


def is_intended(word: str, earlier: str, is_weekday: bool, is_headline: bool) -> bool:
    """Return whether *to* and a verb say what is to come, by the word before *to*."""
    if not earlier:
        return False
    if earlier in INTENDING:
        return not (is_weekday and earlier in DECIDING)
    if word not in BARE:
        return False
    if earlier in DECIDING:
        return not is_weekday
    is_verb = earlier in PAST or earlier in PARTICIPLES or earlier in NOT_PAST or earlier in FORWARD
    return is_headline and not is_verb and not earlier.endswith("ed")


def is_headline(text: str, low: int, high: int) -> bool:
    """Return whether a whole line has no full stop."""
    is_line = (low == 0 or text[low - 1] == "\n") and (high == len(text) or text[high] == "\n")
    return is_line and low < high and text[high - 1] not in ".\"')\u201d\u2019"


def has_object(text: str, before: int, start: int, end: int, date: int) -> bool:
    """Return whether a verb stands between two names: *Hull host Leeds*."""
    is_between = end + 1 < date and "A" <= text[before] <= "Z" and "A" <= text[end + 1] <= "Z"
    return is_between and "a" <= text[start] <= "z"


def is_plural(word: str) -> bool:
    return len(word) > 3 and word[-1] == "s" and word[-2] not in "suia"


def is_past(word: str, before: str) -> bool:
    if word in PAST:
        return not (word in BARE and (before == "to" or FORWARD.get(before) in (CERTAIN, 0)))
    if word in PARTICIPLES and before != "be":
        return True
    return word[-2:] == "ed" and len(word) > 3 and before != "be" and word not in NO_VERBS


def last_past_verb(word: str, before: str, earlier: str, past: str) -> str:
    """Return the last past tense verb after reading a word, else "": *was closed* is past, *is now closed* is not."""
    if word in UNINFLECTED:
        return past if before in BARE_BEFORE else ""
    if word in NOT_PAST or word in ANNOUNCING or FORWARD.get(word) == PRESENT:
        return ""
    if is_past(word, before):
        return word if word in ALWAYS_PAST or not {before, earlier} & NOT_PAST else ""
    return past


def clause_around(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    left = low
    for found in CLAUSE_END.finditer(text, low, start):
        left = found.start() + 1
    right = CLAUSE_END.search(text, end, high)
    return left, right.start() + 1 if right is not None else high


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    low, high = max(0, start - CHARACTERS_BEFORE), min(len(text), end + CHARACTERS_AFTER)
    for found in SENTENCE_END.finditer(text, low, start):
        if not ABBREVIATION.search(text, max(low, found.start() - LONGEST_ABBREVIATION), found.start()):
            low = found.end()
    for found in SENTENCE_END.finditer(text, end, high):
        if not ABBREVIATION.search(text, max(end, found.start() - LONGEST_ABBREVIATION), found.start()):
            high = found.start()
            break
    return low, high
