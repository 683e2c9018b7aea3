"""Words that were probably meant as operators or kinds of mentions: remarks say what to type.

They stay words. Ordinary sentences and headlines get no remark: the words of an operator count only where numbers,
parentheses, fields or mentions stand beside them as they do beside the operator.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.index.pattern import compile_late
from dateline.searcher.query.edits import Remark
from dateline.searcher.query.lexemes import Lexeme
from dateline.searcher.query.misspelling import meant_field
from dateline.searcher.query.noted_words import SMALL_NOT, SMALL_OR, WITHIN
from dateline.searcher.query.operators import NAMED
from dateline.searcher.query.small_operators import (
    OPERANDS,
    is_beside_field,
    remark_small_operators,
)
from dateline.searcher.query.tree import Edit, Word

__all__ = ["SMALL_NUMBER", "is_within", "remark_likely_operators"]

SHORT = "w/in"
SENTENCE = 8  # lexemes from which a query is probably a sentence
SMALL_NUMBER = compile_late(r"[0-9]{1,4}")
DIGITS = compile_late(r"[0-9]+")
# As other engines have them.
STROKE = compile_late(r"(?i:w?/(?P<unit>[sp])|/(?P<words>[0-9]{1,3}))")
UNITS = {"s": "SENT", "p": "PARA"}
JOINING = frozenset(("and", "or", "not", "near", "adj", "sent", "para"))
LIKELY = JOINING | {"OF", "of", "Of", "oF"}
OPENING_STROKE = compile_late(r"/(?:(?<=\A/)|(?<=[\s)wW]/))")
BRACKETED = compile_late(r"\[[^\W\d_]{2,20}\]")
NAMED_VALUE = compile_late(r"\[(pe|pl)[a-z]{3,4}:([^\s\[\]:]+)\]")
FIELDS = {"pe": "people", "pl": "places"}
CLOSING = {"[": "]", "{": "}"}
KINDS = ("people", "places", "person", "place", "persons")


def is_within(text: str) -> bool:
    """Return whether a text perhaps has ``within 5 of`` or what other engines have for it."""
    return WITHIN in text or "w/" in text or "W/" in text


def remark_likely_operators(text: str, lexemes: Sequence[Lexeme], remark: Remark) -> None:
    """Remark on the words of a query that were probably meant otherwise."""
    if len(lexemes) <= SENTENCE and is_within(text):
        _remark_within(lexemes, remark)
    words = [each.text for each in lexemes]
    if SMALL_OR in words or SMALL_NOT in words:
        remark_small_operators(lexemes, remark)
    if LIKELY.isdisjoint(words) and not (
        "[" in text or "{" in text or ("/" in text and OPENING_STROKE.search(text))
    ):  # most queries
        return
    for place, lexeme in enumerate(lexemes):
        if type(lexeme.leaf) is not Word or lexeme.leaf.exact:
            continue
        text = lexeme.leaf.text
        if text in JOINING:
            _remark_joining(lexemes, place, remark)
        elif text[0] in CLOSING:
            _remark_group(lexemes, place, remark)
            _remark_kind(lexemes, place, remark)
        elif "/" in text:
            _remark_stroke(lexemes, place, remark)
        elif text.upper() == "OF":
            _remark_quorum(lexemes, place, remark)


def _remark_joining(lexemes: Sequence[Lexeme], place: int, remark: Remark) -> None:
    """Remark on the name of an operator in small letters beside a field or a mention."""
    if is_beside_field(lexemes, place):
        word = lexemes[place]
        meant = word.text.upper()
        message = f'"{word.text}" is searched as a word; the operator is "{meant}"'
        remark(message, word.start, word.end, (Edit(word.start, word.end, meant),))


def _remark_group(lexemes: Sequence[Lexeme], place: int, remark: Remark) -> None:
    """Remark on ``{oil OR gas} price`` and ``places:[iran iraq]``, which group nothing."""
    first = lexemes[place]
    closing = CLOSING[first.text[0]]
    within = lexemes[place : place + SENTENCE]
    last = next((at for at, each in enumerate(within) if each.kind == "leaf" and each.text.endswith(closing)), 0)
    grouped = any(each.kind in ("OR", "AND", "NOT", "near") for each in within[:last])
    is_range = any(each.text.startswith("TO") for each in within[: last + 1])  # not one that is read as such
    if (
        last
        and not is_range
        and not first.text[1:2].isdigit()
        and (grouped or (place and lexemes[place - 1].kind == "field"))
    ):
        end = within[last].end
        edits = (Edit(first.start, first.start + 1, "("), Edit(end - 1, end, ")"))
        message = f'"{first.text[0]}" and "{closing}" do not group; write "(" and ")"'
        remark(message, first.start, end, edits)


def _remark_kind(lexemes: Sequence[Lexeme], place: int, remark: Remark) -> None:
    """Remark on ``[peron]``, and on other words in brackets beside an operator of places."""
    word = lexemes[place]
    if named := NAMED_VALUE.fullmatch(word.text):
        meant = f"{FIELDS[named[1]]}:{named[2]}"
        edits = (Edit(word.start, word.end, meant),)
        remark(f'"{word.text}" is searched as a word; write "{meant}"', word.start, word.end, edits)
    if not BRACKETED.fullmatch(word.text):
        return
    meant = meant_field(word.text[1:-1], KINDS)
    if meant:
        what = NAMED.get(f"[{meant}]", "person")
        edits = (Edit(word.start, word.end, f"[{what}]"),)
        remark(f'"{word.text}" is searched as a word; did you mean "[{what}]"?', word.start, word.end, edits)
    elif any(each.kind == "near" for each in lexemes[max(0, place - 1) : place + 2]):
        message = f'"{word.text}" is searched as a word; mentions are "[person]" and "[place]"'
        remark(message, word.start, word.end)


def _remark_stroke(lexemes: Sequence[Lexeme], place: int, remark: Remark) -> None:
    """Remark on ``/5``, ``/s`` and ``w/p`` between words."""
    word, found = lexemes[place], STROKE.fullmatch(lexemes[place].text)
    if found is None or not 0 < place < len(lexemes) - 1 or lexemes[place + 1].kind not in OPERANDS:
        return
    before = lexemes[place - 1]
    if before.kind in ("leaf", ")") and not before.text.isdigit():
        meant = UNITS[found["unit"].lower()] if found["unit"] else f"NEAR/{found['words']}"
        edits = (Edit(word.start, word.end, meant),)
        remark(f'"{word.text}" is searched as words; the operator is "{meant}"', word.start, word.end, edits)


def _remark_quorum(lexemes: Sequence[Lexeme], place: int, remark: Remark) -> None:
    """Remark on ``2 of (a b c)`` and ``0 OF (a b)``."""
    if not 0 < place < len(lexemes) - 1 or lexemes[place + 1].kind != "(":
        return
    number, word = lexemes[place - 1 : place + 1]
    if type(number.leaf) is not Word or not DIGITS.fullmatch(number.text):
        return
    if place > 1 and lexemes[place - 2].kind == "field":
        return
    usable = SMALL_NUMBER.fullmatch(number.text) is not None and int(number.text) > 0
    if not usable or word.text != "OF":
        meant = f'the operator is "{number.text} OF"' if usable else "the number of clauses is from 1 to 9999"
        edits = (Edit(number.start, word.end, f"{number.text} OF"),) if usable else ()
        remark(f'"{number.text} {word.text}" is searched as words; {meant}', number.start, word.end, edits)


def _remark_within(lexemes: Sequence[Lexeme], remark: Remark) -> None:
    """Remark what ``oil within 5 of price``, ``oil within 5 words of price`` and ``oil w/in 5 price`` are."""
    words = [each.leaf.text if isinstance(each.leaf, Word) else "" for each in lexemes]
    for place in range(1, len(words) - 2):
        short = words[place].lower() == SHORT
        if (words[place] != WITHIN and not short) or not SMALL_NUMBER.fullmatch(words[place + 1]):
            continue
        last = place + 2 + (words[place + 2] == "words")
        if last < len(words) and words[last] != "of":
            last = place + 1 if short else len(words)
        if last + 1 < len(words):
            typed = " ".join(words[place : last + 1])
            meant, start, end = f"NEAR/{words[place + 1]}", lexemes[place].start, lexemes[last].end
            message = f'"{typed}" is searched as words; the operator is "{meant}"'
            remark(message, start, end, (Edit(start, end, meant),))
