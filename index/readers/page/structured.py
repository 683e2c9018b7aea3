"""Structured data of a web page: JSON-LD, and Open Graph and other `meta` elements.

JSON-LD (schema.org) is in ``<script type="application/ld+json">``: an object, a list of them or ``{"@graph": […]}``.
The ``@type`` of one object is a kind of article. ``meta`` elements have a ``property``, ``name`` or ``itemprop``.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["find_article", "meta_values", "names_in", "text_in"]

# Subtypes of https://schema.org/Article whose names do not end in "article".
ARTICLE_TYPES = frozenset(("blogposting", "liveblogposting", "report", "socialmediaposting"))
# The values of these keys are other articles.
OTHERS = frozenset(("isPartOf", "hasPart", "citation", "mentions", "relatedLink", "itemListElement", "isBasedOn"))
MAX_NODES = 10_000


def find_article(tree: Any) -> Mapping[str, object]:
    """Return the JSON-LD object of the article: the first of its type with a headline; empty if there is none."""
    best: Mapping[str, object] = {}
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in nodes_of(parse_data(script.text_content())):
            if is_article(node):
                if node.get("headline"):
                    return node
                best = best or node
    return best


def parse_data(text: str) -> object:
    """Return the JSON value of a script, None if it is broken."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//<![CDATA[").removesuffix("//]]>").strip().removesuffix(";")
    try:
        # Line feeds inside strings are invalid but common.
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def nodes_of(data: object) -> Iterator[Mapping[str, object]]:
    """Yield the objects of a JSON value, outer ones first, except those of other articles."""
    level = [data]
    seen = 0
    while level and seen < MAX_NODES:
        below: list[object] = []
        for each in level:
            seen += 1
            if isinstance(each, dict):
                yield each
                below += [value for key, value in each.items() if isinstance(value, dict | list) and key not in OTHERS]
            elif isinstance(each, list):
                below += each
        level = below


def is_article(node: Mapping[str, object]) -> bool:
    """Return whether a JSON-LD object is some kind of article."""
    types = node.get("@type")
    names = [str(name).rpartition("/")[2].lower() for name in (types if isinstance(types, list) else [types])]
    return any(name.endswith("article") or name in ARTICLE_TYPES for name in names)


def text_in(value: object) -> str:
    """Return a JSON-LD value as text: itself, its ``name`` or ``@id``, of a list the first item's."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or value.get("url")
        if isinstance(value, list):
            value = value[0] if value else None
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


def names_in(value: object) -> list[str]:
    """Return the names in a JSON-LD value: a text split at commas, an object, or a list of either."""
    if isinstance(value, str):
        return [name for name in (" ".join(html.unescape(part).split()) for part in value.split(",")) if name]
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        names = item.get("name") if isinstance(item, dict) else item
        for name in names if isinstance(names, list) else [names]:
            if isinstance(name, str) and name.strip():
                found.append(" ".join(html.unescape(name).split()))
    return list(dict.fromkeys(found))


def meta_values(tree: Any) -> dict[str, list[str]]:
    """Return the contents of the ``meta`` elements by their names in small letters, in document order."""
    values: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        if content:
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                name = (element.get(attribute) or "").strip().lower()
                if name:
                    values.setdefault(name, []).append(content)
    return values
