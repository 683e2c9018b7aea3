"""Which words let the kernel cut a run into pieces that are read alone (`dateline.index.kernel._dates`)."""

from __future__ import annotations

from dateline.index.entities.dates.atoms import BY_BEGINNING, COMPOSED_FIRST
from dateline.index.entities.dates.scanning import vocabulary
from dateline.index.entities.dates.words import MONTHS, NUMBERS, split_words

__all__ = ["words_of_runs"]

# Flags of words behind those of the scanner, as in the kernel: months, counts and units; words that can belong to no
# date before them, to no duration before them, or show that a number before them is none of a date; what ranges have
# and begin with; with what nothing begins; *and*; what may stand before a number;
# articles; words that are dates alone.
(
    IS_MONTH,
    IS_COUNT,
    IS_UNIT,
    CALM,
    CALM_BEHIND_UNIT,
    BEHIND_NUMBER,
    JOINS_RANGE,
    OPENS_RANGE,
    BEGINS_NONE,
    IS_AND,
    BEFORE_NUMBER,
    IS_ARTICLE,
    STANDS_ALONE,
) = (1 << bit for bit in range(8, 21))
MONTH_AT = 21  # the number of a month
WORDS = {
    IS_UNIT: "hour hours day days week weeks month months year years",
    CALM: "from with as for after before is that than since during",
    CALM_BEHIND_UNIT: "with as for is that than since during",
    BEHIND_NUMBER: "in from the for on at by last next this during over with since as is",
    JOINS_RANGE: "to and until till through",
    OPENS_RANGE: "from between",
    IS_AND: "and",
    BEFORE_NUMBER: "a an the some about around",
    IS_ARTICLE: "a an the",
    STANDS_ALONE: "today yesterday tomorrow now currently daily weekly monthly quarterly annually annual",
}
# Periods that have an end begin with these (`ended`), and rows with a weekday.
OF_PERIODS = frozenset(
    split_words(
        "the a first second third fourth final latest last previous week weeks month months quarter quarters qtr qtrs"
        " half year years fiscal financial"
    )
)


def words_of_runs() -> dict[str, int]:
    """Return the words of the scanner, with the flags of those by which runs are cut."""
    words = vocabulary()
    for flag, row in WORDS.items():
        for word in row.split():
            words[word] |= flag
    for word in words:
        words[word] |= IS_MONTH | MONTHS[word] << MONTH_AT if word in MONTHS else 0
        words[word] |= IS_COUNT if NUMBERS.get(word, 0) else 0
        if word not in BY_BEGINNING and word not in COMPOSED_FIRST and word not in OF_PERIODS:
            words[word] |= BEGINS_NONE
    return words
