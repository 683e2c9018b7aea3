"""A page with all that its sources read: its tree, structured data, meta elements, outline and addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from dateline.index.metadata.day_lines import DayOrder
from dateline.index.readers.page.archived import original_address
from dateline.index.readers.page.outline import Outline
from dateline.index.readers.page.structured import address_in, text_in

__all__ = ["MOST_HEADINGS", "WebPage", "host_of", "join_address", "visible_text"]

# Main headings of a page that are compared with its titles.
MOST_HEADINGS: Final = 200
EMPTY: Final[Mapping[str, object]] = MappingProxyType({})


class WebPage(NamedTuple):
    """A page: its tree, its JSON-LD object, its ``meta`` elements, its requested address, its own address and site.

    ``outline`` are its lines and marked dates, ``data_of_page`` the dates in JSON-LD of the page, ``scripted`` those in
    other scripts; ``order`` is that of day and month in its numbers; ``twins`` are the dates in other JSON-LD objects
    with its headline. Unknown values are empty.
    """

    tree: Any
    article: Mapping[str, object]
    meta: Mapping[str, list[str]]
    address: str
    outline: Outline = Outline((), (), None)
    data_of_page: Mapping[str, object] = EMPTY
    scripted: tuple[str, ...] = ()
    url: str = ""
    site: str = ""
    order: DayOrder = ""
    twins: tuple[str, ...] = ()

    def data(self, *keys: str) -> Iterator[str]:
        """Yield the texts under keys of the JSON-LD object."""
        return (text for key in keys if (text := text_in(self.article.get(key))))

    def addresses(self, *keys: str) -> Iterator[str]:
        """Yield the addresses under keys of the JSON-LD object."""
        return (original_address(text) for key in keys if (text := address_in(self.article.get(key))))

    def metas(self, names: Iterable[str]) -> Iterator[str]:
        """Yield the contents of the meta elements of these names, in the order of the names."""
        for name in names:
            yield from self.meta.get(name, ())


def visible_text(element: Any) -> str:
    """Return the text of an element on one line."""
    return " ".join(element.text_content().split())


def join_address(base: str, link: str) -> str:
    """Return a link as an absolute address, empty if it is broken."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return ""


def host_of(address: str) -> str:
    """Return the host of a web address without www, empty for other texts."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if parts.scheme in ("http", "https") else ""
