"""What the first and the last line of a text say of it: who wrote it, where and when it was filed, by which agency.

    By Ailsa Grant and Tom Reid                 a byline, in one of the first lines
    STORNOWAY, Dec. 14 (Reuters) — A ferry …    a dateline: with an agency, or of a place in capitals and a day
    Wednesday, December 14, 2016                a day, on a line of its own in one of the first lines
    … before the weekend. (AP)                  the agency at the end; or “—Reuters” on a line of its own

Only whole forms count, because a text may begin with anything. The gazetteer is not asked: that a dateline's place is
one is the care of `dateline.index.entities.dateline`, which finds more of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final, NamedTuple

from dateline.index.dates import parse_published
from dateline.index.entities.agencies import agency_named, agency_printed
from dateline.index.entities.people.titles import words

__all__ = ["Dateline", "agency_at_end", "byline_above", "dateline_above", "day_above", "may_tell"]

# How many lines may stand before the text proper, and within how many characters.
LINES: Final = 3
HEAD: Final = 200
FOOT: Final = 40
SHORT_LINE: Final = 24

CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
DAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s)?"
    r"(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?\s\d{1,2}"
    r"|\d{1,2}\.?\s(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?)(?:,?\s\d{4})?"
)
# Of other languages the months are not known: with an agency behind it, any word is one.
ANY_DAY = rf"(?:{DAY}|\d{{1,2}}\.?\s(?:de\s)?[^\W\d_]{{3,10}}\.?)"
DASH = r"\s{0,2}(?:--+|[—–―:]|[-_](?=\s))"
WIRED = re.compile(
    rf"(?P<line>{CAPITAL}[^\n()\[\]\d—–:;!?]{{1,60}}?(?P<day>,?\s(?i:{ANY_DAY}))?\s?\((?P<agency>[^()\n]{{2,30}})\)){DASH}"
    r"(?P<next>\s*\S?)"
)
DATED = re.compile(rf"(?P<line>{CAPITAL}{{2}}(?:{CAPITAL}|[ .'’-]){{0,40}}(?:, [\w.' ]{{2,30}}?)?,\s(?i:{DAY})){DASH}")
# “MOSCOW, December 13. /TASS/.”
SLASHED = re.compile(
    rf"(?P<line>{CAPITAL}{{2}}(?:{CAPITAL}|[ .'’-]){{0,40}}(?:,\s(?i:{DAY}))?[.,]?\s?/(?P<agency>[^()\n/]{{2,30}})/)"
    rf"(?:\.|{DASH})"
)
# “(Reuters) - ”, of no place
UNPLACED = re.compile(rf"\((?P<agency>[^()\n]{{2,30}})\){DASH}")
BYLINE = re.compile(r"(?:By|BY|by):? (?P<names>[^\d:;!?()\[\]\"“”]{3,100}?)(?:\s?[|–—/(]\s?[^\n]{0,80})?")
ABBREVIATED = re.compile(r"\b\w{1,3}\.\Z")
JOINED = re.compile(r",? (?:and|AND|&) |, ")
PARTICLES = words("van von der den de del della di da dos du la le ten ter bin ibn al el abu y e zu")
# What a line that begins with “By” says instead: when it is due.
NO_NAMES = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december christmas easter spring summer autumn winter noon midnight next last the"
    " this that then now contrast comparison law far"
)
AT_END = re.compile(r"[.!?”\"’»]\s{0,3}[(\[](?P<agency>[^()\[\]\n]{2,30})[)\]]\s{0,3}\Z")
ON_LAST_LINE = re.compile(
    r"[.!?”\"’»)]\s{0,3}\n[ \t]{0,9}[-–—]{1,2}\s?[(\[]?(?P<agency>[^()\[\]\n–—]{2,30}?)[)\]]?\s{0,3}\Z"
)
BY, BRACKETS = frozenset(("By", "BY", "by")), frozenset(")]")
PUBLISHED = re.compile(r"(?i:(?:first )?(?:published|posted|date)(?: on)?:? +)?(?P<day>[^\n]*\D[^\n]*)")
BEFORE_DASH = re.compile(r"\)\s{0,2}[-–—―:_]")
LATER = re.compile(rf"\n[ \t]*(?:B[Yy]|\n[ \t]*{CAPITAL}{{2}})")
DASHES = frozenset("-–—")


class Dateline(NamedTuple):
    """A dateline as printed, without its dash, and the agency it names; of an agency alone the line is empty."""

    line: str
    agency: str | None


def may_tell(body: str) -> bool:
    """Say whether a text may have something of this, at a glance: most have not.

    It is asked of every article: what is looked for first is what is quickest looked for.
    """
    head, tail = body[:HEAD], body[-SHORT_LINE:].rstrip()
    return (
        (head[1:2].isupper() and head[:1].isupper())
        or head[:2] in BY
        or (")" in head and BEFORE_DASH.search(head) is not None)
        or (("\nB" in head or "\n\n" in head) and LATER.search(head) is not None)
        or tail[-1:] in BRACKETS
        or ("\n" in tail and tail[tail.rfind("\n") + 1 :].lstrip()[:1] in DASHES)
    )


def first_lines(body: str) -> Iterator[str]:
    """Yield the first lines that are not blank; the last of them may be cut off."""
    count = 0
    for line in body[:HEAD].split("\n"):
        if line and not line.isspace():
            yield line.strip()
            count += 1
            if count == LINES:
                return


def byline_above(body: str) -> str | None:
    """Return who a text says it is by, without the *By*; None where it does not say so in one of its first lines.

    The line stands apart: first, or beside a blank line; and the text does not go on behind it in small letters.
    """
    lines = ["", *(line.strip() for line in body[:HEAD].split("\n"))]
    for at in range(1, min(len(lines), 2 * LINES)):
        found = BYLINE.fullmatch(lines[at]) if lines[at][:2] in BY else None
        if found is None or len(lines[at]) >= len(body) or not is_name(JOINED.split(found["names"])[0]):
            continue
        following = [*lines[at + 1 : at + 3], "", ""]
        apart = not any(lines[:at]) or not lines[at - 1] or not following[0]
        first = not any(lines[:at])
        if apart and (first or lines[at][0] == "B") and not (following[0] or following[1])[:1].islower():
            return kept_names(found["names"])
    return None


def kept_names(names: str) -> str:
    """Return the names of a byline without what their bearer is: *Staff Writer*, *of The Courier*."""
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
    """Say whether what follows a comma in a byline can be another name: two words or more, none of a post."""
    return is_name(text) and not re.search(r"(?i)\b(?:staff|writer|editor|reporter|correspondent|bureau)\b", text)


def is_name(text: str) -> bool:
    """Say whether some words can be the name of a person (two or more, with capitals) or of an agency."""
    if agency_named(text) is not None:
        return True
    words = text.split()
    if not 2 <= len(words) <= 6 or text.endswith((",", "?", "!")):
        return False
    if words[0].lower() in NO_NAMES:
        return False
    return all(word[0].isupper() or word.lower() in PARTICLES for word in words) and words[-1][0].isupper()


def dateline_above(body: str) -> Dateline | None:
    """Return the dateline that a text opens with, in one of its first lines."""
    for line in first_lines(body):
        if ")" in line and (found := WIRED.match(line)):
            agency = agency_printed(found["agency"])
            # Of a speaker (*Smith (BBC) – said*) the line goes on in small letters.
            if agency is not None and (line[1].isupper() or found["day"] or not found["next"].strip().islower()):
                return Dateline(found["line"], agency)
        if line[0] == "(" and (found := UNPLACED.match(line)) and (agency := agency_printed(found["agency"])):
            return Dateline("", agency)
        if not (line[1:2].isupper() and line[:1].isupper()):
            continue
        if "/" in line and (found := SLASHED.match(line)) and (agency := agency_printed(found["agency"])):
            return Dateline(found["line"], agency)
        if found := DATED.match(line):
            return Dateline(found["line"], None)
    return None


def day_above(body: str) -> date | datetime | None:
    """Return the day or instant that is all there is on one of the first lines of a text (but for *Published:*)."""
    for line in first_lines(body):
        found = PUBLISHED.fullmatch(line) if any(map(str.isdigit, line)) else None
        moment = parse_published(found["day"]) if found is not None else None
        if moment is not None:
            return moment
    return None


def agency_at_end(body: str) -> str | None:
    """Return the agency named behind the last sentence of a text, or on its last line."""
    if body[-1:] not in BRACKETS and "\n" not in body[-SHORT_LINE:]:
        return None
    foot = body[-FOOT:]
    found = AT_END.search(foot) or ON_LAST_LINE.search(foot)
    return None if found is None else agency_printed(found["agency"])
