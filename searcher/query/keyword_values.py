"""The meaning of a value in a keyword field: of a word or a phrase after ``field:``, and of a filter."""

from __future__ import annotations

from dateline.index.entities.agencies import find_agency
from dateline.index.fields import BYLINE, Field
from dateline.index.metadata.authors import authors_in
from dateline.searcher.query.bound import AllOf, Bound, NoneOf, Value, ValuePattern
from dateline.searcher.query.printing import to_text
from dateline.searcher.query.scope import ID, Scope
from dateline.searcher.query.tree import Pattern, TextNode, Word

__all__ = ["bind_id", "bind_value", "note_agency"]

SURE_AGENCY = 6  # letters; shorter names of agencies are also words and surnames


def bind_value(row: Field, text: str, *, by_word: bool, listed: bool = False) -> Bound:
    """Return the clause for a value, which may be `listed` in a facet.

    A byline is divided into names, as in articles; each of them must be there.
    """
    names = authors_in(text) if row.name == BYLINE.name else ()
    if len(names) < 2:
        return Value(row.name, names[0] if names else text, by_word, listed)
    return AllOf(tuple([Value(row.name, name, by_word) for name in names]))


def note_agency(leaf: TextNode, row: Field, value: Bound, scope: Scope) -> None:
    """Note where an agency is found that is looked for among the people of bylines, if articles have it only there."""
    agency = find_agency(leaf.text) if row.name == BYLINE.name else None
    if agency is None or scope.fields.get("agency") is None or len(leaf.text) < SURE_AGENCY:
        return
    if not scope.matches(value) or scope.matches(AllOf((Value("agency", agency), NoneOf(value)))):
        what = f'"agency:{agency}"' if agency.isalnum() else f'agency:"{agency}"'
        scope.note_fact(f"{row.name} holds people; an agency beside a name is in its own field: {what}", leaf)


def bind_id(leaf: TextNode, scope: Scope) -> Bound:
    """Return the clause for an id: every character stands for itself, but a ``*`` at the end of a word."""
    if isinstance(leaf, Pattern) and leaf.kind == "prefix":
        return ValuePattern(ID.name, leaf.text, "prefix")
    text = to_text(leaf) if isinstance(leaf, Pattern) else leaf.text
    if isinstance(leaf, Pattern):
        scope.note(f"in an id only “*” at its end is a pattern; searched as the id “{text}”", leaf)
    elif isinstance(leaf, Word) and text.endswith("*"):
        return ValuePattern(ID.name, text.rstrip("*"), "prefix")
    return Value(ID.name, text)
