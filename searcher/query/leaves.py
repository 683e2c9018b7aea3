"""Leaves: the parts of a query that are searched in texts and scored, each a class of its own.

A leaf finds its occurrences in the words of a text. Scanning, explaining and highlighting use only that; the index
finds the documents of a leaf by postings (`dateline.searcher.engine.matching`). A leaf is a frozen class with these
attributes:

* ``analysis`` and ``fields``: the text fields in which it is searched, of one analysis, in the order of the field
  table;
* ``terms``: its terms, whose idfs add up to its weight;
* ``patterns``: its patterns of words, whose idfs add to it;
* ``forms``: the required form of each term, empty for any form; ``exact``: whether there are any; ``letters``: whether
  with their capitals and accents. Forms decide which articles match, but not their scores;
* ``preferred``: the form that adds to the score if it occurs exactly, or an empty text;
* ``label``: its name in an explanation;
* ``in_any_form()``: the leaf without its forms, which its score counts;
* ``occurrences(words)``: its occurrences in a text, as spans of printed words in the order of their starts. A leaf that
  contains leaves combines their spans.

Leaves of one class are ordered. A score is the sum of its leaves' parts in the order of the classes in `Leaf`, then of
the leaves (`dateline.searcher.query.bound.leaves_of`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from dateline.index.analysis.english import Token
from dateline.index.analysis.registry import ENGLISH
from dateline.index.dataclass import dataclass, replace
from dateline.searcher.engine.words import Span, Words, chain_spans
from dateline.searcher.query.tree import Pattern, PatternKind, TextNode

if TYPE_CHECKING:
    from dateline.searcher.automata.automaton import Automaton

__all__ = ["LEAVES", "Leaf", "Term", "TermPhrase", "WordPattern", "count_in", "make_leaf", "occurs_in"]


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """Articles that have a term in one of the fields; ``exact``: in the form as typed, in any case.

    ``form`` is the word as typed. With ``prefers`` it adds to the score; that is so if all fields of the analysis are
    searched. ``letters`` (of an exact word): with its capitals and accents.
    """

    analysis: str
    fields: tuple[str, ...]
    term: str
    form: str
    exact: bool = False
    prefers: bool = True
    letters: bool = False

    @property
    def terms(self) -> tuple[str, ...]:
        """The term."""
        return (self.term,)

    @property
    def forms(self) -> tuple[str, ...]:
        """The form, if it is required."""
        return (self.form,) if self.exact else ()

    @property
    def preferred(self) -> str:
        """The form that adds to the score."""
        return self.form if self.prefers else ""

    @property
    def label(self) -> str:
        """The form as typed."""
        return f"“{self.form}”{_required(self.letters)}" if self.exact else f"“{self.form}”"

    @property
    def patterns(self) -> tuple[WordPattern, ...]:
        """None."""
        return ()

    def in_any_form(self) -> Term:
        """Return the term in any form."""
        return replace(self, exact=False, letters=False) if self.exact else self

    def occurrences(self, words: Words) -> Iterator[Span]:
        """Yield the occurrences in a text. All occurrences of the form have the term."""
        return words.form_spans(self.term, self.form, self.letters) if self.exact else words.terms.spans(self.term)


@dataclass(frozen=True, slots=True, order=True)
class TermPhrase:
    """Articles that have the terms, two or more, one after the other in one of the fields."""

    analysis: str
    fields: tuple[str, ...]
    terms: tuple[str, ...]
    forms: tuple[str, ...] = ()
    letters: bool = False
    preferred = ""  # no form of a phrase adds to the score

    @property
    def exact(self) -> bool:
        """Whether its forms are required."""
        return bool(self.forms)

    @property
    def label(self) -> str:
        """The terms, or the required forms."""
        if self.forms:
            return f"“{' '.join(self.forms)}” as a phrase{_required(self.letters)}"
        return f"“{' '.join(self.terms)}” as a phrase"

    @property
    def patterns(self) -> tuple[WordPattern, ...]:
        """None."""
        return ()

    def in_any_form(self) -> TermPhrase:
        """Return the phrase in any forms."""
        return replace(self, forms=(), letters=False) if self.forms else self

    def occurrences(self, words: Words) -> Iterator[Span]:
        """Yield the occurrences in a text; for each start the longest."""
        if not self.forms:
            return words.terms.phrase_spans(self.terms)
        if self.letters:
            return words.forms.phrase_spans(self.forms)
        pairs = zip(self.terms, self.forms, strict=True)
        return chain_spans([list(words.form_spans(term, form, False)) for term, form in pairs])


@dataclass(frozen=True, slots=True, order=True)
class WordPattern:
    """Articles that have a word in one of the fields that a pattern matches. All such words count as one.

    ``text``, ``kind`` and ``distance`` are as in `dateline.searcher.query.tree.Pattern`; the pattern is sound.
    """

    analysis: str
    fields: tuple[str, ...]
    text: str
    kind: PatternKind
    distance: int = 0
    exact = False
    preferred = ""

    @property
    def terms(self) -> tuple[str, ...]:
        """None: `patterns` counts instead."""
        return ()

    @property
    def forms(self) -> tuple[str, ...]:
        """None: a pattern matches forms of its own."""
        return ()

    @property
    def patterns(self) -> tuple[WordPattern, ...]:
        """The pattern."""
        return (self,)

    @property
    def key(self) -> tuple[str, PatternKind, int]:
        """What the pattern is, whatever fields it is searched in."""
        return self.text, self.kind, self.distance

    @property
    def typed(self) -> str:
        """The pattern as typed."""
        from dateline.searcher.query.printing import pattern_text  # start-up: few queries have patterns

        return pattern_text(self.text, self.kind, self.distance)

    @property
    def label(self) -> str:
        """The pattern as typed."""
        return f"“{self.typed}”"

    @property
    def automaton(self) -> Automaton:
        """The automaton of the pattern."""
        from dateline.searcher.automata.compilation import compile_pattern  # start-up: few queries have patterns

        return compile_pattern(self.text, self.kind, self.distance)

    def in_any_form(self) -> WordPattern:
        """Return the pattern: the forms that it matches are what counts."""
        return self

    def occurrences(self, words: Words) -> Iterator[Span]:
        """Yield the occurrences of words that match, in order."""
        return words.forms.spans_of(self.automaton.accepts_form)


Leaf: TypeAlias = Term | TermPhrase | WordPattern
# As a tuple, because `isinstance` takes three times as long with a union.
LEAVES: Final = (Term, TermPhrase, WordPattern)


def make_leaf(
    typed: TextNode, tokens: Sequence[Token], analysis: str, fields: tuple[str, ...], *, prefers: bool
) -> Leaf:
    """Return the leaf for a word or a phrase in text fields of one analysis, given its tokens there.

    One token is a term, several are a phrase, never alternatives. Whoosh analyses have no forms besides terms.
    """
    exact = typed.exact and analysis == ENGLISH
    letters = exact and not isinstance(typed, Pattern) and typed.letters
    if len(tokens) == 1:
        return Term(analysis, fields, tokens[0].term, tokens[0].form, exact, prefers, letters)
    forms = tuple([token.form for token in tokens]) if exact else ()
    return TermPhrase(analysis, fields, tuple([token.term for token in tokens]), forms, letters)


def _required(letters: bool) -> str:
    return " in exactly these letters" if letters else " in this form"


def occurs_in(leaf: Leaf, texts: Mapping[str, Words]) -> bool:
    """Return whether a leaf occurs in one of its fields; ``texts`` are those of an article by field."""
    return any(True for name in leaf.fields for _ in leaf.occurrences(texts[name]))


def count_in(leaf: Leaf, words: Words) -> int:
    """Return the frequency of a leaf in the score of a text: its occurrences in any form.

    Phrases may share an occurrence of a word that is broken at the end of a line; they count as often as the rarest of
    their words at most.
    """
    found = sum(1 for _ in leaf.in_any_form().occurrences(words))
    if found < 2 or not isinstance(leaf, TermPhrase):
        return found
    return min(found, *(sum(1 for _ in words.terms.spans(term)) for term in leaf.terms))
