"""The vocabulary of the date scanner.

The scanner (`dateline.index.kernel._dates`) finds the runs of a text: sequences of these words and of numbers. Only
runs are parsed, and because runs repeat (*on Monday*, *in 1986*), each is parsed once.
"""

from __future__ import annotations

import re

from dateline.index.entities.dates.words import (
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS_OF_DAY,
    SEASONS,
    WEEKDAYS,
    split_words,
)

__all__ = ["start_of_cut", "vocabulary"]

# Flags of words, as in the kernels.
WEAK, STRONG, FILLER, CAPITAL, ABBREVIATION, GLUED, JOINING, CUT = 0, 2, 4, 8, 16, 32, 64, 128

STRONG_WORDS = split_words("""
    second seconds sec secs minute minutes min mins hour hours hr hrs day days night nights week weeks weekend weekends
    fortnight fortnights month months quarter quarters year years yr yrs decade decades century centuries yesterday
    today
    mornings afternoons evenings tonight tomorrow now nowadays currently recent recently daily weekly
    fortnightly monthly quarterly yearly annual
    annually hourly nightly biweekly bimonthly biannual biennial midday midnight noon inst ult prox instant ultimo
    proximo
    qtr qtrs fy seventeen eighteen nineteen
    past future formerly soon twenties thirties forties fifties sixties seventies eighties nineties
""")
# Words of the names of holidays, which count only with a strong word.
WEAK_NAMES = split_words("""
    guy fawkes bonfire remembrance stephen stephens burns australia groundhog lincoln lincolns washington washingtons
    birthday david davids lady anzac george georges cinco mayo decoration canada dominion andrew andrews martin luther
    king jr presidents president mother mothers father fathers memorial labor columbus election rosh yom eid
    souls chinese lunar jewish islamic muslim persian iranian orthodox vietnamese tamil thai
""")
STRONG_NAMES = split_words("""
    easter christmas xmas pentecost whitsun whitsunday epiphany halloween thanksgiving passover ramadan purim shavuot
    hashanah hashana kippur sukkot hanukkah chanukah candlemas michaelmas hogmanay juneteenth fitr adha
    utc gmt annum sundays
    mondays tuesdays wednesdays thursdays fridays saturdays
""")
WEAK_WORDS = split_words("""
    a an ago last next this these that coming previous preceding following same past every each other per early earlier
    earliest late later latest mid middle beginning start end close first half one both hundred couple few several
    many some
    dozen dozens hundreds thousands straight consecutive successive full whole entire working trading business calendar
    fiscal financial more another single old aged ended ending before after hence from between to till until through
    since
    during circa about around approximately ca c m p o oclock clock time eve good ash palm maundy holy shrove whit
    ascension
    corpus christi new boxing valentine valentines st saint patrick patricks fool fools bastille independence armistice
    veterans all saints guy fawkes q h s very just almost nearly over within near long short term final est edt cst
    cdt pst
    pdt mst mdt cet bst local and of the in on at by for with is as turn part period era opening closing most right
    present
    afterwards previously before current than less roughly latest earliest prior same corresponding comparable
    equivalent oh de al ul
""")
FILLERS = frozenset(split_words("""
    a an the of in on at by for from to and between during since until till through about around very just almost nearly
    over within with is as than this that some good new all st holy c p s m h q o most right
"""))  # fmt: skip
# No expression begins with these words.
JOINING_WORDS = frozenset(split_words("""
    in on at by for is as to of and with during since until till through within over very just s that
"""))  # fmt: skip
# These ordinals alone make a run: *from the fourteenth to the nineteenth*. Lower ones are mostly not days.
STRONG_ORDINALS = frozenset(word for word, number in ORDINALS.items() if number > 10 and "-" not in word)
# The scanner keeps few words before a strong one, so it may split *the twenty-first to the twenty-third inst.*
UNIT_ORDINALS = tuple(word for word, number in ORDINALS.items() if number < 10)
CUT_OFF = re.compile(
    r"(?:\b(?:from|between)[^\S\n]{1,3})?(?:\bthe[^\S\n]{1,3})?\b(?:twenty|thirty)(?:-|[^\S\n]){1,3}\Z", re.IGNORECASE
)
ABBREVIATIONS = {name for name in (*MONTHS, *WEEKDAYS) if len(name) < 6} | set(
    split_words("inst ult prox c ca a p m st yr yrs hr hrs min mins sec secs")
)


def vocabulary() -> dict[str, int]:
    """Return the words of dates with their flags."""
    words = dict.fromkeys((*WEAK_WORDS, *NUMBERS), WEAK)
    for ordinal in ORDINALS:
        words.update(dict.fromkeys(ordinal.split("-"), STRONG if ordinal in STRONG_ORDINALS else WEAK))
    words |= dict.fromkeys((*STRONG_WORDS, *SEASONS, *PARTS_OF_DAY), STRONG)
    words |= dict.fromkeys(WEAK_NAMES, CAPITAL) | words
    words |= dict.fromkeys((*MONTHS, *WEEKDAYS, *STRONG_NAMES), STRONG | CAPITAL)
    made = {word: flags for word, flags in words.items() if word.isalpha()}
    for word in made:
        made[word] |= FILLER if word in FILLERS and not made[word] & STRONG else 0
        made[word] |= ABBREVIATION if word in ABBREVIATIONS else 0
        made[word] |= JOINING if word in JOINING_WORDS else 0
        made[word] |= GLUED if word in ("q", "fy", "h") or word in MONTHS else 0
        made[word] |= CUT if word.startswith(UNIT_ORDINALS) else 0
    return made


def start_of_cut(text: str, low: int, after: int) -> int:
    """Return where the ordinal starts whose last word is at ``low``, not before ``after``: *twenty-first*."""
    cut_off = CUT_OFF.search(text, max(after, low - 24), low)
    return cut_off.start() if cut_off is not None else low
