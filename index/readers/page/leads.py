"""First paragraphs that are not marked as such: loose text before the first `p`, and leads in boxes and headings.

Pages of about 1995 to 2008 begin a text directly in its box and close paragraphs with `p`; others set the lead in a
heading, a box, or the header of the article. trafilatura, which looks for paragraphs, leaves all of these out.
A lead that the page also gives as its description is a summary, and is left where it is.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from dateline.index.entities.people.titles import word_set
from dateline.index.readers.page.boilerplate import Words, words_of
from dateline.index.readers.page.headline import find_headline
from dateline.index.readers.page.marks import is_outside, names_of
from dateline.index.readers.page.outline import BLOCKS, iter_events
from dateline.index.readers.page.sections import is_paragraph
from dateline.index.readers.page.structured import text_in

__all__ = ["wrap_leads"]

# Elements whose own text is read, and those that may be a lead.
BOXES: Final = frozenset(("div", "td", "center", "font", "body", "article", "section", "main", "span"))
LEADS: Final = frozenset(("p", "div", "h2", "h3", "h4", "center"))
# What stands in a line of text.
INLINE: Final = word_set("a abbr acronym b big br cite em font i img q small span strong sub sup tt u")
# Loose siblings before a paragraph, and starts and ends of elements between the headline and the text.
MOST_LOOSE: Final = 60
MOST_EVENTS: Final = 600
# Boxes that are leads; where there are more, the text itself is in boxes.
MOST_LEADS: Final = 2
# Paragraphs beside each other that are the text.
PARAGRAPHS: Final = 2
# First words that a lead and a description have in common.
SAME_WORDS: Final = 8
LONGEST_OPENING: Final = 400
# The share of the letters of a lead that may be links.
MOST_LINKED: Final = 0.5


def wrap_leads(tree: Any, article: Mapping[str, object], titles: Sequence[str]) -> None:
    """Turn what begins the text into paragraphs; the tree is changed.

    ``article`` is the JSON-LD object of the page, ``titles`` are its titles, best first.
    """
    seen: set[Any] = set()
    for paragraph in list(tree.iter("p")):
        box = paragraph.getparent()
        if box is not None and box not in seen:
            seen.add(box)
            if box.tag in BOXES:
                wrap_loose(box, paragraph)
    headline = find_headline(tree, titles)
    if headline is not None:
        move_leads(tree, headline, set(openings_of_descriptions(tree, article)))


def wrap_loose(box: Any, paragraph: Any) -> None:
    """Turn the loose text directly before the first paragraph of a box into one, if it is long enough."""
    loose: list[Any] = []
    before = paragraph.getprevious()
    while before is not None and before.tag in INLINE and len(loose) < MOST_LOOSE and is_flat(before):
        loose.append(before)
        before = before.getprevious()
    loose.reverse()
    start = first_line(((box.text if before is None else before.tail) or ""), loose)
    if start is None:
        return
    before = loose[start - 1] if start else before
    loose = loose[start:]
    text = (box.text if before is None else before.tail) or ""
    size = len(text) + sum(len(each.text_content()) + len(each.tail or "") for each in loose)
    if sum(len(each.text_content()) for each in loose if each.tag == "a") > MOST_LINKED * size:
        return
    new = paragraph.makeelement("p")
    new.text = text
    if before is None:
        box.text = None
    else:
        before.tail = None
    paragraph.addprevious(new)
    new.extend(loose)


def first_line(text: str, loose: Sequence[Any]) -> int | None:
    """Return which loose sibling begins the first line that is a paragraph, None if none is.

    ``text`` is what stands before them. Shorter lines above are the byline and the date.
    """
    start = 0
    line = [text]
    for at, each in enumerate(loose):
        if each.tag == "br":
            if is_paragraph(" ".join("".join(line).split())):
                return start
            start = at + 1
            line.clear()
        else:
            line.append(each.text_content())
        line.append(each.tail or "")
    return start if is_paragraph(" ".join("".join(line).split())) else None


def is_flat(element: Any) -> bool:
    """Return whether an element holds nothing but a line of text."""
    tags = [each.tag for each in islice(element.iter(), MOST_LOOSE)]
    return len(tags) < MOST_LOOSE and INLINE.issuperset(tags)


def openings_of_descriptions(tree: Any, article: Mapping[str, object]) -> Iterator[Words]:
    """Yield the first words of what a page gives as its description."""
    for element in tree.iter("meta"):
        if (element.get("name") or element.get("property") or "").lower().endswith("description"):
            yield words_of((element.get("content") or "")[:LONGEST_OPENING])[:SAME_WORDS]
    yield words_of(text_in(article.get("description"))[:LONGEST_OPENING])[:SAME_WORDS]


def move_leads(tree: Any, headline: Any, summaries: Container[Words]) -> None:
    """Put the leads between the headline and the first paragraph of the text before that paragraph, as paragraphs.

    ``summaries`` are the first words of descriptions, which are no leads.
    """
    leads: list[Any] = []
    around = set(headline.iterancestors())
    blocking: Any = None
    header = next((each for each in around if each.tag in ("header", "hgroup")), None)
    for event, element in islice(events_below(tree, headline), MOST_EVENTS):
        if event == "start":
            if blocking is None and element not in around and is_outside(element, names_of(element), False, False):
                blocking = element
            continue
        if element is blocking:
            blocking = None
        elif element is header:
            header = None
        elif blocking is None and element.tag in LEADS and is_lead(element):
            if element.tag == "p" and header is None:
                if begins_text(element):
                    put_before(element, leads)
                return
            if words_of(element.text_content()[:LONGEST_OPENING])[:SAME_WORDS] not in summaries:
                leads.append(element)
            if len(leads) > MOST_LEADS:
                return


def events_below(tree: Any, headline: Any) -> Iterator[tuple[str, Any]]:
    """Yield the starts and ends of elements below a headline."""
    body = tree.find("body")
    below = False
    for event, element in iter_events(tree if body is None else body):
        if below:
            yield event, element
        elif element is headline and event == "end":
            below = True


def is_lead(element: Any) -> bool:
    """Return whether an element is one paragraph of text, and not of links."""
    if any(each.tag in BLOCKS and each.tag != "br" for each in element.iterdescendants()):
        return False
    text = " ".join(element.text_content().split())
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    return is_paragraph(text) and linked <= MOST_LINKED * len(text)


def begins_text(paragraph: Any) -> bool:
    """Return whether other paragraphs of text follow one in its box."""
    after = (each for each in paragraph.itersiblings("p") if is_paragraph(" ".join(each.text_content().split())))
    return len(list(islice(after, PARAGRAPHS - 1))) == PARAGRAPHS - 1


def put_before(paragraph: Any, leads: Sequence[Any]) -> None:
    """Make leads the paragraphs before one; the texts behind them stay where they are."""
    for lead in leads:
        new = paragraph.makeelement("p")
        new.text = lead.text
        new.extend(list(lead))
        paragraph.addprevious(new)
        lead.drop_tree()
