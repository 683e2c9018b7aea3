"""From query text to lexemes.

The text is first split into pieces (`dateline.searcher.query.scanner`). Each run of characters is then read as a sign
or a field name at its start, an operator, a value (`dateline.searcher.query.typed_values`) or a word
(`dateline.searcher.query.typed_words`).

Unreadable text is searched as words or left out, with a remark. Characters that merely look like signs get a remark,
too (`dateline.searcher.query.lookalikes`). Each step visits each character a constant number of times.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.index.dataclass import replace
from dateline.index.pattern import compile_late
from dateline.searcher.query.edits import Remark
from dateline.searcher.query.lexemes import Lexeme, Run
from dateline.searcher.query.lookalikes import clip
from dateline.searcher.query.misspelling import Names
from dateline.searcher.query.operators import BEGINNING, BOOST, PHRASE_ENDING, operator_meant, read_operator, value_of
from dateline.searcher.query.scanner import (
    BLANK,
    EXACT,
    OPENING,
    QUOTED,
    QUOTES,
    SIGNS,
    STARS,
    Scanner,
    is_punctuation,
)
from dateline.searcher.query.tree import OPERATORS, Edit, Everything, Phrase, Word
from dateline.searcher.query.typed_values import read_field
from dateline.searcher.query.typed_words import ENDING, is_presence, read_presence, read_word, remark_unknown_field

__all__ = ["MOST_SLOP", "lex"]

OPERATOR_STARTS = frozenset("NASFP")  # NEAR ADJ ATLEAST SENT FIRST PARA
MOST_SLOP = 1_000
MOST_MOVED = 32  # words of a phrase that may be out of their places: trying all takes time
MINUS = "-−"
HYPHEN = compile_late(rf"[^\W_]+[{MINUS}]")  # a word that ends with a hyphen
OPTION = compile_late(r"-[A-Za-z]")  # looks like one of a command, such as -n
NUMBER = compile_late(r"[-−](?:\d{1,3}|\d+[.,][\d.,]*\d)%?")  # looks like one below zero; years do not
QUORUM = compile_late(r"\s+OF\s+\(")  # after its number: -2 OF (a b c)
COUNTED = "ATLEAST/"  # the operator that may have a sign: -ATLEAST/3 oil
SPELLED = {"&&": "; write AND", "||": "; write OR", "|": "; write OR"}


def lex(text: str, is_field: Callable[[str], bool], remark: Remark, names: Names = tuple) -> list[Lexeme]:
    """Return the lexemes of any text, in order; ``remark`` is called with messages for the user.

    ``is_field`` says whether a name typed before a colon is a field; ``names`` are of fields to propose for others.
    """
    scanner = Scanner(text, is_field, remark, names)
    while scanner.next < len(scanner.pieces):
        if scanner.pieces[scanner.next] == " ":
            scanner.skip_space()
        else:
            _read_piece(scanner)
    return scanner.lexemes


def _read_piece(scanner: Scanner) -> None:
    """Read one piece, and the following ones that belong to it."""
    start = scanner.start
    piece = scanner.next_piece()
    closed, scanner.closed = scanner.closed, False
    first = piece[0]
    if not closed and scanner.single is None and piece.isascii() and _read_plain(scanner, piece, start):
        return
    if first == "(" or first == ")":
        scanner.lexemes.append(Lexeme("(" if first == "(" else ")", first, start, start + 1))
        scanner.closed = first == ")"
    elif first in QUOTES:
        scanner.read_quoted(piece, start)
    elif first.isalnum() or not BLANK.fullmatch(piece):
        _read_run(scanner, Run(piece, start, False, scanner.peek()[:1] in OPENING), closed)


def _read_plain(scanner: Scanner, piece: str, start: int) -> bool:
    """Read a word of letters, after a sign or the name of a field or alone; return whether it was one.

    `_read_run` reads it in the same way, but takes longer.
    """
    if piece.isalnum():
        if piece.isupper() and (piece[0] in OPERATOR_STARTS or piece in OPERATORS):  # an operator, perhaps
            return False
        word, place = piece, (start, scanner.start)
    elif piece[0] in SIGNS and piece[1:].isalpha() and not piece[1:].isupper() and len(piece) > 2:
        scanner.lexemes.append(Lexeme("+" if piece[0] == "+" else "-", piece[0], start, start + 1))
        word, place = piece[1:], (start + 1, scanner.start)
    else:
        name, _, word = piece.partition(":")
        if not word.isalpha() or not name.isalpha() or not scanner.is_field(name):
            return False
        place = (start + len(name) + 1, scanner.start)
        scanner.lexemes.append(Lexeme("field", name, start, place[0]))
    scanner.lexemes.append(Lexeme("leaf", word, *place, Word(word, False, place)))
    return True


def _read_run(scanner: Scanner, run: Run, closed: bool) -> None:
    """Read a run; ``closed`` says that quoted text or a closing parenthesis comes directly before."""
    if closed:
        if _read_phrase_ending(scanner, run):
            return
        if ENDING.fullmatch(run.text):
            message = f'"{clip(run.text)}" after a phrase or a group has no meaning; left out'
            scanner.remark(message, run.start, run.end)
            return
        if run.text[0] == "^":
            message = f'"{clip(run.text)}" after a phrase or a group is not a weight; left out'
            scanner.remark(f'{message}; a weight is a number: "^2"', run.start, run.end)
            return
        # "Tel Aviv"-based: the hyphen joins, it does not exclude; nor does the sign in "F"=ma.
        signs = len(run.text) - len(run.text.lstrip(SIGNS + EXACT))
        joins = scanner.text[run.start - 1] != ")" and not is_punctuation(run.text)
        if signs == 1 and run.text[0] in MINUS and (len(run.text) > 1 or run.opens) and not joins:
            _remark_joined_sign(scanner, run.start)
        if run.text[0] == ":":
            _remark_quoted_field(scanner, run.start)
        run = Run(run.text[signs:], run.start + signs, False, run.opens)
    if run.text[:1].isalnum():  # most runs: there is no sign
        _read_operand(scanner, run)
        return
    if is_punctuation(run.text) and not _is_signed_star(run.text):
        _read_punctuation(scanner, run, closed)
        return
    signs = len(run.text) - len(run.text.lstrip(SIGNS))
    if signs == 1:
        scanner.emit("+" if run.text[0] == "+" else "-", run.start, run.start + 1)
        if OPTION.fullmatch(run.text) and not run.opens:
            message = f'this excludes articles with the word "{run.text[1]}"; an option has a long name'
            scanner.remark(message, *run.place)
        elif NUMBER.fullmatch(run.text) and not run.opens and not QUORUM.match(scanner.text, run.end):
            message = f'this excludes articles with "{clip(run.text[1:])}"; to search for it, leave out the sign'
            scanner.remark(message, *run.place)
        run = run.after(1)
        if run.text.startswith(COUNTED) and _read_place_operator(scanner, run):
            return
    elif signs > 1:
        scanner.remark(f'"{clip(run.text[:signs])}" is not a sign; left out', run.start, run.start + signs)
        run = Run(run.text[signs:], run.start + signs, False, run.opens)
    _read_operand(scanner, run)


def _read_phrase_ending(scanner: Scanner, run: Run) -> bool:
    """Read ``~3`` after a phrase and ``^2`` after a phrase or a group; return whether there is nothing else."""
    found, last = PHRASE_ENDING.fullmatch(run.text), scanner.lexemes[-1] if scanner.lexemes else None
    if found is None or last is None or last.end != run.start:
        return False
    if found[1]:
        if not isinstance(last.leaf, Phrase):
            return False
        typed = value_of(found[1])
        slop = min(typed, MOST_SLOP)
        if len(last.leaf.text.split()) > MOST_MOVED:
            message = f'"~{clip(found[1])}" after a phrase of more than {MOST_MOVED} words is left out'
            scanner.remark(message, run.start, run.start + 1 + len(found[1]))
            slop = 0
        elif slop < typed:
            scanner.remark(f'"~{clip(found[1])}" is read as "~{slop}"', run.start, run.start + 1 + len(found[1]))
        end = run.start + 1 + len(found[1])
        scanner.lexemes[-1] = Lexeme(last.kind, last.text, last.start, end, replace(last.leaf, slop=slop))
    if found[2]:
        if last.kind == "blank":
            return False
        scanner.emit_boost(run.after(found.start(2)))
    return True


def _read_punctuation(scanner: Scanner, run: Run, closed: bool) -> None:
    """Leave out text without a letter or digit, unless it is a sign before a quotation mark or parenthesis."""
    text = run.text.rstrip(EXACT) if run.opens else run.text
    exact = run.after(len(text))
    if run.opens and text.lstrip(SIGNS) == "^" and len(text) < 3:
        if len(text) > 1:
            scanner.emit("+" if text[0] == "+" else "-", run.start, run.start + 1)
        scanner.emit("^", run.start + len(text) - 1, run.start + len(text))
    elif run.opens and len(text) == 1 and text in SIGNS:
        scanner.emit("+" if text == "+" else "-", run.start, run.start + 1)
    elif text and not closed:
        spelled = SPELLED.get(text, "")
        kind = "not an operator" if spelled else "punctuation"
        message = f'"{clip(text)}" is {kind} here and is left out{spelled}'
        edits = (Edit(run.start, run.start + len(text), spelled.split()[-1]),) if spelled else ()
        scanner.remark(message, run.start, run.start + len(text), edits)
    if exact.text:
        scanner.read_exact(exact)


def _remark_quoted_field(scanner: Scanner, place: int) -> None:
    """Remark that ``"title":oil`` must be written without the quotation marks."""
    last = scanner.lexemes[-1] if scanner.lexemes else None
    name = last.leaf.text if last is not None and isinstance(last.leaf, Phrase) else ""
    if last is not None and name and scanner.is_field(name):
        edits = (Edit(last.start, place + 1, f"{name}:"),)
        message = f'a name in quotation marks is a phrase; for the field write "{clip(name)}:"'
        scanner.remark(message, last.start, place + 1, edits)


def _remark_joined_sign(scanner: Scanner, place: int) -> None:
    """Remark that ``(oil)-gas`` and ``oil-(gas)`` exclude nothing."""
    message = f'"{scanner.text[place]}" directly after a word or a group joins and excludes nothing'
    edits = (Edit(place, place, " "),)
    scanner.remark(f"{message}; to exclude, type a space before it", place, place + 1, edits)


def _read_operand(scanner: Scanner, run: Run) -> None:
    """Read an operator, a field with its value, or a word."""
    text = run.text
    if text[0] == "*" and STARS.fullmatch(text):
        if run.opens:
            scanner.remark(f'"{clip(text)}" has no meaning directly before a phrase or a group; left out', *run.place)
        else:
            scanner.emit("leaf", run.start, run.end, Everything())
    elif text in OPERATORS and not run.glued:
        scanner.lexemes.append(Lexeme(OPERATORS[text], text, run.start, run.end))
    elif text[0] in OPERATOR_STARTS and not run.glued and _may_open(run) and _read_place_operator(scanner, run):
        return
    elif text[0] == "^" and BOOST.fullmatch(text):
        message = f'"{clip(text)}" stands alone and is left out; a weight comes directly after a word'
        scanner.remark(message, *run.place)
        scanner.emit("blank", *run.place)
    elif text[0] == "^" and BEGINNING.match(text):
        _read_beginning(scanner, run)
    elif text[0] != EXACT and ":" in text and text[0] != "/":
        _read_colon(scanner, run)
    else:
        if "/" in text and not run.glued and (meant := operator_meant(text)):
            edits = (Edit(*run.place, meant),)
            scanner.remark(f'"{text}" is searched as words; the operator is "{meant}"', *run.place, edits)
        elif run.opens and HYPHEN.fullmatch(text):
            _remark_joined_sign(scanner, run.end - 1)
        read_word(scanner, run)


def _read_beginning(scanner: Scanner, run: Run) -> None:
    """Read ``^`` and the word after it."""
    name, colon, value = run.text[1:].partition(":")
    if colon and scanner.is_field(name):
        better = f"{name}:^{value}"
        message = f'"^" must come after the name of the field; searched as words; write "{clip(better)}"'
        scanner.remark(message, run.start, run.start + 1, (Edit(*run.place, better),))
    scanner.emit("^", run.start, run.start + 1)
    read_word(scanner, run.after(1))


def _may_open(run: Run) -> bool:
    """Return whether an operator of places may stand directly before a parenthesis or quotation mark, if it does.

    ``NEAR(a b)`` is how other programs write it.
    """
    return not run.opens or "/" in run.text or run.text in ("SENT", "PARA")


def _read_place_operator(scanner: Scanner, run: Run) -> bool:
    """Read an operator of places, such as ``NEAR/5``; return whether it is one."""
    read = read_operator(run.text, capitals=scanner.capitals)
    if read is None:
        return False
    if isinstance(read, str):
        scanner.remark(read, *run.place)
        return False
    if read.remark:
        scanner.remark(read.remark, *run.place)
    scanner.lexemes.append(Lexeme(read.kind, run.text, run.start, run.end, None, read.name, read.number))
    return True


def _read_colon(scanner: Scanner, run: Run) -> None:
    """Read ``name:value``; the name may be that of a field or not."""
    name, _, value = run.text.partition(":")
    if name and scanner.is_field(name):
        read_field(scanner, run, name, run.after(len(name) + 1))
        return
    boost = BOOST.search(value)
    if is_presence(scanner, f"{name}:{value[: boost.start()] if boost is not None else value}"):
        read_presence(scanner, run)
        return
    remark_unknown_field(scanner, name, value, run)
    if not name:
        _remark_split_field(scanner, run)
    stem = run.text.rstrip(EXACT)
    if run.opens and scanner.peek()[0] in QUOTED and stem[-1] == ":" and len(stem) < len(run.text):
        read_word(scanner, Run(stem, run.start, run.glued, False))
        scanner.read_exact(run.after(len(stem)))
    else:
        read_word(scanner, run)


def _remark_split_field(scanner: Scanner, run: Run) -> None:
    """Remark that ``title :oil`` must be written without the space."""
    last = scanner.lexemes[-1] if scanner.lexemes else None
    name = last.leaf.text if last is not None and isinstance(last.leaf, Word) else ""
    if last is not None and name and scanner.is_field(name) and BLANK.fullmatch(scanner.text, last.end, run.start):
        message = f'white space separates "{clip(name)}" from its colon; searched as words; write "{clip(name)}:"'
        scanner.remark(message, last.start, run.start + 1, (Edit(last.start, run.start + 1, f"{name}:"),))


def _is_signed_star(text: str) -> bool:
    """Return whether a text is ``*``, or ``*`` after one sign."""
    return STARS.fullmatch(text, 1 if text[:1] and text[0] in SIGNS else 0) is not None
