"""Values of fields: what comes directly after ``field:``.

A value is a word, a pattern, a comparison, a range, ``*``, or the quoted text or the group that follows.
"""

from __future__ import annotations

import re

from dateline.index.pattern import compile_late
from dateline.searcher.query.lexemes import Run
from dateline.searcher.query.lookalikes import clip
from dateline.searcher.query.scanner import EXACT, QUOTED, QUOTES, SIGNS, STARS, is_punctuation
from dateline.searcher.query.tree import Everything, Range, Word
from dateline.searcher.query.typed_words import WordReader

__all__ = ["ValueReader"]

# [2015 TO 2016}, after a field name; a bound is quoted, a star, or without spaces and brackets.
BOUND = rf"[{QUOTES}][^{QUOTES}]*+[{QUOTES}]|[^\s\[\]{{}}(){QUOTES}]++"
BRACKETED = compile_late(rf"([\[{{])\s*+({BOUND})\s++TO\s++({BOUND})\s*+([\]}}])")
COMPARISON = compile_late(r">=|<=|[<>≤≥]")
TWO_DOTS = compile_late(r"\.\.+|…")
DASHES = "-−–—"
OF_IDS = ("id", "story")  # fields whose values are ids, which may have any sign


class ValueReader(WordReader):
    """Reads values of fields."""

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
        elif is_punctuation(text):
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
        """Add a range that ends at the next piece."""
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
        if rest:  # it is read next, as what comes directly after quoted text is
            self.next -= 1
            self.pieces[self.next], self.start, self.closed = rest, found.end(), True

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


def _misplaced_sign(name: str, text: str) -> str:
    better = f"-{clip(name)}:{clip(text.lstrip(SIGNS + EXACT)) or '…'}"
    return f'a sign after "{clip(name)}:" excludes nothing; to exclude, write "{better}"'
