"""Plain texts that the press databases Nexis, Factiva and ProQuest export, with one or many documents a file.

A document of Nexis begins with ``3 of 20 DOCUMENTS`` or ``Document 3 of 20``, or ends with ``End of Document``. It has
the paper, the day and the headline above its keys (``BYLINE:``, ``LENGTH:``), then its text, then other keys
(``LOAD-DATE:``) and the copyright. A document of Factiva ends with its number (``Document HCOUR000…``). It has its
headline first, then a block of lines with the count of its words, the day and the paper; or its parts have tags, which
`factiva_tags` reads. The keys of Nexis may be in other languages.

Lines of newer exports of Nexis name the parts of a document (``Body``, ``Classification``). At the end, Factiva may
tell of the search. `proquest` reads the documents of ProQuest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from dateline.index.article import RawArticle
from dateline.index.dataclass import dataclass, field
from dateline.index.errors import ReadError
from dateline.index.readers.formats.factiva_tags import (
    TaggedDocument,
    begins_tagged,
    is_tagged,
    tagged_documents,
    values_of_tagged,
)
from dateline.index.readers.formats.press_lines import DocumentLines
from dateline.index.readers.formats.proquest import (
    ProQuestDocument,
    begins_document,
    is_proquest,
    proquest_documents,
    values_of_proquest,
)
from dateline.index.readers.formats.xml_text import strip_by

__all__ = ["is_press_database", "read_press_database"]

OF = "(?:of|von|de|van|di)"
BEGIN = re.compile(
    rf"\s*(?:do[ck]uments? \d{{1,5}} {OF} \d{{1,5}}|\d{{1,5}} {OF} \d{{1,5}} do[ck]ument(?:s|e|en|os)?)\s*",
    re.IGNORECASE,
)
END = re.compile(r"\s*(?:end of document|document ([A-Za-z]{2,16}\d\w{8,30}))\s*", re.IGNORECASE)
WORDS = re.compile(r"\s*(\d[\d,.]{0,9}) words\s*", re.IGNORECASE)
DAY = re.compile(r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2}\.? [^\W\d_]{3,10} \d{4})\b")
TIME = re.compile(r"\d{1,2}:\d\d.{0,12}")
COPYRIGHT = re.compile(r"(?:copyright (?:\(c\)|©|\d{4})|©|\(c\) ?\d{4}|all rights reserved)", re.IGNORECASE)
KEY = re.compile(r"([^\W\d_]{2,12}(?:-[^\W\d_]{2,12})?):(?:[ \t]+|\Z)")
# The keys of Nexis, and those of an article; the ones of `BELOW` stand below the text.
ABOVE = {
    "byline": "byline", "section": "section", "length": "length", "dateline": "dateline", "headline": "title",
    "highlight": "summary", "series": "series", "source": "source", "distribution": "distribution",
    # German, French, Spanish, Dutch, Italian
    "länge": "length", "longueur": "length", "longitud": "length", "lengte": "length", "lunghezza": "length",
    "rubrik": "section", "ressort": "section", "rubrique": "section", "sección": "section", "sectie": "section",
    "sezione": "section", "autor": "byline", "auteur": "byline", "autore": "byline",
}  # fmt: skip
BELOW = {
    "load-date": "loaded", "language": "language", "publication-type": "publication_type", "graphic": "graphic",
    "subject": "topics", "person": "people", "geographic": "places", "city": "cities", "country": "countries",
    "state": "states", "company": "companies", "organization": "organisations", "ticker": "ticker",
    "industry": "industries", "document-type": "document_type", "journal-code": "journal_code", "type": "type",
    "notes": "notes", "correction": "correction", "url": "url", "acc-no": "accession",
    "update": "loaded", "sprache": "language", "langue": "language", "idioma": "language", "lengua": "language",
    "taal": "language", "lingua": "language",
}  # fmt: skip
# Lines of Nexis that name the part of a document below them.
PARTS = frozenset(("Body", "Classification"))
# What Factiva writes below the documents, about the search for them.
SEARCH = re.compile(r"search summary", re.IGNORECASE)
LISTS = frozenset(("topics", "people", "places", "companies", "organisations", "industries"))
LANGUAGES = {
    "english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it", "portuguese": "pt",
    "dutch": "nl", "danish": "da", "swedish": "sv", "norwegian": "no", "finnish": "fi", "polish": "pl",
    "russian": "ru", "arabic": "ar", "turkish": "tr", "japanese": "ja", "chinese": "zh", "korean": "ko",
    "deutsch": "de", "englisch": "en", "français": "fr", "anglais": "en", "español": "es", "nederlands": "nl",
    "italiano": "it",
}  # fmt: skip
# The head of such a file, for its detection.
LENGTH = rb"(?:length|l(?:\xc3[\xa4\x84]|[\xe4\xc4])nge|longueur|longitud|lengte)"
NEXIS_HEAD = re.compile(
    rb"\A\s*(?:do[ck]ument \d{1,5} (?:of|von|de|van) \d{1,5}|\d{1,5} (?:of|von|de|van) \d{1,5} do[ck]ument\w{0,2})"
    rb"\s*\n.*?\n[ \t]*"
    rb"(?:byline|section|load-date|rubrik|autor|%b):[ \t]" % LENGTH,
    re.IGNORECASE | re.DOTALL,
)
NEW_NEXIS_HEAD = re.compile(
    rb"\n[ \t]*%b:[ \t]*[\d,.]+ [^\s\d]{4,9}[ \t]*\r?\n(?:.*\n)*?[ \t]*body[ \t]*\r?\n" % LENGTH,
    re.IGNORECASE,
)
FACTIVA_HEAD = re.compile(rb"\n[\d,.]{1,9} words\r?\n\d{1,2} [^\W\d]{3,12} \d{4}\r?\n")

Block = list[str]


@dataclass(slots=True)
class Document:
    """A document of a file: the line on which it begins, its number if it has one, and its blocks of lines."""

    line: int
    name: str = ""
    blocks: list[Block] = field(default_factory=list)


def is_press_database(head: bytes) -> bool:
    """Return whether the head of a file is certainly that of an export of Nexis, Factiva or ProQuest."""
    return (
        is_tagged(head)
        or is_proquest(head)
        or any(pattern.search(head) for pattern in (NEXIS_HEAD, NEW_NEXIS_HEAD, FACTIVA_HEAD))
    )


def read_press_database(lines: Iterator[bytes], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the article of each document, or why it cannot be read."""
    source = DocumentLines(lines, file)
    for document in all_documents(source):
        wrong = source.end_document(document.line)
        values = values_of(document) if wrong is None else ""
        if wrong is not None:
            yield wrong
        elif isinstance(values, str):
            yield ReadError(file, document.line, values)
        else:
            yield RawArticle(values, file, document.line, notes=source.notes)
    if (wrong := source.end_file()) is not None:
        yield wrong


def all_documents(source: DocumentLines) -> Iterator[Document | TaggedDocument | ProQuestDocument]:
    """Yield the documents of a file of any of the databases."""
    head = source.head().encode()
    if is_tagged(head):
        source.is_border = begins_tagged
        yield from tagged_documents(source)
    elif is_proquest(head):
        source.is_border = begins_document
        yield from proquest_documents(source)
    else:
        source.is_border = is_border
        yield from documents_of(source)


def is_border(line: str) -> bool:
    """Return whether a line begins or ends a document."""
    return BEGIN.fullmatch(line) is not None or END.fullmatch(line) is not None


def documents_of(lines: Iterable[tuple[int, str]]) -> Iterator[Document]:
    """Yield the documents of a file, without empty ones."""
    found, block = Document(1), list[str]()
    for number, line in lines:
        begins, ends = BEGIN.fullmatch(line), END.fullmatch(line)
        if line.strip() and begins is None and ends is None:
            found.line = found.line if found.blocks or block else number
            if line.strip() in PARTS:
                found.blocks += [block, [line.strip()]] if block else [[line.strip()]]
                block = []
            else:
                block.append(line.strip())
            continue
        if block:
            found.blocks.append(block)
            block = []
        if begins is not None or ends is not None:
            found.name = (ends[1] or "") if ends is not None else ""
            if found.blocks:
                yield found
            found = Document(number)
    if block:
        found.blocks.append(block)
    if found.blocks and not SEARCH.fullmatch(found.blocks[0][0]):
        yield found


def values_of(document: Document | TaggedDocument | ProQuestDocument) -> dict[str, object] | str:
    """Return the values of a document, or why it has none."""
    if isinstance(document, TaggedDocument):
        values = values_of_tagged(document)
    elif isinstance(document, ProQuestDocument):
        values = values_of_proquest(document)
    else:
        at = next((at for at, block in enumerate(document.blocks) if counted_line(block) is not None), None)
        values = values_of_factiva(document, at) if at is not None else values_of_nexis(document)
    if not values.get("body"):
        return "the document has no text below its head (LENGTH, or the count of words)"
    language = str(values.get("language", ""))
    values["language"] = LANGUAGES.get(language.split(";")[0].strip().lower(), language)
    return {"title": "", **{key: value for key, value in values.items() if value}}


def counted_line(block: Block) -> int | None:
    """Return the place of the line that counts the words of a document of Factiva, above its day; else None."""
    pairs = enumerate(pairwise(block))
    return next((at for at, (line, after) in pairs if WORDS.fullmatch(line) and DAY.match(after)), None)


def values_of_factiva(document: Document, at: int) -> dict[str, object]:
    """Return the values of a document of Factiva, whose block of that index counts its words."""
    above = [line for block in document.blocks[:at] for line in block]
    head = document.blocks[at]
    counted = counted_line(head) or 0
    above, head = [*above, *head[:counted]], head[counted:]
    # The first line is the headline, also if it begins like a byline.
    bylines = [line for line in above[1:] if line[:3].lower() == "by "]
    headline = above[:1] + [line for line in above[1:] if line[:3].lower() != "by "]
    day = next((place for place, line in enumerate(head) if DAY.search(line)), None)
    below = [line for line in head[day + 1 :] if not TIME.fullmatch(line)] if day is not None else []
    found = DAY.search(head[day]) if day is not None else None
    return {
        "title": " ".join(headline),
        "body": text_of(document.blocks[at + 1 :]),
        "id": document.name,
        "published": found[0] if found is not None else "",
        "byline": strip_by(bylines[-1]) if bylines else "",
        "source": below[0] if below and not COPYRIGHT.match(below[0]) else "",
        "language": next((line for line in below if line.lower() in LANGUAGES), ""),
        "length": head[0],
        "copyright": next((line for line in below if COPYRIGHT.match(line)), ""),
    }


def values_of_nexis(document: Document) -> dict[str, object]:
    """Return the values of a document of Nexis."""
    values: dict[str, object] = {"id": document.name}
    before, after = list[str](), list[str]()
    body, remarks = list[Block](), list[Block]()
    is_below = False
    blocks = without_copyright(document.blocks, values)
    for block in (part for each in blocks for part in divided_keys(each, is_text=bool(body))):
        key = key_of(block, values, is_text=bool(body))
        if key:
            is_below = is_below or (bool(body) and key in BELOW)
        elif is_below:
            remarks.append(block)
        elif block == ["Body"] and not body:
            values.setdefault("length", "")  # the text begins here, too, in a document that gives no length
        elif "length" in values:
            body.append(block)
        elif "published" not in values and (day := DAY.search(" ".join(block))) is not None and len(before) < 3:
            values["published"] = day[0]
            before += block[: next((place for place, line in enumerate(block) if DAY.search(line)), 0)]
        else:
            (before if "published" not in values else after).append(" ".join(block))
    if body and body[-1] == ["Classification"]:
        body.pop()
    values["body"], values["remarks"] = text_of(body), text_of(remarks)
    values["source"] = values.get("source") or (before[-1] if before else "")
    title = after[-1] if after and len(before) < 2 else (before[0] if len(before) > 1 else "")
    values["title"] = values.get("title") or title
    return values


def without_copyright(blocks: list[Block], values: dict[str, object]) -> Iterator[Block]:
    """Yield blocks without the lines of the copyright, which are kept as a value."""
    for block in blocks:
        if not COPYRIGHT.match(block[0]):
            yield block
            continue
        end = max(place for place, line in enumerate(block) if COPYRIGHT.match(line)) + 1
        values.setdefault("copyright", " ".join(block[:end]))
        if block[end:]:
            yield block[end:]


def divided_keys(block: Block, *, is_text: bool) -> list[Block]:
    """Return the parts of a block of several keys, each with the lines below it; other blocks as they are."""
    parts: list[Block] = []
    for line in block:
        found = KEY.match(line)
        name = found[1].lower() if found is not None else ""
        if name in BELOW or (name in ABOVE and not is_text):
            parts.append([line])
        elif parts:
            parts[-1].append(line)
        else:  # its first line has no key
            return [block]
    return parts


def key_of(block: Block, values: dict[str, object], *, is_text: bool) -> str:
    """Return the key of a block of Nexis, and keep its value; the empty text for other blocks.

    Inside of the text only the keys below it are known.
    """
    found = KEY.match(block[0])
    name = found[1].lower() if found is not None else ""
    key = BELOW.get(name) or ("" if is_text else ABOVE.get(name))
    if found is None or not key:
        return ""
    value = " ".join((block[0][found.end() :], *block[1:])).strip()
    if key in LISTS:
        values[key] = [part.strip() for part in re.split(r";|\(\d{1,3}%\)", value) if part.strip()]
    else:
        values.setdefault(key, strip_by(value) if key == "byline" else value)
    return name


def text_of(blocks: list[Block]) -> str:
    """Return blocks as paragraphs."""
    return "\n\n".join("\n".join(block) for block in blocks)
