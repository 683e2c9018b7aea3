"""The name in what a query calls a person, whose title is no part of it: *Reagan* in *President Reagan*."""

from __future__ import annotations

from typing import Final

from dateline.index.entities.people.person_names import in_order
from dateline.index.entities.people.titles import OFFICE_WORDS, TITLES, word_set

__all__ = ["without_title"]

# Titles that are also forenames and surnames, so that they are none after other words than titles: *John Major Smith*.
NAMES: Final = word_set("major judge marshal bishop cardinal constable provost vicar private grand justice general")
LONGEST: Final = 12  # words


def without_title(value: str) -> str:
    """Return the name after the title in a value, or an empty text if there is no title before a name.

    What stands before a title belongs to it (*Fed Chairman Paul Volcker*), and so does what it is the office of
    (*Secretary of State George Shultz*). A comma may separate the surname: *Howe, Sir Geoffrey*.
    """
    words = (in_order(value) if value.count(",") == 1 else value).split()
    plain = [word.rstrip(".,").lower() for word in words]
    if not 1 < len(words) <= LONGEST:
        return ""
    end = 0
    for place, word in enumerate(plain[:-1]):
        led = all(each in TITLES or each in OFFICE_WORDS for each in plain[end:place])
        if word in TITLES and (led or word not in NAMES):
            end = place + 1
        elif word == "of" and 0 < end == place:
            end = place + 3 if plain[place + 1] == "the" else place + 2
    return " ".join(words[end:]) if 0 < end < len(words) else ""
