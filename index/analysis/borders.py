"""Where the sentences and paragraphs of a text begin, for the index as for reading a text.

A sentence is what extraction takes for one (`dateline.index.kernel._tagging`): it begins after a full stop, a question
or an exclamation mark, with a word that does not begin with a small letter, and after every line end that is a border
in the running text (`dateline.index.kernel._layout`). A point after an initial, after an abbreviation (*Mr.*, *Corp.*)
or in a number ends none. In scripts without capitals only line ends are borders. A paragraph begins after a line end
that is a border. The title of an article is a text of its own, and so is each other text field.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence

from dateline.index.entities.names_file import load_shipped
from dateline.index.kernel._layout import divide
from dateline.index.kernel._tagging import sentence_starts
from dateline.index.pattern import compile_late

__all__ = ["borders", "cut"]

# What a text needs to have more than one sentence; titles mostly have none of it.
BORDER = compile_late("[.!?\u2026\u3002\uff01\uff1f\t\n-\r\u0085\u2028\u2029]|[ \u00a0\u202f\u3000\u2000-\u200a]{4}")
SHORT = 200
NONE = array("Q")


def cut(text: str) -> tuple[array[int], array[int]]:
    """Return where the sentences and the paragraphs of a text begin, in characters, but perhaps for the first.

    The start of a paragraph may be missing among those of sentences, but is one, too.
    """
    if len(text) < SHORT and BORDER.search(text) is None:
        return NONE, NONE
    running, places, removed, paragraphs = divide(text)
    return sentence_starts(running, places, removed, load_shipped().lexicon), paragraphs


def borders(text: str, tokens: Sequence[tuple[str, int, int]]) -> tuple[list[int], list[int]]:
    """Return at which words the sentences and the paragraphs of a text begin, but for the first.

    ``tokens`` are the words of the text in order, each with its start and its end in characters.
    """
    starts = [start for _, start, _ in tokens]
    sentences, paragraphs = ({bisect_left(starts, at) for at in each} - {0, len(starts)} for each in cut(text))
    return sorted(sentences | paragraphs), sorted(paragraphs)
