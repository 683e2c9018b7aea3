"""From bytes to text, with the place of what is no text."""

from __future__ import annotations

from dateline.index.errors import ReadError

__all__ = ["decode_text", "nul_error"]

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode_text(data: bytes, file: str, line: int) -> str | ReadError:
    """Return bytes as text, or the first byte that is no UTF-8. ``line`` is the number of the first line in them."""
    try:
        return data.decode()
    except UnicodeDecodeError as failure:
        at = failure.start
    if data[:2] in UTF16_MARKS:
        return ReadError(file, line, "the file is UTF-16; save it as UTF-8")
    place = at - data.rfind(b"\n", 0, at)
    reason = f"byte {place} of the line (0x{data[at]:02X}) is not UTF-8; save the file as UTF-8"
    return ReadError(file, line + data.count(b"\n", 0, at), reason)


def nul_error(data: bytes, file: str, line: int) -> ReadError:
    """Return the error for bytes that hold a NUL. ``line`` is the number of the first line in them."""
    if data[:2] in UTF16_MARKS:
        return ReadError(file, line, "the file is UTF-16; save it as UTF-8")
    at = data.index(b"\0")
    place = at - data.rfind(b"\n", 0, at)
    reason = f"byte {place} of the line is a NUL; the file is damaged or is no text"
    return ReadError(file, line + data.count(b"\n", 0, at), reason)
