"""The lines in which papers print the day, its time and the author below a headline."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.dates import day_of, parse_published
from dateline.index.readers.formats.html import read_page
from tests.readers.page_forms.form import DAY, PARAGRAPHS, TITLE

LINES = (
    ("en", '<div class="timestamp">Published: December 14, 2016</div>'),
    ("en", '<span class="timestamp">Wednesday, December 14, 2016; A01</span>'),
    ("en", "<font>Wednesday December 14, 2016<br><a>The Lamp</a></font>"),
    ("en", '<p class="publishedDate">10:31AM GMT 14 Dec 2016</p>'),
    ("en", "<p>10:31AM GMT 14 Dec 2016</p>"),
    ("en", "<p>Wed Dec 14, 2016 10:31am EST</p>"),
    ("en", "<font>Posted on Wednesday, December 14 @ 10:31:22 CET 2016 by edwina</font>"),
    ("en", "<p>Wednesday 14 December 2016 10:31 , UK</p>"),
    ("en", '<span title="2016-12-14 10:31">3 hours ago</span>'),
    ("de", '<span title="14.12.2016 10:31">vor 3 Stunden</span>'),
    ("en", "<p>Published: 10:31, 14 December 2016 | Updated: 11:00, 15 December 2016</p>"),
    (
        "en",
        "<p><span>PUBLISHED:</span> 10:31 GMT, 14 December 2016 | <span>UPDATED:</span> 11:31, 15 December 2016</p>",
    ),
    ("en", "<p>LA LAMPE | 14.12.2016 à 10h31 • Mis à jour le 15.12.2016 à 09h00 | Par Ailsa Moray</p>"),
    ("en", "<p>Ailsa Moray | Madrid | 14 DIC 2016 - 10:31 CET</p>"),
    ("en", "<p>Ailsa Moray | LNN | Dec 14, 2016, 10.31 AM IST</p>"),
    ("en", "<p>NEW DELHI, December 14, 2016</p>"),
    ("en", "<p>December 14, 2016 - 10:31AM</p>"),
    ("en", "<p>Ailsa Moray Dec 14, 2016 10:31 AM</p>"),
    ("en", "<p>14 Dec 2016 10:31 GMT</p>"),
    ("en", "<p>Posted 14 Dec 2016, 10:31am</p>"),
    ("en", "<p>First published on Wed 14 Dec 2016 10.31 GMT</p>"),
    ("en", "<p>10:31 a.m. EST December 14, 2016</p>"),
    ("en", "<p>December 14, 2016, 10:31 a.m.</p>"),
    ("en", "<p>Dec. 14, 2016 10:31 AM PT</p>"),
    ("en", "<p>December 14, 2016 · 10:31 AM ET</p>"),
    ("en", "<p>14 декабря 2016, 10:31</p>"),
    ("en", "<p>10:31 14.12.2016</p>"),
    ("en", "<p>10:31, 14 декабря 2016</p>"),
    ("en", "<p>입력 : 2016-12-14 10:31:00</p>"),
    ("en", "<p>기사입력 2016-12-14 10:31</p>"),
    ("vi", "<p>Thứ Tư, 14/12/2016 10:31</p>"),
    ("vi", "<p>Thứ tư, 14/12/2016 | 10:31 GMT+7</p>"),
    ("en", "<p>14 Aralık 2016 Çarşamba 10:31</p>"),
    ("en", "<p>14.12.2016 - 10:31</p>"),
    ("en", "<p>14 Dec, 2016</p>"),
    ("en", "<p>Dec 14 2016</p>"),
    ("en", "<p>14-Dec-2016</p>"),
    ("en", "<p>14/Dec/2016</p>"),
    ("en", "<p>12/14/16</p>"),
    ("en", "<p>Wednesday, 14th December 2016</p>"),
    ("en", "<p>Article published: Dec 14, 2016</p>"),
    ("en", "<p>Date published: 14 December 2016</p>"),
    ("en", "<p>Posted at 10:31 AM, Dec 14, 2016 and last updated 11:00 AM, Dec 15, 2016</p>"),
    ("en", "<p>POSTED: Dec 14 2016 10:31AM EST UPDATED: Dec 15 2016 10:31AM EST</p>"),
    ("en", "<p>Dec 14, 2016 / 10:31 AM EST</p>"),
    ("en", "<p>by: Ailsa Moray</p><p>Posted: Dec 14, 2016 / 10:31 AM EST / Updated: Dec 15, 2016 / 11:00 PM EST</p>"),
    ("en", "<p>Published: Dec. 14, 2016 at 10:31 AM EST</p>"),
    ("en", "<p>Published 10:31 am Wednesday, December 14, 2016</p>"),
    ("en", "<p>Published 10:31 pm EST, Wednesday, December 14, 2016</p>"),
    ("en", "<p>By Ailsa Moray Staff Writer Dec 14, 2016 Updated Dec 15, 2016</p>"),
    ("en", "<p>Wednesday 14 December 2016 10:31</p>"),
    ("en", "<p>Mercredi 14 décembre 2016 à 10:31</p>"),
    ("en", "<p>Par Ailsa Moray, publié le 14/12/2016 à 10:31</p>"),
    ("en", "<p>14. Dezember 2016, 10:31 Uhr</p>"),
    ("en", "<p>Mittwoch, 14. Dezember 2016 10:31</p>"),
    ("en", "<p>Hafen, 14. Dezember 2016</p>"),
    ("en", "<p>di AILSA MORAY</p><p>14 dicembre 2016</p>"),
    ("en", "<p>miércoles, 14 de diciembre de 2016</p>"),
    ("en", "<p>14 de diciembre de 2016 | 10:31</p>"),
    ("pt", "<p>14/12/2016 às 10h31</p>"),
    ("pt", "<p>14/12/2016 10h31 - Atualizado em 15/12/2016 09h00</p>"),
    ("pt", "<p>14 Dez 2016 às 10:31</p>"),
    ("en", "<p>Woensdag 14 december 2016, 10:31</p>"),
    ("en", "<p>14 grudnia 2016, 10:31</p>"),
    ("en", "<p>2016-12-14, ostatnia aktualizacja: 2016-12-15 10:31</p>"),
    ("en", "<p>14. 12. 2016 10:31</p>"),
    ("en", "<p>2016. december 14. 10:31</p>"),
    ("en", "<p>2016. 12. 14. 10:31</p>"),
    ("en", "<p>2016.12.14 10:31</p>"),
    ("en", "<p>Rabu, 14 Desember 2016 | 10:31 WIB</p>"),
    ("en", "<p>Rabu 14 Desember 2016, 10:31 WIB</p>"),
    ("en", "<p>14 Desember 2016 10:31 WIB</p>"),
    ("en", "<p>Publicerad 2016-12-14 10:31</p>"),
    ("en", "<p>14 dec 2016 kl 10.31</p>"),
    ("en", "<p>Onsdag 14. desember 2016 kl. 10:31</p>"),
    ("en", "<p>Oprettet: 14. december 2016</p>"),
    ("en", "<p>14.12.2016 klo 10.31</p>"),
    ("en", "<p>Submitted by Ailsa Moray on December 14, 2016 - 10:31am</p>"),
    ("en", "<p>on December 14, 2016</p>"),
    ("en", "<p>December 14, 2016 By Ailsa Moray</p>"),
    ("en", "<p>December 14, 2016 by Ailsa Moray Leave a Comment</p>"),
    ("en", "<p>December 14, 2016 | Filed under: Harbour</p>"),
    ("en", "<p>Filed under Harbour on December 14, 2016 by Ailsa Moray with 3 comments</p>"),
    ("en", "<p>Harbour / December 14, 2016</p>"),
    ("en", "<p>14th December 2016 10:31 pm</p>"),
    ("en", "<p>Volume 12, Number 3, December 14, 2016</p>"),
    ("en", "<p>Vol. 12 No. 3 | December 14, 2016</p>"),
    ("en", "<p>Issue of December 14, 2016</p>"),
    ("en", "<p>Web posted at: 10:31 a.m. EST (1531 GMT) December 14, 2016</p>"),
    ("en", "<p>Web Posted: December 14, 2016</p>"),
    ("en", "<p>December 14, 2016<br>Web posted at: 10:31 a.m. EST</p>"),
    ("en", "<p>(Lamp) December 14, 2016</p>"),
    ("en", "<p>NORWICK (AP) December 14, 2016</p>"),
    ("en", "<p>December 14, 2016 | 5:31pm</p>"),
    ("en", "<p>Dec 14, 2016, 10:31am EST</p>"),
    ("en", "<p>Dec 14, 2016,10:31am EST</p>"),
    ("en", "<p>2016/12/14 10:31</p>"),
    ("en", "<p>2016/12/14（水） 10:31</p>"),
    ("en", "<p>2016/12/14(水)10:31</p>"),
    ("en", "<p>[2016/12/14 10:31]</p>"),
    ("en", "<p>投稿日：2016年12月14日 更新日：2016年12月15日</p>"),
    ("en", "<p>2016年12月14日 星期三</p>"),
    ("en", "<p>2016-12-14 星期三 10:31</p>"),
    ("en", "<p>北灯 2016-12-14 10:31:00</p>"),
    ("en", "<p>来源：北灯 2016年12月14日10:31</p>"),
    ("en", "<p>Ημερομηνία: 14/12/2016</p>"),
    ("en", "<p>Τετάρτη, 14 Δεκεμβρίου 2016 10:31</p>"),
    ("en", "<p>miercuri, 14 decembrie 2016, 10:31</p>"),
    ("en", "<p>Středa 14. prosince 2016</p>"),
    ("en", "<p>14.12.2016. 10:31</p>"),
    ("en", "<p>Friday, Dec. 14, 2016 | 10:31 a.m.</p>"),
    ("en", "<p>Originally Published: 14 Dec 16 10:31 ET</p>"),
    ("en", "<table><tr><td>December 14, 2016</td></tr></table>"),
    ("en", "<p>Published Date: 14 December 2016</p>"),
    ("en", "<p>Last Updated: 15 December 2016 Published: 14 December 2016</p>"),
    ("en", "<div><b>Date:</b> 14 December 2016</div>"),
    ("en", "<div><span>Date</span><span>14 December 2016</span></div>"),
    ("en", "<p>Posted on: 12/14/2016</p>"),
    ("en", "<p>Wed., Dec. 14, 2016</p>"),
    ("en", "<p>timer 3 min read December 14, 2016</p>"),
    ("en", "<p>December 14, 2016 3 min read</p>"),
    ("en", "<p>December 14, 2016 (Wednesday)</p>"),
    ("en", "<p>December 14, 2016 No Comments</p>"),
    ("en", "<p>December 14, 2016 12 Comments</p>"),
    ("en", "<p>December 14, 2016 Ailsa Moray Harbour, News</p>"),
    ("en", "<p>Ailsa Moray, December 14, 2016</p>"),
    ("en", "<p>14 December 2016 - Ailsa Moray reports</p>"),
    ("en", "<p>Wednesday, December 14, 2016 Print Edition</p>"),
    ("ru", "<p>Автор: Иван Петров</p><p>14.12.2016</p>"),
    ("ru", "<p>Автор: Иван Петров, 14.12.2016</p>"),
    ("ru", "<p>Рубрика: Общество</p><p>14.12.2016</p>"),
    ("ru", "<p>14 декабря 2016, 08:15 мск</p>"),
    ("de", "<p>14.12.2016 Lesezeit: 3 Min</p>"),
    ("de", "<p>dpa/14.12.2016</p>"),
    ("de", "<p>Hafenbote vom 14.12.2016</p>"),
    ("en", "<p>14 December 2016 Email this</p>"),
    ("fr", "<p>Écrit par Anne Leroux le 14 décembre 2016</p>"),
    ("es", "<p>EFE | Madrid 14/12/2016 08:15 h.</p>"),
    ("es", "<p>14 dic 2016. Actualizado a las 08:15 h.</p>"),
    ("es", "<p>Madrid | 14 dic 2016. Actualizado a las 08:15 h.</p>"),
    ("ja", "<p>2016年12月14日(水)付</p>"),
    ("ja", "<p>2016年12月14日 水曜 午前8:15</p>"),
    ("zh", "<p>稿源：新华社 2016-12-14 08:15</p>"),
    ("ar", "<p>14/12/2016 الساعة 08:15</p>"),
    ("ar", "<p>الأربعاء 14 ديسمبر 2016 - 08:15 ص</p>"),
    ("hu", "<p>MTI 2016. december 14., 08:15</p>"),
    ("hu", "<p>2016. december 14. 08:15 Frissítve: 2016. 12. 15.</p>"),
    ("cs", "<p>14. prosince 2016 v 8:15</p>"),
    ("cs", "<p>Středa 14. prosince 2016, 8:15 | aktualizováno 15. prosince 10:00</p>"),
    ("el", "<p>14 Δεκεμβρίου 2016, 08:15 πμ</p>"),
    ("ro", "<p>Data publicării: 14.12.2016</p>"),
    ("en", "<p>A version of this article appeared in print on December 14, 2016, on page A1.</p>"),
    ("en", "<p>10:31 - 14 December 2016</p>"),
)


@pytest.mark.parametrize(("language", "line"), LINES)
def test_the_day_in_a_line_below_the_headline(language: str, line: str) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    head = f"<html lang={language}><head><title>{TITLE} | The Lamp</title></head>"
    found = read_page(
        f"{head}<body><div><h1>{TITLE}</h1>{line}<div>{text}</div></div></body></html>".encode(), "a.html"
    )
    assert isinstance(found, RawArticle), found
    moment = parse_published(found.values.get("published"))
    assert moment is not None
    assert day_of(moment) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "<p>Last updated: 14 December 2016</p>",
        "<p>The fair of 14 December 2016 was the last of the year.</p>",
        "<p>Herring: 14 December 2016</p>",
        "<p>© The Lamp, 14 December 2016</p>",
        "<p>Captured 14 December 2016</p>",
        "<dl><dt>Trial date</dt><dd>14 December 2016</dd></dl>",
        "<p>Doors open: Wednesday, 14 December 2016, 10:31</p>",
        "<p>Issue 51, 14–20 December 2016</p>",
        "<p>Ailsa Moray, 3 May 1920 – 10 December 2016</p>",
        "<p>14 December 2016 to 20 December 2016</p>",
        "<p>In cinemas 14 December 2016</p>",
        "<p>Norwick Town Hall, 14 December 2016, 7.30pm</p>",
        "<p>Norwick, 14 December 2016, 7.30pm, tickets £12</p>",
        "<p>행사일 2016.12.14</p>",
    ],
)
def test_days_of_other_things_below_the_headline(line: str) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    found = read_page(f"<title>{TITLE}</title><body><div><h1>{TITLE}</h1>{line}{text}</div></body>".encode(), "a.html")
    assert isinstance(found, RawArticle), found
    assert "published" not in found.values


@pytest.mark.parametrize(
    "page",
    [
        "$H<p>Norwick Fair 20 December 2016</p><p>14 December 2016</p>$P",
        "$H<p>Photo: Tom Reid, 20 December 2016</p><p>14 December 2016</p>$P",
        "$H<p>Application deadline: 20 December 2016</p><p>14 December 2016</p>$P",
        "$H<p>14 December 2016</p>$P<ul><li><a href=/x>Herring Prices Fall</a> 20 December 2016</li></ul>",
        "$H<p>14 December 2016</p><div><article>Fog <time datetime=2016-12-20>x</time></article></div>$P",
        "$H<p>14 December 2016</p>$P<p>Printed from http://lamp.example/quay on 20 December 2016</p>",
    ],
)
def test_days_of_other_things_beside_that_of_publication(page: str) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    body = page.replace("$H", f"<h1>{TITLE}</h1>").replace("$P", text)
    found = read_page(f"<title>{TITLE}</title><body><main>{body}</main></body>".encode(), "a.html")
    assert isinstance(found, RawArticle), found
    moment = parse_published(found.values.get("published"))
    assert moment is not None
    assert day_of(moment) == DAY


@pytest.mark.parametrize(
    "rest",
    [
        "$P<section><h3>Latest</h3><article><a href=/x>Fog</a><time datetime=2016-12-20>x</time></article></section>",
        "$P<ul><li><a href=/x>Herring Prices Fall</a> December 20, 2016</li></ul>",
    ],
)
def test_teasers_have_no_day_and_no_author_of_the_article(rest: str) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    body = f"<h1>{TITLE}</h1>{rest.replace('$P', text)}"
    found = read_page(f"<title>{TITLE}</title><body><main>{body}</main></body>".encode(), "a.html")
    assert isinstance(found, RawArticle), found
    assert not {"published", "byline"} & set(found.values)
