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

`NameRules` says which names of a text the rules of people are for (`dateline.index.entities.people`), by the listed
words in them and beside them. It may name some that no rule changes, and never leaves out one that a rule would.
"""

from array import array
from collections.abc import Mapping, Sequence
from typing import Final

LABELS: Final = 11
ROW: Final = 12
PROBES: Final = 8
LEXICON_PROBES: Final = 16
FEATURES: Final = 42

# What a listed word does in a name or beside one: it is in no name of a person; ends the name of a place or a group; is
# an office (*State*), a style (*King*), a particle, a title, a role, or *of* and the like between titles; is a ship
# (*HMS*); begins (*Lake*) or ends (*Airport*) the name of a thing; is *Mr*; is *the*; is an abbreviated forename; shows
# beside a name that it is a company's; is *said*; shows so after *said*; makes a person of what follows, as *Mr* does.
NO_PERSON: Final = 1
LAST_OF_OTHERS: Final = 2
OFFICE: Final = 4
STYLE: Final = 8
SMALL_PART: Final = 16
TITLE_WORD: Final = 32
ROLE: Final = 64
SHIP: Final = 128
FIRST_OF_THINGS: Final = 256
THING: Final = 512
COURTESY_WORD: Final = 1024
OF_TITLE: Final = 2048
ARTICLE: Final = 4096
SHORT_FORENAME: Final = 8192
BUSINESS_WORD: Final = 16384
SAID_WORD: Final = 32768
REPORTED_WORD: Final = 65536
COURTESY_START: Final = 131072
NAME_END: Final = 262144
HEADLINE_VERB: Final = 524288
FATE: Final = 1048576
SURE_TITLE: Final = 2097152
LOCAL: Final = 4194304
CLUB_WORD: Final = 8388608

# What a text may need: names of other kinds or spans, names joined, and the patterns of nicknames, abbreviated
# forenames, words like *Mr*, holders of offices, and ships.
RETAGGED: Final = 1
JOINED_NAMES: Final = 2
NICKNAMES: Final = 4
ABBREVIATIONS: Final = 8
COURTESIES: Final = 16
HOLDERS: Final = 32
SHIPS_NAMED: Final = 64

# What a name that may be a person's needs or shows: rules, because it is not simply the name as tagged; that it may be
# a company's; that it is in capitals. Of all names of a text: that a name of one word is also a name of another kind;
# that it is the first word of an organisation; that names are split. Of one again: rules, unless its last word is that
# of a thing (*Inc*); that it is a company's, because it stands before or after a mark.
RULED: Final = 1
ACTS: Final = 2
SHOUTED: Final = 4
ECHOED: Final = 8
OPENS: Final = 16
SPLIT: Final = 32
OF_THING: Final = 64
MARKED: Final = 128

def hash_word(word: str) -> int:
    """Return the hash by which a word is known, whatever its case."""

def classes_of(lexicon: Sequence[int], word: int) -> int:
    """Return the word classes of a word, given by its hash, as bits."""

def tag(
    text: str, lexicon: Sequence[int], rows: Sequence[int], moves: Sequence[int], operations: bytes | None = None
) -> tuple[array[int], array[int], array[int], array[int]]:
    """Return the names of a text and where its sentences start.

    Of each name there are start, end (exclusive) and kind: 1 person, 2 place, 3 people of a place, 4 organisation,
    5 other. `operations` names those of scores.h to use (``b"plain"``, ``b"avx2"``), by default the best that the
    processor has; all give the same names. Raises IndexDamaged for tables of sizes that cannot be, and ValueError for
    operations that the processor lacks.
    """

def sentence_starts(text: str, places: array[int], removed: array[int], lexicon: Sequence[int]) -> array[int]:
    """Return where the sentences of a running text start, in characters of the printed one.

    They are those of `tag`, except that none is cut after 512 tokens. ``places`` and ``removed`` are what
    `dateline.index.kernel._layout.flatten` returns with the text. Raises ValueError for an empty lexicon.
    """

def describe_words(text: str, lexicon: Sequence[int]) -> tuple[array[int], array[int]]:
    """Return what is scored in a text: threes of start, end, whether a stretch begins; `FEATURES` hashes of each."""

class NameRules:
    """Finds the names that rules are for. A listed word has no points at its end; its case does not matter."""

    def __init__(self, lexicon: Sequence[int], words: Mapping[str, int]) -> None:
        """Take the lexicon of the tagger, and listed words with bits of what they do."""

    def classes_of(self, word: str) -> int:
        """Return the classes that a word has in the lexicon, as bits."""

    def read(
        self, text: str, starts: array[int], ends: array[int], kinds: array[int]
    ) -> tuple[int, list[int], tuple[int, array[int]]]:
        """Return what the names of a text show, read once.

        The first two are which corrections they may need, as bits, and the numbers of those to be retagged. Then what
        they show together, as bits, with five numbers for each that may be a person's: start, end, kind, bits, and
        where the title starts (the name's own start if it has none). The title is right if the name needs no rules.
        """
