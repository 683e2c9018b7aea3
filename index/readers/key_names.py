"""The names that other programs give to keys of an article: ``pubDate``, ``publishedAt``, ``Headline``, ``authors``.

Case, hyphens, underscores and spaces do not matter. A key of Dateline's own name takes precedence, unless it has no
value, and so does a key that the user names. Names that may mean something else are not taken; a note says how to name
them. Only the keys of JSON, tables and front matter are renamed: the other formats have keys of their own.

A text is the body of a record without a ``body`` only if it is of some length, and not the beginning of one: ``text``
and ``content`` may be a label or the type of a file. A note says from which key it was taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from dateline.index.article import ArticleNote, RawArticle
from dateline.index.cleaning.record import ALIASES
from dateline.index.dataclass import replace

__all__ = ["SINGLE", "is_blank", "is_given", "key_of", "needs_no_change", "rename_known"]

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
ALSO = dict(ALIASES)
OURS = frozenset((*NAMES, *ALSO.values()))
# Keys that have one value.
SINGLE = frozenset(("id", "title", "body", "url", "published", "updated", "dateline", "source", "language", "section"))
# Names that may mean the key, or something else.
DOUBTFUL = {
    **dict.fromkeys(
        ("created", "createdat", "datecreated", "timestamp", "datetime", "time", "posted", "postedat", "issued",
         "releasedate", "day"),
        "published",
    ),
    **dict.fromkeys(("name", "heading", "subject"), "title"),
}  # fmt: skip

# Names of the text, in order of rank; how many letters it has at least; and what says that it breaks off.
TEXTS = ("articlebody", "maintext", "bodytext", "fulltext", "articletext", "content", "text")
SHORTEST_TEXT = 40
BREAKS_OFF = re.compile(r"\[\+\d+ char(?:acter)?s\]\s*\Z")

# Records of one file have the same keys, so that they are looked at once; those with more keys each time.
MOST_KEPT = 64


def rename_known(raw: RawArticle) -> RawArticle:
    """Return a record with the values under known names moved to Dateline's keys, and notes on doubtful names."""
    raw = with_body(raw)
    names = tuple(raw.values)
    others = kept_names(names) if len(names) <= MOST_KEPT else other_names(names)
    if not others:
        return raw
    found: dict[str, tuple[int, str]] = {}
    doubtful: dict[str, str] = {}
    for name, key, rank in others:
        if is_given(raw.values, key) or not is_plain(raw.values[name]):
            continue
        if rank is None:
            doubtful.setdefault(key, name)
        elif key not in found or rank < found[key][0]:
            found[key] = rank, name
    taken = {name: key for key, (_, name) in found.items()}
    notes = tuple(
        ArticleNote(f"no {key}, but a key that may be it", f"no key {key}; it has {name}: --map {key}={name}")
        for key, name in doubtful.items()
        if key not in found
    )
    if not taken and not notes:
        return raw
    filled = set(taken.values())  # a key of ours that is filled now had no value
    values = {taken.get(name, name): value for name, value in raw.values.items() if name not in filled}
    return replace(raw, values=values, notes=(*raw.notes, *notes))


def with_body(raw: RawArticle) -> RawArticle:
    """Return a record without a body with the text under another name as its body, if there is one."""
    if type(raw.values.get("body")) is str and raw.values["body"]:
        return raw
    if any(key_of(name) == "body" and not is_blank(value) for name, value in raw.values.items()):
        return raw
    found = {plain: name for name in raw.values if (plain := plain_name(name)) in TEXTS}
    for name in (found[plain] for plain in TEXTS if plain in found):
        text = raw.values[name]
        if isinstance(text, list) and text and all(isinstance(part, str) for part in text):
            text = "\n\n".join(text)
        if isinstance(text, str) and len(text.strip()) >= SHORTEST_TEXT and BREAKS_OFF.search(text) is None:
            values = {key: value for key, value in raw.values.items() if key not in (name, "body")}
            note = ArticleNote(
                f"the body from {name}", f"the record has no key `body`; the text under `{name}` was taken"
            )
            return replace(raw, values={**values, "body": text}, notes=(*raw.notes, note))
    return raw


def other_names(names: tuple[str, ...]) -> tuple[tuple[str, str, int | None], ...]:
    """Return the names that other programs give to keys: with the key, and its rank, None for a doubtful name."""
    found: list[tuple[str, str, int | None]] = []
    for name in names:
        plain = plain_name(name)
        if name in OURS:
            continue
        if plain in RANKS:
            found.append((name, *RANKS[plain]))
        elif plain in DOUBTFUL:
            found.append((name, DOUBTFUL[plain], None))
    return tuple(found)


kept_names = lru_cache(maxsize=1 << 10)(other_names)


def is_given(values: Mapping[str, object], key: str) -> bool:
    """Return whether a record has a value for a key under a name that needs no change."""
    return not is_blank(values.get(key)) or not is_blank(values.get(ALSO.get(key, key)))


def needs_no_change(name: str, key: str) -> bool:
    """Return whether a key of an article may have this name."""
    return name in (key, ALSO.get(key))


def is_blank(value: object) -> bool:
    """Return whether a value says nothing: null, or an empty text or list."""
    return value is None or value == "" or value == []


def is_plain(value: object) -> bool:
    """Return whether a value can be that of a key: a text, a number, or a list of texts."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(item, str) for item in value)
    return isinstance(value, str | int | float) and not isinstance(value, bool) and value != ""


@lru_cache(maxsize=1 << 10)
def key_of(name: str) -> str:
    """Return the key that a name certainly means, else the empty text."""
    found = RANKS.get(plain_name(name))
    return found[0] if found is not None else ""


def plain_name(name: str) -> str:
    """Return the name of a key in small letters, without signs between its words."""
    return name.lower().replace("_", "").replace("-", "").replace(" ", "")
