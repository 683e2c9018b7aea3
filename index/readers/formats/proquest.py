"""Documents of the press database ProQuest, as it exports them to plain text.

A rule of low lines divides the documents. Each has its number (``Document 3 of 20``), its title, its author, the text
(``Full text: …``), then labelled values, each a block of its own (``Publication date: Feb 25, 2012``). The blocks at
the end that have a label of ProQuest are values; those above are text, whatever they begin with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from dateline.index.dataclass import dataclass, field
from dateline.index.readers.formats.senders import given_name_first

__all__ = ["ProQuestDocument", "begins_document", "is_proquest", "proquest_documents", "values_of_proquest"]

RULE = re.compile(r"[ \t]*_{40,}[ \t]*")
NUMBER = re.compile(r"\s*document \d{1,6} of \d{1,6}\s*", re.IGNORECASE)
HEADS = (
    re.compile(rb"(?:\A|\n)[ \t]*_{40,}[ \t]*\r?\n"),
    re.compile(rb"\n[ \t]*(?:proquest document (?:link|id)|full text:|abstract:)", re.IGNORECASE),
)
LABEL = re.compile(r"([A-Z][A-Za-z /-]{2,40}):(?:[ \t]+|\Z)")
# Labels and the keys of an article.
KEYS = {
    "title": "title", "author": "byline", "abstract": "summary", "publication title": "source", "section": "section",
    "publication date": "published", "language of publication": "language", "subject": "topics", "people": "people",
    "location": "places", "company / organization": "companies", "proquest document id": "id", "document url": "link",
    "copyright": "copyright", "first page": "page", "pages": "pages", "document type": "document_type",
    "publisher": "publisher", "dateline": "dateline", "last updated": "loaded", "credit": "credit", "issn": "issn",
    "source type": "publication_type", "edition": "edition", "identifier / keyword": "keywords",
}  # fmt: skip
# Others, which are kept under their names.
OTHERS = """
    publication year|place of publication|country of publication|database|publication subject|volume|issue|e-issn|doi
    number of pages|accession number|classification|publication info|business indexing term|full text availability
    supplemental data|illustrations|subtitle|alternate title|identifiers / keywords|publication frequency
"""
KEYS |= {label: re.sub(r"\W+", "_", label) for label in re.split(r"\||\n\s*", OTHERS.strip())}
# Of the service, not of the article.
KEYS["links"] = ""
LISTS = frozenset(("topics", "people", "places", "companies", "keywords"))
LINK = "proquest document link"
TEXT = "full text"
# What the service writes instead of a text.
NO_TEXT = re.compile(r"not available\.?", re.IGNORECASE)


@dataclass(slots=True)
class ProQuestDocument:
    """A document: the line on which it begins, and its blocks of lines."""

    line: int
    blocks: list[list[str]] = field(default_factory=list)


def is_proquest(head: bytes) -> bool:
    """Return whether the head of a file is certainly that of an export of ProQuest."""
    return all(pattern.search(head) is not None for pattern in HEADS)


def begins_document(line: str) -> bool:
    """Return whether a line divides documents."""
    return RULE.fullmatch(line) is not None


def proquest_documents(lines: Iterable[tuple[int, str]]) -> Iterator[ProQuestDocument]:
    """Yield the documents of a file, without the list of them above and the address of the service below."""
    found, is_new = ProQuestDocument(1), True
    for number, line in lines:
        if begins_document(line):
            if is_document(found):
                yield found
            found, is_new = ProQuestDocument(number), True
        elif not line.strip() or NUMBER.fullmatch(line):
            is_new = True
        elif is_new:
            found.blocks.append([line.strip()])
            is_new = False
        else:
            found.blocks[-1].append(line.strip())
    if is_document(found):
        yield found


def is_document(found: ProQuestDocument) -> bool:
    """Return whether blocks have a text or an abstract."""
    return any(label_of(line)[0] in (TEXT, "abstract") for block in found.blocks for line in block)


def label_of(line: str) -> tuple[str, str]:
    """Return the label of a line in small letters and what follows it; the empty text if it has none."""
    found = LABEL.match(line)
    return ("", line) if found is None else (found[1].lower(), line[found.end() :])


def values_of_proquest(document: ProQuestDocument) -> dict[str, object]:
    """Return the values of a document; the abstract is the text of one that has no other."""
    values: dict[str, object] = {}
    body = list[list[str]]()
    blocks = document.blocks
    end = len(blocks)
    while end and label_of(blocks[end - 1][0])[0] in KEYS:
        end -= 1
    is_text = False
    for block in blocks[:end]:
        if is_text:
            body.append(block)
        else:
            is_text = read_head_block(block, values, body)
    for block in blocks[end:]:
        if not is_text and label_of(block[0])[0] == "title":
            values.pop("title", None)
        keep_value(block, values)
    if body and NO_TEXT.fullmatch(" ".join(body[0])):
        body.clear()
    values["body"] = "\n\n".join("\n".join(block) for block in body) or values.pop("summary", "")
    values["source"] = str(values.get("source", "")).split(";")[0].strip()
    authors = [given_name_first(each.strip()) for each in str(values.get("byline", "")).split(";") if each.strip()]
    values["byline"] = ", ".join(authors)
    return values


def read_head_block(block: list[str], values: dict[str, object], body: list[list[str]]) -> bool:
    """Keep what a block above the text says; return whether the text begins in it."""
    below_label = False
    for at, line in enumerate(block):
        label, value = label_of(line)
        if label == TEXT:
            lines = [each for each in (value, *block[at + 1 :]) if each]
            body.extend([lines] if lines else [])
            return True
        if label in KEYS:
            keep_value([line, *takewhile(is_plain, block[at + 1 :])], values)
            below_label = True
        elif line.lower() == LINK:
            below_label = False
        elif not below_label:  # else the line is part of the value above it
            values.setdefault("title", line)
    return False


def is_plain(line: str) -> bool:
    """Return whether a line has no label of the service and is not that of the link to the document."""
    label = label_of(line)[0]
    return label not in KEYS and label != TEXT and line.lower() != LINK


def keep_value(block: list[str], values: dict[str, object]) -> None:
    """Keep the value of a block with a label under its key, unless there is one."""
    label, value = label_of(block[0])
    key, text = KEYS[label], " ".join((value, *block[1:])).strip()
    if key in LISTS:
        values[key] = [part.strip() for part in text.split(";") if part.strip()]
    elif key and text:
        values.setdefault(key, text)
