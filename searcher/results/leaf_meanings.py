"""How an archive reads a query: the outline of its tree, with the meaning of each date, name and split word."""

from __future__ import annotations

from datetime import date

from dateline.index.analysis.english import fold, fold_word, tokenize
from dateline.index.analysis.registry import ENGLISH
from dateline.index.dataclass import replace
from dateline.index.dates import QueryDate
from dateline.index.fields import Field
from dateline.searcher.query.binding import with_any
from dateline.searcher.query.bound import Bound, Dated, Keys, Nowhere, Yearly
from dateline.searcher.query.dates import days_text
from dateline.searcher.query.outline import Outline, outline_of
from dateline.searcher.query.scope import row_of
from dateline.searcher.query.tree import InField, Node, Phrase, Range, TextNode, Word
from dateline.searcher.request import SearchRequest
from dateline.searcher.results.answering import bind_tree, read_query
from dateline.searcher.results.view import View

__all__ = ["read_outline"]

MOST_NAMED = 3  # people or places of one name
MOST_COUNTED = 20  # of them, for their order


def read_outline(view: View, request: SearchRequest) -> Outline:
    """Return the outline of a query, with what its leaves mean in the archive. Raises FieldError and TimeUp."""
    tree = read_query(view, request).tree
    read = with_any(tree) if request.match == "any" else tree
    return _Reading(view, replace(request, strict=False)).read(outline_of(read), None)


class _Reading:
    """Adds the meaning of leaves to the outline of one query."""

    def __init__(self, view: View, request: SearchRequest) -> None:
        self._view, self._request = view, request

    def read(self, outline: Outline, field: str | None) -> Outline:
        """Return an outline, which stands in a field or not, with the meanings of its leaves."""
        node = outline.node
        inner = node.field if isinstance(node, InField) else field
        if outline.parts:
            return replace(outline, parts=tuple([self.read(each, inner) for each in outline.parts]))
        meaning = self._meaning(node, field)
        return replace(outline, label=f"{outline.label}: {meaning}") if meaning else outline

    def _meaning(self, node: Node, field: str | None) -> str:
        """Return what a leaf means, or an empty text if its label says it."""
        name = node.field if isinstance(node, Range) else field
        row = None if name is None else row_of(name, self._view.fields)
        if row is not None and row.kind == "date" and isinstance(node, Range | TextNode):
            return _days(self._bind(node if isinstance(node, Range) else InField(row.name, node)))
        if not isinstance(node, Word | Phrase):
            return ""
        if row is None or row.kind == "text":
            return self._words(node) if not node.exact else ""
        return self._names(node.text, row) if row.entity else ""

    def _bind(self, node: Node) -> Bound:
        return bind_tree(self._view, node, replace(self._request, filters=()), with_facts=False).tree

    def _words(self, leaf: Word | Phrase) -> str:
        """Return the folded words of a leaf, if it has other letters than typed, or a word that is split."""
        if any(analysis != ENGLISH for analysis, _, _ in self._view.fields.bare):
            return ""
        forms = [form for form, _, _ in tokenize(leaf.text)]
        if isinstance(leaf, Word) and len(forms) > 1:
            return f"the phrase {' '.join(map(fold_word, forms))}"
        folded = [fold(form) for form in forms]
        return " ".join(folded) if any(each != form.lower() for each, form in zip(folded, forms, strict=True)) else ""

    def _names(self, text: str, row: Field) -> str:
        """Return the people or places that a value means, those of most articles first."""
        known = self._view.entities(self._request.aliases).of(row)
        meaning = known.resolve(text, by_word=row.by_word)
        names = [*meaning.names]
        if not names:
            return "" if meaning.keys or meaning.included else "nobody" if row.entity == "person" else "no place"
        if 1 < len(names) <= MOST_COUNTED:
            names.sort(key=lambda name: -self._count(name, row))
        more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
        told = ", ".join(names[:MOST_NAMED]) + more
        return "" if fold(told) == fold(text) else told

    def _count(self, name: str, row: Field) -> int:
        meaning = self._view.entities(self._request.aliases).of(row).resolve(name, by_word=False, listed=True)
        return self._view.engine.total(Keys(row.name, meaning.keys, meaning.excluded, meaning.included))


def _days(bound: Bound) -> str:
    """Return the days of a clause on dates; what is no date is searched as words."""
    if isinstance(bound, Yearly):
        return days_text(QueryDate(None, bound.day))
    if isinstance(bound, Nowhere):
        return "no days"
    if not isinstance(bound, Dated):
        return "no date, searched as words"
    first, last = bound.days.first, bound.days.last
    if first == date.min or last == date.max:
        return f"from {first}" if last == date.max else f"to {last}"
    return str(bound.days)
