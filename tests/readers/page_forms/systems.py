"""Pages of content management systems, of old sites, and of copies: for printers, telephones and archives."""

from __future__ import annotations

from typing import Final

from tests.readers.page_forms.form import PARAGRAPHS, Form

__all__ = ["SYSTEMS"]

SYSTEMS: Final = (
    Form("old paper, 1999: fonts in tables, no metadata", """<html><head><title>The Lamp: $T</title></head><body
bgcolor="#ffffff"><table width="600" border="0"><tr><td width="130" valign="top"><font size="1"><a
href="/">Home</a><br><a href="/sport">Sport</a><br><a href="/weather">Weather</a><br><a
href="/letters">Letters</a></font></td><td><font size="5"><b>$T</b></font><br><font size="2">By AILSA MORAY<br>Staff
writer<br>December 14, 2016</font><p><font face="Times">$BR</font><p><font size="1">Copyright 2016 The
Lamp</font></td></tr></table></body></html>""",
         byline=("AILSA MORAY",), dropped=("Copyright",)),
    Form("print version", """<html><head><title>Print version: $T</title></head><body
onload="window.print()"><p><b>The Lamp</b></p><h2>$T</h2><p>Wednesday, December 14, 2016</p><p>By Ailsa
Moray</p>$P<hr><p>Find this article at: http://lamp.example/2016/12/14/quay.html</p><p>Printed on Tuesday, December
20, 2016</p></body></html>"""),
    Form("mobile page", """<html><head><title>$T | m.lamp.example</title><link rel="canonical"
href="https://lamp.example/2016/12/14/quay"></head><body><div id="hd"><a href="/">Lamp</a> <a
href="/menu">Menu</a></div><div class="story"><div class="hl">$T</div><div class="ts">14 Dec 2016 10:31</div><div
class="by">Ailsa Moray</div>$P</div><div class="rel"><b>Related</b>$SIDE</div></body></html>""",
         byline=()),
    Form("a copy in a web archive", """<html><head><title>$T - The Lamp</title></head><body><!-- BEGIN WAYBACK
TOOLBAR INSERT --><div id="wm-ipp-base"><div id="wm-ipp"><span class="date">20 Dec 2017</span><a href="#">8
captures</a></div></div><!-- END --><div class="post"><h1 class="entry-title">$T</h1><span
class="entry-date">December 14, 2016</span> <span class="author">Ailsa Moray</span>$P</div></body></html>""",
         url="http://lamp.example/quay.html", address="https://web.archive.org/web/20171220101112/http://lamp.example/quay.html"),
    Form("Drupal 7", """<html><head><title>$T | The Lamp</title><meta name="Generator" content="Drupal
7"></head><body class="node-type-article"><div id="content"><h1 class="page-title">$T</h1><article class="node
node-article"><p class="submitted">Submitted by <a class="username" href="/u/a">Ailsa Moray</a> on Wed, 12/14/2016 -
10:31</p><div class="field field-name-body"><div class="field-items">$P</div></div><ul class="links inline"><li
class="comment_forbidden"><a href="/user/login">Log in</a> to post comments</li></ul></article></div></body></html>""",
         dropped=("post comments",)),
    Form("Drupal 9", """<html lang="en"><head><title>$T | The Lamp</title></head><body><main><h1><span class="field
field--name-title">$T</span></h1><article class="node node--type-article"><footer class="node__meta"><div
class="node__submitted">By <span class="field--name-uid"><span>Ailsa Moray</span></span>, <span
class="field--name-created"><time datetime="2016-12-14T10:31:00+00:00">14 December,
2016</time></span></div></footer><div class="node__content">$P</div></article></main></body></html>"""),
    Form("Joomla 3", """<html><head><title>$T</title></head><body><div class="item-page" itemscope
itemtype="https://schema.org/Article"><div class="page-header"><h2 itemprop="headline">$T</h2></div><dl
class="article-info"><dt>Details</dt><dd class="createdby" itemprop="author" itemscope
itemtype="https://schema.org/Person">Written by <span itemprop="name">Ailsa Moray</span></dd><dd
class="category-name">Category: Harbour</dd><dd class="published"><time datetime="2016-12-14T10:31:00+00:00"
itemprop="datePublished">Published: 14 December 2016</time></dd><dd class="modified"><time datetime="2016-12-16"
itemprop="dateModified">Last Updated: 16 December 2016</time></dd><dd class="hits">Hits: 312</dd></dl><div
itemprop="articleBody">$P</div></div></body></html>"""),
    Form("Ghost", """<html lang="en"><head><title>$T</title><meta property="article:published_time"
content="2016-12-14T10:31:00.000Z"><meta name="twitter:label1" content="Written by"><meta name="twitter:data1"
content="Ailsa Moray"></head><body><article class="article post"><header class="article-header gh-canvas"><h1
class="article-title">$T</h1><div class="article-byline"><h4 class="author-name"><a href="/author/a">Ailsa
Moray</a></h4><time datetime="2016-12-14">14 Dec 2016</time> <span>• 2 min read</span></div></header><section
class="gh-content">$P</section></article><section class="read-more"><h2>Read more</h2>$SIDE</section></body></html>"""),
    Form("Squarespace", """<html><head><title>$T &mdash; The Lamp</title><meta itemprop="datePublished"
content="2016-12-14T10:31:00-0500"><meta itemprop="author" content="Ailsa Moray"></head><body><article
class="hentry"><div class="blog-item-top-wrapper"><div class="blog-meta-item--date"><time class="dt-published
blog-meta-primary" datetime="Dec 14"><span>Dec 14</span></time></div><h1 class="entry-title">$T</h1></div><div
class="blog-item-content">$P</div></article><section id="itemPagination">$SIDE</section></body></html>"""),
    Form("Medium", """<html lang="en"><head><title>$T. The board… | by Ailsa Moray | The Lamp | Medium</title><meta
property="article:published_time" content="2016-12-14T10:31:00.000Z"><meta name="author" content="Ailsa
Moray"></head><body><article><h1 class="pw-post-title">$T</h1><div><a rel="author" href="/@a">Ailsa
Moray</a><div><span>2 min read</span><span>·</span><span>Dec 14,
2016</span></div></div><button>Listen</button><button>Share</button>$P</article></body></html>"""),
    Form("TYPO3 news", """<html lang="de"><head><title>$T - Die Lampe</title></head><body><div id="content"><div
class="news news-single"><div class="article" itemscope itemtype="http://schema.org/Article"><div class="header"><h3
itemprop="headline">$T</h3></div><div class="footer"><p><span class="news-list-date"><time itemprop="datePublished"
datetime="2016-12-14">14.12.2016</time></span> <span class="news-list-author">Von Ailsa Moray</span></p></div><div
class="news-text-wrap" itemprop="articleBody">$P</div></div></div></div></body></html>"""),
    Form("Brightspot", """<html lang="en"><head><title>$T</title><meta property="article:published_time"
content="2016-12-14T10:31:00.000"><meta property="article:modified_time"
content="2016-12-16T10:31:00.000"></head><body class="Page-body"><main><article class="ArticlePage-main"><h1
class="ArticlePage-headline">$T</h1><div class="ArticlePage-byline"><span class="ArticlePage-authorName">By <a
class="Link" href="/a">Ailsa Moray</a></span><div class="ArticlePage-datePublished">Published December 14, 2016 at
10:31 AM EST</div></div><div class="ArticlePage-articleBody"><div class="RichTextArticleBody">$P</div></div><div
class="Tags">Tags <a href="/t">Harbour</a></div></article></main></body></html>"""),
    Form("Sitecore", """<html lang="en"><head><title>$T</title></head><body><div class="component content"><div
class="field-title"><h1>$T</h1></div><div class="row component"><span class="field-date">14 December
2016</span><span class="field-author">Ailsa Moray</span></div><div
class="field-content">$P</div></div></body></html>"""),
    Form("Lotus Domino press release", """<html><head><title>$T</title></head><body><table><tr><td><b>For immediate
release: December 14, 2016</b></td></tr><tr><td><h3>$T</h3>$P<p>Contact: Ailsa Moray,
555-0100</p></td></tr></table></body></html>""",
         byline=()),
    Form("PHP-Nuke", """<html><head><title>The Lamp -
$T</title></head><body><table><tr><td>$SIDE</td><td><table><tr><td><font class="option"><b>$T</b></font><br><font
class="content">Posted on Wednesday, December 14 @ 10:31:00 CET by
amoray</font></td></tr><tr><td>$BR</td></tr></table></td></tr></table></body></html>""",
         byline=(), day=None),
    Form("fact box in an aside", """<html lang="en"><head><title>$T</title><meta property="article:published_time"
content="2016-12-14"></head><body><article><h1>$T</h1><p>By Ailsa Moray</p>$P<aside class="factbox"><h3>The quay in
figures</h3><p>The quay is 212 metres long, and seven metres deep at low water in spring.</p><p>Two cranes of forty
tonnes each stand on it, and a shed for the nets.</p></aside><p>The next meeting of the board is in the second week
of the new year, the chairman told the paper.</p></article></body></html>""",
         kept=(*PARAGRAPHS, "The quay is 212 metres long",
               "Two cranes of forty tonnes", "The next meeting of the board")),
    Form("related links in an aside", """<html lang="en"><head><title>$T</title><meta
property="article:published_time" content="2016-12-14"></head><body><article><h1>$T</h1><p>By Ailsa
Moray</p>$P<aside class="inline"><h3>In other news</h3><ul><li>$SIDE</li><li><a href="/b">Fog keeps the ferry in
port for a second day</a></li></ul></aside><p>The next meeting of the board is in the second week of the new year,
the chairman told the paper.</p></article></body></html>""",
         kept=(*PARAGRAPHS, "The next meeting of the board"),
         dropped=("Fog keeps",)),
    Form("Anadolu", """<html lang="en"><head><title>$T</title></head><body><div
class="detay-spot-category"><h1>$T</h1><h4>The board has decided</h4><div class="detay-kisi">Ailsa Moray</div><span
class="tarih">14.12.2016 - Update : 16.12.2016</span></div><div class="detay-icerik">$P</div></body></html>""",
         byline=()),
)  # fmt: skip
