"""Pages that are no article have a note, and no day of another one; joiners of a script stay in the text."""

from __future__ import annotations

import re

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


SUMMARY = "The board of the harbour met on day {day} to hear how the quay would be paid for by the town."
SECOND = "Ships were late again on day {day}, said the pilot, because ice lay in the sound for a week and more."
HEAD = "Headline {day} about the sea and ships"
TEASERS = (
    f"<div><h2><a href=/n{{day}}>{HEAD}</a></h2><p>{SUMMARY}</p><p>{SECOND}</p><a href=/n{{day}}>Read more</a></div>",
    f"<div><h2>{HEAD}</h2><p>{SUMMARY} <a href=/n{{day}}>Read more »</a></p></div>",
    f"<article><h2><a href=/n{{day}}>{HEAD}</a></h2><p>{SUMMARY}</p><p><a href=/n{{day}}>Weiterlesen</a></p></article>",
    f"<article><h2><a href=/n{{day}}>{HEAD}</a></h2><div><p>{SUMMARY}</p></div></article>",
    f"<p><a href=/n{{day}}><b>{HEAD}</b></a><br>{SUMMARY} <a href=/n{{day}}>Lire la suite...</a></p>",
    f"<ul><li><h3><a href=/n{{day}}>{HEAD}</a></h3>{SUMMARY}</li></ul>",
)


def listed(teaser: str) -> str:
    return "".join(teaser.format(day=day) for day in range(1, 9))


@pytest.mark.parametrize("teaser", TEASERS)
@pytest.mark.parametrize("heading", ["<h1>The Lamp</h1>", "", "<h1>News</h1><p>News of the day from the coast.</p>"])
def test_a_page_of_nothing_but_teasers_has_a_note(teaser: str, heading: str) -> None:
    (note,) = read("News", f"{heading}<div>{listed(teaser)}</div>").notes
    assert re.fullmatch(r"the page may be no article: it lists [4-8] others", note)


@pytest.mark.parametrize("teaser", TEASERS)
def test_an_article_above_teasers_has_none(teaser: str) -> None:
    heading = f"<h1>{TITLE}</h1><p>14 December 2016</p>"
    assert read(TITLE, f"{heading}<div>{TEXT}</div><div>{listed(teaser)}</div>").notes == ()
    more = f"<div><h2>More news</h2>{listed(teaser)}</div>"
    assert read(TITLE, f"<article>{heading}<div>{TEXT}{TEXT}</div></article>{more}").notes == ()


def test_an_article_in_parts_has_none() -> None:
    parts = "".join(f"<h2>Part {at} of the tale</h2>{TEXT}<a href=/n{at}>Read more</a>" for at in range(6))
    assert read(TITLE, f"<h1>{TITLE}</h1><p>14 December 2016</p>{TEXT}{parts}").notes == ()
