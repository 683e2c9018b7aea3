"""Finds people, places and dates in the articles of one archive, with the gazetteer that belongs to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dateline.index.article import Article
from dateline.index.entities.extraction import extract
from dateline.index.entities.mention import Extraction
from dateline.index.entities.people.known_people import ListedPeople, resolve_with_source_names
from dateline.index.entities.places.archive_gazetteer import load_gazetteer
from dateline.index.entities.record import text_of_article
from dateline.index.metadata.language import detect_language

__all__ = ["Finder"]


class Finder:
    """What is found in articles depends on them and on the archive's gazetteer alone, not on the order they come in."""

    def __init__(self, archive: Path, *, detect: bool = False) -> None:
        """Read the archive's own gazetteer, if it has one; `problem` says what is wrong with it and what counts.

        With ``detect`` a detector tells the languages that are not given.
        """
        self._detect = detect
        loaded = load_gazetteer(archive)
        self.problem = loaded.problem
        self._gazetteer = loaded.gazetteer
        self._listed = ListedPeople(loaded.own.people if loaded.own is not None else ())

    def find(self, article: Article) -> Extraction:
        """Return what is found in the title and body of an article; offsets are places in `text_of_article`."""
        detected = None if article.language else self._detected(article)
        found = extract(
            text_of_article(article),
            article.published,
            language=article.language or detected,
            printed_dateline=article.dateline,
            gazetteer=self._gazetteer,
            listed=self._listed,
        )
        if detected:
            found = replace(found, language=detected, detected=True)
        return (
            replace(found, people=resolve_with_source_names(found.people, article.people)) if article.people else found
        )

    def _detected(self, article: Article) -> str | None:
        """Return the language that a detector found, now or when the article was looked into before."""
        if article.detected or not self._detect:
            before = article.mentions
            return article.detected or (before.language if before is not None and before.detected else None)
        language = detect_language(article.body or article.title)
        return None if language is None else language.code
