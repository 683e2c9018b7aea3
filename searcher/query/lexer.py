"""From query text to lexemes.

The text is first split into pieces: white space, quoted text, single parentheses and runs of everything else. Only
white space, quotation marks and parentheses end a word, so `R&D`, `O'Brien` and `e-mail` stay whole; a regular
expression between slashes is one piece. Each run is then read as a sign or a field name at its start, an operator, a
range, a pattern or a word.

Unreadable text is searched as words or left out, with a remark. Characters that merely look like signs get a remark,
too (`dateline.searcher.query.lookalikes`). Each step visits each character a constant number of times.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from dateline.index.dataclass import replace
from dateline.index.pattern import compile_late
from dateline.searcher.query.lexemes import Kind, Leaf, Lexeme, Run
from dateline.searcher.query.lookalikes import SINGLE_CLOSERS, SINGLE_OPENERS, clip, find_lookalikes
from dateline.searcher.query.misspelling import Names, unknown_field
from dateline.searcher.query.operators import (
    BOOST,
    NAMED,
    PHRASE_ENDING,
    REGEX,
    read_ending,
    read_operator,
)
from dateline.searcher.query.tree import (
    OPERATORS,
    Everything,
    Named,
    Pattern,
    Phrase,
    Range,
    Word,
)

__all__ = ["MOST_SLOP", "SPACES", "Remark", "lex"]

Remark: TypeAlias = Callable[[str, int, int], None]

# Control characters separate words like spaces; so do two invisible characters of pasted text.
SPACES = r"\s\x00-\x1f\x7f\u200b\ufeff"
QUOTES = '"“”„‟«»＂'
# A regular expression, with a sign or the name of a field before it, begins and ends like a word.
EXPRESSION = rf"(?<![^{SPACES}(])[+\-−]?(?:[^\W\d_][\w.-]*+:)?{REGEX}(?:\^=?[0-9.]++)?(?![^{SPACES})])"
PIECE = compile_late(rf"[{SPACES}]+|{EXPRESSION}|[{QUOTES}][^{QUOTES}]*+[{QUOTES}]?|[()]|[^{SPACES}{QUOTES}()]+")
# [2015 TO 2016}, after a field name; a bound is quoted, a star, or without spaces and brackets.
BOUND = rf"[{QUOTES}][^{QUOTES}]*+[{QUOTES}]|[^\s\[\]{{}}(){QUOTES}]++"
BRACKETED = compile_late(rf"([\[{{])\s*+({BOUND})\s++TO\s++({BOUND})\s*+([\]}}])")
BLANK = compile_late(rf"[{SPACES}]*")
# A typed hyphen and a pasted minus sign are equivalent.
SIGNS = "+-−"
EXACT = "="
DASHES = "-−–—"
PUNCTUATION = compile_late(r"[!#$%&'*+,\-./:;<=>?@\[\\\]^_`{|}~−–—…·•’‘¡¿≤≥]+")
STARS = compile_late(r"\*+(?::\*)?")
COMPARISON = compile_late(r">=|<=|[<>≤≥]")
TWO_DOTS = compile_late(r"\.\.+|…")
# What looks like an ending of a word, a phrase or a group, but has no meaning there.
ENDING = compile_late(r"(?:\*|~[\d.]*+|\^=?[\d.]*+)+")
ENDING_CHARACTERS = "^=.0123456789"
PATTERN_CHARACTERS = compile_late(r"[*?~]|\A/")
OPERATOR_STARTS = frozenset("NASFP")  # NEAR ADJ ATLEAST SENT FIRST PARA
PRESENCE = ("has", "missing")
OF_IDS = ("id", "story")  # fields whose values are ids, which may have any sign
MOST_SLOP = 1_000
OPTION = compile_late(r"-[A-Za-z]")  # looks like one of a command, such as -n
NUMBER = compile_late(r"[-−](?:\d{1,3}|\d+[.,][\d.,]*\d)%?")  # looks like one below zero; years do not
NAME = compile_late(r"[^\W\d_][\w.-]*")
SPELLED = {"&&": "; write AND", "||": "; write OR", "|": "; write OR"}


def lex(text: str, is_field: Callable[[str], bool], remark: Remark, names: Names = tuple) -> list[Lexeme]:
    """Return the lexemes of any text, in order; ``remark`` is called with messages for the user.

    ``is_field`` says whether a name typed before a colon is a field; ``names`` are of fields to propose for others.
    """
    lexer = _Lexer(text, is_field, remark, names)
    while lexer.next < len(lexer.pieces):
        lexer.read_piece()
    return lexer.lexemes


class _Lexer:
    """Reads the pieces of a query in order; a range may span two or three."""

    def __init__(self, text: str, is_field: Callable[[str], bool], remark: Remark, names: Names) -> None:
        self.text, self.names = text, names
        self.pieces: list[str] = PIECE.findall(text)
        self.is_field = is_field
        self.remark = remark
        self.lexemes: list[Lexeme] = []
        self.next = 0  # the next piece, and its start
        self.start = 0
        self.capitals = not any(map(str.islower, text))  # whether there is no small letter
        self.closed = False  # whether the last piece was quoted text or a closing parenthesis
        self.single: tuple[str, int] | None = None  # an unclosed single quotation mark, and its place

    def read_piece(self) -> None:
        """Read one piece, and the following ones that belong to it."""
        start = self.start
        piece = self.next_piece()
        closed, self.closed = self.closed, False
        first = piece[0]
        if first == " " and piece == " ":
            return
        if not closed and self.single is None and piece.isascii() and self.read_plain(piece, start):
            return
        if first == "(" or first == ")":
            self.lexemes.append(Lexeme("(" if first == "(" else ")", first, start, start + 1))
            self.closed = first == ")"
        elif first in QUOTES:
            self.read_quoted(piece, start)
        elif not BLANK.fullmatch(piece):
            self.read_run(Run(piece, start, False, self.peek()[:1] in OPENING), closed)

    def read_plain(self, piece: str, start: int) -> bool:
        """Read a word of letters, after a sign or the name of a field or alone; return whether it was one.

        `read_run` reads it in the same way, but takes longer.
        """
        if piece.isalpha():
            if piece.isupper():  # an operator, perhaps
                return False
            word, place = piece, (start, self.start)
        elif piece[0] in SIGNS and piece[1:].isalpha() and not piece[1:].isupper() and len(piece) > 2:
            self.lexemes.append(Lexeme("+" if piece[0] == "+" else "-", piece[0], start, start + 1))
            word, place = piece[1:], (start + 1, self.start)
        else:
            name, _, word = piece.partition(":")
            if not word.isalpha() or not name.isalpha() or not self.is_field(name):
                return False
            place = (start + len(name) + 1, self.start)
            self.lexemes.append(Lexeme("field", name, start, place[0]))
        self.lexemes.append(Lexeme("leaf", word, *place, Word(word, False, place)))
        return True

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
        self.lexemes.append(Lexeme(kind, self.text[start:end] if text is None else text, start, end, leaf))

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
        if len(signs.text) > 2:
            self.remark(f'"{clip(signs.text)}" is read as "=="', *signs.place)

    def read_run(self, run: Run, closed: bool) -> None:
        """Read a run; ``closed`` says that quoted text or a closing parenthesis comes directly before."""
        if closed:
            if self.read_phrase_ending(run):
                return
            if ENDING.fullmatch(run.text):
                message = f'"{clip(run.text)}" after a phrase or a group has no meaning; left out'
                self.remark(message, run.start, run.end)
                return
            # "Tel Aviv"-based: the hyphen joins, it does not exclude; nor does the sign in "F"=ma.
            signs = len(run.text) - len(run.text.lstrip(SIGNS + EXACT))
            run = Run(run.text[signs:], run.start + signs, False, run.opens)
        if _is_punctuation(run.text) and not _is_signed_star(run.text):
            self.read_punctuation(run, closed)
            return
        signs = len(run.text) - len(run.text.lstrip(SIGNS))
        if signs == 1:
            self.emit("+" if run.text[0] == "+" else "-", run.start, run.start + 1)
            if OPTION.fullmatch(run.text) and not run.opens:
                message = f'this excludes articles with the word "{run.text[1]}"; an option has a long name'
                self.remark(message, *run.place)
            elif NUMBER.fullmatch(run.text) and not run.opens:
                message = f'this excludes articles with "{clip(run.text[1:])}"; to search for it, leave out the sign'
                self.remark(message, *run.place)
            run = run.after(1)
        elif signs > 1:
            self.remark(f'"{clip(run.text[:signs])}" is not a sign; left out', run.start, run.start + signs)
            run = Run(run.text[signs:], run.start + signs, False, run.opens)
        self.read_operand(run)

    def read_phrase_ending(self, run: Run) -> bool:
        """Read ``~3`` after a phrase and ``^2`` after a phrase or a group; return whether there is nothing else."""
        found, last = PHRASE_ENDING.fullmatch(run.text), self.lexemes[-1] if self.lexemes else None
        if found is None or last is None or last.end != run.start:
            return False
        if found[1]:
            if not isinstance(last.leaf, Phrase):
                return False
            slop = min(int(found[1]), MOST_SLOP)
            if slop < int(found[1]):
                self.remark(f'"~{found[1]}" is read as "~{slop}"', run.start, run.start + 1 + len(found[1]))
            self.lexemes[-1] = last._replace(leaf=replace(last.leaf, slop=slop), end=run.start + 1 + len(found[1]))
        if found[2]:
            if last.kind == "blank":
                return False
            self.emit_boost(run.after(found.start(2)))
        return True

    def emit_boost(self, run: Run) -> None:
        found = BOOST.match(run.text)
        if found is not None:
            boost = Lexeme("boost", run.text, run.start, run.end, None, "^" + found[1], float(found[2]))
            self.lexemes.append(boost)

    def read_punctuation(self, run: Run, closed: bool) -> None:
        """Leave out text without a letter or digit, unless it is a sign before a quotation mark or parenthesis."""
        text = run.text.rstrip(EXACT) if run.opens else run.text
        exact = run.after(len(text))
        if run.opens and text.lstrip(SIGNS) == "^" and len(text) < 3 and not exact.text:
            if len(text) > 1:
                self.emit("+" if text[0] == "+" else "-", run.start, run.start + 1)
            self.emit("^", run.start + len(text) - 1, run.start + len(text))
        elif run.opens and len(text) == 1 and text in SIGNS:
            self.emit("+" if text == "+" else "-", run.start, run.start + 1)
        elif text and not closed:
            spelled = SPELLED.get(text, "")
            kind = "not an operator" if spelled else "punctuation"
            message = f'"{clip(text)}" is {kind} here and is left out{spelled}'
            self.remark(message, run.start, run.start + len(text))
        if exact.text:
            self.read_exact(exact)

    def read_operand(self, run: Run) -> None:
        """Read an operator, a field with its value, or a word."""
        text = run.text
        if STARS.fullmatch(text) and run.opens:
            self.remark(f'"{clip(text)}" has no meaning directly before a phrase or a group; left out', *run.place)
        elif STARS.fullmatch(text):
            self.emit("leaf", run.start, run.end, Everything())
        elif text in OPERATORS and not run.glued:
            self.lexemes.append(Lexeme(OPERATORS[text], text, run.start, run.end))
        elif text[0] in OPERATOR_STARTS and not run.glued and not run.opens and self.read_place_operator(run):
            return
        elif text[0] == "^" and text[1:2].isalpha():
            self.emit("^", run.start, run.start + 1)
            self.read_word(run.after(1))
        elif text[0] != EXACT and ":" in text and text[0] != "/":
            self.read_colon(run)
        else:
            self.read_word(run)

    def read_place_operator(self, run: Run) -> bool:
        """Read an operator of places, such as ``NEAR/5``; return whether it is one."""
        read = read_operator(run.text, capitals=self.capitals)
        if read is None:
            return False
        if isinstance(read, str):
            self.remark(read, *run.place)
            return False
        if read.remark:
            self.remark(read.remark, *run.place)
        self.lexemes.append(Lexeme(read.kind, run.text, run.start, run.end, None, read.name, read.number))
        return True

    def read_colon(self, run: Run) -> None:
        """Read ``name:value``; the name may be that of a field or not."""
        name, _, value = run.text.partition(":")
        if name and self.is_field(name):
            self.read_field(run, name, run.after(len(name) + 1))
            return
        boost = BOOST.search(value)
        field = value[: boost.start()] if boost is not None else value
        if self.is_presence(f"{name}:{field}"):
            end = run.start + len(name) + 1 + len(field)
            if name.lower() == "missing":
                self.emit("NOT", run.start, end)
            self.emit("field", run.start, end, text=field)
            self.emit("leaf", run.start, end, Everything())
            self.emit_boost(run.after(end - run.start))
            return
        self.remark_unknown_field(name, value, run)
        if not name:
            self.remark_split_field(run)
        stem = run.text.rstrip(EXACT)
        if run.opens and self.peek()[0] in QUOTED and stem[-1] == ":" and len(stem) < len(run.text):
            self.read_word(Run(stem, run.start, run.glued, False))
            self.read_exact(run.after(len(stem)))
        else:
            self.read_word(run)

    def is_presence(self, text: str) -> bool:
        """Return whether a text is ``has:field`` or ``missing:field``."""
        name, _, value = text.partition(":")
        return name.lower() in PRESENCE and bool(value) and self.is_field(value) and not self.is_field(name)

    def remark_unknown_field(self, name: str, value: str, run: Run) -> None:
        # http://… and 12:30 are not fields, nor is a colon that ends a word.
        if NAME.fullmatch(name) and (value or run.opens) and not value.startswith(("//", ":")):
            start = run.end - len(value) - 1 - len(name)
            if name.lower() in PRESENCE and value:
                name, start = value, run.end - len(value)
            self.remark(unknown_field(name, self.names()), start, start + len(name))

    def remark_split_field(self, run: Run) -> None:
        """Remark that ``title :oil`` must be written without the space."""
        last = self.lexemes[-1] if self.lexemes else None
        name = last.leaf.text if last is not None and isinstance(last.leaf, Word) else ""
        if last is not None and name and self.is_field(name) and BLANK.fullmatch(self.text, last.end, run.start):
            message = f'white space separates "{clip(name)}" from its colon; searched as words; write "{clip(name)}:"'
            self.remark(message, last.start, run.start + 1)

    def read_field(self, run: Run, name: str, value: Run) -> None:
        """Read the value after a field name; ``run`` is the name, the colon and the value."""
        text = value.text
        if not text:
            self.read_field_of_next(run, name, value)
        elif value.opens and not text.strip(SIGNS + EXACT + "*"):
            self.read_signs(run, name, value)
        elif comparison := COMPARISON.match(text):
            self.read_comparison(run, name, value, comparison[0])
        elif STARS.fullmatch(text):
            self.emit("field", run.start, value.start, text=name)
            self.emit("leaf", value.start, value.end, Everything())
        elif text[0] in "[{" and (found := BRACKETED.match(self.text, value.start)):
            self.read_bracketed(run, name, value, found)
        elif text == "^" and value.opens:
            self.emit("field", run.start, value.start, text=name)
            self.emit("^", value.start, value.end)
        elif text[0] not in "=/" and (dots := TWO_DOTS.search(text)):
            high = text[dots.end() :] or self.read_bound()
            self.emit_range(run, name, text[: dots.start()] or None, high)
        elif _is_punctuation(text):
            self.remark(f'there is nothing to search after "{clip(name)}:"; searched as words', run.start, run.end)
            self.emit("leaf", run.start, run.end, Word(f"{name}:", place=run.place))
        else:
            self.read_value(run, name, value)

    def read_signs(self, run: Run, name: str, value: Run) -> None:
        """Read signs between ``name:`` and quoted text or a group: only ``=`` before quoted text has a meaning."""
        signs = value.text.rstrip(EXACT)
        exact = value.after(len(signs))
        if STARS.fullmatch(signs):
            message = f'"{clip(signs)}" has no meaning directly before a phrase or a group; left out'
            self.remark(message, value.start, exact.start)
        elif signs:
            self.remark(_misplaced_sign(name, signs), value.start, exact.start)
        if exact.text and self.peek()[0] in QUOTED and not TWO_DOTS.match(self.peek_after_next()):
            self.emit("field", run.start, value.start, text=name)
            self.read_exact(exact)
            return
        if exact.text:
            self.remark('"=" has no meaning directly before a group or a range; left out', *exact.place)
        self.read_field_of_next(run, name, value.after(len(value.text)))

    def read_field_of_next(self, run: Run, name: str, value: Run) -> None:
        """Read a field whose value is the quoted text or the group that follows."""
        quoted, after = self.peek(), self.peek_after_next()
        if not value.opens:
            message = f'nothing follows "{clip(name)}:" directly, so it is searched as a word'
            self.remark(message, run.start, run.end)
            self.emit("leaf", run.start, run.end, Word(f"{name}:", place=run.place))
        elif quoted[0] != "(" and (dots := TWO_DOTS.match(after)):
            low = self.read_bound()
            high = self.next_piece()[dots.end() :]
            self.closed = False
            self.emit_range(run, name, low, high or self.read_bound())
        else:
            self.emit("field", run.start, value.start, text=name)

    def read_comparison(self, run: Run, name: str, value: Run, sign: str) -> None:
        """Read ``field:>bound`` and similar."""
        bound = value.text[len(sign) :] or self.read_bound()
        if bound is None:
            message = f'nothing follows "{clip(name)}:{sign}" directly, so it is searched as a word'
            self.remark(message, run.start, run.end)
            self.emit("leaf", run.start, run.end, Word(f"{name}:{sign}", place=run.place))
        else:
            up, place = sign[0] in ">≥", (run.start, self.start)
            leaf = Range(name, bound if up else None, None if up else bound, sign == ">", sign == "<", place)
            self.emit("leaf", *place, leaf)

    def emit_range(self, run: Run, name: str, low: str | None, high: str | None) -> None:
        if low is None and high is None:
            self.remark(f'"{clip(name)}:.." has neither a start nor an end; searched as words', run.start, self.start)
            place = (run.start, self.start)
            self.emit("leaf", *place, Word(self.text[slice(*place)], place=place))
        else:
            self.emit("leaf", run.start, self.start, Range(name, low, high, place=(run.start, self.start)))

    def read_bracketed(self, run: Run, name: str, value: Run, found: re.Match[str]) -> None:
        """Read ``field:[low TO high}``: square brackets include a bound, curly ones do not, ``*`` leaves it open."""
        while self.start < found.end():
            self.next_piece()
        rest, place = self.text[found.end() : self.start], (run.start, found.end())
        low, high = (None if each == "*" else each.strip(QUOTES) for each in (found[2], found[3]))
        if (low is not None and not low.strip()) or (high is not None and not high.strip()):
            self.remark("there is nothing between these quotation marks; searched as words", *place)
            self.emit("leaf", *place, Word(self.text[slice(*place)], place=place))
        elif low is None and high is None:
            self.emit("field", run.start, value.start, text=name)
            self.emit("leaf", value.start, found.end(), Everything())
        else:
            low_open, high_open = low is not None and found[1] == "{", high is not None and found[4] == "}"
            self.emit("leaf", *place, Range(name, low, high, low_open, high_open, place))
        if rest:
            self.read_run(Run(rest, found.end(), True, self.peek()[:1] in OPENING), closed=True)

    def read_value(self, run: Run, name: str, value: Run) -> None:
        """Read a word directly after ``name:``."""
        text = value.text
        inner = text.partition(":")[0]
        self.emit("field", run.start, value.start, text=name)
        if name.lower() in OF_IDS:
            self.read_word(value, is_id=True)
            return
        if text[0] in DASHES and not text[1:2].isdigit():
            self.remark(_misplaced_sign(name, text), *value.place)
        elif len(inner) < len(text) and text[0] != EXACT and inner and self.is_field(inner):
            message = f'a word can have one field; "{clip(text)}" is searched as words in "{clip(name)}"'
            self.remark(message, *value.place)
        if text[0] == "^" and text[1:2].isalpha():
            self.emit("^", value.start, value.start + 1)
            value = value.after(1)
        self.read_word(value)

    def read_word(self, run: Run, *, is_id: bool = False) -> None:
        """Read a word or a pattern, with ``=`` before it, or a boost after it; signs in an id get no remarks."""
        text, start = run.text, run.start
        exact = text[0] == EXACT
        letters = text[:2] == EXACT * 2
        if exact:
            text = text.lstrip(EXACT)
            start = run.end - len(text)
            self.remark_exact(Run(run.text[: start - run.start], run.start, run.glued, False), text)
        text, boost = self.split_boost(text, start)
        end = start + len(text)
        if text != run.text and not exact and not run.glued and self.is_presence(text):
            self.read_colon(Run(text, start, False, run.opens))
            return
        read = self.read_pattern(text, (start, end), is_id) if PATTERN_CHARACTERS.search(text) else None
        if read is not None and isinstance(read, Pattern) and exact:
            self.remark('"=" has no meaning before a pattern; left out', run.start, start)
        if isinstance(read, Pattern):
            self.emit("leaf", run.start, end, replace(read, place=(run.start, end)))
        elif text.lower() in NAMED and not exact:
            self.emit("leaf", run.start, end, Named(NAMED[text.lower()], (run.start, end)))
        else:
            text = text if read is None else read
            if not is_id:
                self.remark_word(Run(text, start, run.glued or exact, run.opens))
            self.emit("leaf", run.start, end, Word(text, exact, (run.start, end), letters))
        if boost is not None:
            self.emit_boost(Run(boost[0], start + boost.start(), True, run.opens))

    def split_boost(self, text: str, start: int) -> tuple[str, re.Match[str] | None]:
        """Return a word without the boost after it, and that boost; endings that have no meaning get a remark."""
        boost = None
        while text[-1] in ENDING_CHARACTERS:
            found = BOOST.search(text) if boost is None else None
            if found is not None and text[found.start() - 1] != ":" and not _is_punctuation(text[: found.start()]):
                boost = found
                text = text[: found.start()]
                continue
            stripped = self.strip_ending(text, start)
            if stripped == text:
                break
            text = stripped
        return text, boost

    def read_pattern(self, text: str, place: tuple[int, int], is_id: bool) -> Pattern | str:
        """Return the pattern that a word is, or its text without an ending that has no meaning, with remarks."""
        read = read_ending(text, place)
        if is_id and read.pattern is None:
            return text
        for remark in read.remarks:
            self.remark(*remark)
        return read.text if read.pattern is None else read.pattern

    def remark_word(self, run: Run) -> None:
        """Remark what looks like signs in a word."""
        text, start = run.text, run.start
        if "<" in text or ">" in text:
            self.remark_missing_colon(text, start)
        if not text.isascii() or text[0] == "!":
            self.remark_lookalikes(text, start, begins=not run.glued)
        if self.single is not None or text[0] in SINGLE_OPENERS:
            self.remark_single_quotes(text, start)

    def remark_exact(self, signs: Run, text: str) -> None:
        """Remark a sign or a field name directly after ``=``."""
        self.remark_repeated(signs)
        name, colon, value = text.partition(":")
        if text[0] in SIGNS and not text[1:2].isdigit():
            message = f'a sign after "=" has no meaning; write "{text[0]}={clip(text.lstrip(SIGNS))}"'
            self.remark(message, signs.start, signs.end + 1)
        elif colon and name and self.is_field(name):
            better = clip(f"{name}:={value}")
            message = f'"=" must come after the name of the field; searched as words; write "{better}"'
            if signs.glued:
                message = f'a word can have one field; "{clip(text)}" is searched as words'
            self.remark(message, signs.start, signs.end + len(name) + 1)
        elif colon:
            self.remark_unknown_field(name, value, Run(text, signs.end, True, False))

    def strip_ending(self, text: str, start: int) -> str:
        """Return a word without an ending such as ``^`` or ``^x3``, with a remark."""
        stem = text.rstrip(ENDING_CHARACTERS)
        cut = text.find("^", len(stem))
        if cut < 0 or not ENDING.fullmatch(text, cut) or _is_punctuation(text[:cut]):
            return text
        message = f'"{clip(text[cut:])}" at the end of a word has no meaning; searched without it'
        self.remark(message, start + cut, start + len(text))
        return text[:cut]

    def remark_missing_colon(self, text: str, start: int) -> None:
        """Remark how to write a range instead of ``published>2016``."""
        name = re.split("[<>]", text, maxsplit=1)[0]
        if name and self.is_field(name):
            better = f"{name}:{text[len(name) :]}"
            message = f'searched as words; for a range write "{clip(better)}"'
            self.remark(message, start, start + len(text))

    def remark_lookalikes(self, text: str, start: int, *, begins: bool) -> None:
        for message, at, end in find_lookalikes(text, self.is_field, begins=begins):
            self.remark(message, start + at, start + end)

    def remark_single_quotes(self, text: str, start: int) -> None:
        """Remark that words between single quotation marks are not a phrase."""
        last = text.rstrip(",.;:!?")[-1:]
        if self.single is not None:
            opener, place = self.single
            if last and last in SINGLE_CLOSERS[opener]:
                self.single = None
                message = 'single quotation marks do not make a phrase; use "double" ones'
                self.remark(message, place, start + len(text))
        elif text[0] in SINGLE_OPENERS and len(text) > 2 and text[1].isalpha() and last not in SINGLE_CLOSERS[text[0]]:
            self.single = (text[0], start)


QUOTED = frozenset(QUOTES)
OPENING = QUOTED | {"("}


def _is_punctuation(text: str) -> bool:
    """Return whether a text has no letter, digit or symbol; also true of an empty text."""
    return not text or PUNCTUATION.fullmatch(text) is not None


def _is_signed_star(text: str) -> bool:
    """Return whether a text is ``*``, or ``*`` after one sign."""
    return STARS.fullmatch(text, 1 if text[:1] and text[0] in SIGNS else 0) is not None


def _misplaced_sign(name: str, text: str) -> str:
    better = f"-{clip(name)}:{clip(text.lstrip(SIGNS + EXACT)) or '…'}"
    return f'a sign after "{clip(name)}:" excludes nothing; to exclude, write "{better}"'
