"""Find the people of a text: the spans of their names without titles, and the persons that short forms mean.

The model of names finds most of them (`tagging`). This module corrects its spans: titles are separated and kept
(*Prime Minister*), styles stay part of the name (*Pope Francis*), a place name after *Mr* is a person, ships and
companies named after people are not, and *Aliyev, Ilham* is put in normal order. `naming` resolves short forms.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from dateline.index.entities.mention import PersonMention
from dateline.index.entities.people.naming import LONGEST_INITIALS, FoundName, resolve_short_forms
from dateline.index.entities.people.titles import PARTICLES, STYLES, SUFFIXES, TITLES, word_set
from dateline.index.entities.tagging import ORGANISATION, OTHER, PERSON, Names, is_first_name, is_place

__all__ = ["find_people"]

# Titles are searched in this many characters before a name.
REACH: Final = 60
MAX_TITLE_WORDS: Final = 8  # an endless sequence of titles would take quadratic time
# Surnames are searched again where the model found no name, within these limits of characters of a text, and of
# all searches together: else long texts would take quadratic time.
LONGEST_SEARCHED: Final = 100_000
MAX_SEARCHED: Final = 50_000_000

LAST_WORD = re.compile(r"\w[\w’'-]*\.?\Z")
WORD = re.compile(r"[^\s,;:()\"“”]+")
FORENAMES = re.compile(
    r",\s((?:[A-Z]\.\s?){1,4}|(?:[A-Z]\.\s?|[A-Z][\w’'-]+\s?){1,4}(?=\s*(?:$|[;(.\n]|,\s(?:Jr|\d))))"
)
INITIALS = re.compile(r"(?<!\w)(?<!\w\.)(?:[A-Z]\. ?)+\Z")
SUFFIX = re.compile(r",?\s(?:Jr\.?|Sr\.?|Jnr\.?|II|III|IV)(?!\w)")
COURTESY = frozenset({"mr", "mrs", "ms", "miss", "sir", "dame"})
COURTESY_ENDS = frozenset("rRsSeE.")
ABBREVIATED = frozenset(
    {"U.S.", "U.N.", "U.K.", "E.U.", "D.C.", "L.A.", "N.Y.", "N.J.", "N.H.", "N.C.", "S.C.", "N.D.", "S.D.", "U.S.A."}
)
SHIPS = frozenset({"USS", "HMS", "HMAS", "HMCS", "RMS", "SS", "MV", "INS", "USNS"})
# Words after a name that make it the name of a company, a building or a prize.
THINGS = word_set("""
    Inc Corp Corporation Co Company Ltd LLC PLC Plc Group Motor Motors Airport University College Hospital
    Foundation Institute Stadium Bridge Street Avenue Square Prize Award Cup Center Centre Library Museum
    Memorial Theatre Theater Hotel School Bank Brothers Bros
""")
FEATURES = frozenset({"Mount", "Mt.", "Lake", "Cape", "Fort", "Port", "River", "Camp", "Hurricane", "Storm"})
COMPANIES = frozenset({"Morgan Stanley", "Merrill Lynch", "Wells Fargo", "Goldman Sachs", "Rolls Royce"})
SAILS = word_set("sails sailed docked sank anchored left arrived berthed and carries carried")


def find_people(text: str, names: Names) -> tuple[PersonMention, ...]:
    """Return the mentions of people, in the order of the text.

    Each has the person's fullest name in the text, and the reason if it is a short form. An ambiguous short form
    stays unresolved.
    """
    found: list[FoundName] = []
    taken = 0
    for start, end, kind in join_names(text, names):
        if kind in (ORGANISATION, OTHER) and is_particled(text[start:end]):
            kind = PERSON
        if kind != PERSON and not after_courtesy(text, start):
            continue
        for piece_start, piece_end in split_name_span(text, max(start, taken), end):
            person = person_at(text, piece_start, piece_end, kind)
            if person is not None:
                found.append(person)
                taken = person.end
    if not found:  # common in short notices
        return ()
    found = drop_shouted(text, drop_outvoted(text, names, found))
    return resolve_short_forms(add_missed(text, names, found), names.sentences)


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
    if not any(person.text.isupper() and len(person.text) > LONGEST_INITIALS for person in found) or text.isupper():
        return found
    spoken = {word.lower() for person in found if not person.text.isupper() for word in person.name.split()}
    return [
        person
        for person, shouted in zip(found, in_capitals(text, found), strict=True)
        if not shouted or spoken.issuperset(person.text.lower().split())
    ]


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


def person_at(text: str, start: int, end: int, kind: int) -> FoundName | None:
    """Return the person of a tagged name, or None."""
    before = word_before(text, start)
    title = title_before(text, start, before)
    if kind != PERSON and not (title and is_courtesy(title)):
        return None
    begin, inner = without_titles(text, start, end)
    if inner:
        title, start = f"{title} {inner}" if title else inner, begin
        before = word_before(text, start)
    if start >= end or is_thing(text, start, end, before[1]):
        return None
    if title is None and before[1][:1].isupper() and normalize_word(before[1]) in STYLES:
        start = before[0]
    start = with_initials(text, start)
    end = with_suffix(text, end)
    name = text[start:end]
    turned = inverted_name(text, start, end)
    if turned:
        forenames, end = turned
        name = f"{forenames} {name}"
    return FoundName(text[start:end], start, end, " ".join(name.split()), title)


def word_before(text: str, at: int) -> tuple[int, str]:
    """Return start and text of the word before an offset, on its line or the one above; empty if there is none."""
    reach = text[max(0, at - REACH) : at]
    piece = reach.rstrip()
    if not piece or reach.count("\n", len(piece)) > 1:
        return at, ""
    last = piece.rsplit(None, 1)[-1]
    if not last.isalnum():  # most words need no pattern
        match = LAST_WORD.search(last)
        last = match[0] if match else ""
    return at - len(reach) + len(piece) - len(last), last


def normalize_word(word: str) -> str:
    """Return a word in the form of the word lists."""
    return word.rstrip(".").lower()


def is_particled(name: str) -> bool:
    """Return whether a name is a forename, a particle and more (*Dominique de Villepin*), which only people have."""
    first, _, rest = name.partition(" ")
    particle, _, surname = rest.partition(" ")
    return particle in PARTICLES and surname[:1].isupper() and is_first_name(first)


def after_courtesy(text: str, start: int) -> bool:
    """Return whether a name follows *Mr* or similar; a quick test of the letter before it excludes most."""
    return text[start - 2 : start - 1] in COURTESY_ENDS and normalize_word(word_before(text, start)[1]) in COURTESY


def is_courtesy(title: str) -> bool:
    """Return whether a title is used only before names of people, unlike *General* in *General Motors*."""
    return normalize_word(title.split()[-1]) in COURTESY


def title_before(text: str, start: int, before: tuple[int, str]) -> str | None:
    """Return the title before a name as printed, given the word before it (`word_before`)."""
    begin = start
    for _ in range(MAX_TITLE_WORDS):
        place, printed = before
        word = normalize_word(printed)
        if word in TITLES and printed[0].isupper():
            begin = place
        elif word not in ("of", "state"):
            break
        before = word_before(text, place)
    return " ".join(text[begin:start].split()) if begin < start else None


def without_titles(text: str, start: int, end: int) -> tuple[int, str]:
    """Return the start of the name after the titles at the beginning of its span, and these titles."""
    begin = start
    while match := WORD.match(text, start, end):
        if normalize_word(match[0]) not in TITLES and not (
            start > begin and normalize_word(match[0]) in ("of", "state")
        ):
            break
        start = match.end()
        while start < end and text[start].isspace():
            start += 1
    return start, " ".join(text[begin:start].split())


def with_initials(text: str, start: int) -> int:
    """Return the start of the name with the initials before it (*J. K. Rowling*)."""
    if "." not in text[max(0, start - 2) : start]:
        return start
    match = INITIALS.search(text, max(0, start - REACH), start)
    return match.start() if match and match[0].rstrip() not in ABBREVIATED else start


def with_suffix(text: str, end: int) -> int:
    """Return the end of the name with the suffix after it (*Jr.*, *III*)."""
    match = SUFFIX.match(text, end)
    return match.end() if match else end


def is_thing(text: str, start: int, end: int, previous: str) -> bool:
    """Return whether a name is that of a ship, a company or a building, by the words around it."""
    name = text[start:end]
    words = name.split()
    if previous in SHIPS or words[0] in SHIPS or "&" in name or name in COMPANIES:
        return True
    after = WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    following = after[0].rstrip(".") if after else ""
    if following in THINGS or words[0] in FEATURES or (len(words) > 1 and words[-1] in THINGS):
        return True
    return previous in ("the", "The") and len(words) > 1 and (not following or following in SAILS)


def inverted_name(text: str, start: int, end: int) -> tuple[str, int] | None:
    """Return the forenames after a surname in an index or catalogue (*Aliyev, Ilham*), and their end."""
    if text[end : end + 2] != ", " or not text[end + 2 : end + 3].isupper() or text[start:end].count(" ") > 1:
        return None
    match = FORENAMES.match(text, end)
    if not match or not opens_entry(text, start):
        return None
    forenames = match[1].strip()
    first = forenames.split()[0]
    end = match.start(1) + len(forenames)
    if (
        not (fills_line(text, start, end) or is_initial(first) or is_first_name(first))
        or normalize_word(first) in SUFFIXES
        or first in ABBREVIATED
    ):
        return None
    return forenames, end


def fills_line(text: str, start: int, end: int) -> bool:
    """Return whether a span fills its line."""
    return text[max(0, start - 1) : start] in ("", "\n") and text[end : end + 1] in ("", "\n")


def is_initial(word: str) -> bool:
    """Return whether a word is one or more initials with points."""
    return len(word) >= 2 and word[1] == "."


def opens_entry(text: str, start: int) -> bool:
    """Return whether a name is at the start of a line or a list entry."""
    before = text[max(0, start - 2) : start].rstrip(" ")
    return not before or before[-1] in "\n;.:"


def add_missed(text: str, names: Names, found: list[FoundName]) -> list[FoundName]:
    """Return the people found, and mentions of their surnames that the model missed or tagged differently."""
    surnames = {person.name.split()[-1] for person in found if " " in person.name}
    surnames = {name for name in surnames if len(name) > 3 and name[0].isupper() and not is_place(name)}
    known = {person.start for person in found}
    spans = [
        (start, end)
        for start, end, kind in names
        if kind != PERSON and start not in known and text[start:end] in surnames
    ]
    if len(text) <= LONGEST_SEARCHED and len(text) * len(surnames) <= MAX_SEARCHED:
        spans += find_untagged(text, names, surnames)
    more = [found_again(text, *span) for span in spans]
    return sorted([*found, *more], key=lambda person: person.start) if more else found


def found_again(text: str, start: int, end: int) -> FoundName:
    """Return a mention of a known surname, with its title."""
    return FoundName(text[start:end], start, end, text[start:end], title_before(text, start, word_before(text, start)))


def find_untagged(text: str, names: Names, surnames: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans where a surname is a word by itself outside of tagged names."""
    starts, ends = names.starts, names.ends
    for surname in sorted(surnames):
        at = text.find(surname)
        while at >= 0:
            end = at + len(surname)
            i = bisect_right(starts, at) - 1
            free = i < 0 or ends[i] <= at
            if (
                free
                and not text[at - 1 : at].isalnum()
                and not (text[end : end + 1].isalnum() or text[end : end + 1] == "-")
            ):
                yield at, end
            at = text.find(surname, end)
