"""Analysis: what a text is searched by.

A text is cut into tokens (`dateline.index.kernel.characters` says how), each token's
*form* is what stands there (``Running``), and its *term* is what it is found by:
the form folded (``running``), then stemmed (``run``). The terms are posted; the
forms of a term are listed beside it, so that a form that stands exactly as typed
can rank first, or be asked for alone.

    form         folded      term
    Cafés        cafes       cafe
    Müller's     muller      muller       ('s is never part of a token)
    running      running     run
    1,000,000    1000000     1000000
    1990s        1990s       1990s        (what has a digit is not stemmed)
    ﬁnal         final       final
    Йод          йод         йод          (й is a letter, not an accented и)

A word that the end of a line has broken (``cli-⏎mate``) is two tokens, ``cli`` and ``mate``, and is found by
``climate`` as well: `joined_words` says which those are. They are no tokens of their own; a text is as long as
what is printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import local

from Stemmer import Stemmer

from dateline.index.kernel._tokens import join_lines, tokenize
from dateline.index.kernel.characters import BLANKS, HYPHENS, LONGEST, SOFT_HYPHEN

__all__ = ["LINE_END_HYPHEN", "Token", "analyze", "fold", "fold_value", "joined_words", "terms_of", "tokenize"]

# Letters with no decomposition that people type without their strokes and ligatures.
UNDECOMPOSED = str.maketrans({
    "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŋ": "n", "þ": "th", "ŧ": "t",
    "ё": "е", "ə": "a",
})  # fmt: skip
# Scripts whose combining marks may be left out in writing; elsewhere (Devanagari, Thai, …) they are vowels.
ACCENTED = ("LATIN", "GREEK", "HEBREW", "ARABIC")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200c\u200d\u2060"))
# What every broken word has, and few texts.
LINE_END_HYPHEN = re.compile(f"[{HYPHENS}{SOFT_HYPHEN}][{BLANKS}]*\n")

_threads = local()


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a text: its term, its form, and where it stands, in characters."""

    term: str
    form: str
    start: int
    end: int


def fold(form: str) -> str:
    """Return a form without case, accents and thousands commas: what it is compared by before stemming."""
    if form.isascii():
        folded = form.lower()
        return folded.replace(",", "") if "," in folded else folded
    return _strip_marks(form.casefold().translate(UNDECOMPOSED).translate(INVISIBLE)).replace(",", "")


def _strip_marks(text: str) -> str:
    kept: list[str] = []
    base = ""
    for character in unicodedata.normalize("NFKD", text):
        if unicodedata.category(character) == "Mn":
            if base.startswith(ACCENTED):
                continue
        else:
            base = unicodedata.name(character, "")
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept)).casefold()


def terms_of(forms: Iterable[str]) -> list[str]:
    """Return the term of each form, in order: folded, and stemmed by Snowball's English rules if all letters."""
    folded = [fold(form) for form in forms]
    stemmed = _stemmer().stemWords(folded)
    return [
        term if word.isalpha() or word.replace("'", "").isalpha() else word
        for word, term in zip(folded, stemmed, strict=True)
    ]


def _stemmer() -> Stemmer:
    """Return this thread's stemmer, which is not to be shared; its cache costs more than it saves."""
    if not hasattr(_threads, "stemmer"):
        _threads.stemmer = Stemmer("english", 0)
    stemmer: Stemmer = _threads.stemmer
    return stemmer


def analyze(text: str) -> list[Token]:
    """Return the tokens of a text in order."""
    if text.isalpha() and text.isascii() and len(text) <= LONGEST:  # one plain word, as most of a query's are
        return [Token(_stemmer().stemWord(text.lower()), text, 0, len(text))]
    found = tokenize(text)
    terms = terms_of(form for form, _, _ in found)
    return [Token(term, form, start, end) for term, (form, start, end) in zip(terms, found, strict=True)]


def joined_words(text: str, tokens: Sequence[tuple[str, int, int]]) -> dict[int, tuple[str, int, int]]:
    """Return the words that ends of lines have broken, as (form, start, end), by the number of the first half's token.

    `tokens` are those of the text. `dateline.index.kernel.characters` says when two of them are the halves of one word.
    """
    if LINE_END_HYPHEN.search(text) is None:
        return {}
    return {number: (form, tokens[number][1], tokens[number + 1][2]) for number, form in join_lines(text)}


def fold_value(value: str) -> str:
    """Return a keyword value as keyword values compare: without case, accents and outer or doubled spaces."""
    return " ".join(fold(value).split())
