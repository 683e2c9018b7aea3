"""How often the garbage collector runs in a program that adds articles."""

from __future__ import annotations

import gc

__all__ = ["collect_seldom"]

# New objects before the young ones are examined (Python's default: 700), and how often the older ones are. Extraction
# keeps what it has found out about names and dates, and a batch of articles its mentions: very many objects without
# cycles. With 20,000 adding Reuters-21578 with extraction takes a tenth less processor time, with 100,000 another
# thirtieth, and no more memory; larger ones gain nothing more.
THRESHOLDS = 100_000, 20, 100


def collect_seldom() -> None:
    """Let the collector of this process run seldom. For programs: a library leaves the choice to its host."""
    gc.set_threshold(*THRESHOLDS)
