"""From a pattern to its automaton."""

from __future__ import annotations

from functools import lru_cache

from dateline.index.analysis.english import fold
from dateline.searcher.automata.automaton import Automaton, Positions, make_automaton, positions_of
from dateline.searcher.automata.expressions import parse_expression
from dateline.searcher.automata.fuzzy import fuzzy_positions
from dateline.searcher.automata.ranges import ANY, only
from dateline.searcher.automata.syntax import Part, Row, Some, anything, letters
from dateline.searcher.query.tree import PatternKind

__all__ = ["compile_pattern", "compile_within"]

APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u02bc\uff07", "'"))


@lru_cache(maxsize=64)
def compile_pattern(text: str, kind: PatternKind, distance: int = 0) -> Automaton:
    """Return the automaton of a pattern, given as typed without the signs around it. Raises PatternError.

    ``distance`` is that of a fuzzy word, 1 or 2.
    """
    return make_automaton(_positions_of(text, kind, distance))


@lru_cache(maxsize=16)
def compile_within(text: str, kind: PatternKind, distance: int = 0) -> Automaton:
    """Return an automaton that accepts every text in which the pattern matches any part. Raises PatternError."""
    return make_automaton(_positions_of(text, kind, distance).within())


def _positions_of(text: str, kind: PatternKind, distance: int) -> Positions:
    if kind == "fuzzy":
        return fuzzy_positions(_fold_pattern(text), distance)
    return positions_of(_tree_of(text, kind))


def _tree_of(text: str, kind: PatternKind) -> Part:
    if kind == "regex":
        return parse_expression(text.translate(APOSTROPHES))
    folded = _fold_pattern(text)
    if kind == "prefix":
        return Row((*letters(folded).parts, anything()))
    signs: dict[str, Part] = {"*": anything(), "?": Some(ANY)}
    return Row(tuple([signs.get(sign) or Some(only(sign)) for sign in folded]))


def _fold_pattern(text: str) -> str:
    return fold(text.translate(APOSTROPHES))
