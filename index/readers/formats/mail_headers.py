"""The headers of mails and of other messages: decoded values, and parameters that the standard library can read.

The parser of the standard library raises for some parameters (`charset*=…`) and takes quadratic time for long ones.
`POLICY` truncates long headers, and takes such parameters out.
"""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32

from dateline.index.readers.encodings import text_codec

__all__ = ["LONGEST_HEADER", "POLICY", "header", "readable_parameters"]

# The standard library takes quadratic time for parameters and encoded words.
LONGEST_HEADER = 10_000
# In which the standard library gives the parts of a header that are no encoded words.
AS_THEY_ARE = "raw-unicode-escape"
# The encoding of a parameter (RFC 2231).
ENCODING = re.compile(r"\*\d*\*?[ \t]*=[ \t]*\"?([^'\";]*)'")
WITH_PARAMETERS = ("content-type", "content-disposition")


class BoundedPolicy(Compat32):
    """The parser's policy, with headers truncated to `LONGEST_HEADER` characters, and readable parameters."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return a header's name and value from its lines."""
        name, value = super().header_source_parse(sourcelines)
        value = value[:LONGEST_HEADER]
        return name, readable_parameters(name, value) if name.lower() in WITH_PARAMETERS else value


POLICY = BoundedPolicy()


def readable_parameters(name: str, value: str) -> str:
    """Return the value of a header without the parameters for which the standard library raises an error."""
    if are_readable(name, value):
        return value
    kind, *parameters = value.replace("\0", "").encode("ascii", "replace").decode().split(";")
    kept = [each for each in parameters if "*" not in each.partition("=")[0]]
    plain = ";".join((kind, *kept))
    return plain if are_readable(name, plain) else kind


def are_readable(name: str, value: str) -> bool:
    """Return whether the standard library reads the parameters of a header without an error."""
    if not all(text_codec(encoding) for encoding in ENCODING.findall(value) if encoding):
        return False
    probe = Message()
    probe[name] = value
    try:
        probe.get_content_charset()
        probe.get_filename()
        probe.get_boundary()
    except (TypeError, ValueError):
        return False
    return True


def header(message: Message, name: str) -> str:
    """Return a header as one line with its encoded words decoded, empty if it is missing."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    line = " ".join(to_text(str(raw).encode("ascii", "surrogateescape"), None).split())
    if "=?" not in line:
        return line
    try:
        words = decode_header(line)
    except (HeaderParseError, ValueError):
        return line
    parts = [
        word if isinstance(word, str) else between_words(word) if charset is None else to_text(word, charset)
        for word, charset in words
    ]
    return " ".join("".join(parts).split())


def between_words(data: bytes) -> str:
    """Return a part of a header that is no encoded word."""
    try:
        return data.decode(AS_THEY_ARE)
    except ValueError:
        return to_text(data, None)


def to_text(data: bytes, charset: str | None) -> str:
    """Return bytes as text: in the encoding given, else UTF-8, else Windows-1252."""
    for name in (charset, "utf-8"):
        try:
            if name and (codec := text_codec(name)):
                return data.decode(codec)
        except ValueError:
            continue
    return data.decode("cp1252", "replace")
