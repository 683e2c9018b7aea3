"""What most texts lack, seen at a glance over their mentions, so that the rules are asked only for a few.

`tests/oracles/glances.py` states the same in Python. Mentions are in the order of the text.
"""

from collections.abc import Iterable

from dateline.index.entities.mention import DateMention, PersonMention, PlaceMention

Some = tuple[PersonMention, ...] | tuple[PlaceMention, ...] | tuple[DateMention, ...]

class Parts:
    """Parts of words that few texts have."""

    def __init__(self, parts: Iterable[str]) -> None:
        """Take the parts. Raises ValueError for over 32, or one that is not of two ASCII characters or more."""

    def first_in(self, text: str, at: int) -> int:
        """Return the first place from ``at`` on at which a part stands in a text, -1 if none does."""

class Tails:
    """What may stand directly before a name."""

    def __init__(self, tails: Iterable[str]) -> None:
        """Take the last four characters of each. Raises ValueError for others, and if the third is not of ASCII."""

class Mentions:
    """Looks over the mentions of texts."""

    def __init__(self, person: type[PersonMention], place: type[PlaceMention], date: type[DateMention]) -> None:
        """Take the classes. Raises TypeError for others."""

    def share_words(self, ones: Some, others: Some) -> bool:
        """Return whether one of some mentions shares words with one of the others."""

    def has_gap(self, people: tuple[PersonMention, ...], gap: int) -> bool:
        """Return whether so many characters are between two neighbours."""

    def has_bare_word(self, people: tuple[PersonMention, ...]) -> bool:
        """Return whether one is a word alone, without a title."""

    def first_after(self, tails: Tails, text: str, mentions: Some, at: int) -> int:
        """Return the number of the first mention, from a number on, that stands behind a tail; -1 if none does."""

    def has_list_mark(self, text: str, mentions: Some, reach: int) -> bool:
        """Return whether a comma and a blank follow a mention, and a point within ``reach`` of its end."""
