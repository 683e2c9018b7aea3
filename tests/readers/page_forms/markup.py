"""Pages whose date and author are in metadata, in microformats, or beside a misleading date."""

from __future__ import annotations

from typing import Final

from tests.readers.page_forms.form import Form

__all__ = ["MARKUP"]


def with_meta(name: str, *elements: str, **values: object) -> Form:
    """Return a page with meta elements, and the author visible."""
    head = "".join(f"<meta {element}>" for element in elements)
    page = f"<html><head><title>$T</title>{head}</head><body><h1>$T</h1><p>By Ailsa Moray</p>$P</body></html>"
    return Form(name, page, **values)  # type: ignore[arg-type]


def with_line(name: str, line: str, **values: object) -> Form:
    """Return a page whose JSON-LD has the date, and a line below the headline another one."""
    data = (
        '{"@type": "NewsArticle", "headline": "$T", "author": "Ailsa Moray", "datePublished": "2016-12-14T10:31:00Z"}'
    )
    page = (
        f'<html><head><title>$T</title><script type="application/ld+json">{data}</script></head>'
        f"<body><article><h1>$T</h1>{line}$P</article></body></html>"
    )
    return Form(name, page, **values)  # type: ignore[arg-type]


MARKUP: Final = (
    with_meta("Dublin Core", 'name="DC.date.issued" content="2016-12-14"', 'name="DC.creator" content="Ailsa Moray"'),
    with_meta("Dublin Core terms", 'name="dcterms.created" content="2016-12-14T10:31:00Z"'),
    with_meta("Parsely", 'name="parsely-pub-date" content="2016-12-14T10:31:00Z"', 'name="parsely-author" content="x"',
              'name="author" content="Ailsa Moray"'),
    with_meta("Sailthru", 'name="sailthru.date" content="Wed, 14 Dec 2016 10:31:00 GMT"'),
    with_meta("Open Graph", 'property="og:published_time" content="2016-12-14T10:31:00Z"'),
    with_meta("pubdate", 'name="pubdate" content="20161214"'),
    with_meta("date", 'name="date" content="2016-12-14"'),
    with_meta("pdate of the nineties", 'name="pdate" content="20161214"', 'name="byl" content="By AILSA MORAY"',
              byline=("AILSA MORAY",)),
    with_meta("OriginalPublicationDate", 'name="OriginalPublicationDate" content="2016/12/14 10:31:00"'),
    with_meta("dates of machines before changes", 'name="last-modified" content="2016-12-20"',
              'property="article:published_time" content="2016-12-14 10:31"'),
    Form("hNews", """<html><head><title>$T</title></head><body><div class="hnews hentry item"><h1
class="entry-title">$T</h1>
<p>By <span class="byline author vcard"><span class="fn">Ailsa Moray</span></span> <span class="source-org
vcard"><span class="org fn">The Lamp</span></span> <abbr class="published"
title="2016-12-14T10:31:00Z">Wednesday</abbr>, <abbr class="updated" title="2016-12-20">Tuesday</abbr></p><div
class="entry-content">$P</div></div></body></html>"""),
    Form("hReview", """<html><head><title>$T</title></head><body><div class="hreview"><h2 class="item"><span
class="fn">$T</span></h2><p>Review by <span class="reviewer vcard"><span class="fn">Ailsa Moray</span></span> on <abbr
class="dtreviewed" title="2016-12-14">last Wednesday</abbr></p><div
class="description">$P</div></div></body></html>"""),
    Form("h-entry", """<html><head><title>$T</title></head><body><article class="h-entry"><h1
class="p-name">$T</h1><p>by <a class="p-author h-card" href="/a">Ailsa Moray</a> <time class="dt-published"
datetime="2016-12-14T10:31:00Z">14 Dec</time>, <time class="dt-updated" datetime="2016-12-20">20 Dec</time></p><div
class="e-content">$P</div></article></body></html>"""),
    Form("microdata", """<html><head><title>$T</title></head><body><div itemscope
itemtype="http://schema.org/NewsArticle"><h2 itemprop="headline">$T</h2><meta itemprop="datePublished"
content="2016-12-14T10:31:00Z"><meta itemprop="dateModified" content="2016-12-20"><span itemprop="author" itemscope
itemtype="http://schema.org/Person">By <span itemprop="name">Ailsa Moray</span></span><div
itemprop="articleBody">$P</div></div></body></html>"""),
    Form("RDFa", """<html><head><title>$T</title></head><body><div vocab="http://schema.org/" typeof="NewsArticle"><h1
property="headline">$T</h1><span property="author" typeof="Person"><span property="name">Ailsa
Moray</span></span><span property="datePublished" content="2016-12-14T10:31">Wednesday</span><div
property="articleBody">$P</div></div></body></html>"""),
    Form("rNews", """<html><head><title>$T</title></head><body><div typeof="rnews:NewsItem"><h1
property="rnews:headline">$T</h1>
<p property="rnews:creator">By Ailsa Moray</p><span property="rnews:datePublished"
content="2016-12-14">Wednesday</span>
<div property="rnews:articlebody">$P</div></div></body></html>"""),
    Form("AMP", """<html amp><head><title>$T</title><link rel="canonical"
href="https://lamp.example/quay"></head><body><header class="amp-wp-header"><a href="/">The
Lamp</a></header><article class="amp-wp-article"><header class="amp-wp-article-header"><h1
class="amp-wp-title">$T</h1><div class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author author vcard">Ailsa
Moray</span></div><div class="amp-wp-meta amp-wp-posted-on"><time datetime="2016-12-14T10:31:00+00:00">1 year
ago</time></div></header><div class="amp-wp-article-content">$P</div></article>
</body></html>"""),
    Form("JSON-LD in several blocks", """<html><head><title>$T</title><script type="application/ld+json">[{"@type":
"Person", "@id": "#a", "name": "Ailsa Moray"}, {"@type": "Person", "@id": "#b", "name": "Tom Reid"}]</script><script
type="application/ld+json">{"@type": "NewsArticle", "headline": "$T", "datePublished": "2016-12-14", "author":
[{"@id": "#a"}, {"@id": "#b"}, {"@id": "#gone"}], "publisher": {"@id":
"#gone"}}</script></head><body><h1>$T</h1>$P</body></html>""",
         byline=("Ailsa Moray", "Tom Reid"), source="lamp.example", address="https://lamp.example/quay"),
    *(with_line(f"beside a line “{line}”", f"<p>{line} 5 December 2016</p>") for line in (
        "Event date:", "Release date:", "Closing date:", "Trial date:", "Sale:", "Start date:", "When:", "Termin:",
        "Posted:", "First published on",
    )),
    *(Form(f"without metadata beside a line “{line}”", f"""<html
lang="en"><head><title>$$T</title></head><body><article>
<h1>$$T</h1><p>{line} 5 December 2016</p><p>Posted: 14 December 2016</p><p>By Ailsa
Moray</p>$$P</article></body></html>"""
           .replace("$$", "$")) for line in ("Event date:", "Closing date:", "Sale:", "When:", "Termin:", "Due date:")),
    Form("a label of something else above the date", """<html><head><title>$T</title></head><body><article><h1>$T</h1>
<p>By Ailsa Moray</p><dl><dt>Sale:</dt><dd>5 December 2016</dd><dt>Posted:</dt><dd>14 December
2016</dd></dl>$P</article></body></html>"""),
)  # fmt: skip
