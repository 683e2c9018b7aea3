"""Steps that mend single characters."""

from __future__ import annotations

import re
import unicodedata

from dateline.index.article import ArticleNote

__all__ = [
    "SURROGATE",
    "UNMENDED",
    "drop_controls",
    "encodable",
    "join_white_space",
    "one_kind_of_line_end",
    "spell_out_ligatures",
    "to_nfc",
]

SURROGATE = re.compile("[\ud800-\udfff]")
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

# The form feed is left to the step that knows of pages.
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\u2060\ufff9-\ufffc]")
# A zero-width space parts words in the scripts of South-East Asia, which write none.
ZERO_WIDTH = re.compile("(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b")
ASCII_CONTROLS = bytes((*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F))
LINE_BREAK = re.compile("[\x0b\x85\u2028\u2029]")
# Byte 0x93 read as Latin-1 is a control character nobody means; in Windows' Latin-1 it is a quotation mark.
WINDOWS = re.compile("[\x80-\x84\x86-\x9f]")
# Looked for at the beginning of a run alone, or a text of soft hyphens would take time by its square.
SOFT_AT_LINE_END = re.compile("(?<!\xad)\xad+(?=[ \t]*[\n\f])")
# Arabic, Persian and Indic words, and emoji, are written with joiners; between letters of Latin they are left over.
JOINER = re.compile("(?<=[\x20-\u024f\ufb00-\ufb06])[\u200c\u200d]+(?=[\x20-\u024f\ufb00-\ufb06])")
DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Letters and signs beyond ASCII that no step of this module changes, whatever stands beside them but for others than
# these: the first and the last code of each range. What can be composed with another, or is unseen, is left out.
UNMENDED = (
    (0x00A0, 0x00AC), (0x00AE, 0x02FF),  # Latin
    (0x0388, 0x03FF), (0x0400, 0x0482), (0x048A, 0x052F),  # Greek and Cyrillic
    (0x05D0, 0x05EA), (0x0620, 0x064A), (0x0660, 0x066F),  # Hebrew and Arabic
    (0x2010, 0x2027), (0x2030, 0x205E), (0x20A0, 0x20BF), (0x2116, 0x2125),  # quotation marks, dashes, currencies
    (0x2190, 0x2328), (0x2500, 0x27BF),  # arrows, signs
    (0x3000, 0x3029), (0x3041, 0x3096), (0x30A1, 0x30FA), (0xFF01, 0xFF60),  # Japanese
    (0x4E00, 0x9FFF), (0xAC00, 0xD7A3),  # Chinese, Korean
)  # fmt: skip
MANY_BLANK_LINES = re.compile("\n{3,}")


def encodable(text: str, notes: list[str]) -> str:
    """Return a text that UTF-8 can hold: half a surrogate pair becomes U+FFFD."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        notes.append("replaced half a surrogate pair, which is no character, by U+FFFD")
        return SURROGATE.sub("\ufffd", text)
    return text


def one_kind_of_line_end(text: str, notes: list[str]) -> str:
    """Return a text whose lines end with ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def to_nfc(text: str, notes: list[str]) -> str:
    """Return a text in Unicode NFC."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)


def drop_controls(text: str, notes: list[str]) -> str:
    """Return a text without characters that nobody sees and no script needs, with a note of how many went.

    Line breaks under other names become ``\\n``. Marks of direction stay in a text that has letters written from
    right to left. A soft hyphen goes, or is a hyphen where the line ends.
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
        cleaned = drop_unseen(cleaned)
    cut = len(text) - len(cleaned)
    if cut:
        notes.append(ArticleNote("controls", f"dropped {cut:,} control or invisible character{'s' if cut > 1 else ''}"))
    return cleaned


def drop_unseen(text: str) -> str:
    """Return a text without what is unseen beyond ASCII."""
    text = LINE_BREAK.sub("\n", text)
    if text.isascii():
        return text
    text = WINDOWS.sub(windows_character, text)
    if "\xad" in text:
        text = SOFT_AT_LINE_END.sub("-", text).replace("\xad", "")
    if DIRECTION.search(text) and not RIGHT_TO_LEFT.search(text):
        text = DIRECTION.sub("", text)
    return JOINER.sub("", text) if "\u200c" in text or "\u200d" in text else text


def windows_character(found: re.Match[str]) -> str:
    """Return the character that a C1 control is in Windows' code page 1252; nothing where it has none."""
    return found[0].encode("latin-1").decode("cp1252", "ignore")


def spell_out_ligatures(text: str, notes: list[str]) -> str:
    """Return a text with the letters of its ligatures; silent, because nothing readable changes."""
    if text.isascii() or not any(each in text for each in LIGATURES):
        return text
    return text.translate(LIGATURE_TABLE)


def join_white_space(text: str, notes: list[str]) -> str:
    """Return a text in which one blank line at most parts two paragraphs."""
    return MANY_BLANK_LINES.sub("\n\n", text) if "\n\n\n" in text else text
