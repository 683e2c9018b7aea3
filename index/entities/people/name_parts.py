"""The parts of a tagged span that can be names of people.

*Clinton beat Sanders*, *Salah, Diaz* and *Sammy Davis Jr. Frank Sinatra* have two. *Catherine the Great* and *Joan of
Arc* are one each; *Ella Thomas of Niles* is a person and a place, and *Earl of Essex* the person Essex.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.index.entities.people.companies import COMPANIES
from dateline.index.entities.people.cue_words import ENDS_OF_NAMES, EPITHETS
from dateline.index.entities.people.name_spans import WORD, normalize_word, opens_entry, title_before, word_before
from dateline.index.entities.people.titles import PARTICLES, POSTNOMINALS, STYLES, SUFFIXES, TITLES, word_set
from dateline.index.entities.tagging import is_first_name, is_surname

__all__ = ["split_name_span"]

GENERATIONS: Final = frozenset({"jr", "sr", "jnr", "snr"})
# Titles whose name after *of* is a person's name: *Duke of Wellington*, unlike *King of Spain*.
NOBLES: Final = word_set("""
    duke duchess earl count countess viscount viscountess baron baroness marquess marquis lord lady prince princess
    archduke archduchess
""")
RANKS: Final = TITLES | STYLES | word_set("chamber house bank")
# Numbers of rulers that are also initials: *George V.*, *George V. Higgins*.
LETTERS: Final = frozenset("ivx")


def split_name_span(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a tagged span that can be names."""
    if (name := text[start:end]).istitle() and name.replace(" ", "").isalpha():  # most names
        yield start, end
        return
    words = [match.span() for match in WORD.finditer(text, start, end)]
    first = at = 0
    while at < len(words):
        word = text[slice(*words[at])]
        if word.islower() and word not in PARTICLES:
            if is_joined(text, words[first : at + 2], word):
                at += 2
                continue
            rank = normalize_word(text[slice(*words[first])]) if word == "of" else ""
            if at > first and rank not in RANKS | NOBLES:
                yield words[first][0], words[at - 1][1]
            called = word != "of" or (at == first + 1 and rank in NOBLES)
            first = at = at + 1 if called else after_place(text, words, at + 1)
            continue
        if at > first and ends_before(text, words[first][0], words[at - 1][1], words[at][0], word):
            yield words[first][0], words[at - 1][1]
            first = at + (word in POSTNOMINALS)
        if at > first and (stop := end_at_point(word, words[at][1], at - first, at + 1 == len(words))):
            yield words[first][0], stop
            first = at + 1
        at += 1
    if first < len(words):
        yield words[first][0], end


def is_joined(text: str, words: list[tuple[int, int]], word: str) -> bool:
    """Return whether the last of some words continues a name after *the* or *of*: *Catherine the Great*.

    *Of* joins a forename that is no surname with one word: *Joan of Arc*, but *Davis of Chicago*.
    """
    if len(words) < 3 or word not in ("the", "of"):
        return False
    if word == "the":
        return text[slice(*words[-1])] in EPITHETS
    forename = text[slice(*words[0])]
    if len(words) > 3 or not is_first_name(forename) or is_surname(forename) or not text[words[-1][0]].isupper():
        return False
    return title_before(text, words[0][0], word_before(text, words[0][0])) is None


def after_place(text: str, words: list[tuple[int, int]], at: int) -> int:
    """Return the number of the word after a place that begins with a word: the words with capitals."""
    while at < len(words) and not text[words[at][0]].islower():
        at += 1
    return at


def ends_before(text: str, begin: int, last: int, start: int, word: str) -> bool:
    """Return whether a name ends before a word, at a comma: *Salah, Diaz*, but *Aliyev, Ilham* and *King, Jr.*"""
    if "," not in text[last:start] and ";" not in text[last:start]:
        return False
    if normalize_word(word) in SUFFIXES or text[begin : start + len(word)] in COMPANIES:
        return False
    return not (opens_entry(text, begin) and (is_first_name(word) or word[1:2] == "."))


def end_at_point(word: str, stop: int, before: int, last: bool) -> int:
    """Return where a name ends with a word that has a point (*Sammy Davis Jr.*, *Philip II.*), 0 if it goes on.

    ``before`` is how many words of the name stand before, ``last`` whether no word comes after.
    """
    plain = word[:-1].lower()
    if not word.endswith(".") or plain not in ENDS_OF_NAMES:
        return 0
    if plain in GENERATIONS:
        return 0 if last else stop
    if plain in LETTERS and not (last and before == 1):
        return 0
    return stop - 1
