"""Marks: terms that are no words, at the words of a text: where sentences and paragraphs begin, and what names stand.

They are stored as terms of the English dictionary, because their occurrences are read, merged and checked as those of
words are. A control character begins each, which no word has, and like pairs (`pairs`) they have no forms. They are in
no length, and nothing counts, lists or scores them as words.

=======================  ==========================================================================================
``\\x01s``                the first word of each sentence, but for the first of each text field
``\\x01p``                the first word of each paragraph, but for the first of each text field; they are in ``\\x01s``
``\\x02people``           each word of each mention of a person in the title or the body; ``\\x02places`` of a place
``\\x02people\\x1fKEY``    the same of one person, KEY being the value of the keyword field; ``\\x02places\\x1fKEY``
=======================  ==========================================================================================

Marks of people and places are those found in the text of an article. A value that the source gave has none.
"""

from __future__ import annotations

__all__ = ["MENTIONED", "PARAGRAPHS", "SENTENCES", "mention_mark"]

SENTENCES = "\x01s"
PARAGRAPHS = "\x01p"
MENTIONED = ("people", "places")


def mention_mark(field: str, key: str | None = None) -> str:
    """Return the mark of the mentions of a person or place by its key in a keyword field, or of all in the field."""
    return f"\x02{field}" if key is None else f"\x02{field}\x1f{key}"
