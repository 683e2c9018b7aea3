"""What stands next to a possible date, in one look, for the checks of what only looks like a date.

The flags of a word are those of a table (`dateline.index.entities.dates.surroundings`): of the word before the date in
the bits 16 to 31, of the word behind it in the bits 32 to 47. A word counts if one space separates it from the date,
and if it has at most 16 ASCII letters with no letter, digit, full stop or apostrophe before it. The other flags:

* ``UNCLEAR_BEFORE`` (1): something else than one space after a word, or after one of ``,;:)``, or nothing, is before
  the date. Else ``SIGN_BEFORE`` (8) or ``WORD_BEFORE`` (16), with ``CAPITAL_BEFORE`` (2048) if the word has a capital,
  ``ENDS_IN_X`` (4096) and ``ENDS_IN_K`` (8192) by its last letter.
* ``DIGIT_BEFORE`` (2): a digit is the last character before the date that is no space. ``HYPHEN_BEFORE`` (4): a hyphen
  or dash is right before the date.
* ``CLOSED_BEHIND`` (128): the paragraph ends behind the date, or one of ``.,;:!?)`` with a space behind it follows.
  ``UNCLEAR_BEHIND`` (32): another character that is no space. ``SPACE_BEHIND`` (64): spaces, but no word as above.
  Without one of these a word follows, with ``CAPITAL_BEHIND`` (256) if it has a capital.
* ``PLURAL_BEHIND`` (512): the word behind or the one in lower case behind that ends in *s*.
* ``LIKE_FRACTION_BEHIND`` (16384): the word behind begins with the first two letters of *of*, *points*, *percent*,
  *pct*, *final*, *century* or *mile*; ``LIKE_STREET_BEHIND`` (bit 51): with those of *street* or *avenue*.
* ``NAME_BEHIND`` (bit 52): the word behind begins with *B*, or with another capital and another word with a capital
  follows. ``OF_A_BEHIND`` (bit 50): it is *of*, and a word that begins with *a* follows.
* ``START_BEFORE`` (32768): only spaces are between the beginning of the paragraph and the date.
* ``ERA_BEHIND`` (1024): *A*, *B*, *C* or a digit follows, behind spaces and commas.

The checks see 32 characters on either side, within the paragraph, and so do the flags, except the last.
"""

from collections.abc import Mapping

class Surroundings:
    """Describes what stands next to a possible date."""

    def __init__(self, words: Mapping[str, int]) -> None:
        """Take the words with their flags.

        Raises ValueError for more than 1024 words, or one that is not of 1 to 16 ASCII letters.
        """

    def around(self, text: str, start: int, end: int, rules: tuple[tuple[int, int, bool], ...] = ()) -> int:
        """Return the flags of what stands before and behind ``text[start:end]``, and what a rule says.

        A rule applies if one of the flags in its first number is there, or that is 0, and none of those in its second.
        The first one that applies sets the bit 48 if its result is true, else the bit 49. Raises ValueError for a date
        outside the text.
        """
