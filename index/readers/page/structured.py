"""Structured data of a web page: JSON-LD, and Open Graph and other `meta` elements.

JSON-LD (schema.org) is in ``<script type="application/ld+json">``: an object, a list of them or ``{"@graph": […]}``.
The ``@type`` of one object is a kind of article. ``meta`` elements have a ``property``, ``name`` or ``itemprop``.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any

from dateline.index.entities.people.titles import word_set
from dateline.index.readers.page.boilerplate import is_heading, words_of
from dateline.index.readers.page.labelled_meta import labelled_values

__all__ = [
    "address_in",
    "dates_of_twins",
    "find_article",
    "find_page",
    "meta_values",
    "names_in",
    "read_nodes",
    "text_in",
]

Node = Mapping[str, object]

# Subtypes of https://schema.org/Article whose names do not end in "article" or "posting".
ARTICLE_TYPES = frozenset(("report", "claimreview"))
# Objects that describe the page, or the only work on it.
PAGE_TYPES = re.compile(
    r"(?:\w*webpage|itempage|creativework|videoobject|newsvideo|review|recipe|podcastepisode|audioobject)",
    re.IGNORECASE,
)
# The values of these keys are other works, or are no works.
OTHERS = word_set(
    "isPartOf hasPart citation mentions relatedLink itemListElement isBasedOn comment comments liveBlogUpdate video"
    " image author creator publisher review reviews subjectOf associatedMedia potentialAction thumbnail logo event"
    " workExample exampleOfWork significantLink"
)
# The values of these keys are people and organizations, which other objects of the page may describe.
REFERRING = ("author", "creator", "publisher", "sourceOrganization", "provider", "copyrightHolder")
MAX_NODES = 10_000
MAX_NAMES = 30
MOST_NESTED = 5
LONGEST_SCRIPT = 2_000_000
# Signs around JSON in scripts: comments and CDATA sections, which hide it from old browsers.
BEFORE = ("<!--", "<![CDATA[", "//", "/*", "*/", "&lt;!--")
AFTER = ("-->", "]]>", "//", "/*", "*/", "--&gt;")
MOST_SIGNS = 12
TRAILING_COMMA = re.compile(r",(\s*[\]}])")
PAIR = re.compile(
    r'"(@type|datePublished|dateModified|dateCreated|uploadDate)"\s{0,9}:\s{0,9}"([^"\\]{1,80})"', re.IGNORECASE
)


def read_nodes(tree: Any) -> list[Node]:
    """Return the JSON-LD objects of a page in order, outer ones first, except those of other works.

    People and organizations that they only refer to by ``@id`` are those of any object of the page with that id.
    """
    values: list[object] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            values += parse_data(script.text_content())
    found = [node for value in values for node in nodes_of(value)][:MAX_NODES]
    named = named_nodes(values)
    return [resolve_references(node, named) for node in found]


def named_nodes(values: list[object]) -> dict[str, Node]:
    """Return the objects with a name by their ``@id``."""
    found: dict[str, Node] = {}
    for node in nodes_of(values, others=True):
        key = node.get("@id")
        if isinstance(key, str) and next(iter_names(node), ""):
            found.setdefault(key, node)
    return found


def resolve_references(node: Node, named: Mapping[str, Node]) -> Node:
    """Return an object with the people and organizations to which it refers."""
    values = {key: resolve(node[key], named) for key in REFERRING if node.get(key)}
    return {**node, **values} if values else node


def resolve(value: object, named: Mapping[str, Node]) -> object:
    """Return a value with the objects to which it refers; a reference to nothing is an empty object."""
    if isinstance(value, list):
        return [resolve(each, named) for each in value[:MAX_NAMES] if not isinstance(each, list)]
    if isinstance(value, str):
        return named.get(value, value)
    if not isinstance(value, dict) or next(iter_names(value), ""):
        return value
    key = value.get("@id")
    return named.get(key, {}) if isinstance(key, str) else value


def find_article(nodes: Sequence[Node], titles: Sequence[str] = ()) -> Node:
    """Return the JSON-LD object of the article, empty if there is none.

    Of several, it is the one whose headline is one of ``titles``, else the first with a headline, unless the others
    have other headlines: then none of them can be known to be the page's.
    """
    articles = [node for node in nodes if is_article(node)]
    headed = [(node, text) for node in articles if (text := text_in(node.get("headline")) or text_in(node.get("name")))]
    for title in titles:
        for node, text in headed:
            if is_heading(text, title) or words_of(text) == words_of(title):
                return node
    if titles and len({words_of(text) for _, text in headed}) > 1:
        return {}
    return next((node for node, _ in headed), next(iter(articles), {}))


def dates_of_twins(nodes: Sequence[Node], article: Node) -> Iterator[str]:
    """Yield the dates of publication in other objects with the headline of the article."""
    words = words_of(text_in(article.get("headline")))
    for node in nodes:
        if node is not article and words and is_article(node) and words_of(text_in(node.get("headline"))) == words:
            yield text_in(node.get("datePublished"))


def find_page(nodes: Sequence[Node]) -> Node:
    """Return the dates of the JSON-LD objects that describe the page or the work on it, the first of each key."""
    found: dict[str, object] = {}
    for node in nodes:
        if any(PAGE_TYPES.fullmatch(name) for name in types_of(node)):
            for key in ("datePublished", "dateCreated", "uploadDate", "dateModified"):
                if text_in(node.get(key)):
                    found.setdefault(key, node[key])
    return found


def parse_data(text: str) -> Iterator[object]:
    """Yield the JSON values of a script; of broken ones only the dates, as an object."""
    text = bare(text[:LONGEST_SCRIPT])
    if "&quot;" in text and '"' not in text:
        text = html.unescape(text)
    try:
        # Line feeds inside strings are invalid but common.
        yield json.loads(text, strict=False)
    except (ValueError, RecursionError):
        yield from repair_data(text)


def bare(text: str) -> str:
    """Return a script without the signs around it."""
    for _ in range(MOST_SIGNS):
        size = len(text)
        text = text.strip().removesuffix(";")
        for sign in BEFORE:
            text = text.removeprefix(sign)
        for sign in AFTER:
            text = text.removesuffix(sign)
        if len(text) == size:
            break
    return text


def repair_data(text: str) -> Iterator[object]:
    """Yield the values of JSON with commas too many or several values in a row, else an object of its dates."""
    text = TRAILING_COMMA.sub(r"\1", text)
    decoder = json.JSONDecoder(strict=False)
    at, whole = 0, []
    try:
        while at < len(text):
            value, at = decoder.raw_decode(text, at)
            whole.append(value)
            while at < len(text) and (text[at].isspace() or text[at] in ",;"):
                at += 1
    except (ValueError, RecursionError):
        broken: dict[str, object] = {}
        for key, value in PAIR.findall(text[at:]):
            broken.setdefault(key, value)
        yield from whole
        if any(is_article({"@type": value}) for key, value in PAIR.findall(text[at:]) if key == "@type"):
            broken["@type"] = "Article"
        yield broken
        return
    yield from whole


def nodes_of(data: object, *, others: bool = False) -> Iterator[Node]:
    """Yield the objects of a JSON value, outer ones first, except those of other works unless asked for."""
    level = [data]
    seen = 0
    while level and seen < MAX_NODES:
        below: list[object] = []
        for each in level:
            seen += 1
            if isinstance(each, dict):
                yield each
                below += [
                    value
                    for key, value in each.items()
                    if isinstance(value, dict | list) and (others or key not in OTHERS)
                ]
            elif isinstance(each, list):
                below += each
        level = below


def types_of(node: Node) -> list[str]:
    """Return the types of a JSON-LD object in small letters, without the address of the vocabulary."""
    types = node.get("@type")
    return [re.split("[/:#]", str(name))[-1].lower() for name in (types if isinstance(types, list) else [types])]


def is_article(node: Node) -> bool:
    """Return whether a JSON-LD object is some kind of article."""
    return any(name.endswith(("article", "posting")) or name in ARTICLE_TYPES for name in types_of(node))


def text_in(value: object) -> str:
    """Return a JSON-LD value, or number, as text: itself, its ``@value`` or ``name``, of a list the first item's."""
    return text_under(value, ("@value", "name"))


def address_in(value: object) -> str:
    """Return a JSON-LD value as an address: itself, its ``@id`` or ``url``, of a list the first item's."""
    return text_under(value, ("@value", "@id", "url"))


def text_under(value: object, keys: Sequence[str]) -> str:
    """Return a text, the text under the first of the keys that an object has, or that of the first item of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = next((value[key] for key in keys if value.get(key)), None)
        if isinstance(value, list):
            value = value[0] if value else None
    match value:
        case str():
            return " ".join(html.unescape(value).split())
        case float() if not value.is_integer():
            return str(value) if isfinite(value) else ""
        case int() | float() if not isinstance(value, bool):  # time since 1970, to which some programs add `.0`
            return str(int(value))
    return ""


def names_in(value: object) -> list[str]:
    """Return the names in a JSON-LD value: a text split at commas, an object, or a list of either."""
    if isinstance(value, str):
        return [name for name in (" ".join(html.unescape(part).split()) for part in value.split(",")) if name]
    return list(dict.fromkeys(iter_names(value)))


def iter_names(value: object, depth: int = 0) -> Iterator[str]:
    """Yield the names in an object, or in a list of objects, whose names may be lists or objects."""
    if isinstance(value, str):
        if value.strip():
            yield " ".join(html.unescape(value).split())
    elif depth < MOST_NESTED and isinstance(value, list):
        for item in value[:MAX_NAMES]:
            yield from iter_names(item, depth + 1)
    elif depth < MOST_NESTED and isinstance(value, dict):
        yield from iter_names(value.get("name") or value.get("@value") or full_name(value), depth + 1)


def full_name(person: Mapping[str, object]) -> str:
    """Return the given and the family name of a JSON-LD person."""
    return " ".join(filter(None, (text_in(person.get(key)) for key in ("givenName", "additionalName", "familyName"))))


def meta_values(tree: Any) -> dict[str, list[str]]:
    """Return the contents of the ``meta`` elements by their names in small letters, in document order.

    ``itemprop`` counts in the head only: in the body it may be a comment's or another article's.
    """
    values: dict[str, list[str]] = {}
    body = tree.find("body")
    inside = set() if body is None else set(body.iter("meta"))
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or element.get("value") or "").split())
        if content:
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                name = (element.get(attribute) or "").strip().lower()
                if name and (attribute != "itemprop" or element not in inside):
                    values.setdefault(name, []).append(content)
    for label, content in labelled_values(values):
        values.setdefault(label, []).append(content)
    return values
