"""Find the verb that a day without its year surely has: *was killed on March 3*, *will open on March 3*.

Such a day is mostly the nearest one, because sentences of news have many verbs, and most say nothing of a day that
stands far from them (*shareholders registered on March 3 will get a bonus*). It is not where the verb is next to it:
nothing but where or when it happened may stand between, as in *was killed in Hull on March 3*. A verb that tells or
arranges something (*called an election on March 3*) is that of the day only with a preposition behind it.

The words are those of `tenses`. A date that begins its clause has the first verb behind it: *On March 3 he died*.
The kernel finds the verbs of most days so (`verb_words`), and asks for the others.
"""

from __future__ import annotations

import re

from dateline.index.entities.dates.clauses import Direction
from dateline.index.entities.dates.tenses import (
    ADVERBS,
    ALWAYS_PAST,
    ANNOUNCING,
    FORWARD,
    FORWARD_BEFORE,
    LIMITS,
    NO_VERBS,
    PARTICIPLES,
    PAST,
    PERFECT,
    PLACING,
    SAYING,
    TELLING,
    tense_words,
)
from dateline.index.entities.dates.words import split_words

__all__ = ["clause_words", "direction_beside", "find_sure_direction"]

BEFORE, BEHIND = 90, 90
WORD = re.compile(r"[A-Za-z]+(?:['\u2019-][A-Za-z]+)*")
# Where a clause begins: behind a word with such a sign, which may be that of an abbreviation, or at a conjunction.
SIGNS = frozenset(',;:.!?)"\u201d\u2013\u2014')
OPENING = frozenset('("\u201c')
AROUND = "()[]\"\u201c\u201d\u2018'"
CONJUNCTIONS = frozenset(
    split_words("that which who whom whose but while when whereas if because as after before than -- -")
)
# What happened before it need not have happened: *before the price was announced on March 3*.
UNREAL = frozenset(("before", "if", "than"))
# After these a date that leads is that of what follows: *On March 3, he died*, *said that on March 3 he died*.
LEADING = frozenset(("", ".", "!", "?", "that", "but", "while", "when", "whereas", "because"))
DAY = re.compile("[0-9]")
# The days before one in a row: *on Dec. 14 and 20*.
ROW = re.compile(r"(?:\b[A-Z][a-z]{2,8}\.?\s+)?(?:\b[0-9]{1,2}(?:st|nd|rd|th|d)?(?:,\s+|\s+))+(?:and\s+)?(?:the\s+)?$")
LONGEST_ROW = 40
# *Was moved from March 3 to March 7* is of neither.
OPENS_RANGE = re.compile(r"(?:from|between)\s", re.IGNORECASE)
CLAUSE_END = re.compile(
    r"[,;:()\"\u201c\u201d\n]|--|[\u2013\u2014]|[.!?](?=\s|$)|\s(?:that|which|who|but|while|when|if|because)\s"
)
SENTENCE_END = re.compile(r"[.!?](?:\s|$)|\n")

# These arrange what is to come; without a preposition what they arrange has the day.
ARRANGING = ANNOUNCING | frozenset(
    split_words(
        "set called scheduled planned booked fixed invited moved changed brought cancelled canceled rescheduled "
        "slated summoned declared asked urged wanted hoped needed vowed pledged threatened announced sought offered "
        "designated selected proclaimed cited chosen picked named"
    )
)
TOLD = SAYING | TELLING
NEEDS_PLACE = TOLD | ARRANGING
# Of these, no day is surely past: *will be done as scheduled on March 3*.
INTENDED = frozenset(split_words("scheduled planned expected due booked slated fixed"))
# In lists and notices they say whose day is meant, which is to come: *shareholders registered June 2*.
OF_RECORD = frozenset(
    split_words("registered held issued listed owned dated recorded outstanding paid shipped pledged accrued delivered")
)
BE_PAST, BE_PRESENT = frozenset(("was", "were")), frozenset(("is", "are"))
# Before a participle: it is of the present, of a condition, or says no more than a noun does.
NOT_BEFORE = frozenset(split_words("be is are being if when once unless not the a an its his her their"))
# Between a verb and its day: *took place on*, *was again arrested on*.
LINKING = frozenset(
    split_words("place effect office power dead again here there back home away down up out off over together")
)
PLACES = (PLACING - frozenset(("here", "there"))) | frozenset(("near", "outside", "inside"))
NO_PLACE = frozenset(split_words("favour favor order case view terms return exchange"))  # in favour of
# The last word before a day, if it is not the verb or the name of a place.
DAILY = frozenset(("on", "early", "late", "during"))
LONGEST_PLACE, LONGEST_VERB, MOST_WORDS = 8, 3, 13
# With one of them just before it, a participle is not past: *to be opened*, *would have been opened*.
NOT_DONE = frozenset(split_words("be to would could might may should must can will shall"))
# What a programme says in the present: *the museum opens on March 3*.
IN_PROGRAMME = frozenset(
    split_words(
        "opens reopens starts begins meets votes plays faces returns leaves arrives hosts visits launches resumes takes"
    )
)
PERIODS = frozenset(split_words("year season quarter half month week period"))
BUILT = ("housing", "family")  # *housing starts*
WILL = frozenset(("will", "shall", "won't", "won\u2019t"))
FINITE = frozenset(
    split_words("born dies died began went came fell rose took gave saw became broke fled flew drove wrote swore")
)
# What is done at once, so that a day behind the object is of the verb: *signed the agreement on March 3*.
ACTS = frozenset(
    split_words(
        "killed shot wounded injured murdered stabbed attacked bombed raided robbed arrested detained jailed charged "
        "convicted sentenced fired dismissed sacked signed opened launched published released seized captured invaded "
        "destroyed hit struck sank beat defeated married divorced buried elected sworn sued met left entered crossed "
        "visited lost became found took passed rejected adopted ratified vetoed filed lodged submitted received "
        "completed acquired bought sold banned imposed lifted withdrew evacuated freed rescued acquitted fined hanged "
        "executed deported extradited expelled assassinated kidnapped abducted ambushed shelled unveiled inaugurated "
        "won scored clinched captured"
    )
)
LONGEST_OBJECT = 8
NO_OBJECT = frozenset(
    split_words("for to until till before due from through if unless payable effective next payment payments dividend")
)
# What an attack or a storm did.
OF_EVENTS = frozenset(
    split_words(
        "killed injured wounded destroyed damaged left hit struck wrecked claimed sparked triggered prompted led forced"
    )
)
PLANNING = frozenset(split_words("plans plan hopes hope aims aim intends intend expects expect wants want"))
CUES = frozenset(FORWARD) | WILL | PLANNING | (PAST - ADVERBS) | PARTICIPLES | FINITE
# The words that stand right before a day and may have it, beside other verbs of the past, adverbs and names.
BESIDE = (
    DAILY
    | LIMITS
    | LINKING
    | PAST
    | PARTICIPLES
    | IN_PROGRAMME
    | FINITE
    | FORWARD_BEFORE["to"]
    | frozenset(("due", "and", "in"))
) - PERFECT
LAST_WORD = re.compile("[A-Za-z]+$")
LONGEST_WORD = 16
# *Pay April 1, Record March 3*.
OF_NOTICES = frozenset(split_words("record pay payable due"))
OF_PLAN = frozenset(split_words("to due scheduled expected set slated planned going likely"))
AHEAD, BACK, NOTHING = 2, -2, Direction()


def find_sure_direction(text: str, start: int, end: int) -> Direction:
    """Return the direction of the verb that the day at ``text[start:end]`` surely has: 2, -2, or 0 if it has none."""
    return direction_beside(text, start, end) if may_have_verb(text, start) else NOTHING


def direction_beside(text: str, start: int, end: int) -> Direction:
    """Return the same for a day of which `may_have_verb` is true, or for a month after *in*."""
    is_month = not text[end - 1].isdigit() and DAY.search(text, start, end) is None
    if is_month and text[max(0, start - 4) : start].lower() != " in ":
        return NOTHING
    if text[start] in "fFbB" and OPENS_RANGE.match(text, start):
        return NOTHING
    row = ROW.search(text, max(0, start - LONGEST_ROW), start) if "0" <= text[start] <= "9" else None
    start = start if row is None else row.start()
    low = max(0, start - BEFORE)
    _, line, piece = text[low:start].rpartition("\n")
    pieces = piece.split()
    if low and not line and pieces:
        del pieces[0]  # it may be cut
    words, at, opened = words_of_clause(pieces, "" if line or not low else None)
    if is_month and words:
        words[-1] = "on"
    if not words or opened in UNREAL:
        return NOTHING
    if at < 0:
        if PLACING.issuperset(words) or (words[0] in PLACING and words[-1] == "on"):  # In a statement on March 3, he …
            return first_behind(text, end) if opened in LEADING else NOTHING
        return next_behind(text, end) if words[-1] in DAILY else NOTHING
    if words[-1] in LIMITS:
        return until(words)
    found = verb_before(words, at, pieces[-1][0].isupper())
    return NOTHING if found.cue in TOLD and is_told_ahead(text, end) else found


def may_have_verb(text: str, start: int) -> bool:
    """Return whether the word right before a day may be its verb, a preposition or the name of a place.

    The kernel `dateline.index.kernel._dates` asks this first, because few days have such a word."""
    if start < 2 or text[start - 1] != " ":
        return False
    if text[start - 2] == "," or "0" <= text[start - 2] <= "9":
        return "0" <= text[start] <= "9"
    found = LAST_WORD.search(text, max(0, start - 1 - LONGEST_WORD), start - 1)
    if found is None:
        return False
    word = found[0].lower()
    if word in BESIDE or word[-2:] in ("ed", "ly"):
        return True
    return found[0][0].isupper() and found[0][1:2].islower() and word not in OF_NOTICES


def clause_words() -> dict[str, int]:
    """Return the words of tense with their flags, and those of `may_have_verb`."""
    words = tense_words()
    for flag, having in ((1 << 26, BESIDE), (1 << 27, OF_NOTICES)):
        for word in having:
            words[word] = words.get(word, 0) | flag
    return words


def words_of_clause(pieces: list[str], first: str | None) -> tuple[list[str], int, str | None]:
    """Return the last words of a clause, up to some before the last that says something of its direction; the place of
    that word, else -1; and what is before them: a sign, a conjunction, or ``first``."""
    words: list[str] = []
    most, back, opened = MOST_WORDS, 0, first
    for piece in reversed(pieces):
        if piece[-1] in SIGNS:
            opened = piece[-1]
            break
        word = piece.lower()
        if not word.isalpha():
            word = word.strip(AROUND)
        if word in CONJUNCTIONS:
            opened = word
            break
        words.append(word)
        if not back and (word in CUES or (word[-2:] == "ed" and is_past(word))):
            back = len(words)
            most = min(most, back + LONGEST_VERB + 2)
        if piece[0] in OPENING:
            opened = piece[0]
            break
        if len(words) == most:
            opened = None
            break
    return words[::-1], len(words) - back if back else -1, opened


def is_past(word: str) -> bool:
    """Return whether a word is a verb of the past, or a participle."""
    if word in ADVERBS:
        return False
    return (
        word in PAST
        or word in FINITE
        or word in PARTICIPLES
        or (word[-2:] == "ed" and len(word) > 3 and word not in NO_VERBS)
    )


def verb_before(words: list[str], at: int, is_named: bool) -> Direction:
    """Return the direction of the last word before a day that says something of it."""
    word, before = words[at], words[at - 1] if at else ""
    placed = is_placed(words[at + 1 :], is_named)
    if not placed:
        is_act = word in ACTS and is_done(words, at) and is_behind_object(words[at + 1 :])
        return Direction(BACK, word) if is_act else planned(words, at, is_named)
    if word in BE_PAST or word == "had":
        is_real = placed == "preposition" and is_done(words, at)
        return Direction(BACK, word) if is_real else NOTHING
    if is_past(word) and word not in PERFECT and word not in INTENDED:
        if not is_done(words, at):
            return planned(words, at, is_named)
        return NOTHING if word in NEEDS_PLACE and placed == "next" else Direction(BACK, word)
    if word in IN_PROGRAMME and before not in PERIODS and not before.endswith(BUILT):
        return Direction(AHEAD, word)
    return planned(words, at, is_named)


def is_done(words: list[str], at: int) -> bool:
    """Return whether a verb of the past says that something was done."""
    word, before = words[at], words[at - 1] if at else ""
    if before == "and" and at > 1 and is_past(words[at - 2]) and not is_done(words, at - 2):
        return False
    if word in FINITE:
        return True
    if before in NOT_BEFORE or (word in OF_RECORD and before not in ALWAYS_PAST):
        return False
    return NOT_DONE.isdisjoint(words[max(0, at - LONGEST_VERB) : at])


def is_placed(rest: list[str], is_named: bool) -> str:
    """Return how a day follows its verb, with what stands between: *next*, by a *preposition*, or not at all."""
    at = 0
    while at < len(rest) and (rest[at] in LINKING or rest[at].endswith("ly")):
        at += 1
    if at == len(rest):
        return "next"
    if rest[at] not in PLACES or len(rest) - at > LONGEST_PLACE or not NO_PLACE.isdisjoint(rest[at + 1 : at + 2]):
        return ""
    return "preposition" if rest[-1] in DAILY or is_named else ""


def is_behind_object(rest: list[str]) -> bool:
    """Return whether only whom something was done to, or by, stands between a verb and *on*."""
    if not rest or rest[-1] not in DAILY or len(rest) > LONGEST_OBJECT:
        return False
    return NO_OBJECT.isdisjoint(rest)


def planned(words: list[str], at: int, is_named: bool) -> Direction:
    """Return the future if a plan has the day: *will be held on*, *is due in court on*, *plans to meet on*."""
    for first in range(at, max(-1, at - LONGEST_VERB - 2), -1):
        word, behind = words[first], words[first + 1] if first + 1 < len(words) else ""
        if word in WILL and (not first or words[first - 1] not in NOT_BEFORE):
            size = 1
        elif (word in BE_PRESENT and behind in OF_PLAN) or (word in PLANNING and behind == "to"):
            size = 2
        else:
            continue
        rest = words[first + size :]
        for taken in range(min(LONGEST_VERB, len(rest)) + 1):
            if taken and is_past(rest[taken - 1]) and "be" not in rest[: taken - 1]:
                break
            if is_placed(rest[taken:], is_named):
                return Direction(AHEAD, word)
        return NOTHING
    return NOTHING


def until(words: list[str]) -> Direction:
    """Return the future for *has until* and *had until*, and for what was put off until a day."""
    before = words[-2] if len(words) > 1 else ""
    if before in PERFECT or before == "had" or before in BE_PRESENT or before in ANNOUNCING:
        return Direction(AHEAD, words[-1])
    return NOTHING


def words_behind(text: str, end: int) -> list[str]:
    """Return the words behind a day in its sentence."""
    high = min(len(text), end + BEHIND)
    border = SENTENCE_END.search(text, end, high)
    return [word.lower() for word in WORD.findall(text, end, border.start() if border is not None else high)]


def is_told_ahead(text: str, end: int) -> bool:
    """Return whether what is told is ahead: *said on May 1 it will redeem the bonds* is mostly of the first of May."""
    words = words_behind(text, end)
    return any(word in WILL or word in PLANNING or (word in BE_PRESENT and i < 3) for i, word in enumerate(words))


def first_behind(text: str, end: int) -> Direction:
    """Return the direction of the first verb behind a day that begins its clause: *On March 3, he died*."""
    high = min(len(text), end + BEHIND)
    low = end + 1 if text[end : end + 1] == "," else end
    border = CLAUSE_END.search(text, low, high)
    words = [word.lower() for word in WORD.findall(text, low, border.start() if border is not None else high)]
    for at, word in enumerate(words):
        behind = words[at + 1] if at + 1 < len(words) else ""
        if word in WILL or (word in BE_PRESENT and behind in OF_PLAN):
            return Direction(AHEAD, word)
        if word in FORWARD or word in PLANNING:
            return NOTHING
        if is_past(word):
            is_plan = word in BE_PAST and behind in OF_PLAN
            return NOTHING if is_plan or (word in TOLD and is_told_ahead(text, end)) else Direction(BACK, word)
    return NOTHING


def next_behind(text: str, end: int) -> Direction:
    """Return the past if a verb of it follows a day at once: *the attack on March 3 killed twelve people*."""
    words = words_behind(text, end)
    return Direction(BACK, words[0]) if words and words[0] in OF_EVENTS and text[end].isspace() else NOTHING
