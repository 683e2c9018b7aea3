"""Dateline, a full-text search engine for news archives.

Read an archive with ``from dateline.searcher import open_archive``; write one with
``from dateline.index import Archive, Article``. Importing ``dateline`` alone loads
neither side.
"""

__version__ = "0.1.0"
