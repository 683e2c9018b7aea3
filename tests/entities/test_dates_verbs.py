"""*End*, *close* and *last* are verbs before some dates, and a month ends with its sentence."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index.entities.dates.finding import find_dates

VERBS = [
    ("The strike will end next Friday.", ["next Friday"]),
    ("The sale is expected to close this week.", ["this week"]),
    ("Shares rose to close the day higher.", ["the day"]),
    ("As we close the year, sales are low.", ["the year"]),
    ("The siege is expected to last three weeks.", ["three weeks"]),
    ("The siege will not last three weeks.", ["three weeks"]),
    ("It rained for the last three weeks.", ["the last three weeks"]),
    ("Profit in the year to end March fell.", ["the year", "end March"]),
    ("Stocks at end March were low.", ["end March"]),
    ("The end of the year was dry.", ["The end of the year"]),
]

SENTENCES = [
    ("Prices have risen since April. Three shops closed.", ["April."]),
    ("They met on Sept. three in York.", ["Sept. three"]),
    ("They met on April three in York.", ["April three"]),
    ("OSAKA, April 27 - The 22nd meeting of the club opened.", ["April 27"]),
    ("It lasted from April 20 - the 22nd.", ["from April 20 - the 22nd"]),
]

WEEKS = [
    ("We meet on Friday week.", "2017-01-20"),
    ("The fair opens Thursday fortnight.", "2017-01-26"),
    ("She leaves a week on Monday.", "2017-01-23"),
    ("She leaves two weeks from Monday.", "2017-01-30"),
    ("They sail tomorrow week.", "2017-01-18"),
    ("The mill will shut for a week on Monday.", "2017-01-16"),
    ("It opens every Friday week after week.", None),
]


@pytest.mark.parametrize(("text", "said"), VERBS + SENTENCES)
def test_a_verb_or_another_sentence_is_no_part_of_a_date(text: str, said: list[str]) -> None:
    assert [each.text for each in find_dates(text, date(2017, 4, 27))] == said


@pytest.mark.parametrize(("text", "value"), WEEKS)
def test_a_week_may_be_counted_from_a_weekday(text: str, value: str | None) -> None:
    days = [each.value for each in find_dates(text, date(2017, 1, 10)) if each.days is not None]
    assert (days[-1] if days else None) == value
