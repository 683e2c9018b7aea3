"""Messages of a web server's PHP that leaked into the text of an article.

A message is a kind, words, a file and a line number:

    Notice: Undefined offset: 0 in /srv/www/post.php on line 31

All four must be there, so that a text which merely says *Notice:* is left alone.
The search goes from one `` on line `` to the next and looks back over a bounded
stretch that no other search sees, so it is linear in the text.
"""

from __future__ import annotations

import re

from dateline.index.article import ArticleNote

__all__ = ["drop_php_messages"]

MARK = " on line "
# PHP itself cuts the words of a message at 1,024 bytes; paths and tags come on top.
LONGEST_MESSAGE = 2_000
LONGEST_PATH = 500
# A fatal error may bring its stack trace along.
LONGEST_TRACE = 20_000
QUOTED = 400
MOST_NOTES = 20

KIND = re.compile(
    r"(?:Notice|Warning|Deprecated|Strict Standards|Parse error|Fatal error"
    r"|Recoverable fatal error|Catchable fatal error)(?:</b>)?: "
)
BEFORE_KIND = re.compile(r"(?:<br ?/?>\s{0,4})?(?:PHP )?(?:<b>)?\Z")
LONGEST_BEFORE_KIND = 20
LINE_NUMBER = re.compile(r"(?:<b>)?[0-9]{1,9}(?:</b>)?(?:[ \n]?<br ?/?>)?")
PATH = re.compile(r"(?:<b>)?(?:/|\\\\|[A-Za-z]:[\\/]|[a-z]{3,10}://|[^\s<>]*\.(?:php[0-9]?|phtml|inc)\b)")
TRACE = "\nStack trace:\n"
THROWN = "thrown"


def drop_php_messages(text: str, notes: list[str]) -> str:
    """Return the text (with ``\\n`` line ends) without leaked PHP messages, and note what was dropped.

    Only the message goes, and the white space that would be left at the end of
    its line or as an empty line. A note quotes each distinct message.
    """
    mark = text.find(MARK)
    if mark < 0:
        return text
    kept: list[str] = []
    dropped: dict[str, int] = {}
    done = searched = cleared = 0
    while mark >= 0:
        number = LINE_NUMBER.match(text, mark + len(MARK))
        named = path_before(text, searched, mark) if number is not None else None
        searched = mark + len(MARK)
        if number is not None and named is not None:
            start = message_start(text, cleared, named)
            cleared = named
            if start is not None:
                searched = cleared = number.end()
                message = " ".join(text[start:searched].split())
                dropped[message] = dropped.get(message, 0) + 1
                before, done = close_gap(text, done, start, searched)
                kept.append(before)
        mark = text.find(MARK, searched)
    if not dropped:
        return text
    notes.extend(notes_on(dropped))
    kept.append(text[done:])
    return "".join(kept) if kept[0] else "".join(kept).lstrip("\n")


def path_before(text: str, floor: int, mark: int) -> int | None:
    """Return where `` in PATH`` begins that ends at ``mark``, not before ``floor``; None if it is not there."""
    named = text.rfind(" in ", max(floor, mark - LONGEST_PATH), mark)
    if named < 0 or PATH.match(text, named + len(" in "), mark) is None or "\n" in text[named:mark]:
        return None
    return named


def message_start(text: str, floor: int, named: int) -> int | None:
    """Return where the message begins whose path is named at ``named``, not before ``floor``; None if none does.

    It begins on the same line, or, when that line ends a stack trace, on the
    line above the trace.
    """
    earliest = max(floor, named - LONGEST_MESSAGE)
    line = max(earliest, text.rfind("\n", earliest, named) + 1)
    if text[line:named].strip() == THROWN:
        named = text.rfind(TRACE, max(floor, named - LONGEST_TRACE), line)
        if named < 0:
            return None
        line = max(floor, text.rfind("\n", max(floor, named - LONGEST_MESSAGE), named) + 1)
    start = None
    for kind in KIND.finditer(text, line, named):
        start = kind.start()  # the last one before the path opens the message
    if start is None:
        return None
    lead = max(floor, start - LONGEST_BEFORE_KIND)
    opening = BEFORE_KIND.search(text[lead:start])
    return start if opening is None else lead + opening.start()


def close_gap(text: str, done: int, start: int, end: int) -> tuple[str, int]:
    """Return the text kept from ``done`` up to a message, and where the text goes on behind it."""
    before = text[done:start]
    if end == len(text) or text[end] == "\n":
        return before.rstrip(), end
    if not before or before[-1].isspace():
        while end < len(text) and text[end] in " \t":
            end += 1
    return before, end


def notes_on(dropped: dict[str, int]) -> list[str]:
    """Return a note for each distinct message dropped, the first of them only where there are many."""
    notes: list[str] = []
    for message, count in list(dropped.items())[:MOST_NOTES]:
        words = message if len(message) <= QUOTED else message[:QUOTED] + "…"
        times = f" ({count} times)" if count > 1 else ""
        notes.append(ArticleNote("php", f"dropped a PHP message{times}: {words}"))
    if len(dropped) > MOST_NOTES:
        notes.append(ArticleNote("php", f"dropped {len(dropped) - MOST_NOTES} more PHP messages"))
    return notes
