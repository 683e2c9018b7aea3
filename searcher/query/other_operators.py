"""Operators as other programs write them, which are words here: a table of what to type instead.

Only short queries have such notes: in a sentence, *N5* is a road and *AROUND 5* a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from dateline.index.pattern import compile_late
from dateline.searcher.query.edits import Remark
from dateline.searcher.query.lookalikes import clip
from dateline.searcher.query.scanner import QUOTES
from dateline.searcher.query.tree import Edit

__all__ = ["has_other_operators", "remark_other_operators"]

FEW_WORDS: Final = 8  # of a query that is no sentence
LONGEST: Final = 300  # characters
QUOTED = compile_late(f"[{QUOTES}][^{QUOTES}]*(?:[{QUOTES}]|\\Z)")
# Only a text with one of these can have an operator of the table; most have none.
NAMES: Final = (
    *("XOR", "ANDNOT", "BUT NOT", "TLEAST", "tleast", "ROUND", "round", "NEXT/", "next/", "ONEAR/", "onear/"),
    *("AND-", "OR-", "NOT-", "]SENT", "]PARA", "SENT[", "PARA["),
)
MAYBE = compile_late(  # each begins with a rare character, which is found fast
    r"[!#$(+/0-9=](?:(?<=[a-z][!#$])(?=[\s)]|\Z)|(?<=\+)[0-9]|(?<=/)[nNsSpP\-−]|(?<=\s[NnPp]/)[0-9]"
    r"|(?<![^\s(][0-9])(?<=[0-9])[0-9-]{2,}\.\.|(?<=[A-Za-z][0-9(=])|(?<=[0-9]\()|(?<=[A-Za-z]\s\()[0-9]"
    r"|(?<=[0-9]) OF\s+[^\s(])"
)

BEFORE, AFTER = r"(?<=\S\s)", r"(?=\s+[^\s)])"  # between operands
ROAD = r"(?<!\bon\s)(?<!\bof\s)(?<!\bto\s)(?<!\bthe\s)"  # the N5
SMALL_BEFORE, SMALL_AFTER = r"(?<=[a-z)]\s)", r"(?=\s+[a-z(])"  # between words in small letters
WORDS = "is searched as words; the operator is"
# The fields of segments in Lexis, ProQuest, Factiva and similar programs.
SEGMENTS: Final = {
    **dict.fromkeys(("headline", "hlead", "title", "ti", "hd", "hl"), "title"),
    **dict.fromkeys(("text", "body", "ab", "lp", "td"), "body"),
    **dict.fromkeys(("byline", "author", "au", "by"), "byline"), **dict.fromkeys(("person", "people"), "people"),
    **dict.fromkeys(("geographic", "places"), "places"), **dict.fromkeys(("publication", "source", "so"), "source"),
    **dict.fromkeys(("subject", "topics", "su"), "topics"),
}  # fmt: skip


class _Row(NamedTuple):
    """An operator: its pattern, what a remark says after it, and what to type; ``{n}`` is the part of that name.

    ``small``: only in a query that has small letters; ``no_capitals``: only in one without capitals.
    """

    pattern: re.Pattern[str]
    message: str
    instead: str
    small: bool = False
    no_capitals: bool = False


def _row(pattern: str, message: str, instead: str = "", *, small: bool = False, no_capitals: bool = False) -> _Row:
    """Return a row of the table; what to type is named at the end of the message."""
    said = f'{message} "{instead}"' if instead else message
    return _Row(compile_late(pattern), said, instead, small, no_capitals)


DAYS: Final = r"(?P<d>[0-9]{4}(?:-[0-9]{1,2}){0,2})"
# How other programs compare days, and the sign before those here.
COMPARED: Final = (
    (r"(?i:aft(?:er)?)|>(?!=)", ">"),
    (r"(?i:bef(?:ore)?)|<(?!=)", "<"),
    (r"(?i:geq|gte|ge)|>=", ">="),
    (r"(?i:leq|lte|le)|<=", "<="),
    (r"(?i:is|eq)|=|(?![a-z<>=])", ""),
)


def _rows_of_days(names: str, sign: str) -> tuple[_Row, _Row]:
    """Return the rows of ``date(bef 1988)``: with a year, month or day that can be typed as it is, and others."""
    begin = rf"(?i:date|published)\((?>{names})\(?+\s*+"
    other = f'is not a field; write days as in "published:{sign}1987-03-01"'
    return (
        _row(rf"{begin}{DAYS}\s*\)+", "is not a field; write", f"published:{sign}{{d}}"),
        _row(rf"{begin}(?!{DAYS}\s*\))[^)]*[0-9][^)]*\)+", other),
    )


ROWS: Final = (
    _row(rf"{BEFORE}(?i:w?/sent(?:ence)?){AFTER}", WORDS, "SENT"),
    _row(rf"{BEFORE}(?i:w?/para(?:graph)?){AFTER}", WORDS, "PARA"),
    _row(
        rf"{SMALL_BEFORE}\+(?P<n>[0-9]{{1,2}}){SMALL_AFTER}",
        "requires the number; the operator for words in this order is",
        "ADJ/{n}",
        no_capitals=True,
    ),
    _row(
        r"(?<![^\s(])(?:ATLEAST ?|atleast)(?P<n>[0-9]{1,4})(?=\s*[^\W_]|\s*\()",
        WORDS,
        "ATLEAST/{n}",
        small=True,
    ),
    _row(r"(?<=\S\s)(?i:around) ?\((?P<n>[0-9]{1,3})\)", WORDS, "NEAR/{n}"),
    _row(rf"{BEFORE}AROUND (?P<n>[0-9]{{1,3}}){AFTER}", WORDS, "NEAR/{n}", small=True),
    _row(rf"{BEFORE}(?:NEAR|near)(?P<n>[0-9]{{1,3}}){AFTER}", WORDS, "NEAR/{n}"),
    _row(rf"{BEFORE}(?:ADJ|adj|PRE|pre)(?P<n>[0-9]{{1,3}}){AFTER}", WORDS, "ADJ/{n}"),
    _row(rf"{BEFORE}[Nn]/(?P<n>[0-9]{{1,3}}){AFTER}", WORDS, "NEAR/{n}"),
    _row(rf"{BEFORE}[Pp]/(?P<n>[0-9]{{1,3}}){AFTER}", WORDS, "ADJ/{n}"),
    _row(rf"{SMALL_BEFORE}{ROAD}N(?P<n>[0-9]{{1,2}}){SMALL_AFTER}", WORDS, "NEAR/{n}"),
    _row(rf"{SMALL_BEFORE}{ROAD}[Ww](?P<n>[0-9]{{1,2}}){SMALL_AFTER}", WORDS, "ADJ/{n}"),
    _row(rf"{BEFORE}O?(?:NEXT|next)/(?P<n>[0-9]{{1,3}}){AFTER}", WORDS, "ADJ/{n}"),
    _row(rf"{BEFORE}(?:ONEAR|onear)/(?P<n>[0-9]{{1,3}}){AFTER}", WORDS, "ADJ/{n}"),
    _row(rf"{BEFORE}/[nN](?P<n>[0-9]{{1,3}}){AFTER}", WORDS, "NEAR/{n}"),
    _row(
        r"(?<![^\s(])NEAR ?\((?P<a>[^\s(),\x22]+)\s+(?P<b>[^\s(),\x22]+)\s*,\s*(?P<n>[0-9]{1,3})\)",
        WORDS,
        "{a} NEAR/{n} {b}",
    ),
    _row(r"(?<![^\s(])NEAR ?\((?P<a>[^\s(),0-9\x22]+)\s+(?P<b>[^\s(),\x22]+)\)", WORDS, "{a} NEAR/10 {b}"),
    _row(
        r"(?<![^\s(])(?P<n>[1-9][0-9]{0,3}) OF(?=\s+[^\s(]+\s+[^\s(])",
        'is searched as words; the operator has parentheses: "{n} OF ("',
        small=True,
    ),
    _row(r"(?<=\S\s)(?P<w>NEAR|ADJ) ?\((?P<n>[0-9]{1,3})\)", "is not one operator; write", "{w}/{n}"),
    _row(r"(?<=\S\s)(?P<w>NEAR|ADJ)/[-−](?P<n>[0-9]{1,3})", "has a number below 1; write", "{w}/{n}"),
    _row(rf"{BEFORE}ANDNOT{AFTER}", "is searched as a word; the operator is", "NOT", small=True),
    _row(rf"{BEFORE}AND-NOT{AFTER}", "is searched as words; the operator is", "NOT", small=True),
    _row(
        r"(?<![^\s(])(?P<w>AND|OR|NOT)[-−](?!NOT\b)(?=[^\W\d_])",
        "with a hyphen is searched as words; write",
        "{w} ",
        small=True,
    ),
    _row(
        r"(?<![^\s(])\[(?P<f>person|place)\](?P<w>SENT|PARA)(?=\s)",
        "is searched as words; write",
        "[{f}] {w}",
    ),
    _row(
        r"(?<=\s)(?P<w>SENT|PARA)\[(?P<f>person|place)\](?=[\s)]|\Z)",
        "is searched as words; write",
        "{w} [{f}]",
    ),
    _row(
        r"(?<![^\s(])(?P<w>NEAR|ADJ)/(?P<n>[0-9]{1,3})\((?P<a>[^\s(),\x22]+)[\s,]+(?P<b>[^\s(),\x22]+)\)",
        "is searched as words; write",
        "{a} {w}/{n} {b}",
    ),
    _row(
        r"(?<![^\s(])(?P<n>[1-9][0-9]{0,3}) ?OF ?\((?<! OF \()(?=[^()]+\))",
        "is searched as words; write",
        "{n} OF (",
        small=True,
    ),
    _row(rf"{BEFORE}BUT(?= NOT\s+[^\s)])", 'is searched as a word; write "NOT" alone', small=True),
    _row(
        r"(?<![^\s(])(?P<r>[0-9]{4}(?:-[0-9]{2}){0,2}\.\.(?:[0-9]{4}(?:-[0-9]{2}){0,2})?)(?=[\s)]|\Z)",
        "is searched as words; for the days of publication write",
        "published:{r}",
    ),
    _row(rf"{BEFORE}XOR{AFTER}", 'is searched as a word; of two words only one have "(a OR b) -(a b)"', small=True),
    *[row for names, sign in COMPARED for row in _rows_of_days(names, sign)],
    _row(
        r"(?<!\S)(?P<w>[a-z]{3,})[!$#](?=[\s)]|\Z)",
        "is searched as the word alone; for all words that begin with it write",
        "{w}*",
        no_capitals=True,
    ),
)
SEGMENT = compile_late(r"(?<![^\s(+-])([A-Za-z]{2,12})(?:\.EXACT)?(?:\((?=\s*[^\s()][^()]|\s*\()|=(?=[^\s=]))")


def has_other_operators(text: str) -> bool:
    """Return whether a text perhaps has an operator of another program."""
    if text.islower() and text.replace(" ", "").isalpha():  # as most texts
        return False
    return MAYBE.search(text) is not None or any(map(text.__contains__, NAMES))


def remark_other_operators(text: str, is_field: Callable[[str], bool], remark: Remark) -> None:
    """Remark on the operators of other programs in a short query, outside quotation marks."""
    if len(text) > LONGEST or not has_other_operators(text) or len(text.split()) > FEW_WORDS:
        return
    text = QUOTED.sub(lambda found: '"' * len(found[0]), text)
    small, capitals = text != text.upper(), text != text.lower()
    for row in ROWS:
        if (row.small and not small) or (row.no_capitals and capitals):
            continue
        for found in row.pattern.finditer(text):
            parts = found.groupdict()
            edits = (Edit(*found.span(), row.instead.format_map(parts)),) if row.instead else ()
            remark(f'"{clip(found[0])}" {row.message.format_map(parts)}', *found.span(), edits)
    for found in SEGMENT.finditer(text):
        name, place = found[1], (found.start(1), found.end() - 1)
        field = SEGMENTS.get(name.lower(), "")
        if not is_field(field) or (found[0][-1] == "=" and is_field(name)):  # "title=" has a remark of its own
            continue
        sign, after = ("(", place[1]) if found[0][-1] == "(" else ("", found.end())
        message = f'"{text[slice(*place)]}" is searched as a word; to search a field, write "{field}:{sign}"'
        remark(message, *place, (Edit(place[0], after, f"{field}:"),))
