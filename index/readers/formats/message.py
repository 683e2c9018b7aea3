"""Convert a mail message to an article.

The subject is the title, the sender the byline. The text is the plain part of the message if it has one, else its HTML
part in paragraphs. Attachments are not read; a note names them.

The parser of the standard library has no limits. So messages that would fill the memory or are
nested too deep are refused, and long headers are truncated.
"""

from __future__ import annotations

import codecs
import re
from email import message_from_bytes
from email.errors import (
    HeaderParseError,
    InvalidBase64CharactersDefect,
    InvalidBase64LengthDefect,
    InvalidBase64PaddingDefect,
)
from email.header import decode_header
from email.message import Message
from email.policy import Compat32

from dateline.index.article import ArticleNote, RawArticle
from dateline.index.dates import parse_published
from dateline.index.errors import ReadError
from dateline.index.readers.decoding import Decoded, decode_legacy, shown_encoding
from dateline.index.readers.formats.fragments import text_of_html
from dateline.index.readers.formats.senders import split_senders

__all__ = ["POLICY", "date_of", "header", "read_message", "why_refused"]

LARGEST_HEAD = 1 << 20
MAX_PARTS = 20_000
# The standard library takes quadratic time for parameters and encoded words.
LONGEST_HEADER = 10_000
# How many attachments a note names, and how much of a name.
MOST_NAMED, LONGEST_NAME = 5, 80
ADDRESS = re.compile(r"<([^<>\s]+)>")
# These two codecs are for host names, and take quadratic time.
HOST_NAMES = ("punycode", "idna")
BROKEN_BASE64 = (InvalidBase64CharactersDefect, InvalidBase64LengthDefect, InvalidBase64PaddingDefect)
# A space before the line end marks a soft line end (RFC 3676), except in the line "-- " above a signature.
SOFT_END = re.compile(r"(?<!\n--) \n")
HEADER_LINE = re.compile(rb"[ \t]|[!-9;-~]+[ \t]*:|From ")
HEAD_END = re.compile(rb"\r?\n\r?\n")
FEWEST_HEADERS = 3
# A line that is the border of a part, because headers of a part follow.
BORDER = re.compile(rb"^--([^\s\"][^\"\n]{0,200}?)[ \t\r]*\nContent-[A-Za-z-]+:", re.MULTILINE)
# A mail has at least one of these headers.
HEADERS = ("from", "subject", "date", "message-id", "to", "received")


class BoundedPolicy(Compat32):
    """The parser's policy, with headers truncated to `LONGEST_HEADER` characters."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return a header's name and value from its lines."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_HEADER]


POLICY = BoundedPolicy()


def read_message(line: int, data: bytes | ReadError, file: str, *, alone: bool) -> RawArticle | ReadError:
    """Return the article of a message, or the error."""
    if isinstance(data, ReadError):
        return data
    if (wrong := why_refused(data)) is not None:
        return ReadError(file, line, wrong)
    try:
        message = message_from_bytes(without_stray_lines(data), policy=POLICY)
        doubts: list[str] = []
        values = values_of(message, doubts)
        notes = (*(ArticleNote(doubt, doubt) for doubt in dict.fromkeys(doubts)), *notes_on(message))
    except RecursionError:
        return ReadError(file, line, "the parts of the message are nested too deep")
    if not any(message[name] for name in HEADERS):
        return ReadError(file, line, "the message has no header (From, Subject, Date); is it mail?")
    return RawArticle(values, file, line, alone, notes)


def why_refused(data: bytes) -> str | None:
    """Return why a message would fill the memory of the parser, None if it would not."""
    head = re.search(rb"\r?\n\r?\n", data[: LARGEST_HEAD + 4])
    if head is None and len(data) > LARGEST_HEAD:
        return f"the header of the message is longer than {LARGEST_HEAD >> 20} MB; is it mail?"
    if data.count(b"\n--") > MAX_PARTS:
        return f"the message has more than {MAX_PARTS:,} parts"
    return None


def without_stray_lines(data: bytes) -> bytes:
    """Return a message without the lines in its head that are no headers, at which the parser would end the head."""
    end = HEAD_END.search(data)
    head = data[: end.start()] if end is not None else b""
    lines = head.splitlines(keepends=True)
    kept = [line for line in lines if HEADER_LINE.match(line)]
    # A message without a head, or whose head has no blank line after it, begins with text.
    if len(kept) == len(lines) or len(kept) < FEWEST_HEADERS or len(lines) - len(kept) > len(kept):
        return data
    if kept[-1] != lines[-1]:  # the last line of the head is without its end
        kept[-1] = kept[-1].rstrip(b"\r\n")
    return b"".join(kept) + data[len(head) :]


def values_of(message: Message, doubts: list[str]) -> dict[str, object]:
    """Return the values of a message: a title and a body, which may be empty, and its other headers.

    ``doubts`` gets a line for each thing that is wrong with the text.
    """
    sender, address = sender_of(message)
    archived = ADDRESS.search(header(message, "Archived-At"))
    values = {
        "title": header(message, "Subject"),
        "body": body_of(message, doubts),
        "id": header(message, "Message-ID").strip("<> "),
        "published": date_of(message),
        "byline": sender or address,
        "source": list_name(header(message, "List-Id")),
        "url": archived[1] if archived else "",
        "language": header(message, "Content-Language").partition(",")[0].strip(),
        "topics": [topic.strip() for topic in header(message, "Keywords").split(",") if topic.strip()],
        "from": address,
        "to": header(message, "To"),
    }
    return {key: value for key, value in values.items() if value or key in ("title", "body")}


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
        word if isinstance(word, str) else to_text(word, charset or "raw-unicode-escape") for word, charset in words
    ]
    return " ".join("".join(parts).split())


def to_text(data: bytes, charset: str | None) -> str:
    """Return bytes as text: in the encoding given, else UTF-8, else Windows-1252."""
    for name in (charset, "utf-8"):
        try:
            if name and codecs.lookup(name).name not in HOST_NAMES:
                return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def date_of(message: Message) -> str:
    """Return the date of a message in ISO 8601, or the header itself if it cannot be read."""
    given = header(message, "Date")
    moment = parse_published(given)
    return given if moment is None else moment.isoformat()


def sender_of(message: Message) -> tuple[str, str]:
    """Return the names and the first address of the senders; either may be empty."""
    senders = split_senders(header(message, "From") or header(message, "Sender"))
    names = dict.fromkeys(name for name, _ in senders if name)
    return ", ".join(names), next((address for _, address in senders if address), "")


def list_name(line: str) -> str:
    """Return the name of a mailing list, else its address."""
    found = ADDRESS.search(line)
    return (line[: found.start()].strip().strip('"') or found[1]) if found is not None else line


def body_of(message: Message, doubts: list[str]) -> str:
    """Return the text of a message: its plain parts, else its HTML, in paragraphs."""
    message = with_true_borders(message)
    texts = [part for part in message.walk() if part.get_content_maintype() == "text" and not is_attached(part)]
    for kind, as_text in (("plain", plain_text), ("html", html_text)):
        found = [as_text(part, doubts) for part in texts if part.get_content_subtype() == kind]
        if any(found):
            return "\n\n".join(text for text in found if text)
    return ""


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


def notes_on(message: Message) -> tuple[ArticleNote, ...]:
    """Return a note that names the attachments, if there are any."""
    names = [name_of_attachment(part) for part in message.walk() if is_attached(part) and not part.is_multipart()]
    if not names:
        return ()
    shown = ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")
    count = "1 attachment was" if len(names) == 1 else f"{len(names):,} attachments were"
    return (ArticleNote("attachments", f"{count} not read: {shown}"),)


def name_of_attachment(part: Message) -> str:
    """Return the file name of an attachment, else its type."""
    disposition = str(part.get("Content-Disposition", ""))
    name = part.get_filename() if len(disposition) < LONGEST_HEADER else None
    return " ".join((name or part.get_content_type()).split())[:LONGEST_NAME]


def is_attached(part: Message) -> bool:
    """Return whether a part is an attachment."""
    return (part.get_content_disposition() or "inline") == "attachment"


def html_text(part: Message, doubts: list[str]) -> str:
    """Return the text of an HTML part."""
    return text_of_html(content_of(part, doubts))


def plain_text(part: Message, doubts: list[str]) -> str:
    """Return the text of a plain part, with soft line ends (RFC 3676) joined."""
    text = content_of(part, doubts).replace("\r\n", "\n").replace("\r", "\n")
    if part.get_param("format") == "flowed":
        text = SOFT_END.sub(" ", text)
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
    """Return whether bytes are text in an encoding."""
    try:
        return codecs.lookup(charset).name not in HOST_NAMES and data.decode(charset) is not None
    except (LookupError, ValueError):
        return False
