"""The annotated data sets for training names, as texts with spans.

GMB (texts in the public domain), WikiGold and MEANTIME (both CC BY 4.0), read from ``$DATELINE_DATA``. Sentences are
lists of tokens; `laid_out` prints them like a newspaper, or with a space between any two tokens, and gives the place of
each name.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.index.entities.people.titles import TITLES

__all__ = ["Sentence", "Span", "Text", "gmb", "laid_out", "wikigold", "without_titles"]

Span = tuple[int, int, str]

KINDS = {
    "per": "PER", "geo": "GEO", "gpe": "GPE", "org": "ORG", "art": "MISC", "eve": "MISC", "nat": "MISC",
    "PER": "PER", "LOC": "GEO", "ORG": "ORG", "MISC": "MISC",
}  # fmt: skip

NO_SPACE_BEFORE = frozenset(
    {".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "'", "n't", "'re", "'ve", "'ll", "'d", "'m", "..."}
)
NO_SPACE_AFTER = frozenset({"(", "[", "$", "#"})
QUOTES = frozenset({'"', "``", "''"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens and their names: first token, last token plus one, kind."""

    tokens: tuple[str, ...]
    names: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its names, by characters."""

    text: str
    names: tuple[Span, ...]


def spans_of(tags: Sequence[str]) -> Iterator[Span]:
    """Yield the names of a sentence's column of BIO or IO tags."""
    start, kind = 0, "O"
    for i, tag in enumerate((*tags, "O")):
        if tag[0] == "I" and tag[2:] == kind:
            continue
        if kind != "O":
            yield start, i, kind
        start, kind = i, tag[2:] if tag != "O" else "O"


def conll(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a file of columns."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows: list[list[str]] = []
        for line in (*lines, "\n"):
            if line.strip():
                rows.append(line.split(" " if " " in line.strip() else None))
            elif rows:
                tokens = tuple(row[0] for row in rows)
                found = spans_of([row[-1].strip() for row in rows])
                yield Sentence(tokens, tuple((a, b, KINDS[kind]) for a, b, kind in found if kind in KINDS))
                rows = []


def gmb(data: Path) -> list[Sentence]:
    """Return the sentences of GMB, in order."""
    return list(conll(data / "gmb" / "dev.conll.xz"))


def wikigold(data: Path) -> list[Sentence]:
    """Return the sentences of WikiGold, in order."""
    return list(conll(data / "wikigold" / "wikigold.conll.xz"))


def without_titles(tokens: Sequence[str], name: Span) -> Span | None:
    """Return a person's span without its leading titles, None if nothing is left."""
    start, end, kind = name
    if kind != "PER":
        return name
    while start < end:
        if tokens[start].rstrip(".").lower() in TITLES:
            start += 1
        elif start > name[0] and [token.lower() for token in tokens[start : start + 2]] == ["of", "state"]:
            start += 2
        else:
            break
    return (start, end, kind) if start < end else None


def laid_out(sentences: Sequence[Sentence], spaced: bool, between: str = " ") -> Text:
    """Return sentences as one text: as printed, or ``spaced`` with a space between any two tokens."""
    parts: list[str] = []
    names: list[Span] = []
    length = 0
    for sentence in sentences:
        starts, ends = [], []
        quoted, glued = False, True
        for i, token in enumerate(sentence.tokens):
            closing = token in QUOTES and quoted
            gap = "" if i == 0 or (not spaced and (glued or closing or token in NO_SPACE_BEFORE)) else " "
            shown = token if spaced or token not in QUOTES else '"'
            starts.append(length + len(gap))
            parts.append(gap + shown)
            length += len(gap) + len(shown)
            ends.append(length)
            glued = token in NO_SPACE_AFTER or (token in QUOTES and not quoted)
            quoted = quoted != (token in QUOTES)
        names.extend((starts[a], ends[b - 1], kind) for a, b, kind in sentence.names)
        parts.append(between)
        length += len(between)
    return Text("".join(parts), tuple(names))
