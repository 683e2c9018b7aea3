"""The headline of a page beside the title of its window."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.readers.formats.html import read_page
from tests.readers.page_forms.form import PARAGRAPHS

TEXT = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def title_of(window: str, heading: str) -> object:
    markup = f"<html lang=en><head><title>{window}</title></head><body><h1>{heading}</h1>{TEXT}</body></html>"
    article = read_page(markup.encode(), "page.html")
    assert isinstance(article, RawArticle)
    return article.values["title"]


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


def test_a_kicker_that_the_window_does_not_have_is_dropped() -> None:
    assert title_of("Norwick builds a quay | Norwick Lamp", "<span>Harbour</span> Norwick builds a quay") == (
        "Norwick builds a quay"
    )
