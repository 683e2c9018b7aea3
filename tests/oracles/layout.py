"""A text without its layout, in the obvious way (`dateline.index.kernel._layout`).

Lines are strings; blocks are lists of them. Each character of the new text is kept with its place in the old one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from dateline.index.entities.people.titles import word_set

__all__ = ["flat", "paragraphs"]

BLANKS = " \t\u00a0\u202f\u3000\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
BREAKS = "\n\x0b\x0c\r\x85\u2028\u2029"
NOTHING = "\u00ad\u200b\u2060\ufeff"
HYPHENS = "-\u2010\u00ac\u00ad"
ENDS = '.!?:")\u201d'
OPENERS = word_set(
    """
    a an the this that these those it its he she we they i you his her our their there here in on at for from with by
    to of as after before when while if since until although though because but and or so not no only some many most
    all both two three four five six last next what who how why where such under over between about more than
    """
)


JOINERS = word_set("""
    twenty thirty forty fifty sixty seventy eighty ninety one two three four five six seven eight nine ten mid half
    self non ex vice anti pro pre post semi co well long short high low old new year month week day
""")


@dataclass
class Line:
    """A line of a text, without its blanks: where it starts and stops, and how deep it is indented."""

    text: str
    start: int
    stop: int
    deep: int

    @property
    def words(self) -> list[str]:
        """The words: what follows a blank, up to the next letter that is not after a digit."""
        found = []
        for piece in re.split(f"[{BLANKS}]+", self.text):
            for at, letter in enumerate(piece):
                if letter.isdigit():
                    break
                if letter.isalpha():
                    found.append(piece[at:])
                    break
        return found

    @property
    def small(self) -> bool:
        return any(word[0].islower() for word in self.words)

    @property
    def small_first(self) -> bool:
        return self.text[:1].isalpha() and self.text[0].islower()

    @property
    def shouted(self) -> bool:
        letters = [letter for letter in self.text if letter.isalpha()]
        return any(map(str.isupper, letters)) and not any(map(str.islower, letters))

    @property
    def ends(self) -> bool:
        return self.text[-1] in ENDS

    @property
    def runs_on(self) -> bool:
        if self.text[-1] in "," + HYPHENS:
            return True
        small = False
        begins = True
        for letter in self.text:
            if letter.isalpha():
                if begins:
                    small = letter.islower()
                begins = False
            elif letter in BLANKS:
                begins = True
            else:
                begins = begins and not letter.isdigit()
                if begins or letter in ".!?:;)":
                    small = False
        return small

    @property
    def opens(self) -> bool:
        return (re.match("[A-Za-z]{0,9}", self.text) or [""])[0].lower() in OPENERS


def lines_of(text: str) -> list[Line | None]:
    """Return the lines of a text, None for a blank one."""
    found: list[Line | None] = []
    for match in re.finditer(rf"([^{BREAKS}]*)(?:\r\n|[{BREAKS}]|\Z)", text):
        if not match[0]:
            continue
        whole = match[1]
        stop = len(whole.rstrip(BLANKS + NOTHING.replace("\u00ad", "")))
        first = len(whole) - len(whole.lstrip(BLANKS + NOTHING))
        begin = min(first, stop)
        found.append(
            Line(whole[begin:stop], match.start() + begin, match.start() + stop, begin)
            if stop and begin < stop
            else None
        )
    return found


def blocks_of(lines: list[Line | None]) -> list[list[Line]]:
    """Return the blocks: separated by blank lines, and begun by indented lines."""
    printed = [line for line in lines if line is not None]
    seldom = 2 * sum(line.deep >= 2 for line in printed) <= len(printed)
    blocks: list[list[Line]] = []
    before: Line | None = None
    for line in lines:
        if line is not None:
            indented = line.deep >= 2 and (seldom or (before is not None and line.deep >= before.deep + 2))
            if before is None or indented:
                blocks.append([])
            blocks[-1].append(line)
        before = line
    return blocks


def soft_ends(block: list[Line]) -> list[bool]:
    """Return for each line end within a block whether it is a space."""
    widths = sorted((len(line.text) for line in block), reverse=True)
    width = widths[1] if len(block) > 2 else widths[0]
    soft: list[bool] = []
    short = False
    for line, following in pairwise(block):
        room = len(line.text) + 1 + len(re.split(f"[{BLANKS}]", following.text)[0])
        here = 5 * room > 4 * width or following.small_first or line.runs_on
        if not here:
            short = True
            goes_on = line.small or (following.small and not following.opens and not line.opens)
            here = width <= 120 and not line.ends and goes_on
        heading = line.shouted != following.shouted and not following.small_first
        if heading and line.shouted:
            heading = not soft or not soft[-1]
        elif heading:
            heading = len(following.text) >= 10 and len(following.words) > 1
        soft.append(here and not heading)
    capitals = not any(line.small_first for line in block[1:])
    small = any(line.small for line in block)
    if capitals and len(block) > 2 and (short or (width < 40 and not small)):
        return [False] * len(soft)
    return soft


def flat(text: str) -> tuple[str, list[int]]:
    """Return a text without its layout, and the place of each of its characters in the old text."""
    blocks = blocks_of(lines_of(text))
    soft = {line.start: end for block in blocks for line, end in zip(block, [*soft_ends(block), False], strict=True)}
    out: list[tuple[str, int]] = []
    done = 0
    glued = False
    printed = [line for block in blocks for line in block]
    for number, line in enumerate(printed):
        if not glued:
            out += [("\n" if text[at] in BREAKS else " ", at) for at in range(done, line.start)]
        inner = [(letter, line.start + at) for at, letter in enumerate(line.text)]
        divided = {
            line.start + match.start()
            for match in re.finditer("\u00ac", line.text)
            if divides(line.text, match.start())
        }
        inner = [each for each in inner if each[1] not in divided]
        done, glued = line.stop, soft[line.start]
        if glued:
            following = printed[number + 1].text
            if line.text[-1] in HYPHENS and in_word(line.text[-2:-1]) and in_word(following[0]):
                if line.text[-1] in "\u00ac\u00ad" or (small(following[0]) and not keeps_hyphen(line.text)):
                    inner.pop()
            else:
                inner.append((" ", line.stop))
        out += without_gaps(inner)
    return_end = [("\n" if text[at] in BREAKS else " ", at) for at in range(done, len(text))]
    out += return_end
    return "".join(letter for letter, _ in out), [at for _, at in out]


def in_word(letter: str) -> bool:
    return letter.isalpha() or letter.isdigit()


def divides(line: str, at: int) -> bool:
    return in_word(line[at - 1 : at]) and in_word(line[at + 1 : at + 2])


def small(letter: str) -> bool:
    return letter.isalpha() and letter.islower()


def keeps_hyphen(line: str) -> bool:
    """Return whether the word before the hyphen at the end of a line keeps it."""
    letters = ""
    for letter in reversed(line[:-1]):
        if not letter.isalpha():
            break
        letters = letter + letters
    return letters.lower() in JOINERS


def without_gaps(letters: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the characters of a line with its gaps as spaces, or as borders of columns."""
    made: list[tuple[str, int]] = []
    at = 0
    while at < len(letters):
        letter, place = letters[at]
        if letter in NOTHING:
            at += 1
        elif letter in BLANKS:
            stop = at
            while stop < len(letters) and letters[stop][0] in BLANKS:
                stop += 1
            if stop - at > 3 or letter == "\t":
                made += [("\n" if each == at else " ", letters[each][1]) for each in range(at, stop)]
            else:
                made.append((" ", place))
            at = stop
        else:
            made.append((letter, place))
            at += 1
    return made


def paragraphs(text: str) -> list[int]:
    """Return where the paragraphs begin, but for the first."""
    found: list[int] = []
    before: tuple[Line, bool] | None = None
    for block in blocks_of(lines_of(text)):
        for line, soft in zip(block, [*soft_ends(block), False], strict=True):
            if before is not None:
                whole = len(before[0].text) > 120 and before[0].ends and not line.small_first
                if not before[1] or whole:
                    found.append(line.start)
            before = line, soft
    return found
