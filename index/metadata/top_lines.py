"""Metadata in the first and the last lines of a text: byline, dateline, day and agency.

    By Ailsa Grant and Tom Reid                 a byline, in one of the first lines
    STORNOWAY, Dec. 14 (Reuters) — A ferry …    a dateline: with an agency, or of a place in capitals and a day
    Wednesday, December 14, 2016                a day, on a line of its own in one of the first lines
    … before the weekend. (AP)                  the agency at the end; or “—Reuters” on a line of its own

Only complete forms count, because a text may begin with anything. The gazetteer is not used here;
`dateline.index.entities.dateline` checks the place and finds more datelines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final, NamedTuple

from dateline.index.dates import parse_published
from dateline.index.entities.agencies import find_agency, find_printed_agency
from dateline.index.entities.people.titles import word_set
from dateline.index.metadata.dated_lines import day_beside, day_of_dateline, split_day
from dateline.index.metadata.day_lines import days_in_line
from dateline.index.pattern import compile_late

__all__ = [
    "find_byline",
    "find_closing_agency",
    "find_dateline_day",
    "find_day_line",
    "find_printed_dateline",
    "may_have_metadata",
]

# How many lines above the text proper are searched, and within how many characters.
LINES: Final = 3
HEAD_LENGTH: Final = 200
FOOT_LENGTH: Final = 40
SHORT_LINE: Final = 24

CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
DAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s)?"
    r"(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?\s\d{1,2}"
    r"|\d{1,2}\.?\s(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?)(?:,?\s\d{4})?"
)
# Months of other languages are not known: if an agency follows, any word counts as one.
ANY_DAY = rf"(?:{DAY}|(?:le\s|den\s)?\d{{1,2}}(?:er|\.)?\s(?:de\s)?[^\W\d_]{{3,10}}\.?(?:\s(?:de\s)?\d{{4}})?)"
DASH = r"\s{0,2}(?:--+|[—–―:]|[-_](?=\s))"
AGENCY_DATELINE = compile_late(
    rf"(?P<line>{CAPITAL}[^\n()\[\]\d—–:;!?]{{1,60}}?(?P<day>,?\s(?i:{ANY_DAY}))?\s?\((?P<agency>[^()\n]{{2,30}})\)){DASH}"
    r"(?P<next>\s*\S?)"
)
DATED_DATELINE = compile_late(
    rf"(?P<line>{CAPITAL}{{2}}(?:{CAPITAL}|[ .'’-]){{0,40}}(?:, [\w.' ]{{2,30}}?)?,\s(?i:{DAY})){DASH}"
)
# “MOSCOW, December 13. /TASS/.”
SLASHED_DATELINE = compile_late(
    rf"(?P<line>{CAPITAL}{{2}}(?:{CAPITAL}|[ .'’-]){{0,40}}(?:,\s(?i:{DAY}))?[.,]?\s?/(?P<agency>[^()\n/]{{2,30}})/)"
    rf"(?:\.|{DASH})"
)
# “(Reuters) - ”, without a place
BARE_AGENCY = compile_late(rf"\((?P<agency>[^()\n]{{2,30}})\){DASH}")
# “By” in the languages in which no name begins so.
WORDS_OF_BYLINES = "By|BY|by|Von|VON|Par|PAR|Por|POR|Door|DOOR"
OPENING = compile_late(rf"(?:{WORDS_OF_BYLINES}):? ")
BYLINE = compile_late(
    rf"(?:{WORDS_OF_BYLINES}):? (?P<names>[^\d:;!?()\[\]\"“”]{{3,100}}?)(?:\s?[|–—/(]\s?[^\n]{{0,80}})?"
)
ABBREVIATED = compile_late(r"\b\w{1,3}\.\Z")
JOINED = compile_late(r",? (?:and|AND|&) |, ")
PARTICLES = word_set("van von der den de del della di da dos du la le ten ter bin ibn al el abu y e zu")
# First words of lines that begin with “By” and are no bylines, such as dates of deadlines.
NOT_NAMES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december christmas easter spring summer autumn winter noon midnight next last the"
    " this that then now contrast comparison law far"
)
AT_END = compile_late(r"[.!?”\"’»]\s{0,3}[(\[](?P<agency>[^()\[\]\n]{2,30})[)\]]\s{0,3}\Z")
ON_LAST_LINE = compile_late(
    r"[.!?”\"’»)]\s{0,3}\n[ \t]{0,9}[-–—]{1,2}\s?[(\[]?(?P<agency>[^()\[\]\n–—]{2,30}?)[)\]]?\s{0,3}\Z"
)
BRACKETS = frozenset(")]")
PUBLISHED = compile_late(r"(?i:(?:first )?(?:published|posted|date)(?: on)?:? +)?(?P<day>[^\n]*\D[^\n]*)")
BEFORE_DASH = compile_late(r"\)\s{0,2}[-–—―:_]")
BYLINE_OR_CAPITALS = compile_late(rf"\n[ \t]*(?:B[Yy]|(?:{WORDS_OF_BYLINES}) |\n[ \t]*{CAPITAL}{{2}})")
DASHES = frozenset("-–—")


class PrintedDateline(NamedTuple):
    """A dateline as printed, without its dash, and its agency; the line is empty for an agency alone."""

    line: str
    agency: str | None


def may_have_metadata(body: str) -> bool:
    """Return whether a text may have such metadata; most have not.

    This runs for every article: the quickest tests come first.
    """
    head, tail = body[:HEAD_LENGTH], body[-SHORT_LINE:].rstrip()
    return (
        (head[1:2].isupper() and head[:1].isupper())
        or OPENING.match(head) is not None
        or (")" in head and BEFORE_DASH.search(head) is not None)
        or ("\n" in head and BYLINE_OR_CAPITALS.search(head) is not None)
        or tail[-1:] in BRACKETS
        or ("\n" in tail and tail[tail.rfind("\n") + 1 :].lstrip()[:1] in DASHES)
    )


def first_lines(body: str) -> Iterator[str]:
    """Yield the first lines that are not blank; the last one may be cut off."""
    count = 0
    for line in body[:HEAD_LENGTH].split("\n"):
        if line and not line.isspace():
            yield line.strip()
            count += 1
            if count == LINES:
                return


def find_byline(body: str) -> str | None:
    """Return the byline in the first lines of a text, without the *By*, or None.

    The line is the first one or next to a blank line, and the next line does not begin with a small letter.
    """
    lines = ["", *(line.strip() for line in body[:HEAD_LENGTH].split("\n"))]
    for at in range(1, min(len(lines), 2 * LINES)):
        found = byline_in(lines[at]) if OPENING.match(lines[at]) is not None else None
        if found is None or len(lines[at]) >= len(body) or not is_name(JOINED.split(found["names"])[0]):
            continue
        following = [*lines[at + 1 : at + 3], "", ""]
        apart = not any(lines[:at]) or not lines[at - 1] or not following[0]
        first = not any(lines[:at])
        if apart and (first or lines[at][0] != "b") and not (following[0] or following[1])[:1].islower():
            return strip_posts(found["names"])
    return None


def byline_in(line: str) -> re.Match[str] | None:
    """Return the byline that a line is, a day after it aside."""
    split = split_day(line) if any(map(str.isdigit, line)) else None
    return BYLINE.fullmatch(line if split is None else split[0])


def strip_posts(names: str) -> str:
    """Return the names of a byline without the posts: *Staff Writer*, *of The Courier*."""
    parts = JOINED.split(names)
    joints = JOINED.findall(names)
    kept = parts[0]
    for joint, part in zip(joints, parts[1:], strict=True):
        if joint == ", " and not is_whole_name(part):
            break
        kept += joint + part
    kept = kept.strip().rstrip(",")
    return kept.removesuffix(".") if ABBREVIATED.search(kept) is None else kept


def is_whole_name(text: str) -> bool:
    """Return whether the part after a comma in a byline can be another name and is no post."""
    return is_name(text) and not re.search(r"(?i)\b(?:staff|writer|editor|reporter|correspondent|bureau)\b", text)


def is_name(text: str) -> bool:
    """Return whether words can be the name of a person (two or more, with capitals) or of an agency."""
    if find_agency(text) is not None:
        return True
    words = text.split()
    if not 2 <= len(words) <= 6 or text.endswith((",", "?", "!")):
        return False
    if words[0].lower() in NOT_NAMES:
        return False
    return all(word[0].isupper() or word.lower() in PARTICLES for word in words) and words[-1][0].isupper()


def find_printed_dateline(body: str) -> PrintedDateline | None:
    """Return the dateline at the beginning of one of the first lines of a text."""
    for line in first_lines(body):
        if ")" in line and (found := AGENCY_DATELINE.match(line)):
            agency = find_printed_agency(found["agency"])
            # After a speaker (*Smith (BBC) – said*) the line continues in small letters.
            if agency is not None and (line[1].isupper() or found["day"] or not found["next"].strip().islower()):
                return PrintedDateline(found["line"], agency)
        if line[0] == "(" and (found := BARE_AGENCY.match(line)) and (agency := find_printed_agency(found["agency"])):
            return PrintedDateline("", agency)
        if not (line[1:2].isupper() and line[:1].isupper()):
            continue
        if "/" in line and (found := SLASHED_DATELINE.match(line)) and (agency := find_printed_agency(found["agency"])):
            return PrintedDateline(found["line"], agency)
        if found := DATED_DATELINE.match(line):
            return PrintedDateline(found["line"], None)
    return None


def find_day_line(body: str) -> date | datetime | None:
    """Return the day or instant that fills one of the first lines of a text, *Published:* aside."""
    for line in first_lines(body):
        found = PUBLISHED.fullmatch(line) if any(map(str.isdigit, line)) else None
        moment = parse_published(found["day"]) if found is not None else None
        if moment is not None:
            return moment
        # A label in any language says that it is the day of publication: *Veröffentlicht am 14.12.2016*.
        labelled = [day.moment for day in days_in_line(line) if day.plain and day.role == "published"]
        if len(labelled) == 1:
            return labelled[0]
        if found is not None and (moment := day_beside(line)) is not None:
            return moment
    return None


def find_dateline_day(body: str) -> date | datetime | None:
    """Return the day with its year in the dateline of one of the first lines of a text."""
    found = (day_of_dateline(line) for line in first_lines(body) if any(map(str.isdigit, line)))
    return next((moment for moment in found if moment is not None), None)


def find_closing_agency(body: str) -> str | None:
    """Return the agency named after the last sentence of a text, or on its last line."""
    if body[-1:] not in BRACKETS and "\n" not in body[-SHORT_LINE:]:
        return None
    foot = body[-FOOT_LENGTH:]
    found = AT_END.search(foot) or ON_LAST_LINE.search(foot)
    return None if found is None else find_printed_agency(found["agency"])
