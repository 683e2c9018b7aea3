"""The articles of a run that are read and stored next, and which of them need not be stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from dateline.index.archive import Archive
from dateline.index.dataclass import dataclass, field
from dateline.index.intake.portions import IncomingArticle
from dateline.index.store.provenance import Origin

__all__ = ["PendingArticles", "PendingItem", "without_repeated"]

# Articles and characters that are stored together.
MOST_ARTICLES = 1000
MOST_CHARACTERS = 4_000_000

# An article with the number of its reading and its line.
PendingItem: TypeAlias = "tuple[IncomingArticle, int | None, int | None]"


@dataclass(slots=True)
class PendingArticles:
    """Articles that are to be stored next."""

    items: list[PendingItem] = field(default_factory=list)
    characters: int = 0

    def add(self, found: IncomingArticle, number: int | None, line: int | None) -> None:
        """Add an article, with the number of its reading and its line."""
        self.items.append((found, number, line))
        self.characters += len(found.article.body)

    @property
    def is_full(self) -> bool:
        """Whether these are enough to be stored."""
        return len(self.items) >= MOST_ARTICLES or self.characters >= MOST_CHARACTERS


def without_repeated(
    archive: Archive, items: list[PendingItem], same_as: Mapping[int, int]
) -> tuple[list[PendingItem], list[tuple[IncomingArticle, Origin]]]:
    """Return the articles without those that were stored before and replaced since, and these with their origins.

    They are of files that are read again although the content is the same, whose readings ``same_as`` has with the
    earlier ones. A later record of their id, or another file, has replaced them; they would replace what did so, which
    would then replace them, each time.
    """
    own: dict[int, list[int]] = {}
    for at, (_, number, _) in enumerate(items):
        if number is not None and number in same_as:
            own.setdefault(number, []).append(at)
    if not own:
        return items, []
    dropped: dict[int, tuple[IncomingArticle, Origin]] = {}
    with archive.sources() as kept:
        for number, places in own.items():
            drafts = [(items[at][0].article.id, items[at][0].draft.cells) for at in places]
            for at, seq in zip(places, kept.given_before(same_as[number], drafts), strict=True):
                if seq is not None:
                    found, _, line = items[at]
                    dropped[at] = found, (number, seq, line, None)
    return [item for at, item in enumerate(items) if at not in dropped], list(dropped.values())
