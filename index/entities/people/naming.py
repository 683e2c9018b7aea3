"""Resolve short forms of names within one text (*Aliyev* ← *President Ilham Aliyev*).

A full name has a forename and a surname. Full names that agree are one person, who has the commonest of them. A short
form (a surname, a single name, a name with initials) means the person that it agrees with. If several people of the
text match, the title decides (*Mrs Clinton*, *President Park*), then the text (`namesakes`); the reason says so. The
kernel resolves them (`dateline.index.kernel._naming`); here is what it asks for unusual names, and for short forms of
several people.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from dateline.index.entities.people.namesakes import choose_by_text, gender_of_kin
from dateline.index.entities.people.person_names import split_name
from dateline.index.entities.people.titles import FEMALE_TITLES, MALE_TITLES, STYLES, word_set
from dateline.index.entities.tagging import gender_of
from dateline.index.kernel._naming import LONGEST_INITIALS, MOST_NAMESAKES, FoundName, Person

__all__ = ["capitalize", "choose", "forms_of", "gender_of_person", "gender_of_title", "main_name"]

# Last syllables of Korean given names that are mostly of one sex.
FEMALE_SYLLABLES = word_set("ji hee hui mi sook ja ah na hye rim hwa sil ran seon bin")
MALE_SYLLABLES = word_set("soo su ho jun joon chul chol woo hoon hun sik gyu kyu seok nam il hwan bae tae hyuk")
KOREAN_SURNAMES = word_set(
    "kim lee ri yi park pak choi choe jung jong kang cho jo yoon yun jang chang lim rim han oh o"
)
LONGEST_SYLLABLE = 5
# A Korean or Chinese name as most papers print it: *Kim Min-ji*, whose first word is the surname.
GIVEN_LAST = re.compile(r"-[a-z]+$")
LETTERS = re.compile(r"[^\W\d_]+")
# Marks that OCR and sloppy typing leave in a name: *Charles' E. Hughes*.
STRAY_MARK = re.compile(r"""['’](?: |\Z)|[*"“”;:()]""")
RULER = re.compile(r"\A\w+ \w+ [IVX]+\Z")  # King Abdullah II
FEMALE_STYLES = word_set("queen princess empress")
MALE_STYLES = STYLES - FEMALE_STYLES - word_set("saint st crown prophet")


class Forms(NamedTuple):
    """The forms of a full name, compared in lower case."""

    surname: str
    ends: tuple[str, ...]
    """What the name can end with in short forms: the surname, and the last words."""
    beginnings: tuple[str, ...]


def capitalize(name: str) -> str:
    """Return a name printed in capitals (*RONALD REAGAN*) in normal case, so that both forms are one key."""
    if not name.isupper() or len(name) <= LONGEST_INITIALS:
        return name
    return LETTERS.sub(lambda word: word[0].capitalize(), name)


def forms_of(name: str) -> Forms | None:
    """Return the forms of a full name, None for a name of one word.

    A style counts as a forename (*Pope Francis*), an epithet (*Catherine the Great*) as none of the name's forms.
    """
    if " " not in name and "," not in name:
        return None
    parts = split_name(name)
    words = compared(name).split()
    if not parts.given:
        return None
    if len(words) == 2 and words[0] in STYLES:
        return Forms(parts.surname, (words[1],), ())
    if len(words) > 2 and words[1] in ("the", "of"):
        return Forms(compared(name), (), (words[0],))
    if len(words) < 3:
        return Forms(parts.surname, tuple({parts.surname, *words[1:]}), (words[0],))
    ends = {parts.surname, *(" ".join(words[at:]) for at in range(1, len(words)))}
    return Forms(parts.surname, tuple(ends), (words[0], " ".join(words[:2])))


def compared(name: str) -> str:
    """Return a name in the form in which forms of it are compared."""
    return name.lower().replace("’", "'")


def main_name(mentions: list[FoundName]) -> FoundName:
    """Return the mention whose name is that of a person, given all with full names: of the commonest the fullest.

    The number of a ruler belongs to his name. A name with a stray mark, in capitals or without a whole forename is only
    taken if there is no other.
    """
    counts = Counter(one.name for one in mentions)

    def rank(one: FoundName) -> tuple[bool, bool, bool, int, int]:
        name = one.name
        plain = not STRAY_MARK.search(name) and not name.isupper()
        whole = any(len(part) > 1 for word in name.split()[:-1] for part in word.split("."))
        return plain, whole, RULER.search(name) is not None, counts[name], len(name)

    return max(mentions, key=rank)


def titles_of(person: Person) -> list[str]:
    """Return a person's titles in the text, in lower case."""
    if person.titles is None:
        person.titles = sorted({mention.title.lower() for mention in person.mentions if mention.title})
    return person.titles


def gender_of_person(person: Person) -> str:
    """Return ``m`` or ``f`` by the person's titles or forename, empty if unknown."""
    if person.gender is None:
        by_titles = filter(None, map(gender_of_title, titles_of(person)))
        person.gender = next(by_titles, None) or gender_of_name(person.name)
    return person.gender


def gender_of_name(name: str) -> str:
    """Return ``m`` or ``f`` by a full name, empty if unknown."""
    if GIVEN_LAST.search(name):
        return gender_of_syllables(name)
    words = name.lower().split()
    first = words[0]
    if len(words) == 3 and first in KOREAN_SURNAMES and max(map(len, words[1:])) <= LONGEST_SYLLABLE:
        return gender_of_syllables("-".join(words))  # Kim Yo Jong
    return "f" if first in FEMALE_STYLES else "m" if first in MALE_STYLES else gender_of(first)


def gender_of_syllables(name: str) -> str:
    """Return ``m`` or ``f`` by the last syllable of a Korean given name (*Kim Min-ji*), empty if it tells nothing."""
    last = name.rpartition("-")[2]
    return "f" if last in FEMALE_SYLLABLES else "m" if last in MALE_SYLLABLES else ""


def last_word(title: str) -> str:
    """Return the word of a title that names the office (*president* of *Former President*)."""
    return title.lower().split()[-1].rstrip(".")


def gender_of_title(title: str) -> str:
    """Return ``m`` for *Mr* and the like, ``f`` for *Mrs* and the like, else nothing."""
    words = {word.rstrip(".").lower() for word in title.split()}
    return "m" if words & MALE_TITLES else "f" if words & FEMALE_TITLES else ""


def choose(text: str, people: list[Person], one: FoundName) -> tuple[Person | None, str]:
    """Return which of several people a mention means: by its title, then by where the text names them."""
    if len(people) > MOST_NAMESAKES:
        return None, ""
    for person in people:
        if not gender_of_person(person):
            person.gender = gender_of_kin(text, person.at)
    wanted = gender_of_title(one.title) if one.title else ""
    found: tuple[Person | None, str]
    if wanted:
        fit = [person for person in people if gender_of_person(person) in (wanted, "")]
        exact = [person for person in fit if gender_of_person(person) == wanted]
        called = people = exact or fit or people
    elif one.title:
        called = [person for person in people if last_word(one.title) in map(last_word, titles_of(person))]
    else:
        called = people
    if len(called) == 1:
        found = called[0], f" (the one called {one.title})"
    else:
        found = choose_by_text(text, people, one, gender_of_person)
    if wanted and found[0] is not None:
        found[0].gender = gender_of_person(found[0]) or wanted  # so that *Ms. Kim* is another one
    return found
