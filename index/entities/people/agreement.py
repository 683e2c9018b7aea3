"""Which keys of an archive are one person: those whose names agree, when only one fuller name is there to agree with.

“J. Smith” is John Smith where the archive has no other J… Smith; with a Jane Smith it stays by itself, for a wrong
merger is worse than a missing one. A name is *fuller* than another when it says all that the other says and more: a
given name for an initial, a second given name, a suffix. So each key goes to the one fullest name above it; where two
names above it are not above each other (George W. Bush and George H. W. Bush above George Bush), it stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dateline.index.entities.people.person_names import is_initial, split_name

__all__ = ["group_names"]

MAX_GIVEN = 5  # a name with more given names than anybody has agrees only with itself; it bounds the lesser names


def group_names(keys: Iterable[str]) -> Mapping[str, str]:
    """Return the keys that are not names by themselves, each with the key of the person it is.

    Every key given is in the answer; one that stays by itself goes to itself. The order of the keys is
    irrelevant. Only keys that share a surname can agree, so those of one surname may be asked about alone.
    """
    # Names are compared as texts, surname, suffix and given names between tabs, which no part of a name has in it:
    # tuples by the hundred thousand keep the garbage collector busy for as long as all the rest takes.
    forms: dict[str, str] = {}
    others: dict[str, list[str]] = {}
    surnames: dict[str, int] = {}
    for key in dict.fromkeys(keys):
        parts = split_name(key)
        surname = parts.surname if parts.given else " ".join(key.casefold().split())  # one word is compared whole
        name = f"{surname}\t{parts.suffix if parts.given else ''}\t{' '.join(parts.given)}"
        if forms.setdefault(name, key) is not key:
            others.setdefault(name, [forms[name]]).append(key)
        else:
            surnames[surname] = surnames.get(surname, 0) + 1
    fuller: dict[str, list[str]] = {}
    for name in forms:
        surname, suffix, given = name.split("\t")
        if given and surnames[surname] > 1:
            for lesser in _lesser(surname, suffix, given):
                if lesser in forms and lesser != name:
                    fuller.setdefault(lesser, []).append(name)
    forms.update((name, min(alike, key=_fitness)) for name, alike in others.items())
    made: dict[str, str] = {}
    for name, key in forms.items():
        above = [each for each in fuller[name] if each not in fuller] if name in fuller else ()
        person = forms[above[0]] if len(above) == 1 else key
        for each in others.get(name, (key,)):
            made[each] = person
    return made


def _lesser(surname: str, suffix: str, given: str) -> list[str]:
    """Return the names that say no more than a name and agree with it, the name itself among them."""
    words = given.split(" ")
    if len(words) > MAX_GIVEN:
        return []
    shortened, made = [""], []
    starts = [f"{surname}\t{each}\t" for each in {suffix, ""}]
    for word in words:
        forms = (word, word[0]) if len(word) > 1 and is_initial(word[0]) else (word,)
        shortened = [f"{before} {form}" if before else form for before in shortened for form in forms]
        made += [start + given for start in starts for given in shortened]
    return made


def _fitness(key: str) -> tuple[bool, bool, int, str]:
    """Return what is least of the best form of a name: in order, in both cases, long, small particles, by letter."""
    return "," in key, key in (key.lower(), key.upper()), -len(key), key.swapcase()
