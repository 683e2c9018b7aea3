"""Names that a query has in place of known ones: which was perhaps meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from dateline.index.fields import how_to_add
from dateline.searcher.query.lookalikes import clip

__all__ = ["Names", "meant_bound", "meant_field", "nearest_names", "unknown_field"]

# The names of fields; called when a query has a name that is not one.
Names: TypeAlias = Callable[[], Iterable[str]]
# What fields are called elsewhere.
ELSEWHERE = {
    **dict.fromkeys(("country", "city", "location", "state", "region", "where"), "places"),
    **dict.fromkeys(("name", "who"), "people"),
    **dict.fromkeys(("headline", "hlead", "hd", "hl", "ti", "intitle", "allintitle"), "title"),
    **dict.fromkeys(("text", "content", "intext", "ab", "lp", "td"), "body"),
    **dict.fromkeys(("subject", "su", "category", "tag", "keyword"), "topics"),
    **dict.fromkeys(("paper", "newspaper", "publication", "publisher", "site", "so"), "source"),
    **dict.fromkeys(("from", "since", "to", "until", "before", "after", "year", "day", "when", "pubdate"), "published"),
    **dict.fromkeys(("writer", "reporter", "by", "au"), "byline"), "dateline": "filed",
    **dict.fromkeys(("url", "uri", "link"), "id"),
    **dict.fromkeys(("filetype", "type", "format", "language", "lang"), ""),  # no field has it
    **dict.fromkeys(("all", "any", "fulltext"), ""),  # words without a field are searched in all
}  # fmt: skip
AROUND = "[]@#_"  # of a name elsewhere: [title]: @title: _all:
# Those that give one end of the days, and how it is written.
BOUNDS = {**dict.fromkeys(("from", "since", "after"), ">="), **dict.fromkeys(("to", "until"), "<="), "before": "<"}
SLIP = 0.6  # similarity from which a name counts as a misspelling of another; the default of difflib


def unknown_field(name: str, names: Iterable[str]) -> tuple[str, str | None]:
    """Return the remark on a name that is no field, with how to add it, and what was perhaps meant by it and a colon.

    The latter is a known name with its colon, ``published:>=``; empty if no known name is near, so that the value may
    be looked for in all fields; None if the field can be added.
    """
    if added := how_to_add(name):
        return f'there is no field "{clip(name)}" in this archive; searched as words; {added}', None
    field = meant_field(name, names)
    meant = f"{field}:{meant_bound(name, field)}" if field else ""
    message = f'there is no field "{clip(name)}"; searched as words'
    return (f'{message}; did you mean "{meant}"?' if meant else message), meant


def meant_field(name: str, names: Iterable[str]) -> str:
    """Return the field that was perhaps meant by a name: what it is called elsewhere, or the most similar one."""
    known, plain = [*names], name.lower().strip(AROUND)
    elsewhere = plain if plain in known else ELSEWHERE.get(plain)
    if elsewhere is not None and (elsewhere in known or not elsewhere):
        return elsewhere
    return next(iter(nearest_names(name, known, 1)), "")


def meant_bound(name: str, meant: str) -> str:
    """Return the sign before a day that a name stands for where it means this field: ``>=`` for ``since``."""
    plain = name.lower().strip(AROUND)
    return BOUNDS.get(plain, "") if ELSEWHERE.get(plain) == meant else ""


def nearest_names(name: str, names: Iterable[str], most: int, least: float = SLIP) -> list[str]:
    """Return the names that a name is most similar to, the most similar first, none below a similarity."""
    from difflib import get_close_matches  # start-up: only wrong names need it

    known = {each.lower(): each for each in names}
    return [known[each] for each in get_close_matches(clip(name).lower(), known, most, least)]
