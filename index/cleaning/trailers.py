"""Lines of a page that point to other articles, and the headline repeated in the body."""

from __future__ import annotations

import re

from dateline.index.article import ArticleNote
from dateline.index.cleaning.dropping import drop_lines, drop_notes
from dateline.index.pattern import compile_late

__all__ = ["drop_headline", "drop_last_lines", "drop_trailers"]

LONGEST_TRAILER = 250
NOT_BLANK = compile_late(r"\S")
MARKS = ("ead more", "EAD MORE", "lso read", "LSO READ", "ead also", "EAD ALSO", "ead next")
# Anywhere in a text, if a headline follows on the same line: one sentence without a full stop.
READ_MORE = compile_late(
    r"[\W_]{0,4}(?:read more|read also|also read|read next)(?: on this| here)?\s?[:|»–—-]\s?[^.!?]{3,}[!?]?",
    re.IGNORECASE,
)
# Links to the whole text in other languages.
READ_ON = (
    "leer más|sigue leyendo|seguir leyendo|continuar leyendo|lire la suite|lire plus|weiterlesen|mehr lesen"
    "|leggi tutto|continua a leggere|lees verder|lees meer|leia mais|continue lendo|läs mer|les mer|læs mere|læs videre"
    "|czytaj dalej|czytaj więcej|читать далее"
)
# Such a link behind the last sentence of a summary, on its line.
LAST_WORDS = compile_late(
    rf"(?<=[.!?…\])”»\"])[ \t]+(?P<link>(?:continue reading|read more|{READ_ON})[ \t.…»→>]{{0,6}})\Z", re.IGNORECASE
)
LONGEST_LINK = 40
# At the end of a text only.
AT_END = compile_late(
    r"[\W_]{0,4}(?:(?:read|see) (?:more|also|next)|also read|related|recommended|more on this(?: story)?"
    r"|you may also like|continue reading|read (?:the )?full (?:story|article)(?: here)?"
    rf"|{READ_ON})"
    r"(?:\s?[:|»–—-]\s?[^.!?]*[!?]?|[\W_]{0,4})",
    re.IGNORECASE,
)


# The line that WordPress puts below a post in its feeds, in the languages of newspapers that most use it; and how it
# begins, which is quicker to see.
FIRST_WORDS = (
    "The post ", "Der Beitrag ", "L’", "L'", "La entrada ", "El post ", "O post ", "A publicação ", "Il post ",
    "Het bericht ", "Artykuł ", "Post ", "Inlägget ", "Innlegget ", "Запись ", "Сообщение ",
)  # fmt: skip
APPEARED_FIRST = compile_late(
    r".* (?:(?:appeared first|first appeared) on|erschien zuerst (?:auf|bei)|est apparu en premier sur"
    r"|(?:se publicó|apareció|aparece) primero en|(?:apareceu|aparece) primeiro (?:em|no)|proviene da"
    r"|sembra essere il primo su|verscheen eerst op|pochodzi z serwisu|dök först upp på|dukket først opp på"
    r"|впервые появилась на|появились сначала на) .+"
)


def drop_trailers(text: str, notes: list[str]) -> str:
    """Return a text without lines that point to other articles; notes quote them."""
    for mark in MARKS:
        if mark in text:
            text = drop_lines(text, is_read_more, "a line that leads to another article", notes)
            break
    return drop_last_lines(text, notes)


def drop_last_lines(text: str, notes: list[str]) -> str:
    """Return a text without the trailers at its end; a text of nothing but trailers is kept."""
    dropped: dict[str, int] = {}
    given = text
    found = LAST_WORDS.search(text[-LONGEST_LINK:])
    if found is not None:
        dropped[found["link"].strip()] = 1
        text = text[: len(text) - len(found[0])]
    end = len(text)
    while True:
        start, stop = last_line(text, end)
        if start <= 0 or stop - start > LONGEST_TRAILER:
            break
        line = text[start:stop].strip()
        if AT_END.fullmatch(line) is None and not is_post_line(line):
            break
        dropped[line] = dropped.get(line, 0) + 1
        end = start - 1
    if not dropped or not text[:end].strip():
        return given
    notes.extend(drop_notes("a line that leads to another article", dropped))
    return text[:end].rstrip()


def is_post_line(line: str) -> bool:
    """Return whether a line is the one that WordPress puts below a post."""
    return line.startswith(FIRST_WORDS) and APPEARED_FIRST.fullmatch(line) is not None


def last_line(text: str, end: int) -> tuple[int, int]:
    """Return start and end of the last line of ``text[:end]`` that is not blank; (-1, -1) if there is no such line."""
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        if end - start > LONGEST_TRAILER or (start < end and not text[start:end].isspace()):
            return start, end
        end = start - 1
    return -1, -1


def is_read_more(line: str) -> bool:
    """Return whether a line points to another article."""
    return len(line) <= LONGEST_TRAILER and READ_MORE.fullmatch(line) is not None


def drop_headline(text: str, title: str, notes: list[str]) -> str:
    """Return a body without its title on the first lines; a note quotes it. A body of nothing else is kept."""
    if text.lstrip()[:1].casefold()[:1] != title[:1].casefold()[:1]:  # usually the first letter differs
        return text
    at = 0
    while title:
        line, following = first_line(text, at, len(title))
        if (
            line is None
            or " ".join(line.split()).casefold() != title.casefold()
            or NOT_BLANK.search(text, following) is None
        ):
            break
        at = following
    if not at:
        return text
    notes.append(ArticleNote("headline", f"dropped the headline, which the body repeats: {title}"))
    return text[at:].lstrip("\n")


def first_line(text: str, at: int, length: int) -> tuple[str | None, int]:
    """Return the first line from ``at`` that is not blank, and the start of the next line.

    The line is None if it is too long for a title of ``length`` characters.
    """
    most = 2 * length + 20
    while at < len(text):
        end = text.find("\n", at, at + most)
        if end < 0:
            return None, at
        line = text[at:end]
        if line and not line.isspace():
            return line, end + 1
        at = end + 1
    return None, at
