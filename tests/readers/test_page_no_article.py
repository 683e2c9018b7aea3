"""Pages that are no article have a note, and no day of another one; joiners of a script stay in the text."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.readers.formats.html import read_page
from tests.readers.page_forms.form import PARAGRAPHS, TEXT, TITLE


def read(title: str, body: str) -> RawArticle:
    page = f"<html><head><meta charset=utf-8><title>{title} | The Lamp</title></head><body>{body}</body></html>"
    found = read_page(page.encode(), "a.html")
    assert isinstance(found, RawArticle), found
    return found


@pytest.mark.parametrize(
    "title",
    ["Page not found", "404 Not Found", "403 Forbidden", "Just a moment...", "Before you continue", "Access Denied",
     "Seite nicht gefunden", "Страница не найдена", "ページが見つかりません"],
)  # fmt: skip
def test_messages_have_a_note(title: str) -> None:
    found = read(title, f"<h1>{title}</h1><p>The page that you look for may have been moved. Go to the front page.</p>")
    assert found.notes == (f"the page may be no article: its title is “{title}”",)


def test_articles_with_such_a_title_have_none() -> None:
    assert read("Page not found", f"<h1>Page not found</h1>{TEXT * 3}").notes == ()
    assert read(TITLE, f"<h1>{TITLE}</h1>{TEXT}").notes == ()


def test_the_front_of_a_section_has_a_note_and_no_day() -> None:
    teasers = "".join(
        f"<div><h2><a href=/n{day}>Headline {day} about the sea and its ships</a></h2><span>{day} December 2016</span>"
        "<p>A short summary of it.</p></div>"
        for day in range(1, 7)
    )
    found = read("World news", f"<h1>World news</h1>{teasers}")
    assert found.notes == ("the page may be no article: it lists 6 others",)
    assert "published" not in found.values


@pytest.mark.parametrize("text", ["می\u200cرود", "क्\u200dष", "👩\u200d🚀"])
def test_joiners_of_scripts_stay(text: str) -> None:
    assert text in str(read(TITLE, f"<h1>{TITLE}</h1><p>{PARAGRAPHS[0]} {text}</p>{TEXT}").values["body"])
