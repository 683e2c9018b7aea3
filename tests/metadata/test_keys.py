"""Which source gives each key of an article but its dates, and what is said when they disagree."""

from __future__ import annotations

import re

import pytest

from dateline.index.article import Article, RawArticle
from dateline.index.cleaning import clean
from dateline.index.entities.agencies import AGENCIES, find_agency, find_printed_agency
from dateline.index.metadata.keys import SOURCES
from dateline.index.metadata.top_lines import find_byline, find_closing_agency, find_printed_dateline, may_have_metadata
from dateline.index.metadata.urls import find_headline, find_host, find_section
from dateline.index.readers.page.candidates import PAGE_SOURCES
from tests.commands.calls import ROOT
from tests.growth import assert_linear


def made(body: str = "A ferry ran aground.", file: str = "a.jsonl", alone: bool = False, **values: object) -> Article:
    return clean(RawArticle({"title": "Ferry aground", "body": body, **values}, file, 1, alone))


@pytest.mark.parametrize(
    ("opening", "line", "agency"),
    [
        ("LONDON (Reuters) - A ferry", "LONDON (Reuters)", "Reuters"),
        ("PARIS, March 3 (AP) — A ferry", "PARIS, March 3 (AP)", "AP"),
        ("Paris, March 3 (AFP) -- A ferry", "Paris, March 3 (AFP)", "AFP"),
        ("New Delhi, 13 Dec. 2016 (PTI): A ferry", "New Delhi, 13 Dec. 2016 (PTI)", "PTI"),
        ("BERLIN (dpa) – Eine Fähre", "BERLIN (dpa)", "dpa"),
        ("GENEVA (AP/Reuters) - A ferry", "GENEVA (AP/Reuters)", "AP"),
        ("STORNOWAY, Scotland, Dec. 14 — A ferry", "STORNOWAY, Scotland, Dec. 14", None),
        ("By Ailsa Grant\n\nÅRHUS (Reuters) - A ferry", "ÅRHUS (Reuters)", "Reuters"),
        ("NEW YORK (AP) _ A ferry", "NEW YORK (AP)", "AP"),
        ("Rio de Janeiro, 13 dez (EFE) - Uma balsa", "Rio de Janeiro, 13 dez (EFE)", "EFE"),
        ("LONDON, Dec 13 (Reuters Life!) - A ferry", "LONDON, Dec 13 (Reuters Life!)", "Reuters"),
        ("MOSCOW, December 13. /TASS/. A ferry", "MOSCOW, December 13. /TASS/", "TASS"),
        ("(Reuters) - A ferry", None, "Reuters"),
    ],
)
def test_a_text_opens_with_its_dateline(opening: str, line: str | None, agency: str | None) -> None:
    article = made(f"{opening} ran aground.\n")
    assert (article.dateline, article.extra.get("agency")) == (line, agency)
    assert article.body.startswith(opening)
    dated = article.published is not None
    assert article.notes == (("the date 2016-12-13 was taken from the dateline",) if dated else ())
    assert dated == ("2016" in opening)


@pytest.mark.parametrize(
    "opening",
    [
        "Smith (BBC) - a broadcaster - said so.",
        "The party (CDU) — in power since May — lost.",
        "PRICES ROSE - and fell.",
        "DRIVER: I saw it (Reuters) - once.",
        "AP7 4670 (UP) 12 - 14",
        "HARBOUR, closed March 3 for repairs",
        "A man (up) - down.",
        "(1) - a list",
        "(Ferry) - a boat",
        "TCP/IP, 12 May /UP/ is a network.",
    ],
)
def test_other_openings_are_no_dateline(opening: str) -> None:
    assert (made(opening).dateline, dict(made(opening).extra)) == (None, {})


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ailsa Grant", "Ailsa Grant"),
        ("BY AILSA GRANT AND TOM REID", "AILSA GRANT AND TOM REID"),
        ("By Ailsa Grant, Tom Reid and Jo van den Berg", "Ailsa Grant, Tom Reid and Jo van den Berg"),
        ("By Ailsa Grant, Staff Writer", "Ailsa Grant"),
        ("By Ailsa Grant | The Courier", "Ailsa Grant"),
        ("By Ailsa M. O'Neil-Grant", "Ailsa M. O'Neil-Grant"),
        ("by Ailsa Grant", "Ailsa Grant"),
    ],
)
def test_a_line_above_the_text_is_its_byline(line: str, byline: str) -> None:
    assert made(f"{line}\n\nA ferry ran aground.").byline == byline
    assert made(f"{line}\nA ferry ran aground.").byline == byline
    if line.startswith("B"):
        assert made(f"A strapline of it\n{line}\n\nA ferry ran aground.").byline == byline


@pytest.mark.parametrize(
    "line",
    ["By Friday Night", "By all accounts", "By the Sea", "By Ailsa Grant it was seen", "By 3 votes", "BYLAWS CHANGE"],
)
def test_other_lines_are_no_byline(line: str) -> None:
    assert made(f"{line}\n\nA ferry ran aground.").byline is None


def test_a_line_of_a_sentence_is_no_byline() -> None:
    assert made("The quay was opened\nBy General Moray\nAnd it was closed again.").byline is None
    assert made("By General Moray\nand his men it was closed.").byline is None
    assert made("It was opened\n\nby General Moray\n\nIt was closed.").byline is None
    assert made("By General\nBy Tom Reid\n").byline == "Tom Reid"
    assert made("By Ailsa Grant.\n\nIt was closed.").byline == "Ailsa Grant"
    assert made("By Tom Reid Jr.\n\nIt was closed.").byline == "Tom Reid Jr."


def test_a_byline_alone_is_a_text() -> None:
    assert made("By Ailsa Grant").byline is None


@pytest.mark.parametrize(
    ("ending", "agency"),
    [
        ("before Monday. (AP)", "AP"),
        ("before Monday.” [Reuters]\n", "Reuters"),
        ("before Monday.\n—PTI", "PTI"),
        ("before Monday.\n\n– Agence France-Presse", "AFP"),
        ("before Monday (AP)", None),
        ("before Monday. (up)", None),
        ("before Monday. (Trend)", None),
        ("before Monday. (The Courier)", None),
        ("before Monday.\n- and then\n", None),
    ],
)
def test_a_text_ends_with_its_agency(ending: str, agency: str | None) -> None:
    assert made(f"It will be repaired {ending}").extra.get("agency") == agency


def test_each_source_of_an_agency_is_asked_in_its_order() -> None:
    opened = "LONDON (Reuters) - A ferry. (AP)"
    article = made(opened, agency="Press Association", byline="Ailsa Grant, AFP")
    assert article.extra["agency"] == "Press Association"
    assert article.notes == (
        "the dateline gives the agency as “Reuters”, but “Press Association” was taken",
        "the byline gives the agency as “AFP”, but “Press Association” was taken",
        "the text gives the agency as “AP”, but “Press Association” was taken",
    )
    assert made(opened, agency="Thomson Reuters").notes[0].startswith("the text gives the agency as “AP”")
    assert made(byline="The Associated Press").extra["agency"] == "AP"
    assert made(dateline="OSLO, May 1 (NTB)").extra == {}
    assert made(dateline="OSLO, May 1 (AFP)").extra["agency"] == "AFP"
    assert made(agency=["AP", "AFP"]).extra["agency"] == ["AP", "AFP"]


def test_what_the_source_gives_is_believed_and_a_contradiction_is_a_note() -> None:
    text = "By Ailsa Grant\n\nOSLO, May 1 (AFP) — A ferry."
    article = made(text, byline="Tom Reid", dateline="Bergen")
    assert (article.byline, article.dateline) == ("Tom Reid", "Bergen")
    assert article.notes == (
        "the text gives the byline as “Ailsa Grant”, but “Tom Reid” was taken",
        "the text gives the dateline as “OSLO, May 1 (AFP)”, but “Bergen” was taken",
    )
    assert made(text, byline="A. Grant", dateline="Oslo").notes == ()


def test_a_source_is_told_by_the_address_and_a_title_by_its_words() -> None:
    url = "https://www.Press.example/2016/12/14/ferry-runs-aground-off-skye-1204511.html?utm=x"
    article = made(title="", url=url, published="2016-12-14")
    assert (article.title, article.source) == ("Ferry runs aground off skye", "press.example")
    assert article.notes == ("the title “Ferry runs aground off skye” was taken from the address",)
    assert made(url=url, published="2016-12-14", source="The Press").source == "The Press"
    named = made(title="", file="in/2016-12-14_ferry_runs_aground.txt", alone=True, published="2016-12-14")
    assert named.title == "Ferry runs aground"
    assert made(title="", file="ferry_runs_aground.jsonl").notes == ("the title is empty",)
    assert made(title="", file="in/scan-0012-ab.txt", alone=True).title == ""


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("world/2016/12/14/ferry", "world"),
        ("en/sport/ferry-race", "sport"),
        ("2016/dec/14/world/europe/ferry", "world"),
        ("harbour-life/2016/ferry", "harbour life"),
        ("us-news/2016/dec/14/ferry", "us news"),
        ("politik/faehre-1204.html", "politik"),
        ("news/2016/12/14/ferry", None),
        ("2016/12/14/ferry", None),
        ("world", None),
        ("ailsa/ferry", None),
        ("article/world/ferry", None),
        ("", None),
    ],
)
def test_the_section_of_an_address_is_read_where_it_is_plain(path: str, section: str | None) -> None:
    assert find_section(f"https://press.example/{path}") == section


def test_addresses_that_are_none_tell_nothing() -> None:
    for url in ("mailto:a@press.example", "https://127.0.0.1/world/2016/a", "http://localhost/a", "press", "https://"):
        assert find_host(url) is None
    assert find_host("HTTP://WWW2.Press.EXAMPLE:8080/a") == "press.example"
    assert find_headline("https://press.example/a-b") is None
    assert find_headline("https://press.example/") is None


def test_agencies_are_known_by_every_name_in_the_list() -> None:
    for name, known in AGENCIES.items():
        assert find_agency(name) == find_agency(f"the {name.lower()}") == known
        assert find_printed_agency(name) == known
    assert find_agency("The Courier") is None
    assert [find_printed_agency(name) for name in ("up", "Up", "Trend", "trend", "dpa")] == [
        None,
        None,
        None,
        None,
        "dpa",
    ]


def test_a_glance_misses_nothing() -> None:
    for opening in ("LONDON (Reuters) - A.", "Paris, May 3 (AFP) - A.", "By Ailsa Grant\nA.", "A.\n\nOSLO, May 3 — A."):
        assert may_have_metadata(opening)
        assert find_printed_dateline(opening) or find_byline(opening)
    for ending in ("A. (AP)", "A.\n—AP"):
        assert may_have_metadata(ending)
        assert find_closing_agency(ending)


@pytest.mark.parametrize("unit", ["A", "BY ", "A (", "By A ", "\n", "AB, ", "-", "\n—", "A, May 1, ", "("])
def test_linear_time(unit: str) -> None:
    def make(size: int) -> None:
        text = unit * (size // len(unit))
        made(text, url=f"https://press.example/{text}", title="", byline=text, dateline=text)

    assert_linear(make, 500_000)


def test_the_page_has_the_tables() -> None:
    page = (ROOT / "docs" / "reading-files.md").read_text(encoding="utf-8")
    part = page.partition("## Other metadata")[2].partition("Web pages are")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", part, re.MULTILINE))
    for key, sources in SOURCES.items():
        if len(sources) > 1 and key != "published":
            assert re.findall(r"(?:^|→ )(the [a-z ]*[a-z])", rows[key]) == [each.name for each in sources], key
    of_pages = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", page.partition("Web pages are")[2], re.MULTILINE))
    assert of_pages == {
        key: " → ".join(f"{each.name}: {each.description}" for each in sources) for key, sources in PAGE_SOURCES.items()
    }
