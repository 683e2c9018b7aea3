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
    U.N.         u.n.        un           (initials with points are one word, and that without them)
    U.S.         u.s.        u.s          (so is US in capitals, and us is another word)
    children     children    child        (a table has irregular forms, `irregular`)
    Schlueter    schlueter   schluter     (as Schlüter and Schluter)
    Йод          йод         йод          (й is a letter, not an accented и)

A word broken at the end of a line (``cli-⏎mate``) is two tokens, ``cli`` and ``mate``, and is found by ``climate`` as
well: `joined_words` returns such words. They are not tokens; the length of a text counts printed words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from threading import local

from Stemmer import Stemmer

from dateline.index.analysis.irregular import WORD_OF_FORM
from dateline.index.dataclass import dataclass
from dateline.index.kernel._tokens import join_lines, tokenize
from dateline.index.kernel.characters import BLANKS, HYPHENS, LONGEST, SOFT_HYPHEN
from dateline.index.pattern import compile_late

__all__ = [
    "LINE_END_HYPHEN",
    "Token",
    "analyze",
    "fold",
    "fold_name_word",
    "fold_value",
    "fold_word",
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
# Words that initials with points spell and do not mean (*a.m.*, *I.T.*): their terms keep the points.
SPELT = frozenset({
    "ad", "ah", "all", "am", "an", "and", "as", "at", "be", "by", "do", "ed", "era", "go", "he", "if", "in", "is",
    "it", "la", "led", "man", "me", "mid", "my", "no", "now", "of", "oh", "on", "one", "or", "pa", "per", "pm", "so",
    "the", "to", "up", "us", "was", "we", "who",
})  # fmt: skip
# The one word in capitals that is initials, though in small letters it is a word.
INITIALS, INITIALS_TERM = "US", "u.s"
# Where ae, oe and ue may stand for ä, ö and ü: between consonants, in words of five letters or more. Hardly any other
# word that has them (*phoenix*, *Venezuela*) is one with another word without the e.
UMLAUT = compile_late(
    r"(?:(?<=[bcdfghjklmnprstvwxz])[ao]|(?<=[bcdfhjklmnprstvwxz])u|(?<=g)u(?=en[tz])|^o(?=e[dhklmnrstz]))"
    r"e(?=[bcdfghjklmnpqrstvwxzu])"
)
SHORTEST_UMLAUT = 5
NO_UMLAUT = compile_late(r"ael|uell?$|^(?:coeur|proem|roeller|truest)$")
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


def fold_word(form: str) -> str:
    """Return a form folded, and initials without their points."""
    folded = fold(form)
    return folded.replace(".", "") if "." in folded and not folded[0].isdigit() else folded


def fold_name_word(form: str) -> str:
    """Return a word of a name folded, initials without their points, and umlauts without the e that may stand for them.

    *Pöhl*, *Poehl* and *Pohl* are one word, as in texts.
    """
    folded = fold_word(form)
    return _without_umlaut(folded) if "e" in folded and folded.isalpha() else folded


def terms_of(forms: Iterable[str]) -> list[str]:
    """Return the term of each form, in order: folded, and stemmed by Snowball's English rules if all letters."""
    given = list(forms)
    words = [_regular(folded) if "." in folded else WORD_OF_FORM.get(folded, folded) for folded in map(fold, given)]
    stemmed = _stemmer().stemWords(words)
    terms = [
        (_without_umlaut(term) if "ae" in term or "oe" in term or "ue" in term else term)
        if word.isalpha() or word.replace("'", "").isalpha()
        else word
        for word, term in zip(words, stemmed, strict=True)
    ]
    if INITIALS in given:
        terms = [INITIALS_TERM if form == INITIALS else term for form, term in zip(given, terms, strict=True)]
    return terms


def _regular(folded: str) -> str:
    """Return a folded form with points as the word that it is: a number, or initials."""
    if folded[0].isdigit():
        return folded
    word = folded.replace(".", "")
    return ".".join(word) if word in SPELT else word


def _without_umlaut(term: str) -> str:
    """Return a term with a, o and u for the ae, oe and ue that may stand for ä, ö and ü."""
    return term if len(term) < SHORTEST_UMLAUT or NO_UMLAUT.search(term) else UMLAUT.sub(_vowel, term)


def _vowel(found: re.Match[str]) -> str:
    return found[0][0]


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
        return [Token(term_of(text), text, 0, len(text))]
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
