"""The memory of a program that builds segments, and the size of a segment that follows from it."""

from __future__ import annotations

from typing import Final

__all__ = ["LEAST_MEMORY", "MEMORY", "tokens_within"]

MEMORY: Final = 768  # MB, by default: one segment for 38 million tokens, or some 200 MB of text
LEAST_MEMORY: Final = 200  # MB
# MB of a program before the first token, and bytes for each token when its segment is written. Measured on newspapers
# of 1916 in one field: a rebuild took 405 MB with 16 million tokens a segment, 672 MB with 34 million.
PROGRAM, TOKEN = 160, 16


def tokens_within(memory: int) -> int:
    """Return how many tokens a segment takes if a program that builds segments may take so many MB."""
    return (memory - PROGRAM) * 1_000_000 // TOKEN
