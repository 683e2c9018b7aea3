"""Which zip files are documents: by the names of their members, else by their suffix.

A document is one source, with its own reader; every other zip file is an archive of sources.
"""

from __future__ import annotations

import os
import zipfile

__all__ = ["find_document_kind", "refusal_of"]

MIMETYPE = "mimetype"
# No type of a document is longer.
LONGEST_TYPE = 200
DOCUMENT_TYPES = {
    "application/epub+zip": "epub",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.text-template": "odt",
}
# The folders beside the list of types, in the packages of Microsoft's formats.
TYPES = "[Content_Types].xml"
FOLDERS = {"word/": "docx", "xl/": "a spreadsheet", "ppt/": "a presentation"}
PAGES = "a document of Pages, Numbers or Keynote"
# Members that only one kind of document has.
MEMBERS = {
    "META-INF/container.xml": "epub",
    "Index/Document.iwa": PAGES,
    "Index.zip": PAGES,
    "index.apxl": PAGES,
}
SUFFIXES = {
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".dotm": "docx",
    ".odt": "odt",
    ".ott": "odt",
    ".epub": "epub",
    ".xlsx": "a spreadsheet",
    ".ods": "a spreadsheet",
    ".pptx": "a presentation",
    ".odp": "a presentation",
    ".pages": PAGES,
    ".jar": "a program",
}
READ = frozenset(("docx", "epub", "odt"))


def find_document_kind(archive: zipfile.ZipFile, name: str) -> str:
    """Return the format of a document, what it is if it is not read, or the empty text for an archive.

    Raises what damaged archives raise.
    """
    names = archive.NameToInfo
    if MIMETYPE in names and names[MIMETYPE].file_size <= LONGEST_TYPE:
        given = archive.read(MIMETYPE).decode("ascii", "replace").strip()
        if given in DOCUMENT_TYPES:
            return DOCUMENT_TYPES[given]
        if given.startswith("application/vnd."):
            return f"a document ({given[:80]})"
    if TYPES in names:
        for folder, kind in FOLDERS.items():
            if any(each.startswith(folder) for each in names):
                return kind
    certain = next((kind for member, kind in MEMBERS.items() if member in names), "")
    return certain or SUFFIXES.get(os.path.splitext(name)[1].lower(), "")


def refusal_of(kind: str) -> str:
    """Return why a kind of document is not read, and what to do; empty if it is read."""
    if kind in READ:
        return ""
    instead = "" if kind == "a program" else "; save it as .docx, PDF, HTML or text"
    return f"it is {kind}, which is not read{instead}"
