"""The meaning of a pattern in the fields of an archive.

A pattern is one word of a text. One that analysis splits (``e-mail*``) is a phrase of its parts, and the words of a
phrase can be patterns (``"oil pric*"``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.index.analysis.english import tokenize
from dateline.index.analysis.registry import analyzer_of
from dateline.index.fields import Field
from dateline.searcher.automata.compilation import compile_pattern, compile_within
from dateline.searcher.query.bound import Bound, Proximity, ValuePattern
from dateline.searcher.query.leaves import WordPattern, make_leaf
from dateline.searcher.query.operators import LETTERS_OF_WILDCARDS, read_ending
from dateline.searcher.query.tree import Pattern, Phrase, Word

__all__ = ["match_values", "match_words", "split_words"]


def match_words(
    words: Iterable[Word | Pattern], slop: int, analysis: str, names: tuple[str, ...], prefers: bool
) -> Bound | None:
    """Return the clause for the words and patterns of a pattern or a phrase, in text fields of one analysis.

    None if there is no word. Raises PatternError.
    """
    made: list[Bound] = []
    for word in words:
        if isinstance(word, Pattern):
            compile_pattern(word.text, word.kind, word.distance)
            made.append(WordPattern(analysis, names, word.text, word.kind, word.distance))
            continue
        tokens = analyzer_of(analysis)(word.text)
        made += [make_leaf(word, [token], analysis, names, prefers=prefers) for token in tokens]
    if len(made) < 2:
        return made[0] if made else None
    return Proximity("slop" if slop else "phrase", tuple(made), slop)


def split_words(leaf: Pattern | Phrase) -> Iterator[Word | Pattern]:
    """Yield the words and patterns, one after the other, of a phrase or of a pattern that analysis splits."""
    if isinstance(leaf, Phrase):
        for typed in leaf.text.split():
            pattern = None if typed.isalnum() else read_ending(typed, (0, 0)).pattern
            if pattern is None or pattern.kind == "fuzzy":  # there are no fuzzy words in a phrase
                yield Word(typed)
            else:
                yield from split_words(pattern)
        return
    if leaf.text.isascii() and leaf.text.isalpha():  # most patterns: one word
        yield leaf
        return
    text = leaf.text + "*" * (leaf.kind == "prefix")
    spans = [(start, end) for _, start, end in tokenize(text.translate(LETTERS_OF_WILDCARDS))]
    if leaf.kind == "regex" or len(spans) < 2:
        yield leaf
        return
    for part in _needed(text, spans):
        if leaf.kind == "fuzzy":
            yield Pattern(part, "fuzzy", leaf.distance)
        elif not any(map(str.isalnum, part)):  # any word
            yield Pattern(part, "wildcard")
        else:
            yield read_ending(part, (0, 0)).pattern or Word(part)


def _needed(text: str, spans: list[tuple[int, int]]) -> list[str]:
    """Return the parts of a pattern, without the ``*`` directly after the last letter or before the first.

    It is a part by itself where each character is a word (``北京*``), and stands for none of them, too.
    """
    parts = [text[start:end] for start, end in spans]
    if len(parts) > 1 and not parts[-1].strip("*") and spans[-2][1] == spans[-1][0]:
        parts.pop()
    if len(parts) > 1 and not parts[0].strip("*") and spans[0][1] == spans[1][0]:
        parts.pop(0)
    return parts


def match_values(pattern: Pattern, row: Field) -> Bound:
    """Return the clause for a pattern in a keyword field. Raises PatternError."""
    for compiled in (compile_pattern, compile_within):
        compiled(pattern.text, pattern.kind, pattern.distance)
    return ValuePattern(row.name, pattern.text, pattern.kind, pattern.distance, row.by_word)
