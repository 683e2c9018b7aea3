"""The running head of a clipping: the name of the paper and a full day, perhaps with the number of the page.

    THE WEXCOMBE MERCURY, SATURDAY, OCTOBER 17, 1908.
    The Mercury   Saturday, October 17, 1998   Page 3
    Wexcombe Courier | 17 October 1998

A headline may end with a day, too, and a letter may begin with a place and a day. So the name must be that of a paper:
its last word is one that papers are called by, or, beside a day of the week or the number of a page, its first.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.index.dates import LONGEST_DATE, parse_published

__all__ = ["RunningHead", "find_running_head", "is_name_of_paper"]

LONGEST_NAME = 60
LONGEST_HEAD = 140
PAGE_WORD = r"(?:pages?|pg\.?|p\.|seite|s\.|página|pagina|pág\.?)"
PAGE_BELOW = re.compile(rf"[\s,;|·•–—-]+{PAGE_WORD}\s*[A-Z]?-?\d{{1,3}}\.?\Z", re.IGNORECASE)
PAGE_ABOVE = re.compile(rf"{PAGE_WORD}\s*[A-Z]?-?\d{{1,3}}[\s,;|·•–—-]+", re.IGNORECASE)
WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b"
)
HAS_WEEKDAY = re.compile(WEEKDAY, re.IGNORECASE)
BORDER = re.compile(rf"\.?(?:\s*[,;|·•–—]\s*|\s+-\s+|\t\s*| {{2,}}|\s(?={WEEKDAY}))", re.IGNORECASE)
# Words that end the name of a paper, and little else; words that also end headlines; words that begin one.
ENDS = """
    advertiser advocate argus beacon bee bugle chronicle courant courier dispatch echo enquirer examiner gazette gleaner
    globe guardian herald independent inquirer intelligencer journal ledger mercury messenger monitor observer post
    recorder register reporter sentinel spectator standard star statesman sun telegram telegraph times tribune
    anzeiger bote kurier nachrichten rundschau tageblatt tagblatt zeitung
"""
UNCERTAIN_ENDS = "bulletin citizen express leader mail news press record review today union world"
BEGINS = "the daily evening morning sunday weekly die der das le la el il o a"
# Words of a name that may begin with a small letter.
SMALL_WORDS = "of the and for de la le les du des der die das und y el del & di do da"
PAPERS, ALSO_PAPERS, FIRST_WORDS, SMALL = (
    frozenset(words.split()) for words in (ENDS, UNCERTAIN_ENDS, BEGINS, SMALL_WORDS)
)
WORD = re.compile(r"[^\W\d_][\w'’.-]*|&")


class RunningHead(NamedTuple):
    """The name of a paper and the day, both as printed."""

    source: str
    day: str


def find_running_head(line: str) -> RunningHead | None:
    """Return the paper and the day of a running head, None if the line is not a running head."""
    text = line.strip()
    if len(text) > LONGEST_HEAD:
        return None
    above = PAGE_ABOVE.match(text)
    text = text[above.end() :] if above is not None else text
    below = PAGE_BELOW.search(text)
    text = text[: below.start()] if below is not None else text
    for border in BORDER.finditer(text):
        day = text[border.end() :].strip().rstrip(".")
        if len(day) > LONGEST_DATE or day.isdigit() or parse_published(day) is None:
            continue
        name = text[: border.start()].strip()
        is_certain = above is not None or below is not None or HAS_WEEKDAY.search(day) is not None
        return RunningHead(name, day) if is_name_of_paper(name, is_certain=is_certain) else None
    return None


def is_name_of_paper(name: str, *, is_certain: bool = False) -> bool:
    """Return whether a text is the name of a paper; ``is_certain``: what is beside it is like a running head."""
    words = WORD.findall(name.partition("(")[0])
    if not words or len(name) > LONGEST_NAME or re.search(r"[\d:;!?“”\"]", name):
        return False
    if not all(word[0].isupper() or word in SMALL for word in words):
        return False
    first, last = words[0].lower(), words[-1].lower().rstrip(".")
    if last in PAPERS and len(words) > 1:
        return True
    return is_certain and len(words) > 1 and (last in ALSO_PAPERS or first in FIRST_WORDS)
