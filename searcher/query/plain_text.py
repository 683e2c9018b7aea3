"""The plain reading of a query, for the text of a search box: words and nothing else."""

from __future__ import annotations

from dateline.index.analysis.english import tokenize
from dateline.index.pattern import compile_late
from dateline.searcher.query.grammar import LONGEST, MOST_WORDS, Parsed
from dateline.searcher.query.scanner import SPACES
from dateline.searcher.query.tree import And, Note, Nothing, Word

__all__ = ["parse_plain"]

RUN = compile_late(rf"[^{SPACES}]+")


def parse_plain(text: str) -> Parsed:
    """Return the words of a text side by side; every character is text, and no word is an operator.

    What has no letters or digits is left out. There are no notes but on the limits, which are those of `parse`.
    """
    words: list[Word] = []
    room = MOST_WORDS
    for found in RUN.finditer(text[:LONGEST]):
        run = found[0]
        if not any(map(str.isalnum, run)):
            continue
        room -= max(1, len(tokenize(run)))
        if room < 0:
            message = f"a query can have {MOST_WORDS:,} words; the rest is left out"
            return Parsed(_beside(words), (Note(message, found.start(), len(text)),))
        words.append(Word(run, place=found.span()))
    message = f"the query is too long; everything after character {LONGEST:,} is left out"
    return Parsed(_beside(words), (Note(message, LONGEST, len(text)),) if len(text) > LONGEST else ())


def _beside(words: list[Word]) -> And | Word | Nothing:
    return And(tuple(words)) if len(words) > 1 else words[0] if words else Nothing()
