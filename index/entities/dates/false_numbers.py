"""Checks of numbers: whether they are years, days and durations, or count, number or name something else."""

from __future__ import annotations

import re

from dateline.index.entities.dates.expressions import Parse
from dateline.index.entities.dates.patterns import NTH
from dateline.index.entities.dates.words import any_of, split_words

__all__ = [
    "ENDED",
    "NO_DIGIT",
    "OLD",
    "PREPOSITION",
    "SURE_AFTER_TO",
    "century",
    "circa",
    "counting",
    "days",
    "decade",
    "far_year",
    "length",
    "of_abbreviated_month",
    "old_year",
    "ordinal_day",
    "quoted_year",
    "row",
    "worded_decade",
    "year",
    "years",
]

PREPOSITION = re.compile(
    r"(?:^|\W)(?:in|since|by|until|till|of|from|to|during|before|after|on|for|through|between|and|or"
    r"|early|late|mid|last|next"
    r"|this|each|every|end|beginning|start|as\s+of|around|about|its|'s|\u2019s|previous|throughout|late"
    r"|until)[\s-]+(?:the\s+)?$",
    re.IGNORECASE,
)
STRONG_YEAR = re.compile(
    r"(?:^|\W)(?:in|since|during|until|till|year|spring|summer|autumn|winter|fall|back\s+in|mid|early"
    r"|late|circa|\()[\s-]*(?:the\s+)?(?:fiscal\s+|year\s+)?$"
    r"|[(\[]\s*$|[\"\u201c`]\s*$",
    re.IGNORECASE,
)
WEAK_YEAR = re.compile(
    r"(?:^|\W)(?:by|of|from|to|before|after|for|and|or|through|between|than|as|'s|\u2019s|the|its|a)\s+$", re.IGNORECASE
)
NUMBERED = re.compile(
    r"(?:^|\W)(?:no\.?|number|line|lines|page|pages|pp?\.|flight|room|chapter|section|route|highway"
    r"|version|model|channel|about|over"
    r"|nearly|some|only|least|most|more\s+than|almost|another|x|plus|minus|up|down|rose|fell|by|lot|suite"
    r"|windows|area|code|tel\.?"
    r"|phone|box|class|type|mark|series|[+=*])\s*$",
    re.IGNORECASE,
)
RISE_OVER = re.compile(
    r"(?:\b(?:pct|percent|per\s+cent|rise|increase|growth|gain|improvement)|%)\s+over\s+$", re.IGNORECASE
)
COUNTED = re.compile(
    r"[\s-]*(?:-\s*)?(?:(?:mln|bln|million|billion|dlrs?|dollars?|pounds?|euros?|pct|percent|per\s+cent"
    r"|people|men|women|children|tons?"
    r"|tonnes?|miles?|metres?|meters?|feet|foot|ft|km|kg|lbs?|mm|cm|mph|rpm|cc|hp|points?|shares?|vs\.?"
    r"|votes?|jobs?|workers?|soldiers?|troops?"
    r"|homes?|families|barrels?|bpd|units?|employees|students|members|cars?|francs?|marks?|yen|lire|m"
    r"|hours?|hrs?|utc|gmt|[ecmp][sd]t|bst|cet|local\s+time|or\s+so)\b|%|\.[0-9]|,[0-9])",
    re.IGNORECASE,
)
# A noun in the plural, an adjective before it or not. Verbs and other words on *s* are excluded by their endings.
NOT_PLURAL = "".join(
    f"(?<!{ending})"
    for ending in (r"\bwas", r"\bhas", r"\bits", r"\bthis", "ss", *split_words("goes comes sees takes shows ends"))
)
PLURAL = re.compile(rf"\s+(?:[a-z]+\s+)?[a-z]{{2,}}s\b{NOT_PLURAL}")
# What has a year rather than a number, with up to two words before it: *1986 results*, *1987 capital expenditures*; and
# verbs of accounts: *1986 net includes*.
OF_A_YEAR = re.compile(
    r"\s+(?:[a-z]+\s+){0,2}(?:accounts|amounts|budgets|crops|crop|deficits|earnings|elections|estimates|expenditures"
    r"|exports|figures|forecasts|gains|imports|levels|losses|models|operations|periods|plantings|prices|profits|programs"
    r"|prospects|results|revenues|revs|sales|statements|surplus|surpluses|targets|includes|excludes|reflects)\b"
)
STREET = re.compile(
    r"\s+(?:[A-Z]\w+\.?\s+){1,3}(?:Street|St\b|Avenue|Ave\b|Road|Rd\b|Drive|Lane|Boulevard|Blvd|Square)"
)
OLD = re.compile(r"\s*(?:-\s*)?(?:olds?\b|of\s+age)", re.IGNORECASE)
# Also *sub-five-minute*: a part of a word.
AGED = re.compile(r"\b(?:(?:aged?|age\s+of)\s+|sub-|non-)$", re.IGNORECASE)
FRACTION_OF = re.compile(r"(?:an?|one|three)\s+quarters?$", re.IGNORECASE)
NAME_OF_WAR = re.compile(r"[A-Z][a-z]+\s+[A-Z][a-z]+$")
POSSESSIVE = re.compile(r"\b(?:his|her|their|my|your|our)\s+(?:(?:early|mid|late)[\s-]+)?$", re.IGNORECASE)
BEFORE_SHORT_YEAR = re.compile(
    r"\b(?:class|spring|summer|autumn|fall|winter|season|election|world\s+cup|late|early|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct"
    r"|nov|dec|[a-z]+(?:ary|ber)|april|august|march)\.?\s+$",
    re.IGNORECASE,
)
MODIFIED = re.compile(
    r"(?:about|around|roughly|approximately|nearly|almost|over|only|just|(?:more|less)\s+than)\s+", re.IGNORECASE
)
# *Last* is a verb: *will last three weeks*.
LASTING = re.compile(
    r"\b(?:to|will|would|should|must|may|might|can|could|shall|not|won't|didn't|'ll)\s+(?:only\s+)?$", re.IGNORECASE
)
NAMED_SO = re.compile(r"\b(?:is|was|not)\s+$", re.IGNORECASE)
SURE_AFTER_TO, LAST_RECENT = 1900, 2100
# *Rose 150 points to 1887*: a number below 1900 is rarely a year there.
OF_INDEX = re.compile(
    r"(?:\b(?:points?|pts|pct|percent|pence|cents|rose|fell|higher|lower|closed)|%|\.[0-9]+|[0-9]/[0-9])"
    r"\s+(?:to|from|at|by)\s+$",
    re.IGNORECASE,
)
# A number between a month and a price is a price as well: *May 1414 6619*, *Jul 1461 UP 8*.
IN_TABLE = re.compile(r"/[0-9]|\s+(?:[0-9]{3,}(?![0-9,])|--(?!\w)|(?:UP|OFF|DOWN|BID|UNCH|UNTRD|ba)\b)")
NO_DIGIT = re.compile(r"\D")
# Before a number that is part of another, or of a formula.
IN_NUMBER = re.compile(r"[\w]-$|[/.:]$|\bby\s+[0-9]+\s*$")
IN_FORMULA = re.compile(r"[*=+x]\s?$")
NO_YEAR = re.compile(r"-[0-9]|\s+(?:BC|BCE|B\.C\.)")
ON_THE = re.compile(
    r"(?:^|\W)(?:on|until|till|by|since|from|to|or|between|of|before|after|this\s+year)\s+$", re.IGNORECASE
)
# What may follow days of a month: the end of a clause, or a function word, not a noun such as *floor*.
# In *the 3rd and 5th* only the last one is checked.
MORE_DAYS = (
    r"(?:(?:\s*[,\u2013\u2014-]\s*|\s+(?:and|or|to|until|till|through)\s+)(?:the\s+)?"
    rf"[0-9]{{1,2}}{NTH}\b)*+"
)
FUNCTION_WORDS = any_of(
    split_words(
        "and or to at in for but when after with the he she it they on by from under near before until till through "
        "during against as was were is are has have had will would shall should may might can could did does do we i "
        "you who which there this that these those his her their our my a an while if because since so then not "
        "inclusive"
    )
)
# A person with a title may follow as well.
TITLES = any_of(split_words("Mr Mrs Miss Dr Rev Prof Gen Col Capt Judge Sir Lord Lady President"))
ENDED = re.compile(MORE_DAYS + rf"(?:\s*(?:[.,;:!?)\u2014]|$)|\s+(?:{FUNCTION_WORDS}|{TITLES})\b)")
# What may follow a date at the end of its clause, if its last number is a year. A number before *were* is usually a
# subject.
CLOSED = re.compile(
    r"\s*(?:[.;:!?)\]\u2014\"\u201d]|,(?!\s?[0-9])|$)"
    r"|\s+(?:(?:AD|CE|BCE?)\b|[AB]\.|(?!(?:were|are|have|had|who|that|of)\b)"
    rf"(?:{FUNCTION_WORDS}|{TITLES})\b)"
)
# Nouns that a number counts, with or without an adjective, and plurals.
COUNTS_NOUN = re.compile(rf"(?:\s+[A-Za-z]+(?=\s))?{COUNTED.pattern}", re.IGNORECASE)
COUNTS_MANY = re.compile(r"\s+(?:[a-z]{2,}s(?<!ss)|police|sheep|cattle)\b")
# A bare number before *inst.* is a day only at the end of its clause: *14 inst.*, not *25 prox. shares*.
BARE_NUMBER = re.compile(r"[0-9]\.?\s+[a-z]+\.?$", re.IGNORECASE)
BEHIND_ABBREVIATION = re.compile(rf"\.?(?:\s*(?:[,;:!?)\]\u2014]|$)|\s+(?:{FUNCTION_WORDS}|{TITLES})\b)")
SENTENCE_NEXT = re.compile(r"\.(?:\s+[A-Z\"\u201c]|\s*$)")
NUMBER_BEHIND = re.compile(r"\s*,?\s*[0-9]+")


def year(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether a number of four digits is a year."""
    number = int(NO_DIGIT.sub("", said)[-4:])
    if COUNTED.match(after) or STREET.match(after) or NO_YEAR.match(after) or IN_NUMBER.search(before):
        return False
    if STRONG_YEAR.search(before):
        return True
    if number < SURE_AFTER_TO and OF_INDEX.search(before):
        return False
    if IN_FORMULA.search(before):
        return False
    if PLURAL.match(after) and not (is_recent(number) and OF_A_YEAR.match(after)):
        return False
    if WEAK_YEAR.search(before):
        return 1500 <= number <= 2100
    return 1800 <= number <= 2100 and (RISE_OVER.search(before) is not None or not NUMBERED.search(before))


def is_recent(number: int) -> bool:
    """Return whether a number is mostly a year, which a round one is not."""
    return SURE_AFTER_TO < number <= LAST_RECENT and number % 100 != 0


def years(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether two joined numbers are years."""
    return not COUNTED.match(after) and not PLURAL.match(after) and not NUMBERED.search(before)


def circa(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether a number after *about* is a year."""
    return said.lower().startswith("c") or (not COUNTED.match(after) and not PLURAL.match(after))


def quoted_year(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether two digits after an apostrophe are a year."""
    return bool(PREPOSITION.search(before) or BEFORE_SHORT_YEAR.search(before)) and not COUNTED.match(after)


def decade(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *80s* are years, not an age or a temperature."""
    if re.search(r"0s\s+(?:and|or|to)\s+$", before):
        return True
    return not POSSESSIVE.search(before) and (
        said[0] in "'\u2018\u2019"
        or said.lower().startswith("the")
        or bool(re.search(r"(?:early|mid|late)[\s-]+$", before))
        or said[0] in "elm"
    )


def worded_decade(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *eighties* are years, not an age: *in her eighties*."""
    return not POSSESSIVE.search(before)


def century(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether a century is not BC."""
    return NO_YEAR.match(after) is None


def length(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether a count of units is a duration, not an age or a share."""
    if said[:5].lower() == "last " and LASTING.search(before):
        return False
    said = MODIFIED.sub("", said, 1) if said[:1] in "aArRnNoOjJmMlL" else said
    if OLD.match(after) or AGED.search(before) or FRACTION_OF.match(said):
        return False
    if (
        said[0].isupper()
        and NAME_OF_WAR.search(said)
        and (after.startswith((" War", "\u2019 War", "' War")) or before.endswith("the "))
    ):
        return False
    if said.lower().startswith(("a ", "an ")) and NAMED_SO.search(before):
        return False
    if said.endswith(("second", "seconds")) and said.lower().startswith(("a ", "one second", "single")):
        return False
    return not after.startswith((" Street", " Avenue"))


def ordinal_day(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *the 9th* is a day, not the ninth of a series."""
    return bool(ON_THE.search(before) and ENDED.match(after))


def days(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *from the 3rd to the 5th* are days, not floors, holes or districts."""
    return ENDED.match(after) is not None


def row(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *May 3 and 20* are days, as in *the May 3 and 20 elections*, not in *May 3 and 20 others*."""
    return ENDED.match(after) is not None or before.lower().endswith("the ")


def far_year(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether the number after a date is its year, however improbable: at the end of a clause."""
    return CLOSED.match(after) is not None


def old_year(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether the number after a date is its year: if it does not count something."""
    if IN_TABLE.match(after):
        return False
    return CLOSED.match(after) is not None or COUNTS_NOUN.match(after) is None


def counting(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether the number after a date is not part of it, but counts something."""
    after = after[number.end() if (number := NUMBER_BEHIND.match(after)) is not None else 0 :]
    return COUNTS_NOUN.match(after) is not None or COUNTS_MANY.match(after) is not None


def of_abbreviated_month(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *14 inst.* is a day, unlike the numbers in *3 Instant coffees* and *3.14 inst.*"""
    if BARE_NUMBER.search(said) is None:
        return True
    if BEHIND_ABBREVIATION.match(after):
        return True
    return said[-4:].islower() and SENTENCE_NEXT.match(after) is not None
