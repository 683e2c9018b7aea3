"""People that the tagger took for something else, by what stands beside their names, and names that run into a verb.

*Muammar Gaddafi was killed* is a person, since only people are, and so is *President Hun Sen*. In *Zelensky Asks for
Arms*, a headline with capitals in all words, the name ends before the verb.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from dateline.index.entities.people.companies import COMPANIES
from dateline.index.entities.people.cue_words import (
    FATES,
    GEOGRAPHIC,
    HEADLINE_VERBS,
    LEGAL_ENDS,
    MEMBERS,
    NOBODY,
    NUMBERS,
    OTHERS,
    SURE_TITLES,
    THINGS,
)
from dateline.index.entities.people.titles import OFFICE_WORDS, PARTICLES, TITLES
from dateline.index.entities.tagging import (
    COMMON_WORD,
    OTHER,
    PERSON,
    PLACE,
    is_common,
    is_first_name,
    is_surname,
    word_classes,
)

__all__ = ["before_verb", "is_listed", "is_someone"]

VERB: Final = re.compile(rf"(?:\A| )(?:{'|'.join(sorted(HEADLINE_VERBS))})(?= |\Z)")
FATE: Final = re.compile(rf" (?:was )?(?:{'|'.join(sorted(FATES))})\b")
LONGEST_TITLE: Final = max(map(len, SURE_TITLES)) + 3
WORD: Final = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]*[a-zß-öø-ÿ][\w’'-]*")
# With any of these a name is that of a thing.
NO_NAMES: Final = frozenset().union(THINGS, LEGAL_ENDS, GEOGRAPHIC, OTHERS, MEMBERS, NOBODY, NUMBERS)
MOST_WORDS: Final = 4
MOST_LISTED: Final = 3
# After these a name in a list is that of a place: "in Abu Ghraib and Khan Younis".
BEFORE_PLACES: Final = frozenset({"in", "at", "near", "of", "from", "outside", "to", "the", "around", "between"})


def before_verb(text: str, start: int, end: int, kind: int) -> list[tuple[int, int, int]] | None:
    """Return what is left of a name of several words that contains the verb of a headline, None if it contains none.

    A single word before the verb is a name of its own only if it was tagged as a person's: the rest of the article says
    what it is.
    """
    name = text[start:end]
    words = name.split(" ")
    if len(words) == 1 or HEADLINE_VERBS.isdisjoint(words):  # most names
        return None
    verb = VERB.search(name)
    if verb is None or (is_surname(verb[0].strip()) and is_first_name(name[: verb.start()].rpartition(" ")[2])):
        return None  # Tom Waits
    left: list[tuple[int, int, int]] = []
    if verb.start() and (kind == PERSON or " " in name[: verb.start()]):
        left.append((start, start + verb.start(), kind))
    after = verb.end() + 1
    if (
        kind == PERSON
        and after < len(name)
        and all(WORD.fullmatch(word) and not word_classes(word) & COMMON_WORD for word in name[after:].split(" "))
    ):
        left.append((start + after, end, PERSON))
    return left


def is_someone(text: str, start: int, end: int, is_known_place: Callable[[str], bool]) -> bool:
    """Return whether a name tagged as something else is a person's, by what stands beside it."""
    title = text[max(0, start - LONGEST_TITLE) : start].rstrip(". ").rpartition(" ")[2]
    titled = title[:1].isupper() and title.lower() in SURE_TITLES
    if not titled and FATE.match(text, end) is None:  # most names
        return False
    return may_be_someones(text[start:end], MOST_WORDS) and not is_known_place(text[start:end])


def is_listed(
    text: str, start: int, end: int, kind: int, following: tuple[int, int], is_known_place: Callable[[str], bool]
) -> bool:
    """Return whether a name tagged as something else is a person's, as the full name is that follows in a list."""
    between = text[end : following[0]]
    if kind not in (PLACE, OTHER) or between not in (", ", " and ") or " " not in text[slice(*following)]:
        return False
    if text[max(0, start - LONGEST_TITLE) : start].rstrip(" ").rpartition(" ")[2].lower() in BEFORE_PLACES:
        return False
    return may_be_someones(text[start:end], MOST_LISTED) and not is_known_place(text[start:end])


def may_be_someones(name: str, most: int) -> bool:
    """Return whether a name of up to so many words can be a person's: none is one of things or a common word."""
    words = name.split(" ")
    if not 2 <= len(words) <= most or name in COMPANIES or words[0].lower() in TITLES | OFFICE_WORDS:
        return False
    if not WORD.fullmatch(words[0]) or not all(WORD.fullmatch(word) or word in PARTICLES for word in words):
        return False
    return not any(word in NO_NAMES or is_common(word) for word in words)
