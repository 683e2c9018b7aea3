"""Makes documents of Word, OpenDocument and EPUB for tests, part by part; the same parts make the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

__all__ = ["book", "docx", "odt", "package", "page", "paragraph"]

MADE = (2016, 12, 14, 0, 0, 0)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
NAMES = "office text table draw style meta"
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{"drawing" if name == "draw" else name}:1.0"'
    for name in NAMES.split()
) + (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def package(parts: Mapping[str, str | bytes], packing: int = zipfile.ZIP_STORED) -> bytes:
    """Return a zip file with these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, MADE)
            entry.compress_type = packing
            archive.writestr(entry, content)
    return made.getvalue()


def relations(**targets: str) -> str:
    """Return the relations of a part to others, by the kind of each."""
    rows = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind.replace("_", "-")}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items())
    )
    return f"{XML}<Relationships {RELATIONS}>{rows}</Relationships>"


def paragraph(text: str, style: str = "") -> str:
    """Return a paragraph of Word with one run."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def docx(
    body: str, *, core: str = "", styles: str = "", footnotes: str = "", endnotes: str = "", **others: str | bytes
) -> bytes:
    """Return a Word document with this body, and what its other parts hold."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(officeDocument="word/document.xml", core_properties="docProps/core.xml"),
        "docProps/core.xml": f"{XML}<cp:coreProperties {CORE}>{core}</cp:coreProperties>",
        "word/_rels/document.xml.rels": relations(
            styles="styles.xml", footnotes="footnotes.xml", endnotes="endnotes.xml"
        ),
        "word/document.xml": f"{XML}<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"{XML}<w:styles {W}>{styles}</w:styles>",
        "word/footnotes.xml": f"{XML}<w:footnotes {W}>{footnotes}</w:footnotes>",
        "word/endnotes.xml": f"{XML}<w:endnotes {W}>{endnotes}</w:endnotes>",
    }
    return package({**parts, **others})


def odt(
    text: str, *, meta: str = "", styles: str = "", automatic: str = "", flat: bool = False, manifest: str = ""
) -> bytes:
    """Return an OpenDocument text, as a package or as one file of XML."""
    kind = "application/vnd.oasis.opendocument.text"
    about = f"<office:meta>{meta}</office:meta>"
    named = f"<office:styles>{styles}</office:styles>"
    content = (
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body>"
    )
    if flat:
        return (
            f'{XML}<office:document {ODF} office:mimetype="{kind}">{about}{named}{content}</office:document>'.encode()
        )
    return package(
        {
            "mimetype": kind,
            "content.xml": f"{XML}<office:document-content {ODF}>{content}</office:document-content>",
            "styles.xml": f"{XML}<office:document-styles {ODF}>{named}</office:document-styles>",
            "meta.xml": f"{XML}<office:document-meta {ODF}>{about}</office:document-meta>",
            "META-INF/manifest.xml": f"{XML}<manifest>{manifest}</manifest>",
        }
    )


def page(body: str, title: str = "") -> str:
    """Return a page of a book."""
    return (
        f'{XML}<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>{title}</title></head><body>{body}</body></html>"
    )


def book(
    pages: Mapping[str, str],
    *,
    metadata: str = "",
    contents: str = "",
    ncx: str = "",
    guide: str = "",
    beside: Sequence[str] = (),
    **others: str | bytes,
) -> bytes:
    """Return a book of pages in this order; ``contents`` is the inside of its ``nav``, ``ncx`` of its ``navMap``."""
    inside = {**pages, **({"nav.xhtml": page(contents)} if contents else {})}
    items = "".join(
        f'<item id="i{at}" href="{name}" media-type="application/xhtml+xml"{nav}/>'
        for at, name in enumerate(inside)
        for nav in [' properties="nav"' if name == "nav.xhtml" else ""]
    )
    refs = "".join(
        f'<itemref idref="i{at}"{no}/>'
        for at, name in enumerate(inside)
        for no in [' linear="no"' if name in beside else ""]
    )
    toc = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>' if ncx else ""
    opf = (
        f'{XML}<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:opf="http://www.idpf.org/2007/opf"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata><manifest>{items}{toc}</manifest>'
        f"<spine{' toc=' + chr(34) + 'ncx' + chr(34) if ncx else ''}>{refs}</spine><guide>{guide}</guide></package>"
    )
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": (
            f'{XML}<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
        ),
        "OEBPS/book.opf": opf,
        **{f"OEBPS/{name}": content for name, content in inside.items()},
    }
    if ncx:
        address = "http://www.daisy.org/z3986/2005/ncx/"
        parts["OEBPS/toc.ncx"] = f'{XML}<ncx xmlns="{address}"><navMap>{ncx}</navMap></ncx>'
    return package({**parts, **others})
