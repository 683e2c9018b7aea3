"""The authors that readers see on a page: marked elements, and lines like *By Ailsa Moray, Staff Writer*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from dateline.index.entities.agencies import find_agency
from dateline.index.entities.people.name_spans import has_forename
from dateline.index.entities.people.titles import word_set
from dateline.index.entities.tagging import is_calendar_word, is_first_name
from dateline.index.metadata.day_labels import LABEL
from dateline.index.metadata.day_lines import DAY
from dateline.index.readers.page.bylines import POST, find_authors, is_author
from dateline.index.readers.page.header import first_paragraph, window
from dateline.index.readers.page.outline import Line, Outline

__all__ = [
    "authors_beside_days",
    "authors_in_title",
    "authors_of_agencies",
    "desks",
    "foot_authors",
    "line_authors",
    "marked_authors",
]

# What stands before a name: *By*, in the languages of newspapers, with the verb before it. Some need a colon.
VERBS: Final = (
    "story|words|text|texte|report|reporting|review|reviewed|written|posted|published|submitted|reported|compiled|article"
    "|edited|geschrieben|verfasst|publié|rédigé|écrit|escrito|publicado|scritto|pubblicato|postato|geschreven|geplaatst"
    "|skrevet|skriven|added|contributed|created|filed|interview"
)
BY: Final = re.compile(
    rf"(?:(?:{VERBS})\s+)?(?:by|von|par|por|per|di|door|af|av|oleh|od|napsal|írta|autor|autora|author)\s?:?\s+"
    r"|(?:text|texte|tekst|texto|testo|szöveg|szerző|auteur|autore|autor(?:es|en|i)?|text och foto|yazar"
    r"|penulis|redakteur|författare|skribent|forfatter|kirjoittaja|teksti|автор|автори|авторы|текст|συντάκτης|journalist"
    r"|reporter|writer|tác giả|作者|记者|記者|文|기자)\s?[:：／/]\s?",
    re.IGNORECASE,
)
ALONE: Final = re.compile(
    rf"(?:(?:{VERBS})\s)?(?:by|von|par|por|di|door|af|av|autor|auteur|author|автор)\s?:?", re.IGNORECASE
)
INNER_BY: Final = re.compile(r"(?:^|[\s|,])(?i:by|von|par|por|door|af|av)\s+(?=[^\W\d_a-z])")
# A byline behind a place (*Neustadt - Von Katrin Vogel*), a label inside a line (*来源：港城 作者：李明*), and the
# name of an account at the end of the line of a program (*Posted on Tuesday by edwina*).
PLACE_BY: Final = re.compile(r"[^\W\d_a-z][^\d:;,!?]{1,30}\s[-–—|]\s(?:By|Von|Par|Por|Door|Av|Af)\s+(?=[^\W\d_a-z])")
INNER_LABEL: Final = re.compile(r"[\s|,;](?:автор|авторы|作者|记者|記者|文|기자)\s?[:：]\s?", re.IGNORECASE)
POSTED_BY: Final = re.compile(r"(?:posted|submitted|added)\b.{4,80}\sby\s(?P<name>\w[\w.-]{2,30})", re.IGNORECASE)
# What ends the names.
END: Final = re.compile(
    rf"{DAY}|\s+(?:on|at|in|for|of|am|um|vom|le|à|el|il|op|om|den|kl|em|às|avec|mit)\s|\s*[|•·–—/(\[\d@]|\s-\s|\s{{3}}|:|(?<=\w{{3}})\.\s+(?=\w{{4}})"
    rf"|[\s,]+(?:{LABEL})|[\s,]+(?:leave|with|last|special|no\s+comments?)\b",
    re.IGNORECASE,
)
MAIL: Final = re.compile(r"\S{1,60}@\S{1,60}")
PARTICLES: Final = word_set(
    "van von der den de del della di da dos du la le ten ter bin ibn al el abu y e zu and und et och og en i"
)
NO_NAMES: Final = word_set(
    "the a an this that his her our your order staff law read more share print email comments news posted published"
)
# After a name: the letters of a broadcaster or a degree (*CNN*, *PhD*).
SHORT_POST: Final = re.compile(r"[A-Z][A-Za-z.]{0,3}[A-Z.]{1,3}")
# Names beside a date, and words of the sections and boxes that also stand there.
BESIDE: Final = re.compile(r"(?:[^\W\d_a-z][\w.'’-]+\s?){2,3}")
SECTIONS: Final = word_set(
    "news world local national business sport sports photo photos gallery press release court city town opinion"
    " editorial latest media politics health science culture arts travel life style letters market markets report"
    " update blog home house street weekly daily times post journal magazine series special breaking top story stories"
    " last day the and no comments leave reply herald tribune gazette chronicle courier star sun observer guardian"
    " telegraph mail express standard examiner bulletin record mirror globe register dispatch citizen review magazine"
)
# What stands between a name and a date, and what a review says of a book below its text: *214pp, £14.99*.
JOINTS: Final = " ,•·|–—-/"
BOOK: Final = re.compile(r"\dpp\b|\d (?:pp|pages)\b|[£$€] ?\d")
# Words of sentences in capitals: *By Monday Night All Was Calm*. A name may begin with one (*Are Moen*), but for *all*.
OF_SENTENCES: Final = word_set("was were is are all had has")
# Weekdays are also forenames and surnames, parts of the day surnames: *Sunday Okoro*, *Gabriel Monday*, *M. Night Roe*.
WEEKDAYS: Final = word_set("monday tuesday wednesday thursday friday saturday sunday")
PARTS_OF_DAY: Final = word_set("morning afternoon evening night")
ABBREVIATED: Final = re.compile(r"\b(?:Jr|Sr|[A-Z])\.$")
DESK: Final = re.compile(r"(?i:by|von|par|por|door|av|af)\s(?P<name>[^\d:;,!?]+)")
LONGEST_DESK: Final = 60
LONGEST_LINE: Final = 160
MOST_WORDS: Final = 6
# Lines from the first marked author in which the others stand.
NEAR: Final = 6


def marked_authors(outline: Outline, site: str) -> Iterator[str]:
    """Yield the authors of elements that mark them in the header of the article, else in the article."""
    marks = [mark for mark in outline.marks if mark.kind == "author" and not mark.blocked and mark.text]
    span = window(outline)
    found: list[str] = []
    first: int | None = None
    for mark in [mark for mark in marks if mark.line in span] or [mark for mark in marks if mark.inside]:
        names = names_in_text(mark.text, site)
        if not names or (first is not None and mark.line - first > NEAR):
            continue
        first = mark.line if first is None else first
        known = {word.lower() for name in found for word in name.split()}
        found += [name for name in names if not known.issuperset(name.lower().split())]
    yield from found


def line_authors(outline: Outline, site: str) -> Iterator[str]:
    """Yield the authors of the first byline in the header of the article."""
    yield from first_names(outline, window(outline), site)


def foot_authors(outline: Outline, site: str) -> Iterator[str]:
    """Yield the authors of the lines of the article below its header, if all of them name the same."""
    last = window(outline).stop
    found = {
        tuple(names)
        for line in outline.lines[last:]
        if not line.blocked and not line.heading and (names := names_after_by(line.text, site))
    }
    if len(found) == 1:
        yield from found.pop()


def authors_in_title(titles: Iterable[str], site: str) -> Iterator[str]:
    """Yield the authors in the title of a window: *A quay for Norwick - by Ailsa Moray - The Lamp*."""
    for title in titles:
        for part in re.split(r"\s+[-–—|]\s+", title)[1:]:
            if part.startswith("by "):
                yield from names_after_by(part, site)


def authors_beside_days(outline: Outline, site: str) -> Iterator[str]:
    """Yield the name that stands beside a date without a sign, on a line of the header: *14 Dec 2016 Ailsa Moray*."""
    span = window(outline)
    for at in range(span.start, min(span.stop, first_paragraph(outline))):
        line = outline.lines[at]
        found = None if line.blocked or line.heading else re.search(DAY, line.text[:LONGEST_LINE], re.IGNORECASE)
        if found is None:
            continue
        for text in (line.text[: found.start()].strip(), line.text[found.end() :].strip()):
            name = text.strip(JOINTS)
            # A place stands before a comma as a name does: *San Pedro, 14 December 2016*.
            if is_plain_name(name) and (not text.endswith(",") or has_forename(name)):
                yield from find_authors([name], site)
                return


def authors_of_agencies(outline: Outline, site: str) -> Iterator[str]:
    """Yield the author of a line of the header that is a name and an agency: *Ailsa Moray, Reuters*."""
    for at in window(outline):
        line = outline.lines[at]
        name, _, agency = line.text[:LONGEST_LINE].partition(", ")
        if not line.blocked and not line.heading and agency and is_plain_name(name) and find_agency(agency):
            yield from find_authors([name], site)
            return


def is_plain_name(text: str) -> bool:
    """Return whether a text is two or three words that can be a person, and none of a section or a box."""
    plain = BESIDE.fullmatch(text) is not None and SECTIONS.isdisjoint(text.lower().split())
    return plain and len(text.split()) in (2, 3) and is_person(text)


def desks(outline: Outline, site: str) -> Iterator[str]:
    """Yield who wrote the article where the line below the headline names no one: *By our own correspondent*."""
    start = outline.headline or 0
    for line in outline.lines[start : start + NEAR]:
        found = DESK.fullmatch(line.text) if len(line.text) <= LONGEST_DESK else None
        if found is None or line.blocked or line.heading:
            continue
        name = found["name"].strip(" .")
        if (POST.search(name) or (" " not in name and is_name(name))) and is_author(name, site):
            yield name
            return


def first_names(outline: Outline, numbers: Iterable[int], site: str) -> list[str]:
    """Return the names of the first line that is a byline; a line of *By* alone is followed by the name."""
    before: Line | None = None
    for at in numbers:
        line = outline.lines[at]
        if line.blocked or line.heading:
            before = None
            continue
        if before is not None and ALONE.fullmatch(before.text):
            names = [name for name in names_in_text(line.text, site) if is_person(name)]
        else:
            names = names_after_by(line.text, site)
        if names:
            return names
        before = line
    return []


def names_after_by(line: str, site: str) -> list[str]:
    """Return the names of a line that is a byline, none if it is anything else."""
    if len(line) > LONGEST_LINE or BOOK.search(line):
        return []
    found = BY.match(line) or PLACE_BY.match(line) or INNER_LABEL.search(line)
    if found is None and re.search(DAY, line, re.IGNORECASE):
        account = POSTED_BY.fullmatch(line)
        if account is not None and is_author(account["name"], site):
            return [account["name"]]
        found = INNER_BY.search(line)
    if found is None:
        return []
    rest = line[found.end() :]
    end = END.search(rest)
    names = list(find_authors(split_list(rest[: end.start()] if end else rest), site))
    return names if names and all(is_person(name) for name in names) else []


def names_in_text(text: str, site: str) -> list[str]:
    """Return the names in the text of a marked element: after *by* in it, else at its beginning."""
    text = MAIL.sub(" ", text).strip()
    found = BY.match(text)
    inner = None if found is not None else INNER_BY.search(text)
    start = found.end() if found is not None else inner.end() if inner is not None else 0
    end = END.search(text, start)
    rest = text[start : end.start()] if end is not None else text[start:]
    return [name for name in find_authors(split_list(rest), site) if is_name(name)]


def split_list(text: str) -> list[str]:
    """Return the names of a list: *Ailsa Moray, Tom Reid and Jo Hale*; what follows a comma may be a post."""
    text = MAIL.sub(" ", text).strip(" ,;")
    text = text if ABBREVIATED.search(text) else text.rstrip(".")
    parts = [part.strip() for part in re.split(r",\s|;\s?|\s&\s", text)]
    while len(parts) > 1 and SHORT_POST.fullmatch(parts[-1]) and find_agency(parts[-1]) is None:
        parts.pop()
        text = ", ".join(parts)
    return parts if len(parts) > 1 and all(len(part.split()) > 1 for part in parts) else [text]


def is_name(text: str) -> bool:
    """Return whether words can be a name: with capitals, or in a script without them."""
    words = text.split()
    if not 0 < len(words) <= MOST_WORDS or words[0].lower() in NO_NAMES:
        return False
    return all(not word[0].islower() or word.lower() in PARTICLES for word in words) and not text.endswith(("?", "!"))


def is_person(text: str) -> bool:
    """Return whether words are the name of a person, of two words or more, or of an agency."""
    many = len(text.split()) > 1 or not text[:1].isascii()
    return is_name(text) and not is_told(text) and (many or find_agency(text) is not None)


def is_told(text: str) -> bool:
    """Return whether words have those of a sentence or of a time, which names have not."""
    first, *others = text.lower().split()
    if first == "all" or not OF_SENTENCES.isdisjoint(others):
        return True
    if first in WEEKDAYS:
        return not PARTS_OF_DAY.isdisjoint(others)
    is_forename = len(first.rstrip(".")) == 1 or (is_first_name(first) and not is_calendar_word(first))
    return not is_forename and not (WEEKDAYS | PARTS_OF_DAY).isdisjoint(others)
