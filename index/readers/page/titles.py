"""The title of a page: its headline, without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from dateline.index.article import ArticleNote
from dateline.index.readers.page.boilerplate import is_heading, words_of
from dateline.index.readers.page.bylines import LONGEST_NAME, is_site
from dateline.index.readers.page.candidates import PageSource, iter_candidates
from dateline.index.readers.page.headline import LONGEST_HEADLINE, parts_of
from dateline.index.readers.page.web_page import MOST_HEADINGS, WebPage, visible_text

__all__ = ["find_title"]

DIVIDERS: Final = (" | ", " - ", " – ", " — ", " :: ", " · ", " « ", " » ")

# In Chinese titles, no space divides the site from the headline.
CLOSE_DIVIDER: Final = re.compile(r"(?<=\w)[-_－—–|｜：]+(?=\w)")

# Words that a headline begins with, divided from it by a sign that readers see: “Analysis: ”, “Opinion – ”.
LEAD: Final = re.compile(r"([^|»›]{2,60}?)\s?(?::|\s[–—-])\s")


def find_title(page: WebPage, notes: list[str]) -> str:
    """Return the headline without the name of the site around it."""
    headings = [text for text in map(visible_text, islice(page.tree.iter("h1"), MOST_HEADINGS)) if text]
    if page.outline.heading and page.outline.heading not in headings:
        headings.insert(0, page.outline.heading)
    for source, text in named(page):
        title = headline_in(without_site(text, page.site), source.name, page)
        # Headlines for search engines are truncated after 110 characters; the visible one is complete.
        start = title.rstrip(" .…")
        if title:
            whole = next((text for text in headings if start and text.startswith(start)), None)
            if whole is None:
                check_title(title, source.name, headings, page.site, notes)
            return whole or title
    return ""


def headline_in(title: str, source: str, page: WebPage) -> str:
    """Return a title without the kicker before it in the same heading, or without a site that no space divides from it.

    The title of the window has no kicker; the headline is a line of the page. A heading that is in the title of the
    window as a whole has none: *Ferry lost: what we know*. Words before a colon or a dash (*Analysis: …*) are no
    kicker, unless they are the name of the site.
    """
    if source == "the visible heading":
        windows = [visible_text(element) for element in islice(page.tree.iter("title"), 1)]
        if any(title in window for window in windows):
            return title
        parts = (part for window in windows for part in parts_of(window[:LONGEST_HEADLINE]))
        found = next((part for part in parts if len(words_of(part)) > 2 and title.endswith(f" {part}")), title)
        lead = LEAD.fullmatch(title.removesuffix(found))
        beside = words_of(" ".join(windows).replace(found, " "))  # the site and the section
        own = lead is not None and not is_site(lead[1], page.site) and not set(words_of(lead[1])) <= set(beside)
        return title if own else found
    if source == "the window" and len(title) <= LONGEST_HEADLINE:
        heads = {title[: found.start()].strip() for found in CLOSE_DIVIDER.finditer(title)} - {""}
        return next((line.text for line in page.outline.lines if not line.blocked and line.text in heads), title)
    return title


def named(page: WebPage) -> Iterator[tuple[PageSource, str]]:
    """Yield the candidates for the title, those that are only the name of the site last."""
    last: list[tuple[PageSource, str]] = []
    for source, text in iter_candidates(page, "title"):
        if is_site(text, page.site):
            last.append((source, text))
        else:
            yield source, text
    yield from last


def check_title(title: str, name: str, headings: Iterable[str], site: str, notes: list[str]) -> None:
    """Add a note if all headings differ from the title, the name of the site aside."""
    plain = [without_site(heading, site) for heading in headings if not is_site(heading, site)]
    if plain and not any(is_heading(heading, title) or words_of(heading) == words_of(title) for heading in plain):
        text = f"the visible heading is “{plain[0][:LONGEST_NAME]}”, but “{title}” of {name} was taken"
        notes.append(ArticleNote("another visible heading", text))


def without_site(title: str, site: str) -> str:
    """Return a title without the name of the site after its last divider."""
    for divider in DIVIDERS:
        head, found, tail = title.rpartition(divider)
        if found and head.strip() and is_site(tail, site):
            return head.strip()
    return title.strip()
