"""Convert a mail message to an article.

The subject is the title, the sender the byline; `mail_text` finds the text. Attachments are not read; a note names
them. Each message of a digest is an article.

The parser of the standard library has no limits. So messages that would fill the memory or are
nested too deep are refused, and long headers are truncated.
"""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message

from dateline.index.article import ArticleNote, RawArticle, kind_of_note
from dateline.index.dates import parse_published
from dateline.index.errors import ReadError
from dateline.index.failure import Failure, attempt
from dateline.index.readers.formats.mail_headers import LONGEST_HEADER, POLICY, header
from dateline.index.readers.formats.mail_text import body_of, forwarded_in, is_attached, own_parts
from dateline.index.readers.formats.senders import split_senders

__all__ = ["date_of", "read_messages", "why_refused"]

LARGEST_HEAD = 1 << 20
MAX_PARTS = 20_000
# A message of 32 MB in base64 has fewer than half as many. The parser keeps each header and each line as an object.
MAX_LINES = 1_000_000
# How many attachments a note names, and how much of a name.
MOST_NAMED, LONGEST_NAME = 5, 80
ADDRESS = re.compile(r"<([^<>\s]+)>")
HEADER_LINE = re.compile(rb"[ \t]|[!-9;-~]+[ \t]*:|From ")
HEAD_END = re.compile(rb"\r?\n\r?\n")
FEWEST_HEADERS = 3
# Before this year there was no mail; programs without a clock write the first days of 1970.
FIRST_YEAR = 1971
# A mail has at least one of these headers.
HEADERS = ("from", "subject", "date", "message-id", "to", "received")


def read_messages(line: int, data: bytes | ReadError, file: str, *, alone: bool) -> list[RawArticle | ReadError]:
    """Return the article of a message, those of the messages of a digest, or the error."""
    if isinstance(data, ReadError):
        return [data]
    if (wrong := why_refused(data)) is not None:
        return [ReadError(file, line, wrong)]
    found = attempt(articles_of, data, file, line, alone=alone)
    if isinstance(found, Failure):  # the parser of the standard library raises errors of many kinds
        return [ReadError(file, line, f"the message cannot be read ({found.reason})")]
    return found


def articles_of(data: bytes, file: str, line: int, *, alone: bool) -> list[RawArticle | ReadError]:
    """Return the article of a message, or of each message of a digest; an error if it is nested too deep."""
    try:
        message = message_from_bytes(without_stray_lines(data), policy=POLICY)
        messages = messages_in(message)
        if not messages:
            return [article_of(message, file, line, alone=alone)]
        return [
            article_of(each, file, line, alone=False, name=f"mail {place} of the digest")
            for place, each in enumerate(messages, 1)
        ]
    except RecursionError:
        return [ReadError(file, line, "the parts of the message are nested too deep")]


def messages_in(message: Message) -> list[Message]:
    """Return the messages of a digest, of those that are digests themselves theirs; empty if it is no digest."""
    found: list[Message] = []
    left = list(reversed(digested(message)))
    while left:
        each = left.pop()
        inner = digested(each)
        if inner:
            left.extend(reversed(inner))
        else:
            found.append(each)
    return found


def digested(message: Message) -> list[Message]:
    """Return the messages directly in the digests of a message."""
    digests = [part for part in own_parts(message) if part.get_content_type() == "multipart/digest"]
    return [each for digest in digests for part in own_parts(digest) for each in forwarded_in(part)]


def article_of(
    message: Message, file: str, line: int, *, alone: bool, name: str = "the message"
) -> RawArticle | ReadError:
    """Return the article of a message, or the error; ``name`` is what it calls the message."""
    if not any(message[each] for each in HEADERS):
        if not message.items() and not message.is_multipart() and not str(message.get_payload()).strip():
            return ReadError(file, line, f"{name} is empty; it was not read")
        return ReadError(file, line, f"{name} has no header (From, Subject, Date); is it mail?")
    doubts: list[str] = []
    values = values_of(message, doubts)
    if not values["body"]:
        kinds = [part.get_content_type() for part in own_parts(message) if not part.is_multipart()]
        unread = dict.fromkeys(kind for kind in kinds if not kind.startswith("text/"))
        doubts.extend(
            "a part of the mail is empty or breaks off; no text was found in it"
            if kind.startswith("multipart/")
            else f"the part of the type {kind[:LONGEST_NAME]} was not read"
            for kind in unread
        )
    notes = (*(ArticleNote(kind_of_note(doubt), doubt) for doubt in dict.fromkeys(doubts)), *notes_on(message))
    return RawArticle(values, file, line, alone, notes)


def why_refused(data: bytes) -> str | None:
    """Return why a message would fill the memory of the parser, None if it would not."""
    head = re.search(rb"\r?\n\r?\n", data[: LARGEST_HEAD + 4])
    if head is None and len(data) > LARGEST_HEAD:
        return f"the header of the message is longer than {LARGEST_HEAD >> 20} MB; is it mail?"
    if data.count(b"\n--") > MAX_PARTS:
        return f"the message has more than {MAX_PARTS:,} parts"
    if data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n") > MAX_LINES:
        return f"the message has more than {MAX_LINES:,} lines"
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
        "published": date_of(message, doubts),
        "byline": sender or address,
        "source": list_name(header(message, "List-Id")),
        "url": archived[1] if archived else "",
        "language": header(message, "Content-Language").partition(",")[0].strip(),
        "topics": [topic.strip() for topic in header(message, "Keywords").split(",") if topic.strip()],
        "from": address,
        "to": header(message, "To"),
    }
    return {key: value for key, value in values.items() if value or key in ("title", "body")}


def date_of(message: Message, doubts: list[str] | None = None) -> str:
    """Return the date of a message in ISO 8601, or the header itself if it cannot be read.

    If a message has no date, or one before there was mail, the first server that received it gives the date.
    """
    given = header(message, "Date")
    moment = parse_published(given)
    if moment is not None and moment.year >= FIRST_YEAR:
        return moment.isoformat()
    received = [str(value) for name, value in message.raw_items() if name.lower() == "received"]
    arrival = parse_published(" ".join(received[-1].rpartition(";")[2].split())) if received else None
    if arrival is None or arrival.year < FIRST_YEAR:
        return given if moment is None else moment.isoformat()
    if doubts is not None:
        what = "that its Date names cannot be right" if given else "is not named"
        doubts.append(f"the day of the mail {what}; that on which the first server received it was taken")
    return arrival.isoformat()


def sender_of(message: Message) -> tuple[str, str]:
    """Return the names and the first address of the senders; either may be empty."""
    senders = split_senders(header(message, "From") or header(message, "Sender"))
    names = dict.fromkeys(name for name, _ in senders if name)
    return ", ".join(names), next((address for _, address in senders if address), "")


def list_name(line: str) -> str:
    """Return the name of a mailing list, else its address."""
    found = ADDRESS.search(line)
    return (line[: found.start()].strip().strip('"') or found[1]) if found is not None else line


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
