"""Lines as a terminal shows them: how many columns a text takes, and where a line is wrapped.

Lines break between words, and beside the wide characters of scripts that write no spaces. A word that is longer than
a line is cut. Colour (escape sequences ``ESC [ … m``) takes no column, is never cut, and ends and begins again where
a line does, so that a pager which shows a single line shows it in its colours.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from dateline.index.pattern import compile_late

__all__ = ["columns_of", "padded", "wrap"]

COLOUR = compile_late(r"(\x1b\[[0-9;]*m)")
RESET = "\x1b[0m"
BLANKS = compile_late(r"([ \t]+)")
TAB = 8
# Of the columns of a line the indent leaves at least so many to the text, if it can.
FEWEST = 16
EMOJI_STYLE = "\ufe0f"
JOINER = "\u200d"
SKIN = range(0x1F3FB, 0x1F400)
# Wide characters that begin no line, and those that end none.
CLOSING = frozenset("、。，．：；！？）］｝〉》」』】〕ー々〜…")
OPENING = frozenset("（［｛〈《「『【〔")


def columns_of(text: str) -> int:
    """Return how many columns of a terminal a text takes, colour aside."""
    if text.isascii():
        return len(text) if "\x1b" not in text else len(COLOUR.sub("", text))
    return sum(map(columns_of_character, COLOUR.sub("", text)))


def columns_of_character(character: str) -> int:
    """Return 2 for a wide character, 0 for one that joins the one before it, else 1."""
    if character < "\u0300":
        return 1
    if character == EMOJI_STYLE:
        return 1  # the sign before it becomes a picture, which is wide
    kind = unicodedata.category(character)
    if kind in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def padded(text: str, columns: int) -> str:
    """Return a text with spaces behind it that make it so many columns wide, if it is not wider."""
    return text + " " * (columns - columns_of(text))


def wrap(text: str, width: int | None, indent: int = 0) -> list[str]:
    """Return a line as lines of at most ``width`` columns (None: any number), all but the first indented."""
    if width is None or ("\t" not in text and columns_of(text) <= width):
        return [text]
    if width - indent < FEWEST:
        indent = max(0, min(indent, width - FEWEST))
    lines = Lines(max(width, 2), indent)
    for number, piece in enumerate(BLANKS.split(text)):
        if number % 2:
            lines.add_blanks(piece)
        elif piece:
            lines.add_word(piece)
    return lines.finish()


class Lines:
    """Lines that are being filled."""

    def __init__(self, width: int, indent: int) -> None:
        self._width, self._indent = width, indent
        self._done: list[str] = []
        self._line = ""
        self._column = 0
        self._blanks = ""
        self._empty = True  # nothing but its indent is on the line
        self._colour = ""  # what a new line has to begin with

    def add_blanks(self, blanks: str) -> None:
        """Take the white space before a word; it goes where a line ends."""
        self._blanks = blanks

    def add_word(self, word: str) -> None:
        """Take a word, with the colour that begins or ends in it."""
        blanks, self._blanks = self._blanks, ""
        for character in blanks:
            blank = TAB - self._column % TAB if character == "\t" else 1
            self._line += " " * blank
            self._column += blank
        for piece in pieces_of(word):
            self._put(piece)

    def finish(self) -> list[str]:
        """Return all lines."""
        return [*self._done, self._line.rstrip(" ") if not self._empty else self._line]

    def _put(self, piece: str) -> None:
        size = columns_of(piece)
        if self._column + size > self._width and not self._empty:
            self._break()
        if self._column + size > self._width:
            for cluster in clusters_of(piece):
                if self._column + columns_of(cluster) > self._width and not self._empty:
                    self._break()
                self._append(cluster)
            return
        self._append(piece)

    def _append(self, piece: str) -> None:
        self._line += piece
        self._column += columns_of(piece)
        self._empty = self._empty and not COLOUR.sub("", piece)
        for colour in COLOUR.findall(piece):
            self._colour = "" if colour == RESET else self._colour + colour

    def _break(self) -> None:
        self._done.append(self._line.rstrip(" ") + (RESET if self._colour else ""))
        self._line = " " * self._indent + self._colour
        self._column, self._empty = self._indent, True


def pieces_of(word: str) -> Iterator[str]:
    """Yield what of a word stays together: all of it, or what stands between the breaks that wide characters allow."""
    if word.isascii():
        yield word
        return
    piece, wide = "", False
    for cluster in clusters_of(word):
        sign = COLOUR.sub("", cluster)[:1]
        wide_now = columns_of(cluster) > 1
        if piece and (wide or wide_now) and sign not in CLOSING and bare_end(piece) not in OPENING:
            yield piece
            piece = ""
        piece, wide = piece + cluster, wide_now
    yield piece


def bare_end(piece: str) -> str:
    """Return the last character of a text, colour aside."""
    return COLOUR.sub("", piece)[-1:]


def clusters_of(text: str) -> Iterator[str]:
    """Yield the characters of a text, each with the marks on it, and with the colour around it."""
    cluster, joined, coloured = "", False, False
    for number, piece in enumerate(COLOUR.split(text)):
        if number % 2:
            if cluster and piece != RESET:
                yield cluster
                cluster = ""
            cluster, coloured = cluster + piece, piece != RESET
            continue
        for character in piece:
            if cluster and not coloured and not (joined or is_joined(character)):
                yield cluster
                cluster = ""
            cluster += character
            joined, coloured = character == JOINER, False
    if cluster:
        yield cluster


def is_joined(character: str) -> bool:
    """Say whether a character stands on the one before it: a mark, or a sign that joins or varies."""
    if character < "\u0300":
        return False
    return (
        columns_of_character(character) == 0
        or character == EMOJI_STYLE
        or ord(character) in SKIN
        or unicodedata.category(character) == "Mc"
    )
