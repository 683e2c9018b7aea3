"""Copies of pages, of web archives and browsers: the address of the page itself, and the toolbar of the archive."""

from __future__ import annotations

import re
from typing import Any, Final

__all__ = ["drop_toolbar", "original_address", "saved_address"]

# “https://web.archive.org/web/20171220101112id_/http://lamp.example/quay.html”, and the same of other archives.
COPY: Final = re.compile(
    r"(?:https?://[^/\s]{1,200})?/(?:[\w.-]{1,40}/){0,3}\d{8,14}(?:[a-z]{2}_|\*)?/(?P<address>https?:/{1,2}\S+)",
    re.IGNORECASE,
)
# The comments of browsers and of SingleFile, at the beginning of the pages that they save.
SAVED: Final = re.compile(
    r"<!--\s{0,9}(?:saved from url=\(\d{1,5}\)|page saved with SingleFile\s{1,9}url:\s{0,9})(?P<address>https?://[^\s<>]{1,2000})",
    re.IGNORECASE,
)
SAVED_REACH: Final = 4_000
TOOLBARS: Final = "//*[@id='wm-ipp-base' or @id='wm-ipp' or @id='wm-ipp-print' or @id='donato' or @id='__wb_banner']"


def original_address(address: str) -> str:
    """Return the address of the page of which an archive has a copy at an address, which is its own for other pages."""
    found = COPY.fullmatch(address.strip())
    return re.sub(r"^(https?:)/+", r"\1//", found["address"]) if found is not None else address


def saved_address(text: str) -> str | None:
    """Return the address from which a browser saved a page, as the comment at its beginning says, None without one."""
    found = SAVED.search(text[:SAVED_REACH])
    return found["address"] if found is not None else None


def drop_toolbar(tree: Any) -> None:
    """Remove the toolbar of the archive from a page."""
    for element in tree.xpath(TOOLBARS):
        if element.getparent() is not None:
            element.drop_tree()
