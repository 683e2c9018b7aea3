"""The table of the grammar for feasts and holidays: *Easter 1916*, *last Christmas*, *Labor Day*, *9/11*."""

from __future__ import annotations

import re
from datetime import date

from dateline.index.dates import DateSpan
from dateline.index.entities.dates.calendar_units import BEYOND, in_year, is_beyond
from dateline.index.entities.dates.expressions import CompleteDate, Expression, Feast, Unresolved
from dateline.index.entities.dates.holidays import FEAST, FEAST_NAMES, feast_name, may_be_feast
from dateline.index.entities.dates.patterns import FEW_DIGITS, FULL_YEAR, GAP, Rule, all_of, beginnings, lowered, rule
from dateline.index.entities.dates.words import split_words

__all__ = ["FEASTS_OF_TEXTS"]

# Their years begin on other days, which no rule here gives.
OTHER_CALENDAR = r"(?:chinese|lunar|jewish|islamic|muslim|persian|iranian|orthodox|vietnamese|tamil|thai)"
# The apostrophe of a first word is often left out, and the space behind it: *valentine's*, *valentines*.
FEASTS_FIRST = beginnings(FEAST_NAMES) + beginnings(re.sub("' ?", "", name, count=1) for name in FEAST_NAMES)
A_FEAST = all_of(
    "|".join(sorted({name[:3].strip(" '") for name in FEAST_NAMES})),
    "|".join(sorted({re.split(gap, name)[-1][:3] for name in FEAST_NAMES for gap in ("[ -]", "(?<!')[ -]")})),
)
ATTACKS = date(2001, 9, 11)


def feast(found: re.Match[str]) -> Expression | None:
    """Return a feast, with or without its year."""
    named = Feast(feast_name(found[1]))
    if found[2] and is_beyond(found[2]):
        return Unresolved(None, BEYOND)
    return in_year(named, int(found[2])) if found[2] else named


def chosen_feast(found: re.Match[str]) -> Expression | None:
    """Return *last Christmas*, *this Easter*."""
    return Feast(feast_name(found[2]), lowered(found[1]))  # type: ignore[arg-type]


FEASTS_OF_TEXTS: tuple[Rule, ...] = (
    rule(
        rf"({FEAST})(?:{GAP}(?:of\s+|in\s+)?({FULL_YEAR}))?",
        feast,
        first=FEASTS_FIRST,
        needs=A_FEAST,
        as_printed=True,
        guard=may_be_feast,
    ),
    rule(
        rf"{OTHER_CALENDAR}\s+new\s+year\b(?:['\u2019]?s)?(?:\s+(?:day|eve)\b)?(?:{GAP}{FULL_YEAR})?",
        lambda found: None,
        first=split_words("chinese lunar jewish islamic muslim persian iranian orthodox vietnamese tamil thai"),
        needs="new",
        as_printed=True,
    ),
    rule(
        rf"(this|last|next)\s+({FEAST})",
        chosen_feast,
        first=split_words("this last next"),
        needs=A_FEAST,
        as_printed=True,
        guard=may_be_feast,
    ),
    rule(
        r"9/11(?![\w/.-])",
        lambda found: CompleteDate(DateSpan(ATTACKS, ATTACKS), ATTACKS.isoformat(), "the attacks of that day"),
        "nine eleven",
        first=FEW_DIGITS,
        then="/",
    ),
)
