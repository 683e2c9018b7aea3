"""English analysis, the default of text fields.

A text is split into tokens (`dateline.index.kernel.characters` defines how). A token's *form* is its text
(``Running``); its *term* is the form folded (``running``), then stemmed (``run``). Terms have postings; the forms of a
term are listed beside it, so that a form exactly as typed can add to the score, or be required.

    form         folded      term
    Cafés        cafes       cafe
    Müller's     muller      muller       ('s is never part of a token)
    running      running     run
    1,000,000    1000000     1000000
    1990s        1990s       1990s        (tokens with a digit are not stemmed)
    ﬁnal         final       final
    Йод          йод         йод          (й is a letter, not an accented и)

A word broken at the end of a line (``cli-⏎mate``) is two tokens, ``cli`` and ``mate``, and is found by ``climate`` as
well: `joined_words` returns such words. They are not tokens; the length of a text counts printed words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from threading import local

from Stemmer import Stemmer

from dateline.index.dataclass import dataclass
from dateline.index.kernel._tokens import join_lines, tokenize
from dateline.index.kernel.characters import BLANKS, HYPHENS, LONGEST, SOFT_HYPHEN
from dateline.index.pattern import compile_late

__all__ = [
    "LINE_END_HYPHEN",
    "Token",
    "analyze",
    "fold",
    "fold_value",
    "joined_words",
    "term_of",
    "terms_of",
    "tokenize",
]

# Letters without a decomposition that people type without strokes and ligatures.
UNDECOMPOSED = str.maketrans({
    "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŋ": "n", "þ": "th", "ŧ": "t",
    "ё": "е", "ə": "a",
})  # fmt: skip
# Scripts whose combining marks are optional in writing; in others (Devanagari, Thai, …) they are vowels.
ACCENTED = ("LATIN", "GREEK", "HEBREW", "ARABIC")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200c\u200d\u2060"))
# Every broken word has this, but few texts.
LINE_END_HYPHEN = compile_late(f"[{HYPHENS}{SOFT_HYPHEN}][{BLANKS}]*\n")

_threads = local()


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a text: its term, its form, and its place, in characters."""

    term: str
    form: str
    start: int
    end: int


def fold(form: str) -> str:
    """Return a form without case, accents and thousands commas, as it is compared before stemming."""
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


# Queries repeat common words. All threads share this, and it holds nothing of any archive.
@lru_cache(maxsize=4096)
def term_of(form: str) -> str:
    """Return the term of one form, out of memory if a query had it recently."""
    return terms_of((form,))[0]


def _stemmer() -> Stemmer:
    """Return the stemmer of this thread, because stemmers cannot be shared; its cache costs more than it saves."""
    if not hasattr(_threads, "stemmer"):
        _threads.stemmer = Stemmer("english", 0)
    stemmer: Stemmer = _threads.stemmer
    return stemmer


def analyze(text: str) -> list[Token]:
    """Return the tokens of a text in order."""
    if text.isalpha() and text.isascii() and len(text) <= LONGEST:  # one plain word, as in most queries
        return [Token(_stemmer().stemWord(text.lower()), text, 0, len(text))]
    found = tokenize(text)
    terms = terms_of(form for form, _, _ in found)
    return [Token(term, form, start, end) for term, (form, start, end) in zip(terms, found, strict=True)]


def joined_words(text: str, tokens: Sequence[tuple[str, int, int]]) -> dict[int, tuple[str, int, int]]:
    """Return the words broken at ends of lines, as (form, start, end), by the number of the first half's token.

    `tokens` are those of the text. `dateline.index.kernel.characters` defines which pairs of tokens are halves of a
    word.
    """
    if LINE_END_HYPHEN.search(text) is None:
        return {}
    return {number: (form, tokens[number][1], tokens[number + 1][2]) for number, form in join_lines(text)}


def fold_value(value: str) -> str:
    """Return the folded form of a keyword value: without case, accents and outer or doubled spaces."""
    return " ".join(fold(value).split())
