"""Text that the HTML of a mail hides from its readers is not read."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.readers.formats.hidden_text import without_hidden
from dateline.index.readers.formats.mail import read_mail
from tests.growth import assert_linear

LINE = "Ferry aground, and more of today"
STORY = "The ferry ran aground off Skye on Wednesday, and nobody was hurt, the harbour board said."


def read(markup: str, style: str = "") -> RawArticle:
    head = "From: a@b.example\nSubject: News\nContent-Type: text/html; charset=utf-8\n\n"
    page = f"{head}<html><head><style>{style}</style></head><body>{markup}</body></html>"
    (only,) = read_mail(iter(page.encode().splitlines(keepends=True)), "a.eml")
    assert isinstance(only, RawArticle)
    return only


@pytest.mark.parametrize(
    "style",
    [
        "display:none", "display: none !important; max-height: 0px", "DISPLAY:NONE", "max-height:0;overflow:hidden",
        "visibility:hidden", "opacity:0", "opacity: 0.0;", "mso-hide:all", "font-size:1px;line-height:1px",
        "font-size:0", "font-size: 0px; color:#ffffff", "color:#ffffff;background-color:#FFFFFF",
    ],
)  # fmt: skip
@pytest.mark.parametrize("tag", ["div", "span", "td", "p"])
def test_the_line_beside_a_newsletter(style: str, tag: str) -> None:
    element = f'<{tag} class=x style="{style}">{LINE} <{tag}>&zwnj;&nbsp;</{tag}></{tag}>'
    found = read(f"{element}<p>{STORY}</p>")
    assert str(found.values["body"]).strip() == STORY
    assert found.notes == (f"the mail hides a text from its readers; it was not read: “{LINE}”",)


@pytest.mark.parametrize(
    ("style", "element"),
    [
        (".preheader { display:none !important }", "<span class='preheader a'>%s</span>"),
        ("span.x, div.preheader { font-size:1px; color:#fff }", "<div class=preheader>%s</div>"),
        ("", "<div hidden>%s</div>"),
        ("", "<DIV STYLE='display:none'><div>%s</div></DIV>"),
    ],
)
def test_classes_and_attributes_that_hide(style: str, element: str) -> None:
    assert str(read((element % LINE) + f"<p>{STORY}</p>", style).values["body"]) == STORY


@pytest.mark.parametrize(
    ("style", "markup"),
    [
        ("", f"<td style='font-size:0'><div style='font-size:14px'>{STORY}</div></td>"),
        ("", f"<div style='font-size:0'>{STORY * 6}</div>"),  # too long for a line beside a mail
        ("", f"<div style='display:none'>{STORY}"),  # without an end
        ("", f"<div style='display:none'>{STORY * 20}</div><p>Read it online.</p>"),  # shown by what is not known
        ("@media (max-width:480px) { .x { display:none } }", f"<p class=x>{STORY}</p>"),
        ("", f"<p style='opacity:0.9;max-height:200px;font-size:11px'>{STORY}</p>"),
        ("", f"<a href=/x style='mso-hide:all;background-color:#fff'>{STORY}</a>"),
        ("", f"<img style='display:none'>{STORY}"),
        ("", f"<p title='style=display:none'>{STORY}</p>"),
    ],
)
def test_what_readers_see_stays(style: str, markup: str) -> None:
    found = read(markup, style)
    assert STORY in str(found.values["body"])
    assert found.notes == ()


@pytest.mark.parametrize(
    "markup",
    [
        "<p style='display:none'>a", "<b style='display:none'>a</b>", "<style>.a{display:none}", "<style>@a{</style>",
        "<style>@a{/*", "<b style='font-size:0'><i>", "<p style=",
    ],
)  # fmt: skip
def test_many_hidden_elements_take_linear_time(markup: str) -> None:
    assert_linear(lambda size: without_hidden(f"<p hidden>a</p>{markup * size}</style>", []), 500)


@pytest.mark.parametrize("piece", ["a", "@", "@a", "@a ", "a}", "a{", "@{", "/*", "@a{}", "a{}"])
def test_style_sheets_take_linear_time(piece: str) -> None:
    assert_linear(lambda size: without_hidden(f"<p hidden>a</p><style>{piece * size}</style>", []), 5_000)
