"""From what a reader found to an article as it is kept: `record` takes the values, `steps` mend the texts."""

from __future__ import annotations

from dateline.index.cleaning.fallback import Cleaned, clean_or_keep
from dateline.index.cleaning.record import clean
from dateline.index.cleaning.steps import STEPS, Change, Step, explain

__all__ = ["STEPS", "Change", "Cleaned", "Step", "clean", "clean_or_keep", "explain"]
