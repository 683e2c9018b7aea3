"""The word nearest to a date that shows whether its clause refers to the future or the past.

Searched is the sentence of the date, from 120 characters before it to 80 after it. A word counts by its distance from
the date and its own weight; one of another clause, or after the date, is farther. A day or month with a verb of the
past before it in its own clause (*was arrested on Thursday and will appear*), or with a verb of saying behind it (*on
Friday he said he will go*), has no other verb behind it. After a verb of saying only what says where it was said may
stand between (*said in Hull on Friday*). A noun in the plural makes a verb of some words (*nurses strike*), and names
on both sides do (*Hull host Leeds*). What someone plans or has decided to do is ahead, but a weekday may be that of the
decision; so is what is *to* be done by a headline without another verb. The words come as a table
with flags (`dateline.index.entities.dates.tenses`); `tests/oracles/clauses.py` states the same rules with regular
expressions.
"""

from collections.abc import Mapping

class TenseScanner:
    """Finds the word that shows whether the clause around a date refers to the future or the past."""

    def __init__(self, words: Mapping[str, int]) -> None:
        """Take the words with their flags.

        Raises ValueError for more than 1024 words, or one that is not of 1 to 16 ASCII letters.
        """

    def nearest(self, text: str, start: int, end: int, no_month: bool) -> tuple[int, bool, str]:
        """Return the direction (1: future, -1: past), whether its word is a verb of the present, and the word.

        The direction of a clause without such a word is 0, its word empty. ``no_month``: the date is a day without its
        month, before which *until* follows its verb. Raises ValueError for a date outside the text.
        """

def is_over(text: str, start: int) -> bool:
    """Return whether the word before an offset says that a date is over: *the week ended*, *since*.

    Raises ValueError for an offset outside the text.
    """

class VerbScanner:
    """Finds the verb that a day without its year surely has, as `dateline.index.entities.dates.verbs` says."""

    def __init__(self, words: Mapping[str, int]) -> None:
        """Take the words with their flags (`verb_words`). Raises ValueError as `TenseScanner`."""

    def direction(self, text: str, start: int, end: int) -> tuple[int, str] | None:
        """Return the direction (2: future, -2: past) of the verb of a day, and the word that shows it.

        The direction of a day without such a verb is 0, its word empty. None where the kernel does not decide: with
        letters beyond ASCII next to the day, before a day that may be one of a row or that begins its clause, and
        behind a verb of telling. Raises ValueError for an empty date, or one outside the text.
        """
