"""Pages as the programs of blogs and papers write them, from their standard themes."""

from __future__ import annotations

from datetime import date
from typing import Final

from tests.readers.page_forms.form import Form

__all__ = ["PROGRAMS"]

PROGRAMS: Final = (
    Form("WordPress, Kubrick", """<html><head><title>The Lamp &raquo; Blog Archive &raquo; $T</title></head><body>
<div id="page"><div id="header"><div id="headerimg"><h1><a href="/">The Lamp</a></h1><div
class="description">News</div>
</div></div><div id="content" class="widecolumn"><div class="navigation"><div class="alignleft">&laquo;
$SIDE</div></div>
<div class="post" id="post-7"><h2><a href="/quay" rel="bookmark">$T</a></h2><div class="entry">$P
<p class="postmetadata alt"><small>This entry was posted on Wednesday, December 14th, 2016 at 10:31 am and is filed
under <a href="/c/harbour">Harbour</a>. You can follow any responses through the <a href="/feed">RSS 2.0</a>
feed.</small></p>
</div></div></div></div></body></html>""", byline=()),
    Form("WordPress, Twenty Ten", """<html><head><title>$T | The Lamp</title></head><body class="single single-post">
<div id="wrapper" class="hfeed"><div id="header"><h1 id="site-title"><span><a href="/">The Lamp</a></span></h1>
<div id="site-description">News of Norwick</div></div><div id="main"><div id="container"><div id="content"
role="main">
<div id="nav-above" class="navigation"><div class="nav-previous">$SIDE</div></div><div id="post-7" class="post-7
post hentry">
<h2 class="entry-title">$T</h2><div class="entry-meta"><span class="meta-prep meta-prep-author">Posted on</span>
<a href="/quay" title="10:31 am" rel="bookmark"><span class="entry-date">December 14, 2016</span></a>
<span class="meta-sep">by</span> <span class="author vcard"><a class="url fn n" href="/author/a">Ailsa
Moray</a></span></div>
<div class="entry-content">$P</div></div></div></div></div></div></body></html>"""),
    Form("WordPress, Twenty Eleven", """<html><head><title>$T | The Lamp</title></head><body><div id="page"
class="hfeed">
<header id="branding"><hgroup><h1 id="site-title"><a href="/">The Lamp</a></h1><h2
id="site-description">News</h2></hgroup>
</header><div id="primary"><div id="content"><nav id="nav-single">$SIDE</nav><article id="post-7" class="post hentry">
<header class="entry-header"><h1 class="entry-title">$T</h1><div class="entry-meta"><span class="sep">Posted on
</span>
<a href="/quay"><time class="entry-date" datetime="2016-12-14T10:31:00+00:00" pubdate>December 14, 2016</time></a>
<span class="by-author"> <span class="sep"> by </span> <span class="author vcard"><a class="url fn n"
href="/author/a">Ailsa Moray</a></span></span></div></header><div
class="entry-content">$P</div></article></div></div></div></body></html>"""),
    Form("WordPress, Twenty Fifteen: the date is below the text", """<html><head><title>$T &#8211; The
Lamp</title></head><body>
<div class="site-branding"><p class="site-title"><a href="/">The Lamp</a></p></div><main id="main" class="site-main">
<article id="post-7" class="post hentry"><header class="entry-header"><h1 class="entry-title">$T</h1></header>
<div class="entry-content">$P</div><footer class="entry-footer"><span class="posted-on"><span
class="screen-reader-text">Posted on </span><a href="/quay"><time class="entry-date published"
datetime="2016-12-14T10:31:00+00:00">December 14, 2016</time>
<time class="updated" datetime="2016-12-20T10:31:00+00:00">December 20, 2016</time></a></span><span
class="byline"><span class="author vcard"><span class="screen-reader-text">Author </span><a class="url fn n"
href="/author/a">Ailsa Moray</a>
</span></span></footer></article></main></body></html>"""),
    Form("WordPress with Yoast", """<html><head><title>$T - The Lamp</title><script
type="application/ld+json">{"@graph": [ {"@type": "Article", "@id": "https://lamp.example/quay/#article", "author":
{"@id": "https://lamp.example/#/person/1"}, "headline": "$T", "datePublished": "2016-12-14T10:31:00+00:00",
"publisher": {"@id": "https://lamp.example/#org"}}, {"@type": "WebPage", "@id": "https://lamp.example/quay/",
"name": "$T - The Lamp"}, {"@type": "Organization", "@id": "https://lamp.example/#org", "name": "The Lamp"},
{"@type": "Person", "@id": "https://lamp.example/#/person/1", "name": "Ailsa Moray"}]}</script></head>
<body><article><h1 class="entry-title">$T</h1>$P</article></body></html>""", source="The Lamp"),
    Form("WordPress, block theme", """<html><head><title>$T &#8211; The Lamp</title></head><body><div
class="wp-site-blocks">
<header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/">The Lamp</a></p></header><main>
<h1 class="wp-block-post-title">$T</h1><div class="wp-block-group"><div class="wp-block-post-date"><time
datetime="2016-12-14T10:31:00+00:00">Dec 14, 2016</time></div><p>—</p><p>by</p><div class="wp-block-post-author"><p
class="wp-block-post-author__name">Ailsa Moray</p></div></div><div class="entry-content
wp-block-post-content">$P</div></main>
</div></body></html>"""),
    Form("Blogger, Minima", """<html><head><title>The Lamp: $T</title></head><body><div id="header-wrapper"><div
id="header">
<h1 class="title"><a href="/">The Lamp</a></h1></div></div><div id="main-wrapper"><div class="blog-posts hfeed">
<h2 class="date-header">Wednesday, December 14, 2016</h2><div class="post hentry"><a name="7"></a>
<h3 class="post-title entry-title"><a href="/2016/12/quay.html">$T</a></h3><div class="post-body entry-content">$BR
<div style="clear: both;"></div></div><div class="post-footer"><span class="post-author vcard">Posted by <span
class="fn">Ailsa Moray</span></span> <span class="post-timestamp">at <a class="timestamp-link" rel="bookmark"><abbr
class="published" title="2016-12-14T10:31:00+01:00">10:31
AM</abbr></a></span></div></div></div></div></body></html>"""),
    Form("Blogger, Simple: no h1", """<html><head><title>The Lamp: $T</title></head><body><div class="header
section"><p class="title"><a href="/">The Lamp</a></p></div><div class="blog-posts hfeed"><div class="date-outer"><h2
class="date-header"><span>Wednesday, 14 December 2016</span></h2><div class="date-posts"><div class="post-outer"><div
class="post hentry"><h3 class="post-title entry-title" itemprop="name">$T</h3><div class="post-body
entry-content">$BR</div>
<div class="post-footer"><div class="post-footer-line"><span class="post-author vcard">Posted by <span class="fn"
itemprop="author"><a class="g-profile" href="/p"><span itemprop="name">Ailsa Moray</span></a></span></span> <span
class="post-timestamp">at <a class="timestamp-link"><abbr class="published" itemprop="datePublished"
title="2016-12-14T10:31:00Z">10:31</abbr></a></span></div></div></div></div></div></div></div><div
class="sidebar"><h2>Blog Archive</h2><ul><li>$SIDE</li></ul></div></body></html>"""),
    Form("Blogger, only the header of the day", """<html><head><title>The Lamp: $T</title></head><body><h1
class="title">The Lamp</h1><div class="blog-posts"><h2 class="date-header">Wednesday, December 14, 2016</h2><div
class="post">
<h3 class="post-title">$T</h3><div class="post-body">$BR</div><p class="post-footer">Posted by Ailsa Moray at 10:31
AM</p>
</div></div></body></html>"""),
    Form("Movable Type", """<html><head><title>$T (The Lamp)</title></head><body><div id="header"><h1
id="header-name"><a href="/">The Lamp</a></h1><h2 id="header-description">News</h2></div><div id="alpha"><div
id="entry-7" class="entry-asset asset hentry"><div class="asset-header"><h1 id="page-title" class="asset-name
entry-title">$T</h1><div class="asset-meta"><span class="byline">By <span class="vcard author"><span
class="fn">Ailsa Moray</span></span> on <abbr class="published" title="2016-12-14T10:31:00+01:00">December 14, 2016
10:31 AM</abbr></span></div></div><div class="asset-content entry-content"><div
class="asset-body">$P</div></div></div></div></body></html>"""),
    Form("Movable Type 2", """<html><head><title>The Lamp: $T</title></head><body><div id="banner"><h1><a href="/">The
Lamp</a></h1></div><div class="content"><p align="right"><a href="/a">&laquo; Fog</a> | <a href="/">Main</a></p><h2
class="date">December 14, 2016</h2><h3 class="title">$T</h3><div class="blogbody">$P<div class="posted">Posted by
Ailsa Moray at December 14, 2016 10:31 AM</div></div></div></body></html>"""),
    Form("TypePad", """<html><head><title>$T - The Lamp</title></head><body><div id="banner"><h1 id="banner-header"><a
href="/">The Lamp</a></h1></div><div id="alpha"><h2 class="date-header">December 14, 2016</h2><div class="entry"
id="entry-7"><h3 class="entry-header">$T</h3><div class="entry-content"><div class="entry-body">$P</div></div><div
class="entry-footer"><p class="entry-footer-info"><span class="post-footers">Posted by Ailsa Moray on December 14,
2016 at 10:31 AM</span></p></div></div></div></body></html>"""),
    Form("Drupal 6", """<html><head><title>$T | The Lamp</title></head><body><div id="header"><h1 id="site-name"><a
href="/">The Lamp</a></h1></div><div id="main"><h2 class="title">$T</h2><div class="node" id="node-7"><span
class="submitted">Submitted by Ailsa Moray on Wed, 12/14/2016 - 10:31</span><div
class="content">$P</div></div></div></body></html>"""),
    Form("Drupal 7", """<html><head><title>$T | The Lamp</title></head><body><div id="name-and-slogan"><div
id="site-name"><a href="/">The Lamp</a></div></div><h1 class="title" id="page-title">$T</h1><div id="node-7"
class="node node-article" typeof="sioc:Item foaf:Document"><div class="meta submitted"><span property="dc:date
dc:created" content="2016-12-14T10:31:00+01:00">Submitted by <span class="username" property="foaf:name">Ailsa
Moray</span> on Wed, 12/14/2016 - 10:31</span></div><div class="content"><div class="field-name-body"
property="content:encoded">$P</div></div>
</div></body></html>"""),
    Form("Drupal 8", """<html><head><title>$T | The Lamp</title></head><body><article role="article" class="node"><h1
class="title page-title"><span class="field--name-title">$T</span></h1><footer class="node__meta"><div
class="node__submitted">Submitted by <span class="field--name-uid"><span>Ailsa Moray</span></span> on <span
class="field--name-created">Wed, 14 Dec 2016 - 10:31</span></div></footer><div
class="node__content">$P</div></article>
<aside>$SIDE</aside></body></html>"""),
    Form("Joomla 1.5", """<html><head><title>$T</title></head><body><table class="contentpaneopen"><tr><td
class="contentheading" width="100%">$T</td></tr></table><table class="contentpaneopen"><tr><td colspan="2"><span
class="small">Written by Ailsa Moray</span></td></tr><tr><td colspan="2" class="createdate">Wednesday, 14 December
2016 10:31</td></tr><tr><td colspan="2">$P</td></tr><tr><td colspan="2" class="modifydate">Last Updated on Tuesday,
20 December 2016 09:00</td></tr></table></body></html>"""),
    Form("Joomla 3", """<html><head><title>$T - The Lamp</title></head><body><div class="item-page" itemscope
itemtype="https://schema.org/Article"><div class="page-header"><h2 itemprop="headline">$T</h2></div><dl
class="article-info muted"><dt class="article-info-term">Details</dt><dd class="createdby" itemprop="author" itemscope
itemtype="https://schema.org/Person">Written by <span itemprop="name">Ailsa Moray</span></dd><dd
class="published"><time datetime="2016-12-14T10:31:00+00:00" itemprop="datePublished">Published: 14 December
2016</time></dd><dd class="hits">Hits: 402</dd></dl><div itemprop="articleBody">$P</div></div></body></html>""",
dropped=("Hits",)),
    Form("TYPO3, tt_news", """<html lang="de"><head><title>Die Lampe: $T</title></head><body><div id="content"><div
class="news-single-item"><div class="news-single-timedata">14.12.16 10:31</div><h1>$T</h1><h2>Der Kai kommt</h2><div
class="news-single-author">Von: Ailsa Moray</div>$P</div></div></body></html>"""),
    Form("TYPO3, news", """<html lang="de"><head><title>$T</title></head><body><div class="news news-single"><div
class="article" itemscope itemtype="http://schema.org/Article"><div class="header"><h3
itemprop="headline">$T</h3></div><div class="footer"><p><span class="news-list-date"><time datetime="2016-12-14"
itemprop="datePublished">14.12.2016</time></span>
<span class="news-list-author">Von <span itemprop="author">Ailsa Moray</span></span></p></div><div
class="news-text-wrap" itemprop="articleBody">$P</div></div></div></body></html>"""),
    Form("Ghost, Casper", """<html><head><title>$T</title><meta property="og:site_name" content="The
Lamp"></head><body class="post-template"><main><article class="post-full post"><header
class="post-full-header"><section class="post-full-meta"><time class="post-full-meta-date" datetime="2016-12-14">14
December 2016</time><span class="date-divider">/</span><a href="/tag/harbour">Harbour</a></section><h1
class="post-full-title">$T</h1></header><section class="post-full-content"><div
class="post-content">$P</div></section><footer class="post-full-footer"><section class="author-card"><h4
class="author-card-name"><a href="/author/a" rel="author">Ailsa Moray</a></h4></section></footer>
</article></main></body></html>"""),
    Form("Medium", """<html><head><title>$T – The Lamp – Medium</title><meta property="og:title" content="$T"><meta
property="article:published_time" content="2016-12-14T10:31:00.000Z"><meta name="author" content="Ailsa
Moray"></head><body>
<article><h1 class="graf graf--h3 graf--title">$T</h1><div class="u-flex1"><a href="/@a">Ailsa Moray</a><div>Dec 14,
2016<span>
· 4 min read</span></div></div>$P</article></body></html>"""),
    Form("Squarespace", """<html><head><title>$T — The Lamp</title><meta itemprop="datePublished"
content="2016-12-14T10:31:00+0000"/></head><body><article class="hentry entry author-ailsa-moray"><header><h1
class="entry-title" data-content-field="title"><a href="/quay">$T</a></h1><span class="date"><a href="/quay"><time
class="published" datetime="2016-12-14">December 14, 2016</time></a></span><span class="author">by <a href="/a"
rel="author">Ailsa Moray</a></span></header><div class="body entry-content">$P</div></article></body></html>"""),
    Form("Wix", """<html><head><title>$T</title><script type="application/ld+json">{"@type": "BlogPosting",
"author": {"@type": "Person", "name": "Ailsa Moray"}, "datePublished": "2016-12-14T10:31:00.000Z", "dateModified":
"2016-12-20T10:31:00.000Z", "headline": "$T"}</script></head><body><article><div data-hook="post"><h1
data-hook="post-title">$T</h1><span data-hook="user-name">Ailsa Moray</span><span title="Dec 14, 2016"
data-hook="time-ago">Dec 14, 2016</span><span data-hook="time-to-read">2 min read</span><div
data-hook="post-description">$P</div></div></article></body></html>"""),
    Form("Substack", """<html><head><title>$T - by Ailsa Moray - The Lamp</title><meta property="og:title"
content="$T"></head>
<body><article class="newsletter-post post"><div class="post-header"><h1 class="post-title published">$T</h1><h3
class="subtitle">Who pays</h3><div class="pencraft"><a href="/@a">Ailsa Moray</a></div><div class="pencraft">Dec 14,
2016</div></div><div class="available-content"><div class="body markup">$P</div></div></article></body></html>"""),
    Form("Arc", """<html><head><title>$T - The Lamp</title><meta property="og:title" content="$T"></head><body>
<article class="b-article-body"><h1 class="b-headline">$T</h1><div class="c-attribution b-byline">By <a
class="b-byline__names" href="/staff/a">Ailsa Moray</a></div><time class="c-date b-date"
datetime="2016-12-14T15:31:00Z">December 14, 2016 at 10:31 a.m.
EST</time>$P</article><script>Fusion.globalContent={"first_publish_date":"2016-12-14T15:31:00Z"}</script>
</body></html>"""),
    Form("AEM", """<html><head><title>$T</title><meta name="template" content="article"><meta name="publishDate"
content="2016-12-14T10:31:00.000+01:00"><meta name="cq:lastModified" content="2016-12-20"></head><body><div
class="cmp-title"><h1 class="cmp-title__text">$T</h1></div><div class="cmp-byline"><h2
class="cmp-byline__name">Ailsa Moray</h2></div><div class="cmp-text">$P</div></body></html>"""),
    Form("BLOX", """<html><head><title>$T | Harbour | lamp.example</title></head><body><article class="asset"
itemscope itemtype="https://schema.org/NewsArticle"><header class="asset-header"><h1 class="headline"><span
itemprop="headline">$T</span>
</h1><div class="meta"><span><ul class="list-inline"><li><span class="tnt-byline" itemprop="author">By AILSA MORAY
amoray@lamp.example</span></li><li class="visible-print">Dec 14, 2016</li><li class="hidden-print"><time
datetime="2016-12-14T10:31:00-05:00" class="asset-date">Dec 14, 2016</time></li></ul></span></div></header><div
class="asset-content">$P</div></article></body></html>""", byline=("AILSA MORAY",)),
    Form("Plone", """<html><head><title>$T — The Lamp</title></head><body><div id="content"><h1
class="documentFirstHeading">$T</h1><div class="documentByLine"><span class="documentAuthor">by <a
href="/author/a">Ailsa Moray</a></span> — <span class="documentPublished"><span>published</span> Dec 14, 2016 10:31
AM,</span> <span class="documentModified"><span>last modified</span> Dec 20, 2016 09:00 AM</span></div><div
id="content-core">$P</div></div>
</body></html>"""),
    Form("SPIP", """<html lang="fr"><head><title>$T - La Lampe</title></head><body><div class="cartouche"><h1
class="titre">$T</h1><p class="info-publi">mercredi <abbr class="published" title="2016-12-14T10:31:00Z">14 décembre
2016</abbr>, par <span class="auteurs"><span class="vcard author"><a class="url fn" href="/auteur1">Ailsa
Moray</a></span></span>
</p></div><div class="texte">$P</div></body></html>"""),
    Form("Textpattern, of another day than the visit", """<html><head><title>The Lamp: $T</title></head><body><div
id="head"><h1 id="site-name"><a href="/">The Lamp</a></h1><span class="today">Tuesday, 20 December
2016</span></div><div id="content"><div class="hentry"><h2 class="entry-title">$T</h2><p class="published">14
December 2016</p>$P<p class="author">Ailsa Moray</p></div></div></body></html>""", day=date(2016, 12, 14)),
)  # fmt: skip
