"""The pieces of a query, in order, and quoted text: what all of the lexer reads with.

The text is split into white space, quoted text, single parentheses and runs of everything else. Only white space,
quotation marks and parentheses end a word, so `R&D`, `O'Brien` and `e-mail` stay whole; a regular expression between
slashes is one piece.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.index.pattern import compile_late
from dateline.searcher.query.edits import Remark
from dateline.searcher.query.lexemes import Kind, Leaf, Lexeme, Run
from dateline.searcher.query.lookalikes import clip
from dateline.searcher.query.misspelling import Names
from dateline.searcher.query.operators import BOOST, REGEX
from dateline.searcher.query.tree import Phrase

__all__ = [
    "BLANK",
    "EXACT",
    "OF_IDS",
    "OPENING",
    "QUOTED",
    "QUOTES",
    "SIGNS",
    "SPACES",
    "STARS",
    "Scanner",
    "is_punctuation",
]

# Control characters separate words like spaces; so do two invisible characters of pasted text.
SPACES = r"\s\x00-\x1f\x7f\u200b\ufeff"
QUOTES = '"“”„‟«»＂'
QUOTED = frozenset(QUOTES)
OPENING = QUOTED | {"("}
# A regular expression, with a sign or the name of a field before it, begins and ends like a word.
EXPRESSION = rf"(?<![^{SPACES}(])[+\-−]?(?:[^\W\d_][\w.-]*+:)?\^?{REGEX}(?:\^=?[0-9.]++)?(?![^{SPACES})])"
OTHERS = rf"[{QUOTES}][^{QUOTES}]*+[{QUOTES}]?|[()]|[^{SPACES}{QUOTES}()]+"
PIECE = compile_late(rf"[{SPACES}]+|{EXPRESSION}|{OTHERS}")
PIECE_WITHOUT_SLASH = compile_late(rf"[{SPACES}]+|{OTHERS}")  # the same, in half of the time
BLANK = compile_late(rf"[{SPACES}]*")
# A typed hyphen and a pasted minus sign are equivalent.
SIGNS = "+-−"
EXACT = "="
OF_IDS = ("id", "story")  # fields whose values are ids, which may have any sign
PUNCTUATION = compile_late(r"[!#$%&'*+,\-./:;<=>?@\[\\\]^_`{|}~−–—…·•’‘¡¿≤≥]+")
STARS = compile_late(r"\*+(?::\*)?")
ANY_WORD = compile_late(r"[+\-−]?/\.[*+]/")  # a regular expression that every word matches


class Scanner:
    """The pieces of a query, of which one after the other is consumed, and the lexemes that were read from them."""

    def __init__(self, text: str, is_field: Callable[[str], bool], remark: Remark, names: Names) -> None:
        self.text, self.names = text, names
        self.pieces: list[str] = (PIECE if text.count("/") > 1 else PIECE_WITHOUT_SLASH).findall(text)
        self.is_field = is_field
        self.remark = remark
        self.lexemes: list[Lexeme] = []
        self.next = 0  # the next piece, and its start
        self.start = 0
        self.capitals = not any(map(str.islower, text))  # whether there is no small letter
        self.closed = False  # whether the last piece was quoted text or a closing parenthesis
        self.single: tuple[str, int] | None = None  # an unclosed single quotation mark, and its place

    def peek(self) -> str:
        """Return the next piece, or an empty text."""
        return self.pieces[self.next] if self.next < len(self.pieces) else ""

    def peek_after_next(self) -> str:
        """Return the piece after the next one, or an empty text."""
        return self.pieces[self.next + 1] if self.next + 1 < len(self.pieces) else ""

    def next_piece(self) -> str:
        """Consume and return the next piece."""
        piece = self.pieces[self.next]
        self.next += 1
        self.start += len(piece)
        return piece

    def skip_space(self) -> None:
        """Consume the next piece, which is one space."""
        self.next += 1
        self.start += 1
        self.closed = False

    def read_bound(self) -> str | None:
        """Read quoted text as the bound of a range; None if there is none."""
        if self.peek()[:1] not in QUOTED:
            return None
        start = self.start
        bound = self.content(self.next_piece(), start)
        self.closed = True
        return None if BLANK.fullmatch(bound) else bound

    def content(self, piece: str, start: int) -> str:
        """Return the text between quotation marks."""
        if len(piece) > 1 and piece[-1] in QUOTES:
            return piece[1:-1]
        fate = "it stands alone and is left out" if BLANK.fullmatch(piece[1:]) else "all that follows is in the phrase"
        self.remark(f"this quotation mark is never closed; {fate}", start, start + 1)
        return piece[1:]

    def emit(self, kind: Kind, start: int, end: int, leaf: Leaf | None = None, text: str | None = None) -> None:
        """Add a lexeme; its text is that of its place, unless another is given."""
        self.lexemes.append(Lexeme(kind, self.text[start:end] if text is None else text, start, end, leaf))

    def emit_boost(self, run: Run) -> None:
        """Add a boost, if a run is one."""
        found = BOOST.match(run.text)
        if found is not None:
            boost = Lexeme("boost", run.text, run.start, run.end, None, "^" + found[1], float(found[2]))
            self.lexemes.append(boost)

    def read_quoted(self, piece: str, start: int, signs: str = "") -> None:
        """Read quoted text; ``signs`` is the ``=`` before it, if there is one."""
        content = self.content(piece, start)
        self.closed = True
        if self.text[start - 1 : start].isdigit() and len(piece) > 1:  # 6'2" and 5'1"
            self.remark("this quotation mark, directly after a number, begins a phrase", start, start + 1)
        start -= len(signs)
        if not BLANK.fullmatch(content):
            place = (start, self.start)
            self.emit("leaf", *place, Phrase(content, bool(signs), place, letters=len(signs) > 1))
            return
        if len(piece) > 1 and piece[-1] in QUOTES:
            self.remark("there is nothing between these quotation marks; left out", start, self.start)
        self.emit("blank", start, self.start)

    def read_exact(self, signs: Run) -> None:
        """Read ``=`` before quoted text, which is consumed, or before a parenthesis, where it is ignored."""
        self.remark_repeated(signs)
        if self.peek()[:1] in QUOTED:
            start = self.start
            self.read_quoted(self.next_piece(), start, signs.text)
        else:
            self.remark('"=" has no meaning directly before a group or a range; left out', *signs.place)

    def remark_repeated(self, signs: Run) -> None:
        """Remark on more signs than ``==``."""
        if len(signs.text) > 2:
            self.remark(f'"{clip(signs.text)}" is read as "=="', *signs.place)


def is_punctuation(text: str) -> bool:
    """Return whether a text has no letter, digit or symbol, and is not ``/.*/``; also true of an empty text."""
    return not text or (PUNCTUATION.fullmatch(text) is not None and ANY_WORD.fullmatch(text) is None)
