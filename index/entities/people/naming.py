"""Resolve short forms of names within one text (*Aliyev* ← *President Ilham Aliyev*).

A full name has a forename and a surname. A short form (a surname, a single name, a name with initials) means the
fullest name that it agrees with. If several people of the text match, the title decides (*Mrs Clinton*, *President
Park*), then the most recent mention; the reason says so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from dateline.index.entities.mention import PersonMention
from dateline.index.entities.people.person_names import names_agree, split_name
from dateline.index.entities.people.titles import FEMALE_TITLES, MALE_TITLES, STYLES, word_set
from dateline.index.entities.tagging import gender_of

__all__ = ["FoundName", "resolve_short_forms"]

LONGEST_INITIALS = 4  # initials (J.K.) are in capitals in any text
# Last syllables of Korean given names that are mostly of one sex.
FEMALE_SYLLABLES = word_set("ji hee hui mi sook ja ah na hye rim hwa sil ran seon bin")
MALE_SYLLABLES = word_set("soo su ho jun joon chul chol woo hoon hun sik gyu kyu seok nam il hwan bae tae hyuk")
# A Korean or Chinese name as most papers print it: *Kim Min-ji*, whose first word is the surname.
GIVEN_LAST = re.compile(r"-[a-z]+$")
LETTERS = re.compile(r"[^\W\d_]+")
# A short form of more people than this stays unresolved, and a name is compared with at most this many others: else
# a list of names would take quadratic time.
MAX_NAMESAKES = 100
MOST_WORDS = 8  # of a name, whose ends are surnames of several parts


class FoundName(NamedTuple):
    """A person's name as found: ``name`` is in normal order, without the title."""

    text: str
    start: int
    end: int
    name: str
    title: str | None


@dataclass
class Person:
    """A person of the text: the fullest name, where it stands, and all mentions of full names in order.

    Titles and gender are asked for when all mentions are known.
    """

    name: str
    at: FoundName
    mentions: list[FoundName]
    last: int = 0
    """Which mention of the text is the person's last so far, counted from 1."""

    @cached_property
    def titles(self) -> list[str]:
        """The person's titles in the text, in lower case."""
        return sorted({mention.title.lower() for mention in self.mentions if mention.title})

    @cached_property
    def gender(self) -> str:
        """``m`` or ``f`` by the person's titles or forename, empty if unknown."""
        by_titles = filter(None, map(gender_of_title, self.titles))
        return next(by_titles, None) or gender_of_name(self.name)


class Forms(NamedTuple):
    """The forms of a full name, compared in lower case."""

    surname: str
    ends: tuple[str, ...]
    """What the name can end with in short forms: the surname, and the last words."""
    beginnings: tuple[str, ...]


def resolve_short_forms(found: Sequence[FoundName], sentences: Sequence[int]) -> tuple[PersonMention, ...]:
    """Return the mentions with the full names that they mean."""
    people = full_names(found) if len({one.name for one in found}) > 1 else {}
    if not people:  # many texts
        return tuple([PersonMention(one.text, one.start, one.end, capitalize(one.name), one.title) for one in found])
    forms: ShortForms | None = None
    mentions = []
    for at, one in enumerate(found):
        person, note = people.get(one.name), ""
        if person is None:
            forms = forms or ShortForms.of(people.values())
            person, note = forms.meant(one)
        elif one.title and not agrees_with_title(person, one.title):
            person = None
        if person is None:
            mentions.append(PersonMention(one.text, one.start, one.end, capitalize(one.name), one.title))
            continue
        person.last = at + 1
        reason = ""
        if person.name != one.name:
            sentence = bisect_right(sentences, person.at.start)
            title = f"{person.at.title} " if person.at.title else ""
            reason = f'"{one.text}" ← "{title}{person.at.text}", sentence {max(sentence, 1)}{note}'
        mentions.append(PersonMention(one.text, one.start, one.end, capitalize(person.name), one.title, reason))
    return tuple(mentions)


def capitalize(name: str) -> str:
    """Return a name printed in capitals (*RONALD REAGAN*) in normal case, so that both forms are one key."""
    if not name.isupper() or len(name) <= LONGEST_INITIALS:
        return name
    return LETTERS.sub(lambda word: word[0].capitalize(), name)


def full_names(found: Sequence[FoundName]) -> dict[str, Person]:
    """Return the people with full names by these, each with the fullest of the names that agree."""
    people: dict[str, Person] = {}
    tails: frozenset[str] | None = None
    by_surname: dict[str, list[Person]] = {}
    for one in found:
        name = one.name
        if person := people.get(name):
            person.mentions.append(one)
            continue
        forms = forms_of(name)
        if forms is None:
            continue
        tails = tails_of([each.name for each in found]) if tails is None else tails
        if tails and compared(name) in tails:
            continue
        namesakes = by_surname.setdefault(forms.surname, [])
        same = [each for each in namesakes[:MAX_NAMESAKES] if names_agree(each.name, name)] if namesakes else []
        if len(same) == 1:
            person = same[0]
            person.mentions.append(one)
            if len(name) > len(person.name):
                person.name, person.at = name, one
        else:
            person = Person(name, one, [one])
            namesakes.append(person)
        people[name] = person
    return people


@lru_cache(1 << 14)  # an article repeats the same few names
def forms_of(name: str) -> Forms | None:
    """Return the forms of a full name, None for a name of one word or a style with one more name (*Pope Francis*)."""
    if " " not in name and "," not in name:
        return None
    parts = split_name(name)
    words = compared(name).split()
    if not parts.given or (len(words) == 2 and words[0] in STYLES):
        return None
    if len(words) < 3:
        return Forms(parts.surname, tuple({parts.surname, *words[1:]}), (words[0],))
    ends = {parts.surname, *(" ".join(words[at:]) for at in range(1, len(words)))}
    return Forms(parts.surname, tuple(ends), (words[0], " ".join(words[:2])))


def tails_of(names: Iterable[str]) -> frozenset[str]:
    """Return the ends of longer names that begin with a particle, or are all but the forename of one.

    In *Marine Le Pen … Ms Le Pen* and *Gabriel García Márquez … García Márquez* they are surnames of two parts, not
    names of other people.
    """
    tails: set[str] = set()
    for name in names:
        if name.count(" ") < 2:
            continue
        words = compared(name).split()
        tails.update(" ".join(words[at:]) for at in range(1, min(len(words) - 1, MOST_WORDS)))
    return frozenset(tails)


def compared(name: str) -> str:
    """Return a name in the form in which forms of it are compared."""
    return name.lower().replace("’", "'")


def agrees_with_title(person: Person, title: str) -> bool:
    """Return whether a person can have a title: *Mrs* is no man."""
    wanted = gender_of_title(title)
    return not wanted or person.gender in (wanted, "")


def gender_of_name(name: str) -> str:
    """Return ``m`` or ``f`` by a full name, empty if unknown."""
    if GIVEN_LAST.search(name):
        return gender_of_syllables(name)
    return gender_of(name.split()[0])


def gender_of_syllables(name: str) -> str:
    """Return ``m`` or ``f`` by the last syllable of a Korean given name (*Kim Min-ji*), empty if it tells nothing."""
    last = name.rpartition("-")[2]
    return "f" if last in FEMALE_SYLLABLES else "m" if last in MALE_SYLLABLES else ""


def last_word(title: str) -> str:
    """Return the word of a title that names the office (*president* of *Former President*)."""
    return title.lower().split()[-1].rstrip(".")


@lru_cache(1 << 10)  # texts have the same titles
def gender_of_title(title: str) -> str:
    """Return ``m`` for *Mr* and the like, ``f`` for *Mrs* and the like, else nothing."""
    words = {word.rstrip(".").lower() for word in title.split()}
    return "m" if words & MALE_TITLES else "f" if words & FEMALE_TITLES else ""


@dataclass(slots=True)
class ShortForms:
    """The people of a text by their possible short forms."""

    by_last: dict[str, list[Person]]
    by_first: dict[str, list[Person]]

    @classmethod
    def of(cls, people: Iterable[Person]) -> ShortForms:
        """Return the short forms of some people, who may be given repeatedly."""
        table = cls({}, {})
        for person in {id(person): person for person in people}.values():
            if forms := forms_of(person.name):
                for end in forms.ends:
                    table.by_last.setdefault(end, []).append(person)
                for beginning in forms.beginnings:
                    table.by_first.setdefault(beginning, []).append(person)
        return table

    def meant(self, one: FoundName) -> tuple[Person | None, str]:
        """Return the person that a mention means, or None, and what decided between several."""
        low = compared(one.name)
        if people := self.by_last.get(low):
            return choose(people, one)
        if " " not in low and (people := self.by_last.get(split_name(one.name).surname)):
            return choose(people, one)
        if people := self.by_first.get(low):
            return choose(people, one)
        return None, ""


def choose(people: list[Person], one: FoundName) -> tuple[Person | None, str]:
    """Return which of several people a mention means: by its title, then by the most recent mention."""
    if len(people) == 1:
        return (None if one.title and not agrees_with_title(people[0], one.title) else people[0]), ""
    if len(people) > MAX_NAMESAKES:
        return None, ""
    if wanted := gender_of_title(one.title) if one.title else "":
        fit = [person for person in people if person.gender in (wanted, "")]
        exact = [person for person in fit if person.gender == wanted]
        people = exact or fit or people
        if len(people) == 1:
            people[0].gender = people[0].gender or wanted  # so that *Ms. Kim* is another one
            return people[0], f" (the one called {one.title})"
    elif one.title:
        fit = [person for person in people if last_word(one.title) in map(last_word, person.titles)]
        if len(fit) == 1:
            return fit[0], f" (the one called {one.title})"
    recent = max(people, key=lambda person: person.last)
    return (recent, f" (named last of {len(people)})") if recent.last else (None, "")
