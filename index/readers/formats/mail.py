"""Mail: one message (``.eml``, Apple's ``.emlx``) or a mailbox (``.mbox``), such as newsletters.

In a mailbox each message begins with a line ``From …``. Such lines inside a message are written with a
``>`` before them, which is removed. A message of Apple stands between its size and a list of properties. `message`
reads the messages.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import chain

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError

__all__ = ["read_mail"]

# Servers accept messages of about 25 MB. `message` limits their lines and parts, of which the parser makes objects.
LARGEST_MESSAGE = 32 << 20
SEPARATOR = re.compile(rb"From [^\s]+ .*\d{2}:\d{2}")
# One with the whole date needs no blank line above it.
FULL_SEPARATOR = re.compile(
    rb"From \S.* (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +(?:[A-Z][a-z]{2} +\d{1,2}|\d{1,2} +[A-Z][a-z]{2}) "
    rb".*\d{2}:\d{2}(?::\d{2})?(?: [\w+-]+)* ?\d{0,4}\s*$"
)
# The first line of a message of Apple: its size in bytes.
SIZE_LINE = re.compile(rb"(\d{1,10})[ \t]*\r?\n")
QUOTED_SEPARATOR = re.compile(rb">+From ")


def read_mail(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of each message."""
    from dateline.index.readers.formats.message import read_messages  # start-up: most who add articles add no mail

    waiting: tuple[int, bytes | ReadError] | None = None
    count = 0
    for each in messages_of(without_frame(lines), file):
        if waiting is not None:
            yield from read_messages(*waiting, file, alone=False)
        waiting, count = each, count + 1
    if waiting is None:
        yield ReadError(file, None, "the mailbox holds no message")
    else:
        yield from read_messages(*waiting, file, alone=count == 1)


def without_frame(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the lines of a source; of a message of Apple, only those of the message."""
    first = next(lines, b"")
    said = SIZE_LINE.fullmatch(first)
    if said is None:
        yield from chain((first,), lines)
        return
    left = int(said[1])
    for line in lines:
        if left <= 0:
            return
        yield line[:left]
        left -= len(line)


def messages_of(lines: Iterator[bytes], file: str) -> Iterator[tuple[int, bytes | ReadError]]:
    """Yield the line on which each message starts, and the message without its separator."""
    message = io.BytesIO()  # a list of short lines would take many times their size
    began, size, blank, filled, mailbox = 1, 0, True, False, False
    for number, line in enumerate(lines, 1):
        if line.startswith(b"From ") and begins_message(line[:1000], number, blank=blank, mailbox=mailbox):
            if filled:
                yield began, whole_message(message, size, file, began)
            message = io.BytesIO()
            began, size, filled, mailbox = number, 0, False, True
            continue
        blank = not line.strip()
        filled = filled or not blank
        size += len(line)
        if size <= LARGEST_MESSAGE:
            quoted = mailbox and QUOTED_SEPARATOR.match(line)
            message.write(line[1:] if quoted else line)
    if filled:
        yield began, whole_message(message, size, file, began)


def begins_message(line: bytes, number: int, *, blank: bool, mailbox: bool) -> bool:
    """Return whether a line that begins with ``From`` separates messages."""
    if blank:
        return number == 1 or SEPARATOR.match(line) is not None
    return mailbox and FULL_SEPARATOR.match(line) is not None


def whole_message(message: io.BytesIO, size: int, file: str, line: int) -> bytes | ReadError:
    """Return a whole message, or the error if it is too large."""
    if size > LARGEST_MESSAGE:
        return ReadError(file, line, f"the message is larger than {LARGEST_MESSAGE >> 20} MB; it was passed over")
    return message.getvalue()
