"""Values of fields: what comes directly after ``field:``.

A value is a word, a pattern, a comparison, a range, ``*``, or the quoted text or the group that follows.
"""

from __future__ import annotations

import re

from dateline.index.pattern import compile_late
from dateline.searcher.query.lexemes import Run
from dateline.searcher.query.lookalikes import clip
from dateline.searcher.query.operators import BEGINNING, OPERATOR
from dateline.searcher.query.scanner import EXACT, OF_IDS, QUOTED, QUOTES, SIGNS, STARS, Scanner, is_punctuation
from dateline.searcher.query.tree import RESERVED, Edit, Everything, Range, Word
from dateline.searcher.query.typed_words import read_word

__all__ = ["read_field"]

# [2015 TO 2016}, after a field name; a bound is quoted, a star, or without spaces and brackets.
BOUND = rf"[{QUOTES}][^{QUOTES}]*+[{QUOTES}]|[^\s\[\]{{}}(){QUOTES}]++"
BRACKETED = compile_late(rf"([\[{{])\s*+({BOUND})\s++TO\s++({BOUND})\s*+([\]}}])")
COMPARISON = compile_late(r">=|<=|[<>≤≥]")
TWO_DOTS = compile_late(r"\.\.+|…")
DASHES = "-−–—"
# What may be meant as a value that stands after a space: a word, a comparison or a phrase.
AFTER_SPACE = compile_late(
    rf"[ \t]+([<>≤≥=]*(?:[{QUOTES}][^{QUOTES}]+[{QUOTES}]|[^\W_][^\s(){QUOTES}]*|\((?=[^\s()])))"
)
LONGEST_MEANT = 100  # characters
# The rest of a range with spaces in it, after a field's name and its value; what two points end is a year or a day.
LOW = rf"(?:[{QUOTES}][^{QUOTES}]++[{QUOTES}])?"
HIGH = rf"[{QUOTES}][^{QUOTES}]++[{QUOTES}]|[^\W_][^\s(){QUOTES}]*+"
DATED = rf"[{QUOTES}][^{QUOTES}]*\d{{4}}|\d{{4}}|\d\d?[-/.]\d"
REST_APART = compile_late(rf"({LOW})(?:(?:(?<=\.\.)|(?<=…)|\.\.+|…)[ \t]+(?={DATED})|[ \t]+(?:\.\.+|…)[ \t]*)({HIGH})")


def read_field(scanner: Scanner, run: Run, name: str, value: Run) -> None:
    """Read the value after a field name; ``run`` is the name, the colon and the value."""
    text = value.text
    _remark_apart(scanner, run, name, value)
    if not text:
        _read_field_of_next(scanner, run, name, value)
    elif value.opens and not text.strip(SIGNS + EXACT + "*"):
        _read_signs(scanner, run, name, value)
    elif comparison := COMPARISON.match(text):
        _read_comparison(scanner, run, name, value, comparison[0])
    elif STARS.fullmatch(text):
        scanner.emit("field", run.start, value.start, text=name)
        scanner.emit("leaf", value.start, value.end, Everything())
    elif text[0] in "[{" and (found := BRACKETED.match(scanner.text, value.start)):
        _read_bracketed(scanner, run, name, value, found)
    elif value.opens and text[0] == "^" and not text[1:].strip(EXACT):
        scanner.emit("field", run.start, value.start, text=name)
        scanner.emit("^", value.start, value.start + 1)
        if len(text) > 1:
            scanner.read_exact(value.after(1))
    elif not text.startswith(("=", "/", "^/")) and (dots := TWO_DOTS.search(text)):
        high = text[dots.end() :] or scanner.read_bound()
        _emit_range(scanner, run, name, text[: dots.start()] or None, high)
    elif is_punctuation(text):
        scanner.remark(f'there is nothing to search after "{clip(name)}:"; searched as words', run.start, run.end)
        scanner.emit("leaf", run.start, run.end, Word(f"{name}:", place=run.place))
    else:
        if "/" in text and (found := OPERATOR.fullmatch(text)) and found[2] and name.lower() not in OF_IDS:
            message = f'"{text}" after "{clip(name)}:" is searched as words; an operator stands before the field'
            scanner.remark(message, *value.place)
        _read_value(scanner, run, name, value)


def _read_signs(scanner: Scanner, run: Run, name: str, value: Run) -> None:
    """Read signs between ``name:`` and quoted text or a group: only ``=`` before quoted text has a meaning."""
    signs = value.text.rstrip(EXACT)
    exact = value.after(len(signs))
    if STARS.fullmatch(signs):
        message = f'"{clip(signs)}" has no meaning directly before a phrase or a group; left out'
        scanner.remark(message, value.start, exact.start)
    elif signs:
        scanner.remark(_misplaced_sign(name, signs), value.start, exact.start)
    if exact.text and scanner.peek()[0] in QUOTED and not TWO_DOTS.match(scanner.peek_after_next()):
        scanner.emit("field", run.start, value.start, text=name)
        scanner.read_exact(exact)
        return
    if exact.text:
        scanner.remark('"=" has no meaning directly before a group or a range; left out', *exact.place)
    _read_field_of_next(scanner, run, name, value.after(len(value.text)))


def _read_field_of_next(scanner: Scanner, run: Run, name: str, value: Run) -> None:
    """Read a field whose value is the quoted text or the group that follows."""
    quoted, after = scanner.peek(), scanner.peek_after_next()
    if not value.opens:
        _remark_no_value(scanner, run, name, "")
        scanner.emit("leaf", run.start, run.end, Word(f"{name}:", place=run.place))
    elif quoted[0] != "(" and (dots := TWO_DOTS.match(after)):
        low = scanner.read_bound()
        high = scanner.next_piece()[dots.end() :]
        scanner.closed = False
        _emit_range(scanner, run, name, low, high or scanner.read_bound())
    else:
        scanner.emit("field", run.start, value.start, text=name)


def _read_comparison(scanner: Scanner, run: Run, name: str, value: Run, sign: str) -> None:
    """Read ``field:>bound`` and similar."""
    bound = value.text[len(sign) :] or scanner.read_bound()
    if bound is None:
        _remark_no_value(scanner, run, name, sign)
        scanner.emit("leaf", run.start, run.end, Word(f"{name}:{sign}", place=run.place))
    else:
        up, place = sign[0] in ">≥", (run.start, scanner.start)
        leaf = Range(name, bound if up else None, None if up else bound, sign == ">", sign == "<", place)
        scanner.emit("leaf", *place, leaf)


def _remark_no_value(scanner: Scanner, run: Run, name: str, sign: str) -> None:
    """Remark that a name and a colon have nothing directly after them; what comes after a space may be meant."""
    message = f'nothing follows "{clip(name)}:{sign}" directly, so it is searched as a word'
    meant = AFTER_SPACE.match(scanner.text, run.end, run.end + LONGEST_MEANT)
    if meant is None or meant[1] in RESERVED:
        scanner.remark(message, run.start, run.end)
        return
    typed, first = scanner.text[run.start : run.end], meant.start(1) + 1
    edits = (Edit(run.start, first, typed + meant[1][0]),)
    value = "(…)" if meant[1] == "(" else clip(meant[1])
    scanner.remark(f"{message}; for a field write {typed}{value}", run.start, run.end, edits)


def _remark_apart(scanner: Scanner, run: Run, name: str, value: Run) -> None:
    """Remark that a space before or after the two points of a range ends the value."""
    rest = REST_APART.match(scanner.text, run.end, run.end + LONGEST_MEANT)
    if rest is None or bool(rest[1]) == bool(value.text.strip(".…")) or rest[2] in RESERVED:
        return
    dots = TWO_DOTS.search(value.text)
    if dots is not None and dots.end() < len(value.text):
        return
    low, first = value.text[: dots.start() if dots else None] + rest[1], rest.start(2) + 1
    edits = (Edit(run.end + len(rest[1]) - (len(dots[0]) if dots else 0), first, ".." + rest[2][0]),)
    message = f'a space ends the value of "{clip(name)}:"; for a range write {name}:{clip(low)}..{clip(rest[2])}'
    scanner.remark(message, run.start, rest.end(), edits)


def _emit_range(scanner: Scanner, run: Run, name: str, low: str | None, high: str | None) -> None:
    """Add a range that ends at the next piece."""
    if low is None and high is None:
        scanner.remark(f'"{clip(name)}:.." has neither a start nor an end; searched as words', run.start, scanner.start)
        place = (run.start, scanner.start)
        scanner.emit("leaf", *place, Word(run.text.rstrip(QUOTES), place=place))
    else:
        scanner.emit("leaf", run.start, scanner.start, Range(name, low, high, place=(run.start, scanner.start)))


def _read_bracketed(scanner: Scanner, run: Run, name: str, value: Run, found: re.Match[str]) -> None:
    """Read ``field:[low TO high}``: square brackets include a bound, curly ones do not, ``*`` leaves it open."""
    while scanner.start < found.end():
        scanner.next_piece()
    rest, place = scanner.text[found.end() : scanner.start], (run.start, found.end())
    low, high = (None if each == "*" else each.strip(QUOTES) for each in (found[2], found[3]))
    if (low is not None and not low.strip()) or (high is not None and not high.strip()):
        scanner.remark("there is nothing between these quotation marks; searched as words", *place)
        scanner.emit("leaf", *place, Word(scanner.text[slice(*place)], place=place))
    elif low is None and high is None:
        scanner.emit("field", run.start, value.start, text=name)
        scanner.emit("leaf", value.start, found.end(), Everything())
    else:
        low_open, high_open = low is not None and found[1] == "{", high is not None and found[4] == "}"
        scanner.emit("leaf", *place, Range(name, low, high, low_open, high_open, place))
    if rest:  # it is read next, as what comes directly after quoted text is
        scanner.next -= 1
        scanner.pieces[scanner.next], scanner.start, scanner.closed = rest, found.end(), True


def _read_value(scanner: Scanner, run: Run, name: str, value: Run) -> None:
    """Read a word directly after ``name:``."""
    text = value.text
    inner = text.partition(":")[0]
    scanner.emit("field", run.start, value.start, text=name)
    if name.lower() in OF_IDS:
        read_word(scanner, value, is_id=True)
        return
    if text[0] in DASHES and not text[1:2].isdigit():
        better = f"-{name}:{text.lstrip(DASHES + EXACT)}"
        edits = (Edit(*run.place, better),) if run.start == 0 or scanner.text[run.start - 1].isspace() else ()
        scanner.remark(_misplaced_sign(name, text), *value.place, edits)
    elif len(inner) < len(text) and text[0] != EXACT and inner and scanner.is_field(inner):
        message = f'a word can have one field; "{clip(text)}" is searched as words in "{clip(name)}"'
        scanner.remark(message, *value.place)
    if BEGINNING.match(text):
        scanner.emit("^", value.start, value.start + 1)
        value = value.after(1)
    elif text[0] == "^":
        message = f'"^" must come directly before a word, a phrase or a group; "{clip(text)}" is searched as words'
        scanner.remark(message, *value.place)
    read_word(scanner, value)


def _misplaced_sign(name: str, text: str) -> str:
    better = f"-{clip(name)}:{clip(text.lstrip(SIGNS + EXACT)) or '…'}"
    return f'a sign after "{clip(name)}:" excludes nothing; to exclude, write "{better}"'
