"""What the export of a WordPress site (WXR, an RSS feed) says beside what feeds say.

It holds all that the site has: posts, but also pages, pictures and drafts, which are no articles.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta, timezone

from dateline.index.readers.formats.feed_elements import Item

__all__ = ["day_of_post", "describe_kinds", "is_post", "kind_passed_over", "name_of_login", "with_offset"]

# The types of entries that are no articles, and the states of those that are not published. Sites add types of their
# own (`review`), which are articles.
KINDS = {
    "attachment": "attachment",
    "page": "page",
    "revision": "revision",
    "nav_menu_item": "menu item",
    "custom_css": "style sheet",
    "customize_changeset": "setting",
    "oembed_cache": "cached address",
    "user_request": "request",
    "wp_block": "block",
    "wp_template": "template",
    "wp_template_part": "template",
    "wp_global_styles": "style sheet",
    "wp_navigation": "menu",
    "wp_font_family": "font",
    "wp_font_face": "font",
}
STATES = {
    "draft": "draft",
    "auto-draft": "draft",
    "pending": "draft",
    "future": "post of the future",
    "private": "private post",
    "trash": "deleted post",
}


def kind_passed_over(item: Item) -> str:
    """Return what an item is that is no published article, else the empty text."""
    return KINDS.get(item.line("wp:post_type"), "") or STATES.get(item.line("wp:status"), "")


def is_post(item: Item) -> bool:
    """Return whether an item is one of an export of WordPress."""
    return next(item.all("wp:post_type"), None) is not None


def name_of_login(author: Item) -> tuple[str, str]:
    """Return the login of an author, which items name, and the name that the site shows."""
    names = f"{author.line('wp:author_first_name')} {author.line('wp:author_last_name')}".strip()
    login = author.line("wp:author_login")
    return login, author.line("wp:author_display_name") or names or login


def describe_kinds(kinds: Counter[str]) -> str:
    """Return how many items of each kind were passed over, as a line."""
    total = sum(kinds.values())
    items = "1 item is" if total == 1 else f"{total:,} items are"
    named = ", ".join(f"{count:,} {kind}{'s' if count > 1 else ''}" for kind, count in kinds.most_common())
    return f"{items} no published article: {named}; the others were read"


def day_of_post(item: Item) -> str:
    """Return the instant of a post on the clock of its site, else the empty text."""
    return with_offset(item.line("wp:post_date"), item.line("wp:post_date_gmt"))


def with_offset(local: str, universal: str) -> str:
    """Return an instant on the clock of a site, which WordPress has twice: in local time and in UTC."""
    try:
        moment = datetime.fromisoformat(local)
        offset = moment - datetime.fromisoformat(universal)
    except (ValueError, TypeError):
        return "" if local.startswith("0000") else local
    if abs(offset) >= timedelta(days=1):
        return local
    return moment.replace(tzinfo=timezone(offset)).isoformat()
