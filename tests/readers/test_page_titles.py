"""The headline of a page beside the title of its window."""

from __future__ import annotations

import pytest

from tests.readers.page_forms.reading import read_headed


def title_of(window: str, heading: str) -> object:
    return read_headed(heading, "", window=window).values["title"]


@pytest.mark.parametrize("site", ["", " | Norwick Lamp", " - Norwick Lamp"])
@pytest.mark.parametrize(
    "headline",
    [
        "Ferry lost: what we know so far",
        "Moray: The crane was ours",
        "Analysis: The quay of broken promises",
        "Q&amp;A: Ailsa Moray on the tolls",
        "Quay - a history of the harbour",
    ],
)
def test_headlines_are_not_cut_at_their_own_dividers(headline: str, site: str) -> None:
    assert title_of(headline + site, headline) == headline.replace("&amp;", "&")


@pytest.mark.parametrize("lead", ["Analysis:", "<span>Analysis:</span>", "Ailsa Moray:", "Opinion –", "Kommentar :"])
def test_words_before_a_colon_or_a_dash_are_the_headline_as_printed(lead: str) -> None:
    shown = lead.replace("<span>", "").replace("</span>", "")
    assert title_of("Norwick builds a quay | Norwick Lamp", f"{lead} Norwick builds a quay") == (
        f"{shown} Norwick builds a quay"
    )


def test_a_site_or_a_section_before_a_colon_is_a_kicker() -> None:
    assert title_of("Norwick builds a quay | Lamp", "Lamp: Norwick builds a quay") == "Norwick builds a quay"
    assert title_of("Norwick builds a quay - Sports - Lamp", "Sports: Norwick builds a quay") == "Norwick builds a quay"


def test_a_kicker_that_the_window_does_not_have_is_dropped() -> None:
    assert title_of("Norwick builds a quay | Norwick Lamp", "<span>Harbour</span> Norwick builds a quay") == (
        "Norwick builds a quay"
    )
