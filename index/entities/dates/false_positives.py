"""Reject texts that look like dates but are not: *may*, a price, an age, a score, by the words around them.

Rules refer to checks by name. A check gets the parse, its text, and the `BEFORE` and `AFTER` characters around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.index.entities.dates.expressions import Duration, Named, Parse
from dateline.index.entities.dates.false_forms import CHECKS_OF_FORMS
from dateline.index.entities.dates.layout import inside_paragraph
from dateline.index.entities.dates.patterns import NTH
from dateline.index.entities.dates.words import any_of, split_words

__all__ = ["is_date", "is_rate"]

BEFORE, AFTER = 32, 32

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
COUNTED = re.compile(
    r"[\s-]*(?:-\s*)?(?:(?:mln|bln|million|billion|dlrs?|dollars?|pounds?|euros?|pct|percent|per\s+cent"
    r"|people|men|women|children|tons?"
    r"|tonnes?|miles?|metres?|meters?|feet|foot|ft|km|kg|lbs?|mm|cm|mph|rpm|cc|hp|points?|shares?|vs\.?"
    r"|votes?|jobs?|workers?|soldiers?|troops?"
    r"|homes?|families|barrels?|bpd|units?|employees|students|members|cars?|francs?|marks?|yen|lire|m"
    r"|hours?|hrs?|utc|gmt|or\s+so)\b|%|\.[0-9]|,[0-9])",
    re.IGNORECASE,
)
# A noun in the plural, an adjective before it or not. Verbs and other words on *s* are excluded by their endings.
NOT_PLURAL = "".join(
    f"(?<!{ending})"
    for ending in (r"\bwas", r"\bhas", r"\bits", r"\bthis", "ss", *split_words("goes comes sees takes shows ends"))
)
PLURAL = re.compile(rf"\s+(?:[a-z]+\s+)?[a-z]{{2,}}s\b{NOT_PLURAL}")
STREET = re.compile(
    r"\s+(?:[A-Z]\w+\.?\s+){1,3}(?:Street|St\b|Avenue|Ave\b|Road|Rd\b|Drive|Lane|Boulevard|Blvd|Square)"
)
NAME_BEFORE = re.compile(r"(?:[a-z,]\s+|^\s*)(?:[A-Z][\w.]*)\s+$")
TITLE_BEFORE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Theresa|Brian|Minister|President)\.?\s+$")
NAME_AFTER = re.compile(r"\s+(?:said|says|told|was\s+born|herself|himself|[A-Z][a-z]+(?:son|man|ton)\b)")
# *April Ashley*, where a name may begin.
FIRST_WORD = re.compile(r"(?:^|[.,;:]|\band|\bwith)\s*$")
SURNAME = re.compile(r"\s+[A-Z][a-z]{2,}\b(?!\s+(?:[A-Z]|[Ss]ales|[Ff]utures))")
MARCH_OF = re.compile(r"\s+(?:on|for|against)\s+(?!the\s+[0-9]|[0-9])")
OLD = re.compile(r"\s*(?:-\s*)?(?:olds?\b|of\s+age)", re.IGNORECASE)
# Also *sub-five-minute*: a part of a word.
AGED = re.compile(r"\b(?:(?:aged?|age\s+of)\s+|sub-|non-)$", re.IGNORECASE)
FRACTION_OF = re.compile(r"(?:an?|one|three)\s+quarters?$", re.IGNORECASE)
NAME_OF_WAR = re.compile(r"[A-Z][a-z]+\s+[A-Z][a-z]+$")
AT_TIME = re.compile(
    r"(?:^|\W)(?:at|by|around|about|until|till|from|to|before|after|since|of|between|and|past|on|this)\s+$",
    re.IGNORECASE,
)
OF_DAY = re.compile(
    r"(?:^|\W)(?:of|for|end|ended|ending|during|in|on|over|through|throughout|close[sd]?|finish(?:ed)?"
    r"|later|earlier|opened|start)\s+$",
    re.IGNORECASE,
)
CLAUSE_NEXT = re.compile(r"\s+(?:[0-9]|that|when|after|before|of|he|she|they|we|it|in\s+which|the|to)\b")
THE_PERIOD = re.compile(
    r"(?:^|\W)(?:of|for|during|in|over|through|throughout|within|ending|ended|this)\s+$", re.IGNORECASE
)
RATE = re.compile(
    r"(?:[0-9]|\bonce|\btwice|\btimes|illion|mln|bln|bpd|barrels|tonnes|tons|dlrs|dollars|euros|pct"
    r"|percent|%|cents)\s+$",
    re.IGNORECASE,
)
POSSESSIVE = re.compile(r"\b(?:his|her|their|my|your|our)\s+(?:(?:early|mid|late)[\s-]+)?$", re.IGNORECASE)
IN_SEASON = re.compile(
    r"(?:^|\W)(?:in|this|last|next|during|by|until|since|early|late|mid|every|each|the|for|,)[\s-]+(?:the\s+)?$",
    re.IGNORECASE,
)
GAMES = re.compile(r"\s+(?:Olympics?|tides?|Games|Palace|Street|of\s+(?!last|this|next|[0-9])|water)")
FRACTION = re.compile(
    r"\s+(?:of\s+(?!the\s+year|last|this|next|[0-9])|points?|final|percent|pct|century|mile)|\s*-\s*final",
    re.IGNORECASE,
)

BEFORE_SHORT_YEAR = re.compile(
    r"\b(?:class|spring|summer|autumn|fall|winter|season|election|world\s+cup|late|early|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct"
    r"|nov|dec|[a-z]+(?:ary|ber)|april|august|march)\.?\s+$",
    re.IGNORECASE,
)
MODIFIED = re.compile(
    r"(?:about|around|roughly|approximately|nearly|almost|over|only|just|(?:more|less)\s+than)\s+", re.IGNORECASE
)
NAMED_SO = re.compile(r"\b(?:is|was|not)\s+$", re.IGNORECASE)
THE_ONE = re.compile(
    r"\b(?:player|man|woman|person|book|film|word|team|coach|goal|song|rookie|driver|time)s?\s+of\s+$", re.IGNORECASE
)
NO_DAY = re.compile(r"\b(?:0|00|3[2-9]|[4-9][0-9])\s+$")
NO_YEAR = re.compile(r"-[0-9]|\s+(?:BC|BCE|B\.C\.)")
ON_THE = re.compile(r"(?:^|\W)(?:on|until|till|by|since|from|to|or|between|of|this\s+year)\s+$", re.IGNORECASE)
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
Check = Callable[[Parse, str, str, str], bool]


def month(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether the name of a month is not a verb or a person."""
    word = said.rstrip(".").lower()
    if NO_DAY.search(before):
        return False
    if PREPOSITION.search(before):
        return not (word == "march" and MARCH_OF.match(after) and before.lower().endswith("the "))
    if word in ("may", "march", "mar", "jan", "sept", "dec", "june", "april", "august", "jun", "apr", "aug"):
        if TITLE_BEFORE.search(before) or NAME_AFTER.match(after) or NAME_BEFORE.search(before):
            return False
        if FIRST_WORD.search(before) and SURNAME.match(after):
            return False
        return word in ("june", "april", "august") or said.endswith(".")
    return len(word) > 4 or said.endswith(".") or word == "july"


def weekday(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether the name of a weekday is one: short forms need a preposition."""
    if after.startswith((" Times", " Telegraph", " Mirror", " Express", " Herald", " Mail", " School")):
        return False
    words = said.lower().split()
    short = {"sun", "sat", "mon", "wed", "fri", "thu", "tue"}
    if not short.intersection(words) or len(words) > 1:
        return "black" not in before.lower()[-6:]
    return bool(re.search(r"(?:^|\W)(?:on|until|by|since)\s+$", before, re.IGNORECASE))


def year(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether a number of four digits is a year."""
    number = int(re.sub(r"\D", "", said)[-4:])
    if (
        COUNTED.match(after)
        or STREET.match(after)
        or NO_YEAR.match(after)
        or re.search(r"[\w]-$|[/.:]$|\bby\s+[0-9]+\s*$", before)
    ):
        return False
    if STRONG_YEAR.search(before):
        return True
    if PLURAL.match(after) or re.search(r"[*=+x]\s?$", before):
        return False
    if WEAK_YEAR.search(before):
        return 1500 <= number <= 2100
    return 1800 <= number <= 2100 and not NUMBERED.search(before)


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


def century(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether a century is not BC."""
    return NO_YEAR.match(after) is None


def length(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether a count of units is a duration, not an age or a share."""
    said = MODIFIED.sub("", said, 1) if said[:1] in "aArRnNoOjJmMlL" else said
    if OLD.match(after) or AGED.search(before) or FRACTION_OF.match(said):
        return False
    if said[0].isupper() and NAME_OF_WAR.search(said) and (
        after.startswith((" War", "\u2019 War", "' War")) or before.endswith("the ")
    ):
        return False
    if said.lower().startswith(("a ", "an ")) and NAMED_SO.search(before):
        return False
    if said.endswith(("second", "seconds")) and said.lower().startswith(("a ", "one second", "single")):
        return False
    return not after.startswith((" Street", " Avenue"))


def the_unit(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *the day* or *the year* refers to one mentioned before, not to one that is described next."""
    if CLAUSE_NEXT.match(after) or THE_ONE.search(before):
        return False
    return bool((OF_DAY if said.lower().endswith("day") else THE_PERIOD).search(before))


def part_of_unit(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *the end of the year* refers to a known year."""
    return not re.match(r"\s+(?:that|when|of)\b", after)


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


def weekday_and_day(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *Friday the 5th* is a day, not a day and the fifth of a series."""
    return ENDED.match(after) is not None and weekday(parse, said, before, after)


def of_month(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *the third of this month* is a day, not one of *this month's games*."""
    return not after.startswith(("'s", "\u2019s"))


def day_before(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *the day before* is complete, without an event that it refers to."""
    words = said.lower().split()
    if words[-1] not in ("before", "after"):
        return True
    return bool(re.match(r"\s*(?:[.,;:!?)\u2014]|$)|\s+(?:and|but|in|at|to|by|on|from|with)\b", after))


def now(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *now* and *current* refer to the present."""
    return not re.match(r"\s+(?:accounts?|affairs)\b", after) and not before.endswith("-")


def adverb(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *Daily* is not the name of a newspaper."""
    return not (said[0].isupper() and re.match(r"\s+[A-Z]", after) and not re.search(r"[.!?]\s*$|^\s*$", before))


def future(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *future* is a noun of time, and *soon* is not *as soon as*."""
    if re.search(r"\bas\s+$", before, re.IGNORECASE) and said.lower() == "soon":
        return False
    return (
        said.lower().startswith("the")
        or "future" not in said.lower()
        or bool(re.search(r"\b(?:near|foreseeable|in)\s+$", before))
    )


def half(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *the second half* is that of a year, not of a match."""
    return not isinstance(parse.expression, Named) or bool(
        re.match(r"\s+(?:earnings|results|profits?|sales|net|loss)", after)
    )


def quarter(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether a quarter is that of a year."""
    return not FRACTION.match(after)


def season(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *spring* and *fall* are seasons, not water and a loss."""
    if GAMES.match(after):
        return False
    if said.lower().removeprefix("the ").startswith("fall"):
        return bool(re.search(r"\bin\s+(?:the\s+)?$", before)) and not re.match(r"\s+(?:in|of)\b", after)
    return (
        said.lower().startswith("the")
        or bool(IN_SEASON.search(before))
        or bool(re.match(r"\s*,?\s*$|\s+(?:was|and|is|meetings)", after))
    )


def clock(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether two numbers are a time, not a score or a ratio."""
    if said.count(":") == 2 and not AT_TIME.search(before):
        return False
    return (
        bool(AT_TIME.search(before))
        or not said[-1].isdigit()
        or bool(re.search(r"[(,]\s*$|^\s*$", before) and len(said) == 5)
    )


def part_of_day(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *morning* or *noon* alone refers to a certain day."""
    if re.search(r"(?:noon|midnight|midday)$", said, re.IGNORECASE) and not said.lower().endswith("afternoon"):
        return True
    return said.lower().startswith("the") and bool(re.search(r"\b(?:[Ii]n|during|of|for|until)\s+$", before))


def plural(parse: Parse, said: str, before: str, after: str) -> bool:
    """Return whether *years* alone are a duration, not after a number or in a name."""
    return not re.search(r"[0-9]\s*$", before) and said[0].islower() and not OLD.match(after)


CHECKS: dict[str, Check] = {
    **CHECKS_OF_FORMS,
    "month": month,
    "weekday": weekday,
    "year": year,
    "years": years,
    "circa": circa,
    "quoted year": quoted_year,
    "decade": decade,
    "century": century,
    "length": length,
    "the unit": the_unit,
    "part of unit": part_of_unit,
    "now": now,
    "adverb": adverb,
    "future": future,
    "half": half,
    "quarter": quarter,
    "season": season,
    "clock": clock,
    "part of day": part_of_day,
    "ordinal day": ordinal_day,
    "days": days,
    "row": row,
    "of abbreviated month": of_abbreviated_month,
    "far year": far_year,
    "old year": old_year,
    "counting": counting,
    "weekday and day": weekday_and_day,
    "of month": of_month,
    "ago": day_before,
    "plural": plural,
}


def is_date(parse: Parse, text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]``, parsed so, is a date in its context."""
    check = CHECKS.get(parse.check)
    if check is None:
        return True
    before, after = inside_paragraph(text, max(0, start - BEFORE), start, end, end + AFTER)
    return check(parse, text[start:end], before, after)


def is_rate(parse: Parse, text: str, start: int) -> bool:
    """Return whether a duration is part of a rate: *a year* in *15 a year*."""
    expression = parse.expression
    if not isinstance(expression, Duration) or not expression.value.startswith(("P1", "PT1")):
        return False
    if text[start : start + 2].lower() not in ("a ", "an"):
        return False
    return RATE.search(inside_paragraph(text, max(0, start - BEFORE), start, start, start)[0]) is not None
