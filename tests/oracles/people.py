"""The people of a text from the names that may be people's, decided one after the other (`…kernel._naming`)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from dateline.index.entities.mention import PersonMention
from dateline.index.entities.people.companies import BY_WORD, COMPANIES, acts_as_company
from dateline.index.entities.people.missed import find_aged, find_months, found_again, sought_for, with_particles
from dateline.index.entities.people.namesakes import choose_by_text
from dateline.index.entities.people.naming import (
    capitalize,
    forms_of,
    gender_of_name,
    gender_of_title,
    last_word,
    main_name,
)
from dateline.index.entities.people.people import people_at
from dateline.index.entities.people.person_names import names_agree, surname_of
from dateline.index.entities.tagging import ORGANISATION, PERSON, Names
from dateline.index.kernel._naming import (
    ACTS,
    ECHOED,
    LONGEST_INITIALS,
    LONGEST_SEARCHED,
    MOST_NAMESAKES,
    OF_THING,
    OPENS,
    RULED,
    SHOUTED,
    FoundName,
    Person,
)
from tests.oracles.name_rules import words_outside

__all__ = ["mentions_of_people"]

LINE = re.compile(r"[^\n]+")
CAPITALS = re.compile(r"[^\W\d_][\w’'-]+")


class Known:
    """A person of the text: the name, where it stands, and all mentions of full names in order."""

    def __init__(self, one: FoundName) -> None:
        self.name, self.at, self.mentions, self.last = one.name, one, [one], 0
        self.named: FoundName | None = None
        self.fullest, self.decided = one.name, ""

    def titles(self) -> list[str]:
        return sorted({one.title.lower() for one in self.mentions if one.title})

    def gender(self) -> str:
        by_titles = filter(None, map(gender_of_title, self.titles()))
        return self.decided or next(by_titles, "") or gender_of_name(self.name)

    def agrees(self, title: str | None) -> bool:
        wanted = gender_of_title(title or "")
        return not wanted or self.gender() in (wanted, "")


def mentions_of_people(text: str, names: Names, signs: int, candidates: Iterable[int]) -> tuple[PersonMention, ...]:
    """Return the mentions of people."""
    found, beside, signs = first_found(text, signs, candidates)
    companies = companies_among(text, names, found, beside, signs)
    found = [one for one in found if one.text not in companies]
    if signs & ECHOED:
        found = without_outvoted(text, names, found)
    if signs & SHOUTED:
        found = without_shouted(text, found)
    return tuple(resolved(text, with_missed(text, names, found), names.sentences))


def first_found(text: str, signs: int, candidates: Iterable[int]) -> tuple[list[FoundName], list[FoundName], int]:
    found: list[FoundName] = []
    beside: list[FoundName] = []
    for start, end, kind, flags, titled in zip(*[iter(candidates)] * 5, strict=True):
        taken = found[-1].end if found else 0
        if flags & (RULED | OF_THING) or start < taken:
            for one in people_at(text, start, end, kind, taken):
                found.append(one)
                beside.append(one)
                as_tagged = (kind, one.start, one.end) == (PERSON, start, end)
                signs |= flags if as_tagged else RULED | ACTS | SHOUTED | ECHOED | OPENS
            continue
        name, title = text[start:end], " ".join(text[titled:start].split())
        found.append(FoundName(name, start, end, name, title or None))
        beside += found[-1:] if flags & ACTS else []
        signs |= flags
    return found, beside, signs


def companies_among(text: str, names: Names, found: list[FoundName], beside: list[FoundName], signs: int) -> set[str]:
    others = {one.text for one in found} - {one.text for one in found if one.title}
    companies = (others & COMPANIES) | {one.text for one in beside if acts_as_company(text, one)} & others
    single = {name for name in others if " " not in name}
    if signs & OPENS:
        spans = [(start, end) for start, end, kind in names if kind == ORGANISATION]
        companies |= single & {text[start:end].split(" ", 1)[0].rstrip(",") for start, end in spans}
    companies |= {name for name in single if any(full in text for full in BY_WORD.get(name, ()))}
    return companies - {one.name.split()[-1] for one in found if " " in one.name and one.name not in COMPANIES}


def without_outvoted(text: str, names: Names, found: list[FoundName]) -> list[FoundName]:
    surnames = {one.name.split()[-1] for one in found if " " in one.name}

    def votes(word: str) -> int:
        return sum(1 if kind == PERSON else -1 for start, end, kind in names if text[start:end] == word)

    return [one for one in found if one.title or " " in one.text or one.text in surnames or votes(one.text) >= 0]


def without_shouted(text: str, found: list[FoundName]) -> list[FoundName]:
    def shouted(name: str) -> bool:
        return name.isupper() and (len(name) > LONGEST_INITIALS or name.isalpha())

    def headline(start: int) -> bool:
        return (text[:start].rpartition("\n")[2] + text[start:].partition("\n")[0]).isupper()

    if text.isupper() or not any(shouted(one.text) for one in found):
        return found
    spoken = {word.lower() for one in found if not shouted(one.text) for word in one.name.split()}
    return [one for one in found if not headline(one.start) or spoken.issuperset(one.text.lower().split())]


def with_missed(text: str, names: Names, found: list[FoundName]) -> list[FoundName]:
    sought = [sought_for(one.name) for one in found if " " in one.name]
    if not sought:
        return found
    surnames = {surname for each in sought for surname in each.surnames}
    if len(text) > LONGEST_SEARCHED:
        spans = [(start, end) for start, end, kind in names if kind != PERSON and text[start:end] in surnames]
        return with_particles(text, [one.name for one in found], with_spans(text, found, spans))
    spans = list(words_outside(text, sorted(surnames), names))
    spans += find_shouted(text, [surname for surname in surnames if surname.upper() in text])
    spans += find_aged(text, [place for each in sought for place in each.places])
    spans += find_months(text, {each.month for each in sought})
    return with_particles(text, [one.name for one in found], with_spans(text, found, spans))


def with_spans(text: str, found: list[FoundName], spans: Iterable[tuple[int, int]]) -> list[FoundName]:
    """Return the people found, and those of the spans that overlap none of them, in the order of the text."""
    more = [found_again(text, *span) for span in outside(found, spans)]
    return sorted([*found, *more], key=lambda person: person.start) if more else found


def outside(found: Sequence[FoundName], spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans, in order, that overlap no person found and no other span; of two the first, then the longer."""
    at = last = 0
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        while at < len(found) and found[at].end <= start:
            at += 1
        if start >= last and (at == len(found) or found[at].start >= end):
            yield start, end
            last = end


def find_shouted(text: str, surnames: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of surnames in lines of capitals: *LAMBERT ENDURES ANOTHER BAD DAY*.

    A surname that is also a common word of the text (*PRICES RISE*) is none there.
    """
    wanted = {name.upper() for name in surnames if name.lower() not in text}
    if not wanted:
        return
    lines = [match for match in LINE.finditer(text) if is_shouted(match[0])]
    if len(lines) * 2 > text.count("\n") + 1:
        return
    for line in lines:
        for match in CAPITALS.finditer(text, line.start(), line.end()):
            if match[0] in wanted:
                yield match.span()


def is_shouted(line: str) -> bool:
    """Return whether a line is a headline in capitals."""
    return line.isupper() and " " in line


def full_names(found: Sequence[FoundName]) -> dict[str, Known]:
    """Return the people with full names by these, each with the fullest of the names that agree."""
    people: dict[str, Known] = {}
    tails = {tail for one in found for tail in tails_of(one.name)}
    for one in found:
        forms = forms_of(one.name)
        if one.name in people:
            people[one.name].mentions.append(one)
        elif forms is not None and compared(one.name) not in tails:
            namesakes = [each for each in dict.fromkeys(people.values()) if surname(each) == forms.surname]
            same = [each for each in namesakes[:MOST_NAMESAKES] if names_agree(each.name, one.name)]
            if len(same) == 1:
                people[one.name] = same[0]
                same[0].mentions.append(one)
                if len(one.name) > len(same[0].name):
                    same[0].name, same[0].at = one.name, one
            else:
                people[one.name] = Known(one)
    for person in dict.fromkeys(people.values()):
        person.fullest = person.name
        if len({one.name for one in person.mentions}) > 1:
            person.at = main_name(person.mentions)
            person.name = person.at.name
    return people


def surname(person: Known) -> str:
    """Return the surname by which a person was first kept."""
    forms = forms_of(person.mentions[0].name)
    assert forms is not None
    return forms.surname


def compared(name: str) -> str:
    return name.lower().replace("’", "'")


def tails_of(name: str) -> Iterator[str]:
    words = compared(name).split()
    if name.count(" ") > 1:
        yield from (" ".join(words[at:]) for at in range(1, min(len(words) - 1, 8)))


def resolved(text: str, found: Sequence[FoundName], sentences: Sequence[int]) -> Iterator[PersonMention]:
    people = full_names(found) if len({one.name for one in found}) > 1 else {}
    for at, one in enumerate(found):
        person, note = people.get(one.name), ""
        full = person is not None
        if person is None:
            person, note = meant(text, list(dict.fromkeys(people.values())), one)
        elif not person.agrees(one.title):
            person = None
        name, reason = one.name, ""
        if person is not None:
            person.last = at + 1
            person.named = one if full else person.named
            name = person.name
        if person is not None and name != one.name:
            sentence = max(bisect_right(sentences, person.at.start), 1)
            title = f"{person.at.title} " if person.at.title else ""
            reason = f'"{one.text}" ← "{title}{person.at.text}", sentence {sentence}{note}'
        yield PersonMention(one.text, one.start, one.end, capitalize(name), one.title, reason)


def meant(text: str, people: list[Known], one: FoundName) -> tuple[Known | None, str]:
    low = compared(one.name)
    forms = {person: forms_of(person.fullest) for person in people}
    ways = [low] if " " in low else [low, surname_of(one.name)]
    for way in ways:
        if fit := [person for person, each in forms.items() if each is not None and way in each.ends]:
            return chosen(text, fit, one)
    if fit := [person for person, each in forms.items() if each is not None and low in each.beginnings]:
        return chosen(text, fit, one)
    return None, ""


def chosen(text: str, people: list[Known], one: FoundName) -> tuple[Known | None, str]:
    if len(people) == 1:
        return (people[0] if people[0].agrees(one.title) else None), ""
    if len(people) > MOST_NAMESAKES:
        return None, ""
    called = f" (the one called {one.title})"
    if wanted := gender_of_title(one.title or ""):
        fit = [person for person in people if person.gender() in (wanted, "")]
        people = [person for person in fit if person.gender() == wanted] or fit or people
        if len(people) == 1:
            people[0].decided = people[0].gender() or wanted
            return people[0], called
    elif one.title:
        office = last_word(one.title)
        fit = [person for person in people if office in map(last_word, person.titles())]
        if len(fit) == 1:
            return fit[0], called
    return choose_by_text(text, cast(list[Person], people), one, lambda person: cast(Known, person).gender())
