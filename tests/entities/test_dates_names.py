"""Words of dates that are verbs or parts of names."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index.entities.dates.finding import find_dates

SAID = [
    ("Thieves Cut Fence and May Have Taken Horses", []),
    ("Closed and May Be the Last", []),
    ("In May Congress met.", ["May"]),
    ("The bridge opened in May.", ["May"]),
    ("A play about Bloody Sunday opened.", []),
    ("Candidates wait for Super Tuesday.", []),
    ("Sales rose on Cyber Monday.", []),
    ("Sheffield Wednesday won again.", []),
    ("They taught Sunday school.", []),
    ("They taught school on Sunday.", ["Sunday"]),
    ("In Sheffield on Wednesday they won.", ["Wednesday"]),
    ("They sang on Maundy Thursday.", ["Maundy Thursday"]),
]


@pytest.mark.parametrize(("text", "said"), SAID)
def test_a_name_or_a_verb_is_no_date(text: str, said: list[str]) -> None:
    assert [each.text for each in find_dates(text, date(2017, 1, 10))] == said
