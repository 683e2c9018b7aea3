"""What stands above and below an article on its page: the day of today, comments, other articles, events."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index.article import Article, RawArticle
from dateline.index.cleaning import clean
from dateline.index.dates import day_of
from dateline.index.readers.formats.html import read_page
from dateline.index.readers.page.sections import is_paragraph, is_pointer, section_of
from tests.readers.page_forms.form import DAY, PARAGRAPHS, TEXT, TITLE


def read(body: str) -> Article:
    found = read_page(f"<title>{TITLE}</title><body>{body}</body>".encode(), "a.html")
    assert isinstance(found, RawArticle), found
    return clean(found)


def day_in(body: str) -> date | None:
    published = read(body).published
    return None if published is None else day_of(published)


@pytest.mark.parametrize(
    "below",
    [
        "<h3>2 Comments</h3><div><cite>Jim</cite>, 20 December 2016<p>Good.</p></div>",
        "<h3>Reader comments</h3><table><tr><td>Jim, Norwick</td><td>20/12/2016 10:00</td></tr></table>",
        "<p><b>Comments (2)</b></p><p>20 December 2016</p><p>Good.</p>",
        "<h3>Leserbriefe</h3><p>Jens Meier, 20.12.2016</p><p>Gut.</p>",
        "<h3>Vos commentaires</h3><p>Jean, 20/12/2016</p><p>Bien.</p>",
        "<h3>Comentarios</h3><div>Juan - 20 dic 2016 10:00<p>Bien.</p></div>",
        "<h3>Commenti</h3><div>Gianni, 20 dicembre 2016<p>Bene.</p></div>",
        "<h3>Reacties (3)</h3><div>Jan, 20 december 2016</div>",
        "<h3>Kommentarer</h3><div>Jan 20 december 2016 10:00<p>Bra.</p></div>",
        "<h3>Komentarze</h3><div>Jan 20.12.2016 10:00<p>Dobrze.</p></div>",
        "<h3>Комментарии</h3><div>Иван, 20 декабря 2016, 10:00<p>Хорошо.</p></div>",
        "<h3>Σχόλια</h3><div>20/12/2016 10:00</div>",
        "<h3>Yorumlar</h3><div>Ali 20.12.2016 10:00<p>İyi.</p></div>",
        "<h3>تعليقات</h3><div>أحمد 20 ديسمبر 2016<p>جيد</p></div>",
        "<h3>コメント</h3><div>太郎 2016年12月20日 10:00<p>よい</p></div>",
        "<h3>评论</h3><div>小李 2016-12-20 10:00<p>好</p></div>",
        "<h3>댓글</h3><div>철수 2016.12.20 10:00<p>좋다</p></div>",
        "<h3>Mehr zum Thema</h3><p><a href=/a>Alter Pier gesperrt</a><br>20.12.2016</p>",
        "<h3>相关新闻</h3><div><a href=/a>旧码头关闭</a> 2016-12-20</div>",
        "<p><b>More from this section</b></p><p><a href=/a>Old pier shut</a> - 20 December 2016</p>",
        "<p><b>Upcoming events</b></p><p>20 December 2016 - Concert</p>",
        "<p>&laquo; <a href=/a>20 December 2016: Old pier shut</a></p>",
        "<p><a href=/a>The old pier is shut</a> 20 December 2016</p>",
        "<p><a href=/a>The old pier is shut</a></p><p>20 December 2016</p>",
    ],
)
@pytest.mark.parametrize("inside", [False, True])
def test_days_below_an_article_that_are_not_its_own(below: str, inside: bool) -> None:
    closed = f"{below}</div>" if inside else f"</div>{below}"
    assert day_in(f"<div><h1>{TITLE}</h1>{TEXT}{closed}") is None
    assert day_in(f"<div><h1>{TITLE}</h1><p>14 December 2016</p>{TEXT}{closed}") == DAY


@pytest.mark.parametrize(
    "below",
    [
        "<p>14 December 2016</p>",
        "<p>Published on 14 December 2016</p>",
        "<p>Posted by amoray at <a href=/quay>14 December 2016</a></p><h3>Comments</h3><p>20 December 2016</p>",
        f"<h3>Related</h3><p><a href=/a>Old pier is shut</a></p><p>{PARAGRAPHS[0]}</p><p>14 December 2016</p>",
    ],
)
def test_the_day_below_an_article_that_is_its_own(below: str) -> None:
    assert day_in(f"<article><h1>{TITLE}</h1>{TEXT}{below}</article>") == DAY


@pytest.mark.parametrize("nav", ["", "<nav><ul><li><a href=/>Home</a></li></ul></nav>"])
@pytest.mark.parametrize(
    "above",
    [
        "<p>14 December 2016</p>",
        "<div>14 December 2016</div>",
        "<span>14 December 2016</span>",
        "<span class=date>14 December 2016</span>",
        "<div class=date>14 December 2016</div>",
        "<time>14 December 2016</time>",
        "<div class=top><span>News</span><span class=date>14 December 2016</span></div>",
        '<span class="time left">Thứ tư, 14/12/2016 | 08:15 GMT+7</span>',
    ],
)
def test_the_day_directly_above_a_headline_without_an_element_of_its_article(above: str, nav: str) -> None:
    assert day_in(f"{nav}{above}<h1>{TITLE}</h1>{TEXT}") == DAY


def test_the_day_above_the_headline_comes_before_those_of_a_list_below_the_text() -> None:
    listed = "<div class=news-list><p><span class=news-date-time>20.12.2016</span> <a href=/x>Fair</a></p></div>"
    for heading in ("h1", "h3"):
        own = f"<span class=news-date-time>14.12.2016</span><{heading}>{TITLE}</{heading}>{TEXT}"
        assert day_in(f"<div class=news-detail>{own}</div>{listed}") == DAY


@pytest.mark.parametrize(
    "today",
    [
        "<p>Tuesday, January 3, 2017</p>",
        "<p class=today>Tuesday, 3 January 2017</p>",
        "<table><tr><td>Tuesday, January 3, 2017</td></tr></table>",
        "<header><div>The Lamp</div><time datetime=2017-01-03>3 January 2017</time></header>",
    ],
)
def test_the_day_of_today_above_the_navigation(today: str) -> None:
    head = f"{today}<div><a href=/>Home</a> <a href=/n>News</a></div><h1>{TITLE}</h1>"
    found = read(f"{head}{TEXT}")
    assert (found.published, found.notes) == (None, ())
    found = read(f"{head}<p>By Ailsa Moray</p><p>14 December 2016</p>{TEXT}")
    assert (found.published, found.notes) == (DAY, ())
    assert "January" not in found.body
    assert day_in(f"{today}<h1>{TITLE}</h1><p>14 December 2016</p>{TEXT}") == DAY


def test_the_line_of_the_day_is_none_of_the_text() -> None:
    for line in ("Published: December 14, 2016", "14 December 2016", "Posted on 14.12.2016"):
        assert read(f"<h1>{TITLE}</h1><p>{line}</p>{TEXT}").body.startswith(PARAGRAPHS[0])
    assert "15 December 2016" in read(f"<h1>{TITLE}</h1><p>14 December 2016</p><p>15 December 2016</p>{TEXT}").body


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Comments", "comments"),
        ("3 Comments:", "comments"),
        ("Comments (3) »", "comments"),
        ("2 Responses to “A quay”", "comments"),
        ("关联评论", ""),
        ("网友评论", "comments"),
        ("Related articles:", "others"),
        ("Похожие новости", "others"),
        ("Comments by the chairman were few.", ""),
        ("The comments", ""),
        ("", ""),
    ],
)
def test_headings_of_sections(text: str, section: str) -> None:
    assert section_of(text) == section


def test_paragraphs_and_pointers() -> None:
    assert is_paragraph(PARAGRAPHS[0])
    assert is_paragraph("港務局表示，渡輪離開碼頭後不久失去動力，沒有人受傷，乘客都已安全。")
    assert not is_paragraph("渡轮在港口外失去动力")
    assert is_pointer("« Old pier shut")
    assert is_pointer("Old pier shut »")
    assert not is_pointer("« Un quai », dit-il, «")
