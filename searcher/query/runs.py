"""Runs: words that stand side by side in a query, which are looked for side by side in articles, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from dateline.index.analysis.registry import analyzer_of
from dateline.index.fields import FieldTable
from dateline.searcher.engine.refinement import Run
from dateline.searcher.query.leaves import Term, TermPhrase, WordPattern, make_leaf
from dateline.searcher.query.tree import And, Node, Word

__all__ = ["runs_of"]


def runs_of(tree: Node, fields: FieldTable) -> tuple[Run, ...]:
    """Return the runs of two words or more among the clauses of a query, by each analysis that searches bare words.

    A word with a sign, a field, a weight, a required form or an operator ends a run, as does a phrase or a group.
    """
    clauses = tree.clauses if isinstance(tree, And) else ()
    made: list[Run] = []
    for bare, group in groupby(clauses, key=lambda clause: isinstance(clause, Word) and not clause.exact):
        words = [clause for clause in group if isinstance(clause, Word)] if bare else []
        for analysis, names, _ in fields.bare if len(words) > 1 else ():
            made += _runs_in(words, analysis, names)
    return tuple(made)


def _runs_in(words: Sequence[Word], analysis: str, fields: tuple[str, ...]) -> Iterator[Run]:
    """Yield the runs of words by one analysis; one that has no place of its own there, or several, ends a run."""
    run: list[Term | TermPhrase] = []
    for word in words:
        tokens = analyzer_of(analysis)(word.text)
        leaf = None
        if tokens and not any(b.start < a.end for a, b in pairwise(tokens)):
            leaf = make_leaf(word, tokens, analysis, fields, prefers=False)
        if leaf is not None and not isinstance(leaf, WordPattern):
            run.append(leaf)
            continue
        if len(run) > 1:
            yield tuple(run)
        run = []
    if len(run) > 1:
        yield tuple(run)
