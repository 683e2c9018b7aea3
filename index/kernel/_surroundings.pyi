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
* ``PLURAL_BEHIND`` (512): the word behind, or the one behind that if it is in lower case, looks like a noun in the
  plural.
* ``LIKE_FRACTION_BEHIND`` (16384): the word behind begins with the first two letters of *of*, *points*, *percent*,
  *pct*, *final*, *century* or *mile*; ``LIKE_STREET_BEHIND`` (bit 51): with those of *street* or *avenue*;
  ``LIKE_IS_BEHIND`` (bit 61): with those of *is*, *was*, *and* or *meetings*; ``LIKE_GAMES_BEHIND`` (bit 62): with the
  first one of *Olympics*, *Games*, *Palace*, *Street*, *tides* or *water*.
* ``INITIAL_BEHIND`` (bit 60): it begins with a capital. ``NAME_BEHIND`` (bit 52): it does, and is or may be *BC*, or a
  word follows that begins as *Street*, *Road* or the like do. ``OF_A_BEHIND`` (bit 50): it is *of*, and a word that
  begins with *a* follows.
* ``OPEN_BEHIND`` (bit 53): no such word follows, but the rest of a number or another word may, behind spaces and
  hyphens. ``OLD_BEHIND`` (bit 54): *old* or *of age* may follow there, or *Street* or *Avenue* behind a space.
* ``NO_WORD_BEFORE`` (bit 59): the last character before the date that is no space is no letter, comma or hyphen.
  ``AGED_BEFORE`` (bit 55): *age*, *aged*, *age of* or a hyphen may be before the date. ``OWNED_BEFORE`` (bit 56): an
  *'s* is. ``OPAQUE_BEFORE`` (bit 57): ``UNCLEAR_BEFORE`` without ``START_BEFORE`` and ``OWNED_BEFORE``.
* ``PREPOSITION_BEFORE_THE`` (bit 58): *the* is before the date, and a preposition may be before that.
* ``START_BEFORE`` (32768): only spaces are between the beginning of the paragraph and the date.
* ``ERA_BEHIND`` (1024): an era follows or may follow, behind spaces, commas and a number.

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
