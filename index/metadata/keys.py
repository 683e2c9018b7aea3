"""Of each key of an article, who is asked for it, and in which order: the first that knows is believed.

Of the dates `metadata` tells, of web pages `readers.page.witnesses` before: what a page says is here the word of the
source. Where a later witness contradicts the one that was believed, a note says so, unless the two name such things
in different ways as a rule (a newspaper and its address).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from dateline.index.article import ArticleNote
from dateline.index.entities.agencies import agency_named
from dateline.index.metadata.publication import WITNESSES as OF_DATES
from dateline.index.metadata.top_lines import agency_at_end, byline_above, dateline_above
from dateline.index.metadata.urls import host_in, words_at_end

__all__ = ["TABLE", "Evidence", "Witness", "complete"]

Values = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of an article so far, by key; its body, empty where it tells nothing; and its file, if that
    holds no other article."""

    values: Values
    body: str
    file: str | None


@dataclass(frozen=True, slots=True)
class Witness:
    """One witness: its name in notes, what it is, what it says.

    ``told``: its word is a guess, and a note says when it is taken; ``doubts``: a note says when it contradicts.
    """

    name: str
    means: str
    says: Callable[[Evidence], str | None] | None = None
    told: bool = False
    doubts: bool = False


def host_of_address(evidence: Evidence) -> str | None:
    """Return the host of the address."""
    url = evidence.values["url"]
    return host_in(url) if url else None


def title_of_address(evidence: Evidence) -> str | None:
    """Return the words that the address ends with."""
    url = evidence.values["url"]
    return words_at_end(url) if url and host_in(url) else None


def title_of_file(evidence: Evidence) -> str | None:
    """Return the words of the file's name."""
    return words_at_end(evidence.file.replace("\\", "/")) if evidence.file else None


def byline_of_text(evidence: Evidence) -> str | None:
    """Return the names of a line *By …*."""
    return byline_above(evidence.body)


def dateline_of_text(evidence: Evidence) -> str | None:
    """Return the dateline as the text prints it."""
    found = dateline_above(evidence.body)
    return None if found is None else found.line or None


def agency_of_dateline(evidence: Evidence) -> str | None:
    """Return the agency that the dateline names, be it given or printed in the text."""
    line = evidence.values["dateline"]
    given = dateline_above(f"{line} —") if line and ("(" in line or "/" in line) else None
    found = given if given is not None and given.agency else dateline_above(evidence.body)
    return None if found is None else found.agency


def agency_of_byline(evidence: Evidence) -> str | None:
    """Return the agency that stands in the byline, alone or behind a name (*Ailsa Grant, Reuters*)."""
    line = evidence.values["byline"]
    if not line:
        return None
    _, _, behind = line.rpartition(", ")
    return agency_named(line) or agency_named(behind)


def agency_of_end(evidence: Evidence) -> str | None:
    """Return the agency that the text ends with."""
    return agency_at_end(evidence.body)


SOURCE: Final = Witness("the source", "a key of the record, a header, an element; what a page says")
# In this order: an agency is told by the byline and the dateline.
TABLE: Final[Mapping[str, tuple[Witness, ...]]] = {
    "title": (
        SOURCE,
        Witness("the address", "the words that its path ends with", title_of_address, told=True),
        Witness("the file name", "its words, where the file holds one article", title_of_file, told=True),
    ),
    "byline": (SOURCE, Witness("the text", "a line “By …” above it", byline_of_text, doubts=True)),
    "dateline": (SOURCE, Witness("the text", "the dateline that opens it", dateline_of_text, doubts=True)),
    "agency": (
        SOURCE,
        Witness("the dateline", "the agency it names: (Reuters)", agency_of_dateline, doubts=True),
        Witness("the byline", "an agency instead of a name, or behind it", agency_of_byline, doubts=True),
        Witness("the text", "the agency at its end: (AP)", agency_of_end, doubts=True),
    ),
    "section": (SOURCE,),
    "source": (SOURCE, Witness("the address", "its host", host_of_address)),
    "url": (SOURCE,),
    "updated": (SOURCE,),
    "published": tuple(Witness(each.name, each.means) for each in OF_DATES),
}
OF_TEXT: Final = ("byline", "dateline", "agency")


def complete(values: Values, body: str, file: str | None, notes: list[str]) -> None:
    """Ask the witnesses for the keys that ``values`` holds, and write into it what they say.

    ``body`` may be empty where the text tells nothing (`openings.may_tell`).
    It has all the keys of `TABLE` but the dates; an empty text is as good as None.
    """
    evidence = Evidence(values, body, file)
    if not values["title"]:
        find("title", evidence, notes)
    for key in OF_TEXT:
        find(key, evidence, notes)
    if not values["source"]:
        find("source", evidence, notes)


def find(key: str, evidence: Evidence, notes: list[str]) -> None:
    """Ask the witnesses of one key."""
    taken = evidence.values[key]
    for witness in TABLE[key]:
        if witness.says is None or (taken and not witness.doubts):
            continue
        said = witness.says(evidence)
        if not said:
            continue
        if not taken:
            taken = evidence.values[key] = said
            if witness.told:
                told = f"the {key} “{said}” was taken from {witness.name}"
                notes.append(ArticleNote(f"{key} taken from {witness.name}", told))
        elif not agree(taken, said):
            told = f"{witness.name} gives the {key} as “{said}”, but “{taken}” was taken"
            notes.append(ArticleNote(f"another {key} in {witness.name}", told))


def agree(taken: str, said: str) -> bool:
    """Say whether two values can mean the same: they share a word, or are names of one agency."""
    if agency_named(taken) is not None and agency_named(taken) == agency_named(said):
        return True
    return not WORDS_OF_NO_NAME.issuperset(words_of(taken) & words_of(said))


WORDS_OF_NO_NAME: Final = frozenset(("by", "and", "the", "of"))


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text in small letters, with nothing but letters and digits in them."""
    spaced = "".join(letter if letter.isalnum() else " " for letter in text)
    return frozenset(spaced.casefold().split())
