"""The marks of an article for the index: its borders, and where people and places are mentioned (`analysis.marks`)."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from dateline.index.analysis.borders import cut
from dateline.index.analysis.marks import MENTIONED, PARAGRAPHS, SENTENCES, mention_mark
from dateline.index.article import Article
from dateline.index.entities.mention import Extraction, PersonMention, PlaceMention
from dateline.index.entities.record import GAP

__all__ = ["MarkNumbers"]

NO_SPANS = array("Q")
NOTHING: dict[str, array[int]] = {}


class MarkNumbers:
    """Numbers marks as they come, for an `Inverter`: sentences and paragraphs are 0 and 1."""

    def __init__(self) -> None:
        self._all = {SENTENCES: 0, PARAGRAPHS: 1}
        self._by_key: dict[str, dict[str, int]] = {field: {} for field in MENTIONED}

    @property
    def terms(self) -> list[str]:
        """The marks, by number."""
        return list(self._all)

    def of(self, article: Article, fields: tuple[str, ...], texts: list[str]) -> list[tuple[array[int], ...]]:
        """Return the marks of the texts of an article, in characters, for `Inverter.add`."""
        found = article.mentions
        spans = NOTHING if found is None or not (found.people or found.places) else self._spans(article, found)
        made: list[tuple[array[int], ...]] = []
        for field, text in zip(fields, texts, strict=True):
            sentences, paragraphs = cut(text)
            made.append((sentences, paragraphs, spans.get(field, NO_SPANS)))
        return made

    def _spans(self, article: Article, found: Extraction) -> dict[str, array[int]]:
        """Return the mentions in the title and in the body, as threes of start, end and number."""
        spans = {"title": array("Q"), "body": array("Q")}
        self._add("people", [(each.name, each) for each in found.people], article, spans)
        self._add("places", [(each.label, each) for each in found.places], article, spans)
        return spans

    def _add(
        self,
        field: str,
        mentions: Iterable[tuple[str, PersonMention | PlaceMention]],
        article: Article,
        spans: dict[str, array[int]],
    ) -> None:
        by_key, every = self._by_key[field], self._number(mention_mark(field))
        title, body = spans["title"], spans["body"]
        size, after = len(article.title), len(article.title) + len(GAP)
        limit = after + len(article.body)
        for key, each in mentions:
            if not 0 <= each.start < each.end <= limit:  # a program may give any
                continue
            number = by_key.get(key)
            if number is None:
                number = by_key[key] = self._number(mention_mark(field, key))
            start, end = each.start, each.end
            if start >= after:
                body.extend((start - after, end - after, number, start - after, end - after, every))
            elif start < size:
                title.extend((start, end, number, start, end, every))

    def _number(self, mark: str) -> int:
        return self._all.setdefault(mark, len(self._all))
