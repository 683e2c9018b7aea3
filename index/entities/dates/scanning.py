"""Which words make the scanner stop, and the scanner that has them.

The scanner (`dateline.index.kernel`) gives the runs of a text: rows of these words and of numbers. Only runs are read by the
grammar, and as runs repeat (*on Monday*, *in 1986*), each is read once.
"""

from __future__ import annotations

from functools import cache

from dateline.index.entities.dates.words import MONTHS, NUMBERS, ORDINALS, PARTS_OF_DAY, SEASONS, WEEKDAYS
from dateline.index.kernel import DateScanner

__all__ = ["date_scanner"]

# As the kernels read them.
WEAK, STRONG, FILLER, CAPITAL, ABBREVIATION, GLUED, JOINING = 0, 2, 4, 8, 16, 32, 64

STRONG_WORDS = ["second", "seconds", "sec", "secs", "minute", "minutes", "min", "mins", "hour", "hours", "hr", "hrs", "day", "days", "night", "nights", "week", "weeks", "weekend", "weekends", "fortnight", "fortnights", "month", "months", "quarter", "quarters", "year", "years", "yr", "yrs", "decade", "decades", "century", "centuries", "yesterday", "today", "tonight", "tomorrow", "now", "nowadays", "currently", "current", "recent", "recently", "daily", "weekly", "fortnightly", "monthly", "quarterly", "yearly", "annual", "annually", "hourly", "nightly", "biweekly", "bimonthly", "biannual", "biennial", "midday", "midnight", "noon", "inst", "ult", "prox", "instant", "ultimo", "proximo", "past", "future", "formerly", "soon", "decadelong"]
STRONG_NAMES = ["easter", "christmas", "xmas", "pentecost", "whitsun", "whitsunday", "epiphany", "halloween", "utc", "gmt", "annum", "sundays", "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays"]
WEAK_WORDS = ["a", "an", "ago", "last", "next", "this", "these", "that", "coming", "previous", "preceding", "following", "same", "past", "every", "each", "other", "per", "early", "earlier", "earliest", "late", "later", "latest", "mid", "middle", "beginning", "start", "end", "close", "first", "half", "one-half", "half", "both", "hundred", "couple", "few", "several", "many", "some", "dozen", "dozens", "hundreds", "thousands", "straight", "consecutive", "successive", "full", "whole", "entire", "working", "trading", "business", "calendar", "fiscal", "financial", "more", "another", "single", "old", "aged", "ended", "ending", "before", "after", "hence", "from", "between", "to", "till", "until", "through", "since", "during", "circa", "about", "around", "approximately", "ca", "c", "m", "p", "o'clock", "oclock", "time", "eve", "good", "ash", "palm", "maundy", "holy", "shrove", "whit", "ascension", "corpus", "christi", "new", "boxing", "valentine", "valentines", "st", "saint", "patrick", "patricks", "fool", "fools", "bastille", "independence", "armistice", "veterans", "all", "saints", "guy", "fawkes", "q", "fy", "h", "s", "very", "just", "almost", "nearly", "over", "within", "near", "long", "short", "term", "final", "est", "edt", "cst", "cdt", "pst", "pdt", "mst", "mdt", "cet", "bst", "local", "and", "of", "the", "in", "on", "at", "by", "for", "with", "is", "as", "turn", "period", "era", "opening", "closing", "late-night", "initial"]
FILLERS = set(
    ["a", "an", "the", "of", "in", "on", "at", "by", "for", "from", "to", "and", "between", "during", "since", "until", "till", "through", "about", "around", "very", "just", "almost", "nearly", "over", "within", "before", "after", "with", "is", "as", "this", "that", "last", "next", "some", "good", "new", "all", "st", "holy", "c", "p", "s", "m", "h", "q"]
)
JOINING_WORDS = frozenset(
    ["in", "on", "at", "by", "for", "is", "as", "to", "of", "and", "with", "during", "since", "until", "till", "through", "within", "over", "very", "just", "s", "with", "that"]
)
ABBREVIATIONS = {name for name in (*MONTHS, *WEEKDAYS) if len(name) < 6} | set(
    ["inst", "ult", "prox", "c", "ca", "a", "p", "m", "st", "yr", "yrs", "hr", "hrs", "min", "mins", "sec", "secs"]
)


@cache
def date_scanner() -> DateScanner:
    """Return the scanner of English dates."""
    words = dict.fromkeys((*WEAK_WORDS, *NUMBERS), WEAK)
    for ordinal in ORDINALS:
        words.update(dict.fromkeys(ordinal.split("-"), WEAK))
    words |= dict.fromkeys((*STRONG_WORDS, *SEASONS, *PARTS_OF_DAY), STRONG)
    words |= dict.fromkeys((*MONTHS, *WEEKDAYS, *STRONG_NAMES), STRONG | CAPITAL)
    for word in [word for word in words if not word.isalpha()]:
        del words[word]
    for word in words:
        words[word] |= FILLER if word in FILLERS and not words[word] & STRONG else 0
        words[word] |= ABBREVIATION if word in ABBREVIATIONS else 0
        words[word] |= JOINING if word in JOINING_WORDS else 0
        words[word] |= GLUED if word in ("q", "fy", "h") else 0
    return DateScanner(words)
