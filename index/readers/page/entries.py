"""Parts of a text in elements that trafilatura takes for the page's: headlines of entries, corrections, centred lines.

Entries of live blogs and sections have their headline in a `header`, a correction stands in the `footer` of the
article, old pages centre a paragraph, and a sentence may be little more than a link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any, Final

from dateline.index.readers.page.calls import CALL, is_sentence
from dateline.index.readers.page.headline import find_headline
from dateline.index.readers.page.leads import INLINE
from dateline.index.readers.page.outline import BLOCKS
from dateline.index.readers.page.phrases import POINTER
from dateline.index.readers.page.sections import is_paragraph, section_of

__all__ = ["free_text", "unlink_sentences"]

# Elements of one kind that are looked at, and the longest headline of an entry.
MOST: Final = 400
MOST_BOXES: Final = 8_000
LONGEST_HEADLINE: Final = 200
HEADS: Final = ("h2", "h3", "h4")
TEXTS: Final = frozenset(("p", "ul", "ol", "blockquote", "figure", "div"))
ARTICLES: Final = ("article", "main")
CORRECTION: Final = re.compile(
    r"(?:corrections?|corrected|clarifications?|errat(?:um|a)|korrekturen?|berichtigung|richtigstellung|rectificatif"
    r"|correcci[óo]n(?:es)?|corre[çc][ãa]o|correzione|rectificatie|rättelse|rettelse|sprostowanie) ?[:(–—-]"
    r"|(?:this|the|an earlier|a previous|an original)"
    r" (?:article|story|report|post|piece|version|headline|column|review)\b"
    r".{0,60}\b(?:amended|corrected|updated|edited|changed|misstated|misspelled|incorrectly|wrongly|error)\b"
    r"|in einer (?:früheren|vorherigen) (?:version|fassung)"
    r"|(?:dieser|der) (?:artikel|text) wurde .{0,40}(?:korrigiert|geändert)"
    r"|(?:cet article a été (?:modifié|corrigé)|este artículo (?:fue|ha sido) (?:corregido|modificado))",
    re.IGNORECASE,
)
# Words of a sentence beside its links.
LEAST_WORDS: Final = 3
MOST_LINKED: Final = 0.5


def free_text(tree: Any, titles: Sequence[str]) -> None:
    """Turn what is text into plain headings and paragraphs; the tree is changed. ``titles`` are the page's."""
    free_headlines(tree, titles)
    free_corrections(tree)
    for box in list(islice(tree.iter("center"), MOST)):
        if is_centred(box):
            box.tag = "p"
    for box in list(islice(tree.iter("div", "td", "center"), MOST_BOXES)):
        split_lines(box)


def split_lines(box: Any) -> None:
    """Make a paragraph of each line of a box that has lines in elements of print: trafilatura joins them."""
    children = list(box)
    tags = {each.tag for each in children}
    if not {"br", "font"} <= tags or not INLINE.issuperset(tags) or len(children) > MOST:
        return
    lines = [box.makeelement("p")]
    lines[0].text, box.text = box.text, None
    for each in children:
        if each.tag == "br":
            lines.append(box.makeelement("p"))
            lines[-1].text = each.tail
            box.remove(each)
        else:
            lines[-1].append(each)
    box.extend(line for line in lines if line_of(line) or len(line))


def free_headlines(tree: Any, titles: Sequence[str]) -> None:
    """Move the headlines of entries out of their `header`."""
    headers = [header for header in islice(tree.iter("header"), MOST) if is_inside(header)]
    headline = find_headline(tree, titles) if headers else None
    for header in headers:
        heads = list(islice(header.iter(*HEADS), 2))
        if len(heads) == 1 and heads[0] is not headline and is_of_entry(header, heads[0]):
            tail, heads[0].tail = heads[0].tail, None
            if tail:
                header.text = (header.text or "") + tail
            header.addprevious(heads[0])


def is_inside(element: Any) -> bool:
    """Return whether an element is inside that of an article."""
    return next(element.iterancestors(*ARTICLES), None) is not None


def is_of_entry(header: Any, head: Any) -> bool:
    """Return whether a heading is that of a text directly below its header, and leads nowhere else."""
    text, after = line_of(head), header.getnext()
    if not 0 < len(text) <= LONGEST_HEADLINE or section_of(text) or next(header.iter("h1"), None) is not None:
        return False
    if after is None or after.tag not in TEXTS or linked(head) > MOST_LINKED * len(text):
        return False
    below = line_of(after)
    return (is_paragraph(below) or is_sentence(below)) and linked(after) <= MOST_LINKED * len(below)


def free_corrections(tree: Any) -> None:
    """Move the corrections of an article out of its `footer`."""
    for footer in list(islice(tree.iter("footer"), MOST)):
        if is_inside(footer):
            for line in list(islice(footer.iter("p"), MOST)):
                text = line_of(line)
                if is_sentence(text) and CORRECTION.match(text):
                    line.tail = None
                    footer.addprevious(line)


def is_centred(box: Any) -> bool:
    """Return whether a centred element is a line of the text: between two paragraphs, and no links or advertisement."""
    before, after = box.getprevious(), box.getnext()
    if before is None or after is None or before.tag != "p" or after.tag != "p":
        return False
    text = line_of(box)
    if not text or any(each.tag in BLOCKS and each.tag != "br" for each in box.iterdescendants()):
        return False
    return linked(box) <= MOST_LINKED * len(text) and not CALL.search(text) and not POINTER.match(text)


def line_of(element: Any) -> str:
    """Return the text of an element on one line."""
    return " ".join(element.text_content().split())


def linked(element: Any) -> int:
    """Return how many letters of an element are links."""
    return sum(len(line_of(link)) for link in element.iter("a"))


def unlink_sentences(tree: Any) -> None:
    """Turn the links of short sentences into their words; trafilatura takes a short text of links for a menu."""
    for paragraph in list(tree.iter("p")):
        links = list(islice(paragraph.iter("a"), MOST))
        text = line_of(paragraph) if links else ""
        if text and not is_paragraph(text) and is_sentence(text) and is_told(paragraph, text, links):
            for link in links:
                link.drop_tag()


def is_told(paragraph: Any, text: str, links: Sequence[Any]) -> bool:
    """Return whether a sentence begins with words that are no link and no call, and has some of them."""
    words = len(text.split()) - sum(len(link.text_content().split()) for link in links)
    first = (paragraph.text or "").split()
    return len(first) > 0 and words >= LEAST_WORDS and not CALL.search(text) and not POINTER.match(text)
