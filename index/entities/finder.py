"""Extract people, places and dates from the articles of one archive, with its gazetteer."""

from __future__ import annotations

from pathlib import Path

from dateline.index.article import Article
from dateline.index.dataclass import replace
from dateline.index.entities.extraction import extract
from dateline.index.entities.given_values import join_given
from dateline.index.entities.mention import Extraction
from dateline.index.entities.people.known_people import ListedPeople, resolve_with_source_names
from dateline.index.entities.places.archive_gazetteer import load_gazetteer
from dateline.index.entities.record import text_of_article
from dateline.index.kernel._records import RecordMaker
from dateline.index.metadata.language import detect_language

__all__ = ["Finder"]

_make_extraction = RecordMaker(Extraction)


class Finder:
    """Extracts from articles. The result depends only on the article and the archive's gazetteer, not on the order."""

    def __init__(self, archive: Path, *, detect: bool = False) -> None:
        """Read the archive's own gazetteer, if it has one; `problem` says what is wrong with it and what is used.

        With ``detect`` the languages of articles that name none are detected.
        """
        self._detect = detect
        loaded = load_gazetteer(archive)
        self.problem = loaded.problem
        self._gazetteer = loaded.gazetteer
        self._listed = ListedPeople(loaded.own.people if loaded.own is not None else ())

    def find(self, article: Article) -> Extraction:
        """Return the mentions in the title and body of an article; offsets refer to `text_of_article`."""
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
        if article.people:
            found = replace(found, people=resolve_with_source_names(found.people, article.people))
        joined = join_given(article, found, self._gazetteer)
        return _make_extraction.changed(found, "joined", joined) if joined else found

    def _detected(self, article: Article) -> str | None:
        """Return the detected language, from now or from an earlier extraction."""
        if article.detected or not self._detect:
            before = article.mentions
            return article.detected or (before.language if before is not None and before.detected else None)
        language = detect_language(article.body or article.title)
        return None if language is None else language.code
