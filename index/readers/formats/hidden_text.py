"""Text that the HTML of a mail hides from its readers, as newsletters hide the line that a mailbox shows beside them.

    <div style="display:none;max-height:0">Ferry aground, and more of today</div>

Hidden are elements with the attribute `hidden`, and those whose style, or the style of their class outside of a query,
takes them away (`display:none`, `visibility:hidden`, `max-height:0`, `opacity:0`). Signs that also have other uses
(`font-size:0` against white space, `mso-hide:all` on a button, letters in the colour of their ground) count for short
texts without elements that set another size. One pass over the tags, in linear time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Final, Literal

from dateline.index.readers.formats.fragments import TAG, text_of_html

__all__ = ["without_hidden"]

Sign = Literal["certain", "short", ""]

ATTRIBUTE: Final = re.compile(r"""([^\s=/"'<>]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++))?""")
STYLE_START: Final = re.compile(r"<style\b[^<>]*+>", re.IGNORECASE)
STYLE_END: Final = re.compile(r"</style", re.IGNORECASE)
# No search goes over the letters of the one before it, so that a style sheet of any kind takes linear time.
QUERY: Final = re.compile(r"@[^{};@]*+\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}|/\*.*?(?:\*/|\Z)", re.DOTALL)
RULE: Final = re.compile(r"(?<![^{}])([^{}]*+)\{([^{}]*+)\}")
ONLY_CLASS: Final = re.compile(r"(?:[a-z0-9]{1,10})?\.([\w-]{1,80})", re.IGNORECASE)
QUICK: Final = re.compile(
    r"display\s*:\s*none|mso-hide|hidden|max-height\s*:\s*0|opacity\s*:\s*0|font-size\s*:\s*[01]|#f{3}|white", re.I
)
NOTHING: Final = re.compile(r"0*\.?0*(?:px|pt|em|rem|%)?")
TINY: Final = re.compile(r"(?:0*(?:\.\d+)?|0*1(?:\.0*)?)(?:px|pt)?|0*\.0\d*(?:em|rem)")
SIZE: Final = re.compile(r"font(?:-size)?\s*:", re.IGNORECASE)
# Elements without an end.
VOID: Final = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
# Letters of a line beside a mail, with the space that fills it up.
LONGEST_LINE: Final = 400
# What is hidden is the mail itself if so little is shown.
LEAST_SHOWN: Final = 200
TIMES: Final = 3


def without_hidden(fragment: str, hidden: list[str]) -> str:
    """Return the HTML of a mail without what it hides; ``hidden`` gets the texts that were left out.

    An element without an end hides nothing, and a mail that would show next to nothing is read as a whole.
    """
    if QUICK.search(fragment) is None:
        return fragment
    classes = hiding_classes(fragment)
    parts: list[str] = []
    found: list[str] = []
    at = kept = depth = 0
    opening: re.Match[str] | None = None  # of the element that may be hidden
    sign: Sign = ""
    while (tag := TAG.search(fragment, at)) is not None:
        at = tag.end()
        name = tag[2].lower()
        if name in VOID or tag[3].endswith("/"):
            continue
        if opening is None:
            if not tag[1] and (sign := sign_of(name, tag[3], classes)):
                opening, depth = tag, 1
            continue
        if name == opening[2].lower():
            depth += -1 if tag[1] else 1
        if depth == 0:
            inside = fragment[opening.end() : tag.start()]
            if sign == "certain" or is_short_line(inside):
                parts.append(fragment[kept : opening.start()])
                found.append(text_of_html(inside))
                kept = at
            opening = None
    shown = "".join([*parts, fragment[kept:]])
    size = sum(map(len, found))
    if size > LEAST_SHOWN and TIMES * len(text_of_html(shown)) < size:
        return fragment
    hidden.extend(filter(None, found))
    return shown


def is_short_line(inside: str) -> bool:
    """Return whether what an element holds is a short text in one size."""
    return SIZE.search(inside) is None and len(text_of_html(inside)) <= LONGEST_LINE


def sign_of(name: str, attributes: str, classes: Mapping[str, Sign]) -> Sign:
    """Return whether the attributes of an element say that it is hidden, certainly or if its text is short."""
    signs: set[Sign] = set()
    for found in ATTRIBUTE.finditer(attributes):
        value = html.unescape((found[2] or "").strip("\"'"))
        match found[1].lower():
            case "hidden":
                signs.add("certain")
            case "class":
                signs |= {classes.get(each, "") for each in value.split()}
            case "style":
                signs.add(sign_in(value, is_link=name == "a"))
    return "certain" if "certain" in signs else "short" if "short" in signs else ""


def sign_in(style: str, *, is_link: bool = False) -> Sign:
    """Return whether a style hides an element, certainly or if its text is short."""
    said: dict[str, str] = {}
    for part in style.lower().split(";"):
        key, _, value = part.partition(":")
        said[key.strip()] = value.replace("!important", "").strip()
    certain = said.get("display") == "none" or said.get("visibility") == "hidden"
    if certain or any(key in said and NOTHING.fullmatch(said[key]) for key in ("max-height", "opacity")):
        return "certain"
    ground = said.get("background-color", said.get("background", ""))
    same = bool(ground) and ground == said.get("color")
    tiny = said.get("font-size", "") and TINY.fullmatch(said["font-size"]) is not None
    return "short" if same or tiny or (said.get("mso-hide") == "all" and not is_link) else ""


def hiding_classes(fragment: str) -> dict[str, Sign]:
    """Return the classes that the style sheets of a mail hide, on every screen."""
    found: dict[str, Sign] = {}
    at = 0
    while (start := STYLE_START.search(fragment, at)) and (end := STYLE_END.search(fragment, start.end())):
        at = end.end()
        for rule in RULE.finditer(QUERY.sub("", fragment[start.end() : end.start()])):
            sign = sign_in(rule[2])
            names = [ONLY_CLASS.fullmatch(each.strip()) for each in rule[1].split(",")] if sign else []
            found |= {name[1]: sign for name in names if name is not None}
    return found
