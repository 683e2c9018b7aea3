"""Titles and bodies in HTML in JSON and tables."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from dateline.index.article import RawArticle
from dateline.index.readers import read
from dateline.index.readers.markup import is_html_text, with_plain_markup
from tests.growth import assert_linear


def read_one(tmp_path: Path, values: dict[str, object], suffix: str = "jsonl") -> RawArticle:
    path = tmp_path / f"a.{suffix}"
    with path.open("w", newline="") as stream:
        if suffix == "csv":
            csv.writer(stream).writerows([[*values], [*values.values()]])
        else:
            stream.write(json.dumps(values) + "\n")
    (found,) = read([str(path)])
    assert isinstance(found, RawArticle)
    return found


@pytest.mark.parametrize("suffix", ["jsonl", "json", "csv"])
@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>It ran &amp; sank.</p><p>Nobody was hurt.</p>", "It ran & sank.\n\nNobody was hurt."),
        ("It ran.<br>It sank.<br/><br />Twice.", "It ran.\nIt sank.\n\nTwice."),
        ("<p>It ran.<p>It sank.", "It ran.\n\nIt sank."),
        ('The <a href="x">ferry</a> <em>Skye</em> ran.', "The ferry Skye ran."),
        ("<ul><li>One</li><li>Two</li></ul><script>x()</script>", "One\n\nTwo"),
        ('<DIV CLASS="a">One</DIV><!-- x -->', "One"),
        ("The <b>ferry</b> ran.\n\nIt sank.\r\n \r\nTwice,\nat sea.", "The ferry ran.\n\nIt sank.\n\nTwice, at sea."),
        ("It ran.\n\n<h2>At sea</h2>\n\nIt sank.", "It ran.\n\nAt sea\n\nIt sank."),
        ("<p>It\n\nran.</p>\n\n<p>It sank.</p>", "It ran.\n\nIt sank."),
    ],
)
def test_html_is_read_as_text_with_a_note(tmp_path: Path, html: str, text: str, suffix: str) -> None:
    found = read_one(tmp_path, {"title": "Ferry", "body": html}, suffix)
    assert found.values["body"] == text
    assert found.notes == ("the body is HTML; the text was taken without its tags",)


@pytest.mark.parametrize(
    "text",
    [
        "Shares of General Motors <GM.N> fell.",
        "a < b, c > d &amp; e",
        "<Reuters> He said <inaudible> twice.",
        "if (a<b) { c>d }",
        "He wrote <p",
        "</quote> and <br",
        "AT&amp;T fell.",
    ],
)
def test_other_signs_are_text(tmp_path: Path, text: str) -> None:
    found = read_one(tmp_path, {"title": text, "body": text})
    assert (found.values["title"], found.values["body"], found.notes) == (text, text, ())


def test_a_title_is_one_line_and_other_formats_keep_their_texts(tmp_path: Path) -> None:
    found = read_one(tmp_path, {"headline": "The <i>Skye</i><br>ran", "content": 1, "Body": "<p>A</p>"})
    assert (found.values["title"], found.values["body"]) == ("The Skye ran", "A")
    assert found.notes == ("the body and the title are HTML; the text was taken without its tags",)
    path = tmp_path / "a.txt"
    path.write_text("Ferry\n\nIt <b>ran</b>.\n")
    (plain,) = read([str(path)])
    assert isinstance(plain, RawArticle)
    assert plain.values["body"] == "It <b>ran</b>."


@pytest.mark.parametrize("part", ["<p ", "</p", "<p a=", "<br ", "<p a=b>", "<a <"])
def test_time_is_linear(part: str) -> None:
    assert_linear(lambda count: is_html_text(part * count), 20_000)
    assert_linear(lambda count: with_plain_markup(RawArticle({"body": part * count}, "a")), 5_000)


@pytest.mark.parametrize(("body", "title"), [("<p>It ran.</p>", "Ferry & tug"), ("It ran.", "Ferry &amp; tug")])
def test_the_title_of_a_body_in_html_has_no_entities(body: str, title: str, tmp_path: Path) -> None:
    assert read_one(tmp_path, {"title": "Ferry &amp; tug", "body": body}).values["title"] == title
