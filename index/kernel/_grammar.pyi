"""Where in a run of words an expression of time may begin, and the longest match of a rule there.

At each word only the rules are tried that may begin with it, and that need nothing which the run does not have. The
tables of the grammar say both (`dateline.index.entities.dates.patterns`); this looks them up, and keeps what it found
while one run is parsed.

A run is *usual* if it is of ASCII and has no number before a capital D. Most are. Rules are matched in such a run in
small letters, with the first letter of each name of a month and the second one of each weekday as a capital (*12 May, a
Friday*: *12 May, a fRiday*), with short patterns that need not tell names from other words. They know only the years
1700 to 2099 if the run has no other numbers of four digits or more behind a month than these, times (*0800 GMT*) and
fractions.
"""

from collections.abc import Callable, Iterable, Mapping
from re import Match

from dateline.index.entities.dates.expressions import Expression
from dateline.index.entities.dates.patterns import Rule

class Grammar:
    """Finds where in a run an expression may begin, and the longest match of a rule there."""

    def __init__(
        self,
        by_beginning: Mapping[str, tuple[tuple[int, Rule], ...]],
        *,
        composed: frozenset[str],
        no_start: frozenset[str],
        ordinals: Iterable[str],
        needed: Mapping[str, int],
        every: int,
        with_and: int,
        with_end: int,
        impossible: Expression,
        other_number: Callable[[str, int], Match[str] | None],
        needs_of: Callable[[str], int],
        beginning_at: Callable[[str, int], str],
        months: Iterable[str] = (),
        weekdays: Iterable[str] = (),
        openings: tuple[Iterable[str], Iterable[str], Iterable[str]] = ((), (), ()),
        with_range: int = 0,
        with_clock: int = 0,
    ) -> None:
        """Take the rules by the word with which a match begins, each with the bits of what it needs, all of them.

        ``composed`` are words with which expressions begin that have more parts, ``no_start`` words of at most 8
        letters with which none begins, ``ordinals`` the words with which an ordinal begins. ``needed`` has the bits of
        a run by the first letters, at most three, of its words, and by signs: ``1`` is a number, ``#`` one of four
        digits or more, ``0`` one of at most two that is no day, ``'`` an apostrophe, ``-`` a dash or slash, ``:`` a
        colon; ``every`` are bits that all runs have, ``with_and`` and ``with_end`` those of runs that may have a row of
        days, or a period and its end. ``impossible`` is what a match is that is no date; ``other_number`` matches a
        number that is not part of a date. ``needs_of`` and ``beginning_at`` say of runs that are not ASCII what bits
        they have, and how a match at an offset begins. ``months`` and ``weekdays`` are the names of usual runs.
        ``openings`` are the beginnings of shares, weeks and ranges (`parts_at`); ``with_range`` and ``with_clock`` are
        the bits of what a range and a time of day have. Raises ValueError for more than 1023 beginnings, or one of over
        16 letters.
        """

    def atom_at(self, run: str, start: int) -> tuple[Expression, int, str] | None:
        """Return the longest match of a rule at an offset, as an expression, its end and its check."""

    def parts_at(self, run: str, start: int) -> int:
        """Return what may begin at an offset: 1 a row, 2 a period and its end (as `may_have_row`, `may_have_end`), 4 a
        share of a span, 8 a range of weekdays, 16 a range."""

    def may_have_range(self, run: str, at: int) -> bool:
        """Return whether what ends at an offset may be the first end of a range: something that joins is behind it."""

    def may_have_clock(self, run: str, at: int) -> bool:
        """Return whether a time of day may follow what ends at an offset, by the words and signs behind it."""

    def usual(self, run: str) -> tuple[str | None, bool]:
        """Return a run as the patterns for usual runs match it, None if it is none, and whether its years are usual."""

    def may_have_row(self, run: str, start: int) -> bool:
        """Return whether a row of days may begin at an offset: *and* is behind it, between numbers or ordinals."""

    def may_have_end(self, run: str, start: int) -> bool:
        """Return whether a period and its end may begin at an offset: *ended*, *ending* or *to* behind a unit."""

    def next_start(self, run: str, at: int) -> tuple[int, int, bool] | None:
        """Return the next word from an offset on at which an expression may begin, and its end; None if none does.

        The last value says whether the expression is the match of a rule at this word as it is: nothing follows it in
        the run, and no expression that has more parts may begin there.
        """
