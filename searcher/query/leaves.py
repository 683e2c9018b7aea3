"""Leaves: the parts of a query that are looked for in texts and scored, each a class of its own.

A leaf knows where it stands in the words of a text. Reading every article, explaining and highlighting ask it that and
nothing else; the index finds its articles by postings (`dateline.searcher.engine.matching`). A leaf is a frozen class
with these attributes:

* ``analysis`` and ``fields``: the text fields it is looked for in, of one analysis, in the order of the field table;
* ``terms``: the terms that it is made of, whose idfs add up to its weight;
* ``forms``: the form of each term in which it must stand there; empty: any form will do; ``exact``: whether there are
  any. Forms decide which articles match, and nothing of their scores;
* ``preferred``: the form that adds to the score where it stands exactly so, or nothing;
* ``found``: an engine's own, the documents of each segment, where it had to look them up;
* ``label``: its name in an explanation;
* ``in_any_form()``: the leaf without its forms, which is what is counted in its score;
* ``occurrences(words)``: where it stands in a text, as spans of printed words in the order of their first ones. A leaf
  over other leaves makes its spans out of theirs.

Leaves of one class have an order, and a score is the sum of its leaves' parts in the order of the classes in `Leaf`,
then of the leaves (`dateline.searcher.query.bound.leaves_of`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from typing import TypeAlias

from dateline.index.analysis.english import Token
from dateline.index.analysis.registry import ENGLISH
from dateline.searcher.engine.words import Span, Words
from dateline.searcher.query.tree import TextNode

__all__ = ["Leaf", "Term", "TermPhrase", "count_in", "make_leaf", "occurs_in"]


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """Articles that have a term in one of the fields; ``exact``: that have it there in this very form.

    ``form`` is what was typed. It ranks first where it stands as typed, if ``prefers`` says so: when all fields of the
    analysis are searched.
    """

    analysis: str
    fields: tuple[str, ...]
    term: str
    form: str
    exact: bool = False
    prefers: bool = True
    found: Mapping[str, int] | None = attribute(default=None, compare=False, repr=False)

    @property
    def terms(self) -> tuple[str, ...]:
        """The term."""
        return (self.term,)

    @property
    def forms(self) -> tuple[str, ...]:
        """The form, if it must stand in it."""
        return (self.form,) if self.exact else ()

    @property
    def preferred(self) -> str:
        """The form that ranks first."""
        return self.form if self.prefers else ""

    @property
    def label(self) -> str:
        """The form as typed."""
        return f"“{self.form}” in this form" if self.exact else f"“{self.form}”"

    def in_any_form(self) -> Term:
        """Return the term in whatever form."""
        return replace(self, exact=False, found=None) if self.exact else self

    def occurrences(self, words: Words) -> Iterator[Span]:
        """Yield where it stands in a text. No form that was typed has another term: where it stands the term does."""
        return words.forms.spans(self.form) if self.exact else words.terms.spans(self.term)


@dataclass(frozen=True, slots=True, order=True)
class TermPhrase:
    """Articles where the terms, two or more, stand one after the other in one of the fields."""

    analysis: str
    fields: tuple[str, ...]
    terms: tuple[str, ...]
    forms: tuple[str, ...] = ()
    found: Mapping[str, int] | None = attribute(default=None, compare=False, repr=False)
    preferred = ""  # no form of a phrase ranks first

    @property
    def exact(self) -> bool:
        """Whether it must stand in its forms."""
        return bool(self.forms)

    @property
    def label(self) -> str:
        """The terms, or the forms that must stand there."""
        if self.forms:
            return f"“{' '.join(self.forms)}” as a phrase in this form"
        return f"“{' '.join(self.terms)}” as a phrase"

    def in_any_form(self) -> TermPhrase:
        """Return the phrase in whatever forms."""
        return replace(self, forms=(), found=None) if self.forms else self

    def occurrences(self, words: Words) -> Iterator[Span]:
        """Yield where it stands in a text, once for each first word, the longest."""
        return words.forms.phrase_spans(self.forms) if self.forms else words.terms.phrase_spans(self.terms)


Leaf: TypeAlias = Term | TermPhrase


def make_leaf(
    typed: TextNode, tokens: Sequence[Token], analysis: str, fields: tuple[str, ...], *, prefers: bool
) -> Leaf:
    """Return the leaf that looks for something typed in text fields of one analysis, given its tokens there.

    One token is a term, several are a phrase, never a choice. An analysis of Whoosh's has no forms but its terms.
    """
    exact = typed.exact and analysis == ENGLISH
    if len(tokens) == 1:
        return Term(analysis, fields, tokens[0].term, tokens[0].form, exact, prefers)
    forms = tuple([token.form for token in tokens]) if exact else ()
    return TermPhrase(analysis, fields, tuple([token.term for token in tokens]), forms)


def occurs_in(leaf: Leaf, texts: Mapping[str, Words]) -> bool:
    """Return whether a leaf stands in one of its fields; ``texts`` are those of an article by field."""
    return any(True for name in leaf.fields for _ in leaf.occurrences(texts[name]))


def count_in(leaf: Leaf, words: Words) -> int:
    """Return how often a leaf counts in the score of a text: as often as it stands there in any form."""
    return sum(1 for _ in leaf.in_any_form().occurrences(words))
