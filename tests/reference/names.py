"""The specification of names as people write them, said the slow, obvious way."""

from __future__ import annotations

import re

from dateline.index.analysis.english import analyze, fold_name_word, fold_value
from dateline.index.entities.people.person_names import in_order, names_agree, split_name

MOST_INITIALS = 3


def is_initial(word: str) -> bool:
    return len(word) == 1 and word.upper() != word


def join_initials(words: list[str]) -> list[str]:
    """Join the initials of each run of two or three that has no initial before or after it."""
    made = []
    while words:
        run = 1
        while is_initial(words[0]) and run < len(words) and is_initial(words[run]):
            run += 1
        made += ["".join(words[:run])] if run <= MOST_INITIALS else words[:run]
        words = words[run:]
    return made


def readings(name: str) -> list[list[str]]:
    orders = [name, in_order(name)] if name.count(",") in (1, 2) else [name]
    written = [[fold_name_word(token.form) for token in analyze(order)] for order in orders]
    return [*written, *map(join_initials, written)]


def is_called(value: str, wanted: str) -> bool:
    """Return whether a value equals a name, or one of its readings has one of the name's, side by side."""
    sought, own = readings(wanted), readings(value)
    runs = [words[at : at + len(each)] == each for words in own for each in sought if each for at in range(len(words))]
    return fold_value(value) == fold_value(wanted) or any(runs)


def is_abbreviated(value: str, wanted: str) -> bool:
    """Return whether a name with initials can be that of a value, however umlauts are written."""
    own, sought = (re.sub(r"\w{4,}", lambda word: fold_name_word(word[0]).title(), name) for name in (value, wanted))
    return any(map(is_initial, split_name(wanted).given)) and names_agree(own, sought)
