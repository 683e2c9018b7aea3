"""Resolve short forms of names within one text (*Aliyev* ← *President Ilham Aliyev*).

A full name has a forename and a surname. A short form (a surname, a single name, a name with initials) means the
fullest name that it agrees with. If several people of the text match, the title decides (*Mrs Clinton*, *President
Park*), then the most recent mention; the reason says so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dateline.index.entities.mention import PersonMention
from dateline.index.entities.people.person_names import names_agree, split_name
from dateline.index.entities.people.titles import FEMALE_TITLES, MALE_TITLES, STYLES, word_set
from dateline.index.entities.tagging import gender_of

__all__ = ["FoundName", "resolve_short_forms"]

LONGEST_INITIALS = 4  # initials (J.K.) are in capitals in any text
# Last syllables of Korean given names that are mostly of one sex.
FEMALE_SYLLABLES = word_set("ji hee hui mi sook ja ah na hye rim hwa sil ran seon bin")
MALE_SYLLABLES = word_set("soo su ho jun joon chul chol woo hoon hun sik gyu kyu seok nam il hwan bae tae hyuk")
LETTERS = re.compile(r"[^\W\d_]+")
# A short form of more people than this stays unresolved, and a name is compared with at most this many others: else
# a list of names would take quadratic time.
MAX_NAMESAKES = 100
MOST_WORDS = 8  # of a name, whose ends are surnames of several parts


@dataclass(frozen=True, slots=True)
class FoundName:
    """A person's name as found: ``name`` is in normal order, without the title."""

    text: str
    start: int
    end: int
    name: str
    title: str | None


@dataclass(slots=True)
class Person:
    """A person of the text: the fullest name, and its mentions in order."""

    name: str
    at: FoundName
    mentions: list[FoundName] = field(default_factory=list)
    gender: str = ""
    titles: tuple[str, ...] = ()
    """The person's titles in the text, in lower case."""


def resolve_short_forms(found: Sequence[FoundName], sentences: Sequence[int]) -> tuple[PersonMention, ...]:
    """Return the mentions with the full names that they mean."""
    people = full_names(found)
    forms = ShortForms.of(people)
    last: dict[int, int] = {}
    mentions = []
    for at, one in enumerate(found):
        person, note = forms.meant(one, last)
        if person is None:
            mentions.append(PersonMention(one.text, one.start, one.end, capitalize(one.name), one.title))
            continue
        last[id(person)] = at + 1
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


def full_names(found: Sequence[FoundName]) -> list[Person]:
    """Return the people with full names, each once, with the fullest of the names that agree."""
    tails = tails_of(one.name for one in found)
    people: list[Person] = []
    by_surname: dict[str, list[Person]] = {}
    exact: dict[str, Person] = {}
    for one in found:
        if one.name in exact:
            exact[one.name].mentions.append(one)
            continue
        parts = split_name(one.name)
        if not parts.given or is_styled(one.name) or compared(one.name) in tails:
            continue
        namesakes = by_surname.get(parts.surname, ())[:MAX_NAMESAKES]
        same = [person for person in namesakes if names_agree(person.name, one.name)]
        if len(same) == 1:
            person = same[0]
            person.mentions.append(one)
            if len(one.name) > len(person.name):
                person.name, person.at = one.name, one
        else:
            person = Person(one.name, one, [one])
            people.append(person)
            by_surname.setdefault(parts.surname, []).append(person)
        exact[one.name] = person
    for person in people:
        person.titles = tuple(sorted({mention.title.lower() for mention in person.mentions if mention.title}))
        person.gender = gender(person)
    return people


def tails_of(names: Iterable[str]) -> frozenset[str]:
    """Return the ends of longer names that begin with a particle, or are all but the forename of one.

    In *Marine Le Pen … Ms Le Pen* and *Gabriel García Márquez … García Márquez* they are surnames of two parts, not
    names of other people.
    """
    tails: set[str] = set()
    for name in names:
        words = compared(name).split()
        tails.update(" ".join(words[at:]) for at in range(1, min(len(words) - 1, MOST_WORDS)))
    return frozenset(tails)


def compared(name: str) -> str:
    """Return a name in the form in which forms of it are compared."""
    return name.lower().replace("’", "'")


def is_styled(name: str) -> bool:
    """Return whether a name is a style and one more name (*Pope Francis*)."""
    words = name.split()
    return len(words) == 2 and words[0].lower() in STYLES


def gender(person: Person) -> str:
    """Return ``m`` or ``f`` by a person's titles or forename, empty if unknown."""
    for title in person.titles:
        by_title = gender_of_title(title)
        if by_title:
            return by_title
    return gender_of_syllables(person.name) or gender_of(person.name.split()[0])


def gender_of_syllables(name: str) -> str:
    """Return ``m`` or ``f`` by the last syllable of a Korean given name (*Kim Min-ji*), empty if it tells nothing."""
    first, _, last = name.rpartition("-")
    if not first or not last.islower():
        return ""
    return "f" if last in FEMALE_SYLLABLES else "m" if last in MALE_SYLLABLES else ""


def last_word(title: str) -> str:
    """Return the word of a title that names the office (*president* of *Former President*)."""
    return title.lower().split()[-1].rstrip(".")


def gender_of_title(title: str | None) -> str:
    """Return ``m`` for *Mr* and the like, ``f`` for *Mrs* and the like, else nothing."""
    words = {word.rstrip(".").lower() for word in (title or "").split()}
    return "m" if words & MALE_TITLES else "f" if words & FEMALE_TITLES else ""


@dataclass(slots=True)
class ShortForms:
    """The people of a text by their possible short forms."""

    by_name: dict[str, list[Person]]
    by_last: dict[str, list[Person]]
    by_first: dict[str, list[Person]]

    @classmethod
    def of(cls, people: Sequence[Person]) -> ShortForms:
        """Return the short forms of some people."""
        forms = cls({}, {}, {})
        for person in people:
            for mention in person.mentions:
                add(forms.by_name, mention.name, person)
            words = person.name.lower().replace("’", "'").split()
            parts = split_name(person.name)
            add(forms.by_last, parts.surname, person)
            for i in range(1, len(words)):
                add(forms.by_last, " ".join(words[i:]), person)
            add(forms.by_first, words[0], person)
            if len(words) > 2:
                add(forms.by_first, " ".join(words[:2]), person)
        return forms

    def meant(self, one: FoundName, last: dict[int, int]) -> tuple[Person | None, str]:
        """Return the person that a mention means, or None, and what decided between several."""
        if one.name in self.by_name:
            return self.choice(self.by_name[one.name], one, last)
        low = one.name.lower().replace("’", "'")
        surname = split_name(one.name).surname
        for table, key in (
            (self.by_last, low),
            (self.by_last, surname if " " not in low else low),
            (self.by_first, low),
        ):
            if key in table:
                return self.choice(table[key], one, last)
        return None, ""

    def choice(self, people: list[Person], one: FoundName, last: dict[int, int]) -> tuple[Person | None, str]:
        """Return which of several people a mention means: by its title, then by the most recent mention."""
        wanted = gender_of_title(one.title)
        if len(people) == 1:
            other = wanted and people[0].gender not in (wanted, "")
            return (None, "") if other else (people[0], "")
        if len(people) > MAX_NAMESAKES:
            return None, ""
        if wanted:
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
        recent = max(people, key=lambda person: last.get(id(person), 0))
        if id(recent) in last:
            return recent, f" (named last of {len(people)})"
        return None, ""


def add(table: dict[str, list[Person]], key: str, person: Person) -> None:
    """Add a person under a form, once; all forms of a person are added in sequence."""
    people = table.setdefault(key, [])
    if not people or people[-1] is not person:
        people.append(person)
