"""The names of a text from its features: the labels whose weights sum highest (`dateline.index.kernel._tagging`)."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.index.entities.names_file import NamesFile
from dateline.index.kernel._tagging import FEATURES, LABELS, PROBES, ROW, describe_words

__all__ = ["best_names"]


def weights_of(feature: int, rows: bytes) -> list[int]:
    """Return the weight of a feature for each label, as `dateline.index.entities.names_file` describes the rows."""
    size = len(rows) // ROW
    for probe in range(PROBES):
        at = (feature + probe) % size
        found = rows[LABELS * size + at]
        if found == (feature >> 24 or 1):
            return [each - 256 if each > 127 else each for each in rows[LABELS * at : LABELS * (at + 1)]]
        if found == 0:
            break
    return [0] * LABELS


def best_labels(scores: Sequence[Sequence[int]], moves: Sequence[int]) -> list[int]:
    """Return the labels of a stretch, of equal ones the lowest; before and after it stands label 0."""
    best = {0: (0, [])}
    for own in (*scores, None):
        best = {
            label: max(
                ((score + moves[last * LABELS + label], [*path, label]) for last, (score, path) in best.items()),
                key=lambda each: each[0],
            )
            for label in (range(LABELS) if own else [0])
        }
        best = {label: (score + (own[label] if own else 0), path) for label, (score, path) in best.items()}
    return best[0][1][:-1]


def best_names(text: str, tables: NamesFile) -> list[tuple[int, int, int]]:
    """Return start, end and kind of each name."""
    words, features = describe_words(text, tables.lexicon)
    tokens = [tuple(words[at : at + 3]) for at in range(0, len(words), 3)]
    begins = [place for place, (_, _, is_first) in enumerate(tokens) if is_first]
    found = []
    for begin, end in zip(begins, [*begins, len(tokens)][1:], strict=True):
        rows = [
            [weights_of(feature, tables.rows) for feature in features[place * FEATURES : (place + 1) * FEATURES]]
            for place in range(begin, end)
        ]
        labels = best_labels([[sum(column) for column in zip(*row, strict=True)] for row in rows], tables.moves)
        for place, label in enumerate(labels):
            start, stop, _ = tokens[begin + place]
            kind = (label + 1) // 2
            goes_on = place and label == 2 * kind and found and kind and (labels[place - 1] + 1) // 2 == kind
            if goes_on:
                found[-1] = (found[-1][0], stop, kind)
            elif kind:
                found.append((start, stop, kind))
    return found
