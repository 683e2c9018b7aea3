"""Finding names: words, their features, and the best labels.

A running text, in which line ends are borders (`dateline.index.kernel._layout`), is cut into *tokens*: words (with
inner apostrophes, hyphens and points: ``O'Brien``, ``al-Assad``, ``U.S.``; a possessive ``'s`` is a token of its own),
numbers, and marks. Only capitalised words are scored, and what stands between two of them: one word, comma, hyphen,
quote or the like, or two connectors (*of the*). So are particles before a capital (*van der Laan*). All else is outside
every name. A stretch of scored tokens is labelled by the Viterbi algorithm over whole numbers, so that every machine
gives the same names.

Features are 32-bit hashes of templates over words, their shapes, their word classes and clusters, their neighbours, and
how the same word stands elsewhere: in the block of sentences that is scored with it, and in those before.
The trainer reads them with `describe_words`, so that what is learnt is what is looked up.
The tables are those of `dateline.index.entities.names_file`.
"""

from array import array
from collections.abc import Sequence
from typing import Final

LABELS: Final = 11
ROW: Final = 12
PROBES: Final = 8
LEXICON_PROBES: Final = 16
FEATURES: Final = 42

def hash_word(word: str) -> int:
    """Return the hash by which a word is known, whatever its case."""

def classes_of(lexicon: Sequence[int], word: int) -> int:
    """Return the word classes of a word, given by its hash, as bits."""

def tag(text: str, lexicon: Sequence[int], rows: Sequence[int], moves: Sequence[int]) -> tuple[array[int], array[int]]:
    """Return the names of a text and where its sentences start.

    Names are threes of start, end (exclusive) and kind: 1 person, 2 place, 3 people of a place, 4 organisation,
    5 other. Raises IndexDamaged for tables of sizes that cannot be.
    """

def describe_words(text: str, lexicon: Sequence[int]) -> tuple[array[int], array[int]]:
    """Return what is scored in a text: threes of start, end, whether a stretch begins; `FEATURES` hashes of each."""
