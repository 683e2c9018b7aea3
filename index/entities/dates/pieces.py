"""Which words let the kernel cut a run into pieces that are read alone (`dateline.index.kernel._dates`)."""

from __future__ import annotations

from dateline.index.entities.dates.atoms import BY_BEGINNING, COMPOSED_FIRST
from dateline.index.entities.dates.scanning import vocabulary
from dateline.index.entities.dates.words import MONTHS, NUMBERS, ORDINALS, PARTS_OF_DAY, WEEKDAYS, split_words

__all__ = ["words_of_runs"]

# Flags of words behind those of the scanner, as in the kernel: months, counts and units; words that may count a period
# from the current one, or a duration from a day; words that show that a number before them belongs to no date;
# what ranges have and begin with; what nothing begins with; *and*; what may stand before a number; articles; words that
# are dates alone.
(
    IS_MONTH,
    IS_COUNT,
    IS_UNIT,
    IS_STEP,
    IS_AGO,
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
# What may belong to a day or a month before it, to a year, and to a duration; what belongs to no period before it;
# units of periods; and which quarter it is.
EXTENDS_DAY, EXTENDS_YEAR, EXTENDS_UNIT, CALM_BEHIND_PERIOD, IS_PERIOD, IS_NTH = (1 << bit for bit in range(25, 31))
JOINING = "to and until till through ended ending"
WORDS = {
    IS_UNIT: "hour hours day days week weeks month months year years",
    IS_STEP: "last this next previous current",
    IS_AGO: "ago earlier before later",
    BEHIND_NUMBER: "in from the for on at by last next this during over with since as is",
    JOINS_RANGE: "to and until till through",
    OPENS_RANGE: "from between",
    IS_AND: "and",
    BEFORE_NUMBER: "a an the some about around",
    IS_ARTICLE: "a an the",
    STANDS_ALONE: "today yesterday tomorrow now currently daily weekly monthly quarterly annually annual",
    EXTENDS_DAY: f"""{JOINING} of in at by on about around approximately last next this that the a an previous current
        same coming following preceding past day days week weeks fortnight month months quarter quarters year years
        fiscal financial yesterday today tomorrow tonight midday midnight noon gmt utc hour hours hr hrs""",
    EXTENDS_YEAR: f"""{JOINING} business calendar centuries century consecutive day days decade decades entire fortnight
        fortnights full gmt hour hours hr hrs local long min mins minute minutes month months more night nights qtr
        qtrs quarter quarters sec second seconds secs single straight successive time trading utc week weekend weekends
        weeks whole working year years yr yrs""",
    EXTENDS_UNIT: f"""{JOINING} ago after before earlier from hence in later of on over past previously previous time
        today tomorrow yesterday""",
    CALM_BEHIND_PERIOD: "and from with at by for as after before is than since during between just now",
    IS_PERIOD: "year month week quarter",
    IS_NTH: "first second third fourth",
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
        words[word] |= STANDS_ALONE if word in WEEKDAYS else 0
        words[word] |= IS_COUNT if NUMBERS.get(word, 0) else 0
        words[word] |= (
            EXTENDS_DAY if word in NUMBERS or word in ORDINALS or word.removesuffix("s") in PARTS_OF_DAY else 0
        )
        if word not in BY_BEGINNING and word not in COMPOSED_FIRST and word not in OF_PERIODS:
            words[word] |= BEGINS_NONE
    return words
