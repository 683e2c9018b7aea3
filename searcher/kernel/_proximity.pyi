"""Which documents have words at places of one field that are close to each other.

A *program* says what to look for: three numbers a step, operator, argument and flags, in
the order of a stack. Each step replaces the lists of places on top of the stack by a new
one; the program leaves one list, and a document matches if it has any place.

==  ========  =====================================  =====================================
0   WORD      the number of a word                   its occurrences
1   ANY       number of lists                        the places of any of them
2   PHRASE    number of lists                        one after the other; for each start the longest
3   SLOP      slop, and as flags the number of       from some shift on, each word's first place is
              lists                                  at most `slop` words beyond its own
4   NEAR      distance                               two places at most so many words apart
5   WITHIN    the number of the word of borders      two places with no border between them
6   FIRST     words                                  places that end within the first words
7   BEGINS                                           places at the beginning of a field
8   ATLEAST   number                                 the places, if there are so many
9   MERGE     number of lists                        the places of any of them; those that touch are one
10  LIST      the number of a list                   its places
==  ========  =====================================  =====================================

Flags: 1, the left place comes first (NEAR); 2, the places of the left that have none of
the right as close (NEAR, WITHIN). Two places that are joined do not overlap and are in
one field; of those, the shortest count: none that contains another. Neighbours are one
word apart. A word joined across the end of a line takes the place of two.
"""

from collections.abc import Sequence

from dateline.index.kernel._postings import Octets

ListSpec = tuple[Sequence[int], int]  # places as `_word_sets.place_words` returns them, mask of fields
WordSpec = tuple[int, int, int, Sequence[int] | None]  # place, df, mask of fields, numbers of forms (None: any)

def mark_places(
    postings: Octets,
    positions: Octets,
    table: Sequence[int],
    words: Sequence[WordSpec],
    program: Sequence[int],
    lengths: Sequence[Sequence[int]],
    lists: Sequence[ListSpec],
    candidates: bytes,
    matched: bytearray,
) -> None:
    """Mark those of the candidate documents in which a program finds a place.

    `candidates` and `matched` are bitmaps as in `_matching`. `lengths` are those of the
    documents, for each field of the dictionary. Raises IndexDamaged; ValueError for a
    program that is none.
    """
