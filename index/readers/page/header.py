"""Where the header of an article is on its page: the lines around its headline, and the first paragraph below.

Below that, a date beside a link is that of another article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.index.metadata.day_lines import CLOCK, DAY
from dateline.index.readers.page.boilerplate import words_of
from dateline.index.readers.page.outline import Line, Outline
from dateline.index.readers.page.sections import WIDE, is_paragraph

__all__ = ["first_paragraph", "is_of_other", "is_teaser", "window"]

# Lines before and after the headline in which the date of the article stands, and how much text, in long lines, ends
# the search. Those of a page without an element for the article are directly above the headline.
LINES_BEFORE: Final = 8
LINES_OUTSIDE: Final = 2
LINES_AFTER: Final = 40
MOST_TEXT: Final = 600
LONGEST_ABOVE: Final = 80
# Words of a link that is a headline, or letters of Chinese, Japanese or Korean.
TITLE_WORDS: Final = 3
TITLE_LETTERS: Final = 5
DAY_AND_TIME: Final = re.compile(DAY + CLOCK, re.IGNORECASE)


def window(outline: Outline) -> range:
    """Return the lines around the headline in which the date of the article stands."""
    if outline.headline is None:
        return range(0)
    first = outline.headline
    while first > 0 and outline.headline - first < LINES_BEFORE and outline.lines[first - 1].inside:
        first -= 1
    if first == outline.headline and not (first < len(outline.lines) and outline.lines[first].inside):
        while first > 0 and outline.headline - first < LINES_OUTSIDE and is_above(outline.lines[first - 1]):
            first -= 1
    size = 0
    last = outline.headline
    while last < len(outline.lines) and last - outline.headline < LINES_AFTER and size < MOST_TEXT:
        line = outline.lines[last]
        size += len(line.text) if is_paragraph(line.text) and not line.blocked else 0
        last += 1
    return range(first, last)


def is_above(line: Line) -> bool:
    """Return whether a line directly above a headline that is in no element of an article can have its date.

    The day of today stands in the head of the site, or above its navigation, which is links.
    """
    return not line.blocked and not line.masthead and not line.link and len(line.text) <= LONGEST_ABOVE


def is_of_other(lines: Sequence[Line], at: int) -> bool:
    """Return whether a line below the text has the date of another article: beside a link, or below one."""
    if not 0 < at < len(lines):
        return False
    here, above = lines[at], lines[at - 1]
    if is_title(DAY_AND_TIME.sub(" ", here.link)):
        return True
    return above.link == above.text and is_title(DAY_AND_TIME.sub(" ", above.link))


def is_title(link: str) -> bool:
    """Return whether a link has words enough for the headline of an article."""
    words = [word for word in words_of(link) if word.isalpha()]
    return len(words) >= TITLE_WORDS or any(WIDE.match(word) and len(word) >= TITLE_LETTERS for word in words)


def first_paragraph(outline: Outline) -> int:
    """Return the line of the first paragraph below the headline, a long one, or of the heading of another article."""
    start = (outline.headline or 0) + 1
    ends = (
        at
        for at in range(start, len(outline.lines))
        if is_paragraph(outline.lines[at].text) or is_teaser(outline.lines[at])
    )
    return next(ends, len(outline.lines))


def is_teaser(line: Line) -> bool:
    """Return whether a line is a heading that is a link to another article."""
    return line.heading and line.link == line.text and is_title(line.link)
