"""Dateline, a full-text search engine for news archives.

`open_archive` opens an archive for searching, `Archive` one for writing. Each name is loaded when it is first used:
``import dateline`` alone loads neither the read side nor the write side.
"""

from __future__ import annotations

import importlib

TYPE_CHECKING = False  # type checkers read it as true; `typing` would take longer to import than all else here
if TYPE_CHECKING:
    from dateline.index import Archive, Article, extract
    from dateline.index.errors import DatelineError
    from dateline.searcher import SearchRequest, open_archive

__all__ = ["Archive", "Article", "DatelineError", "SearchRequest", "__version__", "extract", "open_archive"]

__version__ = "0.1.0"
# The module of each name.
HOMES = {
    "Archive": "dateline.index",
    "Article": "dateline.index",
    "DatelineError": "dateline.index.errors",
    "SearchRequest": "dateline.searcher",
    "extract": "dateline.index",
    "open_archive": "dateline.searcher",
}


if not TYPE_CHECKING:  # else every name would be taken to exist

    def __getattr__(name: str) -> object:
        """Import a name from its module when it is first used."""
        home = HOMES.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value: object = getattr(importlib.import_module(home), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """Return the names of the module, those that are not loaded yet as well."""
    return sorted({*globals(), *HOMES})
