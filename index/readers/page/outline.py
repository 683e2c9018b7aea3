"""The outline of a page: its lines in order, where its headline is, and the elements that are marked as dates.

One walk over the tree, in linear time. Lines and marks inside what is not the article (footers, comments, teasers,
embedded posts, events, the weather) are blocked, unless the headline is inside the same element.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

from dateline.index.dataclass import dataclass, field
from dateline.index.entities.people.titles import word_set
from dateline.index.readers.page.headline import (
    LONGEST_HEADLINE,
    find_container,
    find_headline,
    line_of_title,
    text_of,
)
from dateline.index.readers.page.marks import (
    LONGEST_MARK,
    Kind,
    Mark,
    is_masthead,
    is_outside,
    is_update,
    kinds_of,
    may_be_update,
    names_of,
    settle_updates,
    values_of,
)
from dateline.index.readers.page.sections import is_paragraph, is_pointer, section_of

__all__ = ["Line", "Mark", "Outline", "iter_events", "read_outline"]

BLOCKS: Final = word_set(
    "address article aside blockquote body br caption center dd details dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol option p pre section select summary table"
    " tbody td tfoot th thead tr ul"
)
HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Letters that such an element raises or emphasises belong to the word before them.
WITHIN_WORDS: Final = frozenset(("sup", "sub", "b", "i", "em", "strong", "font", "u", "wbr"))
MAX_LINES: Final = 20_000
MAX_MARKS: Final = 2_000
# Lines of one marked element: day, month and year may each have one. Parts of text inside it.
MOST_LINES: Final = 3
MOST_PARTS: Final = 30
# Letters of an `article` below the headline that is the teaser of another one.
LONGEST_TEASER: Final = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the visible page: whether it is outside the article, a heading, and inside the article's element.

    ``link`` is what of its text is links, ``masthead`` says that it is in the head of the site.
    """

    text: str
    blocked: bool
    heading: bool
    inside: bool
    link: str = ""
    masthead: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """The lines and marks of a page, and the line of its headline, else of the beginning of its only article.

    ``heading`` is the text of the headline, empty if the page has none.
    """

    lines: Sequence[Line]
    marks: Sequence[Mark]
    headline: int | None
    heading: str = ""


@dataclass(slots=True)
class Open:
    """A marked element whose end was not reached yet."""

    element: Any
    kind: Kind
    values: tuple[str, ...]
    updated: bool
    line: int
    part: int
    perhaps: bool


@dataclass(slots=True)
class Walk:
    """The state of the walk over a tree."""

    headline: Any
    ancestors: frozenset[Any]
    container: Any
    many_articles: bool
    tight: bool
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
    masthead: Any = None
    anchor: int | None = None
    links: list[str] = field(default_factory=list)
    text_begun: bool = False
    section: str = ""

    @property
    def blocked(self) -> bool:
        """Whether what follows is outside the article."""
        return self.blocking is not None or bool(self.section)

    def flush(self) -> None:
        """End the line."""
        text = " ".join("".join(self.parts).split())
        if self.anchor is not None:
            self.links += self.parts[self.anchor :]
            self.anchor = 0
        link = " ".join("".join(self.links).split())
        self.parts.clear()
        self.links.clear()
        if text and len(self.lines) < MAX_LINES:
            self.see_section(text)
            blocked = self.blocked or (self.text_begun and is_pointer(text))
            masthead = self.masthead is not None
            self.lines.append(Line(text, blocked, self.heading is not None, self.inside, link, masthead))

    def see_section(self, text: str) -> None:
        """Take note of what begins with a line: the text of the article, or what follows it."""
        if self.at is None or self.blocking is not None or len(self.lines) <= self.at:
            return
        if self.section != "comments" and is_paragraph(text):
            self.text_begun, self.section = True, ""
        elif self.text_begun and (section := section_of(text)):
            self.section = self.section if self.section == "comments" else section


def read_outline(tree: Any, titles: Iterable[str]) -> Outline:
    """Return the outline of a page; ``titles`` are its headline as its metadata give it, best first."""
    names = [title[:LONGEST_HEADLINE] for title in titles if title]
    headline = find_headline(tree, names)
    ancestors = [] if headline is None else list(headline.iterancestors())
    articles = list(islice(tree.iter("article"), 2))
    only = articles[0] if len(articles) == 1 else None
    container = only if headline is None else find_container(ancestors, headline)
    walk = Walk(headline, frozenset(ancestors), container, len(articles) > 1, is_article(container))
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
    return Outline(walk.lines, settle_updates(walk.marks), walk.at, "" if headline is None else text_of(headline))


def is_article(element: Any) -> bool:
    """Return whether an element is that of an article alone, so that a footer in it is the article's."""
    if element is None:
        return False
    return (
        element.tag == "article"
        or "article" in (element.get("itemtype") or "").lower()
        or "hentry" in names_of(element)
    )


def iter_events(body: Any) -> Iterator[tuple[str, Any]]:
    """Yield the starts and ends of elements."""
    from lxml import etree  # optional: comes with the extra `html`

    for event, element in etree.iterwalk(body, events=("start", "end")):
        if isinstance(element.tag, str):
            yield event, element


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
    if walk.masthead is None and walk.at is None and element not in walk.ancestors and is_masthead(element, names):
        walk.masthead = element
    if tag == "a" and walk.anchor is None and element.get("href"):
        walk.anchor = len(walk.parts)
    if element is walk.headline:
        walk.flush()
        walk.at = len(walk.lines)
    if tag in HEADINGS and walk.heading is None:
        walk.heading = element
    if element.get("itemscope") is not None:
        walk.scopes.append(element)
    scope = (walk.scopes[-1].get("itemtype") or "") if walk.scopes else ""
    for kind in kinds_of(element, names, scope):
        if len(walk.marks) + len(walk.open) < MAX_MARKS:
            values, updated = tuple(values_of(element)), is_update(element, names)
            perhaps = may_be_update(element)
            walk.open.append(Open(element, kind, values, updated, len(walk.lines), len(walk.parts), perhaps))
    walk.parts.append(element.text or "")


def leave(walk: Walk, element: Any) -> None:
    """Take the end of an element, and the text after it."""
    if element.tag == "a" and walk.anchor is not None:
        walk.links += [*walk.parts[walk.anchor :], " "]
        walk.anchor = None
    while walk.open and walk.open[-1].element is element:
        close_mark(walk, walk.open.pop())
    if element.tag in BLOCKS or element is walk.headline:
        walk.flush()
    if element is walk.blocking:
        walk.flush()
        walk.blocking = None
    if element is walk.heading:
        walk.heading = None
    if element is walk.masthead:
        walk.masthead = None
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
        place = mark.line, walk.blocked, mark.updated, walk.inside, mark.perhaps
        walk.marks.append(Mark(mark.kind, mark.values, text, *place))


def is_blocked(walk: Walk, element: Any, names: Sequence[str]) -> bool:
    """Return whether an element is outside the article."""
    if element.tag == "article" and walk.at is not None and len(text_of(element)) < LONGEST_TEASER:
        return True
    if element.tag == "article" and walk.many_articles:
        # The first article after a headline that is in none is its text; all others are teasers.
        if walk.entered or walk.at is None:
            return True
        walk.entered = True
        return False
    return is_outside(element, names, walk.inside, walk.tight)
