"""Which dates an English text has.

A *run* is a row of words that belong to dates (they come as a table with flags) and of numbers, with nothing but
spaces, at most one end of line, commas, dashes, slashes and brackets between them. Only a run with a *strong* word or
number (``Friday``, ``years``, ``1998``, ``14:58``) counts. It keeps at most five weak words before the first strong
one, does not begin with *joining* words (``in``, ``of``), leaves off *fillers* (``the``, ``9.75``) at its end, and
has at most some two dozen words, so that all later work on a run is bounded.

A run is cut into *pieces*, which are read alone, because they return more often than whole runs: *March 3* in *from
March 3 after 9-1/8*. A month with its day and its year, a year, a weekday, a count with its unit, *last year*, *the
first quarter* and *a year ago* are pieces, if the run ends there or goes on with a sign or a word that can belong to
none of them (*with*; behind a unit not *from*: *two weeks from Friday*). Numbers that no date has, as the next word
shows, words with which no date begins, and *from* where no range can follow are passed over. What stands elsewhere is
read as part of the run from there on; its end is a piece as well.

`DateFinder` finds the dates of a text in one call: it scans for runs, looks up their parses, checks the words around
them (`dateline.index.kernel._surroundings`) and resolves them, by their clauses where these decide
(`dateline.index.kernel._clauses`). Rules in Python are asked for a run or a context that was not seen before, and
where the flags of the surrounding words, or the nearest word of tense, do not decide. `tests/oracles/found_dates.py`
states the same without what is kept.
"""

from array import array
from collections.abc import Mapping
from datetime import date
from typing import Protocol

from dateline.index.entities.dates.clauses import Direction
from dateline.index.entities.dates.expressions import Parse
from dateline.index.entities.dates.periods import LastPeriod
from dateline.index.entities.dates.resolved import Resolved
from dateline.index.entities.mention import DateMention

class DateScanner:
    """Finds the runs of words and numbers of a text that may hold a date."""

    def __init__(self, words: Mapping[str, int]) -> None:
        """Take the words with their flags (`dateline.index.entities.dates.scanning`).

        Raises ValueError for more than 1024 words, or one that is not of 1 to 16 ASCII letters.
        """

    def runs(self, text: str) -> array[int]:
        """Return where the runs start and end: start, end, start, end, ..."""

class ReadParse:
    """A parse of a run, with all that is known of it without the text; equal only to itself.

    ``traits`` are flags (`dateline.index.entities.dates.reading`). ``alternative`` is used if the words around it say
    that it is no date, ``rate`` where it is part of a rate, *15 a year*; ``parts`` are the days of a row.
    """

    parse: Parse
    start: int
    end: int
    traits: int
    alternative: ReadParse | None
    rate: ReadParse | None
    parts: tuple[ReadParse, ...] | None

    def __init__(
        self,
        parse: Parse,
        traits: int,
        fixed: Resolved | None = None,
        rules: tuple[tuple[int, int, bool], ...] = (),
        order: int = 0,
        alternative: ReadParse | None = None,
        parts: tuple[ReadParse, ...] | None = None,
        rate: ReadParse | None = None,
    ) -> None:
        """Take a parse and what is known of it.

        ``fixed`` is its resolution if that does not depend on the text, ``rules`` decide most checks
        (`dateline.index.kernel._surroundings`), ``order`` is 1 if it is a numeric date whose day comes first, -1 if its
        month does, else 0. Raises ValueError for more than six rules.
        """

class DateRules(Protocol):
    """The rules that a finder asks for what it does not know yet, or cannot decide."""

    def read_run(self, run: str, /) -> tuple[ReadParse, ...]:
        """Return the parses of a run."""

    def next_start(self, run: str, at: int, /) -> tuple[int, int, bool] | None:
        """Return the next word of a run at which a parse may begin, its end, and whether that is an atom alone."""

    def read_at(self, run: str, start: int, behind: int, alone: bool, /) -> tuple[ReadParse | None, int]:
        """Return the parse that begins at such a word, if one does, and where to go on."""

    def read_month(self, said: str, month: int, day: int, year: int, /) -> tuple[ReadParse, ...]:
        """Return the parse of a month with its day and its year, each 0 if it is not said, or of a year alone."""

    def read_length(self, said: str, count: str, unit: str, /) -> tuple[ReadParse, ...]:
        """Return the parse of a duration with its count, an article, a number or a word, and its unit."""

    def start_of_cut(self, text: str, low: int, after: int, /) -> int:
        """Return where the ordinal starts whose last word is at ``low``, not before ``after``."""

    def accept(self, read: ReadParse, text: str, start: int, end: int, around: int, /) -> tuple[ReadParse, int] | None:
        """Return what a possible date is between the words around it, and its end; None if it is no date."""

    def from_period(self, read: ReadParse, day: date | None, period: LastPeriod, /) -> Resolved | None:
        """Return a date counted from the period mentioned last."""

    def resolve_read(
        self, read: ReadParse, day: date | None, base: date | None, direction: int, order: bool | None, /
    ) -> Resolved | None:
        """Return the resolution of a parse in a context, None if there is no such day."""

    def both_ways(self, read: ReadParse, day: date, /) -> tuple[Resolved | None, Resolved | None]:
        """Return the resolutions in a clause of the past and in one of the future."""

    def find_direction(self, text: str, start: int, end: int, no_month: bool, weekday: bool, /) -> Direction:
        """Return the direction of the clause around a date."""

    def find_sure_direction(self, text: str, start: int, end: int, /) -> Direction:
        """Return the direction of the verb that a date surely has, if the word before it allows for one.

        Only what the kernel does not decide is asked (`dateline.index.kernel._clauses.VerbScanner`)."""

    def reason_of(self, sign: int, cue: str, day: date, /) -> str:
        """Return what a word of tense, or none, says of a date."""

class DateFinder:
    """Finds the dates of English texts, and keeps what it has read and resolved."""

    def __init__(
        self,
        words: Mapping[str, int],
        tenses: Mapping[str, int],
        verbs: Mapping[str, int],
        surroundings: Mapping[str, int],
        made: type[DateMention],
        rules: DateRules,
    ) -> None:
        """Take the words of dates, of tense, of verbs and around dates, each with flags, and the class of a mention.

        Raises ValueError for words as in `DateScanner`, TypeError for a class without the slots of `DateMention`.
        """

    def read(self, run: str) -> list[tuple[int, ReadParse]]:
        """Return the parses of a run, each with the offset in the run that its own are counted from."""

    def find(self, text: str, day: date | None, day_first: bool | None) -> tuple[DateMention, ...]:
        """Return the dates of a text, in order; none goes over a line end.

        ``day`` is the day of publication, ``day_first`` the order of ``04/05/2016`` if the text does not show it.
        """
