"""The first paragraph of a page that is not marked as one."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.readers.formats.html import read_page
from dateline.index.readers.page.leads import wrap_leads
from dateline.index.readers.page.tree import parse_page
from tests.growth import assert_linear

LEAD = "The board of the quay at Norwick let the old crane go on Monday, to a yard that wants it for its museum."
REST = (
    "The crane has stood on the quay since the herring years, and nobody has lifted anything with it for two decades.",
    "Ailsa Moray, who kept its engine, said that she would come along on the barge and see it set up again.",
    "The yard pays nothing for it, but carries the cost of the barge, which comes from the mouth of the river.",
    "The fishermen asked for the plate with the names of those who built it, and the board gave it to them.",
    "Nothing will stand in its place before the spring, when the new ramp for the ferry has to be ready.",
)
BELOW = "".join(f"<p>{text}</p>" for text in REST)
UNCLOSED = "".join(f"<p>{text}" for text in REST)
HEAD = "<html lang=en><head><title>Old crane leaves the quay</title>{}</head><body>"
H1 = "<h1>Old crane leaves the quay</h1>"


def body_of(markup: str, head: str = "") -> list[str]:
    article = read_page(f"{HEAD.format(head)}{markup}</body></html>".encode(), "crane.html")
    assert isinstance(article, RawArticle)
    return str(article.values["body"]).split("\n\n")


@pytest.mark.parametrize(
    "markup",
    [
        f"{H1}{LEAD}{BELOW}",
        f"{H1}{LEAD}{UNCLOSED}",
        f"{H1}<div>{LEAD}{BELOW}</div>",
        f"{H1}<div><b>{LEAD}</b>{BELOW}</div>",
        f"{H1}<div>{LEAD.replace('old crane', '<a href=/crane>old crane</a>')}{BELOW}</div>",
        f"{H1}<font face=arial>{LEAD}{UNCLOSED}</font>",
        f"{H1}<center>{LEAD}{UNCLOSED}</center>",
        f"{H1}<table><tr><td>{LEAD}{UNCLOSED}</td></tr></table>",
        f"<table><tr><td>{H1}{LEAD}{UNCLOSED}</td></tr></table>",
        f"{H1}<p>By Ailsa Moray</p><div>{LEAD}{BELOW}</div>",
        f"{H1}<div>By Ailsa Moray<br>14 December 2016<br><br>{LEAD}{BELOW}</div>",
        f"{H1}<div class=lead><strong>{LEAD}</strong></div>{BELOW}",
        f"{H1}<h2 class=intro>{LEAD}</h2>{BELOW}",
        f"<header>{H1}<p class=subtitle>{LEAD}</p></header>{BELOW}",
        f"<article><header>{H1}<p>{LEAD}</p></header><div>{BELOW}</div></article>",
    ],
)
def test_a_first_paragraph_that_is_not_marked_is_read(markup: str) -> None:
    assert body_of(markup) == [LEAD, *REST]


@pytest.mark.parametrize(
    "markup",
    [
        f"{H1}<div>By Ailsa Moray, 14 December 2016{BELOW}</div>",
        f"{H1}<div class=caption>{LEAD}</div>{BELOW}",
        f"{H1}<aside><div>{LEAD}</div></aside>{BELOW}",
        f"{H1}<div><a href=/other>{LEAD}</a></div>{BELOW}",
    ],
)
def test_bylines_captions_and_links_are_no_first_paragraph(markup: str) -> None:
    assert body_of(markup) == list(REST)


def test_a_lead_that_is_the_description_of_the_page_is_left_out() -> None:
    markup = f"<header>{H1}<p>{LEAD}</p></header>{BELOW}"
    assert body_of(markup, f'<meta property="og:description" content="{LEAD}">') == list(REST)


def test_texts_in_boxes_stay_in_their_order() -> None:
    boxes = "".join(f"<div>{text}</div>" for text in (LEAD, *REST[:3]))
    assert body_of(f"{H1}{boxes}<p>{REST[3]}</p><p>{REST[4]}</p>") == [LEAD, *REST]


@pytest.mark.parametrize("piece", ["<div>", "<b>b</b>", "<div>x<p>y", "<font>word ", f"<div><b>{LEAD}</b></div>"])
def test_first_paragraphs_take_linear_time(piece: str) -> None:
    def wrap(size: int) -> None:
        tree = parse_page(f"<body>{H1}{piece * size}<p>end</p></body>")
        assert tree is not None
        wrap_leads(tree, {}, ["Old crane leaves the quay"])

    assert_linear(wrap, 2_000)
