"""Pages without metadata: of the years before style sheets, printed and archived ones, and those of other
languages."""

from __future__ import annotations

from typing import Final

from tests.readers.page_forms.form import Form

__all__ = ["OLD_PAGES"]

MENU: Final = '<a href="/news">News</a><br><a href="/sport">Sport</a><br><a href="/weather">Weather</a><br>'


def with_line(name: str, line: str, lang: str = "en", **values: object) -> Form:
    """Return a page without metadata, with a line between headline and text."""
    head = f'<html lang="{lang}"><head><title>$T</title></head>'
    page = f'{head}<body><div class="c"><h1>$T</h1>{line}$P</div></body></html>'
    return Form(name, page, **values)  # type: ignore[arg-type]


def by(line: str, lang: str, name: str = "Ailsa Moray") -> Form:
    """Return a page with a byline in a language."""
    return with_line(f"byline: {line}", f"<p>{line}</p>", lang, day=None, byline=(name,))


OLD_PAGES: Final = (
    Form("layout table, the day above the headline", f"""<HTML><HEAD><TITLE>The Lamp: $T</TITLE></HEAD><BODY
BGCOLOR="#FFFFFF">
<TABLE WIDTH=600><TR><TD WIDTH=120 VALIGN=TOP>{MENU}</TD><TD VALIGN=TOP><FONT SIZE=1 FACE="Arial">Wednesday,
December 14, 2016 </FONT><BR><FONT SIZE=5><B>$T</B></FONT><BR><FONT SIZE=2>By AILSA
MORAY</FONT><P>$BR</TD></TR></TABLE></BODY></HTML>""",
         byline=("AILSA MORAY",), dropped=("Weather",)),
    Form("layout table, the day below the headline", f"""<HTML><HEAD><TITLE>$T</TITLE></HEAD><BODY><CENTER><IMG
SRC=l.gif></CENTER>
<TABLE><TR><TD>{MENU}</TD><TD><H2>$T</H2><FONT SIZE="-1">By Ailsa Moray, Staff Writer<BR>December 14,
2016</FONT>$P</TD></TR>
</TABLE><HR><FONT SIZE=1>Copyright 2016 The Lamp. Last updated December 20, 2016</FONT></BODY></HTML>""",
dropped=("Weather",)),
    Form("layout table, the day in a cell of its own", """<html><head><title>The Lamp |
$T</title></head><body><table><tr><td bgcolor=navy>The Lamp</td></tr><tr><td><font color=gray>14 December
2016</font></td></tr><tr><td><font size="+2">$T</font></td>
</tr><tr><td><i>by Ailsa Moray</i></td></tr><tr><td>$BR</td></tr></table></body></html>"""),
    Form("one paragraph of breaks", """<html><head><title>$T</title></head><body><center><h3>$T</h3></center><b>By
Ailsa Moray</b><br>The Lamp<br>December 14, 2016<p>$BR</body></html>"""),
    Form("print version", """<html><head><title>The Lamp - Print - $T</title></head><body
onload="window.print()"><p><a href="javascript:window.close()">Close this window</a></p><h2>$T</h2><p>14 Dec 2016
Ailsa Moray</p>$P<p>Printed from http://lamp.example/quay on 20 December 2016</p></body></html>"""),
    Form("press release", """<html><head><title>$T</title></head><body><h1>$T</h1><p>FOR IMMEDIATE RELEASE: December
14, 2016</p>
$P</body></html>""", byline=()),
    Form("Wayback Machine", """<html><head><title>$T</title><link rel="canonical"
href="https://web.archive.org/web/20171220101112/http://lamp.example/quay.html"></head><body><div id="wm-ipp-base"
lang="en">
<div id="wm-ipp"><form><input value="http://lamp.example/quay.html"></form><div id="wm-nav-captures"><a
href="/web/2017">14 captures</a><div class="r">20 Dec 2017 - 3 Jan 2019</div></div><table class="c"><tr><td
class="m">Nov</td><td>DEC</td></tr><tr><td class="d">20</td></tr><tr><td>2017</td></tr></table><span>About this
capture</span></div></div><h1>$T</h1>
<p>By Ailsa Moray</p><p>December 14, 2016</p>$P</body></html>""", url="http://lamp.example/quay.html",
         address="http://web.archive.org/web/20171220101112/http://lamp.example/quay.html", dropped=("captures",)),
    Form("Wayback Machine, the day in the address of the page", """<html><head><title>$T</title></head><body><h1>$T</h1>
<p>By Ailsa Moray</p>$P</body></html>""", url="http://lamp.example/2016/12/14/quay.html",
         address="https://web.archive.org/web/20171220101112id_/http://lamp.example/2016/12/14/quay.html"),
    with_line("author and day without a sign", "<p>Ailsa Moray 14 December 2016</p>"),
    with_line("day and author without a sign", "<div>14 Dec 2016 Ailsa Moray</div>"),
    with_line("author, day and time", "<p>By Ailsa Moray Dec 14, 2016 10:31 am</p>"),
    with_line("a dateline in its own element", '<div class="dateline">Norwick, December 14, 2016</div>', byline=()),
    with_line("Japanese, no space", "<span>2016年12月14日09:12</span>", "ja", byline=()),
    with_line("Japanese, signs of the time", "<div>2016年12月14日09時12分</div>", "ja", byline=()),
    with_line("Japanese, in brackets", "<div>[2016年12月14日 09時12分]</div>", "ja", byline=()),
    with_line("Japanese, weekday", "<div>2016年12月14日（水） 9時12分</div>", "ja", byline=()),
    with_line("Japanese, morning", "<div>公開日：2016年12月14日 午前9時12分</div>", "ja", byline=()),
    with_line("Japanese, posted at", "<p>2016.12.14 Wed posted at 9:12 JST</p>", "ja", byline=()),
    with_line("Chinese", "<span>2016年12月14日 09:12 来源：北灯</span>", "zh", byline=()),
    with_line("Chinese, no space before", "<div>发布时间2016-12-14 09:12:30</div>", "zh", byline=()),
    with_line("Korean", "<p>입력 2016.12.14 09:12 | 수정 2016.12.20 09:12</p>", "ko", byline=()),
    with_line("Korean, morning", "<p>승인 2016년 12월 14일 오전 9:12</p>", "ko", byline=()),
    *(with_line(f"label: {line}", f"<p>{line}</p>", lang, byline=()) for lang, line in (
        ("de", "Veröffentlicht am 14. Dezember 2016 um 9.12 Uhr"),
        ("fr", "Publié le mercredi 14 décembre 2016 à 09h12"),
        ("es", "Publicado el 14 de diciembre de 2016"), ("it", "Pubblicato il 14 dicembre 2016"),
        ("nl", "Gepubliceerd op 14 december 2016"), ("pt", "Publicado em 14 de dezembro de 2016 às 09h12"),
        ("sv", "Publicerad 14 december 2016"), ("pl", "Opublikowano: 14 grudnia 2016"),
        ("cs", "Zveřejněno 14. prosince 2016"), ("ro", "Publicat la 14 decembrie 2016"),
        ("ru", "Опубликовано 14 декабря 2016 г."), ("uk", "Опубліковано: 14 грудня 2016"),
        ("tr", "Yayınlanma Tarihi: 14 Aralık 2016"), ("el", "Δημοσιεύθηκε: 14 Δεκεμβρίου 2016"),
        ("id", "Diterbitkan 14 Desember 2016"), ("hu", "Megjelent: 2016. december 14."),
        ("ca", "Publicat el 14 de desembre de 2016"), ("fi", "Julkaistu 14.12.2016"),
    )),
    by("By Ailsa Moray", "en"), by("BY AILSA MORAY, Staff Writer", "en", "AILSA MORAY"), by("Von Ailsa Moray", "de"),
    by("Par Ailsa Moray", "fr"), by("di Ailsa Moray", "it"), by("Door Ailsa Moray", "nl"), by("Por Ailsa Moray", "es"),
    by("Av Ailsa Moray", "sv"), by("Af Ailsa Moray", "da"), by("Text: Ailsa Moray", "de"),
    by("Autor: Ailsa Moray", "pl"),
    by("Per Ailsa Moray", "ca"), by("By: Dr. Ailsa M. Moray Jr.", "en", "Dr. Ailsa M. Moray Jr."),
    by("By our own correspondent", "en", "our own correspondent"), by("By Reuters", "en", "Reuters"),
    by("By AILSA MORAY of The Norwick Lamp", "en", "AILSA MORAY"), by("By Ailsa Moray, special to The Lamp", "en"),
)  # fmt: skip
