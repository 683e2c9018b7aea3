"""Exports of sites of Ghost: the tables of the database in JSON, where posts have the ids of their authors and tags."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["is_ghost_export", "posts_of"]

# Of each kind of a thing: its table, that which joins it to posts, the key of its id there, and its key in a post.
JOINED = (("users", "posts_authors", "author_id", "authors"), ("tags", "posts_tags", "tag_id", "tags"))


def is_ghost_export(tables: Mapping[str, object]) -> bool:
    """Return whether an object has the tables of such an export."""
    return all(isinstance(tables.get(name), list) for name in ("posts", "users"))


def posts_of(tables: Mapping[str, object]) -> list[object]:
    """Return the posts with their authors and tags, as the interface of Ghost gives them.

    A post without a day of publication that does not say otherwise is a draft.
    """
    posts = [{"html": None, "slug": "", **post} for post in rows(tables, "posts")]
    for name, between, key, ours in JOINED:
        things = {str(row.get("id")): row for row in rows(tables, name)}
        of_posts: dict[str, list[tuple[int, Mapping[str, object]]]] = {}
        for row in rows(tables, between):
            order, thing = row.get("sort_order"), things.get(str(row.get(key)))
            if thing is not None:
                found = of_posts.setdefault(str(row.get("post_id")), [])
                found.append((order if isinstance(order, int) else len(found), thing))
        for post in posts:
            found = sorted(of_posts.get(str(post.get("id")), ()), key=lambda each: each[0])
            single = things.get(str(post.get(key)))
            joined = [thing for _, thing in found] or ([single] if single is not None else [])
            if joined:
                post[ours] = joined
    for post in posts:
        if not post.get("status") and not post.get("published_at"):
            post["status"] = "draft"
        if post.get("page") in (1, True):  # older versions
            post["type"] = "page"
    return list(posts)


def rows(tables: Mapping[str, object], name: str) -> list[dict[str, object]]:
    """Return the rows of a table that are objects."""
    found = tables.get(name)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
