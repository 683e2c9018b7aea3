"""The English words of dates and their meanings. Tables only."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.index.dates.names import ENGLISH_MONTHS, ENGLISH_WEEKDAYS

__all__ = [
    "FEASTS",
    "MONTHS",
    "NUMBERS",
    "ORDINALS",
    "PARTS_OF_DAY",
    "SEASONS",
    "UNITS",
    "VAGUE_COUNTS",
    "WEEKDAYS",
    "any_of",
    "split_words",
]


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a text."""
    return tuple(text.split())


MONTHS = ENGLISH_MONTHS
WEEKDAYS = ENGLISH_WEEKDAYS

# The TIMEX3 code of each; north of the equator, whole months: spring is March to May.
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

# (month, day), or days from Easter Sunday. `christmas` and `new year` stand for their first day.
FEASTS: dict[str, tuple[int, int] | int] = {
    "shrove tuesday": -47, "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2,
    "holy saturday": -1, "easter sunday": 0, "easter day": 0, "easter monday": 1, "easter tuesday": 2,
    "easter week": 0, "easter": 0,
    "ascension day": 39, "whit sunday": 49, "whitsunday": 49, "whitsun": 49, "pentecost": 49, "whit monday": 50,
    "corpus christi": 60,
    "new year's day": (1, 1), "new year's eve": (12, 31), "new year": (1, 1), "epiphany": (1, 6),
    "valentine's day": (2, 14), "st patrick's day": (3, 17), "april fool's day": (4, 1), "may day": (5, 1),
    "independence day": (7, 4), "bastille day": (7, 14), "halloween": (10, 31), "all saints' day": (11, 1),
    "guy fawkes night": (11, 5), "guy fawkes day": (11, 5), "bonfire night": (11, 5), "armistice day": (11, 11),
    "remembrance day": (11, 11), "veterans day": (11, 11), "christmas eve": (12, 24), "christmas day": (12, 25),
    "christmas": (12, 25), "boxing day": (12, 26), "st stephen's day": (12, 26), "twelfth night": (1, 5),
    "burns night": (1, 25), "australia day": (1, 26), "groundhog day": (2, 2), "candlemas": (2, 2),
    "lincoln's birthday": (2, 12), "washington's birthday": (2, 22), "st david's day": (3, 1), "lady day": (3, 25),
    "anzac day": (4, 25), "st george's day": (4, 23), "cinco de mayo": (5, 5), "decoration day": (5, 30),
    "juneteenth": (6, 19), "canada day": (7, 1), "dominion day": (7, 1), "michaelmas": (9, 29),
    "all souls' day": (11, 2), "st andrew's day": (11, 30), "hogmanay": (12, 31),
}  # fmt: skip

# The TIMEX3 designator of each unit; those with a T in front count within a day.
UNITS = {
    "second": "TS", "sec": "TS", "minute": "TM", "min": "TM", "hour": "TH", "hr": "TH",
    "day": "D", "night": "D", "week": "W", "weekend": "WE", "fortnight": "W", "month": "M",
    "quarter": "Q", "year": "Y", "yr": "Y", "decade": "DE", "century": "CE", "centurie": "CE",
}  # fmt: skip

PARTS_OF_DAY = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midday": "MI", "noon": "MI",
    "midnight": "NI", "dawn": "MO", "dusk": "EV",
}  # fmt: skip

NUMBERS = {
    word: number
    for number, word in enumerate(
        split_words(
            "zero one two three four five six seven eight nine "
            "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
        )
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}

# Counts that are X in TIMEX3, and their numbers for calculations with days (None: unknown).
VAGUE_COUNTS: dict[str, int | None] = {
    "couple": 2, "couple of": 2, "few": None, "several": None, "many": None, "some": None, "dozen": 12,
    "dozens of": None, "hundreds of": None, "thousands of": None,
}  # fmt: skip

ORDINALS = {
    word: number
    for number, word in enumerate(
        split_words(
            "first second third fourth fifth sixth seventh eighth ninth tenth "
            "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
            "twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh "
            "twenty-eighth twenty-ninth thirtieth thirty-first"
        ),
        start=1,
    )
}


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of the words, the longest first."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"
