"""The specification of words that ends of lines have broken, said the slow, obvious way.

A text is read in any way that takes each ``cli-⏎mate`` either as the two words that are printed or as the one, joined,
in their place. A term stands as often as it is printed plus as often as it is joined; a phrase as often as there are
printed places where some reading begins with it, but no more often than each of its terms. The length of a text is the
number of its printed words.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from dateline.index.analysis.english import Token, analyze, fold, terms_of
from dateline.index.kernel.characters import LETTER, LONGEST, MARK, classify

LINE_END = re.compile("(\u00ad*[-\u2010\u00ac]|\u00ad+)[ \t\r\u00a0]*\n[ \t\r\u00a0]*")


class Text:
    """A text: its terms and forms as printed, and the joined ones by the place of their first half."""

    def __init__(self, text: str) -> None:
        tokens = analyze(text)
        self.tokens, self.joined_tokens = tokens, broken_words(text, tokens)
        self.terms = [sys.intern(token.term) for token in tokens]
        self.joined = {place: sys.intern(token.term) for place, token in self.joined_tokens.items()}
        self.counts = Counter([*self.terms, *self.joined.values()])
        self.forms = [sys.intern(token.form) for token in tokens]
        self.joined_forms = {place: sys.intern(token.form) for place, token in self.joined_tokens.items()}
        self.folded = [sys.intern(fold(form)) for form in self.forms]
        self.joined_folded = {place: sys.intern(fold(form)) for place, form in self.joined_forms.items()}
        self.text = text

    def count(self, phrase: Sequence[str]) -> int:
        """Return how often terms stand one after the other."""
        begins = sum(bool(ends(at, phrase, self.terms, self.joined)) for at in range(len(self.terms)))
        return min(begins, *(self.counts[term] for term in phrase))

    def places_where(self, accepts: Callable[[str], bool]) -> set[tuple[int, int]]:
        """Return where words stand whose form is accepted, printed or joined."""
        printed = {(at, at + 1) for at, form in enumerate(self.forms) if accepts(form)}
        return printed | {(at, at + 2) for at, form in self.joined_forms.items() if accepts(form)}

    def has_forms(self, phrase: Sequence[str]) -> bool:
        """Return whether forms stand one after the other anywhere."""
        return bool(self.places(phrase, "letters"))

    def places(self, phrase: Sequence[str], kind: str) -> set[tuple[int, int]]:
        """Return where terms, forms in any case, or forms with their letters stand; for each start the longest."""
        rows = {
            "terms": (self.terms, self.joined),
            "forms": (
                [*zip(self.terms, self.folded, strict=True)],
                {at: (self.joined[at], form) for at, form in self.joined_folded.items()},
            ),
            "letters": (self.forms, self.joined_forms),
        }[kind]
        wanted = phrase
        if kind == "forms":  # a form in capitals may be another word than in small letters: US
            wanted = [*zip(terms_of(phrase), map(fold, phrase), strict=True)]
        found: set[tuple[int, int]] = set()
        for at in range(len(self.terms)):
            reached = ends(at, wanted, *rows)
            found |= {(at, max(reached))} if reached and len(phrase) > 1 else {(at, end) for end in reached}
        return found


def ends(at: int, phrase: Sequence[str], printed: Sequence[str], joined: Mapping[int, str]) -> set[int]:
    """Return where the readings end that begin at a place with a phrase."""
    if not phrase:
        return {at}
    one = ends(at + 1, phrase[1:], printed, joined) if list(printed[at : at + 1]) == [phrase[0]] else set()
    two = ends(at + 2, phrase[1:], printed, joined) if joined.get(at) == phrase[0] else set()
    return one | two


def broken_words(text: str, tokens: Sequence[Token]) -> dict[int, Token]:
    found = {}
    for place, (before, after) in enumerate(pairwise(tokens)):
        first, second = text[before.start : before.end].rstrip("\u00ad"), text[after.start : after.end]
        between = text[before.start + len(first) : after.start]
        capital = second[0].isupper() or second[0].istitle()
        if LINE_END.fullmatch(between) and is_letters(first) and is_letters(second) and not capital:
            form = (first + second)[:LONGEST]
            found[place] = Token(terms_of([form])[0], form, before.start, after.end)
    return found


def is_letters(word: str) -> bool:
    kinds = [classify(ord(character)) for character in word]
    return kinds[0] == LETTER and all(c.isalpha() or kind == MARK for c, kind in zip(word, kinds, strict=True))
