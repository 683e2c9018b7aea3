"""Names of people taken apart: given names, particles, surname, suffix.

    "Ludwig van Beethoven"      given ludwig            surname beethoven
    "Gadhafi, Muammar"          given muammar           surname gadhafi
    "Martin Luther King Jr."    given martin luther     surname king        suffix jr
    "J.F. Kennedy"              given j f               surname kennedy
    "Kim Jong-un"               given kim jong          surname un
    "Bashar al-Assad"           given bashar            surname assad

Names compare folded (`dateline.index.analysis.english.fold`): without case, accents and points. Particles do not
count, for papers leave them out. The surname is taken to be the last word, which holds for a name that is always
written in the same order, whatever its language has as the family name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dateline.index.analysis.english import fold

__all__ = ["PARTICLES", "SUFFIXES", "NameParts", "is_initial", "names_agree", "split_name", "surname_of"]

PARTICLES = frozenset({
    "af", "al", "ap", "at", "av", "abu", "ben", "bin", "bint", "da", "dal", "das", "de", "degli", "dei", "del",
    "dela", "della", "der", "di", "do", "dos", "du", "e", "el", "ibn", "la", "le", "les", "lo", "ter", "ten", "van",
    "vander", "von", "und", "y", "zu", "zum", "zur",
})  # fmt: skip
SUFFIXES = frozenset({
    "jr", "jnr", "junior", "sr", "snr", "senior", "ii", "iii", "iv", "esq", "phd", "md", "qc", "kc",
})  # fmt: skip
ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ul)[-‐‑](?=\w)")
SMALL_SYLLABLE = re.compile(r"[-‐‑](?=[a-z][a-z]*$)")
COMMON = re.compile(r"((?:[A-Z](?:\.|[a-z]+) ){1,4})([A-Z][a-z]+)")  # most names, told apart quickly
APOSTROPHES = str.maketrans("’ʼ`´", "''''")


class NameParts(NamedTuple):
    """A name taken apart; all folded. A name of one word has no given names."""

    given: tuple[str, ...]
    surname: str
    suffix: str


@lru_cache(maxsize=1 << 14)  # an article says the same few names over and over
def split_name(name: str) -> NameParts:
    """Return the parts of a name. Every text is a name of some sort: nothing raises."""
    if "," in name:
        name = _in_order(name)
    if (common := COMMON.fullmatch(name)) and (surname := common[2].lower()) not in SUFFIXES:
        given = tuple(common[1].lower().replace(".", "").split())
        if PARTICLES.isdisjoint(given[1:]):
            return NameParts(given, surname, "")
    return _split_words(name.split())


def surname_of(name: str) -> str:
    """Return the surname of a name, folded: what two names must share to be one person's."""
    return split_name(name).surname


def is_initial(word: str) -> bool:
    """Return whether a folded word is an initial: one letter of a script that has capitals."""
    return len(word) == 1 and word.upper() != word


def names_agree(one: str, other: str) -> bool:
    """Return whether two names can be one person's: nothing in either speaks against it.

    They share the surname; of the given names each is the same, or the initial of the other, or left out by one of
    the two after the first; and they have no two different suffixes. A name of one word agrees only with itself.
    """
    a, b = split_name(one), split_name(other)
    if a == b:
        return True
    if a.surname != b.surname or not a.given or not b.given or (a.suffix and b.suffix and a.suffix != b.suffix):
        return False
    return all(_words_agree(x, y) for x, y in zip(a.given, b.given, strict=False))


def _words_agree(one: str, other: str) -> bool:
    if one == other:
        return True
    return (is_initial(one) and other.startswith(one)) or (is_initial(other) and one.startswith(other))


def _in_order(name: str) -> str:
    """Return “Last, First” as “First Last”; a comma before a suffix goes."""
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
    return NameParts(tuple(given), ARTICLE.sub("", _plain(last), count=1) or " ".join(plain), suffix)


def _given(word: str, capitals: bool) -> list[str]:
    """Return the given names that a word holds: J.F. and JF are two, Jean-Paul too."""
    if len(word) == 2 and word.isupper() and word.isalpha() and not capitals:
        return list(fold(word))
    pieces = re.split(r"[-‐‑.]", word)
    return [folded for piece in pieces if (folded := _plain(piece))]


def _plain(word: str) -> str:
    return fold(word).strip(".,;:'\"()[]“”‘")
