"""A full day in a line above a text beside a place, a paper or a name, and in a dateline.

Hamburg, 14.12.2016                             a place, a paper or a byline before the day
14 December 2016, page 4                        a page after it
NEW YORK, Dec. 14, 2016 /PRNewswire/ -- A ferry a dateline, in any language
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from dateline.index.dates import parse_published
from dateline.index.entities.people.titles import word_set
from dateline.index.metadata.day_labels import role_of
from dateline.index.pattern import compile_late

__all__ = ["day_beside", "day_of_dateline", "split_day"]

LONGEST: Final = 80
MOST_WORDS: Final = 5
BESIDE: Final = compile_late(r"(?P<before>[^\d\n]{2,60}?)(?:,|\s?[|•·]|\s[–—-])\s(?P<day>\S[^\n]*)")
PAGE: Final = compile_late(
    r",?\s(?:page|pages|p\.|pp\.|seite|s\.|pagina|página|pág\.|str\.|с\.)\s?[A-Z]?\d{1,4}\Z", re.IGNORECASE
)
SMALL: Final = word_set("the of and de del la le les el los der die das den am im da do dos di von van y e et und by")
DASH: Final = r"\s{0,2}(?:--?|[—–―_:])"
# A place, a day with its year, and an agency between signs.
WITH_AGENCY: Final = compile_late(
    r"[^\W\d_a-zß-öø-ÿ][^\n()\[\]\d:;!?]{1,60}?,\s(?P<day>[^\n()/]{0,30}\d[^\n()/]{2,30}?)[.,]?\s?"
    rf"(?:\([^()\n]{{2,30}}\)|/[^()/\n]{{2,30}}/)(?:\.|{DASH})\s"
)
# “OBAN, Scotland--(BUSINESS WIRE)--December 14, 2016--A ferry”
AFTER_AGENCY: Final = compile_late(
    rf"[^\W\d_a-zß-öø-ÿ][^\n()\[\]\d:;!?]{{1,60}}?{DASH}\s?\([^()\n]{{2,30}}\){DASH}\s?"
    r"(?P<day>[^\n]{0,20}\d[^\n]{3,20}?)(?:--|\s?[—–])"
)


def split_day(line: str) -> tuple[str, date | datetime] | None:
    """Return what stands before the day that a line ends with, and the day; None if the line is not so."""
    found = BESIDE.fullmatch(line) if len(line) <= LONGEST else None
    moment = parse_published(PAGE.sub("", found["day"])) if found is not None else None
    return None if found is None or moment is None else (found["before"].strip(), moment)


def day_beside(line: str) -> date | datetime | None:
    """Return the day that fills a line but for a page after it, or a place, a paper or a byline before it."""
    if len(line) > LONGEST:
        return None
    bare = PAGE.sub("", line)
    if bare != line and (moment := parse_published(bare)) is not None:
        return moment
    split = split_day(line)
    # With a time it may be that of an event.
    if split is None or isinstance(split[1], datetime) or role_of(f"{split[0]} ") in ("updated", "other"):
        return None
    words = split[0].split()
    are_names = all(word[0].isupper() or not word[0].isalpha() or word.lower() in SMALL for word in words)
    return split[1] if len(words) <= MOST_WORDS and are_names else None


def day_of_dateline(line: str) -> date | datetime | None:
    """Return the day with its year in the dateline that a line begins with."""
    found = WITH_AGENCY.match(line) or AFTER_AGENCY.match(line)
    text = found["day"].strip() if found is not None else ""
    while text and parse_published(text) is None:  # a country may stand before the day
        text = text.partition(", ")[2]
    return parse_published(text)
