"""From the record that a reader found to a cleaned article: `record` converts the values, `steps` clean the texts."""

from __future__ import annotations

from dateline.index.cleaning.fallback import Cleaned, clean_with_fallback
from dateline.index.cleaning.record import clean
from dateline.index.cleaning.steps import STEPS, CleaningChange, Step, explain

__all__ = ["STEPS", "Cleaned", "CleaningChange", "Step", "clean", "clean_with_fallback", "explain"]
