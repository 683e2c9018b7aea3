"""Stories when an archive is searched: who shares one, ``story:ID``, and counts of stories and sources.

Which version is in which story was found when it was stored (`dateline.index.stories`). Loaded are, when a query first
needs them, only the live articles that share a story with another version; every other is a story of its own. Engines
know nothing of stories: they match and yield *versions*, and all that is counted of them is counted here, exactly.
Counts of stories are those of articles, corrected by the matches that share a story; sources are told for every match.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Literal, TypeVar

from dateline.searcher.engine.protocol import Engine, Ranked
from dateline.searcher.engine.states import State
from dateline.searcher.query.binding import STORY
from dateline.searcher.query.bound import AllOf, Bound, Clause, Every, Has, Nowhere, Value, Versions, map_leaves
from dateline.searcher.query.tree import Note

__all__ = ["CountBy", "Stories", "Tally"]

CountBy = Literal["article", "story", "source"]
T = TypeVar("T", bound=Hashable)


class Stories:
    """The stories of an archive in one state of it."""

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
        """Return a bound tree with ``story:ID`` as the versions it means, and notes on ids that no article has."""
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
        """Return the best ``wanted`` articles that are the best of their stories; ``rank`` gives the best k of all."""
        k = wanted + min(wanted, 100)
        while True:
            ranked = rank(k)
            best: dict[int, Ranked] = {}
            for found in ranked:
                best.setdefault(self.story_of(found.seq), found)
            if len(best) >= wanted or len(ranked) < k:
                return list(best.values())[:wanted]
            k *= 4

    def copies(self, tree: Bound, seqs: Iterable[int], engine: Engine) -> Mapping[int, int]:
        """Return how many other matches are of the story of each of these versions."""
        stories = {seq: self.shared[seq] for seq in seqs if seq in self.shared}
        together = frozenset(seq for story in stories.values() for seq in self.members[story])
        found = matches(AllOf((tree, Versions(together))), engine, len(together))
        matching = Counter(self.shared[seq] for seq in found)
        return {seq: matching[story] - 1 for seq, story in stories.items()}


class Tally:
    """Counts of the matches of one query, by article, story or source."""

    def __init__(self, tree: Bound, engine: Engine, by: CountBy, stories: Stories) -> None:
        self._tree, self._engine, self._by, self._stories = tree, engine, by, stories

    def total(self) -> int:
        """Return how many articles, stories or sources match."""
        if self._by == "source":
            values, without = self._engine.count_values(self._tree, "source")
            return len(values) + bool(without)
        total = self._engine.total(self._tree)
        if self._by == "story":
            stories = self._stories
            among = matches(AllOf((self._tree, stories.shared_versions)), self._engine, len(stories.shared))
            total += len({stories.shared[seq] for seq in among}) - len(among)
        return total

    def count(
        self,
        count: Callable[[Bound], tuple[Mapping[T, int], int]],
        rows: Callable[[Bound], Iterable[tuple[int, Sequence[T]]]],
    ) -> tuple[Mapping[T, int], int]:
        """Return the counts of a facet and of what lacks it, given its counts of articles, and its values of each."""
        if self._by == "article":
            return count(self._tree)
        groups: defaultdict[T | None, set[Hashable]] = defaultdict(set)
        if self._by == "source":
            sources = dict(self._engine.values(self._tree, "source"))
            for seq, values in rows(self._tree):
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
        counts = {value: number - members[value] + len(groups[value]) for value, number in articles.items()}
        return counts, without - members[None] + len(groups[None])


def matches(tree: Bound, engine: Engine, most: int) -> list[int]:
    """Return the versions that match, of which there are no more than ``most``."""
    return [found.seq for found in engine.rank(tree, most, "newest")]
