"""PHP messages of a web server that leaked into the text of an article.

A message has a kind, words, a file and a line number:

    Notice: Undefined offset: 0 in /srv/www/post.php on line 31

All four are required, so that a text that merely says *Notice:* is kept. The search goes from one `` on line `` to the
next and looks back over a bounded stretch that no other search visits, so it is linear in the text.
"""

from __future__ import annotations

from dateline.index.article import ArticleNote
from dateline.index.pattern import compile_late

__all__ = ["drop_php_messages"]

MARK = " on line "
# PHP itself cuts the words of a message at 1,024 bytes; paths and tags come on top.
LONGEST_MESSAGE = 2_000
LONGEST_PATH = 500
# A fatal error may bring its stack trace along.
LONGEST_TRACE = 20_000
QUOTED = 400
MAX_NOTES = 20

KIND = compile_late(
    r"(?:Notice|Warning|Deprecated|Strict Standards|Parse error|Fatal error"
    r"|Recoverable fatal error|Catchable fatal error)(?:</b>)?: "
)
BEFORE_KIND = compile_late(r"(?:<br ?/?>\s{0,4})?(?:PHP )?(?:<b>)?\Z")
LONGEST_BEFORE_KIND = 20
LINE_NUMBER = compile_late(r"(?:<b>)?[0-9]{1,9}(?:</b>)?(?:[ \n]?<br ?/?>)?")
PATH = compile_late(r"(?:<b>)?(?:/|\\\\|[A-Za-z]:[\\/]|[a-z]{3,10}://|[^\s<>]*\.(?:php[0-9]?|phtml|inc)\b)")
TRACE = "\nStack trace:\n"
THROWN = "thrown"


def drop_php_messages(text: str, notes: list[str]) -> str:
    """Return the text (with ``\\n`` line ends) without leaked PHP messages; a note quotes each distinct message.

    White space is dropped with a message where it would end its line or leave an empty line.
    """
    mark = text.find(MARK)
    if mark < 0:
        return text
    kept: list[str] = []
    dropped: dict[str, int] = {}
    copied = searched = cleared = 0
    while mark >= 0:
        number = LINE_NUMBER.match(text, mark + len(MARK))
        path_start = find_path(text, searched, mark) if number is not None else None
        searched = mark + len(MARK)
        if number is not None and path_start is not None:
            start = find_message_start(text, cleared, path_start)
            cleared = path_start
            if start is not None:
                searched = cleared = number.end()
                message = " ".join(text[start:searched].split())
                dropped[message] = dropped.get(message, 0) + 1
                before, copied = close_gap(text, copied, start, searched)
                kept.append(before)
        mark = text.find(MARK, searched)
    if not dropped:
        return text
    notes.extend(message_notes(dropped))
    kept.append(text[copied:])
    return "".join(kept) if kept[0] else "".join(kept).lstrip("\n")


def find_path(text: str, floor: int, mark: int) -> int | None:
    """Return the start of the `` in PATH`` that ends at ``mark``, not before ``floor``, or None."""
    path_start = text.rfind(" in ", max(floor, mark - LONGEST_PATH), mark)
    if path_start < 0 or PATH.match(text, path_start + len(" in "), mark) is None or "\n" in text[path_start:mark]:
        return None
    return path_start


def find_message_start(text: str, floor: int, path_start: int) -> int | None:
    """Return the start of the message whose path is at ``path_start``, not before ``floor``, or None.

    It is on the same line, or, if that line ends a stack trace, on the line above the trace.
    """
    earliest = max(floor, path_start - LONGEST_MESSAGE)
    line = max(earliest, text.rfind("\n", earliest, path_start) + 1)
    if text[line:path_start].strip() == THROWN:
        path_start = text.rfind(TRACE, max(floor, path_start - LONGEST_TRACE), line)
        if path_start < 0:
            return None
        line = max(floor, text.rfind("\n", max(floor, path_start - LONGEST_MESSAGE), path_start) + 1)
    start = None
    for kind in KIND.finditer(text, line, path_start):
        start = kind.start()  # the last one before the path opens the message
    if start is None:
        return None
    lead = max(floor, start - LONGEST_BEFORE_KIND)
    opening = BEFORE_KIND.search(text[lead:start])
    return start if opening is None else lead + opening.start()


def close_gap(text: str, copied: int, start: int, end: int) -> tuple[str, int]:
    """Return the text from ``copied`` up to a message, and the offset at which the text continues after it."""
    before = text[copied:start]
    if end == len(text) or text[end] == "\n":
        return before.rstrip(), end
    if not before or before[-1].isspace():
        while end < len(text) and text[end] in " \t":
            end += 1
    return before, end


def message_notes(dropped: dict[str, int]) -> list[str]:
    """Return a note for each distinct dropped message, at most `MAX_NOTES` and a count of the others."""
    notes: list[str] = []
    for message, count in list(dropped.items())[:MAX_NOTES]:
        words = message if len(message) <= QUOTED else message[:QUOTED] + "…"
        times = f" ({count} times)" if count > 1 else ""
        notes.append(ArticleNote("php", f"dropped a PHP message{times}: {words}"))
    if len(dropped) > MAX_NOTES:
        notes.append(ArticleNote("php", f"dropped {len(dropped) - MAX_NOTES} more PHP messages"))
    return notes
