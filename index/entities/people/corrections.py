"""Correct the names that the tagger found, by rules that hold in any text.

The tagger decides by words and their neighbours, and errs where both mislead: *Israel Folau* begins as a place does,
*August Wilson* as a date, *Bass Strait* as a person, and *William "Red" Gallagher* looks like two names.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Final

from dateline.index.dataclass import replace
from dateline.index.entities.people.companies import COMPANIES
from dateline.index.entities.people.cue_words import (
    CLUBS,
    COURTESIES,
    GEOGRAPHIC,
    LEGAL_ENDS,
    LOCALS,
    MEMBERS,
    NOBODY,
    NUMBERS,
    OFFICES,
    OTHERS,
    PRINCELY,
    ROYAL,
    SHORTENED,
    name_rules,
)
from dateline.index.entities.people.mistagged import before_verb, is_listed, is_someone
from dateline.index.entities.people.ships import find_ships
from dateline.index.entities.people.titles import PARTICLES, POSTNOMINALS, ROLES, TITLES, word_set
from dateline.index.entities.tagging import (
    DEMONYM,
    NO_SHIPS,
    ORGANISATION,
    OTHER,
    PERSON,
    PLACE,
    Names,
    is_calendar_word,
    is_common,
    is_first_name,
    is_place,
    is_surname,
)
from dateline.index.kernel import _tagging as kernel
from dateline.index.kernel._records import RecordMaker

__all__ = ["correct_names"]

NAME = r"[A-ZÀ-ÖØ-Þ](?:[\w-]|[’'](?!s\b))+"
PARTICLE = r"(?:[Dd]e [Ll]a|[Dd]e|[Ll]e|[Vv]an der|[Vv]an|[Vv]on|[Bb]in)"
# A forename, a nickname in quotation marks, and a surname.
NICKNAME = re.compile(
    rf"(?P<name>(?P<forename>{NAME})(?: [A-Z]\.)? (?:“[A-Z][^”\n]{{0,24}}”|\"[A-Z][^\"\n]{{0,24}}\") {NAME})"
)


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of words that no letter precedes. It begins with letters, so that it is searched fast."""
    return "(?:" + "|".join(rf"{word}(?<!\w{word})" for word in sorted(words)) + ")"


# An abbreviated forename, and a surname.
ABBREVIATED = re.compile(rf"(?P<name>{any_of(SHORTENED)}\. (?:[A-Z]\. )*{NAME})")
# A word of courtesy, and a surname: a person whatever the tagger says.
COURTESY = re.compile(rf"{any_of(COURTESIES)}\.? (?P<name>(?:{PARTICLE} )?{NAME})")
# A role that stands between a company or a party and a person, and a full name.
HOLDER = re.compile(rf"\b(?:CEO|MP) (?P<name>(?P<forename>{NAME})(?: [A-Z]\.)? {NAME})")
# Each pattern with what the kernel says of a text that can have it.
PATTERNS: Final = (
    (NICKNAME, kernel.NICKNAMES),
    (ABBREVIATED, kernel.ABBREVIATIONS),
    (COURTESY, kernel.COURTESIES),
    (HOLDER, kernel.HOLDERS),
)
LOCAL = re.compile(rf" (?:{'|'.join(sorted(LOCALS))})\b(?!-)")
# A county of Ireland or the county of Durham, as papers of the country print it: Co Kerry.
COUNTY = re.compile(r"Co\.? [A-Z][a-z]+\Z")
ONE_NAME = re.compile(NAME)
AFTER_PERSON = re.compile(r", \d{1,2},| (?:said|says|told|added|died|smiled|wept|laughed)\b")
# What only people do, or only people suffer: *Israel Folau was sacked*.
AFTER_FULL_NAME = re.compile(
    r"(?:, \d{1,2},| (?:was|is|has been|had been) (?:sacked|born|arrested|charged|sentenced|jailed|married|acquitted"
    r"|convicted|engaged|widowed|knighted|beheaded)"
    r"| (?:resigned|retired|apologi[sz]ed|testified|tweeted|sang|wept|smiled|laughed|shrugged|married))\b"
)
BEFORE_PERSON = r"\bM(?:r|rs|s)\.? "
BESIDE_PEOPLE = re.compile(rf"\b({NAME})(?:{AFTER_PERSON.pattern})|{BEFORE_PERSON}({NAME})")
ENDS_COURTESY = re.compile(rf"({BEFORE_PERSON})?{BEFORE_PERSON}\Z")
DAY_AFTER = re.compile(r" [0-9]")
ENDS_ARTICLE = re.compile(r"\b[Tt]he \Z")
# So many surnames are looked for, so often, before a whole text is read for all.
MOST_ASKED: Final = 10
WITHOUT_ARTICLE = re.compile(rf"(?<!\bthe )(?<!\bThe )\b({NAME})")
PAIR = re.compile(rf"(?=\b({NAME} {NAME}))")
SURNAME = re.compile(rf" ({NAME})")
DASH = re.compile(r"\s[-–—]\s")
# Before a month or a day these words make it a date: "in April Jones said".
BEFORE_DATES = word_set("""
    in on since until till by of from to for this last next early late mid every each during before after between
    through and or than
""")
# Words that begin a sentence before a name and are no forename.
OPENERS = word_set("""
    the and but for with from when while where because although though since after before until once meanwhile however
    then later earlier yesterday today tomorrow tonight still even yet both only also instead whereas unless like unlike
    says said according asked told despite under over about against between now here there this that these those his her
    their its our your who what why how did does was were has had have will would can could may might
""")


_make_names = RecordMaker(Names)


def correct_names(text: str, names: Names, is_known_place: Callable[[str], bool]) -> Names:
    """Return the names of a text with spans and kinds corrected. ``is_known_place``: a gazetteer has a name."""
    rules, retagged, people = name_rules().read(str(text), names.starts, names.ends, names.kinds)
    if retagged:
        given = names
        names = _retagged(text, names, retagged, is_known_place)
        if names is not given:
            again, _, people = name_rules().read(str(text), names.starts, names.ends, names.kinds)
            rules = rules & ~kernel.JOINED_NAMES | again & kernel.JOINED_NAMES
    if rules & ~kernel.RETAGGED:  # few texts
        before = list(names)
        made = _joined(text, before) if rules & kernel.JOINED_NAMES else before
        for pattern, bit in PATTERNS:
            if rules & bit:
                made = _with_pattern(text, made, pattern)
        ships = find_ships(text) if rules & kernel.SHIPS_NAMED else NO_SHIPS
        if made != before:
            return replace(_names_of(made, names), ships=ships)
        return replace(names, people=people, ships=ships)
    return _make_names(names.starts, names.ends, names.kinds, names.sentences, people, NO_SHIPS)


def _names_of(made: list[tuple[int, int, int]], given: Names) -> Names:
    """Return other names of the text of given ones."""
    starts, ends, kinds = (array(given.kinds.typecode, [each[column] for each in made]) for column in range(3))
    return Names(starts, ends, kinds, given.sentences)


def _retagged(text: str, names: Names, numbers: Iterable[int], is_known_place: Callable[[str], bool]) -> Names:
    """Return the names, those of some numbers with their own kinds and spans."""
    evidence = _Evidence(text)
    corrected = {}
    for number in numbers:
        given = names.starts[number], names.ends[number], names.kinds[number]
        name = text[given[0] : given[1]]
        if name.startswith("Co") and COUNTY.match(name) and is_known_place(name):
            made: list[tuple[int, int, int]] | None = [(given[0], given[1], PLACE)]
        elif (cut := before_verb(text, *given)) is not None:
            made = cut
        elif given[2] == PERSON:
            made = _person(text, *given)
        else:
            made = _other(text, *given, is_known_place, evidence)
            if made is None and number + 1 < len(names) and names.kinds[number + 1] == PERSON:
                following = names.starts[number + 1], names.ends[number + 1]
                if is_listed(text, *given, following, is_known_place):
                    made = [(given[0], given[1], PERSON)]
        if made is not None:
            corrected[number] = made
    if not corrected:  # as a rule
        return names
    return _names_of([one for at, each in enumerate(names) for one in corrected.get(at, (each,))], names)


def _person(text: str, start: int, end: int, kind: int) -> list[tuple[int, int, int]] | None:
    """Return what a name tagged as a person's is instead: a place, two people, nothing; None if it is one person's."""
    name = text[start:end]
    if " " not in name:
        plain = name.rstrip(".")
        if is_calendar_word(name) and DAY_AFTER.match(text, end):  # March 12
            return []
        return [] if plain in NOBODY or len(plain) < 2 or (plain.isupper() and plain.title() in NOBODY) else None
    words = name.split()
    if name in CLUBS:  # Real Madrid: neither a person nor the town
        return [(start, end, ORGANISATION)]
    if words[-1] in POSTNOMINALS:
        return [(start, start + len(name[: -len(words[-1])].rstrip(" ,")), PERSON)]
    if words[-1].rstrip(".") in LEGAL_ENDS:
        return [(start, end, ORGANISATION)]
    if words[-1] in OTHERS:
        return [(start, end, OTHER)]
    if words[-1] in GEOGRAPHIC:
        return [(start, end, PLACE)]
    if words[0] in OFFICES and text.endswith(
        (" of ", " of the "), 0, start
    ):  # Chancellor of the Exchequer Nigel Lawson
        return [(start + len(words[0]) + 1, end, PERSON)]
    if words[-1] in MEMBERS:  # Roman Catholics
        return []
    if words[-1] in NUMBERS and is_calendar_word(words[0]):  # April Six
        return []
    if all(word.rstrip(".") in NOBODY or len(word.rstrip(".")) < 2 for word in words):
        return []
    if dash := DASH.search(name):  # a list of results
        return [(start, start + dash.start(), PERSON), (start + dash.end(), end, PERSON)]
    return None


def _other(
    text: str, start: int, end: int, kind: int, is_known_place: Callable[[str], bool], evidence: _Evidence
) -> list[tuple[int, int, int]] | None:
    """Return the person in a name that is tagged as something else; None if there is no person in it."""
    name = text[start:end]
    if " " not in name:
        # Leeds police, but not the ICO council
        if kind == ORGANISATION and not name.isupper() and LOCAL.match(text, end) and is_known_place(name):
            return [(start, end, PLACE)]
        stop = _end_of_person(text, start, end, evidence) if kind in (PLACE, DEMONYM) else 0
        return [(start, stop, PERSON)] if stop else None
    if name.partition(" ")[0] in OFFICES and text.endswith((" of ", " of the "), 0, start):
        begin = _after_offices(name)
        if " " in name[begin:]:
            return [(start + begin, end, PERSON)]  # Secretary of State Dean Rusk
    if is_someone(text, start, end, is_known_place):
        return [(start, end, PERSON)]
    is_one = _is_person(evidence, name, kind, is_known_place, AFTER_FULL_NAME.match(text, end) is not None)
    return [(start, end, PERSON)] if is_one else None


def _after_offices(name: str) -> int:
    """Return where the person begins in *State for Finance Tom Hockin*; in *State Property Agency* it is the end."""
    begin = 0
    for word in name.split(" "):
        if word not in OFFICES and not word.islower():
            break
        begin += len(word) + 1
    return len(name) if is_common(name.rpartition(" ")[2]) else begin


def _is_person(evidence: _Evidence, name: str, kind: int, is_known_place: Callable[[str], bool], acts: bool) -> bool:
    """Return whether a name of another kind is a person's: it begins as one, and no gazetteer has it.

    ``acts``: what stands after it only people do.
    """
    first, _, rest = name.partition(" ")
    if not rest or not rest[0].isupper() or " " in rest or rest in GEOGRAPHIC or first in NOBODY:
        return False
    if first.lower() in ROYAL:
        return (kind != ORGANISATION or is_first_name(rest) or first in PRINCELY) and not is_known_place(name)
    if kind == ORGANISATION:
        return is_first_name(first) and is_surname(rest) and name not in COMPANIES and evidence.is_beside_people(rest)
    if kind not in (PLACE, DEMONYM) or not is_first_name(first) or is_common(rest) or is_known_place(name):
        return False
    if kind == DEMONYM and rest.endswith("s"):  # Roman Catholics
        return False
    return acts or is_surname(rest) or evidence.stands_alone(first, rest)


def _end_of_person(text: str, start: int, end: int, evidence: _Evidence) -> int:
    """Return where a person's name ends that begins with a word tagged as a place (*Jordan Pace*); 0 for a place."""
    if text[end : end + 1] != " " or not text[end + 1 : end + 2].isupper():  # most names
        return 0
    surname = SURNAME.match(text, end)
    if surname is None or not is_first_name(text[start:end]) or surname[1] in GEOGRAPHIC:
        return 0
    return surname.end() if is_surname(surname[1]) and evidence.is_beside_people(surname[1]) else 0


class _Evidence:
    """What a text says about surnames. A few are looked for; for more of them the whole text is read once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.asked = 0

    def is_beside_people(self, surname: str) -> bool:
        """Return whether a surname has an age, a courtesy title or a verb of people beside it."""
        places = self._places_of(surname)
        for at in places or ():
            courtesy = ENDS_COURTESY.search(self.text, max(0, at - 10), at)
            if courtesy and courtesy[1]:  # Mr Ms Smith
                places = None
                break
            if courtesy or AFTER_PERSON.match(self.text, at + len(surname)):
                return True
        return places is None and surname in self.people

    def stands_alone(self, forename: str, surname: str) -> bool:
        """Return whether a surname stands without an article more often than after a forename."""
        places = self._places_of(surname)
        if places is None:
            return self.alone[surname] > self.pairs[f"{forename} {surname}"]
        alone = sum(not ENDS_ARTICLE.search(self.text, max(0, at - 4), at) for at in places)
        pair = re.compile(rf"\b{re.escape(forename)} \Z") if ONE_NAME.fullmatch(forename) else None
        return alone > sum(bool(pair and pair.search(self.text, max(0, at - len(forename) - 1), at)) for at in places)

    def _places_of(self, surname: str) -> list[int] | None:
        """Return where a surname stands as a word, None if the whole text must be read."""
        places: list[int] = []
        if not ONE_NAME.fullmatch(surname):
            return places
        self.asked += 1
        at = -1
        for _ in range(MOST_ASKED if self.asked <= MOST_ASKED else 0):
            at = self.text.find(surname, at + 1)
            if at < 0:
                return places
            before, match = self.text[at - 1 : at] if at else "", ONE_NAME.match(self.text, at)
            if before in ("-", "’", "'"):
                return None
            if match and match[0] == surname and not (before.isalnum() or before == "_"):
                places.append(at)
        return None

    @cached_property
    def people(self) -> frozenset[str]:
        """The surnames that have an age, a courtesy title or a verb of people beside them."""
        return frozenset([one or other for one, other in BESIDE_PEOPLE.findall(self.text)])

    @cached_property
    def alone(self) -> Counter[str]:
        """How often each word with a capital stands without an article before it."""
        return Counter(WITHOUT_ARTICLE.findall(self.text))

    @cached_property
    def pairs(self) -> Counter[str]:
        """How often two words with capitals stand side by side."""
        return Counter(PAIR.findall(self.text))


def _joined(text: str, names: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the names, those of people with the month, day or place before them that is their forename.

    A forename before a place is one, too: *Desmond Washington*.
    """
    made: list[tuple[int, int, int]] = []
    for start, end, kind in names:
        last = made[-1] if made and made[-1][1] == start - 1 and text[start - 1] == " " else None
        if kind == PLACE and last and last[2] == PERSON and _is_pair(text[last[0] : last[1]], text[start:end]):
            made.pop()
            start, kind = last[0], PERSON
        elif kind == PERSON and last is None and _lacks_forename(text, start, end):
            start = _start_of_word(text, start - 1)
        elif kind == PERSON and " " not in text[start:end] and text[start - 1 : start] == " ":
            begin = _start_of_word(text, start - 1)
            unusual = (last is None or last[0] == begin) and _is_unusual_forename(text[begin : start - 1], last)
            if unusual and _word_before(text, begin) not in BEFORE_DATES:
                del made[len(made) - (last is not None) :]
                start = begin
        made.append((start, end, kind))
    return made


def _lacks_forename(text: str, start: int, end: int) -> bool:
    """Return whether a name begins with a particle and has an untagged forename before it: *Marine Le Pen*."""
    first = text[start:end].partition(" ")[0]
    if first.lower() not in PARTICLES or not first[0].isupper() or text[start - 1 : start] != " ":
        return False
    forename = text[_start_of_word(text, start - 1) : start - 1]
    word = forename.lower()
    if not forename[:1].isupper() or len(forename) < 3 or word in TITLES | ROLES | OPENERS or word.endswith("ly"):
        return False
    return not is_calendar_word(forename)


def _is_pair(forename: str, surname: str) -> bool:
    """Return whether two words are a forename, not that of a place, and a surname."""
    single = " " not in forename and " " not in surname
    return single and is_first_name(forename) and is_surname(surname) and not is_place(forename)


def _is_unusual_forename(word: str, tagged: tuple[int, int, int] | None) -> bool:
    """Return whether a word is a month, a day or a place that is also a forename: *April*, *Tuesday*, *Israel*."""
    if not word[:1].isupper() or word.isupper() or not word.isalpha() or len(word) < 4:
        return False
    if tagged is None:
        return is_calendar_word(word) and (is_first_name(word) or word == "Tuesday")
    return tagged[2] != PERSON and is_first_name(word)


def _start_of_word(text: str, end: int) -> int:
    """Return the start of the word that ends at an offset."""
    start = end
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    return start


def _word_before(text: str, at: int) -> str:
    """Return the word before an offset, in lower case."""
    return text[max(0, at - 12) : at].rstrip(" ").rpartition(" ")[2].lower()


def _with_pattern(text: str, names: list[tuple[int, int, int]], pattern: re.Pattern[str]) -> list[tuple[int, int, int]]:
    """Return the names, those that a pattern shows to be one person as such.

    The group ``forename``, if there is one, must be a forename. A person's name that goes on beyond the match is kept.
    """
    found = []
    for match in pattern.finditer(text):
        start, end = match.span("name")
        forename = match.groupdict().get("forename")
        if forename is None or (is_first_name(forename) and forename.lower() not in TITLES | PARTICLES):
            found.append((start, end))
    if not found:
        return names
    made: list[tuple[int, int, int]] = []
    spans = iter([*found, (len(text) + 1, len(text) + 1)])
    start, end = next(spans)
    for each in names:
        while each[0] >= end:
            made.append((start, end, PERSON))
            start, end = next(spans)
        if each[1] <= start:
            made.append(each)
        elif each[2] == PERSON:
            start, end = start if pattern is HOLDER else min(start, each[0]), max(end, each[1])
    made += [(a, b, PERSON) for a, b in ((start, end), *spans) if b <= len(text)]
    return made
