"""The outline of a page: its lines in order, where its headline is, and the elements that are marked as dates.

One walk over the tree, in linear time. Lines and marks inside what is not the article (footers, comments, teasers,
embedded posts, events, the weather) are blocked, unless the headline is inside the same element.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, Literal

from dateline.index.entities.people.titles import word_set
from dateline.index.readers.page.boilerplate import is_heading, words_of

__all__ = ["Line", "Mark", "Outline", "iter_events", "read_outline", "text_of"]

BLOCKS: Final = word_set(
    "address article aside blockquote body br caption center dd details dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol option p pre section select summary table"
    " tbody td tfoot th thead tr ul"
)
HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Letters that such an element raises or emphasises belong to the word before them.
WITHIN_WORDS: Final = frozenset(("sup", "sub", "b", "i", "em", "strong", "font", "u", "wbr"))
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
    r"|prev-post|post-navigation|author-bio|bio)(?:-|\d|$)"
)
# The foot of the article itself has the date on pages of some programs.
OWN_NAME: Final = re.compile(
    r"(?:entry|post|article|story)-(?:foot(?:er)?|meta|info|details?|date|author|header)(?:-|$)"
)
CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_+|-+")
CONTAINER_NAME: Final = re.compile(
    r"(?:^|-)(?:article|post|story|entry|content|main|news|detail|single|hentry|text)(?:-|\d|$)"
)
MARKED_NAME: Final = re.compile(
    r"(?:^|-)(?:date|dates|datetime|time|timestamp|published|posted|pub|pubdate|publishdate|pubtime|dateline|datum|data"
    r"|fecha|dtpublished|dtstamp|when|meta|created|publish)(?:-|\d|$)"
)
PUBLISHED_CLASSES: Final = word_set(
    "published dt-published dtpublished entry-date pubdate pub-date publish-date published-date date-published"
    " publication-date post-date posted-on article-date article__date article-publish-date story-date dtstamp"
)
UPDATED_NAME: Final = re.compile(r"(?:^|-)(?:updated?|modified|lastmod|edited|datemodified|revised)(?:-|\d|$)")
# Properties of microdata and RDFa, without their prefix.
PUBLISHED_PROPERTIES: Final = frozenset(("datepublished", "issued", "published_time", "published", "pubdate"))
UPDATED_PROPERTIES: Final = frozenset(("datemodified", "modified", "dateupdated", "modified_time"))
OTHER_SCOPES: Final = re.compile(
    r"(?:comment|event|person|organization|imageobject|videoobject|product|offer|rating|website|audioobject)\W*$"
    r"|usercomments",
    re.IGNORECASE,
)
DATA_NAMES: Final = re.compile(
    r"data-(?:[a-z]+-)?(?:date|datetime|date-time|time|timestamp|utime|epoch|published?(?:-?(?:date|time|at))?|pubdate"
    r"|pub-date|publication-?date|created(?:-?at)?|unixtime|iso-?date|seconds)(?:-(?:iso|ms|utc|string))?"
)
INLINE_MARKS: Final = frozenset(
    ("time", "abbr", "span", "meta", "small", "em", "i", "b", "strong", "a", "font", "label")
)
BLOCK_MARKS: Final = frozenset(("div", "p", "li", "td", "dd", "header", "h2", "h3", "h4", "h5", "h6", "address"))

MAX_LINES: Final = 20_000
MAX_MARKS: Final = 2_000
MAX_HEADINGS: Final = 200
LONGEST_HEADLINE: Final = 300
LONGEST_MARK: Final = 160
# Lines of one marked element: day, month and year may each have one. Parts of text inside it.
MOST_LINES: Final = 3
MOST_PARTS: Final = 30

Kind = Literal["published", "updated", "time", "data", "named"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the visible page: whether it is outside the article, a heading, and inside the article's element."""

    text: str
    blocked: bool
    heading: bool
    inside: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that marks a date: how, its attributes, its text, its line, and whether it is a later change.

    ``lines`` is how many lines its text has: the date of a whole article's element is not its own.
    """

    kind: Kind
    values: tuple[str, ...]
    text: str
    line: int
    blocked: bool
    updated: bool
    inside: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """The lines and marks of a page, and the line of its headline, else of the beginning of its only article."""

    lines: Sequence[Line]
    marks: Sequence[Mark]
    headline: int | None


@dataclass(slots=True)
class Open:
    """A marked element whose end was not reached yet."""

    element: Any
    kind: Kind
    values: tuple[str, ...]
    updated: bool
    line: int
    part: int


@dataclass(slots=True)
class Walk:
    """The state of the walk over a tree."""

    headline: Any
    ancestors: frozenset[Any]
    container: Any
    many_articles: bool
    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    open: list[Open] = field(default_factory=list)
    scopes: list[Any] = field(default_factory=list)
    blocking: Any = None
    heading: Any = None
    at: int | None = None
    inside: bool = False
    entered: bool = False

    def flush(self) -> None:
        """End the line."""
        text = " ".join("".join(self.parts).split())
        self.parts.clear()
        if text and len(self.lines) < MAX_LINES:
            self.lines.append(Line(text, self.blocking is not None, self.heading is not None, self.inside))


def text_of(element: Any, longest: int = LONGEST_HEADLINE) -> str:
    """Return the beginning of the text of an element, on one line."""
    return " ".join(" ".join(islice(element.itertext(), MOST_PARTS)).split())[:longest]


def read_outline(tree: Any, titles: Iterable[str]) -> Outline:
    """Return the outline of a page; ``titles`` are its headline as its metadata give it, best first."""
    names = [title[:LONGEST_HEADLINE] for title in titles if title]
    headline = find_headline(tree, names)
    ancestors = [] if headline is None else list(headline.iterancestors())
    articles = list(islice(tree.iter("article"), 2))
    container = find_container(ancestors) if headline is not None else (articles[0] if len(articles) == 1 else None)
    walk = Walk(headline, frozenset(ancestors), container, len(articles) > 1)
    walk.entered = any(each.tag == "article" for each in ancestors)
    body = tree.find("body")
    for event, element in iter_events(tree if body is None else body):
        if event == "start":
            enter(walk, element)
        else:
            leave(walk, element)
    walk.flush()
    if walk.at is None:
        walk.at = line_of_title(walk.lines, names)
    if walk.at is None and container is not None:
        walk.at = next((at for at, line in enumerate(walk.lines) if line.inside), None)
    return Outline(walk.lines, walk.marks, walk.at)


def iter_events(body: Any) -> Iterator[tuple[str, Any]]:
    """Yield the starts and ends of elements."""
    from lxml import etree  # optional: comes with the extra `html`

    for event, element in etree.iterwalk(body, events=("start", "end")):
        if isinstance(element.tag, str):
            yield event, element


def find_headline(tree: Any, titles: Sequence[str]) -> Any:
    """Return the element of the headline: the heading that a title repeats, else the first `h1`; None if none."""
    headings = [(each, text_of(each)) for each in islice(tree.iter("h1", "h2", "h3"), MAX_HEADINGS)]
    headings = [(each, text) for each, text in headings if text]
    for tags in (("h1",), ("h2", "h3")):
        for title in titles:
            for each, text in headings:
                if each.tag in tags and is_same(text, title):
                    return each
    for each in islice(tree.xpath("//*[@itemprop='headline' or contains(@class, 'entry-title')]"), MAX_HEADINGS):
        if each.tag != "meta" and text_of(each):
            return each
    firsts = [each for each, _ in headings if each.tag == "h1"]
    in_article = [each for each in firsts if next(each.iterancestors("article", "main"), None) is not None]
    return next(iter(in_article or firsts), None)


def is_same(text: str, title: str) -> bool:
    """Return whether a heading is a title, or most of it."""
    return is_heading(text, title) or (words_of(text) == words_of(title) != ())


def find_container(ancestors: Sequence[Any]) -> Any:
    """Return the innermost element around the headline that is an article's or a story's, else the next one."""
    around = ancestors[0] if ancestors and ancestors[0].tag not in ("body", "html") else None
    for each in ancestors:
        if each.tag in ("body", "html"):
            break
        if each.tag in ("article", "main") or any(
            CONTAINER_NAME.search(name) for name in names_of(each) if "header" not in name and "title" not in name
        ):
            return each
    return around


def line_of_title(lines: Sequence[Line], titles: Sequence[str]) -> int | None:
    """Return the first line that is a title, None if there is none; headings without a tag are common on old pages."""
    long = [title for title in titles if len(words_of(title)) > 2]
    for at, line in enumerate(lines):
        if not line.blocked and len(line.text) <= LONGEST_HEADLINE and any(is_same(line.text, title) for title in long):
            return at
    return None


def names_of(element: Any) -> list[str]:
    """Return the classes and the id of an element, in small letters with `-` between their words."""
    return [
        CAMEL.sub("-", name).lower().strip("-")
        for name in f"{element.get('class') or ''} {element.get('id') or ''}"[:500].split()
    ]


def enter(walk: Walk, element: Any) -> None:
    """Take the start of an element."""
    tag = element.tag
    if tag in BLOCKS:
        walk.flush()
    elif tag not in WITHIN_WORDS:
        walk.parts.append(" ")
    names = names_of(element)
    if walk.blocking is None and element not in walk.ancestors and is_blocked(walk, element, names):
        walk.blocking = element
    if element is walk.container:
        walk.inside = True
    if element is walk.headline:
        walk.flush()
        walk.at = len(walk.lines)
    if tag in HEADINGS and walk.heading is None:
        walk.heading = element
    if element.get("itemscope") is not None:
        walk.scopes.append(element)
    kind = kind_of(walk, element, names)
    if kind is not None and len(walk.marks) + len(walk.open) < MAX_MARKS:
        values = tuple(values_of(element))
        walk.open.append(Open(element, kind, values, is_update(element, names), len(walk.lines), len(walk.parts)))
    walk.parts.append(element.text or "")


def leave(walk: Walk, element: Any) -> None:
    """Take the end of an element, and the text after it."""
    while walk.open and walk.open[-1].element is element:
        close_mark(walk, walk.open.pop())
    if element.tag in BLOCKS or element is walk.headline:
        walk.flush()
    if element is walk.blocking:
        walk.flush()
        walk.blocking = None
    if element is walk.heading:
        walk.heading = None
    if element is walk.container:
        walk.flush()
        walk.inside = False
    if walk.scopes and element is walk.scopes[-1]:
        walk.scopes.pop()
    if element.tag not in BLOCKS and element.tag not in WITHIN_WORDS:
        walk.parts.append(" ")
    walk.parts.append(element.tail or "")


def close_mark(walk: Walk, mark: Open) -> None:
    """Keep a mark, with its text if it is short."""
    text = ""
    if mark.line == len(walk.lines):
        if len(walk.parts) - mark.part <= MOST_PARTS:
            text = "".join(walk.parts[mark.part :])
    elif len(walk.lines) - mark.line <= MOST_LINES:
        text = " ".join([*(line.text for line in walk.lines[mark.line :]), *walk.parts[:MOST_PARTS]])
    text = " ".join(text.split())
    text = text if len(text) <= LONGEST_MARK else ""
    if text or mark.values:
        blocked = walk.blocking is not None
        walk.marks.append(Mark(mark.kind, mark.values, text, mark.line, blocked, mark.updated, walk.inside))


def is_blocked(walk: Walk, element: Any, names: Sequence[str]) -> bool:
    """Return whether an element is outside the article."""
    if walk.inside and any(OWN_NAME.match(name) for name in names):
        return False
    if element.tag in BLOCKED_TAGS or (element.get("role") or "").lower() in BLOCKED_ROLES:
        return True
    if element.tag == "article" and walk.many_articles:
        # The first article after a headline that is in none is its text; all others are teasers.
        if walk.entered or walk.at is None:
            return True
        walk.entered = True
        return False
    return any(BLOCKED_NAME.search(name) for name in names)


def kind_of(walk: Walk, element: Any, names: Sequence[str]) -> Kind | None:
    """Return how an element marks a date, None if it does not."""
    tag = element.tag
    prop = (element.get("itemprop") or element.get("property") or "").lower().rpartition(":")[2]
    if set(prop.split()) & PUBLISHED_PROPERTIES:
        scope = walk.scopes[-1].get("itemtype") if walk.scopes else None
        return None if scope and OTHER_SCOPES.search(scope) else "published"
    if set(prop.split()) & UPDATED_PROPERTIES:
        return "updated"
    if tag not in INLINE_MARKS | BLOCK_MARKS and "-" not in tag:  # elements of scripts have a hyphen: `relative-time`
        return None
    classes = (element.get("class") or "").lower().split()
    if tag != "meta" and (PUBLISHED_CLASSES.intersection(classes) or element.get("pubdate") is not None):
        return "published"
    if tag == "time" or element.get("datetime"):
        return "time"
    if any(DATA_NAMES.fullmatch(name) for name in element.attrib):
        return "data"
    return "named" if tag != "meta" and any(MARKED_NAME.search(name) for name in names) else None


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
