"""Words of a query, with ``=`` before them and an ending after them: patterns and boosts.

What looks like a sign in a word gets a remark, and the word is searched as typed.
"""

from __future__ import annotations

import re

from dateline.index.dataclass import replace
from dateline.index.pattern import compile_late
from dateline.searcher.query.lexemes import Run
from dateline.searcher.query.lookalikes import SINGLE_CLOSERS, SINGLE_OPENERS, clip, find_lookalikes
from dateline.searcher.query.misspelling import unknown_field
from dateline.searcher.query.operators import BEGINNING, BOOST, NAMED, read_ending
from dateline.searcher.query.scanner import EXACT, SIGNS, Scanner, is_punctuation
from dateline.searcher.query.tree import Edit, Everything, Named, Pattern, Word

__all__ = ["ENDING", "is_presence", "read_presence", "read_word", "remark_unknown_field"]

# What looks like an ending of a word, a phrase or a group, but has no meaning there.
ENDING = compile_late(r"(?:\*|~[\d.]*+|\^=?[\d.]*+)+")
ENDING_CHARACTERS = "^=.0123456789"
NUMERIC = compile_late(r"\^=?(?:\d+\.?\d*|\.\d+)")
PATTERN_CHARACTERS = compile_late(r"[*?~]|\A/")
PRESENCE = ("has", "missing")
NAME = compile_late(
    r"\[[^\W\d_][\w.-]*\]|[_@#]?[^\W\d_][\w.-]*"
)  # that of a field, also as elsewhere: @title: [title]:


def read_word(scanner: Scanner, run: Run, *, is_id: bool = False) -> None:
    """Read a word or a pattern, with ``=`` before it, or a boost after it; signs in an id get no remarks."""
    text, start = run.text, run.start
    exact = text[0] == EXACT
    letters = text[:2] == EXACT * 2
    if exact:
        text = text.lstrip(EXACT)
        start = run.end - len(text)
        _remark_exact(scanner, Run(run.text[: start - run.start], run.start, run.glued, False), text)
    text, boost = _split_boost(scanner, text, start)
    end = start + len(text)
    free = not run.glued or scanner.text[run.start - 1] in SIGNS  # not after the name of a field
    if text != run.text and not exact and free and is_presence(scanner, text):
        read_presence(scanner, Run(text, start, False, run.opens))
        return
    read = _read_pattern(scanner, text, (start, end), is_id) if PATTERN_CHARACTERS.search(text) else None
    if read is not None and isinstance(read, Pattern) and exact:
        scanner.remark('"=" has no meaning before a pattern; left out', run.start, start)
    if isinstance(read, Pattern):
        scanner.emit("leaf", run.start, end, replace(read, place=(run.start, end)))
    elif text.lower() in NAMED and not exact:
        scanner.emit("leaf", run.start, end, Named(NAMED[text.lower()], (run.start, end)))
    else:
        text = text if read is None else read
        if not is_id:
            _remark_word(scanner, Run(text, start, run.glued or exact, run.opens))
        scanner.emit("leaf", run.start, end, Word(text, exact, (run.start, end), letters))
    if boost is not None:
        scanner.emit_boost(Run(boost[0], start + boost.start(), True, run.opens))


def _split_boost(scanner: Scanner, text: str, start: int) -> tuple[str, re.Match[str] | None]:
    """Return a word without the boost after it, and that boost; endings that have no meaning get a remark."""
    if "^" not in text:
        return text, None
    boost = None
    cut = text.find("^", len(text.rstrip(ENDING_CHARACTERS)))
    if cut < 0 or text[cut - 1] == ":" or is_punctuation(text[:cut]):  # "..^0^2": there is no word before the endings
        return text, boost
    while text[-1] in ENDING_CHARACTERS:
        found = BOOST.search(text) if boost is None else None
        if found is not None and text[found.start() - 1] != ":" and not is_punctuation(text[: found.start()]):
            boost = found
            text = text[: found.start()]
            continue
        stripped = _strip_ending(scanner, text, start)
        if stripped == text:
            break
        text = stripped
    return text, boost


def _strip_ending(scanner: Scanner, text: str, start: int) -> str:
    """Return a word without an ending such as ``^`` or ``^x3``, with a remark."""
    stem = text.rstrip(ENDING_CHARACTERS)
    cut = text.find("^", len(stem))
    if cut < 0 or not ENDING.fullmatch(text, cut) or is_punctuation(text[:cut]):
        return text
    reason = "at the end of a word has no meaning; searched without it"
    if BOOST.fullmatch(text, cut):
        reason = "comes before another weight; searched without it"
    elif NUMERIC.fullmatch(text, cut):
        reason = "is not a weight; searched without it; a weight is below 10,000 and has four decimals at most"
    message = f'"{clip(text[cut:])}" {reason}'
    scanner.remark(message, start + cut, start + len(text))
    return text[:cut]


def _read_pattern(scanner: Scanner, text: str, place: tuple[int, int], is_id: bool) -> Pattern | str:
    """Return the pattern that a word is, or its text without an ending that has no meaning, with remarks."""
    read = read_ending(text, place)
    if is_id and read.pattern is None:
        return text
    for remark in read.remarks:
        scanner.remark(*remark)
    return read.text if read.pattern is None else read.pattern


def is_presence(scanner: Scanner, text: str) -> bool:
    """Return whether a text is ``has:field`` or ``missing:field``."""
    name, _, value = text.partition(":")
    return name.lower() in PRESENCE and bool(value) and scanner.is_field(value) and not scanner.is_field(name)


def read_presence(scanner: Scanner, run: Run) -> None:
    """Read ``has:field`` or ``missing:field``, and a boost after it."""
    name, _, value = run.text.partition(":")
    boost = BOOST.search(value)
    field = value[: boost.start()] if boost is not None else value
    end = run.start + len(name) + 1 + len(field)
    if name.lower() == "missing":
        scanner.emit("NOT", run.start, end)
    scanner.emit("field", run.start, end, text=field)
    scanner.emit("leaf", run.start, end, Everything())
    scanner.emit_boost(run.after(end - run.start))


def _remark_word(scanner: Scanner, run: Run) -> None:
    """Remark what looks like signs in a word."""
    text, start = run.text, run.start
    if "<" in text or ">" in text or "=" in text:
        _remark_missing_colon(scanner, text, start)
    if not text.isascii() or text[0] == "!":
        _remark_lookalikes(scanner, text, start, begins=not run.glued)
    if "^" in text[1:]:
        _remark_weight(scanner, text, start)
    if scanner.single is not None or text[0] in SINGLE_OPENERS:
        _remark_single_quotes(scanner, text, start)


def _remark_weight(scanner: Scanner, text: str, start: int) -> None:
    """Remark that ``^banana`` and ``^-1`` at the end of a word are not weights."""
    cut = text.index("^", 1)
    if any(map(str.isalnum, text[:cut])) and any(map(str.isalnum, text[cut:])):
        message = f'"{clip(text[cut:])}" is not a weight; searched as words'
        scanner.remark(f'{message}; a weight is a number: "{clip(text[:cut])}^2"', start + cut, start + len(text))


def _remark_exact(scanner: Scanner, signs: Run, text: str) -> None:
    """Remark a sign or a field name directly after ``=``."""
    scanner.remark_repeated(signs)
    name, colon, value = text.partition(":")
    if text[0] in SIGNS and not text[1:2].isdigit():
        message = f'a sign after "=" has no meaning; write "{text[0]}={clip(text.lstrip(SIGNS))}"'
        scanner.remark(message, signs.start, signs.end + 1)
    elif BEGINNING.match(text):
        scanner.remark(f'"=" must come after "^"; write "^={clip(text[1:])}"', signs.start, signs.end + 1)
    elif colon and name and scanner.is_field(name):
        better = clip(f"{name}:={value}")
        message = f'"=" must come after the name of the field; searched as words; write "{better}"'
        if signs.glued:
            message = f'a word can have one field; "{clip(text)}" is searched as words'
        scanner.remark(message, signs.start, signs.end + len(name) + 1)
    elif colon:
        remark_unknown_field(scanner, name, value, Run(text, signs.end, True, False))


def remark_unknown_field(scanner: Scanner, name: str, value: str, run: Run) -> None:
    """Remark on ``name:value`` at the end of a run whose name is no field."""
    # http://… and 12:30 are not fields, nor is a colon that ends a word.
    if NAME.fullmatch(name) and (value or run.opens) and not value.startswith(("//", ":")):
        start = run.end - len(value) - 1 - len(name)
        end = start + len(name) + 1
        present = name.lower() in PRESENCE and bool(value)
        if present:
            name, start, end = value, run.end - len(value), run.end
        message, meant = unknown_field(name, scanner.names())
        edits: tuple[Edit, ...] = ()
        if meant:
            edits = (Edit(start, end, meant.partition(":")[0] if present else meant),)
        elif meant is not None and not present and (not value or value[0].isalnum()):
            edits = (Edit(start, end, ""),)
        scanner.remark(message, start, start + len(name), edits)


def _remark_missing_colon(scanner: Scanner, text: str, start: int) -> None:
    """Remark how to write a range instead of ``published>2016``, and a value instead of ``topics=crude``."""
    name = re.split("[<>=]", text, maxsplit=1)[0]
    if name and scanner.is_field(name):
        sign, value = text[len(name)], text[len(name) :]
        better = f"{name}:{value.lstrip('=') if sign == '=' else value}"
        what = "a field" if sign == "=" else "a range"
        message = f'searched as words; for {what} write "{clip(better)}"'
        scanner.remark(message, start, start + len(text), (Edit(start, start + len(text), better),))


def _remark_lookalikes(scanner: Scanner, text: str, start: int, *, begins: bool) -> None:
    """Remark on characters that look like signs."""
    for message, at, end in find_lookalikes(text, scanner.is_field, begins=begins):
        scanner.remark(message, start + at, start + end)


def _remark_single_quotes(scanner: Scanner, text: str, start: int) -> None:
    """Remark that words between single quotation marks are not a phrase."""
    last = text.rstrip(",.;:!?")[-1:]
    if scanner.single is not None:
        opener, place = scanner.single
        if last and last in SINGLE_CLOSERS[opener]:
            scanner.single = None
            message = 'single quotation marks do not make a phrase; use "double" ones'
            scanner.remark(message, place, start + len(text))
    elif text[0] in SINGLE_OPENERS and len(text) > 2 and text[1].isalpha() and last not in SINGLE_CLOSERS[text[0]]:
        scanner.single = (text[0], start)
