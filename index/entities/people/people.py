"""Find the people of a text: the spans of their names without titles, and the persons that short forms mean.

The tagger finds most of them, `corrections` puts right what misled it, `name_spans` separates titles from names,
`companies` leaves out companies named after people, `missed` adds what was missed, and `naming` resolves short forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.index.entities.mention import PersonMention
from dateline.index.entities.people.companies import KNOWN_NAMES, find_companies
from dateline.index.entities.people.cue_words import name_rules
from dateline.index.entities.people.missed import add_missed
from dateline.index.entities.people.name_spans import REACH, WORD, after_courtesy, fills_line, person_at
from dateline.index.entities.people.naming import LONGEST_INITIALS, FoundName, resolve_short_forms
from dateline.index.entities.people.titles import PARTICLES
from dateline.index.entities.tagging import ORGANISATION, OTHER, PERSON, Names, is_first_name
from dateline.index.kernel import _tagging as kernel

__all__ = ["find_people"]

# All that the kernel says of a name that may be a person's, for one that it did not read.
ALL_SIGNS: Final = kernel.RULED | kernel.ACTS | kernel.SHOUTED | kernel.ECHOED | kernel.OPENS


def find_people(text: str, names: Names) -> tuple[PersonMention, ...]:
    """Return the mentions of people, in the order of the text.

    Each has the person's fullest name in the text, and the reason if it is a short form. An ambiguous short form
    stays unresolved.
    """
    found, beside, signs = first_found(text, names)
    if not found:  # common in short notices
        return ()
    if beside or signs & kernel.OPENS or not KNOWN_NAMES.isdisjoint([person.text for person in found]):
        organisations = names.of(ORGANISATION) if signs & kernel.OPENS else ()
        companies = find_companies(text, organisations, found, beside)
        found = [person for person in found if person.text not in companies] if companies else found
    if signs & kernel.ECHOED:
        found = drop_outvoted(text, names, found)
    if signs & kernel.SHOUTED:
        found = drop_shouted(text, found)
    return resolve_short_forms(add_missed(text, names, found), names.sentences)


def first_found(text: str, names: Names) -> tuple[list[FoundName], list[FoundName], int]:
    """Return the people of tagged names, those of them that may be companies by what is beside them, and signs of all.

    Rules are tried for the names that the kernel says may need them.
    """
    signs, candidates = name_rules().people_among(str(text), names.starts, names.ends, names.kinds)
    if signs & kernel.SPLIT:
        candidates = [(*each, ALL_SIGNS, each[0]) for each in join_names(text, names)]
    found: list[FoundName] = []
    beside: list[FoundName] = []
    taken = 0
    for start, end, kind, flags, titled in candidates:
        if flags & kernel.RULED or start < taken:
            for person in people_at(text, start, end, kind, taken):
                found.append(person)
                beside.append(person)
                taken = person.end
                signs |= flags if (kind, person.start, person.end) == (PERSON, start, end) else ALL_SIGNS
            continue
        name = text[start:end]
        person = FoundName(name, start, end, name, None if titled == start else " ".join(text[titled:start].split()))
        found.append(person)
        taken = end
        signs |= flags
        if flags & kernel.ACTS:
            beside.append(person)
    return found, beside, signs


def people_at(text: str, start: int, end: int, kind: int, taken: int) -> Iterator[FoundName]:
    """Yield the people of a tagged name, after the offset up to which the text is taken."""
    if kind in (ORGANISATION, OTHER) and is_particled(text[start:end]):
        kind = PERSON
    if kind != PERSON and not after_courtesy(text, start):
        return
    for piece_start, piece_end in split_name_span(text, max(start, taken), end):
        person = person_at(text, piece_start, piece_end, kind)
        if person is not None:
            yield person


def drop_outvoted(text: str, names: Names, found: list[FoundName]) -> list[FoundName]:
    """Return the people without single words that the model more often tags as something else in this text."""
    surnames = {person.name.split()[-1] for person in found if " " in person.name}
    alone = {person.text for person in found if " " not in person.text and person.text not in surnames}
    votes = dict.fromkeys(alone, 0)
    for start, end, kind in names:
        word = text[start:end]
        if word in votes:
            votes[word] += 1 if kind == PERSON else -1
    return [person for person in found if votes.get(person.text, 0) >= 0 or person.title]


def drop_shouted(text: str, found: list[FoundName]) -> list[FoundName]:
    """Return the people without those that occur only in a line in capitals, where the model is unreliable.

    People in the headline are usually in the story, too. A text all in capitals is left unchanged.
    """
    if not any(map(is_shouted_name, found)) or text.isupper():
        return found
    spoken = {word.lower() for person in found if not is_shouted_name(person) for word in person.name.split()}
    return [
        person
        for person, shouted in zip(found, in_capitals(text, found), strict=True)
        if not shouted or spoken.issuperset(person.text.lower().split())
    ]


def is_shouted_name(person: FoundName) -> bool:
    """Return whether a name is printed in capitals, other than initials."""
    return person.text.isupper() and (len(person.text) > LONGEST_INITIALS or person.text.isalpha())


def in_capitals(text: str, found: list[FoundName]) -> Iterator[bool]:
    """Yield for each person whether its line is all capitals; each line is examined once."""
    end, shouted = -1, False
    for person in found:
        if person.start > end:
            stop = text.find("\n", person.start)
            begin, end = text.rfind("\n", 0, person.start) + 1, stop if stop >= 0 else len(text)
            shouted = text[begin:end].isupper()
        yield shouted


def join_names(text: str, names: Names) -> Iterator[tuple[int, int, int]]:
    """Yield the names, with split ones joined.

    Two people with only particles between them (*Ursula*, *von der*, *Leyen*) are one; a name before *, Forename* on a
    line of its own is a person.
    """
    last: tuple[int, int, int] | None = None
    for start, end, kind in names:
        if last and kind == last[2] == PERSON and 0 < start - last[1] < REACH:
            between = text[last[1] : start].split(" ")
            if len(between) > 2 and not between[0] + between[-1] and all(word in PARTICLES for word in between[1:-1]):
                last = last[0], end, kind
                continue
        if last:
            entry = kind == PERSON and text[last[1] : start] == ", " and fills_line(text, last[0], end)
            yield (last[0], last[1], PERSON if entry else last[2])
        last = start, end, kind
    if last:
        yield last


def split_name_span(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a tagged span that can be names: *Clinton beat Sanders* has two."""
    if (name := text[start:end]).istitle() and name.replace(" ", "").isalpha():  # most names
        yield start, end
        return
    while start < end and not text[start].isalnum():
        start += 1
    at = begin = last = start
    while at < end and (match := WORD.match(text, at, end)):
        if match[0].islower() and match[0] not in PARTICLES and begin < last:
            yield begin, last
            begin = match.end()
        last = at = match.end()
        while at < end and (text[at].isspace() or text[at] in ',;:()"“”'):
            at += 1
        begin = at if begin == last else begin
    if begin < end:
        yield begin, end


def is_particled(name: str) -> bool:
    """Return whether a name is a forename, a particle and more (*Dominique de Villepin*), which only people have."""
    first, _, rest = name.partition(" ")
    particle, _, surname = rest.partition(" ")
    return particle in PARTICLES and surname[:1].isupper() and is_first_name(first)
