"""The styles of a Word document: which are titles, headings, lists or hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

from dateline.index.dataclass import dataclass
from dateline.index.readers.office.blocks import BlockKind
from dateline.index.readers.office.package import attribute, first_below

__all__ = ["WordStyle", "chain_of", "has_outline", "is_hidden", "is_on", "kind_of_style", "read_styles"]

HEADING = re.compile(r"heading \d|heading\d|heading")
TITLES = frozenset(("title", "headline", "hed"))
CONTENTS = re.compile(r"toc \d|toc heading|table of figures|index \d")
# A style may be based on another; longer chains are loops.
LONGEST_CHAIN = 30
# An outline level of 9 is that of body text.
BODY_LEVEL = "9"


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A style: its name in small letters, the style that it is based on, and what it says of a text."""

    name: str
    base: str
    hidden: bool | None
    outline: str
    numbered: bool


def is_on(element: Element | None) -> bool | None:
    """Return whether a property is switched on, None if it is not given."""
    return None if element is None else attribute(element, "val").lower() not in ("0", "false", "off")


def read_styles(elements: Iterable[Element]) -> dict[str, WordStyle]:
    """Return the styles of a document by their identifiers."""
    found = {}
    for element in elements:
        name, based = first_below(element, "w:name"), first_below(element, "w:basedOn")
        number = first_below(element, "w:pPr/w:numPr/w:numId")
        found[attribute(element, "styleId")] = WordStyle(
            name=attribute(name, "val").lower(),
            base=attribute(based, "val"),
            hidden=is_on(first_below(element, "w:rPr/w:vanish")),
            outline=attribute(first_below(element, "w:pPr/w:outlineLvl"), "val"),
            numbered=number is not None and attribute(number, "val") != "0",
        )
    return found


def chain_of(styles: Mapping[str, WordStyle], identifier: str) -> Iterator[WordStyle]:
    """Yield a style, the style that it is based on, and so on."""
    for _ in range(LONGEST_CHAIN):
        style = styles.get(identifier)
        if style is None:
            return
        yield style
        identifier = style.base


def is_hidden(styles: Mapping[str, WordStyle], properties: Element | None, inherited: bool) -> bool:
    """Return whether a run with these properties is hidden; ``inherited`` is what its paragraph says."""
    if properties is None:
        return inherited
    direct = is_on(first_below(properties, "w:vanish"))
    if direct is not None:
        return direct
    chain = chain_of(styles, attribute(first_below(properties, "w:rStyle"), "val"))
    return next((style.hidden for style in chain if style.hidden is not None), inherited)


def has_outline(level: str) -> bool:
    """Return whether an outline level is that of a heading."""
    return level not in ("", BODY_LEVEL)


def kind_of_style(styles: Mapping[str, WordStyle], identifier: str) -> BlockKind | None:
    """Return what a paragraph of a style is, None for a line of a table of contents."""
    if identifier not in styles:  # the identifiers of Word in English are the names
        name = identifier.lower()
        return (
            BlockKind.TITLE if name in TITLES else BlockKind.HEADING if HEADING.fullmatch(name) else BlockKind.PARAGRAPH
        )
    numbered = False
    for style in chain_of(styles, identifier):
        if CONTENTS.fullmatch(style.name):
            return None
        if style.name in TITLES:
            return BlockKind.TITLE
        if HEADING.fullmatch(style.name) or has_outline(style.outline):
            return BlockKind.HEADING
        if style.outline == BODY_LEVEL:
            break
        numbered = numbered or style.numbered
    return BlockKind.ITEM if numbered else BlockKind.PARAGRAPH
