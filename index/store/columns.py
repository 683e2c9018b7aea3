"""The columns of an article in the table ``versions``: the one list from which every other order of them is derived.

The columns by which rows are found stand first and the body last, so that a pass over the short columns need not walk
through the long texts. These are the *cells* of an article; before them a row has ``seq``, ``id``, ``replaces`` and
``deleted``.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = ["ADDED", "CELLS", "CELL_LIST", "COLUMNS", "CONTENT", "FIELDS", "FILE", "TABLE", "URL_KEY", "Column", "Kind"]

# How a value is kept. Whatever is empty is NULL, but for a text that is "".
#   key    the canonical form of a URL
#   row    about the row, not an attribute of the article
#   text   as it is
#   whole  the same, of an attribute that is never None
#   day    the ISO form of a day or of an instant with its offset
#   list   a JSON array of texts
#   object a JSON object
Kind = Literal["key", "row", "text", "whole", "day", "list", "object"]


class Column(NamedTuple):
    """A column: its name, which is that of the attribute of `Article` too, how it is kept, and what it holds.

    ``content``: it is part of what two versions are compared by.
    """

    name: str
    kind: Kind
    about: str
    content: bool = True


TABLE = (
    Column("url_key", "key", "canonical form of url", content=False),
    Column("file", "text", "absolute path of a one-article file", content=False),
    Column("notes", "list", "what was changed or doubted on the way in", content=False),
    Column("added", "row", "ISO instant at which the row was added, as the program that did so said", content=False),
    Column("title", "whole", ""),
    Column("published", "day", "as given"),
    Column("updated", "day", "of the last change that the source tells of"),
    Column("byline", "text", ""),
    Column("dateline", "text", ""),
    Column("source", "text", ""),
    Column("url", "text", ""),
    Column("language", "text", ""),
    Column("people", "list", "as given"),
    Column("places", "list", "as given"),
    Column("topics", "list", "as given"),
    Column("extra", "object", "every other key of the source"),
    Column("body", "whole", ""),
)
CELLS = tuple(column.name for column in TABLE)
CELL_LIST = ", ".join(CELLS)
COLUMNS = ("seq", "id", "replaces", "deleted", *CELLS)

# Where things stand in the cells. The content is all from CONTENT on.
URL_KEY, FILE, ADDED = map(CELLS.index, ("url_key", "file", "added"))
CONTENT = next(place for place, column in enumerate(TABLE) if column.content)

# The content but for the texts, in the order in which people and programs are shown it.
FIELDS = tuple(column.name for column in TABLE if column.content and column.kind not in ("whole", "object"))
