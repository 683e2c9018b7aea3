"""Running heads of clippings give the paper and the day, and are no titles."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.readers.formats.plain import read_text
from dateline.index.readers.formats.running_head import find_running_head


@pytest.mark.parametrize(
    ("line", "source", "day"),
    [
        ("THE ALDERMOOR MERCURY, SATURDAY, OCTOBER 17, 1908.", "THE ALDERMOOR MERCURY", "SATURDAY, OCTOBER 17, 1908"),
        ("The Mercury   Saturday, October 17, 1998   Page 3", "The Mercury", "Saturday, October 17, 1998"),
        ("Page 3 | The Mercury | 17 October 1998", "The Mercury", "17 October 1998"),
        ("The Mercury Saturday, October 17, 1998 p. A3", "The Mercury", "Saturday, October 17, 1998"),
        ("The Courier (Aldermoor), May 3, 1996", "The Courier (Aldermoor)", "May 3, 1996"),
        ("Aldermoorer Zeitung, 17. Oktober 1998, S. 3", "Aldermoorer Zeitung", "17. Oktober 1998"),
        ("Evening News - Thursday, 3 May 1996", "Evening News", "Thursday, 3 May 1996"),
    ],
)
def test_a_paper_and_a_day_are_a_running_head(line: str, source: str, day: str) -> None:
    assert find_running_head(line) == (source, day)


@pytest.mark.parametrize(
    "line",
    [
        "Storm over Aldermoor, September 11, 2001",
        "New York, Saturday, October 17, 1998",  # the head of a letter
        "The Crash, October 17, 1929",
        "Breaking News, October 17, 1998",
        "We were told by the Courier, May 3, 1996",
        "The Mercury, October 1998",
        "The Mercury 3",
        "",
    ],
)
def test_a_headline_with_a_day_is_not_a_running_head(line: str) -> None:
    assert find_running_head(line) is None


@pytest.mark.parametrize(
    ("head", "values"),
    [
        (
            "The Mercury, Saturday, October 17, 1998\n\n",
            {"source": "The Mercury", "date": "Saturday, October 17, 1998"},
        ),
        ("The Aldermoor Mercury\n17 October 1998\n\n", {"source": "The Aldermoor Mercury", "date": "17 October 1998"}),
        ("The Storm\n17 October 1998\n\n", {"title": "The Storm"}),
    ],
)
def test_the_line_below_a_running_head_is_the_title(head: str, values: dict[str, str]) -> None:
    (found,) = read_text(
        iter(f"{head}THE LAST COAL OF THE VALLEY.\n\nThe pit closed.\n".encode().splitlines(True)), "a.txt"
    )
    assert isinstance(found, RawArticle)
    expected = {"title": "THE LAST COAL OF THE VALLEY.", "body": "The pit closed.", **values}
    assert {key: found.values[key] for key in expected if key != "body" or "source" in values} == {
        key: value for key, value in expected.items() if key != "body" or "source" in values
    }


def test_a_header_says_more_than_a_running_head_and_a_lone_one_is_a_title() -> None:
    head = "The Mercury, Saturday, October 17, 1998"
    text = f"{head}\nCoal\ndate: 1999-01-01\nsource: Wire\n\nThe pit closed."
    (found,) = read_text(iter(text.encode().splitlines(True)), "a.txt")
    assert isinstance(found, RawArticle)
    assert found.values == {"title": "Coal", "date": "1999-01-01", "source": "Wire", "body": "The pit closed."}
    (found,) = read_text(iter([head.encode()]), "a.txt")
    assert isinstance(found, RawArticle)
    assert found.values == {"title": head, "body": ""}
