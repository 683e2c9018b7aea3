"""The text of a post as WordPress stores it: paragraphs without tags, and shortcodes (``[caption …]``) for pictures.

WordPress makes paragraphs of blank lines and line ends of line ends when it shows a post, except in the texts of its
block editor. The words of a caption are kept, as those of other pictures are.
"""

from __future__ import annotations

import re

from dateline.index.readers.formats.fragments import text_of_html

__all__ = ["text_of_post", "with_paragraphs"]

BLOCK_EDITOR = "<!-- wp:"
# The shortcodes of WordPress itself; of others, only those with attributes are certain, and their ends.
SHORTCODE = re.compile(
    r"\[/?(?:caption|wp_caption|gallery|embed|video|audio|playlist)(?:\s[^\[\]<>]*+)?\]"
    r"""|\[([A-Za-z][\w-]*+)(?:\s++[\w-]++=(?:"[^"\[\]]*+"|'[^'\[\]]*+'))++\s*+/?\]"""
)
BARE = re.compile(r"\[/?([A-Za-z][\w-]*+)\]")
EMBEDDED = re.compile(r"\[embed(?:\s[^\[\]]*+)?\][^\[\]<>]*+\[/embed\]")
CAPTION = re.compile(r"\[/?(?:wp_)?caption(?:\s[^\[\]<>]*+)?\]")
BLANK_LINES = re.compile(r"\r?\n[ \t]*+(?:\r?\n[ \t]*+)++")
# A line end behind a tag is one of the HTML, not of the text.
LINE_END = re.compile(r"(?<=[^\s>])[ \t]*+\n")


def text_of_post(written: str) -> str:
    """Return the text of a post in paragraphs."""
    text = written.replace("\r\n", "\n").replace("\r", "\n")
    if "[" in text:
        text = without_shortcodes(CAPTION.sub("<p>", EMBEDDED.sub("<p>", text)))
    if BLOCK_EDITOR not in text:
        text = LINE_END.sub("<br>\n", with_paragraphs(text))
    return text_of_html(text)


def with_paragraphs(text: str) -> str:
    """Return a text in HTML with a paragraph in the place of each run of blank lines."""
    return BLANK_LINES.sub("<p>", text)


def without_shortcodes(text: str) -> str:
    """Return a text without shortcodes; what they enclose is kept."""
    names: set[str] = set()

    def drop(found: re.Match[str]) -> str:
        if found[1]:
            names.add(found[1])
        return ""

    text = SHORTCODE.sub(drop, text)
    return BARE.sub(lambda found: "" if found[1] in names else found[0], text) if names else text
