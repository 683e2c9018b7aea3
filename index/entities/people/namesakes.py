"""Which of several people of one surname a short form means: *Trump* in an article about Donald and Melania Trump.

One of them is the subject of the article: the person whom the headline names in full, or the first one whom the first
paragraph names in full. Another one becomes the subject where the text names that person in full, to the end of the
paragraph. In an article without a subject, the person named last is meant. A person who is only introduced as a
relative (*his wife Melania Trump*) does not become the subject. *He* or *she* in the clause (*Trump said she*) decides
against a person of the other sex.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import attrgetter
from typing import Final

from dateline.index.entities.people.titles import word_set
from dateline.index.kernel._naming import FoundName, Person

__all__ = ["choose_by_text", "gender_of_kin"]

KINSWOMEN: Final = word_set("""
    wife widow fiancee fiancée bride daughter sister mother mom mum stepmother stepdaughter half-sister aunt niece
    grandmother granddaughter mother-in-law daughter-in-law sister-in-law ex-wife
""")
KINSMEN: Final = word_set("""
    husband widower fiance fiancé son brother father dad stepfather stepson half-brother uncle nephew grandfather
    grandson great-grandfather great-grandson father-in-law son-in-law brother-in-law ex-husband
""")
RELATIVES: Final = (
    KINSWOMEN
    | KINSMEN
    | word_set("""
    spouse sons daughters child children brothers sisters sibling siblings twin parents cousin cousins
""")
)
_RELATIVE: Final = "(?:" + "|".join(sorted(RELATIVES, key=len, reverse=True)) + ")"
_OWNED: Final = rf"(?:\b[Hh]is|\b[Hh]er|\b[Tt]heir|['’]s)(?: [\w-]+){{0,2}} {_RELATIVE}\b"
# *His elder brother, the actor* Peter Hunt; *daughter of* Peter Hunt.
BEFORE_RELATIVE = re.compile(rf"(?:{_OWNED}|\band {_RELATIVE}|\b{_RELATIVE} of),? ?(?:[\w.-]+ ){{0,3}}\Z")
# Jane Hunt, *his wife*.
AFTER_RELATIVE = re.compile(rf",? (?:\d+, )?{_OWNED}")
# *His younger sister* Kim Yo Jong.
KIN = re.compile(rf"(?:{_OWNED[:-2]}|\band {_RELATIVE}),? ?(?:[a-z-]+ )?\Z")
# The end of a sentence before the next one, but no initial.
SENTENCE_END = re.compile(r"(?:\n|[^\W\d_]{2}[.!?]|\d[.!?]|[.!?]['\"’”)]) *['\"‘“]?\Z")
PRONOUN = re.compile(r" (?:[a-z]+ ){1,3}(s?he)\b")
# Of a text so much may be a headline or a paragraph, and so much before a name introduces it.
LONGEST_HEADLINE: Final = 300
LONGEST_PARAGRAPH: Final = 2000
REACH: Final = 60
LONGEST_END: Final = 12

by_mention = attrgetter("last")


def choose_by_text(
    text: str, people: list[Person], one: FoundName, gender_of: Callable[[Person], str]
) -> tuple[Person | None, str]:
    """Return which of several people a mention means by where the text names them, and a note of what decided."""
    subject = subject_of(text, people)
    named = [person for person in people if person.last]
    recent = max(named, key=by_mention) if named else subject
    if recent is None:
        return None, ""
    person = recent if subject is None or takes_over(text, recent, subject, one) else subject
    if subject is None and is_relative(text, recent):
        person = max((each for each in named if not is_relative(text, each)), key=by_mention, default=recent)
    if (pronoun := PRONOUN.match(text, one.end)) and len(named) > 1:
        person = of_gender("f" if pronoun[1] == "she" else "m", person, named, gender_of)
    if person is recent and person.last:
        return person, f" (named last of {len(people)})"
    return person, f" ({'the subject of the article' if person is subject else 'no relative'}, of {len(people)})"


def subject_of(text: str, people: list[Person]) -> Person | None:
    """Return who is named in full in the headline, or else first in the first paragraph; None if several are."""
    headline = text.find("\n", 0, LONGEST_HEADLINE)
    inside = [person for person in people if person.mentions[0].end <= headline]
    if inside:
        return inside[0] if len(inside) == 1 else None
    start = headline + 1
    while text.startswith("\n", start):
        start += 1
    end = text.find("\n", start, start + LONGEST_PARAGRAPH)
    first = min(people, key=lambda person: person.mentions[0].start)
    if first.mentions[0].start >= (end if end >= 0 else start + LONGEST_PARAGRAPH):
        return None
    return None if introduces_relative(text, first.mentions[0]) else first


def takes_over(text: str, person: Person, subject: Person, one: FoundName) -> bool:
    """Return whether a person is named in full in the paragraph of a mention, and not as a relative of another one.

    If the paragraph names the subject in full, too, the person must open a sentence: not in *Rupert Murdoch hands over
    to Lachlan Murdoch. Murdoch is 92*.
    """
    named = person.named
    if named is None or not in_paragraph(text, named, one) or introduces_relative(text, named):
        return False
    if person is subject or subject.named is None or not in_paragraph(text, subject.named, one):
        return True
    return opens_sentence(text, named)


def in_paragraph(text: str, named: FoundName, one: FoundName) -> bool:
    """Return whether a name stands before a mention in the same paragraph."""
    return one.start - named.end <= LONGEST_PARAGRAPH and "\n" not in text[named.end : one.start]


def opens_sentence(text: str, one: FoundName) -> bool:
    """Return whether a sentence begins with a name, or its title."""
    start = one.start - (len(one.title) + 1 if one.title else 0)
    return start <= 0 or SENTENCE_END.search(text, max(0, start - LONGEST_END), start) is not None


def is_relative(text: str, person: Person) -> bool:
    """Return whether a person was last named in full as a relative of another one."""
    return person.named is not None and introduces_relative(text, person.named)


def introduces_relative(text: str, one: FoundName) -> bool:
    """Return whether a name is that of a relative of another person: *his wife Melania Trump*."""
    if AFTER_RELATIVE.match(text, one.end):
        return True
    return BEFORE_RELATIVE.search(text, max(0, one.start - REACH), one.start) is not None


def gender_of_kin(text: str, one: FoundName) -> str:
    """Return ``m`` or ``f`` by what relative a name is introduced as (*his sister* Kim Yo Jong), empty if as none."""
    found = KIN.search(text, max(0, one.start - REACH), one.start)
    if found is None:
        return ""
    words = {word.strip(",") for word in found[0].split()}
    return "f" if words & KINSWOMEN else "m" if words & KINSMEN else ""


def of_gender(wanted: str, person: Person, named: list[Person], gender_of: Callable[[Person], str]) -> Person:
    """Return a person, or who was named last of those of the other sex if only they fit."""
    if gender_of(person) in (wanted, ""):
        return person
    return max((each for each in named if gender_of(each) == wanted), key=by_mention, default=person)
