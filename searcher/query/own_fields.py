"""The fields that every archive has by itself: a query may name them, no article has values of them."""

from __future__ import annotations

from dateline.index.fields import Field

__all__ = ["ID", "STORY", "WITHOUT_VALUES"]

# `dateline.searcher.results.stories` resolves its values.
STORY = Field("story", "keyword", help="the printings of one text, by the id of one of them")
# The same, resolved by `dateline.searcher.results.ids`.
ID = Field("id", "keyword", help="one article, by its id")
WITHOUT_VALUES = {row.name: row for row in (STORY, ID)}
