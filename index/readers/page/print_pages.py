"""Pages for the printer: the lines and links that serve only to print, close or leave them.

*Print version*, *Close window*, *Back to article* and `window.print()` are no text, no headline and no part of a title.
Only whole lines count, so that a sentence about a window that was closed stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, Final

from dateline.index.metadata.day_lines import DAY
from dateline.index.readers.page.headline import LONGEST_HEADLINE, text_of
from dateline.index.readers.page.outline import BLOCKS, iter_events
from dateline.index.readers.page.phrases import LONGEST_PRINT_LINE, is_print_line

__all__ = ["drop_print_lines"]

# What a browser does when such a link or button is pressed.
ACTION: Final = re.compile(
    r"\b(?:window|self|top|document)\.(?:print|close)\s?\(|javascript:\s?(?:print|close)\s?\(|\bhistory\.(?:back|go)\s?\(",
    re.IGNORECASE,
)
LONGEST_ACTION: Final = 60
PRESSED: Final = ("a", "button", "input")
# The parts of the title of a window or of a meta element; the dividers stay where they are between other parts.
PART: Final = re.compile(r"(\s+[|\-–—:·•»«/]+\s+|\s?[|»:]\s|\s?[(\[][^()\[\]]{1,40}[)\]]\s?\Z)")
TITLE_NAMES: Final = ("title", "dc.title")
HEADINGS: Final = ("h1", "h2", "h3", "h4")
EMPHASISED: Final = ("b", "strong", "big", "font")
# Elements in which the headline of a page is looked for that has no title, and the words of one.
MOST_EMPHASISED: Final = 40
FEWEST_WORDS: Final = 3


def drop_print_lines(tree: Any) -> None:
    """Remove the lines that only serve to print a page; the tree is changed.

    If a page has no other title, its first heading, else its first emphasised line, becomes its headline.
    """
    pressed = (each for each in tree.iter(*PRESSED) if ACTION.search(f"{each.get('href')} {each.get('onclick')}"))
    drop_lines(tree, pressed, lambda line: len(line) <= LONGEST_ACTION)
    drop_lines(tree, tree.iter(*BLOCKS), is_print_line)
    if clean_titles(tree):
        mark_headline(tree)


def drop_lines(tree: Any, elements: Iterable[Any], is_dropped: Callable[[str], bool]) -> None:
    """Remove what such elements hold whose whole text is a line to drop; what follows them stays."""
    chosen = list(elements)
    texts, spans = texts_of(tree) if chosen else ([], {})
    for element in chosen:
        if is_dropped(" ".join(texts[spans[element]])):
            tail = element.tail
            element.clear()
            element.tail = tail


def texts_of(tree: Any) -> tuple[list[str], dict[Any, slice]]:
    """Return the texts of a page without blank ones, and which of them are those of each element.

    Long texts and many texts are cut off, but what is left of them is longer than any line to drop.
    """
    texts: list[str] = []
    starts: dict[Any, int] = {}
    spans: dict[Any, slice] = {}
    for event, element in iter_events(tree):
        if event == "start":
            starts[element] = len(texts)
            text = element.text
        else:
            spans[element] = slice(starts[element], min(len(texts), starts[element] + LONGEST_PRINT_LINE))
            text = element.tail
        if text and not text.isspace():
            texts.append(" ".join(text.split())[: LONGEST_PRINT_LINE + 1])
    return texts, spans


def clean_titles(tree: Any) -> bool:
    """Remove such parts from the titles in the head of a page; return whether nothing is left of that of its window."""
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        if name.endswith(":title") or name in TITLE_NAMES:
            meta.set("content", without_print(meta.get("content") or ""))
    emptied = False
    for title in islice(tree.iter("title"), 1):
        text = text_of(title)
        kept = without_print(text)
        if kept != text:
            title.text, emptied = kept, not kept
    return emptied


def without_print(title: str) -> str:
    """Return a title without the parts that only say that it is for the printer; others as they are."""
    parts = PART.split(title) if len(title) <= LONGEST_HEADLINE else []
    kept = [part for part in parts if not is_print_line(bare(part))]
    if len(kept) == len(parts):
        return title
    while kept and not re.search(r"\w", kept[0]):
        kept.pop(0)
    while kept and not re.search(r"\w", kept[-1]):
        kept.pop()
    return "".join(kept).strip()


def bare(part: str) -> str:
    """Return a part of a title without the brackets around it."""
    return part.strip(" ()[]")


def mark_headline(tree: Any) -> None:
    """Make the first heading, or the first emphasised line, that of the page, if it has no main heading."""
    if any(text_of(each) for each in islice(tree.iter("h1"), MOST_EMPHASISED)):
        return
    for tags in (HEADINGS, EMPHASISED):
        for each in islice(tree.iter(*tags), MOST_EMPHASISED):
            text = text_of(each, LONGEST_HEADLINE + 1)
            if len(text.split()) >= FEWEST_WORDS and len(text) <= LONGEST_HEADLINE and not re.search(DAY, text):
                each.tag = "h1"
                return
