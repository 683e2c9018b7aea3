"""The text of the article on a page, without the boilerplate of the site.

trafilatura finds the article, with its setting for precision. Before, posts quoted from social networks become plain
quotations, boxes that open over a word are removed, and tables that lay out the page become boxes. If it finds little
text, its other settings are tried, then the structured data.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from copy import copy
from itertools import islice
from typing import Any

from dateline.index.readers.page.boilerplate import HeadLines, drop_boilerplate, words_of
from dateline.index.readers.page.entries import free_text, unlink_sentences
from dateline.index.readers.page.fact_boxes import unwrap_fact_boxes
from dateline.index.readers.page.layout_tables import unwrap_tables
from dateline.index.readers.page.leads import wrap_leads
from dateline.index.readers.page.outline import iter_events

__all__ = ["read_body"]

# The joiners, and numbers of a script of two thousand years ago.
JOINERS = "\u200c\u200d"
STAND_INS = "\U00010a9d\U00010a9e"
# A post embedded in an article, as the network's snippet marks it.
POSTS = "//blockquote[contains(@class, 'twitter-tweet') or contains(@class, 'twitter-video')]"
# Boxes that open when the pointer is over a word are inside its paragraph and contain pictures or links.
OPENING = re.compile("tooltip|popover|hovercard|rollover")
BOX_TAGS = frozenset(("span", "div", "aside"))
DROPPED_BOX = "dropped-box"
# An element around a post may have this many words more than the post.
WRAPPING_WORDS = 3
# Shorter texts, in characters, are extracted again with other settings. Twice trafilatura's limit for its fallbacks.
SHORT = 500
MUCH_LONGER = 2.0
# Larger pages are read without trafilatura's fallback extractors, one of which takes quadratic time.
# News pages have up to a few thousand elements.
MANY_ELEMENTS = 8_000
# trafilatura takes quadratic time for the elements inside one paragraph. News pages have up to a few hundred.
MOST_IN_PARAGRAPH = 1_000


def read_body(tree: Any, article: Mapping[str, object], known: HeadLines, notes: list[str]) -> str:
    """Return the text of the article with blank lines between paragraphs, empty if none is found.

    ``article`` is the JSON-LD object of the page, ``known`` what may stand above the text. The tree is changed.
    Notes quote the lines that are dropped below the text.
    """
    unwrap_posts(tree)
    drop_hover_boxes(tree)
    unwrap_fact_boxes(tree)
    unwrap_tables(tree)
    unwrap_paragraphs(tree)
    wrap_leads(tree, article, known.titles)
    free_text(tree, known.titles)
    links = {words_of(link.text_content()) for link in tree.iter("a")} - {()}
    unlink_sentences(tree)
    stand_in = replace_joiners(tree)
    lines = [line.strip() for line in extract(tree, article).translate(stand_in).splitlines()]
    return join(drop_boilerplate([line for line in lines if line], links, known, notes))


def replace_joiners(tree: Any) -> dict[int, str]:
    """Put letters that the page has not in the place of its joiners, which trafilatura drops; return the way back.

    Persian, Indic scripts and emoji need them.
    """
    page = "".join(tree.itertext())
    if not any(joiner in page for joiner in JOINERS) or any(letter in page for letter in STAND_INS):
        return {}
    there = dict(zip(map(ord, JOINERS), STAND_INS, strict=True))
    for element in tree.iter():
        if element.text:
            element.text = element.text.translate(there)
        if element.tail:
            element.tail = element.tail.translate(there)
    return dict(zip(map(ord, STAND_INS), JOINERS, strict=True))


def unwrap_posts(tree: Any) -> None:
    """Turn embedded posts into plain quotations, and the elements that only wrap them into plain boxes."""
    posts = tree.xpath(POSTS)
    sizes = count_words(tree) if posts else {}
    for post in posts:
        most = sizes[post] + WRAPPING_WORDS
        post.attrib.clear()
        for link in list(post.iter("a")):
            link.drop_tag()  # trafilatura takes a short text with a link for a menu
        around = post.getparent()
        while around is not None and around.tag in ("div", "figure", "section") and sizes[around] <= most:
            around.attrib.clear()
            around.tag = "div"
            around = around.getparent()


def count_words(tree: Any) -> dict[Any, int]:
    """Return the number of words in the texts of each element."""
    sizes: dict[Any, int] = {}
    size = 0
    for event, element in iter_events(tree):
        if event == "start":
            sizes[element] = size
            size += len((element.text or "").split())
        else:
            sizes[element] = size - sizes[element]
            size += len((element.tail or "").split())
    return sizes


def drop_hover_boxes(tree: Any) -> None:
    """Remove the boxes that open over a word of a paragraph, which stand in an element of such a name themselves."""
    from lxml import etree  # optional: comes with the extra `html`

    boxes: list[Any] = []
    # For each open element: whether it is inside a paragraph and is a box, and how many pictures and links came before.
    path: list[tuple[bool, int]] = []
    paragraphs = named = contents = 0
    for event, element in iter_events(tree):
        tag = element.tag
        opens = OPENING.search(element.get("class") or "") is not None
        if event == "start":
            path.append((bool(paragraphs and named and opens and tag in BOX_TAGS), contents))
            paragraphs += tag == "p"
            named += opens
            contents += tag in ("a", "img")
        else:
            is_box, before = path.pop()
            paragraphs -= tag == "p"
            named -= opens
            if is_box and contents > before:
                boxes.append(element)
    for box in boxes:
        box.tag = DROPPED_BOX
    # One by one, the texts behind them would be joined again and again.
    etree.strip_elements(tree, DROPPED_BOX, with_tail=False)


def unwrap_paragraphs(tree: Any) -> None:
    """Turn paragraphs with a great many elements into boxes."""
    for paragraph in list(tree.iter("p")):
        if next(islice(paragraph.iter(), MOST_IN_PARAGRAPH, None), None) is not None:
            paragraph.tag = "div"


def extract(tree: Any, article: Mapping[str, object]) -> str:
    """Return the text that trafilatura finds, one paragraph a line; if it is short, other settings are tried."""
    import trafilatura  # optional: the extra `html`, and slow to load

    # trafilatura logs to the root logger what the result already shows.
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
