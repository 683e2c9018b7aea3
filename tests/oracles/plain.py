"""What a query of plain words is, by the grammar and the tokenizer themselves."""

from __future__ import annotations

from dateline.index.analysis.english import tokenize
from dateline.searcher.query import And, Or, Phrase, Word, parse


def plain_of(text: str) -> tuple[int, list[str]] | None:
    """Return how the words of a text are joined (0: all, 1: any or one, 2: a phrase), and their forms.

    None if it has a note, or anything else than words of one token each, or one phrase.
    """
    parsed = parse(text, lambda _name: False)
    tree = parsed.tree
    if parsed.notes:
        return None
    if isinstance(tree, Phrase):
        forms = [form for form, _, _ in tokenize(tree.text)]
        return (2 if len(forms) > 1 else 1), forms
    clauses = tree.clauses if isinstance(tree, And | Or) else (tree,)
    forms = []
    for clause in clauses:
        tokens = tokenize(clause.text) if isinstance(clause, Word) and not clause.exact else ()
        if len(tokens) != 1:
            return None
        forms.append(tokens[0][0])
    return (0 if isinstance(tree, And) else 1), forms
