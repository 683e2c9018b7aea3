"""Pages for the printer: their lines and links to print, close and leave them are no text and no title."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.readers.formats.html import read_page
from dateline.index.readers.page.print_pages import drop_print_lines
from dateline.index.readers.page.tree import parse_page
from tests.growth import assert_linear
from tests.readers.page_forms.form import PARAGRAPHS, TEXT, TITLE

DAY = "<p>14 December 2016</p>"
TOOLS = "<a href='javascript:window.print()'>Print</a> | <a href='javascript:window.close()'>Close window</a>"


def read(markup: str) -> RawArticle:
    found = read_page(f"<html>{markup}</html>".encode(), "a.html")
    assert isinstance(found, RawArticle), found
    return found


@pytest.mark.parametrize(
    "markup",
    [
        f"<head><title>{TITLE} - Print version</title></head><body onload='window.print()'>{TOOLS}<h1>{TITLE}</h1>"
        f"{DAY}{TEXT}<p><a href='/a/1'>Back to article</a></p></body>",
        f"<head><title>Print version</title></head><body><h2>Print version</h2><b>{TITLE}</b><br>14 December 2016<br>"
        f"{TEXT}<p>Close window</p></body>",
        f"<head><title>The Lamp: Print version</title></head><body><div><p>Print version</p><p>Close window</p>"
        f"<h1>{TITLE}</h1>{DAY}{TEXT}<p>Print this page</p><p>[ Close this window ]</p></div></body>",
        f"<head><title>Printer-friendly version</title></head><body><h1>Printer-friendly version</h1><h2>{TITLE}</h2>"
        f"{DAY}{TEXT}<p>« Return to the full article</p></body>",
        f"<head><title>{TITLE} (print version)</title></head><body><table><tr><td>Print version</td></tr><tr><td>"
        f"<font size=5>{TITLE}</font><br>14 December 2016 {TEXT}</td></tr><tr><td>"
        "<p>Printed from http://lamp.example/quay on 3 Jan 2017</p><p>Print this page | Close</p></td></tr></table>",
        f"<head><title>Druckversion - {TITLE}</title></head><body><p><a href='#'>Seite drucken</a> "
        f"<a href='#'>Fenster schließen</a></p><h1>{TITLE}</h1>{DAY}{TEXT}<p>Zurück zum Artikel</p></body>",
        f"<head><title>{TITLE}</title></head><body><p>« Back to article</p><h3>{TITLE}</h3>{DAY}{TEXT}"
        "<p>Print this page window.print();</p><p>Close this window | Print this article</p></body>",
    ],
)
def test_a_page_for_the_printer(markup: str) -> None:
    found = read(markup)
    assert found.values["title"] == TITLE
    assert found.values["body"] == "\n\n".join(PARAGRAPHS)
    assert str(found.values["published"]).startswith("2016-12-14")


@pytest.mark.parametrize(
    "line", ["The board would not close the window, he said.", "Print this page of the ledger, the judge told them."]
)
def test_sentences_about_pages_and_windows_stay(line: str) -> None:
    found = read(f"<head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{DAY}{TEXT}<p>{line}</p>{TEXT}</body>")
    assert line in str(found.values["body"])


@pytest.mark.parametrize("link", ["<p>Print version</p>", "<a href='javascript:window.print()'>Print"])
@pytest.mark.parametrize("box", ["div", "td"])
def test_a_line_above_many_empty_elements_costs_none_of_the_text(link: str, box: str) -> None:
    page = f"<h1>{TITLE}</h1>{DAY}<{box}>{link}{'<img src=x>' * 60}<div>{TEXT}</div></{box}>"
    found = read(f"<head><title>{TITLE}</title></head><body>{page}</body>")
    assert str(found.values["body"]).split("\n\n")[-len(PARAGRAPHS) :] == [*PARAGRAPHS]


def test_a_title_with_a_word_of_printing_is_a_title() -> None:
    title = "Print version of the Lamp closes after a century"
    found = read(f"<head><title>{title} | The Lamp</title></head><body><h1>{title}</h1>{DAY}{TEXT}</body>")
    assert found.values["title"] == title


def test_pages_of_many_such_lines_take_linear_time() -> None:
    head = f"<head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{TEXT}"
    assert_linear(lambda size: read(head + "<div><p>Print this page | Close | Print</p>" * size), 500)


@pytest.mark.parametrize("inside", ["<img src=x>", "<a href='javascript:print()'>Print</a>", "<b>新</b>", "新港"])
def test_boxes_in_boxes_take_linear_time(inside: str) -> None:
    head = f"<head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{TEXT}"
    assert_linear(lambda size: drop_print_lines(parse_page(f"{head}{'<div>' * 150}{inside * size}")), 4_000)
