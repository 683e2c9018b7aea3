"""Cleaning steps that repair single characters."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache

from dateline.index.article import ArticleNote
from dateline.index.pattern import compile_late

__all__ = [
    "SURROGATE",
    "UNCHANGED_RANGES",
    "collapse_blank_lines",
    "drop_controls",
    "normalize_line_ends",
    "quote",
    "replace_surrogates",
    "spell_out_ligatures",
    "to_nfc",
]

QUOTED = 80
SURROGATE = compile_late("[\ud800-\udfff]")
LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
LIGATURE_TABLE = str.maketrans(LIGATURES)

# The form feed is left to the step for page breaks.
CONTROL = compile_late("[\x00-\x08\x0e-\x1f\x7f\ufeff\u2060\ufff9-\ufffc]")
# South-East Asian scripts write no spaces; there a zero-width space separates words.
ZERO_WIDTH = compile_late("(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b")
ASCII_CONTROLS = bytes((*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F))
LINE_BREAK = compile_late("[\x0b\x85\u2028\u2029]")
# Byte 0x93 is a control character in Latin-1, which no text uses; in Windows-1252 it is a quotation mark.
C1_CONTROL = re.compile("[\x80-\x84\x86-\x9f]")
# Matched only at the beginning of a run: else a text of soft hyphens would take quadratic time.
SOFT_HYPHEN_AT_LINE_END = compile_late("(?<!\xad)\xad+(?=[ \t]*[\n\f])")
# Arabic, Persian and Indic words and emoji need joiners; between Latin letters they are remains.
JOINER = compile_late("(?<=[\x20-\u024f\ufb00-\ufb06])[\u200c\u200d]+(?=[\x20-\u024f\ufb00-\ufb06])")
DIRECTION = compile_late("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
RIGHT_TO_LEFT = compile_late(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Ranges of characters beyond ASCII (first and last code point) that no step of this module changes while their
# neighbours are in these ranges, too. Characters that can combine, or are invisible, are not among them.
UNCHANGED_RANGES = (
    (0x00A0, 0x00AC), (0x00AE, 0x02FF),  # Latin
    (0x0388, 0x03FF), (0x0400, 0x0482), (0x048A, 0x052F),  # Greek and Cyrillic
    (0x05D0, 0x05EA), (0x0620, 0x064A), (0x0660, 0x066F),  # Hebrew and Arabic
    (0x2010, 0x2027), (0x2030, 0x205E), (0x20A0, 0x20BF), (0x2116, 0x2125),  # quotation marks, dashes, currencies
    (0x2190, 0x2328), (0x2500, 0x27BF),  # arrows, signs
    (0x3000, 0x3029), (0x3041, 0x3096), (0x30A1, 0x30FA), (0xFF01, 0xFF60),  # Japanese
    (0x4E00, 0x9FFF), (0xAC00, 0xD7A3),  # Chinese, Korean
)  # fmt: skip
MANY_BLANK_LINES = compile_late("\n{3,}")


def replace_surrogates(text: str, notes: list[str]) -> str:
    """Return a text that UTF-8 can encode: half a surrogate pair becomes U+FFFD."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        notes.append("replaced half a surrogate pair, which is no character, by U+FFFD")
        return SURROGATE.sub("\ufffd", text)
    return text


def normalize_line_ends(text: str, notes: list[str]) -> str:
    """Return a text whose lines end with ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


# Only where so many characters in a row are beyond the Latin letters can there be a long run of marks.
FAR_RUN = compile_late("[^\x00-\u02ff]" * 31)
# Characters beyond U+FFFF among which there are marks. Emoji, the ones that most texts have, come after these.
ASTRAL = compile_late("[\U00010000-\U0001efff]")


@cache
def mark_runs(last: int) -> re.Pattern[str]:
    """Return the pattern of more marks on one letter than any script sets, up to a code point.

    Normalizing them takes time in proportion to the square of their number. 30 is the limit of the Stream-Safe Text
    Format (Unicode Standard Annex 15). A class that has characters beyond U+FFFF takes a hundred times as long.
    """
    marks = "".join(chr(code) for code in range(0x300, last + 1) if unicodedata.combining(chr(code)))
    return re.compile(f"([{marks}][{marks}]{{30,}})")


def to_nfc(text: str, notes: list[str]) -> str:
    """Return a text in Unicode NFC, but for endless marks on one letter."""
    if text.isascii():
        return text
    if FAR_RUN.search(text) is not None:
        runs = mark_runs(0x1EFFF if ASTRAL.search(text) is not None else 0xFFFF)
        # Every second part is a run, which stays as it is.
        parts = runs.split(text)
        if len(parts) > 1:
            return "".join(part if at % 2 else unicodedata.normalize("NFC", part) for at, part in enumerate(parts))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def drop_controls(text: str, notes: list[str]) -> str:
    """Return a text without control characters and invisible characters that no script needs; a note counts them.

    Other line breaks become ``\\n``. Direction marks stay in a text with right-to-left letters. A soft hyphen is
    dropped, or becomes a hyphen at the end of a line.
    """
    if text.isascii():
        data = text.encode()
        if len(data.translate(None, ASCII_CONTROLS)) == len(data):  # four times as fast as a pattern
            return text
    elif text.replace("\n", "").isprintable():
        return text
    cleaned = CONTROL.sub("", text)
    if "\u200b" in cleaned:
        cleaned = ZERO_WIDTH.sub("", cleaned)
    if not cleaned.isascii() or "\x0b" in cleaned:
        cleaned = drop_invisible(cleaned)
    cut = len(text) - len(cleaned)
    if cut:
        notes.append(ArticleNote("controls", f"dropped {cut:,} control or invisible character{'s' if cut > 1 else ''}"))
    return cleaned


def drop_invisible(text: str) -> str:
    """Return a text without the invisible characters beyond ASCII."""
    text = LINE_BREAK.sub("\n", text)
    if text.isascii():
        return text
    text = C1_CONTROL.sub(windows_character, text)
    if "\xad" in text:
        text = SOFT_HYPHEN_AT_LINE_END.sub("-", text).replace("\xad", "")
    if DIRECTION.search(text) and not RIGHT_TO_LEFT.search(text):
        text = DIRECTION.sub("", text)
    return JOINER.sub("", text) if "\u200c" in text or "\u200d" in text else text


def windows_character(found: re.Match[str]) -> str:
    """Return the character that a C1 control code means in Windows-1252, or the empty text."""
    return found[0].encode("latin-1").decode("cp1252", "ignore")


def spell_out_ligatures(text: str, notes: list[str]) -> str:
    """Return a text with ligatures spelled out; without a note, because nothing readable changes."""
    if text.isascii() or not any(each in text for each in LIGATURES):
        return text
    return text.translate(LIGATURE_TABLE)


def collapse_blank_lines(text: str, notes: list[str]) -> str:
    """Return a text with at most one blank line between paragraphs."""
    return MANY_BLANK_LINES.sub("\n\n", text) if "\n\n\n" in text else text


def quote(value: object) -> str:
    """Return a value as JSON, short enough for a note."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):  # a value from a program, not from JSON
        text = repr(value)
    text = SURROGATE.sub("\ufffd", text)
    return text if len(text) <= QUOTED else text[:QUOTED] + "…"
