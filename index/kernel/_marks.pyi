"""Which texts contain any of some marks, or an uncommon character.

Most texts have none of what cleaning looks for; one pass that finds that out saves some thirty others.
"""

from collections.abc import Sequence
from typing import Final

# What `MarkFinder.look` says of a text.
MARKED: Final = 1
CONTROLS: Final = 2
UNCOMMON: Final = 4

class MarkFinder:
    """Knows some marks: strings of ASCII, of three characters or more; and which characters beyond ASCII are common."""

    def __init__(self, marks: Sequence[str], common: Sequence[tuple[int, int]] = (), leads: str = "") -> None:
        """Take the first and the last code of each range of common characters, none beyond U+FFFF.

        A lead is common only before ASCII. Raises ValueError for a mark that is too short, or not of ASCII.
        """

    def look(self, text: str) -> int:
        """Return `MARKED` if any mark stands in the text, plus `CONTROLS` if a control character of ASCII does, plus
        `UNCOMMON` if a character beyond ASCII does that is not common.

        Line feed and tab are no control characters.
        """
