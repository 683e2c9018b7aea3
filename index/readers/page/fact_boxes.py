"""Boxes of facts inside the text of an article, which pages mark as `aside`, as they do links to other articles.

A box is a part of the article if it stands between two paragraphs, has sentences, and few of its letters are links.
Quotations from the article, calls to subscribe and links to other articles stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from dateline.index.readers.page.calls import CALL
from dateline.index.readers.page.marks import is_own_box, names_of
from dateline.index.readers.page.sections import section_of

__all__ = ["unwrap_fact_boxes"]

# Boxes of one article. More are a list of something else.
MOST_BOXES: Final = 20
BEFORE: Final = frozenset(("p", "ul", "ol", "figure", "blockquote", "h2", "h3"))
AFTER: Final = frozenset(("p", "h2", "h3"))
HEADS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "strong", "b"))
TEXTS: Final = frozenset(("p", "li"))
# Elements of boxes in which readers do something.
OTHERS: Final = ("form", "input", "button", "iframe", "time", "article")
# Letters of a box, and the largest share of them that is links. Related links have more than 0.8.
LEAST_TEXT: Final = 120
LONGEST_TEXT: Final = 6_000
# Paragraphs and items of a box, each of which is looked for in the page.
MOST_TEXTS: Final = 40
LINKED_SHARE: Final = 0.2


def unwrap_fact_boxes(tree: Any) -> None:
    """Turn the boxes of facts in the text of an article into plain ones; the tree is changed."""
    boxes = [box for box in tree.iter("aside") if stands_in_text(box)]
    if not 0 < len(boxes) <= MOST_BOXES:
        return
    page = " ".join(tree.text_content().split())
    for box in boxes:
        if is_fact_box(box, page):
            box.attrib.clear()
            box.tag = "div"


def stands_in_text(box: Any) -> bool:
    """Return whether a box stands between two parts of a text."""
    before, after = box.getprevious(), box.getnext()
    return before is not None and after is not None and before.tag in BEFORE and after.tag in AFTER


def is_fact_box(box: Any, page: str) -> bool:
    """Return whether a box has sentences of its own, and no links to other articles. ``page`` is the text of it all."""
    if not is_own_box(names_of(box)) or next(box.iter(*OTHERS), None) is not None:
        return False
    size = len(" ".join(box.text_content().split()))
    linked = sum(len(link.text_content().strip()) for link in box.iter("a"))
    if not LEAST_TEXT <= size <= LONGEST_TEXT or linked > LINKED_SHARE * size:
        return False
    texts = list(texts_of(box))
    if not 0 < len(texts) <= MOST_TEXTS or any(CALL.search(text) for text in texts):
        return False
    heads = (" ".join(head.text_content().split()) for head in islice(box.iter(*HEADS), 1))
    return not any(map(section_of, heads)) and all(page.count(text) == 1 for text in texts)


def texts_of(box: Any) -> Iterator[str]:
    """Yield the paragraphs and the items of lists in a box."""
    for element in box.iter(*TEXTS):
        text = " ".join(element.text_content().split())
        if text:
            yield text
