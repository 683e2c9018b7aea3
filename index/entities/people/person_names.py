"""Split names of people into given names, surname and suffix.

    "Ludwig van Beethoven"      given ludwig            surname beethoven
    "Gadhafi, Muammar"          given muammar           surname gadhafi
    "Martin Luther King Jr."    given martin luther     surname king        suffix jr
    "J.F. Kennedy"              given j f               surname kennedy
    "Kim Jong-un"               given kim jong          surname un
    "Bashar al-Assad"           given bashar            surname assad

Names are compared folded (`dateline.index.analysis.english.fold`): without case, accents and points. Particles are
ignored, because newspapers leave them out. The last word counts as the surname; this works for any name that is always
written in the same order, even if another word is the family name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dateline.index.analysis.english import fold

__all__ = [
    "ARTICLE",
    "PARTICLES",
    "SUFFIXES",
    "NameParts",
    "in_order",
    "is_initial",
    "names_agree",
    "parts_agree",
    "split_name",
    "surname_of",
]

PARTICLES = frozenset({
    "af", "al", "ap", "at", "av", "abu", "ben", "bin", "bint", "da", "dal", "das", "de", "degli", "dei", "del",
    "dela", "della", "der", "di", "do", "dos", "du", "e", "el", "ibn", "la", "le", "les", "lo", "ter", "ten", "van",
    "vander", "von", "und", "y", "zu", "zum", "zur",
})  # fmt: skip
SUFFIXES = frozenset({
    "jr", "jnr", "junior", "sr", "snr", "senior", "ii", "iii", "iv", "esq", "phd", "md", "qc", "kc",
})  # fmt: skip
# The Arabic article before a surname: *al-Assad*.
ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ul)[-‐‑](?=\w)")
SMALL_SYLLABLE = re.compile(r"[-‐‑](?=[a-z][a-z]*$)")
COMMON = re.compile(r"((?:[A-Z](?:\.|[a-z]+) ){1,4})([A-Z][a-z]+)")  # most names, told apart quickly
APOSTROPHES = str.maketrans("’ʼ`´", "''''")


class NameParts(NamedTuple):
    """The parts of a name, folded. A name of one word has no given names."""

    given: tuple[str, ...]
    surname: str
    suffix: str


@lru_cache(maxsize=1 << 14)  # an article repeats the same few names
def split_name(name: str) -> NameParts:
    """Return the parts of a name. Accepts any text."""
    if "," in name:
        name = in_order(name)
    if (common := COMMON.fullmatch(name)) and (surname := common[2].lower()) not in SUFFIXES:
        given = _with_saint(common[1].lower().replace(".", "").split())
        if PARTICLES.isdisjoint(given[1:]):
            return NameParts(given, surname, "")
    return _split_words(name.split())


def surname_of(name: str) -> str:
    """Return the folded surname of a name, which two names of one person share."""
    return split_name(name).surname


def is_initial(word: str) -> bool:
    """Return whether a folded word is an initial: one letter of a script that has capitals."""
    return len(word) == 1 and word.upper() != word


def names_agree(one: str, other: str) -> bool:
    """Return whether two names can be those of one person.

    They share the surname; their given names are equal, an initial of the other, or missing at the end of one; and
    their suffixes do not differ. A name of one word agrees only with itself.
    """
    return parts_agree(split_name(one), split_name(other))


def parts_agree(a: NameParts, b: NameParts) -> bool:
    """Return whether two names can be those of one person, as `names_agree` does, from their parts."""
    if a == b:
        return True
    if a.surname != b.surname or not a.given or not b.given or (a.suffix and b.suffix and a.suffix != b.suffix):
        return False
    return all(_words_agree(x, y) for x, y in zip(a.given, b.given, strict=False))


def _words_agree(one: str, other: str) -> bool:
    if one == other:
        return True
    return (is_initial(one) and other.startswith(one)) or (is_initial(other) and one.startswith(other))


def in_order(name: str) -> str:
    """Return “Last, First” as “First Last”; a comma before a suffix is dropped."""
    last, *rest = name.split(",")
    suffixes = [part for part in rest if all(_plain(word) in SUFFIXES for word in part.split())]
    return " ".join([*(part for part in rest if part not in suffixes), last, *suffixes])


def _split_words(words: list[str]) -> NameParts:
    words = [word.translate(APOSTROPHES) for word in words]
    suffix = ""
    plain = [_plain(word) for word in words]
    for at in range(len(words) - 1, 0, -1):
        if plain[at] not in SUFFIXES or at < len(words) - 1:
            break
        suffix = {"jnr": "jr", "junior": "jr", "snr": "sr", "senior": "sr"}.get(plain[at], plain[at])
        words.pop()
    capitals = all(word.isupper() for word in words)
    given: list[str] = []
    for at, word in enumerate(words[:-1]):
        if (folded := _plain(word)) and not (folded in PARTICLES and (at or word[0].islower())):
            given += _given(word, capitals)
    last = words[-1] if words else ""
    if given and (joint := SMALL_SYLLABLE.search(last)) and not ARTICLE.match(last.lower()):
        given += _given(last[: joint.start()], capitals)
        last = last[joint.end() :]
    return NameParts(_with_saint(given), ARTICLE.sub("", _plain(last), count=1) or " ".join(plain), suffix)


def _with_saint(given: list[str]) -> tuple[str, ...]:
    """Return given names, *St* before them written out."""
    return ("saint", *given[1:]) if given and given[0] == "st" else tuple(given)


def _given(word: str, capitals: bool) -> list[str]:
    """Return the given names in a word: J.F., JF and Jean-Paul are two each."""
    if len(word) == 2 and word.isupper() and word.isalpha() and not capitals:
        return list(fold(word))
    pieces = re.split(r"[-‐‑.]", word)
    return [folded for piece in pieces if (folded := _plain(piece))]


def _plain(word: str) -> str:
    return fold(word).strip(".,;:'\"()[]“”‘")
