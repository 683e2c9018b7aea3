"""Elements that mark a date or an author: their classes, ids, properties and data attributes.

Others, by the same names, are not part of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, Literal

from dateline.index.dataclass import dataclass, replace
from dateline.index.entities.people.titles import word_set

__all__ = [
    "LONGEST_MARK",
    "Kind",
    "Mark",
    "is_masthead",
    "is_outside",
    "is_own_box",
    "is_update",
    "kinds_of",
    "may_be_update",
    "names_of",
    "settle_updates",
    "values_of",
]  # fmt: skip

Kind = Literal["published", "updated", "time", "data", "named", "author"]

LONGEST_MARK: Final = 160

# Lines between the day of publication and that of the last change.
BESIDE: Final = 4
BLOCKED_TAGS: Final = frozenset(
    ("footer", "aside", "nav", "figure", "figcaption", "blockquote", "select", "button", "textarea", "iframe", "option")
)
BLOCKED_ROLES: Final = frozenset(("navigation", "complementary", "contentinfo", "search", "dialog"))
# Parts of names of classes and ids, divided by `-`, `_` or a capital.
BLOCKED_NAME: Final = re.compile(
    r"(?:^|-)(?:comments?|commentlist|respond|reply|replies|disqus|related|recommend(?:ed|ations?)?|recirc\w*|sidebar"
    r"|teasers?|promos?|foot(?:er)?|nav|navbar|navigation|menu|tweets?|instagram|fb|youtube|embed|events?|calendar(?!-da)"
    r"|weather|forecast|ticker|popular|trending|latest|mostread|most-read|copyright|outbrain|taboola|caption"
    r"|newsletter|carousel|widget|advert\w*|sponsor\w*|breaking|also|similar|see-also|readmore|read-more"
    r"|more-(?:news|stories|from|in|on)|hidden-print|cookie\w*|masthead|search|login|timeline|archive-list|next-post"
    r"|prev-post|post-navigation|author-bio|bio|wm-ipp\w*|today|todays|current-date|clock)(?:-|\d|$)"
)
# The head of the site, which may have the day of today.
MASTHEAD_NAME: Final = re.compile(
    r"^(?:site|page|main|global|top)?-?(?:header|head|topbar|bar|banner|masthead|logo)(?:-|$)"
)
# The foot of the article itself has the date on pages of some programs.
OWN_NAME: Final = re.compile(
    r"(?:entry|post|article|story|node|news|item|asset|blog)"
    r"-(?:foot(?:ers?)?|meta|info|details?|date|author|header|submitted)(?:-|$)"
)
OWN_DATE: Final = ".//*[@itemprop='datePublished']"
CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_+|-+")
MARKED_NAME: Final = re.compile(
    r"(?:^|-)(?:date|dates|datetime|time|timestamp|published|posted|pub|pubdate|publishdate|pubtime|dateline|datum|data"
    r"|fecha|dtpublished|dtstamp|when|meta|created|publish)(?:-|\d|$)"
)
PUBLISHED_CLASSES: Final = word_set(
    "published dt-published dtpublished entry-date pubdate pub-date publish-date published-date"
    " date-published dtreviewed date-header createdate date-posted publication-date"
    " post-date posted-on article-date article__date article-publish-date story-date dtstamp"
)
UPDATED_NAME: Final = re.compile(r"(?:^|-)(?:updated?|modified|lastmod|edited|datemodified|revised)(?:-|\d|$)")
# Properties of microdata and RDFa, without their prefix.
PUBLISHED_PROPERTIES: Final = frozenset(("datepublished", "issued", "published_time", "published", "pubdate"))
CREATED_PROPERTIES: Final = frozenset(("datecreated", "created"))
UPDATED_PROPERTIES: Final = frozenset(("datemodified", "modified", "dateupdated", "modified_time"))
AUTHOR_PROPERTIES: Final = frozenset(("author", "creator"))
AUTHOR_CLASSES: Final = word_set(
    "byline byline-name byline__name byline-author author author-name author__name post-author entry-author"
    " article-author"
    " article__author p-author reviewer documentauthor createdby tnt-byline by-author story-author articleauthor"
)
OTHER_SCOPES: Final = re.compile(
    r"(?:comment|event|person|organization|imageobject|videoobject|product|offer|rating|website|audioobject)\W*$"
    r"|usercomments",
    re.IGNORECASE,
)
DATA_NAMES: Final = re.compile(
    r"data-(?:(?!(?:last)?(?:updated?|modified|edited|mod)-)[a-z]+-)?(?:date|datetime|date-time|time|timestamp|utime|epoch|published?(?:-?(?:date|time|at))?|pubdate"
    r"|pub-date|publication-?date|created(?:-?at)?|unixtime|iso-?date|seconds)(?:-(?:iso|ms|utc|string))?"
)
# “3 hours ago”, “vor 3 Stunden”, “il y a 3 heures”.
RELATIVE: Final = re.compile(
    r"\b(?:ago|vor|il y a|hace|há|atrás|fa|geleden|sedan|siden|sitten|temu|назад|тому|önce|yang lalu|trước)\b|前|전",
    re.IGNORECASE,
)
LONGEST_RELATIVE: Final = 40
INLINE_MARKS: Final = frozenset(
    ("time", "abbr", "span", "meta", "small", "em", "i", "b", "strong", "a", "font", "label")
)
BLOCK_MARKS: Final = frozenset(("div", "p", "li", "td", "dd", "header", "h2", "h3", "h4", "h5", "h6", "address"))


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that marks a date or an author: how, its attributes, its text, its line, and whether it is an update.

    ``text`` is empty if it has many lines: the date of a whole article's element is not its own. ``perhaps``: its class
    is that of a change, which themes also give the day of publication.
    """

    kind: Kind
    values: tuple[str, ...]
    text: str
    line: int
    blocked: bool
    updated: bool
    inside: bool
    perhaps: bool = False


def names_of(element: Any) -> list[str]:
    """Return the classes and the id of an element, in small letters with `-` between their words."""
    return [
        CAMEL.sub("-", name).lower().strip("-")
        for name in f"{element.get('class') or ''} {element.get('id') or ''}"[:500].split()
    ]


def is_outside(element: Any, names: Sequence[str], inside: bool, tight: bool) -> bool:
    """Return whether an element is outside the article.

    ``inside``: it is in the element around the headline; ``tight``: that element is the article's alone.
    """
    if inside and any(OWN_NAME.match(name) for name in names):
        return False
    if inside and tight and (element.tag == "footer" or "footer" in names) and element.find(OWN_DATE) is not None:
        return False
    if element.tag in BLOCKED_TAGS or (element.get("role") or "").lower() in BLOCKED_ROLES:
        return True
    return any(BLOCKED_NAME.search(name) for name in names)


def is_own_box(names: Sequence[str]) -> bool:
    """Return whether no name of a box marks it as something beside the article, such as a list of links."""
    return not any(BLOCKED_NAME.search(name) for name in names)


def is_masthead(element: Any, names: Sequence[str]) -> bool:
    """Return whether an element above the headline is the head of the site."""
    return element.tag == "header" or any(MASTHEAD_NAME.search(name) for name in names)


def properties_of(element: Any) -> set[str]:
    """Return the properties of microdata and RDFa that an element has, in small letters, without their prefix."""
    words = (element.get("itemprop") or element.get("property") or "").lower().split()
    return {re.split("[:/#]", word)[-1] for word in words}


def kinds_of(element: Any, names: Sequence[str], scope: str) -> list[Kind]:
    """Return what an element marks, and how: a date, an author, both or nothing.

    ``scope`` is the type of the item of microdata around it.
    """
    properties = properties_of(element)
    date = date_kind(element, names, scope, properties)
    found: list[Kind] = [] if date is None else [date]
    return [*found, "author"] if is_author(element, properties, scope) else found


def date_kind(element: Any, names: Sequence[str], scope: str, properties: set[str]) -> Kind | None:
    """Return how an element marks a date, None if it does not."""
    tag = element.tag
    if properties & PUBLISHED_PROPERTIES:
        return None if scope and OTHER_SCOPES.search(scope) else "published"
    if properties & UPDATED_PROPERTIES:
        return "updated"
    if properties & CREATED_PROPERTIES:
        return None if scope and OTHER_SCOPES.search(scope) else "time"
    if tag not in INLINE_MARKS | BLOCK_MARKS and "-" not in tag:  # elements of scripts have a hyphen: `relative-time`
        return None
    classes = (element.get("class") or "").lower().split()
    if tag != "meta" and (PUBLISHED_CLASSES.intersection(classes) or element.get("pubdate") is not None):
        return "published"
    if tag == "time" or element.get("datetime"):
        return "time"
    if element.get("title") and is_relative(element):
        return "data"
    if "updated" in classes and element.get("title"):
        return "updated"
    if any(DATA_NAMES.fullmatch(name) for name in element.attrib):
        return "data"
    return "named" if tag != "meta" and any(MARKED_NAME.search(name) for name in names) else None


def is_relative(element: Any) -> bool:
    """Return whether the text of an element is a time before now, whose date its title gives: *3 hours ago*."""
    text = (element.text or "").strip()
    return len(text) <= LONGEST_RELATIVE and any(map(str.isdigit, text)) and RELATIVE.search(text) is not None


def is_author(element: Any, properties: set[str], scope: str) -> bool:
    """Return whether an element marks the author of the article."""
    if element.tag == "meta":
        return False
    if properties & AUTHOR_PROPERTIES:
        # The element of the author begins its own item, a person.
        return element.get("itemscope") is not None or not scope or OTHER_SCOPES.search(scope) is None
    classes = (element.get("class") or "").lower().split()
    return "author" in (element.get("rel") or "").lower().split() or bool(AUTHOR_CLASSES.intersection(classes))


def values_of(element: Any) -> Iterator[str]:
    """Yield the attributes of an element that give a date."""
    for name in ("datetime", "content", "title", "pubdate"):
        value = (element.get(name) or "").strip()
        if value and len(value) <= LONGEST_MARK and any(map(str.isdigit, value)):
            yield value
    for name, value in element.attrib.items():
        if DATA_NAMES.fullmatch(name) and len(value) <= LONGEST_MARK:
            yield value.strip()


def is_update(element: Any, names: Sequence[str]) -> bool:
    """Return whether the names of an element say that its date is that of a later change, and nothing else."""
    classes = set((element.get("class") or "").lower().split())
    prop = (element.get("itemprop") or "").lower()
    if prop:
        return bool(set(prop.split()) & UPDATED_PROPERTIES) and "datepublished" not in prop
    if "updated" in classes and any(MARKED_NAME.search(name) for name in names):
        return False  # the microformat hAtom asks for `updated` where themes show the day of publication
    return any(UPDATED_NAME.search(name) for name in names) and not classes & PUBLISHED_CLASSES


def may_be_update(element: Any) -> bool:
    """Return whether an element has the class of a change without one of publication: *entry-date updated*.

    Themes give it to the only date of a page, and to the second one.
    """
    classes = set((element.get("class") or "").lower().split())
    return "updated" in classes and not classes & {"published", "dt-published", "pubdate"}


def settle_updates(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks, with those that may be an update as one if another beside them is the day of publication."""
    certain = {
        (mark.line, mark.inside)
        for mark in marks
        if mark.kind == "published" and not (mark.blocked or mark.updated or mark.perhaps)
    }
    return [
        replace(mark, updated=True)
        if mark.perhaps and any((mark.line + each, mark.inside) in certain for each in range(-BESIDE, BESIDE + 1))
        else mark
        for mark in marks
    ]
