"""The text of a mail: its plain parts, or its HTML in paragraphs.

The plain part of a newsletter may only say that the mail is HTML, or give a link. If the HTML says several times as
much as the plain part, it is the text, with a note. Mails that a mail forwards as parts follow its own text, each below
its sender, its subject and its date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.errors import InvalidBase64CharactersDefect, InvalidBase64LengthDefect, InvalidBase64PaddingDefect
from email.message import Message

from dateline.index.article import ArticleNote
from dateline.index.errors import ReadError
from dateline.index.readers.decoding import Decoded, decode_legacy, shown_encoding
from dateline.index.readers.encodings import text_codec
from dateline.index.readers.formats.fragments import text_of_html
from dateline.index.readers.formats.hidden_text import without_hidden
from dateline.index.readers.formats.mail_headers import POLICY, header
from dateline.index.readers.formats.mail_service import without_service_lines

__all__ = ["body_of", "forwarded_in", "is_attached", "own_parts"]

BROKEN_BASE64 = (InvalidBase64CharactersDefect, InvalidBase64LengthDefect, InvalidBase64PaddingDefect)
# A space before the line end marks a soft line end (RFC 3676), except in the line "-- " above a signature.
SOFT_END = re.compile(r"(?<!\n--) \n")
# A line that is the border of a part, because headers of a part follow.
BORDER = re.compile(rb"^--([^\s\"][^\"\n]{0,200}?)[ \t\r]*\nContent-[A-Za-z-]+:", re.MULTILINE)
# A link or a name of a picture, which programs write for HTML, and white space.
NO_TEXT = re.compile(r"https?://\S+|\[(?:image|cid):? [^\[\]\n]*\]|\s+", re.IGNORECASE)
LINK = re.compile(r"https?://|\[(?:image|cid):", re.IGNORECASE)
# The HTML is the text if it is this many times as long as the plain part, or longer than a short one with a link.
SEVERAL_TIMES, SHORT = 3, 200
# Of a text that a mail hides: what a note quotes, and the characters with which it is filled up.
LONGEST_QUOTE = 60
FILLING = re.compile("[\\u034f\\u00ad\\u200b-\\u200f\\u2007\\ufeff]+")
# The headers that stand above the text of a forwarded mail.
FORWARDED_HEADERS = ("From", "Subject", "Date")


def body_of(message: Message, doubts: list[str]) -> str:
    """Return the text of a message; ``doubts`` gets a line for each thing that is wrong with it."""
    plain_doubts: list[str] = []
    html_doubts: list[str] = []
    parts = [*own_parts(with_true_borders(message))]
    texts = [part for part in parts if part.get_content_maintype() == "text" and not is_attached(part)]
    plain = joined(plain_text(part, plain_doubts) for part in texts if part.get_content_subtype() != "html")
    html = joined(html_text(part, html_doubts) for part in texts if part.get_content_subtype() == "html")
    taken = html if is_html_fuller(plain, html) else plain
    doubts.extend(html_doubts if taken is html else plain_doubts)
    if plain and taken is html:
        doubts.append("the plain part of the mail says much less than its HTML, which was read")
    taken, service = without_service_lines(taken)
    if service:
        quoted = service[:LONGEST_QUOTE]
        doubts.append(ArticleNote("about the mail", f"dropped what the mail says about itself, such as: {quoted}"))
    return joined((taken, *(forwarded_text(part, doubts) for part in parts if is_forwarded(part))))


def own_parts(message: Message) -> Iterator[Message]:
    """Yield a message and its parts, in their order, without the parts of forwarded mails."""
    left = [message]
    while left:
        part = left.pop()
        yield part
        if not is_forwarded(part):
            left.extend(reversed(inner_messages(part)))


def inner_messages(part: Message) -> list[Message]:
    """Return the parts directly inside a part."""
    payload = part.get_payload() if part.is_multipart() else None  # that of other parts would be decoded
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def is_forwarded(part: Message) -> bool:
    """Return whether a part is a whole mail."""
    return part.get_content_type() == "message/rfc822" and part.is_multipart()


def joined(texts: Iterable[str]) -> str:
    """Return texts as paragraphs, without empty ones."""
    return "\n\n".join(text for text in texts if text)


def is_html_fuller(plain: str, html: str) -> bool:
    """Return whether the HTML of a mail is its text, because the plain part says much less."""
    short, long = len(NO_TEXT.sub("", plain)), len(NO_TEXT.sub("", html))
    if long >= SEVERAL_TIMES * short:
        return bool(html)
    return short < SHORT and long > short and LINK.search(plain) is not None


def forwarded_in(part: Message) -> list[Message]:
    """Return the mail that a part is, in a list; an empty list for other parts."""
    return inner_messages(part) if is_forwarded(part) else []


def forwarded_text(part: Message, doubts: list[str]) -> str:
    """Return the text of a forwarded mail below its headers, if it names a sender or a date."""
    texts = []
    for inner in forwarded_in(part):
        lines = [f"{name}: {line}" for name in FORWARDED_HEADERS if (line := header(inner, name))]
        head = "\n".join(lines) if any(not line.startswith("Subject:") for line in lines) else ""
        texts.append(joined((head, body_of(inner, doubts))))
    return joined(texts)


def with_true_borders(message: Message) -> Message:
    """Return a message whose parts were not found by the border in its header with that in its text, or as text."""
    if message.get_content_maintype() != "multipart" or message.is_multipart():
        return message
    payload = message.get_payload(decode=True)
    text = payload if isinstance(payload, bytes) else b""
    found = BORDER.search(text)
    if found is None:
        kind = b"text/html" if b"</" in text else b"text/plain"
    else:
        kind = b'multipart/mixed; boundary="' + found[1] + b'"'
    return message_from_bytes(b"Content-Type: " + kind + b"\n\n" + text, policy=POLICY)


def is_attached(part: Message) -> bool:
    """Return whether a part is an attachment."""
    return (part.get_content_disposition() or "inline") == "attachment"


def html_text(part: Message, doubts: list[str]) -> str:
    """Return the text of an HTML part, without what it hides from its readers."""
    hidden: list[str] = []
    text = text_of_html(without_hidden(content_of(part, doubts), hidden))
    if hidden:
        first = " ".join(FILLING.sub(" ", hidden[0]).split())[:LONGEST_QUOTE]
        doubts.append(ArticleNote("hidden text", f"the mail hides a text from its readers; it was not read: “{first}”"))
    return text


def plain_text(part: Message, doubts: list[str]) -> str:
    """Return the text of a plain part, with soft line ends (RFC 3676) joined."""
    text = content_of(part, doubts).replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format")).lower() == "flowed":
        is_space_deleted = str(part.get_param("delsp")).lower() == "yes"
        text = SOFT_END.sub("" if is_space_deleted else " ", text)
    return text.strip("\n").rstrip()


def content_of(part: Message, doubts: list[str]) -> str:
    """Return the decoded text of a part; ``doubts`` gets a line if it is damaged, or of another encoding than named."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    if any(isinstance(defect, BROKEN_BASE64) for defect in part.defects):
        doubts.append("the base64 of the text is damaged; it was read as far as it can be")
    named = part.get_content_charset()
    if is_text_in(data, named or "utf-8"):
        return data.decode(named or "utf-8")
    text, encoding = text_of_other_encoding(data)
    which = (
        f"the text is not in the encoding that the mail names, {named[:40]}" if named else "the mail names no encoding"
    )
    doubts.append(f"{which}; it was read as {shown_encoding(encoding)}")
    return text


def text_of_other_encoding(data: bytes) -> tuple[str, str]:
    """Return bytes as text, and the encoding in which they were read: that which their words show, if they do."""
    if is_text_in(data, "utf-8"):
        return data.decode(), "utf-8"
    found = decode_legacy(data, ReadError("", None, ""))
    if isinstance(found, Decoded):
        return found.text, found.encoding
    return data.decode("cp1252", "replace"), "cp1252"


def is_text_in(data: bytes, charset: str) -> bool:
    """Return whether bytes are text in an encoding of texts."""
    codec = text_codec(charset)
    try:
        return bool(codec) and data.decode(codec) is not None
    except ValueError:
        return False
