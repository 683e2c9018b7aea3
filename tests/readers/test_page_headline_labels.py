"""A headline is no label of the date below it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.readers.page_forms.reading import day_of_article, read_headed


@pytest.mark.parametrize("headline", ["Old ferry closes", "New crane opens", "Strike ends", "Quay update"])
@pytest.mark.parametrize(
    "day",
    [
        "<span class=published>16 December 2008</span>",
        '<time datetime="2008-12-16">16 December 2008</time>',
        "<span class=date>16 December 2008</span>",
        "<div>16 December 2008</div>",
    ],
)
def test_the_date_below_a_headline_with_a_word_of_events_is_read(headline: str, day: str) -> None:
    article = read_headed(headline, day)
    assert day_of_article(article) == date(2008, 12, 16)
    assert "updated" not in article.values


def test_a_label_on_the_line_above_still_counts() -> None:
    article = read_headed("Old ferry", "<div>Event date:</div><div>16 December 2008</div>")
    assert "published" not in article.values
