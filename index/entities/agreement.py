"""Which keys of an archive are one person: those whose names agree, when only one fuller name is there to agree with.

“J. Smith” is John Smith where the archive has no other J… Smith; with a Jane Smith it stays by itself, for a wrong
merger is worse than a missing one. A name is *fuller* than another when it says all that the other says and more: a
given name for an initial, a second given name, a suffix. So each key goes to the one fullest name above it; where two
names above it are not above each other (George W. Bush and George H. W. Bush above George Bush), it stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dateline.index.entities.person_names import is_initial, split_name

__all__ = ["agree"]

Parts = tuple[tuple[str, ...], str, str]  # as NameParts has them

MOST_GIVEN = 5  # a name with more given names than anybody has agrees only with itself; it bounds the lesser names


def agree(keys: Iterable[str]) -> Mapping[str, str]:
    """Return the keys that are not names by themselves, each with the key of the person it is.

    Every key given is in the answer; one that stays by itself goes to itself. The order of the keys is
    irrelevant. Only keys that share a surname can agree, so those of one surname may be asked about alone.
    """
    written: dict[Parts, list[str]] = {}
    for key in keys:
        parts = split_name(key)
        # A name of one word is compared whole.
        identity: Parts = (
            (parts.given, parts.surname, parts.suffix) if parts.given else ((), " ".join(key.casefold().split()), "")
        )
        written.setdefault(identity, []).append(key)
    fuller: dict[Parts, list[Parts]] = {}
    for name in written:
        for lesser in _lesser(*name):
            if lesser in written and lesser != name:
                fuller.setdefault(lesser, []).append(name)
    chosen = {name: min(forms, key=_fitness) if len(forms) > 1 else forms[0] for name, forms in written.items()}
    made = {}
    for name, forms in written.items():
        above = [each for each in fuller[name] if each not in fuller] if name in fuller else ()
        person = chosen[above[0] if len(above) == 1 else name]
        for key in forms:
            made[key] = person
    return made


def _lesser(given: tuple[str, ...], surname: str, suffix: str) -> list[Parts]:
    """Return the names that say no more than a name and agree with it, the name itself among them."""
    if not given or len(given) > MOST_GIVEN:
        return []
    if len(given) == 1 and not suffix:
        return [((given[0][0],), surname, "")] if is_initial(given[0][0]) else []
    shortened: list[tuple[str, ...]] = [()]
    made: list[Parts] = []
    for word in given:
        forms = {word, word[0]} if is_initial(word[0]) else {word}
        shortened = [(*before, form) for before in shortened for form in forms]
        made += [(words, surname, each) for words in shortened for each in {suffix, ""}]
    return made


def _fitness(key: str) -> tuple[bool, bool, int, str]:
    """Return what is least of the best form of a name: in order, in both cases, long, small particles, by letter."""
    return "," in key, key in (key.lower(), key.upper()), -len(key), key.swapcase()
