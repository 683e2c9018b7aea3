"""From a tree back to a query.

For every tree of the parser, parsing the printed text gives an equal tree. A program can also make trees that no query
gives: a word ``oil^2``, a word with white space. Such a word is printed as a phrase, which finds the same in texts;
`dateline.searcher.query.typed_text` says whether the text of a tree searches what the tree does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import UnionType
from typing import Any, Literal, TypeAlias

from dateline.index.dataclass import replace
from dateline.index.pattern import compile_late
from dateline.searcher.query.lexer import lex
from dateline.searcher.query.operators import BEGINNING, BOOST, has_patterns
from dateline.searcher.query.scanner import OF_IDS, QUOTES
from dateline.searcher.query.tree import (
    RESERVED,
    And,
    AtLeast,
    Begins,
    Boost,
    Everything,
    First,
    InField,
    Must,
    Named,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Pattern,
    PatternKind,
    Phrase,
    Quorum,
    Range,
    TextNode,
    Word,
)

__all__ = ["Quoting", "as_typed", "pattern_text", "to_text"]

# Bounds that need no quotation marks: nothing in them can be mistaken for the ends of a range.
PLAIN_BOUND = r"\w[\w/:-]*(?:\.[\w/:-]+)*"
# Text that would be read as a range directly after "field:".
RANGE_LIKE = r"(?s)[<>≤≥\[{]|.*?(?:\.\.|…)"
# Words that are operators, alone or with a number.
OPERATOR_WORDS = RESERVED | {"OF", "FIRST", "ATLEAST"}
IsField: TypeAlias = Callable[[str], bool]
# Which words are printed as phrases: those that cannot be typed; those with a note, too (``who?``); all.
Quoting: TypeAlias = Literal["needed", "noted", "all"]
# Readings in which nothing and everything before a colon is the name of a field.
EITHER: tuple[IsField, ...] = (lambda _: False, lambda _: True)
# Words that are certainly read as typed; what cannot be in a phrase; what is a pattern there.
SAFE = compile_late(r"[^\W_][\w'’.,&£$€%-]*(?<!…)")
MARKS = compile_late(f"[{QUOTES}]")
SPACE = compile_late(r"(\s+)")
WILD = compile_late(r"[*?]|(?<!\S)/|/(?!\S)")
# Operators that join or change clauses: as operands of others they stand in parentheses.
JOINED = And | Or | Not | Must | Near | First | AtLeast | Boost
# The same where they may stand without: operators of places are read from left to right.
NOT_ON_THE_LEFT = And | Or | Not | Must | First | AtLeast | Quorum | Boost
NOT_BEFORE_FIRST = And | Or | Not | Must | Near | AtLeast | Quorum | InField | Range | Begins


def to_text(tree: Node, is_field: IsField | None = None, quoting: Quoting = "needed") -> str:
    """Return a query that parses to ``tree``, if a query does, else one that is as near to it as can be typed.

    ``is_field`` says which names are fields where the query is read; without it, a word such as ``foo:bar`` is taken to
    be one there, too. The query can be longer than the original one; the parser does not read beyond its limit.
    """
    return _print(as_typed(tree, is_field, quoting))


def as_typed(
    node: Node, is_field: IsField | None = None, quoting: Quoting = "needed", before: str = "", after: str = ""
) -> Node:
    """Return a tree with phrases for words that cannot be typed; without quotation marks in phrases.

    ``before`` and ``after`` are the name of a field and the boost that the tree stands between, of any name and number:
    there more words can be typed.
    """
    if isinstance(node, Word | Phrase):
        return _leaf_as_typed(node, is_field, quoting, before, after)
    if isinstance(node, And | Or | Quorum):
        clauses = tuple([as_typed(each, is_field, quoting) for each in node.clauses])
        return node if all(map(_is, clauses, node.clauses)) else replace(node, clauses=clauses)
    if isinstance(node, InField | Boost):
        name = "id" if isinstance(node, InField) and node.field.lower() in OF_IDS else "title"
        before, after = (f"{name}:", "") if isinstance(node, InField) else (before, "^2")
    elif not isinstance(node, First):
        before = after = ""
    changed: dict[str, Any] = {}
    for name in ("clause", "left", "right"):
        if name in node.__match_args__:
            clause = getattr(node, name)
            typed = as_typed(clause, is_field, quoting, before, after)
            if typed is not clause:
                changed[name] = typed
    return replace(node, **changed) if changed else node


def _is(one: Node, other: Node) -> bool:
    return one is other


def _leaf_as_typed(
    leaf: Word | Phrase, is_field: IsField | None, quoting: Quoting, before: str, after: str
) -> Word | Phrase:
    if isinstance(leaf, Phrase):
        return replace(leaf, text=_between_marks(leaf.text, patterns=True)) if MARKS.search(leaf.text) else leaf
    if quoting != "all":
        if SAFE.fullmatch(leaf.text) or _is_operator(leaf):
            return leaf
        readings = EITHER if is_field is None else (is_field,)
        places = (("", ""), (before, after))
        read = [reading for each in readings for place in places if (reading := _read_as(leaf, each, *place))]
        if read and (quoting == "needed" or "noted" not in read):
            return leaf
    return Phrase(_between_marks(leaf.text, patterns=False), leaf.exact, leaf.place, leaf.letters)


def _between_marks(text: str, *, patterns: bool) -> str:
    """Return a text as it stands in a phrase, where only what is a pattern here is one; ``patterns``: if any is."""
    words = []
    for word in SPACE.split(text if patterns else MARKS.sub(" ", text)):
        plain = MARKS.sub(" ", word)
        if patterns and has_patterns(word):
            words.append(word)
        else:
            only_stars = not patterns and not plain.strip("*")  # in a phrase they would have a note
            words.append(WILD.sub(" ", plain) if only_stars or has_patterns(plain) else plain)
    return "".join(words)


def _read_as(word: Word, is_field: IsField, before: str, after: str) -> Literal["", "clear", "noted"]:
    """Return how a word is read as printed, directly after a name of a field and before a boost, if given.

    That is without a note, with one, or as something else than the word (empty).
    """
    text = _leaf(word)
    if (before and re.match(RANGE_LIKE, text)) or (after and _needs_parentheses(word)):
        return ""  # it is printed in parentheses, where nothing comes directly before it or after it
    notes: list[str] = []
    lexemes = lex(
        before + text + after,
        lambda name: name == before[:-1] or is_field(name),
        lambda message, start, end, edits=(): notes.append(message),
    )
    kinds = ["field"] * bool(before) + ["leaf"] + ["boost"] * bool(after)
    if [each.kind for each in lexemes] != kinds or lexemes[bool(before)].leaf != word:
        return ""
    return "noted" if notes else "clear"


def _is_operator(word: Word) -> bool:
    """Return whether a word is an operator where it is not in parentheses."""
    name, stroke, number = word.text.partition("/")
    return not word.exact and name in OPERATOR_WORDS and (not stroke or number.isdigit())


def _print(tree: Node) -> str:
    match tree:
        case And(clauses):
            return " ".join(_operand(clause, And | Or) for clause in clauses)
        case Or(clauses):
            return " OR ".join(_operand(clause, Or) for clause in clauses)
        case Not(Not() | Must() as clause):
            # A sign comes directly before its operand, never before another sign.
            return "NOT " + _print(clause)
        case Not(clause):
            return "-" + _operand(clause, JOINED | Quorum)  # "-2 OF (a b)" would have a note
        case Must(clause):
            return "+" + _operand(clause, JOINED | Quorum)
        case InField(field, clause):
            return f"{field}:{_value(clause, field)}"
        case Everything():
            return "*"
        case Nothing():
            return ""
        case Range():
            return f"{tree.field}:{_span(tree)}"
        case Quorum(count, clauses):
            joint = " OR " if any(isinstance(clause, And) for clause in clauses) else " "
            return f"{count} OF ({joint.join(_operand(clause, Or) for clause in clauses)})"
        case Near() | First() | AtLeast() | Begins() | Boost():
            return _changed(tree)
        case _:
            return _leaf(tree)


def _changed(tree: Near | First | AtLeast | Begins | Boost) -> str:
    """Print an operator of places, or a boost."""
    match tree:
        case Near(kind, left, right, distance, negated):
            before, after = _operand(left, NOT_ON_THE_LEFT), _operand(right, JOINED)
            # In a query without small letters only an operator with a number is one.
            number = f"/{distance or 1}" if distance or not any(map(str.islower, before + after)) else ""
            return f"{before} {'NOT ' * negated}{kind}{number} {after}"
        case First(clause, words):
            return f"{_operand(clause, NOT_BEFORE_FIRST)} FIRST/{words}"
        case AtLeast(times, clause):
            return f"ATLEAST/{times} {_operand(clause, JOINED)}"
        case Begins(clause):
            return _beginning(clause)
        case Boost(clause, factor, constant):
            typed = _operand(clause, JOINED | InField | Range | Begins | Everything)
            apart = isinstance(clause, Word) and _needs_parentheses(clause)
            return f"{f'({typed})' if apart else typed}^{'=' * constant}{factor:.8g}"


def _beginning(clause: Node, *, in_field: bool = False) -> str:
    """Print ``^`` and its operand; ``in_field``: directly after the name of a field."""
    leaf, typed = _leaf_of(clause), _print(clause)
    if isinstance(leaf, Phrase):
        plain = not leaf.exact and leaf.text[0].isalpha()
    elif in_field:
        plain = re.match(RANGE_LIKE, typed) is None
    else:
        plain = BOOST.fullmatch(f"^{typed}") is None  # it would be a weight
    begins = leaf is not None and (typed[0] in '("' or BEGINNING.match(f"^{typed}"))
    return f"^{typed}" if plain and begins else f"^({typed})"


def _leaf(leaf: TextNode | Named) -> str:
    """Print a leaf."""
    match leaf:
        case Named(what):
            return f"[{what}]"
        case Pattern(text, kind, distance):
            return pattern_text(text, kind, distance)
        case Phrase(text, exact, _, letters, slop):
            return f'{"=" * (exact + letters)}"{text}"' + (f"~{slop}" if slop else "")
        case Word(text, exact, _, letters):
            if exact:
                return "=" * (1 + letters) + text
            return f"({text})" if _is_operator(leaf) else text


def pattern_text(text: str, kind: PatternKind, distance: int) -> str:
    """Return a pattern with the signs around it."""
    return {"prefix": f"{text}*", "wildcard": text, "regex": f"/{text}/", "fuzzy": f"{text}~{distance}"}[kind]


def _operand(clause: Node, parenthesised: type | UnionType) -> str:
    """Print one clause of several, in parentheses if it is of the given kinds."""
    return f"({_print(clause)})" if isinstance(clause, parenthesised) else _print(clause)


def _value(clause: Node, field: str) -> str:
    """Print the value after ``field:``."""
    if isinstance(clause, InField | Range):
        return f"({_print(clause)})"
    if isinstance(clause, Begins):
        as_range = isinstance(_leaf_of(clause.clause), Word) and re.match(RANGE_LIKE, _print(clause.clause))
        apart = as_range or field.lower() in OF_IDS  # an id may begin with "^"
        return f"({_print(clause)})" if apart else _beginning(clause.clause, in_field=True)
    if isinstance(clause, Word) and not clause.exact and re.match(RANGE_LIKE, clause.text):
        return f"({clause.text})"
    return _print(clause) if _leaf_of(clause) is not None else _operand(clause, JOINED)


def _leaf_of(clause: Node) -> Node | None:
    """Return the leaf that stands first in a printed clause, if nothing but a boost and FIRST follow it."""
    while isinstance(clause, First):
        clause = clause.clause
    if isinstance(clause, Boost):
        clause = clause.clause
        if isinstance(clause, Word) and _needs_parentheses(clause):
            return None
    return clause if isinstance(clause, Word | Phrase | Pattern | Named) else None


def _needs_parentheses(word: Word) -> bool:
    """Return whether what follows a word directly would be read as the value of a field, or a bound of a range."""
    return word.text.endswith(":") or ".." in word.text or "…" in word.text


def _span(span: Range) -> str:
    """Print the bounds of a range."""
    low = None if span.low is None else _bound(span.low)
    high = None if span.high is None else _bound(span.high)
    if low is not None and high is not None:
        if span.low_open or span.high_open:
            return f"{'{' if span.low_open else '['}{low} TO {high}{'}' if span.high_open else ']'}"
        return f"{low}..{high}"
    if low is not None:
        return (">" if span.low_open else ">=") + low
    return ("<" if span.high_open else "<=") + (high or "")


def _bound(bound: str) -> str:
    return bound if re.fullmatch(PLAIN_BOUND, bound) else f'"{bound}"'
