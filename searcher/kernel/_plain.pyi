"""Which queries are plain words: the few forms that most queries have, told without a parser.

A word is a run of ASCII letters and digits, perhaps with commas and full stops after it. A query is plain if it is one
such word; several, side by side or joined by AND; several joined by OR; or one phrase of them, alone between straight
quotation marks. `dateline.searcher.query.grammar` says what any other text means.
"""

from typing import Literal

Joint = Literal[0, 1, 2]  # all of the words, any of them (or the only one), the words as a phrase

def read_plain(text: str) -> tuple[Joint, list[str]] | None:
    """Return how the words of a plain query are joined, and the words as typed; None if the query is not plain.

    A plain query gets no note, and each word is one token, in the form as typed. All capitals with an operator among
    them get a note, so they are not plain, nor are words that may be an operator of another program (``XOR``, ``N5``).
    """
