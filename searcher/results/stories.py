"""Stories in searches: ``story:ID``, collapsing, and counts of stories and sources.

The story of each version was found when it was stored (`dateline.index.stories`). Only live articles that share a story
are loaded, when a query first needs them; every other article is a story of its own. Engines match and yield
*versions*; this module counts stories and sources exactly. Counts of stories are those of articles, corrected for
matches that share a story; for sources, every match is read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Literal, TypeVar

from dateline.searcher.engine.deadline import Watch
from dateline.searcher.engine.protocol import Engine, Naming, Ranked
from dateline.searcher.engine.states import State
from dateline.searcher.query.bound import (
    AllOf,
    Bound,
    Clause,
    Every,
    Has,
    Nowhere,
    Value,
    Versions,
    has_values,
    map_leaves,
)
from dateline.searcher.query.own_fields import STORY
from dateline.searcher.query.tree import Note

__all__ = ["CountBy", "Stories", "Tally"]

CountBy = Literal["article", "story", "source"]
T = TypeVar("T", bound=Hashable)


class Stories:
    """The stories of an archive in one state."""

    def __init__(self, state: State) -> None:
        self._state = state

    @cached_property
    def shared(self) -> Mapping[int, int]:
        """The story of each live article that shares one, by version."""
        return self._state.stories()

    @cached_property
    def shared_versions(self) -> Versions:
        """The live articles that share a story."""
        return Versions(frozenset(self.shared))

    @cached_property
    def members(self) -> Mapping[int, Sequence[int]]:
        """The live articles of each story that is shared."""
        made: dict[int, list[int]] = {}
        for seq, story in self.shared.items():
            made.setdefault(story, []).append(seq)
        return made

    def story_of(self, seq: int) -> int:
        """Return the story of a live version."""
        return self.shared.get(seq, seq)

    def resolve(self, tree: Bound, query: str) -> tuple[Bound, tuple[Note, ...]]:
        """Return a bound tree with the versions of ``story:ID``, and notes on unknown ids."""
        if not has_values(tree, (STORY.name,)):
            return tree, ()
        notes: dict[str, None] = {}
        made = map_leaves(tree, lambda clause: self._resolve_clause(clause, notes))
        return made, tuple(Note(note, 0, len(query)) for note in notes)

    def _resolve_clause(self, clause: Clause, notes: dict[str, None]) -> Clause:
        if isinstance(clause, Has) and clause.field == STORY.name:
            return Every()
        if not isinstance(clause, Value) or clause.field != STORY.name:
            return clause
        seq = self._state.seq_of(clause.value)
        if seq is None:
            notes[f"no article has the id “{clause.value}”; a story is named by the id of one of its articles"] = None
            return Nowhere()
        return Versions(frozenset(self.members.get(self.story_of(seq), (seq,))))

    def collapse(self, rank: Callable[[int], list[Ranked]], wanted: int) -> list[Ranked]:
        """Return the best ``wanted`` articles, one for each story; ``rank`` returns the best k of all."""
        k = wanted + min(wanted, 100)
        ranked: list[Ranked] = []
        while True:
            found = rank(k)
            ranked = found if len(found) >= len(ranked) else ranked  # fewer, if the time is up
            best: dict[int, Ranked] = {}
            for each in ranked:
                best.setdefault(self.story_of(each.seq), each)
            if len(best) >= wanted or len(found) < k:
                return list(best.values())[:wanted]
            k *= 4

    def copies(self, tree: Bound, seqs: Iterable[int], engine: Engine) -> Mapping[int, int]:
        """Return the number of other matches of the same story, for each of these versions."""
        stories = {seq: self.shared[seq] for seq in seqs if seq in self.shared}
        together = frozenset(seq for story in stories.values() for seq in self.members[story])
        found = matches(AllOf((tree, Versions(together))), engine, len(together))
        # The versions match themselves, also where the time was up before that was found.
        matching = Counter(self.shared[seq] for seq in {*found, *stories})
        return {seq: matching[story] - 1 for seq, story in stories.items()}


class Tally:
    """Counts of the matches of one query, by article, story or source.

    If the time of the ``watch`` is up, no count is greater than the true one.
    """

    def __init__(self, tree: Bound, engine: Engine, by: CountBy, stories: Stories, watch: Watch | None = None) -> None:
        self._tree, self._engine, self._by, self._stories, self._watch = tree, engine, by, stories, watch

    def total(self) -> int:
        """Return the number of articles, stories or sources that match."""
        if self._by == "source":
            values, without = self._engine.count_values(self._tree, "source")
            return len(values) + bool(without)
        total = self._engine.total(self._tree)
        if self._by == "story":
            stories = self._stories
            among = matches(AllOf((self._tree, stories.shared_versions)), self._engine, len(stories.shared))
            different = len({stories.shared[seq] for seq in among})
            return different if self._is_cut() else total + different - len(among)
        return total

    def _is_cut(self) -> bool:
        return self._watch is not None and self._watch.up

    def count_values(self, field: str, naming: Naming | None) -> tuple[Mapping[str, int], int]:
        """Return the counts of a keyword field by value, or by name, and of what lacks it."""
        engine = self._engine
        return self.count(
            lambda tree: engine.count_values(tree, field, naming), lambda tree: engine.values(tree, field, None, naming)
        )

    def count(
        self,
        count: Callable[[Bound], tuple[Mapping[T, int], int]],
        rows: Callable[[Bound], Iterable[tuple[int, Sequence[T]]]],
    ) -> tuple[Mapping[T, int], int]:
        """Return the counts of a facet, and of what lacks it, from its counts of articles and its values."""
        if self._by == "article":
            return count(self._tree)
        groups: defaultdict[T | None, set[Hashable]] = defaultdict(set)
        if self._by == "source":
            sources = dict(self._engine.values(self._tree, "source"))
            for seq, values in rows(self._tree):
                if seq in sources:  # unless the time was up
                    for value in values or (None,):
                        groups[value].update(sources[seq] or (None,))
            counts = {value: len(found) for value, found in groups.items() if value is not None}
            return counts, len(groups[None])
        stories, members = self._stories, Counter[T | None]()
        for seq, values in rows(AllOf((self._tree, stories.shared_versions))):
            for value in values or (None,):
                members[value] += 1
                groups[value].add(stories.shared[seq])
        articles, without = count(self._tree)
        if self._is_cut():
            return {value: len(found) for value, found in groups.items() if value is not None}, len(groups[None])
        counts = {value: number - members[value] + len(groups[value]) for value, number in articles.items()}
        return counts, without - members[None] + len(groups[None])


def matches(tree: Bound, engine: Engine, most: int) -> list[int]:
    """Return the versions that match, at most ``most``."""
    return [found.seq for found in engine.rank(tree, most, "newest")]
