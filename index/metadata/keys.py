"""The metadata sources of each key of an article, in order of rank; the first that has a value is used.

`publication` does the same for dates. For web pages `readers.page.candidates` runs before; its values count here as
values of the source. If a source of lower rank contradicts the value that was used, a note says so, except where the
two normally differ (a newspaper and its host).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from dateline.index.article import ArticleNote
from dateline.index.dataclass import dataclass
from dateline.index.entities.agencies import find_agency
from dateline.index.metadata.publication import DATE_SOURCES as OF_DATES
from dateline.index.metadata.top_lines import find_byline, find_closing_agency, find_printed_dateline
from dateline.index.metadata.urls import find_headline, find_host

__all__ = ["SOURCES", "KnownMetadata", "MetadataSource", "fill_missing"]

Values = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class KnownMetadata:
    """The values known so far, by key; the body, empty if it has no metadata; and the file, if it holds one article."""

    values: Values
    body: str
    file: str | None


@dataclass(frozen=True, slots=True)
class MetadataSource:
    """One metadata source: its name in notes, its description, and the function that reads it.

    ``guessed``: a note says when its value is used. ``contradicts``: a note says when its value contradicts.
    """

    name: str
    description: str
    read: Callable[[KnownMetadata], str | None] | None = None
    guessed: bool = False
    contradicts: bool = False


def source_from_url(known: KnownMetadata) -> str | None:
    """Return the host of the address."""
    url = known.values["url"]
    return find_host(url) if url else None


def title_from_url(known: KnownMetadata) -> str | None:
    """Return the words that the address ends with."""
    url = known.values["url"]
    return find_headline(url) if url and find_host(url) else None


def title_from_file_name(known: KnownMetadata) -> str | None:
    """Return the words of the file name."""
    return find_headline(known.file.replace("\\", "/")) if known.file else None


def byline_from_text(known: KnownMetadata) -> str | None:
    """Return the names of a line *By …*."""
    return find_byline(known.body)


def dateline_from_text(known: KnownMetadata) -> str | None:
    """Return the dateline as printed in the text."""
    found = find_printed_dateline(known.body)
    return None if found is None else found.line or None


def agency_from_dateline(known: KnownMetadata) -> str | None:
    """Return the agency named in the dateline, whether given or printed in the text."""
    line = known.values["dateline"]
    given = find_printed_dateline(f"{line} —") if line and ("(" in line or "/" in line) else None
    found = given if given is not None and given.agency else find_printed_dateline(known.body)
    return None if found is None else found.agency


def agency_from_byline(known: KnownMetadata) -> str | None:
    """Return the agency in the byline, alone or after a name (*Ailsa Grant, Reuters*)."""
    line = known.values["byline"]
    if not line:
        return None
    return find_agency(line) or find_agency(line.rpartition(", ")[2])


def agency_from_text(known: KnownMetadata) -> str | None:
    """Return the agency that the text ends with."""
    return find_closing_agency(known.body)


SOURCE: Final = MetadataSource("the source", "a key of the record, a header, an element; the metadata of a page")
# In this order, because the agency is read from the byline and the dateline.
SOURCES: Final[Mapping[str, tuple[MetadataSource, ...]]] = {
    "title": (
        SOURCE,
        MetadataSource("the address", "the words that its path ends with", title_from_url, guessed=True),
        MetadataSource(
            "the file name", "its words, where the file holds one article", title_from_file_name, guessed=True
        ),
    ),
    "byline": (SOURCE, MetadataSource("the text", "a line “By …” above it", byline_from_text, contradicts=True)),
    "dateline": (
        SOURCE,
        MetadataSource("the text", "the dateline that opens it", dateline_from_text, contradicts=True),
    ),
    "agency": (
        SOURCE,
        MetadataSource("the dateline", "the agency it names: (Reuters)", agency_from_dateline, contradicts=True),
        MetadataSource("the byline", "an agency instead of a name, or after it", agency_from_byline, contradicts=True),
        MetadataSource("the text", "the agency at its end: (AP)", agency_from_text, contradicts=True),
    ),
    "section": (SOURCE,),
    "source": (SOURCE, MetadataSource("the address", "its host", source_from_url)),
    "url": (SOURCE,),
    "updated": (SOURCE,),
    "published": tuple(MetadataSource(each.name, each.description) for each in OF_DATES),
}
TEXT_KEYS: Final = ("byline", "dateline", "agency")


def fill_missing(values: Values, body: str, file: str | None, notes: list[str]) -> None:
    """Fill the missing values from the metadata sources, and add notes on contradictions.

    ``values`` has the keys of `SOURCES` except the dates; empty texts count as missing. ``body`` may be empty if the
    text has no metadata (`top_lines.may_have_metadata`).
    """
    known = KnownMetadata(values, body, file)
    if not values["title"]:
        fill_key("title", known, notes)
    for key in TEXT_KEYS:
        fill_key(key, known, notes)
    if not values["source"]:
        fill_key("source", known, notes)


def fill_key(key: str, known: KnownMetadata, notes: list[str]) -> None:
    """Fill or check one key."""
    taken = known.values[key]
    for source in SOURCES[key]:
        if source.read is None or (taken and not source.contradicts):
            continue
        value = source.read(known)
        if not value:
            continue
        if not taken:
            taken = known.values[key] = value
            if source.guessed:
                guessed = f"the {key} “{value}” was taken from {source.name}"
                notes.append(ArticleNote(f"{key} taken from {source.name}", guessed))
        elif not values_agree(taken, value):
            guessed = f"{source.name} gives the {key} as “{value}”, but “{taken}” was taken"
            notes.append(ArticleNote(f"another {key} in {source.name}", guessed))


def values_agree(taken: str, value: str) -> bool:
    """Return whether two values can mean the same: they share a word, or are names of one agency."""
    if find_agency(taken) is not None and find_agency(taken) == find_agency(value):
        return True
    return not STOP_WORDS.issuperset(words_of(taken) & words_of(value))


STOP_WORDS: Final = frozenset(("by", "and", "the", "of"))


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text, letters and digits only, in small letters."""
    spaced = "".join(letter if letter.isalnum() else " " for letter in text)
    return frozenset(spaced.casefold().split())
