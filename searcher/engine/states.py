"""States of an archive: which version each article has, as of the last commit or as of a day.

Both kinds have one protocol, so that the rest of a search need not distinguish them. Without the index, the engine of a
day reads the articles of that day; with it, it is `dateline.searcher.engine.as_of`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from heapq import merge
from operator import itemgetter
from typing import Protocol

from dateline.index.article import Article
from dateline.index.store.history import AsOfVersions
from dateline.index.store.store import Store

__all__ = ["AsOfState", "CurrentState", "State"]


class State(Protocol):
    """The versions of an archive in one state."""

    def stories(self) -> Mapping[int, int]:
        """Return the story of each version that shares one, by seq."""

    def seq_of(self, id: str) -> int | None:
        """Return the version of an article; None if there is none."""

    def seqs_of_prefix(self, prefix: str) -> frozenset[int]:
        """Return the versions of the articles whose id begins with a prefix."""

    def scan(self) -> Iterator[tuple[int, Article]]:
        """Yield every version and its article, with mentions."""

    def articles(self) -> Iterator[Article]:
        """Yield every article in the order of versions, without mentions."""


class CurrentState:
    """The versions that are live as of a version of the archive."""

    def __init__(self, store: Store, upto: int) -> None:
        self._store, self._upto = store, upto

    def stories(self) -> Mapping[int, int]:
        """Return the story of each version that shares one, by seq."""
        return self._store.stories.live(self._upto)

    def seq_of(self, id: str) -> int | None:
        """Return the version of an article; None if there is none."""
        return self._store.live_seq(id, self._upto)

    def seqs_of_prefix(self, prefix: str) -> frozenset[int]:
        """Return the versions of the articles whose id begins with a prefix."""
        return frozenset(self._store.live_seqs_of_prefix(prefix, self._upto))

    def scan(self) -> Iterator[tuple[int, Article]]:
        """Yield every version and its article, with mentions."""
        return self._store.scan(upto=self._upto)

    def articles(self) -> Iterator[Article]:
        """Yield every article in the order of versions, without mentions."""
        return (article for _, article in self._store.scan(upto=self._upto, mentions=False))


class AsOfState:
    """The versions of a day, out of those that an archive has as of a version of it."""

    def __init__(self, store: Store, upto: int, day: date) -> None:
        self._store, self._upto, self._day = store, upto, day

    @cached_property
    def versions(self) -> AsOfVersions:
        """The versions of the day."""
        return self._store.history.as_of(self._day, self._upto)

    def stories(self) -> Mapping[int, int]:
        """Return the story of each version that shares one, by seq, as known now."""
        live = self._store.stories.live(self._upto)
        kept = {seq: story for seq, story in live.items() if not self.versions.excludes(seq)}
        return {**kept, **self._store.stories.of(self.versions.older, self._upto)}

    def seq_of(self, id: str) -> int | None:
        """Return the version of an article; None if there is none."""
        found = None
        for version in self._store.history.versions(id, self._upto):
            if version.since is None or version.since <= self._day:
                found = None if version.deleted else version.seq
        return found

    def seqs_of_prefix(self, prefix: str) -> frozenset[int]:
        """Return the versions of the articles whose id begins with a prefix."""
        live = self._store.live_seqs_of_prefix(prefix, self._upto)
        kept = (seq for seq in live if not self.versions.excludes(seq))
        older = (seq for seq, id in self._store.ids(self.versions.older).items() if id.startswith(prefix))
        return frozenset((*kept, *older))

    def older(self) -> Iterator[tuple[int, Article]]:
        """Yield the versions of the day that are not live now, ascending, with their articles."""
        return self._store.read_found(self.versions.older)

    def scan(self) -> Iterator[tuple[int, Article]]:
        """Yield every version and its article, with mentions."""
        yield from ((seq, each) for seq, each in self._store.scan(upto=self._upto) if not self.versions.excludes(seq))
        yield from self.older()

    def articles(self) -> Iterator[Article]:
        """Yield every article in the order of versions, without mentions."""
        live = self._store.scan(upto=self._upto, mentions=False)
        current = ((seq, article) for seq, article in live if not self.versions.excludes(seq))
        return (article for _, article in merge(current, self.older(), key=itemgetter(0)))
