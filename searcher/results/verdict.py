"""Why an article matches a query or does not: yes or no for each part of the query, and the score."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.index.article import Article
from dateline.index.dataclass import dataclass
from dateline.index.entities.mention import Extraction
from dateline.index.segment.field_values import text_of
from dateline.searcher.query.bound import AllOf, Bound, Versions
from dateline.searcher.query.outline import Outline
from dateline.searcher.query.tree import Everything, InField, Node, Not, Note
from dateline.searcher.request import SearchRequest
from dateline.searcher.results.answering import bind_query, bind_tree, make_page, refinement_of
from dateline.searcher.results.highlight import Highlighter
from dateline.searcher.results.leaf_meanings import read_outline
from dateline.searcher.results.mentions import matched_mentions
from dateline.searcher.results.results import Explanation
from dateline.searcher.results.view import View

__all__ = ["FoundAt", "Part", "Verdict", "judge"]


@dataclass(frozen=True, slots=True)
class FoundAt:
    """A place in an article: the text field, start and end in characters of it, and the text there."""

    field: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a query in words, whether the article matches it alone, where it does first, and the parts in it.

    ``found`` is None for a part that has no place in a text, such as a value that the source gave.
    """

    label: str
    matches: bool
    found: FoundAt | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an article matches a query, the parts of the query, and the score, None if it does not match.

    ``loosened``: no article has all of the words, so that the article is judged by any of them.
    ``notes`` are on the query.
    """

    matches: bool
    query: Part
    filters: tuple[Part, ...]
    score: Explanation | None
    loosened: bool = False
    notes: tuple[Note, ...] = ()


def judge(view: View, article: Article, seq: int, request: SearchRequest, found: Extraction | None) -> Verdict:
    """Return why an article of a view, its version ``seq``, matches a request or does not."""
    bound = bind_query(view, request)
    loosened = bound.loosened is not None and not view.engine.total(bound.tree)
    tree = bound.loosened if loosened and bound.loosened is not None else bound.tree
    judging = _Judging(view, article, seq, request, found)
    matches = judging.matches(tree)
    score = make_page(view, tree, (), None, refinement_of(view, request)).explain(article) if matches else None
    filters = tuple([judging.judge_filter(name, value) for name, value in request.filter_pairs])
    query = judging.judge_part(read_outline(view, request), None)
    return Verdict(matches, query, filters, score, loosened, bound.notes)


@dataclass(frozen=True, slots=True)
class _Judging:
    """Judges the parts of one query for one article."""

    view: View
    article: Article
    seq: int
    request: SearchRequest
    found: Extraction | None

    def matches(self, clause: Bound) -> bool:
        return self.view.engine.total(AllOf((clause, Versions(frozenset((self.seq,)))))) > 0

    def bind(self, node: Node, *filters: tuple[str, str]) -> Bound:
        # Not strict, and all of the words: a part is judged as it stands.
        request = SearchRequest(
            self.request.query,
            tree=self.request.tree,
            match="all",
            filters=filters,
            today=self.request.today,
            certainly=self.request.certainly,
            aliases=self.request.aliases,
        )
        return bind_tree(self.view, node, request, with_facts=False).tree

    def judge_part(self, outline: Outline, field: str | None) -> Part:
        node = outline.node
        inner = node.field if isinstance(node, InField) else field
        parts = tuple([self.judge_part(each, inner) for each in outline.parts])
        bound = self.bind(node if field is None else InField(field, node))
        matches = self.matches(bound)
        first = next(self.places(bound), None) if matches and not parts and not isinstance(node, Not) else None
        return Part(outline.label, matches, first, parts)

    def judge_filter(self, name: str, value: str) -> Part:
        label = f"{name} is {value}" if value else f"without {name}"
        return Part(label, self.matches(self.bind(Everything(), (name, value))))

    def places(self, clause: Bound) -> Iterator[FoundAt]:
        """Yield where a clause matches: its words in the text fields in their order, then its mentions."""
        marker = Highlighter(clause, self.view.fields)
        for row in self.view.fields.of_kind("text"):
            text = text_of(self.article, row.name)
            for start, end in marker.marks_in(text, row.name):
                yield FoundAt(row.name, start, end, text[start:end])
        if self.found is not None:
            for each in matched_mentions(self.article, self.found, clause):
                yield FoundAt(each.part, each.start, each.end, each.text)
