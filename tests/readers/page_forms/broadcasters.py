"""Pages in the markup of more papers and broadcasters, from Japan to Norway."""

from __future__ import annotations

from typing import Final

from tests.readers.page_forms.form import Form

__all__ = ["BROADCASTERS"]

BROADCASTERS: Final = (
    Form("tagesschau: only the day of a change", """<html lang="de"><head><title>$T |
tagesschau.de</title></head><body><article><div class="seitenkopf"><h1 class="seitenkopf__headline"><span
class="seitenkopf__topline">Hafen</span> <span class="seitenkopf__headline--text">$T</span></h1></div><p
class="metatextline">Stand: 14.12.2016 10:31 Uhr</p>$P</article></body></html>""",
         byline=(), day=None),
    Form("Corriere", """<html lang="it"><head><title>$T - Corriere.it</title></head><body><section
class="body-article"><h1 class="title-art-hp">$T</h1><p class="author-art">di <span class="author">Ailsa
Moray</span></p><p class="date-art">14 dicembre 2016 (modifica il 16 dicembre 2016 | 09:00)</p><div
class="chapter">$P</div></section></body></html>"""),
    Form("NRC", """<html lang="nl"><head><title>$T - NRC</title></head><body><article
class="article"><header><h1>$T</h1></header><div class="byline"><a rel="author" href="/a">Ailsa Moray</a></div><time
class="article__published" datetime="2016-12-14T10:31:00+01:00">14 december 2016 om 10:31</time><div
class="article__content">$P</div></article></body></html>"""),
    Form("VG", """<html lang="no"><head><title>$T – VG</title></head><body><article><h1 class="headline">$T</h1><div
class="byline"><a href="/a">Ailsa Moray</a></div><div class="dates"><div class="published">Publisert: <time
datetime="2016-12-14T09:31:00Z">14.12.16 kl. 10:31</time></div><div class="updated">Oppdatert: <time
datetime="2016-12-16T09:00:00Z">16.12.16</time></div></div>$P</article></body></html>"""),
    Form("Xinhua", """<html><head><title>$T-新华网</title></head><body><div class="h-title">$T</div><div
class="h-info"><span class="h-time">2016-12-14 10:31:00</span> 来源：<em id="source">新华网</em></div><div
id="p-detail">$P</div></body></html>""",
         byline=()),
    Form("People's Daily", """<html><head><title>$T--时政--人民网</title><meta name="publishdate"
content="2016-12-14"></head><body><div class="text_title"><h1>$T</h1><div class="box01"><div
class="fl">2016年12月14日10:31&nbsp;&nbsp;来源：<a href="/">人民网</a></div></div></div><div class="box_con">$P<div
class="edit clearfix">(责编：李四)</div></div></body></html>""",
         byline=()),
    Form("Yonhap", """<html lang="ko"><head><title>$T | 연합뉴스</title></head><body><article><header><h1
class="tit">$T</h1><p class="update-time">송고시간 <span class="txt">2016-12-14 10:31</span></p></header><div
class="story-news">$P</div></article></body></html>""",
         byline=()),
    Form("Naver", """<html lang="ko"><head><title>$T</title></head><body><div class="media_end_head"><h2
class="media_end_head_headline"><span>$T</span></h2><div class="media_end_head_info_datestamp"><div>입력<span
class="_ARTICLE_DATE_TIME" data-date-time="2016-12-14 10:31:00">2016.12.14. 오전 10:31</span></div><div>수정<span
class="_ARTICLE_MODIFY_DATE_TIME" data-modify-date-time="2016-12-16 09:00:00">2016.12.16. 오전
9:00</span></div></div></div><div id="newsct_article"><article id="dic_area">$BR</article></div></body></html>""",
         byline=()),
    Form("Asahi", """<html lang="ja"><head><title>$T：朝日新聞デジタル</title></head><body><main><h1>$T</h1><p><time
datetime="2016-12-14T10:31:00.000+09:00">2016年12月14日 10時31分</time></p><div
class="article">$P</div></main></body></html>""",
         byline=()),
    Form("The Hindu", """<html lang="en-IN"><head><title>$T - The Hindu</title></head><body><div class="article"><h1
class="title">$T</h1><div class="publish-time-new"><p>Published - December 14, 2016 10:31 am IST -
NORWICK:</p><p>Updated - December 16, 2016 09:00 am IST</p></div><div class="author-name"><a class="person-name"
href="/a">Ailsa Moray</a></div><div class="articlebodycontent">$P</div></div></body></html>"""),
    Form("SMH", """<html lang="en-AU"><head><title>$T</title></head><body><main><article><header><h1
data-testid="headline">$T</h1></header><p>By <a href="/by/a">Ailsa Moray</a></p><time
dateTime="2016-12-14T10:31:00+11:00" data-testid="datetime">December 14, 2016 —
10.31am</time><section>$P</section></article></main></body></html>"""),
    Form("CNN, 2016", """<html><head><title>$T - CNN.com</title><meta name="pubdate"
content="2016-12-14T10:31:00Z"><meta name="lastmod" content="2016-12-16T10:31:00Z"><meta name="author" content="By
Ailsa Moray, CNN"><meta property="og:site_name" content="CNN"></head><body><article><h1
class="pg-headline">$T</h1><p class="metadata__byline">By <span class="metadata__byline__author">Ailsa Moray,
CNN</span></p><p class="update-time">Updated 1031 GMT (1831 HKT) December 16, 2016</p><div
class="l-container">$P<div class="el__embedded"><a href="/x">$SIDE</a></div></div></article></body></html>"""),
    Form("CNN, 1999", """<html><head><title>CNN - $T - December 14, 2016</title></head><body><table><tr><td><font
size=6><b>$T</b></font><p><img src="a.gif"><br><small>December 14, 2016<br>Web posted at: 10:31 a.m. EST (1531
GMT)</small><p>$BR</td></tr></table></body></html>""",
         byline=()),
    Form("Reuters, 2010", """<html><head><title>$T | Reuters</title></head><body><div
id="resultsBody"><h1>$T</h1><div id="articleInfo"><p class="byline">By Ailsa Moray</p><p><span
class="location">NORWICK</span> | <span class="timestamp">Wed Dec 14, 2016 10:31am EST</span></p></div><span
id="articleText">$P<p>(Reporting by Ailsa Moray; Editing by Tom Reid)</p></span></div></body></html>"""),
    Form("Gazeta", """<html lang="pl"><head><title>$T</title></head><body><section id="article"><h1
id="article_title">$T</h1><div id="gazeta_article_author"><span class="article_author">Ailsa Moray</span></div><span
class="article_date"><time datetime="2016-12-14 10:31">14.12.2016 10:31</time></span><div
class="bottom_section">$P</div></section></body></html>"""),
    Form("Kathimerini", """<html lang="el"><head><title>$T | Η ΚΑΘΗΜΕΡΙΝΗ</title></head><body><article><h1
class="entry-title">$T</h1><div class="meta"><span class="author">Ailsa Moray</span> <span class="date">14.12.2016 •
10:31</span></div><div class="entry-content">$P</div></article></body></html>"""),
    Form("AMP of a broadcaster", """<html amp lang="en"><head><title>$T</title><script
type="application/ld+json">{"@context":"http://schema.org","@type":"NewsArticle","headline":"$T","datePublished":"1970-01-01T00:00:00Z","dateModified":"2016-12-16T10:31:00Z"}</script></head><body><article><h1>$T</h1><div
class="amp-byline">By <span>Ailsa Moray</span></div><div class="amp-date">First posted 14 December
2016</div>$P<amp-ad></amp-ad></article></body></html>"""),
    Form("Isna", """<html lang="fa" dir="rtl"><head><title>$T - ایسنا</title></head><body><article id="item"><h1
class="first-title">$T</h1><ul class="meta-news"><li><i></i> <span class="text-meta">۱۳۹۵/۰۹/۲۴ -
۱۰:۳۱</span></li></ul><div class="item-text">$P</div></article></body></html>""",
         byline=()),
    Form("Thai Rath", """<html lang="th"><head><title>$T</title></head><body><article><h1>$T</h1><div
class="date">14 ธ.ค. 2559 10:31 น.</div><div class="content">$P</div></article></body></html>""",
         byline=()),
    Form("Livedoor blog", """<html lang="ja"><head><title>$T : The Lamp</title></head><body><article
class="article"><header><p class="article-date"><time datetime="2016-12-14T10:31:00+09:00">2016年12月14日</time></p><h1
class="article-title">$T</h1></header><div
class="article-body">$P</div><aside><h3>関連記事</h3>$SIDE</aside></article></body></html>""",
         byline=()),
)  # fmt: skip
