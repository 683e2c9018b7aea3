"""How characters make up words, before anything is folded or stemmed.

One table, from which the tokenizer takes the class of each character:

====================  =====================================================
class                 characters
====================  =====================================================
SEPARATOR             all that is in no other class
LETTER                letters, and number signs that are no decimal digits
DIGIT                 decimal digits of any script
MARK                  combining marks, soft hyphen, joiners: go on with a word
SINGLE                letters of scripts written without spaces between words
                      (Han, kana, Thai, Lao, Khmer, Burmese, Tibetan, …), and
                      syllables of Hangul, whose words have many endings: each
                      is a token of its own, so that a run of them, typed as a
                      word, is found as a phrase wherever it stands
APOSTROPHE            ' and the letters and quotes used as one
====================  =====================================================

A *word* is a run of letters, digits and marks. Inside it

* an apostrophe with ``t re ve ll d m`` after it belongs to it (``don't``,
  ``we've``); ``'s`` is left out altogether (``Aliyev's`` is ``Aliyev``); any
  other apostrophe ends it (``O'Brien`` is two tokens, hence a phrase when typed);
* single letters with a point after each are one word, two or more of them (``U.S.``, ``e.g.``, ``U.N``), unless a
  longer word follows the last point (``a.b.com``);
* a number keeps one decimal point and its thousands commas (``3.8bn``,
  ``1,000,000``); a date or a list of numbers (``14.12.2016``, ``1987,1988``) falls apart.

A word may be *broken* by the end of a line: a hyphen, spaces perhaps, one line end, spaces perhaps, and the word
goes on. Its halves are two tokens, as for any hyphen; they make a third word, joined, where

* the hyphen (``-``, U+2010, a soft hyphen, or ``¬``, which stands for one in texts read from paper) follows the first
  half at once, and is one alone: a dash, or a hyphen after a space, breaks no word;
* both halves are letters and marks, of scripts that put spaces between words: no digits, no contractions (*don't*);
* the second half begins with a letter that is no capital: *New-⏎York* is no *NewYork*;
* no blank line is between them.

Only the first `LONGEST` characters of a word count, so that no text can make
a term without bound.
"""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = [
    "APOSTROPHE",
    "BLANKS",
    "DIGIT",
    "HYPHENS",
    "LETTER",
    "LONGEST",
    "MARK",
    "SEPARATOR",
    "SINGLE",
    "SOFT_HYPHEN",
    "classify",
]

SEPARATOR: Final = 0
LETTER: Final = 1
DIGIT: Final = 2
MARK: Final = 3
SINGLE: Final = 4
APOSTROPHE: Final = 5

LONGEST: Final = 255

SOFT_HYPHEN: Final = "\u00ad"  # a mark, hence the end of the token it follows
HYPHENS: Final = "-\u2010\u00ac"
BLANKS: Final = " \t\r\u00a0"

APOSTROPHES = frozenset("'\u2019\u02bc\uff07")
# Soft hyphen, zero-width non-joiner and joiner, word joiner: invisible inside a word.
INVISIBLE = frozenset("\u00ad\u200c\u200d\u2060")
# First words of the Unicode names of letters of scripts that put no space between words.
UNSPACED = frozenset({
    "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "BOPOMOFO", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "TAI",
    "NEW", "JAVANESE", "BALINESE", "HANGUL",
})  # fmt: skip

# Vowels and finals of a syllable of Hangul that is written by its letters.
SYLLABLE_PARTS = ("HANGUL JUNGSEONG", "HANGUL JONGSEONG")


def classify(code: int) -> int:
    """Return the class of a code point, 0 ≤ code < 0x110000."""
    character = chr(code)
    if character in APOSTROPHES:
        return APOSTROPHE
    category = unicodedata.category(character)
    if category[0] == "L":
        name = unicodedata.name(character, "").removeprefix("HALFWIDTH ")
        if name.startswith(SYLLABLE_PARTS):
            return MARK
        name = name.partition(" ")[0]
        return SINGLE if name in UNSPACED else LETTER
    if category == "Nd":
        return DIGIT
    if category[0] == "N":
        return LETTER
    return MARK if category[0] == "M" or character in INVISIBLE else SEPARATOR
