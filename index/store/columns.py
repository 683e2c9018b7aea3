"""The columns of an article in the table ``versions``, declared once; other orders are derived from this list.

Columns for look-ups come first and the body last, so that a scan of the short columns need not read the long texts.
These are the *cells* of an article; a row has ``seq``, ``id``, ``replaces`` and ``deleted`` before them.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = [
    "ADDED",
    "BODY",
    "CELLS",
    "CELL_LIST",
    "COLUMNS",
    "CONTENT",
    "FIELDS",
    "FILE",
    "FOUND",
    "NOTES",
    "TABLE",
    "URL_KEY",
    "Column",
    "Kind",
]

# How a value is stored. Empty values are NULL, except an empty text.
#   key    the canonical form of a URL
#   row    about the row, not an attribute of the article
#   text   the text itself
#   whole  the text of an attribute that is never None
#   day    the ISO form of a day or of an instant with its offset
#   list   a JSON array of texts
#   object a JSON object
Kind = Literal["key", "row", "text", "whole", "day", "list", "object"]


class Column(NamedTuple):
    """A column: its name, also that of the attribute of `Article`, the kind of its values, and a description.

    ``content``: versions are compared by it.
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
# The record of the mentions of a version `v`.
FOUND = "(SELECT found FROM mentions AS m WHERE m.seq = v.seq)"
COLUMNS = ("seq", "id", "replaces", "deleted", *CELLS)

# Positions in the cells. The content starts at CONTENT.
URL_KEY, FILE, NOTES, ADDED, BODY = map(CELLS.index, ("url_key", "file", "notes", "added", "body"))
CONTENT = next(place for place, column in enumerate(TABLE) if column.content)

# The content without the texts, in the order of output.
FIELDS = tuple(column.name for column in TABLE if column.content and column.kind not in ("whole", "object"))
