"""The text of a page's article, without what the site sets around it.

trafilatura finds the article; it is told to prefer precision, because what follows
mends where that leaves out too much, and is given a page in which posts quoted from
social networks are plain quotations and boxes that open over a word are gone. Where it
finds next to nothing, its other settings are tried, and at last the structured data.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from dateline.index.readers.page.boilerplate import drop_boilerplate, words_of

__all__ = ["read_body"]

# A post quoted in an article, as its network's own snippet marks it.
POSTS = "//blockquote[contains(@class, 'twitter-tweet') or contains(@class, 'twitter-video')]"
# Boxes that open when a pointer rests on a word stand inside its paragraph and hold pictures or links.
OPENING = " or ".join(f"contains(@class, '{name}')" for name in ("tooltip", "popover", "hovercard", "rollover"))
BOXES = f"//p//*[self::span or self::div or self::aside][{OPENING}][ancestor::*[{OPENING}]][.//img or .//a]"
# A wrapper of a post may hold this many words more than the post.
WRAPPING_WORDS = 3
# Shorter texts, in characters, are tried again with other settings. Twice trafilatura's own bound for its fallbacks.
SHORT = 500
MUCH_LONGER = 2.0
# Pages of more elements are read without trafilatura's second opinions, of which jusText takes quadratic time.
# News pages have up to some thousand.
MANY_ELEMENTS = 8_000


def read_body(tree: Any, article: Mapping[str, object], titles: Sequence[str]) -> str:
    """Return the text of the article, paragraphs parted by blank lines; the empty text where there is none.

    ``article`` is the JSON-LD object of the page, ``titles`` are its headline and what may repeat it.
    The tree is changed.
    """
    open_posts(tree)
    drop_boxes(tree)
    links = {words_of(link.text_content()) for link in tree.iter("a")} - {()}
    lines = [line.strip() for line in extract(tree, article).splitlines()]
    return join(drop_boilerplate([line for line in lines if line], titles, links))


def open_posts(tree: Any) -> None:
    """Make plain quotations of quoted posts, and plain boxes of what stands around them only."""
    for post in tree.xpath(POSTS):
        size = len(post.text_content().split()) + WRAPPING_WORDS
        post.attrib.clear()
        for link in list(post.iter("a")):
            link.drop_tag()  # a short text with a link in it is taken for a menu
        around = post.getparent()
        while (
            around is not None
            and around.tag in ("div", "figure", "section")
            and len(around.text_content().split()) <= size
        ):
            around.attrib.clear()
            around.tag = "div"
            around = around.getparent()


def drop_boxes(tree: Any) -> None:
    """Take out the boxes that open over a word of a paragraph."""
    for box in tree.xpath(BOXES):
        if box.getparent() is not None:
            box.drop_tree()


def extract(tree: Any, article: Mapping[str, object]) -> str:
    """Return what trafilatura takes for the text, a line a paragraph; other settings are tried where it is short."""
    import trafilatura  # optional: the extra `html`, and slow to load

    # It reports to the root logger what the caller is told by the result.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    fast = sum(1 for _ in tree.iter()) > MANY_ELEMENTS
    best = trafilatura.extract(copy(tree), fast=fast, include_comments=False, favor_precision=True) or ""
    if len(best) >= SHORT:
        return best
    given = article.get("articleBody")
    others = [
        trafilatura.extract(copy(tree), fast=fast, include_comments=False) or "",
        given if isinstance(given, str) else "",
    ]
    for other in others:
        if len(other) > MUCH_LONGER * len(best):
            best = other
    return best


def join(lines: Sequence[str]) -> str:
    """Return lines as a text: blank lines between paragraphs, none between items of a list or rows of a table."""
    parts: list[str] = []
    for at, line in enumerate(lines):
        if at:
            tight = is_item(line) and is_item(lines[at - 1])
            parts.append("\n" if tight else "\n\n")
        parts.append(line)
    return "".join(parts)


def is_item(line: str) -> bool:
    """Return whether a line is an item of a list or a row of a table, as trafilatura writes them."""
    return line.startswith("- ") or "|" in line
