"""The article of an office document: its text, and the title and the byline of its properties.

The title is the paragraph that has the style of titles, else that of the properties, else the first heading, else a
short first line. The days when a document was made and changed are not that of publication; the text says that.
The account that made a document is a byline only if it is a name and the text has no line *By …*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.index.article import ArticleNote, RawArticle
from dateline.index.dataclass import dataclass
from dateline.index.dates import parse_published
from dateline.index.errors import ReadError
from dateline.index.metadata.document_authors import byline_of
from dateline.index.metadata.top_lines import find_byline
from dateline.index.readers.office.blocks import Block, BlockKind, text_of_blocks

__all__ = ["NO_TITLE", "Properties", "article_of"]

# Headings further below are those of sections.
FIRST_BLOCKS = 3
LONGEST_TITLE = 200
WORD = re.compile(r"\w+")
NO_TITLE = re.compile(
    r"(?i)(?:microsoft word - .*|untitled.*|(?:document|dokument|documento|документ)\s*\d*|normal(?:\.dotm?)?|title"
    r"|unknown(?: title)?|powerpoint.*|.*\.(?:docx?|dotx?|odt|ott|rtf|txt|pages|indd|pdf))"
)


@dataclass(frozen=True, slots=True)
class Properties:
    """What the properties of a document say; empty where they say nothing."""

    title: str = ""
    author: str = ""
    language: str = ""
    created: str = ""
    modified: str = ""


def article_of(blocks: Sequence[Block], about: Properties, file: str, notes: tuple[str, ...]) -> RawArticle | ReadError:
    """Return the article of a document."""
    if not blocks:
        return ReadError(file, None, "the document holds no text; pictures of pages must be recognised (OCR) first")
    title, rest, doubts = title_of(blocks, about)
    values: dict[str, object] = {"title": title} if title else {}
    body = text_of_blocks(rest or blocks)
    byline = "" if find_byline(body) else byline_of(about.author)
    values |= {
        "byline": byline,
        "language": about.language,
        "created": moment_of(about.created),
        "modified": moment_of(about.modified),
    }
    values = {key: value for key, value in values.items() if value}
    return RawArticle({**values, "body": body}, file, None, alone=True, notes=notes + doubts)


def title_of(blocks: Sequence[Block], about: Properties) -> tuple[str, Sequence[Block], tuple[str, ...]]:
    """Return the title, the blocks below it, and the notes on it."""
    given = " ".join(about.title.split())
    if NO_TITLE.fullmatch(given):
        given = ""
    at = visible_title(blocks, with_first_line=not given)
    shown = blocks[at].text.replace("\n", " ") if at is not None else ""
    if at is None or (given and blocks[at].kind is not BlockKind.TITLE and not same_words(given, shown)):
        return given, blocks, ()
    rest = [*blocks[:at], *blocks[at + 1 :]]
    if given and blocks[at].kind is BlockKind.TITLE and not words_of(given) & words_of(shown):
        text = f'the properties of the document name another title: "{given[:80]}"'
        return shown, rest, (ArticleNote("another title in the properties", text),)
    return shown, rest, ()


def visible_title(blocks: Sequence[Block], *, with_first_line: bool) -> int | None:
    """Return the index of the block that is the title: of that style, a first heading, or a short first line."""
    first = blocks[:FIRST_BLOCKS]
    for kind in (BlockKind.TITLE, BlockKind.HEADING):
        for at, block in enumerate(first):
            if block.kind is kind:
                return at
    begins = blocks[0]
    is_line = begins.kind is BlockKind.PARAGRAPH and len(begins.text) <= LONGEST_TITLE and "\n" not in begins.text
    return 0 if with_first_line and is_line and len(blocks) > 1 else None


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text in small letters."""
    return frozenset(WORD.findall(text.casefold()))


def same_words(one: str, other: str) -> bool:
    """Return whether two titles have the same words."""
    return words_of(one) == words_of(other)


def moment_of(text: str) -> str:
    """Return a day or an instant in ISO 8601, empty if the text is neither."""
    moment = parse_published(text) if text else None
    return "" if moment is None else moment.isoformat()
