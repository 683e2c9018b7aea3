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

__all__ = ["borders", "cut"]

SHORT = 200
NONE = array("Q")


def cut(text: str) -> tuple[array[int], array[int]]:
    """Return where the sentences and the paragraphs of a text begin, in characters, but perhaps for the first.

    The start of a paragraph may be missing among those of sentences, but is one, too.
    """
    if len(text) < SHORT and _is_one(text):
        return NONE, NONE
    running, places, removed, paragraphs = divide(text)
    return sentence_starts(running, places, removed, load_shipped().lexicon), paragraphs


def _is_one(text: str) -> bool:
    """Return whether a short text surely is one sentence, as most titles are: it has no mark, line end or wide gap."""
    return (
        text.isascii() and text.isprintable()
        and "." not in text and "!" not in text and "?" not in text and "    " not in text
    )  # fmt: skip


def borders(text: str, tokens: Sequence[tuple[str, int, int]]) -> tuple[list[int], list[int]]:
    """Return at which words the sentences and the paragraphs of a text begin, but for the first.

    ``tokens`` are the words of the text in order, each with its start and its end in characters.
    """
    starts = [start for _, start, _ in tokens]
    sentences, paragraphs = ({bisect_left(starts, at) for at in each} - {0, len(starts)} for each in cut(text))
    return sorted(sentences | paragraphs), sorted(paragraphs)
