"""The samples of Word, OpenDocument and EPUB; `test_office.py` writes them with DATELINE_UPDATE=1."""

from __future__ import annotations

from tests.readers.office_files import book, docx, odt, page, paragraph

__all__ = ["samples"]

WORD_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Hidden"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
ITEM = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
CELL = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(CELL.format(cell) for cell in cells) + "</w:tr>"


LIGHTHOUSE = (
    paragraph("Lighthouse to be lit again", "Titel")
    + paragraph("By Morag Bain")
    + paragraph("19 May 2008")
    + paragraph("What happened ....... 1", "Verzeichnis1")
    + '<w:p><w:r><w:t xml:space="preserve">The lamp on Stac Point </w:t></w:r>'
    '<w:del w:author="MB"><w:r><w:delText>was sold</w:delText></w:r></w:del>'
    '<w:ins w:author="MB"><w:r><w:t>will burn again</w:t></w:r></w:ins>'
    '<w:r><w:t xml:space="preserve"> from the first of June, the har</w:t><w:softHyphen/>'
    "<w:t>bour board said</w:t></w:r>"
    '<w:r><w:footnoteReference w:id="2"/></w:r>'
    '<w:r><w:rPr><w:rStyle w:val="Hidden"/></w:rPr><w:t xml:space="preserve"> (check with Tom)</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "http://board.example/"</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t xml:space="preserve"> on its site</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>.</w:t></w:r></w:p>'
    + paragraph("What it costs", "berschrift1")
    + ITEM.format("A lamp")
    + ITEM.format("A keeper")
    + "<w:tbl>"
    + row("Year", "Pounds")
    + row("2008", "40,000")
    + "</w:tbl>"
    + "<w:p><w:r><w:t>It had been dark since the keeper, Ewan Bain, retired.</w:t></w:r>"
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
    + paragraph("Forty years of darkness: the board’s own count.")
    + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
    + paragraph("Forty years of darkness: the board’s own count.")
    + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
WORD_CORE = (
    "<dc:title>Document1</dc:title><dc:creator>Microsoft Office User</dc:creator><dc:language>en-GB</dc:language>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2008-05-17T09:00:00Z</dcterms:created>'
)
FOOTNOTES = (
    '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">'
    + paragraph("In a letter to the council.")
    + "</w:footnote>"
)

FERRY_STYLES = (
    '<style:style style:name="Title" style:family="paragraph"/>'
    '<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph"/>'
)
FERRY_AUTOMATIC = (
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
)
FERRY = (
    "<text:tracked-changes><text:changed-region><text:deletion><text:p>It sank.</text:p></text:deletion>"
    "</text:changed-region></text:tracked-changes>"
    '<text:p text:style-name="P1">Ferry runs aground off Skye</text:p><text:p>14 December 2016</text:p>'
    "<text:p>A ferry with 112<text:s/>people on<text:tab/>board<text:note><text:note-citation>1</text:note-citation>"
    "<text:note-body><text:p>The company says 110.</text:p></text:note-body></text:note> ran aground on"
    '<text:span text:style-name="T1"> or near</text:span> a <text:a xlink:href="http://rock.example/">rock</text:a>.'
    "<office:annotation><dc:creator>Tom</dc:creator><text:p>Sure?</text:p></office:annotation></text:p>"
    '<text:h text:outline-level="1">On board</text:h>'
    "<text:list><text:list-item><text:p>Passengers: 104</text:p></text:list-item>"
    "<text:list-item><text:p>Crew: 8</text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>Built</text:p></table:table-cell>"
    "<table:table-cell><text:p>1998</text:p></table:table-cell></table:table-row></table:table>"
    "<text:p>Nobody was hurt.<draw:frame><draw:text-box><text:p>The third time this year.</text:p></draw:text-box>"
    "<svg:desc>A picture of the ferry</svg:desc></draw:frame></text:p>"
)
FERRY_META = (
    "<meta:initial-creator>Ailsa Grant</meta:initial-creator><dc:creator>Tom Reid</dc:creator>"
    "<meta:creation-date>2016-12-13T08:00:00</meta:creation-date><dc:date>2016-12-14T21:00:00</dc:date>"
)

COURIER = {
    "cover.xhtml": page('<img src="cover.jpg" alt="The Harbour Courier"/>', "Cover"),
    "front.xhtml": page(
        "<h1>Front page</h1>" + "".join(f'<p><a href="{at}.xhtml">Story {at}</a></p>' for at in (1, 2, 3))
    ),
    "1.xhtml": page(
        "<h2>Quay reopens</h2><p>The north quay re\xadopened on Monday"
        '<a epub:type="noteref" href="#n1"><sup>1</sup></a>.</p>'
        '<aside epub:type="footnote" id="n1">Two days late.</aside>'
    ),
    "2.xhtml": page(
        '<h2 id="a">Herring back</h2><p>Boats filled their holds.</p><h2 id="b">Crane sold</h2><p>It went north.</p>'
    ),
    "3.xhtml": page("<h2>Weather</h2><p>Rain from the west.</p>"),
    "3b.xhtml": page('<p><span epub:type="pagebreak">7</span>Clearing on Friday.</p>'),
}
COURIER_CONTENTS = (
    '<nav epub:type="toc"><ol><li><a href="front.xhtml">Front page</a><ol>'
    '<li><a href="1.xhtml">Quay reopens early</a></li>'
    '<li><a href="2.xhtml#a">Herring back</a></li><li><a href="2.xhtml#b">Crane sold</a></li>'
    '<li><a href="3.xhtml">Weather</a></li></ol></li></ol></nav>'
)
COURIER_METADATA = (
    "<dc:title>The Harbour Courier, 14 December 2016</dc:title><dc:publisher>The Harbour Courier</dc:publisher>"
    "<dc:language>en</dc:language><dc:date>2016-12-14</dc:date>"
    '<meta property="dcterms:modified">2017-01-01T00:00:00Z</meta>'
)
BAR = (
    '<div class="calibre_navbar"><p>This article was downloaded by <b>calibre</b> from'
    ' <a href="http://courier.example/2016/12/14/quay">here</a></p>| <a href="index.html">Menu</a> |</div>'
)
FETCHED = {"index_u1.html": page(f"<h1>Quay reopens</h1><p>The north quay reopened on Monday.</p>{BAR}", "The Courier")}
FETCHED_NCX = '<navPoint><navLabel><text>Quay reopens</text></navLabel><content src="index_u1.html"/></navPoint>'
FETCHED_METADATA = (
    "<dc:title>The Courier [Wed, 14 Dec 2016]</dc:title><dc:creator opf:role='aut'>calibre</dc:creator>"
    "<dc:publisher>calibre</dc:publisher><dc:date opf:event='modification'>2017-01-01</dc:date>"
    "<dc:date opf:event='publication'>2016-12-14T05:00:00+00:00</dc:date><dc:language>en</dc:language>"
)

samples: dict[str, bytes] = {
    "docx/lighthouse.docx": docx(LIGHTHOUSE, core=WORD_CORE, styles=WORD_STYLES, footnotes=FOOTNOTES),
    "docx/empty.docm": docx("<w:p/>"),
    "odt/ferry.odt": odt(FERRY, meta=FERRY_META, styles=FERRY_STYLES, automatic=FERRY_AUTOMATIC),
    "odt/ferry.fodt": odt(FERRY, meta=FERRY_META, styles=FERRY_STYLES, automatic=FERRY_AUTOMATIC, flat=True),
    "odt/locked.odt": odt("", manifest="<manifest:encryption-data/>"),
    "epub/courier.epub": book(COURIER, metadata=COURIER_METADATA, contents=COURIER_CONTENTS),
    "epub/fetched.epub": book(FETCHED, metadata=FETCHED_METADATA, ncx=FETCHED_NCX),
}
