"""A linear-chain conditional random field over hashed features, fitted with L-BFGS, and its integer tables.

The method is that of Lafferty, McCallum and Pereira (2001). All sequences are processed in parallel, step by step,
longest first, so that NumPy does the work.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from dateline.index.kernel._tagging import FEATURES, LABELS, PROBES, ROW

__all__ = ["Examples", "Fitted", "fit", "quantise"]

FORBIDDEN = -1_000_000
# The integer for the weight 1, such that the largest weights, clipped at ±127, lose no precision.
LARGEST = 127


@dataclass(frozen=True)
class Examples:
    """Scored tokens in order: their features, labels and weights (equal in a sequence), and which begin a sequence."""

    hashes: np.ndarray
    labels: np.ndarray
    begins: np.ndarray
    weights: np.ndarray


@dataclass(frozen=True)
class Fitted:
    """The weights of features by label, and of transitions between labels."""

    features: np.ndarray
    weights: np.ndarray
    moves: np.ndarray


def allowed() -> np.ndarray:
    """Return which label may follow which: inside a name only after its own kind."""
    table = np.ones((LABELS, LABELS), bool)
    for label in range(2, LABELS, 2):
        table[:, label] = False
        table[label - 1, label] = table[label, label] = True
    return table


@dataclass
class Steps:
    """The sequences in parallel, longest first: the first tokens of all, the second ones, and so on."""

    rows: list[np.ndarray]

    @classmethod
    def of(cls, begins: np.ndarray) -> Steps:
        """Return the steps through sequences with these first tokens."""
        starts = np.flatnonzero(begins)
        lengths = np.diff(np.append(starts, len(begins)))
        order = np.argsort(-lengths, kind="stable")
        starts, lengths = starts[order], lengths[order]
        return cls([starts[: np.searchsorted(-lengths, -i, "left")] + i for i in range(lengths[0])])


def expected(
    scores: np.ndarray, moves: np.ndarray, steps: Steps, weights: np.ndarray
) -> tuple[float, np.ndarray, np.ndarray]:
    """Return the weighted sum of the logs of the partition functions, and the expected labels and transitions."""
    top = scores.max(1, keepdims=True)
    local = np.exp(scores - top)
    move = np.exp(moves) * allowed()
    alpha, beta, scale = np.zeros_like(local), np.ones_like(local), np.ones(len(local))
    from_outside = move[0]
    for i, row in enumerate(steps.rows):
        inward = from_outside if i == 0 else alpha[row - 1] @ move
        a = inward * local[row]
        scale[row] = a.sum(1)
        alpha[row] = a / scale[row, None]
    last = np.zeros(len(local), bool)
    to_outside = move[:, 0]
    total = float(weights @ (top[:, 0] + np.log(scale)))
    counts = np.zeros_like(move)
    for i in range(len(steps.rows) - 1, -1, -1):
        row = steps.rows[i]
        longer = len(steps.rows[i + 1]) if i + 1 < len(steps.rows) else 0
        last[row[longer:]] = True
        beta[row[longer:]] = to_outside
        if longer:
            following = steps.rows[i + 1]
            onward = local[following] * beta[following] / scale[following, None]
            beta[row[:longer]] = onward @ move.T
    ends = np.flatnonzero(last)
    out = (alpha[ends] * to_outside).sum(1)
    total += float(weights[ends] @ np.log(out))
    marginals = alpha * beta
    marginals *= weights[:, None] / marginals.sum(1, keepdims=True)
    for i in range(1, len(steps.rows)):
        row = steps.rows[i]
        onward = local[row] * beta[row] / scale[row, None]
        # The constant of each sequence: alpha · beta sums to the weight of its end.
        weight = (alpha[row] * beta[row]).sum(1) / weights[row]
        counts += alpha[row - 1].T @ (onward / weight[:, None]) * move
    counts[0] += marginals[steps.rows[0]].sum(0)
    counts[:, 0] += marginals[ends].sum(0)
    return total, marginals, counts


def fit(
    examples: Examples,
    *,
    least: int = 3,
    ridge: float = 0.5,
    rounds: int = 60,
    tell: Callable[[str], None] | None = None,
) -> Fitted:
    """Fit the weights of the features that occur at least ``least`` times; ``ridge`` is the L2 penalty."""
    features, inverse, counts = np.unique(examples.hashes.ravel(), return_inverse=True, return_counts=True)
    kept = counts >= least
    number = np.cumsum(kept) - 1
    inverse = inverse.ravel()
    here = kept[inverse]
    rows = np.repeat(np.arange(len(examples.labels)), FEATURES)[here]
    shape = (len(examples.labels), int(kept.sum()))
    x = csr_matrix((np.ones(len(rows), np.float32), (rows, number[inverse[here]])), shape=shape)
    xt = x.T.tocsr()
    steps = Steps.of(examples.begins)
    gold = np.zeros((len(examples.labels), LABELS))
    gold[np.arange(len(gold)), examples.labels] = examples.weights
    before = np.where(examples.begins, 0, np.roll(examples.labels, 1))
    after_ends = np.roll(examples.begins, -1)
    gold_moves = np.zeros((LABELS, LABELS))
    np.add.at(gold_moves, (before, examples.labels), examples.weights)
    np.add.at(gold_moves, (examples.labels[after_ends], 0), examples.weights[after_ends])
    size = shape[1] * LABELS

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights, moves = flat[:size].reshape(-1, LABELS), flat[size:].reshape(LABELS, LABELS)
        scores = (x @ weights.astype(np.float32)).astype(float)
        total, marginals, counts = expected(scores, moves, steps, examples.weights)
        value = total - float((scores * gold).sum()) - float((moves * gold_moves).sum())
        gradient = np.concatenate([(xt @ (marginals - gold).astype(np.float32)).ravel(), (counts - gold_moves).ravel()])
        return value + ridge / 2 * float(flat @ flat), gradient + ridge * flat

    found = minimize(
        loss, np.zeros(size + LABELS * LABELS), jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 6}
    )
    if tell:
        tell(f"{shape[0]} tokens, {shape[1]} features, {found.nit} rounds, loss {found.fun:.0f}")
    return Fitted(features[kept], found.x[:size].reshape(-1, LABELS), found.x[size:].reshape(LABELS, LABELS))


def quantise(fitted: Fitted, *, bits: int = 17, most: int = 112_000) -> tuple[bytes, array[int]]:
    """Return the tables of rows and transitions as integers on the same scale.

    The features with the largest weights are kept. A row is a fingerprint and one weight for each label; see
    `dateline.index.entities.names_file` for the format.
    """
    strength = np.abs(fitted.weights).max(1)
    order = np.argsort(-strength, kind="stable")[:most]
    scale = LARGEST / float(np.quantile(strength[order], 0.999))
    whole = np.clip(np.rint(fitted.weights[order] * scale), -LARGEST, LARGEST).astype(np.int8)
    rows = bytearray(ROW << bits)
    mask = (1 << bits) - 1
    for value, weights in zip(fitted.features[order].tolist(), whole, strict=True):
        if weights.any():
            place(rows, value, mask, weights.tobytes())
    moves = np.where(allowed(), np.rint(fitted.moves * scale), FORBIDDEN).astype(int)
    return bytes(rows), array("i", moves.ravel().tolist())


def place(rows: bytearray, value: int, mask: int, weights: bytes) -> None:
    """Put a row into the first free slot, unless its fingerprint is taken or the slots are full."""
    mark = value >> 24 or 1
    prints = LABELS * (mask + 1)
    for i in range(PROBES):
        at = value + i & mask
        if rows[prints + at] == mark:
            return
        if rows[prints + at] == 0:
            rows[prints + at] = mark
            rows[LABELS * at : LABELS * (at + 1)] = weights
            return
