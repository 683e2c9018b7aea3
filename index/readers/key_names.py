"""The names that other programs give to keys of an article: ``pubDate``, ``publishedAt``, ``Headline``, ``authors``.

Case, hyphens, underscores and spaces do not matter. A key of Dateline's own name takes precedence, and so does a key
that the user names. Names that may mean something else are not taken; a note says how to name them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from dateline.index.article import ArticleNote, RawArticle

__all__ = ["rename_known"]

# By key, in order of rank.
NAMES = {
    "title": ("title", "headline"),
    "body": ("body",),
    "published": (
        "published", "date", "pubdate", "publishedat", "datepublished", "publishdate", "publicationdate", "publishedon",
        "publisheddate", "dateofpublication",
    ),
    "updated": ("updated", "updatedat", "datemodified", "dateupdated", "lastupdated"),
    "byline": ("byline", "author", "authors", "creator"),
    "source": ("source", "newspaper"),
    **{key: (key,) for key in ("id", "url", "dateline", "section", "language", "people", "places", "topics")},
}  # fmt: skip
RANKS = {name: (key, rank) for key, names in NAMES.items() for rank, name in enumerate(names)}
# Names that cleaning knows, too.
ALSO = {"published": "date", "byline": "author", "source": "newspaper"}
OURS = frozenset((*NAMES, *ALSO.values()))
# Names that may mean the key, or something else.
DOUBTFUL = {
    **dict.fromkeys(
        ("created", "createdat", "datecreated", "timestamp", "datetime", "time", "posted", "postedat", "issued",
         "releasedate", "day"),
        "published",
    ),
    **dict.fromkeys(("name", "heading", "subject"), "title"),
}  # fmt: skip


def rename_known(raw: RawArticle) -> RawArticle:
    """Return a record with the values under known names moved to Dateline's keys, and notes on doubtful names."""
    others = raw.values.keys() - OURS
    if not others:
        return raw
    found: dict[str, tuple[int, str]] = {}
    doubtful: dict[str, str] = {}
    for name in raw.values:
        if name not in others or not is_plain(raw.values[name]):
            continue
        plain = plain_name(name)
        if plain in RANKS:
            key, rank = RANKS[plain]
            if not is_given(raw, key) and (key not in found or rank < found[key][0]):
                found[key] = rank, name
        elif plain in DOUBTFUL:
            doubtful.setdefault(DOUBTFUL[plain], name)
    taken = {name: key for key, (_, name) in found.items()}
    notes = tuple(
        ArticleNote(f"no {key}, but a key that may be it", f"no key {key}; it has {name}: --map {key}={name}")
        for key, name in doubtful.items()
        if not is_given(raw, key) and key not in found
    )
    if not taken and not notes:
        return raw
    values = {taken.get(name, name): value for name, value in raw.values.items()}
    return replace(raw, values=values, notes=(*raw.notes, *notes))


def is_given(raw: RawArticle, key: str) -> bool:
    """Return whether a record has a key under a name that needs no change."""
    return key in raw.values or ALSO.get(key, key) in raw.values


def is_plain(value: object) -> bool:
    """Return whether a value can be that of a key: a text, a number, or a list of texts."""
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return isinstance(value, str | int | float) and not isinstance(value, bool) and value != ""


@lru_cache(maxsize=1 << 12)
def plain_name(name: str) -> str:
    """Return the name of a key in small letters, without signs between its words."""
    return name.lower().replace("_", "").replace("-", "").replace(" ", "")
