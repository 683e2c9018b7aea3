"""Articles that a run replaced by other articles with the same id.

Tables often number their rows from 1, so that two tables have the same ids for different articles. Within a file,
records of one id are rarely meant to replace each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from dateline.index.dataclass import dataclass, field
from dateline.index.errors import ReadError

if TYPE_CHECKING:
    from dateline.index.store.placement import Stored
    from dateline.index.store.provenance import Provenance

__all__ = ["Replacements", "is_doubtful_id"]

# Longer numbers are those of a whole system, in which a later file may have a later version.
LONGEST_NUMBER = 6
MOST_NAMED = 3
LONGEST_NAMED = 60


class TitledVersion(NamedTuple):
    """A version: the path of the file that gave it, and its title."""

    path: str
    title: str


@dataclass(slots=True)
class Replacements:
    """The ids of the articles that records of another title replaced, by the file of the record.

    ``ids`` are those that records of another file had, ``own`` those that an earlier record of the same file had.
    """

    ids: dict[str, dict[str, None]] = field(default_factory=dict)
    own: dict[str, dict[str, None]] = field(default_factory=dict)
    _first: int | None = None

    def concerns(self, each: Stored) -> bool:
        """Return whether an article may have replaced another one: by a short number, or one that this run stored."""
        if self._first is None and not each.unchanged:
            self._first = each.seq
        if each.replaced is None or each.unchanged:
            return False
        return is_doubtful_id(each.id) or self._is_of_run(each.replaced)

    def count(self, stored: Iterable[tuple[Stored, str]], kept: Provenance) -> None:
        """Count the articles of a batch, each with the path of its file."""
        batch = {each.seq: TitledVersion(path, each.article.title) for each, path in stored}
        doubtful = [(each, path) for each, path in stored if self.concerns(each)]
        if not doubtful:
            return
        earlier = kept.origins_of([each.replaced for each, _ in doubtful if each.replaced is not None])
        known = {seq: TitledVersion(path, title) for seq, path, title in earlier} | batch
        for each, path in doubtful:
            before = known.get(each.replaced or 0)
            if before is None or before.title == each.article.title:
                continue
            if before.path != path:
                if is_doubtful_id(each.id):
                    self.ids.setdefault(path, {})[each.id] = None
            elif self._is_of_run(each.replaced or 0):
                self.own.setdefault(path, {})[each.id] = None

    def notes(self) -> list[ReadError]:
        """Return a line for each file."""
        of_others = [ReadError(path, None, describe(list(ids))) for path, ids in self.ids.items()]
        return [*of_others, *(ReadError(path, None, describe_own(list(ids))) for path, ids in self.own.items())]

    def _is_of_run(self, seq: int) -> bool:
        return self._first is not None and seq >= self._first


def is_doubtful_id(id: str) -> bool:
    """Return whether an id is a short number, which identifies an article in its file only."""
    return len(id) <= LONGEST_NUMBER and id.isdecimal()


def describe(ids: list[str]) -> str:
    """Return how many articles were replaced, and what to do."""
    articles = "1 article of another file" if len(ids) == 1 else f"{len(ids):,} articles of other files"
    return (
        f"note: {articles} with the same id, but another title, replaced ({named(ids)}); if they are not the same "
        "articles, add each file with ids of its own, or without (--map number=id)"
    )


def describe_own(ids: list[str]) -> str:
    """Return how many ids have several articles, and what to do."""
    has = "1 id has" if len(ids) == 1 else f"{len(ids):,} ids have"
    return (
        f"note: {has} several records with different titles ({named(ids)}); the last one counts; if they are not the "
        "same article, add the file without their ids (--map number=id)"
    )


def named(ids: list[str]) -> str:
    """Return the first ids, short enough for a note."""
    return ", ".join(id[:LONGEST_NAMED] for id in ids[:MOST_NAMED]) + (", …" if len(ids) > MOST_NAMED else "")
