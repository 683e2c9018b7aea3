"""Drop the lines of an extracted article that are boilerplate of the page.

These are among the first lines (a repeated headline, the byline, the time), among the last ones (calls to subscribe or
follow, credits, lists of links), and in between only pointers to other stories, which have a known phrase *and*
are links. All other lines are kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from datetime import date
from typing import NamedTuple

from dateline.index.cleaning.dropping import drop_notes
from dateline.index.dates import day_of
from dateline.index.metadata.day_lines import days_in_line
from dateline.index.readers.page.calls import LONGEST_CALL, is_call, is_sentence
from dateline.index.readers.page.phrases import BYLINE, FURNITURE, OPEN_POINTER, POINTER, READING_TIME, is_print_line

__all__ = ["HeadLines", "Words", "drop_boilerplate", "is_heading", "words_of"]

Words = tuple[str, ...]

WORD = re.compile(r"\w+")
POINTER_SEPARATORS = " :|-–—>»…\u00a0"

# Tuned on the tuning half of the public news pages (`benchmarks/pages.py`).
HEAD_LINES = 4
# Lines among which days that are outside the article are dropped.
TOP_LINES = 12
LONGEST_POINTER = 40
MOST_LINK_WORDS = 60
LINKED_SHARE = 0.7
LINKED_WHOLLY = 0.9
# The shorter of two equal headings has at least this many words and this share of the other.
SAME_WORDS = 4
SAME_SHARE = 0.6
LONGEST_TIME = 70
LONGEST_FURNITURE = 200


class HeadLines(NamedTuple):
    """What may stand above the text of an article.

    ``titles`` are its headline and headings, ``authors`` the names that it has as its byline: a line with other names
    stays; None means any. ``above`` are the words of lines above its header, ``published`` is its day.
    """

    titles: Sequence[str]
    authors: Sequence[str] | None = None
    above: Container[Words] = ()
    published: date | None = None


def drop_boilerplate(lines: Sequence[str], links: Container[Words], known: HeadLines, notes: list[str]) -> list[str]:
    """Return the lines that are text; notes quote those dropped at the end that are more than a link.

    ``links`` holds the words of each link of the page.
    """
    lines = [line for line in lines if not is_furniture(line)]
    kept = drop_pointers(drop_head(lines, known), links)
    end = len(kept)
    calls, pointers = Counter[str](), Counter[str]()
    while end > 1 and is_tail(kept[end - 1], links):
        end -= 1
        if is_call(kept[end]):
            calls[kept[end]] += 1
        elif not is_linked(kept[end], links, LINKED_WHOLLY):
            pointers[kept[end]] += 1
    notes += drop_notes("a call or a credit below the text", calls)
    notes += drop_notes("a line that leads to another article", pointers)
    return kept[:end]


def is_furniture(line: str) -> bool:
    """Return whether a line is of pages for the printer, or of a player, a gallery or an advertisement."""
    return is_print_line(line) or (len(line) <= LONGEST_FURNITURE and FURNITURE.fullmatch(line) is not None)


def words_of(text: str) -> Words:
    """Return the words of a text in small letters."""
    return tuple(WORD.findall(text.lower()))


def drop_head(lines: Sequence[str], known: HeadLines) -> list[str]:
    """Return the lines without repeated headlines, bylines, days and times among the first few."""
    begin = next((at for at, line in enumerate(lines) if words_of(line) not in known.above), 0)
    head = [line for line in lines[begin : begin + HEAD_LINES] if not is_head(line, known)]
    top = [line for line in lines[begin + HEAD_LINES : TOP_LINES] if not is_outside(line, known.above)]
    kept = [*head, *top, *lines[max(begin + HEAD_LINES, TOP_LINES) :]]
    return kept or list(lines)


def is_head(line: str, known: HeadLines) -> bool:
    """Return whether a line near the top is a repeated title, a byline, the day of publication, or of the site."""
    if len(line) <= LONGEST_TIME and (READING_TIME.fullmatch(line) or is_time(line) or is_day(line, known.published)):
        return True
    if words_of(line) in known.above:
        return True
    if len(line) <= LONGEST_TIME and BYLINE.fullmatch(line):
        return known.authors is None or not set(words_of(line)).isdisjoint(
            word for name in known.authors for word in words_of(name)
        )
    return any(is_heading(line, title) for title in known.titles)


def is_outside(line: str, above: Container[Words]) -> bool:
    """Return whether a line of numbers, such as a day, stands outside the article."""
    return any(map(str.isdigit, line)) and words_of(line) in above


def is_day(line: str, published: date | None) -> bool:
    """Return whether a line is nothing but the day of publication, with its label."""
    days = list(days_in_line(line))
    return len(days) == 1 and days[0].plain and not days[0].named and day_of(days[0].moment) == published


def is_time(line: str) -> bool:
    """Return whether a short line has a year and a time of day."""
    return bool(
        re.search(r"\b(?:19|20)\d\d\b", line) and re.search(r"\b\d{1,2}[:h.]\d\d\b", line)
    ) and not line.endswith(".")


def is_heading(line: str, title: str) -> bool:
    """Return whether a line repeats a title or most of it."""
    one, other = words_of(line[: 2 * len(title) + 20]), words_of(title)
    if not one or not other:
        return False
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < SAME_WORDS or len(short) < SAME_SHARE * len(long):
        return False
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def drop_pointers(lines: Sequence[str], links: Container[Words]) -> list[str]:
    """Return the lines without pointers to other stories: a phrase with a link, or a phrase with links below it."""
    kept: list[str] = []
    below = False
    for at, line in enumerate(lines):
        found = POINTER.match(line)
        if found is not None:
            rest = line[found.end() :].lstrip(POINTER_SEPARATORS)
            if not WORD.search(rest):
                if below := len(line) < LONGEST_POINTER and leads_on(line, lines[at + 1 : at + 2], links):
                    continue
            elif is_linked(line, links, LINKED_WHOLLY) or (is_divided(line[found.end() :]) and is_linked(rest, links)):
                continue
        if below and is_linked(line, links):
            continue
        below = False
        kept.append(line)
    return kept


def leads_on(line: str, following: Sequence[str], links: Container[Words]) -> bool:
    """Return whether a line of nothing but a phrase leads to other stories.

    One that goes on with other words (*More than a game*, *Also in court*) does so if it or the line below is a link.
    """
    return OPEN_POINTER.match(line) is None or any(is_linked(each, links) for each in (line, *following))


def is_divided(rest: str) -> bool:
    """Return whether a colon or a dash follows a phrase."""
    return rest.lstrip()[:1] in (*POINTER_SEPARATORS[1:],)


def is_tail(line: str, links: Container[Words]) -> bool:
    """Return whether a line at the end is a call to action, a credit, a link, or leads to others."""
    return is_call(line) or is_linked(line, links, share_of(line)) or is_open_end(line)


def share_of(line: str) -> float:
    """Return which share of a line is links if it is one: a sentence may have words of its own."""
    return LINKED_WHOLLY if is_sentence(line) and POINTER.match(line) is None else LINKED_SHARE


def is_open_end(line: str) -> bool:
    """Return whether a last line leads to what followed it on the page: *More on floods*."""
    return len(line) < LONGEST_POINTER and not is_sentence(line) and OPEN_POINTER.fullmatch(line) is not None


def is_linked(line: str, links: Container[Words], share: float = LINKED_SHARE) -> bool:
    """Return whether at least this share of a line is links, whose words are in ``links``; false for long lines."""
    if len(line) > LONGEST_CALL:
        return False
    words = words_of(line)
    if not 0 < len(words) <= MOST_LINK_WORDS:
        return False
    at = covered = 0
    while at < len(words):
        end = next((end for end in range(len(words), at, -1) if words[at:end] in links), at)
        covered += end - at
        at = max(end, at + 1)
    return covered >= share * len(words)
