"""Pages in the markup of newspapers, agencies and broadcasters of many countries."""

from __future__ import annotations

from typing import Final

from tests.readers.page_forms.form import Form

__all__ = ["PAPERS"]

PAPERS: Final = (
    Form("BBC News, 2004: tables and a last update", """<html><head><title>BBC NEWS | Scotland | $T</title><meta
name="Headline" content="$T"><meta name="OriginalPublicationDate" content="2016/12/14 10:31:00"></head><body><table
width="770"><tr><td><font size="1">Last Updated:&nbsp;Friday, 16 December 2016, 09:00
GMT</font></td></tr><tr><td><div class="mxb"><div class="sh">$T</div></div></td></tr><tr><td><div class="byl">By
Ailsa Moray</div>$P</td><td class="storyextra"><div class="o">SEE ALSO:<br>$SIDE<br>09 Dec
2016</div></td></tr></table></body></html>"""),
    Form("BBC News, of today", """<html lang="en-GB"><head><title>$T - BBC News</title><meta property="og:title"
content="$T"><script
type="application/ld+json">{"@context":"http://schema.org","@type":"ReportageNewsArticle","headline":"$T","datePublished":"2016-12-14T10:31:00.000Z","dateModified":"2016-12-16T10:31:00.000Z","author":[{"@type":"Person","name":"Ailsa
Moray"}],"publisher":{"@type":"NewsMediaOrganization","name":"BBC News"}}</script></head><body><main
id="main-content"><article><div data-component="headline-block"><h1>$T</h1></div><div
data-component="byline-block"><time datetime="2016-12-16T10:31:00.000Z">16 December 2016</time><span>Ailsa
Moray</span></div><div data-component="text-block">$P</div><div data-component="links-block"><h2>Related internet
links</h2><ul><li>$SIDE</li></ul></div></article></main></body></html>"""),
    Form("The Guardian", """<html lang="en"><head><title>$T | Harbours | The Guardian</title><meta
property="og:site_name" content="the Guardian"><meta property="article:published_time"
content="2016-12-14T10:31:00.000Z"><meta property="article:modified_time" content="2016-12-16T10:31:00.000Z"><meta
property="article:author"
content="https://www.theguardian.example/profile/ailsa-moray"></head><body><main><article><div
data-gu-name="headline"><h1>$T</h1></div><aside data-gu-name="meta"><address aria-label="Contributor info"><a
rel="author" href="/profile/a">Ailsa Moray</a></address><details><summary>Wed 14 Dec 2016 10.31 GMT</summary>Last
modified on Fri 16 Dec 2016 09.00 GMT</details></aside><div id="maincontent">$P<aside
data-spacefinder-role="richLink"><a href="/x">$SIDE</a><br>Read more</aside></div></article></main></body></html>"""),
    Form("New York Times, 2008", """<html><head><title>$T - New York Times</title><meta name="byl" content="By AILSA
MORAY"><meta name="pdate" content="20161214"><meta name="hdl" content="$T"></head><body><div
id="article"><h1><nyt_headline>$T</nyt_headline></h1><div class="byline">By <a href="/a">AILSA MORAY</a></div><div
class="timestamp">Published: December 14, 2016</div><div id="articleBody">$P</div></div></body></html>""",
         byline=("AILSA MORAY",)),
    Form("Le Monde", """<html lang="fr"><head><title>$T</title><meta property="og:article:published_time"
content="2016-12-14T10:31:00+01:00"></head><body><main><header class="article__header"><h1
class="article__title">$T</h1><section class="meta__authors"><span class="meta__author"><a
class="article__author-link" href="/a">Ailsa Moray</a></span></section><span class="meta__date">Publié le 14
décembre 2016 à 10h31, modifié le 16 décembre 2016 à 09h00</span></header><section
class="article__content">$P<section class="catcher"><span class="catcher__content"><span class="catcher__label">Lire
aussi</span> $SIDE</span></section></section></main></body></html>"""),
    Form("Der Spiegel", """<html lang="de"><head><title>$T - DER SPIEGEL</title><meta name="date"
content="2016-12-14T10:31:00+01:00"><meta name="last-modified" content="2016-12-16T10:31:00+01:00"><meta
name="author" content="Ailsa Moray, DER
SPIEGEL"></head><body><main><article><header><h2><span>Hafen</span><span>$T</span></h2><div>Von <a href="/a">Ailsa
Moray</a></div><time class="timeformat" datetime="2016-12-14 10:31:00">14.12.2016, 10.31 Uhr</time></header><div
data-area="body">$P<section data-area="related_articles"><h3>Mehr zum
Thema</h3>$SIDE</section></div></article></main></body></html>"""),
    Form("El País", """<html lang="es"><head><title>$T | Puertos | EL PAÍS</title></head><body><article><header><h1
class="a_t">$T</h1></header><div class="a_md"><div class="a_md_a"><a rel="author" href="/a">Ailsa
Moray</a></div><div class="a_md_f"><span>Norwick - </span><time datetime="2016-12-14T10:31:00.000Z"><a
data-date="2016-12-14T10:31:00.000Z" href="#">14 dic 2016 - 10:31<abbr>CET</abbr></a></time></div></div><div
class="a_c">$P</div></article></body></html>"""),
    Form("NHK", """<html lang="ja"><head><title>$T | NHKニュース</title></head><body><main><section
class="content--detail-main"><header class="content--header"><h1 class="content--title"><span>$T</span></h1><p
class="content--date"><time datetime="2016-12-14T10:31">12月14日 10時31分</time></p></header><div
class="content--detail-body">$P</div></section></main></body></html>""",
         byline=()),
    Form("Al Jazeera", """<html lang="en"><head><title>$T | News | Al
Jazeera</title></head><body><main><h1>$T</h1><p class="article__subhead"><em>The board has decided.</em></p><div
class="article-info-block"><div class="article-b-l"><span>By</span><a class="author-link" href="/a">Ailsa
Moray</a></div><div class="date-simple"><span class="screen-reader-text">Published On 14 Dec 2016</span><span
aria-hidden="true">14 Dec 2016</span></div></div><div class="wysiwyg">$P</div><div class="more-on"><h2>More from
News</h2>$SIDE</div></main></body></html>"""),
    Form("Times of India", """<html><head><title>$T - Times of India</title><script
type="application/ld+json">{"@type":"NewsArticle","headline":"$T","datePublished":"2016-12-14T10:31:00+05:30","dateModified":"2016-12-16T10:31:00+05:30","author":{"@type":"Person","name":"Ailsa
Moray"}}</script></head><body><div class="contentwrapper"><h1><span>$T</span></h1><div class="byline"><a
href="/a">Ailsa Moray</a> / <span>TNN / Updated: Dec 16, 2016, 10:31 IST</span></div><div
class="_s30J">$BR</div></div></body></html>"""),
    Form("AP", """<html><head><title>$T | AP News</title><meta property="article:published_time"
content="2016-12-14T10:31:00"></head><body><div class="Page-content"><h1 class="Page-headline">$T</h1><div
class="Page-byline"><div class="Page-authors">By&nbsp;<span class="Link">AILSA MORAY</span></div><div
class="Page-dateModified"><span data-date="">Updated <bsp-timestamp
data-timestamp="1481883060000"></bsp-timestamp></span></div></div><div class="RichTextStoryBody">$P<div
class="PageListEnhancementGeneric"><h2>Related Stories</h2>$SIDE</div></div></div></body></html>""",
         byline=("AILSA MORAY",)),
    Form("DW", """<html lang="en"><head><title>$T – DW –
12/14/2016</title></head><body><main><article><header><h1>$T</h1><div><span class="author-details">Ailsa
Moray</span><span class="publication"><time>December 14, 2016</time></span></div></header><div
class="rich-text">$P</div></article><section><h2>Explore more</h2>$SIDE</section></main></body></html>"""),
    Form("Yle", """<html lang="fi"><head><title>$T | Yle Uutiset</title></head><body><main><article
class="yle__article"><header><h1 class="yle__article__heading">$T</h1></header><div
class="yle__article__author">Ailsa Moray</div><p class="yle__article__date"><time
datetime="2016-12-14T10:31:00+0200">14.12. 10:31</time><span>•</span><span>Päivitetty <time
datetime="2016-12-16T10:31:00+0200">16.12. 10:31</time></span></p><section
class="yle__article__content">$P</section></article></main></body></html>"""),
    Form("Folha", """<html lang="pt-BR"><head><title>$T - 14/12/2016 - Mercado - Folha</title></head><body><article
class="c-news"><header><h1 class="c-content-head__title">$T</h1></header><div class="c-signature"><strong
class="c-signature__author"><a href="/a">Ailsa Moray</a></strong></div><div class="c-more-options"><time
class="c-more-options__published-date" datetime="2016-12-14 10:31:00">14.dez.2016 às 10h31</time><time
class="c-more-options__updated-date" datetime="2016-12-16 10:31:00">Atualizado: 16.dez.2016 às
10h31</time></div><div class="c-news__body">$P</div></article></body></html>"""),
    Form("Clarín", """<html lang="es"><head><title>$T</title></head><body><article><h1>$T</h1><ul
class="breadcrumb"><li>14/12/2016 10:31</li><li><span>Actualizado al 16/12/2016 9:00</span></li></ul><div
class="entry-author"><p class="author-name">Ailsa Moray</p></div><div
class="body-nota">$P</div></article></body></html>"""),
    Form("RIA", """<html lang="ru"><head><title>$T - РИА Новости, 14.12.2016</title></head><body><div
class="article" itemscope itemtype="https://schema.org/Article"><div class="article__header"><div
class="article__info-date"><a href="/20161214/">10:31 14.12.2016</a> <span
class="article__info-date-modified">(обновлено: 09:00 16.12.2016)</span></div><h1
class="article__title">$T</h1></div><div class="article__body">$P</div></div></body></html>""",
         byline=()),
    Form("TASS", """<html lang="en"><head><title>$T - World - TASS</title></head><body><div class="news-header"><div
class="news-header__date"><span class="ng-scope"><dateformat time="1481711460" mode="'abs'">14 Dec,
10:31</dateformat></span><span>Updated at: <dateformat time="1481883060">16 Dec</dateformat></span></div><h1
class="news-header__title">$T</h1></div><div class="text-block">$P</div></body></html>""",
         byline=(), day=None),
    Form("Hürriyet", """<html lang="tr"><head><title>$T - Son Dakika Haberleri</title></head><body><article><section
class="news-top"><h1 class="news-detail-title">$T</h1></section><div class="news-date"><span
class="d-none">Oluşturulma Tarihi: </span><time datetime="2016-12-14T10:31:00.0000000+03:00">Aralık 14, 2016
10:31</time></div><div class="news-content">$P</div></article></body></html>""",
         byline=()),
)  # fmt: skip
