"""The specification of stories in answers, said the slow, obvious way, beside `tests/reference/archive.py`.

Which articles are of one story is given; what counts, collapsing and ``story:`` make of it is said here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tests.reference.archive import Reference, Seen


class StoryReference:
    """What the matches of a query are, by article, story or source."""

    def __init__(self, reference: Reference, stories: Mapping[str, int]) -> None:
        """Take the specification of the articles, and the story of each by id."""
        self.reference, self.stories = reference, stories

    def groups(self, article: Seen, by: str) -> set[object]:
        if by == "source":
            return set(article.values["source"] or {None})
        return {article.id if by == "article" else self.stories[article.id]}

    def seen(self, ids: Iterable[str]) -> list[Seen]:
        wanted = set(ids)
        return [each for each in self.reference.articles if each.id in wanted]

    def total(self, ids: Iterable[str], by: str) -> int:
        return len({group for article in self.seen(ids) for group in self.groups(article, by)})

    def facet(self, ids: Iterable[str], facet: str, by: str) -> dict[str | None, int]:
        found: dict[str | None, set[object]] = defaultdict(set)
        for article in self.seen(ids):
            for value in self.reference.facet([article.id], facet):
                found[value] |= self.groups(article, by)
        return {value: len(groups) for value, groups in found.items()}

    def collapse(self, ids: Sequence[str]) -> list[tuple[str, int]]:
        """Return the first of each story in a ranking, and how many more of it there are."""
        copies = Counter(self.stories[id] for id in ids)
        first: dict[int, str] = {}
        for id in ids:
            first.setdefault(self.stories[id], id)
        return [(id, copies[story] - 1) for story, id in first.items()]

    def of_story(self, id: str) -> set[str]:
        return {each for each, story in self.stories.items() if story == self.stories.get(id)}
