"""From a pattern to its automaton."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, TypeAlias

from dateline.index.analysis.english import fold
from dateline.searcher.automata.automaton import Automaton, automaton_of
from dateline.searcher.automata.expressions import parse_expression
from dateline.searcher.automata.fuzzy import fuzzy_automaton
from dateline.searcher.automata.ranges import ANY, only
from dateline.searcher.automata.syntax import Part, Row, Some, anything, letters

__all__ = ["Kind", "compile_inner", "compile_pattern"]

Kind: TypeAlias = Literal["prefix", "wildcard", "regex", "fuzzy"]

APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u02bc\uff07", "'"))


@lru_cache(maxsize=64)
def compile_pattern(text: str, kind: Kind, distance: int = 0) -> Automaton:
    """Return the automaton of a pattern, given as typed without the signs around it. Raises PatternError.

    ``distance`` is that of a fuzzy word, 1 or 2.
    """
    if kind == "fuzzy":
        return fuzzy_automaton(_fold_pattern(text), distance)
    return automaton_of(_tree_of(text, kind))


@lru_cache(maxsize=16)
def compile_inner(text: str, kind: Kind, distance: int = 0) -> Automaton:
    """Return an automaton that accepts every text in which the pattern matches any part. Raises PatternError.

    That of a fuzzy word accepts every text.
    """
    inner: Part = Row(()) if kind == "fuzzy" else _tree_of(text, kind)
    return automaton_of(Row((anything(), inner, anything())))


def _tree_of(text: str, kind: Kind) -> Part:
    if kind == "regex":
        return parse_expression(text.translate(APOSTROPHES))
    folded = _fold_pattern(text)
    if kind == "prefix":
        return Row((*letters(folded).parts, anything()))
    signs: dict[str, Part] = {"*": anything(), "?": Some(ANY)}
    return Row(tuple([signs.get(sign) or Some(only(sign)) for sign in folded]))


def _fold_pattern(text: str) -> str:
    return fold(text.translate(APOSTROPHES))
