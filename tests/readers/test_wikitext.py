"""The plain text of articles of wikis."""

from __future__ import annotations

import pytest

from dateline.index.readers.formats.wikitext import read_wikitext
from tests.growth import assert_linear


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("A [[link]] and [[page|another]].", "A link and another."),
        ("A [https://x.example site] and [https://x.example].", "A site and ."),
        ("'''Bold''' and ''slanted''.", "Bold and slanted."),
        ("== Head ==\nText", "Head\nText"),
        ("* One\n# Two\n: Three", "One\nTwo\nThree"),
        ("{{box|{{inner}}|x}}Text", "Text"),
        ("{{w|Skye}} and {{w|Isle|Skye}}", "Skye and Skye"),
        ("[[File:a.jpg|thumb|A [[link]] here]]Text", "Text"),
        ("A<ref>note</ref> B<ref name=x/> C<!-- no --> D", "A B C D"),
        ("{| class=x\n| a\n{|\n| b\n|}\n|}\nText", "Text"),
        ("{|\n| a\nText", "{|\n| a\nText"),
        ("{{open [[a]] text", "{{open a text"),
        ("[[open {{x}} text", "[[open  text"),
        ("text}} and ]]", "text}} and ]]"),
        ("[[a {{b]] c}}", "a {{b c}}"),
        ("A &amp;nbsp; B<br/>C", "A &nbsp; B\nC"),
        ("__NOTOC__Text", "Text"),
        ("[[:Category:Ships|ships]]", "ships"),
    ],
)
def test_text(markup: str, text: str) -> None:
    assert read_wikitext(markup).text == text


@pytest.mark.parametrize(
    ("markup", "date"),
    [
        ("{{date|December 14, 2016}}", "December 14, 2016"),
        ("{{byline|date=December 14, 2016|location=Skye}}", "December 14, 2016"),
        ("{{Byline|location=Skye|date=14 December 2016}}", "14 December 2016"),
        ("{{infobox|2016}}", ""),
    ],
)
def test_the_date_of_an_article(markup: str, date: str) -> None:
    assert read_wikitext(markup).date == date


def test_categories_are_kept_aside() -> None:
    found = read_wikitext("Text[[Category:Ships|x]][[kategorie:Häfen]]", categories=frozenset(("kategorie",)))
    assert (found.text, found.categories) == ("Text", ["Ships", "Häfen"])


@pytest.mark.parametrize(
    "part",
    ["{{", "}}", "[[", "]]", "{{}}", "[[a|", "{|\n", "|}\n", "<ref>", "<ref/>", "<!--", "[http://", "'''", "==", "* "],
)
def test_time_is_linear(part: str) -> None:
    assert_linear(lambda count: read_wikitext(part * count), 20_000)
