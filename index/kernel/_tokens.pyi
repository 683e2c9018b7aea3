"""From texts to tokens, and to occurrences by term.

What a token is, is said in `dateline.index.kernel.characters`, and there too which two tokens are the halves of a word
that the end of a line has broken.
"""

from array import array
from collections.abc import Sequence

def tokenize(text: str) -> list[tuple[str, int, int]]:
    """Return the tokens of a text in order as (form, start, end).

    The form is what stands there, apostrophes straightened, at most `LONGEST`
    characters of it; start and end are character offsets into the text.
    """

def join_lines(text: str) -> list[tuple[int, str]]:
    """Return the words of a text that ends of lines have broken, as (number of the first half's token, form).

    The second half is the next token; the form is that of the whole word, at most `LONGEST` characters of it.
    """

class Inverter:
    """Takes documents, token by token; gives occurrences sorted by term.

    A document is one text for each field. Fields share one row of positions:
    each begins one position after the end of the one before, so that no phrase
    reaches from one into the next. After the last field, and one position more, the row begins
    anew for the words that ends of lines have broken (`join_lines`): each stands there where its first half
    stands in the row. They count in no length. One thread at a time may use an inverter.
    """

    fields: int
    documents: int
    tokens: int
    joined: int
    marked: int

    def __init__(self, fields: int) -> None:
        """Make an inverter for documents of so many fields; fewer than one raises ValueError."""

    def add(self, texts: Sequence[str], marks: Sequence[tuple[array[int], ...] | None] | None = None) -> None:
        """Take one document, a text for each field; another number of them raises ValueError.

        ``marks`` are of each text None, or three arrays (u64) of characters of it: where sentences begin, ascending,
        where paragraphs begin, ascending, and spans as threes of start, end (exclusive) and the number of a mark above
        1. Mark 0 stands at the first word of each sentence and of each paragraph, mark 1 at that of each paragraph, but
        for the first word of the text; each other at all words of its spans. They are no tokens.
        """

    def add_forms(self, forms: Sequence[Sequence[str]]) -> None:
        """Take one document that is cut into forms already, a sequence of them for each field."""

    def forms(self) -> list[str]:
        """Return the distinct forms; a form's place is its number."""

    def count_forms(self) -> array[int]:
        """Return how often each form occurs, joined words included (u64)."""

    def lengths(self) -> list[array[int]]:
        """Return for each field the number of tokens of each document."""

    def count_marks(self, numbers: int) -> array[int]:
        """Return how often each of so many marks occurs (u64). A mark with a higher number raises ValueError."""

def count_pairs(inverter: Inverter, rank_of: bytes | bytearray, ranks: int) -> array[int]:
    """Return how often each pair of words with ranks stands side by side in a field (u64).

    `rank_of` maps a form's number to the rank of its term, or to a number not below `ranks`, which are at most 255.
    Item ``a * ranks + b`` is of the words with ranks a and b in this order. A pair at one place counts once, even if
    the end of a line broke one of its words, so that it has several readings.
    """

def starts_of(terms: int, *counted: tuple[Sequence[int], Sequence[int]]) -> array[int]:
    """Return where the occurrences of each term begin if they stand term by term, and where the last ones end (u64).

    What is counted are forms, pairs and marks (`Inverter.count_forms`, `count_pairs`, `Inverter.count_marks`; u64),
    with the term of each (u32). One that occurs and has no term, or one not below ``terms``, raises ValueError.
    """

def invert(
    inverter: Inverter,
    starts: Sequence[int],
    first: int,
    stop: int,
    term_of: Sequence[int],
    numbers: Sequence[int],
    rank_of: bytes | bytearray | None = None,
    term_of_pair: Sequence[int] | None = None,
    term_of_mark: Sequence[int] | None = None,
) -> tuple[array[int], array[int], array[int]]:
    """Return (starts, occurrences, forms) of the terms from ``first`` up to ``stop``, exclusive.

    ``starts`` are those of all terms (`starts_of`). ``term_of`` maps a form to its term, ``numbers`` to its number
    among the forms of the term. The occurrences of term ``first + t`` are ``occurrences[starts[t]:starts[t + 1]]``,
    each ``document << 32 | position``, ascending, and ``forms`` has the number of the form of each. The occurrence of
    a pair is that of its first word, and has form 0; so has that of a mark. What was not counted, or has no term or
    number, raises ValueError.
    """
