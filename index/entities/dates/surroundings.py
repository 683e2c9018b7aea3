"""Decide most checks of possible dates by the words next to them, without regular expressions.

A rule says: if what stands next to the date (`dateline.index.kernel._surroundings`) has one of the flags that the rule
needs, and none that it forbids, the check is passed or failed. Where no rule applies, `false_positives` decides; a
rule never says anything else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from dateline.index.entities.dates.false_numbers import (
    FRACTION_OF,
    MODIFIED,
    NAME_OF_WAR,
    NO_DIGIT,
    SURE_AFTER_TO,
    is_recent,
)
from dateline.index.entities.dates.words import split_words
from dateline.index.kernel._surroundings import Surroundings

__all__ = [
    "ALWAYS",
    "ERA_BEHIND",
    "FAILED",
    "OWNED_BEFORE",
    "PASSED",
    "START_BEFORE",
    "Rule",
    "flags_around",
    "quick_rules",
    "surrounding_words",
]

UNCLEAR_BEFORE, DIGIT_BEFORE, HYPHEN_BEFORE, SIGN_BEFORE = 1, 2, 4, 8
UNCLEAR_BEHIND, SPACE_BEHIND, CLOSED_BEHIND, CAPITAL_BEHIND, PLURAL_BEHIND, ERA_BEHIND = 32, 64, 128, 256, 512, 1024
CAPITAL_BEFORE, ENDS_IN_X, ENDS_IN_K, LIKE_FRACTION_BEHIND, START_BEFORE = 2048, 4096, 8192, 16384, 32768
PASSED, FAILED = 1 << 48, 1 << 49
OF_A_BEHIND, LIKE_STREET_BEHIND, NAME_BEHIND, OPEN_BEHIND, OLD_BEHIND = (1 << bit for bit in range(50, 55))
AGED_BEFORE, OWNED_BEFORE, OPAQUE_BEFORE, PREPOSITION_BEFORE_THE, NO_WORD_BEFORE = (1 << bit for bit in range(55, 60))
INITIAL_BEHIND, LIKE_IS_BEHIND, LIKE_GAMES_BEHIND = (1 << bit for bit in range(60, 63))
NO_WORD_BEHIND = UNCLEAR_BEHIND | SPACE_BEHIND
# Of words before the date.
(
    STRONG_YEAR,
    WEAK_YEAR,
    NUMBERED,
    BEFORE_VERB,
    EQUAL,
    PREPOSITION,
    IN,
    ARTICLE,
    NEAR,
    AS,
    OF_DAY,
    OF_PERIOD,
    OF,
    EARLY,
    THE,
    NAMED,
) = (1 << bit for bit in range(16, 32))
# Of words behind it.
COUNTED, OLD, SAID, ACCOUNT, CLAUSE, FUNCTION, SCHOOL, DESCRIBED, COUNTING = (1 << bit for bit in range(32, 41))

WORDS = {
    STRONG_YEAR: "in since during until till year spring summer autumn winter fall mid early late circa",
    WEAK_YEAR: "by of from to before after for and or through between than as its a",
    NUMBERED: """no number line lines page pages p pp flight room chapter section route highway version model channel
        about over nearly some only least most than almost another x plus minus up down rose fell by lot suite windows
        area code tel phone box class type mark series""",
    BEFORE_VERB: "to will would should must may might can could shall not and or they we you did does do",
    EQUAL: "is was not",
    PREPOSITION: """in since by until till of from to during before after on for through between and or early late mid
        last next this each every end beginning start around about its previous throughout""",
    IN: "in",
    ARTICLE: "the fiscal",
    THE: "the",
    NAMED: "bloody super cyber giving ruby sheffield",
    NEAR: "near foreseeable",
    AS: "as",
    OF_DAY: """for end ended ending during in on over through throughout close closes closed finish finished later
        earlier opened start""",
    OF_PERIOD: "for during in over through throughout within ending ended this",
    OF: "of",
    EARLY: "early late mid",
    COUNTED: "per local or",
    COUNTING: """mln bln million billion dlr dlrs dollar dollars pound pounds euro euros pct percent people men women
        children ton tons tonne tonnes mile miles metre metres meter meters feet foot ft km kg lb lbs mm cm mph rpm cc
        hp point points share shares vs vote votes job jobs worker workers soldier soldiers troop troops home homes
        families barrel barrels bpd unit units employees students members car cars franc francs mark marks yen
        lire m hour hours hr hrs utc gmt est edt cst cdt mst mdt pst pdt bst cet""",
    OLD: "old olds",
    SCHOOL: "school",
    SAID: "said says told was herself himself",
    ACCOUNT: "account accounts affairs",
    CLAUSE: "in",
    DESCRIBED: "that when after before of he she they we it the to",
    FUNCTION: """and or to at in for but when after with the a an he she it they on by from under before until till
        through during against as was were is are has have had will would shall should may might can could did does
        rose fell unless that which who this its subject pending while if because since so then not following""",
}
# The flags that a check needs one of, those that it forbids, and its result.
Rule = tuple[int, int, bool]
ALWAYS, NEVER = ((0, 0, True),), ((0, 0, False),)
AMBIGUOUS_MONTHS = frozenset(split_words("may march mar jan sept dec june april august jun apr aug"))
SURE_MONTHS = frozenset(split_words("june april august"))
SHORT_WEEKDAYS = frozenset(split_words("sun sat mon wed fri thu tue"))


def surrounding_words() -> dict[str, int]:
    """Return the words with their flags."""
    words: dict[str, int] = {}
    for flag, row in WORDS.items():
        for word in row.split():
            words[word] = words.get(word, 0) | flag
    return words


flags_around = Surroundings(surrounding_words()).around


@lru_cache(maxsize=1 << 12)
def quick_rules(check: str, said: str) -> tuple[Rule, ...]:
    """Return the rules of a check for the text of a possible date."""
    make = RULES.get(check)
    return make(said) if make is not None else ()


def year(said: str) -> tuple[Rule, ...]:
    """Return the rules of a number of four digits."""
    number = int(NO_DIGIT.sub("", said)[-4:])
    behind = OPEN_BEHIND | COUNTED | NAME_BEHIND
    plain = UNCLEAR_BEFORE | behind | PLURAL_BEHIND
    weak = ((WEAK_YEAR, plain, SURE_AFTER_TO <= number <= 2100),)
    other = STRONG_YEAR | WEAK_YEAR | NUMBERED | ARTICLE | ENDS_IN_X
    return (
        (COUNTING, 0, False),
        *(((THE, plain, True),) if 1500 <= number <= 2100 else ()),
        (STRONG_YEAR, UNCLEAR_BEFORE | behind, True),
        *(() if 1500 <= number < SURE_AFTER_TO else weak),
        *(() if is_recent(number) else ((PLURAL_BEHIND, OPAQUE_BEFORE | STRONG_YEAR | ARTICLE, False),)),
        (0, OPAQUE_BEFORE | behind | PLURAL_BEHIND | other, 1800 <= number <= 2100),
    )


def years(said: str) -> tuple[Rule, ...]:
    """Return the rules of two joined numbers."""
    counted = COUNTED | COUNTING | PLURAL_BEHIND
    return ((0, OPAQUE_BEFORE | OPEN_BEHIND | counted | NUMBERED, True),)


def length(said: str) -> tuple[Rule, ...]:
    """Return the rules of a count of units."""
    if said[:5].lower() == "last ":
        return ()
    said = MODIFIED.sub("", said, 1) if said[:1] in "aArRnNoOjJmMlL" else said
    small = said.lower()
    if FRACTION_OF.match(said) or (
        said.endswith(("second", "seconds")) and small.startswith(("a ", "one second", "single"))
    ):
        return NEVER
    if said[0].isupper() and NAME_OF_WAR.search(said):
        return ()
    before = AGED_BEFORE | (EQUAL | UNCLEAR_BEFORE if small.startswith(("a ", "an ")) else 0)
    behind = NO_WORD_BEHIND | OLD | OF_A_BEHIND | LIKE_STREET_BEHIND
    return (
        (OLD, 0, False),
        (0, before | behind, True),
        (0, before | OLD_BEHIND, True),
        (NO_WORD_BEFORE, AGED_BEFORE | behind, True),
        (NO_WORD_BEFORE, AGED_BEFORE | OLD_BEHIND, True),
    )


def month(said: str) -> tuple[Rule, ...]:
    """Return the rules of the name of a month."""
    word = said.rstrip(".").lower()
    behind_preposition = (PREPOSITION, UNCLEAR_BEFORE | (CAPITAL_BEHIND if word == "may" else 0), True)
    if word not in AMBIGUOUS_MONTHS and (len(word) > 4 or said.endswith(".") or word == "july"):
        return ((0, DIGIT_BEFORE, True),)
    if word not in SURE_MONTHS and not said.endswith("."):
        return (
            behind_preposition,
            (0, UNCLEAR_BEFORE | PREPOSITION | ARTICLE, False),
            (NO_WORD_BEFORE, 0, False),
            (ARTICLE, UNCLEAR_BEFORE | PREPOSITION_BEFORE_THE, False),
        )
    alone = UNCLEAR_BEFORE | CAPITAL_BEFORE | SAID | CAPITAL_BEHIND | SPACE_BEHIND
    behind_article = ((ARTICLE, alone, True),) if word != "march" else ()
    alone |= PREPOSITION | ARTICLE
    return (behind_preposition, (CLOSED_BEHIND | UNCLEAR_BEHIND | FUNCTION, alone, True), *behind_article)


def quarter(said: str) -> tuple[Rule, ...]:
    """Return the rules of a quarter."""
    return ((0, OPEN_BEHIND | LIKE_FRACTION_BEHIND, True),)


def part_of_unit(said: str) -> tuple[Rule, ...]:
    """Return the rules of *the end of the year*."""
    return ((0, SPACE_BEHIND | CLAUSE | DESCRIBED, True),)


def adverb(said: str) -> tuple[Rule, ...]:
    """Return the rules of *daily*."""
    if not said[0].isupper():
        return ALWAYS
    return ((0, CAPITAL_BEHIND | SPACE_BEHIND, True), (INITIAL_BEHIND, UNCLEAR_BEFORE, False))


def now(said: str) -> tuple[Rule, ...]:
    """Return the rules of *now* and *current*."""
    return ((0, HYPHEN_BEFORE | SPACE_BEHIND | ACCOUNT, True), (0, HYPHEN_BEFORE | OPEN_BEHIND | ACCOUNT, True))


def ago(said: str) -> tuple[Rule, ...]:
    """Return the rules of *two days before*."""
    return ((CLOSED_BEHIND, 0, True),) if said.lower().split()[-1] in ("before", "after") else ALWAYS


def weekday(said: str) -> tuple[Rule, ...]:
    """Return the rules of the name of a weekday."""
    words = said.lower().split()
    if SHORT_WEEKDAYS.intersection(words) and len(words) == 1:
        return ((0, UNCLEAR_BEFORE | PREPOSITION, False), (NO_WORD_BEFORE, 0, False))
    return (
        (NAMED | SCHOOL, UNCLEAR_BEFORE, False),
        (0, UNCLEAR_BEFORE | ENDS_IN_K | CAPITAL_BEHIND | SPACE_BEHIND, True),
        (NO_WORD_BEFORE, CAPITAL_BEHIND | SPACE_BEHIND | LIKE_GAMES_BEHIND, True),
    )


def season(said: str) -> tuple[Rule, ...]:
    """Return the rules of a season: *fall* is mostly a loss."""
    small = said.lower()
    if small.removeprefix("the ").startswith("fall"):
        return ((0, UNCLEAR_BEFORE | IN | ARTICLE, False), (NO_WORD_BEFORE, 0, False))
    if small.startswith("the"):
        return ((0, SPACE_BEHIND | LIKE_GAMES_BEHIND, True),)
    no_season = UNCLEAR_BEFORE | SIGN_BEFORE | PREPOSITION | ARTICLE | CLOSED_BEHIND | SPACE_BEHIND | LIKE_IS_BEHIND
    return ((IN | EARLY, UNCLEAR_BEFORE | SPACE_BEHIND | LIKE_GAMES_BEHIND, True), (0, no_season, False))


def part_of_day(said: str) -> tuple[Rule, ...]:
    """Return the rules of *noon* and *the morning*."""
    small = said.lower()
    if small.endswith(("noon", "midnight", "midday")) and not small.endswith("afternoon"):
        return ALWAYS
    return () if small.startswith("the") else NEVER


def part_as_verb(said: str) -> tuple[Rule, ...]:
    """Return the rules of *end March*, which needs a verb before it to be one."""
    return ((0, UNCLEAR_BEFORE | BEFORE_VERB, True), (NO_WORD_BEFORE, 0, True))


def future(said: str) -> tuple[Rule, ...]:
    """Return the rules of *soon* and *future*."""
    small = said.lower()
    if small == "soon":
        return ((0, UNCLEAR_BEFORE | AS, True),)
    if small.startswith("the") or "future" not in small:
        return ALWAYS
    return ((0, UNCLEAR_BEFORE | IN | NEAR, False), (IN | NEAR, UNCLEAR_BEFORE | CAPITAL_BEFORE, True))


def the_unit(said: str) -> tuple[Rule, ...]:
    """Return the rules of *the day* and *the year*."""
    wanted = OF_DAY if said.lower().endswith("day") else OF_PERIOD
    return (
        (DESCRIBED, CAPITAL_BEHIND, False),
        (0, UNCLEAR_BEFORE | OF | wanted, False),
        (wanted, UNCLEAR_BEFORE | OF | SPACE_BEHIND | CLAUSE, True),
    )


def day_in_words(said: str) -> tuple[Rule, ...]:
    """Return the rules of *April one*."""
    return ((CLOSED_BEHIND | FUNCTION, UNCLEAR_BEFORE | IN | EARLY | CAPITAL_BEHIND, True),)


def plural(said: str) -> tuple[Rule, ...]:
    """Return the rules of *years* alone."""
    if not said[0].islower():
        return NEVER
    return ((DIGIT_BEFORE, 0, False), (0, NO_WORD_BEHIND | OLD | OF_A_BEHIND, True), (0, OLD_BEHIND, True))


RULES: dict[str, Callable[[str], tuple[Rule, ...]]] = {
    "year": year,
    "years": years,
    "length": length,
    "month": month,
    "quarter": quarter,
    "adverb": adverb,
    "now": now,
    "ago": ago,
    "weekday": weekday,
    "season": season,
    "future": future,
    "the unit": the_unit,
    "day in words": day_in_words,
    "part of unit": part_of_unit,
    "part of day": part_of_day,
    "part as verb": part_as_verb,
    "plural": plural,
}
