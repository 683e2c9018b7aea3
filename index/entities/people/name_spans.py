"""The span of a person's name in a text: without its title and role, with initials and suffix, in normal order.

*Prime Minister Margaret Thatcher* gives the name *Margaret Thatcher* and the title; styles stay part of the name (*Pope
Francis*); *Aliyev, Ilham* is put in normal order; ships, companies and buildings that are named after people give none.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.index.entities.people.cue_words import COURTESY, FEATURES, SHIPS, THINGS
from dateline.index.entities.people.titles import (
    NOUN_TITLES,
    OFFICE_WORDS,
    POSTNOMINALS,
    ROLES,
    STYLES,
    SUFFIXES,
    TITLES,
    word_set,
)
from dateline.index.entities.tagging import PERSON, is_first_name, is_place, is_surname
from dateline.index.kernel._naming import FoundName

__all__ = [
    "REACH",
    "WORD",
    "after_courtesy",
    "fills_line",
    "has_forename",
    "normalize_word",
    "opens_entry",
    "person_at",
    "title_before",
    "with_initials",
    "word_before",
]

# Titles are searched in this many characters before a name.
REACH: Final = 60
MAX_TITLE_WORDS: Final = 8  # an endless sequence of titles would take quadratic time

LAST_WORD = re.compile(r"\w[\w’'-]*\.?\Z")
WORD = re.compile(r"[^\s,;:()\"“”]+")
FORENAMES = re.compile(
    r",\s((?:[A-Z]\.\s?){1,4}|(?:[A-Z]\.\s?|[A-Z][\w’'-]+\s?){1,4}(?=\s*(?:$|[;(.\n]|,\s(?:Jr|\d))))"
)
# Initials and abbreviated forenames of older papers.
_FORENAME = r"(?:[A-Z]|Geo|Wm|Chas|Jas|Jos|Jno|Thos|Robt|Edw|Saml|Benj|Danl|Richd|Alex|Fredk|Theo|Hy)\. ?"
INITIALS = re.compile(rf"(?<!\w)(?<!\w\.)(?:{_FORENAME})+\Z")
SUFFIX = re.compile(r",?\s(?:Jr\.?|Sr\.?|Jnr\.?|II|III|IV)(?!\w)")
COURTESY_ENDS = frozenset("rRsSeE.")
ABBREVIATED = frozenset(
    {"U.S.", "U.N.", "U.K.", "E.U.", "D.C.", "L.A.", "N.Y.", "N.J.", "N.H.", "N.C.", "S.C.", "N.D.", "S.D.", "U.S.A."}
)
SAILS = word_set("sails sailed docked sank anchored left arrived berthed and carries carried")


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
    start = after_role(text, start, end)
    if start >= end or is_thing(text, start, end, before[1]):
        return None
    if title is None and before[1][:1].isupper() and normalize_word(before[1]) in STYLES:
        start = before[0]
    start = with_initials(text, start)
    end = with_suffix(text, end)
    name = text[start:end]
    turned = None if title else inverted_name(text, start, end)
    if turned:
        forenames, end = turned
        name = f"{forenames} {name}"
    return FoundName(text[start:end], start, end, " ".join(name.split()), title)


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


def word_before(text: str, at: int) -> tuple[int, str]:
    """Return start and text of the word before an offset, on its line or the line above; without a word, empty text."""
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


def without_titles(text: str, start: int, end: int) -> tuple[int, str]:
    """Return the start of the name after the titles at the beginning of its span, and these titles."""
    begin = start
    start = before_office(text, start, end)
    while match := WORD.match(text, start, end):
        if normalize_word(match[0]) not in TITLES and not (
            start > begin and normalize_word(match[0]) in ("of", "state")
        ):
            break
        start = match.end()
        while start < end and text[start].isspace():
            start += 1
    return start, " ".join(text[begin:start].split())


def before_office(text: str, start: int, end: int) -> int:
    """Return where the title of an office begins after its field: *Minister* in *Agriculture Minister Gerrit Braks*."""
    at = start
    while (match := WORD.match(text, at, end)) and normalize_word(match[0]) in OFFICE_WORDS:
        at = match.end() + 1
    if at == start or match is None or normalize_word(match[0]) not in NOUN_TITLES or match.end() >= end:
        return start
    return at


def after_role(text: str, start: int, end: int) -> int:
    """Return the start of a full name after roles: *Striker Joost van der Meer*, *Tory MP Ann Price*."""
    for _ in range(MAX_TITLE_WORDS):
        role = WORD.match(text, start, end)
        if not role or normalize_word(role[0]) not in ROLES or " " not in text[role.end() + 1 : end]:
            break
        start = role.end() + 1
    return start


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
    if previous in SHIPS or words[0] in SHIPS or "&" in name:
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
    if normalize_word(first) in SUFFIXES or first in ABBREVIATED or first in POSTNOMINALS:
        return None
    if fills_line(text, start, end):  # Augusta, Maine
        return None if is_place(first) and not is_first_name(first) else (forenames, end)
    if not (is_initial(first) or is_first_name(first)) or has_forename(text[start:end].rstrip(",")):
        return None
    return forenames, end


def has_forename(name: str) -> bool:
    """Return whether a name is in normal order: *J.K. Rowling*, *Vance McCormick*, but *Le Pen*."""
    forename, _, surname = name.partition(" ")
    return is_initial(forename) or (is_first_name(forename) and is_surname(surname))


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
