"""Documents of Word, OpenDocument and EPUB: what is text in them and what is not, damaged files, and traps."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.article import RawArticle
from dateline.index.cleaning import clean
from dateline.index.errors import InputError, ReadError
from dateline.index.metadata.document_authors import byline_of
from dateline.index.readers import FORMATS, read
from dateline.index.readers.office.word_styles import WordStyle, chain_of
from tests.growth import assert_linear
from tests.readers.office_files import MADE, XML, W, book, docx, odt, package, page, paragraph, relations
from tests.readers.office_samples import samples

SAMPLES = Path(__file__).parent / "samples"
BOMB = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
TEXT = paragraph("Ferry aground") + paragraph("It ran aground on Wednesday.")
CHAPTERS = {"a.xhtml": page("<h1>Quay</h1><p>It reopened.</p>"), "b.xhtml": page("<h1>Crane</h1><p>It went north.</p>")}


def found_in(data: bytes, tmp_path: Path, name: str = "a.docx") -> list[RawArticle | ReadError]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(read([str(path)]))


def article(data: bytes, tmp_path: Path, name: str = "a.docx") -> RawArticle:
    (only,) = found_in(data, tmp_path, name)
    assert isinstance(only, RawArticle), only
    return only


def body(data: bytes, tmp_path: Path, name: str = "a.docx") -> str:
    return str(article(data, tmp_path, name).values["body"])


def reason(data: bytes, tmp_path: Path, name: str = "a.docx") -> str:
    (only,) = found_in(data, tmp_path, name)
    assert isinstance(only, ReadError), only
    assert "\n" not in only.reason
    return only.reason


@pytest.mark.parametrize("name", samples)
def test_the_samples_are_those_that_are_written_here(name: str) -> None:
    path = SAMPLES / name
    if os.environ.get("DATELINE_UPDATE"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(samples[name])
    assert path.read_bytes() == samples[name], "DATELINE_UPDATE=1 writes the file"


def run(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def words(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (words("A ") + "<w:del>" + words("b") + "</w:del><w:ins>" + words("c") + "</w:ins>", "A c"),
        (words("A ") + "<w:moveFrom>" + words("b") + "</w:moveFrom><w:moveTo>" + words("c") + "</w:moveTo>", "A c"),
        (words("A") + words("b", "<w:vanish/>"), "A"),
        (words("A") + words("b", '<w:vanish w:val="0"/>'), "Ab"),
        (words("A") + words("b", '<w:rStyle w:val="Quiet"/>'), "A"),
        (words("A") + words("b", '<w:rStyle w:val="Quiet"/><w:vanish w:val="false"/>'), "Ab"),
        ("<w:hyperlink>" + words("A link") + "</w:hyperlink>", "A link"),
        ("<w:fldSimple w:instr='DATE'>" + words("Today") + "</w:fldSimple>", "Today"),
        (words("A") + "<w:r><w:commentReference w:id='1'/></w:r><w:commentRangeStart w:id='1'/>", "A"),
        ("<w:r><w:t>re</w:t><w:softHyphen/><w:t>open\xading</w:t></w:r>", "reopening"),
        ("<w:r><w:t>A</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>", "A b\nc-d"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F04A'/><w:sym w:char='2014'/><w:sym w:char='x'/></w:r>", "—"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + words("A control") + "</w:sdtContent></w:sdt>", "A control"),
        (words("A") + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>" + words("Click here") + "</w:sdt>", "A"),
        ("<w:ruby><w:rt>" + words("kan") + "</w:rt><w:rubyBase>" + words("漢") + "</w:rubyBase></w:ruby>", "漢"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
        (
            FIELD.format("begin") + "<w:r><w:instrText>IF </w:instrText></w:r>" + FIELD.format("begin")
            + FIELD.format("separate") + words("inner") + FIELD.format("end") + FIELD.format("separate")
            + words("Shown") + FIELD.format("end"),
            "Shown",
        ),
    ],
)  # fmt: skip
def test_the_text_of_a_paragraph_of_word(inside: str, shown: str, tmp_path: Path) -> None:
    styles = '<w:style w:styleId="Quiet"><w:name w:val="Quiet"/><w:basedOn w:val="Base"/></w:style>'
    styles += '<w:style w:styleId="Base"><w:name w:val="B"/><w:rPr><w:vanish/></w:rPr></w:style>'
    assert body(docx(paragraph("Title") + run(inside), styles=styles), tmp_path) == shown


def test_a_field_without_its_end_hides_only_its_paragraph(tmp_path: Path) -> None:
    broken = run(words("Title")) + run(FIELD.format("begin") + words("code")) + run(words("The text goes on."))
    assert body(docx(broken), tmp_path) == "The text goes on."


def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next(tmp_path: Path) -> None:
    first = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + words("One ") + "</w:p>"
    assert body(docx(paragraph("Title") + first + run(words("sentence."))), tmp_path) == "One sentence."
    assert body(docx(paragraph("Title") + first), tmp_path) == "One"


def test_rows_that_are_deleted_are_left_out_and_cells_that_lay_out_a_page_are_paragraphs(tmp_path: Path) -> None:
    cell = "<w:tc>{}</w:tc>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell.format(paragraph('x'))}{cell.format(paragraph('y'))}</w:tr>"
    kept = f"<w:tr>{cell.format(paragraph('a') + paragraph('b'))}{cell.format(paragraph('c'))}</w:tr>"
    assert body(docx(paragraph("T") + f"<w:tbl>{gone}{kept}</w:tbl>"), tmp_path) == "a b | c"
    long = paragraph("A column. " * 30) + paragraph("It ends.")
    columns = f"<w:tbl><w:tr>{cell.format(long)}{cell.format(paragraph('Another.'))}</w:tr></w:tbl>"
    assert body(docx(paragraph("T") + columns), tmp_path).split("\n\n")[1:] == ["It ends.", "Another."]


def test_headers_and_comments_are_not_read_and_endnotes_are(tmp_path: Path) -> None:
    others: dict[str, str | bytes] = {
        "word/header1.xml": f"<w:hdr {W}>{paragraph('Header')}</w:hdr>",
        "word/comments.xml": f"<w:comments {W}>{paragraph('Comment')}</w:comments>",
    }
    noted = paragraph("T") + run(words("Text") + '<w:r><w:endnoteReference w:id="1"/></w:r>')
    endnotes = f'<w:endnote w:id="1">{paragraph("The note.")}</w:endnote>'
    assert body(docx(noted, endnotes=endnotes, **others), tmp_path) == "Text\n\n[1] The note."


@pytest.mark.parametrize(
    ("blocks", "core", "title"),
    [
        (TEXT, "", "Ferry aground"),
        (TEXT, "<dc:title>Ferry on a rock</dc:title>", "Ferry on a rock"),
        (TEXT, "<dc:title>Document1</dc:title>", "Ferry aground"),
        (TEXT, "<dc:title>Microsoft Word - a.doc</dc:title>", "Ferry aground"),
        (paragraph("Ferry", "Title") + TEXT, "<dc:title>Oil found</dc:title>", "Ferry"),
        (paragraph("Press notice", "Heading1") + TEXT, "<dc:title>Oil found</dc:title>", "Oil found"),
        (paragraph("By Ann Lee") + paragraph("Ferry", "Heading1") + TEXT, "", "Ferry"),
        (paragraph("x" * 300) + TEXT, "", None),
    ],
)
def test_the_title_of_a_document(blocks: str, core: str, title: str | None, tmp_path: Path) -> None:
    found = article(docx(blocks, core=core), tmp_path)
    assert found.values.get("title") == title
    assert bool(found.notes) == ("Oil" in core and title == "Ferry")


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("Ailsa Grant", "Ailsa Grant"),
        ("Ailsa Grant; Tom Reid;", "Ailsa Grant, Tom Reid"),
        ("Microsoft Office User", ""),
        ("Windows User", ""),
        ("Benutzer", ""),
        ("agrant", ""),
        ("agrant@press.example", ""),
        ("python-docx", ""),
        ("HP", ""),
        ("王小明", "王小明"),
    ],
)
def test_an_account_is_no_byline(author: str, byline: str) -> None:
    assert byline_of(author) == byline


def test_the_byline_and_the_day_are_those_of_the_text_and_not_of_the_file(tmp_path: Path) -> None:
    core = "<dc:creator>Typist Jones</dc:creator><dcterms:created>2015-01-02T00:00:00Z</dcterms:created>"
    text = paragraph("Ferry", "Title") + paragraph("By Ailsa Grant") + paragraph("14 December 2016") + TEXT
    cleaned = clean(article(docx(text, core=core), tmp_path))
    assert (cleaned.byline, str(cleaned.published)) == ("Ailsa Grant", "2016-12-14")
    assert cleaned.extra["created"] == "2015-01-02T00:00:00+00:00"
    assert clean(article(docx(TEXT, core=core), tmp_path)).published is None


def test_styles_in_a_loop_end() -> None:
    loop = {"a": WordStyle("a", "b", None, "", False), "b": WordStyle("b", "a", None, "", False)}
    assert len(list(chain_of(loop, "a"))) < 100


def test_strict_documents_and_other_prefixes_are_read(tmp_path: Path) -> None:
    usual = W.split('"')[1]
    for address in (usual, "http://purl.oclc.org/ooxml/wordprocessingml/main"):
        text = "<n:body><n:p n:a='b'><n:r><n:t>A</n:t></n:r></n:p></n:body>"
        part = f'{XML}<n:document xmlns:n="{address}">{text}</n:document>'
        assert body(docx("", **{"word/document.xml": part}), tmp_path) == "A"


def test_an_imported_part_is_noted(tmp_path: Path) -> None:
    assert "imports another file" in article(docx(TEXT + '<w:altChunk r:id="r1"/>'), tmp_path).notes[0]


@pytest.mark.parametrize("name", ["a.docx", "a.docm", "a.dotx", "a.zip", "a", "a.epub", "a.txt"])
def test_a_document_is_known_by_its_content(name: str, tmp_path: Path) -> None:
    assert body(docx(TEXT), tmp_path, name) == "It ran aground on Wednesday."
    assert body(odt("<text:h>A</text:h><text:p>Text.</text:p>"), tmp_path, name) == "Text."
    assert [one.values["title"] for one in found_in(book(CHAPTERS), tmp_path, name) if isinstance(one, RawArticle)] == [
        "Quay",
        "Crane",
    ]


def test_documents_in_archives_are_read_and_articles_beside_them(tmp_path: Path) -> None:
    inner = package({"a.docx": docx(TEXT), "b/c.odt": odt("<text:p>T</text:p><text:p>B</text:p>"), "d.txt": "T\n\nB"})
    assert [one.file.rpartition("!/")[2] for one in found_in(inner, tmp_path, "a.zip")] == [
        "a.docx",
        "b/c.odt",
        "d.txt",
    ]
    assert all(isinstance(one, RawArticle) for one in found_in(inner, tmp_path, "a.zip"))


def test_a_document_comes_through_a_pipe() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    (only,) = read(["-"], standard_input=Pipe(docx(TEXT)))
    assert isinstance(only, RawArticle)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "without a password"),
        (rb"{\rtf1\ansi Hello}", "in RTF"),
        (package({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "a spreadsheet"),
        (package({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), "a presentation"),
        (package({"Index/Document.iwa": "", "preview.jpg": ""}), "Pages"),
        (package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "opendocument.spreadsheet"),
    ],
)
def test_other_documents_are_refused_in_one_line_that_says_what_to_do(data: bytes, said: str, tmp_path: Path) -> None:
    for name in ("a.docx", "a.doc", "a"):
        (only,) = found_in(data, tmp_path, name)
        assert isinstance(only, InputError)
        assert said in only.reason
        assert "save it as" in only.reason


def deflated(parts: dict[str, str | bytes]) -> bytes:
    return package(parts, zipfile.ZIP_DEFLATED)


def parts_of(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def many_parts(count: int) -> bytes:
    made = io.BytesIO(docx(TEXT))
    with zipfile.ZipFile(made, "a") as archive:
        for at in range(count):
            archive.writestr(zipfile.ZipInfo(f"word/media/{at}", MADE), b"")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (docx("", **{"word/document.xml": BOMB + b"<w/>"}), "declares an entity"),
        (docx("", **{"word/document.xml": "<w:document"}), "damaged"),
        (docx("<w:p>" * 120 + "</w:p>" * 120), "nested more than"),
        (package({"[Content_Types].xml": "", "word/styles.xml": ""}), "missing"),
        (deflated({**parts_of(docx("")), "word/document.xml": bytes(200 << 20)}), "times its size"),
        (package({"mimetype": "application/vnd.oasis.opendocument.text"}), "missing"),
        (package({"mimetype": "application/epub+zip"}), "(.opf)"),
        (package({"mimetype": "application/epub+zip", "a.opf": "<package"}), "cannot be read"),
        (book(CHAPTERS, **{"META-INF/encryption.xml": "<a><CipherReference URI='OEBPS/a.xhtml'/></a>"}), "DRM"),
        (book({}), "no chapter"),
    ],
)
def test_what_is_damaged_or_a_trap_is_one_line(data: bytes, said: str, tmp_path: Path) -> None:
    assert said in reason(data, tmp_path, "a")


def test_a_document_of_too_many_parts_is_refused(tmp_path: Path) -> None:
    assert "parts" in reason(many_parts(20_001), tmp_path)


def test_text_without_end_is_refused(tmp_path: Path) -> None:
    long = deflated(
        {**parts_of(docx("")), "word/document.xml": f"<w:document {W}><w:body>" + run(words("ab " * 500_000)) * 15}
    )
    assert "million characters" in reason(long, tmp_path)


def test_a_part_that_leads_out_of_the_package_or_to_an_address_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(f"<w:document {W}><w:body>{paragraph('told')}</w:body></w:document>", encoding="utf-8")
    for target in (str(secret), f"../../{secret.name}", f"file://{secret}", "http://host.example/a.xml"):
        moved = {**parts_of(docx(TEXT)), "_rels/.rels": relations(officeDocument=target)}
        assert "told" not in body(package(moved), tmp_path)
    outside = relations(officeDocument="word/document.xml").replace(
        "<Relationship ", "<Relationship TargetMode='External' ", 1
    )
    assert body(package({**parts_of(docx(TEXT)), "_rels/.rels": outside}), tmp_path) == "It ran aground on Wednesday."
    assert body(package({**parts_of(docx(TEXT)), "../../evil.txt": "x", "/abs.txt": "x"}), tmp_path)
    assert not list(tmp_path.rglob("evil*"))


def test_a_locked_zip_is_named(tmp_path: Path) -> None:
    data = bytearray(docx(TEXT))
    at = data.index(b"PK\x01\x02", data.index(b"word/document.xml", data.index(b"PK\x01\x02")) - 60)
    data[at + 8] |= 1
    assert "encrypted" in reason(bytes(data), tmp_path)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<text:p>A<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d</text:p>", "A b c\nd"),
        ("<text:section text:display='none'><text:p>x</text:p></text:section><text:p>A</text:p>", "A"),
        ("<text:section><text:p>A</text:p></text:section>", "A"),
        ("<text:table-of-content><text:index-body><text:p>x</text:p></text:index-body></text:table-of-content>A", ""),
        ("<text:p>A<text:hidden-text text:is-hidden='true'>x</text:hidden-text></text:p>", "A"),
        ("<text:p>A<office:annotation><text:p>x</text:p></office:annotation> b</text:p>", "A b"),
        ("<text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby></text:p>",
         "漢"),
        ("<text:list><text:list-item><text:p>A</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item>"
         "</text:list></text:list-item></text:list>", "- A\n- b"),
        ("<text:p>re\xadopen</text:p>", "reopen"),
        ("<text:p>A<draw:frame><draw:image><office:binary-data>QUJD</office:binary-data></draw:image></draw:frame></text:p>",
         "A"),
    ],
)  # fmt: skip
def test_the_text_of_an_open_document(text: str, shown: str, tmp_path: Path) -> None:
    for flat in (False, True):
        data = odt(f"<text:h>Title</text:h>{text}", flat=flat)
        found = body(data, tmp_path, "a.fodt" if flat else "a.odt")
        assert found == (shown or "Title")


def titles(data: bytes, tmp_path: Path) -> list[object]:
    return [
        one.values.get("title") if isinstance(one, RawArticle) else one.reason
        for one in found_in(data, tmp_path, "a.epub")
    ]


def test_sections_of_a_chapter_do_not_split_it(tmp_path: Path) -> None:
    whole = {
        "a.xhtml": page("<h1>Quay</h1><p>One.</p><h2 id='s1'>Cost</h2><p>Two.</p><h2 id='s2'>Time</h2><p>Three.</p>")
    }
    below = '<ol><li><a href="a.xhtml#s1">Cost</a></li><li><a href="a.xhtml#s2">Time</a></li></ol>'
    contents = f'<nav epub:type="toc"><ol><li><a href="a.xhtml">Quay</a>{below}</li></ol></nav>'
    assert titles(book(whole, contents=contents), tmp_path) == ["Quay"]


def test_the_heading_of_a_section_is_not_the_title_of_a_chapter(tmp_path: Path) -> None:
    lines = ("Ferry aground", "By Ann Lee", "It ran aground.", "It was late.", "What happened", "A rock.")
    text = "".join(f"<p>{line}</p>" for line in lines)
    contents = '<nav epub:type="toc"><ol><li><a href="a.xhtml">What happened</a></li></ol></nav>'
    data = book({"a.xhtml": page(text)}, contents=contents, metadata="<dc:creator>Typist Jones</dc:creator>")
    assert titles(data, tmp_path) == ["Ferry aground"]
    assert clean(article(data, tmp_path, "a.epub")).byline == "Ann Lee"


def test_what_is_no_chapter_is_left_out(tmp_path: Path) -> None:
    pages = {
        "start.xhtml": page("<p>Start</p><p>of the book</p>"),
        "title_page.xhtml": page("<h1>The Courier</h1><p>2016</p>"),
        "half.xhtml": page("<h1>Part one</h1>"),
        "rights.xhtml": page("<section epub:type='copyright-page'><p>All rights.</p></section>"),
        "more.xhtml": page("<p>An advertisement.</p>"),
        "links.xhtml": page("".join(f"<p><a href='{name}.xhtml'>The story {name}</a></p>" for name in "abc")),
        **CHAPTERS,
    }
    guide = '<reference type="cover" href="start.xhtml"/>'
    assert titles(book(pages, guide=guide, beside=["more.xhtml"]), tmp_path) == ["Quay", "Crane"]


def test_the_files_with_which_office_marks_an_open_document_are_hidden(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "~$a.docx").write_bytes(b"\x05Ailsa" + bytes(100))
    (news / "a.docx").write_bytes(docx(TEXT))
    assert [Path(one.file).name for one in read([str(news)])] == ["a.docx"]
    inside = package({"b/~$a.docx": b"\x05Ailsa", "b/a.docx": docx(TEXT)})
    assert [one.file.rpartition("/")[2] for one in found_in(inside, tmp_path, "a.zip")] == ["a.docx"]


def test_a_book_that_is_a_trap_is_one_line(tmp_path: Path) -> None:
    blank, script = b" " * (1 << 20), b"<script>" + b" " * (15 << 20) + b"</script>"
    for content, count in ((blank, 110), (script, 12)):
        parts = parts_of(book({f"{at}.xhtml": "" for at in range(count)}))
        parts.update({name: content for name in parts if name.endswith(".xhtml")})
        assert "times its size" in reason(deflated(parts), tmp_path)


def test_a_chapter_in_many_documents_takes_linear_time() -> None:
    row = next(row for row in FORMATS if row.name == "epub")
    contents = "<nav epub:type='toc'><ol><li><a href='0.xhtml'>X</a></li></ol></nav>"

    def run_with(size: int) -> None:
        pages = {f"{at}.xhtml": page(f"<p>{'Text. ' * 100}</p>") for at in range(size // 600)}
        (only,) = row.read(iter([book(pages, contents=contents)]), "a")
        assert isinstance(only, RawArticle)

    assert_linear(run_with, 60_000)


def test_a_missing_or_damaged_chapter_is_a_line_and_the_rest_is_read(tmp_path: Path) -> None:
    parts = parts_of(book(CHAPTERS))
    del parts["OEBPS/a.xhtml"]
    first, second = found_in(package(parts), tmp_path, "a.epub")
    assert isinstance(first, ReadError)
    assert "a.xhtml is missing" in first.reason
    assert isinstance(second, RawArticle)


@pytest.mark.parametrize(
    ("dates", "published"),
    [
        ("<dc:date>2016-12-14</dc:date>", "2016-12-14"),
        ("<dc:date opf:event='modification'>2017-01-01</dc:date>", None),
        ("<dc:date opf:event='publication'>2016-12-14</dc:date><dc:date>2017-01-01</dc:date>", "2016-12-14"),
        ("<dc:date>2016</dc:date>", None),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", None),
        ("<dc:date>2016-12-14</dc:date><dc:date>2017-01-01</dc:date>", None),
        ("<dc:date>14 December 2016</dc:date>", "14 December 2016"),
    ],
)
def test_the_day_of_a_book(dates: str, published: str | None, tmp_path: Path) -> None:
    found = found_in(book(CHAPTERS, metadata=dates), tmp_path, "a.epub")[0]
    assert isinstance(found, RawArticle)
    assert found.values.get("published") == published


def test_older_metadata_and_roles_are_read(tmp_path: Path) -> None:
    old = "<dc-metadata><dc:Creator opf:role='edt'>Tom Reid</dc:Creator><dc:creator>Ann Lee</dc:creator></dc-metadata>"
    found = found_in(book(CHAPTERS, metadata=old), tmp_path, "a.epub")[0]
    assert isinstance(found, RawArticle)
    assert found.values["byline"] == "Ann Lee"


@settings(deadline=None, max_examples=150)
@given(noise=st.binary(min_size=1, max_size=20), at=st.floats(0, 1), name=st.sampled_from(sorted(samples)))
def test_no_damage_raises(noise: bytes, at: float, name: str) -> None:
    data = samples[name]
    start = int(at * (len(data) - 1))
    row = next(row for row in FORMATS if row.name == name.partition("/")[0])
    for found in row.read(iter([data[:start] + noise + data[start + len(noise) :]]), "a"):
        assert isinstance(found, RawArticle | ReadError)
        assert "reader failed" not in str(found)


@pytest.mark.parametrize(
    "piece", ["<h1>", "<a href='x'>", "<sup><a href=x>", "<div class='calibre_navbar'>", "<span id='", "<a noteref>"]
)
def test_markup_without_ends_takes_linear_time(piece: str) -> None:
    row = next(row for row in FORMATS if row.name == "epub")
    contents = (
        "<nav epub:type='toc'><ol><li><a href='a.xhtml#x'>X</a></li><li><a href='a.xhtml#y'>Y</a></li></ol></nav>"
    )
    assert_linear(
        lambda size: list(row.read(iter([book({"a.xhtml": piece * (size // len(piece))}, contents=contents)]), "a")),
        20_000,
    )


def test_paragraphs_of_word_take_linear_time() -> None:
    row = next(row for row in FORMATS if row.name == "docx")
    assert_linear(lambda size: list(row.read(iter([docx(paragraph("Text.") * (size // 50))]), "a")), 50_000)


def test_the_readers_need_no_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for missing in ("lxml", "trafilatura", "pypdf", "yaml"):
        monkeypatch.setitem(sys.modules, missing, None)
    for name in samples:
        assert all("pip install" not in str(found) for found in found_in(samples[name], tmp_path, "a"))


EXPORTED = """Ferry aground|The Courier|May 3, 2016 Tuesday|Copyright 2016 Courier Ltd|Length: 9 words
Byline: Ailsa Moray|Body|It ran.|It sank.|Classification|Language: ENGLISH|End of Document""".replace("\n", "|").split(
    "|"
)


@pytest.mark.parametrize("cover", [[], ["User Name: Roe", "Documents (2)", "1. Ferry aground"]])
def test_an_export_of_nexis_is_read_as_its_documents(cover: list[str], tmp_path: Path) -> None:
    one, *rest = EXPORTED
    blocks = [*map(paragraph, cover), *[paragraph(one, "Heading1"), *map(paragraph, rest)] * 2]
    found = found_in(docx("".join(blocks)), tmp_path)
    assert len(found) == 2
    for each in found:
        assert isinstance(each, RawArticle)
        assert not each.alone
        assert {key: each.values[key] for key in ("title", "published", "source", "byline", "body")} == {
            "title": "Ferry aground",
            "published": "May 3, 2016",
            "source": "The Courier",
            "byline": "Ailsa Moray",
            "body": "It ran.\n\nIt sank.",
        }


FERRY = "<p>The ferry ran aground on Tuesday with 142 people on board, the coastguard said.</p><p>Nobody was hurt.</p>"
LINKS = "<a href='b.xhtml'>Next</a> <a href='i.xhtml'>Section</a> <a href='j.xhtml'>Main</a>"
BAR = f"<div class='calibre_navbar'>{LINKS}</div>"


@pytest.mark.parametrize("bar", ["", BAR])
@pytest.mark.parametrize("label", ["News", "A ferry"])
def test_a_section_and_its_first_article_may_be_one_document(bar: str, label: str, tmp_path: Path) -> None:
    pages = {f"{title[0]}.xhtml": page(f"{bar}<h1>A {title[2:]}</h1>{FERRY}") for title in ("a ferry", "b bank")}
    below = '<ol><li><a href="a.xhtml">A ferry</a></li><li><a href="b.xhtml">A bank</a></li></ol>'
    contents = f'<nav epub:type="toc"><ol><li><a href="a.xhtml">{label}</a>{below}</li></ol></nav>'
    assert titles(book(pages, contents=contents), tmp_path) == ["A ferry", "A bank"]


def test_the_page_of_a_section_with_one_link_is_no_article(tmp_path: Path) -> None:
    pages = {
        "s.xhtml": page("<h2>News of the day and the night</h2><ul><li><a href='a.xhtml'>A ferry</a></li></ul>"),
        "a.xhtml": page(f"<h1>A ferry</h1>{FERRY}"),
    }
    below = '<ol><li><a href="a.xhtml">A ferry</a></li></ol>'
    contents = (
        f'<nav epub:type="toc"><ol><li><a href="s.xhtml">News of the day and the night</a>{below}</li></ol></nav>'
    )
    assert titles(book(pages, contents=contents), tmp_path) == ["A ferry"]
