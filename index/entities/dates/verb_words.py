"""The words of the rules of verbs (`verbs`), with flags for the kernel, which finds the verbs of most days."""

from __future__ import annotations

from dateline.index.entities.dates.tenses import (
    ADVERBS,
    ALWAYS_PAST,
    ANNOUNCING,
    LIMITS,
    NO_VERBS,
    PARTICIPLES,
    PAST,
    PERFECT,
    PLACING,
)
from dateline.index.entities.dates.verbs import (
    ACTS,
    BE_PAST,
    BE_PRESENT,
    CONJUNCTIONS,
    CUES,
    DAILY,
    FINITE,
    IN_PROGRAMME,
    INTENDED,
    LEADING,
    LINKING,
    NEEDS_PLACE,
    NO_OBJECT,
    NO_PLACE,
    NOT_BEFORE,
    NOT_DONE,
    OF_EVENTS,
    OF_PLAN,
    OF_RECORD,
    PERIODS,
    PLACES,
    PLANNING,
    TOLD,
    UNREAL,
    WILL,
)

__all__ = ["verb_words"]

# The flags of words, as in the kernel (`verbs.pxi`).
FLAGS: tuple[frozenset[str], ...] = (
    CONJUNCTIONS,
    CUES,
    ADVERBS,
    PAST | FINITE | PARTICIPLES,
    NO_VERBS,
    UNREAL,
    LEADING,
    PLACING,
    DAILY,
    LIMITS,
    TOLD,
    ACTS,
    BE_PAST | {"had"},
    PERFECT,
    INTENDED,
    NEEDS_PLACE,
    IN_PROGRAMME,
    PERIODS,
    FINITE,
    NOT_BEFORE,
    OF_RECORD,
    ALWAYS_PAST,
    NOT_DONE,
    LINKING,
    PLACES,
    NO_PLACE,
    NO_OBJECT,
    WILL,
    BE_PRESENT,
    OF_PLAN,
    PLANNING,
    frozenset(("to",)),
    frozenset(("be",)),
    frozenset(("and",)),
    PERFECT | BE_PRESENT | ANNOUNCING | {"had"},
    OF_EVENTS,
    frozenset(("on",)),
)


def verb_words() -> dict[str, int]:
    """Return the words of the rules with their flags. No word that is looked up begins with an apostrophe."""
    words: dict[str, int] = {}
    for bit, having in enumerate(FLAGS):
        for word in having:
            if word.isascii() and word and word[0] != "'":
                words[word] = words.get(word, 0) | 1 << bit
    return words
