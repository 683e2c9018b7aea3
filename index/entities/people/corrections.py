"""Correct the names that the tagger found, by rules that hold in any text.

The tagger decides by words and their neighbours, and errs where both mislead: *Israel Folau* begins as a place does,
*August Wilson* as a date, *Bass Strait* as a person, and *William "Red" Gallagher* looks like two names.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator

from dateline.index.entities.people.titles import PARTICLES, STYLES, TITLES, word_set
from dateline.index.entities.tagging import (
    DEMONYM,
    ORGANISATION,
    PERSON,
    PLACE,
    Names,
    is_calendar_word,
    is_common,
    is_first_name,
    is_surname,
)

__all__ = ["correct_names"]

NAME = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"
# A forename, a nickname in quotation marks, and a surname.
NICKNAME = re.compile(rf"({NAME})(?: [A-Z]\.)? (?:“[A-Z][^”\n]{{0,24}}”|\"[A-Z][^\"\n]{{0,24}}\") {NAME}")
DASH = re.compile(r"\s[-–—]\s")
ROYAL = STYLES - {"saint", "st"}
PRINCELY = word_set("Prince Princess")
# Before a month or a day these words make it a date: "in April Jones said".
BEFORE_DATES = word_set("""
    in on since until till by of from to for this last next early late mid every each during before after between
    through and or than
""")
# Last words of names of places that are not in a gazetteer.
GEOGRAPHIC = word_set("""
    Strait Straits River Lake Valley Island Islands Bay Hill Hills Creek County Park Beach Mountain Mountains Desert
    Peninsula Canal Canyon Falls Forest Gulf Harbor Harbour Heights Province Ridge Sea Springs Coast Basin
    Street Avenue Road Square Bridge
""")
# Words that are no names of people by themselves: forms of companies, abbreviations of tables, markets, months.
NOBODY = word_set("""
    Inc Corp Ltd Co PLC Plc Cos AG SA NV Bros Shr Shrs Net Revs Qtr Oper Avg Div Rev Mths Dlrs Mln Bln Pct Cts Est
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Sat Sun Note Notes
    Dealers Traders Analysts Brokers Bankers Officials Sources Economists Police Buyers Sellers Libor Ecus Ecu
    Sterling Treasuries Tonight Today Tomorrow Yesterday I've I'm I'd I'll It's We've Don't
    Sri St Mt Ft Tel Fax Web Email Reuter Reuters Eds Sir Madam Hi Hello OK
""")


def correct_names(text: str, names: Names, is_place: Callable[[str], bool]) -> Names:
    """Return the names of a text with spans and kinds corrected. ``is_place`` is whether a gazetteer has a name."""
    changed = False
    made: list[tuple[int, int, int]] = []
    for start, end, kind in names:
        given = start, end, kind
        if kind == PERSON:
            corrected = list(_person(text, start, end))
        elif kind != PERSON and _is_person(text, text[start:end], kind, is_place):
            corrected = [(start, end, PERSON)]
        else:
            corrected = [given]
        changed = changed or corrected != [given]
        made += corrected
    joined = _joined(text, made)
    changed = changed or joined != made
    if '"' in text or "“" in text:
        with_nicknames = _with_nicknames(text, joined)
        changed = changed or with_nicknames != joined
        joined = with_nicknames
    if not changed:
        return names
    starts, ends, kinds = (array(names.kinds.typecode, (each[column] for each in joined)) for column in range(3))
    return Names(starts, ends, kinds, names.sentences)


def _person(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield what a name tagged as a person is: itself, a place, two people, or nothing."""
    name = text[start:end]
    if " " not in name:
        if name.rstrip(".") in NOBODY or len(name.rstrip(".")) < 2:
            return
    else:
        words = name.split()
        if words[-1] in GEOGRAPHIC:
            yield start, end, PLACE
            return
        if all(word.rstrip(".") in NOBODY or len(word.rstrip(".")) < 2 for word in words):
            return
        if dash := DASH.search(name):  # a list of results
            yield start, start + dash.start(), PERSON
            yield start + dash.end(), end, PERSON
            return
    yield start, end, PERSON


def _is_person(text: str, name: str, kind: int, is_place: Callable[[str], bool]) -> bool:
    """Return whether a name of another kind is a person's: it begins as one, and no gazetteer has it."""
    first, _, rest = name.partition(" ")
    if not rest or not rest[0].isupper() or " " in rest or rest in GEOGRAPHIC:
        return False
    if first.lower() in ROYAL:
        return (kind != ORGANISATION or is_first_name(rest) or first in PRINCELY) and not is_place(name)
    if kind not in (PLACE, DEMONYM) or not is_first_name(first) or is_common(rest) or is_place(rest) or is_place(name):
        return False
    return is_surname(rest) or _is_named_again(text, rest, name)


def _is_named_again(text: str, surname: str, name: str) -> bool:
    """Return whether a text has a surname also without its forename and without an article."""
    others = text.count(surname) - text.count(name)
    return others > text.count(f"the {surname}") + text.count(f"The {surname}")


def _joined(text: str, names: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the names, those of people with the month, day or place before them that is their forename."""
    made: list[tuple[int, int, int]] = []
    for start, end, kind in names:
        if kind == PERSON and " " not in text[start:end] and text[start - 1 : start] == " ":
            begin = text.rfind(" ", max(0, start - 12), start - 1)
            begin = max(begin + 1, text.rfind("\n", 0, start) + 1) if begin >= 0 or start < 12 else start
            forename = text[begin : start - 1]
            free = not made or made[-1][1] <= begin or (made[-1][:2] == (begin, start - 1) and made[-1][2] == PLACE)
            if free and _is_unusual_forename(forename) and _word_before(text, begin) not in BEFORE_DATES:
                if made and made[-1][0] == begin:
                    made.pop()
                start = begin
        made.append((start, end, kind))
    return made


def _is_unusual_forename(word: str) -> bool:
    """Return whether a word is a month, a day or a place that is also a forename: *April*, *Tuesday*, *Israel*."""
    if not word[:1].isupper() or word.isupper() or not word.isalpha():
        return False
    return (is_calendar_word(word) and (is_first_name(word) or word == "Tuesday")) and len(word) > 3


def _word_before(text: str, at: int) -> str:
    """Return the word before an offset, in lower case."""
    return text[max(0, at - 12) : at].rstrip(" ").rpartition(" ")[2].lower()


def _with_nicknames(text: str, names: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the names, those around a nickname as one person."""
    for match in NICKNAME.finditer(text):
        start, end = match.span()
        forename = match[1]
        if not is_first_name(forename) or forename.lower() in TITLES or forename.lower() in PARTICLES:
            continue
        end = max([end, *(stop for begin, stop, kind in names if kind == PERSON and begin < end < stop)])
        names = sorted([*(each for each in names if each[1] <= start or each[0] >= end), (start, end, PERSON)])
    return names
