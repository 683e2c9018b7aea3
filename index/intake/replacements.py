"""Articles that a run replaced by records of another file that have the same short number as their id.

Tables often number their rows from 1, so that two tables have the same ids for different articles.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from dateline.index.errors import ReadError

if TYPE_CHECKING:
    from dateline.index.store.placement import Stored
    from dateline.index.store.provenance import Provenance

__all__ = ["Replacements", "is_doubtful_id"]

# Longer numbers are those of a whole system, in which a later file may have a later version.
LONGEST_NUMBER = 6
MOST_NAMED = 3


class TitledVersion(NamedTuple):
    """A version: the path of the file that gave it, and its title."""

    path: str
    title: str


@dataclass(slots=True)
class Replacements:
    """The ids of the articles that records of another file replaced, by the file of the record."""

    ids: dict[str, dict[str, None]] = field(default_factory=dict)

    def count(self, stored: Iterable[tuple[Stored, str]], kept: Provenance) -> None:
        """Count the articles of a batch, each with the path of its file."""
        batch = {each.seq: TitledVersion(path, each.article.title) for each, path in stored}
        doubtful = [(each, path) for each, path in stored if each.replaced is not None and is_doubtful_id(each.id)]
        if not doubtful:
            return
        earlier = kept.origins_of([each.replaced for each, _ in doubtful if each.replaced is not None])
        known = {seq: TitledVersion(path, title) for seq, path, title in earlier} | batch
        for each, path in doubtful:
            before = known.get(each.replaced or 0)
            if before is not None and before.path != path and before.title != each.article.title:
                self.ids.setdefault(path, {})[each.id] = None

    def notes(self) -> list[ReadError]:
        """Return a line for each file."""
        return [ReadError(path, None, describe(list(ids))) for path, ids in self.ids.items()]


def is_doubtful_id(id: str) -> bool:
    """Return whether an id is a short number, which identifies an article in its file only."""
    return len(id) <= LONGEST_NUMBER and id.isdecimal()


def describe(ids: list[str]) -> str:
    """Return how many articles were replaced, and what to do."""
    named = ", ".join(ids[:MOST_NAMED]) + (", …" if len(ids) > MOST_NAMED else "")
    articles = "1 article of another file" if len(ids) == 1 else f"{len(ids):,} articles of other files"
    return (
        f"note: {articles} with the same id, but another title, replaced ({named}); if they are not the same articles, "
        "add each file with ids of its own, or without (--map number=id)"
    )
