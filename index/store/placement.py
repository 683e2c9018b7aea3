"""Place the articles of a batch: each becomes a row, unless its content is stored already."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from dateline.index.article import Article
from dateline.index.kernel._records import RecordMaker
from dateline.index.store.columns import FILE, URL_KEY
from dateline.index.store.identity import SeenKeys
from dateline.index.store.live import LiveVersions
from dateline.index.store.rows import Cells, cells_of, digest_id

__all__ = ["Draft", "Placed", "Row", "Stored", "draft_of", "place", "place_unseen"]

make_article = RecordMaker(Article)

# In the order of columns.COLUMNS.
Row = tuple[Any, ...]


class Draft(NamedTuple):
    """An article to be stored, and its cells."""

    article: Article
    cells: Cells


def draft_of(article: Article | Draft) -> Draft:
    """Return an article with its cells, unless it has them already. Raises StoreError if it cannot be stored."""
    return article if isinstance(article, Draft) else Draft(article, cells_of(article))


class Stored(NamedTuple):
    """The outcome of adding an article.

    ``seq`` is its version and ``article`` the article with its id; ``replaced`` is the version that was live before,
    None for a new article. ``unchanged`` says that the live version ``seq`` already had this content, and nothing was
    stored. ``failed`` is the reason if the extraction of people, places and dates failed. ``kept_longer`` says that
    nothing was stored because the article is a feed's summary of the text of that version (`summaries`).
    """

    seq: int
    id: str
    article: Article
    replaced: int | None
    unchanged: bool
    failed: str | None = None
    kept_longer: bool = False


class Placed(NamedTuple):
    """The rows to append, and the outcome of each article of the batch, in order."""

    rows: list[Row]
    stored: list[Stored]


def place_unseen(seen: SeenKeys, drafts: Sequence[Draft], last: int) -> Placed | None:
    """Place a batch of a first load; return None if one of its keys may be stored already.

    ``last`` is the highest seq so far. After None, ``seen`` is invalid.
    """
    rows: list[Row] = []
    stored: list[Stored] = []
    for seq, (article, cells) in enumerate(drafts, last + 1):
        id, url_key, file = article.id, cells[URL_KEY], cells[FILE]
        if not id:
            if seen.has(url_key, file):
                return None
            id = str(url_key) if url_key else digest_id(cells)
            article = make_article.changed(article, "id", id)
        if not seen.add(id, url_key, file):
            return None
        rows.append((seq, id, None, 0, *cells))
        stored.append(Stored(seq, id, article, None, False))
    return Placed(rows, stored)


def place(connection: sqlite3.Connection, drafts: Sequence[Draft], last: int) -> Placed:
    """Place a batch with regard to the live versions of the store. ``last`` is the highest seq so far."""
    live_versions = LiveVersions(connection, [(article.id, cells) for article, cells in drafts])
    rows: list[Row] = []
    stored: list[Stored] = []
    seq = last
    for article, cells in drafts:
        id = live_versions.identify(article.id, cells)
        if article.id != id:
            article = make_article.changed(article, "id", id)
        live = live_versions.live_seq(id)
        if live is not None and live_versions.holds(live, cells):
            stored.append(Stored(live, id, article, None, True))
            continue
        if live is not None and live_versions.keeps(live, cells):
            stored.append(Stored(live, id, article, None, True, kept_longer=True))
            continue
        seq += 1
        live_versions.add(id, seq, cells)
        rows.append((seq, id, live, 0, *cells))
        stored.append(Stored(seq, id, article, live, False))
    return Placed(rows, stored)
