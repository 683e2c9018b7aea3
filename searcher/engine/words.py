"""The words of a text for searching: printed words, and words joined across the end of a line.

``cli-⏎mate`` is two printed words and one joined word, which takes the place of both. In a phrase, a word is followed
by the next printed word, or a joined word by the word after its second half.

All splitting of text into words by searches is here. Scanning, explaining and highlighting use `read_words`, which
gives terms and forms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TypeAlias

from dateline.index.analysis.english import fold, fold_word, joined_words, terms_of, tokenize
from dateline.index.analysis.registry import ENGLISH, analyzer_of
from dateline.index.dataclass import dataclass, field, replace

__all__ = [
    "Span",
    "Terms",
    "WordList",
    "Words",
    "chain_spans",
    "folded_words",
    "forms_of",
    "read_words",
]

Span: TypeAlias = tuple[int, int]  # start and end (exclusive), in printed words or in characters
Terms: TypeAlias = dict[str, str]  # the term of each form


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of a text in order: its terms, or its forms.

    The number of ``printed`` words is the length of the text. ``joined`` words are by the position of their first half
    among the printed ones. ``starts``, if present, is an index of the positions of each word.
    """

    printed: Sequence[str]
    joined: Mapping[int, str] = field(default_factory=dict)
    starts: Mapping[str, Sequence[int]] | None = None

    def __len__(self) -> int:
        """Return the length of the text; joined words do not add to it."""
        return len(self.printed)

    def __contains__(self, word: str) -> bool:
        """Return whether a word occurs in the text."""
        return word in self.printed or word in self.joined.values()

    def indexed(self) -> WordList:
        """Return the list with an index of positions."""
        starts = defaultdict[str, list[int]](list)
        for place, word in enumerate(self.printed):
            starts[word].append(place)
            if (joined := self.joined.get(place, word)) != word:
                starts[joined].append(place)
        return replace(self, starts=starts)

    def spans(self, word: str) -> Iterator[Span]:
        """Yield the occurrences of a word, in order."""
        return ((start, end) for start in self._starts(word) for end in self._after(start, word))

    def spans_of(self, accept: Callable[[str], bool]) -> Iterator[Span]:
        """Yield the occurrences of all words that are accepted, in order."""
        accepted = {word for word in {*self.printed, *self.joined.values()} if accept(word)}
        if not accepted:
            return
        for place, word in enumerate(self.printed):
            if word in accepted:
                yield place, place + 1
            if self.joined.get(place) in accepted:
                yield place, place + 2

    def phrase_spans(self, phrase: Sequence[str]) -> Iterator[Span]:
        """Yield the occurrences of words one after the other, in order; for each start the longest."""
        for start in self._starts(phrase[0]):
            ends = {start}
            for word in phrase:
                ends = {end for each in ends for end in self._after(each, word)}
            if ends:
                yield start, max(ends)

    def _starts(self, word: str) -> Iterable[int]:
        """Return the positions at which a word starts, in order."""
        if self.starts is not None:
            return self.starts.get(word, ())
        if not self.joined:
            return _places(word, self.printed) if word in self.printed else ()
        return sorted({*_places(word, self.printed), *(at for at, each in self.joined.items() if each == word)})

    def _after(self, place: int, word: str) -> Iterator[int]:
        """Yield the positions after a word, if it occurs at a position."""
        if place < len(self.printed) and self.printed[place] == word:
            yield place + 1
        if self.joined.get(place) == word:
            yield place + 2


def _places(word: str, words: Sequence[str]) -> Iterator[int]:
    at = -1
    with suppress(ValueError):
        while True:
            at = words.index(word, at + 1)
            yield at


def chain_spans(lists: Sequence[Sequence[Span]]) -> Iterator[Span]:
    """Yield spans of all lists one after the other, by list, in order; for each start the longest.

    Each list ascends.
    """
    reached: dict[int, int] = {}  # where what begins at a place may end, at most
    for start, end in lists[-1]:
        reached[start] = max(reached.get(start, 0), end)
    for spans in reversed(lists[:-1]):
        before: dict[int, int] = {}
        for start, end in spans:
            if end in reached:
                before[start] = max(before.get(start, 0), reached[end])
        reached = before
    return iter(sorted(reached.items()))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: terms, forms, and each printed word as (form, start, end) in characters.

    ``text`` is the text itself, unless its analysis has no borders of sentences (`borders`).
    """

    terms: WordList
    forms: WordList
    tokens: Sequence[tuple[str, int, int]] = ()
    text: str = ""

    def __len__(self) -> int:
        """Return the length of the text."""
        return len(self.forms)

    def indexed(self) -> Words:
        """Return the words with indexes of positions, for many leaves."""
        return replace(self, terms=self.terms.indexed(), forms=self.forms.indexed())

    def form_spans(self, term: str, form: str, letters: bool) -> Iterator[Span]:
        """Yield the occurrences of a term in one form, in any case, or with ``letters`` as it is written."""
        if letters:
            return self.forms.spans(form)
        folded = fold(form)
        return (span for span in self.terms.spans(term) if fold(self.form_at(span)) == folded)

    def form_at(self, span: Span) -> str:
        """Return the form of a word, printed or joined."""
        return self.forms.joined[span[0]] if span[1] - span[0] > 1 else self.forms.printed[span[0]]

    def borders(self) -> tuple[list[int], list[int]]:
        """Return at which words the sentences and the paragraphs begin, but for the first; computed at each call."""
        from dateline.index.analysis.borders import borders  # start-up: it loads the tagger of names

        return borders(self.text, self.tokens or tokenize(self.text))

    def characters(self, span: Span) -> Span:
        """Return the characters that a span of words covers."""
        return self.tokens[span[0]][1], self.tokens[span[1] - 1][2]


def read_words(text: str, analysis: str, known: Terms | None = None) -> Words:
    """Return the words of a text. ``known`` caches the terms of forms."""
    if analysis != ENGLISH:
        found = analyzer_of(analysis)(text)
        terms, forms = WordList([token.term for token in found]), WordList([token.form for token in found])
        return Words(terms, forms, [(token.form, token.start, token.end) for token in found])
    known = {} if known is None else known
    tokens, joined = _cut(text)
    printed = [form for form, _, _ in tokens]
    fresh = {*printed, *joined.values()}.difference(known)
    known.update(zip(fresh, terms_of(fresh), strict=True))
    terms = WordList([known[form] for form in printed], {place: known[form] for place, form in joined.items()})
    return Words(terms, WordList(printed, joined), tokens, text)


def forms_of(text: str, analysis: str) -> WordList:
    """Return the forms of a text."""
    if analysis != ENGLISH:
        return WordList([token.form for token in analyzer_of(analysis)(text)])
    tokens, joined = _cut(text)
    return WordList([form for form, _, _ in tokens], joined)


def _cut(text: str) -> tuple[list[tuple[str, int, int]], dict[int, str]]:
    """Return the tokens of a text, and its joined words by the position of their first half."""
    tokens = tokenize(text)
    return tokens, {place: form for place, (form, _, _) in joined_words(text, tokens).items()}


def folded_words(value: str) -> tuple[str, ...]:
    """Return the folded words of a value of a keyword field, not stemmed."""
    return tuple([fold_word(form) for form, _, _ in tokenize(value)])
