"""How the time of something grows with its input: measured as the processor's time of one size against four times it.

No test says how many seconds something may take: that depends on the machine and on what else it does.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from time import process_time

__all__ = ["assert_linear"]

FACTOR = 4
# Four times the input may take ten times as long: caches and the allocator cost something, and a square would be 16.
MOST = 10.0
# Seconds of processor time below which a measurement says little; the input is enlarged until it takes so long.
LEAST = 0.02
# Larger inputs measure the allocator of the system, which hands out their memory page by page.
LARGEST = 1 << 24
# The machine may do something else during a measurement, or change its clock between two. What takes time in proportion
# to a square takes sixteen times as long in every try.
TRIES = 5


def assert_linear(run: Callable[[int], object], size: int) -> None:
    """Assert that the time ``run`` takes for an input of a size grows no faster than in proportion to it."""
    small = measure(run, size)
    while small < LEAST and FACTOR * FACTOR * size <= LARGEST:
        size *= FACTOR
        small = measure(run, size)
    for _ in range(TRIES):
        large = measure(run, FACTOR * size)
        if large <= MOST * max(small, LEAST):
            return
        small = measure(run, size)
    raise AssertionError(f"{size:,}: {small:.3f} s, {FACTOR * size:,}: {large:.3f} s")


def measure(run: Callable[[int], object], size: int) -> float:
    """Return the least time of the processor, in seconds, of two runs, without the collector of garbage and tracing.

    A collection takes time in proportion to everything that the tests before have left in memory. Tracing, as coverage
    does it, takes more time than what is measured.
    """
    taken = []
    was_enabled, trace = gc.isenabled(), sys.gettrace()
    gc.disable()
    sys.settrace(None)
    try:
        for _ in range(2):
            begun = process_time()
            run(size)
            taken.append(process_time() - begun)
    finally:
        sys.settrace(trace)
        if was_enabled:
            gc.enable()
    return min(taken)
