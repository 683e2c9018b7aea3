"""Offices, roles, companies and other words beside names of people. Sentences written for this test."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index import extract

PEOPLE = {
    # Letters after a name, roles and ranks before it.
    "Sir Peter Holloway QC spoke. Ann Price MBE sang. John Smith, OBE, died.": "Peter Holloway|Ann Price|John Smith",
    "Tory MP Jacob Wells left. Attorney-General Gregory spoke. Insp Morse came.": "Jacob Wells|Gregory|Morse",
    "Apple CEO Steve Wells said so. MP Jessica Marden backed it.": "Steve Wells|Jessica Marden",
    "He joined EMPIRE Co. A CEO Group of 40 met. The MP left.": "",
    # Offices and states.
    "Minister of State for Finance Tom Hockin said so. Secretary of State Dean Rusk left.": "Tom Hockin|Dean Rusk",
    "The Secretary of State for Trade resigned. The ministries of Finance and Justice agreed.": "",
    "The State of Nevada won. He praised the State Property Agency.": "",
    # Words that are nobody.
    "I’ve seen it. We’ve got it. I've got it.": "",
    "The Roman army left. The Romans and Nazi Germany lost. He is a Roman Catholic.": "",
    "Krupp Stahl AG said so. Morgan Stanley SA rose. Shell Petroleum N.V. agreed.": "",
}


@pytest.mark.parametrize(("text", "expected"), PEOPLE.items())
def test_people(text: str, expected: str) -> None:
    assert "|".join(person.name for person in extract(text).people) == expected


@pytest.mark.parametrize(
    "text",
    ["TOKYO, March 12 - Sony Corp <SNE.T> group net income fell.", "On Thursday, August 17 the court met in Ohio."],
)
def test_a_month_before_a_day_is_no_person(text: str) -> None:
    found = extract(text, published=date(1987, 3, 20))
    assert not found.people
    assert found.dates
