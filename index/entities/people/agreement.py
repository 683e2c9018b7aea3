"""Group the names in an archive that are one person: names that agree with only one fuller name.

“J. Smith” is John Smith if the archive has no other J… Smith; with a Jane Smith it stays separate, because a wrong
merge is worse than a missing one. A name is *fuller* than another if it has all its parts and more: a given name for an
initial, a second given name, a suffix. Each key is assigned to its one fullest name; if there are two of which neither
is fuller (George W. Bush and George H. W. Bush for George Bush), it stays separate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dateline.index.entities.people.person_names import is_initial, split_name

__all__ = ["group_names"]

MAX_GIVEN = 5  # a name with more given names agrees only with itself; this bounds the number of lesser names


def group_names(keys: Iterable[str]) -> Mapping[str, str]:
    """Return every key with the key of its person; a separate key is mapped to itself.

    The order of the keys does not matter. Only keys with the same surname can agree, so each surname may be grouped
    alone.
    """
    # Names are compared as strings of surname, suffix and given names separated by tabs: hundreds of thousands of
    # tuples would keep the garbage collector busy for as long as the rest takes.
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
    """Return the names that a name is fuller than or equal to."""
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
    """Return a sort key, least for the best form: without comma, in mixed case, long, with small particles."""
    return "," in key, key in (key.lower(), key.upper()), -len(key), key.swapcase()
