"""A text without its layout: running text in which a line end is a border, and nothing else is.

A text is cut into *blocks* of lines: by blank lines, and before lines that are indented as first lines of paragraphs
are. Within a block a line end is a space, if

* the next line begins with a small letter,
* or the line ends with a comma, a small word or a hyphen,
* or it is full: with the first word of the next line it would be wider than four fifths of the widest line (the second
  widest of three or more),
* or, among lines of at most 120 characters, it does not end as a sentence does, and either has a small word, or is
  followed by running text that does not begin as a sentence does (*The*): the first line of a story is short where its
  dateline is kept apart.

It is a border all the same between a headline in capitals and a text that is not, and in a block of three or more
lines none of which but the first begins with a small letter, if one of them is not full, or if all are narrow and have
no small words: such a block has one item a line (names, results, sentences).

A word broken by a hyphen at such a line end is joined, without the hyphen if it goes on with a small letter, unless its
first part is one that mostly has a hyphen (*twenty-⏎first*). Two or three blanks are one space; more, or a tab, are the
border of a column. Soft hyphens and other characters of no width are left out.
"""

from array import array

def flatten(text: str) -> tuple[str, array[int], array[int]]:
    """Return a text without its layout, and where characters were left out.

    All line ends left are borders, as ``\\n``; blanks and line ends at borders keep their number. The arrays, of one
    length, are places of the new text, ascending, and how many characters of the text were left out before each.
    A text without layout is returned as it is.
    """

def divide(text: str) -> tuple[str, array[int], array[int], array[int]]:
    """Return what `flatten` does, and where the paragraphs of the text begin, but for the first.

    A paragraph begins with a line before which the line end is a border; and, even if it is a space to the extractors,
    after a line of more than 120 characters that ends as a sentence does, unless the next one begins with a small
    letter: such lines are whole paragraphs.
    """
