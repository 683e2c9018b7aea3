"""What the export of a blog at Blogger (an Atom feed) says of its entries beside what feeds say.

It holds posts, but also pages, comments, settings and the template of the blog. Older exports name the kind in a
category, newer ones in an element.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from dateline.index.readers.formats.feed_elements import Item, attribute

__all__ = ["KIND_SCHEME", "entry_passed_over"]

KIND_SCHEME = "http://schemas.google.com/g/2005#kind"
POST = "post"
NAMES = {"settings": "setting"}


def entry_passed_over(item: Item) -> str:
    """Return what an entry is that is no published post, else the empty text."""
    kind = item.line("blogger:type").lower() or next(filter(None, map(kind_in, item.all("category"))), "")
    if kind and kind != POST:
        return NAMES.get(kind, kind)
    controls = [draft for control in item.all("app:control") for draft in Item(control).all("app:draft")]
    is_draft = any((draft.text or "").strip().lower() == "yes" for draft in controls)
    return "draft" if is_draft or item.line("blogger:status").lower() in ("draft", "soft_trashed") else ""


def kind_in(category: Element) -> str:
    """Return the kind of an entry in one of its categories, else the empty text."""
    if attribute(category, "scheme") != KIND_SCHEME:
        return ""
    return attribute(category, "term").rpartition("#")[2].lower()
