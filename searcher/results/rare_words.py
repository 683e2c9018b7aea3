"""What a word or name that few articles have was probably meant as: *Volcker*, if one article misspells him *Volker*.

An answer with articles hides that its query was misspelt, if an article has the same misspelling. A word counts as
misspelt only if it differs by a letter or two from one that is far commoner; numbers, codes and words of phrases do
not. This costs a few counts, and is looked for only if an answer is short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice

from dateline.index.analysis.english import fold, term_of
from dateline.index.dataclass import replace
from dateline.index.fields import Field
from dateline.searcher.automata.suggestion import nearest_texts
from dateline.searcher.query import to_text
from dateline.searcher.query.grammar import parse_lexemes
from dateline.searcher.query.loosening import Sought, clauses_of, replaced, sought_in, tree_of
from dateline.searcher.query.own_fields import WITHOUT_VALUES
from dateline.searcher.query.scope import row_of
from dateline.searcher.query.tree import Everything, InField, Node, Phrase, Word
from dateline.searcher.request import SearchRequest
from dateline.searcher.results.answering import bind_tree, read_query
from dateline.searcher.results.diagnosis import Change, Nearest
from dateline.searcher.results.results import COMMONER
from dateline.searcher.results.similar_names import near_names, similar_values
from dateline.searcher.results.stories import Tally
from dateline.searcher.results.view import View

__all__ = ["find_commoner"]

SHORTEST = 5  # letters of a word that may be misspelt; shorter ones have neighbours that are other words
TWO_LETTERS = 8  # letters of a word in which two may be wrong
ONE_APART, TWO_APART = 2, 4  # ranks of `nearest_texts`, with the same first letter
MOST_TRIED = 6  # words of a query
MOST_SIMILAR = 3


def find_commoner(view: View, request: SearchRequest, total: int, nearest: Nearest) -> Change | None:
    """Return the query with a far commoner word or name in place of one that few articles have; None if there is none.

    ``total`` is how many articles match the query. At least `COMMONER` times as many articles have the
    other word as the one typed, whatever else the query asks for.
    """
    asked = _Asked(view, replace(request, strict=False))
    for sought in islice(filter(asked.may_be_misspelt, asked.sought()), MOST_TRIED):
        own = asked.count(sought.clause(), ())
        for other in asked.similar_to(sought, nearest):
            if asked.count(other, ()) >= COMMONER * max(own, 1) and (change := asked.change(sought, other, total)):
                return change
    return None


class _Asked:
    """A query with few matches, and what can be counted in its place."""

    def __init__(self, view: View, request: SearchRequest) -> None:
        self._view, self._request = view, request
        self._is_field: Callable[[str], bool] = lambda name: row_of(name, view.fields) is not None
        self._clauses = clauses_of(read_query(view, request).tree)

    def sought(self) -> Iterator[Sought]:
        """Yield the words and values that the query looks for."""
        for clause in self._clauses:
            yield from sought_in(clause)

    def _row(self, sought: Sought) -> Field | None:
        return None if sought.field is None else row_of(sought.field, self._view.fields)

    def may_be_misspelt(self, sought: Sought) -> bool:
        """Return whether a leaf is a word of a text, or a name of a person or place, without digits and wildcards."""
        leaf, row = sought.leaf, self._row(sought)
        if not isinstance(leaf, Word | Phrase) or leaf.exact or any(map(str.isdigit, leaf.text)):
            return False
        if row is None or row.kind == "text":
            return isinstance(leaf, Word) and leaf.text.isalpha() and len(leaf.text) >= SHORTEST
        is_name = row.kind == "keyword" and bool(row.entity or row.by_word) and row not in WITHOUT_VALUES.values()
        return is_name and any(len(word) >= SHORTEST for word in leaf.text.split())

    def similar_to(self, sought: Sought, nearest: Nearest) -> Sequence[Node]:
        """Return words or names that differ by a letter or two, the nearest first."""
        text, row = sought.leaf.text, self._row(sought)
        if row is None or row.kind == "text":
            near = nearest(text, sought.field)[:MOST_SIMILAR]
            return [sought.clause(Word(each)) for each in near if _is_misspelling(text, each)]
        keys = partial(self._view.engine.keys, row.name)
        most = TWO_APART if len(text) >= TWO_LETTERS else ONE_APART
        known = self._view.entities(self._request.aliases).of(row) if row.entity else None
        made: list[Node] = []
        if len(text.split()) > 1:
            found = near_names(text, row, keys, 2 * MOST_SIMILAR, any_surname=True)
        else:
            found = similar_values(text, row, keys, 2 * MOST_SIMILAR)
        for rank, each in found:
            if not isinstance(each, InField) or not isinstance(each.clause, Word | Phrase) or rank > most or rank % 2:
                continue
            value = each.clause.text
            name = value if known is None or isinstance(each.clause, Word) else known.name_of(value)
            if name is not None and fold(name) != fold(text):
                made.append(each if name == value else InField(each.field, Phrase(name)))
        return made[:MOST_SIMILAR]

    def change(self, sought: Sought, other: Node, total: int) -> Change | None:
        """Return the query with another clause in place of a leaf, if it matches more articles."""
        inner = other.clause if isinstance(other, InField) else other
        clauses = tuple([replaced(clause, sought.leaf, inner) for clause in self._clauses])
        text = to_text(tree_of(clauses), self._is_field)
        found = self.count(parse_lexemes(text, self._is_field).tree, self._request.filter_pairs)
        if found <= total:
            return None
        said = f"{to_text(other, self._is_field)} instead of {to_text(sought.clause(), self._is_field)}"
        return Change(replace(self._request, query=text, plain=False, tree=None), found, (said,))

    def count(self, tree: Node, filters: tuple[tuple[str, str], ...]) -> int:
        """Return how many articles, stories or sources match a query with all of its words. Raises TimeUp."""
        view = self._view
        request = replace(self._request, filters=filters, tree=Everything(), plain=False)
        bound = bind_tree(view, tree, request, with_facts=False).tree
        found = Tally(bound, view.engine, self._request.count_by, view.stories, view.watch).total()
        if view.watch is not None:
            view.watch.check()  # else it may be too low
        return found


def _is_misspelling(word: str, known: str) -> bool:
    """Return whether a word may be a misspelling of a known one: not its plural, and not a word with another ending."""
    typed = fold(word)
    if term_of(typed) == term_of(known) or typed[:-1] == known[: len(typed) - 1]:
        return False
    ranks = [rank for _, rank in nearest_texts(typed, (known,), 1)]
    return bool(ranks) and ranks[0] in ((ONE_APART, TWO_APART) if len(typed) >= TWO_LETTERS else (ONE_APART,))
