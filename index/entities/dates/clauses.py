"""Find whether the clause around a date refers to the future or the past: *will meet on Friday*, *met on Friday*.

The cues are words of tense in the sentence, from 120 characters before the date to 80 after it. A cue of the future in
the same clause is preferred, because *said it will* refers to the future; else the nearest cue decides.

*Until* refers to the future. Before a day without its month, *until* and *till* refer to the future (*is shut until*,
*has until*) unless the verb before them is in the past tense (*stayed until*). Before a weekday or a month that verb is
not used, because news reports what was put off until then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateline.index.entities.dates.words import split_words

__all__ = ["Direction", "find_direction", "is_over"]

CHARACTERS_BEFORE, CHARACTERS_AFTER = 120, 80
# Added to the distance of a cue, in characters, relative to a verb of the past; tuned on the articles of the corpus.
CERTAIN, PRESENT, WEAK = -60, 20, 50
OTHER_CLAUSE, AFTER_DATE = 60, 40

FORWARD = {
    # These outweigh a nearby verb of the past, as in *said it will*.
    **dict.fromkeys(
        split_words("will shall won't would should must 'll due scheduled next upcoming forthcoming expects"), CERTAIN
    ),
    **dict.fromkeys(
        split_words(
            "expect expected planned planning intend intends aim aims hope hopes until ahead deadline may can "
            "might could "
            "forecast forecasts effective"
        ),
        0,
    ),
    # Verbs of the present refer to the future near a date.
    **dict.fromkeys(
        split_words(
            "opens reopens lifts receive receives comes begin begins starts goes meets plays faces returns "
            "leaves arrives "
            "votes holds hosts visits takes flies ends closes expires launches resume resumes"
        ),
        PRESENT,
    ),
    "is": WEAK,
    "are": WEAK,
}
# Words that refer to the future only before certain others.
FORWARD_BEFORE = {
    "going": frozenset(("to",)),
    "set": frozenset(("to",)),
    "about": frozenset(("to",)),
    "to": frozenset(
        split_words(
            "be take begin start open close meet visit vote hold end run launch release leave arrive return "
            "expire discuss"
        )
    ),
}
PAST = frozenset(
    split_words(
        "was were had did has have been ago earlier since said told met won lost made took came went began "
        "fell rose held led "
        "left gave saw sold bought cut hit killed died became broke found got grew kept paid sent set shot "
        "spoke spent stood "
        "ran put after previously last beat struck flew rode drove wrote drew threw blew knew fought caught "
        "taught brought "
        "thought sought felt dealt slept swept built lent lay sat sank woke chose froze stole wore tore bore "
        "swore shook fled "
        "shut hung swung dug wept meant shone hid bit lit gone done begun"
    )
)
PARTICIPLES = frozenset(
    split_words(
        "slain thrown driven flown grown drawn written spoken broken chosen frozen stolen worn torn sworn hidden "
        "bitten eaten fallen risen forgotten sung seen taken given known shown ridden shaken beaten bound found"
    )
)
NO_VERBS = frozenset(
    split_words(
        "hundred united limited indeed need speed exceed proceed succeed unprecedented allied sacred seed breed"
    )
)
LIMITS = frozenset(("until", "till"))
# Verbs before *until* that are not past tense. `ANNOUNCING` has past tense verbs that announce the future.
NOT_PAST = frozenset(
    split_words(
        "will shall won't 'll would should must may can might could is are am be 's stays remains keeps needs lasts "
        "runs continues extends sits stands serves"
    )
)
# Forms that take their tense from another verb: *did not stay* and *had to stay* are past.
UNINFLECTED = frozenset(split_words("stay remain keep continue sit stand serve"))
BARE_BEFORE = frozenset(("to", "not", "did"))
# Past even after *is* and similar words: *he's been*.
ALWAYS_PAST = frozenset(split_words("been was were had did"))
ANNOUNCING = frozenset(
    split_words(
        "adjourned postponed deferred delayed extended prolonged remanded given granted agreed decided resolved "
        "ordered promised proposed voted"
    )
)
CUES = PAST | PARTICIPLES | frozenset(FORWARD)
PERFECT = frozenset(("has", "have"))
WORD = re.compile(r"'?[A-Za-z]+(?:'t)?")
SENTENCE_END = re.compile(r"[.!?][\"'\u201d\u2019)]*\s+(?=[A-Z\"'\u201c\u2018`(])|\n+")
CLAUSE_END = re.compile(r"[,;:]\s|\s(?:but|while|which|when|after|whereas|that)\s|--|\u2014")
# With a capital these are names rather than verbs.
CAPITAL_NAMES = frozenset(("may", "can"))
UNTIL = re.compile(r"\b(?:by|until|till|before)\s+$", re.IGNORECASE)
OVER = (["ended"], ["since"])
POSSESSIVE = ("'s", "\u2019s")
# What a verb of the future before *Sunday's* is about.
MODAL = re.compile(r"\b(?:will|won't|would|shall|should|must|may|can|could|to)\s+(?:\w+\s+){1,3}$", re.IGNORECASE)
EVENT = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}(?:finals?|match(?:es)?|games?|votes?|elections?|polls?|ballot|meetings?|summit|races?|debate"
    r"|referendum|hearing|launch|deadline|run-?off|auction|sale|session|show|concert|ceremony|talks)\b",
    re.IGNORECASE,
)
AHEAD = re.compile(r"\b(?:ahead\s+of|before|for|until|till|by|next|upcoming|coming)\s+(?:the\s+)?$", re.IGNORECASE)
LONGEST_ABBREVIATION = 4
ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Gov|Gen|Rep|St|Inc|Corp|Co|Ltd|No|[A-Z][a-z]{2}))$")


@dataclass(frozen=True, slots=True)
class Direction:
    """Future (1), past (-1; -2 if nothing else is possible) or unknown (0), and the word that shows it.

    ``present``: the word is a verb of the present, for the future or for something that has begun."""

    sign: int = 0
    cue: str = ""
    present: bool = False

    def reason(self, published: date) -> str:
        """Return the reason in words."""
        if not self.sign:
            return f"nothing looks forward, so taken as past, seen from {published}"
        return f"\u201c{self.cue}\u201d looks {'forward' if self.sign > 0 else 'back'}, seen from {published}"


def find_direction(text: str, start: int, end: int, no_month: bool = False, weekday: bool = False) -> Direction:
    """Return the direction of the clause around ``text[start:end]``.

    ``no_month``: a day without its month; ``weekday``: a weekday, which looks back in the possessive, *Friday's close*.
    """
    if is_over(text, start):
        return Direction(-2, text[max(0, start - 12) : start].split()[-1].lower())
    if weekday and text[end : end + 2] in POSSESSIVE and not is_ahead(text, start, end):
        return Direction(-1, text[start : end + 2])
    low, high = sentence_around(text, start, end)
    left, right = clause_around(text, start, end, low, high)
    best, chosen = 1 << 20, Direction()
    for at, sign, reach, word in find_cues(text, low, high, no_month):
        if start <= at < end or (word == "to" and at + 3 == start):  # *to end-June*
            continue
        if at < start:
            distance = start - at - len(word) + (OTHER_CLAUSE if at < left else 0)
        else:
            distance = at - end + AFTER_DATE + (OTHER_CLAUSE if at >= right else 0)
        if distance + reach < best:
            best, chosen = distance + reach, Direction(sign, word, reach in (PRESENT, WEAK))
    if chosen.sign:
        return chosen
    until = UNTIL.search(text, max(0, start - 12), start)
    return Direction(1, until[0].strip().lower()) if until is not None else chosen


def is_ahead(text: str, start: int, end: int) -> bool:
    """Return whether a possessive weekday is of the future: *ahead of Sunday's*, *will play in Sunday's final*."""
    if AHEAD.search(text, max(0, start - 24), start) is not None:
        return True
    return MODAL.search(text, max(0, start - 40), start) is not None and EVENT.match(text, end + 2) is not None


def is_over(text: str, start: int) -> bool:
    """Return whether the word before an offset says that a date is over: *the week ended*, *since*."""
    return text[max(0, start - 8) : start].lower().split()[-1:] in OVER


def find_cues(text: str, low: int, high: int, no_month: bool) -> Iterator[tuple[int, int, int, str]]:
    """Yield the place, the direction, the reach and the word of each cue."""
    before = earlier = ""
    past = ""
    small = text[low:high].lower()
    if len(small) != high - low:  # a letter whose lower case has two characters; no cue has one
        small = text[low:high]
    for found in WORD.finditer(small):
        word = found[0]
        if not no_month and word not in CUES and word[-2:] != "ed" and before not in FORWARD_BEFORE:
            before = word
            continue
        if before in FORWARD_BEFORE and word in FORWARD_BEFORE[before] and small[found.end() : found.end() + 1] != "-":
            at = low + found.start() - len(before) - 1
            yield at, 1, CERTAIN if before != "to" or word == "be" else 0, before
        if no_month and word in LIMITS:
            back = past and before not in PERFECT
            yield low + found.start(), -1 if back else 1, CERTAIN if back else 0, past if back else word
        elif word in FORWARD:
            at = low + found.start()
            if word not in CAPITAL_NAMES or text[at].islower():
                yield at, 1, FORWARD[word], word
        elif is_past(word, before):
            yield low + found.start(), -1, 0, word
        if no_month and (word not in CAPITAL_NAMES or text[low + found.start()].islower()):
            past = last_past_verb(word, before, earlier, past)
        earlier, before = before, word


def is_past(word: str, before: str) -> bool:
    """Return whether a word is a verb in the past tense, or a participle that is not of the future."""
    if word in PAST or (word in PARTICIPLES and before != "be"):
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
    """Return start and end of the clause within the sentence."""
    left = low
    for found in CLAUSE_END.finditer(text, low, start):
        left = found.start() + 1
    right = CLAUSE_END.search(text, end, high)
    return left, right.start() + 1 if right is not None else high


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return start and end of the part of the sentence that is searched."""
    low, high = max(0, start - CHARACTERS_BEFORE), min(len(text), end + CHARACTERS_AFTER)
    for found in SENTENCE_END.finditer(text, low, start):
        if not ABBREVIATION.search(text, max(low, found.start() - LONGEST_ABBREVIATION), found.start()):
            low = found.end()
    for found in SENTENCE_END.finditer(text, end, high):
        if not ABBREVIATION.search(text, max(end, found.start() - LONGEST_ABBREVIATION), found.start()):
            high = found.start()
            break
    return low, high
