"""Where the headline of a page is: the heading that its titles repeat, and the element of the article around it.

The largest heading of a blog is often the name of the blog: a link to its home, or of an element that is named so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from dateline.index.readers.page.boilerplate import is_heading, words_of
from dateline.index.readers.page.marks import names_of

if TYPE_CHECKING:
    from dateline.index.readers.page.outline import Line

__all__ = ["LONGEST_HEADLINE", "find_container", "find_headline", "line_of_title", "parts_of", "text_of"]

LONGEST_HEADLINE: Final = 300
MAX_HEADINGS: Final = 200
# Elements of old pages that may be a headline; starts and ends of elements that are looked at for the text of one.
MAX_ELEMENTS: Final = 3_000
MOST_EVENTS: Final = 80
# Ancestors of a heading whose names may say that it is that of the site.
MOST_ANCESTORS: Final = 3

CONTAINER_NAME: Final = re.compile(
    r"(?:^|-)(?:article|post|story|entry|content|main|news|detail|single|hentry|text)(?:-|\d|$)"
)
# Headings that programs mark as that of the article, and names of those of the site.
MARKED_HEADINGS: Final = (
    "//*[@itemprop='headline' or contains(@property, 'headline') or contains(@class, 'entry-title')"
    " or contains(@class, 'post-title') or contains(@class, 'p-name') or contains(@class, 'article-title')"
    " or contains(@class, 'entry-header') or contains(@class, 'contentheading') or contains(@class, 'page-title')"
    " or contains(@class, 'documentFirstHeading')]"
)
HEADING_TAGS: Final = frozenset(("h1", "h2", "h3", "h4", "td", "div", "span", "p", "a", "strong", "b", "font"))
SITE_NAME: Final = re.compile(
    r"(?:^|-)(?:site|blog|brand|banner|masthead|logo|header)-(?:title|name|logo|header|heading|description|text|inner|img)"
    r"(?:-|$)|^(?:logo|masthead|branding|banner|banner-header|headerimg|header-wrapper|sitename|blogname|site-branding)$"
)
OLD_HEADINGS: Final = ("b", "strong", "font", "big", "center", "span", "p", "td", "div")
CELLS: Final = frozenset(("td", "tr", "tbody", "table"))
# Between the parts of a title: the headline, the section, the site.
DIVIDER: Final = re.compile(r"\s+[|\-–—:·•»«/<>]+\s+|\s?[|»]\s?|:\s+|\s\(|\)$")
# Parts of titles that blogs write between their name and the headline.
NO_PARTS: Final = frozenset(("blog archive", "printer friendly", "print version"))


def text_of(element: Any, longest: int = LONGEST_HEADLINE) -> str:
    """Return the beginning of the text of an element, on one line."""
    from lxml import etree  # optional: comes with the extra `html`

    parts: list[str] = []
    for event, each in islice(etree.iterwalk(element, events=("start", "end")), MOST_EVENTS):
        if event == "start":
            parts += [each.text or "", " "]
        elif each is not element:
            parts += [each.tail or "", " "]
    return " ".join("".join(parts).split())[:longest]


def find_headline(tree: Any, titles: Sequence[str]) -> Any:
    """Return the element of the headline: the heading that a title repeats, else a marked one, else the first `h1`.

    Pages without headings have an element that a title repeats. None if there is no headline.
    """
    headings = [(each, text_of(each)) for each in islice(tree.iter("h1", "h2", "h3", "h4"), MAX_HEADINGS)]
    headings = [(each, text) for each, text in headings if text]
    own = [(each, text) for each, text in headings if not is_of_site(each)]
    marked = [each for each in islice(tree.xpath(MARKED_HEADINGS), MAX_HEADINGS) if each.tag in HEADING_TAGS]
    marked = [each for each in marked if text_of(each) and not is_of_site(each)]
    wholes = (each for tags in (("h1",), ("h2", "h3")) for each in repeated(own, titles, tags))
    first = next(wholes, None)
    if first is not None:
        return first
    parts = [part for title in titles for part in parts_of(title)]
    for each in (*marked, *(each for each, _ in own)):
        if any(words_of(text_of(each)) == words_of(part) for part in parts):
            return each
    if marked:
        return next((each for each in marked if each.tag == "h1"), marked[0])
    firsts = [each for each, _ in own if each.tag == "h1"] or [each for each, _ in headings if each.tag == "h1"]
    in_article = [each for each in firsts if next(each.iterancestors("article", "main"), None) is not None]
    found = next(iter(in_article or firsts), None)
    if found is not None and not is_of_site(found):
        return found
    old = find_old_headline(tree, parts)
    return found if old is None else old


def repeated(headings: Sequence[tuple[Any, str]], titles: Sequence[str], tags: Sequence[str]) -> Iterator[Any]:
    """Yield the headings that repeat a title, in the order of the titles."""
    return (each for title in titles for each, text in headings if each.tag in tags and is_same(text, title))


def parts_of(title: str) -> list[str]:
    """Return the parts of a title of two words or more, in order, but for those that are no headline."""
    parts = [part.strip() for part in DIVIDER.split(title)]
    return [part for part in parts if len(words_of(part)) > 1 and part.lower() not in NO_PARTS]


def find_old_headline(tree: Any, parts: Sequence[str]) -> Any:
    """Return the outermost element of a page without headings whose text is a part of its title, None if none is."""
    wanted = {words_of(part) for part in parts if len(words_of(part)) > 2}
    if not wanted:
        return None
    for each in islice(tree.iter(*OLD_HEADINGS), MAX_ELEMENTS):
        if words_of(text_of(each)) in wanted:
            return each
    return None


def is_of_site(heading: Any) -> bool:
    """Return whether a heading is that of the site: a link to its home, or of an element that is named so."""
    for link in islice(heading.iter("a"), 1):
        href = (link.get("href") or "").strip()
        if href and is_home(href):
            return True
    names = [
        *names_of(heading),
        *(name for each in islice(heading.iterancestors(), MOST_ANCESTORS) for name in own_names(each)),
    ]
    return any(SITE_NAME.search(name) for name in names)


def own_names(element: Any) -> list[str]:
    """Return the names of an element, none of the body and of what has an article in it."""
    return [] if element.tag in ("body", "html", "article", "main") else names_of(element)


def is_home(href: str) -> bool:
    """Return whether a link leads to the front page of a site."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    path = parts.path.rpartition("/")[2].lower()
    root = parts.path.count("/") <= 1 and path in ("", "index.html", "index.php", "index.htm", "home")
    return root and not parts.query and not parts.fragment and parts.scheme in ("", "http", "https")


def is_same(text: str, title: str) -> bool:
    """Return whether a heading is a title, or most of it."""
    return is_heading(text, title) or (words_of(text) == words_of(title) != ())


def find_container(ancestors: Sequence[Any], headline: Any) -> Any:
    """Return the innermost element around the headline that is an article's or a story's, else the next one.

    A cell of a table that has only the headline is a part of its table.
    """
    around = ancestors[0] if ancestors and ancestors[0].tag not in ("body", "html") else None
    for each in ancestors:
        if each.tag in ("body", "html"):
            break
        if each.tag in ("article", "main") or any(
            CONTAINER_NAME.search(name) for name in names_of(each) if "header" not in name and "title" not in name
        ):
            return each
    if around is not None and (headline.tag in CELLS or (around.tag in CELLS and text_of(around) == text_of(headline))):
        return next((each for each in ancestors if each.tag == "table"), around)
    return around


def line_of_title(lines: Sequence[Line], titles: Sequence[str]) -> int | None:
    """Return the first line that is a title, None if there is none; headings without a tag are common on old pages."""
    long = [title for title in titles if len(words_of(title)) > 2]
    for at, line in enumerate(lines):
        if not line.blocked and len(line.text) <= LONGEST_HEADLINE and any(is_same(line.text, title) for title in long):
            return at
    return None
