"""Names of the gazetteer that mean no place where they stand, and the sentences in which they do."""

from __future__ import annotations

import pytest

from dateline.index import extract


def labels(text: str) -> list[str]:
    return [place.label for place in extract(text, language="en").places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill in Ohio cost US$5 million.", ["Ohio"]),
        ("The mill in Ohio cost US$ 5 million, and HK$20 million more.", ["Ohio"]),
        ("The US $5 million grant went to a US firm.", ["United States", "United States"]),
        ("Ministers of the US, $5 in hand, met.", ["United States"]),
    ],
)
def test_dollars_of_a_country_are_no_mention_of_it(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Life on Earth began long before, said a teacher in Ohio.", ["Ohio"]),
        ("A probe to Mars passed Jupiter, and came back to Earth.", []),
        ("A farmer from Earth, Texas, grows cotton.", ["Earth", "Texas"]),
        ("Amazon said that it would open a depot in Texas.", ["Texas"]),
        ("Rain fell over the Amazon, and Amazon rainforest burned.", ["Amazonia", "Amazonia"]),
    ],
)
def test_planets_and_companies_are_no_places(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He speaks English, French and Greek at home in Oslo.", ["Oslo"]),
        ("The letter was written in German, and translated into Polish.", []),
        ("A quay (Dutch: kade) is a wharf; the Spanish word is muelle.", []),
        ("French-language papers of Quebec City praised English-speaking actors.", ["Quebec City"]),
        ("The port was in French hands, and in German waters ships sank.", ["France", "Germany"]),
        ("The Polish premier spoke with French farmers and Greek sailors.", ["Poland", "France", "Greece"]),
        ("The Spanish left, and the Dutch: both sides were tired.", ["Spain", "Netherlands"]),
        ("They ate French fries and Brussels sprouts beside a German shepherd.", []),
        ("A French baker met the shepherd in Brussels.", ["France", "Brussels"]),
    ],
)
def test_languages_and_things_named_after_peoples_are_no_places(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She came with her brother Jordan, 27, and a dog.", []),
        ("Austin, 34, was arrested on Monday.", []),
        ("He flew from Jordan, 27 hours late, to Austin.", ["Jordan", "Austin"]),
        ("In Austin, 34 people were arrested.", ["Austin"]),
        ("Homes in Boston, 3, and in Austin, 2, were lost.", ["Boston", "Austin"]),
    ],
)
def test_a_forename_with_an_age_is_no_place(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("David Lancaster won the first set. The crowd cheered when Lancaster served again.", []),
        ("David Lancaster won the race in Lancaster. Crowds came to Lancaster.", ["Lancaster", "Lancaster"]),
        ("Officials of Lancaster, Pa., thanked David Lancaster.", ["Lancaster, Pennsylvania", "Pennsylvania"]),
    ],
)
def test_a_surname_of_the_text_is_no_place_unless_it_stands_as_one(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shares of Hinckley, Pierce and Co rose, said a partner of Gruntal and Co. in a note.", []),
        ("The fair of Aspen, Colo, opened.", ["Aspen", "Colorado"]),
    ],
)
def test_a_company_is_not_colorado(text: str, expected: list[str]) -> None:
    assert labels(text) == expected
