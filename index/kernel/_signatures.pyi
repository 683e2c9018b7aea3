"""Texts → signatures, and the keys by which like ones are found.

A *word* is a run of letters, digits and marks as the table ``folds`` has them
(`dateline.index.entities.places.folding`), or one character of a script that puts no spaces between words. Only the
first 65,536 count. A *shingle* is three words one after the other. A *telling* word is one that has a digit or
seven letters: names, amounts and dates, in which two notices of one form differ and two printings of one text do not;
one with a digit counts as three words. Of a text of fewer than 50 words the words of its title are telling as
well, for it has hardly any of its own; one of fewer than 18 words is read with its title behind it.

The lowest 64 hashes of the shingles of a text are kept, and the lowest 32 of its telling words (bottom-k sketch: Cohen
and Kaplan 2007), each as its *cell*: divided by 2^shift, the least with which the highest of them has no more than 12
bits, of telling words 11. Two different texts then have two cells in a hundred in common by chance. Cells ascend, so
their lower 6 bits are stored, and their upper ones as a string of bits, in which bit (upper + i) is set for cell i
(Elias 1974, Fano 1971).

A record is 46 unsigned 32-bit numbers, little-endian, whose bits are counted from the lowest of the first number on::

    0        words of the text
    1        bytes: how many shingles are kept, how many telling words; the shift of the shingles, of the telling words
    2..13    lower bits of the cells of shingles, 6 each
    14..17   upper bits of the cells of shingles, 128 in all
    18..23   lower bits of the cells of telling words, 6 each
    24..25   upper bits of the cells of telling words, 64 in all
    26..45   keys: 17 of the whole text, 3 of its first 50 words

The first 26 are the *signature*. A key is made of the least hashes of shingles in two bins and of telling words in
one (one permutation hashing: Li, Owen and Zhang 2012; empty bins borrow as Shrivastava 2017 has it), so that two
texts share one with probability J(shingles)² · J(telling words), where J is what the sets share of their union.
"""

from collections.abc import Sequence
from typing import Final

# In 32-bit numbers.
SIGNATURE: Final = 26
KEYS: Final = 20
RECORD: Final = 46

def sketch(texts: Sequence[tuple[str, str]], folds: Sequence[int]) -> bytes:
    """Return the records of texts, each a title and a body, one after the other; zeros for one without three words."""
