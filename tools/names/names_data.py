"""Annotated sentences, and their layout as texts with spans.

Sentences are lists of tokens; `laid_out` prints them like a newspaper, or with a space between any two tokens, and
gives the place of each name. `names_sets` lists the sets of ``$DATELINE_DATA``.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.index.entities.people.titles import TITLES

__all__ = ["Sentence", "Span", "Text", "columns", "laid_out", "spans_of", "without_titles"]

Span = tuple[int, int, str]

NO_SPACE_BEFORE = frozenset(
    {".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "'", "n't", "'re", "'ve", "'ll", "'d", "'m", "..."}
)
NO_SPACE_AFTER = frozenset({"(", "[", "$", "#"})
CLOSING = frozenset({".", "!", "?", '"', "''", "..."})
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


def columns(path: Path) -> Iterator[list[list[str]]]:
    """Yield the sentences of a file of columns, each a list of rows."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows: list[list[str]] = []
        for line in (*lines, "\n"):
            if line.strip():
                rows.append(line.split())
            elif rows:
                yield rows
                rows = []


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
            numbered = token[0].isdigit() and token[-1] == "-"
            glued = numbered or token in NO_SPACE_AFTER or (token in QUOTES and not quoted)
            quoted = quoted != (token in QUOTES)
        names.extend((starts[a], ends[b - 1], kind) for a, b, kind in sentence.names)
        # A line that no mark ends is followed by an empty one, so that its last name does not go on.
        gap = between if sentence.tokens[-1] in CLOSING else "\n\n"
        parts.append(gap)
        length += len(gap)
    return Text("".join(parts), tuple(names))
