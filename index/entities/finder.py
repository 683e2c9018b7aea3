"""Finds people, places and dates in the articles of one archive, with the gazetteer that belongs to it."""

from __future__ import annotations

from pathlib import Path

from dateline.index.article import Article
from dateline.index.entities.extraction import extract
from dateline.index.entities.gazetteer import open_gazetteer
from dateline.index.entities.mention import Extraction
from dateline.index.entities.record import text_of_article

__all__ = ["Finder"]


class Finder:
    """What is found in articles depends on them and on the archive's gazetteer alone, not on the order they come in."""

    def __init__(self, archive: Path) -> None:
        """Raises GazetteerError when the archive's own gazetteer cannot be read."""
        self._gazetteer = open_gazetteer()

    def find(self, article: Article) -> Extraction:
        """Return what is found in the title and body of an article; offsets are places in `text_of_article`."""
        return extract(
            text_of_article(article),
            article.published,
            language=article.language,
            printed_dateline=article.dateline,
            gazetteer=self._gazetteer,
        )
