"""The record of an extraction as JSON, in one pass over its mentions.

`dateline.index.entities.record` describes the record.
"""

from collections.abc import Callable

from dateline.index.entities.mention import Extraction

class MentionEncoder:
    """Writes the records of extractions."""

    def __init__(self, other: Callable[[object], str]) -> None:
        """Take what writes a value of another type than text, whole number, finite number, True, False and None."""

    def __call__(self, found: Extraction) -> str:
        """Return the record of an extraction. Raises TypeError for a name, a note or an agency that is no text."""
