"""The meaning of a value in a keyword field: of a word or a phrase after ``field:``, and of a filter."""

from __future__ import annotations

import re

from dateline.index.analysis.english import tokenize
from dateline.index.entities.agencies import find_agency
from dateline.index.fields import BYLINE, WEEKDAY, Field
from dateline.index.metadata.authors import authors_in
from dateline.index.pattern import compile_late
from dateline.searcher.query.bound import AllOf, AnyOf, Bound, NoneOf, Value, ValuePattern
from dateline.searcher.query.lookalikes import clip
from dateline.searcher.query.operators import CLOSING, LETTERS_OF_WILDCARDS
from dateline.searcher.query.own_fields import ID, STORY
from dateline.searcher.query.printing import to_text
from dateline.searcher.query.scope import Scope
from dateline.searcher.query.tree import Edit, Pattern, Phrase, TextNode, Word

__all__ = ["bind_id", "bind_value", "note_agency", "note_level", "pattern_of_value"]

BEFORE_VALUE = compile_late(r"([a-z]+)[:=](?=\w|$)", re.IGNORECASE)
FOLLOWING_VALUE = {'"': '"…"', "“": '"…"', "(": "(…)"}  # by its first character
SURE_AGENCY = 6  # letters; shorter names of agencies are also words and surnames


def bind_value(row: Field, text: str, *, by_word: bool, listed: bool = False) -> Bound:
    """Return the clause for a value, which may be `listed` in a facet.

    A byline is divided into names, as in articles; each of them must be there. A weekday may be abbreviated.
    """
    if row.name == WEEKDAY.name:
        from dateline.index.dates.names import weekday_named  # start-up: few queries have a weekday

        name = weekday_named(text)
        if name is not None and name.lower() != text.lower():  # articles may be given the name as typed, too
            return AnyOf((Value(row.name, text), Value(row.name, name)))
    names = authors_in(text) if row.name == BYLINE.name else ()
    if len(names) < 2:
        return Value(row.name, names[0] if names else text, by_word, listed)
    return AllOf(tuple([Value(row.name, name, by_word) for name in names]))


def pattern_of_value(leaf: Phrase, row: Field) -> Pattern | None:
    """Return a value in quotation marks with wildcards as a pattern of whole values; None if it has none.

    If the field is searched by word, the pattern is of words one after the other, without punctuation.
    """
    wild = "*" in leaf.text or "?" in leaf.text.rstrip(CLOSING)
    some = any(map(str.isalnum, leaf.text)) or not leaf.text.strip("* ")  # others are signs
    if leaf.exact or row is STORY or not wild or not some:
        return None
    text = " ".join(leaf.text.split())
    if row.by_word:
        text = " ".join(text[start:end] for _, start, end in tokenize(text.translate(LETTERS_OF_WILDCARDS)))
    return Pattern(text, "wildcard", place=leaf.place)


def note_agency(leaf: TextNode, row: Field, value: Bound, scope: Scope) -> None:
    """Note where an agency is found that is looked for among the people of bylines, if articles have it only there."""
    agency = find_agency(leaf.text) if row.name == BYLINE.name else None
    if agency is None or scope.fields.get("agency") is None or len(leaf.text) < SURE_AGENCY:
        return
    if not scope.matches(value) or scope.matches(AllOf((Value("agency", agency), NoneOf(value)))):
        what = f'"agency:{agency}"' if agency.isalnum() else f'agency:"{agency}"'
        scope.note_fact(f"{row.name} holds people; an agency beside a name is in its own field: {what}", leaf)


def note_level(leaf: TextNode, row: Field, scope: Scope) -> None:
    """Note that a value begins with the part of a facet's name: ``places:country=Iran`` for ``places:Iran``."""
    found = BEFORE_VALUE.match(leaf.text)
    if found is None:
        return
    from dateline.searcher.facets import parts_of  # start-up: few values begin like this

    start, end = leaf.place or scope.find(leaf)
    meant = clip(leaf.text[found.end() :]) or FOLLOWING_VALUE.get(scope.text[end : end + 1], "")
    if meant and found[1].lower() in parts_of(row):
        start = scope.text.find(found[0], start, end)
        quoted = f'"{meant}"' if isinstance(leaf, Phrase) else meant
        message = f"“{found[0]}” names part of a facet and is no part of a value; write {row.name}:{quoted}"
        scope.note(message, leaf, (Edit(start, start + len(found[0]), ""),) if start >= 0 else ())


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
