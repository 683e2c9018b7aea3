"""Documents of Factiva with the tags of their parts: ``HD`` the headline, ``PD`` the day, ``LP`` and ``TD`` the text.

A tag stands on a line of its own, or before the first line of its part (``HD      Ferry runs aground``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dateline.index.dataclass import dataclass, field
from dateline.index.readers.formats.xml_text import strip_by

__all__ = ["TaggedDocument", "begins_tagged", "is_tagged", "tagged_documents", "values_of_tagged"]

NAMES = (
    "HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|PUB|AN|SE|ART|IPC|IPD|CLM|DLN|NGC|GC"  # as Factiva
)
TAG = re.compile(rf"({NAMES})(?:[ \t]{{2,}}(.*)|[ \t]*)")
HEADS = tuple(
    re.compile(rb"(?:\A|\n)%b(?:[ \t]{2,}\S|[ \t]*\r?\n)" % tag) for tag in (b"HD", b"WC", b"PD", b"SN", b"(?:LP|TD)")
)
# A document begins with its section or its headline, and its text is in two parts.
FIRST, TEXT = ("SE", "HD"), ("LP", "TD")
KEYS = {
    "HD": "title", "BY": "byline", "PD": "published", "SN": "source", "SE": "section", "WC": "length", "PG": "page",
    "LA": "language", "CY": "copyright", "CR": "credit", "ED": "edition", "PUB": "publisher", "ART": "graphic",
}  # fmt: skip
LISTS = {"CO": "companies", "IN": "industries", "NS": "topics", "RE": "places"}
# Before the name in a list stands its code: “gfr : Germany”.
CODE = re.compile(r"\A\S{1,12} : ")


@dataclass(slots=True)
class TaggedDocument:
    """A document: the line on which it begins, and the lines of its parts by their tags."""

    line: int
    parts: dict[str, list[str]] = field(default_factory=dict)


def is_tagged(head: bytes) -> bool:
    """Return whether the head of a file has the tags that every document has."""
    return all(pattern.search(head) is not None for pattern in HEADS)


def begins_tagged(line: str) -> bool:
    """Return whether a line may begin a document: it has a tag."""
    return TAG.fullmatch(line) is not None


def tagged_documents(lines: Iterable[tuple[int, str]]) -> Iterator[TaggedDocument]:
    """Yield the documents of a file, without the lines above the first tag."""
    found, tag = TaggedDocument(1), ""
    for number, line in lines:
        begins = TAG.fullmatch(line)
        if begins is None:
            if tag:
                found.parts[tag].append(line.strip())
            continue
        tag = begins[1]
        if tag in FIRST and any(each in found.parts for each in (tag, *TEXT)):
            yield found
            found = TaggedDocument(number)
        elif not found.parts:
            found.line = number
        found.parts.setdefault(tag, []).append(begins[2] or "")
    if found.parts:
        yield found


def values_of_tagged(document: TaggedDocument) -> dict[str, object]:
    """Return the values of a document; the text is in paragraphs."""
    lines = {tag: " ".join(" ".join(part).split()) for tag, part in document.parts.items()}
    texts = ["\n".join(document.parts[tag]) for tag in TEXT if tag in document.parts]
    values: dict[str, object] = {key: lines.get(tag, "") for tag, key in KEYS.items()}
    for tag, key in LISTS.items():
        values[key] = [CODE.sub("", name) for each in lines.get(tag, "").split("|") if (name := each.strip())]
    values["byline"] = strip_by(lines.get("BY", ""))
    values["id"] = lines.get("AN", "").removeprefix("Document ")
    values["body"] = "\n\n".join(part for text in texts for each in text.split("\n\n") if (part := each.strip("\n")))
    return values
